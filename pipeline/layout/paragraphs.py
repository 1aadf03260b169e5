"""Which lines belong to one paragraph.

The surest sign is what a typesetter does: a line ends where the next word no longer fits. If the first word of a line would have fitted on the line
before it, somebody ended that line. Full lines are parted by an indent, a wider step, another style or a label behind the end of a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.language.numbering import numbering

if TYPE_CHECKING:
    from pipeline.layout.columns import Side, Strand
    from pipeline.layout.lines import Line
    from pipeline.layout.pages import Margins

Align = Literal["left", "center", "right"]

_WIDER_STEP = 1.3  # against the usual step between lines of a paragraph
_SLIGHTLY_WIDER = 1.08
_OTHER_SIZE = 0.08
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
        for before, after in zip(strand.lines, strand.lines[1:], strict=False):
            margins = strand.margins[before.page]
            if strand.column is not None or before.page != after.page or abs(before.size - after.size) > 0.5:
                continue
            if not has_room(before, after, margins) and abs(after.x0 - margins.left) < 0.5 * after.size and before.x1 > margins.right - 4 * before.size:
                steps[round(20 * (after.base - before.base) / after.size)] += 1
            elif has_room(before, after, margins) and before.x0 < margins.left + 0.5 * before.size and not is_centred(after, margins):
                if after.x0 > margins.left + after.size:
                    indents[round(after.x0 - margins.left)] += 1
                else:
                    flush += after.x0 <= margins.left + 0.5 * after.size
    step = steps.most_common(1)[0][0] / 20 if steps else 1.2
    return Habits(step, float(indents.most_common(1)[0][0]) if indents.total() > 2 * flush else None)


def has_room(before: Line, after: Line, margins: Margins) -> bool:
    """True where the first word of ``after`` would have fitted behind ``before``, so that somebody ended the line there."""
    need = before.blank + after.lead
    if is_centred(before, margins) and is_centred(after, margins):
        return before.x1 - before.x0 + need < margins.width
    return before.x1 + need < margins.right + 0.1 * before.size


def is_centred(line: Line, margins: Margins) -> bool:
    """True for a line on the axis between the margins that begins behind the left one, if only by a point: a long title may fill the line."""
    return abs(line.middle - margins.middle) <= 0.35 * line.size + 1 and line.x0 > margins.left + 1


def paragraphs_of(strand: Strand, habits: Habits) -> list[Paragraph]:
    """The paragraphs of a strand, in order, with their alignment."""
    groups: list[list[Line]] = []
    for line in strand.lines:
        if groups and not _parts(groups[-1], line, strand, habits):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(lines, _align(lines, strand, habits), strand.column) for lines in groups]


def _parts(lines: list[Line], after: Line, strand: Strand, habits: Habits) -> bool:
    """True where ``after`` begins a new paragraph behind ``lines``."""
    before = lines[-1]
    if id(before) in strand.apart or id(after) in strand.apart:
        return True
    margins = strand.margins[before.page]
    own = strand.margins[after.page]
    if _is_rule(before.text) or _is_rule(after.text) or _other_style(lines, after, whole=strand.column is not None):
        return True
    if before.page == after.page and _step(before, after) > _WIDER_STEP * habits.step and strand.column is None:
        return True
    centred = is_centred(after, own) and (is_centred(before, margins) or (before.bold and abs(before.middle - margins.middle) <= 3))
    if has_room(before, after, margins):
        return not _goes_on_small(before, after, margins, centred=centred)
    if centred:
        return False
    if _labelled(before, after):
        return True
    return _begins(lines, after, margins, own, habits) if strand.column is None else False


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
    if after.bold and not before.bold:
        return not _last_bold(before)
    return False


def _first_bold(line: Line) -> bool:
    return next((run.bold for run in line.runs if any(map(str.isalnum, run.raw))), False)


def _last_bold(line: Line) -> bool:
    return next((run.bold for run in reversed(line.runs) if any(map(str.isalnum, run.raw))), False)


def _goes_on_small(before: Line, after: Line, margins: Margins, *, centred: bool) -> bool:
    """True for lines that somebody broke by hand inside a sentence: the next one goes on in small letters and begins at the same place."""
    if not after.text[:1].islower() or numbering(after.text) is not None or before.text[-1:] in _STOPS + ",":
        return False
    return centred or (abs(after.x0 - margins.left) < 0.5 * after.size and before.x1 - margins.left > _SHORT_END * margins.width)


def _labelled(before: Line, after: Line) -> bool:
    """True where a full line ends a sentence or clause and the next one begins with a label."""
    label = numbering(after.text)
    if label is None:
        return False
    rest = after.text[label.end :].lstrip()
    if label.kind in ("dash", "plus", "star", "bullet"):
        return before.text[-1:] in _ENDS + "," and not rest[:1].isdigit()
    return before.text[-1:] in _ENDS


def _begins(lines: list[Line], after: Line, margins: Margins, own: Margins, habits: Habits) -> bool:
    """For a line behind a full one: whether its place says that a paragraph begins."""
    before = lines[-1]
    indent = after.x0 - own.left
    if indent > 0.8 * after.size:
        hanging = len(lines) > 1 and abs((before.x0 - margins.left) - indent) < 0.5 * after.size
        under_label = len(lines) == 1 and before.x0 - margins.left < indent and numbering(before.text) is not None
        return not (hanging or under_label)
    if before.page != after.page:
        return habits.indent is None and before.text[-1:] in _STOPS and after.text[:1].isupper()
    if habits.indent is not None:
        return False
    return _step(before, after) > _SLIGHTLY_WIDER * habits.step and before.text[-1:] in _STOPS and not after.text[:1].islower()


def _align(lines: list[Line], strand: Strand, habits: Habits) -> Align | None:
    margins = strand.margins[lines[0].page]
    first, last = lines[0], lines[-1]
    if habits.indent is not None and strand.column is None and not first.bold and abs(first.x0 - margins.left - habits.indent) <= 1.5:
        return None
    if is_centred(last, strand.margins[last.page]) and last.x0 > margins.left + 3 and all(abs(x.middle - margins.middle) <= x.size for x in lines):
        return "center"
    if strand.column is None and all(line.middle > margins.middle + 0.08 * margins.width for line in lines):
        return "right" if min(line.x0 for line in lines) > margins.middle - 0.1 * margins.width else None
    return None
