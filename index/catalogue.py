"""The catalogue: one SQLite file that holds the truth of an archive. What it has committed survives a killed process.

This module opens it, guards it and counts its generations; ``ledger``, ``store`` and ``lookup`` say what is in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from core.errors import ArchiveError

SCHEMA = "2"
FILE = "catalogue.sqlite"
LOCK = "writing.lock"
_BUSY_SECONDS = 10.0
_OF_SYSTEMS = frozenset({"lost+found", "desktop.ini", "thumbs.db", "system volume information", "$recycle.bin"})

_FULL = {sqlite3.SQLITE_FULL}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_READABLE = _UNWRITABLE | _FULL | {sqlite3.SQLITE_IOERR}
"""Why a catalogue may refuse to be opened and still be readable: even a question makes files beside it."""


@contextmanager
def archive_errors(place: Path) -> Iterator[None]:
    """Errors of SQLite and of the disk as ``ArchiveError``: full, busy, not writable, damaged."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, place) from error
    except OSError as error:
        raise disk_error(error, place) from error


def disk_error(error: OSError, place: Path) -> ArchiveError:
    """What an error of the operating system means for an archive."""
    if is_full(error):
        return ArchiveError(str(place), code="disk-full")
    return ArchiveError(str(place), code="archive-unwritable", path=place, detail=error.strerror or error)


def is_full(error: BaseException) -> bool:
    """True where no space is left: by code, or by the words of a library that gives no code."""
    from errno import EDQUOT, ENOSPC

    if isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT):
        return True
    words = str(error).casefold()
    return any(sign in words for sign in ("no space left", "os error 28", "os error 112", "disk full", "disk is full", "quota exceeded"))


def _translated(error: sqlite3.Error, place: Path) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _FULL or is_full(error):
        return ArchiveError(str(place), code="disk-full")
    if code in _BUSY:
        return ArchiveError(str(place), code="archive-busy")
    if code in _UNWRITABLE:
        return ArchiveError(str(place), code="archive-unwritable", path=place, detail=error)
    return ArchiveError(str(place), code="archive-damaged", detail=error)


class Catalogue:
    """An open catalogue in an archive's folder. One process writes (``writing``), any number read; where nothing can be written
    (``refusal`` says why), all read.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, refusal: ArchiveError | None = None) -> None:
        self.folder = folder
        self.refusal = refusal
        self._connection = connection
        self._lock: sqlite3.Connection | None = None

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Catalogue:
        """The catalogue in ``folder``; with ``create`` an empty one where there is none. Where it is there and nothing can be written
        (a read-only share, a full disk), it is opened to be read.

        Raises ``ArchiveError``: missing, made by another version, damaged, not writable, a new one in a folder of other files.
        """
        path = folder / FILE
        there = path.is_file()
        if not there and not create:
            raise ArchiveError(str(folder), code="archive-missing", path=folder)
        with archive_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if not there and any(not _may_lie_there(file.name) for file in folder.iterdir()):
                raise ArchiveError(str(folder), code="archive-folder-taken", path=folder)
            try:
                return cls(folder, _connected(folder, str(path)))
            except sqlite3.OperationalError as error:
                if not there or not _is_code(error, _READABLE):
                    raise
                refusal = _translated(error, folder)
                if refusal.code == "archive-damaged":
                    refusal = ArchiveError(str(folder), code="archive-unwritable", path=folder, detail=error)
                return cls(folder, _read_only(folder, path), refusal)

    def close(self) -> None:
        """Release the file and the lock."""
        self.release()
        self._connection.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a question."""
        with archive_errors(self.folder):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a question."""
        with archive_errors(self.folder):
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
            return found

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """One change, inside a ``transaction``."""
        with archive_errors(self.folder):
            self._connection.execute(sql, values)

    def run_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """The same change with many values, inside a ``transaction``."""
        with archive_errors(self.folder):
            self._connection.executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside or none: lasting once the block is left."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # A full disk may have ended the transaction already.
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    def generation(self) -> int:
        """How often Documents were changed: an engine that carries the same number has them all."""
        row = self.row("SELECT value FROM meta WHERE key = 'generation'")
        return int(row[0]) if row else 0

    def next_generation(self) -> int:
        """Begin a generation, inside a ``transaction``."""
        generation = self.generation() + 1
        self.run("UPDATE meta SET value = ? WHERE key = 'generation'", (str(generation),))
        return generation

    def acquire(self) -> bool:
        """Become the one process that writes; False where another one is. The lock goes with the process, however it ends.

        Raises ``ArchiveError`` where nothing can be written.
        """
        if self.refusal is not None:
            raise self.refusal
        if self._lock is not None:
            return True
        with archive_errors(self.folder):
            lock = sqlite3.connect(self.folder / LOCK, timeout=0.0, isolation_level=None, check_same_thread=False)
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                lock.close()
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
                    return False
                raise
        self._lock = lock
        return True

    def release(self) -> None:
        """Let others write."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one that writes for a while. Raises ``ArchiveError`` "archive-busy" where another process is."""
        held = self._lock is not None
        if not self.acquire():
            raise ArchiveError(str(self.folder), code="archive-busy")
        try:
            yield
        finally:
            if not held:
                self.release()

    def problems(self) -> list[str]:
        """What SQLite itself finds wrong; empty when all is well."""
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        found += [f"foreign key: {row[0]} row {row[1]}" for row in self.rows("PRAGMA foreign_key_check")]
        return found


def _may_lie_there(name: str) -> bool:
    """Can a new archive be made beside a file of this name? Beside what is left of an older one, and what systems put into every folder."""
    return name.startswith((".", FILE, LOCK, "catalogue.new", "tantivy-")) or name.casefold() in _OF_SYSTEMS


def _connected(folder: Path, place: str, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection that has been asked something, so that it is known to work."""
    connection = sqlite3.connect(place, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=read_only)
    try:
        _prepare(connection, folder, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _read_only(folder: Path, path: Path) -> sqlite3.Connection:
    """A connection that writes nothing. The files that a question makes beside the catalogue may lie there already, made by another account's
    process; if not, nobody is writing, and the catalogue is read as a file that does not change.
    """
    address = read_only_address(path)
    try:
        return _connected(folder, address, read_only=True)
    except sqlite3.OperationalError as error:
        if not _is_code(error, _READABLE):
            raise
        return _connected(folder, f"{address}&immutable=1", read_only=True)


def read_only_address(path: Path) -> str:
    """The address by which SQLite opens a file without writing to it."""
    address = path.absolute().as_uri()
    # SQLite knows no server in an address: a share is a path that begins with two slashes.
    return (address if address.startswith("file:///") else "file://" + address.removeprefix("file:")) + "?mode=ro"


def _is_code(error: sqlite3.Error, codes: set[int]) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in codes


def _prepare(connection: sqlite3.Connection, folder: Path, *, read_only: bool = False) -> None:
    # FULL: a commit is on the disk before it counts, also when the power fails; measured 1-5 ms a batch.
    lasting = () if read_only else ("journal_mode = WAL", "synchronous = FULL")
    for pragma in (*lasting, "foreign_keys = ON", "temp_store = FILE", "cache_size = -16000"):
        connection.execute(f"PRAGMA {pragma}")
    made = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0]
    if not made and not read_only:
        _create(connection)
    found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() if made or not read_only else None
    if found is None or found[0] != SCHEMA:
        raise ArchiveError(str(folder), code="archive-version", found=found[0] if found else "?", wanted=SCHEMA)


def _create(connection: sqlite3.Connection) -> None:
    """The tables, in one transaction: a process killed here leaves nothing behind."""
    statements = (files(__package__) / "schema.sql").read_text("utf-8")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0] == 0:
            for statement in _statements(statements):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('schema', ?), ('generation', '0')", (SCHEMA,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
