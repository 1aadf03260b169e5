"""Accuracy on our own documents: the province on paper in every rendition, and generated documents, seen and unseen phrases apart.

python -m bench.samples_accuracy                     both, and the floors of bench/floors.json
python -m bench.samples_accuracy --update            raise the floors to today's figures
python -m bench.samples_accuracy --errors FILE       write what went wrong (never of unseen phrases)
python -m bench.samples_accuracy --only paper|generated

These are documents that we made ourselves: floors against going backward. What the program can do is measured on real texts (bench.accuracy).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.accuracy import Figures, below_floor, floors_of, raise_floors, regex_predictions, vankien_extract
from bench.truth_score import Record, Scores

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ("docx", "pdf", "html", "txt")
GENERATED = 600
SEED = 1
FAULTS = ("sum", "percent", "difference", "restated-differently")


class Measured:
    """One set scored: ours and the plain regex over the same text."""

    def __init__(self) -> None:
        self.ours = Scores()
        self.regex = Scores()


def paper(work: Path, formats: tuple[str, ...] = FORMATS) -> dict[str, Measured]:
    """The documents of ``corpora/truong_giang`` in each format."""
    command = [sys.executable, "-m", "corpora.renditions", str(work), "--formats", ",".join(formats), "--truth"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    measured = {}
    for kind in formats:
        truths = [json.loads(path.read_text("utf-8")) for path in sorted(work.glob(f"*.{kind}.truth.json"))]
        files = {f"{truth['slug']}.{kind}": truth for truth in truths}
        measured[f"paper.{kind}"] = _measured(files, sorted(work.glob(f"*.{kind}")), work / kind)
    return measured


def generated(work: Path, part: str, count: int = GENERATED) -> Measured:
    """Made documents of one part of the phrases."""
    out = work / part
    command = [sys.executable, "-m", "vankien", "corpus", "make", "--out", str(out), "--part", part]
    command += ["--documents", str(count), "--seed", str(SEED)]
    command += [word for code in FAULTS for word in ("--fault", f"{code}=0.2")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return _measured({f"{truth['slug']}.txt": truth for truth in _truths(out)}, sorted(out.rglob("*.txt")), work / part)


def _truths(folder: Path) -> Iterator[Record]:
    for path in sorted(folder.rglob("truth.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                yield _placed(record, (folder / record["path"]).read_text("utf-8"))


def _placed(made: Record, text: str) -> Record:
    """The generator's truth in the shape of the one that lies beside the renditions."""
    head, spans = made["header"], made["header_spans"]
    kinds = (("r", "references"), ("i", "indicators"), ("o", "organisations"))
    places = {mark["id"]: mark for mark in made["indicators"] if "id" in mark}
    if "abstract" in spans and text[: spans["abstract"][0]].endswith("V/v "):
        # The truth of a renditions' letter has the two letters in its abstract, as the reader gives it.
        head = head | {"abstract": "V/v " + head["abstract"]}
    return {
        "slug": made["id"],
        "format": "txt",
        "text": text,
        "parts": [{"head": head | {"missing": "; ".join(f"{key}={why}" for key, why in made["missing"].items())}}],
        "header": [
            {"part": 0, "name": name, "value": head[name], "start": start, "end": end}
            for name, (start, end) in ((field.removesuffix("_line"), span) for field, span in spans.items())
        ],
        "marks": [{**_mark(mark), "kind": kind} for kind, name in kinds for mark in made[name]],
        "cells": list(_cells(made["tables"], text)),
        "arithmetic": [{**claim, "places": [places[name] for name in claim["ids"]]} for claim in made["arithmetic"]],
    }


def _cells(tables: list[list[list[str]]], text: str) -> Iterator[Record]:
    """Cells at their places: a row is a line, its cells stand between tabulators."""
    at = 0
    for number, rows in enumerate(tables, 1):
        for n, row in enumerate(rows):
            found = text.find("\n" + "\t".join(row) + "\n", at)
            if found < 0:
                continue
            at = found
            start = found + 1
            for cell in row:
                yield {"table": number, "row": n, "start": start, "end": start + len(cell)}
                start += len(cell) + 1


def _mark(mark: Record) -> Record:
    attributes = {key: value for key, value in mark.items() if key not in ("start", "end", "text", "optional")}
    return {
        "start": mark["start"],
        "end": mark["end"],
        "text": mark["text"],
        "inside": "paragraph",
        "attributes": attributes | ({"opt": "yes"} if mark.get("optional") else {}),
    }


def _measured(truths: dict[str, Record], files: list[Path], out: Path) -> Measured:
    ours, peer = out.with_suffix(".ours.jsonl"), out.with_suffix(".regex.jsonl")
    vankien_extract(files, ours)
    regex_predictions(ours, peer, own_offsets=False)
    measured = Measured()
    for path, scores in ((ours, measured.ours), (peer, measured.regex)):
        with path.open(encoding="utf-8") as lines:
            said = {Path(record["path"]).name: record for record in map(json.loads, lines)}
        for name, truth in truths.items():
            scores.add(truth, said.get(name, {}))
    return measured


def table(measured: dict[str, Measured]) -> str:
    """The figures, one column a set: ours / regex."""
    figures = {name: (each.ours.figures(), each.regex.figures()) for name, each in measured.items()}
    names = list(dict.fromkeys(key for ours, _ in figures.values() for key in ours))
    wide = max(map(len, names))
    lines = [" " * wide + "".join(f"{name:>18}" for name in figures)]
    for key in names:
        cells = (f"{ours[key]:.3f} / {regex.get(key, 0):.3f}" if key in ours else "–" for ours, regex in figures.values())
        lines.append(f"{key:<{wide}}" + "".join(f"{cell:>18}" for cell in cells))
    counts = "".join(f"{each.ours.documents:>18}" for each in measured.values())
    return "\n".join([*lines, f"{'documents':<{wide}}{counts}"])


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--only", choices=("paper", "generated"))
    options = parser.parse_args(arguments)
    measured: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        if options.only != "generated":
            measured |= paper(Path(folder))
        if options.only != "paper":
            measured |= {f"generated.{part}": generated(Path(folder), part) for part in ("seen", "unseen")}
    print(table(measured))
    if options.errors:
        shown = [f"{name}\t{error}" for name, each in measured.items() if name != "generated.unseen" for error in each.ours.errors()]
        options.errors.write_text("\n".join(shown) + "\n", "utf-8")
    mine: Figures = {f"{name}.{key}": value for name, each in measured.items() for key, value in each.ours.figures().items()}
    fallen = below_floor(mine, floors_of(*measured))
    for line in fallen:
        print(line)
    if options.update:
        raise_floors(mine)
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
