"""A saved page as a tree of elements: its encoding, the parser, a walk without recursion."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

from lxml import etree

from core.errors import DamagedFile, TooLarge
from core.problems import Problem
from pipeline.readers.charset import decoded

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)
_DECLARED_WITHIN = 8192
_DEEPEST = 2048  # elements within elements that libxml2 takes
# The web's own rules (WHATWG Encoding Standard): these names mean the Windows code page, and a page whose declaration can be read
# as single bytes is in no wide encoding, whatever it says.
_MEANT = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}

Event = tuple[Literal["start", "text", "end"], Any, str]

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that begin and end a line."""


def parse(data: bytes) -> tuple[Any, str, list[Problem]]:
    """Root element, encoding and doubts about it. No network, no entities but those of characters. Raises DamagedFile, UnsupportedFormat."""
    text, encoding, problems = _characters(data)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.ParserError as error:
        raise DamagedFile(detail=str(error)) from error
    if root is None:
        raise DamagedFile(detail="html")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        # The parser gives up there and drops the rest without a word.
        raise TooLarge(what="HTML, elements in elements", limit=_DEEPEST, actual=f"> {_DEEPEST}")
    return root, encoding, problems


def _characters(data: bytes) -> tuple[str, str, list[Problem]]:
    """Strict UTF-8 and byte order marks before what the page says of itself: half of those that lie say windows-1252."""
    text, encoding, problems = decoded(data)
    if not problems:
        return text, encoding, problems
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    if declared:
        name = (declared[1] or declared[2]).decode("ascii").lower()
        if name.startswith(("utf-16", "utf16", "utf-32", "utf32", "utf_16", "utf_32", "ucs", "unicode")):
            return text, encoding, problems
        try:
            codec = codecs.lookup(_MEANT.get(name, name)).name
            return data.decode(codec), codec, []
        except (LookupError, UnicodeError):
            return text, encoding, problems
    return text, encoding, problems


def events(root: Any, skip: Callable[[Any], bool]) -> Iterator[Event]:
    """Beginnings, texts and ends in the order of the page, without what ``skip`` says; depth costs no stack."""
    yield "start", root, ""
    if root.text:
        yield "text", root, root.text
    stack = [(root, root.iterchildren())]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", parent, ""
            if stack and parent.tail:
                yield "text", stack[-1][0], parent.tail
        elif not isinstance(child.tag, str) or skip(child):
            # The end of what is left out still counts: its tail belongs to the parent, and it has its place among the siblings.
            yield "start", child, "skipped"
            if child.tail:
                yield "text", parent, child.tail
        else:
            yield "start", child, ""
            if child.text:
                yield "text", child, child.text
            stack.append((child, child.iterchildren()))
