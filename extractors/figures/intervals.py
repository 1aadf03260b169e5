"""What digits say: the interval of a value, from the decimals written and the hedge before it (as XBRL Calculations 1.1 does)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractors.quantities import Quantity


class Interval(NamedTuple):
    """Bounds of what is meant; None is open."""

    low: Decimal | None
    high: Decimal | None


def half_unit(decimals: int) -> Decimal:
    """Half a unit of the last digit printed: 0.05 for one decimal."""
    return Decimal(1).scaleb(-decimals) / 2


def interval(quantity: Quantity, *, exact: bool, factor: Decimal) -> Interval:
    """The interval of a figure, in units without multiplier. ``exact``: a count of things, whose digits are not rounded."""
    value, upper, hedge = quantity.value, quantity.value_max, quantity.hedge
    top = value if upper is None else upper
    slack = Decimal(0) if exact and not quantity.decimals and factor == 1 else half_unit(quantity.decimals)
    low: Decimal | None = value - slack
    high: Decimal | None = top + slack
    if hedge is not None:
        low = None if hedge.low is None else min(value * hedge.low, value)
        high = None if hedge.high is None else max(value * hedge.high, top)
    return Interval(None if low is None else low * factor, None if high is None else high * factor)


def quotient(part: Interval, whole: Interval) -> Interval | None:
    """All shares, in percent, that a part and a whole within their intervals can have; None where a bound is missing or not positive."""
    if part.low is None or part.high is None or whole.low is None or whole.high is None or whole.low <= 0 or part.low < 0:
        return None
    return Interval(100 * part.low / whole.high, 100 * part.high / whole.low)


def total(parts: list[Interval]) -> Interval:
    """All sums that parts within their intervals can have."""
    lows = [part.low for part in parts]
    highs = [part.high for part in parts]
    low = None if any(bound is None for bound in lows) else sum((b for b in lows if b is not None), Decimal(0))
    high = None if any(bound is None for bound in highs) else sum((b for b in highs if b is not None), Decimal(0))
    return Interval(low, high)


def meet(one: Interval, other: Interval) -> bool:
    """True where the two have a point in common."""
    below = one.high is not None and other.low is not None and one.high < other.low
    above = other.high is not None and one.low is not None and other.high < one.low
    return not (below or above)
