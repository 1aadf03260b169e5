"""The same text in other encodings and line ends gives the same statements, to the last character."""

from __future__ import annotations

import codecs
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.run import annotate
from pipeline.run import read_file
from vankien.contract import record

REWRITTEN: dict[str, tuple[Callable[[str], bytes], str, str]] = {
    "NFD": (lambda t: unicodedata.normalize("NFD", t).encode(), "utf-8", ""),
    "BOM and CRLF": (lambda t: codecs.BOM_UTF8 + t.replace("\n", "\r\n").encode(), "utf-8-sig", ""),
    "UTF-16": (lambda t: t.encode("utf-16"), "utf-16", ""),
    "UTF-16 without BOM": (lambda t: t.encode("utf-16-le"), "utf-16-le", ""),
}


def statements(contract: dict[str, Any]) -> dict[str, Any]:
    """All that is said about a text, without the way back to the file's own characters."""
    kept = {k: v for k, v in contract.items() if k not in ("path", "id", "problems")}
    for key in ("references", "indicators", "organisations", "arithmetic"):
        kept[key] = [{k: v for k, v in m.items() if not k.startswith("source_")} for m in kept[key]]
    return kept


@pytest.mark.parametrize("name", REWRITTEN)
def test_same_statements(shared: Path, tmp_path: Path, name: str):
    encode, codec, _ = REWRITTEN[name]
    files = sorted((shared / "gold" / "texts").glob("*.txt"))[::6]
    assert files
    for file in files:
        original = file.read_text("utf-8")
        copy = tmp_path / file.name
        copy.write_bytes(encode(original))
        here, there = record(file, annotate(read_file(file))), record(copy, annotate(read_file(copy)))
        assert json.dumps(statements(here)) == json.dumps(statements(there)), file.name
        decoded = copy.read_bytes().decode(codec)
        for mention in [*there["references"], *there["indicators"], *there["organisations"]]:
            raw = decoded[mention["source_start"] : mention["source_end"]]
            assert unicodedata.normalize("NFC", raw).replace("\r\n", "\n") == mention["text"]
