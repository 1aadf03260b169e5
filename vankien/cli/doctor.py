"""``vankien doctor``: whether this machine, the libraries and the archive are fit, and what to do where they are not."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from vankien.cli.options import ArchiveFolder, Json, archive_folder, screen_of
from vankien.cli.program import FAILED, FINE
from vankien.cli.screen import Screen, name_shown

if TYPE_CHECKING:
    from index.archive import Archive

_LIBRARIES = {
    "lxml": "lxml.etree", "msgspec": "msgspec", "pypdfium2": "pypdfium2", "python-docx": "docx",
    "rich": "rich", "spacy": "spacy", "tantivy": "tantivy", "typer": "typer", "underthesea": "underthesea",
}  # fmt: skip
"""Distribution and the module whose import proves it: on Windows a library may be installed and still lack a DLL."""

_LEAST_FREE = 500 * 1024 * 1024
"""Bytes free below which a large ingest will not finish."""


class Check(NamedTuple):
    """One thing looked at: its name, what was found, whether that is well (None: for information), what to do if not."""

    name: str
    found: str
    well: bool | None = True
    remedy: str = ""


def doctor(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="doctor.repair")] = False,
    as_json: Json = False,
    archive: ArchiveFolder = None,
) -> int:
    """Look at everything and say what is wrong."""
    screen = screen_of(ctx)
    folder = archive_folder(archive)
    checks = [*_machine(screen, folder), *_libraries(screen), *_archive(screen, folder, repair=repair)]
    if as_json:
        screen.json([check._asdict() for check in checks])
    else:
        _show(screen, checks)
    return FAILED if any(check.well is False for check in checks) else FINE


def _machine(screen: Screen, folder: Path) -> Iterator[Check]:
    import platform

    enough = sys.version_info >= (3, 11)
    yield Check("Python", f"{platform.python_version()}, {platform.system()} {platform.machine()}", enough, screen.say("doctor.python"))
    from vankien import __version__

    yield Check("vankien", __version__, None)
    there = next(parent for parent in (folder, *folder.absolute().parents) if parent.is_dir())
    free = shutil.disk_usage(there).free
    yield Check(screen.say("doctor.disk"), f"{free / 1024**3:.1f} GB", free >= _LEAST_FREE, screen.say("doctor.disk-remedy"))


def _libraries(screen: Screen) -> Iterator[Check]:
    from importlib import metadata

    for name, module in _LIBRARIES.items():
        try:
            import_module(module)
            yield Check(name, metadata.version(name))
        except Exception as fault:  # noqa: BLE001  (whatever a broken installation raises is what we are here to tell)
            yield Check(name, f"{type(fault).__name__}: {fault}", False, screen.say("doctor.library", name=name))


def _archive(screen: Screen, folder: Path, *, repair: bool) -> Iterator[Check]:
    """The archive's own check; first the repair, where it is wanted."""
    from core.errors import ArchiveError
    from core.problems import Problem
    from index.archive import Archive

    name = screen.say("doctor.archive")
    place = name_shown(str(folder))
    try:
        recovered = Archive.recover(folder) if repair else None
        if recovered is not None:
            told = Problem(
                "archive-recovered", {"documents": screen.number(recovered.documents), "path": name_shown(str(recovered.damaged))}
            )
            yield Check(name, told.text(screen.language), None, told.hint(screen.language))
        with Archive.open(folder) as archive:
            yield Check(name, place)
            yield from _health(screen, archive, repair=repair)
    except ArchiveError as fault:
        missing = fault.code == "archive-missing"
        yield Check(name, fault.text(screen.language), None if missing else False, fault.hint(screen.language))


def _health(screen: Screen, archive: Archive, *, repair: bool) -> Iterator[Check]:
    if repair:
        with screen.progress(screen.say("doctor.repairing")) as step:
            documents = archive.repair(lambda done: step(done, None, ""))
        yield Check(screen.say("doctor.repaired"), screen.say("doctor.documents", count=screen.number(documents)), None)
    problems = archive.check()
    for problem in problems:
        yield Check(screen.say("doctor.archive-health"), problem.text(screen.language), False, problem.hint(screen.language))
    if not problems:
        yield Check(screen.say("doctor.archive-health"), screen.say("doctor.sound"))
    failed = archive.failures()
    if failed:
        found = screen.say("doctor.failures", count=screen.number(len(failed)))
        yield Check(screen.say("doctor.archive-files"), found, None, screen.say("doctor.failures-remedy"))


def _show(screen: Screen, checks: list[Check]) -> None:
    width = max(len(check.name) for check in checks)
    for check in checks:
        sign = {True: ("✓ ", "green"), False: ("✗ ", "bold red"), None: ("· ", "dim")}[check.well]
        screen.write(sign, f"{check.name:<{width}}  {check.found}")
        if check.remedy and check.well is not True:
            screen.write((f"→ {check.remedy}", "dim"), indent=width + 4)
    wrong = sum(check.well is False for check in checks)
    screen.write()
    if wrong:
        screen.write((screen.say("doctor.wrong", count=wrong), "bold red"))
    else:
        screen.write((screen.say("doctor.well"), "bold green"))
    screen.write((screen.say("doctor.not-needed"), "dim"))
