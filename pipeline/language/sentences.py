"""Sentences of one block: exact spans, one linear pass over the places where a sentence may end."""

from __future__ import annotations

import re

from core.spans import Span
from pipeline.language.letters import LOWER, UPPER
from pipeline.language.numbering import is_heading, numbering

# After these a period ends no sentence: titles, places, signing authority, pages.
_ABBREVIATIONS = frozenset(
    "tp tx tt ths ts gs pgs gvc bs bsckii bscki ks cn cvc nxb tr q p h x t đt tel fax mr mrs dr st no vs kt tm tl tuq tun ph".split()
)  # fmt: skip
# After these a single letter names a thing ("loại A.", "điểm a."): the period does end the sentence.
_NAMED = frozenset("loại nhóm hạng bảng điểm khối tổ lớp mục tiết phần vitamin hepatitis".split())
_CLOSERS = "\"'”’»)\\]}"
_OPENERS = "\"'“‘«(\\[{"
_END = re.compile(rf"(?:\./\.|[.!?…]+)[{_CLOSERS}]*(?=\s|$)|(?<=[{LOWER}][{LOWER}])\.(?=[{UPPER}][{LOWER}])|\n|\t")
_WORD = re.compile(r"[^\W\d_]+$")
_WINDOW = 24
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_PROTECTED = 200  # characters: longer brackets and quotations are split inside, a missing closer then costs little


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences of one block's text: every non-blank character lies in exactly one, none begins or ends with white space.

    A line feed ends a sentence where the next line has a label, the line before is a heading, is finished or stops short of the others;
    inside wrapped prose it is a blank. A tab ends one, except behind a label.
    """
    sentences: list[Span] = []
    protected = _protected(text)
    width = max(map(len, text.split("\n")), default=0)
    start = _skip(text, 0)
    after_label = _after_labels(text, start)
    pair = 0
    for found in _END.finditer(text):
        end = found.end()
        if found.start() < after_label:
            continue
        while pair < len(protected) and protected[pair][1] <= found.start():
            pair += 1
        if pair < len(protected) and protected[pair][0] < found.start():
            continue
        if not _ends(text, start, found, width):
            continue
        _append(sentences, text, start, end)
        start = _skip(text, end)
        after_label = _after_labels(text, start)
    _append(sentences, text, start, len(text))
    return sentences


def _append(sentences: list[Span], text: str, start: int, end: int) -> None:
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        sentences.append(Span(start, end))


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _after_labels(text: str, start: int) -> int:
    """Where the text behind the labels at ``start`` begins ("Điều 5. 1. "): a period of a label ends nothing."""
    for _ in range(3):
        head = text[start : start + 80].partition("\n")[0]
        label = numbering(head)
        if label is None or label.kind in ("dash", "plus", "star", "bullet") or label.end >= len(head):
            break
        start += label.end
    return start


def _protected(text: str) -> list[tuple[int, int]]:
    """Outermost short brackets and quotations, as ranges in order."""
    ranges: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for found in re.finditer(r"[()\[\]“”«»]", text):
        mark = found[0]
        if mark in _PAIRS:
            stack.append((_PAIRS[mark], found.start()))
            continue
        while stack and stack[-1][0] != mark and found.start() - stack[-1][1] > _PROTECTED:
            stack.pop()
        if stack and stack[-1][0] == mark:
            _, begin = stack.pop()
            if found.start() - begin <= _PROTECTED:
                while ranges and ranges[-1][0] > begin:
                    ranges.pop()
                ranges.append((begin, found.start()))
    return ranges


def _ends(text: str, start: int, found: re.Match[str], width: int) -> bool:
    mark, at, end = found[0], found.start(), found.end()
    if mark == "\n":
        return _line_ends(text, start, at, width)
    if mark == "\t":
        return True
    follow = _skip(text, end)
    if follow >= len(text):
        return True
    if mark.startswith("./."):
        return True
    next_char = text[follow]
    if next_char in "\"'“‘«([{" and follow + 1 < len(text):
        next_char = text[follow + 1]
    if next_char.islower() or next_char in ",;:)”":
        return False
    return mark[0] != "." or mark.startswith("..") or not _abbreviated(text, start, at)


def _abbreviated(text: str, start: int, at: int) -> bool:
    """True where the period at ``at`` belongs to the word before it."""
    word = _WORD.search(text[max(start, at - _WINDOW) : at])
    if word is None:
        return False
    if len(word[0]) > 1:
        return word[0].casefold() in _ABBREVIATIONS
    before = text[max(start, at - _WINDOW) : at - 1].split()
    return not before or before[-1].casefold() not in _NAMED


def _line_ends(text: str, start: int, at: int, width: int) -> bool:
    """True where the line feed at ``at`` ends a sentence and is no wrapping."""
    line_start = max(start, text.rfind("\n", start, at) + 1)
    line = text[line_start:at].strip()
    stop = text.find("\n", at + 1)
    follow = text[at + 1 : stop if stop >= 0 else len(text)].strip()
    if not line or not follow or line[-1] in ".;:!?…":
        return True
    if follow[0].islower() or line[-1] in ",-–(":
        return False
    if numbering(follow) or is_heading(line):
        return True
    return at - line_start < 0.7 * width or width < 40
