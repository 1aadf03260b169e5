"""The head of the first page: the stretch of lines that hold title, bodies, number, place and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.header.anchors import Part, date_of, part_of, pieces
from extractors.header.issuer import head_of
from extractors.header.lines import Line, Page
from extractors.header.title import is_letter_abstract, type_of
from extractors.numbers import parse_number

TOP_LINES = 260
"""Lines that are looked at for the head: menus of web pages take up to some 150 before the text begins."""

PROSE = 3000
"""Characters of running text that may stand before the head: an introduction, not an article that quotes a form."""

REACH = 12
"""Lines between one sign of the head and the next: flattened columns put the rest of the left one between them."""

_SIGNS = ("title", "tagline", "number", "date")
_WEIGHTS = {"title": 2, "number": 2, "date": 2, "tagline": 1}
_BROKEN = re.compile(r"\b(?:ngay|thang|nam)\b[\s0-9]*$")
_LABELLED = re.compile(
    r"(?:[ivx]{1,5}|[a-h]|[0-9]{1,2})\s*[.)-]\s*\S|(?:phan|chuong|muc|dieu|phu luc|bieu|mau|trang|website|email|dien thoai)\b"
)


@dataclass(slots=True)
class Head:
    """The signs found, the lines that name bodies, and other lines between them (the abstract of an official letter)."""

    parts: list[Part] = field(default_factory=list)
    names: list[Line] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    start: int = 0
    end: int = 0
    """Positions of the first line, and of the first line below."""

    def first(self, kind: str) -> Part | None:
        """The first part of a kind."""
        return next((part for part in self.parts if part.kind == kind), None)

    def kinds(self) -> set[str]:
        """The different signs. A date has to have its place: lists print "Số 12-KH/TU, ngày 05/3/2020" on a line."""
        return {part.kind for part in self.parts if part.kind != "date" or part.place}

    def weight(self) -> int:
        """Signs of different kinds count two (a tagline one), a body's name one."""
        return sum(_WEIGHTS.get(kind, 0) for kind in self.kinds()) + any(map(head_of, self.names))


def top_lines(page: Page) -> list[Line]:
    """The first lines, cut into columns where one line holds two, joined where one is broken over two."""
    lines: list[Line] = []
    for line in page.lines():
        lines += pieces(line)
        if len(lines) >= TOP_LINES:
            break
    return _mended(lines)


def _mended(lines: list[Line]) -> list[Line]:
    """Mottos, dates and numbers that the edge of a narrow cell broke in two are one line again."""
    kinds = [part_of(line).kind for line in lines]
    gone: set[int] = set()
    out: list[Line] = []
    for i, line in enumerate(lines):
        if i in gone:
            continue
        whole = line
        if kinds[i] in ("other", "date", "number") and 4 <= len(line.key) <= 80:
            for j in range(i + 1, min(i + 4, len(lines))):
                if j not in gone and kinds[j] == "other" and lines[j].column == line.column and _belong(line, lines[j], kinds[i]):
                    whole = line.joined(lines[j])
                    gone.add(j)
                    break
        out.append(whole)
    return _with_whole_places(out)


def _with_whole_places(lines: list[Line]) -> list[Line]:
    """Date lines whose place was broken too: "Sơn / La, ngày …"."""
    out: list[Line] = []
    for line in lines:
        before = out[-1] if out else None
        date = date_of(line)
        broken = date and date.place and " " not in date.place.text and before and before.column == line.column
        if before and broken and re.fullmatch(r"[^\W\d_]{2,10}", before.text) and before.text[1:].islower() and before.text[0].isupper():
            out[-1] = before.joined(line)
        else:
            out.append(line)
    return out


def _belong(line: Line, other: Line, kind: str) -> bool:
    if len(other.key) > 40:
        return False
    both = part_of(line.joined(other))
    if kind == "number":
        return line.key.rstrip().endswith(("-", "/")) and both.kind == "number"
    if both.kind == "date":
        return both.body is not None and _BROKEN.search(line.key) is not None
    return kind == "other" and both.kind in ("title", "tagline") and line.caps == other.caps


def find_head(lines: Sequence[Line]) -> Head | None:
    """The first stretch of lines with enough signs of a head; None where running text comes first or the signs do not suffice."""
    prose = 0
    parts = [part_of(line) for line in lines]
    for i, part in enumerate(parts):
        if prose > PROSE:
            return None
        if part.kind in _SIGNS:
            head = _stretch(lines, parts, i)
            if _suffices(head, lines):
                return head
        elif len(part.line.text) > 120:
            prose += len(part.line.text)
    return None


_FORM_CODE = re.compile(r"[A-Z\u0110]{0,6}\d[\w.\-/]*|[A-Z\u0110]{1,6}[-.]\d[\w.\-/]*")


def _suffices(head: Head, lines: Sequence[Line]) -> bool:
    """Two signs of different kinds at least, and a weight of 4: news and lists have one of them by chance, hardly two."""
    below = lines[head.end : head.end + 8]
    typed = any(type_of(line) and line.caps for line in below)
    addressed = any(part_of(line).kind == "addressee" for line in below)
    signs = len(head.kinds() & {"title", "number", "date"}) + typed + addressed + any(map(head_of, head.names))
    return head.weight() + typed + addressed >= 4 and signs >= 2


def _stretch(lines: Sequence[Line], parts: Sequence[Part], start: int) -> Head:
    """The head around the sign at ``start``: the names of bodies above it, and what stands below it up to type, addressee or text."""
    above = _above(lines, parts, start)
    head = Head(start=start - len(above), end=start + 1)
    inside: list[Line] = []
    waiting: list[Part] = []
    for i in range(start, min(len(lines), start + 40)):
        part = parts[i]
        if part.kind in _SIGNS:
            if i - head.end > REACH or not _new(head, part):
                break
            inside += [x.line for x in waiting if x.kind == "other"]
            head.parts += [x for x in waiting if x.kind != "other"] + [part]
            waiting, head.end = [], i + 1
        elif part.kind in ("addressee", "recipients") or (part.kind == "other" and _begins_text(parts, i)):
            break
        else:
            waiting.append(part)
    addressed = head.end + len(waiting) < len(lines) and parts[head.end + len(waiting)].kind == "addressee"
    all_ = addressed and len(waiting) <= 4 and sum(len(part.line.text) for part in waiting) <= 400
    for part in waiting:
        if part.kind == "other" and not (all_ or _closes(part.line, inside)):
            break
        head.end += 1
        if part.kind == "other":
            inside.append(part.line)
        else:
            head.parts.append(part)
    head.parts += [part for part in parts[max(0, head.start - 3) : head.start] if part.kind == "mark"]
    _sort(head, above, inside)
    return head


def _above(lines: Sequence[Line], parts: Sequence[Part], start: int) -> list[Line]:
    """Up to five lines right above the first sign that may name bodies, with the rules between them."""
    found: list[Line] = []
    for i in range(start - 1, max(-1, start - 9), -1):
        named = len(lines[i].text) <= 90 and (lines[i].caps or head_of(lines[i])) and not _begins_text(parts, i)
        if parts[i].kind not in ("rule", "mark") and not (parts[i].kind == "other" and named):
            break
        found.insert(0, lines[i])
    while found and not (head_of(found[0]) or (found[0].caps and part_of(found[0]).kind == "other" and not _LABELLED.match(found[0].key))):
        found.pop(0)
    return found[-7:]


def _new(head: Head, part: Part) -> bool:
    """A second sign of a kind begins another document, but for a title or tagline repeated in the next breath."""
    same = head.first(part.kind)
    return same is None or (part.kind in ("title", "tagline") and same.value == part.value) or (same.blank and not part.blank)


def _begins_text(parts: Sequence[Part], i: int) -> bool:
    """True for a type line, a numbered heading and running text."""
    line = parts[i].line
    kind = type_of(line)
    if kind and (line.caps or len(line.text) <= 40):
        return kind.whole is None or not _goes_on(parts, i)
    return (len(line.text) > 160 and not is_letter_abstract(line)) or (_LABELLED.match(line.key) is not None and _bare_number(line) is None)


def _goes_on(parts: Sequence[Part], i: int) -> bool:
    """True where a line that begins like a type is the rest of a body's name: "BAN CHỈ ĐẠO THỰC HIỆN / QUY CHẾ DÂN CHỦ …", then the number."""
    above = parts[i - 1].line if i and parts[i - 1].kind == "other" else None
    below = parts[i + 1].kind if i + 1 < len(parts) else "other"
    return above is not None and above.caps and head_of(above) is not None and below in ("rule", "number", "title")


def _closes(line: Line, inside: list[Line]) -> bool:
    """True for a line below the last sign that still belongs to the head: a body's name, the abstract of a letter."""
    if is_letter_abstract(line) or (inside and is_letter_abstract(inside[-1]) and line.column == inside[-1].column and not line.gap):
        return True
    return line.caps and (head_of(line) is not None or bool(inside)) and len(line.text) <= 90


def _bare_number(line: Line) -> Part | None:
    """A number that lost its "Số": "12-KH/TU" on a line of its own among the names."""
    parsed = parse_number(line.text) if len(line.text) <= 40 and line.text[:1].isdigit() else None
    return Part(line, "number", parsed.normal, body=line) if parsed and parsed.type_code and parsed.organ else None


def _sort(head: Head, above: list[Line], inside: list[Line]) -> None:
    """Names of bodies are in capitals; in texts of old fonts, whose capitals are lost, the head word has to speak for them."""
    others = [line for line in (*above, *inside) if part_of(line).kind == "other"]
    if head.first("number") is None:
        bare = next((part for line in others if (part := _bare_number(line))), None)
        if bare:
            head.parts.append(bare)
            others.remove(bare.line)
    others = [line for line in others if not _FORM_CODE.fullmatch(line.text)]
    capitals = [line for line in others if line.caps and line.column != "right"]
    letter = next((i for i, line in enumerate(others) if is_letter_abstract(line)), len(others))
    headed = next((i for i, line in enumerate(capitals) if head_of(line)), 0)
    if any(len(line.text) > 45 for line in capitals[:headed]):
        capitals = capitals[headed:]  # a title in capitals above the head
    if capitals:
        head.names = capitals
    else:
        first = next((i for i, line in enumerate(others[:letter]) if head_of(line)), None)
        if first is not None:
            head.names = [line for line in others[first:letter] if len(line.text) <= 80][:3]
    head.loose = [line for line in others if line not in head.names]
