"""File, Document, Work: bytes on a disk, a text in them, and what people cite."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, TypeVar

from msgspec import Struct, structs

from core.mentions import AnyMention, Mention, Statement
from core.problems import Problem
from core.spans import OffsetMap, Span

M = TypeVar("M", bound=Mention)

Origin = Literal["text", "ocr", "added"]
BlockKind = Literal["heading", "paragraph", "list_item", "table", "row", "cell", "furniture"]
TokenKind = Literal["syllable", "number", "document_number", "date", "mark"]
Form = Literal["party", "state", "union"]


class File(Struct, frozen=True):
    """Bytes, wherever they lie: ``id`` is their SHA-256 in hex, ``size`` in bytes, ``format`` the reader's name."""

    id: str
    format: str
    size: int
    title: str | None = None
    """Title that the file itself carries (html title, docx property)."""
    published: str | None = None
    """ISO date on which a web page says it appeared: never the document's own date."""
    encoding: str | None = None


class Run(Struct, frozen=True):
    """One stretch of text of the same font, part and origin, and the way back to the file.

    ``raw`` is what the file has at ``raw_start`` of ``part``: for txt an offset into the decoded characters (``part`` is ""),
    for docx into a paragraph, for pdf into a page's characters, for html into an element's text.
    ``map`` leads from offsets within ``span`` to offsets within ``raw``. Added characters have an empty ``raw``.
    """

    span: Span
    raw: str
    map: OffsetMap
    part: str = ""
    raw_start: int = 0
    origin: Origin = "text"
    page: int | None = None
    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    encoding: str = "unicode"
    reason: str = ""


class SourcePiece(Struct, frozen=True, gc=False):
    """A piece of the file from which some text came: offsets ``start``-``end`` in ``part``, and the characters there."""

    span: Span
    part: str
    start: int
    end: int
    raw: str
    origin: Origin
    page: int | None


class Page(Struct, frozen=True, gc=False):
    """A physical page, ``number`` from 1, size in points, and the text on it (page furniture left out)."""

    number: int
    span: Span
    width: float
    height: float


class Block(Struct, frozen=True, gc=False):
    """A node of the block tree, in reading order; ``parent`` is the id of the enclosing block, ids are positions in ``Document.blocks``.

    ``level`` is a heading's or list item's depth from 1; ``label`` its numbering as printed ("II.", "1.2.", "a)", "-").
    Row and cell positions count from 0.
    """

    id: int
    kind: BlockKind
    span: Span
    parent: int | None = None
    level: int | None = None
    label: str | None = None
    row: int | None = None
    col: int | None = None
    rowspan: int = 1
    colspan: int = 1
    align: Literal["left", "center", "right"] | None = None
    column: Literal["left", "right"] | None = None
    """Side of a two-column layout table (header, signature block) that it stood in."""


class Token(Struct, frozen=True, gc=False):
    """A lossless token: syllable, number, document number, date or mark."""

    span: Span
    kind: TokenKind


class Sentence(Struct, frozen=True, gc=False):
    """A sentence, heading line or list item, inside one block."""

    span: Span
    block: int


class Field(Struct, frozen=True):
    """A header field: ``text`` as printed (lines joined by a blank), its places, and the normal form where it has one."""

    text: str
    spans: tuple[Span, ...]
    value: str | None = None


class Header(Struct, frozen=True, kw_only=True):
    """Components of form found in a document (thể thức, Hướng dẫn 36-HD/VPTW and 05-HD/VPTW).

    ``number`` and ``date`` have a ``value``: normal number and ISO date; ``type`` has the type's name. An official letter prints no
    type: its ``type`` has the name ("Công văn") with an empty ``text`` and no spans. A letter's ``abstract`` has a ``value`` without "V/v".
    """

    form: Form | None = None
    issuer: Field | None = None
    parent: Field | None = None
    number: Field | None = None
    place: Field | None = None
    date: Field | None = None
    type: Field | None = None
    abstract: Field | None = None
    addressee: Field | None = None
    recipients: tuple[Field, ...] = ()
    authority: Field | None = None
    post: Field | None = None
    signer: Field | None = None
    secrecy: Field | None = None

    def fields(self) -> Iterator[tuple[str, Field]]:
        """Name and content of each single field that was found."""
        for name in HEADER_FIELDS:
            value = getattr(self, name)
            if value is not None:
                yield name, value


HEADER_FIELDS = (
    "issuer", "parent", "number", "place", "date", "type", "abstract", "addressee", "authority", "post", "signer", "secrecy",
)  # fmt: skip


class WorkKey(Struct, frozen=True, order=True):
    """What people cite (văn bản): numbers start again each term, so the date belongs to the key.

    ``type`` is the type's name, ``number`` the normal number in capitals, ``date`` ISO, ``issuer`` folded; "" where unknown.
    """

    type: str
    number: str
    date: str
    issuer: str


class Document(Struct, frozen=True, kw_only=True):
    """One text in a File: id is the File's id and the part number. All spans are offsets into ``text`` (NFC, final)."""

    id: str
    file: File
    text: str
    runs: tuple[Run, ...] = ()
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    words: tuple[Span, ...] = ()
    header: Header | None = None
    mentions: tuple[AnyMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    problems: tuple[Problem, ...] = ()
    made_by: dict[str, str] = {}
    """Version of each step that worked on it: a later version makes the Document due again."""

    def with_(self, **changes: object) -> Document:
        """The same Document with some fields replaced."""
        return structs.replace(self, **changes)

    def of_kind(self, kind: type[M]) -> tuple[M, ...]:
        """The mentions of one kind, in the order of the text."""
        return tuple(m for m in self.mentions if isinstance(m, kind))

    def block_at(self, offset: int) -> Block | None:
        """The innermost block that holds the character at ``offset``, None between blocks."""
        i = bisect_right(self.blocks, offset, key=lambda b: b.span.start) - 1
        block = self.blocks[i] if i >= 0 else None
        while block is not None and block.span.end <= offset:
            block = self.blocks[block.parent] if block.parent is not None else None
        return block

    def page_at(self, offset: int) -> int | None:
        """Physical page of the character at ``offset``, None where the format has no pages."""
        i = bisect_right(self.pages, offset, key=lambda p: p.span.start) - 1
        return self.pages[i].number if i >= 0 else None

    def source_of(self, span: Span) -> tuple[SourcePiece, ...]:
        """The pieces of the file that ``span`` came from, in text order; characters that were added have an empty piece."""
        first = max(0, bisect_right(self.runs, span.start, key=lambda r: r.span.start) - 1)
        pieces = []
        for run in self.runs[first:]:
            if run.span.start >= span.end:
                break
            start, end = max(span.start, run.span.start), min(span.end, run.span.end)
            if start >= end:
                continue
            a = run.map.raw_start(start - run.span.start)
            z = max(a, run.map.raw_end(end - run.span.start))
            pieces.append(SourcePiece(Span(start, end), run.part, run.raw_start + a, run.raw_start + z, run.raw[a:z], run.origin, run.page))
        return tuple(pieces)

    def raw_of(self, span: Span) -> str:
        """What the file itself has where ``span`` stands."""
        return "".join(piece.raw for piece in self.source_of(span))
