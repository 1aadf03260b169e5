"""Files under the paths that a user gives: sorted, without hidden and temporary ones, and with what cannot be reached."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.problems import Problem

_TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
_TEMPORARY_ENDS = (".tmp", ".temp", ".crdownload", ".part", ".partial", ".swp", ".bak~", "~")

Identity = tuple[int, int] | str
"""Of a folder: device and number, else its real path."""


def find_files(paths: Iterable[str | Path]) -> Iterator[Path | tuple[Path, Problem]]:
    """Files given by name, and those in folders, folder by folder in the order of names.

    A file given by name is always taken. In folders, hidden and temporary files (".x", "~$x.docx", "x.tmp", "Thumbs.db") are left out,
    links are followed, sockets, pipes and devices left to their owners, and a folder that holds itself through a link comes as a Problem "folder-loop". What does not exist or may not be
    read comes with its Problem. Memory grows with the largest folder and the depth, not with the number of files.
    """
    for given in paths:
        path = Path(given)
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield path, _problem(error)
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _folder(path, (_identity(path, status),))
        else:
            yield path


def _identity(folder: Path, status: os.stat_result) -> Identity:
    """What tells a folder from all others; some network and card file systems of Windows number nothing, there its real path does."""
    return (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(folder)


def _folder(folder: Path, above: tuple[Identity, ...]) -> Iterator[Path | tuple[Path, Problem]]:
    """``above``: this folder and those that hold it."""
    try:
        stack = [(folder, iter(_names(folder)), above)]
    except OSError as error:
        yield folder, _problem(error)
        return
    while stack:
        parent, names, above = stack[-1]
        name = next(names, None)
        if name is None:
            stack.pop()
            continue
        entry = parent / name
        try:
            status = entry.stat()
            if stat.S_ISREG(status.st_mode):
                yield entry
            elif stat.S_ISDIR(status.st_mode):
                key = _identity(entry, status)
                if key in above:
                    yield entry, Problem("folder-loop")
                else:
                    stack.append((entry, iter(_names(entry)), (*above, key)))
        except (OSError, ValueError) as error:
            yield entry, _problem(error)


def _names(folder: Path) -> list[str]:
    """What a folder holds, in order; what is hidden or temporary is left out."""
    with os.scandir(folder) as found:
        return sorted(entry.name for entry in found if not _temporary(entry.name))


def _temporary(name: str) -> bool:
    low = name.lower()
    return low.startswith((".", "~$", "~wrl")) or low in _TEMPORARY_NAMES or low.endswith(_TEMPORARY_ENDS)


def _problem(error: OSError | ValueError) -> Problem:
    if isinstance(error, PermissionError):
        return Problem("no-permission")
    if isinstance(error, FileNotFoundError):
        return Problem("not-found")
    # Too many links in a row: a link that leads to itself.
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return Problem("folder-loop")
    return Problem("read-failed", {"detail": str(error)})
