"""Printed labels and addresses of the lines: I-, 1., a), -, Điều 1. (``corpora/README.md``, "Addresses")."""

from __future__ import annotations

from corpora.generator.style import LETTERS, ROMAN, Style
from corpora.generator.writing import Line

_DEPTHS = {"roman": 0, "number": 1, "letter": 2, "bullet": 3, "plus": 4}
_ORDER = tuple(_DEPTHS)


def label_lines(lines: list[Line], style: Style) -> None:
    """Give every heading and item its label and its address; marks move along."""
    counts: dict[str, int] = {}
    path: list[tuple[int, str]] = []
    heading_depth = -1
    for line in lines:
        if line.kind in ("paragraph", "table"):
            continue
        if line.kind == "article":
            counts["Đ"] = counts.get("Đ", 0) + 1
            _prefix(line, f"Điều {counts['Đ']}. ")
            line.address = f"Đ{counts['Đ']}"
            path = [(-1, line.address)]
            heading_depth = 0
            continue
        if line.kind == "heading":
            depth = heading_depth = line.level - 1
        elif line.kind in ("number", "letter"):
            depth = max(heading_depth + 1, 1 if line.kind == "number" else 2)
        else:
            depth = 3 if line.kind == "bullet" else 4
        depth = min(depth, 4)
        name = _ORDER[depth]
        path = [entry for entry in path if entry[0] < depth]
        above = ".".join(component for _, component in path)
        counter = f"{above}|{name}"
        n = counts[counter] = counts.get(counter, 0) + 1
        path.append((depth, _component(name, n)))
        line.address = f"{above}.{path[-1][1]}" if above else path[-1][1]
        _prefix(line, style.label(name, min(n, len(ROMAN) if name == "roman" else len(LETTERS)) if name in ("roman", "letter") else n))


def _component(name: str, n: int) -> str:
    if name == "roman":
        return ROMAN[min(n, len(ROMAN)) - 1]
    if name == "letter":
        return LETTERS[min(n, len(LETTERS)) - 1]
    return {"number": str(n), "bullet": f"-{n}", "plus": f"+{n}"}[name]


def _prefix(line: Line, label: str) -> None:
    line.text = label + line.text
    move(line, 0, len(label))


def move(line: Line, at: int, by: int) -> None:
    """Shift what stands at ``at`` or behind it."""
    for mark in line.marks:
        if mark.start >= at:
            mark.start += by
        if mark.end > at or (mark.start >= at + by and mark.end >= at):
            mark.end += by
