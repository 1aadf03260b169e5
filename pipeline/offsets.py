"""Offset maps: how a normalised or shortened text leads back to the characters it was made from."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from unicodedata import category, is_normalized, normalize

from core.spans import OffsetMap

# Hangul vowels and finals compose with what stands before them although they are no marks.
_JAMO = ((0x1160, 0x11FF), (0xD7B0, 0xD7FB))


@lru_cache(maxsize=1)
def _mark_class() -> str:
    """The character class of all that can belong to the cluster before it: marks, Hangul vowels and finals.

    Built from ``unicodedata`` (20 ms), so it is the same Unicode version as NFC itself, and only when some text is not NFC.
    """
    marks = [c for c in range(0x300, sys.maxunicode + 1 if sys.maxunicode < 0x30000 else 0x20000) if category(chr(c))[0] == "M"]
    ranges = [*_JAMO, (0xE0100, 0xE01EF)]
    start = previous = marks[0]
    for code in marks[1:]:
        if code != previous + 1:
            ranges.append((start, previous))
            start = code
        previous = code
    ranges.append((start, previous))
    return "".join(f"{chr(a)}-{chr(b)}" if b > a else chr(a) for a, b in sorted(ranges))


@lru_cache(maxsize=1)
def _cluster() -> re.Pattern[str]:
    marks = _mark_class()
    return re.compile(f"[^{marks}][{marks}]+|^[{marks}]+", re.DOTALL)


@lru_cache(maxsize=1)
def _head() -> re.Pattern[str]:
    return re.compile(f"[{_mark_class()}]*")


def leading_marks(text: str) -> int:
    """How many characters at the start of ``text`` belong to the cluster before it; 0 for nearly every text."""
    if not text or text[0] < "\u0300":
        return 0
    found = _head().match(text)
    return found.end() if found else 0


class MapBuilder:
    """Breakpoints put one after the other; stretches that only move on together are joined."""

    def __init__(self) -> None:
        self.text = [0]
        self.raw = [0]
        self._straight = False

    def same(self, size: int) -> None:
        """``size`` characters that are the same on both sides."""
        if not size:
            return
        if self._straight:
            self.text[-1] += size
            self.raw[-1] += size
        else:
            self._put(size, size)
            self._straight = True

    def cluster(self, text: int, raw: int) -> None:
        """``raw`` characters that are ``text`` characters together, and cannot be cut."""
        if text or raw:
            self._put(text, raw)
            self._straight = False

    def extend(self, other: OffsetMap) -> None:
        """All of another map, behind what is here."""
        for i in range(len(other.text) - 1):
            text, raw = other.text[i + 1] - other.text[i], other.raw[i + 1] - other.raw[i]
            if text == raw:
                self.same(text)
            else:
                self.cluster(text, raw)

    def _put(self, text: int, raw: int) -> None:
        self.text.append(self.text[-1] + text)
        self.raw.append(self.raw[-1] + raw)

    def done(self) -> OffsetMap:
        """The map."""
        if len(self.text) == 1:
            return OffsetMap.identity(0)
        return OffsetMap(tuple(self.text), tuple(self.raw))


def normalised(raw: str) -> tuple[str, OffsetMap]:
    """``raw`` in NFC, and the map back. Text that is NFC already (nearly all) costs one quick check."""
    if raw.isascii() or is_normalized("NFC", raw):
        return raw, OffsetMap.identity(len(raw))
    builder, parts, done = MapBuilder(), [], 0
    for found in _cluster().finditer(raw):
        parts.append(_plain(raw[done : found.start()], builder))
        parts.append(_indivisible(found[0], builder))
        done = found.end()
    parts.append(_plain(raw[done:], builder))
    return "".join(parts), builder.done()


def _plain(stretch: str, builder: MapBuilder) -> str:
    """Characters without marks; a few of them (Kelvin, Ångström, CJK compatibility) are other letters in NFC."""
    if is_normalized("NFC", stretch):
        builder.same(len(stretch))
        return stretch
    return "".join(_indivisible(char, builder) for char in stretch)


def _indivisible(cluster: str, builder: MapBuilder) -> str:
    text = normalize("NFC", cluster)
    if len(text) == len(cluster):
        builder.same(len(text))
    else:
        builder.cluster(len(text), len(cluster))
    return text


def cut(whole: OffsetMap, start: int, end: int, raw_start: int, raw_end: int) -> OffsetMap:
    """The map of a part: text ``start``-``end`` and raw characters ``raw_start``-``raw_end``, counted from the part's beginning."""
    inside = [
        (t - start, r - raw_start)
        for t, r in zip(whole.text, whole.raw, strict=True)
        if start <= t <= end and raw_start <= r <= raw_end and (t, r) not in ((start, raw_start), (end, raw_end))
    ]
    points = [(0, 0), *inside, (end - start, raw_end - raw_start)]
    return OffsetMap(tuple(t for t, _ in points), tuple(r for _, r in points))


def composed(upper: OffsetMap, lower: OffsetMap) -> OffsetMap:
    """From the text of ``upper`` to the raw form of ``lower``, where the raw form of ``upper`` is the text of ``lower``.

    Linear in the breakpoints of both. A cluster of one side that the other would cut stays whole.
    """
    if len(upper.text) == 2 and upper.text == upper.raw:
        return lower
    if len(lower.text) == 2 and lower.text == lower.raw:
        return upper
    text, raw = [0], [0]
    i = j = 0
    while i < len(upper.text) - 1 or j < len(lower.text) - 1:
        upper_end = upper.raw[i + 1] if i < len(upper.text) - 1 else upper.raw[-1]
        lower_end = lower.text[j + 1] if j < len(lower.text) - 1 else lower.text[-1]
        if j < len(lower.text) - 1 and lower_end <= upper_end and _reaches(upper, i, lower_end):
            text.append(_along(upper, i, lower_end))
            raw.append(lower.raw[j + 1])
            j += 1
            i += i < len(upper.text) - 1 and upper_end == lower_end
        elif j < len(lower.text) - 1 and lower_end <= upper_end:
            j += 1
        elif j < len(lower.text) - 1 and not _straight(lower, j) and upper_end < lower_end:
            i += 1
        else:
            text.append(upper.text[i + 1])
            raw.append(lower.raw[j] + upper_end - lower.text[j])
            i += 1
    return OffsetMap(tuple(text), tuple(raw))


def _straight(of: OffsetMap, i: int) -> bool:
    return of.text[i + 1] - of.text[i] == of.raw[i + 1] - of.raw[i]


def _reaches(upper: OffsetMap, i: int, at: int) -> bool:
    return i >= len(upper.text) - 1 or _straight(upper, i) or at in (upper.raw[i], upper.raw[i + 1])


def _along(upper: OffsetMap, i: int, at: int) -> int:
    if i >= len(upper.text) - 1:
        return upper.text[-1]
    return upper.text[i + 1] if at == upper.raw[i + 1] else upper.text[i] + at - upper.raw[i]
