"""From folders to an archive, in two stages that each survive a crash: survey (what is new?), then reading, stored batch by batch.

Memory does not grow with the number of files: what the survey finds waits in a temporary table on the disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Literal, cast

from msgspec import Struct

from core.document import Document, File
from core.errors import ArchiveError, ReaderDied
from core.problems import Problem
from core.settings import Limits
from core.viewer import Viewer
from index.base import Failure, Record
from index.catalogue import Catalogue
from index.derived import Derived
from index.ledger import PASSING, PLACE_ONLY, KnownFile, Ledger, Look, digest, look, path_text
from index.lookup import Lookup
from index.missing import Missing, Vanished
from index.store import Store
from index.survey import Survey, Tally
from pipeline.run import Outcome, read_many
from pipeline.walk import find_files

_BATCH_DOCUMENTS, _BATCH_CHARACTERS, _BATCH_SECONDS = 200, 8_000_000, 2.0
"""A batch is stored when any of these is reached: what a killed process may have read in vain."""
_NAMED = 1_000
"""Paths that failed before and are named in a report."""

Stage = Literal["survey", "read", "index"]


class Progress(Struct, frozen=True):
    """How far an ingest is. ``due`` and ``done`` count paths to be read; in the survey ``due`` still grows."""

    stage: Stage
    found: int
    due: int
    done: int
    failed: int
    path: str = ""


class IngestReport(Struct, frozen=True, kw_only=True):
    """What an ingest did, in paths. ``new`` were read for the first time or again on request, ``changed`` had other bytes before,
    ``same_content`` hold bytes that were known under another path, ``failed_before`` failed earlier and were not tried again.
    """

    found: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    same_content: int = 0
    failed: tuple[Failure, ...] = ()
    failed_before: int = 0
    still_failed: tuple[Failure, ...] = ()
    """Those that failed before, at most the first 1,000 by name; ``Archive.failures`` gives all."""
    removed: int = 0
    """Documents taken out: their paths hold other bytes now, or are missing and were to be forgotten."""
    gone: tuple[str, ...] = ()
    """Paths in the folders given that were there before and are no more; what they held stays in the archive."""
    moved: int = 0
    """Paths that are no more, dropped since their bytes lie under another path."""
    seconds: float = 0.0


class _Read(Struct, frozen=True):
    """A Document read and not yet stored."""

    document: Document
    look: Look
    digest: str
    seconds: float


class _Due(Struct, frozen=True):
    """A path to be read, as it was when its digest was taken ("" where there is none)."""

    path: Path
    look: Look
    digest: str


class _Attachment(Struct, frozen=True):
    """A path to be written into the ledger: its File if known, else why there is none."""

    look: Look
    file: int | None
    problem: Problem | None


class Ingest:
    """One run over some paths. The catalogue's lock is held by the caller."""

    def __init__(
        self,
        catalogue: Catalogue,
        derived: Derived,
        *,
        step: Callable[[Document], Document],
        limits: Limits,
        workers: int,
        retry_failed: bool,
        renew: dict[str, str] | None,
        forget_missing: bool,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._catalogue = catalogue
        self._derived = derived
        self._ledger = Ledger(catalogue)
        self._store = Store(catalogue)
        self._step = step
        self._limits = limits
        self._workers = workers
        self._retry_failed = retry_failed
        self._renewed = set(Lookup(catalogue).due(renew, Viewer.everything())) if renew else set[int]()
        self._progress = progress
        self._forget_missing = forget_missing
        self._survey = Survey(catalogue, self._renewed, retry_failed=retry_failed)
        self._missing = Missing(catalogue)
        self._vanished = Vanished()
        self._now = int(time.time())
        self._count = dict.fromkeys(("found", "due", "new", "changed", "unchanged", "same_content", "failed_before", "removed"), 0)
        self._done = 0
        self._failed: list[Failure] = []
        self._asked: dict[Path, _Due] = {}
        self._reading: dict[str, list[_Due]] = {}
        """Digests being read under one path, and the other paths that wait for it."""
        self._instead: list[_Due] = []
        self._tried: set[str] = set()
        self._read: list[_Read] = []
        self._attachments: list[_Attachment] = []
        self._failing: list[tuple[File, Look, Problem, float]] = []
        self._characters = 0
        self._stored_at = time.monotonic()

    def run(self, paths: Iterable[str | Path]) -> IngestReport:
        """Survey, read, store. Raises ``ArchiveError``: disk full; what was stored until then stays."""
        started = time.monotonic()
        self._look_at(paths)
        if self._count["due"]:
            self._read_due()
        self._settle_missing()
        self._tell("index")
        self._derived.commit()
        counts = {name: n for name, n in self._count.items() if name != "due"}
        return IngestReport(
            **counts,
            failed=tuple(self._failed),
            still_failed=self._survey.failed(_NAMED),
            gone=self._vanished.gone,
            moved=self._vanished.moved,
            seconds=time.monotonic() - started,
        )

    def _look_at(self, paths: Iterable[str | Path]) -> None:
        """Survey every path, open none."""
        own = self._catalogue.folder.resolve()
        for found in find_files(self._missing.watched(_documents(paths, own))):
            path, problem = found if isinstance(found, tuple) else (found, None)
            # The archive may lie in the folder given (a home folder); its own files are no documents. Names first: they cost nothing.
            if own.name in path.parts and own in path.resolve().parents:
                continue
            self._count["found"] += 1
            if problem is None:
                try:
                    self._tally(self._survey.add(path, look(path)))
                except OSError as error:
                    problem = _unreachable(error)
            if problem is not None:
                self._fail_unlooked(path, problem)
            self._tell("survey", path)
        self._tally(self._survey.settle())
        with self._catalogue.transaction():
            self._survey.put_seen(self._now)
        if self._attachments:
            self._flush()

    def _tally(self, tally: Tally) -> None:
        self._count["unchanged"] += tally.unchanged
        self._count["failed_before"] += tally.failed_before
        self._count["due"] += tally.due
        self._count["found"] -= tally.again

    def _read_due(self) -> None:
        self._read_all(self._due())
        while self._instead:
            instead, self._instead = self._instead, []
            self._read_all(self._ask(due) for due in instead)

    def _read_all(self, paths: Iterator[Path | tuple[Path, Problem]]) -> None:
        outcomes = read_many(paths, step=self._step, workers=self._workers, limits=self._limits, ordered=False)
        try:
            for outcome in outcomes:
                self._take(outcome)
                if self._is_full():
                    self._flush()
        except (KeyboardInterrupt, ReaderDied):
            self._flush()
            raise
        finally:
            # Ends the workers at once, not when the garbage collector comes by.
            cast("Generator[Outcome]", outcomes).close()
        self._flush()

    def _due(self) -> Iterator[Path | tuple[Path, Problem]]:
        """Paths to be read, one for each content; whatever is settled by its digest alone goes straight to the next batch."""
        for path, now in self._survey.due():
            self._done += 1
            due = _Due(path, now, "")
            problem = None
            if now.size <= self._limits.file_bytes:
                try:
                    due = _Due(path, now, digest(path))
                except OSError as error:
                    problem = _unreachable(error)
            if due.digest and self._is_settled(due):
                continue
            yield (self._ask(due), problem) if problem else self._ask(due)

    def _ask(self, due: _Due) -> Path:
        self._asked[due.path] = due
        return due.path

    def _is_settled(self, due: _Due) -> bool:
        """True where nothing has to be read: the bytes are known, known to fail, or being read under another path."""
        if due.digest in self._reading:
            self._reading[due.digest].append(due)
            return True
        known = self._ledger.file(due.digest)
        if known is not None and known.id not in self._renewed and not (known.problem and self._again(due.digest, known.problem)):
            self._attach_known(due.look, known)
            return True
        self._reading[due.digest] = []
        return False

    def _again(self, sha256: str, problem: Problem) -> bool:
        """Are bytes that failed worth another try? Once a run at most: a file that takes too long may lie there ten times."""
        return sha256 not in self._tried and (self._retry_failed or problem.code in PASSING)

    def _attach_known(self, now: Look, known: KnownFile) -> None:
        if known.problem:
            self._fail(now, known.problem, known.id)
            return
        touched = self._ledger.file_at(now.path) == known.id
        self._count["unchanged" if touched else "same_content"] += 1
        self._attachments.append(_Attachment(now, known.id, None))

    def _take(self, outcome: Outcome) -> None:
        """One outcome into the batch."""
        due = self._asked.pop(outcome.path)
        if outcome.document is not None:
            same = outcome.document.file.id == due.digest
            if not same:
                self._pass_on(due.digest)
            self._read.append(_Read(outcome.document, due.look, due.digest if same else "", outcome.seconds))
            self._characters += len(outcome.document.text)
        else:
            self._take_problem(due, outcome.error or Problem("reader-died", {"detail": "?"}), outcome.seconds)
        self._tell("read", outcome.path)

    def _take_problem(self, due: _Due, problem: Problem, seconds: float) -> None:
        if not due.digest or problem.code in PLACE_ONLY:
            self._fail(due.look, problem)
            self._pass_on(due.digest)
            return
        self._tried.add(due.digest)
        for one in (due, *self._reading.pop(due.digest, [])):
            self._failing.append((File(due.digest, "", one.look.size), one.look, problem, seconds))
            self._failed.append(Failure(one.look.path, problem))

    def _pass_on(self, sha256: str) -> None:
        """A path did not give the bytes that it had when it was looked at: one that waited for it is read in its place."""
        waiting = self._reading.pop(sha256, [])
        if waiting:
            self._instead.append(waiting[0])
            self._reading[sha256] = waiting[1:]

    def _fail(self, now: Look, problem: Problem, file: int | None = None) -> None:
        """A path that gives nothing. Where only the path is to blame, it keeps the File that it had."""
        self._failed.append(Failure(now.path, problem))
        self._attachments.append(_Attachment(now, self._ledger.file_at(now.path) if file is None else file, problem))

    def _fail_unlooked(self, path: Path, problem: Problem) -> None:
        """A path that could not even be looked at. One that never held anything is told, not kept: a folder out of reach or a path typed
        wrongly would stand among the failures for ever.
        """
        now = Look(path_text(path), 0, 0)
        self._missing.unreached(path)
        if problem.code == "not-found":
            self._missing.drop_empty(now.path)
        if self._ledger.knows(now.path):
            self._fail(now, problem)
        else:
            self._failed.append(Failure(now.path, problem))

    def _settle_missing(self) -> None:
        with self._catalogue.transaction():
            generation = self._catalogue.generation() + 1
            self._vanished = self._missing.settle(self._now, generation, forget=self._forget_missing)
            if self._vanished.removed:
                self._catalogue.next_generation()
        self._count["removed"] += len(self._vanished.removed)
        if self._vanished.removed:
            self._derived.put([], list(self._vanished.removed), generation)

    def _is_full(self) -> bool:
        return bool(self._read or self._attachments or self._failing) and (
            len(self._read) + len(self._attachments) + len(self._failing) >= _BATCH_DOCUMENTS
            or self._characters >= _BATCH_CHARACTERS
            or time.monotonic() - self._stored_at >= _BATCH_SECONDS
        )

    def _flush(self) -> None:
        """Store the batch: one transaction of the catalogue, then the engine, which may lag behind and catch up later."""
        records: list[Record] = []
        removed: list[int] = []
        with self._catalogue.transaction():
            generation = self._catalogue.generation() + 1
            before: set[int] = set()
            for one in self._read:
                file = self._ledger.put_file(one.document.file, one.seconds)
                records.append(self._store.put(one.document, file, generation))
                self._put_path(one.look, file, None, before, "new")
                for other in self._reading.get(one.digest, []):
                    self._put_path(other.look, file, None, before, "same_content")
            for content, now, problem, seconds in self._failing:
                self._put_path(now, self._ledger.put_file(content, seconds, problem), problem, before, "")
            for attachment in self._attachments:
                self._put_path(attachment.look, attachment.file, attachment.problem, before, "")
            for file in sorted(before):
                removed += self._store.remove_file(file, generation) if self._ledger.is_orphan(file) else []
            if records or removed:
                self._catalogue.next_generation()
        self._renewed -= {record.file for record in records}
        self._count["removed"] += len(removed)
        for one in self._read:
            self._reading.pop(one.digest, None)
        self._read, self._failing, self._attachments, self._characters = [], [], [], 0
        if records or removed:
            self._derived.put(records, removed, generation)
        self._stored_at = time.monotonic()

    def _put_path(self, now: Look, file: int | None, problem: Problem | None, before: set[int], count: str) -> None:
        had = self._ledger.file_at(now.path)
        self._ledger.put_path(now, file, self._now, problem)
        if had is not None and had != file:
            before.add(had)
        if count:
            self._count["changed" if count == "new" and had is not None and had != file else count] += 1

    def _tell(self, stage: Stage, path: Path | str = "") -> None:
        if self._progress is not None:
            count = self._count
            self._progress(Progress(stage, count["found"], count["due"], self._done, len(self._failed), path_text(path) if path else ""))


def _documents(paths: Iterable[str | Path], archive: Path) -> Iterator[str | Path]:
    """The paths given, none of which may be the archive itself: nothing would be found there, and nobody would know why."""
    for path in paths:
        if Path(path).resolve() == archive:
            raise ArchiveError(str(archive), code="archive-folder-given", path=archive)
        yield path


def _unreachable(error: OSError) -> Problem:
    if isinstance(error, PermissionError):
        return Problem("no-permission")
    if isinstance(error, FileNotFoundError):
        return Problem("not-found")
    return Problem("read-failed", {"detail": error.strerror or str(error)})
