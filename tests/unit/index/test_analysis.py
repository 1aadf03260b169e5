"""Terms, fields and number keys."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.text import folded, nfc
from index.analysis import fields, keyword, number_key, number_tokens, numbers_in, short_number, terms

LETTERS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệớờởỡợúùủũụýỳĐÐƯỦỷ0123456789 .,-/–\u200b\u00a0\n\t\u0301\u0300_", max_size=120)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Hoà giải", "hòa giải"),
        ("Uỷ ban", "ủy ban"),
        ("tỷ lệ, kỹ thuật, quý III, Mỹ", "tỉ lệ kĩ thuật quí iii mĩ"),
        ("Ðảng ủy", "đảng ủy"),
        ("5.568 đảng viên (54,85%)", "5568 đảng viên 54,85"),
        ("54.85 và 0.5", "54,85 và 0,5"),
        ("1.234.567,89 đồng", "1234567,89 đồng"),
        ("05 chi bộ, 00 vụ", "5 chi bộ 0 vụ"),
        ("ngày 20.9.2016 và 21/11/2016", "ngày 20 9 2016 và 21 11 2016"),
        ("số 13 – KH/BTCTU", "số 13 kh btctu"),
        ("Chi bộ 5A, mạng 5G", "chi bộ 5a mạng 5g"),
        ("đ\u200bảng\u00adviên", "đảngviên"),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("1.2.3. Mục", "1 2 3 mục"),
        ("***", ""),
    ],
)
def test_marked_field(text: str, marked: str) -> None:
    assert fields(text).marked == marked


def test_fields_without_marks_and_pairs() -> None:
    found = fields("Đảng ủy xã Hoà Bình")
    assert found.folded == "dang uy xa hoa binh"
    assert found.pairs == "dang_uy uy_xa xa_hoa hoa_binh"
    assert fields("").pairs == fields("một").pairs == ""


def test_terms_stand_where_they_say() -> None:
    text = "Tổng số 1.245 đảng viên; ngày 20.9.2016."
    assert [term.span.of(text) for term in terms(text)] == ["Tổng", "số", "1.245", "đảng", "viên", "ngày", "20", "9", "2016"]
    assert [term.start for term in terms("đảng viên", 100)] == [100, 105]


@given(LETTERS)
@example("0\u200b")
def test_terms_are_exact_and_ordered(text: str) -> None:
    text = nfc(text)
    last = 0
    for term in terms(text):
        assert last <= term.start < term.end <= len(text)
        assert not term.span.of(text).isspace()
        assert " " not in term.marked + term.folded
        assert term.marked
        assert term.folded == folded(term.marked)
        last = term.end


@given(LETTERS)
def test_fields_are_the_terms(text: str) -> None:
    found = terms(text)
    assert fields(text).marked.split() == [term.marked for term in found]
    assert fields(text).folded.split() == [term.folded for term in found]


@given(LETTERS, LETTERS)
def test_what_stands_round_a_line_does_not_change_it(before: str, text: str) -> None:
    """A query and a text are cut alike, wherever the words stand."""
    assert fields(f"{before}\n{text}").marked.split()[len(terms(before)) :] == fields(text).marked.split()


def test_a_very_long_word_is_one_bounded_term() -> None:
    found = terms("x" * 100_000)
    assert len(found) == 1
    assert found[0].end == 100_000
    assert len(found[0].marked) <= 64


@pytest.mark.parametrize(
    "text",
    ["13-KH/BTCTU", "13 – kh / btctu", "13 -KH/BTCTU", "Kế hoạch số 13-KH/BTCTU", "13 kh btctu", "013-KH/BTCTU", "so 13-kh/btctu"],
)
def test_one_key_for_all_spellings(text: str) -> None:
    assert number_key(text) == "13-KH-BTCTU"


@pytest.mark.parametrize("text", ["", "đảng viên", "10/10 chỉ tiêu", "16/6/2016", "nghị quyết 01"])
def test_what_is_no_number(text: str) -> None:
    assert number_key(text) is None


@pytest.mark.parametrize(
    ("key", "short"),
    [
        ("13-KH-BTCTU", "13-KH"),
        ("13-KH", "13-KH"),
        ("30-2020-ND-CP", "30-2020-ND"),
        ("454-UBND-NCTH", "454-UBND"),
        ("5053-CV-VPTW", "5053-CV"),
    ],
)
def test_short_number(key: str, short: str) -> None:
    assert short_number(key) == short
    assert set(number_tokens(key)) == {key, short}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("13 – kh / btctu đảng viên", ["13-KH/BTCTU"]),
        ("nghi quyet 01-nq/duk ve sinh hoat", ["01-NQ/ĐUK"]),
        ("13-KH", ["13-KH"]),
        ("13 kh", []),
        ("20 đảng viên mới", []),
        ("13-KH/TU và 15-BC/TU", ["13-KH/TU", "15-BC/TU"]),
        ("30/2020/NĐ-CP", ["30/2020/NĐ-CP"]),
    ],
)
def test_numbers_in_a_query(query: str, found: list[str]) -> None:
    assert [at.number.normal for at in numbers_in(query)] == found


def test_keyword_is_one_token() -> None:
    assert keyword("Kế hoạch") == keyword("ke  HOACH") == "ke_hoach"
    assert keyword("TỐI MẬT") == "toi_mat"
