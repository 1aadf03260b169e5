"""How the cost of a piece of work grows with its input: a ratio inside one run, in processor time, so a busy machine changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

Work = Callable[[], object]
ROUNDS = 3


def cpu_seconds(work: Work) -> float:
    """Processor time of the best round."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(ROUNDS))


def assert_linear(prepare: Callable[[int], Work], size: int) -> None:
    """Four times the size costs about four times as much: sixteen, what a square costs, is out of reach of the bound of eight."""
    small, large = cpu_seconds(prepare(size)), cpu_seconds(prepare(4 * size))
    assert large < 8 * small + 0.05, f"{small:.3f} s for {size}, {large:.3f} s for four times as much"
