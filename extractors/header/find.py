"""The header of a Document, put together from the head of the first page, title, addressee and signature block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.document import Document, Field, Form, Header
from extractors.header.anchors import Part, part_of
from extractors.header.cited import CitedTitle, cited_title
from extractors.header.closing import closing_of
from extractors.header.head import Head, find_head, top_lines
from extractors.header.issuer import bodies, head_of, is_union
from extractors.header.lines import Line, Page, joined
from extractors.header.signature import Signature
from extractors.header.title import OFFICIAL_LETTER, Type, abstract_of, addressee_of, is_letter_abstract, type_of, without_about
from extractors.numbers import parse_number


def find_header(document: Document) -> Header | None:
    """The components of form of the first document in a file; None for what is no official document, or only tells of one.

    A head needs two signs that stand on lines of their own (title of Party or State, number, place and date, name of a body,
    type line), since news and lists name all of them inside sentences; a text without head needs type line and signature.
    Linear in the length of the text.
    """
    page = Page(document)
    lines = top_lines(page)
    head = find_head(lines)
    title = cited_title(lines)
    if title is not None and (head is None or (head.start < title.end and not head.first("title"))):
        return _with_title(page, lines, title)
    if head is not None:
        return _with_head(page, lines, head)
    return _without_head(page, lines)


def _with_head(page: Page, lines: list[Line], head: Head) -> Header | None:
    below = lines[head.end :]
    kind, title, at = _title(below)
    addressee, taken = addressee_of(below[at:])
    number = head.first("number")
    letter = kind is None and _is_letter(head, bool(addressee))
    if kind is None and letter:
        title = _letter_abstract(head)
    after = _offset(below, at + taken) if below else len(page.document.text)
    if after is None:
        after = lines[head.end - 1].spans[-1].end
    signature = closing_of(page, after)
    parent, issuer = bodies(head.names, [page.bold(line) for line in head.names])
    dates = [part for part in head.parts if part.kind == "date"]
    if not any(part.body for part in dates) and signature.date:
        dates = [part_of(signature.date)]
    date = next((part for part in dates if part.body), None)
    place = next((part.place for part in dates if part.place), None)
    header = Header(
        form=_form(head),
        issuer=_field(issuer),
        parent=_field(parent),
        number=number.body.field(number.value) if number and number.body else None,
        place=place.field() if place else None,
        date=date.body.field(date.value) if date and date.body else None,
        type=_type_field(lines[: head.start], kind, letter),
        abstract=_abstract_field(title, letter),
        addressee=_field(_bare_end(addressee)),
        secrecy=next((part.line.field(part.value) for part in _marks(head, below[: at + 4]) if part.value), None),
        recipients=_recipients(signature),
        authority=_line_field(signature.authority),
        post=_line_field(signature.post),
        signer=_line_field(signature.signer),
    )
    # A form to be filled in has the title of the State and little else.
    return header if header.number or header.date or header.type or (issuer and head_of(issuer[0])) else None


def _with_title(page: Page, lines: list[Line], title: CitedTitle) -> Header:
    signature = closing_of(page, lines[title.end].spans[0].start if title.end < len(lines) else len(page.document.text))
    date = title.date
    return Header(
        form="party" if title.parsed.style == "party" else "state",
        issuer=title.issuer.field() if title.issuer else None,
        number=title.number.field(title.parsed.normal),
        date=date.body.field(date.value) if date and date.body else None,
        type=title.type.field(title.name),
        abstract=title.abstract.field() if title.abstract else None,
        recipients=_recipients(signature),
        authority=_line_field(signature.authority),
        post=_line_field(signature.post),
        signer=_line_field(signature.signer),
    )


def _without_head(page: Page, lines: list[Line]) -> Header | None:
    """A text that begins with type and abstract and ends with a signature, its head lost or left out by a web page."""
    for i, line in enumerate(lines[:40]):
        if len(line.text) > 160:
            return None
        if not line.caps or part_of(line).kind != "other":
            continue
        kind, title, at = _title(lines[i : i + 40])
        if kind is None or not kind.line.caps:
            continue
        signature = closing_of(page, line.spans[-1].end)
        if not title or not signature.signer or not (signature.recipients or signature.authority):
            return None
        addressee, _ = addressee_of(lines[i + at :])
        return Header(
            type=kind.line.field(kind.name),
            abstract=_abstract_field(title, letter=False),
            addressee=_field(_bare_end(addressee)),
            recipients=_recipients(signature),
            authority=_line_field(signature.authority),
            post=_line_field(signature.post),
            signer=_line_field(signature.signer),
        )
    return None


def _title(below: Sequence[Line]) -> tuple[Type | None, list[Line], int]:
    """Type and abstract right below the head, and how many lines they take."""
    for i, line in enumerate(below[:6]):
        if part_of(line).kind == "addressee":
            break
        kind = type_of(line)
        if kind and (kind.rest or len(line.text) <= 40 or kind.line.caps):
            return _type_and_abstract(kind, below[i + 1 :], i + 1)
        if len(line.text) > 160:
            break
    return None, [], _skip(below)


def _type_and_abstract(kind: Type, below: Sequence[Line], taken: int) -> tuple[Type, list[Line], int]:
    """What stands behind the type on its line begins the abstract, unless it names an issuer or number or qualifies the type."""
    rest = kind.rest if kind.rest and not re.match(r"(?:cua|so)\b", kind.rest.key) else None
    if kind.whole is None:
        abstract, more = abstract_of(below, rest)
        return kind, abstract, taken + more
    abstract, more = abstract_of(below, None)
    if kind.qualified() or (abstract and not abstract[0].caps):
        return Type(kind.whole, kind.name), abstract, taken + more
    abstract, more = abstract_of(below, rest)
    return kind, abstract, taken + more


def _skip(below: Sequence[Line]) -> int:
    """Rules and marks before the addressee of a letter."""
    for i, line in enumerate(below[:4]):
        if part_of(line).kind == "addressee":
            return i
    return 0


def _is_letter(head: Head, addressed: bool) -> bool:
    """An official letter has no type line: it has an addressee, "V/v" under the number, or the code CV."""
    number = head.first("number")
    parsed = parse_number(number.body.text) if number and number.body else None
    if parsed is not None and parsed.type_code == "CV":
        return True
    return number is not None and (addressed or any(map(is_letter_abstract, head.loose)))


def _letter_abstract(head: Head) -> list[Line]:
    """The abstract under the number: from "V/v" on, or the lines that stand there alone."""
    loose = [line for line in head.loose if not line.text.startswith(("(", "["))]
    first = next((i for i, line in enumerate(loose) if is_letter_abstract(line)), None)
    if first is None:
        number = head.first("number")
        if number is None:
            return []
        at = number.line.spans[-1].end
        found = [line for line in loose if line.spans[0].start >= at and line.column == number.line.column and len(line.text) > 8]
    else:
        found = [line for line in loose[first:] if line.column == loose[first].column]
    return found


def _type_field(above: Sequence[Line], kind: Type | None, letter: bool) -> Field | None:
    """The type as printed. A letter prints none: the field has its name as value, and text only where a page's title says it."""
    if kind:
        return kind.line.field(kind.name)
    if not letter:
        return None
    for line in reversed(above[-8:]):
        found = re.match(r"cong van(?=\s+so\b|\s*$)", line.key)
        if found:
            return line.part(0, found.end()).field(OFFICIAL_LETTER)
    return Field("", (), OFFICIAL_LETTER)


def _abstract_field(lines: list[Line], letter: bool) -> Field | None:
    whole = joined(_bare_end(lines))
    if whole is None or not whole.text:
        return None
    return whole.field(without_about(whole.text) if letter else None)


def _bare_end(lines: list[Line]) -> list[Line]:
    """The lines, the last without the mark that closes a list."""
    if not lines:
        return []
    last = lines[-1]
    return [*lines[:-1], last.part(0, len(last.key.rstrip(" ,;.")))]


def _field(lines: list[Line]) -> Field | None:
    whole = joined([line for line in lines if line.text])
    return whole.field() if whole else None


def _marks(head: Head, below: Sequence[Line]) -> list[Part]:
    return [part for part in (*head.parts, *map(part_of, below)) if part.kind == "mark"]


def _form(head: Head) -> Form | None:
    """Party, State or union: the title at the top right tells, or the order of hyphen and slash in the number."""
    title = head.first("title") or head.first("tagline")
    union = any(map(is_union, head.names))
    if title:
        return "union" if title.value == "union" or (union and title.value == "state") else "party" if title.value == "party" else "state"
    number = head.first("number")
    parsed = parse_number(number.body.text) if number and number.body else None
    if parsed:
        return "party" if parsed.style == "party" else "union" if union else "state"
    return None


def _offset(below: Sequence[Line], at: int) -> int | None:
    """Where the text goes on behind title and addressee."""
    return below[at].spans[0].start if at < len(below) else None


def _recipients(signature: Signature) -> tuple[Field, ...]:
    return tuple(line.field() for line in signature.recipients if line.text)


def _line_field(line: Line | None) -> Field | None:
    return line.field() if line and line.text else None
