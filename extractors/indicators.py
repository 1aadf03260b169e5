"""Figures (số liệu, chỉ tiêu) of a Document: counts, shares, ratios, ranges, amounts, averages, multiples, targets.

Numbers are found by the grammar of ``extractors/quantities.py``; what is no figure (dates, durations, ages, names, numbers of documents and
of articles, counters of a web page) is left out; units, periods and aims are attached from the words around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.document import Document
from core.mentions import DateMention, Indicator, Period, Reference
from core.spans import Span
from extractors.figures.counted import Counted, counted
from extractors.figures.exclusions import (
    Masks,
    attached_to_letters,
    award_class,
    bare_year,
    calendar_spans,
    date_like,
    mere_digits,
    named_or_ordered,
    of_the_calendar,
    page_counter,
    slogan,
)
from extractors.figures.figure import Figure
from extractors.figures.inherit import inherit
from extractors.figures.intervals import interval
from extractors.figures.keyed import keyed
from extractors.figures.regions import Region, regions
from extractors.figures.scope import Scope
from extractors.figures.subjects import Subjects
from extractors.figures.targets import Aims, is_plan
from extractors.figures.zeros import zeros
from extractors.quantities import Quantity, Style, scan, style_of
from pipeline.language.numbering import numbering

_ROUNDED = ("measure", "share")
_LABEL = 60
"""Characters at the head of a sentence in which its number stands; marks of Markdown may come before it."""

_TOP = 1
"""Level of a heading of which the reader gives none."""


def find_indicators(
    document: Document, references: Sequence[Reference], dates: Sequence[DateMention], periods: Sequence[Period]
) -> tuple[Indicator, ...]:
    """All figures of a Document, in the order of its text.

    Nothing inside ``references``, ``dates`` or ``periods`` is a figure; ``periods`` are attached to the figures that they hold for.
    """
    text = document.text
    key = keyed(text)
    style = style_of(key)
    masks = Masks(_masked(references, dates, periods))
    scope, aims = Scope(periods, key), Aims(key, is_plan(text, key))
    found: list[Indicator] = []
    for region in regions(document):
        block = region.block
        if block is not None and block.kind == "heading":
            scope.heading(block.span, block.level or _TOP)
            aims.heading(block.span.start, block.span.end, block.level or _TOP)
        figures = list(_figures(key, text, region, style, masks))
        if figures:
            inherit(figures, key)
            scope.assign(figures, Span(region.start, region.end))
            subjects = Subjects(key, text, region.start, region.end)
            found.extend(_indicator(figure, text, subjects, aims) for figure in figures)
        found.extend(zeros(key, text, region, figures))
    return tuple(sorted(found, key=lambda indicator: indicator.span))


def _masked(references: Sequence[Reference], dates: Sequence[DateMention], periods: Sequence[Period]) -> Iterator[Span]:
    for reference in references:
        yield reference.span
        if reference.date_span is not None:
            yield reference.date_span
    for mention in (*dates, *periods):
        yield mention.span


def _figures(key: str, text: str, region: Region, style: Style, masks: Masks) -> Iterator[Figure]:
    """The figures of one block; brackets are followed, so that a figure knows which one it stands in."""
    calendar = Masks(calendar_spans(key, region.start, region.end))
    sentence = 0
    labels = _label_ends(text, region)
    brackets: list[int] = []
    read = region.start
    for quantity in scan(key, region.start, region.end, style):
        while sentence + 1 < len(region.sentences) and region.sentences[sentence + 1].start <= quantity.start:
            sentence += 1
        within = region.sentences[sentence]
        if quantity.first < labels[sentence] or masks.touches(quantity.first, quantity.last) or calendar.touches(quantity.first, quantity.last):
            continue
        unit = _unit(key, text, quantity, region.end, masks)
        if _no_figure(key, text, quantity, unit, within.start):
            continue
        read = _follow(key, read, quantity.first, brackets)
        yield Figure(_settled(key, quantity, unit), unit, within, brackets[-1] if brackets else None)


def _label_ends(text: str, region: Region) -> list[int]:
    """Where the text of each sentence begins behind its number ("1.", "(2)", "3)")."""
    ends: list[int] = []
    for sentence in region.sentences:
        head = text[sentence.start : min(sentence.end, sentence.start + _LABEL)].partition("\n")[0]
        bare = head.lstrip("*#_> \t\u00a0")
        label = numbering(bare) if bare[:1].isdigit() or bare[:1] == "(" else None
        ends.append(sentence.start + len(head) - len(bare) + label.end if label else sentence.start)
    return ends


def _unit(key: str, text: str, quantity: Quantity, end: int, masks: Masks) -> Counted | None:
    if quantity.percent:
        return None
    blocked = masks.next_start(quantity.last)
    return counted(key, text, quantity.end, end, blocked)


def _no_figure(key: str, text: str, quantity: Quantity, unit: Counted | None, floor: int) -> bool:
    return (
        attached_to_letters(key, text, quantity, unit)
        or of_the_calendar(key, quantity, unit, floor)
        or bare_year(key, quantity, unit)
        or named_or_ordered(key, text, quantity, unit, floor)
        or date_like(key, quantity, unit, floor)
        or award_class(key, quantity, floor)
        or slogan(key, text, quantity, unit, floor)
        or page_counter(key, quantity, unit, floor)
        or mere_digits(key, quantity, unit)
    )


def _follow(key: str, at: int, to: int, brackets: list[int]) -> int:
    """Brackets opened and closed on the way from ``at`` to ``to``."""
    for i in range(at, to):
        if key[i] == "(":
            brackets.append(i)
        elif key[i] == ")" and brackets:
            brackets.pop()
    return to


def _settled(key: str, quantity: Quantity, unit: Counted | None) -> Quantity:
    """Readings that the unit decides: "1,234 người" counts whole people; the unit within "1,5 giờ - 2 giờ/1 buổi" belongs to the span."""
    discrete = unit is not None and unit.kind in ("party", "person", "household", "collective", "place") and unit.factor == 1
    if quantity.ambiguous and discrete:
        whole = Decimal(key[quantity.first : quantity.last].replace(",", ""))
        quantity = quantity._replace(value=whole, decimals=0, ambiguous=False)
    if quantity.inner is not None and unit is not None:
        quantity = quantity._replace(end=unit.span.end)
    return quantity


def _indicator(figure: Figure, text: str, subjects: Subjects, aims: Aims) -> Indicator:
    quantity, unit = figure.quantity, figure.unit
    factor = unit.factor if unit is not None else Decimal(1)
    counts = unit is not None and unit.kind not in ("measure", "money") and not quantity.percent
    bounds = interval(quantity.value, quantity.value_max, quantity.decimals, quantity.hedge, exact=counts, factor=factor)
    named = "%" if quantity.percent else " ".join(unit.span.of(text).split()) if unit is not None else None
    place = Span(quantity.last, quantity.end) if quantity.percent else unit.span if unit is not None else None
    period = figure.period
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
        target=aims.is_target(figure),
    )
