"""What the extractors find in one text, each run only when it is asked for; behind the public functions and the spaCy factories."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import TypeVar, cast

from msgspec import Struct, structs

from core.document import Document, Header
from core.mentions import DateMention, Indicator, Mention, Organisation, Period, Reference, Statement
from core.spans import Span
from pipeline.run import text_document

T = TypeVar("T")


class Found:
    """Everything in a Document, found on demand. Spans are offsets into ``Document.text``."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @classmethod
    def stored(cls, document: Document) -> Found:
        """What a Document already holds, from ``annotate`` or an archive: nothing is searched for again."""
        found = cls(document)
        found.__dict__ |= {name: document.of_kind(kind) for name, kind in _KINDS.items()}
        found.__dict__ |= {"header": document.header, "statements": document.statements}
        return found

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Mentions of other documents."""
        from extractors.references import find_references

        return find_references(self.document)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Calendar dates."""
        from extractors.dates import find_dates

        return find_dates(self.document)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Stretches of time."""
        from extractors.periods import find_periods

        return find_periods(self.document)

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """Bodies named."""
        from extractors.organisations import find_organisations

        return find_organisations(self.document)

    @cached_property
    def header(self) -> Header | None:
        """Components of form, None where the text has none."""
        from extractors.header import find_header

        return find_header(self.document)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Figures."""
        from extractors.indicators import find_indicators

        return find_indicators(self.document, self.references, self.dates, self.periods)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Sums and percentages, recalculated."""
        from extractors.arithmetic import check_arithmetic

        return check_arithmetic(self.document, self.indicators)


_KINDS: dict[str, type[Mention]] = {
    "references": Reference,
    "dates": DateMention,
    "periods": Period,
    "organisations": Organisation,
    "indicators": Indicator,
}


@lru_cache(maxsize=8)
def found_in_text(text: str) -> Found:
    """What is found in a plain text; the last few are kept, because several functions are often asked about one text in turn."""
    return Found(text_document(text))


def to_text(document: Document, text: str) -> Callable[[Span], Span]:
    """How to turn a span of a Document made from a plain text into offsets of that text: they differ where it was not NFC, had CRLF,
    or began with a byte order mark, which source offsets do not count.
    """
    mark = len(text) - len(text.removeprefix("\ufeff"))

    def place(span: Span) -> Span:
        pieces = document.source_of(span)
        return Span(pieces[0].start, pieces[-1].end).shifted(mark) if pieces else span

    return (lambda span: span) if document.text == text else place


def moved(value: T, move: Callable[[Span], Span]) -> T:
    """A mention, header or statement with every span in it moved."""
    return cast("T", _moved(value, move))


def _moved(value: object, move: Callable[[Span], Span]) -> object:
    if isinstance(value, Span):
        return move(value)
    if isinstance(value, tuple):
        return tuple(_moved(item, move) for item in value)
    if isinstance(value, Struct):
        return structs.replace(value, **{name: _moved(getattr(value, name), move) for name in value.__struct_fields__})
    return value


def asked(text: str | Document, choose: Callable[[Found], T]) -> T:
    """A part of what is found: in a Document with its own offsets, in a plain text with offsets into exactly that text."""
    if isinstance(text, Document):
        return choose(Found(text))
    found = found_in_text(text)
    return moved(choose(found), to_text(found.document, text))
