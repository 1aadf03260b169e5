"""Worker processes that read files: spawned, limited in time and memory, fed over pipes, replaced when they die."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from threading import Thread
from time import monotonic, perf_counter

from msgspec import Struct, msgpack

from core.document import Document
from core.errors import ReaderFailed, ReadError, TooLarge
from core.problems import Problem
from core.settings import MEGABYTE, Limits
from pipeline.single import read_file

Step = Callable[[Document], Document]

_CONTEXT = get_context("spawn")
# A fresh worker needs 0.2-1 s for its imports; the rest is for slow disks.
_START_SECONDS = 60.0
_RECYCLE_FILES = 2000
# Memory that a large file leaves fragmented is given back by a new process.
_RECYCLE_SHARE = 0.6
_STOP_SECONDS = 2.0


class Answer(Struct, frozen=True, array_like=True):
    """What a worker sends for one file. ``leaving`` says that it ends now and wants to be replaced."""

    number: int
    seconds: float
    document: Document | None
    problem: Problem | None
    leaving: bool = False


class Worker:
    """A worker process as its parent sees it: ``jobs`` are the numbers and paths sent and not yet answered, oldest first."""

    def __init__(self, limits: Limits, step: Step | None) -> None:
        self.jobs: deque[tuple[int, bytes]] = deque()
        self.ready = False
        self._limits = limits
        self.allowed = limits.seconds
        self._since = monotonic()
        self._decoder = msgpack.Decoder(Answer)
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, limits, step), daemon=True)
        try:
            self.process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            theirs.close()

    def send(self, number: int, path: bytes) -> None:
        """Hand over a file; a worker that has died meanwhile is found out when it is waited for."""
        if not self.jobs and self.ready:
            self._since = monotonic()
        self.jobs.append((number, path))
        if len(self.jobs) == 1:
            self._allow()
        with suppress(OSError, ValueError):
            self.connection.send_bytes(msgpack.encode((number, path)))

    def receive(self) -> Answer | None:
        """The next answer, None where it only says that it is ready. Raises EOFError or OSError where it has died."""
        data = self.connection.recv_bytes()
        self._since = monotonic()
        if not data:
            self.ready = True
            return None
        answer = self._decoder.decode(data)
        self.jobs.popleft()
        self._allow()
        return answer

    def _allow(self) -> None:
        """Set the time for the oldest job: a large file may take longer."""
        size = 0
        if self.jobs:
            with suppress(OSError, ValueError):
                size = min(os.stat(self.jobs[0][1]).st_size, self._limits.file_bytes)  # noqa: PTH116  (bytes, as the pipe has them)
        self.allowed = self._limits.seconds_for(size)

    def waits(self) -> bool:
        """True where something is there to be received, if only the end."""
        try:
            return self.connection.poll()
        except OSError:
            return True

    def left(self) -> float | None:
        """Seconds until its time is over, None where it has nothing to do."""
        if not self.ready:
            return self._since + max(_START_SECONDS, self._limits.seconds) - monotonic()
        return self._since + self.allowed - monotonic() if self.jobs else None

    def busy(self) -> float:
        """Seconds since it was given something or last answered."""
        return monotonic() - self._since

    def how_it_ended(self) -> str:
        """Signal or exit code, for the user's list."""
        self.process.join(_STOP_SECONDS)
        code = self.process.exitcode
        if code is not None and code < 0:
            with suppress(ValueError):
                return signal.Signals(-code).name
        return f"exit {code}"

    def stop(self) -> None:
        """End the process and wait for it: gently where it is idle, at once where it works."""
        self.connection.close()
        if self.ready and not self.jobs:
            self.process.join(_STOP_SECONDS)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        self.process.close()


def _serve(pipe: Connection, limits: Limits, step: Step | None) -> None:
    """The worker's life: a path in, an answer out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not get among the JSON lines of the command.
    with suppress(OSError):
        os.dup2(2, 1)
    Thread(target=_die_with_parent, daemon=True).start()
    _limit_memory(limits.memory_bytes)
    done = 0
    try:
        pipe.send_bytes(b"")
        while True:
            number, path = msgpack.decode(pipe.recv_bytes(), type=tuple[int, bytes])
            done += 1
            answer = _answer(number, os.fsdecode(path), limits, step, done)
            pipe.send_bytes(_encoded(answer))
            if answer.leaving:
                break
    except (EOFError, OSError):
        pass
    # Nothing is left to be written. Taking down the libraries one by one costs 0.3 s with the words layer, and the parent waits for it.
    sys.stderr.flush()
    os._exit(0)


def _answer(number: int, path: str, limits: Limits, step: Step | None, done: int) -> Answer:
    start = perf_counter()
    try:
        document = read_file(path, limits)
    except ReadError as error:
        return Answer(number, perf_counter() - start, None, error.problem(), _tired(done, limits))
    except MemoryError:
        limit = f"{limits.memory_bytes / MEGABYTE:g} MB"
        return Answer(number, perf_counter() - start, None, TooLarge(what="RAM", limit=limit, actual=f"> {limit}").problem(), leaving=True)
    if step is not None:
        try:
            document = step(document)
        except Exception as error:  # noqa: BLE001 - a mistake of ours in one file must not cost its text
            problem = Problem("extraction-failed", {"detail": f"{type(error).__name__}: {error}"[:200]})
            document = document.with_(problems=(*document.problems, problem))
    return Answer(number, perf_counter() - start, document, None, _tired(done, limits))


def _encoded(answer: Answer) -> bytes:
    """The answer as it is sent; one that cannot be stored (text that is no Unicode) is our mistake and costs its file alone."""
    try:
        return msgpack.encode(answer)
    except (ValueError, TypeError) as error:
        problem = ReaderFailed(detail=f"{type(error).__name__}: {error}"[:200]).problem()
        return msgpack.encode(Answer(answer.number, answer.seconds, None, problem, answer.leaving))


def _tired(done: int, limits: Limits) -> bool:
    return done >= _RECYCLE_FILES or _peak_memory() > limits.memory_bytes * _RECYCLE_SHARE


def _die_with_parent() -> None:
    """A worker stuck in a file would outlive a parent that was killed."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _limit_memory(size: int) -> None:
    """Writable memory of this process, in bytes; nothing where the system has no such limit (Windows)."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (size if hard < 0 else min(size, hard), hard))


def _peak_memory() -> int:
    """Largest size of this process so far in bytes, 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
