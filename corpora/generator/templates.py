"""Entries compiled once: a line becomes segments that write themselves (``README.md``, "Text of an entry")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from corpora.generator.entries import BankError, Entry
from corpora.generator.needs import Needs, needs_of
from corpora.generator.slots import CitedSlot, FigureSlot, Slot, TrendSlot, fills, slot_of
from corpora.generator.telling import Telling
from corpora.generator.writing import Mark, Writer

_TAG = re.compile(r"⟦(/|[a-z]+\b[^⟦⟧]*)⟧")
_EXPAND = re.compile(r"\{\{([a-z0-9.*-]+)(?: x(\d+)(?:-(\d+))?| (xL))?\}\}")
_MARKERS = (
    ("### ", "heading", 3), ("## ", "heading", 2), ("# ", "heading", 1), ("- ", "bullet", 0), ("+ ", "plus", 0), ("1. ", "number", 0),
    ("a) ", "letter", 0), ("Điều. ", "article", 0),
)  # fmt: skip
_ALIGNS = ("@center ", "@bold ", "@right ", "@italic ")
BARE = re.compile(
    r"(?<![\w-])(?:[Cc]hi bộ|[Đđ]ảng bộ|[Cc]ấp ủy|[Đđ]ảng ủy|[Cc]hi ủy|[Tt]ổ chức cơ sở đảng|[Tt]ổ chức đảng|[Bb]an thường vụ|[Bb]an chấp hành"
    r"|[Ủủ]y ban kiểm tra|UBKT|UBND|HĐND|MTTQ|[Mm]ặt trận Tổ quốc|Trung ương|TCCSĐ|Nhà nước|Đảng)(?![\w-]| (?:viên|phí)\b)"
)
"""Heads standing alone: annotated as optional without the writer's doing. "đảng viên" and "đảng phí" are none."""


class Segment(Protocol):
    """A piece of a line."""

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append what it says in this document."""


class Literal:
    """Words as they stand, with the bare heads among them."""

    __slots__ = ("heads", "leading", "size", "text")

    def __init__(self, text: str) -> None:
        self.text, self.size, self.leading = text, len(text), text[0] in " ,.;)"
        self.heads = [found.span() for found in BARE.finditer(text) if found[0] not in ("Đảng", "Nhà nước")]

    def write(self, writer: Writer, telling: Telling) -> None:
        del telling
        at, text = writer.size, self.text
        if self.leading and writer.ends_blank():
            # An empty wording before it has left its blank.
            at -= 1
            writer.cut(1)
        elif not at and text[0] == " ":
            # An empty wording has begun the line.
            at, text = -1, text[1:]
        writer.parts.append(text)
        writer.size = at + self.size
        if self.heads and not any(mark.kind in ("o", "r") for mark in writer.open_marks):
            writer.marks.extend(Mark("o", at + start, at + end, {"opt": "yes"}) for start, end in self.heads)


class Choice:
    """One of several wordings."""

    __slots__ = ("ways",)

    def __init__(self, ways: tuple[tuple[Segment, ...], ...]) -> None:
        self.ways = ways

    def write(self, writer: Writer, telling: Telling) -> None:
        for segment in telling.chance.pick(self.ways):
            segment.write(writer, telling)


class Begin:
    """The beginning of an annotation; slots in its attributes are filled in."""

    __slots__ = ("attributes", "kind", "plain")

    def __init__(self, kind: str, attributes: dict[str, str]) -> None:
        self.kind, self.attributes = kind, attributes
        self.plain = not any("{" in value for value in attributes.values())

    def write(self, writer: Writer, telling: Telling) -> None:
        given = self.attributes if self.plain else {name: telling.fill(value) for name, value in self.attributes.items()}
        writer.begin(self.kind, dict(given))


class End:
    """The end of an annotation."""

    __slots__ = ()

    def write(self, writer: Writer, telling: Telling) -> None:
        del telling
        writer.finish()


class Expand:
    """Another entry's only line, inside this one."""

    __slots__ = ("kind",)

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def write(self, writer: Writer, telling: Telling) -> None:
        telling.inline(self.kind, writer)


class CompiledLine(Struct, frozen=True):
    """A line of an entry. ``expand`` names a kind whose entries stand here as blocks, with how many of them (-1: as many as the length asks for)."""

    kind: str
    level: int = 0
    segments: tuple[Segment, ...] = ()
    cells: tuple[tuple[Segment, ...], ...] = ()
    each: bool = False
    align: str = ""
    options: dict[str, str] = {}
    expand: str = ""
    least: int = 1
    most: int = 1


class Compiled(Struct, frozen=True):
    """An entry ready to be written. ``size`` is about how many characters it gives by itself."""

    entry: Entry
    lines: tuple[CompiledLine, ...]
    abstract: tuple[Segment, ...]
    size: int
    names: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()
    needs: Needs = Needs()


def compile_entry(entry: Entry) -> Compiled:
    """Compile; BankError names the entry and what is wrong."""
    lines = tuple(_line(line, entry) for line in entry.lines)
    size = sum(len(re.sub(r"\{[^{}]*\}|⟦[^⟧]*⟧", "xxxx", line)) for line in entry.lines if not _EXPAND.fullmatch(line))
    slots = [slot for line in lines for segments in (line.segments, *line.cells) for slot in _deep(segments)]
    names: dict[str, None] = {}
    for slot in slots:
        if isinstance(slot, FigureSlot) and not slot.literal:
            names.update(dict.fromkeys(name for name in (slot.name, slot.other) if name))
        elif isinstance(slot, TrendSlot):
            names[slot.name.removesuffix("_tg") + "_cl"] = None
    parts = frozenset(slot.name for slot in slots if isinstance(slot, CitedSlot))
    # Figures of other bodies in table rows belong to each of them.
    own = tuple(name for name in names if not any(line.each for line in lines))
    return Compiled(entry, lines, _segments(entry.abstract, entry), size, own, parts, needs_of(entry))


def _deep(segments: tuple[Segment, ...]) -> Iterator[Segment]:
    for segment in segments:
        yield segment
        if isinstance(segment, Choice):
            for way in segment.ways:
                yield from _deep(way)


def _line(line: str, entry: Entry) -> CompiledLine:
    expand = _EXPAND.fullmatch(line)
    if expand:
        least = int(expand[2] or 1)
        return CompiledLine("expand", expand=expand[1], least=-1 if expand[4] else least, most=-1 if expand[4] else int(expand[3] or least))
    if line.startswith("|"):
        each = line.startswith("|*")
        cells = line.removeprefix("|*" if each else "|").strip().removesuffix("|").split("|")
        return CompiledLine("row", cells=tuple(_segments(cell.strip(), entry) for cell in cells), each=each)
    if line.startswith("@table"):
        options = dict(part.strip().split("=", 1) for part in line.removeprefix("@table").split(";") if "=" in part)
        return CompiledLine("table", options=_filled(options, entry))
    for start in _ALIGNS:
        if line.startswith(start):
            return CompiledLine("paragraph", segments=_segments(line.removeprefix(start), entry), align=start[1:-1])
    line = re.sub(r"^[2-9]\. ", "1. ", re.sub(r"^[b-h]\) ", "a) ", line))
    for start, kind, level in _MARKERS:
        if line.startswith(start):
            return CompiledLine(kind, level, _segments(line.removeprefix(start), entry))
    return CompiledLine("paragraph", segments=_segments(line, entry))


def _segments(text: str, entry: Entry) -> tuple[Segment, ...]:
    segments, rest = _parse(text, 0, entry, "")
    if rest != len(text):
        raise BankError(f"{entry.where}: {entry.id}: a stray {text[rest]!r} in {text[max(0, rest - 20) : rest + 10]!r}")
    return segments


def _parse(text: str, at: int, entry: Entry, stop: str) -> tuple[tuple[Segment, ...], int]:
    """Segments from ``at`` up to one of the characters of ``stop`` or the end."""
    out: list[Segment] = []
    literal = at

    def flush(end: int) -> None:
        if end > literal:
            out.append(Literal(text[literal:end]))

    while at < len(text) and text[at] not in stop:
        if text[at] not in "⟦{[":
            at += 1
            continue
        flush(at)
        segment, at = _special(text, at, entry)
        out.append(segment)
        literal = at
    flush(at)
    return tuple(out), at


def _special(text: str, at: int, entry: Entry) -> tuple[Segment, int]:
    near = text[at : at + 40]
    if text[at] == "⟦":
        tag = _TAG.match(text, at)
        if tag is None:
            raise BankError(f"{entry.where}: {entry.id}: no annotation: {near!r}")
        if tag[1] == "/":
            return End(), tag.end()
        kind, _, attributes = tag[1].partition(" ")
        return Begin(kind, _filled(_attributes(attributes), entry)), tag.end()
    if text[at] == "[":
        ways = []
        while True:
            way, at = _parse(text, at + 1, entry, "|]")
            ways.append(way)
            if at >= len(text):
                raise BankError(f"{entry.where}: {entry.id}: a '[' without ']': {near!r}")
            if text[at] == "]":
                return Choice(tuple(ways)), at + 1
    expand = _EXPAND.match(text, at)
    if expand:
        return Expand(expand[1]), expand.end()
    end = text.find("}", at)
    slot: Slot | None = slot_of(text[at + 1 : end]) if end > at else None
    if slot is None:
        raise BankError(f"{entry.where}: {entry.id}: what is {text[at : end + 1]!r}?")
    return slot, end + 1


def _filled(values: dict[str, str], entry: Entry) -> dict[str, str]:
    for name, value in values.items():
        for slot in re.findall(r"\{([^{}]*)\}", value):
            if not fills(slot):
                raise BankError(f"{entry.where}: {entry.id}: {name}= cannot hold {{{slot}}}")
    return values


def _attributes(text: str) -> dict[str, str]:
    out = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if name.strip():
            out[name.strip()] = value.strip() if equals else "yes"
    return out
