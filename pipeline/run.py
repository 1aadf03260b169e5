"""Files to Documents: one in this process (``single``), many in worker processes with limits."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing import connection
from pathlib import Path

from msgspec import DecodeError, Struct

from core.document import Document
from core.errors import ReaderDied
from core.problems import Problem
from core.settings import Limits
from pipeline.single import DEFAULTS, read_bytes, read_file, text_document
from pipeline.workers import Step, Worker

__all__ = ["Outcome", "read_bytes", "read_file", "read_many", "text_document"]

# A worker has its next file in the pipe before we have taken its answer, so it never waits for us.
_AHEAD = 2
# Outcomes held back at most, for each worker, while an earlier file takes its time.
_WINDOW = 16
_START_FAILURES = 3


class Outcome(Struct, frozen=True):
    """What became of one file: a Document (with its own problems), or the error that kept it from being read. ``seconds`` of work."""

    path: Path
    document: Document | None
    error: Problem | None
    seconds: float


def read_many(
    paths: Iterable[Path | tuple[Path, Problem]],
    *,
    step: Step | None = None,
    workers: int = 2,
    limits: Limits = DEFAULTS,
    ordered: bool = True,
) -> Iterator[Outcome]:
    """An Outcome for each path, in the order of ``paths`` or, not ``ordered``, as they are done; memory is bounded, however many there are.

    ``step`` (a function of a module's top level) is applied to each Document in the worker. ``paths`` may be what ``find_files`` gives:
    a path with a Problem comes back as it is. A file that takes too long, too much memory, or kills its worker costs itself alone.
    Closing the iterator ends the workers. Scripts that call this need the usual ``if __name__ == "__main__":`` (workers are spawned).
    Raises ReaderDied where workers cannot be started at all.
    """
    pool = _Pool(paths, step, max(1, workers), limits)
    try:
        yield from pool.ordered() if ordered else pool.as_done()
    finally:
        pool.close()


class _Pool:
    """Workers, and the way of each file: waiting (``_again``) or in flight (``_paths``), then done."""

    def __init__(self, paths: Iterable[Path | tuple[Path, Problem]], step: Step | None, size: int, limits: Limits) -> None:
        self._items = enumerate(paths)
        self._step = step
        self._size = size
        self._limits = limits
        self._workers: list[Worker] = []
        self._again: deque[int] = deque()
        self._paths: dict[int, Path] = {}
        self._done: dict[int, Outcome] = {}
        self._failures = 0

    def ordered(self) -> Iterator[Outcome]:
        """Outcomes in the order of the paths."""
        following = 0
        while True:
            self._feed()
            if following in self._done:
                yield self._done.pop(following)
                following += 1
            elif self._paths:
                self._wait()
            else:
                return

    def as_done(self) -> Iterator[Outcome]:
        """Outcomes as they come."""
        while True:
            self._feed()
            if self._done:
                yield self._done.pop(next(iter(self._done)))
            elif self._paths:
                self._wait()
            else:
                return

    def close(self) -> None:
        """End all workers; none stays behind as a zombie."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _feed(self) -> None:
        """Give each worker something to do, within the window; files that lost their worker go first."""
        while self._again and self._room():
            number = self._again.popleft()
            self._least_busy().send(number, os.fsencode(self._paths[number]))
        while len(self._paths) + len(self._done) < _WINDOW * self._size and self._room():
            number, item = next(self._items, (-1, None))
            if item is None:
                return
            if isinstance(item, tuple):
                self._done[number] = Outcome(item[0], None, item[1], 0.0)
            else:
                self._paths[number] = item
                self._least_busy().send(number, os.fsencode(item))

    def _room(self) -> bool:
        return len(self._workers) < self._size or any(len(worker.jobs) < _AHEAD for worker in self._workers)

    def _least_busy(self) -> Worker:
        """An idle worker, else a new one, else the one with the shortest queue."""
        best = min(self._workers, key=lambda worker: len(worker.jobs), default=None)
        if best is None or (best.jobs and len(self._workers) < self._size):
            best = Worker(self._limits, self._step)
            self._workers.append(best)
        return best

    def _wait(self) -> None:
        """Until a worker answers, dies, or runs out of time."""
        by_handle: dict[connection.Connection | int, Worker] = {
            handle: worker for worker in self._workers for handle in (worker.connection, worker.process.sentinel)
        }
        times = [left for worker in self._workers if (left := worker.left()) is not None]
        ready = connection.wait(list(by_handle), max(0.0, min(times)) if times else None)
        for worker in dict.fromkeys(worker for handle, worker in by_handle.items() if handle in ready):
            self._hear(worker)
        for worker in list(self._workers):
            left = worker.left()
            if left is not None and left <= 0 and not worker.waits():
                self._lose(worker, Problem("timed-out", {"limit": f"{worker.allowed:.0f}"}))

    def _hear(self, worker: Worker) -> None:
        try:
            while worker.waits():
                answer = worker.receive()
                if answer is None:
                    self._failures = 0
                    continue
                self._record(answer.number, answer.document, answer.problem, answer.seconds)
                if answer.leaving:
                    self._retire(worker)
                    return
        except (EOFError, OSError, DecodeError):
            self._lose(worker, Problem("reader-died", {"detail": worker.how_it_ended()}))
            return
        if worker.process.exitcode is not None:
            self._lose(worker, Problem("reader-died", {"detail": worker.how_it_ended()}))

    def _lose(self, worker: Worker, problem: Problem) -> None:
        """A worker that died or hangs costs the file it was at; one that never got ready costs nothing, three of them everything."""
        if not worker.ready:
            self._failures += 1
            if self._failures >= _START_FAILURES:
                raise ReaderDied(detail=worker.how_it_ended())
        elif worker.jobs:
            number, _ = worker.jobs.popleft()
            self._record(number, None, problem, worker.busy())
        self._retire(worker)

    def _retire(self, worker: Worker) -> None:
        self._again.extend(number for number, _ in worker.jobs)
        self._workers.remove(worker)
        worker.stop()

    def _record(self, number: int, document: Document | None, problem: Problem | None, seconds: float) -> None:
        self._done[number] = Outcome(self._paths.pop(number), document, problem, seconds)
