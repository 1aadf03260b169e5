"""Two columns of text side by side: where they begin, how far they go, and whether they are believed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pipeline.layout.form import is_addressed, is_filled_in, is_number, is_recipients, is_title
from pipeline.layout.lines import Line, Row, merged
from pipeline.layout.pages import Margins
from pipeline.layout.strands import Side, Strand
from pipeline.layout.tables import Table

if TYPE_CHECKING:
    from pipeline.layout.pages import PageLayout

_LONGEST = 80  # rows that a head or a block of signatures may have
_SIGNED = 8.0  # line heights left free for a signature and a stamp
_STEP = 1.6  # line heights between the lines of one column, else
_MIDDLE = (0.22, 0.78)  # share of the page's width in which the gap between two columns lies
_PADDING = 11.0  # points: the inner margins of a cell (5.4 a side in Word and LibreOffice), by which a table may also hang out of the text
_TEXT_COLUMN = 6  # rows from which on two columns of running text are believed

_FIGURES = re.compile(r"[\d\s.,%/()+\-\u2013]*")


@dataclass(slots=True)
class Region:
    """Two columns that grow row by row; ``low`` and ``high`` are the ends of the gap between them."""

    page: PageLayout
    low: float
    high: float
    start: int
    end: int
    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)
    both: int = 0
    running: bool = False

    def strands(self) -> list[Strand]:
        """Left column, then right column; as one where a text runs on from one to the other."""
        if self.running:
            shift = min(line.x0 for line in self.left) - min(line.x0 for line in self.right)
            for line in self.right:
                line.x0, line.x1 = line.x0 + shift, line.x1 + shift
            lines = [*self.left, *self.right]
            own = Margins(min(line.x0 for line in lines), max(line.x1 for line in lines))
            return [Strand(lines, {self.page.number: own}, set_in_columns=True)]
        return [self._strand(self.left, "left"), self._strand(self.right, "right")]

    def _strand(self, lines: list[Line], side: Side) -> Strand:
        outer, centre = self.page.margins, _axis(lines)
        inner = self.high if side == "left" else self.low
        if centre is None:
            start = min(line.x0 for line in lines)
            longest = max(line.x1 for line in lines) - start
            own = Margins(start, max(outer.right if side == "right" else inner - lines[0].blank, start + longest))
            narrow = longest
        else:
            edge = outer.left if side == "left" else outer.right
            longest = max(line.x1 - line.x0 for line in lines)
            half = max(min(abs(centre - edge), abs(inner - centre)), longest / 2)
            own = Margins(centre - half, centre + half)
            narrow = max(2 * (half - _PADDING), longest)
        return Strand(lines, dict.fromkeys({line.page for line in lines}, own), side, narrow=narrow)

    def add(self, row: Row) -> bool:
        """Takes a row if it fits; False where the columns end."""
        if len(row.lines) == 1:
            line = row.lines[0]
            side = self._side(line)
            if side is None or not self._follows(line, self.left if side == "left" else self.right):
                return False
            pair: tuple[Line | None, Line | None] = (line, None) if side == "left" else (None, line)
        else:
            found = self._parted(row) if len(row.lines) == 2 or is_filled_in(row.text) else None
            if found is None:
                return False
            pair = found
            self.both += 1
        left, right = pair
        if left is not None:
            self.left.append(left)
            self.low = max(self.low, left.x1)
        if right is not None:
            self.right.append(right)
            self.high = min(self.high, right.x0)
        return True

    def _fits(self, low: float, high: float, size: float) -> bool:
        least, most = (share * self.page.width for share in _MIDDLE)
        return high - low >= 0.3 * size and high >= least and low <= most

    def _side(self, line: Line) -> Side | None:
        if line.x1 <= self.high and self._fits(max(self.low, line.x1), self.high, line.size) and line.middle < (self.low + self.high) / 2:
            return "left"
        if line.x0 >= self.low and self._fits(self.low, min(self.high, line.x0), line.size) and line.middle > (self.low + self.high) / 2:
            return "right"
        return None

    def _parted(self, row: Row) -> tuple[Line | None, Line | None] | None:
        """Left and right part of a row with gaps: parted at the gap that lies between the columns."""
        for k in range(1, len(row.lines)):
            left, right = merged(row.lines[:k]), merged(row.lines[k:])
            if self._fits(max(self.low, left.x1), min(self.high, right.x0), left.size) and self._near(left, right):
                return left, right
        return None

    def _near(self, left: Line, right: Line) -> bool:
        """Neither side lies further below its column than a signature needs."""
        before = [line for line in (*self.left[-1:], *self.right[-1:]) if line.page == left.page]
        return not before or min(left.top, right.top) - max(line.bottom for line in before) <= _SIGNED * left.size

    def _follows(self, line: Line, column: list[Line]) -> bool:
        """True where a line that stands alone in its row continues its column: on its axis or at its left end, and not far below."""
        before = [other for other in (*self.left[-1:], *self.right[-1:]) if other.page == line.page]
        step = line.top - max((other.bottom for other in before), default=line.top)
        if not column:
            return step <= _STEP * line.size
        near = 0.6 * line.size + 3
        on_axis = abs(line.middle - sorted(other.middle for other in column)[len(column) // 2]) <= near
        start = min(other.x0 for other in column)
        at_start = -near <= line.x0 - start <= 2.5 * line.size and _axis(column) is None
        if len(column) == 1 and not on_axis:
            at_start = -near <= line.x0 - start <= 2.5 * line.size
        return (on_axis and step <= _SIGNED * line.size) or (at_start and step <= _STEP * line.size)


def _axis(lines: list[Line]) -> float | None:
    """The common middle of centred lines; None where they rather begin at one place."""
    middles = sorted(line.middle for line in lines)
    starts = sorted(line.x0 for line in lines)
    if len(lines) == 1:
        return middles[0]
    spread_middle = sum(abs(m - middles[len(middles) // 2]) for m in middles)
    spread_start = sum(abs(s - starts[len(starts) // 2]) for s in starts)
    return middles[len(middles) // 2] if spread_middle <= spread_start + 0.1 else None


def region_at(items: list[Row | Table], start: int, pages: dict[int, PageLayout]) -> Region | None:
    """Two columns that begin with the row at ``start``; None where there are none."""
    first = items[start]
    assert isinstance(first, Row)
    page = pages[first.page]
    following = items[start + 1] if start + 1 < len(items) else None
    width = page.width
    region = Region(page, 0.0, width, start, start)
    opening = _opening(first, following, width, first_of_page=start == 0 or items[start - 1].page != first.page)
    if opening is None:
        return None
    for at in range(start, len(items)):
        item = items[at]
        if not isinstance(item, Row) or (at - start >= _LONGEST and not region.both > _TEXT_COLUMN):
            break
        if item.page != page.number and not _goes_on(region, item.page):
            break
        if not region.add(item):
            break
        region.end = at + 1
    if not (region.left and region.right and _believed(region, opening, page)):
        return None
    if region.running:
        _give_back(region)
    return region


def _give_back(region: Region) -> None:
    """A last line or two below both columns that begins anew is text behind them, not more of the left column."""
    below = [line for line in region.left if line.top > region.right[-1].base]
    if 0 < len(below) <= 2 and len(below) < len(region.left):
        above = region.left[-len(below) - 1]
        if above.text[-1:] in ".;:!?" and not below[0].text[:1].islower():
            del region.left[-len(below) :]
            region.end -= len(below)


Opening = Literal["both", "right", "recipients", "left"]


def _opening(first: Row, following: Row | Table | None, width: float, *, first_of_page: bool) -> Opening | None:
    """How a two-column block may begin, None where the row cannot be its first."""
    if len(first.lines) > 1:
        return "both"
    line = first.lines[0]
    if line.x0 > 0.4 * width and line.middle > 0.55 * width:
        return "right"
    if is_recipients(line.text):
        return "recipients"
    if first_of_page and isinstance(following, Row) and line.middle < 0.45 * width:
        other = following.lines[-1]
        beside = following.page == first.page and other.top < line.bottom + 0.3 * line.size
        if beside and (len(following.lines) > 1 or other.x0 > 0.4 * width):
            return "left"
    return None


def _goes_on(region: Region, page: int) -> bool:
    """True where a block of signatures may go on at the top of the next page."""
    lines = [*region.left, *region.right]
    last = max(line.page for line in lines)
    return page in (last, last + 1) and any(is_recipients(line.text) for line in region.left)


def _believed(region: Region, opening: Opening, page: PageLayout) -> bool:
    left = [line.text for line in region.left]
    right = [line.text for line in region.right]
    if any(map(is_title, right)):
        return True
    if opening == "left":
        return False
    if any(is_recipients(text) or is_addressed(text) for text in left) or any(map(is_number, left[:8])):
        return True
    if all(map(_FIGURES.fullmatch, left)) or all(map(_FIGURES.fullmatch, right)):
        return False
    if _centred_pair(region):
        return True
    region.running = _running_text(region, page)
    return region.running


def _centred_pair(region: Region) -> bool:
    """Two short blocks, each centred on its axis: two people sign side by side."""
    if region.both < 2 or len(region.left) + len(region.right) > 16:
        return False
    for lines in (region.left, region.right):
        middles = [line.middle for line in lines]
        if max(middles) - min(middles) > 2 * lines[0].size or _axis(lines) is None:
            return False
    return max(line.x1 - line.x0 for line in region.left) < 0.5 * region.page.width


def _running_text(region: Region, page: PageLayout) -> bool:
    """A page set in two columns: nearly every row has both, and the lines of each run to its end."""
    if region.both < _TEXT_COLUMN or region.both < 0.7 * max(len(region.left), len(region.right)):
        return False
    for lines in (region.left, region.right):
        end = max(line.x1 for line in lines)
        full = sum(line.x1 > end - 2.5 * line.size for line in lines)
        if full < 0.55 * len(lines) or end - min(line.x0 for line in lines) < 0.25 * page.width:
            return False
    return True
