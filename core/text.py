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
# A letter behind (khuỷu, hoài) or a shape mark (hoặc is o, a, dot, breve in NFD) keeps the tone where it is.
_TONE_PLACE = re.compile(rf"(?<!q)(o(?=[ae])|u(?=y))([aey])([{_TONES}]+)(?![^\W\d_]|[\u0300-\u036f])")

# tỉ lệ/tỷ lệ, kĩ/kỹ, quí/quý, mĩ/mỹ, lí/lý: y that ends a syllable right after these consonants, "qu" or nothing is i.
_FINAL_Y = re.compile(rf"(?<![^\W\d_])(?<![\u0300-\u036f])((?:qu|[hklmst])?)y([{_TONES}]?)(?![^\W\d_]|[\u0300-\u036f])")
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"([0-9]+)")

# Words and short phrases come again and again; a whole text must not stay in a cache.
_CACHED_LENGTH = 64


def nfc(text: str) -> str:
    """Unicode NFC, the form of every ``Document.text``."""
    return unicodedata.normalize("NFC", text)


def typed(text: str) -> str:
    """NFC with what typing varies made equal: Ð (eth) to Đ, every dash to "-", every blank to " ", invisible characters out."""
    return nfc(text.translate(_TYPING))


def squeezed(text: str) -> str:
    """``typed`` with runs of white space as one blank, and none at the ends."""
    return _SPACES.sub(" ", typed(text)).strip()


def spelling_key(word: str) -> str:
    """One key for all accepted spellings of a syllable or phrase: lower case, old and new tone placement, i/y.

    hoà = hòa, khoẻ = khỏe, uỷ = ủy; tỉ = tỷ, kĩ = kỹ, quí = quý.
    Different words stay apart: thúy and thúi, ủy and ủi, tay and tai. Linear in the length of a longer text.
    """
    return _cached_spelling_key(word) if len(word) <= _CACHED_LENGTH else _spelling_key(word)


def folded(text: str) -> str:
    """Without marks: the letters that a typist without a Vietnamese keyboard would type; đ is d, and y a final i as in ``spelling_key``."""
    return _cached_folded(text) if len(text) <= _CACHED_LENGTH else _folded(text)


def _spelling_key(word: str) -> str:
    return nfc(_FINAL_Y.sub(r"\1i\2", _TONE_PLACE.sub(r"\1\3\2", _small_letters(word))))


def _folded(text: str) -> str:
    plain = "".join(c for c in _small_letters(text) if not unicodedata.combining(c))
    return nfc(_FINAL_Y.sub(r"\1i", plain).replace("đ", "d"))


def _small_letters(text: str) -> str:
    """Decomposed lower case; decomposed before too, as caseless matching of the Unicode standard (D145) wants it."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", typed(text)).casefold())


_cached_spelling_key = lru_cache(maxsize=65536)(_spelling_key)
_cached_folded = lru_cache(maxsize=65536)(_folded)


def has_marks(text: str) -> bool:
    """True where a letter carries a Vietnamese mark or is đ: a query with marks means them."""
    return any(unicodedata.combining(c) or c in "đĐ" for c in unicodedata.normalize("NFD", typed(text)))


_ORDER = {letter: i for i, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def sort_key(text: str) -> tuple[object, ...]:
    """Vietnamese order: letters of the alphabet first (a ă â … d đ …), then tones (ngang huyền hỏi ngã sắc nặng), syllable by syllable.

    Numbers stand before letters and count as numbers (Quận 2 before Quận 10), other marks before both. The place of a tone mark in its
    syllable makes no difference (hoá and hòa sort by their tones).
    """
    return tuple(_syllable_key(syllable) for syllable in squeezed(text).casefold().split(" "))


def _syllable_key(syllable: str) -> tuple[object, ...]:
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    for piece in _DIGITS.split(syllable):
        if piece[:1].isascii() and piece[:1].isdigit():
            digits = piece.lstrip("0")
            letters.append((1, len(digits), digits))
            continue
        for char in piece:
            parts = unicodedata.normalize("NFD", char)
            base = nfc("".join(c for c in parts if c not in _TONES))
            if base:
                letters.append((2, _ORDER[base], "") if base in _ORDER else (0, 0, base))
            tones.extend(_TONE_ORDER[c] for c in parts if c in _TONES)
    return tuple(letters), tuple(tones)


def person_sort_key(name: str) -> tuple[object, ...]:
    """People are listed by given name, the last syllable, then by the whole name."""
    return sort_key(name.rsplit(maxsplit=1)[-1] if name.split() else ""), sort_key(name)
