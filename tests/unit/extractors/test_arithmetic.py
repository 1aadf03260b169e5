"""Sums and shares that a text states: what comes out, what does not, and what is no claim."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.mentions import Statement
from extractors.arithmetic import check_arithmetic
from extractors.figures.facts import shown
from extractors.indicators import find_indicators
from extractors.periods import find_periods
from pipeline.run import text_document


def statements(text: str) -> list[Statement]:
    document = text_document(text)
    return list(check_arithmetic(document, find_indicators(document, (), (), find_periods(document))))


def verdicts(text: str) -> list[tuple[str, bool | None]]:
    return [(one.kind, one.holds) for one in statements(text)]


RIGHT = [
    ("Đảng bộ có 48 tổ chức cơ sở đảng, gồm 31 đảng bộ và 17 chi bộ cơ sở.", "31 + 17 = 48"),
    ("Có 45 đảng viên (chính thức 41, dự bị 04).", "41 + 4 = 45"),
    ("Có 25 tổ chức, bao gồm 12 đảng bộ xã; đảng bộ quân sự; đảng bộ công an và 11 chi bộ cơ sở; 90 chi bộ dưới cơ sở.", "12 + 11 + 1 + 1 = 25"),
    ("Có 62 chi bộ, trong đó có 20 chi bộ thôn (có 5 chi bộ ghép), 42 chi bộ cơ quan; tổng số có 900 đảng viên.", "20 + 42 = 62"),
    ("Tổng kinh phí 385 triệu đồng, trong đó ngân sách xã 240 triệu đồng (máy tính 165 triệu đồng; tập huấn 75 triệu đồng), xã hội hóa 145 triệu đồng.",
     "240 + 145 = 385"),
    ("Có 24 bí thư và 21 phó bí thư theo học, tổng cộng 45 người.", "24 + 21 = 45"),
    ("Trong số 203 hồ sơ có 96 hồ sơ thiếu phiếu, 85 hồ sơ bị tẩy xóa, 22 hồ sơ thiếu bản thẩm tra.", "96 + 85 + 22 = 203"),
    ("Năm 2018 đánh giá 59 tổ chức. Trong đó tốt 50 tổ chức, khá 05 tổ chức, trung bình 04 tổ chức.", "50 + 5 + 4 = 59"),
    ("Diện tích 1.000,5 ha, gồm rừng 700,25 ha và ruộng 300,25 ha.", "700,25 + 300,25 = 1.000,5"),
    ("Kiểm tra 19/33 tổ chức, đạt 57,58 % chỉ tiêu kế hoạch.", "19/33 = 57,58 %"),
    ("Có 162/168 đảng viên tham gia học tập (đạt 96,4%).", "162/168 = 96,43 %"),
    ("Tỷ lệ thôn đạt chuẩn 58,9% (66/112 thôn).", "66/112 = 58,93 %"),
    ("Kết nạp 1.842 đảng viên, đạt 102,33% so với chỉ tiêu 1.800 đảng viên.", "1.842/1.800 = 102,33 %"),
    ("Làm được 450 m đường, bằng 75% kế hoạch (600 m).", "450/600 = 75,00 %"),
    ("Chi 790.800 tỷ đồng, giảm 25.200 tỷ đồng (-3,1%) so với dự toán.", "25.200/816.000 = 3,09 %"),
    ("Năm 2022 kết nạp 120 đảng viên, giảm 10 đảng viên (7,7%).", "10/130 = 7,69 %"),
    ("Kiểm tra 45 tổ chức (tăng 12 tổ chức, 36,4% so với cùng kỳ).", "12/33 = 36,36 %"),
    ("Có 412 đảng viên (trong đó: nữ 125 đ/c = 30,3%; dân tộc 210 đ/c = 51,0%).", "125/412 = 30,34 %"),
    ("Có 226/231 chi bộ sinh hoạt đủ 12 kỳ (chiếm 97,84%).", "226/231 = 97,84 %"),
    ("Có 02/13 xã đạt 19/19 tiêu chí, đạt 15,38%.", "2/13 = 15,38 %"),
    ("Đã đào 1.544/1.556 m (nhánh trái 704/716 m, nhánh phải 840/840 m), đạt 99,23%.", "1.544/1.556 = 99,23 %"),
    ("Có 604 tổ chức tốt, trong đó 144 tổ chức xuất sắc (23,8%).", "144/604 = 23,84 %"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "note"), RIGHT)
def test_what_comes_out(text: str, note: str) -> None:
    found = {one.note: one.holds for one in statements(text)}
    assert found.get(note) is True, found


WRONG = [
    ("Có 45 đảng viên, gồm 30 đảng viên chính thức và 14 đảng viên dự bị.", "30 + 14 = 44, văn bản ghi 45"),
    ("Có 722 tổ chức cơ sở đảng (589 ở xã, 77 ở phường, 47 ở thị trấn).", "589 + 77 + 47 = 713, văn bản ghi 722"),
    ("Có 128 tổ chức cơ sở đảng (trong đó có 49 đảng bộ cơ sở, 78 chi bộ cơ sở, 300 chi bộ trực thuộc).", "49 + 78 = 127, văn bản ghi 128"),
    ("Chia theo loại hình, trong 38 đơn vị có 19 xã, phường; 08 cơ quan; 05 trường học; 03 bệnh viện và 04 doanh nghiệp.",
     "19 + 8 + 5 + 3 + 4 = 39, văn bản ghi 38"),
    ("Đảng bộ có 39 tổ chức đảng, gồm 16 đảng bộ, 24 chi bộ.", "16 + 24 = 40, văn bản ghi 39"),
    ("Có 226/231 chi bộ sinh hoạt đủ 12 kỳ (chiếm 97,48%).", "226/231 = 97,84 %, văn bản ghi 97,48 %"),
    ("Có 11/12 xã đạt chuẩn, chiếm 91,63%.", "11/12 = 91,67 %, văn bản ghi 91,63 %"),
    ("Có 10/12 chi bộ loại tốt (đạt 82,3%).", "10/12 = 83,33 %, văn bản ghi 82,3 %"),
    ("Tổng số 62 tổ chức: vững mạnh 34 đơn vị (chiếm 54,85%); khá 27 đơn vị (chiếm 43,55%).", "34/62 = 54,84 %, văn bản ghi 54,85 %"),
    ("Trong số 41 đảng viên mới kết nạp có 10 nữ (26,6%).", "10/41 = 24,39 %, văn bản ghi 26,6 %"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "note"), WRONG)
def test_what_does_not_come_out(text: str, note: str) -> None:
    assert [(one.holds, one.note) for one in statements(text) if one.holds is False] == [(False, note)]


NO_CLAIM = [
    "Kết nạp 603 đảng viên, trong đó: nữ 359, dân tộc 14, tôn giáo 5, doanh nghiệp 20.",
    "Kiểm tra 15 tổ chức đảng, trong đó có 05 đảng bộ, 09 chi bộ.",
    "Kỷ luật 201 đảng viên (5 người bị khai trừ, 5 người bị cách chức, 154 người bị khiển trách, còn lại bị cảnh cáo).",
    "Có 12 xã (tăng 2 xã), 45 chi bộ (giảm 3 chi bộ).",
    "Huyện có 10/12 xã đạt chuẩn nông thôn mới, tỷ lệ hộ nghèo chiếm 3,2%.",
    "Có 12 chi bộ; đạt 95% kế hoạch; thu 40 tỷ đồng, bằng 80% so với cùng kỳ.",
    "Kết nạp 46 đảng viên (đạt 38,33% kế hoạch đề ra).",
    "Trong số 1.173 đảng viên có 512 nữ, 236 người dân tộc thiểu số, 804 đoàn viên.",
    "Cả nước có trên 5 triệu đảng viên, gồm khoảng 2 triệu nữ và 2 triệu nam.",
    "Đại hội có 66 tổ chức cơ sở đảng, trong đó có 20 đảng bộ cơ sở làm điểm, 10 chi bộ cơ sở làm điểm.",
    "Chi bộ A có 30 đảng viên, nữ 12 đồng chí; chi bộ B có 25 đảng viên, nữ 11 đồng chí (41%).",
    "Có 15/20 xã tổ chức hội nghị, đạt 98% đảng viên tham gia.",
    "Có 412 đảng viên, nữ 150 đồng chí (36,41%), cấp ủy viên nữ 05 đồng chí (16,7%).",
    "Có 20 chi bộ (12 chi bộ thôn, 06 chi bộ trường học).",
    "Kiểm tra 45 tổ chức, tăng 36,4% (12 tổ chức); giám sát 9 tổ chức (20%).",
    "Có 226/231 chi bộ họp đủ, 12 chi bộ họp thêm (chiếm 5,2%).",
    "Đảng bộ có 39 tổ chức đảng, gồm 16 đảng bộ, 20 chi bộ; hai đảng bộ mới lập.",
    "Đảng bộ có 39 tổ chức đảng, gồm 16 đảng bộ, 22 chi bộ…",
    "Kết nạp 183 đảng viên, trong đó có 70 nữ (38,3%), 112 đoàn viên thanh niên (61,2%).",
    "Mục 1: 5 điểm; mục 2: 3 điểm; tổng 100 điểm.",
]


@pytest.mark.parametrize("text", NO_CLAIM)
def test_nothing_is_called_wrong_that_may_be_true(text: str) -> None:
    assert all(one.holds is not False for one in statements(text))


def test_spans_are_those_of_the_indicators_whole_first() -> None:
    text = "Có 34/62 tổ chức (54,84%); kiểm tra 48 chi bộ, gồm 31 chi bộ thôn và 17 chi bộ cơ quan."
    share, total = statements(text)
    assert [span.of(text) for span in share.spans] == ["54,84%", "34/62"]
    assert [span.of(text) for span in total.spans] == ["48", "31", "17"]
    plan = statements("Kết nạp 12 đảng viên, đạt 80% so với chỉ tiêu 15 đảng viên.")[0]
    assert len(plan.spans) == 3


def test_half_a_unit_of_the_last_decimal_decides() -> None:
    assert verdicts("Có 1/8 chi bộ (12,5%).") == [("percent", True)]
    assert verdicts("Có 1/8 chi bộ (13%).") == [("percent", True)]
    assert verdicts("Có 1/8 chi bộ (12,4%).") == [("percent", False)]
    assert verdicts("Có 1/3 chi bộ (33,3%).") == [("percent", True)]
    assert verdicts("Có 1/3 chi bộ (33,4%).") == [("percent", False)]


def test_a_hedged_share_that_misses_gets_no_verdict_of_wrong() -> None:
    assert verdicts("Có 10/12 chi bộ, đạt hơn 83%.") == [("percent", True)]
    assert verdicts("Có 10/12 chi bộ, đạt gần 83%.") == [("percent", None)]


def test_rounded_amounts_meet_by_their_intervals() -> None:
    assert verdicts("Chi 10,3 tỷ đồng, gồm lương 5,1 tỷ đồng và mua sắm 5,1 tỷ đồng.") == [("sum", True)]


def test_tables_are_not_read_as_sentences() -> None:
    assert statements("Đơn vị\tSố\tTỷ lệ\nXã Tân Phú (điểm)\t12\t(45%)\nXã Hòa An (gồm)\t15\t(50%)\nCộng\t27\t(100%)\n") == []


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234567.5", None, "1.234.567,5"),
        ("-45", None, "-45"),
        ("54.8387", 2, "54,84"),
        ("0.5", None, "0,5"),
        ("1000", 1, "1.000,0"),
        ("100", None, "100"),
    ],
)
def test_numbers_are_shown_as_vietnamese_print_them(value: str, decimals: int | None, text: str) -> None:
    assert shown(Decimal(value), decimals) == text
