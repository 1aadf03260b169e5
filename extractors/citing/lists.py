"""Mentions in the columns of a table or list, and the number in the header, which cites nothing."""

from __future__ import annotations

import re
from bisect import bisect_left

from core.spans import Span
from core.text import folded
from corpora.gazetteers import DocumentType, type_by_name
from extractors.citing.candidate import Candidate, Value
from extractors.dates import DateAt
from extractors.scan import Scan

_CELL_MARK = re.compile(r"[\t|]")
_CELL_END = re.compile(r"[\t|\n]| {3,}")
_HEAD_REACH = 700
"""Characters around a header's number line in which the motto, the title of the Party or the place and date stand."""

_OWN = re.compile(r"[*_# \t>|]{0,6}so(?: hieu)?[ \t]{0,4}:?[ \t]{0,4}[*_]{0,2}$")
_PLACE_DATE = re.compile(r"[ ]{1,4}[a-z. ]{2,30},? ?ngay ")
_FORM = re.compile(r"dang cong san viet nam|cong hoa xa hoi chu nghia|doc lap - tu do|,? ngay [ .\d]{0,8}thang [ .\d]{0,8}nam [ .\d]{2,8}")


def without_own_number(scan: Scan, found: list[Candidate]) -> list[Candidate]:
    """Leaves out numbers that fill a line "Số 113-BC/BTCĐUK" with a header's other lines near it."""
    return [mention for mention in found if not _is_own(scan, mention)]


def _is_own(scan: Scan, mention: Candidate) -> bool:
    plain = scan.plain
    if mention.number is None or mention.typed:
        return False
    line = plain.rfind("\n", 0, mention.start) + 1
    cell = plain.rfind("\t", line, mention.start) + 1
    if mention.start - line > 40 or not _OWN.fullmatch(plain, max(line, cell), mention.start):
        return False
    rest = _CELL_END.split(plain[mention.end : mention.end + 60], maxsplit=1)[0]
    if rest.strip(' *_|.#"') and not _PLACE_DATE.match(rest):
        return False
    around = plain[max(0, line - _HEAD_REACH) : mention.end + _HEAD_REACH]
    return bool(_FORM.search(around))


def add_columns(scan: Scan, found: list[Candidate], dates: list[DateAt]) -> None:
    """Date and type of a number that has a cell of its own, from the cells beside it in the row."""
    starts = [date.start for date in dates]
    for mention in found:
        if mention.number is None or mention.typed:
            continue
        line, end = scan.plain.rfind("\n", 0, mention.start) + 1, scan.plain.find("\n", mention.end)
        end = len(scan.plain) if end < 0 else end
        if not ("\t" in scan.plain[line:end] or "|" in scan.plain[line:end]) or end - line > 4000:
            continue
        cells = _cells(scan, line, end)
        own = next((cell for cell in cells if cell[0] <= mention.start < cell[1]), None)
        if own is None or not _alone(scan, own, mention):
            continue
        mention.date = mention.date or _date_of(scan, cells, own, dates, starts)
        mention.kind = _kind_of(scan, cells) or mention.kind


def _cells(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    cells, at = [], start
    for mark in _CELL_MARK.finditer(scan.plain, start, end):
        cells.append((at, mark.start()))
        at = mark.end()
    return [*cells, (at, end)]


def _alone(scan: Scan, cell: tuple[int, int], mention: Candidate) -> bool:
    rest = scan.plain[cell[0] : mention.start] + scan.plain[mention.end : cell[1]]
    return not re.sub(r"so|[ :.*_]", "", rest)


def _date_of(scan: Scan, cells: list[tuple[int, int]], own: tuple[int, int], dates: list[DateAt], starts: list[int]) -> Value | None:
    """The nearest cell that holds a date and nothing else; those after the number first."""
    at = cells.index(own)
    order = sorted((i for i in range(len(cells)) if i != at), key=lambda i: (abs(i - at), i < at))
    for i in order:
        start, end = cells[i]
        k = bisect_left(starts, start)
        if k < len(dates) and dates[k].end <= end and dates[k].day is not None:
            rest = scan.plain[start : dates[k].start] + scan.plain[dates[k].end : end]
            if not rest.strip(" .:*_"):
                return Value(dates[k].iso, Span(dates[k].start, dates[k].end))
    return None


def _kind_of(scan: Scan, cells: list[tuple[int, int]]) -> DocumentType | None:
    for start, end in cells:
        kind = type_by_name().get(folded(" ".join(scan.text[start:end].split()).strip(" .:*_"))) if end - start < 40 else None
        if kind:
            return kind
    return None
