"""vankien reads the documents of Party offices in Vietnam, says what they cite, count and promise, and makes them searchable.

Everything public is a name of this package; each is loaded when it is first used::

    import vankien

    document = vankien.extract("report.docx")          # read, and everything found in it
    vankien.find_references("theo Kế hoạch số 13-KH/BTCTU, ngày 16/6/2016")
    with vankien.open_archive("archive") as archive:
        archive.search("chất lượng chi bộ", viewer=vankien.Viewer.everything())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vankien.api import (
        ArchiveError,
        Block,
        Box,
        DateMention,
        Document,
        Field,
        File,
        Header,
        Indicator,
        Limits,
        Mention,
        MissingExtra,
        OffsetMap,
        Organisation,
        Page,
        Period,
        Problem,
        QueryError,
        ReadError,
        Reference,
        Run,
        Sentence,
        SourcePiece,
        Span,
        Statement,
        Token,
        VankienError,
        Viewer,
        WorkKey,
        check_arithmetic,
        extract,
        extract_many,
        find_dates,
        find_header,
        find_indicators,
        find_organisations,
        find_references,
        open_archive,
        read,
        to_json,
    )

__version__ = "0.1.0"

__all__ = [
    "ArchiveError",
    "Block",
    "Box",
    "DateMention",
    "Document",
    "Field",
    "File",
    "Header",
    "Indicator",
    "Limits",
    "Mention",
    "MissingExtra",
    "OffsetMap",
    "Organisation",
    "Page",
    "Period",
    "Problem",
    "QueryError",
    "ReadError",
    "Reference",
    "Run",
    "Sentence",
    "SourcePiece",
    "Span",
    "Statement",
    "Token",
    "VankienError",
    "Viewer",
    "WorkKey",
    "check_arithmetic",
    "extract",
    "extract_many",
    "find_dates",
    "find_header",
    "find_indicators",
    "find_organisations",
    "find_references",
    "open_archive",
    "read",
    "to_json",
]


def __getattr__(name: str) -> Any:
    """Load the public functions and types when the first of them is asked for (PEP 562): ``import vankien`` itself costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from vankien import api

    globals().update({each: getattr(api, each) for each in __all__})
    return globals()[name]


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
