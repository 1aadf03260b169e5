"""Passages: what is searched and shown. Runs of neighbouring blocks of 60-150 words under one heading, never over a heading.

A heading opens the passage of what it heads. Table rows stay whole. A longer paragraph is cut between its sentences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from core.document import Block, Document
from core.spans import Span

VERSION = "1"
"""Raised whenever the same Document would give other passages: an engine built with another version is built again."""

_FEW, _MANY = 60, 150
_ROW_WORDS = 400
"""A row beyond this is a page set in cells, not a row: its cells are taken one by one."""
_PIECE = 1600
"""Characters of a piece where a text has neither sentences nor blanks; 150 Vietnamese words have about 700."""


class Cut(Struct, frozen=True):
    """Where a passage stands: its span, the headings above it (outermost first), its page."""

    span: Span
    headings: tuple[Span, ...] = ()
    page: int | None = None


class _Unit(Struct):
    """What is never cut further: a block, a row, some sentences."""

    span: Span
    words: int
    heading: bool = False


def passages(document: Document) -> Iterator[Cut]:
    """The passages of a Document in the order of its text. Linear; every character outside furniture and gaps lies in one."""
    above: list[tuple[int | None, Span]] = []
    current: list[_Unit] = []
    words = 0
    for block, unit in _units(document):
        full = words + unit.words > _MANY and (words >= _FEW or words + unit.words > 2 * _MANY)
        if current and (full or (unit.heading and not current[-1].heading)):
            yield _cut(document, current, above)
            current, words = [], 0
        if unit.heading:
            above = [*_still_above(above, block.level), (block.level, block.span)]
        current.append(unit)
        words += unit.words
    if current:
        yield _cut(document, current, above)


class Headings:
    """The headings above a place: built once a Document, asked by offset."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._above: list[tuple[Span, ...]] = []
        above: list[tuple[int | None, Span]] = []
        for block in document.blocks:
            if block.kind == "heading":
                above = [*_still_above(above, block.level), (block.level, block.span)]
                self._starts.append(block.span.start)
                self._above.append(tuple(span for _, span in above))

    def at(self, offset: int) -> tuple[Span, ...]:
        """Headings above ``offset``, outermost first; a heading stands above its own words too."""
        i = bisect_left(self._starts, offset + 1) - 1
        return self._above[i] if i >= 0 else ()


def _still_above(above: list[tuple[int | None, Span]], level: int | None) -> list[tuple[int | None, Span]]:
    """What a heading of this level leaves standing: those of a smaller level. One without a level (a line in capitals) stands alone."""
    if level is None:
        return []
    return [(known, span) for known, span in above if known is not None and known < level]


def _cut(document: Document, units: list[_Unit], above: list[tuple[int | None, Span]]) -> Cut:
    start, end = units[0].span.start, units[-1].span.end
    span = Span(start, start + len(document.text[start:end].rstrip()))
    return Cut(span, tuple(heading for _, heading in above), document.page_at(units[0].span.start))


def _units(document: Document) -> Iterator[tuple[Block, _Unit]]:
    text, blocks = document.text, document.blocks
    if not blocks and text.strip():
        for unit in _lines(text):
            yield Block(0, "paragraph", unit.span), unit
    parents = {block.parent for block in blocks}
    starts = [sentence.span.start for sentence in document.sentences]
    done = 0
    for block in blocks:
        if block.span.start < done or block.kind == "furniture" or not text[block.span.start : block.span.end].strip():
            continue
        words = _words(text, block.span)
        if block.kind == "row" and words <= _ROW_WORDS and len(block.span) <= 2 * _PIECE:
            done = block.span.end
            yield block, _Unit(block.span, words)
        elif block.id not in parents:
            if block.kind == "heading" and words <= _MANY:
                yield block, _Unit(block.span, words, heading=True)
            else:
                for unit in _sentences(document, block, words, starts):
                    yield block, unit


def _sentences(document: Document, block: Block, words: int, starts: list[int]) -> Iterator[_Unit]:
    """A block whole, or where it is long, runs of its sentences of up to 150 words."""
    if words <= _MANY + _FEW:
        yield from _bounded(document.text, block.span)
        return
    text = document.text
    start, size = block.span.start, 0
    i = bisect_left(starts, start + 1)
    while i < len(starts) and starts[i] < block.span.end:
        sentence = _words(text, Span(max(start, starts[i - 1]) if i else start, starts[i]))
        if size + sentence > _MANY and size >= _FEW:
            at = starts[i - 1]
            if at > start:
                yield from _bounded(text, Span(start, at))
                start, size = at, 0
        size += sentence
        i += 1
    yield from _bounded(text, Span(start, block.span.end))


def _bounded(text: str, span: Span) -> Iterator[_Unit]:
    """A stretch without any sentence end is cut at blanks, and where it has none, anywhere."""
    start = span.start
    while span.end - start > 2 * _PIECE:
        at = text.rfind(" ", start + _PIECE // 2, start + _PIECE)
        at = at + 1 if at > 0 else start + _PIECE
        yield _Unit(Span(start, at), _words(text, Span(start, at)))
        start = at
    yield _Unit(Span(start, span.end), _words(text, Span(start, span.end)))


def _lines(text: str) -> Iterator[_Unit]:
    """Without blocks each line is one."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        if line.strip():
            yield from _bounded(text, Span(start, end))
        start += len(line)


def _words(text: str, span: Span) -> int:
    """Blanks and one; where there are hardly any, ten characters count as a word, so that nothing grows without bound."""
    return max(text.count(" ", span.start, span.end) + text.count("\t", span.start, span.end) + 1, len(span) // 10)
