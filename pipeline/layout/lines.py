"""A stretch of a row that is read without a break, and what it is made of: runs of the file's characters, added blanks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.drafts import RunDraft, added, shown
from pipeline.layout.glyphs import SHOWN

if TYPE_CHECKING:
    from pipeline.layout.glyphs import Glyphs, Style

ASCENT, DESCENT = 0.9, 0.22
"""Height of a line above and below its baseline, as shares of the font size: Vietnamese capitals carry two marks."""

ADDED = (-1, -1)
"""In a list of stretches of characters: a blank that the file does not have."""

_ODD = re.compile("[" + "".join(SHOWN) + "]")
# In these fonts of before Unicode the soft hyphen is the letter ư; which letter, the encoding step says.
_LEGACY_FONT = re.compile(r"\.?Vn|VNI-|\.VN")


@dataclass(slots=True)
class Line:
    """A stretch of a row that is read without a break. Places in points as shown, from the page's top left.

    ``lead`` is the width of the first word, ``blank`` the width of a blank; ``bold`` and ``italic`` hold for all letters; ``cut`` says that the
    gap before it parts columns: "wide" by its width, "drawn" because both sides were drawn apart, else "".
    """

    page: int
    runs: list[RunDraft]
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    lead: float
    bold: bool
    italic: bool
    cut: str = ""
    tail: RunDraft | None = None
    """The blank that the file has behind the line."""

    @property
    def middle(self) -> float:
        """Half way between left and right end."""
        return (self.x0 + self.x1) / 2

    @property
    def blank(self) -> float:
        """A usual blank, in points."""
        return 0.25 * self.size


@dataclass(slots=True)
class Row:
    """Lines side by side, from left to right; ``apart`` where its cells must not be joined with the rows around it."""

    lines: list[Line]
    apart: bool = False

    @property
    def page(self) -> int:
        """Physical page from 1."""
        return self.lines[0].page

    @property
    def x0(self) -> float:
        """Left end."""
        return self.lines[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return self.lines[-1].x1

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(line.bottom for line in self.lines)

    @property
    def text(self) -> str:
        """All of it, gaps as blanks."""
        return " ".join(line.text for line in self.lines)


Stretch = tuple[int, int]


def line_of(glyphs: Glyphs, stretches: list[Stretch], base: float, fallback: float) -> Line:
    """The line that stretches of characters make, in reading order; ``base`` is its baseline, ``fallback`` the font size where none is known."""
    left, right = glyphs.left, glyphs.right
    runs = runs_of(glyphs, stretches)
    first, last = stretches[0], stretches[-1]
    x0, x1 = left[first[0]], right[last[1] - 1]
    size, bold, italic = _look(runs, fallback)
    return Line(
        glyphs.number,
        runs,
        "".join(map(shown, runs)),
        x0,
        base - ASCENT * size,
        x1,
        base + DESCENT * size,
        base,
        size,
        right[_first_word(glyphs.chars, stretches)] - x0,
        bold,
        italic,
        tail=_tail(glyphs, last[1] - 1),
    )


def _first_word(chars: str, stretches: list[Stretch]) -> int:
    """The last character before the first blank at which the line could be broken."""
    last = stretches[0][0]
    for start, end in stretches:
        blank = chars.find(" ", start, end) if start >= 0 else start
        if blank == start:
            break
        last = (blank if blank > 0 else end) - 1
        if blank > 0:
            break
    return last


def _look(runs: list[RunDraft], fallback: float) -> tuple[float, bool, bool]:
    """Size that most characters have; whether all letters and figures are bold, italic."""
    drawn = [run for run in runs if run.origin != "added"]
    looks = {(run.size, run.bold, run.italic) for run in drawn}
    if len(looks) == 1:
        size, bold, italic = looks.pop()
        return size or fallback, bold, italic
    sizes: Counter[float] = Counter()
    bold_count = italic_count = letters = 0
    for run in drawn:
        count = sum(map(str.isalnum, run.raw))
        sizes[run.size or fallback] += len(run.raw)
        letters += count
        bold_count += count * run.bold
        italic_count += count * run.italic
    return sizes.most_common(1)[0][0], letters > 0 and bold_count >= 0.95 * letters, letters > 0 and italic_count >= 0.95 * letters


def _tail(glyphs: Glyphs, last: int) -> RunDraft | None:
    """The blank that the file has right behind a line."""
    at = last + 1
    if at < len(glyphs.chars) and glyphs.chars[at] == " ":
        return _run(glyphs, at, at + 1, glyphs.styles[last])
    return None


def runs_of(glyphs: Glyphs, stretches: list[Stretch]) -> list[RunDraft]:
    """Runs of characters that stand one behind the other in the file and have one style. A blank takes the style before it."""
    styles = glyphs.styles
    runs: list[RunDraft] = []
    style: Style | None = None
    begin = end = -1
    for start, stop in stretches:
        own = styles[start] if start >= 0 else None
        if start == end and (own is style or own is None):
            end = stop
            continue
        if end > begin:
            runs += _seen(glyphs, begin, end, style)
        if start < 0:
            runs.append(added(" ", f"page {glyphs.number}", max(0, end), glyphs.number))
            begin = end = -1
        else:
            begin, end, style = start, stop, own or style
    if end > begin:
        runs += _seen(glyphs, begin, end, style)
    return runs


def _seen(glyphs: Glyphs, start: int, end: int, style: Style | None) -> list[RunDraft]:
    """One run, or several where pdfium gives other characters than a reader sees."""
    runs, at = [], start
    if style is None or not _LEGACY_FONT.match(style.font):
        for odd in _ODD.finditer(glyphs.chars, start, end):
            if odd.start() > at:
                runs.append(_run(glyphs, at, odd.start(), style))
            run = _run(glyphs, odd.start(), odd.end(), style)
            run.text = SHOWN[odd[0]]
            runs.append(run)
            at = odd.end()
    if end > at:
        runs.append(_run(glyphs, at, end, style))
    return runs


def _run(glyphs: Glyphs, start: int, end: int, style: Style | None) -> RunDraft:
    raw, part = glyphs.chars[start:end], f"page {glyphs.number}"
    if style is None:
        return RunDraft(raw, part, start, page=glyphs.number)
    return RunDraft(raw, part, start, None, None, "text", glyphs.number, style.font, style.size, style.bold, style.italic)


def merged(lines: list[Line]) -> Line:
    """Lines of one row as one line, with a blank for each gap."""
    if len(lines) == 1:
        return lines[0]
    first, last = lines[0], lines[-1]
    runs = list(first.runs)
    for before, line in pairwise(lines):
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
