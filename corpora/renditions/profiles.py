"""Habits of offices and programs that make the same document differently in Word."""

from __future__ import annotations

from typing import Literal
from zlib import crc32

from msgspec import Struct


class Profile(Struct, frozen=True):
    """Choices of one producer of docx files.

    ``styles``: paragraph styles, else direct formatting; ``headings``: Word's heading styles; ``numbering``: labels typed, or of Word's lists;
    ``head``: the two columns of the head in a table of one row, of two rows, or set with tabulators; ``line``: how the line under the title is made;
    ``blank_lines``: empty paragraphs in place of spacing; ``balanced``: lines of issuer and abstract broken at about the same length; ``runs``: words of a paragraph torn into several runs, as after corrections.
    """

    name: str
    styles: bool
    headings: bool
    numbering: Literal["typed", "lists"]
    head: Literal["table", "rows", "tabs"]
    line: Literal["border", "underline", "drawn"]
    blank_lines: bool
    runs: bool
    balanced: bool
    application: str
    version: str


PROFILES = (
    Profile("word-2007-direct", False, False, "typed", "table", "underline", True, True, False, "Microsoft Office Word", "12.0000"),
    Profile("word-2016-styles", True, True, "lists", "table", "drawn", False, True, True, "Microsoft Office Word", "16.0000"),
    Profile("word-2013-typed", True, True, "typed", "rows", "border", False, False, True, "Microsoft Office Word", "15.0000"),
    Profile("word-2010-tabs", False, False, "typed", "tabs", "underline", True, False, False, "Microsoft Office Word", "14.0000"),
    Profile("libreoffice", True, True, "lists", "table", "border", False, False, False, "LibreOffice/7.4", "15.0000"),
)
NAMES = tuple(profile.name for profile in PROFILES)
# How often each is met: headings by style in most documents, tabulators rarely.
_SHARE = (0, 0, 1, 1, 1, 2, 2, 2, 4, 4, 3, 1)


def choice(slug: str, what: str, size: int) -> int:
    """A number below ``size`` that depends on the slug and on what is chosen alone."""
    return crc32(f"{what}:{slug}".encode()) % size


def profile_of(slug: str, name: str = "") -> Profile:
    """The profile with this name; without one the profile that the slug gives."""
    if name:
        return next(profile for profile in PROFILES if profile.name == name)
    return PROFILES[_SHARE[choice(slug, "docx", len(_SHARE))]]
