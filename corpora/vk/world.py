"""The world of the documents as the checks see it: register, bodies, facts (``corpora/truong_giang/*.csv``)."""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from msgspec import Struct

HOME = Path(__file__).resolve().parents[1] / "truong_giang"
DOCUMENTS = HOME / "documents"


class World(Struct, frozen=True):
    """Rows of the register by slug, of the bodies by key, values of the facts by id."""

    register: dict[str, dict[str, str]]
    bodies: dict[str, dict[str, str]]
    facts: dict[str, Decimal]


def _rows(name: str) -> list[dict[str, str]]:
    path = HOME / name
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None


@cache
def world() -> World:
    """The world as its files say; facts whose value is no number are left out."""
    facts = {row["fact"]: value for row in _rows("facts.csv") if (value := _decimal(row["value"])) is not None}
    return World({row["slug"]: row for row in _rows("register.csv")}, {row["key"]: row for row in _rows("bodies.csv")}, facts)
