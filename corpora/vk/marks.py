"""Marks other than figures, the head and the truth lines against the text and the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpora.vk.document import (
    ARITHMETIC,
    FAULTS,
    FORMS,
    LEVELS,
    RELATIONS,
    ROLES,
    Arithmetic,
    Fault,
    Mark,
    Relation,
    Role,
    Source,
    Verdict,
)
from corpora.vk.findings import Finding, Place, places, whole_text
from corpora.vk.outline import label_agrees, label_of
from corpora.vk.world import World

ATTRIBUTES = {
    "r": {"id", "type", "number", "ordinal", "term", "date", "issuer", "pin", "title", "rel", "doc", "number_alt", "date_alt", "opt", "back"},
    "i": {"id", "value", "value_max", "denominator", "unit", "period", "subject", "fact", "approx", "target", "opt"},
    "o": {"is", "opt"}, "p": {"post", "body"}, "q": {"id", "who", "mod", "what", "by", "every", "sup"}, "h": {"at"}, "fn": set(), "b": set(), "em": set(), "u": set(),
}  # fmt: skip
MODES = ("phai", "can", "yeu_cau", "khong_duoc", "giao", "phan_dau", "de_nghi")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NUMBER_LIKE = re.compile(r"\b\d+[a-z]?\s?[-–/]\s?[A-ZĐÐ][A-Za-zĐÐđ]*(?:\s?[-–/]\s?[A-ZĐÐ]+)+")
_PLAIN_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NO_FIGURE = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}/\d{4}|\d{1,2}/\d{1,2}\b|\b\d{1,2}\s+tháng\s+\d+|\b(?:ngày|tháng|năm|quý|khóa|khoá|thứ|số|điều|khoản|điểm|mục|phần|kỳ|tổ|giai đoạn|nhiệm kỳ|phiên|lần|Điều|Mục)\s+\d+[\d/.,–-]*"
    r"|\b\d{4}\s?[-–]\s?\d{4}\b|\b\d{1,2}\s?(?:giờ|h|g)\s?\d{0,2}\b|^\d+(?:\.\d+)*[.)]|\d{9,}|\d{2,4}[. ]\d{3}[. ]\d{3,4}",
    re.IGNORECASE,
)


def squeezed(number: str) -> str:
    """A document number in its normal spelling: no blanks, ASCII hyphen, Đ for the eth."""
    return re.sub(r"\s", "", number).translate({0x2013: "-", 0x2014: "-", 0x2212: "-", 0xD0: "Đ"})


def head_findings(source: Source, world: World) -> Iterator[Finding]:
    """The head in itself, and against the register's row of this slug."""
    head = source.head
    if head["form"] not in FORMS:
        yield Finding("error", 0, f"form is one of {', '.join(FORMS)}")
    if head["form"] != "web" and head["level"] not in LEVELS:
        yield Finding("error", 0, f"level is one of {', '.join(LEVELS)}")
    for part in source.parts:
        missing = dict(entry.strip().partition("=")[::2] for entry in part.head["missing"].split(";") if entry.strip())
        if "number" not in missing and squeezed(part.head["number"]).removeprefix(":") != part.head["number_normal"]:
            yield Finding(
                "error",
                0,
                f"number {part.head['number']!r} is not number_normal {part.head['number_normal']!r}; say missing: number=… where it is blank",
            )
        iso = part.head["date"]
        if iso and "date" not in missing:
            year, month, day = (int(piece) for piece in iso.split("-"))
            digits = [int(found) for found in re.findall(r"\d+", part.head["date_line"])]
            if digits != [day, month, year] or not _is_date(iso):
                yield Finding("error", 0, f"date_line {part.head['date_line']!r} does not say {iso}")
            if not part.head["date_line"].startswith(part.head["place"]):
                yield Finding("error", 0, f"date_line does not begin with the place {part.head['place']!r}")
    row = world.register.get(head["work"] or source.name)
    if row is None:
        yield Finding("error", 0, f"{head['work'] or source.name} stands in no row of register.csv")
    elif head["rendition"] in ("", "issued") and head["form"] != "web":
        for key, column in (("number_normal", "number"), ("date", "date")):
            if squeezed(row[column]) != squeezed(head[key]):
                yield Finding("hint", 0, f"{key} {head[key]!r}: the register says {row[column]!r}")


def _is_date(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def mark_findings(source: Source, world: World) -> Iterator[Finding]:
    """Attributes that are unknown, ill formed, or not what the text or the register says."""
    text = whole_text(source)
    quotes = [truth.quote for truth in source.truth if isinstance(truth, Fault) and truth.quote]
    for place in places(source):
        for mark in place.content.marks:
            written = place.content.text[mark.start : mark.end]
            unknown = set(mark.attributes) - ATTRIBUTES[mark.kind]
            if unknown:
                yield Finding("error", place.line, f"{written[:40]!r}: {mark.kind} knows no {min(unknown)}")
            if mark.kind == "r":
                yield from _reference(mark, written, place, text)
                if not any(written in quote for quote in quotes):
                    yield from _resolved(mark, written, place.line, world)
            elif mark.kind == "o" and (key := mark.attributes.get("is")) and key not in world.bodies:
                yield Finding("error", place.line, f"{written!r}: {key} stands in no bodies.csv")
            elif mark.kind == "q":
                yield from _task(mark, written, place.line)


def _reference(mark: Mark, written: str, place: Place, text: str) -> Iterator[Finding]:
    given = mark.attributes
    if not given.keys() & {"number", "ordinal", "term", "back", "opt"}:
        yield Finding("error", place.line, f"{written!r}: number, ordinal, term, back or opt")
    number = given.get("number")
    if number and squeezed(number).casefold() not in squeezed(written).casefold() and "number_alt" not in given:
        yield Finding("hint", place.line, f"{written!r} does not hold {number!r} (restored on purpose?)")
    if "ordinal" in given and given["ordinal"].lstrip("0") not in re.sub(r"\D+", " ", written) + written:
        yield Finding("error", place.line, f"{written!r} does not hold the ordinal {given['ordinal']}")
    if "date" in given and not _ISO.fullmatch(given["date"]):
        yield Finding("error", place.line, f"{written!r}: date {given['date']!r} is not ISO")
    if "date" in given and given["date"][:4] not in place.content.text and place.block is not None and place.block.kind != "table":
        yield Finding("hint", place.line, f"{written!r}: no {given['date'][:4]} in the paragraph")
    if given.get("issuer") and given["issuer"].casefold() not in text.casefold():
        yield Finding("error", place.line, f"{written!r}: the issuer {given['issuer']!r} is not written anywhere")
    if given.get("rel") and given["rel"] not in RELATIONS:
        yield Finding("error", place.line, f"{written!r}: rel is one of {', '.join(RELATIONS)}")


def _resolved(mark: Mark, written: str, line: int, world: World) -> Iterator[Finding]:
    slug = mark.attributes.get("doc")
    if not slug:
        return
    row = world.register.get(slug)
    if row is None:
        yield Finding("error", line, f"{written!r}: {slug} stands in no register.csv")
        return
    number, day = mark.attributes.get("number"), mark.attributes.get("date")
    if number and squeezed(number).casefold() != squeezed(row["number"]).casefold():
        yield Finding("error", line, f"{written!r}: {slug} has the number {row['number']}")
    if day and not row["date"].startswith(day):
        yield Finding("error", line, f"{written!r}: {slug} is of {row['date']}, not {day}")


def _task(mark: Mark, written: str, line: int) -> Iterator[Finding]:
    if not mark.attributes.get("what"):
        yield Finding("error", line, f"{written[:40]!r}: q has a what")
    if mark.attributes.get("mod", "") not in ("", *MODES):
        yield Finding("error", line, f"{written[:40]!r}: mod is one of {', '.join(MODES)}")
    if mark.attributes.get("by") and not _ISO.fullmatch(mark.attributes["by"]):
        yield Finding("error", line, f"{written[:40]!r}: by {mark.attributes['by']!r} is not ISO")


def forgotten(source: Source, world: World) -> Iterator[Finding]:
    """Digits, numbers and names of bodies that no mark covers: often forgotten, sometimes right."""
    names = sorted({row["name"] for row in world.bodies.values()}, key=len, reverse=True)
    bodies = re.compile("|".join(re.escape(name) for name in names if len(name) > 6)) if names else None
    for place in places(source):
        if place.block is not None and place.block.kind == "table":
            continue
        text = place.content.text
        covered = bytearray(len(text))
        for mark in place.content.marks:
            if mark.kind in "rih":
                covered[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
        named = bytearray(len(text))
        for mark in place.content.marks:
            if mark.kind in "or":
                named[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
        for found in _NUMBER_LIKE.finditer(text):
            if not any(covered[found.start() : found.end()]):
                yield Finding("hint", place.line, f"{found[0]!r} looks like a document's number and has no r")
                covered[found.start() : found.end()] = b"\x01" * len(found[0])
        for found in _NO_FIGURE.finditer(text):
            covered[found.start() : found.end()] = b"\x01" * len(found[0])
        for found in _PLAIN_DIGITS.finditer(text):
            if not any(covered[found.start() : found.end()]):
                yield Finding("hint", place.line, f"{text[max(0, found.start() - 25) : found.end() + 15]!r} has digits without a mark")
        for found in bodies.finditer(text) if bodies else ():
            if not any(named[found.start() : found.end()]):
                yield Finding("hint", place.line, f"{found[0]!r} is a body without o")


def outline_findings(source: Source) -> Iterator[Finding]:
    """Addresses that do not agree with the labels printed, are given twice, or are missing."""
    for part in source.parts:
        seen: dict[str, int] = {}
        for block in part.blocks:
            if block.kind not in ("paragraph", "heading"):
                continue
            if block.address:
                if not label_agrees(block):
                    yield Finding("error", block.line, f"[{block.address}] does not agree with {block.content.text[:30]!r}")
                if block.address in seen:
                    yield Finding("error", block.line, f"[{block.address}] was given in line {seen[block.address]}")
                seen[block.address] = block.line
            elif label_of(block.content.text) and block.align not in ("right", "italic"):
                yield Finding("hint", block.line, f"{block.content.text[:30]!r} begins like an item and has no address")


def truth_findings(source: Source, world: World) -> Iterator[Finding]:
    """Truth lines with unknown codes or with quotes that are not found once."""
    text = whole_text(source)
    addresses = {block.address for part in source.parts for block in part.blocks if block.address}
    head_text = "\n".join(value for part in source.parts for value in part.head.values())
    for truth in source.truth:
        for quote in (quote for name in ("quote",) if (quote := getattr(truth, name, ""))):
            where = getattr(truth, "where", "")
            if where == "header" and quote in head_text:
                continue
            if (text.count(quote) if not isinstance(truth, Verdict) else text.count(quote) + head_text.count(quote)) != 1:
                yield Finding("error", 0, f"the quote {quote[:50]!r} is found {text.count(quote)} times")
        if isinstance(truth, Fault) and truth.code not in FAULTS:
            yield Finding("error", 0, f"no fault is called {truth.code}")
        elif isinstance(truth, Arithmetic) and truth.kind not in ARITHMETIC:
            yield Finding("error", 0, f"no arithmetic is called {truth.kind}")
        elif isinstance(truth, Role) and (truth.role not in ROLES or (truth.at and truth.at not in addresses)):
            yield Finding("error", 0, f"role {truth.role} at {truth.at}: unknown role or address")
        elif isinstance(truth, Relation) and (truth.relation not in RELATIONS or (truth.doc and truth.doc not in world.register)):
            yield Finding("error", 0, f"relation {truth.relation} {truth.doc}: unknown")
