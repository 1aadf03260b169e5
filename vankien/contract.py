"""The machine contract, schema 1: what ``vankien extract --format jsonl`` prints, one JSON object for each file given.

``docs/contract.md`` explains every key and ``docs/contract.schema.json`` is its JSON Schema. Later versions only add keys.
The order of keys and the spelling of values are fixed: the same file gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from core.document import HEADER_FIELDS, Document, Field, Header
from core.mentions import DateMention, Indicator, Mention, Organisation, Reference, Statement
from core.problems import Problem
from core.spans import Span

SCHEMA = 1

HEADER_KEYS = (
    "issuer", "parent", "addressee", "place", "type", "abstract", "authority", "post", "signer", "secrecy", "number", "date", "recipients",
)  # fmt: skip

_NORMAL = ("number", "date")
"""Header fields that stand in the contract in their normal form, the others as printed."""

Json = dict[str, Any]


def record(path: str, document: Document | None, problems: Iterable[Problem] = (), language: str = "vi") -> Json:
    """The contract's object for one file: its path as given, its Document, and the problems beside those that the Document holds.

    Without a Document (a file that cannot be read) ``text``, ``id`` and ``header`` are None and the lists are empty.
    """
    trouble = [*(document.problems if document else ()), *problems]
    content = _nothing() if document is None else _content(document)
    return {"schema": SCHEMA, "path": path, **content, "problems": [problem_json(p, language) for p in trouble]}


def line(value: object) -> str:
    r"""One line of JSON, marks as letters. A path that is no valid Unicode keeps its stray bytes as ``\\udcXX`` escapes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def decimal_text(value: Decimal | None) -> str | None:
    """A number as plain digits with a point: never an exponent, no thousands mark."""
    return None if value is None else format(value, "f")


def problem_json(problem: Problem, language: str) -> Json:
    """Code, what happened, what to do, and the physical page or None."""
    return {"code": problem.code, "text": problem.text(language), "hint": problem.hint(language), "page": problem.page}


def header_json(header: Header) -> Json:
    """Header fields as printed; ``number`` and ``date`` in their normal form; None where the document has none.

    An official letter prints no type: its ``type`` is "Công văn" all the same, without a place.
    """
    shown: Json = {}
    for name in HEADER_KEYS:
        if name == "recipients":
            shown[name] = [field.text for field in header.recipients]
        else:
            field: Field | None = getattr(header, name)
            shown[name] = None if field is None else field.value if name in _NORMAL else field.text or field.value
    return shown


def header_spans_json(header: Header | None) -> Json:
    """Where each field stands: pieces in reading order; for ``recipients`` one pair each, from its first to its last character."""
    if header is None:
        return {}
    found = {name: [_pair(s) for s in field.spans] for name, field in header.fields()}
    found["recipients"] = [[f.spans[0].start, f.spans[-1].end] for f in header.recipients if f.spans]
    return {name: found[name] for name in HEADER_KEYS if found.get(name)}


def mention_json(document: Document, mention: Mention) -> Json:
    """The contract's object for a mention: its place, then what it says."""
    return _place(document, mention.span) | details_json(mention)


def details_json(mention: Mention) -> Json:
    """What a reference, figure, organisation or date says, without its place."""
    if isinstance(mention, Reference):
        return _reference(mention)
    if isinstance(mention, Indicator):
        return _indicator(mention)
    if isinstance(mention, Organisation):
        return {"key": mention.key}
    return {"date": mention.iso} if isinstance(mention, DateMention) else {}


def statement_json(document: Document, statement: Statement) -> Json:
    """An arithmetic statement with its places in the text and, for txt, in the file."""
    sources = [source_range(document, span) for span in statement.spans]
    return {
        "kind": statement.kind,
        "spans": [_pair(span) for span in statement.spans],
        "source_spans": None if None in sources else sources,
        "holds": statement.holds,
        "note": statement.note,
    }


def source_range(document: Document, span: Span) -> list[int] | None:
    """The characters of a txt file that ``span`` came from: offsets into the decoded characters, no normalisation; None for other formats."""
    if document.file.format != "txt":
        return None
    pieces = document.source_of(span)
    return [pieces[0].start, pieces[-1].end] if pieces else None


def _nothing() -> Json:
    empty: Json = {"id": None, "text": None, "header": None, "header_spans": {}}
    return empty | {"references": [], "indicators": [], "organisations": [], "arithmetic": []}


def _content(document: Document) -> Json:
    def listed(found: Sequence[Mention]) -> list[Json]:
        return [mention_json(document, m) for m in sorted(found, key=lambda m: m.span)]

    return {
        "id": document.file.id,
        "text": document.text,
        "header": None if document.header is None else header_json(document.header),
        "header_spans": header_spans_json(document.header),
        "references": listed(document.of_kind(Reference)),
        "indicators": listed(document.of_kind(Indicator)),
        "organisations": listed(document.of_kind(Organisation)),
        "arithmetic": [statement_json(document, s) for s in document.statements],
    }


def _place(document: Document, span: Span) -> Json:
    source: Sequence[int | None] = source_range(document, span) or (None, None)
    return {
        "start": span.start,
        "end": span.end,
        "text": span.of(document.text),
        "source_start": source[0],
        "source_end": source[1],
        "page": document.page_at(span.start),
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _reference(found: Reference) -> Json:
    return {
        "type": found.type,
        "number": found.number,
        "ordinal": found.ordinal,
        "term": found.term,
        "date": found.date,
        "issuer": found.issuer,
        "back": found.back,
        "date_span": _pair(found.date_span),
        "issuer_span": _pair(found.issuer_span),
    }


def _indicator(found: Indicator) -> Json:
    return {
        "value": decimal_text(found.value),
        "value_max": decimal_text(found.value_max),
        "denominator": decimal_text(found.denominator),
        "value_base": decimal_text(found.value if found.base is None else found.base),
        "unit": found.unit,
        "approx": found.approx,
        "period": found.period,
        "subject": found.subject,
        "target": found.target,
        "implicit": found.implicit,
        "hedge": found.hedge,
        "low": decimal_text(found.low),
        "high": decimal_text(found.high),
        "unit_span": _pair(found.unit_span),
        "period_span": _pair(found.period_span),
    }


assert set(HEADER_FIELDS) | {"recipients"} == set(HEADER_KEYS)
