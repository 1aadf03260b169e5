"""Words that tell whether a period ends a sentence, from ``sentence_words.csv``."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=3)
def sentence_words(role: str) -> frozenset[str]:
    """Lower-case words of one role: "abbreviation" (TP., ThS., KT.), "place" (a single letter before a name or number: Q. 1, x. An Bình),
    "title" (what stands before the initial of a person: ông A.).
    """
    text = files(__package__).joinpath("sentence_words.csv").read_text("utf-8")
    return frozenset(row["word"] for row in csv.DictReader(text.splitlines()) if row["role"] == role)
