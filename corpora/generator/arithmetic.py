"""Which figures of a document belong together, and whether what is printed comes out."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise

from msgspec import Struct

from corpora.generator.facts import fact_kinds
from corpora.generator.values import Printed
from corpora.generator.writing import Line, Mark

_NAME = re.compile(r"((?:u[1-4]\.)?)([a-z0-9_]+)")


class Statement(Struct):
    """A relation between figures; ``places`` are (line, mark), the total or the result first."""

    kind: str
    places: list[tuple[Line, Mark]]
    direction: str = ""

    def values(self) -> list[Decimal]:
        """What is printed."""
        return [_printed(mark).value for _, mark in self.places]

    def holds(self) -> bool:
        """Whether it comes out, to the digits printed."""
        values = self.values()
        first = _printed(self.places[0][1])
        return comes_out(self.kind, values, first.places, self.direction)


def _printed(mark: Mark) -> Printed:
    assert mark.printed is not None
    return mark.printed


def comes_out(kind: str, values: list[Decimal], places: int, direction: str = "") -> bool:
    """The check itself: ``values`` in the order of ``corpora/README.md``."""
    if kind == "sum":
        return values[0] == sum(values[1:])
    if kind == "difference":
        return values[0] == abs(values[1] - values[2])
    if kind == "restatement":
        return values[0] == values[1]
    if kind == "trend":
        return all(a < b if direction == "up" else a > b for a, b in pairwise(values))
    part, whole = values[1], values[2]
    wanted = abs(part - whole) / whole * 100 if kind == "growth" else part / whole * 100
    return abs(values[0] - wanted) <= Decimal(5).scaleb(-places - 1) + Decimal("1e-9")


@cache
def identities() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """By the fact that a relation begins with: its kind and the facts in their order."""
    out: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for kind in fact_kinds().values():
        if kind.kind == "sum":
            first, rest = ("sum", (kind.name, *kind.base)), kind.name
        elif kind.kind == "rest":
            first, rest = ("sum", (kind.base[0], *kind.base[1:], kind.name)), kind.base[0]
        elif kind.kind in ("percent", "plan-percent"):
            first, rest = (kind.kind, (kind.name, *kind.base)), kind.name
        else:
            continue
        out[rest] = (*out.get(rest, ()), first)
    return out


def statements(lines: list[Line], trends: dict[str, tuple[tuple[str, ...], ...]]) -> list[Statement]:
    """Every relation whose figures all stand in one entry, and figures that come again."""
    groups: dict[str, dict[str, tuple[Line, Mark]]] = {}
    told: dict[str, tuple[Line, Mark]] = {}
    out: list[Statement] = []
    for line in lines:
        for mark in line.marks:
            printed = mark.printed
            if printed is None or not printed.name or not printed.exact:
                continue
            group = groups.setdefault(line.entry, {})
            if printed.name not in group:
                group[printed.name] = (line, mark)
            first = told.setdefault(printed.name, (line, mark))
            if first[0].entry != line.entry and group[printed.name][1] is mark:
                out.append(Statement("restatement", [first, (line, mark)]))
    for name, group in groups.items():
        out += _of_group(group)
        for direction, *facts in trends.get(name, ()):
            if all(fact in group for fact in facts):
                out.append(Statement("trend", [group[fact] for fact in facts], direction))
    return out


def _of_group(group: dict[str, tuple[Line, Mark]]) -> list[Statement]:
    out = []
    for name, place in group.items():
        found = _NAME.fullmatch(name)
        if found is None:
            continue
        prefix, core = found[1], found[2]
        suffix = next((end for end in ("_n1", "_n2", "_cl", "_tt") if core.endswith(end)), "")
        core = core.removesuffix(suffix)
        if suffix in ("_cl", "_tt"):
            now, before = group.get(prefix + core), group.get(f"{prefix}{core}_n1")
            if now and before:
                larger, smaller = (now, before) if _printed(now[1]).value >= _printed(before[1]).value else (before, now)
                out.append(
                    Statement("difference", [place, larger, smaller]) if suffix == "_cl" else Statement("growth", [place, now, before])
                )
            continue
        for kind, facts in identities().get(core, ()):
            names = [prefix + fact + suffix for fact in facts]
            if all(each in group for each in names):
                out.append(Statement(kind, [group[each] for each in names]))
    return out
