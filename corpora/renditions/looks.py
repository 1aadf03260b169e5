"""How each line of a document looks on paper, by the rules of its form; the builders of docx and pdf draw from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from corpora.renditions.grid import GridCell
from corpora.renditions.letters import width
from corpora.renditions.lines import Line
from corpora.renditions.rules import Rules
from corpora.renditions.word_xml import Look
from corpora.vk.document import Block, Mark, Marked

MM = 72 / 25.4
TEXT_WIDTH = {False: 165 * MM, True: 257 * MM}  # portrait, landscape
BALANCED = ("parent", "issuer", "letter-abstract")  # beside the abstract, which stands in the middle of the page
_DIVISION = re.compile(r"(?:Phần|Chương|Mục|PHẦN|CHƯƠNG|MỤC)\s")
_ARTICLE = re.compile(r"Điều \d+[a-z]?\.")
_NUMBERED = re.compile(r"(?:[A-Z]|[IVX]+|\d+(?:\.\d+)*|[a-zđ])\s?[-–./)]")
_TOTAL = re.compile(r"(?:Tổng|Cộng|TỔNG|CỘNG)\b")
_FIGURE = re.compile(r"[\d.,%/ ()+–-]*\d[\d.,%/ ()+–-]*|[-–x]|")


def look_of(line: Line, rules: Rules) -> Look:
    """The look of a line; cells of tables have their own."""
    left, right = Look("center", after=0, size=rules.issuer_size), Look("center", after=0)
    side = max(4.0, (190 - width(line.text, 14)) / 2)
    boxed = Look("center", bold=True, left=side, right=side, before=6, after=4, box="all")
    entry = Look("left", size=rules.list_size, after=0)
    looks = {
        "parent": left,
        "issuer": replace(left, bold=True),
        "star": replace(left, size=14),
        "number": replace(left, size=13 if rules.drawn_lines else 14),
        "letter-abstract": replace(left, italic=not rules.drawn_lines, size=rules.letter_size),
        "secrecy": boxed,
        "urgency": boxed,
        "motto": replace(
            right, bold=True, size=rules.motto_sizes[min(line.spots[0].entry, len(rules.motto_sizes) - 1)] if line.spots else 15
        ),
        "date": replace(right, italic=True, before=4, size=13 if rules.drawn_lines else 14),
        "draft": replace(right, bold=True, before=4),
        "circulation": replace(right, bold=True, before=4, size=12),
        "type": replace(right, bold=True, size=14 if rules.drawn_lines else 16),
        "abstract": replace(right, bold=True, size=14),
        "hyphens": replace(right, after=10),
        "addressee": Look("left", left=130, after=10 if line.last else 2),
        "addressee-label": Look("left", left=70, before=10, after=2),
        "caption": Look("center", bold=True, before=6, after=3, keep=True, size=13),
        "unit": Look("right", italic=True, after=3, keep=True, size=12),
        "note": Look("both", size=10, after=0),
        "chrome": Look("left", size=12, after=3),
        "recipients-label": replace(
            entry, size=rules.label_size, bold=rules.drawn_lines, italic=rules.drawn_lines, underline=not rules.drawn_lines
        ),
        "recipient": entry,
        "authority": replace(right, bold=True, keep=True),
        "post": replace(right, bold=rules.post_bold, keep=True),
        "signer": replace(right, bold=True),
        "typist": Look("left", size=9, before=12, after=0),
        "title": Look("left", bold=True, size=18, after=6),
        "byline": Look("left", italic=True, size=12, after=10),
        "author": Look("right", bold=True, before=8),
    }
    if line.kind == "addressee" and line.text.startswith("Kính gửi:"):
        return Look("center", before=10, after=10)
    if line.kind in looks:
        return looks[line.kind]
    assert line.block is not None
    return _heading(line.block, rules.body_size) if line.kind == "heading" else _paragraph(line.block, rules.body_size)


def _heading(block: Block, size: float) -> Look:
    text = block.content.text
    if _DIVISION.match(text) or (block.level == 1 and not _NUMBERED.match(text) and text.isupper()):
        return Look("center", bold=True, size=size, before=6, keep=True)
    return Look("both", bold=True, italic=block.level == 3, size=size, indent=10 * MM, before=3, keep=True)


def _paragraph(block: Block, size: float) -> Look:
    return {
        "": Look("both", size=size, indent=10 * MM),
        "center": Look("center", size=size, keep=True),
        "bold": Look("center", bold=True, size=size, keep=True),
        "right": Look("right", size=size),
        # "(Kèm theo …)" stands under a title, in the middle.
        "italic": Look("center", italic=True, size=size)
        if block.content.text.startswith("(")
        else Look("both", italic=True, size=size, indent=10 * MM),
    }[block.align]


def with_article_bold(line: Line) -> Marked:
    """The words "Điều 5." at the beginning of a paragraph are bold in every office."""
    found = _ARTICLE.match(line.text) if line.kind == "paragraph" else None
    if found is None or any(mark.kind == "b" for mark in line.content.marks):
        return line.content
    return Marked(line.text, (Mark("b", 0, found.end(), {}), *line.content.marks))


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure or a dash, which stand in the middle of their column."""
    return bool(_FIGURE.fullmatch(text.strip()))


def total_rows(cells: Iterable[GridCell]) -> set[int]:
    """Rows of sums, which are bold."""
    return {cell.row for cell in cells if cell.column < 2 and _TOTAL.match(cell.content.text)}


def balanced(text: str, look: Look, size: float) -> Look:
    """Indents that give the lines of a title about the same length, as a typist breaks them."""
    long = width(text, look.size)
    lines = ceil(long / size)
    if look.align != "center" or lines < 2 or lines > 3 or "\n" in text:
        return look
    side = max(0.0, (size - long / lines * 1.22) / 2)
    return replace(look, left=side, right=side)


class Measures(Struct, frozen=True):
    """Size of the letters of a table, room at the sides of a cell, widths of the columns."""

    size: float
    margin: float
    widths: list[float]


def measures_of(block: Block, whole: float) -> Measures:
    """The largest letters with which the names in a table's rows are not broken into columns of single words."""
    for size, margin in ((12.0, 5.4), (11.0, 4.0), (10.0, 3.0)):
        least, wished = _columns(block, size, 2 * margin + 2)
        spare = whole - sum(least)
        more = [max(wish - one, 1.0) for wish, one in zip(wished, least, strict=True)]
        widths = [one + spare * extra / sum(more) for one, extra in zip(least, more, strict=True)]
        if spare > 0 and all(wide >= min(wish, 92.0) for wide, wish in zip(widths, wished, strict=True)):
            return Measures(size, margin, widths)
    if spare > 0:
        return Measures(size, margin, widths)
    return Measures(9.0, 2.0, [whole * one / sum(least) for one in least])


def _columns(block: Block, size: float, sides: float) -> tuple[list[float], list[float]]:
    """Widths of the longest word, and those in which three cells of four stand on one line, up to a third of the page."""
    least, wished = [], []
    for column in range(len(block.rows[0])):
        texts = [r[column].content.text for r in block.rows if not r[column].merged]
        least.append(max((width(word, size) for text in texts for word in text.split()), default=10.0) + sides)
        body = sorted(width(r[column].content.text, size) for r in block.rows[block.heads :] if not r[column].merged)
        wished.append(max(least[-1], min(body[len(body) * 3 // 4] + sides if body else 20.0, 240.0)))
    return least, wished
