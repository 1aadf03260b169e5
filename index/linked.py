"""An engine's folder in which nothing can be written, read through a temporary folder of links to its files.

tantivy takes a lock file even to read, which cannot be made on a read-only share, a full disk or in another account's folder.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from core.errors import ArchiveError
from index.catalogue import disk_error

_LOCK = ".tantivy-meta.lock"
_NOT_FOR_READERS = frozenset({_LOCK, ".tantivy-writer.lock", ".managed.json"})
"""Locks, and the writer's list of its files, which tantivy lets its owner alone read."""


def refusal(folder: Path) -> ArchiveError | None:
    """Why the engine's lock cannot be taken in ``folder``; None where it can."""
    try:
        os.close(os.open(folder / _LOCK, os.O_WRONLY | os.O_CREAT, 0o666))
    except OSError as error:
        return disk_error(error, folder)
    return None


class Linked:
    """A temporary folder that shows the files of ``source``. Segments never change, so a link or a copy of one stays true."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._temporary = TemporaryDirectory(prefix="vankien-", ignore_cleanup_errors=True)
        self.folder = Path(self._temporary.name)
        self.refresh()

    def refresh(self) -> None:
        """Show what the writer has added since. Raises OSError."""
        for file in self._source.iterdir():
            link = self.folder / file.name
            if file.name in _NOT_FOR_READERS or link.is_symlink():
                continue
            if not link.exists() or file.name == "meta.json":
                _show(file.absolute(), link)

    def close(self) -> None:
        """Take the links away."""
        self._temporary.cleanup()


def _show(file: Path, link: Path) -> None:
    with suppress(OSError, NotImplementedError):
        link.symlink_to(file)
        return
    # Windows keeps links for administrators.
    shutil.copyfile(file, link)


def open_to_readers(folder: Path) -> None:
    """Give the files that tantivy makes for its owner alone the mode of the others, so that every account that may read the rest can read
    them. Does nothing where the modes cannot be changed.
    """
    with suppress(OSError):
        mode = (folder / _LOCK).stat().st_mode & 0o777
        for name in ("meta.json", ".managed.json"):
            (folder / name).chmod(mode)
