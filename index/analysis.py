"""The one analysis of texts and queries, whatever engine searches them: terms with offsets, and fields of ready tokens.

A term is a syllable, a figure, or a run of letters and digits ("5A"); a document number or a date is several of them, and the
number as a whole is a keyword beside: unlike the tokens of ``pipeline.language``, terms do not depend on what stands round them,
so that a query and a text are cut alike. Engines get the tokens of a field joined by blanks and cut them at blanks, nothing else.
Measured on 3,368 law articles and 364 questions (``bench/alqac.py``): marked syllables with folded neighbour pairs rank as well
as all other fields together, in a third of the size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from core.spans import Span
from core.text import folded, has_marks, spelling_key, typed
from extractors.numbers import QUERY, DocumentNumber, NumberAt, is_number_start, number_at, parse_number, type_first_at
from extractors.scan import scan_text

VERSION = "1"
"""Raised whenever the same text would give other tokens: an engine built with another version is built again."""

# Marks that NFC leaves apart and invisible characters belong to the letter before them.
_LETTER = r"[^\W_](?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]*)"
_TERM = re.compile(rf"\d+(?:[.,]\d+)+(?![^\W_])|(?:{_LETTER})+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3}){2,}")
_DIGITS = re.compile(r"\d+")
_NUMBER_START = re.compile(r"(?<![a-z0-9])(?=\d|[a-z]{2,5}[ .-]{0,3}\d)")
_SIGNED = re.compile(r"\d+[a-z]? ?-")
_LONGEST_NUMBER = 200
_LONGEST_TERM = 64
_VOCABULARY = 50_000
"""Spellings kept at hand: all syllables of the language in three cases, and the commonest figures."""
PAIR = "_"
"""Joins the two syllables of a pair; no term holds it."""


class Term(Struct, frozen=True):
    """A term of a text: offsets, its key with marks (all accepted spellings of a syllable are one), its key without."""

    start: int
    end: int
    marked: str
    folded: str

    @property
    def span(self) -> Span:
        """The characters it stands for."""
        return Span(self.start, self.end)


class Fields(Struct, frozen=True):
    """Ready tokens of one text, joined by blanks: syllables with marks, without, and neighbouring pairs without."""

    marked: str
    folded: str
    pairs: str


def terms(text: str, offset: int = 0) -> list[Term]:
    """The terms of ``text`` in order; ``offset`` is added to their places."""
    return [Term(start + offset, end + offset, *_keys(surface)) for start, end, surface in _cut(text)]


def fields(text: str) -> Fields:
    """The fields of one text as an engine stores them. 3 MB/s."""
    found = [_tokens(surface) for surface in _TERM.findall(text)]
    plain = " ".join([key for _, key in found])
    return Fields(" ".join([key for key, _ in found]), plain, " ".join(pairs(plain.split(" "))))


def pairs(keys: list[str]) -> list[str]:
    """Neighbouring keys joined, as they stand in the field of pairs."""
    return [f"{a}{PAIR}{b}" for a, b in pairwise(keys)]


def keyword(text: str) -> str:
    """A name or value as one token: folded, its words joined, so that "Kế hoạch" and "ke hoach" are one value."""
    return fields(text).folded.replace(" ", PAIR)


def is_marked(text: str) -> bool:
    """True where the writer of a query word meant its marks."""
    return has_marks(text)


@lru_cache(maxsize=20_000)
def number_key(text: str) -> str | None:
    """The look-up form of a document number typed in any way; None where ``text`` is none."""
    number = parse_number(text[:_LONGEST_NUMBER])
    return number.key if number else None


def number_tokens(key: str) -> tuple[str, ...]:
    """The keywords under which a number is found: itself, and without its organ, so that "13-KH" finds 13-KH/BTCTU."""
    short = short_number(key)
    return (key, short) if short != key else (key,)


def short_number(key: str) -> str:
    """A number's key up to its type ("13-KH"); the key itself where it has no type or nothing behind it."""
    parts = key.split("-")
    at = 2 if len(parts) > 2 and not parts[1].isdigit() else 3
    return "-".join(parts[:at])


def numbers_in(text: str) -> list[NumberAt]:
    """Document numbers in a query or title, however typed: with an organ, or with a sign between ordinal and type."""
    scan = scan_text(text)
    found: list[NumberAt] = []
    end = 0
    for start in _NUMBER_START.finditer(scan.plain):
        at = start.start()
        if at < end or not is_number_start(scan.plain, at):
            continue
        reading = number_at(scan, at, QUERY) if scan.plain[at].isdigit() else type_first_at(scan, at, QUERY)
        if reading and _speaks(reading.number, scan.plain[at : reading.end]):
            found.append(reading)
            end = reading.end
    return found


def _speaks(number: DocumentNumber, plain: str) -> bool:
    """Two words of a query may look like ordinal and type ("20 đảng viên"): without an organ the sign between them has to stand."""
    if number.organ:
        return bool(number.type_code or number.year) or "/" in plain
    return bool(number.type_code) and bool(_SIGNED.match(plain))


def _cut(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and surface of each term. "5.568" and "54,85" are one figure, "20.9.2016" is three."""
    for match in _TERM.finditer(text):
        surface = match.group()
        if surface[0].isdigit() and not surface.isalnum() and _is_list(surface):
            start = match.start()
            for part in _DIGITS.finditer(surface):
                yield start + part.start(), start + part.end(), part.group()
        else:
            yield match.start(), match.end(), surface[:_LONGEST_TERM]


def _is_list(surface: str) -> bool:
    """True for digits with several separators that are no thousands marks: dates, clause numbers."""
    return len(re.findall(r"[.,]", surface)) > 1 and not _THOUSANDS.match(surface)


@lru_cache(maxsize=_VOCABULARY)
def _tokens(surface: str) -> tuple[str, str]:
    """Keys with and without marks of all terms in what the pattern took for one, joined by blanks."""
    keys = [_keys(part) for _, _, part in _cut(surface)]
    return " ".join([key for key, _ in keys]), " ".join([key for _, key in keys])


@lru_cache(maxsize=_VOCABULARY)
def _keys(surface: str) -> tuple[str, str]:
    if surface[0].isdigit() and not any(c.isalpha() for c in surface):
        key = _figure(typed(surface))
        return key, key
    return spelling_key(surface), folded(surface)


def _figure(surface: str) -> str:
    """05 is 5, 5.568 is 5568, 54.85 is 54,85: the way a figure is typed does not matter."""
    whole, mark, rest = surface, "", ""
    thousands = _THOUSANDS.match(surface)
    if thousands:
        whole, rest = re.sub("[.,]", "", thousands.group()), surface[thousands.end() :].lstrip(".,")
        mark = "," if rest else ""
    elif "." in surface or "," in surface:
        whole, rest = re.split("[.,]", surface, maxsplit=1)
        mark = ","
    return (whole.lstrip("0") or "0") + mark + rest
