"""The text of a page while it is put together: lines and set words one after the other, with the place of each."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from corpora.renditions.edits import Piece
from corpora.renditions.grid import GridCell, rows_of
from corpora.renditions.lines import Line
from corpora.vk.document import Marked

UNPRINTED = ("part", "page", "landscape", "portrait")


class Stretch(Struct, frozen=True):
    """A marked text at its place: of a line or of one of its cells. ``at`` has the place of each character, and of the end."""

    line: Line
    cell: GridCell | None
    content: Marked
    pieces: tuple[Piece, ...]
    at: range | tuple[int, ...]

    @property
    def whole(self) -> tuple[int, int]:
        """Where it stands."""
        return self.span(0, len(self.content.text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the line as offsets of the text."""
        return (self.at[start], self.at[end - 1] + 1) if end > start else (self.at[start], self.at[start])


class PageText:
    """Collects the text."""

    def __init__(self) -> None:
        self.size = 0
        self.stretches: list[Stretch] = []
        self._out: list[str] = []

    @property
    def text(self) -> str:
        """What was collected."""
        return "".join(self._out)

    def put(self, text: str) -> None:
        """Words that are in no truth."""
        self._out.append(text)
        self.size += len(text)

    def rewrite(self, text: str) -> None:
        """Another text of the same length in place of what was collected."""
        if len(text) != self.size:
            raise ValueError("a rewritten text keeps its length")
        self._out = [text]

    def line(self, line: Line, *, calls: bool = False) -> None:
        """One line without its end; with ``calls``, footnotes are called as [1]."""
        if line.kind != "table":
            self._marked(line, None, line.content, line.pieces, line.calls if calls else ())
            return
        for n, row in enumerate(rows_of(line.cells)):
            self.put("\n" if n else "")
            for k, cell in enumerate(row):
                self.put("\t" if k else "")
                if cell is not None:
                    self._marked(line, cell, cell.content, cell.pieces, cell.calls if calls else ())

    def _marked(
        self, line: Line, cell: GridCell | None, content: Marked, pieces: tuple[Piece, ...], calls: tuple[tuple[int, int], ...]
    ) -> None:
        start, last = self.size, 0
        at: list[int] = []
        for offset, number in calls:
            at += range(self.size, self.size + offset - last)
            self.put(content.text[last:offset])
            self.put(f"[{number}]")
            last = offset
        at += range(self.size, self.size + len(content.text) - last + 1)
        self.put(content.text[last:])
        self.stretches.append(Stretch(line, cell, content, pieces, tuple(at) if calls else range(start, self.size + 1)))


def reading_text(lines: Iterable[Line]) -> PageText:
    """The text that a careful reader reads: every line but the page's chrome."""
    page = PageText()
    for line in lines:
        if line.kind not in UNPRINTED and line.kind != "chrome":
            page.put("\n" if page.size else "")
            page.line(line)
    return page
