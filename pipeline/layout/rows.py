"""Rows of a page: pieces of text on one baseline, from left to right, cut where columns part.

pdfium gives characters in the order in which they were drawn, with blanks and line ends that it made up. LibreOffice draws the letters for which
it had to borrow another font after the line they stand in; Word and LibreOffice draw a table cell by cell. So only the geometry says
what is read after what, and the drawing order only where one cell ends and the next begins.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.layout.lines import ASCENT, DESCENT, Row
from pipeline.layout.words import Words

if TYPE_CHECKING:
    from pipeline.layout.glyphs import Glyphs, Piece

_SAME_ROW = 0.5  # share of the smaller height that two pieces of one row have in common
_BEHIND = 0.35  # share of the font size by which a piece may begin before the one ahead of it ends


def rows_of(glyphs: Glyphs, pieces: list[Piece], *, cut: bool = True) -> list[Row]:
    """The rows that ``pieces`` make, from top to bottom. Without ``cut`` every row is one line (a cell of a table)."""
    return [row for group in _groups(pieces) if (row := _row(glyphs, group, cut=cut)).lines]


def _groups(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces by row: those whose heights have half of the smaller one in common. The largest piece of a row stands for it."""
    groups: list[list[Piece]] = []
    bands: list[tuple[float, float, int]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        top, bottom = piece.base - ASCENT * piece.style.size, piece.base + DESCENT * piece.style.size
        best, share = -1, _SAME_ROW
        for i in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            other_top, other_bottom, _ = bands[i]
            common = min(bottom, other_bottom) - max(top, other_top)
            smaller = min(bottom - top, other_bottom - other_top)
            if smaller > 0 and common / smaller > share:
                best, share = i, common / smaller
        if best < 0:
            groups.append([piece])
            bands.append((top, bottom, piece.end - piece.start))
        else:
            groups[best].append(piece)
            if piece.end - piece.start > bands[best][2]:
                bands[best] = (top, bottom, piece.end - piece.start)
    order = sorted(range(len(groups)), key=lambda i: bands[i][0])
    return [groups[i] for i in order]


def _row(glyphs: Glyphs, pieces: list[Piece], *, cut: bool) -> Row:
    pieces.sort(key=lambda p: p.x0)
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.style.size] += piece.end - piece.start
    size = sizes.most_common(1)[0][0] or 1.0
    words = Words(glyphs, size)
    if all(q.x0 >= p.x1 - _BEHIND * size for p, q in pairwise(pieces)):
        words.drawn_in_order(pieces)
    else:
        words.drawn_crosswise(pieces)
    parts = _drawn_apart(pieces) if cut and len(pieces) > 1 else []
    return Row(words.lines(parts, cut=cut, base=_base(pieces, size)))


def _base(pieces: list[Piece], size: float) -> float:
    return next((p.base for p in pieces if p.style.size == size), pieces[0].base)


def _drawn_apart(pieces: list[Piece]) -> list[float]:
    """Where, from left to right, a stretch ends that was drawn in one go while other rows were drawn between it and the next."""
    strokes: list[list[float]] = []
    last = None
    for piece in sorted(pieces, key=lambda p: p.order):
        if last is not None and piece.order == last + 1:
            strokes[-1][0] = min(strokes[-1][0], piece.x0)
            strokes[-1][1] = max(strokes[-1][1], piece.x1)
        else:
            strokes.append([piece.x0, piece.x1])
        last = piece.order
    strokes.sort()
    ends, reach = [], strokes[0][1]
    for start, end in strokes[1:]:
        if start >= reach:
            ends.append((reach + start) / 2)
        reach = max(reach, end)
    return ends
