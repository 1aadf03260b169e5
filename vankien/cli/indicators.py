"""``vankien indicators``: the figures of files or of documents in the archive, each with its sentence and page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from vankien.cli.options import ArchiveFolder, Json, Workers, opened, screen_of
from vankien.cli.program import FAILED, FINE, UsageFault
from vankien.cli.screen import Part, Screen, Step, name_shown

if TYPE_CHECKING:
    from core.mentions import Indicator, Statement
    from core.problems import Problem
    from index.archive import Archive

_AROUND = 32
"""Characters of the sentence shown on each side of a figure on a terminal."""


class Figure(NamedTuple):
    """A figure and where it stands."""

    indicator: Indicator
    text: str
    sentence: str
    page: int | None
    file: str


def indicators(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", readable=False, help="indicators.paths")] = None,
    *,
    numbers: Annotated[list[str] | None, typer.Option("--number", metavar="NUMBER", help="indicators.number")] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="QUERY", help="indicators.about")] = None,
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="indicators.unit", show_default=False)] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="indicators.limit")] = 1000,
    as_json: Json = False,
    archive: ArchiveFolder = None,
    workers: Workers = 2,
) -> int:
    """Print a table of figures."""
    screen = screen_of(ctx)
    failed: list[tuple[str, Problem]] = []
    if paths and (numbers or about or unit):
        raise UsageFault("paths-or-number")
    if paths:
        with screen.progress(screen.say("reading"), quiet=screen.terminal) as step:
            wrong: list[tuple[str, Statement]] = []
            _show(screen, _of_files(paths, workers, step, failed, wrong), as_json=as_json)
        _show_wrong(screen, wrong)
    else:
        with opened(archive) as found:
            figures = list(_of_archive(found, numbers or [None], about, unit, limit + 1))
        _show(screen, iter(figures[:limit]), as_json=as_json)
        if len(figures) > limit:
            screen.note(screen.say("more-figures", limit=screen.number(limit)))
    screen.failures(failed)
    return FAILED if failed else FINE


def _of_files(
    paths: list[Path], workers: int, step: Step, failed: list[tuple[str, Problem]], wrong: list[tuple[str, Statement]]
) -> Iterator[Figure]:
    """Figures file by file; files that cannot be read go to ``failed``, sums and shares that do not come out to ``wrong``."""
    from core.mentions import Indicator
    from index.passages import Headings
    from index.surroundings import Surroundings
    from vankien.cli.reading import read_files

    for outcome in read_files(paths, workers, step):
        if outcome.error is not None:
            failed.append((str(outcome.path), outcome.error))
        document = outcome.document
        if document is None:
            continue
        wrong += [(str(outcome.path), s) for s in document.statements if s.holds is False]
        around = Surroundings(document, Headings(document))
        for found in document.of_kind(Indicator):
            text, sentence = found.span.of(document.text), around.sentence(found.span).of(document.text)
            yield Figure(found, text, sentence, document.page_at(found.span.start), str(outcome.path))


def _of_archive(archive: Archive, numbers: Sequence[str | None], about: str | None, unit: str, limit: int) -> Iterator[Figure]:
    from core.viewer import Viewer

    everything = Viewer.everything()
    for number in numbers:
        for found in archive.indicators(everything, number=number, query=about, unit=unit, limit=limit):
            yield Figure(found.indicator, found.text, found.sentence, found.page, found.entry.path)


def _show(screen: Screen, figures: Iterator[Figure], *, as_json: bool) -> None:
    from vankien.contract import details_json

    if as_json:
        for figure in figures:
            screen.json(
                {
                    "path": figure.file,
                    "start": figure.indicator.span.start,
                    "end": figure.indicator.span.end,
                    "text": figure.text,
                    **details_json(figure.indicator),
                    "sentence": figure.sentence,
                    "page": figure.page,
                }
            )
        return
    from itertools import groupby

    if not screen.terminal:
        columns = ("value", "digits", "digits-to", "digits-of", "unit", "period", "sentence", "page", "file")
        screen.table([screen.say(f"column.{c}") for c in columns], (_row(screen, figure) for figure in figures))
        return
    shown = 0
    for file, group in groupby(figures, key=lambda figure: figure.file):
        rows = [_folded_row(screen, figure) for figure in group]
        if shown:
            screen.write()
        shown += len(rows)
        screen.write((name_shown(file), "bold"), f"  {screen.say('found.indicators', count=screen.number(len(rows)))}")
        paged = any(row[-1] for row in rows)
        heads = [screen.say(f"column.{c}") for c in ("value", "unit", "period", "in-sentence", *(["page"] if paged else []))]
        screen.table(heads, [row if paged else row[:-1] for row in rows], right=(0, 4), keep=(4,), wide=3)
    if not shown:
        screen.note(screen.say("no-indicators"))


def _show_wrong(screen: Screen, wrong: list[tuple[str, Statement]]) -> None:
    """Beside the table, on stderr: it stays a table for a spreadsheet."""
    if wrong:
        screen.note((screen.say("arithmetic-wrong", count=screen.number(len(wrong))), "bold red"))
    for path, statement in wrong:
        screen.note((name_shown(path), "bold"), f": {statement.note}", indent=2)


def _row(screen: Screen, figure: Figure) -> list[str]:
    from vankien.cli.pieces import indicator_row
    from vankien.contract import decimal_text

    value, unit, period = indicator_row(screen, figure.indicator, figure.text)
    found = figure.indicator
    digits = (decimal_text(number) or "" for number in (found.value, found.value_max, found.denominator))
    return [value, *digits, unit, period, figure.sentence, "" if figure.page is None else str(figure.page), name_shown(figure.file)]


def _folded_row(screen: Screen, figure: Figure) -> list[str | list[Part]]:
    from vankien.cli.pieces import indicator_row

    value, unit, period = indicator_row(screen, figure.indicator, figure.text)
    return [value, unit, period, _surroundings(figure), "" if figure.page is None else str(figure.page)]


def _surroundings(figure: Figure) -> list[Part]:
    """The figure with a few words of its sentence on each side: sentences of reports are longer than a terminal is wide."""
    words, sentence = " ".join(figure.text.split()), " ".join(figure.sentence.split())
    at = sentence.find(words)
    if at < 0:
        return [sentence[: 2 * _AROUND]]
    begin, end = max(0, at - _AROUND), min(len(sentence), at + len(words) + _AROUND)
    begin = sentence.find(" ", begin, at) + 1 if begin else 0
    end = sentence.rfind(" ", at + len(words), end) if end < len(sentence) else end
    end = max(end, at + len(words))
    before, after = sentence[begin:at], sentence[at + len(words) : end]
    return [("…\u00a0" if begin else "") + before, (words, "bold yellow"), after + ("\u00a0…" if end < len(sentence) else "")]
