"""A query's tree as a query of tantivy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.viewer import SECRECY_LABELS, Viewer
from index.analysis import keyword, pairs, terms
from index.query import Filters, Number, Phrase, Query, Unit, Word, last_day
from index.ranking import BODY, CITED_NUMBER, OWN_HEAD, OWN_NUMBER, PAIRS, TITLE, TITLE_NUMBER, TITLE_PAIRS, needs

if TYPE_CHECKING:
    from tantivy import Query as Native
    from tantivy import Schema

OPEN = "open"
"""What stands for "no secrecy label"; every passage has a label, and only passages have one."""


class Builder:
    """Makes queries for one schema. Filters and needs count nothing; what ranks is added beside them."""

    def __init__(self, schema: Schema) -> None:
        from tantivy import FieldType, Occur
        from tantivy import Query as Native

        self._schema = schema
        self._native = Native
        self._occur = Occur
        self._integer = FieldType.Integer

    def build(self, query: Query, viewer: Viewer, *, ranked: bool = True) -> Native:
        """Passages that the viewer may see, that pass the filters and have what the query needs; for counting, not ``ranked``."""
        must = [self.visible(viewer), *self._filters(query.filters), *self._needs(query)]
        if not query.units:
            must.append(self.heads())
        clauses = [(self._occur.Must, self._native.const_score_query(one, 0.0)) for one in must]
        clauses += [(self._occur.Should, one) for one in self._ranking(query)] if ranked else []
        clauses += [(self._occur.MustNot, self._unit(unit)) for unit in query.excluded]
        return self._native.boolean_query(clauses)

    def heads(self) -> Native:
        """The first passage of each Document."""
        return self._term("ordinal", 0)

    def word(self, word: Word, viewer: Viewer) -> Native:
        """Passages with a word that the viewer may see."""
        return self._native.boolean_query([(self._occur.Must, one) for one in (self.visible(viewer), self._word(word, ""))])

    def visible(self, viewer: Viewer) -> Native:
        """Passages that the viewer may see."""
        return self._native.term_set_query(
            self._schema, "secrecy", [OPEN, *(keyword(label) for label in SECRECY_LABELS if label in viewer.labels)]
        )

    def _filters(self, filters: Filters) -> list[Native]:
        found = []
        if filters.types:
            found.append(self._native.term_set_query(self._schema, "type", [keyword(name) for name in filters.types]))
        if filters.levels:
            found.append(self._native.term_set_query(self._schema, "level", [keyword(level) for level in filters.levels]))
        if filters.issuers:
            found.append(self._any([self._sequence("issuer", [term.folded for term in terms(name)]) for name in filters.issuers]))
        if filters.date_from or filters.date_to:
            first, last = day_number(filters.date_from or "0001"), day_number(last_day(filters.date_to or "9999"))
            found.append(self._native.range_query(self._schema, "date", self._integer, first, last))
        return found

    def _needs(self, query: Query) -> list[Native]:
        found = [self._unit(unit) for unit in query.units if not isinstance(unit, Word)]
        wanted = needs(query)
        if wanted.at_least == len(wanted.words):
            # As clauses of their own they are intersected, which is faster than counting.
            found += [self._anywhere(word) for word in wanted.words]
        else:
            found.append(
                self._native.boolean_query(
                    [(self._occur.Should, self._anywhere(word)) for word in wanted.words], minimum_number_should_match=wanted.at_least
                )
            )
        return found

    def _unit(self, unit: Unit) -> Native:
        if isinstance(unit, Word):
            return self._word(unit, "")
        if isinstance(unit, Phrase):
            field = "marked" if unit.exact else "folded"
            return self._sequence(field, [word.marked if unit.exact else word.folded for word in unit.words])
        return self._any([self._term("own", unit.key), self._term("cites", unit.key)])

    def _anywhere(self, word: Word) -> Native:
        """The word in the passage or in the title of its Document."""
        return self._any([self._word(word, ""), self._word(word, "title_")])

    def _word(self, word: Word, prefix: str) -> Native:
        if word.near:
            return self._native.fuzzy_term_query(self._schema, prefix + "folded", word.folded, 1)
        return self._term(prefix + "marked", word.marked) if word.exact else self._term(prefix + "folded", word.folded)

    def _ranking(self, query: Query) -> list[Native]:
        found: list[Native] = []
        for word in query.words:
            # A word without marks among words with marks is most likely meant as it stands: "công an" is no "công ăn".
            as_typed = Word(word.marked, word.folded, word.exact or (query.marked and not word.near), near=word.near)
            found += [self._boosted(self._word(as_typed, ""), BODY), self._boosted(self._word(as_typed, "title_"), TITLE)]
        for pair in dict.fromkeys(pairs([word.folded for word in query.words])):
            found += [self._boosted(self._term("pairs", pair), PAIRS), self._boosted(self._term("title_pairs", pair), TITLE_PAIRS)]
        found += [self._unit(phrase) for phrase in query.phrases]
        for number in query.numbers:
            found += self._number(number)
        return found

    def _number(self, number: Number) -> list[Native]:
        own = self._term("own", number.key)
        head = self._native.boolean_query([(self._occur.Must, own), (self._occur.Must, self.heads())])
        return [
            self._native.const_score_query(own, OWN_NUMBER),
            self._native.const_score_query(head, OWN_HEAD),
            self._native.const_score_query(self._term("titled", number.key), TITLE_NUMBER),
            self._boosted(self._term("cites", number.key), CITED_NUMBER),
        ]

    def _sequence(self, field: str, keys: Sequence[str]) -> Native:
        if not keys:
            return self._native.empty_query()
        return self._term(field, keys[0]) if len(keys) == 1 else self._native.phrase_query(self._schema, field, list(keys))

    def _any(self, queries: list[Native]) -> Native:
        return queries[0] if len(queries) == 1 else self._native.boolean_query([(self._occur.Should, one) for one in queries])

    def _boosted(self, query: Native, weight: float) -> Native:
        return query if weight == 1.0 else self._native.boost_query(query, weight)

    def _term(self, field: str, value: str | int) -> Native:
        return self._native.term_query(self._schema, field, value, "freq" if field not in UNCOUNTED else "basic")


UNCOUNTED = frozenset({"own", "titled", "type", "level", "secrecy", "document", "ordinal"})
"""Fields that only say whether a value is there."""


def day_number(date: str) -> int:
    """An ISO date, whole or not, as a number that sorts: 20160616; the first day of what is known."""
    parts = [int(part) for part in date.split("-") if part.isdigit()]
    year, month, day = (*parts, 1, 1)[:3] if parts else (0, 0, 0)
    return year * 10_000 + month * 100 + day
