"""What is read after what: the body as one strand, and the places where two columns stand side by side, read one after the other.

Two columns are the head of a document (issuer and number left, Quốc hiệu or ĐẢNG CỘNG SẢN VIỆT NAM, place and date right), the block of signatures
(recipients left, authority, post and name right, also over a page's end) and pages set in columns. Rows with gaps that are none of these
(lists with tabulators, tables without lines) are read row by row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from core.text import folded
from pipeline.drafts import added
from pipeline.language.numbering import numbering
from pipeline.layout.lines import Line, Row
from pipeline.layout.pages import Margins

if TYPE_CHECKING:
    from pipeline.layout.pages import PageLayout
    from pipeline.layout.tables import Table

_LONGEST = 80  # rows that a head or a block of signatures may have
_SIGNED = 8.0  # line heights left free for a signature and a stamp
_STEP = 1.6  # line heights between the lines of one column, else
_MIDDLE = (0.22, 0.78)  # share of the page's width in which the gap between two columns lies
_PADDING = 5.0  # points: the inner margin of a cell (5.4 in Word and LibreOffice), which a header table has or hangs out
_TEXT_COLUMN = 6  # rows from which on two columns of running text are believed

_MOTTO = re.compile(r"dang cong san viet nam|cong hoa xa hoi chu nghia|doc lap ?. ?tu do|doan tncs ho chi minh|doan thanh nien cong san")
_NUMBER = re.compile(r"so\s*:?[\s._\-\u2026]*\d*[\s._\-\u2026]*[\-\u2013/]")
_RECIPIENTS = re.compile(r"noi (?:nhan|gui)\b")
_FIGURES = re.compile(r"[\d\s.,%/()+\-\u2013]*")

Side = Literal["left", "right"]


@dataclass(slots=True)
class Strand:
    """Lines that are read one after the other, and the margins between which they run; ``column`` for one side of a two-column block."""

    lines: list[Line]
    margins: dict[int, Margins]
    column: Side | None = None
    apart: set[int] = field(default_factory=set)
    """Ids of lines that stand alone: rows of a list with tabulators."""


def strands(pages: list[PageLayout]) -> list[Strand | Table]:
    """All text of the document in reading order: strands, and tables between them."""
    items: list[Row | Table] = []
    for page in pages:
        items += sorted([*page.rows, *page.tables], key=lambda item: item.top) if page.tables else page.rows
    by_number = {page.number: page for page in pages}
    margins = {page.number: page.margins for page in pages}
    result: list[Strand | Table] = []
    body = Strand([], margins)
    i = 0
    while i < len(items):
        item = items[i]
        if not isinstance(item, Row):
            if body.lines:
                result.append(body)
                body = Strand([], margins)
            result.append(item)
            i += 1
            continue
        region = _region(items, i, by_number)
        if region is None:
            _plain(body, items, i)
            i += 1
            continue
        if body.lines:
            result.append(body)
            body = Strand([], margins)
        result += region.strands()
        i = region.end
    if body.lines:
        result.append(body)
    return result


def _plain(body: Strand, items: list[Row | Table], i: int) -> None:
    """A row as one line of the body."""
    row = items[i]
    assert isinstance(row, Row)
    line = merged(row.lines)
    body.lines.append(line)
    if row.apart or (_has_gap(row) and any(_has_gap(other) for other in (*items[max(0, i - 1) : i], *items[i + 1 : i + 2]))):
        body.apart.add(id(line))


def _has_gap(item: Row | Table) -> bool:
    """True where a row is parted by its width, and not only a label from its text."""
    return isinstance(item, Row) and any(line.cut == "wide" for line in item.lines[1:]) and not _is_label(item.lines[0])


def _is_label(line: Line) -> bool:
    label = numbering(line.text + " X")
    return label is not None and label.end >= len(line.text)


def merged(lines: list[Line]) -> Line:
    """Lines of one row as one line, with a blank for each gap."""
    if len(lines) == 1:
        return lines[0]
    first, last = lines[0], lines[-1]
    runs = list(first.runs)
    for before, line in zip(lines, lines[1:], strict=False):
        runs.append(before.tail or added(" ", f"page {line.page}", line.runs[0].raw_start, line.page))
        runs += line.runs
    largest = max(lines, key=lambda line: len(line.text))
    return Line(
        first.page,
        runs,
        " ".join(line.text for line in lines),
        first.x0,
        min(line.top for line in lines),
        last.x1,
        max(line.bottom for line in lines),
        largest.base,
        largest.size,
        first.lead,
        all(line.bold for line in lines),
        all(line.italic for line in lines),
        tail=last.tail,
    )


@dataclass(slots=True)
class _Region:
    """Two columns that grow row by row; ``low`` and ``high`` are the ends of the gap between them."""

    page: PageLayout
    low: float
    high: float
    start: int
    end: int
    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)
    both: int = 0

    def strands(self) -> list[Strand | Table]:
        """Left column, then right column."""
        return [Strand(self.left, self._margins(self.left, "left"), "left"), Strand(self.right, self._margins(self.right, "right"), "right")]

    def _margins(self, lines: list[Line], side: Side) -> dict[int, Margins]:
        outer = self.page.margins
        centre = _axis(lines)
        if centre is None:
            right = max(line.x1 for line in lines)
            own = Margins(min(line.x0 for line in lines), right)
        else:
            edge = outer.left if side == "left" else outer.right
            inner = self.high if side == "left" else self.low
            half = max(min(abs(centre - edge), abs(inner - centre)) - _PADDING, max(line.x1 - line.x0 for line in lines) / 2)
            own = Margins(centre - half, centre + half)
        return dict.fromkeys({line.page for line in lines}, own)

    def add(self, row: Row) -> bool:
        """Takes a row if it fits; False where the columns end."""
        if len(row.lines) == 1:
            line = row.lines[0]
            side = self._side(line)
            if side is None or not self._follows(line, self.left if side == "left" else self.right):
                return False
            pair = (line, None) if side == "left" else (None, line)
        else:
            found = self._parted(row)
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


def _region(items: list[Row | Table], start: int, pages: dict[int, PageLayout]) -> _Region | None:
    """Two columns that begin with the row at ``start``; None where there are none."""
    first = items[start]
    assert isinstance(first, Row)
    page = pages[first.page]
    following = items[start + 1] if start + 1 < len(items) else None
    width = page.width
    region = _Region(page, 0.0, width, start, start)
    opening = _opening(first, following, width, first_of_page=start == 0 or items[start - 1].page != first.page)
    if opening is None:
        return None
    for at in range(start, len(items)):
        item = items[at]
        if not isinstance(item, Row) or (at - start >= _LONGEST and not region.both > _TEXT_COLUMN):
            break
        if item.page != page.number and not region_goes_on(region, item.page):
            break
        if not region.add(item):
            break
        region.end = at + 1
    return region if region.left and region.right and _believed(region, opening, page) else None


Opening = Literal["both", "right", "recipients", "left"]


def _opening(first: Row, following: Row | Table | None, width: float, *, first_of_page: bool) -> Opening | None:
    """How a two-column block may begin, None where the row cannot be its first."""
    if len(first.lines) > 1:
        return "both"
    line = first.lines[0]
    if line.x0 > 0.4 * width and line.middle > 0.55 * width:
        return "right"
    if _RECIPIENTS.match(folded(line.text)):
        return "recipients"
    if first_of_page and isinstance(following, Row) and line.middle < 0.45 * width:
        other = following.lines[-1]
        beside = following.page == first.page and other.top < line.bottom + 0.3 * line.size
        if beside and (len(following.lines) > 1 or other.x0 > 0.4 * width):
            return "left"
    return None


def region_goes_on(region: _Region, page: int) -> bool:
    """True where a block of signatures may go on at the top of the next page."""
    lines = [*region.left, *region.right]
    last = max(line.page for line in lines)
    return page in (last, last + 1) and any(_RECIPIENTS.match(folded(line.text)) for line in region.left)


def _believed(region: _Region, opening: Opening, page: PageLayout) -> bool:
    left = [folded(line.text) for line in region.left]
    right = [folded(line.text) for line in region.right]
    if any(_MOTTO.search(text) for text in right):
        return True
    if opening == "left":
        return False
    if any(_RECIPIENTS.match(text) for text in left) or any(_NUMBER.match(text) for text in left[:8]):
        return True
    if all(map(_FIGURES.fullmatch, left)) or all(map(_FIGURES.fullmatch, right)):
        return False
    return _centred_pair(region) or _running_text(region, page)


def _centred_pair(region: _Region) -> bool:
    """Two short blocks, each centred on its axis: two people sign side by side."""
    if region.both < 2 or len(region.left) + len(region.right) > 16:
        return False
    for lines in (region.left, region.right):
        middles = [line.middle for line in lines]
        if max(middles) - min(middles) > 2 * lines[0].size or _axis(lines) is None:
            return False
    return max(line.x1 - line.x0 for line in region.left) < 0.5 * region.page.width


def _running_text(region: _Region, page: PageLayout) -> bool:
    """A page set in two columns: nearly every row has both, and the lines of each run to its end."""
    if region.both < _TEXT_COLUMN or region.both < 0.7 * max(len(region.left), len(region.right)):
        return False
    for lines in (region.left, region.right):
        end = max(line.x1 for line in lines)
        full = sum(line.x1 > end - 2.5 * line.size for line in lines)
        if full < 0.55 * len(lines) or end - min(line.x0 for line in lines) < 0.25 * page.width:
            return False
    return True
