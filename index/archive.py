"""An archive: a folder with a catalogue and the search engine derived from it, and everything that can be asked of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from core.document import Document
from core.errors import QueryError
from core.problems import Problem
from core.settings import Limits
from core.spans import Span
from core.viewer import Viewer
from index.analysis import number_key, numbers_in, terms
from index.base import (
    CitingWork,
    Count,
    Entry,
    Facets,
    Failure,
    Figure,
    Hit,
    NumberResult,
    Passage,
    Place,
    SearchResult,
    Stats,
    Stored,
    WorkHit,
)
from index.catalogue import Catalogue
from index.derived import Derived
from index.highlight import highlight
from index.ledger import path_text
from index.lookup import Lookup
from index.query import NO_FILTERS, Filters, Query, Word, parse
from index.store import Store
from index.versions import WORDS, annotate, annotate_with_words, versions

if TYPE_CHECKING:
    from index.ingest import IngestReport, Progress
    from index.salvage import Recovered

_DEFAULTS = Limits()
_CANDIDATES = 2_000
"""Passages looked through for the figures of a query."""


class Archive:
    """An open archive. ``open`` it in a ``with`` block; every question names its viewer.

    One process at a time may ``ingest`` or ``repair``; others may ask meanwhile and see whole batches.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._derived = Derived(catalogue)
        self._lookup = Lookup(catalogue)
        self._store = Store(catalogue)

    @classmethod
    def open(cls, folder: str | Path, *, create: bool = False) -> Archive:
        """The archive in a folder; with ``create`` a new one where there is none. Raises ``ArchiveError``."""
        return cls(Catalogue.open(Path(folder), create=create))

    @staticmethod
    def recover(folder: str | Path) -> Recovered | None:
        """Where the catalogue is damaged: a new one with all Documents that can still be read, the old one beside it under another name,
        the search engine built anew when it is next asked. None where nothing is wrong.

        Raises ``ArchiveError``: "archive-lost" where nothing can be read; then nothing was changed.
        """
        from index.embedded import Embedded
        from index.salvage import recover

        recovered = recover(Path(folder))
        if recovered is not None:
            Embedded.discard(Path(folder))
        return recovered

    def close(self) -> None:
        """Release all files."""
        self._derived.close()
        self._catalogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._catalogue.folder

    def ingest(
        self,
        paths: Iterable[str | Path],
        *,
        limits: Limits = _DEFAULTS,
        workers: int = 2,
        retry_failed: bool = False,
        renew: bool = False,
        words: bool = False,
        forget_missing: bool = False,
        progress: Callable[[Progress], None] | None = None,
        step: Callable[[Document], Document] | None = None,
    ) -> IngestReport:
        """Take files and folders in. What is unchanged since the last time is not opened; what failed is tried again with
        ``retry_failed``, what earlier versions of the steps have made is made again with ``renew``, and what has no words layer yet
        with ``words``. ``step`` runs in the workers, all extractors where it is not given. Files that are no longer in the folders
        given stay in the archive and are named, or are taken out with ``forget_missing``.

        Raises ``ArchiveError``: "archive-busy" where another process is writing, "disk-full". What was stored until then stays.
        """
        # Commands that only ask need not wait for what reads files.
        from index.ingest import Ingest

        with self._catalogue.writing():
            run = Ingest(
                self._catalogue,
                self._derived,
                step=step or (annotate_with_words if words else annotate),
                limits=limits,
                workers=workers,
                retry_failed=retry_failed,
                renew=(versions() if renew else {}) | (WORDS if words else {}),
                forget_missing=forget_missing,
                progress=progress,
            )
            try:
                return run.run(paths)
            except BaseException:
                # What the engine had not committed is lost with it and comes back from the catalogue.
                self._derived.close()
                raise

    def search(
        self, query: str | Query, viewer: Viewer, *, filters: Filters = NO_FILTERS, limit: int = 10, offset: int = 0, facets: bool = True
    ) -> SearchResult:
        """Works that answer a query, the best first. Raises ``QueryError`` where the query cannot be understood."""
        started = time.perf_counter()
        asked = parse(query, filters) if isinstance(query, str) else query
        found = self._derived.engine().search(asked, viewer, limit=limit, offset=offset, facets=facets)
        entries = self._lookup.entries({place.document for places in found.works for place in places}, viewer)
        renditions = self._lookup.renditions({places[0].work for places in found.works}, viewer)
        hits = []
        for places in found.works:
            shown = tuple(self._hit(entries[place.document], place, found.query) for place in places if place.document in entries)
            if shown:
                hits.append(WorkHit(shown[0].entry.work, shown[0].score, shown, renditions[places[0].work]))
        named = self._named(found.facets, viewer)
        return SearchResult(found.total, tuple(hits), named, time.perf_counter() - started, found.exact, found.relaxed)

    def find_number(self, text: str, viewer: Viewer) -> NumberResult:
        """What is known of a document number, typed in any way: the Works that bear it (newest first), the Works that cite it.

        Raises ``QueryError`` where ``text`` is no document number.
        """
        key, normal = _number(text)
        works: dict[int, list[Entry]] = {}
        for _, entry in self._lookup.by_number(key, viewer):
            works.setdefault(entry.work_id, []).append(entry)
        return NumberResult(normal, tuple(map(tuple, works.values())), self._lookup.citing(key, viewer))

    def citing(self, number: str, viewer: Viewer) -> tuple[CitingWork, ...]:
        """Works that cite a document number, the newest first, with each place. Raises ``QueryError`` where it is no number."""
        return self._lookup.citing(_number(number)[0], viewer)

    def indicators(
        self,
        viewer: Viewer,
        *,
        number: str | None = None,
        path: str | Path | None = None,
        query: str | None = None,
        unit: str = "",
        limit: int = 1000,
        offset: int = 0,
    ) -> tuple[Figure, ...]:
        """Figures, document by document: of the documents that bear a number, of a file, with a unit, in sentences (under headings, in
        table rows) that hold all words of a query. Raises ``QueryError``.
        """
        documents: list[int] | None = None
        if number is not None:
            documents = [row for row, _ in self._lookup.by_number(_number(number)[0], viewer)]
        if path is not None:
            at = {row for row, _ in self._lookup.by_path(path_text(path), viewer)}
            documents = sorted(at if documents is None else at & set(documents))
        if query is None:
            return tuple(self._lookup.figures(viewer, documents, unit=unit, limit=limit, offset=offset))
        return self._figures_of(parse(query), viewer, documents, unit)[offset : offset + limit]

    def document(self, reference: str | Path, viewer: Viewer) -> Stored | None:
        """A Document by its id (or the first 8 and more digits), its path (whole, or the last parts), or its number; None where there is
        none. ``others`` are further ones that answer as well.
        """
        text = str(reference)
        found = self._lookup.by_key(text, viewer) or self._lookup.by_path(path_text(text), viewer) or self._lookup.by_path_end(text, viewer)
        if not found:
            key = number_key(text)
            found = self._lookup.by_number(key, viewer) if key else []
        for row, entry in found:
            document = self._store.document(row)
            if document is not None:
                return Stored(entry, document, tuple(other for _, other in found if other is not entry))
        return None

    def failures(self) -> tuple[Failure, ...]:
        """Paths that gave nothing, and why."""
        return self._lookup.failures()

    def stats(self, viewer: Viewer) -> Stats:
        """Size of the archive, as far as the viewer may see it."""
        passages = self._derived.engine().passages(viewer)
        return self._lookup.stats(viewer, versions=versions(), passages=passages, size=_bytes_in(self.folder))

    def check(self) -> tuple[Problem, ...]:
        """What is wrong with the archive; nothing is mended."""
        found = [Problem("archive-damaged", {"detail": problem}) for problem in self._catalogue.problems()]
        damaged = self._derived.damaged()
        if damaged:
            # What it would answer is worth nothing.
            return (*found, Problem("archive-engine-damaged", {"files": ", ".join(damaged)}))
        known, indexed = self._store.ids(), self._derived.engine().documents()
        if known != indexed:
            found.append(Problem("archive-engine", {"missing": str(len(known - indexed)), "stale": str(len(indexed - known))}))
        return tuple(found)

    def repair(self, progress: Callable[[int], None] | None = None) -> int:
        """Build the search engine anew from the catalogue; gives the number of Documents. Raises ``ArchiveError``."""
        with self._catalogue.writing():
            return self._derived.rebuild(progress)

    def _hit(self, entry: Entry, place: Place, query: Query) -> Hit:
        text = self._lookup.text(place.document)
        words = place.span.of(text)
        numbers = [span for number in query.numbers for span in self._lookup.number_spans(place.document, number.key, place.span)]
        marks = highlight(words, place.span, query, numbers)
        headings = tuple(" ".join(span.of(text).split()) for span in place.headings)
        return Hit(entry, Passage(place.span, words, marks.snippet, marks.spans, headings, place.page), place.score)

    def _named(self, facets: Facets, viewer: Viewer) -> Facets:
        issuers = tuple(Count(self._lookup.issuer(count.value, viewer), count.works) for count in facets.issuer)
        return Facets(facets.type, issuers, facets.year, facets.level)

    def _figures_of(self, query: Query, viewer: Viewer, documents: Sequence[int] | None, unit: str) -> tuple[Figure, ...]:
        places: dict[int, list[Span]] = {}
        for place in self._derived.engine().places(query, viewer, limit=_CANDIDATES):
            if documents is None or place.document in documents:
                places.setdefault(place.document, []).append(place.span)
        found = []
        for document, spans in sorted(places.items()):
            for figure in self._lookup.figures(viewer, [document], unit=unit, limit=100_000):
                if any(span.contains(figure.indicator.span) for span in spans) and _holds(figure, query):
                    found.append(figure)  # noqa: PERF401 - a comprehension over three levels says less
        return tuple(found)


def _bytes_in(folder: Path) -> int:
    """Size of all files in a folder; those that an ingest in another process takes away meanwhile count nothing."""
    size = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):
            size += file.stat().st_size if file.is_file() else 0
    return size


def _number(text: str) -> tuple[str, str]:
    """Key and normal form of a document number typed by a user."""
    key = number_key(text)
    if key is None:
        raise QueryError(code="query-number", value=text)
    found = numbers_in(text)
    return key, found[0].number.normal if found else text.strip()


def _holds(figure: Figure, query: Query) -> bool:
    """Do the sentence of a figure and the headings above it hold all words?"""
    around = terms("\n".join((*figure.headings, figure.sentence)))
    marked, plain = {term.marked for term in around}, {term.folded for term in around}
    words = [word for unit in query.units for word in ((unit,) if isinstance(unit, Word) else getattr(unit, "words", ()))]
    return all(word.marked in marked if word.exact else word.folded in plain for word in words)
