"""From text to source and back: every piece of the file behind a span is, normalised, that span's text.

10,000 random spans over our samples and the real files; ``tests/contract`` proves the same on documents made for the purpose.
"""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

from core.document import Document
from core.spans import Span
from corpora.renditions.samples import HERE, SAMPLES
from pipeline.run import read_file

SPANS = 10_000


def assert_round_trip(document: Document, span: Span) -> None:
    pieces = document.source_of(span)
    assert [p.span.start for p in pieces] == [span.start, *(p.span.end for p in pieces[:-1])], "pieces follow one another"
    assert pieces[-1].span.end == span.end
    for piece in pieces:
        if piece.origin == "added":
            assert piece.raw == ""
            assert piece.start == piece.end
        else:
            shown = piece.span.of(document.text)
            assert piece.end - piece.start == len(piece.raw)
            assert same_letters(piece.raw, shown), (piece.part, piece.raw, shown)
    joined = "".join(p.raw if p.origin != "added" else p.span.of(document.text) for p in pieces)
    assert same_letters(joined, span.of(document.text))


def same_letters(raw: str, shown: str) -> bool:
    """Equal in NFC; what a reader of the page does not see (line ends, soft hyphens, white space of markup) may differ."""
    return visible(raw) == visible(shown)


def visible(text: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFC", text) if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cn")
    )


def some_spans(documents: list[Document], count: int) -> list[tuple[Document, Span]]:
    chance = random.Random(2026)
    chosen = []
    for i in range(count):
        document = documents[i % len(documents)]
        start = chance.randrange(len(document.text))
        chosen.append((document, Span(start, min(len(document.text), start + chance.choice((1, 2, 7, 40, 300, 5000))))))
    return chosen


def test_samples() -> None:
    documents = [read_file(HERE / name) for name in SAMPLES]
    for document, span in some_spans(documents, SPANS // 10):
        assert_round_trip(document, span)


def test_real_files(shared: Path) -> None:
    folders = ("corpora/seeds", "corpora/pdf", "gold/texts")
    documents = [read_file(path) for folder in folders for path in sorted((shared / folder).iterdir()) if path.suffix in (".txt", ".pdf")]
    for document, span in some_spans(documents, SPANS):
        assert_round_trip(document, span)
