"""Lines of the header that show by themselves what they are: title, tagline, number, date; and how two columns typed as one are cut."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from corpora.form import marks, mottos
from extractors.header.issuer import head_of
from extractors.header.lines import Column, Line, is_rule
from extractors.numbers import parse_number
from extractors.scan import plain_of

Kind = Literal["title", "tagline", "number", "date", "mark", "rule", "addressee", "recipients", "other"]

# Two blanks are enough between columns where one side is a motto or a date; a tab or "|" always are.
_GAP_BEFORE = re.compile(r"(?:\s{2,}|\t\s*|\s*\|\s*)$")
_GAP_AFTER = re.compile(r"\s{2,}|\s*[\t|]")
_FILLER = r"[.…_\s]"
_DAY = r"[0-9oil]{1,2}"
_DATE = re.compile(
    rf"(?<![a-z])ngay(?:\s*+(?P<d>{_DAY})\s?([/.-])\s?(?P<m>{_DAY})\s?\2\s?(?P<y>[0-9o]{{4}})"
    rf"|{_FILLER}*+(?P<day>{_DAY})?{_FILLER}*+,?\s*+thang{_FILLER}*+(?P<month>{_DAY})?{_FILLER}*+,?\s*+nam{_FILLER}*+(?P<year>[0-9o]{{4}}|[0-9]{{2,3}})?{_FILLER}*+)"
)
# "Số 13-KH/BTCTU", "Số: 12/KH-UBND", "Số      -BC/ĐU", "Số: /2025/QĐ-UBND"; letters and digits, then dashes and slashes with what follows them.
_NUMBER = re.compile(
    r"(?:(?:luat|nghi quyet|nghi dinh|thong tu|quyet dinh|bo luat)\s+)?so[\s*_]*[:.;]?[\s*_]*"
    rf"(?P<number>(?P<digits>[0-9]{{1,6}}\s?[a-z]{{0,2}}(?![a-z]))?{_FILLER}*+(?P<rest>(?:\s*+[-/]\s*+[a-z0-9&.]++|\s*+[a-z&]{{2,9}}\s*+(?=[-/]))+)?)"
)
_LONG = 400
"""Characters; no line of a head is longer, but for the abstract."""

_ADDRESSEE = re.compile(r"kinh\s*(?:gui|trinh)[\s*_]*(?:[:;]|$)")
_RECIPIENTS = re.compile(r"no[il1]\s*nhan[\s*_]*(?:[:;.]|$)")
_NOT_A_PLACE = re.compile(r"(?:thu\s|chu nhat|dang|cap nhat|tu|den|truoc|sau|sang|chieu|toi|vao|hom|ban hanh|kem theo|hieu luc)\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the header and what it is; ``value``: ISO date, normal number, form of a title, mark."""

    line: Line
    kind: Kind
    value: str | None = None
    place: Line | None = None
    body: Line | None = None
    """The number without "Số", the date without place."""
    blank: bool = False
    """True for a number or date whose digits are left out to be stamped or written."""


@lru_cache(maxsize=1)
def _mottos() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    found = []
    for motto in mottos():
        words = plain_of(motto.text).replace("-", " ").split()
        found.append((re.compile(r"(?<![a-z])" + r"[\s.\-]*".join(words) + r"(?![a-z])"), motto.role, motto.form))
    return tuple(found)


@lru_cache(maxsize=1)
def _marks() -> dict[str, tuple[str, str]]:
    return {plain_of(mark.text): mark for mark in marks()}


def pieces(line: Line) -> list[Line]:
    """The line, or its columns where a motto, a number or a date shows that two stand in it ("BAN TỔ CHỨC    ĐẢNG CỘNG SẢN VIỆT NAM")."""
    if len(line.key) > _LONG or is_rule(line.text):
        return [line]
    for pattern, _, _ in _mottos():
        found = pattern.search(line.key)
        if found and (cut := _around(line, *found.span())):
            return cut
    number = _NUMBER.match(line.key)
    if number and _numbered(number) and number.end() < len(line.key):
        rest = line.part(number.end(), len(line.key))
        if date_of(rest) or _GAP_AFTER.match(line.key, number.end()):
            return [_side(line.part(0, number.end()), "left"), *(_side(p, "right") for p in pieces(rest))]
    return _dated(line)


def _side(line: Line, column: Column) -> Line:
    return replace(line, column=line.column or column)


def _around(line: Line, start: int, end: int) -> list[Line]:
    """What stands left of a motto, the motto, and what follows it; [] where it is no line of its own but part of a sentence."""
    before, after = line.part(0, start), line.part(end, len(line.key))
    motto = line.part(start, end)
    follows = not after.text or is_rule(after.text) or _GAP_AFTER.match(line.key, end) or bool(date_of(after)) or _motto(after)
    if not follows:
        return []
    left: list[Line] = []
    if before.text and not is_rule(before.text):
        if not _GAP_BEFORE.search(line.key[:start]) and not _runs_into(before, motto):
            return []
        left = [_side(p, "left") for p in pieces(before)]
    if not left and not after.text:
        return [motto]
    return [*left, _side(motto, "right"), *([_side(p, "right") for p in pieces(after)] if after.text else [])]


def _runs_into(name: Line, motto: Line) -> bool:
    """True where the gap between the columns was lost: a body's name alone, then the motto, in capitals or both without."""
    if len(name.key) > 60 or name.caps < motto.caps:
        return False
    return name.caps or (head_of(name) is not None and len(name.key.split()) <= 4 and not name.key.endswith(("nuoc", "dai hoi")))


def _dated(line: Line) -> list[Line]:
    """A date line at the end of a line that has another column before it."""
    date = _DATE.search(line.key)
    if not date or line.key[date.end() :].strip(" .*_|"):
        return [line]
    gaps = [m.end() for m in re.finditer(r"\s{3,}|\s*[\t|]\s*", line.key[: date.start()]) if m.start() > 0]
    if not gaps:
        return [line]
    # "Lạc An,     ngày …": a gap inside the date line; what is left of the last gap must not end in a comma.
    for gap in reversed(gaps):
        left = line.part(0, gap)
        if left.text and not left.text.endswith(","):
            return [_side(left, "left"), _side(line.part(gap, len(line.key)), "right")]
    return [line]


def _motto(line: Line) -> tuple[str, str] | None:
    for pattern, role, form in _mottos():
        found = pattern.match(line.key)
        if found and not line.key[found.end() :].strip(" .:;,-_=*"):
            return role, form
    return None


def _numbered(match: re.Match[str]) -> bool:
    """True where a number stands, or its letters with a gap for the digits."""
    return bool(match["rest"]) and (bool(match["digits"]) or len(match["rest"].strip(" -/.")) > 1)


def part_of(line: Line) -> Part:
    """What a line of the header is."""
    if len(line.key) > _LONG:
        return Part(line, "other")
    if is_rule(line.text):
        return Part(line, "rule")
    motto = _motto(line)
    if motto:
        return Part(line, "title" if motto[0] == "title" else "tagline", motto[1])
    mark = _marks().get(line.key.strip(" ()[]:.-"))
    if mark and line.caps:
        return Part(line, "mark", mark[0] if mark[1] == "secrecy" else None)
    if _ADDRESSEE.match(line.key):
        return Part(line, "addressee")
    if _RECIPIENTS.match(line.key):
        return Part(line, "recipients")
    return number_of(line) or date_of(line) or Part(line, "other")


def number_of(line: Line) -> Part | None:
    """The part of a number line, None where the line says more than a number."""
    found = _NUMBER.match(line.key)
    if not found or len(line.key) > 90:
        return None
    tail = line.key[found.end() :].strip(" .,;:-_*()")
    if not _numbered(found):
        bare = not found["number"].strip(" .…_-/") and not tail
        return Part(line, "number", blank=True) if bare and line.key.rstrip(" .…_-/").endswith(("so", "so:")) else None
    if tail and not (tail.startswith("(") or len(tail) <= 12):
        return None
    body = line.part(found.start("number"), found.end("number"))
    if not found["digits"]:
        return Part(line, "number", blank=True)
    return Part(line, "number", _normal(body.text), body=body)


def _normal(printed: str) -> str:
    parsed = parse_number(printed)
    if parsed is not None:
        return parsed.normal
    return "".join(printed.split())


def date_of(line: Line) -> Part | None:
    """The part of a date line ("Lạc An, ngày 03 tháng 4 năm 2018"), None where the line says more than place and date."""
    if len(line.key) > 100:
        return None
    found = _DATE.search(line.key)
    if not found or line.key[found.end() :].strip(" .,;:*_()|-/"):
        return None
    before = line.part(0, found.start())
    name = before.key.strip(" ,.;:…_-")
    words = name.split()
    if len(words) > 7 or (any(c.isdigit() for c in name) and len(words) > 3) or _NOT_A_PLACE.match(name):
        return None
    if name and not before.text.lstrip(" .…_")[:1].isupper() and not before.key.rstrip().endswith(","):
        return None
    place = None
    if name:
        first = before.key.index(name)
        place = before.part(first, first + len(name))
    iso = _iso(found)
    if iso is None and place is None and not any(c.isdigit() for c in found[0]):
        return None  # "Ngày, tháng, năm" of a form
    body = line.part(found.start(), found.end()) if iso else None
    return Part(line, "date", iso, place, body, blank=iso is None)


def _iso(found: re.Match[str]) -> str | None:
    digits = str.maketrans("oil", "011")
    try:
        day, month, year = (int((found[a] or found[b] or "").translate(digits)) for a, b in (("d", "day"), ("m", "month"), ("y", "year")))
        return date(year, month, day).isoformat() if 1900 <= year <= 2100 else None
    except ValueError:
        return None
