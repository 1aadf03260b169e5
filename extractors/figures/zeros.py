"""What does not occur is a figure too: "không có tổ chức đảng yếu kém", "yếu kém: không có" are 0, implicit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.mentions import Indicator
from core.spans import Span
from extractors.figures.counted import noun_at
from extractors.figures.figure import Figure
from extractors.figures.keyed import key_pattern
from extractors.figures.regions import Region

_NONE = key_pattern(r"(?<![^\W_])không\s+có(?![^\W_])")
_ENDS = key_pattern(r"\s?(?:[.;,)]|$)")
_COUNTED = ("party", "person", "household", "collective")
_ZERO = Decimal(0)


def zeros(key: str, text: str, region: Region, figures: list[Figure]) -> Iterator[Indicator]:
    """Implicit zeros of one block: before a counted noun, or closing a clause of a sentence that counts."""
    for found in _NONE.finditer(key, region.start, region.end):
        at = found.end() + 1
        noun = noun_at(key, at, region.end)
        span = Span(found.start(), found.end())
        if noun and noun[1] in _COUNTED:
            place = Span(at, noun[0])
            yield _zero(span, " ".join(place.of(text).split()), place)
        elif _ENDS.match(key, found.end(), region.end):
            sentence = next((s for s in region.sentences if s.start <= found.start() < s.end), None)
            near = [f for f in figures if f.sentence == sentence and f.start < found.start() and f.counts and f.unit is not None]
            if near and near[-1].unit is not None:
                place = near[-1].unit.span
                yield _zero(span, " ".join(place.of(text).split()), place)


def _zero(span: Span, unit: str, place: Span) -> Indicator:
    return Indicator(span=span, value=_ZERO, base=_ZERO, low=_ZERO, high=_ZERO, unit=unit, unit_span=place, implicit=True)
