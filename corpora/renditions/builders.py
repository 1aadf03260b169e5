"""The formats that we write, each with its producers; a further format is one line more here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from corpora.renditions import plain, word
from corpora.renditions.profiles import choice, profile_of
from corpora.renditions.truth import PlacedTruth
from corpora.vk.document import Source


class Builder(Struct, frozen=True):
    """Writes one format; ``default`` tells the producer of a source where none is named."""

    producers: tuple[str, ...]
    write: Callable[[Source, Path, str], PlacedTruth]
    default: Callable[[Source], str]


def _by_slug(form: str, producers: tuple[str, ...]) -> Callable[[Source], str]:
    return lambda source: producers[choice(source.name, form, len(producers))]


BUILDERS: dict[str, Builder] = {
    "docx": Builder(word.PRODUCERS, word.build_docx, lambda source: profile_of(source.name).name),
    "txt": Builder(plain.PRODUCERS, plain.build_txt, _by_slug("txt", plain.PRODUCERS)),
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
