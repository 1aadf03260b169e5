"""Where the words asked for stand in a passage, and the stretch of it that shows them best."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from core.spans import Span
from index.analysis import Term, terms
from index.query import Phrase, Query, Word

_SNIPPET = 40
"""Terms of a snippet: two or three lines."""


class Highlights(Struct, frozen=True):
    """Spans that match, in order and apart, and the snippet. All are offsets into the Document's text."""

    spans: tuple[Span, ...]
    snippet: Span


def highlight(text: str, span: Span, query: Query, numbers: Sequence[Span] = ()) -> Highlights:
    """Highlights in a passage: ``text`` is the characters of ``span``; ``numbers`` are places of the numbers asked for."""
    found = terms(text, span.start)
    kinds: dict[int, tuple[Span, int]] = {}
    for kind, number in enumerate(numbers):
        _put(kinds, number, -1 - kind)
    for kind, unit in enumerate(query.units):
        if isinstance(unit, Phrase):
            for match in _phrase(unit, found):
                _put(kinds, match, kind)
    for kind, unit in enumerate(query.units):
        if isinstance(unit, Word):
            for term in _word(unit, found, query):
                _put(kinds, term.span, kind)
    ordered = _apart([kinds[start] for start in sorted(kinds)])
    return Highlights(tuple(match for match, _ in ordered), _snippet(found, ordered, span))


def _put(kinds: dict[int, tuple[Span, int]], span: Span, kind: int) -> None:
    """The longest match at a place wins; of equal ones the first."""
    known = kinds.get(span.start)
    if known is None or len(span) > len(known[0]):
        kinds[span.start] = (span, kind)


def _apart(matches: list[tuple[Span, int]]) -> list[tuple[Span, int]]:
    """Without what lies inside an earlier match."""
    kept: list[tuple[Span, int]] = []
    for match, kind in matches:
        if not kept or match.start >= kept[-1][0].end:
            kept.append((match, kind))
    return kept


def _word(word: Word, found: list[Term], query: Query) -> list[Term]:
    if word.near:
        near = {term.folded: _is_near(word.folded, term.folded) for term in found}
        return [term for term in found if near[term.folded]]
    as_typed = [term for term in found if term.marked == word.marked] if word.exact or query.marked else []
    # In a query with marks a word without is most likely meant as it stands; if it does not stand here, its other forms count.
    return as_typed if as_typed or word.exact else [term for term in found if term.folded == word.folded]


def _phrase(phrase: Phrase, found: list[Term]) -> list[Span]:
    wanted = [word.marked if phrase.exact else word.folded for word in phrase.words]
    keys = [term.marked if phrase.exact else term.folded for term in found]
    size = len(wanted)
    starts = [i for i, key in enumerate(keys) if key == wanted[0] and keys[i : i + size] == wanted]
    return [Span(found[i].start, found[i + size - 1].end) for i in starts]


def _is_near(wanted: str, key: str) -> bool:
    """One letter more, less, other, or two neighbours exchanged."""
    if abs(len(wanted) - len(key)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(wanted, key, strict=False)) if a != b), min(len(wanted), len(key)))
    rest, other = wanted[start:], key[start:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


def _snippet(found: list[Term], matches: list[tuple[Span, int]], span: Span) -> Span:
    """The stretch of some 40 terms with most different matches, of these the one with most matches, of these the first."""
    if len(found) <= _SNIPPET or not matches:
        end = found[_SNIPPET - 1].end if len(found) > _SNIPPET else span.end
        return Span(span.start, end)
    starts = [term.start for term in found]
    best, first = (0, 0), 0
    index = {start: i for i, start in enumerate(starts)}
    places = [(index.get(match.start, 0), kind) for match, kind in matches]
    for i, (at, _) in enumerate(places):
        inside = [kind for place, kind in places[i : i + _SNIPPET] if place < at + _SNIPPET - _LEAD]
        if (len(set(inside)), len(inside)) > best:
            best, first = (len(set(inside)), len(inside)), at
    first = max(0, min(first - _LEAD, len(found) - _SNIPPET))
    last = found[first + _SNIPPET - 1].end
    return Span(found[first].start, max(last, *(match.end for match, _ in matches if match.start < last)))


_LEAD = 6
"""Terms of a snippet before its first match."""
