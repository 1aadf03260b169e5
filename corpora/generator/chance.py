"""Chance that is the same on every machine and in every version of Python: seeds by SHA-256, and only ``Random.random`` is drawn."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance:
    """A stream of draws that depends on its name alone.

    Python promises the same numbers for ``random()`` in all versions, for no other method; the others are made from it here.
    """

    __slots__ = ("random",)

    def __init__(self, *name: object) -> None:
        text = "\x1f".join(str(part) for part in name)
        self.random = random.Random(int.from_bytes(sha256(text.encode()).digest()[:8], "big")).random  # noqa: S311  (texts, no secrets)

    def below(self, n: int) -> int:
        """An integer from 0 to n - 1."""
        return int(self.random() * n)

    def between(self, low: int, high: int) -> int:
        """An integer from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def uniform(self, low: float, high: float) -> float:
        """A number from low to high."""
        return low + self.random() * (high - low)

    def happens(self, share: float) -> bool:
        """True with this probability."""
        return self.random() < share

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self.random() * len(items))]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """Different items, as many as there are at most."""
        rest = list(items)
        return [rest.pop(int(self.random() * len(rest))) for _ in range(min(count, len(rest)))]


class Weighted(Generic[T]):
    """Items with weights, ready to be drawn from."""

    __slots__ = ("_sums", "items")

    def __init__(self, items: Sequence[T], weights: Sequence[float]) -> None:
        self.items = tuple(items)
        self._sums = tuple(accumulate(weights))

    def draw(self, chance: Chance) -> T:
        """One item, by its weight."""
        return self.items[min(bisect_right(self._sums, chance.random() * self._sums[-1]), len(self.items) - 1)]
