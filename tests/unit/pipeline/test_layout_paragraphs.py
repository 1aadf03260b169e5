from __future__ import annotations

import random

import pytest

from pipeline.layout.joins import glued
from tests.unit.pipeline.pdf_pages import Page, Pdf, document_of, measure, texts, wrapped

LONG = (
    "Thực hiện Chương trình công tác năm, Ban Thường vụ Đảng ủy đã chỉ đạo các chi bộ trực thuộc tổ chức học tập, quán triệt nghị quyết; "
    "kết quả có 45/48 chi bộ hoàn thành, đạt 93,75%, còn 03 chi bộ chậm tiến độ do thiếu báo cáo viên và địa bàn rộng."
)
OTHER = (
    "Công tác kiểm tra, giám sát được duy trì nền nếp: trong 6 tháng đã kiểm tra 12 tổ chức đảng, giám sát chuyên đề 05 tổ chức đảng và 17 "
    "đảng viên, kịp thời chấn chỉnh những thiếu sót trong sinh hoạt và trong việc thu, nộp đảng phí."
)
STYLES = {
    "first lines indented": {"indent": 28.0},
    "first lines indented, ragged": {"indent": 28.0, "justify": False},
    "parted by a gap": {"gap": 8.0},
    "parted by a gap, ragged": {"gap": 8.0, "justify": False},
    "neither": {},
}


def set_on(pdf: Pdf, paragraphs: list[str], style: dict[str, float], *, top: float = 80.0, bottom: float = 780.0) -> None:
    """Sets paragraphs over as many pages as they need, a page number above each page but the first."""
    page, y = pdf.page(), top
    for text in paragraphs:
        indent = style.get("indent", 0.0)
        lines = wrapped(text, 538 - 85, 12.0, indent)
        while lines:
            if y > bottom:
                page, y = pdf.page(), top
                page.centred(297, 40, str(len(pdf.pages)))
            _line(page, lines[0], y, indent, justify=bool(style.get("justify", True)) and len(lines) > 1)
            y, indent, lines = y + 14, 0.0, lines[1:]
        y += style.get("gap", 0.0)


def _line(page: Page, line: str, y: float, indent: float, *, justify: bool) -> None:
    words = line.split(" ")
    spare = 538 - 85 - indent - measure(line, 12.0)
    gap = spare / (len(words) - 1) if justify and len(words) > 1 else 0.0
    x = 85 + indent
    for word in words:
        x = page.text(x, y, word + " ") + gap


@pytest.mark.parametrize("style", STYLES)
def test_paragraphs_are_whole_also_over_pages(style: str) -> None:
    paragraphs = [f"{text} Đợt {n}." for n in range(12) for text in (LONG, OTHER)]
    pdf = Pdf()
    set_on(pdf, paragraphs, STYLES[style])
    assert len(pdf.pages) >= 2
    assert texts(pdf) == paragraphs


def test_a_paragraph_over_a_page_is_one_block_with_runs_of_both() -> None:
    pdf = Pdf()
    set_on(pdf, [LONG, OTHER], STYLES["first lines indented"], top=740, bottom=790)
    document = document_of(pdf)
    assert [b.span.of(document.text) for b in document.blocks] == [LONG, OTHER]
    pieces = document.source_of(document.blocks[1].span)
    assert {p.page for p in pieces if p.raw} == {1, 2}
    assert [p.number for p in document.pages] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Kết nạp 15 đảng viên đợt 19/5.",
        "a) Về tư tưởng:",
        "- Thường trực Tỉnh ủy;",
        "+ Các chi bộ thôn;",
        "1. Mục đích",
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_short_lines_stand_alone(style: str, text: str) -> None:
    paragraphs = [LONG, text, OTHER, text, text, LONG]
    pdf = Pdf()
    set_on(pdf, paragraphs, STYLES[style])
    assert texts(pdf) == paragraphs


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("số 04-", "CT/TU", True), ("số 04/", "QĐ-UBND", True), ("2015-", "2020", True), ("Mác-", "Lênin", True), ("và/", "hoặc", True),
        ("kinh tế -", "xã hội", False), ("kinh tế", "- xã hội", False), ("số 01", "–HD/TW", False), ("-----", "Căn cứ", False),
        ("gồm:", "12 chi bộ", False), ("-", "Chi bộ", False),
    ],
)  # fmt: skip
def test_lines_are_joined_without_a_blank_behind_a_hyphen_or_slash(before: str, after: str, whole: bool) -> None:
    assert glued(before, after) is whole


def test_a_number_broken_at_a_line_end_reads_whole() -> None:
    filler = "Căn cứ Điều lệ Đảng và các quy định của Trung ương, Ban Thường vụ thực hiện Chỉ thị số 04-CT/TU"
    text = filler + " về công tác cán bộ, Kế hoạch số 112-KH/BTCTU và Công văn số 1234/UBND-TH của tỉnh."
    for words in range(12):
        pdf = Pdf()
        pdf.page().prose("và " * words + text, 100, indent=28)
        assert texts(pdf) == ["và " * words + text]


def test_centred_titles_are_blocks_of_their_own() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.centred(311.5, 80, "BÁO CÁO", font="bold", size=14)
    page.centred(311.5, 98, "kết quả thực hiện nhiệm vụ công tác xây dựng Đảng, xây dựng hệ thống chính", font="bold")
    page.centred(311.5, 114, "trị và công tác cán bộ năm 2021", font="bold")
    page.centred(311.5, 130, "-----")
    page.prose(LONG, 160, indent=28)
    page.text(420, 300, "Người báo cáo", font="italic")
    document = document_of(pdf)
    found = [(b.kind, b.align, b.span.of(document.text)[:24]) for b in document.blocks]
    assert found == [
        ("heading", "center", "BÁO CÁO"),
        ("heading", "center", "kết quả thực hiện nhiệm "),
        ("paragraph", "center", "-----"),
        ("paragraph", None, LONG[:24]),
        ("paragraph", "right", "Người báo cáo"),
    ]


def test_headings_and_labels() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(85, 80, "I- ĐẶC ĐIỂM TÌNH HÌNH", font="bold")
    page.text(85, 100, "1. Thuận lợi", font="bold")
    y = page.prose(LONG, 120)
    y = page.prose("- " + OTHER, y + 6)
    page.prose("a) " + LONG, y + 6)
    document = document_of(pdf)
    assert [(b.kind, b.label) for b in document.blocks] == [
        ("heading", "I-"), ("heading", "1."), ("paragraph", None), ("list_item", "-"), ("list_item", "a)"),
    ]  # fmt: skip


def test_lines_set_wide_apart_are_still_one_paragraph() -> None:
    pdf = Pdf()
    page = pdf.page()
    y = page.prose(LONG, 80, step=14)
    y = page.prose(OTHER, y + 8, step=14)
    page.prose(LONG, y + 30, step=24)
    assert texts(pdf) == [LONG, OTHER, LONG]


def test_block_indented_paragraphs() -> None:
    pdf = Pdf()
    page = pdf.page()
    y = page.prose(LONG, 80)
    y = page.prose(OTHER, y + 8, left=125)
    page.prose(LONG, y + 8)
    assert texts(pdf) == [LONG, OTHER, LONG]


@pytest.mark.parametrize("slope", [0.0, 0.006, -0.006])
def test_the_text_layer_of_a_scan(slope: float) -> None:
    """As recognition programs write it: an unseen object for each word, of uneven size and height, on a page laid a little crooked."""
    chance = random.Random(3)
    paragraphs = [f"{text} Đợt {n}." for n in range(3) for text in (LONG, OTHER)]
    pdf = Pdf()
    page = pdf.page()
    page.picture(0, 0, 595, 842)
    y = 90.0
    for text in paragraphs:
        lines = wrapped(text, 453, 12.0, 28.0)
        for number, line in enumerate(lines):
            x = 85.0 + (28.0 if number == 0 else 0.0)
            spare = (538 - x - measure(line, 12.0)) / max(1, line.count(" ")) if number < len(lines) - 1 else 0.0
            for word in line.split(" "):
                size = 12.0 * chance.uniform(0.93, 1.07)
                page.text(x, y + chance.uniform(-0.7, 0.7) + slope * x, word, size=size, mode=3, wide=12 / size)
                x += measure(word, 12.0) + 3.0 + spare
            y += 17.0
    assert texts(pdf) == paragraphs


def test_lines_with_leaders_stand_alone() -> None:
    lines = []
    for title in ("I. Đặc điểm tình hình", "II. Kết quả thực hiện nhiệm vụ năm 2021", "1. Công tác xây dựng Đảng", "Họ và tên khai sinh"):
        dots = "." * int((453 - measure(title + " 12", 12)) / (0.3 * 12))
        lines.append(f"{title} {dots}" if title.startswith("Họ") else f"{title} {dots} 12")
    pdf = Pdf()
    page = pdf.page()
    for i, line in enumerate(lines * 2):
        page.text(85, 80 + 16 * i, line)
    assert texts(pdf) == lines * 2
