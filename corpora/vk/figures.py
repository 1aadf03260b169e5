"""The figures of a source: digits against the values that the marks give, and the arithmetic claimed of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from corpora.vk.document import CHECKED_ARITHMETIC, Arithmetic, Block, Fault, Mark, Source
from corpora.vk.findings import Finding, places
from corpora.vk.world import World

_DIGITS = re.compile(r"\d+(?:[.,\s ]\d+)*")
_TOTAL = re.compile(r"(?:Tổng\s*(?:cộng|số)?|Cộng|Toàn (?:tỉnh|huyện|Khối|Đảng bộ|phường|xã|thành phố))\b[^|]{0,20}", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_LARGEST_ROUNDING = Decimal("0.5")


def decimal(text: str) -> Decimal | None:
    """A value as attributes write it (decimal point)."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def readings(written: str) -> set[Decimal]:
    """What digits as written may mean: comma or dot as decimal sign or between thousands."""
    squeezed = re.sub(r"[\s ]", "", written)
    forms = {squeezed.replace(".", "").replace(",", "."), squeezed.replace(",", ""), squeezed.replace(".", "").replace(",", "")}
    return {value for form in forms if (value := decimal(form)) is not None}


def value_findings(source: Source, world: World) -> Iterator[Finding]:
    """Marks of kind ``i`` whose values are not what the text or the facts of the world say."""
    faults = [truth.quote for truth in source.truth if isinstance(truth, Fault)]
    for place in places(source):
        for mark in place.content.marks:
            if mark.kind != "i":
                continue
            written = place.content.text[mark.start : mark.end]
            yield from _value(mark, written, place.line)
            fact = mark.attributes.get("fact")
            if fact is None:
                continue
            value = decimal(mark.attributes.get("value", ""))
            if fact not in world.facts:
                yield Finding("error", place.line, f"fact {fact} stands in no facts.csv")
            elif value != world.facts[fact] and not any(written in quote for quote in faults):
                yield Finding("error", place.line, f"{written!r}: fact {fact} is {world.facts[fact]}")


def _value(mark: Mark, written: str, line: int) -> Iterator[Finding]:
    found = [readings(match[0]) for match in _DIGITS.finditer(written)]
    blanks = set().union(*found) if found else set()
    for name in ("value", "value_max", "denominator"):
        if name not in mark.attributes:
            if name == "value":
                yield Finding("error", line, f"{written!r}: a figure has a value")
            continue
        value = decimal(mark.attributes[name])
        if value is None:
            yield Finding("error", line, f"{written!r}: {name}={mark.attributes[name]} is no number")
        elif found and value not in blanks:
            yield Finding("error", line, f"{written!r} does not say {name}={value}")
    if not mark.attributes.get("unit"):
        yield Finding("hint", line, f"{written!r} has no unit")


def arithmetic_findings(source: Source) -> Iterator[Finding]:
    """Claims whose ids are missing or whose outcome is not what was claimed, as far as it can be computed."""
    by_id = {
        mark.attributes["id"]: mark
        for place in places(source)
        for mark in place.content.marks
        if mark.kind == "i" and "id" in mark.attributes
    }
    for claim in source.truth:
        if not isinstance(claim, Arithmetic):
            continue
        missing = [name for name in claim.ids if name not in by_id]
        if missing:
            yield Finding("error", 0, f"arith {claim.kind} {list(claim.ids)}: no figure has the id {missing[0]}")
        elif claim.kind in CHECKED_ARITHMETIC:
            outcome = _outcome(claim, by_id)
            if outcome is None:
                yield Finding("error", 0, f"arith {claim.kind} {list(claim.ids)}: not the number of figures that it asks for")
            elif outcome != claim.holds:
                yield Finding("error", 0, f"arith {claim.kind} {list(claim.ids)}: claimed {claim.holds}, computed {outcome}")
    given = [mark.attributes["id"] for place in places(source) for mark in place.content.marks if "id" in mark.attributes]
    for name in sorted({name for name in given if given.count(name) > 1}):
        yield Finding("error", 0, f"id {name} is given twice")


def _outcome(claim: Arithmetic, by_id: Mapping[str, Mark]) -> bool | None:
    values = [decimal(by_id[name].attributes.get("value", "")) or Decimal(0) for name in claim.ids]
    first, rest = values[0], values[1:]
    step = Decimal(1).scaleb(int(first.as_tuple().exponent))
    near = step * _LARGEST_ROUNDING
    kind = claim.kind
    if kind == "sum" and len(rest) > 1:
        return abs(first - sum(rest)) <= near
    if kind == "restatement" and rest:
        return all(value == first for value in rest)
    if len(rest) != 2:
        # "31/58 (53,45%)": the ratio itself holds part and whole.
        bound = by_id[claim.ids[1]].attributes.get("denominator") if kind in ("percent", "plan-percent") and len(rest) == 1 else None
        if bound is None:
            return None
        rest = [rest[0], Decimal(bound)]
    return abs(first - _computed(kind, *rest)) <= near + Decimal("0.0000001")


def _computed(kind: str, a: Decimal, b: Decimal) -> Decimal:
    if kind == "difference":
        return abs(a - b)
    if kind == "product":
        return a * b
    if not b:
        return Decimal("Infinity")
    return {"percent": a / b * 100, "plan-percent": a / b * 100, "growth": abs(a / b - 1) * 100, "ratio": a / b}[kind]


def table_findings(source: Source) -> Iterator[Finding]:
    """Columns of counts that do not give their total row, where no fault says so."""
    faults = [truth for truth in source.truth if isinstance(truth, Fault)]
    number = 0
    for part in source.parts:
        for block in part.blocks:
            if block.kind != "table":
                continue
            number += 1
            if any(truth.where == f"table {number}" for truth in faults):
                continue
            yield from _totals(block)


def _totals(block: Block) -> Iterator[Finding]:
    rows = [[cell.content.text for cell in row] for row in block.rows[block.heads :]]
    last = next((n for n, row in enumerate(rows) if any(_TOTAL.fullmatch(cell.strip("* ")) for cell in row[:2])), None)
    if last is None or last == 0:
        return
    for column in range(1, len(rows[0])):
        cells = [row[column] for row in rows[:last]]
        if not _COUNT.fullmatch(rows[last][column]) or not all(_COUNT.fullmatch(cell) or cell in ("", "-", "–") for cell in cells):
            continue
        values = [int(cell.replace(".", "")) for cell in cells if _COUNT.fullmatch(cell)]
        total = int(rows[last][column].replace(".", ""))
        if values and sum(values) != total:
            yield Finding("hint", block.line, f"column {column + 1}: the rows give {sum(values)}, the total row says {total}")
