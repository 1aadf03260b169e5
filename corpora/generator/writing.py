"""Where the words of a block go: pieces, offsets, marks, and which figure stands where."""

from __future__ import annotations

from typing import Any

from corpora.generator.values import Printed


class Mark:
    """An annotation while its document is being written; ``attributes`` as in ``.vk``."""

    __slots__ = ("attributes", "end", "kind", "printed", "start")

    def __init__(self, kind: str, start: int, end: int, attributes: dict[str, str], printed: Printed | None = None) -> None:
        self.kind, self.start, self.end, self.attributes, self.printed = kind, start, end, attributes, printed


class Writer:
    """The text of one block as it grows."""

    __slots__ = ("marks", "open_marks", "parts", "period", "size")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.marks: list[Mark] = []
        self.open_marks: list[Mark] = []
        self.period = ""

    def add(self, text: str) -> None:
        """Append plain text."""
        self.parts.append(text)
        self.size += len(text)

    def add_marked(self, kind: str, text: str, attributes: dict[str, str], printed: Printed | None = None) -> Mark:
        """Append text that is one annotation."""
        start = self.size
        self.parts.append(text)
        self.size = start + len(text)
        mark = Mark(kind, start, self.size, attributes, printed)
        self.marks.append(mark)
        return mark

    def ends_blank(self) -> bool:
        """Whether the text ends with a blank."""
        return bool(self.parts) and self.parts[-1][-1:] == " "

    def begins_sentence(self) -> bool:
        """Whether the next word is the first of a sentence."""
        before = "".join(self.parts[-3:]).rstrip()
        return not before or before[-1] in ".!?…"

    def cut(self, count: int) -> None:
        """Take the last characters of the last piece away."""
        self.parts[-1] = self.parts[-1][:-count]
        self.size -= count

    def begin(self, kind: str, attributes: dict[str, str]) -> None:
        """Open an annotation."""
        mark = Mark(kind, self.size, self.size, attributes)
        self.marks.append(mark)
        self.open_marks.append(mark)

    def finish(self) -> None:
        """Close the annotation opened last."""
        self.open_marks.pop().end = self.size

    def text(self) -> str:
        """The block's text."""
        return "".join(self.parts)


class Line:
    """A block of the document: ``kind`` heading, paragraph, bullet, number, letter, article, table row or plain vk directive."""

    __slots__ = ("address", "align", "cells", "entry", "kind", "level", "marks", "options", "role", "text")

    def __init__(self, kind: str, text: str, marks: list[Mark], entry: str, level: int = 0) -> None:
        self.kind, self.text, self.marks, self.entry, self.level = kind, text, marks, entry, level
        self.address = self.align = self.role = ""
        self.cells: list[list[str]] = []
        self.options: dict[str, Any] = {}
