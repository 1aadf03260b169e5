"""Footnotes: small print at the foot of a page that begins with its mark. They are read after the text of the page, and the mark in the text is no letter of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.layout.lines import Line, Row
    from pipeline.layout.pages import PageLayout

_SMALL = 0.93  # size of notes against the page's usual size: 12 of 14, 10 of 12; 13 of 14 is text
_RAISED = 0.8  # size of a raised mark against its line
_RULE = (0.1, 0.5)  # length of the line above notes, as a share of the text's width
_ABOVE = 14.0  # points between that line and the first note at most
_MARK = re.compile(r"\(?(\d{1,3}|\*{1,3})\)?(?=[\s.)]|[^\W\d_])")

_UNIT = re.compile(r"(?:^|[\s\d/.,(])[kcdm]?m$")  # a raised 2 or 3 behind it makes a square or a cube


def set_notes_apart(pages: list[PageLayout]) -> None:
    """Moves the footnotes of each page from its rows to ``notes``, and blanks the raised marks in the text that lead to them."""
    for page in pages:
        first = _first(page)
        if first is None:
            continue
        page.rows, page.notes = page.rows[:first], page.rows[first:]
        marks = {found[1] for row in page.notes if (found := _MARK.match(row.text))}
        for row in page.rows:
            for line in row.lines:
                _blank_marks(line, marks)


def _first(page: PageLayout) -> int | None:
    """The row with which the notes begin: small to the end of the page, with a mark, and with a line above it or in print that is plainly smaller."""
    rows = page.rows
    at = len(rows)
    while at > 0 and len(rows[at - 1].lines) == 1 and rows[at - 1].lines[0].size <= _SMALL * page.size:
        at -= 1
    if page.tables:
        lowest = max(table.bottom for table in page.tables)
        at = max(at, next((i for i, row in enumerate(rows) if row.top >= lowest - 1), len(rows)))
    while at < len(rows) and not _begins(rows[at]):
        at += 1
    if at in (0, len(rows)) or rows[at].top < 0.4 * page.height:
        return None
    return at if _ruled(page, rows[at]) or _raised(rows[at].lines[0]) else None


def _begins(row: Row) -> bool:
    return _MARK.match(row.text) is not None


def _ruled(page: PageLayout, row: Row) -> bool:
    """True where a short line is drawn right above."""
    least, most = (share * page.margins.width for share in _RULE)
    return any(least <= length <= most and -2 <= row.top - at <= _ABOVE for at, length in page.rules)


def _raised(line: Line) -> bool:
    first = next((run for run in line.runs if run.raw.strip()), None)
    return first is not None and first.size is not None and first.size <= _RAISED * line.size


def _blank_marks(line: Line, marks: set[str]) -> None:
    """Raised marks of the page's notes are taken out of the text; their characters stay known in the runs."""
    before = ""
    for run in line.runs:
        raised = run.size is not None and run.size <= _RAISED * line.size
        if raised and run.raw.strip().strip("()") in marks and not (_UNIT.search(before) and run.raw in "23"):
            run.text = ""
        before += run.raw if run.text is None else run.text
    line.text = before
