"""What the catalogue answers by itself: entries, numbers, citations, figures, counts. Each question names its viewer."""

# ruff: noqa: S608 - conditions are put together from our own words; every value is bound.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import json, msgpack

from core.document import WorkKey
from core.mentions import AnyMention, Indicator, Reference
from core.spans import Span
from core.viewer import Viewer
from index.analysis import keyword, short_number
from index.base import Citation, CitingWork, Count, Entry, Facets, Failure, Figure, Stats
from index.catalogue import Catalogue
from index.ledger import Ledger

_ENTRY = """SELECT d.id, d.key, d.work, d.title, d.number, d.type, d.issuer, d.date, d.level, d.secrecy, d.term, d.pages, d.characters,
    f.format, f.id, w.type, w.number, w.date, w.issuer FROM documents d JOIN files f ON f.id = d.file JOIN works w ON w.id = d.work"""
_CHUNK = 400
"""Values in one question; SQLite takes 32,766 and older ones 999."""


class Lookup:
    """Questions to an open catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._mention = msgpack.Decoder(AnyMention)

    def entries(self, documents: Iterable[int], viewer: Viewer) -> dict[int, Entry]:
        """Entries by row, of those that the viewer may see."""
        return dict(self._entries("d.id", list(documents), viewer))

    def renditions(self, works: Iterable[int], viewer: Viewer) -> dict[int, tuple[Entry, ...]]:
        """All Documents of each Work that the viewer may see, in the order in which they came."""
        found: dict[int, list[Entry]] = {}
        for _, entry in self._entries("d.work", list(works), viewer):
            found.setdefault(entry.work_id, []).append(entry)
        return {work: tuple(entries) for work, entries in found.items()}

    def by_key(self, key: str, viewer: Viewer) -> list[tuple[int, Entry]]:
        """The Document with an id, or all of a File with this SHA-256 or its first 8 or more digits."""
        seen, values = _visible(viewer)
        bound = key.casefold()
        if not 8 <= len(bound) <= 80 or not set(bound) <= set("0123456789abcdef-"):
            return []
        rows = self._catalogue.rows(
            f"{_ENTRY} WHERE d.key >= ? AND d.key < ? AND {seen} ORDER BY d.id LIMIT 20", (bound, bound + "~", *values)
        )
        return self._made(rows)

    def by_path(self, path: str, viewer: Viewer) -> list[tuple[int, Entry]]:
        """Documents of the File at a path."""
        seen, values = _visible(viewer)
        where = f"WHERE d.file = (SELECT file FROM paths WHERE path = ?) AND {seen} ORDER BY d.id"
        return self._made(self._catalogue.rows(f"{_ENTRY} {where}", (path, *values)))

    def by_path_end(self, end: str, viewer: Viewer) -> list[tuple[int, Entry]]:
        """Documents of Files whose path ends with these parts ("bao-cao.docx", "2016/bao-cao.docx")."""
        tail = "/" + end.replace("\\", "/").lstrip("/")
        seen, values = _visible(viewer)
        rows = self._catalogue.rows(
            f"""SELECT path FROM paths WHERE substr(replace(path, char(92), '/'), ?) = ?
            AND file IN (SELECT d.file FROM documents d WHERE {seen}) ORDER BY path LIMIT 20""",
            (-len(tail), tail, *values),
        )
        return [found for (path,) in rows for found in self.by_path(path, viewer)]

    def by_number(self, key: str, viewer: Viewer) -> list[tuple[int, Entry]]:
        """Documents that bear a number, the newest first; a key without organ ("13-KH") finds all that begin with it."""
        seen, values = _visible(viewer)
        match, bounds = _number_match("d.number_key", key)
        return self._made(self._catalogue.rows(f"{_ENTRY} WHERE {match} AND {seen} ORDER BY d.date DESC, d.id", (*bounds, *values)))

    def text(self, document: int) -> str:
        """The text of a Document."""
        row = self._catalogue.row("SELECT text FROM documents WHERE id = ?", (document,))
        return str(row[0]) if row else ""

    def number_spans(self, document: int, key: str, span: Span) -> list[Span]:
        """Places in a span where a Document cites a number or bears it."""
        match, bounds = _number_match("number_key", key)
        rows = self._catalogue.rows(
            f'SELECT start, "end" FROM mentions WHERE document = ? AND {match} AND start >= ? AND "end" <= ?',
            (document, *bounds, span.start, span.end),
        )
        return [Span(start, end) for start, end in rows]

    def citing(self, key: str, viewer: Viewer) -> tuple[CitingWork, ...]:
        """Works that cite a number, the newest first; of each one rendition, the one with most places. Nothing cites itself."""
        seen, values = _visible(viewer)
        match, bounds = _number_match("m.number_key", key)
        rows = self._catalogue.rows(
            f"""SELECT m.document, m.start, m."end", m.page, m.sentence_start, m.sentence_end, m.headings, m.data
            FROM mentions m JOIN documents d ON d.id = m.document WHERE {match} AND m.kind = 'reference' AND {seen}
            AND NOT (m.number_key = ifnull(d.number_key, '')
            AND (m.date IS NULL OR d.date IS NULL OR substr(m.date, 1, 4) = substr(d.date, 1, 4)))
            ORDER BY m.document, m.start""",
            (*bounds, *values),
        )
        by_document: dict[int, list[tuple[Any, ...]]] = {}
        for row in rows:
            by_document.setdefault(row[0], []).append(row)
        entries = self.entries(by_document, viewer)
        chosen: dict[int, int] = {}
        for document, entry in entries.items():
            best = chosen.get(entry.work_id)
            if best is None or len(by_document[document]) > len(by_document[best]):
                chosen[entry.work_id] = document
        renditions = self.renditions(chosen, viewer)
        works = [
            CitingWork(entries[document].work, tuple(self._citations(entries[document], document, by_document[document])), renditions[work])
            for work, document in chosen.items()
        ]
        works.sort(key=lambda work: work.citations[0].entry.title)
        works.sort(key=lambda work: work.citations[0].entry.date or "", reverse=True)
        return tuple(works)

    def figures(
        self, viewer: Viewer, documents: Sequence[int] | None = None, *, unit: str = "", limit: int = 1000, offset: int = 0
    ) -> Iterator[Figure]:
        """Indicators with their places, document by document in the order of the text; of some documents, or whose unit has these words."""
        seen, values = _visible(viewer)
        where, more = "", []
        if documents is not None:
            if not documents:
                return
            where += f" AND m.document IN ({', '.join(map(str, documents))})"
        if unit and keyword(unit):
            where += " AND '_' || m.unit_key || '_' LIKE ? ESCAPE '!'"
            more.append("%!_" + keyword(unit).replace("_", "!_") + "!_%")
        rows = self._catalogue.rows(
            f"""SELECT m.document, m.start, m."end", m.page, m.sentence_start, m.sentence_end, m.headings, m.data
            FROM mentions m JOIN documents d ON d.id = m.document WHERE m.kind = 'indicator' AND {seen}{where}
            ORDER BY m.document, m.ordinal LIMIT ? OFFSET ?""",
            (*values, *more, limit, offset),
        )
        entries = self.entries({row[0] for row in rows}, viewer)
        text, at = "", 0
        for document, start, end, page, sentence_start, sentence_end, headings, data in rows:
            if document != at:
                text, at = self.text(document), document
            indicator = self._mention.decode(data)
            assert isinstance(indicator, Indicator)
            yield Figure(
                entries[document],
                indicator,
                text[start:end],
                text[sentence_start:sentence_end],
                Span(sentence_start, sentence_end),
                _headings(text, headings),
                page,
            )

    def failures(self) -> tuple[Failure, ...]:
        """Paths that gave nothing, by name."""
        rows = self._catalogue.rows("SELECT path FROM paths WHERE state = 'failed' ORDER BY path")
        ledger = Ledger(self._catalogue)
        return tuple(Failure(path, problem) for (path,) in rows if (problem := ledger.problem(path)) is not None)

    def issuer(self, key: str, viewer: Viewer) -> str:
        """An issuer's name as printed where the viewer may see it, by its key."""
        seen, values = _visible(viewer)
        row = self._catalogue.row(f"SELECT d.issuer FROM documents d WHERE d.issuer_key = ? AND {seen} LIMIT 1", (key, *values))
        return str(row[0]) if row else key

    def due(self, versions: dict[str, str], viewer: Viewer) -> list[int]:
        """Files whose Documents some step made in another version than the given one."""
        seen, values = _visible(viewer)
        rows = self._catalogue.rows("SELECT DISTINCT made_by FROM documents")
        old = [text for (text,) in rows if _older(json.decode(text, type=dict[str, str]), versions)]
        of_step = f"SELECT DISTINCT d.file FROM documents d WHERE d.made_by = ? AND {seen}"
        return [int(row[0]) for text in old for row in self._catalogue.rows(of_step, (text, *values))]

    def stats(self, viewer: Viewer, *, versions: dict[str, str], passages: int, size: int) -> Stats:
        """Counts of what the viewer may see."""
        seen, values = _visible(viewer)
        documents = f"documents d WHERE {seen}"
        row = self._catalogue.row(
            f"SELECT count(*), count(DISTINCT d.work), count(DISTINCT d.file), total(d.characters), total(d.pages) FROM {documents}",
            values,
        )
        assert row is not None
        mentions = dict(
            self._catalogue.rows(
                f"SELECT m.kind, count(*) FROM mentions m JOIN documents d ON d.id = m.document WHERE {seen} GROUP BY m.kind",
                values,
            )
        )
        paths = self._catalogue.row(f"SELECT count(*), count(gone) FROM paths WHERE file IN (SELECT d.file FROM {documents})", values)
        failed = self._catalogue.row("SELECT count(*) FROM paths WHERE state = 'failed'")
        assert paths is not None
        assert failed is not None
        return Stats(
            files=row[2],
            paths=paths[0],
            documents=row[0],
            works=row[1],
            failed=failed[0],
            missing=paths[1],
            due=len(self.due(versions, viewer)),
            passages=passages,
            characters=int(row[3]),
            pages=int(row[4]),
            references=mentions.get("reference", 0),
            indicators=mentions.get("indicator", 0),
            formats=self._counts("f.format", f"files f ON f.id = d.file WHERE {seen}", values),
            facets=Facets(
                *(
                    self._counts(column, f"works w ON w.id = d.work WHERE {seen}", values)
                    for column in ("d.type", "d.issuer", "d.year", "d.level")
                )
            ),
            bytes=size,
        )

    def _counts(self, column: str, rest: str, values: Sequence[str]) -> tuple[Count, ...]:
        rows = self._catalogue.rows(
            f"SELECT {column}, count(DISTINCT d.work) n FROM documents d JOIN {rest} AND {column} IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1",
            values,
        )
        return tuple(Count(str(value), works) for value, works in rows)

    def _entries(self, column: str, ids: list[int], viewer: Viewer) -> Iterator[tuple[int, Entry]]:
        seen, values = _visible(viewer)
        for i in range(0, len(ids), _CHUNK):
            some = ids[i : i + _CHUNK]
            marks = ", ".join("?" * len(some))
            rows = self._catalogue.rows(f"{_ENTRY} WHERE {column} IN ({marks}) AND {seen} ORDER BY d.id", (*some, *values))
            yield from self._made(rows)

    def _made(self, rows: list[tuple[Any, ...]]) -> list[tuple[int, Entry]]:
        return [(row[0], self._entry(row)) for row in rows]

    def _entry(self, row: tuple[Any, ...]) -> Entry:
        paths = self._catalogue.rows("SELECT path, gone FROM paths WHERE file = ? ORDER BY gone IS NOT NULL, path", (row[14],))
        return Entry(
            id=row[1],
            work=WorkKey(*row[15:19]),
            work_id=row[2],
            paths=tuple(path for path, _ in paths),
            missing=tuple(path for path, gone in paths if gone is not None),
            format=row[13],
            title=row[3],
            number=row[4],
            type=row[5],
            issuer=row[6],
            date=row[7],
            level=row[8],
            secrecy=row[9],
            term=row[10],
            pages=row[11],
            characters=row[12],
        )

    def _citations(self, entry: Entry, document: int, rows: list[tuple[Any, ...]]) -> Iterator[Citation]:
        text = self.text(document)
        for _, _, _, page, start, end, headings, data in rows:
            reference = self._mention.decode(data)
            assert isinstance(reference, Reference)
            yield Citation(entry, reference, text[start:end], Span(start, end), _headings(text, headings), page)


def _visible(viewer: Viewer) -> tuple[str, tuple[str, ...]]:
    """A condition on documents d, and its values."""
    labels = tuple(sorted(viewer.labels))
    return (f"(d.secrecy IS NULL OR d.secrecy IN ({', '.join('?' * len(labels))}))" if labels else "d.secrecy IS NULL"), labels


def _number_match(column: str, key: str) -> tuple[str, tuple[str, ...]]:
    """A condition on a number's key: the whole one, or the beginning where the organ is left open."""
    if short_number(key) == key:
        return f"({column} = ? OR ({column} > ? AND {column} < ?))", (key, key + "-", key + ".")
    return f"{column} = ?", (key,)


def _older(made: dict[str, str], wanted: dict[str, str]) -> bool:
    return any(made.get(step) != version for step, version in wanted.items())


def _headings(text: str, spans: str) -> tuple[str, ...]:
    return tuple(" ".join(text[start:end].split()) for start, end in json.decode(spans, type=list[tuple[int, int]]))
