"""Lines of one paragraph put together: with a blank, or without one where the line was broken inside a number or a compound."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.drafts import RunDraft, added

if TYPE_CHECKING:
    from pipeline.layout.lines import Line

_OPEN = "-/\u2010\u2011\u2013"
_DASHED = _OPEN + ".…_*="
SOFT_HYPHEN = "\u00ad"


def glued(before: str, after: str) -> bool:
    """True where the text goes on without a blank: "số 04-" and "CT/TU", "2015-" and "2020", "và/" and "hoặc".

    A dash with a blank before it ("kinh tế -") stands between words, and Vietnamese breaks no words at line ends.
    """
    return len(before) > 1 and before[-1] in _OPEN and not before[-2].isspace() and before[-2] not in _DASHED and after[:1].isalnum()


def joined_runs(lines: list[Line]) -> list[RunDraft]:
    """The runs of the lines, and between them the blank that the file has at the line's end, or one that we add."""
    runs: list[RunDraft] = list(lines[0].runs)
    for before, after in pairwise(lines):
        last = runs[-1]
        if last.raw == SOFT_HYPHEN:
            last.text = ""
        elif not glued(before.text, after.text):
            runs.append(before.tail or added(" ", last.part, last.raw_start + len(last.raw), last.page))
        runs += after.runs
    return runs
