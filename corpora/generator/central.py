"""Central documents that made ones may cite (``central.csv``)."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from msgspec import Struct


class Central(Struct, frozen=True):
    """A row of ``central.csv``."""

    topic: str
    type: str
    number: str
    ordinal: str
    term: str
    day: date
    issuer: str
    title: str
    until: date


@cache
def centrals() -> dict[str, tuple[Central, ...]]:
    """Central documents by topic, in the order of their dates."""
    out: dict[str, tuple[Central, ...]] = {}
    for row in csv.DictReader(Path(__file__).with_name("central.csv").read_text("utf-8").splitlines()):
        until = date.fromisoformat(row["until"]) if row["until"] else date.max
        day = date.fromisoformat(row["date"])
        made = Central(row["topic"], row["type"], row["number"], row["ordinal"], row["term"], day, row["issuer"], row["title"], until)
        out[made.topic] = (*out.get(made.topic, ()), made)
    return out


@cache
def first_known(topic: str) -> date:
    """The day of a topic's first document: later ones alone can cite it."""
    return min(document.day for document in centrals()[topic])
