"""What a check says of a source, and how it points to the place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from corpora.vk.document import Block, Marked, Part, Source


class Finding(Struct, frozen=True):
    """An ``error`` must be mended; a ``hint`` shows something that looks forgotten. ``line`` is 0 for the head."""

    level: Literal["error", "hint"]
    line: int
    message: str


class Place(Struct, frozen=True):
    """A marked text of a source: the abstract (line 0), a paragraph or heading, a cell."""

    line: int
    content: Marked
    block: Block | None
    part: Part


def places(source: Source) -> Iterator[Place]:
    """All marked texts in reading order; page chrome is in no truth."""
    for part in source.parts:
        yield Place(0, part.abstract, None, part)
        for block in part.blocks:
            if block.kind in ("paragraph", "heading"):
                yield Place(block.line, block.content, block, part)
            for row in block.rows:
                for cell in row:
                    yield Place(block.line, cell.content, block, part)
            for key in ("caption", "unit"):
                if key in block.options:
                    yield Place(block.line, Marked(block.options[key]), block, part)


def whole_text(source: Source) -> str:
    """All marked texts, a line each: what a quote is looked up in."""
    return "\n".join(place.content.text for place in places(source))
