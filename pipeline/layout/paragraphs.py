"""Which lines belong to one paragraph.

The surest sign is what a typesetter does: a line ends where the next word no longer fits. If the first word of a line would have fitted on the line
before it, somebody ended that line. Full lines are parted by an indent, a wider step, another style or a label behind the end of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from pipeline.language.letters import QUOTES
from pipeline.language.numbering import numbering
from pipeline.layout.form import begins_post, is_title

if TYPE_CHECKING:
    from pipeline.layout.lines import Line
    from pipeline.layout.pages import Margins
    from pipeline.layout.strands import Side, Strand

Align = Literal["left", "center", "right"]

_DOUBT = 0.15  # share of the font size: how well the margin is known; where it is close, the text decides
_DEEPEST = 0.2  # first lines are set in by 1 to 1.5 cm of 16
_WIDER_STEP = 1.3  # against the usual step between lines of a paragraph
_WIDEST_STEP = 2.1  # lines set with 1.5 or double spacing
_SLIGHTLY_WIDER = 1.08
_COLUMN_STEP = 1.8
_NEARLY = 0.75  # share of the longest line of a column
_OTHER_SIZE = 0.08
_LEADERS = re.compile(r"(?:[.…_]\s?){4,}\d*$")  # dots up to a page number, or to be written on
_ENDS = '.;:!?…”"»)'
_STOPS = ".;:!?…"
_SHORT_END = 0.6  # a line that ends before this share of the width ended early, whatever comes next


@dataclass(slots=True)
class Paragraph:
    """Lines that are read as one text."""

    lines: list[Line]
    align: Align | None = None
    column: Side | None = None

    @property
    def first_page(self) -> int:
        """Page on which it begins."""
        return self.lines[0].page

    @property
    def bold(self) -> bool:
        """True where all its letters are bold."""
        return all(line.bold for line in self.lines if any(map(str.isalnum, line.text)))


@dataclass(frozen=True, slots=True)
class Habits:
    """How the document sets its paragraphs: ``step`` is the usual distance of baselines, as a share of the font size; ``indent`` is how far first
    lines are set in, in points, so that a line at the margin goes on; None where they are not.
    """

    step: float
    indent: float | None


def habits_of(strands: Iterable[Strand]) -> Habits:
    """The habits of a document, from lines that were plainly broken for want of room."""
    steps: Counter[int] = Counter()
    indents: Counter[int] = Counter()
    flush = 0
    for strand in strands:
        for before, after in pairwise(strand.lines):
            margins = strand.margins[before.page]
            if strand.column is not None or before.page != after.page or abs(before.size - after.size) > 0.5:
                continue
            if (
                not has_room(before, after, margins)
                and abs(after.x0 - margins.left) < 0.5 * after.size
                and before.x1 > margins.right - 4 * before.size
            ):
                steps[round(20 * min(_step(before, after), _WIDEST_STEP))] += 1
            elif has_room(before, after, margins) and before.x0 < margins.left + 0.5 * before.size and not is_centred(after, margins):
                if margins.left + after.size < after.x0 < margins.left + _DEEPEST * margins.width:
                    indents[round(after.x0 - margins.left)] += 1
                else:
                    flush += after.x0 <= margins.left + 0.5 * after.size
    step = steps.most_common(1)[0][0] / 20 if steps else 1.2
    return Habits(step, float(indents.most_common(1)[0][0]) if indents.total() > 2 * flush else None)


def has_room(before: Line, after: Line, margins: Margins) -> bool:
    """True where the first word of ``after`` would have fitted behind ``before``, so that somebody ended the line there."""
    need = before.blank + after.lead
    if is_centred(before, margins) and is_centred(after, margins):
        return before.x1 - before.x0 + need < margins.width - _DOUBT * before.size
    return before.x1 + need < margins.right - _DOUBT * before.size


def is_centred(line: Line, margins: Margins) -> bool:
    """True for a line on the axis between the margins that begins behind the left one, if only by a point: a long title may fill the line."""
    return abs(line.middle - margins.middle) <= 0.35 * line.size + 1 and line.x0 > margins.left + 1


def paragraphs_of(strand: Strand, habits: Habits) -> list[Paragraph]:
    """The paragraphs of a strand, in order, with their alignment."""
    groups: list[list[Line]] = []
    for i, line in enumerate(strand.lines):
        following = strand.lines[i + 1] if i + 1 < len(strand.lines) else None
        if groups and not _parts(groups[-1], line, following, strand, habits):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(lines, _align(lines, strand, habits), strand.column) for lines in groups]


def _parts(lines: list[Line], after: Line, following: Line | None, strand: Strand, habits: Habits) -> bool:
    """True where ``after`` begins a new paragraph behind ``lines``."""
    before = lines[-1]
    if id(before) in strand.apart or id(after) in strand.apart:
        return True
    if _is_rule(before.text) or _is_rule(after.text) or _other_style(lines, after, whole=strand.column is not None):
        return True
    if _LEADERS.search(before.text):
        return True
    if strand.column is not None:
        return _parts_in_column(lines, after, strand)
    margins, own = strand.margins[before.page], strand.margins[after.page]
    room = has_room(before, after, margins)
    set_in = habits.indent is not None and abs(after.x0 - own.left - habits.indent) < 2 and before.x0 - margins.left < 2
    within = not room and before.text[-1:] not in _STOPS and not _like_a_beginning(after) and not set_in
    if _far(lines, after, following, habits) and not within:
        return True
    centred = is_centred(after, own) and (is_centred(before, margins) or (before.bold and abs(before.middle - margins.middle) <= 3))
    if room:
        return not _goes_on_small(before, after, margins, centred=centred)
    if centred:
        return False
    if _labelled(before, after):
        return True
    return not within and _begins(lines, after, following, strand, habits)


def _parts_in_column(lines: list[Line], after: Line, strand: Strand) -> bool:
    """The same for one side of a head or a block of signatures: short lines, most of them ended on purpose, between margins known roughly."""
    before = lines[-1]
    if before.page == after.page and _step(before, after) > _COLUMN_STEP:
        return True
    label = numbering(after.text)
    if label is not None and label.kind in ("dash", "plus", "star", "bullet"):
        return True
    if before.text.isupper() != after.text.isupper() and any(map(str.isalpha, after.text)):
        return True
    if begins_post(after.text) or is_title(after.text):
        return True
    used = before.x1 - before.x0 + before.blank + after.lead
    if used > strand.narrow:
        return strand.margins[before.page].width >= used and _ended(lines, after, strand)
    longest = max(line.x1 - line.x0 for line in strand.lines)
    figure = after.text[:1].isdigit() and before.x1 - before.x0 > _NEARLY * longest
    return label is not None or not (after.text[:1].islower() or figure) or before.text[-1:] in _STOPS


def _ended(lines: list[Line], after: Line, strand: Strand) -> bool:
    """For a line that had room for the next word only if the column is as wide as it may be: whether it was ended on purpose."""
    before = lines[-1]
    in_list = numbering(lines[0].text) is not None and numbering(after.text) is None
    if in_list or is_centred(before, strand.margins[before.page]) or not after.text[:1].isupper():
        return False
    steps = [_step(a, b) for a, b in pairwise(strand.lines) if a.page == b.page and _step(a, b) < _COLUMN_STEP]
    return not steps or _step(before, after) > 0.93 * max(steps)


def _far(lines: list[Line], after: Line, following: Line | None, habits: Habits) -> bool:
    """True where the step to ``after`` is wider than the steps around it, or than those of the document."""
    before = lines[-1]
    if before.page != after.page:
        return False
    usual = habits.step
    if len(lines) > 1 and lines[-2].page == before.page:
        usual = max(usual, _step(lines[-2], before))
    elif following is not None and following.page == after.page and following.size == after.size:
        usual = max(usual, min(_step(after, following), _WIDEST_STEP))
    return _step(before, after) > _WIDER_STEP * usual


def _like_a_beginning(line: Line) -> bool:
    """True where a paragraph may begin like this: with a capital, a quotation, a bracket or a label, not in small letters or with a figure."""
    return line.text[:1].isupper() or line.text[:1] in QUOTES + "([" or numbering(line.text) is not None


def _step(before: Line, after: Line) -> float:
    return (after.base - before.base) / max(before.size, after.size)


def _is_rule(text: str) -> bool:
    """Dashes or stars that part what stands above from what stands below."""
    return len(text) > 0 and not any(c.isalnum() for c in text) and text.strip(" -_*=–—.~o") == ""


def _other_style(lines: list[Line], after: Line, *, whole: bool) -> bool:
    """True where size or weight change at the line's end, and the change is no emphasis within a sentence."""
    before = lines[-1]
    if abs(before.size - after.size) > _OTHER_SIZE * max(before.size, after.size):
        return True
    if whole:
        return before.bold != after.bold or before.italic != after.italic
    if all(line.bold for line in lines) and not after.bold:
        return not _first_bold(after)
    if all(line.text.isupper() for line in lines) and after.text[:1].isupper() and not after.text.isupper():
        return after.text[1:2].islower()
    if after.bold and not before.bold:
        return not _last_bold(before)
    return False


def _first_bold(line: Line) -> bool:
    return next((run.bold for run in line.runs if any(map(str.isalnum, run.raw))), False)


def _last_bold(line: Line) -> bool:
    return next((run.bold for run in reversed(line.runs) if any(map(str.isalnum, run.raw))), False)


def _goes_on_small(before: Line, after: Line, margins: Margins, *, centred: bool) -> bool:
    """True for lines that somebody broke by hand inside a sentence: the next one goes on in small letters and begins at the same place."""
    if not after.text[:1].islower() or numbering(after.text) is not None or before.text[-1:] in _STOPS + "," or before.text.isupper():
        return False
    return centred or (abs(after.x0 - margins.left) < 0.5 * after.size and before.x1 - margins.left > _SHORT_END * margins.width)


def _labelled(before: Line, after: Line) -> bool:
    """True where a full line ends a sentence or clause and the next one begins with a label."""
    label = numbering(after.text)
    if label is None:
        return False
    rest = after.text[label.end :].lstrip()
    if label.kind in ("dash", "plus", "star", "bullet"):
        return not rest[:1].isdigit() and before.text[-1:] in (_STOPS + "," if rest[:1].islower() else _ENDS + ",")
    return before.text[-1:] in _ENDS


def _begins(lines: list[Line], after: Line, following: Line | None, strand: Strand, habits: Habits) -> bool:
    """For a line behind a full one: whether its place says that a paragraph begins."""
    before = lines[-1]
    margins, own = strand.margins[before.page], strand.margins[after.page]
    indent, former = after.x0 - own.left, before.x0 - margins.left
    if indent > 0.8 * after.size:
        if following is not None and not has_room(after, following, own):
            return following.x0 - strand.margins[following.page].left < indent - 0.5 * after.size
        hanging = abs(former - indent) < 0.5 * after.size or (former < indent and numbering(lines[0].text) is not None)
        return not hanging or before.text[-1:] in _STOPS
    if before.page != after.page or after.base < before.base:
        return habits.indent is None and before.text[-1:] in _STOPS and after.text[:1].isupper()
    if habits.indent is not None:
        return False
    return _step(before, after) > _SLIGHTLY_WIDER * habits.step and before.text[-1:] in _STOPS and not after.text[:1].islower()


def _align(lines: list[Line], strand: Strand, habits: Habits) -> Align | None:
    margins = strand.margins[lines[0].page]
    first, last = lines[0], lines[-1]
    if habits.indent is not None and strand.column is None and not first.bold and abs(first.x0 - margins.left - habits.indent) <= 1.5:
        return None
    if (
        is_centred(last, strand.margins[last.page])
        and last.x0 > margins.left + 3
        and all(abs(x.middle - margins.middle) <= x.size for x in lines)
    ):
        return "center"
    if strand.column is None and all(line.middle > margins.middle + 0.08 * margins.width for line in lines):
        return "right" if min(line.x0 for line in lines) > margins.middle - 0.1 * margins.width else None
    return None
