"""The whole path, files to a searchable archive, against ``bench/naive.py``: whole processes in turn, medians and their ratio.

    python -m bench.speed [--rounds 5] [--formats pdf,docx,html,txt]

pdf: the two real documents of ``../shared/corpora/pdf``. docx, html and txt: the office set, each file in ten copies with
different bytes, so that start-up does not hide the work. Files are read once before the first round.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
COPIES = 10


def copies(files: list[Path], to: Path) -> list[Path]:
    """Each file ``COPIES`` times with different bytes and the same content."""
    to.mkdir(parents=True)
    out = []
    for file in files:
        for n in range(COPIES):
            copy = to / f"{file.stem}-{n}{file.suffix}"
            shutil.copy(file, copy)
            if file.suffix == ".docx":
                with zipfile.ZipFile(copy, "a") as archive:
                    archive.comment = str(n).encode()
            else:
                mark = f"<!-- {n} -->" if file.suffix == ".html" else "\n" * (n + 1)
                copy.write_bytes(file.read_bytes() + mark.encode())
            out.append(copy)
    return out


def material(kind: str, work: Path) -> list[Path]:
    """The files to be timed for one format."""
    if kind == "pdf":
        return sorted((SHARED / "corpora" / "pdf").glob("*.pdf"))
    built = work / "office"
    if not built.exists():
        script = SHARED / "gold" / "office" / "office.py"
        subprocess.run([sys.executable, str(script), "build", str(built), "--formats", "docx,html,txt"], check=True, capture_output=True)
    return copies(sorted((built / kind).iterdir()), work / "copies" / kind)


def seconds(command: list[str], **env: str) -> float:
    """Wall time of one process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=True, capture_output=True)
    return time.perf_counter() - start


def compare(kind: str, files: list[Path], work: Path, rounds: int) -> dict[str, list[float]]:
    """Seconds of each contender, one round after the other."""
    names = [str(file) for file in files]
    times: dict[str, list[float]] = {"naive": [], "vankien": [], "vankien, words": []}
    for n in range(rounds):
        place = work / f"{kind}-{n}"
        place.mkdir()
        times["naive"].append(seconds([sys.executable, "-m", "bench.naive", str(place / "naive.db"), *names]))
        ingest = [sys.executable, "-m", "vankien", "ingest", *names]
        times["vankien"].append(seconds(ingest, VANKIEN_ARCHIVE=str(place / "plain")))
        times["vankien, words"].append(seconds([*ingest, "--words"], VANKIEN_ARCHIVE=str(place / "words")))
    return times


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--formats", default="pdf,docx,html,txt")
    chosen = parser.parse_args()
    if not SHARED.is_dir():
        print(f"the real files ({SHARED}) are absent: nothing timed")
        return
    print(
        f"{'format':8} {'files':>5} {'naive s':>8} {'vankien s':>10} {'ratio':>6} {'with words s':>13} {'ratio':>6}   (median of {chosen.rounds}, in turn)"
    )
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for kind in chosen.formats.split(","):
            files = material(kind, work)
            for file in files:
                file.read_bytes()
            medians = {name: statistics.median(values) for name, values in compare(kind, files, work, chosen.rounds).items()}
            naive, plain, words = medians["naive"], medians["vankien"], medians["vankien, words"]
            print(f"{kind:8} {len(files):5} {naive:8.2f} {plain:10.2f} {naive / plain:5.1f}x {words:13.2f} {naive / words:5.1f}x")


if __name__ == "__main__":
    main()
