"""How a page's own space (points, y upwards, any origin, perhaps turned) lies on the page as shown (origin at the top left, y downwards)."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """``turn`` is the number of quarter turns clockwise at which the page is looked at; the four sides are those of its visible area."""

    turn: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width as shown, in points."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as shown, in points."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def turned(self, turn: int) -> Frame:
        """The same page looked at from another side."""
        return Frame(turn % 4, self.left, self.bottom, self.right, self.top)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page's own space is shown."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def back(self, x: float, y: float) -> tuple[float, float]:
        """The point of the page's own space that is shown at ``x``, ``y``."""
        if self.turn == 0:
            return x + self.left, self.top - y
        if self.turn == 1:
            return y + self.left, x + self.bottom
        if self.turn == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    def extents(self, boxes: Sequence[float]) -> tuple[MutableSequence[float], MutableSequence[float]]:
        """Left and right ends, as shown, of boxes given as left, top, right, bottom of the page's own space."""
        if self.turn == 0:
            return _less(boxes[0::4], self.left), _less(boxes[2::4], self.left)
        if self.turn == 1:
            return _less(boxes[3::4], self.bottom), _less(boxes[1::4], self.bottom)
        if self.turn == 2:
            return [self.right - x for x in boxes[2::4]], [self.right - x for x in boxes[0::4]]
        return [self.top - y for y in boxes[1::4]], [self.top - y for y in boxes[3::4]]

    def rectangle(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom as shown of a rectangle given by two corners of the page's own space."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _less(values: Sequence[float], by: float) -> MutableSequence[float]:
    return [value - by for value in values] if by or not isinstance(values, MutableSequence) else values


def quarter(a: float, b: float) -> int | None:
    """The ``turn`` from which text of direction (a, b) is upright; None for text at a slant, as watermarks are."""
    if abs(b) <= _SLANT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _SLANT * abs(b):
        return 1 if b > 0 else 3
    return None


_SLANT = 0.12  # 7 degrees: a page laid crooked on the scanner reaches 3, watermarks begin at 20
