"""A text beside its plain form: ASCII letters without marks, lower case, one character for each character.

Grammars match the plain form (fast, one spelling of dashes, blanks, quotes and letters, whatever the typist or the OCR did
to the marks) and look at the text itself where case or marks decide.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from core.document import Block, Document

OTHER = "~"
"""Stands for every character that is no Latin letter, digit, blank or common mark."""

_SINGLE = {
    "Đ": "d", "đ": "d", "Ð": "d", "ð": "d", "Ɖ": "d", "ɖ": "d",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "…": ".",
    "⁄": "/", "∕": "/", "\n": "\n", "\t": "\t",
}  # fmt: skip


class _Plain(dict[int, str]):
    """Filled as characters are met: a text uses some 200 different ones."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _plain_of(chr(code))
        return made


def _plain_of(char: str) -> str:
    if char in _SINGLE:
        return _SINGLE[char]
    if "\uff01" <= char <= "\uff5e":
        return _plain_of(chr(ord(char) - 0xFEE0))
    if "!" <= char <= "~":
        return char.lower()
    category = unicodedata.category(char)
    if category == "Pd" or char in "\u2212\u2043":
        return "-"
    if category in ("Zs", "Cf", "Cc", "Mn"):
        return " "
    base = unicodedata.normalize("NFD", char)[0]
    return base.lower() if base.isascii() and base.isalpha() else OTHER


_PLAIN = _Plain()


class Scan(NamedTuple):
    """``plain`` has the length of ``text``; line feeds inside a block are blanks in it."""

    text: str
    plain: str


def plain_of(text: str) -> str:
    """The plain form of ``text``, of the same length."""
    return text.translate(_PLAIN)


def scan_text(text: str) -> Scan:
    """A text on its own: every line feed ends something."""
    return Scan(text, plain_of(text))


def scan_document(document: Document) -> Scan:
    """A Document's text: what was one paragraph, wrapped over lines, reads on."""
    return _scanned(document.text, document.blocks)


# Dates, references and organisations ask for the same text one after the other; a hash of the blocks costs a fiftieth of a scan.
@lru_cache(maxsize=1)
def _scanned(text: str, blocks: tuple[Block, ...]) -> Scan:
    plain = plain_of(text)
    parents = {block.parent for block in blocks}
    pieces: list[str] = []
    done = 0
    for block in blocks:
        start, end = block.span.start, block.span.end
        if block.id in parents or block.kind in ("table", "row") or start < done or plain.find("\n", start, end) < 0:
            continue
        pieces += (plain[done:start], plain[start:end].replace("\n", " "))
        done = end
    return Scan(text, "".join((*pieces, plain[done:])))
