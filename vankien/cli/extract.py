"""``vankien extract``: everything found in files, for people as tables and for programs as JSON Lines."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vankien.cli.options import Workers, screen_of
from vankien.cli.program import FAILED, FINE
from vankien.cli.screen import Screen, name_shown

if TYPE_CHECKING:
    from core.document import Document
    from core.problems import Problem


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    jsonl = "jsonl"


def extract(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="extract.paths")],
    form: Annotated[Format, typer.Option("--format", metavar="table|jsonl", help="extract.format", show_default=False)] = Format.table,
    as_json: Annotated[bool, typer.Option("--json", help="extract.json")] = False,
    workers: Workers = 2,
) -> int:
    """Read each file and print what was found in it; nothing is stored."""
    from vankien.cli.reading import read_files
    from vankien.contract import record

    screen = screen_of(ctx)
    lines = as_json or form is Format.jsonl
    failed: list[tuple[str, Problem]] = []
    with screen.progress(screen.say("reading"), quiet=screen.terminal) as step:
        for one in read_files(paths, workers, step):
            if one.error is not None:
                failed.append((str(one.path), one.error))
            if lines:
                screen.json(record(str(one.path), one.document, [one.error] if one.error else [], screen.language))
            elif one.document is not None:
                _show(screen, one.path, one.document)
    screen.failures(failed)
    return FAILED if failed else FINE


def _show(screen: Screen, path: Path, document: Document) -> None:
    from core.mentions import Indicator, Organisation
    from vankien.cli.pieces import indicator_row, page_text, reference_rows, show_header, show_problems, show_statements, title_of

    screen.write((title_of(document, screen), "bold"), (f"  {name_shown(str(path))}", "dim"))
    show_header(screen, document)
    references = list(reference_rows(screen, document))
    if references:
        screen.write(("\n" + screen.say("references-found", count=screen.number(len(references))), "bold"))
        screen.table(
            [screen.say(f"column.{c}") for c in ("reference", "number", "date", "issuer", "page")], references, right=(4,), keep=(2, 4)
        )
    indicators = document.of_kind(Indicator)
    if indicators:
        screen.write(("\n" + screen.say("indicators-found", count=screen.number(len(indicators))), "bold"))
        rows = [(*indicator_row(screen, i, i.span.of(document.text)), page_text(document, i.span)) for i in indicators]
        screen.table([screen.say(f"column.{c}") for c in ("value", "unit", "period", "page")], rows, right=(0, 3), keep=(3,))
    bodies = dict.fromkeys(" ".join(o.name.split()) for o in document.of_kind(Organisation))
    if bodies:
        screen.write(("\n" + screen.say("organisations-found", count=screen.number(len(bodies))), "bold"))
        screen.write("; ".join(bodies), indent=2)
    show_statements(screen, document)
    show_problems(screen, document)
    screen.write()
