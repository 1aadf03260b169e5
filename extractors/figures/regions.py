"""The pieces of a Document in which figures are looked for: leaf blocks, or lines where a text has no blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from core.document import Block, Document
from core.spans import Span


class Region(NamedTuple):
    """One leaf block: where it stands, what it is, and its sentences."""

    start: int
    end: int
    block: Block | None
    sentences: tuple[Span, ...]


def regions(document: Document) -> Iterator[Region]:
    """Leaf blocks in text order; page furniture is left out."""
    if not document.blocks:
        yield from _lines(document.text)
        return
    parents = {block.parent for block in document.blocks}
    starts = [sentence.span.start for sentence in document.sentences]
    for block in document.blocks:
        if block.id in parents or block.kind in ("furniture", "table", "row") or not len(block.span):
            continue
        i = bisect_left(starts, block.span.start)
        inside: list[Span] = []
        while i < len(starts) and starts[i] < block.span.end:
            inside.append(document.sentences[i].span)
            i += 1
        yield Region(block.span.start, block.span.end, block, tuple(inside) or (block.span,))


def _lines(text: str) -> Iterator[Region]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield Region(start, end, None, (Span(start, end),))
        start = end + 1
