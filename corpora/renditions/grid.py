"""A table as its cells, merged ones counted once with their extent."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from corpora.renditions.edits import Note, Piece, without_notes
from corpora.vk.document import Block, Marked


class GridCell(Struct, frozen=True):
    """A cell at its upper left place, ``rows`` high and ``columns`` wide."""

    row: int
    column: int
    rows: int
    columns: int
    head: bool
    content: Marked
    pieces: tuple[Piece, ...] = ()
    calls: tuple[tuple[int, int], ...] = ()


def grid_of(block: Block, numbers: Iterator[int]) -> tuple[tuple[GridCell, ...], list[tuple[int, Note]]]:
    """The cells by rows, and the footnotes called in them; ValueError where merged cells make no rectangle."""
    corner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row):
            neighbour = {"": None, "left": (r, c - 1), "up": (r - 1, c)}[cell.merged]
            if neighbour is not None and neighbour not in corner:
                raise ValueError(f"line {block.line}: a merged cell has nothing at its left or above")
            corner[r, c] = (r, c) if neighbour is None else corner[neighbour]
    extents: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, origin in corner.items():
        extents.setdefault(origin, []).append(place)
    cells, notes = [], list[tuple[int, Note]]()
    for (r, c), places in extents.items():
        rows, columns = max(p[0] for p in places) - r + 1, max(p[1] for p in places) - c + 1
        if rows * columns != len(places) or min(p[1] for p in places) < c:
            raise ValueError(f"line {block.line}: the merged cells around row {r + 1}, column {c + 1} make no rectangle")
        content, pieces, called = without_notes(block.rows[r][c].content)
        numbered = [(next(numbers), note) for note in called]
        notes += numbered
        calls = tuple((note.call, number) for number, note in numbered)
        cells.append(GridCell(r, c, rows, columns, r < block.heads, content, pieces, calls))
    return tuple(cells), notes


def rows_of(cells: tuple[GridCell, ...]) -> list[list[GridCell | None]]:
    """Rows as their cells are read from left to right; None where a cell from above reaches down."""
    height = max(cell.row + cell.rows for cell in cells)
    rows: list[list[tuple[int, GridCell | None]]] = [[] for _ in range(height)]
    for cell in cells:
        rows[cell.row].append((cell.column, cell))
        for below in range(cell.row + 1, cell.row + cell.rows):
            rows[below].append((cell.column, None))
    return [[cell for _, cell in sorted(row, key=lambda entry: entry[0])] for row in rows]
