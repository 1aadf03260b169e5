"""The characters of a page with their places and styles, taken from pdfium in bulk."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from pypdfium2 import raw

from pipeline.layout.frames import Frame, quarter
from pipeline.layout.pdfium import fonts_and_modes

if TYPE_CHECKING:
    from pipeline.layout.pdfium import TextPage

SHOWN = {
    "\u00ad": "-",
    "\uf02d": "-",
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
    "\uf0e0": "→",
}
"""What a reader sees where the file has something else: a soft hyphen that is drawn, bullets of the fonts Symbol and Wingdings."""

_BOLD = re.compile(r"bold|black|heavy|demi(?!l)", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BLANK = re.compile(r" ")
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_STROKED_TOO = 2  # fill and stroke: how Word fakes bold where the font has none


@dataclass(frozen=True, slots=True)
class Style:
    """Font as the file names it (without the subset's prefix), its size as shown, in points."""

    font: str
    size: float
    bold: bool
    italic: bool


@dataclass(slots=True)
class Piece:
    """Characters ``start`` to ``end`` of one text object: one style, one baseline (from the page's top). Blanks at its ends are left out,
    ``first`` and ``last`` count them in.
    """

    order: int
    start: int
    end: int
    first: int
    last: int
    style: Style
    base: float
    x0: float
    x1: float


@dataclass(slots=True)
class Glyphs:
    """Text of one direction on a page. ``chars``, ``left``, ``right``, ``styles`` go by pdfium's character index."""

    number: int
    frame: Frame
    chars: str
    left: MutableSequence[float]
    right: MutableSequence[float]
    styles: list[Style | None]
    ink: bool = False
    """True where ``left`` and ``right`` are those of the ink, for want of the letters' own widths."""
    pieces: list[Piece] = field(default_factory=list)


def read_glyphs(page: TextPage, number: int) -> list[Glyphs]:
    """The text of a page, by direction, the main one first; none where it has no text layer.

    ``number`` counts from 1. Slanted text (watermarks) and text outside the visible area are left out.
    """
    if page.count <= 0:
        return []
    chars = page.characters()
    found = _objects(page, chars)
    turns: Counter[int] = Counter()
    for item in found:
        turns[item.turn] += item.end - item.start
    boxes: dict[bool, Sequence[float]] = {}
    groups = []
    for turn, _ in turns.most_common():
        upright = turn == 0
        if upright not in boxes:
            boxes[upright] = page.loose_boxes() if upright else page.tight_boxes()
        frame = visible(page).turned(turn)
        left, right = frame.extents(boxes[upright])
        glyphs = Glyphs(number, frame, chars, left, right, [None] * len(chars), ink=not upright)
        for item in found:
            if item.turn == turn:
                _put(glyphs, item)
        if glyphs.pieces:
            groups.append(glyphs)
    return groups


def visible(page: TextPage) -> Frame:
    """The area of a page that is shown, as it is shown."""
    area = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page.page, area):
        return Frame(0, 0.0, 0.0, page.page.get_width(), page.page.get_height())
    return Frame(raw.FPDFPage_GetRotation(page.page) % 4, area.left, area.bottom, area.right, area.top)


class _Found(NamedTuple):
    """A text object: its characters without and with the blanks at its ends, quarter turns, style, origin of its first letter."""

    start: int
    end: int
    first: int
    last: int
    turn: int
    style: Style
    origin: tuple[float, float]


def _put(glyphs: Glyphs, item: _Found) -> None:
    """Adds an object as a piece if any of it lies on the page."""
    left, right, frame, style = glyphs.left, glyphs.right, glyphs.frame, item.style
    base = frame.point(*item.origin)[1]
    x0, x1 = min(left[item.start], left[item.end - 1]), max(right[item.start], right[item.end - 1])
    if x1 < 0 or x0 > frame.width or base < 0 or base > frame.height + style.size:
        return
    glyphs.styles[item.first : item.last] = [style] * (item.last - item.first)
    for i in _BLANK.finditer(glyphs.chars, item.start, item.end):
        at = i.start()
        # pdfium swallows a blank of the file behind a borrowed letter and puts its own there, without a width.
        if right[at] <= left[at] and 0.1 * style.size < left[at + 1] - left[at] < 0.45 * style.size:
            right[at] = left[at + 1]
    glyphs.pieces.append(Piece(len(glyphs.pieces), item.start, item.end, item.first, item.last, style, base, x0, x1))


def _objects(page: TextPage, chars: str) -> list[_Found]:
    """The text objects that show something, text at a slant left out."""
    ranges: list[tuple[int, int, int, int]] = []
    addresses: list[int] = []
    end = 0
    for address, group in groupby(page.objects()):
        start, end = end, end + sum(1 for _ in group)
        if address is None:
            continue
        first, last = start, end
        while first < last and chars[first].isspace():
            first += 1
        while last > first and chars[last - 1].isspace():
            last -= 1
        if first < last:
            ranges.append((first, last, start, end))
            addresses.append(address)
    found: list[_Found] = []
    fonts: dict[int, _Font] = {}
    styles: dict[tuple[int, float, bool, bool], Style] = {}
    looks = page.looks([item[0] for item in ranges])
    for item, look, (font, mode) in zip(ranges, looks, fonts_and_modes(addresses), strict=True):
        turn = quarter(look.a, look.b)
        if turn is None:
            continue
        size = round(look.size * hypot(look.c, look.d), 1)
        skewed = look.d != 0 and 0.15 < look.c / look.d < 0.6
        key = (font, size, mode == _STROKED_TOO, skewed)
        if key not in styles:
            if font not in fonts:
                fonts[font] = _font(font)
            name, bold, italic = fonts[font]
            styles[key] = Style(name, size, bold or mode == _STROKED_TOO, italic or skewed)
        found.append(_Found(*item, turn, styles[key], (look.x, look.y)))
    return found


class _Font(NamedTuple):
    name: str
    bold: bool
    italic: bool


def _font(address: int) -> _Font:
    """Name and looks of a font: from the name where it says so, else from the font's flags."""
    if not address:
        return _Font("", bold=False, italic=False)
    font = ctypes.cast(address, raw.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    flags = max(0, raw.FPDFFont_GetFlags(font))
    return _Font(name, bool(_BOLD.search(name)) or bool(flags & _BOLD_FLAG), bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG))
