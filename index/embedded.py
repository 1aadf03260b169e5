"""The search engine of one machine: tantivy, one document of it a passage, in a folder beside the catalogue.

Fields hold ready tokens of ``index/analysis.py``. Each commit carries the catalogue's generation, in a document of its own, so that
both can be compared after a crash. Measured: 200,000 passages of 100 words are built in 16 s and answer in 3-30 ms.
"""

from __future__ import annotations

import shutil
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import msgpack, structs

from core.document import Document
from core.errors import ArchiveError
from core.mentions import Reference
from core.spans import Span
from core.viewer import Viewer
from index import analysis, passages
from index.base import Count, Facets, Found, Place, Record, Relaxed
from index.catalogue import disk_error, is_full
from index.checksum import damaged_files
from index.embedded_query import OPEN, Builder, day_number
from index.linked import Linked, open_to_readers, refusal
from index.query import Query, Word
from index.ranking import fewer

if TYPE_CHECKING:
    from tantivy import DocAddress, Index, IndexWriter, Schema, Searcher

SCHEMA = "1"
_HEAP = 50_000_000
_PLACES = 3
"""Passages shown of one Work."""
_FIRST_PASSAGES = 60
_FACET_SEPARATOR = "\x1f"
_BUCKETS = 60_000
_SHORT = 4
"""Syllables up to this length have too many neighbours by one letter: "rang" is near dang, rung, hang."""


class Embedded:
    """An ``index.base.Engine``. Readers and one writer may have it open at the same time."""

    def __init__(self, folder: Path, index: Index, linked: Linked | None = None) -> None:
        self._folder = folder
        self._linked = linked
        self._index = index
        self._writer: IndexWriter | None = None
        self._pending: set[int] = set()
        self._builder = Builder(index.schema)
        self._reload()

    @classmethod
    def open(cls, parent: Path) -> Embedded:
        """The engine in a folder of ``parent`` named after the versions of schema, analysis and passages, made where there is none.

        Where nothing can be written it can still be read. Raises ``ArchiveError`` where it is there but cannot be read.
        """
        from tantivy import Index

        folder = _folder(parent)
        with _errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            refused = refusal(folder)
            if refused is None:
                return cls(folder, Index(_schema(), str(folder)))
            if not (folder / "meta.json").is_file():
                raise refused
            linked = Linked(folder)
            try:
                return cls(folder, Index(_schema(), str(linked.folder)), linked)
            except BaseException:
                linked.close()
                raise

    @staticmethod
    def damaged(parent: Path) -> tuple[str, ...]:
        """Names of files in the engine of ``parent`` that are not as they were written."""
        folder = _folder(parent)
        with _errors(folder):
            return damaged_files(folder)

    @staticmethod
    def discard(parent: Path) -> None:
        """Take away every engine in ``parent``, those of other versions too, to begin anew. None may be open."""
        for folder in parent.glob("tantivy-*"):
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Release files and locks; what was not committed is lost."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with _errors(self._folder):
                writer.rollback()
                # Without waiting, threads that merge segments would outlive the lock.
                writer.wait_merging_threads()
            open_to_readers(self._folder)
        if self._linked is not None:
            self._linked.close()

    def generation(self) -> int:
        """Generation of the catalogue at its last commit, -1 where nothing was committed yet."""
        from tantivy import Query as Native

        with _errors(self._folder):
            self._reload()
            hits = self._searcher.search(Native.term_query(self._index.schema, "meta", "generation", "basic"), 1).hits
            return int(self._searcher.doc(hits[0][1])["value"][0]) if hits else -1

    def put(self, records: Iterable[Record]) -> None:
        """Index these Documents, each in place of what stood under its id; visible after ``commit``."""
        with _errors(self._folder):
            writer = self._writing()
            for record in records:
                if record.id in self._pending or self._searcher.doc_freq("document", record.id):
                    writer.delete_documents_by_term("document", record.id)
                self._pending.add(record.id)
                for native in _native(record):
                    writer.add_document(native)

    def remove(self, documents: Iterable[int]) -> None:
        """Forget these Documents; visible after ``commit``."""
        with _errors(self._folder):
            for number in documents:
                self._writing().delete_documents_by_term("document", number)

    def clear(self) -> None:
        """Forget everything; visible after ``commit``."""
        with _errors(self._folder):
            self._writing().delete_all_documents()
            self._pending.clear()

    def commit(self, generation: int) -> None:
        """Make everything since the last commit lasting and visible, as of this generation of the catalogue."""
        from tantivy import Document as Native

        with _errors(self._folder):
            writer = self._writing()
            writer.delete_documents_by_term("meta", "generation")
            note = Native()
            note.add_text("meta", "generation")
            note.add_integer("value", generation)
            writer.add_document(note)
            writer.commit()
            open_to_readers(self._folder)
            self._pending.clear()
            self._reload()

    def search(self, query: Query, viewer: Viewer, *, limit: int = 10, offset: int = 0, facets: bool = True) -> Found:
        """The best Works for a query, each with its best places. Where nothing is found, words are read more freely."""
        with _errors(self._folder):
            for relaxed, answered in self._easier(query, viewer):
                found = self._answer(answered, viewer, limit, offset, relaxed)
                # A page behind the last one is empty too; only an empty total says that nothing was found.
                if found.total:
                    break
        return found if facets else structs.replace(found, facets=Facets())

    def _answer(self, query: Query, viewer: Viewer, limit: int, offset: int, relaxed: Relaxed) -> Found:
        native = self._builder.build(query, viewer)
        works = self._works(native, limit, offset, by_date=not query.units)
        total, counts, exact = 0, Facets(), True
        if works or offset or not limit:
            total, counts, exact = self._count(self._builder.build(query, viewer, ranked=False))
        return Found(total, tuple(works), counts, exact, relaxed, query)

    def places(self, query: Query, viewer: Viewer, *, limit: int = 1000) -> tuple[Place, ...]:
        """The best passages for a query, of all Works, none read more freely."""
        with _errors(self._folder):
            return tuple(map(self._place, self._ranked(self._builder.build(query, viewer), limit)))

    def documents(self) -> frozenset[int]:
        """Ids of all Documents in it."""
        with _errors(self._folder):
            heads = self._builder.heads()
            count = max(1, self._hits(heads))
            addresses = [address for _, address in self._searcher.search(heads, count, count=False).hits]
            return frozenset(int(number or 0) for number in self._searcher.fast_field_values("document", addresses))

    def passages(self, viewer: Viewer) -> int:
        """Number of passages that the viewer may see."""
        with _errors(self._folder):
            return self._hits(self._builder.visible(viewer))

    def _reload(self) -> None:
        if self._linked is not None:
            self._linked.refresh()
        self._index.reload()
        self._searcher: Searcher = self._index.searcher()

    def _writing(self) -> IndexWriter:
        if self._linked is not None:
            raise refusal(self._folder) or ArchiveError(str(self._folder), code="archive-busy")
        if self._writer is None:
            # One thread: the two cores of an office PC are busy reading files.
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer

    def _easier(self, query: Query, viewer: Viewer) -> Iterator[tuple[Relaxed, Query]]:
        """The query itself, then what to try where nothing is found: unknown words spelt otherwise, then fewer words."""
        yield "", query
        respelt = self._respelt(query, viewer)
        if respelt != query:
            yield "spelling", respelt
        for fewer_words in fewer(respelt):
            yield "fewer-words", fewer_words

    def _respelt(self, query: Query, viewer: Viewer) -> Query:
        """Words that stand nowhere: first other marks are tried ("kê hoạch"), then one letter more, less or other."""
        units = tuple(self._respelt_word(unit, viewer) if isinstance(unit, Word) else unit for unit in query.units)
        return structs.replace(query, units=units)

    def _respelt_word(self, word: Word, viewer: Viewer) -> Word:
        if self._stands(word, viewer):
            return word
        if word.exact and self._stands(structs.replace(word, exact=False), viewer):
            return structs.replace(word, exact=False)
        return structs.replace(word, exact=False, near=len(word.folded) > _SHORT and not word.folded[0].isdigit())

    def _stands(self, word: Word, viewer: Viewer) -> bool:
        """Is the word in any passage that the viewer may see? Frequencies of the engine count those too that nobody may know of."""
        return self._hits(self._builder.word(word, viewer)) > 0

    def _hits(self, native: Any) -> int:
        found: Any = self._searcher.search(native, 1)
        return int(found.count)

    def _works(self, native: Any, limit: int, offset: int, *, by_date: bool) -> list[tuple[Place, ...]]:
        """Passages are fetched until they make enough Works."""
        wanted = (limit + offset) * 3 + _FIRST_PASSAGES
        while True:
            ranked = self._ranked(native, wanted, by_date=by_date)
            works: dict[int, list[_Ranked]] = {}
            for one in ranked:
                works.setdefault(one.work, []).append(one)
            if len(works) >= limit + offset or len(ranked) < wanted:
                page = list(works.values())[offset : offset + limit]
                return [tuple(self._place(one) for one in found[:_PLACES]) for found in page]
            wanted *= 4

    def _ranked(self, native: Any, limit: int, *, by_date: bool = False) -> list[_Ranked]:
        """The best passages, equal ones by date (newest first), then as they stand in the archive."""
        found = self._searcher.search(native, limit, count=False, order_by_field="date" if by_date else None).hits
        addresses = [address for _, address in found]
        columns = [self._searcher.fast_field_values(field, addresses) for field in ("date", "document", "ordinal", "work")]
        ranked = [
            _Ranked(0.0 if by_date else 0.0 - round(float(score), 4), -int(date), int(document), int(ordinal), int(work), address)
            for (score, address), date, document, ordinal, work in zip(found, *columns, strict=True)
        ]
        return sorted(ranked, key=lambda one: one[:4])

    def _place(self, one: _Ranked) -> Place:
        start, end, page, headings = msgpack.decode(self._searcher.doc(one.address)["place"][0])
        return Place(one.document, one.work, 0.0 - one.score, Span(start, end), tuple(Span(a, z) for a, z in headings), page)

    def _count(self, native: Any) -> tuple[int, Facets, bool]:
        """Works found, and by facet. Exact up to some 60,000 Works, above that estimated (tantivy keeps no more buckets)."""
        by_work: dict[str, Any] = {"terms": {"field": "work", "size": _BUCKETS}}
        try:
            found = self._searcher.aggregate(native, {"f": {"terms": {"field": "facet", "size": _BUCKETS}, "aggs": {"w": by_work}}})
        except ValueError as error:
            if "bucket limit" not in str(error):
                raise
            return self._estimate(native)
        works: dict[str, set[int]] = {
            bucket["key"]: {int(work["key"]) for work in bucket["w"]["buckets"]} for bucket in found["f"]["buckets"]
        }
        total = len(set().union(*works.values())) if works else 0
        return total, _facets({key: len(ids) for key, ids in works.items()}), True

    def _estimate(self, native: Any) -> tuple[int, Facets, bool]:
        by_facet = {"terms": {"field": "facet", "size": _BUCKETS // 2}, "aggs": {"w": {"cardinality": {"field": "work"}}}}
        found = self._searcher.aggregate(native, {"f": by_facet})
        counts = {bucket["key"]: round(bucket["w"]["value"]) for bucket in found["f"]["buckets"]}
        return round(self._searcher.cardinality(native, "work")), _facets(counts), False


def _folder(parent: Path) -> Path:
    return parent / f"tantivy-{SCHEMA}.{analysis.VERSION}.{passages.VERSION}"


class _Ranked(NamedTuple):
    """A passage in the order of a result; ``score`` and ``date`` are negative, so that tuples sort."""

    score: float
    date: int
    document: int
    ordinal: int
    work: int
    address: DocAddress


def _facets(counts: dict[str, int]) -> Facets:
    """Counts of each facet from those of the combinations that occur."""
    columns: tuple[dict[str, int], ...] = ({}, {}, {}, {})
    for key, works in counts.items():
        for column, value in zip(columns, key.split(_FACET_SEPARATOR), strict=True):
            if value:
                column[value] = column.get(value, 0) + works
    return Facets(*(tuple(Count(v, n) for v, n in sorted(column.items(), key=lambda item: (-item[1], item[0]))) for column in columns))


def _schema() -> Schema:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    for field in ("marked", "folded", "issuer"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in ("pairs", "title_marked", "title_folded", "title_pairs", "cites"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    for field in ("own", "titled"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for field in ("type", "level", "secrecy", "meta"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet", tokenizer_name="raw", index_option="basic", fast=True)
    # Signed ones only: an int for an unsigned field kills the writer at commit.
    for field in ("document", "ordinal"):
        builder.add_integer_field(field, indexed=True, fast=True)
    for field in ("work", "date"):
        builder.add_integer_field(field, indexed=field == "date", fast=True)
    builder.add_integer_field("value", stored=True)
    builder.add_bytes_field("place", stored=True)
    return builder.build()


def _native(record: Record) -> Iterator[Any]:
    """The passages of a Document as tantivy stores them."""
    from tantivy import Document as Native

    document = record.document
    title = analysis.fields(record.title)
    titled = " ".join(token for number in analysis.numbers_in(record.title) for token in analysis.number_tokens(number.number.key))
    own = " ".join(analysis.number_tokens(record.number_key)) if record.number_key else ""
    cited = CitedNumbers(document)
    facet = _FACET_SEPARATOR.join((record.type or "", record.issuer_key or "", (record.date or "")[:4], record.level or ""))
    day = day_number(record.date or "")
    for ordinal, cut in enumerate(passages.passages(document)):
        fields = analysis.fields(cut.span.of(document.text))
        native = Native()
        for name, tokens in (
            ("marked", fields.marked), ("folded", fields.folded), ("pairs", fields.pairs),
            ("title_marked", title.marked), ("title_folded", title.folded), ("title_pairs", title.pairs),
            ("own", own), ("titled", titled), ("cites", cited.within(cut.span)),
            ("issuer", (record.issuer_key or "").replace(analysis.PAIR, " ")),
            ("type", analysis.keyword(record.type or "")), ("level", analysis.keyword(record.level or "")),
        ):  # fmt: skip
            if tokens:
                native.add_text(name, tokens)
        native.add_text("secrecy", analysis.keyword(record.secrecy) if record.secrecy else OPEN)
        native.add_text("facet", facet)
        for name, value in (("document", record.id), ("ordinal", ordinal), ("work", record.work), ("date", day)):
            native.add_integer(name, value)
        native.add_bytes("place", msgpack.encode((cut.span.start, cut.span.end, cut.page, [(h.start, h.end) for h in cut.headings])))
        yield native


class CitedNumbers:
    """Keywords of the numbers that stand in each stretch of a Document: those it cites and its own."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._tokens: list[str] = []
        for start, number in sorted(_numbers(document)):
            key = analysis.number_key(number)
            if key:
                self._starts.append(start)
                self._tokens.append(" ".join(analysis.number_tokens(key)))

    def within(self, span: Span) -> str:
        """Keywords of the numbers that begin in ``span``, joined by blanks."""
        return " ".join(self._tokens[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)])


def _numbers(document: Document) -> Iterator[tuple[int, str]]:
    for reference in document.of_kind(Reference):
        if reference.number and not reference.back:
            yield reference.span.start, reference.number
    own = document.header.number if document.header is not None else None
    if own is not None:
        for span in own.spans[:1]:
            yield span.start, own.value or own.text


@contextmanager
def _errors(place: Path) -> Iterator[None]:
    """Errors of tantivy, which come as ValueError or OSError with words only, as ``ArchiveError``."""
    try:
        yield
    except OSError as error:
        raise disk_error(error, place) from error
    except (ValueError, RuntimeError) as error:
        if is_full(error):
            raise ArchiveError(str(place), code="disk-full") from error
        if "lock" in str(error).casefold():
            raise ArchiveError(str(place), code="archive-busy") from error
        raise ArchiveError(str(place), code="archive-damaged", detail=error) from error
    except BaseException as error:
        # tantivy panics over damaged files, which Python sees as an exception that no "except Exception" catches.
        if type(error).__name__ != "PanicException":
            raise
        raise ArchiveError(str(place), code="archive-damaged", detail=error) from error
