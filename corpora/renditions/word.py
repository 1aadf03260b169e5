"""Writes a source as docx: real Word structure by the form rules of the day, in the habits of one producer (``profiles``)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal
from zlib import crc32

from msgspec.structs import replace

from corpora.renditions.grid import GridCell
from corpora.renditions.lines import Line, kept_with_next, lines_of
from corpora.renditions.looks import TEXT_WIDTH, Measures, balanced, is_figure, look_of, measures_of, total_rows, with_article_bold
from corpora.renditions.page_text import reading_text
from corpora.renditions.place import placed
from corpora.renditions.profiles import NAMES, Profile, profile_of
from corpora.renditions.rules import Rules, rules_of
from corpora.renditions.truth import PlacedTruth
from corpora.renditions.word_head import head, signature
from corpora.renditions.word_lists import ListItem, definitions, list_items
from corpora.renditions.word_xml import FONT, SPACES, Look, cell, paragraph, row, runs, section, table
from corpora.vk.document import Marked, Source

PRODUCERS = NAMES
_FIRST_LIST = 50  # above the lists of the template


def build_docx(source: Source, path: Path, producer: str) -> PlacedTruth:
    """Write the file and give its truth."""
    profile = profile_of(source.name, producer)
    lines = lines_of(source)
    Writer(source, lines, profile).write(path)
    return placed(source, reading_text(lines), "docx", profile.name)


class Writer:
    """Writes one document."""

    def __init__(self, source: Source, lines: Sequence[Line], profile: Profile) -> None:
        self.source, self.lines, self.profile = source, lines, profile
        self.rules: Rules = rules_of(source, source.parts[0])
        self.landscape = False
        self.items: dict[int, ListItem] = {}
        self.before_end = {id(line) for line in kept_with_next(lines)}
        if profile.numbering == "lists":
            looks = ((line, look_of(line, self.rules)) for line in lines if line.kind in ("heading", "paragraph"))
            self.items = list_items(((line, look.bold, look.italic) for line, look in looks), _FIRST_LIST)

    def write(self, path: Path) -> None:
        """The whole document."""
        from docx.oxml import parse_xml

        from corpora.renditions.word_package import add_footnotes, add_lists, new_document, page_numbers, save

        document = new_document(self.profile, self.rules.body_size)
        headers = page_numbers(document)
        body = self._body(headers)
        root = document.element.body
        for child in list(root):
            root.remove(child)
        for child in parse_xml(f"<w:body {SPACES}>{body}</w:body>"):
            root.append(child)
        add_lists(document, *definitions(self.items.values(), FONT, self.rules.body_size))
        notes = [line for line in self.lines if line.kind == "note"]
        if notes:
            add_footnotes(document, [(line.number, runs(line.content, self._look(line), direct=True)) for line in notes])
        first = self.source.head
        save(document, path, f"{first['type']} {self.source.parts[0].abstract.text}".strip(), first["date"])

    def _body(self, headers: str) -> str:
        out: list[str] = []
        first = True
        for _, group in groupby(self.lines, key=lambda line: (line.part, _area(line))):
            for kind, xml in self._area(list(group)):
                if kind in ("landscape", "portrait"):
                    # What stands before the turn ends its section.
                    out.append(f"<w:p><w:pPr>{section(headers, landscape=self.landscape, first=first)}</w:pPr></w:p>")
                    self.landscape, first = kind == "landscape", False
                out.append(xml)
        return "".join(out) + section(headers, landscape=self.landscape, first=first)

    def _area(self, lines: list[Line]) -> list[tuple[str, str]]:
        """XML of lines of one block of the form, with the kind of the line."""
        self.rules = rules_of(self.source, self.source.parts[lines[0].part])
        area = _area(lines[0])
        if area == "head":
            left, right = ([line for line in lines if line.zone == zone] for zone in ("left", "right"))
            return [("head", head(left, right, self.profile, self.rules, self._put, self._look))]
        if area == "end":
            listed = [line for line in lines if line.zone == "recipients" and line.kind != "typist"]
            signers = [line for line in lines if line.zone == "signature"]
            columns = [[line for line in signers if line.column == k] for k in range(max((line.column for line in signers), default=0) + 1)]
            out = signature(listed, columns, self.profile, self._put, self._look)
            return [("end", out + "".join(self._put(line, self._look(line)) for line in lines if line.kind == "typist"))]
        return [(line.kind, self._line(line)) for line in lines]

    def _look(self, line: Line) -> Look:
        look = look_of(line, self.rules)
        # No signature stands alone on a page, nor the typist's sign behind it.
        return replace(look, keep=True) if id(line) in self.before_end else look

    def _line(self, line: Line) -> str:
        if line.kind in ("landscape", "portrait", "note"):
            return ""
        if line.kind in ("part", "page"):
            return "" if line.last else '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
        if line.kind == "table":
            return self._table(line)
        if line.kind == "abstract":
            look = self._look(line)
            own = self._put(line, balanced(line.text, look, TEXT_WIDTH[self.landscape]) if self.profile.balanced else look)
            if not self.rules.drawn_lines:
                return own
            return own + paragraph("", Look("center", size=2, after=10, left=190, right=190, box="bottom", exact=2))
        return self._put(line, self._look(line))

    def _put(self, line: Line, look: Look) -> str:
        """A line as a paragraph of its own."""
        content = with_article_bold(line)
        item = self.items.get(id(line))
        numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{item.number}"/></w:numPr>' if item else ""
        style = self._style(line, look)
        direct = not self.profile.styles or not style
        skip = item.label.size if item else 0
        inner = runs(content, look, direct=direct, calls=line.calls, cuts=self._cuts(line.text), skip=skip)
        return paragraph(inner, look, style=style, numbering=numbering, direct=direct)

    def _style(self, line: Line, look: Look) -> str:
        if line.kind == "heading" and self.profile.headings and look.align == "both" and line.block is not None:
            return f"Heading{line.block.level}"
        return (
            "BodyText"
            if self.profile.styles and line.kind == "paragraph" and look == Look("both", size=look.size, indent=look.indent)
            else ""
        )

    def _cuts(self, text: str) -> list[int]:
        """Where earlier corrections tore the run apart, at blanks."""
        if not self.profile.runs:
            return []
        return [n + 1 for n, letter in enumerate(text) if letter == " " and crc32(text[max(0, n - 9) : n + 5].encode()) % 17 == 0]

    def _table(self, line: Line) -> str:
        block = line.block
        assert block is not None
        ruled = block.options.get("lines") != "no"
        measures = measures_of(block, TEXT_WIDTH[self.landscape])
        widths = measures.widths
        starts = {(c.row + below, c.column): c for c in line.cells for below in range(c.rows)}
        totals = total_rows(line.cells)
        rows = []
        for r in range(len(block.rows)):
            own = [(column, starts[r, column]) for column in range(len(widths)) if (r, column) in starts]
            cells = [self._cell(c, measures, r, bold=r in totals, ruled=ruled) for _, c in own]
            rows.append(row(cells, head=r < block.heads and ruled, whole=True))
        style = "TableGrid" if self.profile.styles else ""
        return table(rows, widths, rules=ruled, style=style if ruled else "", margin=measures.margin) + paragraph(
            "", Look("left", size=6, after=3)
        )

    def _cell(self, grid: GridCell, measures: Measures, r: int, *, bold: bool, ruled: bool) -> str:
        text = grid.content.text
        head_cell = grid.head and ruled
        look = Look("center" if head_cell or is_figure(text) else "left", bold=bold or head_cell, size=measures.size, after=2, before=2)
        merge: Literal["", "restart", "continue"] = "" if grid.rows == 1 else "restart" if r == grid.row else "continue"
        content = grid.content if r == grid.row else Marked("")
        inner = paragraph(runs(content, look, direct=True, calls=grid.calls if r == grid.row else ()), look)
        return cell(
            inner,
            sum(measures.widths[grid.column : grid.column + grid.columns]),
            columns=grid.columns,
            merge=merge,
            middle=head_cell or grid.rows > 1,
        )


def _area(line: Line) -> str:
    if line.kind in ("part", "page", "landscape", "portrait"):
        return "break"
    return {"left": "head", "right": "head", "recipients": "end", "signature": "end"}.get(line.zone, "body")
