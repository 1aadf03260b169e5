"""Where the program writes: results on stdout, everything else on stderr; coloured and folded on a terminal, plain elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TextIO

from vankien.cli.texts import text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from core.problems import Problem

Part = str | tuple[str, str]
"""Some text, or text and its style (a style of rich)."""

Cell = str | Sequence[Part]


class Step(Protocol):
    """Told how many are done, of how many (None: unknown), what is in hand, and what is being done to it."""

    def __call__(self, done: int, total: int | None, name: str, label: str = "") -> None: ...


def no_step(done: int, total: int | None, name: str, label: str = "") -> None:
    """Where nobody looks on."""


_HIDDEN = dict.fromkeys((*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")
# Line feed and tab are layout; every other control character could steer the terminal.
_CONTROL = dict.fromkeys((c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A)), "\ufffd")
_NAME_SHOWN = 40
"""Characters of a path's end shown beside a progress bar."""


def visible(words: str) -> str:
    """Text of a document, safe on a terminal: no control characters, no marks that turn the direction of writing."""
    return words.translate(_HIDDEN | _CONTROL)


def name_shown(name: str) -> str:
    """A file name on one line: line feeds, control characters and stray bytes as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


class Screen:
    """One run's stdout and stderr, and the language spoken there."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue in the language chosen."""
        return text(key, self.language, **values)

    @cached_property
    def terminal(self) -> bool:
        """True where stdout is a terminal that a person looks at."""
        return sys.stdout.isatty()

    def number(self, value: int) -> str:
        """A count with the language's thousands mark."""
        return f"{value:,}" if self.language == "en" else f"{value:,}".replace(",", ".")

    def date(self, iso: str | None) -> str:
        """An ISO date as it is read, "" for None: in Vietnamese 05/4/2018, with a nought before days under 10 and before months 1 and 2
        (so that 1/2 cannot be made 11/12 by a pen), in English unchanged.
        """
        if not iso:
            return ""
        if self.language == "en":
            return iso
        year, month, day = (*iso.split("-"), "", "")[:3]
        return "/".join(part for part in (day, month if month[:1] == "1" or month in ("01", "02") else month.lstrip("0"), year) if part)

    def write(self, *parts: Part, indent: int = 0, lead: str = "") -> None:
        """A paragraph on stdout, folded to the terminal's width with every line indented; ``lead`` ("1. ") stands in the first indent."""
        if self.terminal:
            _fold(self._console, parts, indent, lead)
        else:
            _plain(sys.stdout, parts, indent, lead)

    def note(self, *parts: Part, indent: int = 0) -> None:
        """A paragraph on stderr: what went wrong, what to do next."""
        if sys.stderr.isatty():
            _fold(self._errors, parts, indent, "")
        else:
            _plain(sys.stderr, parts, indent, "")

    def json(self, value: object) -> None:
        """One line of JSON on stdout, passed on at once; line feeds alone on every platform."""
        from vankien.contract import line

        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None and sys.platform == "win32":
            reconfigure(newline="\n")
        sys.stdout.write(line(value) + "\n")
        sys.stdout.flush()

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, right: Sequence[int] = (), keep: Sequence[int] = (), wide: int = -1
    ) -> None:
        """Rows under heads; columns in ``right`` are set to the right, those in ``keep`` are never folded, ``wide`` gets what the others
        leave it, about half of the terminal. Tab-separated where no terminal is.
        """
        if not self.terminal:
            for row in chain([heads], rows):
                sys.stdout.write("\t".join(" ".join(visible(_words(cell)).split()) for cell in row) + "\n")
            return
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", expand=False)
        # Three characters stand between two columns; twelve hold two or three Vietnamese words, 45 a clause.
        narrow = max(12, (self._console.width - 45) // max(1, len(heads) - 1) - 3) if wide >= 0 else None
        for i, head in enumerate(heads):
            table.add_column(
                _styled([head]),
                justify="right" if i in right else "left",
                no_wrap=i in keep,
                overflow="fold",
                max_width=None if i == wide else narrow,
            )
        for row in rows:
            table.add_row(*(_styled([cell] if isinstance(cell, str) else cell) for cell in row))
        self._console.print(table)

    def failures(self, failed: Sequence[tuple[str, Problem]]) -> None:
        """The list at the end, on stderr: where, what happened, what to do; one line a file."""
        if not failed:
            return
        self.note((self.say("failed-files", count=self.number(len(failed))), "bold red"))
        for name, problem in failed:
            what, hint = problem.text(self.language), problem.hint(self.language)
            self.note((name_shown(name), "bold"), f": {visible(what)}. ", (f"→ {visible(hint)}", "dim"), indent=2)

    @contextmanager
    def progress(self, label: str, *, quiet: bool = False) -> Iterator[Step]:
        """A bar on stderr while it is a terminal; elsewhere, or where ``quiet`` (results go to the same terminal), nothing.

        What is written to stdout meanwhile stays there: rich would turn it to its own stream.
        """
        if quiet or not sys.stderr.isatty():
            yield no_step
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        text_columns = TextColumn("{task.description}", markup=False), TextColumn("{task.fields[file]}", markup=False)
        columns = (text_columns[0], BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn(), text_columns[1])
        with Progress(*columns, console=self._errors, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
            task = bar.add_task(label, total=None, file="")

            def step(done: int, total: int | None, name: str, label: str = label) -> None:
                bar.update(task, description=label, completed=done, total=total, file=name_shown(name)[-_NAME_SHOWN:])

            yield step

    @cached_property
    def _console(self) -> Console:
        from rich.console import Console

        return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)

    @cached_property
    def _errors(self) -> Console:
        from rich.console import Console

        return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "".join(part if isinstance(part, str) else part[0] for part in cell)


def _styled(parts: Sequence[Part]) -> Text:
    from rich.text import Text

    return Text.assemble(*(visible(part) if isinstance(part, str) else (visible(part[0]), part[1]) for part in parts))


def _plain(stream: TextIO, parts: Sequence[Part], indent: int, lead: str) -> None:
    first, *others = visible(_words(parts)).split("\n")
    lines = [lead.rjust(indent) + first, *(" " * indent + line for line in others)]
    stream.write("\n".join(line.rstrip() for line in lines) + "\n")


def _fold(console: Console, parts: Sequence[Part], indent: int, lead: str) -> None:
    from rich.table import Table

    if not indent:
        console.print(_styled(parts))
        return
    grid = Table.grid()
    grid.add_column(width=indent, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(_styled([(lead.rjust(indent), "bold")]), _styled(parts))
    console.print(grid)
