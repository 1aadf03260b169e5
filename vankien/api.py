"""The public functions; users import them from ``vankien`` itself.

Functions that take a text give spans as offsets into exactly that text, whatever its normal form and line ends; functions that take
a Document give offsets into ``Document.text``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.document import Block, Document, Field, File, Header, Page, Run, Sentence, SourcePiece, Token, WorkKey
from core.errors import ArchiveError, MissingExtra, QueryError, ReadError, VankienError
from core.mentions import DateMention, Indicator, Mention, Organisation, Period, Reference, Statement
from core.problems import Problem
from core.settings import Limits
from core.spans import Box, OffsetMap, Span
from core.viewer import Viewer

if TYPE_CHECKING:
    from index.archive import Archive
    from pipeline.run import Outcome

__all__ = [
    "ArchiveError", "Block", "Box", "DateMention", "Document", "Field", "File", "Header", "Indicator", "Limits", "Mention", "MissingExtra",
    "OffsetMap", "Organisation", "Page", "Period", "Problem", "QueryError", "ReadError", "Reference", "Run", "Sentence", "SourcePiece",
    "Span", "Statement", "Token", "VankienError", "Viewer", "WorkKey",
    "check_arithmetic", "extract", "extract_many", "find_dates", "find_header", "find_indicators", "find_organisations", "find_references",
    "open_archive", "read", "to_json",
]  # fmt: skip

_DEFAULTS = Limits()


def read(path: str | os.PathLike[str], *, limits: Limits = _DEFAULTS) -> Document:
    """The Document of a file (docx, pdf, html, txt): text, blocks, sentences, pages; nothing extracted yet. Read in this process.

    Raises ReadError, with a code and a hint, where the file gives nothing; trouble in a page is in ``Document.problems``.
    """
    from pipeline.run import read_file

    return read_file(Path(path), limits)


def extract(path: str | os.PathLike[str] | None = None, *, text: str | None = None, limits: Limits = _DEFAULTS) -> Document:
    """The Document of a file, or of a plain ``text``, with header, mentions and arithmetic statements. Raises ReadError.

    In this process, without the limits in time and memory that ``extract_many`` has. Raises TypeError unless exactly one is given.
    """
    from extractors.run import annotate
    from pipeline.run import text_document

    if (path is None) == (text is None):
        raise TypeError("extract() takes either a path or text=")
    return annotate(text_document(text) if text is not None else read(path or "", limits=limits))


def extract_many(paths: Iterable[str | os.PathLike[str]], *, workers: int = 2, limits: Limits = _DEFAULTS) -> Iterator[Outcome]:
    """An Outcome (path, Document or Problem, seconds) for each file given or found in a folder given, in order.

    Files are read in spawned worker processes within ``limits``: one that hangs or crashes costs only itself. Memory is bounded however
    many there are. A script that calls this needs ``if __name__ == "__main__":``.
    """
    from extractors.run import annotate
    from pipeline.run import read_many
    from pipeline.walk import find_files

    return read_many(find_files(map(Path, paths)), step=annotate, workers=workers, limits=limits)


def find_references(text: str | Document) -> tuple[Reference, ...]:
    """Mentions of other documents (viện dẫn): type, number in normal form, date, issuer."""
    from vankien.found import asked

    return asked(text, lambda found: found.references)


def find_dates(text: str | Document) -> tuple[DateMention, ...]:
    """Calendar dates as written."""
    from vankien.found import asked

    return asked(text, lambda found: found.dates)


def find_indicators(text: str | Document) -> tuple[Indicator, ...]:
    """Figures (số liệu): value, unit, period, interval."""
    from vankien.found import asked

    return asked(text, lambda found: found.indicators)


def find_organisations(text: str | Document) -> tuple[Organisation, ...]:
    """Named Party and State bodies."""
    from vankien.found import asked

    return asked(text, lambda found: found.organisations)


def find_header(text: str | Document) -> Header | None:
    """Components of form (thể thức): issuer, number, date, type, abstract, recipients, signer …; None where there are none."""
    from vankien.found import asked

    return asked(text, lambda found: found.header)


def check_arithmetic(text: str | Document) -> tuple[Statement, ...]:
    """Sums and percentages that the text states, recalculated: ``holds`` is True, False, or None where it cannot be told."""
    from vankien.found import asked

    return asked(text, lambda found: found.statements)


def to_json(document: Document, path: str = "", language: str = "vi") -> dict[str, Any]:
    """An annotated Document as the machine contract's object (docs/contract.md), ready for ``json.dumps``."""
    from vankien.contract import record

    return record(path, document, (), language)


def open_archive(folder: str | os.PathLike[str], *, create: bool = False) -> Archive:
    """The archive in a folder; a context manager. With ``create`` an empty one is made where there is none. Raises ArchiveError."""
    from index.archive import Archive

    return Archive.open(Path(folder), create=create)
