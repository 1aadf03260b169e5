"""A figure on its way to become an Indicator: the numeric expression and what has been found out about it."""

from __future__ import annotations

from dataclasses import dataclass

from core.mentions import Period
from core.spans import Span
from extractors.figures.counted import Counted
from extractors.quantities import Quantity


@dataclass(slots=True)
class Figure:
    """``sentence`` holds it; ``bracket`` is the place of the "(" that it stands in; ``own`` tells a unit of its own from one taken over."""

    quantity: Quantity
    unit: Counted | None
    sentence: Span
    bracket: int | None = None
    own: bool = True
    period: Period | None = None
    subject: str | None = None
    target: bool = False

    @property
    def start(self) -> int:
        """Where it begins, hedge included."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Where the figure and its own unit end."""
        unit = self.unit
        return max(self.quantity.end, unit.span.end) if unit is not None and self.own else self.quantity.end

    @property
    def counts(self) -> bool:
        """True where it counts something: no percentage."""
        return not self.quantity.percent
