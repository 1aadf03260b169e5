"""Ruled tables: the cells that lines enclose, merged ones included, and the text in each.

The cells come from the lines that pdfium has parsed already, by joining the small rectangles of the grid that no line parts. pdfplumber's finder
would read the page a second time (130 ms a page against 1 ms here), is quadratic in the crossings, and loses columns whose outer border is
missing; on the tables of the tests both find the same cells.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.layout.form import is_recipients, is_title
from pipeline.layout.glyphs import Glyphs, Piece
from pipeline.layout.lines import Row
from pipeline.layout.rows import rows_of
from pipeline.layout.strokes import Drawing, Stroke

_TOUCH = 3.0  # points by which lines that meet may miss each other
_SNAP = 3.5  # lines closer than this are one border (double lines); no cell is that small
_MOST = 3_000  # joined lines on a page: more is a drawing
_FORM_COLUMNS, _FORM_ROWS = 3, 5
_FILLED = 0.15  # share of cells with text: charts and forms of empty boxes have less


@dataclass(slots=True)
class Cell:
    """A cell with its place in the grid, its edges in points, and the text rows in it."""

    row: int
    col: int
    rowspan: int
    colspan: int
    x0: float
    top: float
    x1: float
    bottom: float
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Cells in reading order. ``columns`` are the x of the column borders: a table goes on over a page where they stay the same."""

    page: int
    columns: list[float]
    heights: list[float]
    cells: list[Cell]

    @property
    def top(self) -> float:
        """Upper border."""
        return self.heights[0]

    @property
    def bottom(self) -> float:
        """Lower border."""
        return self.heights[-1]

    @property
    def x0(self) -> float:
        """Left border."""
        return self.columns[0]

    @property
    def x1(self) -> float:
        """Right border."""
        return self.columns[-1]


def tables_of(glyphs: Glyphs, drawing: Drawing) -> tuple[list[Table], list[Piece]]:
    """The tables of a page with their text, and the pieces of text outside of them.

    A line under a title, a frame around a text or a page, boxes stacked in one column are no tables: a table has text in two cells side by side.
    """
    tables: list[Table] = []
    rest = glyphs.pieces
    for table in _grids(drawing, glyphs.number):
        inside, outside = _shared(glyphs, rest, table)
        filled = [pieces for pieces in inside.values() if pieces]
        if len(filled) < max(2, _FILLED * len(table.cells)):
            continue
        for number, pieces in inside.items():
            table.cells[number].rows = rows_of(glyphs, pieces, cut=False)
        if _is_form(table):
            continue
        tables.append(table)
        rest = outside
    return tables, rest


def _is_form(table: Table) -> bool:
    """True for the head of a document or its block of signatures in a table whose lines were left visible: columns, no data."""
    if len(table.columns) > _FORM_COLUMNS + 1 or len(table.heights) > _FORM_ROWS + 1:
        return False
    return any(is_title(row.text) or is_recipients(row.text) for cell in table.cells for row in cell.rows)


def _grids(drawing: Drawing, page: int) -> list[Table]:
    """Grids of at least two columns, from lines that touch one another."""
    across, down = drawing.horizontal, drawing.vertical
    if len(across) < 2 or len(down) < 2 or len(across) + len(down) > _MOST:
        return []
    groups = _touching(across, down)
    found = [table for xs, ys in groups if (table := _grid(xs, ys, page)) is not None]
    return sorted(found, key=lambda table: (table.top, table.x0))


def _touching(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Horizontal and vertical lines by the net they belong to."""
    parents = list(range(len(across) + len(down)))
    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            if h.start - _TOUCH <= v.at <= h.end + _TOUCH and v.start - _TOUCH <= h.at <= v.end + _TOUCH:
                _unite(parents, i, j)
    groups: defaultdict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for i in range(len(parents)):
        groups[_root(parents, i)][i >= len(across)].append(across[i] if i < len(across) else down[i - len(across)])
    return [group for group in groups.values() if len(group[0]) >= 2 and len(group[1]) >= 2]


def _root(parents: list[int], i: int) -> int:
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


def _unite(parents: list[int], i: int, j: int) -> None:
    parents[_root(parents, i)] = _root(parents, j)


def _snapped(values: list[float]) -> list[float]:
    lanes: list[list[float]] = []
    for value in sorted(values):
        if lanes and value - lanes[-1][0] <= _SNAP:
            lanes[-1].append(value)
        else:
            lanes.append([value])
    return [sum(lane) / len(lane) for lane in lanes]


def _grid(across: list[Stroke], down: list[Stroke], page: int) -> Table | None:
    """The cells of one net of lines. Its outline counts as drawn, so that a table open at its sides keeps its outer columns."""
    xs = _snapped([v.at for v in down] + [min(h.start for h in across), max(h.end for h in across)])
    ys = _snapped([h.at for h in across] + [min(v.start for v in down), max(v.end for v in down)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1:
        return None
    parents = list(range(columns * rows))
    above = _drawn(across, ys, xs)
    beside = _drawn(down, xs, ys)
    for r in range(rows):
        for c in range(columns):
            if r and not above[r][c]:
                _unite(parents, (r - 1) * columns + c, r * columns + c)
            if c and not beside[c][r]:
                _unite(parents, r * columns + c - 1, r * columns + c)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(columns * rows):
        members[_root(parents, i)].append(i)
    cells = []
    for group in members.values():
        r0, c0 = min(i // columns for i in group), min(i % columns for i in group)
        r1, c1 = max(i // columns for i in group) + 1, max(i % columns for i in group) + 1
        cells.append(Cell(r0, c0, r1 - r0, c1 - c0, xs[c0], ys[r0], xs[c1], ys[r1]))
    if len({cell.col for cell in cells}) < 2:
        return None
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Table(page, xs, ys, cells)


def _drawn(strokes: list[Stroke], lanes: list[float], steps: list[float]) -> list[list[bool]]:
    """For each border (``lanes``) and each step along it, whether a line covers the middle of the step."""
    drawn = [[False] * (len(steps) - 1) for _ in lanes]
    for stroke in strokes:
        lane = min(range(len(lanes)), key=lambda i: abs(lanes[i] - stroke.at))
        for i in range(len(steps) - 1):
            middle = (steps[i] + steps[i + 1]) / 2
            if stroke.start <= middle <= stroke.end:
                drawn[lane][i] = True
    return drawn


def _shared(glyphs: Glyphs, pieces: list[Piece], table: Table) -> tuple[dict[int, list[Piece]], list[Piece]]:
    """Pieces by the cell that they stand in, and those outside. A piece that runs through several cells is cut at its blanks."""
    place = _places(table)
    inside: dict[int, list[Piece]] = {i: [] for i in range(len(table.cells))}
    outside = []
    for piece in pieces:
        middle = piece.base - 0.3 * piece.style.size
        if not (table.top <= middle <= table.bottom and table.x0 <= (piece.x0 + piece.x1) / 2 <= table.x1):
            outside.append(piece)
            continue
        row = min(bisect_right(table.heights, middle), len(table.heights) - 1) - 1
        first, last = (min(max(bisect_right(table.columns, x), 1), len(table.columns) - 1) - 1 for x in (piece.x0 + 1, piece.x1 - 1))
        if place[row, first] == place[row, last]:
            inside[place[row, first]].append(piece)
            continue
        for part in _words(glyphs, piece):
            column = min(max(bisect_right(table.columns, (part.x0 + part.x1) / 2), 1), len(table.columns) - 1) - 1
            inside[place[row, column]].append(part)
    return inside, outside


def _places(table: Table) -> dict[tuple[int, int], int]:
    """Number of the cell that covers each small rectangle of the grid."""
    return {
        (r, c): number
        for number, cell in enumerate(table.cells)
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.col, cell.col + cell.colspan)
    }


def _words(glyphs: Glyphs, piece: Piece) -> list[Piece]:
    """A piece cut at blanks and gaps; the order of drawing stays known."""
    parts: list[Piece] = []
    start = None
    for i in range(piece.start, piece.end + 1):
        blank = i == piece.end or glyphs.chars[i].isspace()
        apart = start is not None and not blank and glyphs.left[i] - glyphs.right[i - 1] > 0.5 * piece.style.size
        if start is not None and (blank or apart):
            parts.append(Piece(piece.order, start, i, start, i, piece.style, piece.base, glyphs.left[start], glyphs.right[i - 1]))
            start = None
        if start is None and not blank:
            start = i
    return parts
