"""Versions of the steps that make a Document, and the steps themselves, imported where they run."""

from __future__ import annotations

from core.document import Document
from extractors.versions import VERSIONS

WORDS = {"words": "1"}
"""Version of the words layer, which a Document has only where it was asked for."""


def versions() -> dict[str, str]:
    """Version of each step now; Documents made by others are due again."""
    from pipeline.assemble import VERSION

    return {"pipeline": VERSION, **VERSIONS}


def annotate(document: Document) -> Document:
    """All extractors. They are imported in the workers, not by every command that opens an archive."""
    from extractors.run import annotate as run

    return run(document)


def annotate_with_words(document: Document) -> Document:
    """All extractors and the words layer, which costs more time than all the rest (0.2 MB/s)."""
    from pipeline.language.words import words

    annotated = annotate(document)
    return annotated.with_(words=tuple(words(document.text)), made_by=annotated.made_by | WORDS)
