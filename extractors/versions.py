"""Version of each extractor, without importing any: raised whenever the same Document would give other findings, so that stored ones are due again."""

from __future__ import annotations

VERSIONS: dict[str, str] = {
    "header": "1",
    "dates": "1",
    "periods": "1",
    "references": "1",
    "organisations": "1",
    "indicators": "1",
    "arithmetic": "1",
}
