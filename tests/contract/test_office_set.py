"""The made office documents as docx, html and txt: what of their text and tables the readers find, by the set's own scorer."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.run import read_file

# Text found, foreign text (shares of letters), table rows (share): the bar of the project for each format.
BARS = {"docx": (0.998, 0.01, 0.95), "html": (0.99, 0.01, 0.95), "txt": (0.998, 0.01, 0.95)}


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    folder = tmp_path_factory.mktemp("office")
    office = shared / "gold" / "office" / "office.py"
    subprocess.run([sys.executable, office, "build", folder / "made", "--formats", ",".join(BARS)], check=True, capture_output=True)
    lines = [
        json.dumps({"path": str(path), "text": read_file(path).text})
        for kind in BARS
        for path in sorted((folder / "made" / kind).iterdir())
    ]
    (folder / "out.jsonl").write_text("\n".join(lines), "utf-8")
    done = subprocess.run(
        [sys.executable, office, "score", folder / "out.jsonl", "--json", folder / "scores.json"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert re.findall(r"== (\w+): 8 documents", done.stdout) == list(BARS)
    found: dict[str, dict[str, float]] = json.loads((folder / "scores.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("kind", BARS)
def test_text_and_tables(scores: dict[str, dict[str, float]], kind: str) -> None:
    text, foreign, rows = BARS[kind]
    assert scores[kind]["text"] >= text
    assert scores[kind]["foreign"] <= foreign
    assert scores[kind]["rows"] >= rows
