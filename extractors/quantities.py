"""Grammar of numbers in figures: digits as Vietnamese documents write them, percentages, ratios, ranges, hedges.

Decimal comma and dot between thousands are the rule; the other way round is read where the text shows it. What a number counts,
and whether it is a figure at all, is decided by ``extractors/indicators.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from corpora.gazetteers.units import Hedge, hedges, multipliers, units, words_key, words_of
from extractors.figures.keyed import any_of, key_pattern, keyed


class Style(NamedTuple):
    """How a text marks decimals: ``english`` where it shows dots for decimals and commas between thousands; ``blanks`` where
    blanks stand between thousands ("56 064").
    """

    english: bool = False
    blanks: bool = False


VIETNAMESE = Style()


class Numeral(NamedTuple):
    """Digits with their marks: the value as written, how many decimals, and whether "1,234" could be read both ways."""

    start: int
    end: int
    value: Decimal
    decimals: int
    ambiguous: bool = False


class Quantity(NamedTuple):
    """A numeric expression. ``start`` includes the hedge (and "từ" of "từ 5 đến 6"), ``end`` the percent sign; ``first`` and ``last``
    bound the digits. ``inner`` is the place of a unit between the two numbers of a range ("1,5 giờ - 2 giờ").
    """

    start: int
    end: int
    first: int
    last: int
    value: Decimal
    decimals: int
    value_max: Decimal | None = None
    denominator: Decimal | None = None
    percent: bool = False
    hedge: Hedge | None = None
    hedge_start: int | None = None
    inner: tuple[int, int] | None = None
    ambiguous: bool = False


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_PERCENT = key_pattern(r"\s?%|\s?‰|\s+phần\s+trăm(?![^\W\d_])")
_SLASH = re.compile(r" ?/ ?")
_DASH = re.compile(r" ?(?:-|÷|~) ?")
_TO = key_pattern(r"\s+(?:đến|tới)\s+")
_FROM = key_pattern(r"(?:^|(?<=[\s(]))từ\s+$")
_OF = key_pattern(r"\s+(?:trên|trong)\s+tổng(?:\s+số)?\s+|\s+trên\s+(?=\d)")
_HEDGE = key_pattern(rf"(?<![^\W_])(?:{any_of(tuple(h.word for h in hedges().values()))})\s+$")
_BROKEN_DECIMAL = key_pattern(r"(?<![\d.,])\d{1,3},\s(\d)(?=\s?%|\s+(?:triệu|tỷ|nghìn|ngàn|vạn)(?![^\W\d_]))")
_BROKEN_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}\.\s\d{3}(?![\d.,]|\s?[/-])")
_SPACED = re.compile(
    r"(?<![\d.,/%-])(?<![\d/%-]\s)(?<!\d[.,]\s)[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![\d.,]*\d|\s?[/:%-]\s?\d|\s\d)(?:,\d{1,2}(?!\d))?"
)
_CALENDAR_WORDS = frozenset({"ngày", "tháng", "năm"})
_SPACED_NOUN = re.compile(r"\s+(?=[^\W\d_])")
_NUMBERING_WORD = key_pattern(
    rf"(?<![^\W_])(?<!tổng\s)(?<!dân\s)(?:{any_of(tuple(sorted(words_of('ordinal') | words_of('numbered') | _CALENDAR_WORDS)))})\s+$"
)
_LIST_WORD = key_pattern(r"(?:tháng|quý|năm|ngày|điều|khoản|mục|điểm|số|các)\s+$")
_COMPARED = key_pattern(r"^[^.;]{0,40}?so\s+với")
_COMPARATIVE = key_pattern(r"(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm|sớm|dài|ngắn)\s+$")
_VIETNAMESE = key_pattern(r"\d,\d{1,2}(?!\d)\s?(?:%|tỷ|triệu|ha|tấn)|(?<![\d,])\d{1,3}\.\d{3}(?![\d.])\s[^\W\d_]")
_ENGLISH = key_pattern(r"\d\.\d{1,2}(?![\d.])\s?(?:%|tỷ|triệu|ha|tấn)|(?<![\d.])\d{1,3},\d{3}(?![\d,])\s[^\W\d_]")

_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)")
_YEAR_BEFORE = key_pattern(r"(?:năm|tháng|quý|ngày|[-/])\s?\d{1,4}$")
_BACK = 24
"""Characters before a number in which its hedge stands."""

_LONGEST = 24
"""Digits and marks of the longest number read: longer runs are codes."""


def style_of(key: str) -> Style:
    """Which marks a text uses, by what it shows: English only where that is seen at least twice and more often than the rule."""
    english = sum(1 for _ in _ENGLISH.finditer(key))
    spaced = sum(1 for found in _SPACED.finditer(key) if _SPACED_NOUN.match(key, found.end()) and not _is_numbered(key, found.start()))
    dotted = sum(1 for _ in _DOTTED.finditer(key)) if spaced >= 2 else 0
    return Style(english >= 2 and english > sum(1 for _ in _VIETNAMESE.finditer(key)), spaced >= 2 and spaced > dotted)


def parse_numeral(digits: str, style: Style = VIETNAMESE, *, percent: bool = False) -> tuple[Decimal, int, bool] | None:
    """Value, decimals and ambiguity of "1.245", "12,5", "1.234,5", "02"; None for what is no number ("1.2.3")."""
    if len(digits) > _LONGEST:
        return None
    dots, commas = digits.count("."), digits.count(",")
    if not dots and not commas:
        return Decimal(digits), 0, False
    if dots and commas:
        point = "." if digits.rfind(".") > digits.rfind(",") else ","
        whole, _, fraction = digits.rpartition(point)
        return (_plain(whole, fraction), len(fraction), False) if _grouped(whole, "," if point == "." else ".") else None
    mark = "." if dots else ","
    if dots + commas > 1:
        return (_plain(digits, ""), 0, False) if _grouped(digits, mark) else None
    whole, _, fraction = digits.partition(mark)
    thousands = "," if style.english else "."
    if _grouped(digits, mark) and not percent and (mark == thousands):
        return _plain(digits, ""), 0, False
    return _plain(whole, fraction), len(fraction), mark == "," and _grouped(digits, mark) and not percent


def _grouped(digits: str, mark: str) -> bool:
    head, *groups = digits.split(mark)
    return bool(groups) and 1 <= len(head) <= 3 and not head.startswith("0") and all(len(group) == 3 for group in groups)


def _plain(whole: str, fraction: str) -> Decimal:
    digits = whole.replace(".", "").replace(",", "")
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


def quantities(text: str) -> list[Quantity]:
    """All numeric expressions of a text, whatever they mean."""
    key = keyed(text)
    return list(scan(key, 0, len(key), style_of(key)))


def scan(key: str, start: int, end: int, style: Style) -> Iterator[Quantity]:
    """Numeric expressions of keyed text between two offsets, from left to right."""
    at = start
    while True:
        numeral = _next(key, at, end, style)
        if numeral is None:
            return
        quantity = _ratio(key, numeral, end, style) or _range(key, numeral, end, style, start) or _single(key, numeral, end)
        quantity = _hedged(key, quantity, max(start, at))
        yield quantity
        at = max(quantity.end, numeral.end)


def _next(key: str, at: int, end: int, style: Style) -> Numeral | None:
    for found in _DIGITS.finditer(key, at, end):
        numeral = _numeral(key, found.start(), end, style)
        if numeral is not None:
            return numeral
    return None


def _numeral(key: str, at: int, end: int, style: Style) -> Numeral | None:
    """The number at ``at``: broken ones ("6, 7 triệu", "5. 568") are joined where nothing else fits."""
    broken = _BROKEN_DECIMAL.match(key, at, end)
    if broken and not _LIST_WORD.search(key, max(0, at - 8), at):
        value, decimals, _ = parse_numeral(key[at : broken.end()].replace(", ", ","), percent=True) or (Decimal(0), 0, False)
        return Numeral(at, broken.end(), value, decimals)
    broken = _BROKEN_THOUSANDS.match(key, at, end)
    if broken and key[max(0, at - 2) : at].strip(" ") and key[at - 1 : at] == " " and key[at - 2 : at - 1].isalpha():
        value, decimals, _ = parse_numeral(key[at : broken.end()].replace(". ", ".")) or (Decimal(0), 0, False)
        return Numeral(at, broken.end(), value, decimals)
    spaced = _SPACED.match(key, at, end)
    if spaced and _is_spaced(key, spaced, style):
        whole, _, fraction = spaced[0].partition(",")
        digits = re.sub(r"\D", "", whole)
        return Numeral(at, spaced.end(), _plain(digits, fraction), len(fraction))
    found = _DIGITS.match(key, at, end)
    if found is None:
        return None
    percent = _PERCENT.match(key, found.end(), end) is not None
    parsed = parse_numeral(found[0], style, percent=percent)
    return Numeral(at, found.end(), *parsed) if parsed else None


def _is_numbered(key: str, at: int) -> bool:
    return _NUMBERING_WORD.search(key, max(0, at - _BACK), at) is not None


def _is_spaced(key: str, found: re.Match[str], style: Style) -> bool:
    """True where blanks stand between thousands ("56 064 cơ sở"): the text does so elsewhere, or a counted noun follows and no word
    that takes a number of its own ("Tổ 3 150 hộ") stands before.
    """
    if _is_numbered(key, found.start()):
        return False
    if style.blanks:
        return True
    word = re.compile(r"\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?").match(key, found.end())
    before = key[max(0, found.start() - 2) : found.start()]
    if word is None or not before[-1:].isspace() or not before[:1].isalpha():
        return False
    return word[1] in units() or word[1] in multipliers() or (word[2] is not None and f"{word[1]} {word[2]}" in units())


def _ratio(key: str, numeral: Numeral, end: int, style: Style) -> Quantity | None:
    """A ratio, "17/25", "06/08", "63 trên tổng số 68"; None for dates and numbers of documents."""
    joint = _SLASH.match(key, numeral.end, end) or _OF.match(key, numeral.end, end)
    if joint is None:
        return None
    under = _numeral(key, joint.end(), end, style)
    if under is None:
        return None
    value = under.value
    if under.ambiguous and not numeral.decimals:  # a denominator counts: 41/4,974 is 41 of 4974
        value = _plain(key[under.start : under.end], "")
    elif (under.decimals or numeral.decimals) and "," not in key[numeral.start : under.end]:
        return None  # "16.7/2019" is no share; "35,01/46,45 km" is one
    worded = "/" not in joint[0]
    if worded and (_YEAR_BEFORE.search(key, max(0, numeral.start - 8), numeral.end) or _PERCENT.match(key, under.end, end)):
        return None  # "năm 2018 trên 5.000 tỷ đồng"
    if key[under.end : under.end + 1] == "/" and key[under.end + 1 : under.end + 2].isdigit():
        return None
    if worded and numeral.value > value:
        return None
    return Quantity(numeral.start, under.end, numeral.start, under.end, numeral.value, numeral.decimals, denominator=value)


def _range(key: str, numeral: Numeral, end: int, style: Style, floor: int) -> Quantity | None:
    """A range, "190-200", "5 - 7%", "1,5 giờ - 2 giờ", "từ 05 đến 06": the second number is the larger one."""
    percent = _PERCENT.match(key, numeral.end, end)
    after = percent.end() if percent else numeral.end
    word_end = after if percent else _unit_end(key, after, end)
    for place in (after, word_end) if word_end > after else (after,):
        for joint in (_DASH.match(key, place, end), _TO.match(key, place, end)):
            if joint is None or not key[joint.end() : joint.end() + 1].isdigit():
                continue
            upper = _numeral(key, joint.end(), end, style)
            if upper is None or upper.value <= numeral.value:
                continue
            closing = _PERCENT.match(key, upper.end, end)
            if percent and not closing:
                continue
            inner = (numeral.end, place) if place > after else None
            if inner and not key.startswith(key[inner[0] : inner[1]].strip(), upper.end + (key[upper.end : upper.end + 1] == " ")):
                continue
            start = numeral.start
            opening = _FROM.search(key, max(floor, start - 4), start) if " " in joint[0] and joint[0].strip().isalpha() else None
            if inner and joint[0].strip().isalpha() and not opening:
                continue
            return Quantity(
                opening.start() if opening else start,
                closing.end() if closing else upper.end,
                start,
                upper.end,
                numeral.value,
                max(numeral.decimals, upper.decimals),
                value_max=upper.value,
                percent=closing is not None,
                inner=inner,
            )
    return None


def _unit_end(key: str, at: int, end: int) -> int:
    """End of a unit of one or two syllables behind a number ("1,5 giờ", "5 triệu đồng"), ``at`` where there is none."""
    found = re.compile(r"\s?([^\W\d_]+)(\s+[^\W\d_]+)?").match(key, at, end)
    if found is None:
        return at
    if found[2] and words_key(found[1] + found[2]) in units():
        return found.end()
    return found.end(1) if found[1] in units() or found[1] in ("tỉ", "triệu", "nghìn") else at


def _single(key: str, numeral: Numeral, end: int) -> Quantity:
    percent = _PERCENT.match(key, numeral.end, end)
    start, value = numeral.start, numeral.value
    if key[start - 1 : start] in ("-", "+") and key[max(0, start - 2) : start - 1] == "(":
        value = -value if key[start - 1] == "-" else value
        start -= 1
    last = numeral.end
    return Quantity(
        start,
        percent.end() if percent else last,
        start,
        last,
        value,
        numeral.decimals,
        percent=percent is not None,
        ambiguous=numeral.ambiguous,
    )


def _hedged(key: str, quantity: Quantity, floor: int) -> Quantity:
    """The quantity with the hedge before it: "gần 400", "không quá 17"; of two ("khoảng trên 900") the nearer one."""
    found = _HEDGE.search(key, max(floor, quantity.start - _BACK), quantity.start)
    if found is None:
        return quantity
    word = words_key(found[0])
    comparative = word in ("hơn", "trên") and _COMPARATIVE.search(key, max(0, found.start() - 8), found.start())
    if comparative and _COMPARED.match(key[quantity.end : quantity.end + 50]):
        return quantity
    return quantity._replace(start=found.start(), hedge=hedges()[word], hedge_start=found.start())
