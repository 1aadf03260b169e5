"""The program ``vankien``: its commands, one file each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from vankien.cli.corpus import corpus
from vankien.cli.doctor import doctor
from vankien.cli.extract import extract
from vankien.cli.indicators import indicators
from vankien.cli.ingest import ingest
from vankien.cli.program import Command, Group
from vankien.cli.references import references
from vankien.cli.search import search
from vankien.cli.show import show
from vankien.cli.stats import stats

app = typer.Typer(
    name="vankien", cls=Group, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True
)

_COMMANDS: dict[str, Callable[..., int]] = {
    "ingest": ingest,
    "search": search,
    "show": show,
    "references": references,
    "indicators": indicators,
    "extract": extract,
    "stats": stats,
    "doctor": doctor,
}
for _name, _command in _COMMANDS.items():
    app.command(_name, cls=Command)(_command)
app.add_typer(corpus, name="corpus")


def _version(value: bool) -> None:
    if value:
        from vankien import __version__

        typer.echo(f"vankien {__version__}")
        raise typer.Exit


@app.callback()
def program(version: Annotated[bool, typer.Option("--version", help="option.version", is_eager=True, callback=_version)] = False) -> None:
    """Options of the program itself."""
    del version
