"""Figures (số liệu, chỉ tiêu) of a Document: counts, shares, ratios, ranges, amounts, averages, multiples, targets.

Numbers are found by the grammar of ``extractors/quantities.py``; what is no figure (dates, durations, ages, names, numbers of documents and
of articles, counters of a web page) is left out; units, periods and aims are attached from the words around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.document import Document
from core.mentions import DateMention, Indicator, Period, Reference
from core.spans import Span
from extractors.figures.exclusions import Masks
from extractors.figures.figure import Figure
from extractors.figures.grids import Cell, Grid, grids, row_numbers
from extractors.figures.inherit import inherit
from extractors.figures.intervals import interval
from extractors.figures.keyed import key_pattern, keyed
from extractors.figures.regions import Region, regions
from extractors.figures.scope import Scope
from extractors.figures.sift import sift
from extractors.figures.subjects import Subjects
from extractors.figures.tables import Table, table_figures, unit_above
from extractors.figures.targets import Aims, is_plan
from extractors.figures.zeros import zeros
from extractors.quantities import style_of

_ITEM = re.compile(r"\s*(?:[-–—+*•●○▪■·\uf0b7]|[a-zđ]\)|\(?\d{1,2}\))\s*")
_OPENS_LIST = key_pattern(r"(?::|(?<![^\W_])trong\s+đó\s?[,:]?|(?<![^\W_])gồm\s?[,:]?)\s*$")
_OPENING = 20
_TABLE = 20_000
"""Characters over which the rows of one table are taken to reach."""
_AMOUNT = 10_000
"""Numbers from which a row's figure without a noun is taken for an amount."""
_TOP = 0
"""Level of a heading of which the reader gives none."""


def find_indicators(
    document: Document, references: Sequence[Reference], dates: Sequence[DateMention], periods: Sequence[Period]
) -> tuple[Indicator, ...]:
    """All figures of a Document, in the order of its text.

    Nothing inside ``references``, ``dates`` or ``periods`` is a figure; ``periods`` are attached to the figures that they hold for.
    """
    rows = row_numbers(document)
    walk = _Walk(
        document, Masks((*_masked(references, dates, periods), *rows)), Masks(rows), sorted(periods, key=lambda period: period.span)
    )
    return tuple(sorted(walk.indicators(), key=lambda indicator: indicator.span))


def _masked(references: Sequence[Reference], dates: Sequence[DateMention], periods: Sequence[Period]) -> Iterator[Span]:
    for reference in references:
        yield reference.span
        if reference.date_span is not None:
            yield reference.date_span
    for mention in (*dates, *periods):
        yield mention.span


class _Walk:
    """One pass over a Document, block by block, that remembers what headings have set."""

    def __init__(self, document: Document, masks: Masks, rows: Masks, periods: Sequence[Period]) -> None:
        self._document, self._masks, self._rows, self._periods = document, masks, rows, periods
        self._heads = rows.next_start(0)
        self._text = document.text
        self._key = keyed(document.text)
        self._style = style_of(self._key)
        body = (block.span.start for block in document.blocks if block.kind == "heading" and block.level is not None)
        self._scope = Scope(periods, self._key, next(body, len(self._text)))
        self._aims = Aims(self._key, plan=is_plan(self._text, self._key))

    def indicators(self) -> Iterator[Indicator]:
        """Everything found, block by block; a table is done where its first cell stands."""
        tables = grids(self._document)
        done, end = 0, -1
        for region in regions(self._document):
            while done < len(tables) and tables[done].span.start <= region.start:
                yield from self._of_table(tables[done])
                end = max(end, tables[done].span.end)
                done += 1
            if region.start < end:
                continue
            block = region.block
            if block is not None and block.kind == "heading":
                self._scope.heading(block.span, block.level or _TOP)
                self._aims.heading(block.span.start, block.span.end, block.level or _TOP)
            yield from self._of_block(region)

    def _of_table(self, grid: Grid) -> Iterator[Indicator]:
        table = Table(grid, self._key, self._text)
        yield from table_figures(table, self._style, self._masks, self._periods, self._scope.standing)
        for cell in table.prose():
            yield from self._of_block(_cell_region(cell))

    def _of_block(self, region: Region) -> Iterator[Indicator]:
        """Figures in the prose of one block, and what it says does not occur."""
        key, text = self._key, self._text
        span = Span(region.start, region.end)
        item = _ITEM.match(text, region.start, region.end) is not None
        opens = _OPENS_LIST.search(key, max(region.start, region.end - _OPENING), region.end) is not None
        figures = sift(key, text, region, self._style, self._masks)
        if not figures:
            if opens:
                self._scope.lead(span, item=item, opens=opens)
            return
        figures = inherit(figures, key, text)
        self._scope.assign(figures, span, item=item)
        self._scope.lead(span, item=item, opens=opens)
        subjects = Subjects(key, text, region.start, region.end)
        aims = [self._aims.is_target(figure, item=item) for figure in figures]
        self._aims.lead(region.start, aims, item=item, opens=opens)
        if self._rows.touches(region.start, region.end):
            self._caption(region.start, figures)
        for figure, target in zip(figures, aims, strict=True):
            yield self._indicator(figure, subjects, target=target)
        yield from zeros(key, text, region, figures)

    def _caption(self, start: int, figures: Sequence[Figure]) -> None:
        """Gives the amounts of a table's row that no noun follows the unit named above the table ("Đơn vị tính: USD", "Vốn (USD)")."""
        if not 0 <= start - self._heads < _TABLE:
            self._heads = start
        unit = unit_above(self._key, self._heads)
        for figure in figures:
            if unit is not None and figure.counts and not (figure.own and figure.unit is not None) and figure.quantity.value >= _AMOUNT:
                figure.unit, figure.own = unit, False

    def _indicator(self, figure: Figure, subjects: Subjects, *, target: bool) -> Indicator:
        quantity, unit, period = figure.quantity, figure.unit, figure.period
        factor = unit.factor if unit is not None else Decimal(1)
        counts = unit is not None and unit.kind not in ("measure", "money") and not quantity.percent
        bounds = interval(quantity, exact=counts, factor=factor)
        named = "%" if quantity.percent else " ".join(unit.span.of(self._text).split()) if unit is not None else None
        place = Span(quantity.last, quantity.end) if quantity.percent else unit.span if unit is not None else None
        return Indicator(
            span=Span(quantity.start, quantity.end),
            value=quantity.value,
            value_max=quantity.value_max,
            denominator=quantity.denominator,
            unit=named,
            unit_span=place,
            base=quantity.value * factor,
            low=bounds.low,
            high=bounds.high,
            hedge=quantity.hedge.word if quantity.hedge else None,
            approx=quantity.hedge is not None,
            period=period.text if period else None,
            period_span=period.span if period else None,
            subject=subjects.before(figure.start),
            target=target,
        )


def _cell_region(cell: Cell) -> Region:
    return Region(cell.span.start, cell.span.end, None, (cell.span,))
