"""Tables of documents: data tables kept as rows and cells, layout tables read as a page is, left column then right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from core.text import squeezed
from pipeline.drafts import BlockDraft, shown

# What a header's right column and a signature block's left column begin with (Hướng dẫn 36-HD/VPTW I.1, I.10; Nghị định 30/2020, phụ lục I).
_MOTTO = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
_RECIPIENTS = re.compile(r"nơi (?:nhận|gửi)(?:\s*:|\s*$|(?=\s*-))", re.IGNORECASE)
_LAYOUT_ROWS = 12  # more rows than any header or signature block has
_FORM_CELL = 600  # characters of a cell of a header or signature block, the list of recipients included


@dataclass(slots=True)
class Cell:
    """A cell of a table to be, with the blocks in it; ``col`` counts columns of the grid."""

    row: int
    col: int
    blocks: list[BlockDraft] = field(default_factory=list)
    rowspan: int = 1
    colspan: int = 1

    def lines(self) -> list[str]:
        """Its paragraphs, without blank ones."""
        return [line for line in map(squeezed, _texts(self.blocks)) if line]


def _texts(blocks: list[BlockDraft]) -> Iterator[str]:
    for block in blocks:
        if block.runs:
            yield from "".join(map(shown, block.runs)).split("\n")
        yield from _texts(block.children)


def table(rows: list[list[Cell]], *, bordered: bool) -> list[BlockDraft]:
    """The blocks of a table: one table, or the paragraphs of a layout table with the column that each stood in."""
    rows = [row for row in rows if row]
    lines = {id(cell): cell.lines() for row in rows for cell in row}
    if not any(lines.values()):
        return []
    width = max(cell.col + cell.colspan for row in rows for cell in row)
    columns = sorted({cell.col for row in rows for cell in row if lines[id(cell)] and cell.colspan < width})
    if len(columns) <= 1 and not (bordered and width > 1 and len(rows) > 1):
        return [block for row in rows for cell in row for block in cell.blocks]
    if len(columns) == 2 and _is_layout(rows, lines, bordered=bordered):
        return list(_flattened(rows, columns, width))
    return [_data_table(rows)]


def _is_layout(rows: list[list[Cell]], lines: dict[int, list[str]], *, bordered: bool) -> bool:
    """True for the header and signature tables of a document, and for one borderless row."""
    cells = [lines[id(cell)] for row in rows for cell in row]
    small = len(rows) <= _LAYOUT_ROWS and all(sum(map(len, cell)) <= _FORM_CELL for cell in cells)
    formal = small and any(_RECIPIENTS.match(line) or (line.isupper() and _MOTTO.match(line)) for cell in cells for line in cell)
    return formal or (not bordered and sum(any(lines[id(cell)] for cell in row) for row in rows) == 1)


def _flattened(rows: list[list[Cell]], columns: list[int], width: int) -> Iterator[BlockDraft]:
    """Left column, then right column; a cell over the whole width ends both."""
    left: list[BlockDraft] = []
    right: list[BlockDraft] = []
    for row in rows:
        for cell in row:
            if cell.colspan >= width:
                yield from (*left, *right, *cell.blocks)
                left, right = [], []
            else:
                side: Literal["left", "right"] = "left" if cell.col <= columns[0] else "right"
                _set_column(cell.blocks, side)
                (left if side == "left" else right).extend(cell.blocks)
    yield from (*left, *right)


def _set_column(blocks: list[BlockDraft], side: Literal["left", "right"]) -> None:
    for block in blocks:
        if block.kind not in ("table", "row", "cell"):
            block.column = side


def _data_table(rows: list[list[Cell]]) -> BlockDraft:
    body = BlockDraft("table")
    for number, row in enumerate(rows):
        line = BlockDraft("row", row=number)
        for cell in row:
            line.children.append(_cell(cell, number))
        body.children.append(line)
    return body


def _cell(cell: Cell, number: int) -> BlockDraft:
    """A cell of one paragraph holds its runs itself."""
    block = BlockDraft("cell", row=number, col=cell.col, rowspan=cell.rowspan, colspan=cell.colspan)
    if len(cell.blocks) == 1 and not cell.blocks[0].children:
        only = cell.blocks[0]
        block.runs, block.level, block.label, block.align = only.runs, only.level, only.label, only.align
    else:
        block.children = cell.blocks
    return block
