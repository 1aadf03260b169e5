"""``vankien ingest``: files and folders into the archive, what is unchanged left alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vankien.cli.options import ArchiveFolder, Json, Workers, archive_folder, screen_of
from vankien.cli.program import FAILED, FINE
from vankien.cli.screen import Screen, Step, name_shown

if TYPE_CHECKING:
    from index.ingest import IngestReport, Progress

_COUNTS = ("new", "changed", "unchanged", "same_content", "moved", "removed")
_NAMED = 10
"""Missing files named on the screen; all of them are in the JSON."""


def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", readable=False, help="ingest.paths")],
    *,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="ingest.retry_failed")] = False,
    renew: Annotated[bool, typer.Option("--renew", help="ingest.renew")] = False,
    words: Annotated[bool, typer.Option("--words", help="ingest.words")] = False,
    forget_missing: Annotated[bool, typer.Option("--forget-missing", help="ingest.forget_missing")] = False,
    workers: Workers = 2,
    as_json: Json = False,
    archive: ArchiveFolder = None,
) -> int:
    """Take files in and say what became of them."""
    from index.archive import Archive
    from vankien.cli.reading import expanded

    screen = screen_of(ctx)
    with Archive.open(archive_folder(archive), create=True) as opened, screen.progress(screen.say("stage.survey")) as step:
        report = opened.ingest(
            expanded(paths),
            workers=workers,
            retry_failed=retry_failed,
            renew=renew,
            words=words,
            forget_missing=forget_missing,
            progress=lambda state: _tell(screen, step, state),
        )
        folder = opened.folder
    if as_json:
        screen.json(_json(screen, folder, report))
    else:
        _show(screen, folder, report)
    # What failed before is still not in the archive: whoever missed the first list finds it here.
    failed = [(failure.path, failure.problem) for failure in (*report.failed, *report.still_failed)]
    screen.failures(sorted(failed, key=lambda pair: pair[0]))
    return FAILED if report.failed or report.failed_before else FINE


def _tell(screen: Screen, step: Step, state: Progress) -> None:
    """The survey counts what it finds; reading counts towards what the survey found due."""
    surveying = state.stage == "survey"
    step(state.found if surveying else state.done, None if surveying else state.due, state.path, screen.say(f"stage.{state.stage}"))


def _show(screen: Screen, folder: Path, report: IngestReport) -> None:
    screen.write((screen.say("stats.archive"), "bold"), f" {name_shown(str(folder))}")
    if not report.found:
        screen.write(screen.say("ingest.no-files"), indent=2)
    counts = [(screen.say(f"ingest.count.{name}"), getattr(report, name)) for name in _COUNTS]
    counts += [(screen.say("ingest.count.gone"), len(report.gone))]
    counts += [(screen.say("ingest.count.failed_before"), report.failed_before), (screen.say("ingest.count.failed"), len(report.failed))]
    shown = [(name, screen.number(value)) for name, value in counts if value]
    for name, value in shown:
        screen.write(name, indent=max(len(v) for _, v in shown) + 4, lead=f"{value}  ")
    if report.failed_before:
        screen.write((f"→ {screen.say('ingest.try-again')}", "dim"), indent=2)
    if report.gone:
        _show_gone(screen, report.gone)


def _show_gone(screen: Screen, gone: tuple[str, ...]) -> None:
    screen.write((screen.say("ingest.gone"), "yellow"))
    for path in gone[:_NAMED]:
        screen.write(name_shown(path), indent=4)
    if len(gone) > _NAMED:
        screen.write(screen.say("ingest.gone-more", count=screen.number(len(gone) - _NAMED)), indent=4)
    screen.write((f"→ {screen.say('ingest.forget')}", "dim"), indent=2)


def _json(screen: Screen, folder: Path, report: IngestReport) -> dict[str, Any]:
    from vankien.contract import problem_json

    failed, still = (
        [{"path": failure.path, **problem_json(failure.problem, screen.language)} for failure in failures]
        for failures in (report.failed, report.still_failed)
    )
    counts = {name: getattr(report, name) for name in ("found", *_COUNTS, "failed_before")}
    lists = {"gone": list(report.gone), "failed": failed, "still_failed": still}
    return {"archive": str(folder), **counts, **lists, "seconds": round(report.seconds, 3)}
