"""What an entry needs of the document that it is to stand in; where that is missing, another entry is drawn."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from corpora.generator.central import centrals, first_known
from corpora.generator.entries import BankError, Entry
from corpora.generator.slots import is_figure, literal_value

if TYPE_CHECKING:
    from corpora.generator.telling import Telling

_SLOT = re.compile(r"\{[^{}]+\}")
_COMPARISON = re.compile(r"([a-z][a-z0-9_]*) (<=?|>=?) ([a-z][a-z0-9_]*|\d+(?:,\d+)?)")
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_UNIT = re.compile(r"\b(don_vi|u|chi_bo)([1-4])\b")


class Needs(Struct, frozen=True):
    """How many units and cells it names, on which topics it cites, whether it cites the last report, which days it asks for data by, what holds of its figures."""

    units: int = 0
    ledgers: int = 0
    cells: int = 0
    topics: tuple[str, ...] = ()
    last_report: bool = False
    due: tuple[str, ...] = ()
    comparisons: tuple[tuple[str, str, str], ...] = ()


def needs_of(entry: Entry) -> Needs:
    """What the slots of an entry ask for; BankError where they ask for a topic that ``central.csv`` does not have."""
    slots = _SLOT.findall("\n".join((*entry.lines, entry.abstract)))
    most = {"don_vi": 0, "u": 0, "chi_bo": 0}
    for slot in slots:
        for name, number in _UNIT.findall(slot):
            most[name] = max(most[name], int(number))
    topics = tuple(sorted({slot[4:-1].split(" ")[0] for slot in slots if slot.startswith("{tw:")}))
    for topic in topics:
        if topic not in centrals():
            raise BankError(f"{entry.where}: {entry.id}: central.csv has no topic {topic!r}")
    due = tuple(slot[5:-1] for slot in slots if slot.startswith("{han:")) if "{ngay_so_lieu}" in slots else ()
    last_report = any(slot.startswith("{vb:truoc") for slot in slots)
    return Needs(max(most["don_vi"], most["u"]), most["u"], most["chi_bo"], topics, last_report, due, _comparisons(entry))


def _comparisons(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    found = []
    for text in entry.comparisons:
        parts = _COMPARISON.fullmatch(text)
        if parts is None or not (is_figure(parts[1]) and (is_figure(parts[3]) or parts[3][0].isdigit())):
            raise BankError(f"{entry.where}: {entry.id}: {text!r} compares no two figures (if: kn < kn_ct)")
        found.append((parts[1], parts[2], parts[3]))
    return tuple(found)


def met(needs: Needs, telling: Telling) -> bool:
    """Whether the document has all of it."""
    day = telling.card.day
    if any(first_known(topic) >= day for topic in needs.topics):
        return False
    if needs.ledgers > len(telling.picked):
        return False
    if telling.picked:
        if needs.units > len(telling.picked) or needs.cells > len(telling.branches):
            return False
    elif needs.units + needs.cells > len(telling.branches):
        # Without units below it the body's cells stand for them.
        return False
    if needs.last_report and telling.citer.last_report() is None:
        return False
    return all(telling.deadline(days) > telling.data_day() for days in needs.due) and all(
        _COMPARED[sign](telling.value(left, literal=False)[0], _number(right, telling)) for left, sign, right in needs.comparisons
    )


def _number(name: str, telling: Telling) -> Decimal:
    return literal_value(name) if name[0].isdigit() else telling.value(name, literal=False)[0]
