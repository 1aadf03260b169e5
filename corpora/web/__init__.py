"""What stands around an article on Vietnamese portals, as data: names of elements and lines of page chrome.

Kinds in ``chrome.csv``: ``word`` a word of a class or id, ``mild`` a word beside which a word such as "header" means nothing, ``part`` found anywhere in it without separators, ``line`` a whole line that is
chrome wherever it stands, ``after`` a heading behind which nothing of the article follows, ``foot`` a line that is chrome at the end of
a page. Lines are compared in lower case, with single blanks. Collected from portals of Party committees, People's Committees and
newspapers and from their common systems (Liferay, SharePoint, NukeViet, VNPT Portal, WordPress), 2010-2026.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from corpora.lists import rows


class Chrome(NamedTuple):
    """Patterns of page chrome; the regular expressions are meant for ``fullmatch``."""

    words: frozenset[str]
    mild: frozenset[str]
    parts: tuple[str, ...]
    line: re.Pattern[str]
    after: re.Pattern[str]
    foot: re.Pattern[str]


@lru_cache(maxsize=1)
def chrome() -> Chrome:
    """All patterns of ``chrome.csv``, compiled once."""
    kinds: dict[str, list[str]] = {"word": [], "mild": [], "part": [], "line": [], "after": [], "foot": []}
    for row in rows(__package__, "chrome.csv"):
        kinds[row["kind"]].append(row["pattern"])
    line, after, foot = (re.compile("|".join(f"(?:{pattern})" for pattern in kinds[kind])) for kind in ("line", "after", "foot"))
    return Chrome(frozenset(kinds["word"]), frozenset(kinds["mild"]), tuple(kinds["part"]), line, after, foot)
