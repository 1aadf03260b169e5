"""The survey of an ingest: every path found, and whether it is due, in a temporary table on the disk, a batch at a time.

Set by set rather than path by path: measured on 6,000 unchanged files 0.15 s instead of 0.9 s.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from index.base import Failure
from index.catalogue import Catalogue
from index.ledger import PASSING, Ledger, Look

_BATCH = 500


class Tally(Struct, frozen=True):
    """Paths of a batch by what the ledger says of them; ``again`` were in the survey before."""

    unchanged: int = 0
    failed_before: int = 0
    due: int = 0
    again: int = 0


class Survey:
    """Paths of one run. ``renewed`` are Files that are due although nothing changed; failed paths are due with ``retry_failed``, and those
    whose problem may have passed in any case.
    """

    def __init__(self, catalogue: Catalogue, renewed: Iterable[int], *, retry_failed: bool) -> None:
        self._catalogue = catalogue
        self._retry_failed = retry_failed
        self._waiting: list[tuple[str, bytes, int, int]] = []
        self._last = 0
        for statement in (
            "DROP TABLE IF EXISTS temp.survey",
            "DROP TABLE IF EXISTS temp.renewed",
            "CREATE TEMP TABLE survey (id INTEGER PRIMARY KEY, path TEXT UNIQUE, raw BLOB, size INTEGER, mtime_ns INTEGER, state TEXT)",
            "CREATE TEMP TABLE renewed (file INTEGER PRIMARY KEY)",
        ):
            catalogue.run(statement)
        catalogue.run_many("INSERT INTO temp.renewed VALUES (?)", [(file,) for file in renewed])

    def add(self, path: Path, now: Look) -> Tally:
        """A path as it lies there; a tally whenever a batch is full."""
        self._waiting.append((now.path, os.fsencode(path), now.size, now.mtime_ns))
        return self.settle() if len(self._waiting) >= _BATCH else Tally()

    def settle(self) -> Tally:
        """Compare what has been added with the ledger."""
        added, last = len(self._waiting), self._last
        if not added:
            return Tally()
        run = self._catalogue.run
        run("BEGIN")
        self._catalogue.run_many("INSERT OR IGNORE INTO temp.survey (path, raw, size, mtime_ns) VALUES (?, ?, ?, ?)", self._waiting)
        run(
            f"""UPDATE temp.survey SET state = ifnull((SELECT CASE
                WHEN p.size != survey.size OR p.mtime_ns != survey.mtime_ns THEN 'due'
                WHEN p.state = 'ok' THEN iif(p.file IN (SELECT file FROM temp.renewed), 'due', 'unchanged')
                ELSE iif(? OR json_extract(p.problem, '$.code') IN ({", ".join("?" * len(PASSING))}), 'due', 'failed') END
                FROM main.paths p WHERE p.path = survey.path), 'due') WHERE id > ?""",  # noqa: S608
            (self._retry_failed, *PASSING, last),
        )
        counts = dict(self._catalogue.rows("SELECT state, count(*) FROM temp.survey WHERE id > ? GROUP BY state", (last,)))
        found = self._catalogue.row("SELECT max(id) FROM temp.survey")
        run("COMMIT")
        self._last = int(found[0]) if found else last
        self._waiting.clear()
        return Tally(counts.get("unchanged", 0), counts.get("failed", 0), counts.get("due", 0), added - sum(counts.values()))

    def due(self) -> Iterator[tuple[Path, Look]]:
        """Paths that have to be looked into, in the order in which they were found."""
        last = 0
        while True:
            rows = self._catalogue.rows(
                "SELECT id, path, raw, size, mtime_ns FROM temp.survey WHERE state = 'due' AND id > ? ORDER BY id LIMIT ?", (last, _BATCH)
            )
            if not rows:
                return
            for _, text, raw, size, mtime_ns in rows:
                yield Path(os.fsdecode(raw)), Look(text, size, mtime_ns)
            last = rows[-1][0]

    def failed(self, limit: int) -> tuple[Failure, ...]:
        """Paths that failed before and are not due, the first by name."""
        ledger = Ledger(self._catalogue)
        rows = self._catalogue.rows("SELECT path FROM temp.survey WHERE state = 'failed' ORDER BY path LIMIT ?", (limit,))
        return tuple(Failure(path, problem) for (path,) in rows if (problem := ledger.problem(path)) is not None)

    def put_seen(self, now: int) -> None:
        """Note in the ledger that the paths that are not due are still there; inside a transaction."""
        sql = "UPDATE main.paths SET seen = ?, gone = NULL WHERE path IN (SELECT path FROM temp.survey WHERE state != 'due')"
        self._catalogue.run(sql, (now,))
