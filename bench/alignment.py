"""Offsets of one text in another of the same content: what a reader made of a page against what stands on it."""

from __future__ import annotations

from difflib import SequenceMatcher
from unicodedata import combining, normalize

_SAME = {"\u00d0": "Đ", "\u00f0": "đ", "\u2013": "-", "\u2014": "-", "\u2011": "-", "\u2212": "-"}
_INVISIBLE = frozenset("\u00ad\u200b\ufeff")
# A line that is not found as a whole is looked for by pieces in so much text around the place where it should stand.
_BEHIND, _AHEAD = 60, 4000
_SHORTEST_PIECE = 3
_LONG_LINE = 25


def squeeze(text: str) -> tuple[str, list[int]]:
    """The text without white space, composed, dashes and the eth made one, and the offset of each of its characters."""
    chars: list[str] = []
    places: list[int] = []
    for n, char in enumerate(text):
        if combining(char) and chars:
            whole = normalize("NFC", chars[-1] + char)
            if len(whole) == 1:
                chars[-1] = whole
        elif not char.isspace() and char not in _INVISIBLE:
            chars.append(_SAME.get(char, char))
            places.append(n)
    return "".join(chars), places


class Alignment:
    """Which character of the truth each character of a reading is, None for those that belong to nothing.

    ``found`` is the share of the truth's letters that the reading holds.
    """

    def __init__(self, truth: str, reading: str) -> None:
        self._truth = truth
        self.to: list[int | None] = [None] * len(reading)
        self._a, self._at_a = squeeze(truth)
        self._b, self._at_b = squeeze(reading)
        self._hits = 0
        if self._a == self._b:
            self._take(0, 0, len(self._a))
        else:
            self._by_lines(truth)
        self.found = self._hits / max(1, len(self._a))

    def carried(self, start: int, end: int) -> tuple[int, int] | None:
        """A span of the reading as a span of the truth; None where nothing of it stands there."""
        inside = [place for place in self.to[start:end] if place is not None]
        if not inside:
            return None
        end = max(inside) + 1
        while end < len(self._truth) and combining(self._truth[end]):
            end += 1
        return min(inside), end

    def _take(self, a: int, b: int, size: int) -> None:
        for n in range(size):
            at = self._at_b[b + n]
            if self.to[at] is None:
                self.to[at] = self._at_a[a + n]
                self._hits += 1

    def _by_lines(self, truth: str) -> None:
        cursor = place = 0
        gaps: list[tuple[int, int, int]] = []
        for line in truth.split("\n"):
            size = len(squeeze(line)[0])
            piece = self._a[place : place + size]
            hit = self._b.find(piece, cursor) if piece else -1
            # A short line found far ahead is most often another one of the same words.
            if hit > cursor + _AHEAD and size < _LONG_LINE:
                hit = -1
            if hit < 0 and size >= _LONG_LINE:
                hit = self._b.find(piece)
            if hit >= 0:
                self._take(place, hit, size)
                cursor = hit + size
            elif piece:
                gaps.append((place, place + size, cursor))
            place += size
        for start, end, around in gaps:
            first = max(0, around - _BEHIND)
            window = self._b[first : around + 2 * (end - start) + _AHEAD]
            for match in SequenceMatcher(None, self._a[start:end], window, autojunk=False).get_matching_blocks():
                if match.size >= _SHORTEST_PIECE:
                    self._take(start + match.a, first + match.b, match.size)
