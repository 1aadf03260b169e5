"""Ruled tables of PDFs: ours beside pdfplumber's ``find_tables``, rows that both see alike and the time a page takes.

    python -m bench.tables [FILE...]

Without files: the sample pdf and reports built as pdf from the office set and the documents written blind (LibreOffice Writer).
Why the reader has its own finder: docs/architecture.md.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pdfplumber

from bench.accuracy import BLIND, GOLD, ROOT
from pipeline.run import read_file

Rows = list[tuple[str, ...]]


def bare(text: str | None) -> str:
    """Letters without white space: the two break lines in cells differently."""
    return "".join((text or "").split())


def plumber_rows(path: Path) -> Rows:
    """Rows of the tables with two columns or more, as pdfplumber finds them."""
    rows: Rows = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                if table and len(table[0]) > 1:
                    rows += [tuple(bare(cell) for cell in row if bare(cell)) for row in table]
    return [row for row in rows if row]


def our_rows(path: Path) -> Rows:
    """Rows of the Document's tables."""
    document = read_file(path)
    rows: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.kind == "cell" and block.parent is not None:
            rows.setdefault(block.parent, []).append(bare(block.span.of(document.text)))
    return [shown for cells in rows.values() if (shown := tuple(cell for cell in cells if cell))]


def built(work: Path) -> list[Path]:
    """The documents of both sets as pdf, where they can be built."""
    files = [ROOT / "corpora" / "samples" / "huong-dan-07-btctu.pdf"]
    if not GOLD.is_dir() or not shutil.which("soffice"):
        return files
    for name, documents in (("office", GOLD / "office"), ("blind", BLIND)):
        folder = work / name
        folder.mkdir()
        for file in (*(GOLD / "office").glob("*.py"), *documents.glob("*.vk")):
            shutil.copy(file, folder)
        shutil.copy(GOLD / "score.py", work)
        subprocess.run(
            [sys.executable, str(folder / "office.py"), "build", str(folder / "out"), "--formats", "pdf"], check=True, capture_output=True
        )
        files += sorted((folder / "out" / "pdf").glob("*.pdf"))
    return files


def main(arguments: list[str]) -> None:
    """Print a line for each file with tables, and the sums."""
    print(f"{'file':34} {'rows':>5} {'ours':>5} {'alike':>6} {'pdfplumber ms':>14} {'whole reader ms':>16}")
    totals = [0, 0, 0, 0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        for path in [Path(a) for a in arguments] or built(Path(folder)):
            start = time.perf_counter()
            theirs = plumber_rows(path)
            middle = time.perf_counter()
            ours = our_rows(path)
            end = time.perf_counter()
            alike = sum(row in ours for row in theirs)
            figures = [len(theirs), len(ours), alike, 1000 * (middle - start), 1000 * (end - middle)]
            totals = [a + b for a, b in zip(totals, figures, strict=True)]
            print(f"{path.name:34} {figures[0]:5} {figures[1]:5} {figures[2]:6} {figures[3]:14.0f} {figures[4]:16.0f}")
    print(f"{'together':34} {totals[0]:5} {totals[1]:5} {totals[2]:6} {totals[3]:14.0f} {totals[4]:16.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
