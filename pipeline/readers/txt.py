"""Plain text: the encoding found, then one block a line; the characters of the file are kept as they are.

Where lines were evidently cut at a width (mail, terminals, old exports), those of one paragraph make one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from core.errors import TooLarge
from core.settings import Limits
from core.text import nfc
from pipeline.drafts import BlockDraft, Draft, RunDraft
from pipeline.readers.blocks import classified
from pipeline.readers.charset import decoded

# Word writes a vertical tab for a line break within a paragraph; web editors leave U+2028 and U+2029.
_LINE_END = re.compile(r"\r\n|[\r\n\f\v\u2028\u2029]")
# Columns set with blanks or tabs are no prose.
_COLUMNS = re.compile(r"\t|\w\S* {3,}\S")
_ENDS = re.compile(r"[.!?:;…]['\"”’)]*$")

# Widths at which programs cut lines: 60-80 characters, 132 on line printers. Beyond that nobody cuts.
_NARROWEST, _WIDEST = 40, 132
_FEWEST_CUTS = 3
_CUT_SHARE = 0.25
_FULL_SHARE = 0.8


class _Line(NamedTuple):
    """A line that is not blank: where its first character stands, its characters without the blanks around, the same in NFC, its indent.

    ``gap`` is what stands between the line before and this one.
    """

    start: int
    inner: str
    shown: str
    indent: int
    gap: list[RunDraft]
    after_blank: bool


def read(data: bytes, limits: Limits) -> Draft:
    """The text of a file in any encoding that ``charset.decoded`` finds.

    Raises UnsupportedFormat for what is no text, TooLarge beyond ``limits.text_characters``.
    """
    text, encoding, problems = decoded(data)
    if len(text) > limits.text_characters:
        raise TooLarge(what="characters", limit=limits.text_characters, actual=len(text))
    draft = draft_of(text)
    draft.encoding = encoding
    draft.problems += problems
    return draft


def draft_of(text: str) -> Draft:
    """Blocks of decoded text without its byte order mark; offsets of the runs count its characters, a CRLF as two.

    What is decided about a line depends on its NFC alone, so every spelling of a text gives the same blocks.
    """
    lines, rest = _read_lines(text)
    width = _width(lines)
    draft = Draft([], after=rest)
    open_: list[_Line] = []
    for line in lines:
        if open_ and not (width and _goes_on(open_[-1], line, width)):
            draft.blocks.append(_block(open_))
            open_ = []
        open_.append(line)
    if open_:
        draft.blocks.append(_block(open_))
    return draft


def _read_lines(text: str) -> tuple[list[_Line], list[RunDraft]]:
    """The lines that are not blank, and the white space behind the last."""
    lines: list[_Line] = []
    gap: list[RunDraft] = []
    blank = True
    for at, raw in _raw_lines(text):
        inner = raw.strip()
        if not inner:
            gap += _white(raw, at)
            blank = True
            continue
        indent = raw.index(inner[0])
        gap += _white(raw[:indent], at)
        shown = nfc(inner)
        lines.append(_Line(at + indent, inner, shown, len(raw[:indent].expandtabs()), gap, blank))
        blank = False
        gap = _white(raw[indent + len(inner) :], at + indent + len(inner))
    return lines, gap


def _raw_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its end, and where it starts."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield start, text[start : end.end()]
        start = end.end()
    yield start, text[start:]


def _white(raw: str, at: int) -> list[RunDraft]:
    """White space of the file; every line end is one line feed in the text."""
    runs = []
    done = 0
    for end in _LINE_END.finditer(raw):
        if end.start() > done:
            runs.append(RunDraft(raw[done : end.start()], raw_start=at + done))
        runs.append(RunDraft(end[0], raw_start=at + end.start(), text=None if end[0] in "\n\f" else "\n"))
        done = end.end()
    if done < len(raw):
        runs.append(RunDraft(raw[done:], raw_start=at + done))
    return runs


def _block(lines: list[_Line]) -> BlockDraft:
    runs: list[RunDraft] = []
    for line in lines:
        runs += line.gap if runs else []
        runs.append(RunDraft(line.inner, raw_start=line.start))
    kind, level, label = classified(" ".join(line.shown for line in lines))
    return BlockDraft(kind, runs, before=lines[0].gap, level=level, label=label)


def _width(lines: list[_Line]) -> int | None:
    """The width at which lines were cut, None where nothing shows that they were.

    Evidence: lines that go on in lower case or with a figure, and nearly all of them so long that the next word had no room.
    """
    if len(lines) <= _FEWEST_CUTS:
        return None
    sizes = sorted((line.indent + len(line.shown) for line in lines), reverse=True)
    width = sizes[len(sizes) // 50]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    neighbours = [(one, other) for one, other in pairwise(lines) if not other.after_blank]
    cut = [(one, other) for one, other in neighbours if _continues(other) and not _ENDS.search(one.shown)]
    full = sum(_is_full(one, other, width) for one, other in cut)
    enough = len(cut) >= max(_FEWEST_CUTS, _CUT_SHARE * len(neighbours))
    return width if enough and full >= _FULL_SHARE * len(cut) else None


def _continues(line: _Line) -> bool:
    return line.shown[0].islower() or (line.shown[0].isdigit() and classified(line.shown)[2] is None)


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """True where the next line's first word had no room."""
    return line.indent + len(line.shown) + 1 + len(following.shown.split(maxsplit=1)[0]) > width


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """True where the next line is the same paragraph."""
    if following.after_blank or not _is_full(line, following, width) or _COLUMNS.search(line.shown) or _COLUMNS.search(following.shown):
        return False
    if following.shown[0].islower():
        return following.indent <= line.indent or classified(following.shown)[2] is None
    return following.indent <= line.indent and not _ENDS.search(line.shown) and classified(following.shown)[2] is None
