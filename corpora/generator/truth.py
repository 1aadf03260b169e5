"""What is true of a made document: one line of ``truth.jsonl``. Offsets are into the text of its txt file."""

from __future__ import annotations

from msgspec import Struct


class Reference(Struct, omit_defaults=True):
    """A mention of a document; ``doc`` is the stem of the made document that it means."""

    start: int
    end: int
    text: str
    type: str = ""
    number: str = ""
    ordinal: str = ""
    term: str = ""
    date: str = ""
    issuer: str = ""
    rel: str = ""
    doc: str = ""
    optional: bool = False


class Indicator(Struct, omit_defaults=True):
    """A figure; ``id`` where a statement of the document needs it."""

    start: int
    end: int
    text: str
    value: str
    value_max: str = ""
    denominator: str = ""
    unit: str = ""
    period: str = ""
    fact: str = ""
    id: str = ""
    approx: bool = False
    target: bool = False
    optional: bool = False


class Named(Struct, omit_defaults=True):
    """A body or a person."""

    start: int
    end: int
    text: str
    optional: bool = False


class Task(Struct, omit_defaults=True):
    """A requirement: who does what by when."""

    start: int
    end: int
    who: str = ""
    by: str = ""
    what: str = ""
    mod: str = ""
    every: str = ""
    sup: str = ""


class Section(Struct, omit_defaults=True):
    """A heading or item with its address; ``end`` is the end of its line."""

    address: str
    start: int
    end: int
    level: int = 0
    role: str = ""


class Sum(Struct):
    """A statement about figures, by their ids; kinds as in ``corpora/README.md``."""

    kind: str
    ids: list[str]
    holds: bool


class Fault(Struct, omit_defaults=True):
    """A planted fault and what a checker should say of it."""

    code: str
    expect: str
    start: int = -1
    end: int = -1
    quote: str = ""
    where: str = ""


class Relation(Struct):
    """A relation to another document."""

    kind: str
    number: str
    doc: str


class Truth(Struct):
    """All of it. ``could`` are the fault codes that this document had a place for, ``entries`` the ids of the bank that it was made of."""

    id: str
    path: str
    story: int
    role: str
    part: str
    header: dict[str, str]
    header_spans: dict[str, tuple[int, int]]
    missing: dict[str, str]
    references: list[Reference]
    indicators: list[Indicator]
    organisations: list[Named]
    people: list[Named]
    requirements: list[Task]
    outline: list[Section]
    roles: list[Section]
    arithmetic: list[Sum]
    faults: list[Fault]
    relations: list[Relation]
    tables: list[list[list[str]]]
    could: list[str]
    entries: list[str]
