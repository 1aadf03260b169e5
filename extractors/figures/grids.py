"""Tables of a Document as grids of cells: those that the reader built, and lines of a plain text that tabs divide alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.document import Block, Document
from core.spans import Span

_LEAST_LINES = 3
_LEAST_COLUMNS = 2


class Cell(NamedTuple):
    """A cell: its text's place, its row and column from 0, and how many of each it covers."""

    span: Span
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


class Grid(NamedTuple):
    """A table: where it stands, and its cells in text order."""

    span: Span
    cells: tuple[Cell, ...]


def grids(document: Document) -> list[Grid]:
    """All tables of a Document, in text order; a table within a cell belongs to the outer one."""
    found = list(_of_blocks(document.blocks))
    if document.file.format == "txt":
        found.extend(_of_tabs(document))
    return sorted(found, key=lambda grid: grid.span)


def _of_blocks(blocks: Sequence[Block]) -> Iterator[Grid]:
    end = -1
    cells: dict[int, list[Cell]] = {}
    tables: dict[int, Block] = {}
    owner: dict[int, int] = {}
    for block in blocks:
        if block.kind == "table" and block.span.start >= end:
            tables[block.id], cells[block.id], end = block, [], block.span.end
            owner[block.id] = block.id
        elif block.parent in owner:
            owner[block.id] = owner[block.parent]
            if block.kind == "cell" and block.row is not None and block.col is not None and blocks[block.parent].parent == owner[block.id]:
                cells[owner[block.id]].append(Cell(block.span, block.row, block.col, block.rowspan, block.colspan))
    for number, table in tables.items():
        if cells[number]:
            yield Grid(table.span, tuple(cells[number]))


def _of_tabs(document: Document) -> Iterator[Grid]:
    """Runs of lines with the same number of tabs, most of whose cells hold something."""
    run: list[list[Span]] = []
    for line in _lines(document):
        cells = _split(document.text, line)
        if run and len(cells) != len(run[0]):
            yield from _grid(run)
            run = []
        if len(cells) >= _LEAST_COLUMNS:
            run.append(cells)
    yield from _grid(run)


def _lines(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        if block.kind in ("table", "row", "cell", "furniture"):
            continue
        start = document.text.rfind("\n", 0, block.span.start) + 1  # a first cell may be empty: the block begins behind its tab
        for found in re.finditer(r"[^\n]+", document.text[start : block.span.end]):
            yield Span(start + found.start(), start + found.end())


def _split(text: str, line: Span) -> list[Span]:
    cells: list[Span] = []
    start = line.start
    while start <= line.end:
        stop = text.find("\t", start, line.end)
        stop = line.end if stop < 0 else stop
        cells.append(Span(start, stop))
        start = stop + 1
    return cells


def _grid(run: Sequence[Sequence[Span]]) -> Iterator[Grid]:
    filled = sum(len(cell) > 0 for cells in run for cell in cells)
    if len(run) >= _LEAST_LINES and 4 * filled >= 3 * len(run) * len(run[0]):
        cells = tuple(Cell(span, i, j) for i, row in enumerate(run) for j, span in enumerate(row))
        yield Grid(Span(run[0][0].start, run[-1][-1].end), cells)
