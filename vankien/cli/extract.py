"""``vankien extract``: everything found in files, for people as tables and for programs as JSON Lines."""

from __future__ import annotations

from collections.abc import Sequence
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
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", readable=False, help="extract.paths")],
    form: Annotated[Format, typer.Option("--format", metavar="table|jsonl", help="extract.format", show_default=False)] = Format.table,
    as_json: Annotated[bool, typer.Option("--json", help="extract.json")] = False,
    workers: Workers = 2,
) -> int:
    """Read each file and print what was found in it; nothing is stored."""
    from vankien.cli.reading import read_files
    from vankien.contract import record

    screen = screen_of(ctx)
    lines = as_json or form is Format.jsonl
    found = 0
    failed: list[tuple[str, Problem]] = []
    with screen.progress(screen.say("reading"), quiet=screen.terminal) as step:
        for one in read_files(paths, workers, step):
            found += 1
            if one.error is not None:
                failed.append((str(one.path), one.error))
            if lines:
                screen.json(record(str(one.path), one.document, [one.error] if one.error else [], screen.language))
            elif one.document is not None:
                _show(screen, one.path, one.document)
    if not found:
        screen.note(screen.say("ingest.no-files"))
    screen.failures(failed)
    return FAILED if failed else FINE


def _show(screen: Screen, path: Path, document: Document) -> None:
    from core.mentions import Indicator, Organisation, Reference
    from vankien.cli.pieces import indicator_row, page_text, reference_row, show_header, show_problems, show_statements, title_of

    screen.write((title_of(document, screen), "bold"), (f"  {name_shown(str(path))}", "dim"))
    show_header(screen, document)
    references = [[*row, page_text(document, m.span)] for m in document.of_kind(Reference) if (row := reference_row(screen, document, m))]
    _table(screen, document, "references", ("reference", "number", "date", "issuer"), references, keep=(1, 2))
    figures = document.of_kind(Indicator)
    rows = [[*indicator_row(screen, m, m.span.of(document.text)), page_text(document, m.span)] for m in figures]
    _table(screen, document, "indicators", ("value", "unit", "period"), rows, right=(0,))
    bodies = dict.fromkeys(" ".join(o.name.split()) for o in document.of_kind(Organisation))
    if bodies:
        screen.write(("\n" + screen.say("organisations-found", count=screen.number(len(bodies))), "bold"))
        screen.write("; ".join(bodies), indent=2)
    show_statements(screen, document)
    show_problems(screen, document)
    screen.write()


def _table(
    screen: Screen,
    document: Document,
    name: str,
    columns: Sequence[str],
    rows: list[list[str]],
    *,
    right: Sequence[int] = (),
    keep: Sequence[int] = (),
) -> None:
    """A heading with the count, then the rows; their last column is the page, which is left out where the format has none."""
    if not rows:
        return
    screen.write(("\n" + screen.say(f"{name}-found", count=screen.number(len(rows))), "bold"))
    paged = bool(document.pages)
    heads = [screen.say(f"column.{c}") for c in (*columns, *(["page"] if paged else []))]
    last = (len(columns),) if paged else ()
    screen.table(heads, [row if paged else row[:-1] for row in rows], right=(*right, *last), keep=(*keep, *last))
