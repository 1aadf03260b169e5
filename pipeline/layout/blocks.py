"""Paragraphs and tables as blocks: headings told from text, list labels, cells in rows, a table that goes on over a page as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.text import squeezed
from pipeline.drafts import BlockDraft, shown
from pipeline.language.numbering import numbering
from pipeline.layout.joins import joined_runs
from pipeline.layout.paragraphs import Paragraph
from pipeline.readers.blocks import classified

if TYPE_CHECKING:
    from pipeline.layout.lines import Line
    from pipeline.layout.tables import Cell, Table

_SAME_BORDER = 4.0  # points by which the column borders of a table may move from page to page


def block_of(paragraph: Paragraph) -> BlockDraft:
    """A paragraph, heading or list item with its label. What stands in a column of a two-column block is a paragraph."""
    runs = joined_runs(paragraph.lines)
    text = "".join(map(shown, runs))
    block = BlockDraft("paragraph", runs, align=paragraph.align, column=paragraph.column)
    if paragraph.column is None:
        block.kind, block.level, block.label = classified(text, bold=paragraph.bold)
    return block


def goes_on(before: Table, after: Table) -> bool:
    """True where two tables on following pages have the same column borders."""
    if after.page - before.page not in (0, 1) or len(before.columns) != len(after.columns):
        return False
    shift = after.columns[0] - before.columns[0]
    return all(abs(b - a - shift) <= _SAME_BORDER for a, b in zip(before.columns, after.columns, strict=True))


def table_block(tables: list[Table]) -> BlockDraft:
    """One table from its pieces on one or more pages: the head that is repeated on each page stands once, a row cut by a page's end is whole."""
    rows = _rows(tables[0])
    head = _head(rows)
    for table in tables[1:]:
        more = _rows(table)
        while more and head and [squeezed(_cell_text(c)) for c in more[0]] == head[0]:
            same = 1
            while same < min(len(more), len(head)) and [squeezed(_cell_text(c)) for c in more[same]] == head[same]:
                same += 1
            more = more[same:]
        if more and rows and _cut(rows[-1], more[0]):
            for cell in more[0]:
                above = next(c for c in rows[-1] if c.col == cell.col)
                above.rows += cell.rows
            more = more[1:]
        rows += more
    block = BlockDraft("table")
    for number, cells in enumerate(rows):
        row = BlockDraft("row", row=number)
        row.children = [_cell_block(cell, number) for cell in cells]
        block.children.append(row)
    return block


def _rows(table: Table) -> list[list[Cell]]:
    """Cells by the row in which they begin; rows without any text and without a cell that reaches into them are left out."""
    rows: list[list[Cell]] = [[] for _ in range(len(table.heights) - 1)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return [row for row in rows if any(cell.rows for cell in row)]


def _head(rows: list[list[Cell]]) -> list[list[str]]:
    """The texts of the first rows: a table's head has up to three."""
    return [[squeezed(_cell_text(cell)) for cell in row] for row in rows[:3]]


def _cut(last: list[Cell], first: list[Cell]) -> bool:
    """True where the first row of a page goes on with the last one of the page before: it fills fewer cells, not the first, and each goes on with
    what stands above: in small letters, with the next item, or because its first word had no room there.
    """
    filled = {cell.col: cell for cell in first if cell.rows}
    above = {cell.col: cell for cell in last if cell.rows}
    if not filled or not set(filled) < set(above) or [c.col for c in first] != [c.col for c in last] or min(above) in filled:
        return False
    return all(_continues(above[col], cell) for col, cell in filled.items())


def _continues(above: Cell, below: Cell) -> bool:
    text = _cell_text(below)
    label = numbering(text)
    if text[:1].islower() or (label is not None and label.kind in ("dash", "plus", "star", "bullet")):
        return True
    return not _has_room(above, above.rows[-1].lines[-1], below.rows[0].lines[0])


def _has_room(cell: Cell, before: Line, after: Line) -> bool:
    """True where the first word of ``after`` would have fitted behind ``before`` in this cell."""
    padding = max(0.0, min((line.x0 - cell.x0 for row in cell.rows for line in row.lines), default=0.0))
    return before.x1 - before.x0 + before.blank + after.lead < cell.x1 - cell.x0 - 2 * min(padding, 0.1 * (cell.x1 - cell.x0))


def _cell_text(cell: Cell) -> str:
    return " ".join(row.text for row in cell.rows)


def _cell_block(cell: Cell, row: int) -> BlockDraft:
    block = BlockDraft("cell", row=row, col=cell.col, rowspan=cell.rowspan, colspan=cell.colspan)
    groups = _cell_paragraphs(cell)
    if len(groups) == 1:
        block.runs = joined_runs(groups[0])
    else:
        block.children = [BlockDraft("paragraph", joined_runs(lines)) for lines in groups]
    return block


def _cell_paragraphs(cell: Cell) -> list[list[Line]]:
    """Lines of a cell by paragraph: one begins with a label, or like a sentence where the line before had room for its first word."""
    groups: list[list[Line]] = []
    for line in (line for row in cell.rows for line in row.lines):
        before = groups[-1][-1] if groups else None
        ended = before is not None and _has_room(cell, before, line)
        if before is None or (ended and (numbering(line.text) is not None or not line.text[:1].islower())):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups
