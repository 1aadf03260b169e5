"""A whole corpus on disk: shards of documents with their truth, in any number of processes, never more than a few in memory."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode, encode
from msgspec.json import format as indented

from core.errors import VankienError
from corpora.generator.bank import Bank, BankPart, load, seen_entries, unseen_entries
from corpora.generator.faults import CODES
from corpora.generator.making import Made, Maker, Wish
from corpora.renditions import build

SHARD = 10_000
"""Documents in a folder; a folder's number is the index of its documents by this."""
FORMATS = ("txt", "html", "docx")
VERSION = 1
"""Of the generator: documents of different versions differ."""
_CHUNK = 160


class Order(Struct, frozen=True):
    """What is to be made and where."""

    wish: Wish
    documents: int
    formats: tuple[str, ...] = ("txt",)
    workers: int = 1


class Report(Struct):
    """What was made."""

    documents: int
    characters: int
    faults: int


class Parameters(Struct):
    """``corpus.json``: what the corpus was made from; the same parameters and bank give the same bytes."""

    generator: int
    documents: int
    seed: str
    length: int
    part: str
    faults: dict[str, float]
    formats: list[str]
    bank: str


def make(order: Order, out: Path, *, force: bool = False, progress: Callable[[int], None] | None = None) -> Report:
    """Make the corpus in ``out``; VankienError where the folder holds something else and ``force`` is not given."""
    part: BankPart = "seen" if order.wish.part == "seen" else "unseen" if order.wish.part == "unseen" else "all"
    _cleared(out, force)
    out.mkdir(parents=True, exist_ok=True)
    wish = order.wish
    parameters = Parameters(
        VERSION, order.documents, wish.seed, wish.length, wish.part, dict(wish.faults), list(order.formats), bank_digest(part)
    )
    (out / "corpus.json").write_bytes(indented(encode(parameters)) + b"\n")
    report = Report(0, 0, 0)
    for lines, renditions, made in _made(order, out, part):
        shard = out / f"{report.documents // SHARD:05d}"
        _append(shard / "truth.jsonl", lines)
        for name, placed in renditions.items():
            _append(shard / f"truth-{name}.jsonl", placed)
        report.documents += made.documents
        report.characters += made.characters
        report.faults += made.faults
        if progress is not None:
            progress(report.documents)
    return report


def bank_digest(part: BankPart) -> str:
    """A fingerprint of the entries that a part is made from."""
    entries = seen_entries() + (unseen_entries() if part != "seen" else [])
    return sha256("\n".join(f"{entry.id}\n" + "\n".join(entry.lines) for entry in entries).encode()).hexdigest()[:16]


def _cleared(out: Path, force: bool) -> None:
    if out.is_file():
        raise VankienError(str(out), code="corpus-folder-taken")
    if not out.is_dir() or not any(out.iterdir()):
        return
    if not force:
        raise VankienError(str(out), code="corpus-folder-taken")
    if (out / "corpus.json").is_file():
        # Our own shards of before; everything else in the folder stays.
        for folder in out.iterdir():
            if folder.is_dir() and re.fullmatch(r"\d{5}", folder.name):
                shutil.rmtree(folder)


def _append(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)


_Chunk = tuple[bytes, dict[str, bytes], Report]


def _made(order: Order, out: Path, part: BankPart) -> Iterator[_Chunk]:
    for first in range(0, order.documents, SHARD):
        (out / f"{first // SHARD:05d}").mkdir(exist_ok=True)
    tasks = ((order, str(out), part, first, min(first + _CHUNK, order.documents)) for first in range(0, order.documents, _CHUNK))
    if order.workers <= 1 or order.documents <= _CHUNK:
        for task in tasks:
            yield _chunk(task)
        return
    with get_context("spawn").Pool(order.workers) as pool:
        yield from pool.imap(_chunk, tasks)


_makers: dict[tuple[Wish, str], Maker] = {}


def _chunk(task: tuple[Order, str, BankPart, int, int]) -> _Chunk:
    order, out, part, first, last = task
    maker = _makers.get((order.wish, part))
    if maker is None:
        bank: Bank = load(part)
        maker = _makers[order.wish, part] = Maker(order.wish, bank)
    folder = Path(out) / f"{first // SHARD:05d}"
    lines: list[bytes] = []
    renditions: dict[str, list[bytes]] = {name: [] for name in order.formats if name != "txt"}
    report = Report(0, 0, 0)
    for index in range(first, last):
        made = maker.make(index)
        stem = f"{index:09d}"
        made.truth.path = f"{folder.name}/{stem}.txt"
        if "txt" in order.formats:
            (folder / f"{stem}.txt").write_bytes(made.text.encode())
        for name, found in renditions.items():
            found.append(_rendition(made, name, folder / f"{stem}.{name}"))
        lines.append(encode(made.truth) + b"\n")
        report.documents += 1
        report.characters += len(made.text)
        report.faults += len(made.truth.faults)
    return b"".join(lines), {name: b"".join(found) for name, found in renditions.items()}, report


def _rendition(made: Made, name: str, path: Path) -> bytes:
    from corpora.generator.sourced import source_of

    return encode(build(source_of(made.told), name, path)) + b"\n"


def parameters_of(folder: Path) -> Parameters:
    """What a corpus was made from."""
    return decode((folder / "corpus.json").read_bytes(), type=Parameters)


__all__ = ["CODES", "FORMATS", "Order", "Report", "make"]
