"""Vietnamese letters: NFC, forms for comparison, folding, sort key.

Nothing here changes what is stored as text, but for ``nfc``: repaired spellings live in keys and normal forms only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

_TYPING = str.maketrans(
    {"\u00d0": "\u0110", "\u0189": "\u0110", "\u00f0": "\u0111", "\u0256": "\u0111"}
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys(_INVISIBLE)
)

# hoà/hòa, khoẻ/khỏe, thuỷ/thủy: the tone moves from the second vowel of an open oa, oe, uy to the first.
# After q the u belongs to the consonant: quý, quà stay. NFD, so that one rule serves every letter and case.
_TONE_PLACE = re.compile(rf"(?<![qQ])([oO](?=[aAeE])|[uU](?=[yY]))([aAeEyY])([{_TONES}])(?![A-Za-z\u0110\u0111])")

# tỉ lệ/tỷ lệ, kĩ/kỹ, quí/quý, mĩ/mỹ, lí/lý: y that ends a syllable right after these consonants, "qu" or nothing is i.
_LETTERS = "A-Za-z\u0110\u0111" + _TONES + "\u0302\u0306\u031b"
_FINAL_Y = re.compile(rf"(?<![{_LETTERS}])((?:qu|[hklmst])?)y([{_TONES}]?)(?![{_LETTERS}])")
_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """Unicode NFC, the form of every ``Document.text``."""
    return unicodedata.normalize("NFC", text)


def typed(text: str) -> str:
    """NFC with what typing varies made equal: Ð (eth) to Đ, every dash to "-", every blank to " ", invisible characters out."""
    return nfc(text).translate(_TYPING)


def squeezed(text: str) -> str:
    """``typed`` with runs of white space as one blank, and none at the ends."""
    return _SPACES.sub(" ", typed(text)).strip()


@lru_cache(maxsize=65536)
def spelling_key(word: str) -> str:
    """One key for all accepted spellings of a syllable or phrase: lower case, old and new tone placement, i/y."""
    low = unicodedata.normalize("NFD", typed(word).casefold())
    low = _TONE_PLACE.sub(r"\1\3\2", low)
    return unicodedata.normalize("NFC", _FINAL_Y.sub(r"\1i\2", low))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Without marks: the letters that a typist without a Vietnamese keyboard would type; đ is d, and y a final i as in ``spelling_key``."""
    plain = unicodedata.normalize("NFD", spelling_key(text))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("đ", "d")


def has_marks(text: str) -> bool:
    """True where a letter carries a Vietnamese mark or is đ: a query with marks means them."""
    return any(unicodedata.combining(c) or c in "đĐ" for c in unicodedata.normalize("NFD", typed(text)))


_ORDER = {letter: i for i, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def sort_key(text: str) -> tuple[object, ...]:
    """Vietnamese order: letters of the alphabet first (a ă â … d đ …), then tones (ngang huyền hỏi ngã sắc nặng), syllable by syllable."""
    keys = []
    for syllable in squeezed(text).casefold().split(" "):
        letters: list[tuple[int, int, str]] = []
        tones: list[int] = []
        for char in syllable:
            parts = unicodedata.normalize("NFD", char)
            tone = "".join(c for c in parts[1:] if c in _TONES)
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
            if base in _ORDER:
                letters.append((1, _ORDER[base], ""))
            else:
                letters.append((0, 0, base))
            tones.append(_TONE_ORDER.get(tone, 0))
        keys.append((tuple(letters), tuple(tones)))
    return tuple(keys)


def person_sort_key(name: str) -> tuple[object, ...]:
    """People are listed by given name, the last syllable, then by the whole name."""
    return sort_key(name.rsplit(maxsplit=1)[-1] if name.split() else ""), sort_key(name)
