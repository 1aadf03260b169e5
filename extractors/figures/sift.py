"""Numbers of one block, sifted: what is left are figures, with their own units, brackets and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from core.spans import Span
from corpora.gazetteers.units import words_of
from extractors.figures.counted import Counted, counted
from extractors.figures.exclusions import (
    Masks,
    attached_to_letters,
    award_class,
    bare_year,
    calendar_spans,
    date_like,
    mere_digits,
    name_or_order,
    of_the_calendar,
    page_counter,
    part_of_noun,
    slogan,
)
from extractors.figures.figure import Figure
from extractors.figures.keyed import key_pattern
from extractors.figures.regions import Region
from extractors.quantities import Quantity, Style, scan
from pipeline.language.letters import UPPER
from pipeline.language.numbering import numbering

_LABEL = 60
"""Characters at the head of a sentence in which its number stands; marks of Markdown may come before it."""

_INLINE_LABEL = re.compile(rf"(?<!\S)(\d{{1,2}})\.\s[{UPPER}]")
_DIVIDED_LABEL = re.compile(r"[IVX]{1,5}\.\s?\d{1,2}(?:\.\d{1,2})*[.)]\s")
_LIST_GAP = key_pattern(r"\s?(?:,|;|-|/)\s?(?:và\s+)?|\s+(?:và|hoặc|đến)\s+")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]|%")
_FEW = 20
_DISCRETE = ("party", "person", "household", "collective", "place")


@dataclass(slots=True)
class _Candidate:
    quantity: Quantity
    unit: Counted | None
    sentence: Span
    bracket: int | None
    out: str = ""
    """Why it is no figure: "order", "name", "calendar", "date", "other"; "" for a figure."""


def sift(key: str, text: str, region: Region, style: Style, masks: Masks) -> list[Figure]:
    """The figures of one block, in text order."""
    if not _DIGIT.search(key, region.start, region.end) or not _LETTER.search(key, region.start, region.end):
        return []  # nothing to count, or a line of digits alone: a page number, a footnote mark
    candidates = list(_candidates(key, text, region, style, masks))
    for before, after in pairwise(candidates):
        listed = after.unit is not None and after.unit.listed
        dashed = before.out == "date" and key[before.quantity.end : after.quantity.start].strip() == "-"
        chained = before.out == "order" or dashed or (before.out == "name" and not listed)
        if chained and not after.out and _LIST_GAP.fullmatch(key, before.quantity.end, after.quantity.start):
            after.out = before.out  # "các khoản 1, 2 và 3", "Tổ 3, 4"
    for after, before in pairwise(reversed(candidates)):
        chained = after.out == "calendar" and before.unit is None and not before.quantity.percent
        if chained and not before.out and _LIST_GAP.fullmatch(key, before.quantity.end, after.quantity.start):
            before.out = "calendar"  # "30, 40, 50 năm tuổi Đảng"
    return [Figure(_settled(key, c.quantity, c.unit), c.unit, c.sentence, c.bracket) for c in candidates if not c.out]


def _candidates(key: str, text: str, region: Region, style: Style, masks: Masks) -> Iterator[_Candidate]:
    calendar = Masks(calendar_spans(key, region.start, region.end))
    labels = _label_ends(text, region)
    inline = _inline_labels(text, region)
    brackets: list[int] = []
    sentence, read, counted_to = 0, region.start, region.start
    for quantity in scan(key, region.start, region.end, style):
        while sentence + 1 < len(region.sentences) and region.sentences[sentence + 1].start <= quantity.start:
            sentence += 1
        within = region.sentences[sentence]
        for i in range(read, quantity.first):
            if key[i] == "(":
                brackets.append(i)
            elif key[i] == ")" and brackets:
                brackets.pop()
        read = max(read, quantity.first)
        place = brackets[-1] if brackets else None
        inside_unit = quantity.first < counted_to
        if (
            inside_unit
            or quantity.first < labels[sentence]
            or quantity.first in inline
            or masks.touches(quantity.first, quantity.last)
            or calendar.touches(quantity.first, quantity.last)
        ):
            yield _Candidate(quantity, None, within, place, "other")
            continue
        unit = None if quantity.percent else counted(key, text, quantity.end, min(region.end, masks.next_start(quantity.last)))
        candidate = _Candidate(quantity, unit, within, place, _why_not(key, text, quantity, unit, within.start))
        if unit is not None and not candidate.out:
            counted_to = unit.span.end  # "12 ca/100.000 dân": the second number belongs to the unit
        yield candidate


def _inline_labels(text: str, region: Region) -> frozenset[int]:
    """Where "1. Về …", "2. Về …" stand one after another within a block whose lines a page has run together."""
    found = list(_INLINE_LABEL.finditer(text, region.start, region.end))
    chain: list[re.Match[str]] = []
    for one in found:
        if int(one[1]) == len(chain) + 1:
            chain.append(one)
    return frozenset(one.start(1) for one in chain) if len(chain) > 1 else frozenset()


def _label_ends(text: str, region: Region) -> list[int]:
    """Where the text of each sentence begins behind its number ("1.", "(2)", "3)")."""
    ends: list[int] = []
    for sentence in region.sentences:
        head = text[sentence.start : min(sentence.end, sentence.start + _LABEL)].partition("\n")[0]
        bare = head.lstrip("*#_> \t\u00a0")
        within = _DIVIDED_LABEL.match(bare)  # "II. 11. NHU CẦU …": the number within a part
        label = numbering(bare) if bare[:1].isdigit() or bare[:1] == "(" else None
        end = within.end() if within else label.end if label else -1
        ends.append(sentence.start + len(head) - len(bare) + end if end >= 0 else sentence.start)
    return ends


def _why_not(key: str, text: str, quantity: Quantity, unit: Counted | None, floor: int) -> str:
    named = name_or_order(key, text, quantity, unit, floor)
    if named:
        return named
    if of_the_calendar(key, quantity, unit, floor) or award_class(key, quantity, floor):
        return "calendar"
    if date_like(key, quantity, unit, floor):
        return "date"
    other = (
        attached_to_letters(key, text, quantity, unit)
        or bare_year(key, quantity, unit)
        or slogan(key, text, quantity, unit, floor)
        or page_counter(key, quantity, unit, floor)
        or mere_digits(key, quantity, unit)
        or part_of_noun(key, quantity, floor)
    )
    return "other" if other else ""


def _settled(key: str, quantity: Quantity, unit: Counted | None) -> Quantity:
    """Readings that the unit decides: "1,234 người" counts whole people; "trên 3 lĩnh vực" has no hedge; the unit within "1,5 giờ - 2 giờ/1 buổi" belongs to the span."""
    if quantity.ambiguous and unit is not None and unit.kind in _DISCRETE and unit.factor == 1:
        whole = Decimal(key[quantity.first : quantity.last].replace(",", ""))
        quantity = quantity._replace(value=whole, decimals=0, ambiguous=False)
    hedge = quantity.hedge
    place = hedge is not None and hedge.word in ("trên", "dưới") and unit is not None and quantity.value <= _FEW
    if place and unit is not None and key[unit.span.start : unit.span.end] in words_of("surface"):  # "trên 3 lĩnh vực": on, not more than
        quantity = quantity._replace(start=quantity.first, hedge=None, hedge_start=None)
    if quantity.inner is not None and unit is not None:
        quantity = quantity._replace(end=unit.span.end)
    return quantity
