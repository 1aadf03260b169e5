"""Who cites a number, told apart by what exactly is cited: numbers start again each term, so 21-KH/ĐUK of 2016 and of 2021 are two documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from index.analysis import number_key
from index.base import Citation, CitingWork


class Cited(Struct, frozen=True):
    """One document as it is cited: its number, its date (ISO, or the year alone, None where no place gives one), and the Works that cite it."""

    number: str
    date: str | None
    citing: tuple[CitingWork, ...]


def by_cited(works: Iterable[CitingWork]) -> tuple[Cited, ...]:
    """Citations by the number and date that stand in them, dated ones first, the newest before the others.

    A year alone joins the day of that year where only one is cited. A place without a date means what its Work cites with a date elsewhere,
    where that is one document: the date is written once, at the first mention. A Work that cites two of them is in both groups, each with
    its own places.
    """
    works = tuple(works)
    days: dict[tuple[str, str], set[str]] = {}
    for _, number, date, _ in _places(works):
        if len(date) > len("2016"):
            days.setdefault((number, date[:4]), set()).add(date)
    dated: dict[tuple[int, str], set[str]] = {}
    for i, number, date, _ in _places(works):
        if date:
            dated.setdefault((i, number), set()).add(_only(days.get((number, date)), date))
    groups: dict[tuple[str, str], dict[int, list[Citation]]] = {}
    for i, number, date, citation in _places(works):
        whole = _only(days.get((number, date)), date) if date else _only(dated.get((i, number)), "")
        groups.setdefault((whole, number), {}).setdefault(i, []).append(citation)
    found = [
        Cited(
            next(iter(places.values()))[0].reference.number or number,
            date or None,
            tuple(structs.replace(works[i], citations=tuple(citations)) for i, citations in places.items()),
        )
        for (date, number), places in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: one.date or "", reverse=True))


def _places(works: tuple[CitingWork, ...]) -> Iterator[tuple[int, str, str, Citation]]:
    """Place of the Work in the list, key of the number and date ("" for none) that stand in the citation, the citation."""
    for i, work in enumerate(works):
        for citation in work.citations:
            number = citation.reference.number or ""
            yield i, number_key(number) or number, citation.reference.date or "", citation


def _only(dates: set[str] | None, other: str) -> str:
    """The date where there is one alone, else the other."""
    return next(iter(dates)) if dates and len(dates) == 1 else other
