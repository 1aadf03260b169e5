"""Paths that were there at an earlier ingest and are no more: found under the folders surveyed, marked, or forgotten on request.

A document stays in the archive when its file is deleted: archives outlive the disks that they were read from. A path is dropped only where
nothing is lost with it: the bytes lie under another path by now (a file moved), or they never gave a document.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from index.catalogue import Catalogue
from index.ledger import Ledger, path_text
from index.store import Store


class Vanished(Struct, frozen=True):
    """What became of the paths that are no longer there: newly marked and kept, dropped since moved, Documents taken out on request."""

    gone: tuple[str, ...] = ()
    moved: int = 0
    removed: tuple[int, ...] = ()


class Missing:
    """The folders of one ingest and what could not be reached in them; asked at its end, when moved files have their new paths."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._ledger = Ledger(catalogue)
        self._store = Store(catalogue)
        self._folders: list[str] = []
        for statement in (
            "DROP TABLE IF EXISTS temp.unreached",
            "DROP TABLE IF EXISTS temp.gone",
            "CREATE TEMP TABLE unreached (path TEXT PRIMARY KEY)",
            "CREATE TEMP TABLE gone (path TEXT PRIMARY KEY, file INTEGER, empty INTEGER)",
        ):
            catalogue.run(statement)

    def watched(self, paths: Iterable[str | Path]) -> Iterator[str | Path]:
        """The paths given, passed on; folders among them are remembered."""
        for path in paths:
            if Path(path).is_dir():
                self._folders.append(path_text(path))
            yield path

    def unreached(self, path: Path) -> None:
        """A file or folder that is there but could not be looked into: nothing can be said of what lies under it."""
        self._catalogue.run("INSERT OR IGNORE INTO temp.unreached VALUES (?)", (path_text(path),))

    def drop_empty(self, path: str) -> None:
        """A path given by name that is no more: dropped where it never gave a document, so that it is no failure for ever."""
        file = self._ledger.file_at(path)
        if self._has_documents(file):
            return
        with self._catalogue.transaction():
            self._catalogue.run("DELETE FROM paths WHERE path = ?", (path,))
            if file is not None and self._ledger.is_orphan(file):
                self._store.remove_file(file, self._catalogue.generation())

    def settle(self, now: int, generation: int, *, forget: bool) -> Vanished:
        """Compare the ledger with the survey; inside a transaction. With ``forget`` missing paths and their Documents are taken out, but for
        folders in which nothing at all was found: a drive that is not connected looks like that.
        """
        self._find()
        gone: list[str] = []
        moved = 0
        removed: list[int] = []
        for path, file, empty in self._catalogue.rows("SELECT path, file, empty FROM temp.gone ORDER BY path"):
            elsewhere = self._lies_elsewhere(file)
            if elsewhere or (forget and not empty) or not self._has_documents(file):
                self._catalogue.run("DELETE FROM paths WHERE path = ?", (path,))
                moved += elsewhere
                if file is not None and self._ledger.is_orphan(file):
                    removed += self._store.remove_file(file, generation)
            elif self._catalogue.row("SELECT 1 FROM paths WHERE path = ? AND gone IS NULL", (path,)):
                # What could not be read before it went is no failure that anybody can mend.
                self._catalogue.run("UPDATE paths SET gone = ?, state = 'ok', problem = NULL WHERE path = ?", (now, path))
                gone.append(path)
        return Vanished(tuple(gone), moved, tuple(removed))

    def _find(self) -> None:
        """Fill the table of paths that the ledger has under the folders, the survey has not, and the disk neither."""
        for folder in self._folders:
            below = _below(folder)
            empty = self._catalogue.row("SELECT 1 FROM temp.survey WHERE path > ? AND path < ? LIMIT 1", below) is None
            self._catalogue.run(
                """INSERT OR IGNORE INTO temp.gone SELECT path, file, ? FROM main.paths
                WHERE path > ? AND path < ? AND path NOT IN (SELECT path FROM temp.survey)""",
                (empty, *below),
            )
        for (path,) in self._catalogue.rows("SELECT path FROM temp.unreached"):
            self._catalogue.run("DELETE FROM temp.gone WHERE path = ? OR (path > ? AND path < ?)", (path, *_below(path)))
        # A hidden file that was once given by name is in no survey of its folder.
        there = [(path,) for (path,) in self._catalogue.rows("SELECT path FROM temp.gone") if os.path.lexists(path)]
        self._catalogue.run_many("DELETE FROM temp.gone WHERE path = ?", there)

    def _lies_elsewhere(self, file: int | None) -> bool:
        sql = "SELECT 1 FROM paths WHERE file = ? AND gone IS NULL AND path NOT IN (SELECT path FROM temp.gone) LIMIT 1"
        return self._catalogue.row(sql, (file,)) is not None

    def _has_documents(self, file: int | None) -> bool:
        return self._catalogue.row("SELECT 1 FROM documents WHERE file = ? LIMIT 1", (file,)) is not None


def _below(folder: str) -> tuple[str, str]:
    """Bounds of all paths in a folder, both excluded, in the order of SQLite (bytes of UTF-8)."""
    first = folder if folder.endswith(os.sep) else folder + os.sep
    return first, first[:-1] + chr(ord(os.sep) + 1)
