"""The formats that we write, each with its producers; a further format is one line more here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from corpora.renditions import pdf, plain, web, word
from corpora.renditions.profiles import profile_of
from corpora.renditions.truth import PlacedTruth
from corpora.vk.document import Source


class Builder(Struct, frozen=True):
    """Writes one format; ``default`` tells the producer of a source where none is named; ``write_all`` is faster for many."""

    producers: tuple[str, ...]
    write: Callable[[Source, Path, str], PlacedTruth]
    default: Callable[[Source], str]
    write_all: Callable[[Sequence[tuple[Source, Path]], str], list[PlacedTruth]] | None = None


BUILDERS: dict[str, Builder] = {
    "docx": Builder(word.PRODUCERS, word.build_docx, lambda source: profile_of(source.name).name),
    "pdf": Builder(pdf.PRODUCERS, pdf.build_pdf, pdf.default_producer, pdf.build_pdfs),
    "html": Builder(web.PRODUCERS, web.build_html, web.default_producer),
    "txt": Builder(plain.PRODUCERS, plain.build_txt, plain.default_producer),
}
FORMATS = tuple(BUILDERS)


def build(source: Source, format: str, path: Path, producer: str = "") -> PlacedTruth:  # noqa: A002 - what callers say
    """Write one rendition to ``path`` and give its truth; ValueError for an unknown format or producer."""
    if format not in BUILDERS:
        raise ValueError(f"no format {format!r}: one of {', '.join(BUILDERS)}")
    builder = BUILDERS[format]
    if producer and producer not in builder.producers:
        raise ValueError(f"no producer {producer!r} of {format}: one of {', '.join(builder.producers)}")
    return builder.write(source, path, producer or builder.default(source))


def build_all(sources: Sequence[tuple[Source, Path]], format: str, producer: str = "") -> Iterator[tuple[Path, PlacedTruth | Exception]]:  # noqa: A002
    """Several renditions of one format, each with its truth or with what went wrong."""
    builder = BUILDERS[format]
    by_producer: dict[str, list[tuple[Source, Path]]] = {}
    for source, path in sources:
        by_producer.setdefault(producer or builder.default(source), []).append((source, path))
    for name, jobs in by_producer.items():
        if builder.write_all is not None and len(jobs) > 1:
            try:
                truths = builder.write_all(jobs, name)
            except (ValueError, RuntimeError, OSError):
                pass  # one by one, so that the file is named
            else:
                yield from ((path, truth) for (_, path), truth in zip(jobs, truths, strict=True))
                continue
        for source, path in jobs:
            try:
                yield path, build(source, format, path, name)
            except (ValueError, RuntimeError, OSError) as error:
                yield path, error
