"""Plain text: the encoding found, then one block a line; the characters of the file are kept as they are."""

from __future__ import annotations

import re

from core.document import BlockKind
from core.errors import TooLarge
from core.settings import Limits
from pipeline.drafts import BlockDraft, Draft, RunDraft
from pipeline.language.numbering import is_heading, numbering
from pipeline.readers.charset import decoded

_LINE_END = re.compile(r"\r\n|[\r\n\f]")


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
    """Blocks of decoded text without its byte order mark; offsets of the runs count its characters, a CRLF as two."""
    draft = Draft([])
    gap: list[RunDraft] = []
    at = 0
    for line in _lines(text):
        content = line.rstrip("\r\n\f")
        inner = content.strip()
        if not inner:
            gap += _blank(line, at)
        else:
            start = at + content.index(inner[0])
            gap += _blank(text[at:start], at)
            draft.blocks.append(_block(inner, start, gap))
            gap = _blank(text[start + len(inner) : at + len(line)], start + len(inner))
        at += len(line)
    draft.after = gap
    return draft


def _lines(text: str) -> list[str]:
    lines, start = [], 0
    for end in _LINE_END.finditer(text):
        lines.append(text[start : end.end()])
        start = end.end()
    lines.append(text[start:])
    return lines


def _blank(raw: str, at: int) -> list[RunDraft]:
    """White space of the file; every line end is one line feed in the text."""
    runs = []
    done = 0
    for end in _LINE_END.finditer(raw):
        if end.start() > done:
            runs.append(RunDraft(raw[done : end.start()], raw_start=at + done))
        runs.append(RunDraft(end[0], raw_start=at + end.start(), text="\n" if end[0] != "\f" else None))
        done = end.end()
    if done < len(raw):
        runs.append(RunDraft(raw[done:], raw_start=at + done))
    return runs


def _block(inner: str, start: int, gap: list[RunDraft]) -> BlockDraft:
    label = numbering(inner)
    kind: BlockKind = "heading" if is_heading(inner) else "list_item" if label else "paragraph"
    return BlockDraft(
        kind,
        [RunDraft(inner, raw_start=start)],
        before=gap,
        level=label.depth if label else None,
        label=label.label if label else None,
    )
