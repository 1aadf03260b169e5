"""What stands on a page for the sake of the page: its number, heads and feet that come again. A reader of the text skips it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from core.text import folded

if TYPE_CHECKING:
    from pipeline.layout.lines import Row
    from pipeline.layout.pages import PageLayout

_EDGE = 0.13  # share of the page's height: 2.5 cm of 29.7 is 0.084, and a head of two rows more
_ROWS = 3  # rows at each edge that may be furniture
_NEAR = 6.0  # points: the same place on two pages
_PAGES = 3  # a head comes again on this many pages at least
_SHARE = 0.4  # and on this share of them (left and right pages may differ)

_NUMBER = re.compile(r"\W{0,3}(?:trang|page|tr\.?)?\s*(?P<number>\d{1,4})(?:\s*(?:/|\||trên|of)\s*\d{1,4})?\W{0,3}", re.IGNORECASE)
_ROMAN = re.compile(r"\W{0,3}[ivx]{1,6}\W{0,3}")
_DIGITS = re.compile(r"\d+")
# The first lines of a document, which come again where a file holds several.
_HEADER = re.compile(r"dang cong san viet nam|cong hoa xa hoi chu nghia|doc lap|noi nhan|^so\b")


class _Candidate(NamedTuple):
    page: PageLayout
    row: Row
    top: bool
    outermost: bool


def leave_out_furniture(pages: list[PageLayout]) -> None:
    """Takes page numbers, running heads and feet out of the rows of ``pages``."""
    candidates = [c for page in pages for c in _edges(page)]
    out = _numbers(candidates) + _running([c for c in candidates if not _NUMBER.fullmatch(c.row.text.strip())], len(pages))
    gone = {id(row) for row in out}
    for page in pages:
        page.rows = [row for row in page.rows if id(row) not in gone]


def _edges(page: PageLayout) -> list[_Candidate]:
    """The outermost rows that lie near the upper or lower edge, outside of tables."""
    found = []
    first = min((table.top for table in page.tables), default=page.height)
    last = max((table.bottom for table in page.tables), default=0.0)
    for i, row in enumerate(page.rows[:_ROWS]):
        if row.bottom <= _EDGE * page.height and row.top < first:
            found.append(_Candidate(page, row, True, i == 0))
    below = page.rows[-_ROWS:]
    for i, row in enumerate(below):
        if row.top >= (1 - _EDGE) * page.height and row.bottom > last:
            found.append(_Candidate(page, row, False, i == len(below) - 1))
    return found


def _numbers(candidates: list[_Candidate]) -> list[Row]:
    """Rows that are the page's number: they count on with the pages, or equal the physical page where only one page shows one."""
    series: defaultdict[tuple[bool, int], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        found = _NUMBER.fullmatch(candidate.row.text.strip())
        if found and candidate.outermost:
            series[candidate.top, int(found["number"]) - candidate.page.number].append(candidate)
    out = []
    for (_, offset), members in series.items():
        if len({c.page.number for c in members}) > 1 or (offset == 0 and _alone(members[0])):
            out += [c.row for c in members]
    return out


def _alone(candidate: _Candidate) -> bool:
    """True where the row stands in the middle of the page's width, or off from the text."""
    rows, row = candidate.page.rows, candidate.row
    if abs((row.x0 + row.x1) / 2 - candidate.page.width / 2) < 0.08 * candidate.page.width:
        return True
    others = [other for other in rows if other is not row]
    if not others:
        return True
    height = row.bottom - row.top
    if candidate.top:
        return min(other.top for other in others) - row.bottom > 0.4 * height
    return row.top - max(other.bottom for other in others) > 0.4 * height


def _apart(candidate: _Candidate) -> bool:
    """True where a row is set off from the text next to it, by a gap or by another size."""
    rows, row = candidate.page.rows, candidate.row
    inner = [other for other in rows if (other.top > row.top if candidate.top else other.top < row.top)]
    if not inner:
        return True
    nearest = min(inner, key=lambda other: abs(other.top - row.top))
    gap = nearest.top - row.bottom if candidate.top else row.top - nearest.bottom
    size = max(line.size for line in row.lines)
    return gap > 0.5 * size or abs(nearest.lines[0].size - size) > 0.5


def _running(candidates: list[_Candidate], pages: int) -> list[Row]:
    """Rows whose words come again at the same height of other pages, whatever their figures."""
    groups: defaultdict[tuple[bool, str], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        words = _DIGITS.sub("0", folded(candidate.row.text.strip()).strip())
        if words and not _HEADER.search(words) and not _ROMAN.fullmatch(words) and _apart(candidate):
            groups[candidate.top, words].append(candidate)
    out = []
    for members in groups.values():
        height = Counter(round(c.row.top / _NEAR) for c in members).most_common(1)[0][0]
        level = [c for c in members if abs(c.row.top / _NEAR - height) <= 1]
        if len({c.page.number for c in level}) >= max(_PAGES, _SHARE * pages):
            out += [c.row for c in level]
    return out
