"""Lists of the field as data: document types, issuing bodies, parts of their codes, words of organisations' names.

Every CSV names its sources; ``confidence`` says how sure a row is (high: text of the instrument or several sources,
medium: one good source, low: never seen in a real number). Lists inside a cell are separated by ";".
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from core.text import folded
from corpora.lists import rows


class DocumentType(NamedTuple):
    """A type of document (tên loại). ``use``: noun; verb (the word is also a common verb, so it needs more evidence);
    option (the word with a small number mostly counts choices, "phương án 2").
    """

    name: str
    codes: tuple[str, ...]
    variants: tuple[str, ...]
    forms: frozenset[str]
    parent: str
    english: tuple[str, ...]
    use: str


class Body(NamedTuple):
    """A body that issues documents; ``code`` as it stands in numbers, ``form`` of its numbers (party, state, union)."""

    key: str
    code: str
    name: str
    levels: tuple[str, ...]
    forms: frozenset[str]
    period: str
    variants: tuple[str, ...]
    parent: str


class OrganCode(NamedTuple):
    """A part of a composed organ code: unit + level (BTC + TU), agency + sector (S + NV)."""

    part: str
    code: str
    name: str
    form: str


class OrganWord(NamedTuple):
    """A word of the grammar of organisations' names; ``kind`` is explained in ``extractors/organisations.py``."""

    word: str
    kind: str


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@lru_cache(maxsize=1)
def document_types() -> tuple[DocumentType, ...]:
    """All types of documents, Party, State and others."""
    return tuple(
        DocumentType(
            r["name"], _list(r["codes"]), _list(r["variants"]), frozenset(_list(r["forms"])), r["parent"], _list(r["english"]), r["use"]
        )
        for r in rows(__package__, "document_types.csv")
    )


@lru_cache(maxsize=1)
def bodies() -> tuple[Body, ...]:
    """All bodies that are known by name or code."""
    return tuple(
        Body(r["key"], r["code"], r["name"], _list(r["level"]), frozenset(_list(r["form"])), r["period"], _list(r["variants"]), r["parent"])
        for r in rows(__package__, "bodies.csv")
    )


@lru_cache(maxsize=1)
def organ_codes() -> tuple[OrganCode, ...]:
    """Parts from which codes of bodies are composed."""
    return tuple(OrganCode(r["part"], r["code"], r["name"], r["form"]) for r in rows(__package__, "organ_codes.csv"))


@lru_cache(maxsize=1)
def organ_words() -> tuple[OrganWord, ...]:
    """Heads, hosts, levels and modifiers of organisations' names."""
    return tuple(OrganWord(r["word"], r["kind"]) for r in rows(__package__, "organ_words.csv"))


@lru_cache(maxsize=1)
def types_by_code() -> dict[str, tuple[DocumentType, ...]]:
    """Types by code as officially written; more than one where the code alone does not tell (QĐ, TT)."""
    found: dict[str, list[DocumentType]] = {}
    for kind in document_types():
        for code in kind.codes:
            found.setdefault(code, []).append(kind)
    return {code: tuple(kinds) for code, kinds in found.items()}


@lru_cache(maxsize=1)
def type_by_name() -> dict[str, DocumentType]:
    """Types by folded name or variant."""
    return {folded(word): kind for kind in document_types() for word in (kind.name, *kind.variants)}


@lru_cache(maxsize=1)
def body_by_name() -> dict[str, Body]:
    """Bodies by folded name or variant, the first in the list where several share one."""
    found: dict[str, Body] = {}
    for body in bodies():
        for word in (body.name, *body.variants):
            found.setdefault(folded(word), body)
    return found


@lru_cache(maxsize=1)
def bodies_by_code() -> dict[str, tuple[Body, ...]]:
    """Bodies by the code that stands in their numbers."""
    found: dict[str, list[Body]] = {}
    for body in bodies():
        if body.code:
            found.setdefault(body.code, []).append(body)
    return {code: tuple(items) for code, items in found.items()}


@lru_cache(maxsize=1)
def province_names() -> tuple[str, ...]:
    """Names of provinces and cities under the centre, present and past."""
    return tuple(r["name"] for r in rows(__package__, "places.csv"))


@lru_cache(maxsize=8)
def citation_words(kind: str) -> frozenset[str]:
    """Words that stand beside a document's number: "follows" it, "counted" (so that the number is a count), "address" before it."""
    return frozenset(r["word"] for r in rows(__package__, "citation_words.csv") if r["kind"] == kind)
