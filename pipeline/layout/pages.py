"""One page as the layout sees it: rows of text, tables, what is drawn; and the margins of the text on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.layout.glyphs import read_glyphs, visible
from pipeline.layout.lines import Line, Row
from pipeline.layout.rows import rows_of
from pipeline.layout.strokes import read_drawing
from pipeline.layout.tables import Table, tables_of

if TYPE_CHECKING:
    from pipeline.layout.glyphs import Glyphs
    from pipeline.layout.pdfium import TextPage

SCANNED = 0.5
"""Share of a page that pictures cover from which on it is taken for a scan."""

_GUESSED = 0.15  # share of the font size by which recognition programs err
_FEW_LINES = 10  # a page with fewer says nothing about its margins
_GRID = 3.0  # points: places closer than this count as one margin
_LONG = 0.5  # share of the page's width: without any line so long, the lines do not show where the text area ends
_MUCH = 0.2  # share of the text at the most frequent place
_PLAIN = 0.25  # share of a page's lines that end or begin at one place


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right end of full lines, in points."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """The axis of centred lines."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """Length of a full line."""
        return self.right - self.left


@dataclass(slots=True)
class PageLayout:
    """Rows and tables of a page (from 1), its size in points as read (text that runs upwards is turned) and as shown. ``rules`` are the heights of lines drawn across a part of it, with their lengths."""

    number: int
    width: float
    height: float
    shown: tuple[float, float]
    rows: list[Row] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    rules: list[tuple[float, float]] = field(default_factory=list)
    images: float = 0.0
    empty: bool = True
    margins: Margins = Margins(0.0, 0.0)
    size: float = 0.0
    """Usual size of its text, in points."""

    @property
    def has_text(self) -> bool:
        """True where any character was found on it."""
        return bool(self.rows or self.tables)


def read_page(page: TextPage, number: int) -> PageLayout:
    """The layout of one loaded page, before furniture and notes are told apart."""
    frame = visible(page)
    layout = PageLayout(number, frame.width, frame.height, (frame.width, frame.height))
    groups = read_glyphs(page, number)
    drawing = read_drawing(page, groups[0].frame if groups else frame)
    layout.images, layout.empty = drawing.images, drawing.empty
    if not groups:
        return layout
    main = groups[0]
    layout.width, layout.height = main.frame.width, main.frame.height
    layout.tables, rest = tables_of(main, drawing)
    layout.rows = rows_of(main, rest)
    layout.rules = [(stroke.at, stroke.end - stroke.start) for stroke in drawing.horizontal]
    for other in groups[1:]:
        _turned(layout, other, main)
    return layout


def _turned(layout: PageLayout, other: Glyphs, main: Glyphs) -> None:
    """Text that runs another way than the page's main text (a head of a narrow column, a note at the edge): its lines stand where their boxes are."""
    for row in rows_of(other, other.pieces, cut=False):
        for line in row.lines:
            a = other.frame.back(line.x0, line.top)
            b = other.frame.back(line.x1, line.bottom)
            line.x0, line.top, line.x1, line.bottom = main.frame.rectangle(*a, *b)
            line.base, line.lead = line.bottom, line.x1 - line.x0
        if not _into_cell(layout.tables, row):
            at = next((i for i, r in enumerate(layout.rows) if r.top > row.top), len(layout.rows))
            row.apart = True
            layout.rows.insert(at, row)


def _into_cell(tables: Iterable[Table], row: Row) -> bool:
    x, y = (row.x0 + row.x1) / 2, (row.top + row.bottom) / 2
    for table in tables:
        for cell in table.cells:
            if cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom:
                cell.rows.append(row)
                return True
    return False


def set_margins(pages: list[PageLayout]) -> None:
    """Finds the margins of each page: its own where its lines show them plainly, else those of all pages of its size."""
    by_width: dict[int, list[PageLayout]] = {}
    for page in pages:
        by_width.setdefault(round(page.width / 5), []).append(page)
    for group in by_width.values():
        everything = [line for page in group for row in page.rows for line in row.lines]
        common, size = _margins(everything), usual_size(everything)
        if everything and max(line.x1 - line.x0 for line in everything) < _LONG * group[0].width:
            common = Margins(common.left, max(common.right, group[0].width - common.left))
        for page in group:
            page.margins = _own(page, common)
            page.size = size
            if page.images > SCANNED:
                _even_out(page)


def _even_out(page: PageLayout) -> None:
    """On a scan the recognition program guessed a size for each word: what is near the usual size has it."""
    for row in page.rows:
        for line in row.lines:
            if abs(line.size - page.size) <= _GUESSED * page.size:
                line.size = page.size


def _own(page: PageLayout, common: Margins) -> Margins:
    lines = [row.lines[0] if len(row.lines) == 1 else None for row in page.rows]
    whole = [line for line in lines if line is not None]
    if len(whole) < _FEW_LINES:
        return common
    own = _margins(whole)
    left = own.left if sum(abs(line.x0 - own.left) <= _GRID for line in whole) >= _PLAIN * len(whole) else common.left
    ends = sum(abs(line.x1 - own.right) <= _GRID for line in whole)
    return Margins(left, own.right if ends >= max(4, _PLAIN * len(whole)) else max(own.right, common.right))


def _margins(lines: list[Line]) -> Margins:
    """Left: the first place at which much of the text begins, by the length of the lines (short paragraphs begin further in more often than
    not). Right: where the longest twentieth of the lines ends.
    """
    if not lines:
        return Margins(0.0, 0.0)
    starts: Counter[int] = Counter()
    for line in lines:
        starts[round(line.x0 / _GRID)] += round(line.x1 - line.x0)
    weights = {k: starts[k - 1] + starts[k] + starts[k + 1] for k in list(starts)}
    most = max(weights.values())
    best = min(k for k, weight in weights.items() if weight >= _MUCH * most and starts[k] >= weight / 3)
    left = min(line.x0 for line in lines if abs(line.x0 / _GRID - best) <= 1.5)
    widest = max(line.x1 - line.x0 for line in lines)
    long = sorted(line.x1 for line in lines if line.x1 - line.x0 > 0.5 * widest)
    return Margins(left, long[min(len(long) - 1, int(0.95 * len(long)))])


def usual_size(lines: Iterable[Line]) -> float:
    """The font size that most characters have; 0 without text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
