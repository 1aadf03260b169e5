"""What of a page is its article: page chrome is left out, short lines of the article are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.text import squeezed
from corpora.web import chrome
from pipeline.readers.web.frame import PROSE, is_formal, is_frame
from pipeline.readers.web.page import BLOCKS, events

_NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "math",
        "button",
        "select",
        "option",
        "optgroup",
        "input",
        "textarea",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "dialog",
        "map",
        "area",
        "applet",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "frame",
        "frameset",
        "noframes",
        "datalist",
        "progress",
        "meter",
        "del",
    ]
)
_CHROME_TAGS = frozenset(["nav", "aside", "footer"])
_CHROME_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "menubar", "toolbar", "alert"]
)
_LEAVES = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "pre",
        "figure",
        "center",
        "font",
        "b",
        "strong",
        "i",
        "em",
        "span",
        "u",
        "a",
    ]
)
_WORD = re.compile(r"[a-z]+|[A-Z](?:[a-z]+|[A-Z]*(?![a-z]))")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING = frozenset({"hidden", "d-none", "hide", "sr-only", "visually-hidden", "screen-reader-text"})
_MARKS_ARTICLE = frozenset({"articleBody", "text"})
_OWN_SHARE = 0.1
_CHILD_SHARE = 0.6
_SIBLING_SHARE = 0.15
_PROTECTED_SHARE = 0.4


@dataclass
class Line:
    """Characters between two breaks of a page, the element that they stand in, and how many of them are links."""

    block: Any
    text: str
    size: int
    linked: int
    table: bool

    @cached_property
    def score(self) -> float:
        """How much it speaks for an article: prose by its length, short lines and long links a little, lines of the site's frame nothing."""
        if is_frame(self.text):
            return 0.0
        if self.linked * 2 < self.size:
            return float(self.size) if self.size >= PROSE else 0.3 * self.size
        return 0.25 * self.size if self.size >= PROSE / 2 else 0.0


def lines(root: Any, skip: Callable[[Any], bool]) -> list[Line]:
    """The lines of a page or part, in order."""
    found: list[Line] = []
    parts: list[str] = []
    blocks, links, cells = [root], 0, 0
    linked = 0

    def flush() -> None:
        nonlocal linked
        text = squeezed("".join(parts))
        if text:
            found.append(Line(blocks[-1], text, len(text), min(linked, len(text)), cells > 0))
        parts.clear()
        linked = 0

    for kind, element, text in events(root, skip):
        if kind == "text":
            parts.append(text)
            linked += len(text.strip()) if links else 0
        elif text == "skipped":
            continue
        elif element.tag in BLOCKS and element is not root:
            flush()
            if kind == "start":
                blocks.append(element)
            else:
                blocks.pop()
            cells += (element.tag in ("td", "th")) * (1 if kind == "start" else -1)
        elif element.tag == "br" and kind == "start":
            flush()
        elif element.tag == "a":
            links += 1 if kind == "start" else -1
    flush()
    return found


class Page:
    """A page with what is to be left out of it, and the element that holds the article."""

    def __init__(self, root: Any) -> None:
        body = root.find("body")
        self.body = body if body is not None else root
        # Elements are compared by identity, and lxml makes them anew unless somebody holds them.
        self._all = list(self.body.iter())
        self._out: set[Any] = set()
        first = lines(self.body, self.skips)
        self._total = sum(line.score for line in first)
        self._scores = _scores(self.body, first)
        for element in self._all:
            if isinstance(element.tag, str) and element is not self.body and self._is_chrome(element):
                self._out.add(element)
        kept = lines(self.body, self.skips)
        self._scores = _scores(self.body, kept)
        self.article = self._up(self._down(self._start(), kept), kept)

    def skips(self, element: Any) -> bool:
        """True for an element that no reader of the article sees."""
        return element.tag in _NEVER or element in self._out or element.get("hidden") is not None or _hidden(element)

    def shows(self, element: Any) -> bool:
        """True for an element that is left out neither itself nor with one around it."""
        return not self.skips(element) and not any(self.skips(above) for above in element.iterancestors())

    def leads(self, heading: Any) -> list[Any]:
        """Prose between the page's title and the article's part: its summary, which many pages keep beside the body."""
        order = {element: i for i, element in enumerate(self._all)}
        first, last = order.get(heading, -1), order[self.article]
        inside = set(heading.iter())
        between = [
            line.block
            for line in lines(self.body, self.skips)
            if first < order.get(line.block, -1) < last
            and line.block not in inside
            and line.size >= PROSE
            and line.linked * 2 < line.size
            and not any(above is line.block for above in self.article.iterancestors())
        ]
        return list(dict.fromkeys(between))

    def _is_chrome(self, element: Any) -> bool:
        """By its tag, role, class or id, but for what holds much of the page's prose."""
        tag = element.tag
        if tag in ("p", "td", "tr", "tbody", "table", "h1", "b", "strong", "font", "a", "html", "body", "form", "article", "main"):
            return False
        named = tag in _CHROME_TAGS or element.get("role") in _CHROME_ROLES or self._named(element)
        if tag == "header":
            named = not any(above.tag in ("article", "main") for above in element.iterancestors())
        return named and self._scores.get(element, 0.0) <= _PROTECTED_SHARE * self._total

    @staticmethod
    def _named(element: Any) -> bool:
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if not names.strip() or element.get("itemprop") in _MARKS_ARTICLE:
            return False
        patterns = chrome()
        for name in names.split():
            words = [word.lower() for word in _WORD.findall(name)]
            joined = "".join(words)
            if any(part in joined for part in patterns.parts):
                return True
            if (joined in patterns.words or not patterns.words.isdisjoint(words)) and patterns.mild.isdisjoint(words):
                return True
        return False

    def _start(self) -> Any:
        """The one main part that the page itself names, else all of it."""
        marked = [
            element
            for element in self.body.iter("article", "main", "div", "section")
            if (element.tag in ("article", "main") or element.get("role") == "main" or element.get("itemprop") == "articleBody")
            and not self._inside_chrome(element)
        ]
        best = max(marked, key=lambda element: self._scores.get(element, 0.0), default=None)
        total = self._scores.get(self.body, 0.0)
        return best if best is not None and self._scores.get(best, 0.0) >= 0.5 * total else self.body

    def _inside_chrome(self, element: Any) -> bool:
        return element in self._out or any(above in self._out for above in element.iterancestors())

    def _down(self, at: Any, kept: list[Line]) -> Any:
        """From a container into the part that holds nearly all of the prose, until the prose is spread over parts or stands by itself."""
        links = _link_sizes(self.body, kept)
        while True:
            total = self._scores.get(at, 0.0)
            parts = [child for child in at.iterchildren() if self._scores.get(child) and not self.skips(child)]
            containers = [
                child for child in parts if child.tag not in _LEAVES and any(inner.tag in BLOCKS for inner in child.iterdescendants())
            ]
            if not containers:
                break
            best = max(containers, key=lambda child: self._scores[child])
            title = sum(self._scores[child] for child in parts if child.tag == "h1")
            own = total - title - sum(self._scores[child] for child in containers)
            rest = sum(self._unlinked(child, links) for child in containers if child is not best)
            if own > _OWN_SHARE * total or self._scores[best] < _CHILD_SHARE * total or rest > _SIBLING_SHARE * total:
                break
            at = best
        while at.tag in ("tr", "tbody", "thead") and at.getparent() is not None:
            at = at.getparent()
        return at

    def _unlinked(self, element: Any, links: dict[Any, tuple[int, int]]) -> float:
        """Score of a part that reads like an article's: prose, and hardly a link."""
        linked, size = links.get(element, (0, 0))
        return self._scores.get(element, 0.0) if linked < 0.25 * size and size >= PROSE else 0.0

    def _up(self, at: Any, kept: list[Line]) -> Any:
        """To the container that also holds the header, number, date or signature of an official document, two such lines at least."""
        inside = set(at.iter())
        outside = [line.block for line in kept if line.block not in inside and not line.linked and is_formal(line.text)]
        if len(outside) < 2:
            return at
        limit = 1.6 * self._scores.get(at, 0.0)
        above = at
        while above is not self.body and above.getparent() is not None and self._scores.get(above.getparent(), 0.0) <= limit:
            above = above.getparent()
            reached = set(above.iter())
            if sum(block in reached for block in outside) >= 2:
                return above
        return at


def _hidden(element: Any) -> bool:
    """True where the page's own style, or the usual class names for it, hide an element at every width of the window."""
    if _HIDDEN.search(element.get("style", "")):
        return True
    names = element.get("class", "").split()
    return not _HIDING.isdisjoint(names) and not any(name.endswith(("block", "flex", "inline", "grid", "table")) for name in names)


def _scores(body: Any, found: list[Line]) -> dict[Any, float]:
    """Score of each element: of all lines in it."""
    own: dict[Any, float] = {}
    for line in found:
        own[line.block] = own.get(line.block, 0.0) + line.score
    return _summed(body, own)


def _link_sizes(body: Any, found: list[Line]) -> dict[Any, tuple[int, int]]:
    """Linked characters and all characters of each element."""
    linked: dict[Any, float] = {}
    size: dict[Any, float] = {}
    for line in found:
        linked[line.block] = linked.get(line.block, 0.0) + line.linked
        size[line.block] = size.get(line.block, 0.0) + line.size
    linked, size = _summed(body, linked), _summed(body, size)
    return {element: (int(linked.get(element, 0)), int(count)) for element, count in size.items()}


def _summed(body: Any, own: dict[Any, float]) -> dict[Any, float]:
    total = dict(own)
    for element in reversed(list(body.iter())):
        parent = element.getparent()
        if element in total and parent is not None and element is not body:
            total[parent] = total.get(parent, 0.0) + total[element]
    return total
