"""The ledger: which path held which bytes when it was last looked at, so that nothing unchanged is opened again."""

from __future__ import annotations

import os
from hashlib import file_digest
from pathlib import Path
from typing import Literal

from msgspec import Struct, json

from core.document import File
from core.problems import Problem
from index.catalogue import Catalogue

State = Literal["new", "changed", "unchanged", "failed"]
"""A path never seen, one whose size or time is another, one as it was and read, one as it was that gave nothing."""


PLACE_ONLY = frozenset({"no-permission", "not-found", "not-a-file", "folder-loop", "read-failed"})
"""Problems of a path, not of its bytes: the bytes may be fine, and what they held before stays in the archive."""
PASSING = PLACE_ONLY | {"reader-died", "timed-out", "reader-failed"}
"""Problems that may be gone without the file having changed: of the place, of a busy machine, of the program. Always tried again."""


class Look(Struct, frozen=True):
    """A path as it lies on the disk now: size in bytes, time of change in nanoseconds."""

    path: str
    size: int
    mtime_ns: int


class KnownFile(Struct, frozen=True):
    """Bytes that the archive knows: row, whether they could be read, and if not, why."""

    id: int
    sha256: str
    problem: Problem | None = None


def path_text(path: Path | str) -> str:
    """The absolute path as the ledger has it; bytes that are no text show as escapes, so that every name can be stored."""
    # Not resolve(): a link is a path of its own, wherever it leads.
    whole = os.path.abspath(path)  # noqa: PTH100
    try:
        stored = whole.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # Windows allows halves of surrogate pairs in names, which stand for no byte.
        stored = whole.encode("utf-8", "surrogatepass")
    return stored.decode("utf-8", "backslashreplace")


def look(path: Path) -> Look:
    """Size and time of a path. Raises OSError."""
    status = path.stat()
    return Look(path_text(path), status.st_size, status.st_mtime_ns)


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


class Ledger:
    """Paths and Files of a catalogue. Changes go inside a transaction of its."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def state(self, now: Look) -> State:
        """What the ledger says of a path."""
        row = self._catalogue.row("SELECT size, mtime_ns, state FROM paths WHERE path = ?", (now.path,))
        if row is None:
            return "new"
        if (row[0], row[1]) != (now.size, now.mtime_ns):
            return "changed"
        return "unchanged" if row[2] == "ok" else "failed"

    def knows(self, path: str) -> bool:
        """Was the path ever found?"""
        return self._catalogue.row("SELECT 1 FROM paths WHERE path = ?", (path,)) is not None

    def problem(self, path: str) -> Problem | None:
        """Why a path gave nothing."""
        row = self._catalogue.row("SELECT problem FROM paths WHERE path = ? AND state = 'failed'", (path,))
        return _problem(row[0]) if row else None

    def file(self, sha256: str) -> KnownFile | None:
        """Bytes by their digest."""
        row = self._catalogue.row("SELECT id, problem FROM files WHERE sha256 = ?", (sha256,))
        return KnownFile(row[0], sha256, _problem(row[1])) if row else None

    def file_at(self, path: str) -> int | None:
        """Row of the File that a path held."""
        row = self._catalogue.row("SELECT file FROM paths WHERE path = ?", (path,))
        return row[0] if row else None

    def put_file(self, file: File, seconds: float, problem: Problem | None = None) -> int:
        """Bytes that were read, or could not be."""
        self._catalogue.run(
            """INSERT INTO files (sha256, size, format, title, published, encoding, state, problem, seconds)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET size = excluded.size, format = excluded.format,
            title = excluded.title, published = excluded.published, encoding = excluded.encoding, state = excluded.state,
            problem = excluded.problem, seconds = excluded.seconds""",
            (
                file.id, file.size, file.format, file.title, file.published, file.encoding,
                "failed" if problem else "ok", _json(problem), round(seconds, 3),
            ),
        )  # fmt: skip
        row = self._catalogue.row("SELECT id FROM files WHERE sha256 = ?", (file.id,))
        assert row is not None
        return int(row[0])

    def put_path(self, now: Look, file: int | None, seen: int, problem: Problem | None = None) -> None:
        """A path and what it holds; where it gave nothing, why."""
        self._catalogue.run(
            """INSERT INTO paths (path, size, mtime_ns, file, state, problem, seen) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, file = excluded.file,
            state = excluded.state, problem = excluded.problem, seen = excluded.seen, gone = NULL""",
            (now.path, now.size, now.mtime_ns, file, "failed" if problem else "ok", _json(problem), seen),
        )

    def is_orphan(self, file: int) -> bool:
        """True for a File that no path holds any more: its paths have other bytes now."""
        return self._catalogue.row("SELECT 1 FROM paths WHERE file = ? LIMIT 1", (file,)) is None


def _json(problem: Problem | None) -> str | None:
    return json.encode(problem).decode() if problem else None


def _problem(text: str | None) -> Problem | None:
    return json.decode(text, type=Problem) if text else None
