"""Tables of a Document as grids of cells: those that the reader built, and lines of a plain text that tabs divide alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from core.document import Block, Document
from core.spans import Span

_LEAST_LINES = 3
_LEAST_COLUMNS = 2
_MOST_COLUMNS = 15
_MOST_BREAKS = 2
"""Line ends between two rows: one empty line at most."""
_DIGITS = 3
"""Digits of the longest number of a row."""
_ROW_LINES = 6
"""Lines from one row of a table to the next."""
_ROW_HEAD = re.compile(r"[ \t]*(\d{1,3})(?:[ \t]+)(?=[^\W\d_])")
_LONGEST_HEAD = 20
_ORDER_HEAD = re.compile(r"(?:s[ốô]\s*)?(?:tt|stt)\.?|s[ốô]\s+th[ứư]\s+t[ựư]|no\.?|#")


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
        found.extend(_of_lines(document))
    apart: list[Grid] = []
    for grid in sorted(found, key=lambda grid: grid.span):
        if not apart or grid.span.start >= apart[-1].span.end:
            apart.append(grid)
    return apart


def row_numbers(document: Document) -> list[Span]:
    """The numbers that open the rows of a table in plain text: 1, 2, 3 … at the head of lines that stand close together."""
    if document.file.format != "txt":
        return []
    chain: list[Span] = []
    found: list[Span] = []
    last, value = 0, 0
    for i, line in enumerate(_lines(document)):
        head = _ROW_HEAD.match(document.text, line.start, line.end)
        if head is None:
            continue
        number = int(head[1])
        if not chain or number != value + 1 or i - last > _ROW_LINES:
            found.extend(chain if len(chain) >= _LEAST_LINES else ())
            chain = []
        chain.append(Span(head.start(1), head.end(1)))
        last, value = i, number
    return [*found, *(chain if len(chain) >= _LEAST_LINES else ())]


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
    """Runs of lines that tabs divide, most of whose cells hold something; tabs that close a line count for nothing."""
    run: list[list[Span]] = []
    last = -1
    for line in _lines(document):
        cells = _split(document.text, line)
        if run and (len(cells) < _LEAST_COLUMNS or document.text.count("\n", last, line.start) > _MOST_BREAKS):
            yield from _grid(run)
            run = []
        if len(cells) >= _LEAST_COLUMNS:
            run.append(cells)
            last = line.end
    yield from _grid(run)


def _of_lines(document: Document) -> Iterator[Grid]:
    """Tables of which a text has one cell a line: heads from "STT" on, then rows that begin with 1, 2, 3 …"""
    text = document.text
    lines = [line for line in _lines(document) if line.of(text).strip()]
    numbers = [int(value) if (value := line.of(text).strip(" .\t")).isdecimal() and len(value) <= _DIGITS else None for line in lines]
    head, at = -1, 0
    while at < len(lines):
        if lines[at].end - lines[at].start < _LONGEST_HEAD and _ORDER_HEAD.fullmatch(lines[at].of(text).strip().lower()):
            head = at
        starts = _rows(numbers, at, at - head) if numbers[at] == 1 and head >= 0 and 2 <= at - head <= _MOST_COLUMNS else []
        if len(starts) >= _LEAST_LINES:
            end = min(len(lines), starts[-1] + max(b - a for a, b in pairwise(starts)))
            bounds = [head, *starts, end]
            cells = [Cell(lines[i], row, i - a) for row, (a, b) in enumerate(pairwise(bounds)) for i in range(a, b)]
            yield Grid(Span(cells[0].span.start, cells[-1].span.end), tuple(cells))
            head, at = -1, end
        else:
            at += 1


def _rows(numbers: Sequence[int | None], at: int, width: int) -> list[int]:
    """Where the rows begin whose first cells count 1, 2, 3 …: the next one ``width`` lines on, else as near to that as may be."""
    starts = [at]
    reach = sorted(range(2, width + 4), key=lambda step: abs(step - width))
    while True:
        following = (starts[-1] + step for step in reach)
        found = next((i for i in following if i < len(numbers) and numbers[i] == len(starts) + 1), None)
        if found is None:
            return starts
        starts.append(found)


def _lines(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        if block.kind in ("table", "row", "cell", "furniture"):
            continue
        start = document.text.rfind("\n", 0, block.span.start) + 1  # a first cell may be empty: the block begins behind its tab
        for found in re.finditer(r"[^\n]+", document.text[start : block.span.end]):
            yield Span(start + found.start(), start + found.end())


def _split(text: str, line: Span) -> list[Span]:
    cells: list[Span] = []
    start, end = line.start, line.start + len(line.of(text).rstrip("\t "))
    while start <= end:
        stop = text.find("\t", start, end)
        stop = end if stop < 0 else stop
        cells.append(Span(start, stop))
        start = stop + 1
    return cells


def _grid(run: Sequence[Sequence[Span]]) -> Iterator[Grid]:
    """A table of at least three rows: half of the lines have the usual number of cells, and most cells hold something; columns that are
    empty all the way down are no columns.
    """
    used = sorted({i for cells in run for i, cell in enumerate(cells) if len(cell)})
    run = [[cells[i] for i in used if i < len(cells)] for cells in run]
    filled = sum(len(cell) > 0 for cells in run for cell in cells)
    if len(run) < _LEAST_LINES or len(used) < _LEAST_COLUMNS or 4 * filled < 3 * sum(map(len, run)):
        return
    usual = sorted(map(len, run))[len(run) // 2]
    if 2 * sum(len(cells) == usual for cells in run) >= len(run):
        cells = tuple(Cell(span, i, j) for i, row in enumerate(run) for j, span in enumerate(row))
        yield Grid(Span(run[0][0].start, run[-1][-1].end), cells)
