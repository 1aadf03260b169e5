"""Word lists of figures: counted nouns, hedges, multipliers and small classes of words, from the CSV files beside this module.

Sources: families of indicators in reports of Party offices (2010-2026), article texts of laws, units of measure in daily use.
``units.csv`` noun, kind · ``hedges.csv`` word, and the factors of a value that bound what is meant ("" is open) ·
``multipliers.csv`` word, factor · ``figure_words.csv`` role, word (roles are explained where they are used).
Words are looked up by ``words_key``, so old and new tone placement, i/y and case do not matter.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from core.text import spelling_key
from corpora.lists import rows

UnitKind = Literal["party", "person", "household", "collective", "place", "event", "item", "measure", "money", "time", "share"]


class Hedge(NamedTuple):
    """A word that widens a value: the value times ``low`` and times ``high`` bound what is meant, None where a side is open."""

    word: str
    low: Decimal | None
    high: Decimal | None


def words_key(phrase: str) -> str:
    """The key of a phrase: its syllables' spelling keys, joined by single blanks."""
    return " ".join(spelling_key(syllable) for syllable in phrase.split())


@cache
def units() -> dict[str, UnitKind]:
    """Kind of each counted noun, by key."""
    return {words_key(row["noun"]): row["kind"] for row in rows(__package__, "units.csv")}  # type: ignore[misc]


@cache
def longest_unit() -> int:
    """Syllables of the longest counted noun."""
    return max(key.count(" ") + 1 for key in units())


@cache
def hedges() -> dict[str, Hedge]:
    """Hedges ("gần", "không quá") by key."""
    return {words_key(r["word"]): Hedge(r["word"], _number(r["low"]), _number(r["high"])) for r in rows(__package__, "hedges.csv")}


@cache
def multipliers() -> dict[str, Decimal]:
    """What "nghìn", "triệu", "tỷ" multiply by, by key."""
    return {words_key(row["word"]): Decimal(row["factor"]) for row in rows(__package__, "multipliers.csv")}


@cache
def words_of(role: str) -> frozenset[str]:
    """Keys of the words with one role in ``figure_words.csv``; an unknown role is a KeyError."""
    found = frozenset(words_key(row["word"]) for row in rows(__package__, "figure_words.csv") if row["role"] == role)
    if not found:
        raise KeyError(role)
    return found


@cache
def spellings(role: str) -> tuple[str, ...]:
    """The words with one role as the file has them, longest first: for patterns."""
    return tuple(sorted((row["word"] for row in rows(__package__, "figure_words.csv") if row["role"] == role), key=len, reverse=True))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
