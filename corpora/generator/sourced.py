"""A made document as a ``.vk`` source, for the renditions that have pages."""

from __future__ import annotations

from typing import Any, cast

from corpora.generator.making import Told
from corpora.generator.writing import Line
from corpora.vk.document import HEAD_KEYS, Arithmetic, Block, Cell, Fault, Mark, Marked, Part, Role, Source, Truth


def source_of(told: Told) -> Source:
    """The source; its truth has the same figures, faults and roles."""
    card, heading = told.telling.card, told.heading
    identifiers: dict[int, str] = {}
    for statement in told.statements:
        for _, mark in statement.places:
            identifiers.setdefault(id(mark), f"a{len(identifiers) + 1}")
    head = dict.fromkeys(HEAD_KEYS, "") | {
        "form": "nha-nuoc" if card.state else "dang", "level": card.body.level, "parent": heading.parent, "issuer": heading.issuer,
        "motto": " | ".join(heading.motto), "number": heading.number, "number_normal": heading.number_normal, "missing": heading.missing,
        "date_line": heading.date_line, "place": heading.place, "date": card.day.isoformat(), "type": heading.type, "abstract": told.abstract.text,
        "addressee": " | ".join(heading.addressee), "recipients": " | ".join(heading.recipients), "authority": heading.authority, "post": heading.post,
        "signer": heading.signer, "work": card.stem, "rendition": "issued",
    }  # fmt: skip
    if not heading.type:
        head["abstract"] = f"V/v {told.abstract.text}"
    blocks = tuple(_block(line, n, identifiers) for n, line in enumerate(told.lines, 1))
    if blocks and blocks[-1].kind != "table":
        last = blocks[-1]
        ended = Marked(last.content.text + told.telling.style.dotted_end, last.content.marks)
        blocks = (*blocks[:-1], Block(last.kind, last.line, ended, last.level, last.address, last.align))
    abstract = _marked(told.abstract, identifiers)
    if not heading.type:
        abstract = Marked(head["abstract"], tuple(Mark(m.kind, m.start + 4, m.end + 4, m.attributes) for m in abstract.marks))
    part = Part("main", head, abstract, blocks)
    return Source(card.stem, (part,), (*_claims(told, identifiers), *_faults(told), *_roles(told)))


def _marked(line: Line, identifiers: dict[int, str]) -> Marked:
    marks = []
    for mark in sorted(line.marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.kind != "!" and mark.end > mark.start:
            attributes = dict(mark.attributes)
            if id(mark) in identifiers:
                attributes["id"] = identifiers[id(mark)]
            marks.append(Mark(cast("Any", mark.kind), mark.start, mark.end, attributes))
    return Marked(line.text, tuple(marks))


def _block(line: Line, n: int, identifiers: dict[int, str]) -> Block:
    if line.kind == "table":
        rows = tuple(tuple(Cell(Marked(cell)) for cell in row) for row in line.cells)
        return Block("table", n, rows=rows, heads=1, options={key: str(value) for key, value in line.options.items()})
    content = _marked(line, identifiers)
    if line.kind == "heading":
        return Block("heading", n, content, line.level, line.address)
    return Block("paragraph", n, content, 0, line.address, cast("Any", line.align))


def _claims(told: Told, identifiers: dict[int, str]) -> tuple[Truth, ...]:
    return tuple(
        Arithmetic(statement.kind, tuple(identifiers[id(mark)] for _, mark in statement.places), statement.holds())
        for statement in told.statements
    )


def _faults(told: Told) -> tuple[Truth, ...]:
    quotes: dict[str, str] = {}
    for line in (told.abstract, *told.lines):
        for mark in line.marks:
            if mark.kind == "!":
                # With words around it, so that the quote is found once.
                quotes[mark.attributes["code"]] = line.text[max(0, mark.start - 60) : mark.end + 30].strip()
    return tuple(
        Fault(planted.code, planted.expect, quotes.get(planted.code, ""), "" if planted.code in quotes else planted.where)
        for planted in told.telling.planted
    )


def _roles(told: Told) -> tuple[Truth, ...]:
    return tuple(Role(line.role, at=line.address) for line in told.lines if line.role and line.address)
