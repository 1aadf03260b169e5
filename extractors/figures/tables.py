"""Figures in tables: a number's unit comes from its own cell, its column's head, its row's label or the line above the table ("ĐVT: người")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.mentions import Indicator, Period
from core.spans import Span
from extractors.figures.counted import Counted, noun_at
from extractors.figures.exclusions import Masks, bare_year, calendar_spans
from extractors.figures.grids import Cell, Grid
from extractors.figures.intervals import interval
from extractors.figures.keyed import key_pattern
from extractors.quantities import Quantity, Style, scan

_NUMERIC = re.compile(r"\s*[-+(]?\s?\d[\d.,]*(?:\s?[/-]\s?\d[\d.,]*)?\s?%?\s?\)?\s*")
_ORDER = key_pattern(r"\s*(?:stt|tt|số\s+tt|số\s+thứ\s+tự|no\.?)\s*\.?\s*")
_NO_FIGURES = key_pattern(
    r"(?:^|\s)(?:năm\s+sinh|ngày|số\s+(?:hiệu|ký\s+hiệu|điện\s+thoại|văn\s+bản|thẻ|quyết\s+định)|điện\s+thoại|mã)\s*$|^\s*năm\s*$|^\s*năm\s+(?!trước|nay|học|qua|sau|kế|tới|báo)[^\W\d_]"
    r"|thời\s+gian|thời\s+hạn|tiến\s+độ|ghi\s+chú"
)
_SHARE = key_pattern(r"%|tỷ\s+lệ|tỷ\s+trọng|phần\s+trăm")
_UNIT_LABEL = key_pattern(r"(?:đvt|đơn\s+vị\s+tính|đơn\s+vị)\s*:\s*(?P<unit>[^.;)\n\t]{1,40})")
_UNIT_COLUMN = key_pattern(r"\s*(?:đvt|đơn\s+vị\s+tính)\s*")
_BRACKET = re.compile(r"\(\s?([^()]{1,30}?)\s?\)")
_NUMBER_OF = key_pattern(r"(?:tổng\s+số|số\s+lượng|số)\s+(?:lượng\s+)?")
_AIM = key_pattern(r"(?<![^\W_])(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán|phấn\s+đấu|kh|nq)(?![^\W_])")
_AGAINST = key_pattern(r"so\s+với|%|tỷ\s+lệ|đạt|thực\s+hiện")
_ENGLISH = re.compile(r"\s*-?\d+\.(?:\d{1,2}|\d{4,})%?\s*|\s*-?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?\s*|\s*-?\d{1,3}(?:,\d{3})+\.\d+\s*")
_VIETNAMESE = re.compile(r"\s*-?\d+,(?:\d{1,2}|\d{4,})%?\s*|\s*-?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?\s*|\s*-?\d{1,3}(?:\.\d{3})+,\d+\s*")
_CAPTION = 400
"""Characters above a table in which its unit may be given."""
_HEAD_ROWS = 6


class Table:
    """A grid with its heads and labels read."""

    def __init__(self, grid: Grid, key: str, text: str) -> None:
        self.key, self.text, self._grid = key, text, grid
        self._at: dict[tuple[int, int], Cell] = {}
        for cell in grid.cells:
            for row in range(cell.row, cell.row + max(1, min(cell.rowspan, 500))):
                for col in range(cell.col, cell.col + max(1, min(cell.colspan, 100))):
                    self._at.setdefault((row, col), cell)
        self._rows: dict[int, list[Cell]] = {}
        self._cols: dict[int, list[Cell]] = {}
        # By row or column (``style``): a look at all of its cells for each of them would cost the square of their number.
        self._english: dict[int, bool] = {}
        for cell in grid.cells:
            self._rows.setdefault(cell.row, []).append(cell)
            self._cols.setdefault(cell.col, []).append(cell)
        self._body = self._first_row()
        self._columns = max((cell.col + cell.colspan for cell in grid.cells), default=0)
        self._unit_col = next((c.col for c in grid.cells if c.row < self._body and _UNIT_COLUMN.fullmatch(self._of(c))), None)

    def numeric(self) -> Iterator[Cell]:
        """Cells of the body that hold a number and nothing else, order numbers and dates left out."""
        skipped = {col for col in range(self._columns) if self._is_order(col) or _NO_FIGURES.search(self.head_key(col))}
        for cell in self._grid.cells:
            if cell.row >= self._body and cell.col not in skipped and _NUMERIC.fullmatch(self._of(cell)):
                yield cell

    def prose(self) -> Iterator[Cell]:
        """Cells that hold words."""
        for cell in self._grid.cells:
            if len(cell.span) and not _NUMERIC.fullmatch(self._of(cell)):
                yield cell

    def heads(self, col: int) -> list[Cell]:
        """The head cells above a column, from the top, each once."""
        found: list[Cell] = []
        for row in range(self._body):
            cell = self._at.get((row, col))
            if cell is not None and cell not in found and len(cell.span):
                found.append(cell)
        return found

    def head_key(self, col: int) -> str:
        """The keyed words above a column."""
        return " ".join(self._of(cell).strip() for cell in self.heads(col))

    def label(self, row: int) -> Cell | None:
        """The first cell of a row that has words."""
        for col in range(self._columns):
            cell = self._at.get((row, col))
            if cell is not None and col != self._unit_col and re.search(r"[^\W\d_]{2}", self._of(cell)):
                return cell
        return None

    def unit(self, cell: Cell) -> Counted | None:
        """The unit of a number: the unit column, bracket or noun of its head, its row's label, the line above the table."""
        if self._unit_col is not None and (named := self._at.get((cell.row, self._unit_col))) is not None and len(named.span):
            return Counted(named.span, (noun_at(self.key, named.span.start, named.span.end) or (0, None))[1])
        for head in reversed(self.heads(cell.col)):
            found = self._bracketed(head) or (None if _SHARE.search(self._of(head)) else self._noun(head))
            if found is not None:
                return found
        label = self.label(cell.row)
        if label is not None and label.col < cell.col and (found := self._bracketed(label) or self._noun(label)) is not None:
            return found
        return self._above()

    def share(self, cell: Cell) -> bool:
        """True where the column holds percentages."""
        return any(_SHARE.search(self._of(head)) and not self._bracketed(head) for head in self.heads(cell.col)[-1:])

    def style(self, cell: Cell, style: Style) -> Style:
        """Dots for decimals where the cells beside show them: of its row where a column gives the units, else of its column."""
        line = cell.row if self._unit_col is not None else cell.col
        if line not in self._english:
            peers = (self._rows if self._unit_col is not None else self._cols).get(line, ())
            english = sum(_ENGLISH.fullmatch(self._of(peer)) is not None for peer in peers)
            vietnamese = sum(_VIETNAMESE.fullmatch(self._of(peer)) is not None for peer in peers)
            self._english[line] = english > vietnamese
        return style._replace(english=True) if self._english[line] else style

    def aim(self, cell: Cell) -> bool:
        """True where the column holds what was planned."""
        head = self.head_key(cell.col)
        return _AIM.search(head) is not None and _AGAINST.search(head) is None

    def _of(self, cell: Cell) -> str:
        return self.key[cell.span.start : cell.span.end]

    def _first_row(self) -> int:
        """The first row of the body: the one with a number behind its first column that is no count of the columns."""
        rows = self._rows
        for row in sorted(rows)[:_HEAD_ROWS]:
            values = [self._of(cell).strip(" ().") for cell in rows[row]]
            counting = [value for value in values if value.isdigit()]
            if len(counting) == len([v for v in values if v]) and counting == [str(i + 1) for i in range(len(counting))]:
                continue
            if any(_NUMERIC.fullmatch(self._of(cell)) and not re.fullmatch(r"(?:19|20)\d\d", self._of(cell).strip()) for cell in rows[row]):
                return row
        return sorted(rows)[1] if len(rows) > 1 else 0

    def _is_order(self, col: int) -> bool:
        if any(_ORDER.fullmatch(self._of(head)) for head in self.heads(col)):
            return True
        if col:
            return False
        values = [self._of(c).strip(" .") for c in self._grid.cells if c.col == 0 and c.row >= self._body]
        numbers = [int(v) for v in values if v.isdigit() and len(v) < 4]
        return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    def _bracketed(self, cell: Cell) -> Counted | None:
        for found in _BRACKET.finditer(self.key, cell.span.start, cell.span.end):
            noun = noun_at(self.key, found.start(1), found.end(1))
            if noun is not None or "đồng" in found[1]:
                return Counted(Span(found.start(1), found.end(1)), noun[1] if noun else "money")
        return None

    def _noun(self, cell: Cell) -> Counted | None:
        counted = _NUMBER_OF.match(self.key, cell.span.start, cell.span.end)
        at = counted.end() if counted else cell.span.start
        noun = noun_at(self.key, at, cell.span.end)
        if noun is None or noun[1] == "time" or (counted is None and _AIM.match(self.key, at, noun[0])):
            return None
        return Counted(Span(at, noun[0]), noun[1])

    def _above(self) -> Counted | None:
        start = self._grid.span.start
        return unit_above(self.key, start) if _UNIT_LABEL.search(self.key, max(0, start - _CAPTION), start) else None


def unit_above(key: str, start: int) -> Counted | None:
    """The unit that the lines above a table name: behind "Đơn vị tính:", else the money in brackets of its heads."""
    found = list(_UNIT_LABEL.finditer(key, max(0, start - _CAPTION), start))
    if found:
        at, end = found[-1].span("unit")
        end = at + len(key[at:end].rstrip())
        return Counted(Span(at, end), (noun_at(key, at, end) or (0, None))[1])
    for bracket in _BRACKET.finditer(key, max(0, start - _CAPTION), start):
        noun = noun_at(key, bracket.start(1), bracket.end(1))
        if (noun and noun[1] == "money") or "đồng" in bracket[1]:
            return Counted(Span(bracket.start(1), bracket.end(1)), "money")
    return None


def table_figures(table: Table, style: Style, masks: Masks, periods: Sequence[Period], standing: Period | None) -> Iterator[Indicator]:
    """The numeric cells of one table as indicators; ``standing`` is the period that the text around has set."""
    for cell in table.numeric():
        quantity = next(scan(table.key, cell.span.start, cell.span.end, table.style(cell, style)), None)
        if quantity is None or masks.touches(quantity.first, quantity.last) or _is_date(table.key, cell):
            continue
        if table.unit(cell) is None and bare_year(table.key, quantity, None):
            continue
        yield _indicator(table, cell, quantity, _period(table, cell, periods) or standing)


def _is_date(key: str, cell: Cell) -> bool:
    return any(True for _ in calendar_spans(key, cell.span.start, cell.span.end))


def _period(table: Table, cell: Cell, periods: Sequence[Period]) -> Period | None:
    """The period named in the column's head or the row's label; ``periods`` in text order."""
    label = table.label(cell.row)
    for head in (*reversed(table.heads(cell.col)), *((label,) if label else ())):
        i = bisect_left(periods, head.span.start, key=lambda period: period.span.start)
        if i < len(periods) and periods[i].span.end <= head.span.end:
            return periods[i]
    return None


def _indicator(table: Table, cell: Cell, quantity: Quantity, period: Period | None) -> Indicator:
    share = quantity.percent or table.share(cell)
    unit = None if share else table.unit(cell)
    exact = unit is not None and unit.kind not in ("measure", "money")
    if quantity.ambiguous and exact and unit is not None and unit.kind != "share" and unit.factor == 1:  # "1,234" under "Số đảng viên"
        whole = Decimal(table.key[quantity.first : quantity.last].replace(",", ""))
        quantity = quantity._replace(value=whole, decimals=0, ambiguous=False)
    bounds = interval(quantity, exact=exact, factor=Decimal(1))
    label = table.label(cell.row)
    return Indicator(
        span=Span(quantity.start, quantity.end),
        value=quantity.value,
        value_max=quantity.value_max,
        denominator=quantity.denominator,
        unit="%" if share else " ".join(unit.span.of(table.text).split()) if unit else None,
        unit_span=unit.span if unit else None,
        base=quantity.value,
        low=bounds.low,
        high=bounds.high,
        period=period.text if period else None,
        period_span=period.span if period else None,
        subject=" ".join(label.span.of(table.text).split()) if label else None,
        target=table.aim(cell),
    )
