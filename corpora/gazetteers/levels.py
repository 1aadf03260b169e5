"""Levels of bodies by the words of their names, the Party terms of the centre, the words of filters in a search."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


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
    return tuple(FilterWord(row["kind"], row["value"], word) for row in _rows("filter_words.csv") for word in row["words"].split(";"))


@lru_cache(maxsize=1)
def level_words() -> tuple[LevelWord, ...]:
    """Words in the order of the list, the lowest level first."""
    return tuple(LevelWord(row["word"], row["level"], row["place"] == "first") for row in _rows("level_words.csv"))


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Terms in order of time."""
    return tuple(Term(row["term"], row["first_day"]) for row in _rows("terms.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files(__package__).joinpath(name).read_text("utf-8").splitlines()))
