"""Accuracy on labelled texts (``../shared/gold``), a plain regex beside ours, and the floors that may not be passed downward.

python -m bench.accuracy             print the table; exit 1 where a figure is under its floor
python -m bench.accuracy --update    raise the floors of bench/floors.json to today's figures (never lowers one)
python -m bench.accuracy --errors    list the errors too
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.regex_peer import extract as regex_extract

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
BLIND = ROOT / "bench" / "blind"
FLOORS = ROOT / "bench" / "floors.json"
OFFICE_METRICS = ("text", "rows", "header", "ref_number", "ref_date", "ref_type", "ind_value", "ind_unit", "org_exact")
SETS = ("dev", "dev2", "office", "blind")
# A floor stands this far under the figure that set it: one label more or less in a small set is no regression of the rules.
MARGIN = 0.01
TEXT_MARGIN = 0.001

Figures = dict[str, float]


def vankien_extract(paths: Iterable[Path], out: Path) -> None:
    """The program itself, as another program would call it."""
    command = [sys.executable, "-m", "vankien", "extract", *map(str, paths), "--format", "jsonl"]
    with out.open("wb") as stream:
        subprocess.run(command, cwd=ROOT, stdout=stream, check=True)


def regex_predictions(ours: Path, out: Path, *, own_offsets: bool) -> None:
    """The regex over the same texts: the file's own characters, or the text that we read from other formats."""
    with ours.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as stream:
        for line in lines:
            record = json.loads(line)
            text = Path(record["path"]).read_text("utf-8") if own_offsets else record["text"]
            stream.write(json.dumps({"path": record["path"], "text": text, **regex_extract(text)}, ensure_ascii=False) + "\n")


def scored(script: Path, predictions: Path, *, errors: bool) -> dict[str, Any]:
    """Run a scorer of the gold folder; its figures."""
    figures = predictions.with_suffix(".scores.json")
    command = [sys.executable, str(script), *(["score"] if script.name == "office.py" else []), str(predictions), "--json", str(figures)]
    if errors:
        command.append("--errors" if script.name == "office.py" else "--list-errors")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    if errors:
        print(done.stdout)
    result: dict[str, Any] = json.loads(figures.read_text("utf-8"))
    return result


def texts_figures(scores: dict[str, Any]) -> Figures:
    """F1 of every metric of dev and dev2, and the arithmetic."""
    out: Figures = {}
    for split in ("dev", "dev2"):
        for name, value in scores[split].items():
            if isinstance(value, dict) and "f1" in value:
                out[f"{split}.{name}"] = value["f1"]
        arithmetic = scores[split]["arithmetic"]
        out[f"{split}.arith_right"] = arithmetic["right"] / max(1, arithmetic["total"])
        out[f"{split}.arith_caught"] = arithmetic["caught"] / max(1, arithmetic["wrong"])
        out[f"{split}.arith_no_false_alarm"] = float(arithmetic["false_alarms"] == 0)
    return out


def office_figures(name: str, scores: dict[str, Any]) -> Figures:
    """A set of office documents by format; ``foreign`` is turned so that higher is better."""
    out: Figures = {}
    for kind, values in sorted(scores.items()):
        for metric in OFFICE_METRICS:
            out[f"{name}.{kind}.{metric}"] = values[metric]
        out[f"{name}.{kind}.own_text"] = 1 - values["foreign"]
        out[f"{name}.{kind}.arith_no_false_alarm"] = float(values["arith.false_alarms"] == 0)
    return out


def measure(work: Path, *, errors: bool = False) -> tuple[Figures, Figures]:
    """Our figures and the regex's: the gold texts, the office set, the documents written blind (pdf where LibreOffice is installed)."""
    ours, peer = work / "texts.jsonl", work / "texts-regex.jsonl"
    vankien_extract([GOLD / "texts"], ours)
    regex_predictions(ours, peer, own_offsets=True)
    script = GOLD / "score.py"
    mine, theirs = texts_figures(scored(script, ours, errors=errors)), texts_figures(scored(script, peer, errors=False))
    for name, documents in (("office", GOLD / "office"), ("blind", BLIND)):
        ours_of_set, theirs_of_set = measure_office(work / name, name, documents, errors=errors and name == "office")
        mine |= ours_of_set
        theirs |= theirs_of_set
    return mine, theirs


def measure_office(work: Path, name: str, documents: Path, *, errors: bool) -> tuple[Figures, Figures]:
    """One set of office documents, built and scored by the scorer of the gold folder, which takes the documents that lie beside it."""
    script = work / "scorer" / "office" / "office.py"
    script.parent.mkdir(parents=True)
    for file in (GOLD / "score.py", GOLD / "sources.csv"):
        shutil.copy(file, script.parents[1])
    for file in (*(GOLD / "office").glob("*.py"), *documents.glob("*.vk")):
        shutil.copy(file, script.parent)
    formats = "docx,html,txt" + (",pdf" if shutil.which("soffice") else "")
    subprocess.run([sys.executable, str(script), "build", str(work / "built"), "--formats", formats], check=True, capture_output=True)
    ours, peer = work / "ours.jsonl", work / "regex.jsonl"
    vankien_extract([work / "built"], ours)
    regex_predictions(ours, peer, own_offsets=False)
    return office_figures(name, scored(script, ours, errors=errors)), office_figures(name, scored(script, peer, errors=False))


def floors_of(*sets: str) -> Figures:
    """The floors of the sets named, as dev, office, paper; without names all."""
    every: Figures = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    return {name: floor for name, floor in every.items() if not sets or name.startswith(tuple(f"{each}." for each in sets))}


def raise_floors(figures: Figures) -> None:
    """Write the floors that these figures raise; those of other sets stay."""
    FLOORS.write_text(json.dumps(raised(figures, floors_of()), indent=1) + "\n", "utf-8")


def below_floor(figures: Figures, floors: Figures) -> list[str]:
    """Each figure under its floor, as a sentence; one that was not measured is a fault too, but for pdf (no LibreOffice)."""
    faults = []
    for name, floor in floors.items():
        if name in figures and figures[name] < floor:
            faults.append(f"{name}: {figures[name]:.4f} is under its floor of {floor:.4f}")
        elif name not in figures and ".pdf." not in name:
            faults.append(f"{name}: not measured, its floor is {floor:.4f}")
    return faults


def raised(figures: Figures, floors: Figures) -> Figures:
    """Floors never go down: the higher of the old floor and today's figure less the margin; false alarms have none."""

    def margin(name: str) -> float:
        return 0.0 if name.endswith("false_alarm") else TEXT_MARGIN if name.endswith("text") else MARGIN

    today = {name: max(0.0, value - margin(name)) for name, value in figures.items()}
    # Down: a floor of three digits rounded up would stand over the figure that set it.
    return {name: max(math.floor(today.get(name, 0.0) * 1000) / 1000, floors.get(name, 0.0)) for name in sorted(today | floors)}


def table(mine: Figures, theirs: Figures, floors: Figures) -> str:
    """Figures side by side."""
    lines = [f"{'figure':40} {'floor':>7} {'regex':>7} {'vankien':>8}"]
    for name in sorted(mine):
        floor = f"{floors[name]:.3f}" if name in floors else "-"
        lines.append(f"{name:40} {floor:>7} {theirs.get(name, 0.0):7.3f} {mine[name]:8.4f}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args(arguments)
    if not GOLD.is_dir():
        print(f"the labelled texts ({GOLD}) are absent: nothing measured")
        return 0
    floors = floors_of(*SETS)
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = measure(Path(folder), errors=chosen.errors)
    print(table(mine, theirs, floors))
    if chosen.update:
        raise_floors(mine)
    faults = below_floor(mine, floors)
    print("\n".join(faults) or "every figure is at or above its floor")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
