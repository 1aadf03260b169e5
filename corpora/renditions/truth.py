"""The truth of a document at its place in a text. Offsets count characters (code points) of ``PlacedTruth.text``.

Convention of the text: blocks joined by line ends, the cells of a row by tabulators, rows by line ends; of the head the left column, then
the right one; recipients, then the signature; footnotes after the paragraph that calls them. For txt it is the file's own text.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.json import decode, encode
from msgspec.json import format as indented


class Placed(Struct, frozen=True):
    """A stretch of the text."""

    start: int
    end: int
    text: str


class Field(Struct, frozen=True):
    """A head value as printed, one entry of it; ``value`` is the normal form (number, ISO date) or the printed text."""

    part: int
    name: str
    entry: int
    start: int
    end: int
    text: str
    value: str


class PlacedPart(Struct, frozen=True):
    """One document of the file and its head values, those that are not empty."""

    role: str
    start: int
    end: int
    head: dict[str, str]


class PlacedMark(Struct, frozen=True):
    """An annotation of kind r, i, o, p, q or h; ``inside`` tells where: paragraph, heading, abstract, cell, note."""

    kind: str
    part: int
    inside: str
    start: int
    end: int
    text: str
    attributes: dict[str, str]


class Item(Struct, frozen=True):
    """A heading (``level`` from 1) or an item (0) of the outline; a label inside a paragraph is ``run_on``."""

    part: int
    address: str
    level: int
    start: int
    end: int
    text: str
    run_on: bool = False


class PlacedCell(Struct, frozen=True):
    """A cell of table ``table`` (from 1), merged ones once, with their extent."""

    table: int
    row: int
    column: int
    rows: int
    columns: int
    head: bool
    start: int
    end: int
    text: str


class PlacedTable(Struct, frozen=True):
    """A table and what holds for all of it."""

    table: int
    part: int
    rows: int
    columns: int
    heads: int
    start: int
    end: int
    caption: str = ""
    unit: str = ""
    period: str = ""


class PlacedRole(Struct, frozen=True):
    """What a section, or the sentence that begins with a quote, is for."""

    role: str
    at: str
    start: int
    end: int


class PlacedFault(Struct, frozen=True):
    """A planted fault and what a checker should say; ``place`` where it was quoted."""

    code: str
    expect: str
    where: str
    place: Placed | None


class PlacedArithmetic(Struct, frozen=True):
    """A claim about figures, these as their ids and places."""

    kind: str
    holds: bool
    ids: tuple[str, ...]
    places: tuple[Placed, ...]
    note: str = ""


class PlacedVerdict(Struct, frozen=True):
    """How the document answers a requirement of another one."""

    requirement: str
    against: str
    answer: str
    why: str
    place: Placed | None


class PlacedRelation(Struct, frozen=True):
    """A relation to another document; ``place`` is the mention that carries it, if one does."""

    relation: str
    number: str
    doc: str
    place: Placed | None


class PlacedTruth(Struct, frozen=True):
    """Everything that is known of one rendition."""

    slug: str
    format: str
    producer: str
    text: str
    parts: tuple[PlacedPart, ...]
    header: tuple[Field, ...]
    marks: tuple[PlacedMark, ...]
    outline: tuple[Item, ...]
    tables: tuple[PlacedTable, ...]
    cells: tuple[PlacedCell, ...]
    roles: tuple[PlacedRole, ...]
    faults: tuple[PlacedFault, ...]
    arithmetic: tuple[PlacedArithmetic, ...]
    verdicts: tuple[PlacedVerdict, ...]
    relations: tuple[PlacedRelation, ...]


def write_truth(truth: PlacedTruth, path: Path) -> None:
    """As JSON, readable."""
    path.write_bytes(indented(encode(truth), indent=1) + b"\n")


def read_truth(path: Path) -> PlacedTruth:
    """What ``write_truth`` wrote."""
    return decode(path.read_bytes(), type=PlacedTruth)
