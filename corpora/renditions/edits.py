"""Changes of a marked text on its way to the page: pieces taken out or replaced, the marks and the way back to the source kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from corpora.vk.document import Mark, Marked


class Piece(Struct, frozen=True, gc=False):
    """A stretch of the source's text that stands unchanged in the line, from ``at`` on."""

    start: int
    end: int
    at: int


class Edit(Struct, frozen=True):
    """Replace ``start`` to ``end`` of the source's text."""

    start: int
    end: int
    text: str = ""


def edited(content: Marked, edits: Sequence[Edit]) -> tuple[Marked, tuple[Piece, ...]]:
    """The text after the edits (in order, without overlap), the marks that still cover something, the pieces left."""
    out: list[str] = []
    pieces: list[Piece] = []
    size = last = 0
    for edit in (*edits, Edit(len(content.text), len(content.text))):
        if edit.start > last:
            pieces.append(Piece(last, edit.start, size))
            out.append(content.text[last : edit.start])
            size += edit.start - last
        out.append(edit.text)
        size += len(edit.text)
        last = edit.end
    marks = []
    for mark in content.marks:
        span = carried(pieces, mark.start, mark.end)
        if span is not None:
            marks.append(Mark(mark.kind, *span, mark.attributes))
    return Marked("".join(out), tuple(marks)), tuple(pieces)


def carried(pieces: Iterable[Piece], start: int, end: int) -> tuple[int, int] | None:
    """Where the stretch of the source's text stands in the line; None where nothing of it does."""
    found = [
        (piece.at + max(start, piece.start) - piece.start, piece.at + min(end, piece.end) - piece.start)
        for piece in pieces
        if piece.start < end and start < piece.end
    ]
    return (found[0][0], found[-1][1]) if found else None


class Note(Struct, frozen=True):
    """A footnote taken out of its paragraph: its text, where it stood in the source, where the call stands in the line."""

    content: Marked
    pieces: tuple[Piece, ...]
    call: int


def without_notes(content: Marked) -> tuple[Marked, tuple[Piece, ...], list[Note]]:
    """The text without its footnotes, and these."""
    spots = [mark for mark in content.marks if mark.kind == "fn"]
    if not spots:
        return content, (Piece(0, len(content.text), 0),), []
    inside = [mark for mark in content.marks if mark.kind != "fn" and any(s.start <= mark.start and mark.end <= s.end for s in spots)]
    outside = tuple(mark for mark in content.marks if mark.kind != "fn" and mark not in inside)
    main, pieces = edited(Marked(content.text, outside), [Edit(spot.start, spot.end) for spot in spots])
    notes = []
    for spot in spots:
        own = tuple(
            Mark(mark.kind, mark.start - spot.start, mark.end - spot.start, mark.attributes)
            for mark in inside
            if spot.start <= mark.start and mark.end <= spot.end
        )
        taken = sum(min(spot.start, s.end) - s.start for s in spots if s.start < spot.start)
        notes.append(
            Note(Marked(content.text[spot.start : spot.end], own), (Piece(spot.start, spot.end, 0),), _outside(main, spot.start - taken))
        )
    return main, pieces, notes


def _outside(main: Marked, call: int) -> int:
    """The call of a note behind the marks that stand around it, so that a marked text stays whole."""
    around = [mark.end for mark in main.marks if mark.start < call < mark.end]
    return max(around, default=call)
