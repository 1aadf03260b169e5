from __future__ import annotations

import pytest

from tests.unit.pipeline.pdf_pages import Pdf, document_of, texts
from tests.unit.pipeline.test_layout_paragraphs import LONG, OTHER


def pages(number: int) -> tuple[Pdf, list[str]]:
    """Pages with a paragraph each."""
    pdf, paragraphs = Pdf(), []
    for i in range(number):
        paragraphs.append(f"{LONG if i % 2 else OTHER} Đợt {i + 1}.")
        pdf.page().prose(paragraphs[-1], 100, indent=28)
    return pdf, paragraphs


@pytest.mark.parametrize("form", ["{}", "- {} -", "Trang {}", "Trang {}/4", "{}/4", "{} | 4", "[{}]"])
@pytest.mark.parametrize("y", [40.0, 810.0])
@pytest.mark.parametrize("first", [0, 1])
def test_page_numbers_are_no_text(form: str, y: float, first: int) -> None:
    pdf, paragraphs = pages(4)
    for i, page in enumerate(pdf.pages[first:], first + 1):
        page.centred(311, y, form.format(i))
    assert texts(pdf) == paragraphs


def test_numbers_that_begin_elsewhere_and_at_the_outer_edge() -> None:
    pdf, paragraphs = pages(4)
    for i, page in enumerate(pdf.pages):
        page.text(85 if i % 2 else 520, 40, str(17 + i))
    assert texts(pdf) == paragraphs


def test_one_number_on_the_second_page() -> None:
    pdf, paragraphs = pages(2)
    pdf.pages[1].centred(311, 40, "2")
    assert texts(pdf) == paragraphs


def test_figures_that_do_not_count_the_pages_stay() -> None:
    pdf, paragraphs = pages(3)
    for page, figure in zip(pdf.pages, ("1.245", "87", "2021"), strict=True):
        page.text(300, 40, figure)
    assert [text for text in texts(pdf) if text not in paragraphs] == ["1.245", "87", "2021"]


@pytest.mark.parametrize("y", [35.0, 815.0])
def test_heads_and_feet_that_come_again(y: float) -> None:
    pdf, paragraphs = pages(5)
    for i, page in enumerate(pdf.pages, 1):
        page.text(85, y, "Báo cáo tổng kết công tác năm 2021", size=10)
        page.text(500, y, f"trang {i}", size=10)
    assert texts(pdf) == paragraphs


def test_the_first_lines_of_several_documents_in_a_file_stay() -> None:
    pdf, paragraphs = pages(4)
    for page in pdf.pages:
        page.centred(430, 60, "ĐẢNG CỘNG SẢN VIỆT NAM", font="bold")
    assert texts(pdf).count("ĐẢNG CỘNG SẢN VIỆT NAM") == 4
    assert [text for text in texts(pdf) if text in paragraphs] == paragraphs


NOTES = [
    "1 Kế hoạch số 12-KH/ĐU ngày 03/01/2021 của Ban Thường vụ Đảng ủy về công tác năm, gồm nhiều nội dung được phân công cho các đơn vị và đoàn thể.",
    "2 Số liệu tính đến ngày 31/12.",
]


def noted() -> Pdf:
    """A page with two notes, and a paragraph that runs over its end."""
    pdf = Pdf()
    page = pdf.page()
    end = page.text(85, 80, "Thực hiện Kế hoạch số 12-KH/ĐU")
    end = page.text(end, 76, "1", size=7)
    end = page.text(end, 80, ", cả năm kết nạp 45 đảng viên")
    end = page.text(end, 76, "2", size=7)
    end = page.text(end, 80, ", diện tích 380 m")
    end = page.text(end, 76, "2", size=7)
    page.text(end, 80, ".")
    page.prose(LONG + " " + LONG, 690, indent=28)
    page.content = page.content[: page.content.index(page.content[-1])]
    page.line(85, 756, 229, 756)
    y = 768.0
    for note in NOTES:
        y = page.prose(note, y, size=9, step=10.5)
    pdf.page().prose(OTHER, 100, indent=28)
    return pdf


def test_footnotes_stand_behind_the_text_of_their_page() -> None:
    found = texts(noted())
    assert found[0] == "Thực hiện Kế hoạch số 12-KH/ĐU, cả năm kết nạp 45 đảng viên, diện tích 380 m2."
    assert found[2:4] == NOTES
    assert found[4] == OTHER


def test_marks_of_footnotes_are_known_in_the_runs() -> None:
    document = document_of(noted())
    assert [run.raw for run in document.runs if run.size == 7.0] == ["1", "2", "2"]
    assert [len(run.span) for run in document.runs if run.size == 7.0] == [0, 0, 1]


def test_small_print_that_is_no_footnote_stays_in_its_place() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.prose(LONG, 80, indent=28)
    page.prose("Ghi chú: số liệu ước thực hiện.", 700, size=9)
    assert texts(pdf) == [LONG, "Ghi chú: số liệu ước thực hiện."]
