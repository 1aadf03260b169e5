"""Ranking on a public benchmark (ALQAC 2025: law articles and questions with their relevant articles), typed with and without marks.

    python -m bench.alqac [--folder ../shared/corpora/alqac]

Beside the engine as archives use it (passages of articles, the article ranked by its best one) stand plain BM25 over syllables, in the
same tantivy, and the engine's fields on whole articles. R@1: share of questions whose first hit is relevant; MRR over the first 20.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from core.text import folded
from core.viewer import Viewer
from index.analysis import fields, terms
from index.base import Record
from index.embedded import Embedded
from index.query import parse
from pipeline.run import text_document

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "alqac"
DEPTH = 20

Ranker = Callable[[str], list[int]]


class Scores(NamedTuple):
    """Share of questions with a relevant article first, among the first ten, mean reciprocal rank, milliseconds a question."""

    first: float
    ten: float
    mrr: float
    milliseconds: float


def score(ranker: Ranker, questions: list[dict[str, Any]], articles: list[tuple[str, str]]) -> Scores:
    """Scores of a ranker, which gives places in ``articles``, best first."""
    first = ten = reciprocal = 0.0
    started = time.perf_counter()
    for question in questions:
        relevant = {tuple(pair) for pair in question["relevant"]}
        rank = next((i for i, at in enumerate(ranker(question["text"])) if articles[at] in relevant), None)
        if rank is not None:
            first += rank == 0
            ten += rank < 10
            reciprocal += 1 / (rank + 1)
    n = len(questions)
    return Scores(first / n, ten / n, reciprocal / n, 1000 * (time.perf_counter() - started) / n)


def plain(texts: list[str], field: str) -> Ranker:
    """BM25 over one field of whole texts: syllables with marks or without."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("at", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer(50_000_000, 1)
    for at, text in enumerate(texts):
        document = tantivy.Document()
        document.add_text("words", getattr(fields(text), field))
        document.add_integer("at", at)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(question: str) -> list[int]:
        keys = dict.fromkeys(getattr(term, field) for term in terms(question))
        words = [(tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "words", key, "freq")) for key in keys]
        return [searcher.doc(address)["at"][0] for _, address in searcher.search(tantivy.Query.boolean_query(words), DEPTH).hits]

    return rank


def engine(texts: list[str], titles: list[str], folder: Path, *, whole: bool) -> Ranker:
    """The engine of archives: each article a Document with the law's name as title; ``whole`` keeps it in one passage."""
    built = Embedded.open(folder)
    for at, (text, title) in enumerate(zip(texts, titles, strict=True)):
        document = text_document(text.replace("\n", " ") if whole else text)
        if whole:
            document = document.with_(blocks=(), sentences=())
        built.put([Record(id=at, file=at, work=at, document=document, title=title)])
    built.commit(1)
    viewer = Viewer()

    def rank(question: str) -> list[int]:
        # A quotation in a question is no demand for a phrase.
        query = parse("".join(c if c.isalnum() else " " for c in question))
        return [places[0].work for places in built.search(query, viewer, limit=DEPTH, facets=False).works]

    return rank


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=SHARED)
    folder = parser.parse_args().folder
    articles = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    marked = [json.loads(line) for line in (folder / "queries-dev.jsonl").read_text("utf-8").splitlines()]
    unmarked = [{**question, "text": folded(question["text"])} for question in marked]
    ids = [(article["law"], article["article"]) for article in articles]
    texts = [f"{article['law']}\n{article['text']}" for article in articles]
    titles = [article["law"] for article in articles]
    print(f"{len(articles)} articles, {len(marked)} questions")
    print(f"{'':34} {'marked':^27}   {'without marks':^27}")
    print(f"{'':34} {'R@1':>6} {'R@10':>6} {'MRR':>6} {'ms':>5}   {'R@1':>6} {'R@10':>6} {'MRR':>6} {'ms':>5}")
    with tempfile.TemporaryDirectory() as work:
        rows: list[tuple[str, Ranker, Ranker]] = [
            ("plain BM25, syllables as typed", (by_marks := plain(texts, "marked")), by_marks),
            ("plain BM25, syllables folded", (by_letters := plain(texts, "folded")), by_letters),
            ("vankien, whole articles", (by_article := engine(texts, titles, Path(work, "a"), whole=True)), by_article),
            ("vankien, passages", (by_passage := engine(texts, titles, Path(work, "b"), whole=False)), by_passage),
        ]
        for name, for_marked, for_unmarked in rows:
            a, b = score(for_marked, marked, ids), score(for_unmarked, unmarked, ids)
            print(f"{name:34} {_cells(a)}   {_cells(b)}", flush=True)


def _cells(scores: Scores) -> str:
    return f"{scores.first:6.3f} {scores.ten:6.3f} {scores.mrr:6.3f} {scores.milliseconds:5.1f}"


if __name__ == "__main__":
    main()
