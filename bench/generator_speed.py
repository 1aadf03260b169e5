"""How many documents a second the generator makes on one core: text and truth encoded, and written to a disk.

python -m bench.generator_speed [DOCUMENTS]     exit 1 under 200 documents a second (median of five rounds, processor time)
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from corpora.generator.bank import load
from corpora.generator.corpus import Order, make
from corpora.generator.faults import CODES
from corpora.generator.making import Wish

LEAST = 200


def measure(documents: int) -> tuple[float, float, float]:
    """Documents a second as the median of five rounds, the slowest of them, and characters a document."""
    load("seen")
    rates, characters = [], 0
    for n in range(5):
        with tempfile.TemporaryDirectory() as folder:
            start = process_time()
            report = make(Order(Wish(f"speed {n}", 5000, "seen", tuple((code, 0.05) for code in CODES)), documents), Path(folder) / "m")
            rates.append(documents / (process_time() - start))
            characters += report.characters
    return median(rates), min(rates), characters / (5 * documents)


def main() -> int:
    """Measure and print."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 480
    middle, least, characters = measure(documents)
    print(
        f"{middle:.0f} documents/s on one core (slowest round {least:.0f}), {characters:.0f} characters each, as txt with truth; at least {LEAST}"
    )
    return 0 if middle >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
