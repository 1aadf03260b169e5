"""Labels as Party and State offices print them, and the addresses that they make (``corpora/README.md``, "Addresses").

Written for the sources of our documents, where the writer corrects what a rule cannot tell; the program's own outline is another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpora.vk.document import Block

_SPELLED = "nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"
_ORDER = {word: n for n, word in enumerate("nhất hai ba tư năm sáu bảy tám chín mười".split(), 1)} | {"một": 1, "bốn": 4}
_ROMAN = re.compile(r"[IVX]{1,5}")
# Form, pattern, depth: a label of smaller depth closes the longer ones. Depths only order the forms; several may be skipped.
_FORMS = (
    ("phan", re.compile(rf"(?:Phần|PHẦN)\s+(?:thứ\s+|THỨ\s+)?({_SPELLED}|{_SPELLED.upper()}|[IVX]+|\d+)\b", re.UNICODE), 0),
    ("chuong", re.compile(r"(?:Chương|CHƯƠNG)\s+([IVX]+|\d+)\b"), 1),
    ("muc", re.compile(r"(?:Mục|MỤC)\s+([IVX]+|\d+)\b"), 2),
    ("dieu", re.compile(r"(?:Điều|ĐIỀU)\s+(\d+)\b"), 3),
    ("letter", re.compile(r"([A-H])\s?[-–./]\s?(?=\S)"), 4),
    ("roman", re.compile(r"([IVX]{1,5})\s?[-–./]{1,2}\s?(?=\S)"), 5),
    ("number", re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\s?[.)/-]{1,2}\s?(?=\D)"), 6),
    ("number", re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\s+(?=\D)"), 6),
    ("bracketed", re.compile(r"(\((?:\d{1,2}|[a-zđ])\))\s?(?=\S)"), 9),
    ("small", re.compile(r"([a-zđ]\d?)\s?[.)/]\s?(?=\S)"), 10),
    ("spelled", re.compile(rf"((?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười|Thứ\s(?:{_SPELLED}))(?:\slà)?)\s?[,:]"), 11),
    ("hyphen", re.compile(r"([-–•*])\s?(?=\S)"), 12),
    ("plus", re.compile(r"([+])\s?(?=\S)"), 13),
)


def label_of(text: str) -> tuple[str, tuple[str, ...], int] | None:
    """Form, components and depth of the label that a line begins with; None where it begins with none.

    A decimal label has several components ("1.2." is "1", "2") and lies deeper by each.
    """
    for form, pattern, depth in _FORMS:
        found = pattern.match(text)
        if found:
            return form, _components(form, found[1]), depth + (found[1].count(".") if form == "number" else 0)
    return None


def _components(form: str, label: str) -> tuple[str, ...]:
    if form in ("phan", "chuong", "muc"):
        return ({"phan": "P", "chuong": "C", "muc": "M"}[form] + str(_ordinal(label)),)
    if form == "dieu":
        return ("Đ" + label,)
    if form == "number":
        return tuple(str(int(part)) for part in label.split("."))
    if form == "spelled":
        return (label.casefold().removesuffix(" là").replace(" ", "-"),)
    return (label,)


def _ordinal(label: str) -> int:
    if label.isdigit():
        return int(label)
    if _ROMAN.fullmatch(label):
        values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in label]
        return sum(-value if value < max(values[n:]) else value for n, value in enumerate(values))
    return _ORDER[label.casefold()]


def addresses(blocks: Sequence[Block]) -> list[str]:
    """The address that each block's label gives, "" for blocks without a label: a proposal, to be read over."""
    out: list[str] = []
    stack: list[tuple[int, str]] = []  # depth, component
    counts: dict[str, int] = {}
    for block in blocks:
        found = label_of(block.content.text) if block.kind in ("paragraph", "heading") and block.align not in ("right", "italic") else None
        if block.address:
            # What the writer gave leads on, so that one correction mends the lines under it.
            depth = found[2] if found else 20
            stack = [entry for entry in stack if entry[0] < depth]
            above = ".".join(component for _, component in stack)
            rest = block.address.removeprefix(above + ".") if above and block.address.startswith(above + ".") else None
            if rest is None:
                stack = [(depth - 1, block.address.rpartition(".")[0])] if "." in block.address else []
                rest = block.address.rpartition(".")[2]
            stack.append((depth, rest))
            out.append(block.address)
        elif found is None:
            out.append("")
        else:
            out.append(_next(found, stack, counts))
        if out[-1]:
            parent, _, last = out[-1].rpartition(".")
            if last[0] in "-+" and last[1:].isdigit():
                counts[parent + "." + last[0]] = int(last[1:])
    return out


def _next(found: tuple[str, tuple[str, ...], int], stack: list[tuple[int, str]], counts: dict[str, int]) -> str:
    form, components, depth = found
    if form == "dieu":
        stack[:] = [(depth, components[0])]
        return components[0]
    stack[:] = [entry for entry in stack if entry[0] < depth]
    parent = ".".join(component for _, component in stack)
    component = components[-1]
    if form in ("hyphen", "plus"):
        sign = "+" if form == "plus" else "-"
        component = f"{sign}{counts.get(parent + '.' + sign, 0) + 1}"
    stack.append((depth, component))
    return f"{parent}.{component}" if parent else component


def label_agrees(block: Block) -> bool:
    """Whether the address ends with what the line's label says."""
    found = label_of(block.content.text)
    if found is None:
        return False
    last = block.address.rpartition(".")[2]
    if found[0] in ("hyphen", "plus"):
        return last[0] == ("+" if found[0] == "plus" else "-") and last[1:].isdigit()
    return last == found[1][-1]
