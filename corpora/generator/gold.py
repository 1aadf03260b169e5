"""Truth of a made corpus in the format of ``gold.jsonl``, so that its scorer can score what an extractor finds in the txt files.

python -m corpora.generator.gold DIR > gold.jsonl
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.json import decode, encode

from corpora.generator.truth import Indicator, Reference, Truth

_HEADER = ("issuer", "parent", "number", "date", "type", "place", "signer", "post", "abstract")


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """One record a document; ``id`` is the stem of its txt file."""
    for path in sorted(folder.glob("*/truth.jsonl")):
        with path.open("rb") as lines:
            for line in lines:
                yield record(decode(line, type=Truth))


def record(truth: Truth) -> dict[str, Any]:
    """The record of a document."""
    spans = {figure.id: [figure.start, figure.end] for figure in truth.indicators if figure.id}
    return {
        "id": truth.id,
        "references": [_reference(found) for found in truth.references],
        "indicators": [_indicator(found) for found in truth.indicators],
        "orgs": [
            {"start": found.start, "end": found.end, "text": found.text} | ({"optional": True} if found.optional else {})
            for found in truth.organisations
        ],
        "header": {name: truth.header[name] for name in _HEADER},
        "arithmetic": [
            {"kind": claim.kind, "spans": [spans[name] for name in claim.ids], "holds": claim.holds} for claim in truth.arithmetic
        ],
    }


def _reference(found: Reference) -> dict[str, Any]:
    out: dict[str, Any] = {"start": found.start, "end": found.end, "text": found.text}
    out |= {name: getattr(found, name) or None for name in ("type", "number", "ordinal", "term", "date", "issuer")}
    return out | ({"optional": True} if found.optional else {})


def _indicator(found: Indicator) -> dict[str, Any]:
    out: dict[str, Any] = {"start": found.start, "end": found.end, "text": found.text}
    out |= {name: float(value) if (value := getattr(found, name)) else None for name in ("value", "value_max", "denominator")}
    out |= {"unit": found.unit or None, "approx": found.approx, "period": found.period or None, "subject": None, "target": found.target}
    return out | ({"optional": True} if found.optional else {})


def main(arguments: list[str]) -> int:
    """Print the records."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    for found in records(Path(arguments[0])):
        sys.stdout.buffer.write(encode(found) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
