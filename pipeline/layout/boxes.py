"""Where a span stands on the pages of its PDF: one box for each line, computed again from the file when asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from core.document import Document
from core.spans import Box, Span
from pipeline.layout.frames import Frame, quarter
from pipeline.layout.lines import ASCENT, DESCENT

if TYPE_CHECKING:
    from pipeline.layout.pdfium import TextPage


_SAME_LINE = 0.5  # share of the smaller height that characters of one line have in common

_APART = 2.5  # line heights: further apart are two columns


@dataclass(slots=True)
class _Line:
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, other: _Line) -> bool:
        """True where ``other`` stands on this line: beside it, no further than words stand apart."""
        height = self.bottom - self.top
        if other.x0 > self.x1 + _APART * height or other.x1 < self.x0 - _APART * height:
            return False
        common = min(self.bottom, other.bottom) - max(self.top, other.top)
        return common >= _SAME_LINE * min(self.bottom - self.top, other.bottom - other.top)

    def add(self, other: _Line) -> None:
        """Grows to take in ``other``."""
        self.x0, self.top = min(self.x0, other.x0), min(self.top, other.top)
        self.x1, self.bottom = max(self.x1, other.x1), max(self.bottom, other.bottom)


def boxes_of(data: bytes, document: Document, span: Span) -> list[Box]:
    """The boxes of ``span``, line by line in the order of the text: page from 1, points from the top left of the page as shown.

    ``data`` are the bytes of the file that ``document`` was read from. Costs one load of each page concerned (8 ms). Characters that were added
    have no box. Raises PasswordNeeded or DamagedFile like reading.
    """
    from pipeline.layout.pdfium import TextPage, opened

    wanted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for piece in document.source_of(span):
        if piece.page is not None and piece.end > piece.start:
            wanted[piece.page].append((piece.start, piece.end))
    boxes: list[Box] = []
    with opened(data) as pdf:
        for number, ranges in wanted.items():
            page = TextPage(pdf, number - 1)
            try:
                boxes += [Box(number, line.x0, line.top, line.x1, line.bottom) for line in _lines(page, ranges)]
            finally:
                page.close()
    return boxes


def _lines(page: TextPage, ranges: list[tuple[int, int]]) -> list[_Line]:
    from pipeline.layout.glyphs import visible

    frame = visible(page)
    lines: list[_Line] = []
    for start, end in ranges:
        for box in _characters(page, frame, start, min(end, page.count)):
            if lines and lines[-1].holds(box):
                lines[-1].add(box)
            else:
                lines.append(box)
    return [_inside(line, frame) for line in lines]


def _characters(page: TextPage, frame: Frame, start: int, end: int) -> list[_Line]:
    """A box for each character that is drawn: as wide as its ink and advance, as high as its font."""
    loose = page.loose_boxes(start, end)
    tight = page.tight_boxes(start, end)
    found = []
    for k, look in enumerate(page.looks(list(range(start, end)))):
        left, top, right, bottom = loose[4 * k : 4 * k + 4]
        if quarter(look.a, look.b) == 0 and right > left:
            size = look.size * hypot(look.c, look.d)
            top, bottom = look.y + ASCENT * size, look.y - DESCENT * size
        else:
            left, top, right, bottom = tight[4 * k : 4 * k + 4]
        if right > left and top > bottom:
            found.append(_Line(*frame.rectangle(left, bottom, right, top)))
    return found


def _inside(line: _Line, frame: Frame) -> _Line:
    """The part of it that lies on the page."""
    x0, x1 = (min(max(0.0, x), frame.width) for x in (line.x0, line.x1))
    top, bottom = (min(max(0.0, y), frame.height) for y in (line.top, line.bottom))
    return _Line(x0, top, x1, bottom)
