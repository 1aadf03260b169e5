"""How passages are ranked, in numbers, the same for every engine: BM25 (k1 1.2, b 0.75) of each field times its weight, summed.

Measured by ``bench/alqac.py`` (364 questions on 3,368 law articles cut into passages; R@1 typed with marks / without): one field
of syllables 0.725 / 0.659; marked (folded) syllables and folded pairs 0.813 / 0.819; with the title as heavy as the text 0.824 / 0.827.
"""

from __future__ import annotations

from msgspec import Struct, structs

from index.query import Query, Word

BODY, PAIRS = 1.0, 1.0
TITLE, TITLE_PAIRS = 1.0, 1.0
OWN_NUMBER, OWN_HEAD, TITLE_NUMBER, CITED_NUMBER = 40.0, 20.0, 20.0, 5.0
"""The document that bears a number comes before one titled with it, and that before one that cites it, whatever the words say."""

ALL_OF = 3
"""Up to so many words all are needed; of more, 30 % but never fewer than these: R@1 is that of asking for any one word, while a
result counts a fraction of the passages (of 40 % R@1 0.810, of 60 % 0.794).
"""
_SHARE = 3, 10


class Needs(Struct, frozen=True):
    """How many of the words that are not optional a passage or its title has to have."""

    words: tuple[Word, ...]
    at_least: int


def needs(query: Query) -> Needs:
    """What a passage needs to be found at all."""
    words = tuple(dict.fromkeys(word for word in query.words if not word.optional))
    return Needs(words, min(len(words), query.at_least or max(ALL_OF, -(-len(words) * _SHARE[0] // _SHARE[1]))))


def fewer(query: Query) -> list[Query]:
    """Easier queries, the least changed first, for when nothing was found: half of the words, then any of them."""
    wanted = needs(query)
    if wanted.at_least < 2:
        return []
    return [structs.replace(query, at_least=n) for n in dict.fromkeys((wanted.at_least - 1, (wanted.at_least + 1) // 2, 1))]
