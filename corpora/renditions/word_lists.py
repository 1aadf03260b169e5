"""Labels as Word's own lists: the printed "I-", "1.", "a)", "-" then come from numbering, not from the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from corpora.renditions.lines import Line

_LABEL = re.compile(r"(?P<prefix>(?:\d{1,2}\.)*)(?P<value>[IVX]+|[A-Ha-z]|\d{1,2}|[-–+•])(?P<suffix>\s?[-–./)]{0,2}) (?=\S)")
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


class Label(Struct, frozen=True):
    """A label that Word can count: ``size`` characters with its blank."""

    form: str
    value: int
    pattern: str
    size: int


class ListItem(Struct, frozen=True):
    """A line's place in a list: ``number`` is Word's numId."""

    number: int
    start: int
    label: Label
    bold: bool
    italic: bool


def label_of_line(text: str) -> Label | None:
    """The label at a line's beginning; None where Word's counting would print another one."""
    found = _LABEL.match(text)
    if found is None:
        return None
    prefix, printed, suffix = found["prefix"], found["value"], found["suffix"]
    if printed in "-–+•":
        return Label("bullet", 0, printed, found.end()) if not prefix and not suffix else None
    if not suffix and not prefix:
        return None
    form, value = _counted(printed)
    if not value:
        return None
    return Label(form, value, f"{prefix}%1{suffix}", found.end()) if form == "decimal" or not prefix else None


def _counted(printed: str) -> tuple[str, int]:
    if printed.isdigit():
        return "decimal", int(printed) if printed[0] != "0" else 0
    if printed in _ROMANS:
        return "upperRoman", _ROMANS.index(printed)
    if len(printed) != 1:
        return "", 0
    return ("upperLetter" if printed.isupper() else "lowerLetter"), ord(printed.lower()) - ord("a") + 1


def list_items(lines: Iterable[tuple[Line, bool, bool]], first: int) -> dict[int, ListItem]:
    """By the line's identity, the list of each line that begins with a label; new lists get the numbers from ``first`` on.

    With each line comes whether its label is bold, italic. A list goes on as long as its labels count on under the same heading.
    """
    out: dict[int, ListItem] = {}
    running: dict[tuple[object, ...], ListItem] = {}
    number = first
    for line, bold, italic in lines:
        label = label_of_line(line.text) if line.block is not None and line.block.address else None
        if label is None:
            continue
        assert line.block is not None
        parent = line.block.address.rpartition(".")[0] if label.form != "bullet" else ""
        key = (line.part, parent, label.form, label.pattern, bold, italic)
        before = running.get(key)
        if before is None or (label.form != "bullet" and label.value != before.label.value + 1):
            item = ListItem(number, label.value, label, bold, italic)
            number += 1
        else:
            item = ListItem(before.number, before.start, label, bold, italic)
        running[key] = out[id(line)] = item
    return out


def definitions(items: Iterable[ListItem], font: str, size: float) -> tuple[list[str], list[str]]:
    """The lists as ``w:abstractNum`` and ``w:num`` elements without their namespace declaration."""
    lists = {item.number: item for item in items}
    abstract, numbers = [], []
    for number, item in sorted(lists.items()):
        look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:hint="default"/>'
        look += "<w:b/>" * item.bold + "<w:i/>" * item.italic + f'<w:sz w:val="{round(size * 2)}"/>'
        abstract.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="{max(item.start, 1)}"/>'
            f'<w:numFmt w:val="{item.label.form}"/><w:suff w:val="space"/><w:lvlText w:val="{item.label.pattern}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr><w:rPr>{look}</w:rPr></w:lvl></w:abstractNum>'
        )
        numbers.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    return abstract, numbers
