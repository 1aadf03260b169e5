from __future__ import annotations

import unicodedata

import pytest

from core.spans import Span
from tests.unit.pipeline.pdf_pages import Page, Pdf, document_of, measure, texts


def on_a_page(*draw: tuple[float, str]) -> Pdf:
    """One row: pieces at given x, in the order in which they are drawn."""
    pdf = Pdf()
    page = pdf.page()
    for x, text in draw:
        page.text(x, 100, text)
    return pdf


def borrowed(page: Page, x: float, y: float, text: str, letters: str) -> None:
    """As LibreOffice draws a line with letters that its font lacks: all others as one object, then those letters as one object."""
    plain: list[tuple[float, str]] = []
    late: list[tuple[float, str]] = []
    for char in text:
        here, other = (late, plain) if char in letters else (plain, late)
        if (here and other and here[-1][0] > other[-1][0]) or (here and not other):
            here[-1] = (here[-1][0], here[-1][1] + char)
        else:
            here.append((x, char))
        x += measure(char, 12)
    page.spread(plain[0][0], y, plain)
    page.spread(late[0][0], y, late, font="italic")


@pytest.mark.parametrize(
    ("second", "expected"),
    [(0.25, "về việc"), (0.2, "về việc"), (0.0, "vềviệc"), (0.08, "vềviệc"), (1.2, "về việc")],
)
def test_a_gap_as_wide_as_a_blank_is_one(second: float, expected: str) -> None:
    end = 85 + measure("về", 12)
    assert texts(on_a_page((85, "về"), (end + second * 12, "việc"))) == [expected]


def test_a_blank_that_is_added_leads_to_no_character() -> None:
    pdf = Pdf()
    borrowed(pdf.page(), 85, 100, "Chỉ thị số 55-CT/TU", "ịố")
    document = document_of(pdf)
    assert document.text == "Chỉ thị số 55-CT/TU"
    for piece in document.source_of(Span(0, len(document.text))):
        assert (piece.origin == "added") == (piece.raw == "")


def test_a_blank_whose_place_the_next_letter_takes_is_none() -> None:
    end = 85 + measure("đảng v", 12)
    assert texts(on_a_page((85, "đảng v "), (end, "iên"))) == ["đảng viên"]


@pytest.mark.parametrize("apart", [1.0, 2.0, 3.5, 6.0])
def test_letters_set_apart_are_words(apart: float) -> None:
    pdf = Pdf()
    pdf.page().text(85, 100, "BÁO CÁO TỔNG KẾT", apart=apart)
    assert texts(pdf) == ["BÁO CÁO TỔNG KẾT"]


def test_letters_with_a_blank_behind_each_are_words() -> None:
    pdf = Pdf()
    pdf.page().text(85, 100, "B Á O  C Á O  T Ổ N G  K Ế T")
    assert texts(pdf) == ["BÁO CÁO TỔNG KẾT"]


@pytest.mark.parametrize("text", ["1 2 3 4 5", "A và B", "I II III"])
def test_short_words_stay_apart(text: str) -> None:
    pdf = Pdf()
    pdf.page().text(85, 100, text)
    assert texts(pdf) == [text]


def test_letters_borrowed_from_another_font_go_where_they_stand() -> None:
    text = "Đảng bộ tỉnh Trường Giang có 12 chi bộ ở cơ sở."
    pdf = Pdf()
    page = pdf.page()
    borrowed(page, 85, 100, text, "ảộỉườơởĐ")
    borrowed(page, 85, 130, "Chế độ hội nghị, tự phê bình", "ếộịự")
    document = document_of(pdf)
    assert document.text.split("\n") == [text, "Chế độ hội nghị, tự phê bình"]
    assert "".join(piece.raw for piece in document.source_of(Span(0, 15))).replace(" ", "") == text[:15].replace(" ", "")


def test_text_drawn_twice_is_read_once() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(85, 100, "QUYẾT ĐỊNH", size=14)
    page.text(85.4, 100, "QUYẾT ĐỊNH", size=14)
    page.text(85, 130, "tất cả các bí thư")
    assert texts(pdf) == ["QUYẾT ĐỊNH", "tất cả các bí thư"]


def test_decomposed_letters_are_composed() -> None:
    text = "Đảng ủy phường Thạnh Hòa"
    pdf = Pdf()
    page = pdf.page()
    page.text(85, 100, unicodedata.normalize("NFD", text))
    end = page.text(85, 130, "Tie")
    page.text(end - 2, 130, "\u0302\u0301")
    page.text(end, 130, "n độ")
    assert texts(pdf) == [text, "Tiến độ"]


def test_drawing_order_does_not_matter() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(85, 300, "Thứ hai")
    page.text(85, 200, "Thứ nhất")
    page.text(85, 400, "Thứ ba")
    assert texts(pdf) == ["Thứ nhất", "Thứ hai", "Thứ ba"]


def test_style_of_runs() -> None:
    pdf = Pdf()
    page = pdf.page()
    end = page.text(85, 100, "1. Mục tiêu: ", font="bold", size=13)
    page.text(end, 100, "nâng cao chất lượng", font="italic", size=13)
    document = document_of(pdf)
    looks = {(run.font, run.size, run.bold, run.italic) for run in document.runs if run.raw.strip()}
    assert looks == {("VkTest-Bold", 13.0, True, False), ("VkTest-Italic", 13.0, False, True)}
    assert {run.part for run in document.runs if run.raw} == {"page 1"}


def test_bullets_of_symbol_fonts_are_shown_as_bullets() -> None:
    pdf = Pdf()
    pdf.page().text(85, 100, "\uf0b7 Kết nạp đảng viên")
    assert texts(pdf) == ["• Kết nạp đảng viên"]


@pytest.mark.parametrize(("rotate", "angle"), [(90, 90), (180, 180), (270, 270), (0, 90), (0, 270)])
def test_turned_pages_are_read_as_they_are_looked_at(rotate: int, angle: int) -> None:
    pdf = Pdf()
    page = pdf.page(rotate=rotate)
    places = {90: [(200, 700), (220, 700)], 180: [(500, 200), (500, 180)], 270: [(400, 100), (380, 100)]}[angle]
    for (x, y), line in zip(places, ["Dòng thứ nhất của bảng.", "Dòng thứ hai của bảng."], strict=True):
        page.text(x, y, line, angle=angle)
    document = document_of(pdf)
    assert [b.span.of(document.text) for b in document.blocks] == ["Dòng thứ nhất của bảng.", "Dòng thứ hai của bảng."]
    assert (document.pages[0].width, document.pages[0].height) == ((842, 595) if rotate in (90, 270) else (595, 842))


def test_watermarks_and_text_outside_the_page_are_left_out() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(85, 100, "Nội dung của văn bản.")
    page.text(150, 600, "DỰ THẢO", size=60, angle=45)
    page.text(900, 100, "ngoài lề")
    assert texts(pdf) == ["Nội dung của văn bản."]
