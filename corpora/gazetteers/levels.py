"""Levels of bodies by the words of their names, the Party terms of the centre, the words of filters in a search."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from corpora.lists import rows


class LevelWord(NamedTuple):
    """A word of a body's name or code that tells its level; with ``first`` only where the name begins with it."""

    word: str
    level: str
    first: bool


class Term(NamedTuple):
    """A term (nhiệm kỳ) of the Central Committee: number, and its first day as ISO date, the one after the congress closed."""

    term: str
    first_day: str


class FilterWord(NamedTuple):
    """A word that names a filter of a search ("loai:") or one of its values ("cap:tỉnh")."""

    kind: str
    value: str
    word: str


@lru_cache(maxsize=1)
def filter_words() -> tuple[FilterWord, ...]:
    """Vietnamese with and without marks, and English."""
    return tuple(
        FilterWord(row["kind"], row["value"], word) for row in rows(__package__, "filter_words.csv") for word in row["words"].split(";")
    )


@lru_cache(maxsize=1)
def level_words() -> tuple[LevelWord, ...]:
    """Words in the order of the list, the lowest level first."""
    return tuple(LevelWord(row["word"], row["level"], row["place"] == "first") for row in rows(__package__, "level_words.csv"))


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Terms in order of time."""
    return tuple(Term(row["term"], row["first_day"]) for row in rows(__package__, "terms.csv"))
