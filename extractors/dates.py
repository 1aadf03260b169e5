"""Calendar dates in every written form: ngày 16 tháng 6 năm 2016, 16/6/2016, 17-6-2016, 4.10.2023, 2024-05-09, tháng 7-2013, năm 2018.

A date without its year is none (a ``DateMention`` has a year). Stretches of time (quý I/2024, 2020 - 2025) are periods, not dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from core.document import Document
from core.mentions import DateMention
from core.spans import Span
from extractors.scan import Scan, scan_document

_MONTH_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_WORD = "|".join(sorted(_MONTH_WORDS, key=len, reverse=True))
# Up to six blanks and one line end: what OCR and typists leave between the parts of a date.
_B = r"[ \t]{0,6}\n?[ \t]{0,6}"
_D = r"[ ]{0,2}[-/.][ ]{0,2}"


def _month_pattern(group: str) -> str:
    return rf"(?:th(?:an)?g|t\.){_B}(?P<{group}>\d{{1,2}}|(?:{_WORD})(?![a-z]))"


# ngày 16 tháng 6 năm 2016
_LONG = rf"(?<![a-z])ng(?:ay)?{_B}(?P<d1>\d{{1,2}}){_B}{_month_pattern('m1')}{_B},?{_B}nam{_B}(?P<y1>(?:\d ?){{3}}\d)(?!\d)"
# 16/6/2016, 17-6-2016, 4.10.2023, 09 - 8 - 2021, with or without "ngày"; not the head of 02/1998-NĐ-CP nor a piece of a longer code
_DAY = rf"(?P<day>(?<![a-z])ngay{_B})?(?:(?<![\d.,/:-])|(?<=\d\d\d\d-))(?P<d2>\d{{1,2}})(?P<s>{_D})(?P<m2>\d{{1,2}})(?P<t>{_D})"
_NUMERIC = _DAY + r"(?P<y2>\d{4}|\d{2})(?!\d)(?!\.\d)(?![-/][a-z])"
# 2024-05-09
_ISO = r"(?<![\d.,/:a-z-])(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?![\d/-])"
# tháng 7-2013, tháng 6/2018, tháng 3 năm 2020
_MONTH = rf"(?<![a-z]){_month_pattern('m4')}(?:{_B}[-/.]{_B}|{_B},?{_B}nam{_B})(?P<y4>(?:1[89]|20)\d\d)(?!\d)"
# 6/2018; "số 5/2013" is a journal's issue
_SHORT = r"(?<![\d.,/:a-z-])(?<!so )(?P<m5>0?[1-9]|1[0-2]) ?[-/] ?(?P<y5>(?:19|20)\d\d)(?!\d|[/.,]\d| ?[-/] ?[a-z\d]| ?%)"
# năm 2018; năm 2020-2025 is a period
_YEAR = r"(?<![a-z])nam[ \t]{1,3}(?P<y6>(?:1[89]|20)\d\d)(?!\d)(?! ?[-/] ?[\da-z])(?![.,]\d)"
_DATE = re.compile(f"(?=[0-9nt])(?:{_LONG}|{_NUMERIC}|{_ISO}|{_MONTH}|{_SHORT}|{_YEAR})")
# Thông tư 01/2018 is a document cited short, no month.
_LAW_BEFORE = re.compile(r"(?:thong tu|nghi dinh|lien tich|luat|phap lenh)[ ]{1,2}(?:so[ :]{1,2})?$")
_PREFILTER = re.compile(r"\d{2}")


class DateAt(NamedTuple):
    """A date and where it stands; ``start`` includes the word "ngày", "tháng" or "năm" that opens it."""

    start: int
    end: int
    year: int
    month: int | None
    day: int | None

    @property
    def iso(self) -> str:
        """YYYY-MM-DD, YYYY-MM or YYYY."""
        return "-".join(f"{part:0{width}d}" for part, width in ((self.year, 4), (self.month, 2), (self.day, 2)) if part is not None)


def dates_in(scan: Scan) -> list[DateAt]:
    """All dates of a text in order; impossible ones (31/02/2016) are none."""
    if not _PREFILTER.search(scan.plain):
        return []
    found = []
    for match in _DATE.finditer(scan.plain):
        date = _date(match, scan)
        if date:
            found.append(date)
    return found


def _date(m: re.Match[str], scan: Scan) -> DateAt | None:
    if m["y1"]:
        return _full(m.start(), m.end(), int(m["y1"].replace(" ", "")), _month(m["m1"]), int(m["d1"]))
    if m["y2"]:
        return _numeric(m)
    if m["y3"]:
        return _full(m.start(), m.end(), int(m["y3"]), int(m["m3"]), int(m["d3"]))
    if m["y4"]:
        # Blank forms print "tháng   năm 2016": the word năm is then no month.
        month = _month(m["m4"])
        return DateAt(m.start(), m.end(), int(m["y4"]), month, None) if 1 <= month <= 12 else None
    if m["y5"]:
        if _LAW_BEFORE.search(scan.plain, max(0, m.start() - 24), m.start()):
            return None
        return DateAt(m.start(), m.end(), int(m["y5"]), int(m["m5"]), None)
    word = scan.text[m.start() : m.start() + 3].lower()
    # Việt Nam 2016: only the word năm (or one that lost all its marks) opens a year.
    return (
        DateAt(m.start(), m.end(), int(m["y6"]), None, None)
        if word == "năm" or (word == "nam" and not scan.text[m.start()].isupper())
        else None
    )


def _numeric(m: re.Match[str]) -> DateAt | None:
    year, first, second = m["y2"], m["s"].strip(), m["t"].strip()
    if first != second and len(year) == 2:
        return None
    if len(year) == 2:
        # 16/6/16 is a date only where the text calls it a day.
        if not m["day"] or first == ".":
            return None
        year = f"20{year}" if int(year) < 50 else f"19{year}"
    return _full(m.start(), m.end(), int(year), int(m["m2"]), int(m["d2"]))


def _full(start: int, end: int, year: int, month: int, day: int) -> DateAt | None:
    if not (1800 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return DateAt(start, end, year, month, day)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTH_WORDS[text]


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """The dates of a Document, in order. Spans include "ngày" where it stands; parts that are not written are None."""
    return tuple(DateMention(span=Span(d.start, d.end), year=d.year, month=d.month, day=d.day) for d in dates_in(scan_document(document)))
