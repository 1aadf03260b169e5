"""From words and numbers to mentions: full numbers, ordinals, lists that share a type."""

from __future__ import annotations

import re
from bisect import bisect_right

from corpora.gazetteers import DocumentType, citation_words, types_by_code
from extractors.citing.candidate import Candidate
from extractors.citing.names import back_reference, named
from extractors.citing.words import GAP, LABEL, LABEL_BEFORE, TypeAt, anchors, is_address, two_words
from extractors.codes import is_code_of, known_organ, types_of
from extractors.dates import DateAt
from extractors.numbers import ALONE, CITED, LABELLED, DocumentNumber, NumberAt, is_number_start, number_at, type_first_at
from extractors.scan import Scan, plain_of

# A name between type and number ("Luật Doanh nghiệp số 68/2014/QH13") is at most this long, in characters.
_NAME = 120
_ORDINAL = re.compile(r"(\d{1,5})([a-z](?![a-z0-9]))?(?![a-z0-9])")
_GLUE = re.compile(r"[ \t]{0,2}(?:[,;] ?(?:va )?|va |&)[ \t]{0,2}(?:so )?")
_MEMBER = re.compile(r"(\d{1,5})([a-z](?![a-z0-9]))?")
_YEAR = re.compile(r" ?/ ?((?:19|20)\d\d)(?![\d/-])")
_ORDINAL_OF = re.compile(r"(\d{1,4})(?=,? (?:ngay|cua) )")
_SPLIT = re.compile(r"(\d{1,2}) (\d{1,3})(?=/(?:19|20)\d\d[/-]|[-/][a-z])")
# "Nghị quyết tháng 5 số 05-NQ/CB", "Báo cáo 6 tháng đầu năm 2021 số 12-BC/HU"
_PERIOD = re.compile(r" (?:\d{1,2} )?(?:thang|nam|quy|tuan)(?: (?:dau|cuoi) nam)?(?: (?:\d{1,4}|[ivx]{1,3})(?![a-z\d]))?(?:/\d{4})?")
_AMENDING = re.compile(r"(?<![a-z])(?:bo luat|luat|phap lenh) sua doi(?:, bo sung)? (?:mot so dieu|cac dieu [\d, va]{1,20}) cua (?:cac )?$")
_MAX_LIST = 12
# "Mẫu số 21/CKTC-NSH", "Phụ lục 02/TTM": a form of a document, none itself.
_FORM = re.compile(r"(?<![a-z])(?:mau|bieu|phu luc|danh muc|phu bieu)(?: mau)?[ :.]{1,3}(?:so[ :.]{1,3}|ky hieu[ :.]{1,3})?$")
_STRONG = frozenset({"NQ", "QĐ", "NĐ", "KL", "CTr", "TTLT", "QyĐ", "QĐi", "CV"})
"""Abbreviations of types that stand for nothing else, so that any word may follow the ordinal: "QĐ 144 đính kèm"."""
_NEVER_SHORT = frozenset({"PC", "PG", "PL", "PA", "GM", "GGT", "BS", "BB", "DA", "TC"})
"""Codes that with a figure mostly mean something else: a PC 486, phụ lục, phương án, bác sĩ, tổ chức."""
_PARLIAMENT = re.compile(r"(?:UBTV)?QH\d")
_BY_PARLIAMENT = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Hiến pháp", "Lệnh"})
"""What has a number of the National Assembly: in "Luật Quy hoạch số 21/2017/QH14" the nearer word belongs to the name."""
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
"""Types whose names hold commas and brackets: "Luật Thuế xuất khẩu, thuế nhập khẩu số …"."""


class Finder:
    """One pass over the anchors of a text. ``found`` holds the mentions in order."""

    def __init__(self, scan: Scan, dates: list[DateAt]) -> None:
        self.scan = scan
        self.dates = dates
        self.starts = [date.start for date in dates]
        self.found: list[Candidate] = []
        self.done = 0
        self.word: TypeAt | None = None
        self.law: TypeAt | None = None

    def run(self) -> list[Candidate]:
        """All mentions; what a mention covers is not looked at again."""
        for anchor in anchors(self.scan, 0, len(self.scan.plain)):
            at = anchor if isinstance(anchor, int) else anchor.start
            if at < self.done:
                continue
            if isinstance(anchor, int):
                self._digits(at)
            else:
                self._type(anchor)
        return self.found

    def _type(self, word: TypeAt) -> None:
        self.word = word
        if word.kind and word.kind.name in _LAWS and word.exact:
            self.law = word
        if word.code:
            first = type_first_at(self.scan, word.start, ALONE)
            if first and not is_address(self.scan, word.start):
                self._number(first, None)
                return
            word = word._replace(kind=kind_of_code(word.code, None))
        if word.kind is None or word.english:
            return
        name = named(self.scan, word) or ([] if word.code else back_reference(self.scan, word))
        if name:
            self.found += name
            self.done = name[-1].end

    def _digits(self, at: int) -> None:
        if self._in_date(at) or not (is_number_start(self.scan.plain, at) or self._after_word(at)):
            return
        word, context = self._context(at)
        number = (
            self._split_ordinal(at, context)
            or number_at(self.scan, at, LABELLED if word and word.code else context)
            or self._whole(at, context)
        )
        if number:
            if context != CITED and (is_address(self.scan, at) or _FORM.search(self.scan.plain, max(0, at - 24), at)):
                return
            self._number(number, word)
        elif context == CITED and word:
            self._ordinals(at, word)
        elif context == LABELLED and not self._shared(at, None) and word:
            self._modified(at, word)

    def _split_ordinal(self, at: int, context: int) -> NumberAt | None:
        """A blank that typist or OCR left inside the ordinal: "Nghị định số 3 7/2003/NĐ-CP"."""
        parts = (
            _SPLIT.match(self.scan.plain, at) if context == CITED and LABEL_BEFORE.search(self.scan.plain, max(0, at - 10), at) else None
        )
        rest = number_at(self.scan, parts.start(2), CITED) if parts else None
        if parts is None or rest is None or not rest.number.type_code or not rest.number.organ:
            return None
        return NumberAt(at, rest.end, sibling(rest.number, parts[1] + rest.number.ordinal))

    def _in_date(self, at: int) -> bool:
        i = bisect_right(self.starts, at) - 1
        return i >= 0 and at < self.dates[i].end and self.dates[i].day is not None

    def _after_word(self, at: int) -> bool:
        """KL-12, BÁO CÁO_19, No.251: a type's name or code, or the label, stands glued before it."""
        word = self.word
        return bool(word and 0 <= at - word.end < 3) or bool(LABEL_BEFORE.search(self.scan.plain, max(0, at - 10), at))

    def _whole(self, at: int, context: int) -> NumberAt | None:
        """A number that fills its line or cell needs less evidence: "03-HD", "678/BTL-CT"."""
        plain = self.scan.plain
        if context != ALONE or plain[max(0, at - 3) : at].strip(" *_")[-1:] not in ("", "\n", "\t", "|"):
            return None
        number = number_at(self.scan, at, LABELLED)
        if not number or not (number.number.type_code or known_organ(plain_of(number.number.organ.split("-")[0]))):
            return None
        return number if plain[number.end : number.end + 3].strip(" *_")[:1] in ("", "\n", "\t", "|") else None

    def _context(self, at: int) -> tuple[TypeAt | None, int]:
        """The type's name that the digits belong to, and how sure that makes a number."""
        word, plain = self.word, self.scan.plain
        before = plain[max(0, at - 24) : at]
        if word and word.end <= at and word.end >= self.done:
            gap = plain[word.end : at]
            label = LABEL.fullmatch(gap)
            if label or GAP.fullmatch(gap) or (word.code and gap.strip(" .-") == "") or gap.strip() == ":":
                return word, CITED
            if len(gap) <= _NAME and LABEL_BEFORE.search(before) and self._is_name(word, at):
                return word, LABELLED
        return None, LABELLED if LABEL_BEFORE.search(before) else ALONE

    def _is_name(self, word: TypeAt, at: int) -> bool:
        """Is what stands between the type's name and "số" a name: one stretch without marks, figures or line ends?"""
        between = self.scan.plain[word.end : at]
        marks = r"[\d.;:\"\n\t]" if word.kind and word.kind.name in _LAWS else r"[\d,.;:()\"\n\t]"
        return word.exact and not word.code and not re.search(marks, _PERIOD.sub("", between).rstrip(" .:\n\t"))

    def _number(self, at: NumberAt, word: TypeAt | None) -> None:
        number = at.number
        if _PARLIAMENT.match(number.organ) and not (word and word.kind and word.kind.name in _BY_PARLIAMENT):
            law = self.law
            named_law = law if law and law.end >= self.done and at.start - law.end <= _NAME and self._is_name(law, at.start) else None
            word = named_law or (word if word and self._adjacent(word, at) else None)
        far = word and word.kind and not self._adjacent(word, at)
        if far and word and not _agrees(number, word):
            word = None
        made = Candidate(at.start, at.end, number=number)
        if word:
            made.start, made.typed = word.start, True
            made.kind = word.kind or (kind_of_number(number) or kind_of_code(word.code, number) if word.code else None)
            if word is self.law:
                made.start = self._amending(word)
        elif self._continues(at):
            made.kind, made.typed, made.head = self.found[-1].kind, self.found[-1].typed, False
        made.kind = made.kind or kind_of_number(number)
        self._add(made)

    def _adjacent(self, word: TypeAt, at: NumberAt) -> bool:
        gap = self.scan.plain[word.end : at.start]
        return bool(LABEL.fullmatch(gap)) or not gap.strip(' :."(-')

    def _amending(self, law: TypeAt) -> int:
        """Where the title of a law begins that amends another: "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số …"."""
        title = _AMENDING.search(self.scan.plain, max(self.done, law.start - 80), law.start)
        return title.start() if title and self.scan.text[title.start()].isupper() else law.start

    def _continues(self, at: NumberAt) -> bool:
        """Does the number go on a list whose last member has the same code: "Chỉ thị 15/CT-TTg và 16/CT-TTg"?"""
        last = self.found[-1] if self.found else None
        if not last or not last.number or last.number.type_code != at.number.type_code:
            return False
        return bool(_GLUE.fullmatch(self.scan.plain, last.end, at.start))

    def _add(self, made: Candidate) -> None:
        self.found.append(made)
        self.done = made.end

    # ------------------------------------------------------------ ordinals and lists

    def _ordinals(self, at: int, word: TypeAt) -> None:
        if self._shared(at, word):
            return
        label = LABEL.fullmatch(self.scan.plain, word.end, at)
        if (
            not word.exact
            or word.english
            or (word.kind is None and not word.code)
            or (not label and "\n" in self.scan.plain[word.end : at])
        ):
            return
        members = self._members(at)
        while members and not self._stands(members, word, labelled=bool(label)):
            members.pop()
        kind = word.kind or _kind_cited_short(word.code)
        for i, (start, end) in enumerate(members):
            text = self.scan.text[start:end]
            law = self._law(start, end, word) if len(members) == 1 else None
            if law:
                number = DocumentNumber(text, year=law[1], style="state", normal=f"{text}/{law[1]}", key=f"{text.lstrip('0')}-{law[1]}")
                self._add(Candidate(word.start, law.end(), kind, number, typed=True))
                return
            self._add(Candidate(start if i else word.start, end, kind, ordinal=text, typed=True, head=not i))

    def _modified(self, at: int, word: TypeAt) -> None:
        """An ordinal whose type has words of its own: "Quyết định thi hành kỷ luật số 05 của", "Thông báo kết luận số 12 ngày"."""
        match = _ORDINAL_OF.match(self.scan.plain, at)
        gap = self.scan.plain[word.end : at]
        if match and word.kind and word.capital(self.scan) and len(gap) < 40 and not is_address(self.scan, word.end + gap.rfind("so")):
            self._add(Candidate(word.start, match.end(1), word.kind, ordinal=match[1], typed=True))

    def _shared(self, at: int, word: TypeAt | None) -> bool:
        """A list whose last member alone has the code: "số 18, 19-NQ/TW", "QĐ 217, 218-QĐ/TW"."""
        members = self._members(at)
        if len(members) < 2:
            return False
        last = number_at(self.scan, members[-1][0], CITED if word else LABELLED)
        if not last or not last.number.type_code or not last.number.organ:
            return False
        if word and word.kind and not is_code_of(last.number.type_code, word.kind):
            return False
        kind = (word and (word.kind or (kind_of_code(word.code, last.number) if word.code else None))) or kind_of_number(last.number)
        for i, (start, end) in enumerate(members[:-1]):
            number = sibling(last.number, self.scan.text[start:end])
            self._add(Candidate(word.start if word and not i else start, end, kind, number, typed=bool(word), head=not i))
        self._add(Candidate(last.start, last.end, kind, last.number, typed=bool(word), head=False))
        return True

    def _members(self, at: int) -> list[tuple[int, int]]:
        """Digit groups of a list from ``at``: "06, 03, 05", "15 và 16"."""
        plain = self.scan.plain
        members: list[tuple[int, int]] = []
        match = _ORDINAL.match(plain, at)
        while match and len(members) < _MAX_LIST:
            members.append((match.start(), match.end()))
            glue = _GLUE.match(plain, match.end())
            match = _MEMBER.match(plain, glue.end()) if glue else None
        return members

    def _stands(self, members: list[tuple[int, int]], word: TypeAt, *, labelled: bool) -> bool:
        """Is the last of these ordinals a document's, not a count, a year, a share?"""
        start, end = members[-1]
        plain, digits = self.scan.plain, self.scan.plain[start:end]
        after = plain[end : end + 2]
        if len(members) == 1 and self._law(start, end, word):
            return True
        if re.match(r"[-/.,:]\d|[ ]?%|[-/][a-z]", after) or (digits[-1].isdigit() and not digits.strip("0")):
            return False
        if labelled:
            return not is_address(self.scan, word.start)
        if len(digits) == 4 and digits[:2] in ("19", "20"):
            return False
        return self._shape(digits, word) and self._follower(end, digits, word)

    def _law(self, start: int, end: int, word: TypeAt) -> re.Match[str] | None:
        """The year of a law cited short, "Thông tư 14/2018": no month where laws are numbered or the ordinal exceeds 12."""
        year = _YEAR.match(self.scan.plain, end)
        if not year or word.kind is None or "state" not in word.kind.forms or not word.kind.codes:
            return None
        return year if "party" not in word.kind.forms or int(self.scan.plain[start:end].rstrip("abcdefghijklmnopqrstuvwxyz")) > 12 else None

    def _shape(self, digits: str, word: TypeAt) -> bool:
        if word.code:
            glued = not self.scan.plain[word.end : word.end + 1].isspace()
            return (
                word.code not in _NEVER_SHORT
                and not is_address(self.scan, word.start)
                and (not glued or (len(digits) > 1 and self.scan.plain[word.end] != "-"))
            )
        kind = word.kind
        return bool(kind and kind.codes) and (kind is None or kind.use != "option" or len(digits) > 1)

    def _follower(self, end: int, digits: str, word: TypeAt) -> bool:
        """What stands after the ordinal decides: "Chỉ thị 05 của" against "kết luận 73 tổ chức đảng"."""
        plain = self.scan.plain
        at = end
        while at < len(plain) and plain[at] in " \t" and at - end < 6:
            at += 1
        if at >= len(plain) or plain[at] in "\n.,;:)]\"'(/?!":
            return word.capital(self.scan) or bool(word.code) or word.kind is None or word.kind.use == "noun" or len(digits) > 1
        if plain[at] in "-~":
            return not re.match(r"[-~] ?\d", plain[at : at + 3])
        if plain[at].isdigit():
            return False
        first, both = two_words(self.scan, at)
        if first == "ngày":
            return self._date_at(at)
        if first == "năm":
            return bool(re.match(r"nam +(?:19|20)\d\d(?! ?[-\d])", plain[at : at + 14])) and (len(digits) > 1)
        counted = citation_words("counted")
        if first in citation_words("follows") or both in citation_words("follows"):
            return True
        if first in counted or both in counted:
            return False
        if word.code:
            return digits[-1].isalpha() or (word.code in _STRONG and len(digits) > 1)
        return digits[-1].isalpha() or (word.capital(self.scan) and self._inside_sentence(word))

    def _date_at(self, at: int) -> bool:
        i = bisect_right(self.starts, at) - 1
        return (i >= 0 and self.starts[i] == at) or bool(re.match(r"ngay +\d", self.scan.plain[at : at + 9]))

    def _inside_sentence(self, word: TypeAt) -> bool:
        """A capital in the middle of a sentence marks a name; at its beginning it says nothing."""
        before = self.scan.text[max(0, word.start - 2) : word.start]
        return len(before) == 2 and before[1] == " " and before[0].isalpha() and before[0].islower()


def _agrees(number: DocumentNumber, word: TypeAt) -> bool:
    """May a number some words away belong to the type: same code, or no code and a type that numbers without one have?"""
    if word.kind is None:
        return False
    if number.type_code:
        return is_code_of(number.type_code, word.kind) or is_code_of(number.type_code[:2], word.kind)
    return word.kind.use == "noun" or not word.kind.codes


def kind_of_code(code: str, number: DocumentNumber | None) -> DocumentType | None:
    """The one type that a code in front stands for; None where it may be two (QĐ, TT)."""
    kinds = types_of(code, _style(number) if number else "party", number.organ if number else "")
    return kinds[0] if len(kinds) == 1 else None


def _kind_cited_short(code: str) -> DocumentType | None:
    """The type of "QĐ 144", "TT 22": an ordinal alone is mostly a State document's where a code has two types."""
    kinds = types_by_code().get(code, ())
    return next((kind for kind in kinds if "state" in kind.forms), kinds[0] if kinds else None)


def kind_of_number(number: DocumentNumber) -> DocumentType | None:
    """The type that a number's own code tells ("13-KH/TU", old "01-TANDTC-VKSNDTC/TTLT"); None where it does not."""
    parts = [number.type_code] if number.type_code else [part for part in number.organ.split("/") if part in types_by_code()]
    if not parts:
        return None
    code = parts[-1]
    kinds = types_of(code, _style(number), number.organ if number.type_code else "")
    return kinds[0] if len(kinds) == 1 else None


def _style(number: DocumentNumber) -> str:
    return "law" if number.year else number.style


def sibling(number: DocumentNumber, ordinal: str) -> DocumentNumber:
    """The number with the code of ``number`` and another ordinal."""
    digits = ordinal.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    head = number.ordinal + number.letter
    old = (number.ordinal.lstrip("0") or "0") + number.letter.upper()
    return DocumentNumber(
        digits,
        ordinal[len(digits) :],
        number.type_code,
        number.organ,
        number.year,
        number.suffix,
        number.style,
        ordinal + number.normal[len(head) :],
        (digits.lstrip("0") or "0") + ordinal[len(digits) :].upper() + number.key[len(old) :],
    )


__all__ = ["Finder", "kind_of_code", "kind_of_number", "sibling"]
