"""Lines of a site's frame around and within an article, and the lines that only an official document has."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from core.text import squeezed
from corpora.web import chrome
from pipeline.drafts import BlockDraft, shown
from pipeline.readers.web.publishing import publishing_date

PROSE = 80
"""Characters from which a line without links is taken for prose: menus and captions are shorter, 93 % of paragraphs are longer."""
_LINE = 500  # characters of the longest line of a frame (owner, address, licence of a portal)
_FORMAL_LINE = 120
_EDGE = 10  # lines at either end of an article among which the date of publishing stands

# Header and signature of an official document, wherever a page puts them.
_FORMAL = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam|độc lập\s?-\s?tự do.*|nơi nhận\s?:?|số\s?:?\s?\d+\s?[-/].{2,30}|"
    r".{2,40}, ngày .{1,12} tháng .{1,12} năm .{1,8}|(?:k/?t|t/?m|t/?l|q)\.? .{3,60}",
)


def is_formal(line: str) -> bool:
    """True for the motto, number, place and date, "Nơi nhận" or authority line of a document."""
    return len(line) < _FORMAL_LINE and _FORMAL.fullmatch(line.casefold()) is not None


def is_frame(line: str) -> bool:
    """True for a breadcrumb, counter, tool, owner's address and the like, which no article says."""
    low = line.casefold()
    patterns = chrome()
    return len(line) <= _LINE and (patterns.line.fullmatch(low) is not None or patterns.foot.match(low) is not None)


class _Line(NamedTuple):
    """A block of an article as its words, the characters of them that are links, and whether it is a table."""

    text: str
    linked: int
    table: bool

    @property
    def links(self) -> bool:
        """True where most of it is a link."""
        return self.linked * 2 > len(self.text)

    @property
    def prose(self) -> bool:
        """True for a paragraph of the article, or a table."""
        return self.table or (len(self.text) >= PROSE and not self.links)


def without_frame(blocks: list[BlockDraft], linked: AbstractSet[str], title: str | None) -> list[BlockDraft]:
    """The blocks of an article without lines of the site's frame: what stands before its title, dates of publishing, counters,
    tools, links around it, other articles behind it. ``linked`` are the parts of the page (text nodes) that are links.
    """
    lines = [_line(block, linked) for block in blocks]
    out = [_is_out(line, i, len(lines)) for i, line in enumerate(lines)]
    _before_title(lines, out, title)
    _behind(lines, out)
    if any(line.prose and not gone for line, gone in zip(lines, out, strict=True)):
        _edges(lines, out)
    return [block for block, gone in zip(blocks, out, strict=True) if not gone]


def _line(block: BlockDraft, linked: AbstractSet[str]) -> _Line:
    runs = list(block.runs)
    text = squeezed("".join(map(shown, runs)))
    return _Line(text, min(len(text), sum(len(shown(run).strip()) for run in runs if run.part in linked)), bool(block.children))


def _is_out(line: _Line, i: int, count: int) -> bool:
    if line.table or len(line.text) > _LINE:
        return False
    low = line.text.casefold()
    return chrome().line.fullmatch(low) is not None or (not _EDGE <= i < count - _EDGE and publishing_date(low) is not None)


def _before_title(lines: list[_Line], out: list[bool], title: str | None) -> None:
    """Short lines before an article's own title are the site's, but for the header of a document."""
    at = next((i for i, line in enumerate(lines) if title and line.text.casefold() == title.casefold()), 0)
    before = lines[:at]
    if not any(line.prose or is_formal(line.text) for line in before):
        out[:at] = [True] * at


def _edges(lines: list[_Line], out: list[bool]) -> None:
    """Links before the first and behind the last line of the article, and the owner of the site at its end."""
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for i in order:
            line = lines[i]
            if not out[i] and (line.table or not (line.links or (order.step < 0 and _is_foot(line.text)))):
                break
            out[i] = True


def _is_foot(text: str) -> bool:
    return len(text) <= _LINE and chrome().foot.match(text.casefold()) is not None


def _behind(lines: list[_Line], out: list[bool]) -> None:
    """From a heading such as "Tin liên quan" to the end, where no document goes on behind it; else the links right behind it."""
    total = sum(len(line.text) for line in lines)
    before = 0
    for i, line in enumerate(lines):
        if len(line.text) <= 60 and not line.table and chrome().after.fullmatch(line.text.casefold()):
            rest = lines[i + 1 :]
            plain = sum(len(other.text) for other in rest if not other.linked and len(other.text) >= 2 * PROSE)
            if before >= 0.4 * total and plain <= 0.25 * total and not any(is_formal(other.text) or other.table for other in rest):
                out[i:] = [True] * (len(lines) - i)
                return
            behind = next((j for j, other in enumerate(rest) if not other.links), len(rest))
            out[i : i + 1 + behind] = [behind > 0] * (1 + behind)
        before += len(line.text)
