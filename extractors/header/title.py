"""Type (tên loại), abstract (trích yếu) and addressee (Kính gửi), which stand below the head of the first page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.text import folded
from corpora.form import type_qualifiers
from corpora.gazetteers import document_types
from extractors.header.anchors import part_of
from extractors.header.issuer import head_of
from extractors.header.lines import Line, is_rule
from extractors.header.people import is_authority, is_post
from extractors.scan import plain_of

MAX_ABSTRACT = 900
"""Characters; the longest abstracts of real documents (amending several laws) have about 600."""

_OPENS_BODY = re.compile(
    r"(?:[-+*~]\s*)?(?:can cu|thuc hien|theo|xet|tren co so|de\s|nham|hom nay|trong thoi gian|trong nam|ngay\s|vao hoi|kinh thua|ten toi|toi ten"
    r"|chung toi|chung toi gom|thoi gian|dia diem|thanh phan|qua\s)\b"
)
_GROUNDS = re.compile(r"(?:[-+*~]\s*)?(?:can cu\b|xet\b|can$)")
_NUMBERED = re.compile(r"(?:[ivx]{1,5}|[0-9]{1,2}|[a-h])\s*[.)-]\s*\S|(?:phan|chuong|muc|dieu)\s+(?:thu\s|[ivx0-9]+\b)|[-+~]\s")
_RUNS_ON = re.compile(r"[(]?(?:nam|quy|thang|nhiem ky|khoa|giai doan|lan thu|dot|hoc ky|6 thang|9 thang)\b")
_ABOUT = re.compile(r"(?:v\s*/\s*v\b\s*[:.]?|(?:ve\s+viec|ve)\b)\s*")
_ATTACHED = re.compile(r"[(\[]\s*(?:duoc\s+)?(?:ban hanh )?(?:kem theo|cung voi|theo)\b")
_SPACED = 60
"""Characters of the longest type set with blanks between its letters."""

OFFICIAL_LETTER = "Công văn"


@dataclass(frozen=True, slots=True)
class Type:
    """A type line: the words of the type's name, the name, and what else stands on the line.

    ``whole``: the line, where what follows the name is in capitals like it and may belong to it (BÁO CÁO TÓM TẮT).
    """

    line: Line
    name: str
    rest: Line | None = None
    whole: Line | None = None

    def qualified(self) -> bool:
        """True where all that follows the name is known to qualify it."""
        return self.rest is not None and _qualifiers().fullmatch(self.rest.key) is not None


@lru_cache(maxsize=1)
def _qualifiers() -> re.Pattern[str]:
    words = sorted((re.escape(plain_of(words)) for words in type_qualifiers()), key=len, reverse=True)
    return re.compile(rf"(?:[\s,.]*(?:{'|'.join(words)})(?![a-z]))+[\s.]*")


@lru_cache(maxsize=1)
def _types() -> dict[str, dict[tuple[str, ...], str]]:
    """Words of each type's name to the name, by first word."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for kind in document_types():
        for words in (kind.name, *kind.variants):
            for spelling in {plain_of(words), folded(words)}:  # "Qui định" is the old spelling
                keys = tuple(spelling.split())
                found.setdefault(keys[0], {})[keys] = kind.name
    return found


def type_of(line: Line, *, in_title: bool = False) -> Type | None:
    """The type that a line names: "BÁO CÁO", "BÁO CÁO TÓM TẮT", "Thông tư", "QUYẾT ĐỊNH của Bộ trưởng …", "KẾ HOẠCH kiểm tra …".

    ``in_title``: also with its number behind it in small letters ("Nghị định số …"), as the titles of web pages have it.
    """
    if len(line.text) > 300 or line.text.endswith((":", ";")):
        return None
    words = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\s,.;:()]+", line.key)]
    if len(words) > 1 and len(line.key) <= _SPACED and (spaced := _spaced(line)):
        return spaced
    if words and words[0][2] == "ban":
        words = words[1:]
    for size in range(min(5, len(words)), 0, -1):
        name = _types().get(words[0][2], {}).get(tuple(w for _, _, w in words[:size]))
        if name is not None:
            head, rest = line.part(words[0][0], words[size - 1][1]), line.part(words[size - 1][1], len(line.key))
            return _typed(line.part(words[0][0], len(line.key)), head, name, rest, in_title=in_title)
    return None


def _typed(whole: Line, head: Line, name: str, rest: Line, *, in_title: bool) -> Type | None:
    if not rest.text.strip(" .*"):
        return Type(head, name)
    issued = rest.key.startswith(("cua ", "lien tich"))
    if in_title and (issued or rest.key.startswith("so")):
        return Type(head, name, rest)
    if not head.caps:
        return Type(head, name, rest) if issued else None
    if issued or not rest.caps or re.match(r"so\s*[:.]?\s*[0-9]", rest.key):
        return Type(head, name, rest)
    return Type(head, name, rest, whole)


def _spaced(line: Line) -> Type | None:
    """A type set, or read by OCR, with blanks between its letters: "B Á O  C Á O", "K ẾT LUẬN"."""
    if not line.caps or not any(len(word) == 1 for word in line.key.split()):
        return None
    run = "".join(line.key.split())
    for first in _types().values():
        for words, name in first.items():
            if "".join(words) == run:
                return Type(line, name, None)
    return None


def abstract_of(lines: Sequence[Line], first: Line | None) -> tuple[list[Line], int]:
    """The lines of the abstract that stand below a type line, and how many of ``lines`` they are with the rule behind them.

    It ends at a rule ("-----"), an addressee, the grounds, a numbered heading, a body's name, or where the text begins.
    """
    closing = next((i for i, line in enumerate(lines[:12]) if is_rule(line.text) or (i and _GROUNDS.match(line.key))), None)
    found = [first] if first else []
    size = len(first.text) if first else 0
    for at, line in enumerate(lines[:14]):
        if is_rule(line.text) and (found or closing != at):
            return found, at + 1
        if is_rule(line.text):
            continue
        size += len(line.text)
        kind = part_of(line).kind
        if kind == "mark":
            continue
        if line.cell or _ATTACHED.match(line.key) or is_authority(line):
            return found, at
        grounds = _GROUNDS.match(line.key) and not (not found and closing == at + 1 and is_rule(lines[closing].text))
        if kind != "other" or size > MAX_ABSTRACT or grounds or _ends(found, line, closing is not None and at < closing):
            return found, at
        if (
            found
            and at + 1 < len(lines)
            and _GROUNDS.match(lines[at + 1].key)
            and len(line.text) <= 80
            and (head_of(line) or is_post(line))
        ):
            return found, at  # the body or the person that decides, above the grounds
        found.append(line)
    return found, min(14, len(lines))


def _ends(found: list[Line], line: Line, ruled: bool) -> bool:
    """True where ``line`` is no part of the abstract; ``ruled``: a rule stands further down and closes it."""
    if not found:
        sentence = line.text.rstrip().endswith((":", ";")) or (line.text.rstrip().endswith(".") and len(line.text) > 160)
        return sentence or len(line.text) > 600 or bool(_NUMBERED.match(line.key))
    last = found[-1]
    if _NUMBERED.match(line.key) and not ruled:
        return True
    if head_of(line) and line.caps and not last.caps:
        return True  # the body that decides, above the grounds
    if line.block == last.block and line.block >= 0:
        return line.text.rstrip().endswith(":")
    if ruled and not line.text.rstrip().endswith((":", ";")):
        return False
    if (
        line.text[:1].islower()
        or (line.caps and last.caps)
        or _open(" ".join(x.text for x in found))
        or last.text.rstrip().endswith((",", "-", "–"))
    ):
        return False
    if line.align == "center" and last.align == "center":
        return bool(_OPENS_BODY.match(line.key)) or line.text.rstrip().endswith((":", "."))
    return not (len(line.text) <= 60 and _RUNS_ON.match(line.key) and line.text[-1] not in ":.;,")


def _open(text: str) -> bool:
    """True where a bracket or quotation is still open."""
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count('"') % 2 == 1


def begins_grounds(line: Line) -> bool:
    """True for a line of grounds: "Căn cứ …", "- Xét …"."""
    return _GROUNDS.match(line.key) is not None


def is_letter_abstract(line: Line) -> bool:
    """True for a line that begins like the abstract of an official letter: "V/v …", "về việc …"."""
    return _ABOUT.match(line.key) is not None


def without_about(text: str) -> str:
    """The abstract of an official letter without "V/v", "về việc"."""
    found = _ABOUT.match(plain_of(text))
    return text[found.end() :] if found else text


def addressee_of(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """Those whom the document is sent to, from the line "Kính gửi" on, and how many of ``lines`` that takes.

    One on the same line, or a list below, one a line, with or without hyphens.
    """
    if not lines or (part_of(lines[0]).kind != "addressee" and not lines[0].key.startswith(("kinh gui", "kinh trinh"))):
        return [], 0
    first = lines[0]
    start = re.match(r"kinh\s*(?:gui|trinh)[\s*_]*[:;]?[\s*_]*(?P<hyphen>[-+~]?)\s*", first.key)
    assert start is not None
    found = [first.part(start.end(), len(first.key))] if start.end() < len(first.key) else []
    hyphens = bool(start["hyphen"]) or (not found and len(lines) > 1 and _ITEM.match(lines[1].key) is not None)
    at = 1
    while at < min(len(lines), 60) and not (found and found[-1].text.endswith(".")):
        line = lines[at]
        item = _ITEM.match(line.key)
        more = not found or found[-1].text.endswith((",", ";"))
        wrapped = bool(found) and not item and not more and line.text[:1].islower()
        listed = item is not None and hyphens if item or hyphens else more and not line.gap
        stops = len(line.text) > 300 or _GROUNDS.match(line.key) or part_of(line).kind != "other" or type_of(line)
        if stops or not (listed or wrapped):
            break
        found.append(line.part(item.end(), len(line.key)) if item else line)
        at += 1
    return [line for line in found if line.text], at


_ITEM = re.compile(r"[-+*~]\s*")
