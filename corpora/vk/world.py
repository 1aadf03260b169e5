"""The world of the documents as the checks see it: register, bodies, facts (``corpora/truong_giang/*.csv``)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct

HOME = Path(__file__).resolve().parents[1] / "truong_giang"
DOCUMENTS = HOME / "documents"
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")


def document_paths(names: Sequence[str]) -> list[Path]:
    """Sources by path or by slug; without names all documents."""
    if not names:
        return sorted(DOCUMENTS.glob("*.vk"))
    return [Path(name) if name.endswith(".vk") else DOCUMENTS / f"{name}.vk" for name in names]


class World(Struct, frozen=True):
    """Rows of the register by slug, of the bodies by key, values of the facts by id."""

    register: dict[str, dict[str, str]]
    bodies: dict[str, dict[str, str]]
    facts: dict[str, Decimal]


def _rows(name: str) -> list[dict[str, str]]:
    path = HOME / name
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


def fact_values(fact: str, written: str) -> Iterator[tuple[str, Decimal]]:
    """The value as an office writes it (98,9 and 2.460); of a list ("118;64;142") each by its place, ``fact.1`` the first."""
    pieces = written.split(";")
    for n, piece in enumerate(pieces, 1):
        if _NUMBER.fullmatch(piece.strip()):
            yield f"{fact}.{n}" if len(pieces) > 1 else fact, Decimal(piece.strip().replace(".", "").replace(",", "."))


@cache
def world() -> World:
    """The world as its files say; facts whose value is no number are left out."""
    facts = {name: value for row in _rows("facts.csv") for name, value in fact_values(row["fact"], row["value"])}
    return World({row["slug"]: row for row in _rows("register.csv")}, {row["key"]: row for row in _rows("bodies.csv")}, facts)
