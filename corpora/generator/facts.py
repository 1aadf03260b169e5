"""Figures of a body for a year and a period: drawn, carried from year to year, added up (``facts.csv``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from msgspec import Struct

from corpora.generator.chance import Chance
from corpora.lists import rows

SHARES = {"quy-1": (0.19, 0.26), "6-thang": (0.43, 0.52), "9-thang": (0.66, 0.78), "nam": (1.0, 1.0)}
"""Which part of the year's doings falls into a period that begins in January."""


class FactKind(Struct, frozen=True):
    """A row of ``facts.csv``."""

    name: str
    kind: str
    base: tuple[str, ...]
    low: float
    high: float
    places: int
    percent: bool
    unit: str
    aggregated: bool


class Figure(Struct, frozen=True):
    """A value as a fraction, to be printed with ``places`` decimals; -1 leaves the places to the style of the document."""

    numerator: int
    denominator: int
    places: int


class Size(Struct, frozen=True):
    """What a body begins with: members, people, and for bodies above others the number of organisations of each kind."""

    members: int
    people: int
    committees: int = 0
    cells: int = 0


Values = dict[str, int]
_STEADY = ("fixed", "fixpart", "steady", "grow")
"""Kinds whose share belongs to the body and hardly changes from year to year."""


@cache
def fact_kinds() -> dict[str, FactKind]:
    """The rows by name, in the order in which they are computed."""
    return {
        row["fact"]: FactKind(
            row["fact"], row["kind"], tuple(row["base"].split()), float(row["low"] or 0), float(row["high"] or 0),
            0 if row["places"] == "p" else int(row["places"]), row["places"] == "p", row["unit"], row["agg"] == "x",
        )
        for row in rows(__package__, "facts.csv")
    }  # fmt: skip


@cache
def _drawn(aggregated: bool) -> tuple[FactKind, ...]:
    kinds = [kind for kind in fact_kinds().values() if kind.kind not in ("percent", "plan-percent")]
    if not aggregated:
        return tuple(kinds)
    last = max(n for n, kind in enumerate(kinds) if kind.aggregated)
    return tuple(kinds[: last + 1])


class Ledger:
    """The figures of one body over the years. ``parts`` are the ledgers below it, whose figures add up to its own."""

    def __init__(self, name: tuple[object, ...], size: Size, first_year: int, parts: tuple[Ledger, ...] = ()) -> None:
        self.name, self.size, self.first_year, self.parts = name, size, first_year, parts
        self._values: dict[tuple[int, str, bool], Values] = {}
        steady = Chance(*name, "fixed")
        self._fixed = {kind.name: steady.random() for kind in fact_kinds().values() if kind.kind in _STEADY}
        self._poverty = steady.uniform(0.035, 0.09)

    def figure(self, fact: str, year: int, period: str) -> Figure:
        """One figure; KeyError for a name that ``facts.csv`` does not have."""
        kind = fact_kinds()[fact]
        if kind.percent:
            values = self.values(year, period)
            part, whole = kind.base
            scale = 10 ** (fact_kinds()[whole].places - fact_kinds()[part].places)
            return Figure(100 * values[part] * scale, max(1, values[whole]), -1)
        return Figure(self.values(year, period)[fact], 10**kind.places, kind.places)

    def values(self, year: int, period: str, upward: bool = False) -> Values:
        """All figures of a year up to the end of a period, scaled to integers; ``upward`` only those that the body above needs."""
        key = (year, period, upward)
        found = self._values.get(key) or (self._values.get((year, period, False)) if upward else None)
        if found is None:
            found = self._values[key] = self._computed(year, period, upward)
        return found

    def _computed(self, year: int, period: str, upward: bool) -> Values:
        draws = Chance(*self.name, year)
        share = Chance(*self.name, year, period).uniform(*SHARES[period])
        size = self.size
        growth = 1.08 ** (year - 2013)
        out: Values = {
            "dv_goc": size.members, "dan": size.people, "kinh_te": int(size.people * growth), "muc_song": int(24000 * growth),
            "tc": size.committees + size.cells, "tc_db": size.committees, "tc_cb": size.cells,
        }  # fmt: skip
        before = self.values(year - 1, "nam", upward) if year > self.first_year else None
        out["dv_dau"] = before["dv"] if before else size.members
        below = [part.values(year, period, upward=True) for part in self.parts]
        for kind in _drawn(upward):
            name = kind.name
            luck = draws.random()
            if below and kind.aggregated:
                out[name] = sum(values[name] for values in below)
            elif name == "hn_dau":
                out[name] = before["hngheo"] if before else int(out["ho"] * self._poverty)
            elif kind.kind == "plan" and period != "nam":
                # What was planned for the year is the same in every report of the year.
                out[name] = self.values(year, "nam", upward)[name]
            elif name not in out:
                fixed = self._fixed.get(name)
                if fixed is not None:
                    luck = fixed if kind.kind.startswith("fix") else 0.85 * fixed + 0.15 * luck
                out[name] = _KINDS[kind.kind](kind, out, luck, share)
        return out


def _base(kind: FactKind, out: Values) -> float:
    return float(out[kind.base[0]]) if kind.base else 1.0


def _spread(kind: FactKind, luck: float) -> float:
    return kind.low + luck * (kind.high - kind.low)


def _flow(kind: FactKind, out: Values, luck: float, share: float) -> int:
    return max(1, int(_base(kind, out) * _spread(kind, luck) * share * 10**kind.places))


def _turnout(kind: FactKind, out: Values, luck: float, share: float) -> int:
    # Nobody sits in a class twice: no more than all members in each.
    members, classes = (out[name] for name in kind.base)
    return min(_flow(kind, out, luck, share), members * classes)


def _whole(kind: FactKind, out: Values, luck: float, _share: float) -> int:
    return max(1, int(_base(kind, out) * _spread(kind, luck) * 10**kind.places))


def _part(kind: FactKind, out: Values, luck: float, _share: float) -> int:
    # Rounded down, so that parts never exceed the whole.
    whole = int(_base(kind, out))
    return min(whole, max(1, int(whole * _spread(kind, luck))))


def _money(kind: FactKind, out: Values, luck: float, share: float) -> int:
    # The base is people times growth; figures of billions of đồng.
    return max(1, int(_base(kind, out) / 1000 * _spread(kind, luck) * share * 10**kind.places))


def _level(kind: FactKind, out: Values, luck: float, _share: float) -> int:
    return int(_base(kind, out) / 1000 * _spread(kind, luck) * 10**kind.places)


def _rate(kind: FactKind, _out: Values, luck: float, _share: float) -> int:
    return int(_spread(kind, luck) * 10**kind.places)


def _plan(kind: FactKind, out: Values, luck: float, _share: float) -> int:
    planned = out[kind.base[0]] * _spread(kind, luck)
    step = 10 ** max(kind.places - 1, 0) if kind.places else 5 if planned > 60 else 1
    return max(1, round(planned / step) * step)


def _sum(kind: FactKind, out: Values, _luck: float, _share: float) -> int:
    return sum(out[name] for name in kind.base)


def _rest(kind: FactKind, out: Values, _luck: float, _share: float) -> int:
    return out[kind.base[0]] - sum(out[name] for name in kind.base[1:])


def _balance(kind: FactKind, out: Values, _luck: float, _share: float) -> int:
    before, more, less = (out[name] for name in kind.base)
    return before + more - less


_KINDS: dict[str, Callable[[FactKind, Values, float, float], int]] = {
    "flow": _flow, "turnout": _turnout, "stock": _whole, "fixed": _whole, "fixpart": _part, "steady": _part, "grow": _whole, "part": _part, "money": _money, "level": _level, "rate": _rate,
    "plan": _plan, "sum": _sum, "rest": _rest, "balance": _balance,
}  # fmt: skip
