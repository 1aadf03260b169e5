"""Options that several commands share, and what is made of their values."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vankien.cli.screen import Screen

if TYPE_CHECKING:
    from index.archive import Archive

ARCHIVE_VARIABLE = "VANKIEN_ARCHIVE"
ARCHIVE_NAME = "vankien-archive"

Json = Annotated[bool, typer.Option("--json", help="option.json")]
ArchiveFolder = Annotated[Path | None, typer.Option("--archive", metavar="FOLDER", help="option.archive")]
Workers = Annotated[int, typer.Option("--workers", metavar="N", min=1, help="option.workers")]


def screen_of(ctx: typer.Context) -> Screen:
    """The screen of this run."""
    screen = ctx.find_object(Screen)
    assert screen is not None
    return screen


def archive_folder(chosen: Path | None) -> Path:
    """The folder of the archive: as given, else VANKIEN_ARCHIVE, else ``vankien-archive`` in the user's home."""
    named = chosen or os.environ.get(ARCHIVE_VARIABLE)
    return Path(named).expanduser() if named else Path.home() / ARCHIVE_NAME


def opened(chosen: Path | None) -> Archive:
    """The archive that a command asks; ArchiveError where there is none."""
    from index.archive import Archive

    return Archive.open(archive_folder(chosen))
