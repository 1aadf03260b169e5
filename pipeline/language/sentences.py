"""Sentences of one block: exact spans, one linear pass over the places where a sentence may end."""

from __future__ import annotations

import re

from core.spans import Span
from corpora.gazetteers.sentence_words import sentence_words
from pipeline.language.letters import DASHES, LOWER, UPPER
from pipeline.language.numbering import is_heading, numbering

_CLOSERS = "\"'”’»)\\]}"
_OPENERS = "\"'“‘«([{"
# Where a sentence may end: a mark and a blank, the end mark "./.", a period with the blank behind it lost, a line feed, a tab.
_END = re.compile(rf"(?:\./\.|[.!?…]+)[{_CLOSERS}]*(?=\s|$)|(?<=[{LOWER}\d][{LOWER}\d%)])\.(?=[{UPPER}][{LOWER}])|\n|\t")
_WORD = re.compile(r"[^\W\d_]+$")
_WINDOW = 24  # characters before a period that decide about it: the longest abbreviation and a word
# "v.v." and "T.Ư." are words whose last period may end a sentence too, other chains of letters (V.I., Th.S.) go on.
_WORD_WITH_PERIODS = re.compile(r"(?:v\.\s?v|[Tt]\.\s?[ƯUWưuw])$")
# "C. Mác.", "A. Nguyễn Văn": a name alone or of several words behind an initial; "loại A. Các chi bộ" goes on small.
_NAME = re.compile(rf"[{UPPER}][{LOWER}]+(?=[.,;)]|\s+[{UPPER}]|\s*$)")
_LETTER_LABEL = re.compile(r"[a-hđ][.)]\s")
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_PROTECTED = 200  # characters: longer brackets and quotations are split inside, a missing closer then costs little
_FULL_LINE = 0.7  # of the longest line: a shorter one before a capital was not broken by wrapping
_NARROW = 40  # characters: lines of a column or cell that never were wrapped prose


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences of one block's text: every non-blank character lies in exactly one, none begins or ends with white space.

    A line feed ends a sentence where the next line has a label, the line before is a heading, is finished or stops short of the others;
    inside wrapped prose it is a blank. A tab ends one, except behind a label.
    """
    sentences: list[Span] = []
    protected, pair = _protected(text), 0
    width = max(map(len, text.split("\n")))
    start = _skip(text, 0)
    after_label = _after_labels(text, start)
    for found in _END.finditer(text):
        while pair < len(protected) and protected[pair][1] < found.end():
            pair += 1
        inside = pair < len(protected) and protected[pair][0] < found.start()
        if inside or found.start() < after_label or not _ends(text, start, found, width):
            continue
        _append(sentences, text, start, found.end())
        start = _skip(text, found.end())
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
    """Outermost short brackets and quotations, as ranges (opener, closer) in order; straight quotation marks open after a blank."""
    ranges: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for found in re.finditer(r"[()\[\]“”«»\"]", text):
        mark, at = found[0], found.start()
        while stack and at - stack[-1][1] > _PROTECTED:
            stack.pop()
        if stack and stack[-1][0] == mark:
            _, begin = stack.pop()
            while ranges and ranges[-1][0] > begin:
                ranges.pop()
            ranges.append((begin, at))
        elif mark in _PAIRS:
            stack.append((_PAIRS[mark], at))
        elif mark == '"' and (at == 0 or text[at - 1].isspace() or text[at - 1] in "([“") and not text[at + 1 : at + 2].isspace():
            stack.append((mark, at))
    return ranges


def _ends(text: str, start: int, found: re.Match[str], width: int) -> bool:
    mark, at = found[0], found.start()
    if mark == "\n":
        return _line_ends(text, start, at, width)
    follow = _skip(text, found.end())
    if mark == "\t" or follow >= len(text) or mark.startswith("./."):
        return True
    if not _may_begin(text, follow, after_quote=mark[-1] in _CLOSERS):
        return False
    if mark.startswith(("..", "…")):
        return not text[follow].isdigit()
    return mark[0] != "." or not _abbreviated(text, start, at, follow)


def _may_begin(text: str, at: int, *, after_quote: bool) -> bool:
    """True where a sentence may begin at ``at``: no small letter, nothing that goes on with what stands before."""
    char = text[at]
    if char in _OPENERS and at + 1 < len(text):
        char = text[at + 1]
    elif after_quote and char in DASHES:  # “…!” - ông A nói
        char = text[_skip(text, at + 1) : _skip(text, at + 1) + 1]
    if char.islower():
        return _LETTER_LABEL.match(text, at) is not None
    return char not in ",;:)”"


def _abbreviated(text: str, start: int, at: int, follow: int) -> bool:
    """True where the period at ``at`` belongs to the word before it."""
    window = text[max(start, at - _WINDOW) : at]
    word = _WORD.search(window)
    if word is None or _WORD_WITH_PERIODS.search(window):
        return False
    if len(word[0]) > 1:
        return word[0].casefold() in sentence_words("abbreviation")
    before = window[: word.start()].rstrip()
    if not before or before[-1] == ".":
        return True
    if before[-1].isdigit():  # 12 m., chi bộ 5A.
        return False
    previous = _WORD.search(before)
    if previous is None:
        return word[0].casefold() in sentence_words("place")
    if previous[0].casefold() in sentence_words("title"):
        return True
    if previous[0][0].isupper():  # Nguyễn Văn T., Trần Hưng Đạo, Q. 1
        return word[0].casefold() in sentence_words("place") and text[follow].isdigit()
    named = word[0].isupper() and _NAME.match(text, follow)
    return bool(named) or word[0].casefold() in sentence_words("place")


def _line_ends(text: str, start: int, at: int, width: int) -> bool:
    """True where the line feed at ``at`` ends a sentence and is no wrapping."""
    line_start = max(start, text.rfind("\n", start, at) + 1)
    line = text[line_start:at].strip()
    stop = text.find("\n", at + 1)
    follow = text[at + 1 : stop if stop >= 0 else len(text)].strip()
    if not line or not follow or line[-1] in ".;:!?…":
        return True
    if follow[0].islower() or line[-1] in ",(" + DASHES:
        return False
    if numbering(follow) or is_heading(line):
        return True
    return at - line_start < _FULL_LINE * width or width < _NARROW
