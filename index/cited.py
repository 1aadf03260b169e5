"""Who cites a number, told apart by what exactly is cited: numbers start again each term, so 21-KH/ĐUK of 2016 and of 2021 are two documents."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from index.analysis import number_key
from index.base import Citation, CitingWork


class Cited(Struct, frozen=True):
    """One document as it is cited: its number, its date (ISO, or the year alone, None where no place gives one), and the Works that cite it."""

    number: str
    date: str | None
    citing: tuple[CitingWork, ...]


def by_cited(works: Iterable[CitingWork]) -> tuple[Cited, ...]:
    """Citations by the number and date that stand in them, dated ones first, the newest before the others. A year alone joins the day of
    that year where only one is cited. A Work that cites two of them is in both groups, each with its own places.
    """
    works = tuple(works)
    days: dict[tuple[str, str], set[str]] = {}
    for _, citation in _places(works):
        number, date = _cited(citation)
        if date is not None and len(date) > len("2016"):
            days.setdefault((number, date[:4]), set()).add(date)
    groups: dict[tuple[str, str], dict[int, list[Citation]]] = {}
    for i, citation in _places(works):
        number, date = _cited(citation)
        same_year = days.get((number, date or ""), set())
        if len(same_year) == 1:
            (date,) = same_year
        groups.setdefault((date or "", number), {}).setdefault(i, []).append(citation)
    found = [
        Cited(
            next(iter(places.values()))[0].reference.number or number,
            date or None,
            tuple(structs.replace(works[i], citations=tuple(citations)) for i, citations in places.items()),
        )
        for (date, number), places in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: one.date or "", reverse=True))


def _places(works: tuple[CitingWork, ...]) -> Iterable[tuple[int, Citation]]:
    return ((i, citation) for i, work in enumerate(works) for citation in work.citations)


def _cited(citation: Citation) -> tuple[str, str | None]:
    """Key of the number, and the date, that stand in a place."""
    number = citation.reference.number or ""
    return number_key(number) or number, citation.reference.date
