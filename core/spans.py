"""Offsets: where something stands in a Document's text, on a page, and in the file it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from msgspec import Struct


class Span(Struct, frozen=True, order=True, gc=False):
    """Half-open range of code points in ``Document.text``.

    ``gc=False`` here and below: whole numbers make no cycles, and a long text has a million of these.
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return min(self.end, other.end) > max(self.start, other.start)

    def contains(self, other: Span) -> bool:
        """True when ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same range, ``by`` characters further on."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The characters of ``text`` that it stands for."""
        return text[self.start : self.end]


class Box(Struct, frozen=True, gc=False):
    """Rectangle on a page (from 1) in points, origin at the top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class OffsetMap(Struct, frozen=True, gc=False):
    """Breakpoints between offsets of a text and of its raw form.

    Between two breakpoints the segment is either as long on both sides (slope 1) or one indivisible cluster, such as
    a decomposed letter: offsets inside a cluster round outward. A segment that is empty on one side was left out or added.
    """

    text: tuple[int, ...]
    raw: tuple[int, ...]

    def raw_start(self, offset: int) -> int:
        """Raw offset at which the character at ``offset`` begins."""
        i = bisect_right(self.text, offset) - 1
        if i >= len(self.text) - 1:
            return self.raw[-1]
        return self._inside(i, offset, self.raw[i])

    def raw_end(self, offset: int) -> int:
        """Raw offset at which the character before ``offset`` ends."""
        i = bisect_left(self.text, offset)
        if i < len(self.text) and self.text[i] == offset:
            return self.raw[i]
        if i >= len(self.text):
            return self.raw[-1]
        return self._inside(i - 1, offset, self.raw[i])

    def _inside(self, i: int, offset: int, otherwise: int) -> int:
        size, raw_size = self.text[i + 1] - self.text[i], self.raw[i + 1] - self.raw[i]
        return self.raw[i] + offset - self.text[i] if size == raw_size else otherwise

    @classmethod
    def identity(cls, size: int) -> OffsetMap:
        """The map of a text that is its own raw form."""
        return cls((0, size), (0, size))
