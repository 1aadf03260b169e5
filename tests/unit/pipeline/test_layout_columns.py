from __future__ import annotations

import pytest

from core.document import Document
from tests.unit.pipeline.pdf_pages import Page, Pdf, document_of, measure, texts, wrapped
from tests.unit.pipeline.test_layout_paragraphs import LONG, OTHER

Cell = list[tuple[str, str]]

PARTY_LEFT: Cell = [("TỈNH ỦY TRƯỜNG GIANG", "regular"), ("BAN TỔ CHỨC", "bold"), ("*", "regular"), ("Số 12-HD/BTCTU", "regular")]
PARTY_RIGHT: Cell = [("ĐẢNG CỘNG SẢN VIỆT NAM", "bold"), ("Trường Giang, ngày 05 tháng 4 năm 2021", "italic")]
STATE_LEFT: Cell = [("UBND TỈNH TRƯỜNG GIANG", "regular"), ("SỞ NỘI VỤ", "bold"), ("Số: 12/KH-SNV", "regular")]
STATE_RIGHT: Cell = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold"), ("Độc lập - Tự do - Hạnh phúc", "bold"), ("Trường Giang, ngày 5 tháng 4 năm 2021", "italic"),
]  # fmt: skip


def column(page: Page, cell: Cell, middle: float, y: float, step: float = 19.0) -> None:
    for text, font in cell:
        page.centred(middle, y, text, font=font)
        y += step


def sides(document: Document) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for block in document.blocks:
        found.setdefault(block.column, []).append(block.span.of(document.text))
    return found


def names(cell: Cell) -> list[str]:
    return [text for text, _ in cell]


@pytest.mark.parametrize("order", ["cell by cell", "row by row", "right first"])
@pytest.mark.parametrize("shift", [0.0, 5.0, 9.0])
def test_the_head_is_read_left_then_right(order: str, shift: float) -> None:
    pdf = Pdf()
    page = pdf.page()
    if order == "row by row":
        for i in range(max(len(PARTY_LEFT), len(PARTY_RIGHT))):
            for cell, middle, down in ((PARTY_LEFT, 190, 0.0), (PARTY_RIGHT, 430, shift)):
                column(page, cell[i : i + 1], middle, 60 + 19 * i + down)
    else:
        columns = [(PARTY_LEFT, 190, 60.0), (PARTY_RIGHT, 430, 60 + shift)]
        for cell, middle, y in reversed(columns) if order == "right first" else columns:
            column(page, cell, middle, y)
    page.centred(311.5, 170, "HƯỚNG DẪN", font="bold", size=15)
    page.prose(LONG, 210, indent=28)
    document = document_of(pdf)
    assert sides(document) == {"left": names(PARTY_LEFT), "right": names(PARTY_RIGHT), None: ["HƯỚNG DẪN", LONG]}
    assert [b.kind for b in document.blocks if b.column] == ["paragraph"] * 6
    assert {b.align for b in document.blocks if b.column} == {"center"}


@pytest.mark.parametrize("gutter", [8.0, 14.0, 40.0])
def test_a_narrow_gap_between_the_columns_is_seen(gutter: float) -> None:
    pdf = Pdf()
    page = pdf.page()
    column(page, STATE_LEFT, 190, 60)
    half = 0.5 * max(measure(text, 12) for text, _ in STATE_RIGHT)
    left_end = 190 + 0.5 * max(measure(text, 12) for text, _ in STATE_LEFT)
    column(page, STATE_RIGHT, left_end + gutter + half, 60)
    page.centred(311.5, 170, "KẾ HOẠCH", font="bold", size=15)
    page.prose(LONG, 210, indent=28)
    assert sides(document_of(pdf))["left"] == names(STATE_LEFT)


def test_lines_of_a_column_that_were_wrapped_are_one_block() -> None:
    pdf = Pdf()
    page = pdf.page()
    issuer = "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH TRƯỜNG GIANG"
    lines = wrapped(issuer, 215, 12)
    assert len(lines) == 2
    left: Cell = [("TỈNH ỦY TRƯỜNG GIANG", "regular"), *((line, "bold") for line in lines), ("*", "regular"), ("Số 45-CV/ĐU", "regular")]
    column(page, left, 192, 60)
    date = "Thành phố Trường Giang, ngày 15 tháng 11 năm"
    column(page, [("ĐẢNG CỘNG SẢN VIỆT NAM", "bold"), (date, "italic"), ("2021", "italic")], 425, 60)
    page.prose(LONG, 210, indent=28)
    found = sides(document_of(pdf))
    assert found["left"] == ["TỈNH ỦY TRƯỜNG GIANG", issuer, "*", "Số 45-CV/ĐU"]
    assert found["right"] == ["ĐẢNG CỘNG SẢN VIỆT NAM", f"{date} 2021"]


def test_blanks_for_number_and_day_do_not_part_a_column() -> None:
    pdf = Pdf()
    page = pdf.page()
    column(page, PARTY_LEFT[:3], 190, 60)
    column(page, PARTY_RIGHT[:1], 430, 60)
    page.text(130, 117, "Số")
    page.text(180, 117, "-HD/BTCTU")
    page.text(330, 117, "Trường Giang, ngày", font="italic")
    page.text(460, 117, "tháng 4 năm 2021", font="italic")
    page.prose(LONG, 210, indent=28)
    found = sides(document_of(pdf))
    assert found["left"][-1] == "Số -HD/BTCTU"
    assert found["right"] == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Trường Giang, ngày tháng 4 năm 2021"]


RECIPIENTS = [
    "Nơi nhận:",
    "- Thường trực Tỉnh ủy (để báo cáo),",
    "- Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy Trường Giang,",
    "- Lưu Văn phòng.",
]
SIGNED: Cell = [("T/M BAN THƯỜNG VỤ", "bold"), ("PHÓ BÍ THƯ", "regular")]


def recipients(page: Page, entries: list[str], y: float) -> float:
    for entry in entries:
        for line in wrapped(entry, 200, 11):
            page.text(85, y, line, size=11)
            y += 13
        y += 3
    return y


def test_the_block_of_signatures_is_read_left_then_right() -> None:
    pdf = Pdf()
    page = pdf.page()
    y = page.prose(LONG, 80, indent=28) + 20
    recipients(page, RECIPIENTS, y)
    column(page, SIGNED, 430, y, 17)
    page.centred(430, y + 110, "Nguyễn Văn Bình", font="bold")
    assert sides(document_of(pdf)) == {None: [LONG], "left": RECIPIENTS, "right": [*names(SIGNED), "Nguyễn Văn Bình"]}


def test_signatures_over_the_end_of_a_page() -> None:
    pdf = Pdf()
    page = pdf.page()
    y = page.prose(LONG, 700, indent=28) + 15
    page.centred(430, y, "T/M BAN BÍ THƯ", font="bold")
    page.text(85, y + 9, RECIPIENTS[0], size=11)
    following = pdf.page()
    following.centred(297, 40, "2")
    recipients(following, RECIPIENTS[1:], 80)
    following.centred(430, 150, "Nguyễn Văn Bình", font="bold")
    assert sides(document_of(pdf)) == {None: [LONG], "left": RECIPIENTS, "right": ["T/M BAN BÍ THƯ", "Nguyễn Văn Bình"]}


@pytest.mark.parametrize("people", [2, 3, 4])
def test_people_who_sign_side_by_side(people: int) -> None:
    posts = ["NGƯỜI LẬP", "KẾ TOÁN", "THỦ QUỸ", "GIÁM ĐỐC"][:people]
    signers = ["Lê Văn Tám", "Bùi Thị Hoa", "Vũ Đình Ba", "Ngô Đức An"][:people]
    pdf = Pdf()
    page = pdf.page()
    page.prose(LONG, 80, indent=28)
    for i, (post, name) in enumerate(zip(posts, signers, strict=True)):
        middle = 85 + 453 * (i + 0.5) / people
        page.centred(middle, 180, post, font="bold")
        page.centred(middle, 250, name, font="bold")
    assert texts(pdf) == [LONG, *(text for pair in zip(posts, signers, strict=True) for text in pair)]


def test_addressees_beside_their_label() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(180, 80, "Kính gửi:")
    for i, entry in enumerate(["- Các huyện ủy, thành ủy;", "- Các đảng ủy trực thuộc Tỉnh ủy;"]):
        page.text(260, 80 + 18 * i, entry)
    page.prose(LONG, 140, indent=28)
    assert texts(pdf) == ["Kính gửi:", "- Các huyện ủy, thành ủy;", "- Các đảng ủy trực thuộc Tỉnh ủy;", LONG]


def test_lists_with_tabulators_are_read_row_by_row() -> None:
    rows = [
        ("1", "Nguyễn Văn Nam", "Bí thư", "90 điểm"),
        ("2", "Trần Thị Hoa", "Phó Bí thư", "91 điểm"),
        ("3", "Lê Tám", "Ủy viên", "92 điểm"),
    ]
    pdf = Pdf()
    page = pdf.page()
    y = page.prose(LONG, 80, indent=28)
    for row in rows:
        for x, text in zip((85, 120, 300, 430), row, strict=True):
            page.text(x, y, text)
        y += 14
    page.prose(OTHER, y, indent=28)
    assert texts(pdf) == [LONG, *(" ".join(row) for row in rows), OTHER]


def test_a_label_far_from_its_text_belongs_to_it() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(85, 80, "1.")
    page.text(121, 80, "Công tác tổ chức, cán bộ")
    page.text(85, 100, "-")
    page.text(121, 100, "Đã bổ nhiệm 12 đồng chí.")
    assert texts(pdf) == ["1. Công tác tổ chức, cán bộ", "- Đã bổ nhiệm 12 đồng chí."]


def test_a_page_in_two_columns_is_read_down_the_left_one_first() -> None:
    paragraphs = [LONG, OTHER, LONG, OTHER, LONG]
    lines = [line for text in paragraphs for line in wrapped(text, 215, 12)]
    half = (len(lines) + 1) // 2
    pdf = Pdf()
    page = pdf.page()
    page.centred(311.5, 60, "BẢN TIN SINH HOẠT CHI BỘ", font="bold")
    for side, part in ((85, lines[:half]), (322, lines[half:])):
        for i, line in enumerate(part):
            page.text(side, 90 + 14 * i, line)
    assert texts(pdf) == ["BẢN TIN SINH HOẠT CHI BỘ", *paragraphs]


def test_a_head_in_a_table_whose_lines_are_seen() -> None:
    pdf = Pdf()
    page = pdf.page()
    column(page, PARTY_LEFT, 190, 60)
    column(page, PARTY_RIGHT, 430, 60)
    page.grid([80, 310, 543], [44, 125])
    page.prose(LONG, 210, indent=28)
    assert sides(document_of(pdf)) == {"left": names(PARTY_LEFT), "right": names(PARTY_RIGHT), None: [LONG]}
