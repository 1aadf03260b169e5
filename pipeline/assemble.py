"""From a reader's draft to a Document: the final text, and every offset into it."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from msgspec import structs

from core.document import Block, Document, File, Page, Run, Sentence
from core.spans import OffsetMap, Span
from core.text import nfc
from pipeline.drafts import BlockDraft, Draft, RunDraft, added, shown, split_run
from pipeline.language.numbering import Outline
from pipeline.language.sentences import split_sentences
from pipeline.offsets import MapBuilder, composed, leading_marks, normalised

VERSION = "2"
"""Raised whenever the same bytes would give another Document: stored ones become due again."""


def assemble(draft: Draft, file: File) -> Document:
    """The Document of a draft: text in NFC, runs that cover it, blocks in pre-order, pages, sentences.

    Linear in the size of the draft. The Document's id is the File's with part number 0.
    """
    walk = _Walk()
    for i, block in enumerate(draft.blocks):
        walk.block(block, None, "\n" if i else "")
    for run in draft.after:
        walk.run(run)
    texts, maps = _resolve(walk.pieces)
    offsets = [0, *accumulate(map(len, texts))]
    text = "".join(texts)
    blocks = tuple(
        structs.replace(block, span=Span(offsets[start], offsets[end]))
        for block, start, end in zip(walk.blocks, walk.starts, walk.ends, strict=True)
    )
    return Document(
        id=f"{file.id}-0",
        file=structs.replace(
            file,
            title=draft.title or file.title,
            published=draft.published or file.published,
            encoding=draft.encoding or file.encoding,
        ),
        text=text,
        runs=_runs(walk.pieces, texts, maps),
        pages=_pages(draft, walk.pieces, offsets),
        blocks=blocks,
        sentences=_sentences(text, blocks),
        problems=tuple(draft.problems),
        made_by={"pipeline": VERSION},
    )


class _Walk:
    """Pieces of text in order, and the blocks as ranges of pieces."""

    def __init__(self) -> None:
        self.pieces: list[RunDraft] = []
        self.blocks: list[Block] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._outline = Outline()

    def block(self, draft: BlockDraft, parent: int | None, separator: str) -> None:
        """One block and all below it. A block of no text is left out, but for cells, whose place in the row counts."""
        if draft.before is None and draft.kind != "cell" and not draft.children and not any(map(_shows, draft.runs)):
            return
        if draft.before is not None:
            for run in draft.before:
                self.run(run)
        elif separator:
            last = self.pieces[-1] if self.pieces else RunDraft("")
            self.pieces.append(added(separator, last.part, last.raw_start + len(last.raw), last.page))
        number = len(self.blocks)
        self.blocks.append(
            Block(
                number,
                draft.kind,
                Span(0, 0),
                parent,
                self._outline.level(draft.level) if draft.level is not None else None,
                draft.label,
                draft.row,
                draft.col,
                draft.rowspan,
                draft.colspan,
                draft.align,
                draft.column,
            )
        )
        self.starts.append(len(self.pieces))
        self.ends.append(0)
        for run in draft.runs:
            self.run(run)
        outline = self._outline
        if draft.kind == "table":
            # Numbers and hyphens in cells go on with nothing outside, and close nothing there.
            self._outline = Outline()
        for i, child in enumerate(draft.children):
            self.block(child, number, "" if i == 0 else "\t" if child.kind == "cell" else "\n")
        self._outline = outline
        self.ends[number] = len(self.pieces)

    def run(self, draft: RunDraft) -> None:
        """A run; marks at its start belong to the letter before it, in whatever font they are set."""
        marks = leading_marks(shown(draft))
        if marks:
            i = next((i for i in range(len(self.pieces) - 1, -1, -1) if _shows(self.pieces[i])), -1)
            if i >= 0 and not shown(self.pieces[i])[-1].isspace():
                given, draft = split_run(draft, marks)
                self.pieces[i] = _joined(self.pieces[i], given)
                if not draft.raw and not draft.text:
                    return
        self.pieces.append(draft)


def _joined(first: RunDraft, marks: RunDraft) -> RunDraft:
    """A run with marks behind it; they take its font and part."""
    if first.text is None and marks.text is None:
        return replace(first, raw=first.raw + marks.raw)
    builder = MapBuilder()
    for run in (first, marks):
        builder.extend(run.map or OffsetMap((0, len(shown(run))), (0, len(run.raw))))
    return replace(first, raw=first.raw + marks.raw, text=shown(first) + shown(marks), map=builder.done())


def _shows(draft: RunDraft) -> bool:
    return bool(shown(draft))


def _resolve(pieces: list[RunDraft]) -> tuple[list[str], list[OffsetMap]]:
    """Final text of each piece, and the map to its raw form."""
    texts, maps = [], []
    for piece in pieces:
        if piece.text is None:
            text, offsets = normalised(piece.raw)
        elif piece.map is not None:
            text, upper = normalised(piece.text)
            offsets = composed(upper, piece.map)
        else:
            text = nfc(piece.text)
            offsets = OffsetMap((0, len(text)), (0, len(piece.raw)))
        texts.append(text)
        maps.append(offsets)
    return texts, maps


def _runs(pieces: list[RunDraft], texts: list[str], maps: list[OffsetMap]) -> tuple[Run, ...]:
    """Neighbours of the same font and origin that lie side by side in the file make one run: a whole txt is one."""
    runs: list[Run] = []
    start = at = 0
    i = 0
    while i < len(pieces):
        first, builder, raws = pieces[i], MapBuilder(), []
        raw_at = first.raw_start
        while i < len(pieces) and (pieces[i] is first or _continues(first, pieces[i], raw_at)):
            builder.extend(maps[i])
            raws.append(pieces[i].raw)
            raw_at += len(pieces[i].raw)
            at += len(texts[i])
            i += 1
        runs.append(
            Run(
                Span(start, at),
                "".join(raws),
                builder.done(),
                first.part,
                first.raw_start,
                first.origin,
                first.page,
                first.font,
                first.size,
                first.bold,
                first.italic,
                first.encoding,
                first.reason,
            )
        )
        start = at
    return tuple(runs)


def _continues(first: RunDraft, other: RunDraft, raw_at: int) -> bool:
    return (
        other.raw_start == raw_at
        and other.part == first.part
        and other.origin == first.origin
        and other.page == first.page
        and other.font == first.font
        and other.size == first.size
        and other.bold == first.bold
        and other.italic == first.italic
        and other.encoding == first.encoding
        and other.reason == first.reason
    )


def _pages(draft: Draft, pieces: list[RunDraft], offsets: list[int]) -> tuple[Page, ...]:
    """Text on each page: from its first run to its last; a page without text is empty and stands where the next one starts."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        if piece.page is not None and piece.origin != "added":
            first.setdefault(piece.page, offsets[i])
            last[piece.page] = offsets[i + 1]
    pages: list[Page] = []
    following = offsets[-1]
    for page in sorted(draft.pages, key=lambda p: p.number, reverse=True):
        start = min(first.get(page.number, following), following)
        end = max(start, min(last.get(page.number, start), following))
        pages.append(Page(page.number, Span(start, end), page.width, page.height))
        following = start
    return tuple(reversed(pages))


def _sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Sentences of the blocks that hold text themselves, in the order of the text."""
    parents = {block.parent for block in blocks}
    found = []
    for block in blocks:
        if block.id not in parents and block.span.end > block.span.start:
            start = block.span.start
            found += [Sentence(span.shifted(start), block.id) for span in split_sentences(block.span.of(text))]
    return tuple(found)
