"""The words of a row: which characters are read as one, where blanks stand, how wide they are, and where the row is cut."""

from __future__ import annotations

import re
import unicodedata
from operator import sub
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from pipeline.layout.lines import ADDED, Line, Stretch, line_of

if TYPE_CHECKING:
    from pipeline.layout.glyphs import Glyphs, Piece

# Shares of the font size. A blank is 0.25 wide in Times, 0.17 at the least where a line is squeezed; letters set apart stand at most 0.1 apart.
_BLANK = 0.17
_BLANK_GUESSED = 0.12  # where pdfium saw a blank too
_BLANK_OF_INK = 0.3  # between the ink of two letters
_JUMP = 0.3  # between a blank and the next letter of one object: another letter stands there
_NO_BLANK = 0.04  # a blank whose place the next letter takes is none: "v ề" drawn as one word
_WIDE = 1.6  # a gap this wide parts columns, if it is also much wider than the other gaps of the row
_WIDER = 2.5
_PART = 0.3  # the least gap between cells that were drawn apart
_TWICE = 0.15  # a letter drawn again this near is bold made by hand

_OVERLAP = 0.2  # by which letters lean over one another, at most

_WORD = re.compile(r"\S+")
_ODD_BLANKS = re.compile(r"[^\S ]|  ")


class _Step(NamedTuple):
    """Characters that are read together, the gap before them, and the blank that the file has there, with or without a width of its own."""

    start: int
    end: int
    gap: float
    blank: int | None
    real: bool
    swallowed: bool = False
    """True where pdfium may have left out a blank of the file: behind a blank and the place of a borrowed letter."""


class Words:
    """The characters of a row in reading order, as steps with the gaps between them."""

    def __init__(self, glyphs: Glyphs, size: float) -> None:
        self.glyphs = glyphs
        self.size = size
        self.steps: list[_Step] = []
        self.samples: list[float] = []
        """Widths of blanks within steps."""
        self._edge = 0.0

    def drawn_in_order(self, pieces: list[Piece]) -> None:
        """Pieces that stand one behind the other. Where no letters of a piece stand apart, its words are what blanks part."""
        chars, left, right = self.glyphs.chars, self.glyphs.left, self.glyphs.right
        limit = _BLANK_GUESSED * self.size
        end = -1
        for piece in pieces:
            start, stop = piece.start, piece.end
            gaps = list(map(sub, left[start + 1 : stop], right[start : stop - 1]))
            closed = not gaps or max(gaps) <= limit
            if closed and self._plain(start, stop, gaps):
                self._put(start, stop, self._between(end, start))
                end = stop
                continue
            for word in _WORD.finditer(chars, start, stop):
                first, last = word.span()
                blank = self._between(end, first)
                if closed or last - first == 1 or max(gaps[first - start : last - start - 1]) <= limit:
                    self._put(first, last, blank)
                else:
                    self._put(first, first + 1, blank)
                    for i in range(first + 1, last):
                        self._put(i, i + 1, None)
                end = last

    def _plain(self, start: int, stop: int, gaps: list[float]) -> bool:
        """True where characters need no closer look: single blanks of the file between words, everything as wide as it is and side by side."""
        chars, left, right = self.glyphs.chars, self.glyphs.left, self.glyphs.right
        blanks = chars.count(" ", start, stop)
        if blanks * 2.2 > stop - start or (gaps and min(gaps) < -_OVERLAP * self.size) or _ODD_BLANKS.search(chars, start, stop):
            return False
        if min(map(sub, right[start:stop], left[start:stop])) <= 0:
            return False
        if blanks:
            at = chars.index(" ", start)
            self.samples.append(right[at] - left[at])
        return True

    def _between(self, end: int, start: int) -> int | None:
        """The blank that the file has between two words, one with a width if it has any."""
        if end < 0 or not 0 < start - end <= 4:
            return None
        chars, left, right = self.glyphs.chars, self.glyphs.left, self.glyphs.right
        if start - end == 1 and chars[end] == " " and right[end] > left[end]:
            return end
        blanks = [i for i in range(end, start) if chars[i].isspace() and chars[i] not in "\r\n"]
        if len(blanks) < start - end and not all(chars[i].isspace() for i in range(end, start)):
            return None
        return next((i for i in blanks if right[i] > left[i]), blanks[0] if blanks else None)

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
                jump = i > 0 and chars[i - 1].isspace() and left[i] - right[i - 1] > _JUMP * self.size
                self._put(i, i + 1, blank, swallowed=jump)
                blank = None

    def _twice(self, i: int) -> bool:
        chars, left, right = self.glyphs.chars, self.glyphs.left, self.glyphs.right
        near = _TWICE * self.size
        return right[i] > left[i] and any(
            chars[j] == chars[i] and abs(left[j] - left[i]) < near and abs(right[j] - right[i]) < near for j, *_ in self.steps[-2:]
        )

    def _put(self, start: int, end: int, blank: int | None, *, swallowed: bool = False) -> None:
        left, right = self.glyphs.left, self.glyphs.right
        if self.steps:
            real = blank is not None and right[blank] > left[blank]
            self.steps.append(_Step(start, end, left[start] - self._edge, blank, real, swallowed))
            self._edge = max(self._edge, right[end - 1])
        else:
            self.steps.append(_Step(start, end, 0.0, None, real=False))
            self._edge = right[end - 1]

    def lines(self, parts: list[float], *, cut: bool, base: float) -> list[Line]:
        """The row, cut at its wide gaps and where ``parts`` lie in a gap; whole without ``cut``."""
        if not self.steps:
            return []
        blanks = self._blanks()
        gaps = [*(step.gap for step in blanks), *self.samples]
        usual = median_low(gaps) if len(gaps) > 1 else 0.0
        chosen = {step.start for step in blanks}
        rows: list[list[Stretch]] = [[]]
        cuts = [""]
        for step in self.steps:
            if step.start in chosen:
                why = self._cut(step, parts, usual) if cut else ""
                if why:
                    rows.append([])
                    cuts.append(why)
                else:
                    rows[-1].append(ADDED if step.blank is None else (step.blank, step.blank + 1))
            rows[-1].append((step.start, step.end))
        lines = [line_of(self.glyphs, row, base, self.size) for row in rows]
        for line, why in zip(lines, cuts, strict=True):
            line.cut = why
        return lines

    def _cut(self, step: _Step, parts: list[float], usual: float) -> str:
        if step.gap > max(_WIDE * self.size, _WIDER * usual):
            return "wide"
        if parts and step.gap > _PART * self.size:
            middle = self.glyphs.left[step.start] - step.gap / 2
            if any(abs(part - middle) <= step.gap / 2 + 0.5 for part in parts):
                return "drawn"
        return ""

    def _blanks(self) -> list[_Step]:
        """The steps before which a blank is read. Letters may be set apart: what most of them keep between them is no part of a blank."""
        plain = [step.gap for step in self.steps[1:] if not step.real]
        together = sum(step.end - step.start - 1 for step in self.steps)
        apart = median_low(plain) if len(plain) > max(3, together) else 0.0
        if apart < 0.03 * self.size:
            apart = 0.0
        blanks = []
        unseen = _BLANK_OF_INK if self.glyphs.ink else _BLANK
        for step in self.steps[1:]:
            guessed = step.swallowed or (step.blank is not None and not apart)
            least = _NO_BLANK if step.real else _BLANK_GUESSED if guessed else unseen
            if step.gap - apart > least * self.size:
                blanks.append(step)
        size = sum(step.end - step.start for step in self.steps)
        if len(blanks) < max(3, 0.6 * (size - 1)):
            return blanks
        letters = sum(char.isalpha() for step in self.steps for char in self.glyphs.chars[step.start : step.end])
        return self._closed_up(blanks) if letters >= 0.8 * size else blanks

    def _closed_up(self, blanks: list[_Step]) -> list[_Step]:
        """Letters with a blank behind each ("B Á O  C Á O") become words again: only the wider gaps part words."""
        usual = median_low([step.gap for step in blanks])
        parting = max(1.6 * usual, usual + 0.15 * self.size)
        return [step for step in blanks if step.gap > parting]
