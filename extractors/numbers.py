"""The grammar of a document number (số và ký hiệu), as parts, in whatever spelling it was typed.

Party: ordinal-TYPE/ORGAN (13-KH/BTCTU); State: ordinal/TYPE-ORGAN or ordinal/year/TYPE-ORGAN (15/QĐ-UBND, 30/2020/NĐ-CP), letters
to a unit ordinal/ORGAN-UNIT (454/UBND-NCTH). Sources: Hướng dẫn 36-HD/VPTW, Nghị định 30/2020/NĐ-CP, and numbers as found.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from msgspec import Struct

from core.text import typed
from corpora.gazetteers import types_by_code
from extractors.codes import is_union, known_organ, split_code, type_codes
from extractors.scan import Scan, plain_of, scan_text

Style = Literal["party", "state"]

ALONE, LABELLED, CITED, QUERY = range(4)
"""How sure the surroundings are that a number begins here: nothing, "số" before it, a type's name before it, a user's query."""


class DocumentNumber(Struct, frozen=True):
    """A number in parts. ``ordinal`` as written ("05"), ``letter`` after it ("516a"), ``type_code`` and ``organ`` officially spelt,
    ``year`` inside State numbers, ``suffix`` ("nb"). ``normal`` is the whole as officially written; ``key`` is one look-up form of all
    spellings: capitals without marks, parts joined by "-", leading zeros off, TƯ = TW, QĐi = QyĐ = QĐ, suffix left out.
    """

    ordinal: str
    letter: str = ""
    type_code: str = ""
    organ: str = ""
    year: str = ""
    suffix: str = ""
    style: Style = "party"
    normal: str = ""
    key: str = ""


class NumberAt(NamedTuple):
    """A number and where it stands."""

    start: int
    end: int
    number: DocumentNumber


class _Piece(NamedTuple):
    """A part of a code: where it stands, what separates it from the part before."""

    start: int
    end: int
    mark: str
    blanks: int
    """Sides of the mark (0-2) that have a blank."""


# "34O-CV": the letter for the digit, as OCR and typists have it.
_ORDINAL = re.compile(r"(\d{1,4}o(?= ?[-/])|\d{1,5})(?:([a-z])(?![a-z0-9&]))?")
_YEAR = re.compile(r" {0,3}([-/_]) {0,3}((?:19|20)\d\d)(?= {0,2}[-/_] {0,2}[a-z])")
_MARK = re.compile(r"( {0,4})([-/._]|&#x0*2f;|&#0*47;|&sol;)?(-?)( {0,4}(?:\n {0,4})?)")
_PIECE = re.compile(r"[a-z][a-z0-9]{0,24}(?:&[a-z0-9]{1,9})?")
_FUSED_DATE = re.compile(r"(\d{1,2}) ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}")
_FUSED_WORD = re.compile(r"([^\W\d_a-zà-ỹ]{2,})([a-zà-ỹđ]{2,})")


def number_at(scan: Scan, start: int, context: int) -> NumberAt | None:
    """The document number whose ordinal begins at ``start``; None where there is none that the context suffices for."""
    begin = _ORDINAL.match(scan.plain, start)
    if not begin:
        return None
    year = _YEAR.match(scan.plain, begin.end())
    reader = _Reader(scan, context, bool(year))
    reader.read(year.end() if year else begin.end())
    if not reader.enough():
        return None
    digits = begin[1].replace("o", "0")
    letter = scan.text[begin.start(2) : begin.end(2)] if begin[2] else ""
    number = _build(reader, digits, letter, year)
    return NumberAt(start, reader.end, number) if number else None


class _Reader:
    """Takes the parts of the code after ordinal and year, as long as they belong to it."""

    def __init__(self, scan: Scan, context: int, has_year: bool) -> None:
        self.scan, self.context, self.has_year = scan, context, has_year
        self.pieces: list[_Piece] = []
        self.suffix = ""
        self.end = 0
        self.low = False
        self.type_code = ""
        self.fused = ""

    def read(self, at: int) -> None:
        plain = self.scan.plain
        while len(self.pieces) < 8:
            mark = _MARK.match(plain, at)
            found = _PIECE.match(plain, mark.end()) if mark else None
            if not mark or not found or (not (mark[2] or mark[3]) and "\n" in mark[4]):
                break
            sign = mark[3] or (mark[2] or "")[:1].replace("&", "/")
            blanks = (1 if mark[1] else 0) + (1 if mark[4] else 0)
            piece = self._cut(_Piece(found.start(), found.end(), sign, blanks))
            if self.pieces and sign == "/" and plain[piece.start : piece.end] == "nb":
                self.suffix, self.end = "nb", piece.end
                break
            if not (self._first(piece) if not self.pieces else self._next(piece)):
                break
            self.pieces.append(piece)
            at = self.end = piece.end
            if piece.end < found.end():
                break

    def _cut(self, piece: _Piece) -> _Piece:
        """Without a date or a word that the next column or a lost blank has run into it: BGDĐT10/10/2018, TWngày."""
        plain, text = self.scan.plain, self.scan.text
        digits = len(plain[piece.start : piece.end].rstrip("0123456789"))
        if piece.start + digits < piece.end and _FUSED_DATE.match(plain, piece.start + digits):
            return piece._replace(end=piece.start + digits)
        word = _FUSED_WORD.fullmatch(text[piece.start : piece.end])
        if word and plain[piece.start : piece.end] not in type_codes() and known_organ(plain_of(word[1])):
            return piece._replace(end=piece.start + len(word[1]))
        return piece

    def _first(self, piece: _Piece) -> bool:
        plain = self.scan.plain[piece.start : piece.end]
        written = self.scan.text[piece.start : piece.end]
        split = split_code(plain)
        capital = _as_code(written, plain)
        self.low = written.islower()
        known = bool(known_organ(plain))
        if split and not self._organ_first(piece):
            self.type_code, self.fused = split
        if self.context == QUERY:
            return bool(split) or known or piece.mark in ("-", "/")
        if not capital and not (self.low and split and not piece.blanks and (self.context == CITED or self.has_year)):
            return False
        if piece.mark == "":
            if self.type_code and split:
                return capital and (not self.fused or bool(known_organ(self.fused))) and self._organ_follows(piece)
            return capital and self._old_state(piece, plain)
        if piece.mark in "._":
            return capital and not piece.blanks and (bool(split) or (known and self.context != ALONE))
        if split or (known and self.context != ALONE):
            return True
        return self._unknown(piece, plain)

    def _organ_first(self, piece: _Piece) -> bool:
        """Old numbers name the ministry first, then type or office: 999-TC/QĐ/CĐKT, 04 TC/TCT (TC: Tài chính; a Thông cáo has a Party organ)."""
        plain = self.scan.plain[piece.start : piece.end]
        found = self._after(piece)
        if not found or not known_organ("b" + plain):
            return False
        if found[0] in type_codes() and len(found[0]) > 1:
            return True
        organ = known_organ(found[0])
        return plain == "tc" and self.scan.plain[piece.end : found.start()].strip() == "/" and not (organ and "party" in organ.forms)

    def _after(self, piece: _Piece) -> re.Match[str] | None:
        """The part that a dash or slash joins to this one."""
        mark = _MARK.match(self.scan.plain, piece.end)
        return _PIECE.match(self.scan.plain, mark.end()) if mark and mark[2] in ("-", "/") else None

    def _unknown(self, piece: _Piece, plain: str) -> bool:
        """An organ that no list has: "06/ĐHKH-KHTC" after "công văn số"."""
        letters = len(plain.rstrip("0123456789"))
        if self.context == CITED:
            return letters >= 2 and piece.blanks < 2
        if self.has_year:
            return letters >= 2 and not piece.blanks
        after = self._after(piece)
        return self.context == LABELLED and not piece.blanks and (letters >= 3 or bool(letters == 2 and after and known_organ(after[0])))

    def _organ_follows(self, piece: _Piece) -> bool:
        """Without a mark before the type code ("858CV/ĐUK") the organ after it has to speak for a number."""
        if self.fused:
            return not piece.blanks
        found = self._after(piece)
        return found is not None and self._is_code(found) and (len(found[0]) > 2 or bool(known_organ(found[0])))

    def _old_state(self, piece: _Piece, plain: str) -> bool:
        """Old State numbers put a blank where "/" stands now: "1141 TC/QĐ/CĐKT", "99 UB/VX", "202 TTg"."""
        organ = known_organ(plain) or known_organ("b" + plain)
        if self.context == ALONE or len(plain) < 2 or not organ or "state" not in organ.forms:
            return False
        found = self._after(piece)
        return self._is_code(found) if found else self.context == CITED and bool(known_organ(plain))

    def _is_code(self, found: re.Match[str]) -> bool:
        return _as_code(self.scan.text[found.start() : found.end()], found[0])

    def _next(self, piece: _Piece) -> bool:
        plain = self.scan.plain[piece.start : piece.end]
        written = self.scan.text[piece.start : piece.end]
        known = bool(known_organ(plain))
        if self.context == QUERY and (
            known or piece.mark in ("-", "/") or (piece.mark != "" and not piece.blanks) or plain in type_codes()
        ):
            return True
        if self.low:
            return piece.mark in ("-", "/") and not piece.blanks and written.islower() and (known or (written.isalpha() and len(plain) < 9))
        if not _as_code(written, plain):
            return False
        if piece.mark in ("-", "/"):
            return self._after_mark(piece, known, len(plain))
        if piece.mark in (".", "_"):
            return not piece.blanks and (known or (piece.mark == "." and len(self.pieces) > 1))
        if len(self.pieces) == 1:
            return bool(self.type_code) and not self.fused and known and piece.blanks > 0
        return len(plain) < 4 and self.scan.plain[piece.end : piece.end + 1] == "-"

    def _after_mark(self, piece: _Piece, known: bool, size: int) -> bool:
        """A blank beside the mark may be a typist's, or the mark a dash before the next words."""
        if not piece.blanks or known:
            return True
        first = len(self.pieces) == 1 and bool(self.type_code) and not self.fused
        slash = piece.mark == "/" or self.pieces[0].mark == "/"
        return first and size <= 10 and (piece.blanks == 1 or slash)

    def enough(self) -> bool:
        """Do type, organ and year suffice to call it a number here?"""
        if not self.pieces:
            return False
        if self.context in (CITED, QUERY):
            return True
        organs = self.pieces[1:] if self.type_code else self.pieces
        letters = sum(p.end - p.start for p in organs) + len(self.fused)
        if self.context == LABELLED:
            return bool(self.type_code) or letters >= 2
        if self.type_code:
            return letters >= 2 and (self.has_year or self.pieces[0].mark in ("-", "/") or self.pieces[0].mark == "")
        return self.has_year and letters >= 2


def _as_code(written: str, plain: str) -> bool:
    """Capitals, or a code that has small letters (CTr, TTg, QĐi, NHNo)."""
    if written.isupper():
        return True
    return written[0].isupper() and (plain in type_codes() or plain == "ttg" or (len(written) > 3 and written[:-1].isupper()))


def _official(written: str, plain: str) -> str:
    """An organ's code as officially written: lost Đ and small letters are restored where the gazetteer knows the body."""
    known = known_organ(plain)
    if known and (written.isascii() or written.islower()):
        return known.code
    return typed(written).upper() if written.islower() else typed(written)


def _build(reader: _Reader, digits: str, letter: str, year: re.Match[str] | None) -> DocumentNumber | None:
    scan, pieces = reader.scan, reader.pieces
    words = [(scan.text[p.start : p.end], scan.plain[p.start : p.end]) for p in pieces]
    code, marks = "", [p.mark for p in pieces]
    if reader.type_code:
        written, plain = words[0]
        if not reader.fused:
            code = _official_type(written, plain)
            organs = words[1:]
        elif known_organ(reader.fused) and (len(words) == 1 or len(reader.fused) > 3):
            code = reader.type_code
            organs = [(written[-len(reader.fused) :], reader.fused), *words[1:]]
            marks.insert(1, "")
        else:
            code = typed(written).upper() if written.islower() else typed(written)
            organs = words[1:]
        organ = _join(organs, marks[1:])
        first, second = marks[0], marks[1] if organs else ""
    else:
        organ = _join(words, marks)
        first, second = marks[0], ""
    return _number(_Raw(digits, letter, code, organ, year, reader.suffix), first, second)


def _official_type(written: str, plain: str) -> str:
    return typed(written) if typed(written) in types_by_code() else type_codes()[plain]


_DOTTED = re.compile(r"T\.(?=[WƯU](?![A-ZĐƯ]))")


def _join(words: list[tuple[str, str]], marks: list[str]) -> str:
    joined = ""
    for (written, plain), mark in zip(words, marks, strict=False):
        joined += (("" if mark == "" and len(plain) < 4 and joined else mark or "-") if joined else "") + _official(written, plain)
    return _DOTTED.sub("T", joined.replace("_", "-"))


class _Raw(NamedTuple):
    """Parts as they were read, before the separators are settled."""

    ordinal: str
    letter: str
    code: str
    organ: str
    year: re.Match[str] | None = None
    suffix: str = ""


def _number(raw: _Raw, first: str, second: str) -> DocumentNumber:
    """The number with its two separators as written, or as the form wants them where they were lost."""
    code, organ, year = raw.code, raw.organ, raw.year
    first, second = (mark if mark in ("-", "/") else "" for mark in (first, second))
    head = raw.ordinal + raw.letter
    if year:
        head += (year[1] if year[1] == "/" else "/") + year[2]
        first = first if first and year[1] == "/" else "/"
        second = second or "-"
    elif code and organ:
        first, second = _separators(first, second, organ)
    elif not code and not first and re.search(r"[-/]", organ):
        first = ""  # 90TC/TCT, 1141TC/QĐ/CĐKT: written without a mark in their time
    else:
        first = first or ("-" if code else "/")
    normal = head + first + code + (second if code and organ else "") + organ + (f"/{raw.suffix}" if raw.suffix else "")
    style: Style = "party" if first == "-" and not year else "state"
    return DocumentNumber(raw.ordinal, raw.letter, code, organ, year[2] if year else "", raw.suffix, style, normal, _key(raw))


def _separators(first: str, second: str, organ: str) -> tuple[str, str]:
    """The two signs of a number that lost one or both, or has "-" twice (file names): the order tells Party from State."""
    if first and second and (first, second) != ("-", "-"):
        return first, second
    if first == "/" or (not first and second == "-"):
        return "/", "-"
    known = known_organ(plain_of(re.split(r"[-/.]", organ)[0]))
    state = known is not None and "party" not in known.forms
    if state and not first and second == "/" and not is_union(plain_of(organ)):
        return "", "/"  # 14QĐ/UB
    return ("/", "-") if state and first == second else ("-", "/")


_KEY_MARKS = re.compile(r"[-/.&_ ]+")
_SAME_CODE = {"QDI": "QD", "QYD": "QD"}


def _key(raw: _Raw) -> str:
    kind = plain_of(raw.code).upper()
    body = plain_of(raw.organ.replace("TƯ", "TW")).upper()
    number = (raw.ordinal.lstrip("0") or "0") + raw.letter.upper()
    parts = (number, raw.year[2] if raw.year else "", _SAME_CODE.get(kind, kind), _KEY_MARKS.sub("-", body))
    return "-".join(part for part in parts if part)


_TYPE_FIRST = re.compile(
    r"([a-z]{2,5})( {0,2})([-.]?)( {0,2})(\d{1,5})([a-z](?![a-z0-9]))?( {0,2})([-./]?)( {0,2})(?:([a-z][a-z0-9&]{1,12})(?![a-z0-9]| ?[-/] ?[a-z]))"
)


def type_first_at(scan: Scan, start: int, context: int) -> NumberAt | None:
    """A number with its type code in front: NQ-01TU, KH 18- ĐUK, KL 132.TW. The organ has to be a known body."""
    m = _TYPE_FIRST.match(scan.plain, start)
    if not m or m[1] not in type_codes() or not known_organ(m[10]):
        return None
    written, organ = scan.text[m.start(1) : m.end(1)], scan.text[m.start(10) : m.end(10)]
    if context != QUERY and not (_as_code(written, m[1]) and _as_code(organ, m[10])):
        return None
    known = known_organ(m[10])
    party = not known or "party" in known.forms
    if not party and m[8] == "/" and m[2] and not m[3]:
        return None  # "QĐ 280/TTg": an abbreviation, then a whole number
    marks = ("-", "/") if party else ("/", "-")
    letter = scan.text[m.start(6) : m.end(6)] if m[6] else ""
    number = _number(_Raw(m[5], letter, _official_type(written, m[1]), _official(organ, m[10])), *marks)
    return NumberAt(start, m.end(), number)


_LABEL = re.compile(r"(?:[^\W\d_]+[ ]+){0,5}?(?:(?:so(?: hieu)?|no|number|ky hieu)[ .:]*)")
_REST = re.compile(r"[\s.,;:)\]\"']*$")


def parse_number(text: str) -> DocumentNumber | None:
    """The number that ``text`` is, typed in any way: "13 – kh / btctu", "Số: 15/QĐ-UBND", "KH 18- ĐUK", "12 hd btctw".

    A type's name and "số" may stand before it, nothing but marks after it. None where the text is no number with a code.
    """
    scan = scan_text(typed(text).strip().lstrip("(["))
    for start in _starts(scan.plain):
        reading = type_first_at(scan, start, QUERY) if scan.plain[start].isalpha() else number_at(scan, start, QUERY)
        if reading and _REST.match(scan.plain, reading.end):
            return reading.number
    return None


def _starts(plain: str) -> list[int]:
    """Where the number may begin: at once, after a type's name or code, after "số"."""
    digit = re.search(r"\d", plain)
    if not digit or digit.start() > 60:
        return []
    first = [0] if plain[:1].isalpha() else []
    return [*first, digit.start()]


def is_number_start(plain: str, at: int) -> bool:
    """False inside a longer figure, code or name: 3.500 KH, 12/15, NĐ-90123, KX.04/16, H05-21."""
    before = plain[at - 1] if at else " "
    if before.isdigit():
        return False
    if before in "-/._":
        rest = plain[max(0, at - 6) : at - 1].rstrip()
        return not rest or not (rest[-1].isdigit() or plain[at - 2].isalnum())
    if before in ",:+":
        return at < 2 or not plain[at - 2].isdigit() or before == ","
    return True
