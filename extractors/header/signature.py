"""Signature block and recipients (quyền hạn, chức vụ, họ tên; nơi nhận) at the end of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.header.anchors import date_of, part_of
from extractors.header.lines import Column, Line, is_rule, joined
from extractors.header.people import ACTING, SIGNED, has_surname, is_authority, is_post, name_of

_COLUMNS = re.compile(r"\s{3,}|\s*\t\s*|\s*\|\s*")
_ITEM = re.compile(r"[-+*~]\s*")
_SECRETARY = ("thu ky", "nguoi ghi", "doan thu ky", "nguoi lap")
_CHAIR = ("chu tri", "chu toa", "nguoi chu tri", "doan chu tich")


@dataclass(slots=True)
class Signature:
    """What was found; each entry is one line, or several joined."""

    recipients: list[Line]
    authority: Line | None = None
    post: Line | None = None
    signer: Line | None = None
    date: Line | None = None

    def found(self) -> bool:
        """True where at least a name, a post or an authority stands there."""
        return bool(self.signer or self.authority or self.post)


def columns(line: Line) -> list[Line]:
    """The columns of a line typed with wide gaps ("- Như trên,        PHÓ BÍ THƯ"), or the line itself."""
    cuts = [m.span() for m in _COLUMNS.finditer(line.key) if m.start() > 0 and m.end() < len(line.key)]
    if not cuts or len(cuts) > 3:
        return [line]
    bounds = [0, *(x for cut in cuts for x in cut), len(line.key)]
    parts = [line.part(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    sides = ["left", *["right"] * (len(parts) - 1)]
    return [
        replace(part, column=line.column or ("left" if side == "left" else "right"))
        for part, side in zip(parts, sides, strict=True)
        if part.text
    ]


def recipients_of(lines: Sequence[Line]) -> tuple[list[Line], set[int]]:
    """The items below "Nơi nhận", without hyphens and closing marks, and which of ``lines`` they take (the first included)."""
    first = lines[0]
    start = re.match(r"no[il1]\s*nhan[\s*_]*[:;.]?[\s*_]*", first.key)
    assert start is not None
    taken = {0}
    items: list[list[Line]] = []
    if start.end() < len(first.key):
        rest = first.part(start.end(), len(first.key))
        hyphen = _ITEM.match(rest.key)
        items.append([rest.part(hyphen.end(), len(rest.key)) if hyphen else rest])
    hyphens = any(_ITEM.match(line.key) for line in lines[1:5])
    for i in range(1, min(len(lines), 80)):
        line = lines[i]
        if first.column and line.column and line.column != first.column:
            continue
        if is_rule(line.text):
            continue
        item = _ITEM.match(line.key)
        closed = not items or items[-1][-1].text.endswith((",", ";", ".")) or items[-1][-1].key.startswith("luu")
        if item and hyphens:
            items.append([line.part(item.end(), len(line.key))])
        elif _ends_recipients(line, closed, hyphens, items):
            if hyphens and any(_ITEM.match(below.key) for below in lines[i + 1 : i + 5]):
                continue
            break
        elif closed or not hyphens:
            items.append([line]) if not hyphens and closed else items[-1].append(line) if items else items.append([line])
        else:
            items[-1].append(line)
        taken.add(i)
    return [_item(item) for lines_ in items for item in _split(lines_)], taken


def _ends_recipients(line: Line, closed: bool, hyphens: bool, items: list[list[Line]]) -> bool:
    if is_authority(line) or is_post(line) or SIGNED.match(line.key) or part_of(line).kind != "other":
        return True
    if hyphens:
        return closed or name_of(line) is not None
    last = items[-1][-1].key if items else ""
    done = closed and (last.startswith("luu") or last.endswith("."))
    return (
        done
        or len(line.text) > 160
        or (line.caps and len(line.text) > 6)
        or (name_of(line) is not None and closed and line.text[-1] not in ",;.")
    )


def _split(lines: list[Line]) -> list[list[Line]]:
    """Items typed one after the other on the line of the label: "Nơi nhận: Như trên; Lưu VT."."""
    if len(lines) == 1 and ";" in lines[0].text[:-1]:
        line, parts, at = lines[0], [], 0
        for found in re.finditer(r";|$", line.text):
            part = line.part(at, found.start())
            hyphen = _ITEM.match(part.key)
            part = part.part(hyphen.end(), len(part.key)) if hyphen else part
            if part.text:
                parts.append([part])
            at = found.end()
        return parts
    return [lines]


def _item(lines: list[Line]) -> Line:
    whole = joined(lines)
    assert whole is not None
    return whole.part(0, len(whole.key.rstrip(" .,;/*")))


def signature_of(lines: Sequence[Line]) -> Signature:
    """Authority, post, name and recipients in the lines of a signature block, whatever the order of its columns."""
    cut = [part for line in lines for column in columns(line) for named in _post_and_name(column) for part in _authority_and_post(named)]
    found = Signature([])
    label = next((i for i, line in enumerate(cut) if part_of(line).kind == "recipients"), None)
    taken: set[int] = set()
    if label is not None:
        found.recipients, below = recipients_of(cut[label:])
        taken = {label + i for i in below}
    rest = [(i, line) for i, line in enumerate(cut) if i not in taken and not is_rule(line.text)]
    slots = _slots([line for _, line in rest])
    if not slots and label is not None:
        slots = _unknown([line for i, line in rest if i > label])
    if slots:
        slot = next((slot for slot in slots if not slot.is_secretary()), slots[0])
        found.authority, found.post = slot.authority_and_post()
        found.signer = slot.name
        first = next(i for i, line in rest if line is slot.lines[0]) if slot.lines else label or 0
        dates = [date for i, line in rest if first - 5 <= i < first and (date := date_of(line)) and date.body]
        found.date = dates[-1].line if dates else None
    return found


def _authority_and_post(line: Line) -> list[Line]:
    """An authority and a post that lost the break between them: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", but not "T/M BAN BÍ THƯ"."""
    if not is_authority(line) or not line.caps:
        return [line]
    words = list(re.finditer(r"\S+", line.key))
    deputy = words[0][0].replace("/", "").startswith("kt")
    for before, word in pairwise(words[1:]):
        post = line.part(word.start(), len(line.key))
        split = word[0] == "pho" if deputy else before[0] not in ("ban", "doan") and not before[0].endswith(",")
        if split and is_post(post):
            return [line.part(0, before.end()), post]
    return [line]


def _post_and_name(line: Line) -> list[Line]:
    """A post and a name that lost the break between them: "BÍ THƯ Nguyễn Văn An"."""
    words = list(re.finditer(r"\S+", line.text))
    capitals = next((i for i, word in enumerate(words) if not word[0].isupper()), len(words))
    if 0 < capitals < len(words) <= 14:
        post, name = line.part(0, words[capitals - 1].end()), line.part(words[capitals].start(), len(line.text))
        if (is_post(post) or is_authority(post)) and name_of(name):
            return [post, name]
    return [line]


@dataclass(slots=True)
class _Slot:
    """One who signs: the lines above the name, and the name."""

    lines: list[Line]
    column: Column | None
    name: Line | None = None

    def is_secretary(self) -> bool:
        return bool(self.lines) and self.lines[0].key.startswith(_SECRETARY)

    def authority_and_post(self) -> tuple[Line | None, Line | None]:
        """In whose name is signed, and the post. What follows an authority line and is no post goes on with it
        ("T/M BAN CHẤP HÀNH ĐẢNG BỘ / XÃ …"), but for the last line, which is a post that no list has.
        """
        last = max((i for i, line in enumerate(self.lines) if is_authority(line)), default=-1)
        posts = [i for i, line in enumerate(self.lines) if i > last and is_post(line)]
        if last < 0 and len(posts) > 1 and ACTING.match(self.lines[0].key):
            return self.lines[0], joined(self.lines[1:])  # "Q. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"
        if last < 0:
            return None, joined(self.lines)
        first = posts[0] if posts else max(last + 1, len(self.lines) - 1)
        acting = [i for i in posts[:-1] if ACTING.match(self.lines[i].key)]
        first = acting[-1] + 1 if acting else first
        return joined(self.lines[:first]), joined(self.lines[first:])


def _slots(lines: list[Line]) -> list[_Slot]:
    """Those who sign, in the order of their first lines; names go to the first slot of their column that has none."""
    slots: list[_Slot] = []
    since = 0
    for line in lines:
        since += 1
        if slots and (since > 16 or len(line.text) > 220):
            break
        open_ = next((s for s in slots if s.name is None and _beside(s.column, line.column)), None)
        name = name_of(line) if slots else None
        if name:
            slot = open_ or next((s for s in slots if s.name is None), None)
            if slot is None:
                break
            slot.name, since = name, 0
        elif is_authority(line) or is_post(line, any_case=open_ is not None and is_authority(open_.lines[-1])):
            if open_ is None or _of_minutes(line) or (is_authority(line) and any(map(is_post, open_.lines))):
                slots.append(_Slot([line], line.column))
            else:
                open_.lines.append(line)
            since = 0
        elif open_ is not None and since == 1 and _adds(line):
            open_.lines.append(line)
            since = 0
    return [slot for slot in slots if slot.name or slot.authority_and_post()[0] or len(slots) > 1 or _certain(slot)]


def _beside(column: Column | None, other: Column | None) -> bool:
    return column == other or column is None or other is None


def _certain(slot: _Slot) -> bool:
    """A post without name and authority is a signature only where it is set as one."""
    return slot.lines[0].caps


def _of_minutes(line: Line) -> bool:
    return line.key.startswith((*_SECRETARY, *_CHAIR))


def _adds(line: Line) -> bool:
    """True where a line goes on with the post or the authority above it: capitals, or "kiêm …"."""
    if SIGNED.match(line.key) or part_of(line).kind != "other" or len(line.text) > 100:
        return False
    return line.caps or line.key.startswith("kiem ")


def _unknown(lines: list[Line]) -> list[_Slot]:
    """A name behind the recipients, and the lines in capitals above it: a post that no list has, or none."""
    for i, line in enumerate(lines[:12]):
        name = name_of(line)
        if name and has_surname(name):
            above = [x for x in lines[:i] if x.column == line.column and _adds(x)]
            return [_Slot(above[-2:], line.column, name)]
    return []
