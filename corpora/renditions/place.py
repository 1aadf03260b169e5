"""Puts the truth of a source at its place in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpora.renditions.edits import carried
from corpora.renditions.page_text import PageText, Stretch
from corpora.renditions.truth import (
    Field,
    Item,
    Placed,
    PlacedArithmetic,
    PlacedCell,
    PlacedFault,
    PlacedMark,
    PlacedPart,
    PlacedRelation,
    PlacedRole,
    PlacedTable,
    PlacedTruth,
    PlacedVerdict,
)
from corpora.vk.document import Arithmetic, Block, Fault, Marked, Relation, Role, Source, Verdict

_TRUE_KINDS = "riopqh"
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[^\W\da-zà-ỹđ]|\s*$|[“\"(])")
_UNDER_TABLE = ("caption", "unit")


def placed(source: Source, page: PageText, form: str, producer: str) -> PlacedTruth:
    """The truth of the source in the text that the page collected."""
    places = _Places(source, page)
    marks = tuple(places.marks())
    return PlacedTruth(
        source.name,
        form,
        producer,
        page.text,
        tuple(places.parts()),
        tuple(places.fields()),
        marks,
        tuple(places.outline()),
        tuple(places.tables()),
        tuple(places.cells()),
        tuple(places.roles()),
        tuple(PlacedFault(f.code, f.expect, f.where, places.quoted(f.quote, f.where)) for f in source.truth if isinstance(f, Fault)),
        tuple(_arithmetic(source, marks)),
        tuple(
            PlacedVerdict(v.requirement, v.against, v.answer, v.why, places.quoted(v.quote or "", ""))
            for v in source.truth
            if isinstance(v, Verdict)
        ),
        tuple(_relations(source, marks)),
    )


def _arithmetic(source: Source, marks: Iterable[PlacedMark]) -> Iterator[PlacedArithmetic]:
    by_id = {
        mark.attributes["id"]: Placed(mark.start, mark.end, mark.text) for mark in marks if mark.kind == "i" and "id" in mark.attributes
    }
    for claim in source.truth:
        if isinstance(claim, Arithmetic):
            missing = [name for name in claim.ids if name not in by_id]
            if missing:
                raise ValueError(f"{source.name}: no figure has the id {missing[0]!r}")
            yield PlacedArithmetic(claim.kind, claim.holds, claim.ids, tuple(by_id[name] for name in claim.ids), claim.note)


def _relations(source: Source, marks: Iterable[PlacedMark]) -> Iterator[PlacedRelation]:
    for mark in marks:
        if mark.kind == "r" and mark.attributes.get("rel"):
            given = mark.attributes
            place = Placed(mark.start, mark.end, mark.text)
            yield PlacedRelation(given["rel"], given.get("number", ""), given.get("doc", ""), place)
    for truth in source.truth:
        if isinstance(truth, Relation):
            yield PlacedRelation(truth.relation, truth.number, truth.doc, None)


class _Places:
    """Looks up places in one text."""

    def __init__(self, source: Source, page: PageText) -> None:
        self.source = source
        self.text = page.text
        self.stretches = page.stretches
        self._blocks: dict[int, list[Stretch]] = {}
        for stretch in page.stretches:
            if stretch.line.block is not None:
                self._blocks.setdefault(stretch.line.block.line, []).append(stretch)

    def placed(self, start: int, end: int) -> Placed:
        return Placed(start, end, self.text[start:end])

    def parts(self) -> Iterator[PlacedPart]:
        for n, part in enumerate(self.source.parts):
            own = [s for s in self.stretches if s.line.part == n and s.line.kind != "chrome"]
            start, end = (own[0].whole[0], own[-1].whole[1]) if own else (0, 0)
            yield PlacedPart(part.role, start, end, {key: value for key, value in part.head.items() if value})

    def fields(self) -> Iterator[Field]:
        for stretch in self.stretches:
            for spot in stretch.line.spots:
                if spot.name not in _UNDER_TABLE:
                    start, end = stretch.span(spot.start, spot.end)
                    text = self.text[start:end]
                    yield Field(stretch.line.part, spot.name, spot.entry, start, end, text, spot.value or text)

    def marks(self) -> Iterator[PlacedMark]:
        for stretch in self.stretches:
            inside = {"heading": "heading", "note": "note", "paragraph": "paragraph"}.get(stretch.line.kind, "abstract")
            for mark in stretch.content.marks if stretch.line.kind != "chrome" else ():
                if mark.kind in _TRUE_KINDS:
                    start, end = stretch.span(mark.start, mark.end)
                    where = "cell" if stretch.cell is not None else inside
                    yield PlacedMark(mark.kind, stretch.line.part, where, start, end, self.text[start:end], mark.attributes)

    def outline(self) -> Iterator[Item]:
        for stretch in self.stretches:
            block = stretch.line.block
            if block is None or stretch.line.kind not in ("heading", "paragraph"):
                continue
            if block.kind == "heading" or block.address:
                start, end = stretch.whole
                yield Item(stretch.line.part, block.address, block.level, start, end, self.text[start:end])
            for mark in stretch.content.marks:
                if mark.kind == "h":
                    start, end = stretch.span(mark.start, mark.end)
                    address = mark.attributes.get("at", "")
                    yield Item(stretch.line.part, address, 0, start, end, self.text[start:end], run_on=True)

    def tables(self) -> Iterator[PlacedTable]:
        for own in self._tables():
            block = own[0].line.block
            assert block is not None
            options = [block.options.get(name, "") for name in ("caption", "unit", "period")]
            size = len(block.rows), len(block.rows[0]), block.heads
            yield PlacedTable(own[0].line.number, own[0].line.part, *size, own[0].whole[0], own[-1].whole[1], *options)

    def _tables(self) -> list[list[Stretch]]:
        tables: dict[int, list[Stretch]] = {}
        for stretch in self.stretches:
            if stretch.cell is not None:
                tables.setdefault(stretch.line.number, []).append(stretch)
        return list(tables.values())

    def cells(self) -> Iterator[PlacedCell]:
        for stretch in self.stretches:
            cell = stretch.cell
            if cell is not None:
                start, end = stretch.whole
                extent = cell.row, cell.column, cell.rows, cell.columns
                yield PlacedCell(stretch.line.number, *extent, cell.head, start, end, self.text[start:end])

    def roles(self) -> Iterator[PlacedRole]:
        for truth in self.source.truth:
            if isinstance(truth, Role):
                found = self._section(truth.at) if truth.at else self._sentence(truth.quote)
                yield PlacedRole(truth.role, truth.at, *found)

    def _section(self, address: str) -> tuple[int, int]:
        """From the line with the address to the last one under it."""
        for n in range(len(self.source.parts)):
            spots = [stretch for stretch in self.stretches if stretch.line.part == n and stretch.line.block is not None]
            opening = next((k for k, s in enumerate(spots) if _address(s.line.block) == address), None)
            if opening is None:
                continue
            level = _level(spots[opening].line.block)
            last = opening
            for k in range(opening + 1, len(spots)):
                if _leaves(spots[k], address, level):
                    break
                last = k
            return spots[opening].whole[0], spots[last].whole[1]
        raise ValueError(f"{self.source.name}: no line has the address {address}")

    def _sentence(self, quote: str) -> tuple[int, int]:
        found = self.quoted(quote, "")
        assert found is not None
        own = next(s for s in self.stretches if s.whole[0] <= found.start < s.whole[1])
        end = _SENTENCE_END.search(self.text, found.end - 1, own.whole[1])
        return found.start, end.end() if end else own.whole[1]

    def quoted(self, quote: str, where: str) -> Placed | None:
        """The place of a quote, looked up in the source's own words; ValueError where it stands nowhere."""
        if not quote:
            return None
        orders = (self._in_head, self._in_body) if where == "header" else (self._in_body, self._in_head)
        for look in orders:
            found = look(quote)
            if found is not None:
                return self.placed(*found)
        raise ValueError(f"{self.source.name}: the quote {quote[:60]!r} stands nowhere")

    def _in_body(self, quote: str) -> tuple[int, int] | None:
        for content, stretches in self._texts():
            start = content.text.find(quote)
            if start < 0:
                continue
            spans = [s.span(*span) for s in stretches if (span := carried(s.pieces, start, start + len(quote)))]
            if spans:
                return min(span[0] for span in spans), max(span[1] for span in spans)
        return None

    def _texts(self) -> Iterator[tuple[Marked, list[Stretch]]]:
        """Each text that the source marks, with the stretches made of it."""
        for n, part in enumerate(self.source.parts):
            yield part.abstract, [s for s in self.stretches if s.line.part == n and s.line.block is None and s.pieces]
            for block in part.blocks:
                own = self._blocks.get(block.line, [])
                if block.kind != "table":
                    yield block.content, own
                for stretch in own if block.kind == "table" else ():
                    if stretch.cell is not None:
                        yield block.rows[stretch.cell.row][stretch.cell.column].content, _with_notes(stretch, own)

    def _in_head(self, quote: str) -> tuple[int, int] | None:
        """A quote from a head value, however the page breaks it."""
        words = r"\W{0,4}\s*".join(re.escape(word) for word in quote.replace("|", " ").split())
        for stretch in self.stretches:
            if stretch.line.block is None and (found := re.search(words, stretch.content.text)):
                return stretch.span(*found.span())
        own = [s for s in self.stretches if s.line.block is None]
        found = re.compile(words).search(self.text, own[0].whole[0] if own else 0)
        return found.span() if found else None


def _with_notes(cell: Stretch, own: list[Stretch]) -> list[Stretch]:
    assert cell.cell is not None
    called = {number for _, number in cell.cell.calls}
    return [cell, *(s for s in own if s.cell is None and s.line.number in called)]


def _address(block: Block | None) -> str:
    return block.address if block is not None else ""


def _level(block: Block | None) -> int:
    """The level of a heading, 0 for an item."""
    return block.level if block is not None else 0


def _leaves(stretch: Stretch, address: str, level: int) -> bool:
    """Whether the line stands outside the section."""
    block = stretch.line.block
    assert block is not None
    if stretch.line.kind == "note" or stretch.cell is not None:
        return False
    if block.address:
        return not block.address.startswith(address + ".")
    return block.kind == "heading" and bool(level) and block.level <= level
