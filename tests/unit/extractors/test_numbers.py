"""Document numbers in every spelling, and what only looks like one."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.gazetteers import types_by_code
from extractors.codes import known_organ, split_code, types_of
from extractors.numbers import ALONE, CITED, LABELLED, DocumentNumber, number_at, parse_number
from extractors.scan import plain_of, scan_text

SPELLINGS = [
    # canonical
    ("13-KH/BTCTU", "13-KH/BTCTU"), ("15/QĐ-UBND", "15/QĐ-UBND"), ("30/2020/NĐ-CP", "30/2020/NĐ-CP"), ("08-QĐi/TW", "08-QĐi/TW"),
    # blanks and dashes
    ("13 – kh / btctu", "13-KH/BTCTU"), ("13\u00a0–\u00a0KH/BTCTU", "13-KH/BTCTU"), ("13-KH/\u200bBTCTU", "13-KH/BTCTU"), ("109 –QĐ/BTCTU", "109-QĐ/BTCTU"),
    ("64/2013/TT- BTC", "64/2013/TT-BTC"), ("24-QĐ / TW", "24-QĐ/TW"), ("64b / HĐBT", "64b/HĐBT"), ("04-\nCT/TU", "04-CT/TU"), ("12/2020 /TT-BTC", "12/2020/TT-BTC"),
    # labels before it
    ("Số: 15/QĐ-UBND", "15/QĐ-UBND"), ("số31-QĐ/TW", "31-QĐ/TW"), ("No.251-KH/TU", "251-KH/TU"), ("Kế hoạch số 13-KH/BTCTU", "13-KH/BTCTU"),
    ("Công văn Số 1507-CV/VPTW", "1507-CV/VPTW"), ("So 198-BC/TU", "198-BC/TU"), ("Số hiệu: 31/2014/TT-BCT", "31/2014/TT-BCT"),
    # without marks or capitals
    ("12 hd btctw", "12-HD/BTCTW"), ("31-QD/TW", "31-QĐ/TW"), ("77/2014/tt-btc", "77/2014/TT-BTC"), ("42/2004/qđ-ubbt", "42/2004/QĐ-UBBT"),
    ("05-Ctr/ĐUK", "05-CTr/ĐUK"), ("16/CT-TTG", "16/CT-TTg"), ("5-nq/duk", "5-NQ/ĐUK"),
    # eth, fraction slash, entity
    ("21-KH/ÐU", "21-KH/ĐU"), ("1478⁄CĐ-TTg", "1478/CĐ-TTg"), ("20-QĐ&#x002F;TW", "20-QĐ/TW"),
    # marks lost or replaced
    ("858CV/ĐUK", "858-CV/ĐUK"), ("09 KH/ĐU", "09-KH/ĐU"), ("339-QĐTW", "339-QĐ/TW"), ("11-KHTU", "11-KH/TU"), ("57-NQ TW", "57-NQ/TW"),
    ("1961/QĐUBND", "1961/QĐ-UBND"), ("30c/NQCP", "30c/NQ-CP"), ("39-KL.TU", "39-KL/TU"), ("03/-CV/BCSĐ", "03-CV/BCSĐ"), ("50.TU", "50/TU"),
    ("72-NQ-TW", "72-NQ/TW"), ("01-QD-BTCTU", "01-QĐ/BTCTU"), ("18-2019-TT-BGDĐT", "18/2019/TT-BGDĐT"), ("15-QĐ-UBND", "15/QĐ-UBND"),
    # State order of a Party body stays as written
    ("31/QĐ-TW", "31/QĐ-TW"), ("01/NQ-ĐUK", "01/NQ-ĐUK"), ("08-QĐ/TƯ", "08-QĐ/TƯ"),
    # letters, suffixes, years
    ("516a-QĐ/ĐUK", "516a-QĐ/ĐUK"), ("06b /NQ-TLĐ", "06b/NQ-TLĐ"), ("8i/2010/NQCĐ-HĐND", "8i/2010/NQCĐ-HĐND"), ("34O-CV/ĐU", "340-CV/ĐU"),
    ("5053-CV/VPTW/nb", "5053-CV/VPTW/nb"), ("141 -CV/VPTW/nb", "141-CV/VPTW/nb"), ("2866/1998-TT-BQP", "2866/1998-TT-BQP"),
    # no type code, several parts, other orders
    ("454/UBND-NCTH", "454/UBND-NCTH"), ("2231/SNV-CCHC&PC", "2231/SNV-CCHC&PC"), ("08/TU", "08/TU"), ("89/CP", "89/CP"), ("63/2020/QH14", "63/2020/QH14"),
    ("06/QC-TT.HĐND-UBND", "06/QC-TT.HĐND-UBND"), ("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP"), ("5921/QĐ/HNDTW", "5921/QĐ/HNDTW"),
    ("999-TC/QĐ/CĐKT", "999-TC/QĐ/CĐKT"), ("23/2015/TTLT-BGD ĐT-BNV", "23/2015/TTLT-BGDĐT-BNV"), ("12/KL-TTr", "12/KL-TTr"),
    # type first
    ("KH 18- ĐUK", "18-KH/ĐUK"), ("NQ-01TU", "01-NQ/TU"), ("KL 132.TW", "132-KL/TW"), ("KL 75-KL/TW", "75-KL/TW"), ("HD38-HD/BTCTW", "38-HD/BTCTW"),
    # old State numbers: ministry first, a blank or nothing where a mark stands now
    ("90TC/TCT", "90TC/TCT"), ("04 TC/TCT", "04TC/TCT"), ("1141 TC/QĐ/CĐKT", "1141TC/QĐ/CĐKT"), ("60 TC/CĐKT", "60TC/CĐKT"), ("3/TC-TCT", "3/TC-TCT"), ("99 UB/VX", "99UB/VX"),
    ("1803/1998/QĐ/BTC", "1803/1998/QĐ/BTC"), ("14 QĐ/UB", "14QĐ/UB"), ("15 QĐ-UB", "15/QĐ-UB"), ("15-BTC/TT", "15-BTC/TT"), ("195/LB", "195/LB"),
    # codes with a small letter, orders of the President
    ("567/NHNo-KHNS", "567/NHNo-KHNS"), ("12/2008/L-CTN", "12/2008/L-CTN"), ("38-LCT/HĐNN", "38-LCT/HĐNN"),
    # no organ
    ("03-HD", "03-HD"), ("TBKL 89-TB", "89-TB"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "normal"), SPELLINGS)
def test_any_spelling_has_one_normal_form(text: str, normal: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.normal == normal


@pytest.mark.parametrize(("text", "normal"), SPELLINGS)
def test_the_normal_form_is_its_own_normal_form(text: str, normal: str) -> None:
    first, second = parse_number(text), parse_number(normal)
    assert first is not None
    assert second is not None
    assert (second.normal, second.key) == (normal, first.key)


@pytest.mark.parametrize(
    "texts",
    [
        ("13-KH/BTCTU", "13 – kh / btctu", "13-kh-btctu", "Kế hoạch số 13 -KH/BTCTU", "KH 13 BTCTU", "013-KH/BTCTU"),
        ("31-QĐ/TW", "31/QĐ-TW", "31-QD/TW", "31-QĐ/TƯ", "31-QĐi/TW", "31 qd tw", "31-QĐTW"),
        ("05-CTr/ĐUK", "5-CTR/ĐUK", "05 ctr duk"),
        ("5053-CV/VPTW/nb", "5053-CV/VPTW"),
    ],
)
def test_all_spellings_share_a_key(texts: tuple[str, ...]) -> None:
    assert len({number.key if (number := parse_number(text)) else None for text in texts}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("13-KH/BTCTU", "13-KH/TU"),
        ("13-KH/TU", "14-KH/TU"),
        ("13-KH/TU", "13-CTr/TU"),
        ("15/QĐ-UBND", "15/2019/QĐ-UBND"),
        ("516-QĐ/ĐUK", "516a-QĐ/ĐUK"),
        ("05-CT/TW", "05-CTr/TW"),
    ],
)
def test_different_numbers_have_different_keys(one: str, other: str) -> None:
    first, second = parse_number(one), parse_number(other)
    assert first is not None
    assert second is not None
    assert first.key != second.key


def test_the_parts() -> None:
    assert parse_number("516a-QĐ/ĐUK") == DocumentNumber(
        ordinal="516", letter="a", type_code="QĐ", organ="ĐUK", style="party", normal="516a-QĐ/ĐUK", key="516A-QD-DUK"
    )
    assert parse_number("30/2020/NĐ-CP") == DocumentNumber(
        ordinal="30", type_code="NĐ", organ="CP", year="2020", style="state", normal="30/2020/NĐ-CP", key="30-2020-ND-CP"
    )
    number = parse_number("5053-CV/VPTW/nb")
    assert number is not None
    assert (number.organ, number.suffix) == ("VPTW", "nb")


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "xin chào", "13", "chỉ thị 05", "16/6/2016", "ngày 16/6/2016", "0243.800.0000", "Nghị quyết Trung ương 4 (khóa XII)", "13-KH/BTCTU và nhiều chữ nữa",
        "12,5%", "41/4.974 đảng viên", "-/THÔNG BÁO", "/QĐ-STNMT", "số",
    ],
)  # fmt: skip
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        ("13-KH/BTCTU", ALONE, True), ("15/QĐ-UBND", ALONE, True), ("5G/LTE", ALONE, False), ("3/TP", ALONE, False), ("35-TL", ALONE, False), ("4-KNĐ", ALONE, False),
        ("09 KH/ĐU", ALONE, True), ("2 BC/tháng", ALONE, False), ("12 CT phúc lợi", ALONE, False), ("454/UBND-NCTH", ALONE, False), ("454/UBND-NCTH", LABELLED, True),
        ("06/ĐHKH-KHTC", LABELLED, True), ("8/A Lê Lợi", LABELLED, False), ("06/AB", CITED, True), ("100/8A", CITED, False), ("40/2016/tt-bct", CITED, True),
        ("15 đ/kg", CITED, False), ("13-về việc", CITED, False),
    ],
)  # fmt: skip
def test_the_context_decides_what_suffices(text: str, context: int, found: bool) -> None:
    assert (number_at(scan_text(text), 0, context) is not None) is found


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("13-KH/TU, ngày 16/6/2016", "13-KH/TU"), ("57-NQ/TWngày 22", "57-NQ/TW"), ("19/2018/TT-BGDĐT10/10/2018", "19/2018/TT-BGDĐT"), ("18-NQ/TW - Nghị quyết", "18-NQ/TW"),
        ("13-KH/TU-về việc", "13-KH/TU"), ("15/QĐ-UBND huyện", "15/QĐ-UBND"), ("35- NQ/TW bộ chính trị", "35- NQ/TW"), ("13-KH/TU.", "13-KH/TU"), ("13-KH/TU)", "13-KH/TU"),
        ("12/QĐ-UBND\nCăn cứ", "12/QĐ-UBND"),
    ],
)  # fmt: skip
def test_a_number_ends_where_its_code_ends(text: str, end: str) -> None:
    found = number_at(scan_text(text), 0, ALONE)
    assert found is not None
    assert text[: found.end] == end


@pytest.mark.parametrize(
    ("code", "style", "organ", "names"),
    [
        ("QĐ", "party", "TU", {"Quyết định", "Quy định"}), ("QĐ", "state", "UBND", {"Quyết định"}), ("QĐ", "state", "TW", {"Quyết định", "Quy định"}),
        ("TT", "party", "TU", {"Thông tri"}), ("TT", "law", "BTC", {"Thông tư"}), ("TT", "state", "BQP", {"Thông tư"}), ("QĐi", "party", "TW", {"Quy định"}),
        ("KH", "party", "TU", {"Kế hoạch"}), ("NQCĐ", "law", "HĐND", {"Nghị quyết"}), ("QĐ", "law", "BTC", {"Quyết định"}), ("QĐ", "party", "BTC", {"Quyết định", "Quy định"}),
    ],
)  # fmt: skip
def test_what_a_code_stands_for(code: str, style: str, organ: str, names: set[str]) -> None:
    assert {kind.name for kind in types_of(code, style, organ)} == names


@pytest.mark.parametrize(
    ("code", "official"),
    [
        ("btctu", "BTCTU"),
        ("ubkttw", "UBKTTW"),
        ("snv", "SNV"),
        ("sgddt", "SGDĐT"),
        ("vphdnd", "VPHĐND"),
        ("qh14", "QH14"),
        ("ttg", "TTg"),
        ("hdqt", "HĐQT"),
        ("xyz", None),
        ("lte", None),
    ],
)
def test_organ_codes_are_composed(code: str, official: str | None) -> None:
    known = known_organ(code)
    assert (known.code if known else None) == official


def test_a_code_fused_to_its_organ_comes_apart() -> None:
    assert split_code("qdubnd") == ("QĐ", "ubnd")
    assert split_code("khtu") == ("KH", "tu")
    assert split_code("khdt") is None  # Sở, Phòng Kế hoạch và Đầu tư
    assert split_code("ubnd") is None


PARTY = ["TW", "TU", "ĐU", "ĐUK", "BTCTU", "UBKTTW", "VPTW", "HU", "CB", "BTGDVTW"]
STATE = ["UBND", "CP", "HĐND", "TTg", "BTC-BNV", "SNV", "VKSTC", "ĐHCT"]
CODES = sorted(types_by_code())


@given(
    st.integers(1, 99999),
    st.sampled_from(["", "a", "b", "c"]),
    st.sampled_from(CODES),
    st.sampled_from(PARTY),
    st.sampled_from(["", "/nb"]),
    st.booleans(),
)
def test_print_and_parse_party(ordinal: int, letter: str, code: str, organ: str, suffix: str, padded: bool) -> None:
    text = f"{ordinal:02d}{letter}-{code}/{organ}{suffix}" if padded else f"{ordinal}{letter}-{code}/{organ}{suffix}"
    number = parse_number(text)
    assert number is not None
    assert number.normal == text
    assert (number.type_code, number.organ, number.letter) == (code, organ, letter)
    again = parse_number(text.replace("-", " – ").replace("/", " / ", 1))
    assert again is not None
    assert again.key == number.key


@given(st.integers(1, 99999), st.one_of(st.none(), st.integers(1945, 2099)), st.sampled_from(CODES), st.sampled_from(STATE))
def test_print_and_parse_state(ordinal: int, year: int | None, code: str, organ: str) -> None:
    text = f"{ordinal:02d}/{year}/{code}-{organ}" if year else f"{ordinal:02d}/{code}-{organ}"
    number = parse_number(text)
    assert number is not None
    assert (number.normal, number.type_code, number.organ, number.year) == (text, code, organ, str(year or ""))


@given(st.text(alphabet=string.ascii_letters + string.digits + "Đđ ƯưÐ-–/._&ạ()\n\t:", max_size=60))
def test_any_text_is_survived_and_spans_stay_inside(text: str) -> None:
    parse_number(text)
    scan = scan_text(text)
    for at, char in enumerate(scan.plain):
        if char.isdigit():
            found = number_at(scan, at, CITED)
            assert found is None or at < found.end <= len(text)


@given(st.text(max_size=200))
def test_the_plain_form_keeps_every_offset(text: str) -> None:
    plain = plain_of(text)
    assert len(plain) == len(text)
    assert plain.isascii()
    assert plain == plain.lower()


def test_numbers_as_found_in_the_wild(shared) -> None:
    """One by one: normal form, or the other reading that the list allows, for numbers that stand alone in their string."""
    import csv

    with (shared / "gold" / "numbers.csv").open(encoding="utf-8", newline="") as file:
        items = [
            row for row in csv.DictReader(file) if row["scored"] == "1" and row["normal"] and len(row["as_seen"]) < 45 and not row["date"]
        ]
    alone = [row for row in items if row["position"] == "0" and sum(other["as_seen"] == row["as_seen"] for other in items) == 1]
    right = [row for row in alone if (number := parse_number(row["as_seen"])) and number.normal in {row["normal"], *row["also"].split(";")}]
    assert len(alone) > 100
    assert len(right) / len(alone) >= 0.95
