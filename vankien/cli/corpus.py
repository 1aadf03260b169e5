"""``vankien corpus make``: any number of made documents with known truth, to try out what reads them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vankien.cli.options import Json, screen_of
from vankien.cli.program import FINE, Command, Group, UsageFault
from vankien.cli.screen import name_shown

MOST = 1_000_000
corpus = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)


class Part(StrEnum):
    """Which entries of the phrase bank are used."""

    seen = "seen"
    unseen = "unseen"
    all = "all"


@corpus.callback()
def group() -> None:
    """Commands on corpora."""


@corpus.command("make", cls=Command)
def make(
    ctx: typer.Context,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="corpus.out")],
    documents: Annotated[int, typer.Option("--documents", metavar="N", min=1, max=MOST, help="corpus.documents")] = 1000,
    seed: Annotated[str, typer.Option("--seed", metavar="SEED", help="corpus.seed")] = "1",
    length: Annotated[int, typer.Option("--length", metavar="N", min=1000, max=60000, help="corpus.length")] = 5000,
    part: Annotated[Part, typer.Option("--part", metavar="seen|unseen|all", help="corpus.part")] = Part.seen,
    formats: Annotated[str, typer.Option("--formats", metavar="txt,html,docx", help="corpus.formats")] = "txt",
    fault: Annotated[list[str] | None, typer.Option("--fault", metavar="CODE=SHARE", help="corpus.fault")] = None,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, help="corpus.workers")] = 2,
    force: Annotated[bool, typer.Option("--force", help="corpus.force")] = False,
    as_json: Json = False,
) -> int:
    """Make the corpus and say what was made."""
    from corpora.generator.corpus import CODES, FORMATS, Order
    from corpora.generator.corpus import make as make_corpus
    from corpora.generator.making import Wish

    screen = screen_of(ctx)
    wanted = tuple(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
    if not wanted or any(name not in FORMATS for name in wanted):
        raise UsageFault("bad-value", name="--formats", wanted=",".join(FORMATS))
    order = Order(Wish(seed, length, part.value, _rates(fault or [], CODES)), documents, wanted, workers)
    with screen.progress(screen.say("corpus.making")) as step:
        report = make_corpus(order, out, force=force, progress=lambda done: step(done, documents, "", screen.say("corpus.making")))
    if as_json:
        from msgspec import to_builtins

        screen.json({"out": str(out), **to_builtins(report)})
        return FINE
    screen.write((screen.say("corpus.made", documents=screen.number(report.documents)), "bold"), f" {name_shown(str(out))}")
    screen.write(screen.say("corpus.counts", characters=screen.number(report.characters), faults=screen.number(report.faults)), indent=2)
    return FINE


def _rates(given: list[str], codes: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    rates: dict[str, float] = {}
    for text in given:
        code, _, share = text.partition("=")
        try:
            rate = float(share)
        except ValueError:
            rate = -1.0
        if code not in codes or not 0 <= rate <= 1:
            raise UsageFault("bad-fault", "bad-fault-hint", text=text, codes=", ".join(codes))
        rates[code] = rate
    return tuple(sorted(rates.items()))
