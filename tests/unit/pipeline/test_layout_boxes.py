from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document import Document, File
from core.errors import DamagedFile
from core.settings import Limits
from core.spans import Box, Span
from pipeline.assemble import assemble
from pipeline.layout.boxes import boxes_of
from pipeline.layout.frames import Frame, quarter
from pipeline.readers.pdf import read
from tests.unit.pipeline.pdf_pages import Pdf, measure
from tests.unit.pipeline.test_layout_paragraphs import LONG, OTHER
from tests.unit.pipeline.test_layout_tables import ROWS, table
from tests.unit.pipeline.test_layout_words import borrowed


@lru_cache(maxsize=1)
def made() -> tuple[bytes, Document]:
    """Two pages: a paragraph over the page's end, a table, a line in two fonts, text turned upwards."""
    pdf = Pdf()
    page = pdf.page()
    borrowed(page, 85, 80, "Đảng bộ tỉnh Trường Giang", "ảộỉườ")
    table(page, ROWS, 200)
    page.text(560, 600, "lề trang", angle=90)
    page.prose(LONG + " " + OTHER, 770, indent=28)
    page.content[-1:] = []
    pdf.page().prose(OTHER, 80)
    data = pdf.data()
    return data, assemble(read(data, Limits()), File("0" * 64, "pdf", len(data)))


def inside(inner: Box, outer: Box) -> bool:
    close = 0.01
    return (
        inner.page == outer.page
        and inner.x0 >= outer.x0 - close
        and inner.top >= outer.top - close
        and inner.x1 <= outer.x1 + close
        and inner.bottom <= outer.bottom + close
    )


@given(st.data())
@settings(max_examples=80)
def test_boxes_lie_on_their_page_and_grow_with_the_span(draw: st.DataObject) -> None:
    data, document = made()
    size = len(document.text)
    start = draw.draw(st.integers(0, size - 1))
    end = draw.draw(st.integers(start, min(size, start + 300)))
    more = Span(max(0, start - draw.draw(st.integers(0, 60))), min(size, end + draw.draw(st.integers(0, 60))))
    boxes, larger = boxes_of(data, document, Span(start, end)), boxes_of(data, document, more)
    for box in boxes:
        page = document.pages[box.page - 1]
        assert 0 <= box.x0 < box.x1 <= page.width
        assert 0 <= box.top < box.bottom <= page.height
        assert any(inside(box, other) for other in larger)
    letters = any(piece.raw.strip() for piece in document.source_of(Span(start, end)))
    assert bool(boxes) or not letters


def test_one_box_a_line_where_the_text_stands() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(85, 100, "Căn cứ Điều lệ Đảng;")
    page.prose(LONG, 200)
    data = pdf.data()
    document = assemble(read(data, Limits()), File("0" * 64, "pdf", len(data)))
    start = document.text.index("Điều lệ")
    (box,) = boxes_of(data, document, Span(start, start + len("Điều lệ")))
    assert box.page == 1
    assert box.x0 == pytest.approx(85 + measure("Căn cứ ", 12), abs=1)
    assert box.x1 == pytest.approx(85 + measure("Căn cứ Điều lệ", 12), abs=1)
    assert box.top < 100 - 0.6 * 12 < 100 < box.bottom
    lines = boxes_of(data, document, document.blocks[1].span)
    assert len(lines) == 3
    assert [line.top for line in lines] == sorted(line.top for line in lines)


def test_cells_side_by_side_have_boxes_of_their_own() -> None:
    pdf = Pdf()
    table(pdf.page(), ROWS, 100, [85.0, 180.0, 325.0, 430.0, 538.0])
    data = pdf.data()
    document = assemble(read(data, Limits()), File("0" * 64, "pdf", len(data)))
    row = next(block for block in document.blocks if block.kind == "row")
    assert len(boxes_of(data, document, row.span)) == 4


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_on_turned_pages(rotate: int) -> None:
    pdf = Pdf()
    page = pdf.page(rotate=rotate)
    page.text(300, 400, "Quyết định", angle=rotate)
    data = pdf.data()
    document = assemble(read(data, Limits()), File("0" * 64, "pdf", len(data)))
    (box,) = boxes_of(data, document, Span(0, len(document.text)))
    assert box.x1 - box.x0 == pytest.approx(measure("Quyết định", 12), abs=6)
    assert box.bottom - box.top < 16
    x, y = {0: (300, 400), 90: (442, 300), 180: (295, 442), 270: (400, 295)}[rotate]
    assert (box.x0, box.bottom) == (pytest.approx(x, abs=3), pytest.approx(y, abs=4))


def test_a_span_of_added_characters_has_no_box() -> None:
    data, document = made()
    tab = document.text.index("\t")
    assert boxes_of(data, document, Span(tab, tab + 1)) == []


def test_another_file_is_refused() -> None:
    _, document = made()
    with pytest.raises(DamagedFile):
        boxes_of(b"no pdf", document, Span(0, 5))


@given(
    st.sampled_from([0, 1, 2, 3]),
    st.floats(-500, 500),
    st.floats(-500, 500),
    st.floats(100, 900),
    st.floats(100, 900),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_frames_lead_there_and_back(turn: int, left: float, bottom: float, width: float, height: float, x: float, y: float) -> None:
    frame = Frame(turn, left, bottom, left + width, bottom + height)
    point = frame.point(left + x * width, bottom + y * height)
    assert -1e-6 <= point[0] <= frame.width + 1e-6
    assert -1e-6 <= point[1] <= frame.height + 1e-6
    assert frame.back(*point) == (pytest.approx(left + x * width, abs=1e-6), pytest.approx(bottom + y * height, abs=1e-6))


@pytest.mark.parametrize(
    ("direction", "turn"), [((1, 0), 0), ((0, 1), 1), ((-1, 0), 2), ((0, -1), 3), ((1, 0.05), 0), ((1, 1), None), ((1, -0.4), None)]
)
def test_direction_of_text(direction: tuple[float, float], turn: int | None) -> None:
    assert quarter(*direction) == turn
