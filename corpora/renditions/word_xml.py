"""Paragraphs, runs and tables as WordprocessingML, elements in the order that Word asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal
from xml.sax.saxutils import escape

from msgspec import Struct

from corpora.renditions.cuts import runs_of
from corpora.vk.document import Marked

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"'
FONT = "Times New Roman"
LINE = '<w:{side} w:val="single" w:sz="6" w:space="1" w:color="auto"/>'


class Look(Struct, frozen=True):
    """How a paragraph looks: sizes and distances in points; ``indent`` of the first line, ``left`` and ``right`` of all."""

    align: Literal["left", "center", "right", "both"] = "both"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float = 14
    indent: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 6
    keep: bool = False
    box: Literal["", "bottom", "all"] = ""
    tabs: tuple[tuple[str, float], ...] = ()
    exact: float = 0


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def run_properties(look: Look, *, bold: bool, italic: bool, underline: bool, direct: bool) -> str:
    """``direct`` names font and size, else only what differs from the paragraph's style."""
    out = ""
    if direct:
        out += f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    out += "<w:b/><w:bCs/>" * bold + "<w:i/><w:iCs/>" * italic
    if direct or look.size != 14:
        out += f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>'
    out += '<w:u w:val="single"/>' * underline
    return f"<w:rPr>{out}</w:rPr>" if out else ""


def text_xml(text: str) -> str:
    """The words of a run; line ends and tabulators as Word's own."""
    out = []
    for n, line in enumerate(text.split("\n")):
        out.append("<w:br/>" if n else "")
        for k, piece in enumerate(line.split("\t")):
            out.append("<w:tab/>" if k else "")
            out.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "")
    return "".join(out)


def runs(
    content: Marked, look: Look, *, direct: bool, calls: Sequence[tuple[int, int]] = (), cuts: Iterable[int] = (), skip: int = 0
) -> str:
    """The runs of a marked text from ``skip`` on, cut where its look changes, where a footnote is called, and at ``cuts``."""
    out = []
    for run in runs_of(content, calls, cuts=cuts, skip=skip):
        if run.call:
            out.append(f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{run.call}"/></w:r>')
        if run.text:
            properties = run_properties(
                look,
                bold=look.bold or "b" in run.looks,
                italic=look.italic or "em" in run.looks,
                underline=look.underline or "u" in run.looks,
                direct=direct,
            )
            out.append(f"<w:r>{properties}{text_xml(run.text)}</w:r>")
    return "".join(out)


def paragraph(inner: str, look: Look, *, style: str = "", numbering: str = "", direct: bool = True) -> str:
    """A paragraph; with a style and without ``direct``, the style says how it looks."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" * look.keep
    properties += numbering
    if look.box == "bottom":
        properties += f"<w:pBdr>{LINE.format(side='bottom')}</w:pBdr>"
    elif look.box:
        properties += "<w:pBdr>" + "".join(LINE.format(side=side) for side in ("top", "left", "bottom", "right")) + "</w:pBdr>"
    if look.tabs:
        properties += "<w:tabs>" + "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for kind, at in look.tabs) + "</w:tabs>"
    if direct or not style:
        rule = f' w:line="{twips(look.exact)}" w:lineRule="exact"' if look.exact else ""
        properties += f'<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}"{rule}/>'
        first = f' w:firstLine="{twips(look.indent)}"' if look.indent >= 0 else f' w:hanging="{twips(-look.indent)}"'
        properties += f'<w:ind w:left="{twips(look.left)}" w:right="{twips(look.right)}"{first}/>'
        properties += f'<w:jc w:val="{look.align}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(inner: str, width: float, *, columns: int = 1, merge: Literal["", "restart", "continue"] = "", middle: bool = False) -> str:
    """A cell of a table row; ``inner`` are its paragraphs."""
    properties = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    properties += {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    properties += '<w:vAlign w:val="center"/>' if middle else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(cells: Iterable[str], *, head: bool = False, whole: bool = True) -> str:
    """A table row; ``head`` is repeated on each page, a ``whole`` one is not cut by a page's end."""
    properties = "<w:cantSplit/>" * whole + "<w:tblHeader/>" * head
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[float], *, rules: bool, style: str = "", margin: float = 5.4) -> str:
    """A table with or without rules."""
    properties = f'<w:tblStyle w:val="{style}"/>' if style else ""
    properties += f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
    if rules and not style:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        properties += (
            "<w:tblBorders>" + "".join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for s in sides) + "</w:tblBorders>"
        )
    properties += '<w:tblLayout w:type="fixed"/>'
    properties += f'<w:tblCellMar><w:left w:w="{twips(margin)}" w:type="dxa"/><w:right w:w="{twips(margin)}" w:type="dxa"/></w:tblCellMar>'
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def section(headers: str, *, landscape: bool, first: bool) -> str:
    """Page size, margins and page numbers; the first page of the first section has no number."""
    width, height = (16838, 11906) if landscape else (11906, 16838)
    margins = (1701, 1134, 851, 1134) if landscape else (1134, 851, 1134, 1701)
    turned = ' w:orient="landscape"' if landscape else ""
    top, right, bottom, left = margins
    return (
        f'<w:sectPr>{headers}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="567" w:footer="567" w:gutter="0"/>'
        f'<w:cols w:space="708"/>{"<w:titlePg/>" * first}<w:docGrid w:linePitch="360"/></w:sectPr>'
    )
