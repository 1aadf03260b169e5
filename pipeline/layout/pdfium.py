"""pdfium for our purpose: opening a file with our errors, and bulk calls for each character of a page.

pypdfium2's own wrappers check and convert every argument, which costs several microseconds a call. Here the same functions take plain
addresses and are driven by ``map``, so that no Python loop runs over the characters: 0.35 microseconds a character and call.
"""

from __future__ import annotations

import ctypes
import re
import sys
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from core.errors import DamagedFile, PasswordNeeded

if TYPE_CHECKING:
    from collections.abc import Callable

_NOT_READ = re.compile("[\x00\x02\ufffe]")
_MARKED = {0: "\ufffd", 2: "-", 0xFFFE: "-"}
# Last error codes of fpdfview.h.
_PASSWORD, _SECURITY = 4, 5
_WHY = {1: "?", 2: "file", 3: "format", 6: "page"}
_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
# Searched for at the end of the data only, as readers do; bytes may follow it.
_TAIL = 2048


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The C function with arguments of our own types; the one of pypdfium2 keeps its own."""
    original = getattr(raw, name)
    function: Callable[..., Any] = type(original)(ctypes.cast(original, ctypes.c_void_p).value)
    function.argtypes = arguments  # type: ignore[attr-defined]
    function.restype = result  # type: ignore[attr-defined]
    return function


_TEXT = _function("FPDFText_GetText", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
_UNICODE = _function("FPDFText_GetUnicode", ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_OBJECT = _function("FPDFText_GetTextObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_LOOSE = _function("FPDFText_GetLooseCharBox", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_TIGHT = _function("FPDFText_GetCharBox", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 4)
_ORIGIN = _function("FPDFText_GetCharOrigin", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_MATRIX = _function("FPDFText_GetMatrix", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_SIZE = _function("FPDFText_GetFontSize", ctypes.c_double, ctypes.c_void_p, ctypes.c_int)
_DRAWN = _function("FPDFPage_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_KIND = _function("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)
_FONT = _function("FPDFTextObj_GetFont", ctypes.c_void_p, ctypes.c_void_p)
_MODE = _function("FPDFTextObj_GetTextRenderMode", ctypes.c_int, ctypes.c_void_p)


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document of a file's bytes, closed at the end. Raises PasswordNeeded or DamagedFile."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = raw.FPDF_GetLastError()
        if code in (_PASSWORD, _SECURITY):
            raise PasswordNeeded from error
        raise DamagedFile(detail=f"pdfium: {_WHY.get(code, code)}") from error
    try:
        if not len(document):
            raise DamagedFile(detail="0 pages")
        yield document
    finally:
        document.close()


def is_whole(data: bytes) -> bool:
    """True where the end mark of a PDF stands at the end of the data: without it the file was cut, however much pdfium still reads."""
    return b"%%EOF" in data[-_TAIL:]


class Look(NamedTuple):
    """How a character is drawn: a, b, c, d of the matrix that turns and scales it, where the pen stood on its baseline, the font's nominal size."""

    a: float
    b: float
    c: float
    d: float
    x: float
    y: float
    size: float


class TextPage:
    """One loaded page with its text, by character index. Coordinates are points of the page's own space, y upwards."""

    def __init__(self, document: pypdfium2.PdfDocument, index: int) -> None:
        """Loads page ``index`` (from 0); pypdfium2.PdfiumError where pdfium cannot."""
        self.page = document[index]
        try:
            self.text = self.page.get_textpage()
        except BaseException:
            self.page.close()
            raise
        self.count: int = raw.FPDFText_CountChars(self.text)
        self.handle: int = ctypes.cast(self.text.raw, ctypes.c_void_p).value or 0

    def close(self) -> None:
        """Gives the memory back."""
        self.text.close()
        self.page.close()

    def characters(self) -> str:
        """One code point for each character index. The marks that pdfium puts for a hyphen at a line's end are hyphens again."""
        units = array("H", bytes(2 * self.count + 2))
        written = _TEXT(self.handle, 0, self.count, units.buffer_info()[0])
        text = units[:-1].tobytes().decode(_UTF16, "replace")
        if written != self.count + 1 or len(text) != self.count or "\ufffd" in text:
            # Glyphs without a meaning are left out there, and letters beyond 16 bits are two: one call a character, five times as slow.
            codes = map(_UNICODE, repeat(self.handle, self.count), range(self.count))
            text = "".join(map(_character, codes))
        return text.translate(_MARKED) if _NOT_READ.search(text) else text

    def objects(self) -> list[int | None]:
        """Address of the text object of each character, None for what pdfium made up."""
        return list(map(_OBJECT, repeat(self.handle, self.count), range(self.count)))

    def loose_boxes(self, start: int = 0, end: int | None = None) -> Sequence[float]:
        """Left, top, right, bottom of the advance boxes of characters ``start`` to ``end``, four numbers each."""
        last = self.count if end is None else end
        size = max(0, last - start)
        boxes = array("f", bytes(16 * size))
        base = boxes.buffer_info()[0]
        calls = map(_LOOSE, repeat(self.handle, size), range(start, last), range(base, base + 16 * size, 16))
        deque(calls, maxlen=0)
        return boxes

    def tight_boxes(self, start: int = 0, end: int | None = None) -> Sequence[float]:
        """Left, top, right, bottom of the ink of characters ``start`` to ``end``: for turned text, whose loose boxes are empty."""
        last = self.count if end is None else end
        size = max(0, last - start)
        boxes = array("d", bytes(32 * size))
        base = boxes.buffer_info()[0]
        left, right, bottom, top = (range(base + at, base + at + 32 * size, 32) for at in (0, 16, 24, 8))
        deque(map(_TIGHT, repeat(self.handle, size), range(start, last), left, right, bottom, top), maxlen=0)
        return boxes

    def drawn(self) -> list[tuple[int, raw.FPDF_PAGEOBJECT]]:
        """Kind and handle of everything drawn on the page besides text."""
        size = raw.FPDFPage_CountObjects(self.page)
        page = ctypes.cast(self.page.raw, ctypes.c_void_p).value
        objects = list(map(_DRAWN, repeat(page, size), range(size)))
        return [
            (kind, ctypes.cast(address, raw.FPDF_PAGEOBJECT))
            for address, kind in zip(objects, map(_KIND, objects), strict=True)
            if kind != raw.FPDF_PAGEOBJ_TEXT
        ]

    def looks(self, chars: list[int]) -> list[Look]:
        """How the characters with these indices are drawn."""
        size = len(chars)
        page = [self.handle] * size
        matrices, origins = array("f", bytes(24 * size)), array("d", bytes(16 * size))
        m, o = matrices.buffer_info()[0], origins.buffer_info()[0]
        deque(map(_MATRIX, page, chars, range(m, m + 24 * size, 24)), maxlen=0)
        deque(map(_ORIGIN, page, chars, range(o, o + 16 * size, 16), range(o + 8, o + 8 + 16 * size, 16)), maxlen=0)
        sizes = list(map(_SIZE, page, chars))
        return [
            Look(*matrices[6 * k : 6 * k + 4], origins[2 * k], origins[2 * k + 1], sizes[k])  # type: ignore[call-arg]
            for k in range(size)
        ]


def fonts_and_modes(objects: list[int]) -> list[tuple[int, int]]:
    """Address of the font and render mode of each text object, given by address."""
    return list(zip((font or 0 for font in map(_FONT, objects)), map(_MODE, objects), strict=True))


def _character(code: int) -> str:
    """A code point that can be stored: surrogates cannot."""
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
