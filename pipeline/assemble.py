"""From a reader's draft to a Document: the final text, and every offset into it."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from msgspec import structs

from core.document import Block, Document, File, Page, Run, Sentence
from core.spans import OffsetMap, Span
from core.text import nfc
from pipeline.drafts import BlockDraft, Draft, RunDraft, added
from pipeline.language.sentences import split_sentences
from pipeline.offsets import MapBuilder, composed, leading_marks, normalised

VERSION = "1"
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
                draft.level,
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
        for i, child in enumerate(draft.children):
            self.block(child, number, "" if i == 0 else "\t" if child.kind == "cell" else "\n")
        self.ends[number] = len(self.pieces)

    def run(self, draft: RunDraft) -> None:
        """A run; marks at its start belong to the letter before it, in whatever font they are set."""
        shown = draft.raw if draft.text is None else draft.text
        marks = leading_marks(shown)
        if marks:
            before = next((p for p in reversed(self.pieces) if p.text != "" and (p.raw or p.text)), None)
            last = (before.raw if before.text is None else before.text)[-1:] if before is not None else ""
            if before is not None and last and not last.isspace():
                self._give(before, draft, marks)
                draft = _behind(draft, marks)
                if not draft.raw and not draft.text:
                    return
        self.pieces.append(draft)

    def _give(self, before: RunDraft, draft: RunDraft, marks: int) -> None:
        head = draft.raw[:marks] if draft.text is None or draft.map is not None else (draft.raw if marks == len(draft.text) else "")
        shown = (draft.raw if draft.text is None else draft.text)[:marks]
        longer = replace(before, raw=before.raw + head)
        if before.text is not None:
            longer.text = before.text + shown
            if before.map is not None:
                builder = MapBuilder()
                builder.extend(before.map)
                (builder.same if len(head) == len(shown) else lambda size: builder.cluster(size, len(head)))(len(shown))
                longer.map = builder.done()
        self.pieces[_position(self.pieces, before)] = longer


def _shows(draft: RunDraft) -> bool:
    return bool(draft.raw if draft.text is None else draft.text)


def _position(pieces: list[RunDraft], piece: RunDraft) -> int:
    return next(i for i in range(len(pieces) - 1, -1, -1) if pieces[i] is piece)


def _behind(draft: RunDraft, marks: int) -> RunDraft:
    """What is left of a run without the marks at its start."""
    if draft.text is None:
        return replace(draft, raw=draft.raw[marks:], raw_start=draft.raw_start + marks)
    if draft.map is None:
        rest = draft.text[marks:]
        return replace(draft, text=rest) if rest else replace(draft, raw="", text="", raw_start=draft.raw_start + len(draft.raw))
    keep = [(t - marks, r - marks) for t, r in zip(draft.map.text, draft.map.raw, strict=True) if t >= marks]
    if keep[0] != (0, 0):
        keep.insert(0, (0, 0))
    shorter = OffsetMap(tuple(t for t, _ in keep), tuple(r for _, r in keep))
    return replace(draft, raw=draft.raw[marks:], text=draft.text[marks:], raw_start=draft.raw_start + marks, map=shorter)


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
