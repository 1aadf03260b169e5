"""Figures of prose and tables: what is one, what is none, and what belongs to it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.document import Block, Document, File
from core.mentions import Indicator
from core.spans import Span
from extractors.dates import find_dates
from extractors.indicators import find_indicators
from extractors.periods import find_periods
from extractors.references import find_references
from pipeline.run import text_document


def indicators(text: str) -> list[Indicator]:
    return of_document(text_document(text))


def of_document(document: Document) -> list[Indicator]:
    found = find_indicators(document, find_references(document), find_dates(document), find_periods(document))
    return [one for one in found if not one.implicit]


def pairs(text: str) -> list[tuple[str, str | None]]:
    document = text_document(text)
    return [(one.span.of(document.text), one.unit) for one in of_document(document)]


UNITS = [
    ("Đảng bộ xã có 12 tổ chức cơ sở đảng với 1.045 đảng viên.", [("12", "tổ chức cơ sở đảng"), ("1.045", "đảng viên")]),
    ("Mở 03 lớp bồi dưỡng cho gần 400 bí thư của 31 đảng bộ cơ sở.", [("03", "lớp"), ("gần 400", "bí thư"), ("31", "đảng bộ cơ sở")]),
    ("Kiểm tra 17/25 chi bộ, giám sát 100% chi bộ.", [("17/25", "chi bộ"), ("100%", "%")]),
    ("Chỉ tiêu kết nạp từ 150-160 đảng viên mỗi năm.", [("150-160", "đảng viên")]),
    ("Chi bộ sinh hoạt 11-12 kỳ/năm, từ 1,5 giờ - 2 giờ/1 buổi.", [("11-12", "kỳ/năm"), ("1,5 giờ - 2 giờ/1 buổi", "giờ/1 buổi")]),
    ("Thu 43,4 tỷ đồng; chi 1.250 triệu đồng; quỹ còn 412.000đ.", [("43,4", "tỷ đồng"), ("1.250", "triệu đồng"), ("412.000", "đ")]),
    ("Thu nhập đạt 58 triệu đồng/người/năm, tăng gấp 1,5 lần.", [("58", "triệu đồng/người/năm"), ("1,5", "lần")]),
    ("Bình quân 36 đảng viên/1.000 dân, 2 vụ/1 đối tượng.", [("36", "đảng viên/1.000 dân"), ("2", "vụ"), ("1", "đối tượng")]),
    ("Toàn thành phố có gần 4 nghìn đảng viên, trên 1,2 triệu dân.", [("gần 4", "nghìn đảng viên"), ("trên 1,2", "triệu dân")]),
    ("Trồng hơn 310ha chè, năng suất 140 tạ/ha, làm 1,8km đường.", [("hơn 310", "ha"), ("140", "tạ/ha"), ("1,8", "km")]),
    ("Điều động 45 cán bộ, công chức của 7 phường, xã.", [("45", "cán bộ, công chức"), ("7", "phường, xã")]),
    ("Lập 06 đoàn kiểm tra, tổ chức 4 cuộc giám sát chuyên đề.", [("06", "đoàn kiểm tra"), ("4", "cuộc giám sát")]),
    ("Có 15 đảng bộ trực thuộc Tỉnh ủy và 24 chi bộ trực thuộc.", [("15", "đảng bộ"), ("24", "chi bộ trực thuộc")]),
    ("Có 39.000 lượt người nghe, 42 lượt cán bộ, viên chức dự.", [("39.000", "lượt người"), ("42", "lượt cán bộ, viên chức")]),
    ("Tổng số đảng viên của đảng bộ hiện nay là 5.568 (chính thức 5.212, dự bị 356).",
     [("5.568", "đảng viên"), ("5.212", "đảng viên"), ("356", "đảng viên")]),
    ("Kỷ luật 18 tổ chức đảng (khiển trách 12, cảnh cáo 06).", [("18", "tổ chức đảng"), ("12", "tổ chức đảng"), ("06", "tổ chức đảng")]),
    ("Toàn xã còn 14 thôn chưa có chi bộ, giảm 05 so với năm 2015.", [("14", "thôn"), ("05", "thôn")]),
    ("Số đảng viên mới ở xã Tân Phú 12, xã Hòa An 15.", [("12", "đảng viên"), ("15", "đảng viên")]),
    ("Lần lượt có 12, 15 và 20 đảng viên.", [("12", "đảng viên"), ("15", "đảng viên"), ("20", "đảng viên")]),
    ("Nhận 12 đơn (8 khiếu nại, 4 tố cáo).", [("12", "đơn"), ("8", "đơn"), ("4", "đơn")]),
    ("45 trên tổng số 52 đảng bộ đã đại hội; 26/27 vị đại biểu dự.", [("45 trên tổng số 52", "đảng bộ"), ("26/27", "đại biểu")]),
    ("Gần 1/3 số bí thư chi bộ là nữ; 145/150 phiếu tán thành.", [("Gần 1/3", "bí thư chi bộ"), ("145/150", "phiếu")]),
    ("Có 38 TCCSĐ, 20 HTX, 11.591 trạm 5G.", [("38", "TCCSĐ"), ("20", "HTX"), ("11.591", "trạm 5G")]),
    ("Diện tích 28.202,78 ha, dân số 341.964 (người).", [("28.202,78", "ha"), ("341.964", "người")]),
    ("Đảng uỷ có 15 uỷ viên; lập 02 tổ hoà giải.", [("15", "uỷ viên"), ("02", "tổ hoà giải")]),
    ("Có 38 chi, đảng bộ và 14 huyện, thị, thành ủy.", [("38", "chi, đảng bộ"), ("14", "huyện, thị, thành ủy")]),
    ("Tiến bộ trên 3 lĩnh vực, trên 30 mô hình.", [("3", "lĩnh vực"), ("trên 30", "mô hình")]),
    ("Mỗi tháng họp 01 lần, cả năm 24 chi bộ họp đủ.", [("01", "lần"), ("24", "chi bộ")]),
    ("Có 295 tiêu chí đạt chuẩn, 6 xã đạt 19/19 tiêu chí.", [("295", "tiêu chí"), ("6", "xã"), ("19/19", "tiêu chí")]),
    ("Doanh thu năm 2018 trên 5.000 tỷ đồng, nộp 1.150.000.000 đồng.", [("trên 5.000", "tỷ đồng"), ("1.150.000.000", "đồng")]),
    ("Diện tích 457,2 km2, bằng 1/3 diện tích của tỉnh.", [("457,2", "km2"), ("1/3", "diện tích")]),
    ("Tổng vốn đầu tư: 265000000", [("265000000", None)]),
    ("Có 28 giường bệnh/vạn dân, gồm 7 dân tộc.", [("28", "giường bệnh/vạn dân"), ("7", "dân tộc")]),
    ("Bầu 13 bí thư. Trong đó, số tái cử 10, tham gia lần đầu 3.", [("13", "bí thư"), ("10", "bí thư"), ("3", "bí thư")]),
    ("Cấp mới 115 dự án, điều chỉnh 147 lượt dự án.", [("115", "dự án"), ("147", "lượt dự án")]),
    ("Thưởng 500$ cho 02 tác giả.", [("500", "$"), ("02", "tác giả")]),
    ("Kết quả: tốt 15 hồ sơ (78,9%), khá 4.", [("15", "hồ sơ"), ("78,9%", "%"), ("4", "hồ sơ")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_figures_and_their_units(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(text) == expected


NOTHING = [
    "Kế hoạch số 13 -KH/BTCTU ngày 16/6/2016 và Công văn 236-CV/HU.",
    "Nghị quyết Trung ương 4 (khóa XII), Chỉ thị 05, các Chỉ thị 06, 03.",
    "Hoàn thành trong 10 ngày, chậm nhất 05 ngày làm việc, sau 02 năm.",
    "Kỷ niệm 95 năm Ngày thành lập; Huy hiệu 70 năm tuổi Đảng.",
    "Trao Huy hiệu 30, 40, 45, 50 năm tuổi Đảng.",
    "Tuổi từ 18 đến 60 tuổi; nữ không quá 50 tuổi.",
    "Theo Điều 5, khoản 2 và các khoản 1, 2 và 3 Điều 87 của Luật.",
    "Kỳ họp thứ 32, khóa 13, lần thứ 20, hạng 3, bước 2, giai đoạn 1.",
    "Chi bộ 5A, Chi bộ thôn 4, Tổ 7, Quận 4, Quốc lộ 1A, Tổ dân phố số 7.",
    "Đoàn kiểm tra số 02 của Sư đoàn 316, Công ty May 10.",
    "Điều trị tại Bệnh viện Quân y 103, tàu Bình Minh 02; ở tuổi 25; họp lúc 12 giờ trưa.",
    "Mạng 5G, Covid-19, công nghệ 4.0, Windows 10, giống chè PH 8.",
    "Khai mạc lúc 7 giờ 30 phút, từ 13:36 đến 16h30 ngày 15/3.",
    "Dịp 30/4, chiều 30-6 đồng loạt, sáng 21/10, Quốc khánh 2/9, từ 15-1 đến nay.",
    "Nhiệm kỳ 2015 - 2020, năm học 2019-2020, quý 2, tháng 9.",
    "Điện thoại: (0231) 3856.417, 0912 345 678, Fax 02363822124.",
    "Lượt xem: 1.286", "Đang online: 14", "Tổng lượt truy cập754,620", "Hôm nay: 1.052",
    "Số nhà 12, đường 30/4. Mã số 0123456789.",
    "Thực hiện “5 rõ”, phương châm 4 tại chỗ, mô hình 3 không.",
    "(1) Về tổ chức. 2) Về cán bộ. 1.2. Về đảng viên.",
    "dân chủ1, theo tài liệu [22, tr.1-4].",
    "Tỷ lệ bản đồ 1/500, trực 24/24 giờ.",
    "II. 11. Nhu cầu đào tạo. Bổ sung điểm 1 và điểm 2 mục II; mua xe 2 bánh gắn máy, 1 vài việc, 1 số nơi.",
    "Số: 117 /2000/TT-BTC\n- 0 -\nEMBED Excel.Sheet.8",
    "Sáng 16.7 họp; đợt cao điểm (17.10 - 18.11.2021); nghỉ từ 28 tết; rạng sáng 14 đến nơi; máy chủ 10.0.0.12.",
    "Trao giải thưởng 26/3 tỉnh Nghệ An.",
    "Nội dung: 1. Công tác cán bộ. 2. Công tác kiểm tra. 3. Công tác dân vận.",
    "15", "3\n7\n3",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_figure(text: str) -> None:
    assert pairs(text) == []


def only(text: str) -> Indicator:
    found = indicators(text)
    assert len(found) == 1, found
    return found[0]


def test_values_are_as_written_and_base_has_the_multiplier() -> None:
    one = only("Đảng bộ có gần 4 nghìn đảng viên.")
    assert (one.value, one.base, one.unit, one.approx, one.hedge) == (4, 4000, "nghìn đảng viên", True, "gần")
    money = only("Thu được 1,33 triệu tỷ đồng.")
    assert (money.value, money.base) == (Decimal("1.33"), Decimal("1330000000000.00") * 1000)
    spread = only("Bầu từ 05 đến 06 đồng chí.")
    assert (spread.value, spread.value_max) == (5, 6)
    ratio = only("Có 08/14 chi bộ.")
    assert (ratio.value, ratio.denominator) == (8, 14)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Đạt 12,5 %.", "12.45", "12.55"), ("Đạt 34%.", "33.5", "34.5"), ("Có 59 chi bộ.", "59", "59"), ("Thu 43,4 tỷ đồng.", "43350000000", "43450000000"),
        ("Có gần 400 bí thư.", "360.0", "400"), ("Có trên 50% số phiếu.", "50", "55.0"), ("Chọn ít nhất 20 hồ sơ.", "20", None),
        ("Có không quá 17 đồng chí.", "0", "17"), ("Bầu 15 - 17 đồng chí.", "15", "17"),
    ],
)  # fmt: skip
def test_intervals_from_the_digits_written(text: str, low: str, high: str | None) -> None:
    one = only(text)
    assert one.low == Decimal(low)
    assert one.high == (None if high is None else Decimal(high))


def test_english_marks_are_read_where_the_text_shows_them() -> None:
    found = indicators("Đạt 12.5% của 1,234 người, 97.25% của 2,345 hộ.")
    assert [one.value for one in found] == [Decimal("12.5"), 1234, Decimal("97.25"), 2345]
    assert only("Đảng bộ có 1,234 đảng viên.").value == 1234
    assert only("Thu đạt 38,723 tỷ đồng.").value == Decimal("38.723")


PERIODS = [
    ("Năm 2017, đạt 90,4%; năm 2018 đạt 91,2%.", ["Năm 2017", "năm 2018"]),
    ("Tính đến ngày 31/8/2016, có 15 chi bộ, 612 đảng viên.", ["Tính đến ngày 31/8/2016"] * 2),
    ("Tỷ lệ hộ nghèo từ 15% năm 2015 còn 6% năm 2020.", ["năm 2015", "năm 2020"]),
    ("Đảng bộ có 412 đảng viên (tính đến ngày 18/5/2018).", ["tính đến ngày 18/5/2018"]),
    ("Có 12 đảng viên bị kỷ luật trong năm 2017.", ["trong năm 2017"]),
    ("Trong 9 tháng, ban hành 53 văn bản. Kiểm tra 5 chi bộ.", ["Trong 9 tháng"] * 2),
    ("Kết nạp 45 đảng viên, giảm 6 đảng viên so với năm 2019.", [None, "so với năm 2019"]),
    ("Năm 2016, thuê bao đạt 90% (so với tháng 3 là 89%).", ["Năm 2016", "tháng 3"]),
    ("Tính đến 5/2018 có 29 trường, 31 trạm (7/2018).", ["Tính đến 5/2018", "7/2018"]),
    ("Tăng 1,2% so với ước thực hiện năm 2017; tăng 36 xã so cuối năm 2016.", ["so với ước thực hiện năm 2017", "so cuối năm 2016"]),
    ("Tỷ lệ giảm từ 10% (2013) còn 4,7% (2023).", ["2013", "2023"]),
    ("Năm 2019 thu 90 tỷ đồng, gồm:\n- Huyện 60 tỷ đồng\n- Xã 30 tỷ đồng\n", ["Năm 2019"] * 3),
    (
        "Năm 2018 làm 9 km.\nDự kiến năm 2019 thu 90 tỷ đồng. Trong đó:\n- Huyện 60 tỷ đồng\n- Xã 30 tỷ đồng\n",
        ["Năm 2018", *["năm 2019"] * 3],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_periods_are_attached(text: str, expected: list[str | None]) -> None:
    assert [one.period for one in indicators(text)] == expected


def test_a_heading_sets_the_period_of_its_section() -> None:
    text = "I. KẾT QUẢ NĂM 2021\nToàn xã kết nạp 12 đảng viên.\nII. PHƯƠNG HƯỚNG NĂM 2022\nToàn xã kết nạp 15 đảng viên.\n"
    assert [one.period for one in indicators(text)] == ["NĂM 2021", "NĂM 2022"]


TARGETS = [
    ("Phấn đấu kết nạp 15 đảng viên.", [True]),
    ("Tỷ lệ phấn đấu đạt từ 90% trở lên.", [True]),
    ("Đã kết nạp 12 đảng viên, đạt 80% chỉ tiêu.", [False, False]),
    ("Kết nạp 12 đảng viên, đạt 80% so với chỉ tiêu 15 đảng viên.", [False, False, True]),
    ("II. CHỈ TIÊU\n1. Kết nạp ít nhất 20 đảng viên.\n2. 95% chi bộ đạt loại tốt.", [True, True]),
    ("Mục tiêu đến năm 2025 hỗ trợ cho 500 hộ; bảo đảm mức tăng trưởng đạt 8%.", [True, True]),
    ("Dự kiến thu 90 triệu đồng, trong đó:\n- Huyện 60 triệu đồng\n- Xã 30 triệu đồng\n", [True, True, True]),
    ("- Phấn đấu 100% đảng viên học nghị quyết.\n- 80% đảng viên có sáng kiến.\nĐã kết nạp 12 đảng viên.\n", [True, True, False]),
    ("Có 121 cuộc theo kế hoạch và 10 cuộc đột xuất.", [False, False]),
    ("II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU\n1. Có 95% chi bộ đạt loại tốt.", [False]),
]


@pytest.mark.parametrize(("text", "expected"), TARGETS)
def test_targets(text: str, expected: list[bool]) -> None:
    assert [one.target for one in indicators(text)] == expected


def test_what_does_not_occur_is_an_implicit_zero() -> None:
    text = "Có 12 chi bộ loại tốt, không có chi bộ loại yếu; đảng viên vi phạm 02 đồng chí, khai trừ không có."
    found = [i for i in find_indicators(text_document(text), (), (), ()) if i.implicit]
    assert [(i.value, i.unit) for i in found] == [(0, "chi bộ"), (0, "đồng chí")]
    rule = text_document("Nơi không có cấp ủy cơ sở thì cử 02 đồng chí thẩm tra.")
    assert not [i for i in find_indicators(rule, (), (), ()) if i.implicit]


def test_the_subject_is_the_body_named_before() -> None:
    assert only("Đảng ủy xã Tân Phú đã kiểm tra 05 chi bộ.").subject == "Đảng ủy xã Tân Phú"


def grid(*rows: tuple[str, ...], before: str = "") -> Document:
    """A Document with one table."""
    blocks: list[Block] = []
    text = before
    if before:
        blocks.append(Block(0, "paragraph", Span(0, len(before))))
        text += "\n"
    start = len(text)
    table = len(blocks)
    rest: list[Block] = []
    for r, row in enumerate(rows):
        row_start = len(text)
        row_id = table + 1 + len(rest)
        cells: list[Block] = []
        for c, value in enumerate(row):
            text += "\t" if c else ""
            cells.append(Block(row_id + 1 + c, "cell", Span(len(text), len(text) + len(value)), parent=row_id, row=r, col=c))
            text += value
        rest += [Block(row_id, "row", Span(row_start, len(text)), parent=table, row=r), *cells]
        text += "\n"
    blocks += [Block(table, "table", Span(start, len(text) - 1)), *rest]
    return Document(id="0-0", file=File("0", "docx", len(text)), text=text[:-1], blocks=tuple(blocks))


def cells(document: Document) -> list[tuple[str, str | None, str | None]]:
    return [(one.span.of(document.text), one.unit, one.subject) for one in of_document(document)]


def test_tables_take_units_from_heads_and_subjects_from_labels() -> None:
    document = grid(
        ("STT", "Đảng bộ", "Số chi bộ", "Số đảng viên", "Tỷ lệ (%)"),
        ("1", "Xã Tân Phú", "12", "245", "98,5"),
        ("2", "Xã Hòa An", "09", "1.130", "97"),
        ("", "Tổng cộng", "21", "1.375", ""),
    )
    assert cells(document) == [
        ("12", "chi bộ", "Xã Tân Phú"), ("245", "đảng viên", "Xã Tân Phú"), ("98,5", "%", "Xã Tân Phú"),
        ("09", "chi bộ", "Xã Hòa An"), ("1.130", "đảng viên", "Xã Hòa An"), ("97", "%", "Xã Hòa An"),
        ("21", "chi bộ", "Tổng cộng"), ("1.375", "đảng viên", "Tổng cộng"),
    ]  # fmt: skip


def test_tables_take_units_from_a_column_and_periods_from_heads() -> None:
    document = grid(
        ("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2023", "Năm 2023"),
        ("1", "Kết nạp", "đảng viên", "15", "12"),
        ("2", "Thu", "triệu đồng", "90", "95,5"),
    )
    found = of_document(document)
    assert [(i.unit, i.period, i.target) for i in found] == [
        ("đảng viên", "năm 2023", True), ("đảng viên", "Năm 2023", False), ("triệu đồng", "năm 2023", True), ("triệu đồng", "Năm 2023", False),
    ]  # fmt: skip


def test_tables_take_units_from_the_line_above() -> None:
    document = grid(("Nội dung", "Số liệu"), ("Giáo viên nữ", "12"), ("Còn lại", "30"), before="Đơn vị tính: người")
    assert [(i.value, i.unit) for i in of_document(document)] == [(12, "Giáo viên"), (30, "người")]


def test_tables_hold_numbers_that_are_no_figures() -> None:
    document = grid(("TT", "Nội dung", "Thời gian"), ("1", "Kiểm tra 06 chi bộ", "30/6/2018"), ("2", "Tổng kết", "2019"))
    assert [one.span.of(document.text) for one in of_document(document)] == ["06"]


def test_lines_divided_by_tabs_are_a_table() -> None:
    document = text_document("STT\tĐơn vị\tSố hồ sơ\n1\tXã Tân Phú\t12\n2\tXã Hòa An\t15\n\tCộng\t27\n")
    assert [(i.span.of(document.text), i.unit, i.subject) for i in of_document(document)] == [
        ("12", "hồ sơ", "Xã Tân Phú"), ("15", "hồ sơ", "Xã Hòa An"), ("27", "hồ sơ", "Cộng"),
    ]  # fmt: skip


def texts(source: str) -> list[tuple[str, str | None, str | None]]:
    return cells(text_document(source))


def test_rows_of_a_tab_table_may_be_ragged() -> None:
    source = "Số TT\tChỉ tiêu\tĐơn vị tính\tNăm 2001\tNăm 2002\n\tA. Kinh tế\n1\tTăng trưởng\t%\t6.8\t7\n2\tDân số\tTriệu người\t78.6858\t80.735\t\t\n4\tXã\txã\t12\t15\n"
    assert texts(source) == [
        ("6.8", "%", "Tăng trưởng"), ("7", "%", "Tăng trưởng"), ("78.6858", "Triệu người", "Dân số"), ("80.735", "Triệu người", "Dân số"),
        ("12", "xã", "Xã"), ("15", "xã", "Xã"),
    ]  # fmt: skip
    assert [one.value for one in indicators(source)][2:4] == [Decimal("78.6858"), Decimal("80.735")]


def test_a_table_may_have_one_cell_a_line() -> None:
    source = "Danh sách trường\n\nSTT\n\nTên trường\nSố lớp\nNăm thành lập\n\n1\nTrường Hòa An\n30\n1999\n\n2\nTrường Tân Phú\n22\n2000\n\n3\nTrường Sơn Hà\n18\n2001\n\nHết.\n"
    assert texts(source) == [("30", "lớp", "Trường Hòa An"), ("22", "lớp", "Trường Tân Phú"), ("18", "lớp", "Trường Sơn Hà")]


def test_numbers_that_open_the_rows_of_a_table_count_nothing() -> None:
    source = (
        "TT Tên dự án Vốn (USD) Lao động\n1 Công ty An Bình 265000000 120\n2 Công ty Hòa Thịnh 1500000 85\n\n3 Công ty Sơn Hà 980000 40\n"
    )
    assert [one.span.of(source) for one in indicators(source)] == ["265000000", "120", "1500000", "85", "980000", "40"]


def test_columns_that_are_empty_are_no_columns() -> None:
    source = "STT\t\tĐơn vị\t\tSố hồ sơ\n1\t\tXã Tân Phú\t\t12\n2\t\tXã Hòa An\t\t15\n3\t\tXã Sơn Hà\t\t9\n"
    assert [unit for _, unit, _ in texts(source)] == ["hồ sơ"] * 3


def test_counts_in_tables_are_whole_where_commas_part_thousands() -> None:
    document = grid(("STT", "Xã", "Số đảng viên"), ("1", "Tân Phú", "1,245"), ("2", "Hòa An", "980"))
    assert [one.value for one in of_document(document)] == [1245, 980]


def test_a_wrapped_line_is_no_end() -> None:
    document = Document(
        id="0-0",
        file=File("0", "pdf", 0),
        text="Đảng bộ có 12\ntổ chức cơ sở đảng và gần\n400 đảng viên.",
        blocks=(Block(0, "paragraph", Span(0, 54)),),
    )
    assert cells(document) == [("12", "tổ chức cơ sở đảng", "Đảng bộ"), ("gần\n400", "đảng viên", "Đảng bộ")]
