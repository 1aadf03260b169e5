"""Reads a ``.vk`` source (``corpora/README.md``, "The language")."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast, get_args

from msgspec import MsgspecError, convert
from msgspec.json import decode

from corpora.vk.document import (
    HEAD_KEYS,
    Align,
    Arithmetic,
    Block,
    Cell,
    Fault,
    Mark,
    Marked,
    MarkKind,
    Part,
    Relation,
    Role,
    Source,
    Truth,
    Verdict,
)

_TAG = re.compile(r"⟦(?:/|(\w+)\b([^⟦⟧]*))⟧")
_KINDS = frozenset(get_args(MarkKind))
_FLAGS = frozenset({"opt", "approx", "target", "back"})
_ADDRESS = re.compile(r"\[([^\]\s]+)\] ")
_ALIGNS = tuple(f"@{name} " for name in get_args(Align) if name)
_BREAKS = {"@page": "page", "@landscape": "landscape", "@portrait": "portrait"}
_PART = re.compile(r"@part (annex|attached|copy)")
_TRUTH: dict[str, type[Truth]] = {"arith": Arithmetic, "fault": Fault, "role": Role, "verdict": Verdict, "relation": Relation}
_RENAMED = {"arith": "kind", "fault": "code", "verdict": "requirement"}


class VkError(ValueError):
    """The source breaks the language: the message names file, line and what is wrong."""


def read_source(path: Path) -> Source:
    """Parse one file; VkError names the line that breaks the language."""
    return parse_source(path.read_text("utf-8"), path.stem)


def parse_source(text: str, name: str) -> Source:
    """Parse the text of a source; ``name`` is its slug."""
    lines = text.removesuffix("\n").split("\n")
    body, truth = lines, list[str]()
    if "===" in lines:
        cut = lines.index("===")
        body, truth = lines[:cut], lines[cut + 1 :]
    starts = [0, *(n for n, line in enumerate(body) if _PART.fullmatch(line))]
    parts = []
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        opening = _PART.fullmatch(body[start]) if start else None
        role = opening[1] if opening else "main"
        parts.append(_part(role, body[start + (role != "main") : end], start + (role != "main") + 1, name))
    return Source(name, tuple(parts), tuple(_truth(line, f"{name}:{n}") for n, line in enumerate(truth, len(body) + 2) if line.strip()))


def _part(role: str, lines: list[str], first: int, name: str) -> Part:
    head = dict.fromkeys(HEAD_KEYS, "")
    try:
        cut = lines.index("---")
    except ValueError:
        raise VkError(f"{name}:{first}: no line '---' ends the head") from None
    abstract = Marked("")
    for n, line in enumerate(lines[:cut], first):
        if not line.strip() or line.startswith("// "):
            continue
        key, colon, value = line.partition(":")
        if not colon or key not in head:
            raise VkError(f"{name}:{n}: {line!r} is no head line")
        # A number that waits for its stamp begins with blanks: one blank after the colon is ours, the others are the document's.
        head[key] = value.removeprefix(" ").rstrip() if key == "number" else value.strip()
        if key == "abstract":
            abstract = unmark(head[key], f"{name}:{n}")
            head[key] = abstract.text
    blocks = tuple(_blocks(lines[cut + 1 :], first + cut + 1, name))
    return Part(cast("Any", role), head, abstract, blocks)


def _blocks(lines: list[str], first: int, name: str) -> list[Block]:
    blocks: list[Block] = []
    options: dict[str, str] = {}
    rows: list[list[str]] = []
    for n, line in enumerate([*lines, ""], first):
        where = f"{name}:{n}"
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")])
            continue
        if rows:
            blocks.append(_table(rows, options, n - len(rows), name))
            rows, options = [], {}
        if line.startswith("@table"):
            options = _attributes(line.removeprefix("@table"), where)
        elif line.strip() and not line.startswith("// "):
            blocks.append(_line(line.strip(), n, where))
    return blocks


def _line(line: str, n: int, where: str) -> Block:
    if line in _BREAKS:
        return Block(cast("Any", _BREAKS[line]), n)
    if line.startswith("~ "):
        return Block("chrome", n, Marked(line[2:]))
    for start in _ALIGNS:
        if line.startswith(start):
            return Block("paragraph", n, unmark(line[len(start) :].strip(), where), align=cast("Any", start[1:-1]))
    if line.startswith("@"):
        raise VkError(f"{where}: what is {line.split(maxsplit=1)[0]}?")
    heading = re.match(r"#{1,3} ", line)
    rest = line[heading.end() :] if heading else line
    address = _ADDRESS.match(rest)
    content = unmark(rest[address.end() :] if address else rest, where)
    return Block("heading" if heading else "paragraph", n, content, len(heading[0]) - 1 if heading else 0, address[1] if address else "")


def _table(rows: list[list[str]], options: dict[str, str], first: int, name: str) -> Block:
    rules = [n for n, row in enumerate(rows) if all(cell and not cell.strip("-") for cell in row)]
    if len(rules) > 1 or rules == [0]:
        raise VkError(f"{name}:{first}: a table has one line |---| under its heads")
    heads = rules[0] if rules else 1
    cells = [row for n, row in enumerate(rows) if n not in rules]
    made = []
    for n, row in enumerate(cells):
        where = f"{name}:{first + n + (bool(rules) and n >= heads)}"
        if len(row) != len(cells[0]):
            raise VkError(f"{where}: {len(row)} cells, the first row has {len(cells[0])}")
        made.append(tuple(_cell(cell, where) for cell in row))
    return Block("table", first, rows=tuple(made), heads=heads, options=options)


def _cell(text: str, where: str) -> Cell:
    if text in ("<", "^"):
        return Cell(Marked(""), "left" if text == "<" else "up")
    return Cell(unmark(text, where))


def unmark(marked: str, where: str) -> Marked:
    """The text without its annotations, and the annotations; VkError where they are not well formed."""
    out: list[str] = []
    found: list[Mark] = []
    open_marks: list[tuple[str, int, dict[str, str]]] = []
    last = size = 0
    for tag in _TAG.finditer(marked):
        out.append(marked[last : tag.start()])
        size += len(out[-1])
        last = tag.end()
        if tag[1] and tag[1] not in _KINDS:
            raise VkError(f"{where}: no mark is called {tag[1]!r}")
        if tag[1]:
            open_marks.append((tag[1], size, _attributes(tag[2], where)))
        elif not open_marks:
            raise VkError(f"{where}: ⟦/⟧ without a beginning")
        else:
            kind, start, attributes = open_marks.pop()
            found.append(Mark(cast("Any", kind), start, size, attributes))
    out.append(marked[last:])
    text = "".join(out)
    if open_marks:
        raise VkError(f"{where}: ⟦{open_marks[-1][0]}…⟧ is not closed")
    if "⟦" in text or "⟧" in text:
        raise VkError(f"{where}: a stray ⟦ or ⟧ near {text[max(0, text.find('⟦') - 20) :][:60]!r}")
    for mark in found:
        piece = text[mark.start : mark.end]
        if piece != piece.strip() or not piece:
            raise VkError(f"{where}: nothing or a blank at an end of {piece!r}")
    return Marked(text, tuple(sorted(found, key=lambda mark: (mark.start, -mark.end))))


def _attributes(text: str, where: str) -> dict[str, str]:
    out = {}
    for part in text.split(";"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if equals and name:
            out[name] = value
        elif name in _FLAGS:
            out[name] = "yes"
        elif name:
            raise VkError(f"{where}: what is {name!r}?")
    return out


def _truth(line: str, where: str) -> Truth:
    try:
        fields: dict[str, Any] = decode(line)
        kind = next(name for name in _TRUTH if name in fields)
        if kind in _RENAMED:
            fields[_RENAMED[kind]] = fields.pop(kind)
        known = set(_TRUTH[kind].__struct_fields__)
        if set(fields) - known:
            raise VkError(f"{where}: what is {min(set(fields) - known)!r}?")
        return convert(fields, _TRUTH[kind])
    except (MsgspecError, StopIteration) as error:
        raise VkError(f"{where}: truth line {line[:60]!r}: {str(error) or 'of no known kind'}") from error
