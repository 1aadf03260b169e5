"""File to Document: in this process for one text or file, in spawned workers with limits for many."""

from __future__ import annotations

from hashlib import sha256

from core.document import Document, File
from pipeline.assemble import assemble
from pipeline.readers.txt import draft_of


def text_document(text: str, name: str = "") -> Document:
    """The Document of a plain text, read as a txt file would be; ``name`` becomes its title. Made in this process."""
    data = text.encode("utf-8", "surrogatepass")
    # A lone surrogate cannot be stored; one replacement character keeps every offset.
    clean = data.decode("utf-8", "replace") if any("\ud800" <= c <= "\udfff" for c in text) else text
    draft = draft_of(clean.removeprefix("\ufeff"))
    return assemble(draft, File(sha256(data).hexdigest(), "txt", len(data), title=name or None))
