"""A copy of a text, character for character, in the one spelling that the word lists and patterns know."""

from __future__ import annotations

import re

from core.text import spelling_key

_SYLLABLE = re.compile(r"[^\W\d_]+")
_PATTERN_PART = re.compile(r"\\.|\(\?P[<=]\w+[>)]|[^\W\d_]+")
_MARKS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\r", " ")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", " ")
    | {"\uff05": "%", "\u2215": "/", "\u2044": "/"}
)


def keyed(text: str) -> str:
    """``text`` with every syllable as its spelling key, dashes as "-", blanks but tabs as " ": the same length, so offsets serve both.

    A syllable whose key is longer or shorter (decomposed letters, odd capitals) stays as it is.
    """
    return _SYLLABLE.sub(_known, text.translate(_MARKS))


def key_pattern(pattern: str) -> re.Pattern[str]:
    """A regular expression over keyed text, written in ordinary spelling; whole syllables only, escapes stay."""
    return re.compile(_PATTERN_PART.sub(lambda m: m[0] if m[0][0] in "\\(" else _KEYS[m[0]], pattern))


def any_of(words: tuple[str, ...]) -> str:
    """An alternative of phrases, for ``key_pattern``: the longest first, blanks of any kind between syllables."""
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in sorted(words, key=len, reverse=True))


class _Keys(dict[str, str]):
    """Keys of the syllables met so far: a text uses a few thousand different ones."""

    def __missing__(self, raw: str) -> str:
        if len(self) >= _MOST_SYLLABLES:
            self.clear()
        key = spelling_key(raw)
        self[raw] = made = key if len(key) == len(raw) else raw
        return made


_MOST_SYLLABLES = 50_000
_KEYS = _Keys()


def _known(syllable: re.Match[str]) -> str:
    return _KEYS[syllable[0]]
