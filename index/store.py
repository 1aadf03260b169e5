"""Documents and their mentions in the catalogue: written, taken out, read back whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from msgspec import DecodeError, json, msgpack

from core.document import Document, WorkKey
from core.errors import ArchiveError
from core.mentions import AnyMention, Indicator, Reference
from index.analysis import keyword, number_key
from index.base import Record
from index.catalogue import Catalogue
from index.passages import Headings
from index.records import Description, describe
from index.surroundings import Surroundings

_LEVEL = 3
"""Of zlib: measured on 35 pages of a PDF, level 3 takes a third of the time of 6 and 8 % more room."""
_BATCH = 50

_COLUMNS = (
    "key", "file", "work", "title", "number", "number_key", "type", "type_key", "issuer", "issuer_key", "date", "level", "secrecy", "term",
    "year", "characters", "pages", "made_by", "generation", "data", "text",
)  # fmt: skip


class Store:
    """The Documents of a catalogue. Changes go inside a transaction of its."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._encoder = msgpack.Encoder()
        self._decoder = msgpack.Decoder(Document)

    def put(self, document: Document, file: int, generation: int) -> Record:
        """A Document in place of the one with the same id; gives what engines need of it."""
        about = describe(document)
        work = self._work(about.work, about.text_hash)
        before = self._catalogue.row("SELECT id, work FROM documents WHERE key = ?", (document.id,))
        values = (
            document.id, file, work, about.title, about.number, about.number_key, about.type, about.type_key, about.issuer, about.issuer_key,
            about.date, about.level, about.secrecy, about.term, about.year, len(document.text), len(document.pages),
            json.encode(dict(sorted(document.made_by.items()))).decode(), generation, self._packed(document), document.text,
        )  # fmt: skip
        if before is None:
            marks = ", ".join("?" * len(_COLUMNS))
            self._catalogue.run(f"INSERT INTO documents ({', '.join(_COLUMNS)}) VALUES ({marks})", values)  # noqa: S608
            row = self._catalogue.row("SELECT last_insert_rowid()")
            assert row is not None
            number = int(row[0])
        else:
            number = int(before[0])
            sets = ", ".join(f"{column} = ?" for column in _COLUMNS)
            self._catalogue.run(f"UPDATE documents SET {sets} WHERE id = ?", (*values, number))  # noqa: S608
            self._catalogue.run("DELETE FROM mentions WHERE document = ?", (number,))
            self._drop_empty_work(int(before[1]))
        self._put_mentions(number, document, about)
        return _record(number, file, work, document, about)

    def remove_file(self, file: int, generation: int) -> list[int]:
        """Take a File and its Documents out; gives the ids of the Documents."""
        rows = self._catalogue.rows("SELECT id, work FROM documents WHERE file = ?", (file,))
        for number, work in rows:
            self._catalogue.run("INSERT OR REPLACE INTO removed VALUES (?, ?)", (number, generation))
            self._catalogue.run("DELETE FROM documents WHERE id = ?", (number,))
            self._drop_empty_work(work)
        self._catalogue.run("DELETE FROM files WHERE id = ?", (file,))
        return [int(number) for number, _ in rows]

    def document(self, number: int) -> Document | None:
        """A Document by its row."""
        row = self._catalogue.row("SELECT data, text FROM documents WHERE id = ?", (number,))
        return self.unpacked(row[0], row[1]) if row else None

    def records(self, after: int = -1) -> Iterator[Record]:
        """What engines need of every Document changed after a generation, a batch in memory at a time."""
        last = 0
        while True:
            rows = self._catalogue.rows(
                "SELECT id, file, work, data, text FROM documents WHERE id > ? AND generation > ? ORDER BY id LIMIT ?",
                (last, after, _BATCH),
            )
            if not rows:
                return
            for number, file, work, data, text in rows:
                document = self.unpacked(data, text)
                yield _record(number, file, work, document, describe(document))
            last = rows[-1][0]

    def removed(self, after: int = -1) -> list[int]:
        """Documents taken out after a generation."""
        return [int(row[0]) for row in self._catalogue.rows("SELECT document FROM removed WHERE generation > ?", (after,))]

    def forget_removed(self, until: int) -> None:
        """The engine has forgotten what was taken out up to a generation."""
        self._catalogue.run("DELETE FROM removed WHERE generation <= ?", (until,))

    def ids(self) -> frozenset[int]:
        """Rows of all Documents."""
        return frozenset(int(row[0]) for row in self._catalogue.rows("SELECT id FROM documents"))

    def _work(self, key: WorkKey, text_hash: str) -> int:
        values = (key.type, key.number, key.date, key.issuer, text_hash)
        self._catalogue.run("INSERT OR IGNORE INTO works (type, number, date, issuer, text_hash) VALUES (?, ?, ?, ?, ?)", values)
        row = self._catalogue.row(
            "SELECT id FROM works WHERE type = ? AND number = ? AND date = ? AND issuer = ? AND text_hash = ?", values
        )
        assert row is not None
        return int(row[0])

    def _drop_empty_work(self, work: int) -> None:
        self._catalogue.run("DELETE FROM works WHERE id = ? AND NOT EXISTS (SELECT 1 FROM documents WHERE work = ?)", (work, work))

    def _put_mentions(self, number: int, document: Document, about: Description) -> None:
        around = Surroundings(document, Headings(document))
        rows = [
            (
                number,
                ordinal,
                mention.span.start,
                mention.span.end,
                *_columns(mention),
                *around.columns(mention.span),
                self._encoder.encode(mention),
            )
            for ordinal, mention in enumerate(document.mentions)
            if isinstance(mention, Reference | Indicator)
        ]
        own = document.header.number if document.header is not None else None
        if own is not None and own.spans and about.number_key:
            span = own.spans[0]
            rows.append((number, -1, span.start, span.end, "own", about.number_key, None, None, None, None, *around.columns(span), b""))
        self._catalogue.run_many(
            """INSERT INTO mentions (document, ordinal, start, "end", kind, number_key, date, issuer_key, unit_key, value,
            page, sentence_start, sentence_end, headings, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            rows,
        )

    def _packed(self, document: Document) -> bytes:
        # The text has a column of its own, tokens are cheap to make again.
        return zlib.compress(self._encoder.encode(document.with_(text="", tokens=())), _LEVEL)

    def unpacked(self, data: bytes, text: str) -> Document:
        """A Document from its columns. Raises ``ArchiveError`` where they are damaged, which SQLite does not notice inside a row."""
        try:
            return self._decoder.decode(zlib.decompress(data)).with_(text=text)
        except (zlib.error, DecodeError) as error:
            raise ArchiveError(str(self._catalogue.folder), code="archive-damaged", detail=error) from error


def _columns(mention: AnyMention) -> tuple[str, str | None, str | None, str | None, str | None, float | None]:
    """kind, number_key, date, issuer_key, unit_key, value of a mention."""
    if isinstance(mention, Reference):
        key = number_key(mention.number) if mention.number and not mention.back else None
        return "reference", key, mention.date, keyword(mention.issuer) if mention.issuer else None, None, None
    assert isinstance(mention, Indicator)
    value = mention.base if mention.base is not None else mention.value
    return "indicator", None, None, None, keyword(mention.unit) if mention.unit else None, float(value)


def _record(number: int, file: int, work: int, document: Document, about: Description) -> Record:
    return Record(
        id=number,
        file=file,
        work=work,
        document=document,
        title=about.title,
        number_key=about.number_key,
        type=about.type,
        issuer_key=about.issuer_key,
        date=about.date,
        level=about.level,
        secrecy=about.secrecy,
    )
