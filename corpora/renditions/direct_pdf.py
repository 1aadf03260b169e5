"""Writes a source as pdf without an office program, as document systems do that print from their own forms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from corpora.renditions.cuts import runs_of, tagged
from corpora.renditions.fonts import FAMILY, register
from corpora.renditions.grid import GridCell
from corpora.renditions.letters import width
from corpora.renditions.lines import Line
from corpora.renditions.looks import BALANCED, MM, TEXT_WIDTH, balanced, is_figure, look_of, measures_of, total_rows, with_article_bold
from corpora.renditions.rules import rules_of
from corpora.renditions.word_xml import Look
from corpora.vk.document import Marked, Source

_ALIGN = {"left": 0, "center": 1, "right": 2, "both": 4}
_TAGS = {"b": "b", "em": "i", "u": "u"}
_HEAD = {True: (188, 280), False: (212, 256)}  # State, Party: widths of the two columns


def write(source: Source, lines: Sequence[Line], path: Path) -> None:
    """The whole document; RuntimeError where no font with Vietnamese letters is installed."""
    Printer(source, register()).write(lines, path)


class Printer:
    """Turns lines into the flowing pieces that reportlab sets on pages."""

    def __init__(self, source: Source, scale: float) -> None:
        self.source, self.scale = source, scale
        self.rules = rules_of(source, source.parts[0])
        self.landscape = False
        self.notes: list[Line] = []

    def write(self, lines: Sequence[Line], path: Path) -> None:
        """Set the lines on pages."""
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

        sizes = {"first": (210 * MM, 297 * MM), "later": (210 * MM, 297 * MM), "landscape": (297 * MM, 210 * MM)}
        templates = []
        for name, (wide, high) in sizes.items():
            left, top, bottom = (20 * MM, 30 * MM, 15 * MM) if name == "landscape" else (30 * MM, 20 * MM, 20 * MM)
            frame = Frame(left, bottom, TEXT_WIDTH[name == "landscape"], high - top - bottom, 0, 0, 0, 0, id=name)
            templates.append(
                PageTemplate(
                    name, [frame], onPage=self._number, pagesize=(wide, high), autoNextPageTemplate="later" if name == "first" else None
                )
            )
        head = self.source.head
        title = f"{head['type']} {self.source.parts[0].abstract.text}".strip()
        document = BaseDocTemplate(str(path), pageTemplates=templates, title=title, author="Văn phòng", creator="E-Office", invariant=1)
        document.build(self._flow(lines))

    def _number(self, canvas: Any, _document: Any) -> None:
        if canvas.getPageNumber() > 1:
            wide, high = canvas._pagesize  # noqa: SLF001 - has no other name
            canvas.setFont(f"{FAMILY}-0", 14 * self.scale)
            canvas.drawCentredString(wide / 2, high - 15 * MM, str(canvas.getPageNumber()))

    def _flow(self, lines: Sequence[Line]) -> list[Any]:
        from reportlab.platypus import KeepTogether

        flow: list[Any] = []
        for (_, area), group in groupby(lines, key=lambda line: (line.part, _area(line))):
            own = list(group)
            self.rules = rules_of(self.source, self.source.parts[own[0].part])
            if area == "head":
                flow += self._head(own)
            elif area == "end":
                flow += self._notes()
                # No signature stands alone on a page.
                last = [flow.pop()] if flow and type(flow[-1]).__name__ == "Paragraph" else []
                flow.append(KeepTogether([*last, *self._end(own)]))
            else:
                for line in own:
                    flow += self._line(line)
        return flow + self._notes()

    def _notes(self) -> list[Any]:
        """The notes called so far, under a short line at the end of the text."""
        from reportlab.platypus import HRFlowable

        called, self.notes = self.notes, []
        if not called:
            return []
        line_above = HRFlowable(width=140, thickness=0.5, color="black", hAlign="LEFT", spaceBefore=18, spaceAfter=4)
        return [line_above, *(self._paragraph(self._look(n), f"<super>{n.number}</super> {self._inner(n.content)}") for n in called)]

    def _look(self, line: Line) -> Look:
        return look_of(line, self.rules)

    def _line(self, line: Line) -> list[Any]:
        from reportlab.platypus import CondPageBreak, HRFlowable, NextPageTemplate, PageBreak

        if line.kind in ("landscape", "portrait"):
            self.landscape = line.kind == "landscape"
            return [*self._notes(), NextPageTemplate("landscape" if self.landscape else "later"), PageBreak()]
        if line.kind in ("part", "page"):
            before = self._notes() if line.kind == "part" else []
            return before if line.last else [*before, PageBreak()]
        if line.kind == "note":
            self.notes.append(line)
            return []
        if line.kind == "table":
            return [self._table(line)]
        out: list[Any] = [CondPageBreak(70)] if self._look(line).keep else []
        if line.kind == "abstract":
            look = balanced(line.text, self._look(line), TEXT_WIDTH[self.landscape])
            out.append(self._paragraph(look, self._inner(line.content)))
        else:
            out.append(self._put(line))
        if line.kind == "abstract" and self.rules.drawn_lines:
            out.append(HRFlowable(width=90, thickness=0.75, color="black", spaceBefore=2, spaceAfter=12))
        return out

    def _put(self, line: Line) -> Any:
        return self._paragraph(self._look(line), self._inner(with_article_bold(line), line.calls))

    def _paragraph(self, look: Look, inner: str) -> Any:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph

        size = look.size * self.scale
        style = ParagraphStyle(
            "line", fontName=f"{FAMILY}-0", fontSize=size, leading=size * 1.3, alignment=_ALIGN[look.align], firstLineIndent=look.indent, leftIndent=look.left,
            rightIndent=look.right, spaceBefore=look.before, spaceAfter=look.after, allowWidows=0, allowOrphans=0,
            borderWidth=0.75 if look.box == "all" else 0, borderColor="black" if look.box == "all" else None, borderPadding=3,
        )  # fmt: skip
        for tag, wanted in (("b", look.bold), ("i", look.italic), ("u", look.underline)):
            inner = f"<{tag}>{inner}</{tag}>" if wanted else inner
        return Paragraph(inner, style)

    def _inner(self, content: Marked, calls: Sequence[tuple[int, int]] = ()) -> str:
        out = []
        for run in runs_of(content, calls):
            if run.call:
                out.append(f"<super>{run.call}</super>")
            piece = escape(run.text).replace("\n", "<br/>").replace("  ", "\u00a0 ")
            out.append(tagged(piece, [_TAGS[kind] for kind in run.looks]))
        return "".join(out)

    def _head(self, lines: Sequence[Line]) -> list[Any]:
        from reportlab.platypus import HRFlowable, Spacer

        columns: list[list[Any]] = []
        for zone in ("left", "right"):
            own = [line for line in lines if line.zone == zone]
            column: list[Any] = []
            for n, line in enumerate(own):
                size = _HEAD[self.rules.drawn_lines][zone == "right"] - 4
                look = self._look(line)
                even = balanced(line.text, look, size) if line.kind in BALANCED else look
                column.append(self._paragraph(even, self._inner(line.content)))
                last = n + 1 == len(own) or own[n + 1].kind != line.kind
                if last and (line.kind == "motto" or (line.kind == "issuer" and self.rules.drawn_lines)):
                    long = min(width(line.text, look.size), 250) * (1.0 if line.kind == "motto" else 0.4)
                    column.append(
                        HRFlowable(width=long, thickness=0.75, color="black", spaceBefore=1, spaceAfter=8 if line.kind == "motto" else 3)
                    )
            columns.append(column)
        return [self._columns(columns, _HEAD[self.rules.drawn_lines]), Spacer(0, 14)]

    def _columns(self, columns: Sequence[Sequence[Any]], widths: Sequence[float]) -> Any:
        from reportlab.platypus import Table

        style = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            *((f"{side}PADDING", (0, 0), (-1, -1), 1) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
        ]
        return Table([[list(column) or "" for column in columns]], colWidths=widths, style=style)

    def _end(self, lines: Sequence[Line]) -> list[Any]:
        from reportlab.platypus import Spacer

        listed = [self._put(line) for line in lines if line.zone == "recipients" and line.kind != "typist"]
        columns: list[list[Any]] = []
        for line in lines:
            if line.zone == "signature":
                while len(columns) <= line.column:
                    columns.append([])
                if line.kind == "signer" and columns[line.column]:
                    columns[line.column].append(Spacer(0, 66))
                columns[line.column].append(self._put(line))
        typist = [self._put(line) for line in lines if line.kind == "typist"]
        if len(columns) > 1:
            return [Spacer(0, 12), self._columns(columns, [468 / len(columns)] * len(columns)), Spacer(0, 10), *listed, *typist]
        return [Spacer(0, 12), self._columns([listed, columns[0] if columns else []], (222, 246)), *typist]

    def _table(self, line: Line) -> Any:
        from reportlab.platypus import Table

        block = line.block
        assert block is not None
        ruled = block.options.get("lines") != "no"
        measures = measures_of(block, TEXT_WIDTH[self.landscape])
        rows: list[list[Any]] = [[""] * len(block.rows[0]) for _ in block.rows]
        style: list[Any] = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            *((f"{s}PADDING", (0, 0), (-1, -1), measures.margin) for s in ("LEFT", "RIGHT")),
        ]
        style += [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []
        totals = total_rows(line.cells)
        for cell in line.cells:
            rows[cell.row][cell.column] = self._cell(
                cell, bold=(cell.head and ruled) or cell.row in totals, ruled=ruled, size=measures.size
            )
            if cell.rows > 1 or cell.columns > 1:
                style.append(("SPAN", (cell.column, cell.row), (cell.column + cell.columns - 1, cell.row + cell.rows - 1)))
        return Table(rows, colWidths=measures.widths, style=style, repeatRows=block.heads if ruled else 0, spaceBefore=4, spaceAfter=8)

    def _cell(self, cell: GridCell, *, bold: bool, ruled: bool, size: float) -> Any:
        middle = (cell.head and ruled) or is_figure(cell.content.text)
        look = Look("center" if middle else "left", bold=bold, size=size, after=0)
        return self._paragraph(look, self._inner(cell.content, cell.calls))


def _area(line: Line) -> str:
    return {"left": "head", "right": "head", "recipients": "end", "signature": "end"}.get(line.zone, "body")
