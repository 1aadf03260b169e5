"""Versions of the steps that make a Document, and the steps themselves, imported where they run."""

from __future__ import annotations

from core.document import Document
from extractors.versions import VERSIONS
from pipeline.assemble import VERSION as PIPELINE


def versions() -> dict[str, str]:
    """Version of each step now; Documents made by others are due again."""
    return {"pipeline": PIPELINE, **VERSIONS}


def annotate(document: Document) -> Document:
    """All extractors. They are imported in the workers, not by every command that opens an archive."""
    from extractors.run import annotate as run

    return run(document)
