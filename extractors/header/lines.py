"""Lines of a Document as a reader of the page sees them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from core.document import Block, Document, Field
from core.spans import Span
from extractors.scan import plain_of

Column = Literal["left", "right"]


_SHOWN = 400
"""Characters of a line that show whether it is in capitals."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of one column, or several that are one (a motto broken at the edge of its cell).

    ``text`` is the slices of ``spans`` joined by a blank; ``key`` is its plain form (``extractors/scan.py``), as long as the text. ``gap``: a blank line stands before it;
    ``cell``: it stands in a table that is no layout table.
    """

    spans: tuple[Span, ...]
    text: str
    key: str
    block: int = -1
    column: Column | None = None
    align: str | None = None
    gap: bool = False
    cell: bool = False

    @property
    def caps(self) -> bool:
        """True where (nearly) all letters are capitals: OCR and abbreviations such as "GDĐT&ĐT" allow for one in eight."""
        letters = [c for c in self.text[:_SHOWN] if c.isalpha()]
        return len(letters) > 1 and sum(c.isupper() for c in letters) * 8 >= len(letters) * 7

    def part(self, start: int, end: int) -> Line:
        """Characters ``start`` to ``end`` of the line's text as a line of their own, without white space at the ends."""
        while start < end and (self.text[start].isspace() or self.text[start] == "|"):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] == "|"):
            end -= 1
        spans, at = [], 0
        for span in self.spans:
            a, z = max(start, at), min(end, at + len(span))
            if a < z:
                spans.append(Span(span.start + a - at, span.start + z - at))
            at += len(span) + 1
        return replace(self, spans=tuple(spans), text=self.text[start:end], key=self.key[start:end])

    def joined(self, other: Line) -> Line:
        """Both lines as one."""
        return replace(
            self,
            spans=self.spans + other.spans,
            text=f"{self.text} {other.text}",
            key=f"{self.key} {other.key}",
            column=self.column or other.column,
        )

    def field(self, value: str | None = None) -> Field:
        """The whole line as a header field."""
        return Field(self.text, self.spans, value)


def joined(lines: list[Line]) -> Line | None:
    """All lines as one, None for none."""
    if not lines:
        return None
    whole = lines[0]
    for line in lines[1:]:
        whole = whole.joined(line)
    return whole


# Web pages and notes carry the marks of Markdown; a rule drawn behind a line ("BAN TỔ CHỨC -------") is no part of it.
_FRONT = re.compile(r"[\s#*_`>|\\\u200b\ufeff]*")
_RULE = re.compile(r"[-_=~*.+&:|#\\\s…•·o0]*[-_=~*+&…|#\\][-_=~*.+&:|#\\\s…•·o0]*")


def is_rule(text: str) -> bool:
    """True for a drawn line, a row of hyphens, a star, dots: "-----", "*", "===&===", "-0-", "____o0o____"."""
    return len(text) <= 200 and _RULE.fullmatch(text) is not None


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of ``text[start:end]`` without white space, Markdown marks and drawn rules at the ends."""
    piece = text[start:end]
    front = _FRONT.match(piece)
    assert front is not None
    back = len(piece)
    while back > front.end():
        last = piece[back - 1]
        if last.isspace() or last in "*_`|\\\u200b\ufeff":
            back -= 1
            continue
        drawn = back
        while drawn > front.end() and piece[drawn - 1] in "-=~.":
            drawn -= 1
        if back - drawn < 3 or drawn == front.end() or not (piece[drawn - 1].isspace() or piece[drawn - 1] in "*_`|\\"):
            break
        back = drawn
    return start + front.end(), start + back


def leaf_blocks(document: Document) -> list[Block]:
    """Blocks that hold text themselves, page furniture left out; the whole text as one where the Document has none."""
    if not document.blocks:
        return [Block(-1, "paragraph", Span(0, len(document.text)))]
    parents = {block.parent for block in document.blocks}
    return [block for block in document.blocks if block.id not in parents and block.kind != "furniture" and len(block.span)]


class Page:
    """The lines of a Document from any place on, cut from its blocks as they are asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = leaf_blocks(document)
        self._starts = [block.span.start for block in self.blocks]
        self._cells = Counter(block.parent for block in document.blocks if block.kind == "cell")

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[Line]:
        """Lines that begin in ``text[start:end]``, in reading order; empty ones are left out."""
        end = len(self.document.text) if end is None else end
        last = start
        for i in range(max(0, bisect_right(self._starts, start) - 1), len(self.blocks)):
            block = self.blocks[i]
            if block.span.start >= end:
                return
            for line in self._of_block(block, max(start, block.span.start), last):
                if line.spans[0].start >= end:
                    return
                if line.spans[0].start >= start:
                    yield line
                last = line.spans[-1].end

    def _of_block(self, block: Block, start: int, last: int) -> Iterator[Line]:
        text = self.document.text
        at = text.rfind("\n", block.span.start, start) + 1 or block.span.start
        column, cell = self._place(block)
        while at < block.span.end:
            stop = text.find("\n", at, block.span.end)
            stop = block.span.end if stop < 0 else stop
            a, z = stripped(text, at, stop)
            if a < z or text[at:stop].strip():
                if a >= z:  # A line of marks alone is a rule: "*", "\*", "____".
                    a, z = at, stop
                    while text[a].isspace():
                        a += 1
                    while text[z - 1].isspace():
                        z -= 1
                gap = text.count("\n", last, a) > 1
                yield Line((Span(a, z),), text[a:z], plain_of(text[a:z]), block.id, column, block.align, gap, cell)
                last = z
            at = stop + 1

    def _place(self, block: Block) -> tuple[Column | None, bool]:
        """Its column, and whether it stands in a table of figures; a row of two cells is a layout table that a reader kept as a table."""
        node: Block | None = block
        while node is not None and node.kind != "cell":
            node = self.document.blocks[node.parent] if node.parent is not None else None
        if block.column or node is None:
            return block.column, False
        if self._cells[node.parent] == 2:
            return "left" if node.col == 0 else "right", False
        return None, True

    def bold(self, line: Line) -> bool | None:
        """True where most letters of the line are bold, None where the file tells no fonts."""
        runs = self.document.runs
        if not any(run.font or run.size or run.bold for run in runs[:200]):
            return None
        bold = size = 0
        for span in line.spans:
            i = max(0, bisect_right(runs, span.start, key=lambda run: run.span.start) - 1)
            while i < len(runs) and runs[i].span.start < span.end:
                covered = min(span.end, runs[i].span.end) - max(span.start, runs[i].span.start)
                if runs[i].origin != "added" and covered > 0:
                    size += covered
                    bold += covered if runs[i].bold else 0
                i += 1
        return bold * 2 > size
