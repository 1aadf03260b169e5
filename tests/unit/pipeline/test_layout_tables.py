from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest

from core.document import Document
from pipeline.layout.strokes import Stroke, joined
from tests.unit.pipeline.pdf_pages import Page, Pdf, document_of, texts
from tests.unit.pipeline.test_layout_paragraphs import LONG, OTHER

XS = [85.0, 125.0, 325.0, 430.0, 538.0]
ROWS = [
    ["STT", "Đảng bộ", "Số đảng viên", "Tỷ lệ (%)"],
    ["1", "Thành phố Tân Hòa", "1.245", "15,91"],
    ["2", "Huyện Sơn Thịnh", "812", "10,30"],
    ["", "Tổng cộng", "2.057", "26,21"],
]


def table(page: Page, rows: list[list[str]], y: float, xs: list[float] = XS, *, lines: bool = True, height: float = 20.0) -> float:
    for row in rows:
        for x, text in zip(xs, row, strict=False):
            page.text(x + 5, y + 14, text, size=11)
        y += height
    if lines:
        page.grid(xs, [y - height * i for i in range(len(rows), -1, -1)])
    return y


def cells(document: Document) -> list[list[str]]:
    """The cells of the first table, row by row."""
    found: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.kind == "cell":
            found.setdefault(block.row or 0, []).append(block.span.of(document.text))
    return [found[row] for row in sorted(found)]


def test_a_ruled_table_between_paragraphs() -> None:
    pdf = Pdf()
    page = pdf.page()
    y = page.prose(LONG, 80, indent=28)
    y = table(page, ROWS, y)
    page.prose(OTHER, y + 20, indent=28)
    document = document_of(pdf)
    assert document.text == "\n".join([LONG, *("\t".join(row) for row in ROWS), OTHER])
    assert cells(document) == ROWS
    kinds = [b.kind for b in document.blocks if b.kind not in ("row", "cell")]
    assert kinds == ["paragraph", "table", "paragraph"]


def test_borders_drawn_as_thin_rectangles_and_in_pieces() -> None:
    pdf = Pdf()
    page = pdf.page()
    table(page, ROWS, 100, lines=False)
    for y in (100, 120, 140, 160, 180):
        for a, b in pairwise(XS):
            page.bar(a, y - 0.25, b, y + 0.25)
    for x in XS:
        for y in (100, 120, 140, 160):
            page.bar(x - 0.25, y, x + 0.25, y + 20)
    assert cells(document_of(pdf)) == ROWS


def test_boxes_around_each_cell() -> None:
    pdf = Pdf()
    page = pdf.page()
    table(page, ROWS, 100, lines=False)
    for i in range(4):
        for a, b in pairwise(XS):
            page.box(a, 100 + 20 * i, b, 120 + 20 * i)
    assert cells(document_of(pdf)) == ROWS


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    pdf = Pdf()
    page = pdf.page()
    table(page, ROWS, 100, lines=False)
    for y in (100, 120, 140, 160, 180):
        page.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        page.line(x, 100, x, 180)
    assert cells(document_of(pdf)) == ROWS


def test_merged_cells() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(90, 124, "STT", size=11)
    page.text(130, 124, "Đơn vị", size=11)
    page.centred(431, 114, "Số đảng viên", size=11)
    page.text(340, 134, "Nam", size=11)
    page.text(450, 134, "Nữ", size=11)
    table(page, [["1", "Xã An Bình", "12", "8"]], 140, lines=False)
    page.line(85, 100, 538, 100)
    page.line(325, 120, 538, 120)
    page.line(85, 140, 538, 140)
    page.line(85, 160, 538, 160)
    for x, top in ((85, 100), (125, 100), (325, 100), (430, 120), (538, 100)):
        page.line(x, top, x, 160)
    document = document_of(pdf)
    assert document.text == "STT\tĐơn vị\tSố đảng viên\nNam\tNữ\n1\tXã An Bình\t12\t8"
    spans = {b.span.of(document.text): (b.row, b.col, b.rowspan, b.colspan) for b in document.blocks if b.kind == "cell"}
    assert spans["STT"] == (0, 0, 2, 1)
    assert spans["Số đảng viên"] == (0, 2, 1, 2)
    assert spans["Nữ"] == (1, 3, 1, 1)


def test_lines_in_a_cell() -> None:
    pdf = Pdf()
    page = pdf.page()
    xs = [85.0, 200.0, 400.0]
    page.grid(xs, [100, 120, 190])
    page.text(90, 114, "Đơn vị", size=11)
    page.text(205, 114, "Nhiệm vụ", size=11)
    for i, line in enumerate(["Ban Tổ chức", "Tỉnh ủy"]):
        page.text(90, 134 + 13 * i, line, size=11)
    page.text(90 + 62, 134, "Trường", size=11)
    for i, line in enumerate(["- Chủ trì, phối hợp với các ban xây", "dựng Đảng;", "- Báo cáo quý.", "Xong trong tháng 12"]):
        page.text(205, 134 + 13 * i, line, size=11)
    assert texts(pdf) == [
        "Đơn vị", "Nhiệm vụ", "Ban Tổ chức Trường Tỉnh ủy", "- Chủ trì, phối hợp với các ban xây dựng Đảng;", "- Báo cáo quý.", "Xong trong tháng 12",
    ]  # fmt: skip


def test_text_drawn_across_cells_as_one_object() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.grid(XS, [100, 120, 140])
    page.spread(90, 114, [(90, "STT"), (130, "Đảng bộ"), (330, "Số"), (436, "Tỷ lệ")], size=11)
    page.spread(90, 134, [(90, "1"), (130, "Huyện Sơn Thịnh"), (330, "12"), (436, "15,91")], size=11)
    assert cells(document_of(pdf)) == [["STT", "Đảng bộ", "Số", "Tỷ lệ"], ["1", "Huyện Sơn Thịnh", "12", "15,91"]]


@pytest.mark.parametrize(
    "what", ["line under a title", "box around a paragraph", "boxes one above the other", "frame around the page", "chart"]
)
def test_these_lines_are_no_table(what: str) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.centred(311.5, 80, "BÁO CÁO", font="bold", size=14)
    page.prose(LONG, 120)
    if what == "line under a title":
        page.line(260, 84, 360, 84)
    elif what == "box around a paragraph":
        page.box(80, 105, 543, 160)
    elif what == "boxes one above the other":
        page.box(80, 60, 543, 100)
        page.box(80, 100, 543, 170)
    elif what == "frame around the page":
        page.box(40, 40, 555, 800)
        page.box(43, 43, 552, 797)
    else:
        page.grid([100 + 20 * i for i in range(20)], [300 + 20 * i for i in range(20)])
    document = document_of(pdf)
    assert document.text == f"BÁO CÁO\n{LONG}"
    assert not any(b.kind == "table" for b in document.blocks)


def test_a_table_over_a_page_is_one_table_with_its_head_once() -> None:
    body = [[str(i), f"Đảng bộ xã số {i}", str(10 * i), f"{i},5"] for i in range(1, 31)]
    pdf = Pdf()
    page = pdf.page()
    page.prose(LONG, 60, indent=28)
    table(page, [ROWS[0], *body[:20]], 300)
    following = pdf.page()
    following.centred(311, 40, "2")
    y = table(following, [ROWS[0], *body[20:]], 60)
    following.prose(OTHER, y + 20, indent=28)
    document = document_of(pdf)
    assert cells(document) == [ROWS[0], *body]
    assert sum(b.kind == "table" for b in document.blocks) == 1
    assert document.text.endswith("\n" + OTHER)


def test_a_row_cut_by_the_end_of_a_page_is_whole() -> None:
    pdf = Pdf()
    page = pdf.page()
    xs = [85.0, 125.0, 300.0, 538.0]
    table(page, [["TT", "Nội dung", "Chủ trì"], ["1", "Biên soạn tài liệu bồi dưỡng", "Ban Tuyên giáo"]], 740, xs)
    following = pdf.page()
    table(following, [["", "bí thư chi bộ", ""], ["2", "Kiểm tra tại cơ sở", "Ủy ban Kiểm tra"], ["", "Cộng", "2"]], 60, xs)
    assert cells(document_of(pdf)) == [
        ["TT", "Nội dung", "Chủ trì"],
        ["1", "Biên soạn tài liệu bồi dưỡng bí thư chi bộ", "Ban Tuyên giáo"],
        ["2", "Kiểm tra tại cơ sở", "Ủy ban Kiểm tra"],
        ["", "Cộng", "2"],
    ]


def test_two_tables_of_other_columns_stay_two() -> None:
    pdf = Pdf()
    table(pdf.page(), ROWS, 700)
    table(pdf.page(), [["A", "B"], ["c", "d"]], 60, [85.0, 300.0, 538.0])
    document = document_of(pdf)
    assert sum(b.kind == "table" for b in document.blocks) == 2


def test_heads_written_upwards() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.grid([85, 200, 300, 400], [100, 180, 200, 220])
    page.text(90, 140, "Đơn vị")
    page.text(255, 170, "Tổng số", angle=90)
    page.text(355, 170, "Nữ", angle=90)
    table(page, [["Xã An Bình", "25", "11"], ["Xã An Hòa", "31", "12"]], 180, [85, 200, 300, 400], lines=False)
    assert cells(document_of(pdf)) == [["Đơn vị", "Tổng số", "Nữ"], ["Xã An Bình", "25", "11"], ["Xã An Hòa", "31", "12"]]


def test_pieces_of_lines_are_joined() -> None:
    dashes = [Stroke(100.0, 10.0 * i, 10.0 * i + 8) for i in range(10)]
    assert joined(dashes) == [Stroke(100.0, 0.0, 98.0)]
    assert joined([Stroke(100.0, 0, 50), Stroke(100.8, 0, 50)]) == [Stroke(100.4, 0, 50)]
    assert joined([Stroke(100.0, 0, 50), Stroke(112.0, 0, 50), Stroke(100.0, 80, 90)]) == [
        Stroke(100.0, 0, 50), Stroke(100.0, 80, 90), Stroke(112.0, 0, 50),
    ]  # fmt: skip
    assert joined([Stroke(100.0, 0, 3)]) == []


@pytest.mark.parametrize("drawn", ["lines", "boxes"])
def test_cells_are_those_that_pdfplumber_finds(drawn: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    pdf = Pdf()
    page = pdf.page()
    table(page, ROWS, 100, lines=drawn == "lines")
    if drawn == "boxes":
        for i in range(4):
            for a, b in pairwise(XS):
                page.box(a, 100 + 20 * i, b, 120 + 20 * i)
    table(page, [["Nội dung", "Chủ trì"], ["Biên soạn", "Ban Tuyên giáo"]], 400, [85.0, 300.0, 538.0])
    with pdfplumber.open(BytesIO(pdf.data())) as other:
        found = [row for part in other.pages[0].extract_tables() for row in part]
    document = document_of(pdf)
    ours: dict[int | None, list[str]] = {}
    for block in document.blocks:
        if block.kind == "cell":
            ours.setdefault(block.parent, []).append(block.span.of(document.text))
    assert list(ours.values()) == found
