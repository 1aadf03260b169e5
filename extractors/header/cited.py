"""Documents as legal portals print them: the head folded into one title, "Nghị định của Chính phủ số 115/2003/NĐ-CP ngày 10/10/2003 về …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.header.anchors import Part, date_of
from extractors.header.lines import Line, is_rule, joined
from extractors.header.title import begins_grounds, type_of
from extractors.numbers import DocumentNumber, parse_number

_TITLE_LINES = 8
_GROUNDS_WITHIN = 6
_NUMBER = re.compile(r"(?<![a-z])so\s*[:.]?\s*(?P<number>[0-9]{1,6}[a-z]?\s*[-/]\s*[a-z0-9][a-z0-9/&.-]*(?:\s*[-/]\s*[a-z0-9&.]+){0,4})")
_DATE = re.compile(r"\s*,?\s*(?P<date>ngay\s*[0-9]{1,2}\s*(?:/\s*[0-9]{1,2}\s*/\s*[0-9]{4}|thang\s*[0-9]{1,2}\s*nam\s*[0-9]{4}))")
_ISSUER = re.compile(r"\s*,?\s*cua\s+(?P<issuer>.{3,120}?)(?=\s+(?:ve|v/v|quy dinh|huong dan|ban hanh|sua doi|phe duyet|thuc hien)\b|$)")


@dataclass(frozen=True, slots=True)
class CitedTitle:
    """The parts of such a title."""

    type: Line
    name: str
    number: Line
    parsed: DocumentNumber
    date: Part | None
    issuer: Line | None
    abstract: Line | None
    end: int
    """Position of the first line below."""


def cited_title(lines: Sequence[Line]) -> CitedTitle | None:
    """The title with which a text begins, if its grounds ("Căn cứ …") follow: news that open with a number go on otherwise."""
    start = next((i for i, line in enumerate(lines[:5]) if type_of(line, in_title=True)), None)
    if start is None:
        return None
    end = start + 1
    while end < min(len(lines), start + _TITLE_LINES) and not (lines[end].gap or is_rule(lines[end].text) or begins_grounds(lines[end])):
        end += 1
    if not any(begins_grounds(line) for line in lines[end : end + _GROUNDS_WITHIN]):
        return None
    whole = joined(list(lines[start:end]))
    kind = type_of(lines[start], in_title=True)
    found = _NUMBER.search(whole.key) if whole and len(whole.key) <= 900 else None
    parsed = parse_number(whole.part(*found.span("number")).text) if whole and found else None
    if not whole or not kind or not found or not parsed:
        return None
    head = whole.part(
        kind.line.spans[0].start - whole.spans[0].start, kind.line.spans[0].start - whole.spans[0].start + len(kind.line.text)
    )
    before = whole.part(len(head.text), found.start())
    about = re.match(r"(?:lien tich\s+)?cua\s+", before.key)
    issuer = before.part(about.end(), len(before.key.rstrip(" ,"))) if about else None
    if before.text and not about:
        return None
    at = found.end()
    date = _DATE.match(whole.key, at)
    at = date.end() if date else at
    named = _ISSUER.match(whole.key, at) if issuer is None else None
    if named:
        issuer, at = whole.part(*named.span("issuer")), named.end()
    rest = whole.part(at, len(whole.key))
    rest = rest.part(0, len(rest.text.rstrip(" .")))
    return CitedTitle(
        head,
        kind.name,
        whole.part(*found.span("number")),
        parsed,
        date_of(whole.part(*date.span("date"))) if date else None,
        issuer,
        rest if len(rest.text) > 3 else None,
        end,
    )
