"""The search engine of an archive kept in step with its catalogue: opened when needed, caught up after a crash, built anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import islice

from core.errors import ArchiveError
from index.base import Engine, Record
from index.catalogue import Catalogue
from index.embedded import Embedded
from index.store import Store

_COMMIT_DOCUMENTS, _COMMIT_SECONDS = 2_000, 30.0
"""The engine commits less often than the catalogue: what it lacks after a crash is read from the catalogue."""
_BATCH = 200
_LATER = frozenset({"archive-busy", "archive-unwritable", "disk-full"})
"""Why an engine may stay behind for now and still answer."""


class Derived:
    """The engine of one catalogue. Whoever writes holds the catalogue's lock."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._store = Store(catalogue)
        self._engine: Embedded | None = None
        self._pending = 0
        self._generation = 0
        self._committed_at = time.monotonic()

    def engine(self) -> Engine:
        """The engine, in step with the catalogue; as it was at its last commit where another process is writing, or nothing can be written."""
        engine = self._open()
        if engine.generation() != self._catalogue.generation():
            try:
                with self._catalogue.writing():
                    self.catch_up()
            except ArchiveError as error:
                self.close()
                if error.code not in _LATER or self._open().generation() < 0:
                    raise
        return self._open()

    def put(self, records: list[Record], removed: list[int], generation: int) -> None:
        """A batch that the catalogue has committed as ``generation``, right after the one before it."""
        engine = self._open()
        if not self._pending:
            self.catch_up(generation - 1)
            if engine.generation() == generation:
                # It lagged behind, and what it lacked included this batch.
                return
        engine.remove(removed)
        engine.put(records)
        self._pending += len(records) + len(removed)
        self._generation = generation
        if self._pending >= _COMMIT_DOCUMENTS or time.monotonic() - self._committed_at > _COMMIT_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Make all batches visible; without any, bring the engine up to the catalogue."""
        if self._generation:
            self._open().commit(self._generation)
            with self._catalogue.transaction():
                self._store.forget_removed(self._generation)
            self._pending = self._generation = 0
            self._committed_at = time.monotonic()
        else:
            self.catch_up()

    def catch_up(self, until: int | None = None) -> None:
        """Give the engine what the catalogue has changed since its last commit; all of it where the engine cannot say or is ahead."""
        engine = self._open()
        wanted = self._catalogue.generation() if until is None else until
        has = engine.generation()
        if has == wanted:
            return
        if has > wanted or has < 0:
            engine.clear()
            has = -1
        else:
            engine.remove(self._store.removed(has))
        self._fill(engine, self._store.records(has))
        engine.commit(self._catalogue.generation())

    def rebuild(self, progress: Callable[[int], None] | None = None) -> int:
        """Throw the engine away and build it from the catalogue; gives the number of Documents."""
        self.close()
        Embedded.discard(self._catalogue.folder)
        engine = self._open()
        # Where a file was still in use and could not be taken away.
        engine.clear()
        count = self._fill(engine, self._store.records(), progress)
        engine.commit(self._catalogue.generation())
        return count

    def damaged(self) -> tuple[str, ...]:
        """Names of the engine's files that are not as they were written."""
        return Embedded.damaged(self._catalogue.folder)

    def close(self) -> None:
        """Release the engine's files."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        self._pending = self._generation = 0

    def _open(self) -> Embedded:
        if self._engine is None:
            try:
                self._engine = Embedded.open(self._catalogue.folder)
            except ArchiveError as error:
                if error.code != "archive-damaged":
                    raise
                with self._catalogue.writing():
                    Embedded.discard(self._catalogue.folder)
                    self._engine = Embedded.open(self._catalogue.folder)
        return self._engine

    def _fill(self, engine: Engine, records: Iterable[Record], progress: Callable[[int], None] | None = None) -> int:
        count = 0
        source = iter(records)
        while batch := list(islice(source, _BATCH)):
            engine.put(batch)
            count += len(batch)
            if progress is not None:
                progress(count)
        return count
