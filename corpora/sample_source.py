"""The text language of our sample documents: one source, any number of renditions.

A source is UTF-8 text: ``key: value`` lines as in ``KEYS``, a line ``---``, then the body, a paragraph a line;
``# `` and ``## `` begin headings (their printed number is part of the text), ``| a | b |`` lines are table rows, the first one
the column heads. ``recipients`` and ``addressee`` separate their entries by `` | ``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

KEYS = (
    "form", "parent", "issuer", "motto", "number", "date_line", "type", "abstract", "addressee", "recipients", "authority", "post", "signer",
)  # fmt: skip


class SampleBlock(Struct, frozen=True):
    """A paragraph, heading (level 1 or 2) or table of a sample."""

    kind: Literal["paragraph", "heading", "table"]
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


class Sample(Struct, frozen=True):
    """A sample document: header values by key ("" where the document has none) and its body."""

    name: str
    head: dict[str, str]
    blocks: tuple[SampleBlock, ...]

    def entries(self, key: str) -> list[str]:
        """The entries of a list value such as the recipients."""
        return [entry.strip() for entry in self.head[key].split(" | ") if entry.strip()]


def read_sample(path: Path) -> Sample:
    """Parse one source; ValueError names the line that breaks the language."""
    head_text, _, body = path.read_text("utf-8").partition("\n---\n")
    head = dict.fromkeys(KEYS, "")
    for line in head_text.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key not in head:
            raise ValueError(f"{path.name}: {line!r}")
        head[key] = value.strip()
    blocks: list[SampleBlock] = []
    rows: list[tuple[str, ...]] = []
    for line in [*body.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            blocks.append(SampleBlock("table", rows=tuple(rows)))
            rows = []
        if line.startswith("#"):
            marks, _, text = line.partition(" ")
            blocks.append(SampleBlock("heading", text, level=len(marks)))
        elif line.strip():
            blocks.append(SampleBlock("paragraph", line.strip()))
    return Sample(path.stem, head, tuple(blocks))
