"""What a user typed, as a tree: words, phrases, document numbers, words left out, filters. No engine reads query texts.

Words with marks are exact, words without are found in any marks: ``kế hoạch`` and ``ke hoach``. "…" is a phrase. A document number
is one in any spelling: ``13 – kh / btctu``, ``12 hd btctw``. ``-word`` leaves out. Filters: ``loai:kế hoạch coquan:tỉnh ủy
tu:2016 den:6/2018 cap:tỉnh``, or ``type: issuer: from: to: level:``; a value of several words that is no known name goes in quotes.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from msgspec import Struct, structs

from core.errors import QueryError
from core.spans import Span
from core.text import nfc, squeezed
from corpora.gazetteers import bodies, document_types
from corpora.gazetteers.levels import filter_words
from index.analysis import is_marked, keyword, number_key, numbers_in, terms

LONGEST = 2_000
"""Characters of a query; a whole paragraph may be pasted, a document may not."""


class Filters(Struct, frozen=True, kw_only=True):
    """What a result has to be, beside its words. Of several types (issuers, levels) one suffices.

    ``types`` are names ("Kế hoạch"), ``issuers`` words of the issuer's name, ``levels`` as in ``Entry.level``; ``date_from`` and
    ``date_to`` are ISO dates, whole or a year or month alone, both included. Documents without a date pass no date filter.
    """

    types: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None

    def joined(self, other: Filters) -> Filters:
        """Both: lists are put together, of two bounds the narrower one counts."""
        return Filters(
            types=tuple(dict.fromkeys(self.types + other.types)),
            issuers=tuple(dict.fromkeys(self.issuers + other.issuers)),
            levels=tuple(dict.fromkeys(self.levels + other.levels)),
            date_from=max((d for d in (self.date_from, other.date_from) if d), default=None),
            date_to=min((d for d in (self.date_to, other.date_to) if d), default=None, key=last_day),
        )

    def __bool__(self) -> bool:
        return self != Filters()


class Word(Struct, frozen=True):
    """A word of the query: its keys, whether its marks are meant, and whether a passage may lack it (a type before a number).

    ``near`` is set by engines, not by users: words that differ by one letter are taken too, since the word itself is nowhere.
    """

    marked: str
    folded: str
    exact: bool
    optional: bool = False
    near: bool = False


class Phrase(Struct, frozen=True):
    """Words that have to follow one another; with ``exact`` marks are meant."""

    words: tuple[Word, ...]
    exact: bool


class Number(Struct, frozen=True):
    """A document number by its look-up key; "13-KH" without organ finds every 13-KH."""

    key: str
    normal: str


Unit = Word | Phrase | Number


class Query(Struct, frozen=True):
    """A query understood: what has to be found, what must not, and the filters.

    ``at_least`` is how many of its words a passage needs, 0 where ``ranking.needs`` decides.
    """

    units: tuple[Unit, ...] = ()
    excluded: tuple[Unit, ...] = ()
    filters: Filters = Filters()
    at_least: int = 0

    @property
    def words(self) -> tuple[Word, ...]:
        """The single words, in the order typed."""
        return tuple(unit for unit in self.units if isinstance(unit, Word))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases."""
        return tuple(unit for unit in self.units if isinstance(unit, Phrase))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The document numbers."""
        return tuple(unit for unit in self.units if isinstance(unit, Number))

    @property
    def marked(self) -> bool:
        """True where any word is typed with marks: then one without is most likely meant as it stands."""
        return any(word.exact for word in self.words)


NO_FILTERS = Filters()


def parse(text: str, filters: Filters = NO_FILTERS) -> Query:
    """The query that ``text`` is, with more ``filters`` set beside it.

    Raises QueryError: a quotation mark left open, a filter without value, no date after ``tu:``, nothing to search for, too long.
    """
    text = nfc(text)
    if len(text) > LONGEST:
        raise QueryError(code="query-long", actual=len(text), limit=LONGEST)
    reader = _Reader(text)
    reader.read()
    query = Query(tuple(dict.fromkeys(reader.units)), tuple(dict.fromkeys(reader.excluded)), filters.joined(reader.filters))
    if not query.units and not query.filters:
        raise QueryError(code="query-empty")
    return query


_QUOTES = {'"': '"', "“": "”", "„": "”", "«": "»", "”": "”", "″": "″"}
_CLOSING = '"”“»″'
_FILTER = re.compile(r"(?<![^\s(])([^\W\d_]+(?: quan)?)\s?:(?=\S)|(?<![^\s(])([^\W\d_]+):", re.IGNORECASE)
_MINUS = re.compile(r"(?<!\S)[-–−](?=[^\W_])")
_LEFT_OUT = re.compile(r"(?<!\S)[-–−]\Z")
"""The sign right before a number that is not wanted."""
_ORDINAL_LABEL = {"so"}
_DAY = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})|(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_VALUE = re.compile(r"\S+")
_LONGEST_VALUE = 120


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.units: list[Unit] = []
        self.excluded: list[Unit] = []
        self.filters = Filters()

    def read(self) -> None:
        """Quotes and filters first; what lies between them is words and numbers."""
        at = plain = 0
        while at < len(self.text):
            if self.text[at] in _QUOTES:
                minus = at > 0 and self.text[at - 1] in "-–−" and (at == 1 or self.text[at - 2].isspace())
                self._plain(plain, at - minus)
                end = self._closing(at)
                self._phrase(self.text[at + 1 : end], excluded=minus)
                at = plain = end + 1
                continue
            found = _FILTER.match(self.text, at)
            name = _filter_names().get(keyword(found[1] or found[2])) if found else None
            behind = self._filter(name, found) if found and name else 0
            if behind:
                self._plain(plain, at)
                at = plain = behind
            else:
                at += 1
        self._plain(plain, len(self.text))

    def _closing(self, at: int) -> int:
        """Where the quotation that opens at ``at`` ends."""
        wanted = _QUOTES[self.text[at]]
        end = self.text.find(wanted, at + 1)
        if end < 0:
            end = next((i for i in range(at + 1, len(self.text)) if self.text[i] in _CLOSING), -1)
        if end < 0:
            raise QueryError(code="query-quote", position=at + 1)
        return end

    def _phrase(self, text: str, *, excluded: bool) -> None:
        into = self.excluded if excluded else self.units
        key = number_key(text)
        if key and numbers_in(text):
            into.append(_number(key, text))
            return
        words = _words(text)
        if len(words) == 1:
            into.append(words[0])
        elif words:
            into.append(Phrase(words, any(word.exact for word in words)))

    def _plain(self, start: int, end: int) -> None:
        """Words and numbers outside quotes."""
        text = self.text[start:end]
        done = 0
        for number in numbers_in(text):
            before = text[done : number.start]
            minus = bool(_LEFT_OUT.search(before))
            self._words(_LEFT_OUT.sub("", before) if minus else _without_label(before), before_number=not minus)
            (self.excluded if minus else self.units).append(Number(number.number.key, number.number.normal))
            done = number.end
        self._words(text[done:], before_number=False)

    def _words(self, text: str, *, before_number: bool) -> None:
        """Words of one stretch; the name of a type right before a number helps to rank, a passage may lack it."""
        done = 0
        for minus in _MINUS.finditer(text):
            word = _VALUE.match(text, minus.end())
            self.units += _words(text[done : minus.start()])
            if word:
                self.excluded += _words(word.group())[:1]
                first = terms(word.group())[0].end
                done = minus.end() + first
        rest = _words(text[done:])
        size = _type_at_end(rest) if before_number else 0
        self.units += rest[: len(rest) - size]
        self.units += (structs.replace(word, optional=True) for word in rest[len(rest) - size :])

    def _filter(self, name: str, found: re.Match[str]) -> int:
        """One filter; gives the place behind its value, 0 where it is none: "loại: khá" is what a text says."""
        label = (found[1] or found[2]).strip()
        rest = found.end()
        blanks = len(self.text[rest:]) - len(self.text[rest:].lstrip())
        rest += blanks
        if rest >= len(self.text):
            raise QueryError(code="query-filter", name=label, position=found.start() + 1)
        if self.text[rest] in _QUOTES:
            end = self._closing(rest)
            value, end = self.text[rest + 1 : end], end + 1
        else:
            known = _known_length(name, self.text[rest:])
            if blanks and not known:
                return 0
            end = rest + (known or _word_length(self.text[rest:]))
            value = self.text[rest:end]
        value = squeezed(value).strip(",;")
        if not keyword(value):
            raise QueryError(code="query-filter", name=label, position=found.start() + 1)
        self._set(name, value, rest + 1)
        return end

    def _set(self, name: str, value: str, position: int) -> None:
        if name == "type":
            self.filters = self.filters.joined(Filters(types=(_type_names().get(keyword(value), value),)))
        elif name == "issuer":
            self.filters = self.filters.joined(Filters(issuers=(value,)))
        elif name == "level":
            self.filters = self.filters.joined(Filters(levels=(_level(value, position),)))
        elif name == "from":
            self.filters = self.filters.joined(Filters(date_from=_day(value, position, last=False)))
        elif name == "to":
            self.filters = self.filters.joined(Filters(date_to=_day(value, position, last=True)))
        else:
            key = number_key(value)
            if key is None:
                self.units += _words(value)
            else:
                self.units.append(_number(key, value))


def _known_length(name: str, text: str) -> int:
    """Characters of a value that is known: the longest name that the words begin with, a date, a number; 0 where there is none."""
    if name == "number":
        number = next(iter(numbers_in(text)), None)
        return number.end if number is not None and number.start == 0 else 0
    if name in ("from", "to"):
        return _word_length(text) if _DAY.fullmatch(text[: _word_length(text)]) else 0
    names = {"type": _type_names, "issuer": _body_names, "level": _level_names}[name]()
    ends = [match.end() for match in _VALUE.finditer(text[:_LONGEST_VALUE])]
    return next((end for end in reversed(ends) if keyword(text[:end]) in names), 0)


def _word_length(text: str) -> int:
    first = _VALUE.match(text)
    return first.end() if first else 0


def _number(key: str, text: str) -> Number:
    found = numbers_in(text)
    return Number(key, found[0].number.normal if found else squeezed(text))


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(term.marked, term.folded, is_marked(text[term.start : term.end])) for term in terms(text))


def _without_label(text: str) -> str:
    """Without "số" at the end, which only announces the number."""
    found = terms(text)
    if found and found[-1].folded in _ORDINAL_LABEL:
        return text[: found[-1].start]
    return text


def _type_at_end(words: tuple[Word, ...]) -> int:
    """Words at the end that are the name of a document type."""
    for size in range(min(4, len(words)), 0, -1):
        if "_".join(word.folded for word in words[-size:]) in _type_names():
            return size
    return 0


def _day(value: str, position: int, *, last: bool) -> str:
    """First or last day of a year, month or day, as ISO date."""
    found = _DAY.fullmatch(value)
    if found:
        year = int(found[3] or found[4])
        month = int(found[2] or found[5] or 0)
        day = int(found[1] or found[6] or 0)
        if year >= 1 and month <= 12 and (not day or (month and day <= monthrange(year, month)[1])):
            month = month or (12 if last else 1)
            day = day or (monthrange(year, month)[1] if last else 1)
            return f"{year:04d}-{month:02d}-{day:02d}"
    raise QueryError(code="query-date", value=value, position=position)


def last_day(date: str) -> str:
    """An ISO date, or the end of what is known of one: of a year 31 December, of a month a 31st, which no day of it passes."""
    return date + "-12-31"[3 * date.count("-") :]


def span_of(text: str, position: int) -> Span:
    """The word at a position (from 1) that a QueryError names, to be underlined."""
    found = _VALUE.match(text, max(0, position - 1))
    return Span(found.start(), found.end()) if found else Span(len(text), len(text))


@lru_cache(maxsize=1)
def _filter_names() -> dict[str, str]:
    return {keyword(item.word): item.value for item in filter_words() if item.kind == "filter"}


def _level(value: str, position: int) -> str:
    names = _level_names()
    level = names.get(keyword(value), value)
    if level not in names.values():
        raise QueryError(code="query-level", value=value, position=position)
    return level


@lru_cache(maxsize=1)
def _level_names() -> dict[str, str]:
    return {keyword(item.word): item.value for item in filter_words() if item.kind == "level"}


@lru_cache(maxsize=1)
def _type_names() -> dict[str, str]:
    """Names, variants and codes of types by keyword."""
    found: dict[str, str] = {}
    for kind in document_types():
        found.setdefault(keyword(kind.name), kind.name)
    for kind in document_types():
        for word in (*kind.variants, *kind.english, *kind.codes):
            found.setdefault(keyword(word), kind.name)
    return found


@lru_cache(maxsize=1)
def _body_names() -> dict[str, str]:
    return {keyword(word): body.name for body in bodies() for word in (body.name, *body.variants, body.code) if word}
