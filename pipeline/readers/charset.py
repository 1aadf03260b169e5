"""Which encoding bytes of text are in: byte order marks, zero bytes, strict UTF-8, else the Vietnamese or Western code page."""

from __future__ import annotations

import codecs
import re
from unicodedata import normalize

from core.errors import DamagedFile, UnsupportedFormat
from core.problems import Problem

# UTF-32 before UTF-16: the mark of UTF-16-LE is the beginning of that of UTF-32-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decoded(data: bytes) -> tuple[str, str, list[Problem]]:
    """Characters without the byte order mark, the encoding's name, and what is doubtful about it.

    Raises UnsupportedFormat where the bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _certain(data[len(mark) :], name)
    wide = _wide(data)
    if wide is not None:
        return _certain(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _code_page(data)
    _refuse_binary(text)
    return text, "utf-8", []


def _damaged_utf8(data: bytes) -> tuple[str, str, list[Problem]] | None:
    """UTF-8 with a few bytes lost or wrong, as a cut or badly joined file has: the rest of its letters prove it."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    if right < 10 * wrong:
        return None
    _refuse_binary(text)
    return text, "utf-8", [Problem("encoding-uncertain", {"encoding": "utf-8"})]


def _certain(data: bytes, name: str) -> tuple[str, str, list[Problem]]:
    try:
        text = data.decode(name)
        problems = []
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        if text.count("\ufffd") > max(2, len(text) // 100):
            raise DamagedFile(detail=name) from None
        problems = [Problem("encoding-uncertain", {"encoding": name})]
    _refuse_binary(text)
    return text, name, problems


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, by where the zero bytes stand: blanks, digits and Latin letters have one in their upper byte."""
    head = data[:_SAMPLE]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    for name, low, high in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        # Vietnamese in UTF-16 has a zero upper byte in 75-80 % of its characters; a text in capitals with many marks in half.
        if high > half * 0.3 and low < half * 0.02:
            return name
    return None


def _code_page(data: bytes) -> tuple[str, str, list[Problem]]:
    """Text in no Unicode encoding: read as windows-1258 where its marks make Vietnamese letters, else as windows-1252."""
    vietnamese = data.decode("cp1258", "replace")
    western = data.decode("cp1252", "replace")
    name, text = ("windows-1258", vietnamese) if _letters(vietnamese) > _letters(western) else ("windows-1252", western)
    _refuse_binary(text)
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    if text.count("\ufffd") > max(2, len(text) // 100) or high > 0.6 * len(data[:_SAMPLE]):
        raise UnsupportedFormat(format="binary")
    return text, name, [Problem("encoding-uncertain", {"encoding": name})]


def _letters(text: str) -> int:
    """Vietnamese letters with marks that a sample would show."""
    return sum(c in _VIETNAMESE for c in normalize("NFC", text[:_SAMPLE]))


_VIETNAMESE = frozenset("ăâđêôơư" + "".join(chr(c) for c in range(0x1EA0, 0x1EFA)) + "ĂÂĐÊÔƠƯ")


def _refuse_binary(text: str) -> None:
    """Control characters beyond a stray few mean that the bytes are no text."""
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if controls > 8 + len(sample) // 200 or (controls and len(sample) < 64 and controls * 8 > len(sample)):
        raise UnsupportedFormat(format="binary")
