"""Saved web pages: the article without the page around it, its title and publishing date kept apart.

Own walk over lxml's tree instead of trafilatura: that keeps no offsets, no alignment, and loses short lines such as a document's header
(figures in ``tests/unit/pipeline/test_html.py``).
"""

from __future__ import annotations

from typing import Any

from core.settings import Limits
from core.text import squeezed
from pipeline.drafts import BlockDraft, Draft, shown
from pipeline.readers.web.content import Line, Page, lines
from pipeline.readers.web.flow import blocks
from pipeline.readers.web.frame import without_frame
from pipeline.readers.web.page import parse
from pipeline.readers.web.publishing import declared_date, publishing_date, title_of

_NEAR = 25  # lines before an article among which its date of publishing stands
_TITLE_WITHIN = 2000  # characters at an article's beginning among which its own title stands again


def read(data: bytes, limits: Limits) -> Draft:  # noqa: ARG001 - all readers are called alike
    """The article of a page. ``part`` of a run is the XPath of its text node, offsets count that node's characters.

    Raises DamagedFile, UnsupportedFormat.
    """
    root, encoding, problems = parse(data)
    page = Page(root)
    heading = _heading(root, page)
    title = squeezed("".join(heading.itertext())) if heading is not None else None
    linked: set[str] = set()
    found = without_frame(blocks(page, page.article, _path(page.article), linked), linked, title)
    if heading is not None and title and not _holds(page.article, heading):
        found = [block for lead in page.leads(heading) for block in blocks(page, lead, _path(lead))] + found
        if not _begins_with(found, title):
            found = blocks(page, heading, _path(heading)) + found
    published = declared_date(root, page.shows) or _published(page)
    return Draft(found, title=title_of(root, title), published=published, encoding=encoding, problems=problems)


def _heading(root: Any, page: Page) -> Any | None:
    """The first heading of the page that the browser's title repeats, else the first that is no part of the site's frame."""
    named = root.find(".//title")
    browser = _letters("".join(named.itertext())) if named is not None else ""
    shown_ = [element for element in page.body.iter("h1") if _letters("".join(element.itertext())) and page.shows(element)]
    return next((element for element in shown_ if _letters("".join(element.itertext())) in browser), shown_[0] if shown_ else None)


def _path(element: Any) -> str:
    return str(element.getroottree().getpath(element))


def _holds(outer: Any, inner: Any) -> bool:
    return outer is inner or any(above is outer for above in inner.iterancestors())


def _begins_with(found: list[BlockDraft], title: str) -> bool:
    """True where an article says its title itself, in one line or several."""
    text = ""
    stack = list(reversed(found))
    while stack and len(text) < _TITLE_WITHIN:
        block = stack.pop()
        text += "".join(map(shown, block.runs))
        stack.extend(reversed(block.children))
    return _letters(title) in _letters(text)


def _letters(text: str) -> str:
    return "".join(char for char in squeezed(text).casefold() if char.isalnum())


def _published(page: Page) -> str | None:
    """Date of publishing in a line of its own, within the article or shortly before it."""
    everything = lines(page.body, lambda element: element.tag in ("script", "style", "noscript", "select"))
    inside = set(page.article.iter())
    first = next((i for i, line in enumerate(everything) if line.block in inside), 0)
    for line in everything[first : first + _NEAR] + list(reversed(everything[max(0, first - _NEAR) : first])):
        said = _said(line)
        if said:
            return said
    return None


def _said(line: Line) -> str | None:
    low = line.text.casefold()
    return None if low.startswith(("hôm nay", "bây giờ")) else publishing_date(low)
