"""What does not occur is a figure too: "không có tổ chức đảng yếu kém", "yếu kém: không có" are 0, implicit."""

from __future__ import annotations

from bisect import bisect_right
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
_CONDITION = key_pattern(r"(?<![^\W_])(?:nơi|nếu|trường\s+hợp|khi|mà|những|nhưng|do|vì)\s+(?:[^\W\d_]+\s+){0,3}$")
_COUNTED = ("party", "person", "household", "collective")
_ZERO = Decimal(0)


def zeros(key: str, text: str, region: Region, figures: list[Figure]) -> Iterator[Indicator]:
    """Implicit zeros of one block, in sentences that count: before a counted noun or closing a clause; a condition ("nơi không có …") is none."""
    starts = [sentence.start for sentence in region.sentences]
    counting = {figure.sentence for figure in figures}
    begins = [figure.start for figure in figures]
    for found in _NONE.finditer(key, region.start, region.end) if figures else ():
        sentence = region.sentences[max(0, bisect_right(starts, found.start()) - 1)]
        if sentence not in counting or _CONDITION.search(key, max(region.start, found.start() - 30), found.start()):
            continue
        span = Span(found.start(), found.end())
        noun = noun_at(key, found.end() + 1, region.end)
        if noun and noun[1] in _COUNTED:
            yield _zero(text, span, Span(found.end() + 1, noun[0]))
        elif _ENDS.match(key, found.end(), region.end):
            last = figures[max(0, bisect_right(begins, found.start()) - 3) : bisect_right(begins, found.start())]
            units = [f.unit.span for f in last if f.sentence == sentence and f.counts and f.unit is not None]
            if units:
                yield _zero(text, span, units[-1])


def _zero(text: str, span: Span, place: Span) -> Indicator:
    unit = " ".join(place.of(text).split())
    return Indicator(span=span, value=_ZERO, base=_ZERO, low=_ZERO, high=_ZERO, unit=unit, unit_span=place, implicit=True)
