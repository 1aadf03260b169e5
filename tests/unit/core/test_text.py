from __future__ import annotations

import unicodedata

import pytest

from core.text import folded, has_marks, nfc, person_sort_key, sort_key, spelling_key, squeezed, typed

SAME = [
    # tone placement of an open oa, oe, uy, in every tone
    ("hoà", "hòa"), ("hoá", "hóa"), ("hoả", "hỏa"), ("hoã", "hõa"), ("hoạ", "họa"),
    ("loè", "lòe"), ("khoẻ", "khỏe"), ("xoè", "xòe"), ("choé", "chóe"), ("toẹ", "tọe"),
    ("thuỳ", "thùy"), ("uý", "úy"), ("uỷ", "ủy"), ("huỷ", "hủy"), ("luỹ", "lũy"), ("luỵ", "lụy"), ("Thuỵ", "Thụy"),
    ("ỦY BAN", "UỶ BAN"), ("Đảng uỷ", "Đảng ủy"), ("HOÀ BÌNH", "Hòa Bình"), ("hoá đơn", "hóa đơn"),
    # i and y at the end of a syllable
    ("tỉ lệ", "tỷ lệ"), ("kĩ thuật", "kỹ thuật"), ("quí I", "quý I"), ("mĩ thuật", "mỹ thuật"), ("lí luận", "lý luận"),
    ("bác sĩ", "bác sỹ"), ("hi vọng", "hy vọng"), ("kì họp", "kỳ họp"), ("qui định", "quy định"), ("qui chế", "Quy chế"),
    ("kí tên", "ký tên"), ("í kiến", "ý kiến"), ("I tế", "y tế"), ("li kì", "ly kỳ"), ("quĩ", "quỹ"), ("quị", "quỵ"), ("quì", "quỳ"),
    ("hợp lí hóa", "hợp lý hoá"), ("Uỷ ban kĩ thuật", "Ủy ban kỹ thuật"),
    # typing: eth for Đ, dashes, blanks, invisible characters, decomposed letters
    ("Ð\u1ea3ng", "Đảng"), ("\u00f0ảng", "đảng"), ("13–KH/BTCTU", "13-KH/BTCTU"), ("Đảng\u00a0ủy", "Đảng ủy"), ("Đảng\u200bủy", "Đảngủy"),
    (unicodedata.normalize("NFD", "Đảng uỷ quyền hạn"), "đảng ủy quyền hạn"),
    ("Viê\u0323t", "Việt"), ("ho\u0061\u0300", "hòa"),
]  # fmt: skip

DIFFERENT = [
    ("thúy", "thúi"), ("ủy", "ủi"), ("quy", "cui"), ("tai", "tay"), ("mai", "may"), ("khuỷu", "khủy"), ("hòa", "hóa"), ("hoa", "hòa"),
    ("hai", "hay"), ("lui", "luy"), ("tủi", "tủy"), ("hoài", "hòa"), ("đá", "da"), ("ủy", "uy"), ("hoặc", "họa"), ("túi", "túy"),
    ("thi", "thy"), ("vi", "vy"), ("cai", "cay"), ("bảy", "bải"), ("kỹ sư", "kỹ xư"), ("13-KH/TU", "13/KH-TU"), ("quả", "của"),
]  # fmt: skip

UNTOUCHED = [
    "khuỷu",
    "khuỷu tay",
    "hoặc",
    "ngoài",
    "quà",
    "quả",
    "khuyến",
    "quyết",
    "xoáy",
    "nguyễn",
    "loay hoay",
    "uyển",
    "ngoáy",
    "toàn",
    "quýt",
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_accepted_spellings_have_one_key(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_keep_apart(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize("word", UNTOUCHED)
def test_a_closed_syllable_or_qu_keeps_its_spelling(word: str) -> None:
    assert spelling_key(word) == word


def test_every_vowel_cluster_with_two_placements_agrees() -> None:
    for onset in ["", "h", "kh", "th", "ngh", "l", "x", "Đ"]:
        for nucleus in ["oa", "oe", "uy"]:
            for tone in "\u0300\u0301\u0303\u0309\u0323":
                new, old = onset + nucleus + tone, onset + nucleus[0] + tone + nucleus[1]
                assert spelling_key(nfc(new)) == spelling_key(nfc(old)) == nfc(old).lower()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng ủy Khối", "dang uy khoi"),
        ("Ðảng uỷ", "dang uy"),  # eth
        ("TỈ LỆ, kĩ thuật", "ti le, ki thuat"),
        ("tỷ lệ kỹ thuật", "ti le ki thuat"),
        ("13 – KH/BTCTU", "13 - kh/btctu"),
        ("Nguyễn Thị Ưởng", "nguyen thi uong"),
        ("", ""),
        ("ĐIỀU LỆ ĐẢNG", "dieu le dang"),
        ("café", "cafe"),
        ("12,5 %", "12,5 %"),
    ],
)
def test_folded(text: str, expected: str) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("đang", True), ("Ðang", True), ("dang uy", False), ("ủy", True), ("ê", True), ("", False), ("13-KH/TU", False), ("u\u031b", True)],
)
def test_has_marks(text: str, expected: bool) -> None:
    assert has_marks(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ð\u00f0\u0189\u0256", "ĐđĐđ"),
        ("01\u2010\u2011\u2012\u2013\u2014\u2015\u2212NQ", "01-------NQ"),
        ("a\u00a0b\u2003c\td", "a b c d"),
        ("Đảng\u00adủy\u200b\ufeff", "Đảngủy"),
        ("a\u200b\u0301", "á"),  # what stood between letter and mark goes, the letter is one again
        ("hoà", "hoà"),  # spelling is no matter of typing
    ],
)
def test_typed(text: str, expected: str) -> None:
    assert typed(text) == expected


def test_squeezed() -> None:
    assert squeezed(" số\u00a0 13 –\n KH/BTCTU\t ") == "số 13 - KH/BTCTU"


PROVINCES = [
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai",
    "Hà Nội", "Hà Tĩnh", "Hải Phòng", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Nghệ An",
    "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sơn La", "Tây Ninh", "Thanh Hóa", "Thái Nguyên", "Tuyên Quang", "Vĩnh Long",
]  # fmt: skip


BACKWARDS = PROVINCES[::-1]


def test_the_34_provinces_stand_in_dictionary_order() -> None:
    """Syllable by syllable: "ca" before "cà" before "cân"; "lai", "lang" (lạng), "lao" (lào), "lâm"; "tây" before "thanh"."""
    expected = [
        "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai",
        "Hà Nội", "Hà Tĩnh", "Hải Phòng", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng",
        "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa",
        "Tuyên Quang", "Vĩnh Long",
    ]  # fmt: skip
    assert sorted(PROVINCES, key=sort_key) == expected
    assert sorted(BACKWARDS, key=sort_key) == expected


@pytest.mark.parametrize(
    "ordered",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "i", "o", "ô", "ơ", "u", "ư", "v", "x", "y"],
        ["hoa", "hòa", "hỏa", "hoá", "họa"],  # wherever the tone is written
        ["hà nội", "hạ long"],
        ["an", "anh", "ăn", "ân"],
        ["Quận 2", "Quận 10", "Quận 12", "Quận Ba Đình"],
        ["dân", "đan", "đân"],
        ["Cam Lộ", "Cẩm Lệ", "Cần Giờ"],
        ["", "a"],
    ],
)
def test_sort_key(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered
    assert [sort_key(unicodedata.normalize("NFD", word).upper()) for word in ordered] == [sort_key(word) for word in ordered]


def test_people_by_given_name_then_by_the_whole_name() -> None:
    names = ["Trần Văn Ánh", "Lê Thị An", "Phạm An", "Nguyễn Văn Bình", "Đỗ Đức Đạt", "Vũ Thị Dung", "Cao An", ""]
    expected = ["", "Cao An", "Lê Thị An", "Phạm An", "Trần Văn Ánh", "Nguyễn Văn Bình", "Vũ Thị Dung", "Đỗ Đức Đạt"]
    assert sorted(names, key=person_sort_key) == expected
