"""Wrong figures, planted where exactly one statement notices."""

from __future__ import annotations

from decimal import Decimal

from corpora.generator.arithmetic import Statement
from corpora.generator.planted import Planted
from corpora.generator.telling import Telling
from corpora.generator.values import plain
from corpora.generator.writing import Line, Mark

_KINDS = {
    "sum": ("sum",), "percent": ("percent", "plan-percent", "growth"), "difference": ("difference",), "trend": ("trend",), "restated-differently": ("restatement",),
}  # fmt: skip
CODES = (
    "sum", "percent", "difference", "trend", "restated-differently", "superseded-basis", "wrong-date", "wrong-issuer", "class-twice", "last-year-text",
    "missing-section", "number-form",
)  # fmt: skip
"""What the generator can plant, of the codes of ``corpora/README.md``."""


def plant(telling: Telling, found: list[Statement]) -> None:
    """Plant the figure faults that are wanted, where the document has a place for them."""
    uses: dict[int, int] = {}
    for statement in found:
        for _, mark in statement.places:
            uses[id(mark)] = uses.get(id(mark), 0) + 1
    spoiled: set[int] = set()
    for code, kinds in _KINDS.items():
        open_ = [
            (statement, n) for statement in found if statement.kind in kinds for n in _victims(statement) if uses[id(statement.places[n][1])] == 1
        ]  # fmt: skip
        if open_:
            telling.possible.add(code)
        if code not in telling.wanted:
            continue
        open_ = [(s, n) for s, n in open_ if not any(id(mark) in spoiled for _, mark in s.places)]
        if open_:
            telling.wanted.discard(code)
            statement, n = telling.chance.pick(open_)
            _spoil(telling, code, statement, n)
            spoiled.update(id(mark) for _, mark in statement.places)


def _victims(statement: Statement) -> range:
    if statement.kind in ("sum", "trend"):
        return range(len(statement.places))
    return range(1, 2) if statement.kind == "restatement" else range(1)


def _spoil(telling: Telling, code: str, statement: Statement, n: int) -> None:
    line, mark = statement.places[n]
    printed = mark.printed
    assert printed is not None
    right = printed.value
    step = Decimal(1).scaleb(-printed.places)
    sizes = [k * step for k in (1, 2, 3, 9, 10)] if code != "percent" else [k * Decimal("0.01") * 10 for k in (3, 7, 12, 40)]
    if code == "trend":
        # Past its neighbour: the last one beyond the one before, the others beyond the one behind.
        neighbour = statement.values()[n - 1] if n == len(statement.places) - 1 else statement.values()[n + 1]
        over = (statement.direction == "up") != (n == len(statement.places) - 1)
        change = telling.chance.pick(sizes)
        printed.value = neighbour + change if over else max(step, neighbour - change)
        if statement.holds():
            printed.value = neighbour
    else:
        for _ in range(8):
            change = telling.chance.pick(sizes)
            change = change.quantize(step) if code == "percent" and change >= step else max(change, step)
            printed.value = right + change if telling.chance.happens(0.5) or right - change <= 0 else right - change
            if not statement.holds():
                break
    style = telling.style
    text = style.number(
        printed.value, money=printed.places > 0 and mark.attributes.get("unit") != "%", percent=mark.attributes.get("unit") == "%"
    )
    if mark.attributes.get("unit") == "%":
        text += style.percent_sign
    replace(line, mark, text)
    mark.attributes["value"] = plain(printed.value)
    line.marks.append(Mark("!", mark.start, mark.end, {"code": code}))
    telling.planted.append(Planted(code, _expected(statement, right, printed.value)))


def replace(line: Line, mark: Mark, text: str) -> None:
    """Put another text in the place of a mark's; everything behind it moves."""
    by = len(text) - (mark.end - mark.start)
    line.text = line.text[: mark.start] + text + line.text[mark.end :]
    end = mark.end
    for other in line.marks:
        if other.start >= end:
            other.start += by
        if other.end >= end:
            other.end += by


def _expected(statement: Statement, right: Decimal, wrong: Decimal) -> str:
    def shown(value: Decimal) -> str:
        return plain(value).replace(".", ",")

    values = [shown(value) for value in statement.values()]
    if statement.kind == "sum":
        return f"{' + '.join(values[1:])} = {shown(sum(statement.values()[1:], Decimal(0)))}, văn bản ghi {values[0]}."
    if statement.kind == "difference":
        return f"{values[1]} - {values[2]} = {shown(abs(statement.values()[1] - statement.values()[2]))}, văn bản ghi {values[0]}."
    if statement.kind == "restatement":
        return f"Chỗ trước ghi {values[0]}, chỗ này ghi {values[1]}."
    if statement.kind == "trend":
        word = "tăng" if statement.direction == "up" else "giảm"
        return f"Nói là {word} qua các năm nhưng số liệu là {' - '.join(values)}."
    sign = "so với" if statement.kind == "growth" else "/"
    return f"{values[1]} {sign} {values[2]} là {shown(right)}%, văn bản ghi {shown(wrong)}%."
