"""The text of a document as the body of a web page, in three hands: typed into a portal's editor, into a news site's, pasted from Word."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby, pairwise
from zlib import crc32

from corpora.renditions.cuts import runs_of, tagged
from corpora.renditions.grid import GridCell
from corpora.renditions.lines import Line
from corpora.renditions.looks import is_figure, look_of, with_article_bold
from corpora.renditions.rules import Rules, rules_of
from corpora.renditions.word_xml import Look
from corpora.vk.document import Marked, Source

_TAGS = {"b": "strong", "em": "em", "u": "u"}


def inline(content: Marked, calls: Sequence[tuple[int, int]] = (), *, pasted: bool = False) -> str:
    """The words with what is seen of their marks, and the calls of footnotes."""
    out = []
    for run in runs_of(content, calls):
        if run.call:
            out.append(f'<a href="#_ftn{run.call}" name="_ftnref{run.call}"><sup>[{run.call}]</sup></a>')
        piece = escape(run.text, quote=False).replace("\n", "<br>")
        if pasted:
            piece = _hard_blanks(piece)
        out.append(tagged(piece, [_TAGS[kind] for kind in run.looks]))
    return "".join(out)


def _hard_blanks(text: str) -> str:
    """Some blanks come out of Word as hard ones."""
    words = text.split(" ")
    out = words[:1]
    for before, word in pairwise(words):
        out.append("&nbsp;" if crc32(f"{before} {word}".encode()) % 23 == 0 else " ")
        out.append(word)
    return "".join(out)


class Body:
    """Writes the body of one page; ``hand`` is "portal", "news" or "library"."""

    def __init__(self, source: Source, hand: str) -> None:
        self.source, self.hand = source, hand
        self.notes: list[Line] = []

    def written(self, lines: Sequence[Line]) -> str:
        """All lines; footnotes stand at the end."""
        out = []
        for (_, area), group in groupby(lines, key=lambda line: (line.part, _area(line))):
            own = list(group)
            rules = rules_of(self.source, self.source.parts[own[0].part])
            if area in ("head", "end") and self.hand != "news":
                out.append(self._columns(own, area, rules))
            else:
                out += [text for line in own if (text := self._line(line, rules))]
        if self.notes:
            out.append("<hr>")
            out += [self._note(line) for line in self.notes]
        return "\n".join(out)

    def _columns(self, lines: list[Line], area: str, rules: Rules) -> str:
        """Head or signature as a table of two columns without rules."""
        if area == "head":
            columns = [[line for line in lines if line.zone == zone] for zone in ("left", "right")]
        else:
            signers = [line for line in lines if line.zone == "signature"]
            columns = [[line for line in lines if line.zone == "recipients" and line.kind != "typist"]]
            columns += [[line for line in signers if line.column == k] for k in range(max((s.column for s in signers), default=0) + 1)]
            if len(columns) > 2:
                columns = [*columns[1:], columns[0]]
        after = [self._line(line, rules) for line in lines if line.kind == "typist"]
        cells = "".join(f'<td width="{100 // len(columns)}%" valign="top">{self._stack(column, rules)}</td>' for column in columns)
        return "\n".join([f'<table border="0" width="100%" cellpadding="0" cellspacing="0"><tr>{cells}</tr></table>', *after])

    def _stack(self, lines: Sequence[Line], rules: Rules) -> str:
        out = []
        for line in lines:
            if line.kind == "signer" and len(lines) > 1:
                out.append(self._paragraph("&nbsp;", Look("center")) * 2)
            out.append(self._line(line, rules))
        return "".join(out)

    def _line(self, line: Line, rules: Rules) -> str:
        if line.kind == "note":
            self.notes.append(line)
            return ""
        if line.kind == "part":
            return "<hr>" if self.hand == "news" else self._paragraph("&nbsp;", Look("left"))
        if line.kind in ("page", "landscape", "portrait"):
            return ""
        if line.kind == "chrome":
            return f'<div class="cong-cu">{escape(line.text)}</div>'
        if line.kind == "table":
            return self._table(line)
        look = look_of(line, rules)
        inner = inline(with_article_bold(line), line.calls, pasted=self.hand == "library")
        return self._paragraph(inner, look)

    def _paragraph(self, inner: str, look: Look) -> str:
        for tag, wanted in (("strong", look.bold), ("em", look.italic), ("u", look.underline)):
            if wanted and inner != "&nbsp;":
                inner = f"<{tag}>{inner}</{tag}>"
        align = {"both": "justify"}.get(look.align, look.align)
        if self.hand == "library":
            size = f"font-size:{look.size:.1f}pt"
            side = f" align={align}" if look.align == "center" else ""
            indent = "text-indent:28.35pt;" if look.indent > 0 else ""
            return f"<p class=\"MsoNormal\"{side} style='text-align:{align};{indent}margin-bottom:6.0pt'><span lang=\"VI\" style='{size}'>{inner}<o:p></o:p></span></p>"
        if self.hand == "portal":
            return f'<p style="text-align: {align}; margin: 4px 0px;">{inner}</p>'
        name = {"center": ' class="can-giua"', "right": ' class="can-phai"'}.get(align, "")
        return f"<p{name}>{inner}</p>"

    def _note(self, line: Line) -> str:
        n = line.number
        call = f'<a href="#_ftnref{n}" name="_ftn{n}">[{n}]</a>'
        return f'<p class="MsoFootnoteText">{call} {inline(line.content)}</p>'

    def _table(self, line: Line) -> str:
        block = line.block
        assert block is not None
        border = "0" if block.options.get("lines") == "no" else "1"
        rows = []
        for r in range(len(block.rows)):
            cells = "".join(self._cell(cell) for cell in sorted((c for c in line.cells if c.row == r), key=lambda c: c.column))
            rows.append(f"<tr>{cells}</tr>")
        made = f'<table border="{border}" cellspacing="0" cellpadding="3" width="100%">\n' + "\n".join(rows) + "\n</table>"
        return f'<figure class="wp-block-table">{made}</figure>' if self.hand == "news" else made

    def _cell(self, cell: GridCell) -> str:
        tag = "th" if cell.head and self.hand == "news" else "td"
        extent = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        extent += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        inner = inline(cell.content, cell.calls, pasted=self.hand == "library") or "&nbsp;"
        if self.hand == "library":
            align = "center" if cell.head or is_figure(cell.content.text) else "left"
            inner = f"<p class=\"MsoNormal\" align={align} style='text-align:{align}'>{f'<b>{inner}</b>' if cell.head else inner}</p>"
        elif cell.head and tag == "td":
            inner = f"<strong>{inner}</strong>"
        return f"<{tag}{extent}>{inner}</{tag}>"


def _area(line: Line) -> str:
    return {"left": "head", "right": "head", "recipients": "end", "signature": "end"}.get(line.zone, "body")
