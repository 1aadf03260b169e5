"""Words that tell whether a period ends a sentence, from ``sentence_words.csv``."""

from __future__ import annotations

from functools import lru_cache

from corpora.lists import rows


@lru_cache(maxsize=3)
def sentence_words(role: str) -> frozenset[str]:
    """Lower-case words of one role: "abbreviation" (TP., ThS., KT.), "place" (a single letter before a name or number: Q. 1, x. An Bình),
    "title" (what stands before the initial of a person: ông A.).
    """
    return frozenset(row["word"] for row in rows(__package__, "sentence_words.csv") if row["role"] == role)
