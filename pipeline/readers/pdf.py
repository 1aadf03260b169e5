"""PDF with a text layer: pages to rows and tables (``pipeline/layout``), then to blocks in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import DamagedFile, EmptyFile, TooLarge
from core.problems import Problem
from core.settings import Limits
from pipeline.drafts import BlockDraft, Draft, PageDraft

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from pipeline.layout.columns import Strand
    from pipeline.layout.pages import PageLayout
    from pipeline.layout.paragraphs import Habits
    from pipeline.layout.tables import Table

_FEW = 120  # characters on a page that is a picture otherwise: the stamp of a digital signature, a page number
_PICTURE = 0.5  # share of a page that pictures cover on a scan


def read(data: bytes, limits: Limits) -> Draft:
    """The text of a PDF in reading order, without page numbers and running heads.

    Raises PasswordNeeded, DamagedFile, TooLarge beyond ``limits.pages`` or ``limits.text_characters``, EmptyFile ("no-text") where no page has a
    text layer. A page without one, or one that cannot be read, is a Problem; the others are kept.
    """
    from pipeline.layout.pdfium import is_whole, opened

    with opened(data) as document:
        if len(document) > limits.pages:
            raise TooLarge(what="trang", limit=limits.pages, actual=len(document))
        draft = Draft([], title=_title(document))
        pages = _pages(document, draft, limits)
    if not any(page.has_text for page in pages):
        if not is_whole(data) or len(draft.problems) == len(draft.pages) != sum(p.code == "page-without-text" for p in draft.problems):
            raise DamagedFile(detail="không trang nào đọc được")
        raise EmptyFile(code="no-text")
    draft.blocks = blocks_of(pages)
    return draft


def _pages(document: PdfDocument, draft: Draft, limits: Limits) -> list[PageLayout]:
    """The layout of every page that can be read; trouble goes to ``draft.problems``."""
    from pipeline.layout.pages import read_page
    from pipeline.layout.pdfium import TextPage

    pages: list[PageLayout] = []
    characters = 0
    for index in range(len(document)):
        number = index + 1
        try:
            loaded = TextPage(document, index)
            try:
                page = read_page(loaded, number)
                characters += loaded.count
            finally:
                loaded.close()
        except Exception as error:  # noqa: BLE001  (one broken page costs only itself, whatever broke)
            draft.problems.append(Problem("page-failed", {"page": str(number), "detail": str(error) or type(error).__name__}, page=number))
            draft.pages.append(PageDraft(number, 0.0, 0.0))
            continue
        if characters > limits.text_characters:
            raise TooLarge(what="ký tự", limit=limits.text_characters, actual=characters)
        draft.pages.append(PageDraft(number, page.width, page.height))
        if _is_picture(page):
            draft.problems.append(Problem("page-without-text", {"page": str(number)}, page=number))
        pages.append(page)
    return pages


def _is_picture(page: PageLayout) -> bool:
    """True for a page on which something is drawn but nothing, or next to nothing, written."""
    if not page.has_text:
        return not page.empty
    return page.images > _PICTURE and not page.tables and sum(len(row.text) for row in page.rows) < _FEW


def _title(document: PdfDocument) -> str | None:
    title = str(document.get_metadata_value("Title") or "").strip()
    return title or None


def blocks_of(pages: list[PageLayout]) -> list[BlockDraft]:
    """Blocks of all pages in reading order: furniture left out, footnotes behind the paragraph that runs over their page's end."""
    from pipeline.layout.columns import Strand, strands
    from pipeline.layout.furniture import leave_out_furniture
    from pipeline.layout.notes import set_notes_apart
    from pipeline.layout.pages import set_margins
    from pipeline.layout.paragraphs import habits_of

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
    from pipeline.layout.blocks import block_of, goes_on, table_block
    from pipeline.layout.columns import Strand
    from pipeline.layout.paragraphs import paragraphs_of

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
    from pipeline.layout.blocks import block_of
    from pipeline.layout.columns import Strand, merged
    from pipeline.layout.paragraphs import paragraphs_of

    strand = Strand([merged(row.lines) for row in page.notes], {page.number: page.margins})
    return [block_of(paragraph) for paragraph in paragraphs_of(strand, habits)]
