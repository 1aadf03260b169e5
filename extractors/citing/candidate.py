"""A mention in the making."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from core.spans import Span
from corpora.gazetteers import DocumentType
from extractors.numbers import DocumentNumber


class Value(NamedTuple):
    """Something stated beside a mention, and where."""

    text: str
    span: Span


@dataclass(slots=True)
class Candidate:
    """A mention found by the grammar; ``label`` is where "số" or the type's name begins, what stands before it ends there."""

    start: int
    end: int
    kind: DocumentType | None = None
    number: DocumentNumber | None = None
    ordinal: str | None = None
    term: str | None = None
    date: Value | None = None
    issuer: Value | None = None
    back: bool = False
    typed: bool = False
    """A type's name or abbreviation belongs to it, or to the list it stands in."""
    head: bool = True
    """False for the later members of a list: their span is the number alone."""
