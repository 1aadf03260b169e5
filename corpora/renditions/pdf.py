"""Writes a source as pdf: the docx printed by LibreOffice, or set by ourselves where there is none."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from corpora.renditions import direct_pdf
from corpora.renditions.libreoffice import installed, print_all
from corpora.renditions.lines import lines_of
from corpora.renditions.page_text import reading_text
from corpora.renditions.place import placed
from corpora.renditions.profiles import choice
from corpora.renditions.truth import PlacedTruth
from corpora.renditions.word import build_docx
from corpora.vk.document import Source

PRODUCERS = ("libreoffice", "direct")


def default_producer(source: Source) -> str:
    """Two of three by LibreOffice, where it is installed."""
    return "libreoffice" if choice(source.name, "pdf", 3) and installed() else "direct"


def build_pdf(source: Source, path: Path, producer: str) -> PlacedTruth:
    """Write the file and give its truth."""
    return build_pdfs([(source, path)], producer)[0]


def build_pdfs(jobs: Sequence[tuple[Source, Path]], producer: str) -> list[PlacedTruth]:
    """Several files by one producer, LibreOffice started once."""
    if producer == "direct":
        return [_direct(source, path) for source, path in jobs]
    with tempfile.TemporaryDirectory() as folder:
        docx = [Path(folder, f"{n}.docx") for n in range(len(jobs))]
        truths = [build_docx(source, made, "") for (source, _), made in zip(jobs, docx, strict=True)]
        print_all([(made, path) for made, (_, path) in zip(docx, jobs, strict=True)])
    return [replace(truth, format="pdf", producer=producer) for truth in truths]


def _direct(source: Source, path: Path) -> PlacedTruth:
    lines = lines_of(source)
    direct_pdf.write(source, lines, path)
    return placed(source, reading_text(lines), "pdf", "direct")
