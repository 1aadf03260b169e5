"""Arithmetic that a text claims: sums of parts and shares of a whole, judged on the intervals that the printed digits imply.

After XBRL Calculations 1.1: a claim is wrong only where the intervals cannot meet. Nothing that is true may be called wrong, so a claim
whose base or completeness the text does not settle gets no verdict, or none at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from core.document import Document
from core.mentions import Indicator, Statement
from core.spans import Span
from extractors.figures.exclusions import Masks
from extractors.figures.facts import Fact, by_region, facts_of
from extractors.figures.grids import grids
from extractors.figures.keyed import keyed
from extractors.figures.regions import regions
from extractors.figures.shares import shares
from extractors.figures.sums import sums

_REMEMBERED = 60
"""Figures of the blocks before that may be the base of a share."""


def check_arithmetic(document: Document, indicators: Sequence[Indicator]) -> tuple[Statement, ...]:
    """The sums and shares that a Document states, with verdicts; ``indicators`` as ``find_indicators`` gives them."""
    key = keyed(document.text)
    tables = Masks(grid.span for grid in grids(document))
    blocks = [region for region in regions(document) if not tables.touches(region.start, region.end)]
    found: list[Statement] = []
    earlier: list[Fact] = []
    for region, inside in by_region(blocks, indicators):
        facts = facts_of(key, region, inside)
        of_shares = list(shares(key, facts, earlier[-_REMEMBERED:]))
        found.extend(of_shares)
        found.extend(sums(key, facts, _whole_lists(facts, of_shares)))
        earlier.extend(fact for fact in facts if fact.plain)
    return tuple(sorted(found, key=lambda one: min(one.spans)))


def _whole_lists(facts: Sequence[Fact], of_shares: Sequence[Statement]) -> list[tuple[Fact, list[Fact]]]:
    """Totals with their parts where the shares add up to 100 %: the classes are complete."""
    by_span = {fact.indicator.span: fact for fact in facts}
    groups: dict[Span, list[Statement]] = {}
    for one in of_shares:
        if len(one.spans) == 3:
            groups.setdefault(one.spans[2], []).append(one)
    lists: list[tuple[Fact, list[Fact]]] = []
    for whole, claims in groups.items():
        if whole not in by_span or len(claims) < 2 or any(span not in by_span for one in claims for span in one.spans):
            continue
        printed = sum((by_span[one.spans[0]].indicator.value for one in claims), Decimal(0))
        if abs(printed - 100) <= Decimal("0.5"):
            lists.append((by_span[whole], [by_span[one.spans[1]] for one in claims]))
    return lists
