"""PDF with a text layer: pages to rows and tables (``pipeline/layout``), then to blocks in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import DamagedFile, EmptyFile, TooLarge
from core.problems import Problem
from core.settings import Limits
from pipeline.drafts import Draft, PageDraft

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from pipeline.layout.pages import PageLayout

_FEW = 120  # characters on a page that is a picture otherwise: the stamp of a digital signature, a page number


def read(data: bytes, limits: Limits) -> Draft:
    """The text of a PDF in reading order, without page numbers and running heads.

    Raises PasswordNeeded, DamagedFile, TooLarge beyond ``limits.pages`` or ``limits.text_characters``, EmptyFile ("no-text") where no page has a
    text layer. A page without one, one that cannot be read, and a file that was cut are Problems; the rest is kept.
    """
    from pipeline.layout.flow import blocks_of
    from pipeline.layout.pdfium import is_whole, opened

    with opened(data) as document:
        if len(document) > limits.pages:
            raise TooLarge(what="pages", limit=limits.pages, actual=len(document))
        draft = Draft([], title=_title(document))
        pages = _pages(document, draft, limits)
    whole = is_whole(data)
    if not any(page.has_text for page in pages):
        if not whole or not pages:
            raise DamagedFile(detail="0 pages" if not pages else "%%EOF")
        raise EmptyFile(code="no-text")
    if not whole:
        draft.problems.append(Problem("damaged", {"detail": "%%EOF"}))
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
            raise TooLarge(what="characters", limit=limits.text_characters, actual=characters)
        draft.pages.append(PageDraft(number, *page.shown))
        if _is_picture(page):
            draft.problems.append(Problem("page-without-text", {"page": str(number)}, page=number))
        pages.append(page)
    return pages


def _is_picture(page: PageLayout) -> bool:
    """True for a page on which something is drawn but nothing, or next to nothing, written."""
    from pipeline.layout.pages import SCANNED

    if not page.has_text:
        return not page.empty
    return page.images > SCANNED and not page.tables and sum(len(row.text) for row in page.rows) < _FEW


def _title(document: PdfDocument) -> str | None:
    title = str(document.get_metadata_value("Title") or "").strip().removeprefix("Microsoft Word - ").strip()
    return title or None
