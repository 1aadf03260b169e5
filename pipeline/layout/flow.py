"""Pages to blocks: what is no text taken out, the rest put in reading order, then paragraphs, tables and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.layout.blocks import block_of, goes_on, table_block
from pipeline.layout.columns import strands
from pipeline.layout.furniture import leave_out_furniture
from pipeline.layout.lines import merged
from pipeline.layout.notes import set_notes_apart
from pipeline.layout.pages import set_margins
from pipeline.layout.paragraphs import Habits, habits_of, paragraphs_of
from pipeline.layout.strands import Strand

if TYPE_CHECKING:
    from pipeline.drafts import BlockDraft
    from pipeline.layout.pages import PageLayout
    from pipeline.layout.tables import Table


def blocks_of(pages: list[PageLayout]) -> list[BlockDraft]:
    """Blocks of all pages in reading order: furniture left out, footnotes behind the paragraph that runs over their page's end."""
    leave_out_furniture(pages)
    set_margins(pages)
    set_notes_apart(pages)
    parts = strands(pages)
    habits = habits_of(part for part in parts if isinstance(part, Strand))
    placed = _placed(parts, habits)
    for page in pages:
        if page.notes:
            at = max((i + 1 for i, (first, _) in enumerate(placed) if first <= page.number), default=0)
            placed[at:at] = [(page.number, block) for block in _notes(page, habits)]
    return [block for _, block in placed]


def _placed(parts: list[Strand | Table], habits: Habits) -> list[tuple[int, BlockDraft]]:
    """Blocks with the page on which each begins."""
    placed: list[tuple[int, BlockDraft]] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        i += 1
        if isinstance(part, Strand):
            placed += [(paragraph.first_page, block_of(paragraph)) for paragraph in paragraphs_of(part, habits)]
            continue
        pieces = [part]
        while (
            i < len(parts)
            and not isinstance(following := parts[i], Strand)
            and following.page > pieces[-1].page
            and goes_on(pieces[-1], following)
        ):
            pieces.append(following)
            i += 1
        placed.append((part.page, table_block(pieces)))
    return placed


def _notes(page: PageLayout, habits: Habits) -> list[BlockDraft]:

    strand = Strand([merged(row.lines) for row in page.notes], {page.number: page.margins})
    return [block_of(paragraph) for paragraph in paragraphs_of(strand, habits)]
