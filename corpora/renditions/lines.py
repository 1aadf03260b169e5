"""A source as one sequence of typed lines, in the order in which a careful reader reads the page.

Every builder draws from this sequence, so the content of all renditions is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, takewhile
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from corpora.renditions.edits import Edit, Note, Piece, edited, without_notes
from corpora.renditions.grid import GridCell, grid_of
from corpora.renditions.rules import Rules, rules_of
from corpora.vk.document import Block, Marked, Part, Source

Kind = Literal[
    "part", "parent", "issuer", "star", "number", "letter-abstract", "secrecy", "urgency", "draft", "circulation", "motto", "date", "type",
    "abstract", "hyphens", "addressee-label", "addressee", "heading", "paragraph", "caption", "unit", "table", "note", "chrome", "page",
    "landscape", "portrait", "recipients-label", "recipient", "authority", "post", "signer", "typist", "title", "byline", "author",
]  # fmt: skip
Zone = Literal["left", "right", "title", "body", "recipients", "signature"]


class Spot(Struct, frozen=True):
    """A head value at its place in a line; ``value`` is its normal form where that differs from what is printed."""

    name: str
    entry: int
    start: int
    end: int
    value: str = ""


class Line(Struct, frozen=True):
    """A piece of the page.

    ``zone`` tells which block of the form it belongs to, ``column`` which of the signers side by side. ``pieces`` lead back to the text that the
    source gives (the abstract, or the ``block``); ``calls`` are the footnotes called: offset and number. A table has ``cells`` instead of a text.
    """

    kind: Kind
    part: int
    zone: Zone = "body"
    content: Marked = Marked("")
    spots: tuple[Spot, ...] = ()
    block: Block | None = None
    pieces: tuple[Piece, ...] = ()
    calls: tuple[tuple[int, int], ...] = ()
    cells: tuple[GridCell, ...] = ()
    column: int = 0
    number: int = 0
    last: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.content.text


def lines_of(source: Source) -> tuple[Line, ...]:
    """The whole source, its parts one after the other."""
    out: list[Line] = []
    notes = count(1)
    tables = count(1)
    for n, part in enumerate(source.parts):
        if n:
            turned = _begins_landscape(part)
            if turned != _landscape(out):
                out.append(Line("landscape" if turned else "portrait", n))
            out.append(Line("part", n))
        # What a page has above its text stands above the title too.
        out += [Line("chrome", n, content=block.content) for block in _above(part)]
        if (part.head["form"] or source.head["form"]) == "web":
            out += [*_article_head(part, n), *_body(part, n, notes, tables), *_article_foot(part, n)]
            continue
        rules = rules_of(source, part)
        out += [*_left(part, n, rules), *_right(part, n, rules), *_title(part, n, rules), *_addressee(part, n)]
        out += [*_body(part, n, notes, tables), *_end(part, n, rules)]
    return tuple(_without_empty_pages(out))


def _without_empty_pages(lines: list[Line]) -> Iterator[Line]:
    """Breaks beside a turn of the page are none; a new part that needs no break of its own says so by ``last``."""
    turns = ("landscape", "portrait")
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        beside = (before is not None and before.kind in turns) or (after is not None and after.kind in turns)
        if line.kind == "page" and (beside or before is None or before.kind == "part"):
            continue
        yield replace(line, last=True) if line.kind == "part" and beside else line


def _above(part: Part) -> list[Block]:
    return list(takewhile(lambda block: block.kind == "chrome", part.blocks))


def _begins_landscape(part: Part) -> bool:
    """Whether the page turns right under the title, which then stands on the turned page."""
    first = next((block for block in part.blocks if not (block.kind == "paragraph" and block.align)), None)
    return first is not None and first.kind == "landscape"


def _landscape(lines: list[Line]) -> bool:
    turns = [line.kind for line in lines if line.kind in ("landscape", "portrait")]
    return bool(turns) and turns[-1] == "landscape"


def _entries(part: Part, n: int, key: Kind, zone: Zone) -> Iterator[Line]:
    """The entries of a head value, a line each; for keys that are kinds of lines too."""
    for k, entry in enumerate(part.entries(key)):
        yield Line(key, n, zone, Marked(entry), (Spot(key, k, 0, len(entry)),))


def _abstract(part: Part, n: int, kind: Kind, zone: Zone) -> Iterator[Line]:
    if not part.abstract.text:
        return
    breaks = [Edit(at, at + 3, "\n") for at in range(len(part.abstract.text)) if part.abstract.text.startswith(" | ", at)]
    content, pieces = edited(part.abstract, breaks)
    yield Line(kind, n, zone, content, (Spot("abstract", 0, 0, len(content.text)),), pieces=pieces)


def _left(part: Part, n: int, rules: Rules) -> Iterator[Line]:
    yield from _entries(part, n, "parent", "left")
    yield from _entries(part, n, "issuer", "left")
    if rules.under_issuer and part.head["issuer"] and part.head["rendition"] != "web":
        yield Line("star", n, "left", Marked(rules.under_issuer))
    printed = part.head["number"]
    if printed:
        # A number that begins with a colon has the sign of the other form behind "Số".
        text = f"Số{printed}" if printed.startswith(":") else rules.number_word + printed
        start = len(text) - len(printed.lstrip(": "))
        yield Line("number", n, "left", Marked(text), (Spot("number", 0, start, len(text), part.head["number_normal"]),))
    if not part.head["type"] and n == 0:
        yield from _abstract(part, n, "letter-abstract", "left")
    yield from _entries(part, n, "secrecy", "left")
    yield from _entries(part, n, "urgency", "left")
    if rules.drawn_lines:
        yield from _directions(part, n, "left")


def _right(part: Part, n: int, rules: Rules) -> Iterator[Line]:
    yield from _entries(part, n, "motto", "right")
    text, place = part.head["date_line"], part.head["place"]
    if text:
        spots = [Spot("date_line", 0, 0, len(text))]
        if place and text.startswith(place):
            spots.append(Spot("place", 0, 0, len(place)))
        start = text.find("ngày", len(place))
        if start >= 0:
            spots.append(Spot("date", 0, start, len(text), part.head["date"]))
        yield Line("date", n, "right", Marked(text), tuple(spots))
    if not rules.drawn_lines:
        yield from _directions(part, n, "right")


def _directions(part: Part, n: int, zone: Zone) -> Iterator[Line]:
    yield from _entries(part, n, "circulation", zone)
    yield from _entries(part, n, "draft", zone)


def _title(part: Part, n: int, rules: Rules) -> Iterator[Line]:
    yield from _entries(part, n, "type", "title")
    if part.head["type"] or n:
        yield from _abstract(part, n, "abstract", "title")
    if part.head["type"] and rules.hyphens and part.head["issuer"]:
        yield Line("hyphens", n, "title", Marked(rules.hyphens))


def _addressee(part: Part, n: int) -> Iterator[Line]:
    entries = part.entries("addressee")
    label = "Kính gửi:"
    if len(entries) == 1:
        text = f"{label} {entries[0]}"
        yield Line("addressee", n, "title", Marked(text), (Spot("addressee", 0, len(label) + 1, len(text)),), last=True)
    elif entries:
        yield Line("addressee-label", n, "title", Marked(label))
        yield from _listed(entries, n, "addressee", "title", ";" if any("," in entry for entry in entries) else ",")


def _listed(entries: list[str], n: int, kind: Kind, zone: Zone, sign: str) -> Iterator[Line]:
    name = "recipients" if kind == "recipient" else kind
    for k, entry in enumerate(entries):
        last = k == len(entries) - 1
        end = "" if entry[-1] in ".,;:" else "." if last else sign
        yield Line(kind, n, zone, Marked(f"- {entry}{end}"), (Spot(name, k, 2, 2 + len(entry)),), last=last)


def _body(part: Part, n: int, notes: Iterator[int], tables: Iterator[int]) -> Iterator[Line]:
    turned = n > 0 and _begins_landscape(part)
    for block in part.blocks[len(_above(part)) :]:
        if turned and block.kind == "landscape":
            turned = False
        elif block.kind == "table":
            yield from _table(block, n, notes, next(tables))
        elif block.kind in ("paragraph", "heading"):
            content, pieces, called = without_notes(block.content)
            numbered = [(next(notes), note) for note in called]
            calls = tuple((note.call, number) for number, note in numbered)
            yield Line("heading" if block.kind == "heading" else "paragraph", n, "body", content, block=block, pieces=pieces, calls=calls)
            yield from (_note(number, note, n, block) for number, note in numbered)
        elif block.kind == "chrome":
            yield Line("chrome", n, content=block.content)
        else:
            yield Line(block.kind, n)


def _note(number: int, note: Note, n: int, block: Block) -> Line:
    return Line("note", n, "body", note.content, block=block, pieces=note.pieces, number=number)


def _table(block: Block, n: int, notes: Iterator[int], number: int) -> Iterator[Line]:
    caption, unit = block.options.get("caption", ""), block.options.get("unit", "")
    if caption:
        yield Line("caption", n, "body", Marked(caption), (Spot("caption", number, 0, len(caption)),), number=number)
    if unit:
        word = "" if unit.casefold().startswith(("đơn vị", "đvt", "(")) else "Đơn vị tính: "
        yield Line("unit", n, "body", Marked(word + unit), (Spot("unit", number, len(word), len(word) + len(unit)),), number=number)
    cells, called = grid_of(block, notes)
    yield Line("table", n, "body", block=block, cells=cells, number=number)
    for k, note in called:
        yield _note(k, note, n, block)


def _end(part: Part, n: int, rules: Rules) -> Iterator[Line]:
    """Recipients and signature; two signers side by side stand over the recipients."""
    head = part.head
    signers = max(len(head[key].split(" || ")) for key in ("authority", "post", "signer"))
    recipients: list[Line] = []
    if head["recipients"]:
        recipients.append(Line("recipients-label", n, "recipients", Marked("Nơi nhận:")))
        recipients += _listed(part.entries("recipients"), n, "recipient", "recipients", rules.entry_end)
    signature = [line for column in range(signers) for line in _signature(part, n, column)]
    yield from [*recipients, *signature] if signers == 1 else [*signature, *recipients]
    if head["typist"]:
        yield Line("typist", n, "recipients", Marked(head["typist"]), (Spot("typist", 0, 0, len(head["typist"])),))


def _signature(part: Part, n: int, column: int) -> Iterator[Line]:
    kinds: tuple[Kind, ...] = ("authority", "post", "signer")
    for kind in kinds:
        columns = part.head[kind].split(" || ")
        for entry in columns[column].split(" | ") if column < len(columns) else ():
            if entry.strip():
                yield Line(kind, n, "signature", Marked(entry.strip()), (Spot(kind, column, 0, len(entry.strip())),), column=column)


def _article_head(part: Part, n: int) -> Iterator[Line]:
    yield from _entries(part, n, "type", "title")
    yield from _abstract(part, n, "title", "title")
    text = part.head["date_line"]
    if text:
        yield Line(
            "byline", n, "title", Marked(text), (Spot("date_line", 0, 0, len(text)), Spot("date", 0, 0, len(text), part.head["date"]))
        )


def _article_foot(part: Part, n: int) -> Iterator[Line]:
    for k, name in enumerate(part.head["signer"].split(" || ")):
        if name.strip():
            yield Line("author", n, "signature", Marked(name.strip()), (Spot("signer", k, 0, len(name.strip())),), column=k)


def kept_with_next(lines: Sequence[Line]) -> list[Line]:
    """Lines that share their page with what follows: the last paragraph before a signature, and the signature before a typist's sign."""
    out = []
    for n, line in enumerate(lines[:-1]):
        after = lines[n + 1]
        if line.zone == "body" and line.kind == "paragraph" and after.zone in ("recipients", "signature") and after.part == line.part:
            out.append(line)
        elif after.kind == "typist":
            out += [other for other in lines[: n + 1] if other.part == line.part and other.zone in ("recipients", "signature")]
    return out
