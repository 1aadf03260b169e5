"""Entries of the phrase bank: what a ``.vkt`` file says, before it is compiled (``README.md``, "Entries")."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*-\d\d")
CONDITIONS = ("form", "level", "years", "theme", "period", "place")
KEYS = (*CONDITIONS, "weight", "abstract", "trend", "if")


class BankError(ValueError):
    """An entry breaks the format: the message names file, line and what is wrong."""


class Entry(Struct, frozen=True):
    """A text of the bank. ``conditions`` hold the words of each condition, ``lines`` the text."""

    id: str
    lines: tuple[str, ...]
    where: str
    weight: float = 1.0
    conditions: dict[str, tuple[str, ...]] = {}
    first_year: int = 0
    last_year: int = 9999
    abstract: str = ""
    trends: tuple[tuple[str, ...], ...] = ()
    comparisons: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The id without its number."""
        return self.id[:-3]


def is_unseen(id_: str) -> bool:
    """Whether the id belongs to the third that is left out while rules are written."""
    return zlib.crc32(id_.encode()) % 3 == 0


def read_entries(path: Path) -> list[Entry]:
    """The entries of one file."""
    return list(parse_entries(path.read_text("utf-8"), path.name))


def parse_entries(text: str, name: str) -> Iterator[Entry]:
    """The entries of a text; BankError names the line that is wrong."""
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith("@@")]
    if any(line.strip() and not line.startswith("//") for line in lines[: starts[0] if starts else len(lines)]):
        raise BankError(f"{name}: text before the first line '@@ id'")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _entry(lines[start:end], f"{name}:{start + 1}")


def _entry(lines: list[str], where: str) -> Entry:
    id_ = lines[0].removeprefix("@@").strip()
    if not ID.fullmatch(id_):
        raise BankError(f"{where}: {id_!r} is no id (kind, a hyphen, two digits)")
    if "---" not in lines:
        raise BankError(f"{where}: {id_} has no line '---' between its conditions and its text")
    cut = lines.index("---")
    values: dict[str, list[str]] = {}
    for line in lines[1:cut]:
        if not line.strip() or line.startswith("//"):
            continue
        key, colon, value = line.partition(":")
        if not colon or key not in KEYS:
            raise BankError(f"{where}: {id_}: {line!r} is none of {', '.join(KEYS)}")
        values.setdefault(key, []).append(value.strip())
    text = tuple(line.strip() for line in lines[cut + 1 :] if line.strip() and not line.startswith("//"))
    if not text:
        raise BankError(f"{where}: {id_} has no text")
    first, _, last = values.get("years", ["0-9999"])[0].partition("-")
    return Entry(
        id_, text, where, float(values.get("weight", ["1"])[0]),
        {key: tuple(values[key][0].split()) for key in CONDITIONS if key in values and key != "years"},
        int(first), int(last or first), values.get("abstract", [""])[0],
        tuple(tuple(value.split()) for value in values.get("trend", [])), tuple(values.get("if", [])),
    )  # fmt: skip
