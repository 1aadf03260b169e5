"""The grammar of numbers: digits, percentages, ratios, ranges, hedges, as Vietnamese documents write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.quantities import Style, parse_numeral, quantities, style_of


@pytest.mark.parametrize(
    ("digits", "value", "decimals"),
    [
        ("7", "7", 0), ("02", "2", 0), ("1.245", "1245", 0), ("12,5", "12.5", 1), ("0,73", "0.73", 2), ("1.234.567", "1234567", 0),
        ("1.234,56", "1234.56", 2), ("1,234.56", "1234.56", 2), ("12.5", "12.5", 1), ("28.202,78", "28202.78", 2), ("38,723", "38.723", 3),
        ("1,234,567", "1234567", 0), ("0.125", "0.125", 3), ("12345", "12345", 0), ("100,0", "100.0", 1), ("4.1234", "4.1234", 4),
    ],
)  # fmt: skip
def test_digits_have_one_value(digits: str, value: str, decimals: int) -> None:
    parsed = parse_numeral(digits)
    assert parsed is not None
    assert (parsed[0], parsed[1]) == (Decimal(value), decimals)


@pytest.mark.parametrize("digits", ["1.2.3", "1.23.456", "1,2,3", "1.234.56", "12.34,5", "1" * 30])
def test_what_is_no_number(digits: str) -> None:
    assert parse_numeral(digits) is None


def test_english_marks_only_where_the_text_shows_them() -> None:
    assert style_of("đạt 12.5% và 97.25% của 1,234 người") == Style(english=True)
    assert style_of("đạt 12,5% của 1.234 người") == Style()
    assert style_of("đạt 12.5%") == Style()
    assert parse_numeral("1,234", Style(english=True)) == (Decimal(1234), 0, False)
    assert parse_numeral("12,345", percent=True) == (Decimal("12.345"), 3, False)


CASES = [
    ("kết nạp gần 250 quần chúng", ["gần 250"]),
    ("không quá 17 đồng chí, ít nhất 03 kỳ, tối thiểu 5%", ["không quá 17", "ít nhất 03", "tối thiểu 5%"]),
    ("khoảng trên 8.000 hội viên", ["trên 8.000"]),
    ("đạt 7 - 8%, tăng 0,5-1%", ["7 - 8%", "0,5-1%"]),
    ("mỗi tổ từ 04 đến 06 người", ["từ 04 đến 06"]),
    ("kéo dài 1,5 giờ - 2 giờ", ["1,5 giờ - 2"]),
    ("41 trên tổng số 52 chi bộ; 18/22 xã; 06 / 08 trường", ["41 trên tổng số 52", "18/22", "06 / 08"]),
    ("thu 6, 7 triệu đồng; đạt 57,58 % và 12 phần trăm", ["6, 7", "57,58 %", "12 phần trăm"]),
    ("tổng cộng 5. 568 đảng viên", ["5. 568"]),
    ("giảm (-3,1%), tăng (+2,6%)", ["-3,1%", "+2,6%"]),
    ("cao hơn 15% như huyện A; cao hơn 2,5% so với năm trước", ["hơn 15%", "2,5%"]),
    ("tăng từ 10 tỷ đồng đến 15 tỷ đồng", ["10", "15"]),
    ("có 16 900 cơ sở và 1 425 giường", ["16 900", "1 425"]),
    ("Tổ 3 150 hộ; khóa 12 250 đại biểu; 5 600", ["3", "150", "12", "250", "5", "600"]),
    ("chi 56 064 đồng, 7 793; khám 108 622 lượt", ["56 064", "7 793", "108 622"]),
    ("1\t234 người", ["1", "234"]),
    ("làm 35,01/46,45 km; năm 2018 trên 5.000 tỷ đồng", ["35,01/46,45", "2018", "trên 5.000"]),
    ("từ 300 đồng/lít xuống còn 200 đồng/lít", ["300", "200"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_expressions_are_found_whole(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quantities(text)] == expected


def test_parts_of_an_expression() -> None:
    ratio, spread, share = (quantities(text)[0] for text in ("41/4,974 hộ", "190-200 đảng viên", "trên 12,5 %"))
    assert (ratio.value, ratio.denominator) == (41, 4974)
    assert (spread.value, spread.value_max, spread.percent) == (190, 200, False)
    assert (share.value, share.decimals, share.percent) == (Decimal("12.5"), 1, True)
    assert share.hedge is not None
    assert share.hedge.word == "trên"


@pytest.mark.parametrize("text", ["30-6 đồng loạt", "lịch 8-3"])
def test_a_falling_pair_is_no_range(text: str) -> None:
    assert all(q.value_max is None for q in quantities(text))
