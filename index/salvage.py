"""What can still be read of a damaged catalogue, in a new one; the old one is kept beside it under another name.

SQLite tells of damage page by page, so each Document is asked for by itself. Only Documents are taken over: Works, mentions and columns
are made from them again. A path whose Document is lost is left out, so that the next ingest reads it.
"""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import DecodeError, Struct, json

from core.document import Document, File
from core.errors import ArchiveError
from core.problems import Problem
from index.catalogue import FILE, Catalogue, archive_errors, read_only_address
from index.ledger import Ledger, Look
from index.store import Store

_NEW = "catalogue.new"
_BATCH = 200
_MISSES = 500_000
"""Rows asked for in vain, one after the other, before the end of a table is believed: 2 s, where a damaged number may say anything."""
_UNREADABLE = (sqlite3.Error, DecodeError, ValueError, OverflowError, MemoryError, zlib.error)
"""What reading a damaged row may raise. Memory: a damaged length may be any number."""
_PATH = "path, size, mtime_ns, file, problem, seen, gone"


class Recovered(Struct, frozen=True):
    """Documents and paths in the new catalogue, and where the damaged one lies now."""

    documents: int
    paths: int
    damaged: Path


def recover(folder: Path) -> Recovered | None:
    """Save what can be read of the catalogue in ``folder``; None where nothing is wrong with it.

    Raises ``ArchiveError``: "archive-lost" where nothing can be read (then nothing was changed), "archive-missing", "archive-busy" ….
    """
    if _is_sound(folder):
        return None
    with archive_errors(folder):
        connection = sqlite3.connect(read_only_address(folder / FILE), uri=True, isolation_level=None, check_same_thread=False)
        with closing(Catalogue(folder, connection)) as lock, lock.writing():
            try:
                documents, paths = _Salvage(connection, folder / _NEW).run()
            finally:
                # Windows moves no file that is open.
                connection.close()
            if not documents:
                shutil.rmtree(folder / _NEW, ignore_errors=True)
                raise ArchiveError(str(folder), code="archive-lost", path=folder)
            return Recovered(documents, paths, _swap(folder))


def _is_sound(folder: Path) -> bool:
    try:
        with closing(Catalogue.open(folder)) as catalogue:
            store = Store(catalogue)
            return not catalogue.problems() and all(store.document(number) for number in store.ids())
    except ArchiveError as error:
        if error.code != "archive-damaged":
            raise
        return False


def _swap(folder: Path) -> Path:
    """The new catalogue in the place of the old one, which keeps its name and "damaged-1" (2, 3 …)."""
    number = 1
    while (folder / f"{FILE}.damaged-{number}").exists():
        number += 1
    damaged = folder / f"{FILE}.damaged-{number}"
    for end in ("", "-wal", "-shm"):
        if (folder / (FILE + end)).exists():
            (folder / (FILE + end)).rename(f"{damaged}{end}")
    (folder / _NEW / FILE).rename(folder / FILE)
    shutil.rmtree(folder / _NEW, ignore_errors=True)
    return damaged


class _Salvage:
    """One pass over a damaged catalogue, into a new one."""

    def __init__(self, damaged: sqlite3.Connection, new: Path) -> None:
        self._damaged = damaged
        shutil.rmtree(new, ignore_errors=True)
        self._catalogue = Catalogue.open(new, create=True)
        self._ledger = Ledger(self._catalogue)
        self._store = Store(self._catalogue)
        self._files: dict[int, int] = {}
        """Rows of Files: old to new."""

    def run(self) -> tuple[int, int]:
        """Documents and paths saved."""
        with closing(self._catalogue):
            documents = self._copy_documents()
            self._copy_failed_files()
            return documents, self._copy_paths()

    def _copy_documents(self) -> int:
        count = 0
        numbers = iter(self._numbers("documents"))
        with self._catalogue.transaction():
            generation = self._catalogue.next_generation()
        while True:
            batch = list(islice(numbers, _BATCH))
            if not batch:
                return count
            with self._catalogue.transaction():
                for number in batch:
                    found = self._document(number)
                    if found is not None:
                        file, document = found
                        self._files[file] = self._ledger.put_file(document.file, 0.0)
                        self._store.put(document, self._files[file], generation)
                        count += 1

    def _document(self, number: int) -> tuple[int, Document] | None:
        """A Document and its File's row, if both are whole."""
        row = self._row("SELECT file, data, text, key, characters FROM documents WHERE id = ?", number)
        if row is None:
            return None
        with suppress(*_UNREADABLE, ArchiveError):
            document = self._store.unpacked(row[1], row[2])
            return (row[0], document) if (document.id, len(document.text)) == row[3:] else None
        return None

    def _copy_failed_files(self) -> None:
        with self._catalogue.transaction():
            for number in self._numbers("files"):
                row = self._row("SELECT sha256, size, problem, seconds FROM files WHERE id = ? AND state = 'failed'", number)
                with suppress(*_UNREADABLE):
                    if row is not None and number not in self._files:
                        problem = json.decode(row[2], type=Problem)
                        self._files[number] = self._ledger.put_file(File(row[0], "", row[1]), float(row[3]), problem)

    def _copy_paths(self) -> int:
        with self._catalogue.transaction():
            if not all([self._scan("ASC"), self._scan("DESC")]):
                # The index by File holds every path a second time.
                for file in (None, *self._files):
                    for path in self._paths_of(file):
                        row = self._row(f"SELECT {_PATH} FROM paths WHERE path = ?", path)  # noqa: S608
                        self._put_path(row or (path, 0, 0, file, None, 0, None))
        count = self._catalogue.row("SELECT count(*) FROM paths")
        return int(count[0]) if count else 0

    def _scan(self, order: str) -> bool:
        """Paths from one end of the table on; False where damage stands in the way."""
        try:
            for row in self._damaged.execute(f"SELECT {_PATH} FROM paths ORDER BY path {order}"):  # noqa: S608
                self._put_path(row)
        except _UNREADABLE:
            return False
        return True

    def _paths_of(self, file: int | None) -> list[str]:
        with suppress(*_UNREADABLE):
            return [path for (path,) in self._damaged.execute("SELECT path FROM paths INDEXED BY paths_file WHERE file IS ?", (file,))]
        return []

    def _put_path(self, row: tuple[Any, ...]) -> None:
        path, size, mtime_ns, file, problem, seen, gone = row
        if not isinstance(path, str) or (file is not None and file not in self._files) or (file is None and problem is None):
            return
        with suppress(*_UNREADABLE):
            look = Look(path, int(size), int(mtime_ns))
            self._ledger.put_path(look, self._files.get(file), int(seen), json.decode(problem, type=Problem) if problem else None)
            if gone is not None:
                self._catalogue.run("UPDATE paths SET gone = ? WHERE path = ?", (int(gone), path))

    def _numbers(self, table: str) -> Iterator[int]:
        """Rows that may be in a table."""
        told = self._row("SELECT seq FROM sqlite_sequence WHERE name = ?", table)
        end = told[0] if told is not None and isinstance(told[0], int) else None
        number = last = 0
        while number - last < _MISSES and (end is None or number < end):
            number += 1
            if self._row(f"SELECT id FROM {table} WHERE id = ?", number) is not None:  # noqa: S608
                last = number
                yield number

    def _row(self, sql: str, value: int | str) -> tuple[Any, ...] | None:
        with suppress(*_UNREADABLE):
            row: tuple[Any, ...] | None = self._damaged.execute(sql, (value,)).fetchone()
            return row
        return None
