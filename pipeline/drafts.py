"""What a reader hands over: a tree of blocks with raw runs, before any offset into the final text exists."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from core.document import BlockKind, Origin
from core.problems import Problem
from core.settings import Limits
from core.spans import OffsetMap
from pipeline.offsets import cut


@dataclass(slots=True)
class RunDraft:
    """Raw characters of one font at one place of the file. ``text`` overrides NFC of ``raw`` where the reader knows better:
    "" for characters that a reader of the page does not see (soft hyphen, hyphen at a joined line end).
    ``map`` leads from offsets in ``text`` to offsets in ``raw`` (white space collapsed as a browser does); without it
    a given ``text`` is one indivisible cluster.
    """

    raw: str
    part: str = ""
    raw_start: int = 0
    text: str | None = None
    map: OffsetMap | None = None
    origin: Origin = "text"
    page: int | None = None
    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    encoding: str = "unicode"
    reason: str = ""


def shown(run: RunDraft) -> str:
    """The characters of a run that a reader of the page sees, before normalisation."""
    return run.raw if run.text is None else run.text


def split_run(run: RunDraft, at: int) -> tuple[RunDraft, RunDraft]:
    """A run in two, at an offset of its shown text; raw characters that cannot be divided stay with the first part."""
    if run.text is None:
        return replace(run, raw=run.raw[:at]), replace(run, raw=run.raw[at:], raw_start=run.raw_start + at)
    raw_at = len(run.raw) if run.map is None else run.map.raw_end(at)
    first = replace(run, raw=run.raw[:raw_at], text=run.text[:at])
    second = replace(run, raw=run.raw[raw_at:], text=run.text[at:], raw_start=run.raw_start + raw_at)
    if run.map is not None:
        first.map = cut(run.map, 0, at, 0, raw_at)
        second.map = cut(run.map, at, len(run.text), raw_at, len(run.raw))
    return first, second


def added(text: str, part: str = "", at: int = 0, page: int | None = None) -> RunDraft:
    """Characters that we add (a list number as Word shows it, a blank between joined lines), and the place they stand at."""
    return RunDraft("", part, at, text=text, origin="added", page=page)


@dataclass(slots=True)
class BlockDraft:
    """A block to be: either its own runs or children, never both. ``before`` replaces the separator that assembly would add
    ahead of it (a line feed; a tab between cells), for formats that hold it as a character.

    ``level`` is a rank, smaller is higher: that of the label (``language/numbering.py``), else the heading level of the file.
    Assembly makes of the ranks of a document the nested levels of ``Block.level``.
    """

    kind: BlockKind
    runs: list[RunDraft] = field(default_factory=list)
    children: list[BlockDraft] = field(default_factory=list)
    before: list[RunDraft] | None = None
    level: int | None = None
    label: str | None = None
    row: int | None = None
    col: int | None = None
    rowspan: int = 1
    colspan: int = 1
    align: Literal["left", "center", "right"] | None = None
    column: Literal["left", "right"] | None = None


@dataclass(slots=True)
class PageDraft:
    """Physical page from 1, size in points."""

    number: int
    width: float
    height: float


@dataclass(slots=True)
class Draft:
    """All that a reader found in one file."""

    blocks: list[BlockDraft]
    pages: list[PageDraft] = field(default_factory=list)
    after: list[RunDraft] = field(default_factory=list)
    title: str | None = None
    published: str | None = None
    encoding: str | None = None
    problems: list[Problem] = field(default_factory=list)


class Reader(Protocol):
    """A module function ``read`` of ``pipeline/readers``: bytes to a Draft; raises a ``ReadError`` where a file gives nothing."""

    def __call__(self, data: bytes, limits: Limits) -> Draft: ...
