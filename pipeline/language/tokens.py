"""Lossless tokens: syllables, numbers, document numbers, dates and marks at exact offsets, by one compiled alternation.

Only shapes are decided here: what a number means is for the extractors. ``re`` beats ``regex`` on this pattern (7.3 against 3.7 MB/s).
"""

from __future__ import annotations

import re
from functools import lru_cache

from core.document import Token
from core.spans import Span

# Latin letters with their combining marks: a range is faster than \w and takes half-decomposed letters whole.
_LETTER = r"A-Za-zÀ-ÖØ-öø-\u036f\u1e00-\u1eff"
# Capitals of type codes and bodies carry no tones: NQ, QĐ, ĐƯ, T.Ư; so "1/VỀ CÔNG TÁC" is no document number.
_CODE_LETTER = "A-ZĂÂĐÊÔƠƯ\u00d0"
_DASH = r"\-\u2010-\u2015\u2212"
_SLASH = "[/\u2044\u2215]"
# Around a mark of a number up to two blanks; a line may break behind the mark, never before it ("… 15" and then "- KH/…" are two lines).
_BEFORE = r"[ \u00a0]{0,2}"
_AFTER = r"[ \u00a0\n]{0,2}"
_HYPHEN = rf"{_BEFORE}[{_DASH}]{_AFTER}"
_STROKE = rf"{_BEFORE}{_SLASH}{_AFTER}"
_YEAR = r"(?:1[89]|20)\d\d"

_CODE = rf"[{_CODE_LETTER}][{_LETTER}0-9]{{0,6}}"
_BODY = rf"[{_CODE_LETTER}][{_LETTER}0-9]*(?:[.&{_DASH}][{_CODE_LETTER}][{_LETTER}0-9]*)*"
# Where nothing but a code tells a number from a word or a label it has consonants only (03-HD; 1-BAN TỔ CHỨC is none).
_SHORT = r"[BCDĐGHKLMNPQRSTVX]{2,4}r?"
_END = rf"(?![{_LETTER}\d])"
_DOCUMENT_NUMBER = (
    rf"\d{{1,6}}[A-Za-zĐđ]?(?:{_HYPHEN}{_CODE}{_STROKE}{_BODY}(?:/nb)?"  # 13 – KH/BTCTU, 5053-CV/VPTW/nb
    rf"|{_STROKE}(?:\d{{4}}{_STROKE}|\d{{4}}-)?{_CODE}(?:{_HYPHEN}{_BODY}|{_SLASH}{_BODY})"  # 06/NQ-HĐND, 30/2020/NĐ-CP, 5921/QĐ/HNDTW
    rf"|{_SLASH}\d{{4}}[/-][{_CODE_LETTER}]{{2,8}}\d{{0,2}}{_END}|{_SLASH}(?!TP|TX)(?:{_SHORT}|[{_CODE_LETTER}]{{5,9}}){_END}"  # 49/2014/QH13, 02/TTr
    rf"|[{_CODE_LETTER}]{{2,5}}[a-z]?{_STROKE}{_BODY}|{_BEFORE}{_SHORT}/{_BODY}"  # 858CV/ĐUK, 84 QĐ/TWĐTN
    rf"|[{_DASH}](?:{_SHORT}\.[{_CODE_LETTER}]{{2,8}}{_END}|[{_CODE_LETTER}]{{2,4}}[a-z]?[{_DASH}]{_BODY}|{_SHORT}{_END})"  # 39-KL.TU, 16-NQ-TW, 03-HD
    rf"|[{_DASH}][a-zđ]{{2,4}}/[a-zđ]{{2,8}}{_END}|/(?:\d{{4}}/)?[a-zđ]{{2,4}}(?:-[a-zđ]{{2,8}}){{1,2}}{_END})"  # 13-kh/btctu, 40/2016/tt-bct
)
_DATE = (
    rf"(?:\d{{1,2}}{_STROKE}\d{{1,2}}{_STROKE}{_YEAR}|\d{{1,2}}{_HYPHEN}\d{{1,2}}{_HYPHEN}{_YEAR}"
    rf"|\d{{1,2}}\.\d{{1,2}}\.{_YEAR}|{_YEAR}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d\d(?!/)|(?:0?[1-9]|1[0-2])[/{_DASH}]{_YEAR}(?![/{_DASH}]\d))(?!\d)"
)
_NUMBER = r"\d+(?:[.,]\d+)*"
# T.Ư, PGS.TS, TP.HCM, V.I; đ/c, v/v, T/M; v.v: one token each, a period behind them stays a mark.
_ABBREVIATION = rf"[{_CODE_LETTER}][a-z]?[{_CODE_LETTER}]{{0,3}}(?:\.[{_CODE_LETTER}]{{1,4}}(?![{_LETTER}]))+|[{_LETTER}]/[{_LETTER}](?![{_LETTER}\d/])|v\.v(?![{_LETTER}])"

_TOKEN = (
    # Nine tokens of ten are syllables with nothing odd behind them: first, so that the rest costs nothing there.
    rf"(?P<syllable>[{_LETTER}]+(?![{_LETTER}./])|(?:{_ABBREVIATION}|[{_LETTER}]+|[^\W\d_]+))"
    rf"|(?=\d)(?:(?P<document_number>{_DOCUMENT_NUMBER})|(?P<date>{_DATE})|(?P<number>{_NUMBER}))"
    r"|(?P<mark>\./\.|(?P<same>[.\-_=*…])(?P=same)*|\S)"
)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(_TOKEN)


def tokenize(text: str) -> list[Token]:
    """All tokens in order: between two of them stands only white space, and every other character lies in exactly one. Linear.

    A document number is one token as written in the wild ("13 – KH/BTCTU", "30/2020/NĐ-CP", "858CV/ĐUK"), so is a date with its marks
    ("16/6/2016", "01-10-1997", "9/2025"); "35,34%" is a number and a mark.
    """
    return [Token(Span(*found.span()), found.lastgroup) for found in _pattern().finditer(text)]  # type: ignore[arg-type]
