"""Rows of a page: characters on one baseline in reading order, cut where columns part, with the blanks that the page shows.

pdfium gives characters in the order in which they were drawn, with blanks and line ends that it made up. LibreOffice draws the letters for which
it had to borrow another font after the line they stand in; Word and LibreOffice draw a table cell by cell. So only the geometry says
what is read after what, and the drawing order only where one cell ends and the next begins.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from pipeline.drafts import RunDraft, added
from pipeline.layout.glyphs import SHOWN

if TYPE_CHECKING:
    from pipeline.layout.glyphs import Glyphs, Piece, Style

ADDED = -1  # in a list of character indices: a blank that the file does not have

# Shares of the font size. A blank is 0.25 wide in Times, 0.17 at the least where a line is squeezed; letters set apart stand at most 0.1 apart.
_BLANK = 0.17
_BLANK_GUESSED = 0.12  # where pdfium saw a blank too
_NO_BLANK = 0.04  # a blank whose place the next letter takes is none: "v ề" drawn as one word
_WIDE = 1.6  # a gap this wide parts columns, if it is also much wider than the other gaps of the row
_WIDER = 2.5
_PART = 0.3  # the least gap between cells that were drawn apart
_ASCENT, _DESCENT = 0.9, 0.22
_SAME_ROW = 0.5  # share of the smaller height that two pieces of one row have in common


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


def rows_of(glyphs: Glyphs, pieces: list[Piece], *, cut: bool = True) -> list[Row]:
    """The rows that ``pieces`` make, from top to bottom. Without ``cut`` every row is one line (a cell of a table)."""
    return [row for group in _groups(pieces) if (row := _row(glyphs, group, cut=cut)).lines]


def _groups(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces by row: those whose heights have half of the smaller one in common. The largest piece of a row stands for it."""
    groups: list[list[Piece]] = []
    bands: list[tuple[float, float, int]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        top, bottom = piece.base - _ASCENT * piece.style.size, piece.base + _DESCENT * piece.style.size
        best, share = -1, _SAME_ROW
        for i in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            other_top, other_bottom, _ = bands[i]
            common = min(bottom, other_bottom) - max(top, other_top)
            smaller = min(bottom - top, other_bottom - other_top)
            if smaller > 0 and common / smaller > share:
                best, share = i, common / smaller
        if best < 0:
            groups.append([piece])
            bands.append((top, bottom, piece.end - piece.start))
        else:
            groups[best].append(piece)
            if piece.end - piece.start > bands[best][2]:
                bands[best] = (top, bottom, piece.end - piece.start)
    order = sorted(range(len(groups)), key=lambda i: bands[i][0])
    return [groups[i] for i in order]


def _row(glyphs: Glyphs, pieces: list[Piece], *, cut: bool) -> Row:
    pieces.sort(key=lambda p: p.x0)
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.style.size] += piece.end - piece.start
    size = sizes.most_common(1)[0][0] or 1.0
    walk = _Walk(glyphs, size)
    if all(q.x0 >= p.x1 - 0.35 * size for p, q in pairwise(pieces)):
        walk.drawn_in_order(pieces)
    else:
        walk.drawn_crosswise(pieces)
    parts = _drawn_apart(pieces) if cut and len(pieces) > 1 else []
    return Row(walk.lines(parts, cut=cut, base=_base(pieces, size)))


def _base(pieces: list[Piece], size: float) -> float:
    return next((p.base for p in pieces if p.style.size == size), pieces[0].base)


def _drawn_apart(pieces: list[Piece]) -> list[float]:
    """Where, from left to right, a stretch ends that was drawn in one go while other rows were drawn between it and the next."""
    strokes: list[list[float]] = []
    last = None
    for piece in sorted(pieces, key=lambda p: p.order):
        if last is not None and piece.order == last + 1:
            strokes[-1][0] = min(strokes[-1][0], piece.x0)
            strokes[-1][1] = max(strokes[-1][1], piece.x1)
        else:
            strokes.append([piece.x0, piece.x1])
        last = piece.order
    strokes.sort()
    ends, reach = [], strokes[0][1]
    for start, end in strokes[1:]:
        if start >= reach:
            ends.append((reach + start) / 2)
        reach = max(reach, end)
    return ends


class _Step(NamedTuple):
    """A character shown: the gap before it, and the blank that the file has there, with or without a width of its own."""

    char: int
    gap: float
    blank: int | None
    real: bool


class _Walk:
    """The characters of a row in reading order: where blanks stand, and how wide they are."""

    def __init__(self, glyphs: Glyphs, size: float) -> None:
        self.glyphs = glyphs
        self.size = size
        self.steps: list[_Step] = []
        self._edge = 0.0

    def drawn_in_order(self, pieces: list[Piece]) -> None:
        """Pieces that stand one behind the other."""
        chars, left, right = self.glyphs.chars, self.glyphs.left, self.glyphs.right
        blank: int | None = None
        end = -1
        for piece in pieces:
            if piece.start != end:
                blank = self._between(end, piece.start) if end >= 0 else None
            for i in range(piece.start, piece.end):
                if chars[i].isspace():
                    blank = i if chars[i] not in "\r\n" and (blank is None or right[i] > left[i]) else blank
                else:
                    self._put(i, blank)
                    blank = None
            end = piece.end

    def _between(self, end: int, start: int) -> int | None:
        """A blank that stands between two pieces in the file too."""
        if 0 < start - end <= 3 and all(c.isspace() for c in self.glyphs.chars[end:start]):
            return next((i for i in range(end, start) if self.glyphs.chars[i] not in "\r\n"), None)
        return None

    def drawn_crosswise(self, pieces: list[Piece]) -> None:
        """Pieces that stand in one another's gaps. A mark stands behind the letter that it belongs to; a letter drawn twice counts once."""
        chars, left, right = self.glyphs.chars, self.glyphs.left, self.glyphs.right
        found = []
        for piece in pieces:
            for i in range(piece.first, piece.last):
                if not chars[i].isspace() or right[i] > left[i]:
                    marks = unicodedata.combining(chars[i]) > 0
                    found.append(((left[i] + right[i]) / 2 if marks else left[i], not marks, i))
        found.sort()
        blank: int | None = None
        for _, _, i in found:
            if chars[i].isspace():
                blank = i if blank is None else blank
            elif not self._twice(i):
                self._put(i, blank)
                blank = None

    def _twice(self, i: int) -> bool:
        chars, left, right = self.glyphs.chars, self.glyphs.left, self.glyphs.right
        near = 0.15 * self.size
        return right[i] > left[i] and any(
            chars[j] == chars[i] and abs(left[j] - left[i]) < near and abs(right[j] - right[i]) < near for j, *_ in self.steps[-2:]
        )

    def _put(self, i: int, blank: int | None) -> None:
        left, right = self.glyphs.left, self.glyphs.right
        if self.steps:
            self.steps.append(_Step(i, left[i] - self._edge, blank, blank is not None and right[blank] > left[blank]))
            self._edge = max(self._edge, right[i])
        else:
            self.steps.append(_Step(i, 0.0, None, real=False))
            self._edge = right[i]

    def lines(self, parts: list[float], *, cut: bool, base: float) -> list[Line]:
        """The row, cut at its wide gaps and where ``parts`` lie in a gap."""
        if not self.steps:
            return []
        blanks = self._blanks()
        usual = median_low([step.gap for step in blanks]) if len(blanks) > 1 else 0.0
        orders: list[list[int]] = [[]]
        cuts = [""]
        chosen = {step.char for step in blanks}
        for step in self.steps:
            if step.char in chosen:
                why = self._cut(step, parts, usual) if cut else ""
                if why:
                    orders.append([])
                    cuts.append(why)
                else:
                    orders[-1].append(ADDED if step.blank is None else step.blank)
            orders[-1].append(step.char)
        lines = [self._line(order, base) for order in orders]
        for line, why in zip(lines, cuts, strict=True):
            line.cut = why
        return lines

    def _cut(self, step: _Step, parts: list[float], usual: float) -> str:
        if step.gap > max(_WIDE * self.size, _WIDER * usual):
            return "wide"
        if parts and step.gap > _PART * self.size:
            middle = self.glyphs.left[step.char] - step.gap / 2
            if any(abs(part - middle) <= step.gap / 2 + 0.5 for part in parts):
                return "drawn"
        return ""

    def _blanks(self) -> list[_Step]:
        """The steps before which a blank is read. Letters may be set apart: what most of them keep between them is no part of a blank."""
        plain = [step.gap for step in self.steps[1:] if not step.real]
        apart = median_low(plain) if len(plain) > 3 else 0.0
        if apart < 0.03 * self.size:
            apart = 0.0
        size = self.size
        blanks = []
        for step in self.steps[1:]:
            least = _NO_BLANK if step.real else _BLANK_GUESSED if step.blank is not None and not apart else _BLANK
            if step.gap - apart > least * size:
                blanks.append(step)
        letters = sum(self.glyphs.chars[step.char].isalpha() for step in self.steps)
        if len(blanks) >= max(3, 0.6 * (len(self.steps) - 1)) and letters >= 0.8 * len(self.steps):
            return self._closed_up(blanks)
        return blanks

    def _closed_up(self, blanks: list[_Step]) -> list[_Step]:
        """Letters with a blank behind each ("B Á O  C Á O") become words again: only the wider gaps part words."""
        usual = median_low([step.gap for step in blanks])
        parting = max(1.6 * usual, usual + 0.15 * self.size)
        return [step for step in blanks if step.gap > parting]

    def _line(self, order: list[int], base: float) -> Line:
        glyphs = self.glyphs
        left, right = glyphs.left, glyphs.right
        runs = runs_of(glyphs, order)
        first = next((k for k, i in enumerate(order) if i == ADDED or glyphs.chars[i].isspace()), len(order))
        shown = [i for i in order if i != ADDED]
        x0, x1 = left[shown[0]], right[shown[-1]]
        sizes: Counter[float] = Counter()
        bold = italic = letters = 0
        for run in runs:
            count = sum(map(str.isalnum, run.raw))
            sizes[run.size or self.size] += len(run.raw) if run.origin != "added" else 0
            letters += count
            bold += count * run.bold
            italic += count * run.italic
        size = sizes.most_common(1)[0][0]
        return Line(
            glyphs.number,
            runs,
            "".join(run.raw if run.text is None else run.text for run in runs),
            x0,
            base - _ASCENT * size,
            x1,
            base + _DESCENT * size,
            base,
            size,
            right[order[first - 1]] - x0,
            letters > 0 and bold >= 0.95 * letters,
            letters > 0 and italic >= 0.95 * letters,
            tail=_tail(glyphs, order[-1]),
        )


def _tail(glyphs: Glyphs, last: int) -> RunDraft | None:
    """The blank that the file has right behind a line."""
    at = last + 1
    if at < len(glyphs.chars) and glyphs.chars[at] == " ":
        return _run(glyphs, at, at + 1, glyphs.styles[last])
    return None


def runs_of(glyphs: Glyphs, order: list[int]) -> list[RunDraft]:
    """Runs of characters that stand one behind the other in the file and have one style. A blank takes the style before it."""
    chars, styles = glyphs.chars, glyphs.styles
    runs: list[RunDraft] = []
    style: Style | None = None
    start = end = -1
    for i in order:
        own = styles[i] if i != ADDED else None
        if i == end and (own is style or own is None) and chars[i] not in SHOWN:
            end += 1
            continue
        if end > start:
            runs.append(_run(glyphs, start, end, style))
        if i == ADDED:
            runs.append(added(" ", f"page {glyphs.number}", max(0, end), glyphs.number))
            start = end = -1
            continue
        start, end, style = i, i + 1, own or style
        if chars[i] in SHOWN:
            run = _run(glyphs, start, end, style)
            run.text = SHOWN[chars[i]]
            runs.append(run)
            start = end
    if end > start:
        runs.append(_run(glyphs, start, end, style))
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
