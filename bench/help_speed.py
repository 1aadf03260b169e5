"""How long ``vankien --help`` takes beside an empty typer program: the two run in turn, and the ratio of their medians counts.

python -m bench.help_speed [ROUNDS]     exit 1 where the ratio is over 1.3
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
MOST = 1.3
EMPTY = "import typer\n\napp = typer.Typer()\n\n\n@app.command()\ndef main() -> None:\n    pass\n\n\napp()\n"


def seconds(command: list[str]) -> float:
    """Wall time of one run; an error where it fails."""
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})
    return perf_counter() - start


def measure(rounds: int, arguments: tuple[str, ...] = ("--help",)) -> tuple[float, float]:
    """Medians of the empty program's help and of ours, in seconds, after one round that warms the caches."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, "utf-8")
        commands = ([sys.executable, str(empty), "--help"], [sys.executable, "-m", "vankien", *arguments])
        times: tuple[list[float], list[float]] = ([], [])
        for round_ in range(rounds + 1):
            for command, taken in zip(commands, times, strict=True):
                value = seconds(command)
                if round_:
                    taken.append(value)
    return median(times[0]), median(times[1])


def main() -> int:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    worst = 0.0
    for arguments in (("--help",), ("search", "--help")):
        empty, ours = measure(rounds, arguments)
        worst = max(worst, ours / empty)
        print(
            f"vankien {' '.join(arguments)}: {ours * 1000:.0f} ms, empty typer program {empty * 1000:.0f} ms, ratio {ours / empty:.2f} (at most {MOST})"
        )
    return 1 if worst > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
