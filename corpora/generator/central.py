"""Central documents that made ones may cite (``central.csv``)."""

from __future__ import annotations

from datetime import date
from functools import cache

from msgspec import Struct

from corpora.lists import rows


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
    for row in rows(__package__, "central.csv"):
        until = date.fromisoformat(row["until"]) if row["until"] else date.max
        day = date.fromisoformat(row["date"])
        made = Central(row["topic"], row["type"], row["number"], row["ordinal"], row["term"], day, row["issuer"], row["title"], until)
        out[made.topic] = (*out.get(made.topic, ()), made)
    return out


@cache
def first_known(topic: str) -> date:
    """The day of a topic's first document: later ones alone can cite it."""
    return min(document.day for document in centrals()[topic])
