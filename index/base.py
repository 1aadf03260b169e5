"""What a search engine has to be able to do, and the types in which archives answer.

An engine is derived from the catalogue and knows passages only; ``index/archive.py`` joins its answers with the catalogue.
Every question names its viewer. All engines pass ``tests/contract/test_engine.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

from msgspec import Struct

from core.document import Document, WorkKey
from core.mentions import Indicator, Reference
from core.problems import Problem
from core.spans import Span
from core.viewer import Viewer
from index.query import Query

Relaxed = Literal["", "fewer-words", "spelling"]
"""What was given up to find anything: "" nothing, not all words needed, or neighbours by one letter taken."""


class Record(Struct, frozen=True, kw_only=True):
    """What engines need of a Document beside its text: ids in the catalogue, and the columns that filters use.

    ``type``, ``issuer_key`` (``analysis.keyword``) and ``level`` are the values of facets; ``date`` is ISO, whole or not.
    """

    id: int
    file: int
    work: int
    document: Document
    title: str = ""
    number_key: str | None = None
    type: str | None = None
    issuer_key: str | None = None
    date: str | None = None
    level: str | None = None
    secrecy: str | None = None


class Place(Struct, frozen=True):
    """A passage of a document as an engine found it: id in the catalogue, span, headings above it (outermost first), page."""

    document: int
    work: int
    score: float
    span: Span
    headings: tuple[Span, ...] = ()
    page: int | None = None


class Count(Struct, frozen=True):
    """A value of a facet and the Works that have it."""

    value: str
    works: int


class Facets(Struct, frozen=True):
    """Works of a result by type, issuer, year and level, most frequent first. The counts agree with the list of hits."""

    type: tuple[Count, ...] = ()
    issuer: tuple[Count, ...] = ()
    year: tuple[Count, ...] = ()
    level: tuple[Count, ...] = ()


class Found(Struct, frozen=True):
    """An engine's answer: Works found in all, and for each Work of the page its best places, best first.

    ``exact`` is False where ``total`` and counts are estimates (within 2 %); ``query`` is what was answered, after ``relaxed``.
    """

    total: int
    works: tuple[tuple[Place, ...], ...]
    facets: Facets = Facets()
    exact: bool = True
    relaxed: Relaxed = ""
    query: Query = Query()


class Engine(Protocol):
    """A search engine. Writing is done by one process; readers see whole commits only."""

    def generation(self) -> int:
        """Generation of the catalogue at its last commit, -1 where it was made by another version of the analysis."""
        ...

    def put(self, records: Iterable[Record]) -> None:
        """Index these Documents, each in place of what stood under its id; visible after ``commit``."""
        ...

    def remove(self, documents: Iterable[int]) -> None:
        """Forget these Documents; visible after ``commit``."""
        ...

    def clear(self) -> None:
        """Forget everything; visible after ``commit``."""
        ...

    def commit(self, generation: int) -> None:
        """Make everything since the last commit lasting and visible, as of this generation of the catalogue."""
        ...

    def search(self, query: Query, viewer: Viewer, *, limit: int = 10, offset: int = 0, facets: bool = True) -> Found:
        """The best Works for a query, each with its best places."""
        ...

    def places(self, query: Query, viewer: Viewer, *, limit: int = 1000) -> tuple[Place, ...]:
        """The best passages for a query, of all Works; nothing is read more freely."""
        ...

    def documents(self) -> frozenset[int]:
        """Ids of all Documents in it."""
        ...

    def passages(self, viewer: Viewer) -> int:
        """Number of passages that the viewer may see."""
        ...

    def close(self) -> None:
        """Release files and locks; what was not committed is lost."""
        ...


class Passage(Struct, frozen=True):
    """A place in a Document, ready to be shown.

    All spans are offsets into ``Document.text``; ``text`` is the characters of ``span``. ``snippet`` lies inside ``span``, about
    40 words round the highlights; ``highlights`` are the words, phrases and numbers asked for.
    """

    span: Span
    text: str
    snippet: Span
    highlights: tuple[Span, ...] = ()
    headings: tuple[str, ...] = ()
    page: int | None = None

    @property
    def heading(self) -> str | None:
        """The nearest heading above it."""
        return self.headings[-1] if self.headings else None

    @property
    def snippet_text(self) -> str:
        """The characters of ``snippet``."""
        return self.text[self.snippet.start - self.span.start : self.snippet.end - self.span.start]


class Entry(Struct, frozen=True, kw_only=True):
    """A Document of the archive, without its text: id, where its File lies, what its header says.

    ``work_id`` tells Works apart that have no number; it holds within one archive only.
    """

    id: str
    work: WorkKey
    work_id: int
    paths: tuple[str, ...]
    missing: tuple[str, ...] = ()
    """Those of ``paths`` where an ingest found no file any more; they come last."""
    format: str
    title: str
    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    date: str | None = None
    level: str | None = None
    secrecy: str | None = None
    term: str | None = None
    pages: int = 0
    characters: int = 0

    @property
    def path(self) -> str:
        """The first of its paths."""
        return self.paths[0] if self.paths else ""


class Hit(Struct, frozen=True):
    """A passage that answers a query, and the Document it stands in."""

    entry: Entry
    passage: Passage
    score: float


class WorkHit(Struct, frozen=True):
    """A Work that answers a query: its best passages (best first) and all its renditions that the viewer may see."""

    work: WorkKey
    score: float
    hits: tuple[Hit, ...]
    renditions: tuple[Entry, ...]

    @property
    def best(self) -> Hit:
        """The best passage."""
        return self.hits[0]


class SearchResult(Struct, frozen=True):
    """Answer to a search: number of Works found, the page of them asked for, facets of all, seconds taken."""

    total: int
    hits: tuple[WorkHit, ...]
    facets: Facets
    took: float
    exact: bool = True
    relaxed: Relaxed = ""


class Citation(Struct, frozen=True):
    """One place where a Document cites another one: its span, the sentence round it, headings above it, page."""

    entry: Entry
    reference: Reference
    sentence: str
    sentence_span: Span
    headings: tuple[str, ...] = ()
    page: int | None = None


class CitingWork(Struct, frozen=True):
    """A Work that cites the number asked for: the places in one of its renditions, and all renditions."""

    work: WorkKey
    citations: tuple[Citation, ...]
    renditions: tuple[Entry, ...]


class NumberResult(Struct, frozen=True):
    """What an archive knows of a document number: the normal number, the Works that bear it, the Works that cite it."""

    number: str
    works: tuple[tuple[Entry, ...], ...]
    citing: tuple[CitingWork, ...]


class Figure(Struct, frozen=True):
    """An indicator of the archive with its place: sentence, headings, page."""

    entry: Entry
    indicator: Indicator
    text: str
    sentence: str
    sentence_span: Span
    headings: tuple[str, ...] = ()
    page: int | None = None


class Stored(Struct, frozen=True):
    """A Document of the archive, whole; ``others`` are further ones to which the question leads."""

    entry: Entry
    document: Document
    others: tuple[Entry, ...] = ()


class Failure(Struct, frozen=True):
    """A path that gave nothing, and why."""

    path: str
    problem: Problem


class Stats(Struct, frozen=True, kw_only=True):
    """Size of an archive, as far as the viewer may see it; ``missing`` counts paths that were no longer there at
    the last ingest of their folder, ``due`` Documents made by earlier versions of a step.
    """

    files: int
    paths: int
    documents: int
    works: int
    failed: int
    missing: int
    due: int
    passages: int
    characters: int
    pages: int
    references: int
    indicators: int
    formats: tuple[Count, ...]
    facets: Facets
    bytes: int
    """Size of the archive's own files on the disk."""
