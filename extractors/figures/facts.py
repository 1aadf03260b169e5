"""Figures of one block as the arithmetic sees them: in order, with their brackets, sentences and what stands between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from core.mentions import Indicator, Statement
from core.spans import Span
from corpora.gazetteers.units import UnitKind
from extractors.figures.counted import noun_at
from extractors.figures.intervals import Interval
from extractors.figures.keyed import keyed
from extractors.figures.regions import Region


class Fact(NamedTuple):
    """An indicator in its place: ``end`` behind its unit, ``bracket`` the place of the "(" around it, ``depth`` how many there are."""

    indicator: Indicator
    start: int
    end: int
    sentence: Span
    bracket: int | None
    depth: int
    order: int

    @property
    def base(self) -> Decimal:
        """The value with its multiplier."""
        base = self.indicator.base
        return self.indicator.value if base is None else base

    @property
    def interval(self) -> Interval:
        """The bounds of what is meant."""
        return Interval(self.indicator.low, self.indicator.high)

    @property
    def percent(self) -> bool:
        """True for a percentage."""
        return self.indicator.unit == "%"

    @property
    def plain(self) -> bool:
        """True for a count or amount by itself: no percentage, no ratio, no range, no hedge."""
        one = self.indicator
        return not (self.percent or one.denominator is not None or one.value_max is not None or one.approx or one.implicit)

    @property
    def kind(self) -> UnitKind | None:
        """Kind of the noun that it counts, None where it is not known."""
        unit = self.indicator.unit
        if unit is None:
            return None
        return kind_of(unit)


@lru_cache(maxsize=4096)
def kind_of(unit: str) -> UnitKind | None:
    """Kind of a unit as written: of the first noun in it that the lists know."""
    key = keyed(unit)
    for word in re.finditer(r"[^\W\d_]+", key):
        noun = noun_at(key, word.start(), len(key))
        if noun is not None:
            return noun[1]
    return None


def facts_of(key: str, region: Region, indicators: Sequence[Indicator]) -> list[Fact]:
    """The indicators of one block as facts."""
    facts: list[Fact] = []
    brackets: list[int] = []
    read, sentence = region.start, 0
    for order, one in enumerate(indicators):
        for i in range(read, one.span.start):
            if key[i] == "(":
                brackets.append(i)
            elif key[i] == ")" and brackets:
                brackets.pop()
        read = max(read, one.span.start)
        while sentence + 1 < len(region.sentences) and region.sentences[sentence + 1].start <= one.span.start:
            sentence += 1
        unit = one.unit_span
        own = unit is not None and unit.start >= one.span.start and unit.end - one.span.end < 80
        end = max(one.span.end, unit.end) if own and unit is not None else one.span.end
        place = brackets[-1] if brackets else None
        facts.append(Fact(one, one.span.start, end, region.sentences[sentence], place, len(brackets), order))
    return facts


def by_region(regions: Sequence[Region], indicators: Sequence[Indicator]) -> Iterator[tuple[Region, list[Indicator]]]:
    """Each block that holds figures, with them; both sequences in text order."""
    i = 0
    for region in regions:
        inside: list[Indicator] = []
        while i < len(indicators) and indicators[i].span.start < region.end:
            if indicators[i].span.start >= region.start and not indicators[i].implicit:
                inside.append(indicators[i])
            i += 1
        if inside:
            yield region, inside


_COUNTED_TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({"party", "collective", "place"}),
    frozenset({"person", "household"}),
    frozenset({"event"}),
    frozenset({"item"}),
    frozenset({"measure"}),
    frozenset({"money"}),
)


def comparable(one: Fact, other: Fact) -> bool:
    """True where two figures may count the same sort of things."""
    if one.kind is None or other.kind is None:
        return one.indicator.unit == other.indicator.unit or one.indicator.unit is None or other.indicator.unit is None
    return any(one.kind in group and other.kind in group for group in _COUNTED_TOGETHER)


def statement(kind: str, spans: Sequence[Fact], holds: bool | None, note: str) -> Statement:
    """A Statement over facts."""
    places = tuple(fact.indicator.span for fact in spans)
    return Statement(kind="sum" if kind == "sum" else "percent", spans=places, holds=holds, note=note)


def scale_of(facts: Sequence[Fact]) -> Decimal:
    """The multiplier that all these figures are written with ("tỷ đồng"), 1 where they differ."""
    scales = {fact.base / fact.indicator.value if fact.indicator.value else Decimal(1) for fact in facts}
    return scales.pop() if len(scales) == 1 else Decimal(1)


def shown(value: Decimal, decimals: int | None = None) -> str:
    """A number as Vietnamese print it: 1.234,5."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{value.normalize():f}" if decimals is None else f"{value:f}"
    whole, _, fraction = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.lstrip("-")
    grouped = f"{int(digits):,}".replace(",", ".") if digits else "0"
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def decimals_of(value: Decimal) -> int:
    """How many decimals a value was written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
