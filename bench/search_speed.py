"""Search at size: made documents stored and indexed as an archive does it, then asked; SQLite FTS5 over the same passages beside it.

    python -m bench.search_speed [--passages 20000]

Texts are drawn word by word from the project's own samples (each word after one that it follows there), so common words are common.
FTS5 gets ready syllables and answers ``match … order by rank limit 10`` only: no facets, no grouping, no highlights, no viewer.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from core.document import Document, Field, Header
from core.mentions import Reference
from core.settings import MEGABYTE
from core.spans import Span
from core.viewer import Viewer
from corpora.renditions.samples import SAMPLES
from corpora.vk.findings import whole_text
from corpora.vk.parse import read_source
from corpora.vk.world import DOCUMENTS
from index.analysis import fields
from index.archive import Archive
from index.catalogue import Catalogue
from index.derived import Derived
from index.ledger import Ledger
from index.passages import passages
from index.store import Store
from pipeline.run import text_document

PARAGRAPHS, WORDS, BATCH, ROUNDS = 10, 110, 200, 7
TYPES = ("KH", "Kế hoạch"), ("BC", "Báo cáo"), ("QĐ", "Quyết định"), ("HD", "Hướng dẫn"), ("CV", "Công văn")
QUERIES = {
    "one common word": "đảng",
    "three words": "kế hoạch kiểm tra",
    "three words without marks": "ke hoach kiem tra",
    "twelve words": "tăng cường công tác kiểm tra giám sát nâng cao chất lượng sinh hoạt chi bộ",
    "phrase": '"công tác kiểm tra"',
    "document number": "137 – kh / btctu",
    "words and filters": "kiểm tra loai:kế hoạch tu:2016 den:2018",
    "filter only": "loai:báo cáo tu:2015",
}
NAIVE = "SELECT rowid, rank FROM p WHERE p MATCH ? ORDER BY rank LIMIT 10"


def chain() -> dict[str, list[str]]:
    """What follows each word in the samples."""
    words: list[str] = []
    for slug in sorted(sample.slug for sample in SAMPLES.values()):
        text = whole_text(read_source(DOCUMENTS / f"{slug}.vk"))
        words += [w for w in text.split() if any(c.isalpha() for c in w)]
    follows: dict[str, list[str]] = defaultdict(list)
    for a, b in zip(words, words[1:] + words[:1], strict=True):
        follows[a].append(b)
    return follows


def make(number: int, follows: dict[str, list[str]], chance: random.Random) -> Document:
    """A made document: a number of its own, a title, paragraphs, one reference."""
    starts = list(follows)

    def run(size: int) -> str:
        word = chance.choice(starts)
        out = []
        for _ in range(size):
            out.append(word)
            # Now and then a jump, else a small sample goes round in circles.
            word = chance.choice(starts) if chance.random() < 0.1 else chance.choice(follows[word])
        return " ".join(out)

    code, kind = TYPES[number % len(TYPES)]
    own, cited = f"{number // len(TYPES) % 400 + 1}-{code}/BTCTU", f"{chance.randrange(1, 400)}-KH/BTCTU"
    date = f"{2010 + number % 16}-{number % 12 + 1:02d}-15"
    title = run(14)
    text = "\n".join(
        [f"Số {own}", title, f"Thực hiện Kế hoạch số {cited}, {run(WORDS)}.", *(f"{run(WORDS)}." for _ in range(PARAGRAPHS - 1))]
    )
    document = text_document(text)
    at = text.index(cited)
    header = Header(
        number=Field(own, (Span(3, 3 + len(own)),), own),
        type=Field(kind, (), kind),
        abstract=Field(title, ()),
        date=Field(date, (), date),
        issuer=Field(f"BAN SỐ {number % 40}", ()),
    )
    return document.with_(header=header, mentions=(Reference(span=Span(at, at + len(cited)), number=cited, type="Kế hoạch"),))


def build(folder: Path, size: int) -> tuple[int, float, float, int]:
    """Passages, seconds in catalogue and engine, megabytes on the disk."""
    chance, follows = random.Random(7), chain()
    catalogue = Catalogue.open(folder, create=True)
    ledger, store, derived = Ledger(catalogue), Store(catalogue), Derived(catalogue)
    count = made = 0
    in_catalogue = in_engine = 0.0
    with catalogue.writing():
        while count < size:
            documents = [make(made + i, follows, chance) for i in range(BATCH)]
            made += BATCH
            count += sum(sum(1 for _ in passages(d)) for d in documents)
            started = time.perf_counter()
            with catalogue.transaction():
                generation = catalogue.next_generation()
                records = [store.put(d, ledger.put_file(d.file, 0.0), generation) for d in documents]
            in_catalogue += time.perf_counter() - started
            started = time.perf_counter()
            derived.put(records, [], generation)
            in_engine += time.perf_counter() - started
        started = time.perf_counter()
        derived.commit()
        derived.close()
        in_engine += time.perf_counter() - started
    catalogue.close()
    size_on_disk = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    return count, in_catalogue, in_engine, size_on_disk // MEGABYTE


def naive(folder: Path, archive: Path) -> sqlite3.Connection:
    """The same passages in one FTS5 table."""
    connection = sqlite3.connect(folder / "naive.sqlite")
    connection.execute('CREATE VIRTUAL TABLE p USING fts5(words, tokenize = "unicode61 remove_diacritics 0")')
    catalogue = Catalogue.open(archive)
    with connection:
        for record in Store(catalogue).records():
            for cut in passages(record.document):
                connection.execute("INSERT INTO p VALUES (?)", (fields(cut.span.of(record.document.text)).marked,))
    catalogue.close()
    return connection


def milliseconds(ask: Callable[[], object]) -> float:
    """Median of some rounds, after one for warming up."""
    ask()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=20_000)
    wanted = parser.parse_args().passages
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "archive")
        count, in_catalogue, in_engine, size = build(folder, wanted)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{count} passages: catalogue {in_catalogue:.1f} s, engine {in_engine:.1f} s, {size} MB on the disk, peak memory {peak} MB")
        table = naive(Path(work), folder)
        print(f"{'milliseconds a query':28} {'vankien':>9} {'FTS5':>9} {'works':>9}")
        with Archive.open(folder) as archive:
            viewer = Viewer()
            for name, query in QUERIES.items():
                ours = milliseconds(lambda query=query: archive.search(query, viewer))
                works = archive.search(query, viewer).total
                words = fields(query).marked
                match = f'"{words}"' if query.startswith('"') else " ".join(f'"{word}"' for word in words.split())
                other = (
                    ""
                    if ":" in query or "–" in query
                    else f"{milliseconds(lambda match=match: table.execute(NAIVE, (match,)).fetchall()):9.1f}"
                )
                print(f"{name:28} {ours:9.1f} {other:>9} {works:>9}")
            started = time.perf_counter()
            number = archive.find_number("137-KH/BTCTU", viewer)
            print(
                f"{'look-up of a number':28} {1000 * (time.perf_counter() - started):9.1f} {'':9} {len(number.works):>4} bear, {len(number.citing)} cite it"
            )
        table.close()


if __name__ == "__main__":
    main()
