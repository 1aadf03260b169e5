"""Stretches of time that figures hold for: "6 tháng đầu năm 2022", "nhiệm kỳ 2020 - 2025", "tính đến ngày 31/8/2016", "cùng kỳ năm trước".

A core ("năm 2016", "quý II/2019", "nay") is found first, then the words that open it ("tính đến", "từ đầu", "so với") and the second end
of "từ … đến …". A bare day ("ngày 16/6/2016") is a date, no period; it becomes one behind "đến", "tính đến" or "từ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from core.document import Document
from core.mentions import Period
from core.spans import Span
from extractors.figures.days import Days, join, month, point, quarter, span_of_months, whole_year, years
from extractors.figures.keyed import key_pattern, keyed
from extractors.figures.regions import regions

_YEAR = r"(?:19|20)\d\d(?![\d.,]*\d)"
_COUNT = r"(?:\d{1,2}|ba|sáu|bảy|tám|chín|mười|mười một|hai|bốn|năm)"
_CORE = key_pattern(
    r"(?<![^\W_])(?:"
    + "|".join(
        (
            rf"(?P<term>giai đoạn|nhiệm kỳ|thời kỳ|niên khóa|năm học)\s+(?:từ\s+)?(?:năm\s+)?(?P<ta>{_YEAR})\s?(?:-|/|đến)\s?(?:năm\s+)?(?P<tb>{_YEAR})",
            rf"(?P<n>{_COUNT})\s+tháng\s+(?P<half>đầu|cuối)\s+(?:của\s+)?năm(?:\s+(?P<ny>{_YEAR}))?",
            rf"(?P<n2>{_COUNT})\s+tháng(?:\s+(?:của\s+)?năm\s+|/)(?P<n2y>{_YEAR})",
            r"(?P<nq>\d{1,2})\s+tháng(?:\s+qua)?(?=\s?[,.;:]|\s+(?:đã|toàn|các|có))",
            (
                r"quý\s+(?P<q>[1-4]|iv|i{1,3})(?![^\W_])(?:\s?(?:,|và|-)\s?(?:quý\s+)?(?P<qb>[1-4]|iv|i{1,3})(?![^\W_]))?"
                rf"(?:\s?[/-]\s?(?P<qy>{_YEAR})|\s+năm\s+(?P<qy2>{_YEAR}))?"
            ),
            r"(?:hết\s+)?(?:ngày\s+)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<dm>\d{1,2})\s?[/.-]\s?(?P<dy>\d{4})(?!\d)",
            rf"ngày\s+(?P<e>\d{{1,2}})\s+tháng\s+(?P<em>\d{{1,2}})(?:\s+năm\s+(?P<ey>{_YEAR}))?(?!\d)",
            r"ngày\s+(?P<f>\d{1,2})\s?[/-]\s?(?P<fm>\d{1,2})(?![\d/])",
            rf"(?<!\d\s)(?<!mỗi\s)(?<!một\s)(?<!hằng\s)(?<!hàng\s)tháng\s+(?P<m>1[0-2]|0?[1-9])(?:\s?[/.-]\s?(?P<my>{_YEAR})|\s+năm\s+(?P<my2>{_YEAR}))?(?!\d)",
            rf"cùng\s+kỳ(?:\s+(?:của\s+)?năm\s+(?:(?P<cy>{_YEAR})|trước|ngoái))?",
            rf"(?P<ylist>năm\s+{_YEAR}(?:,\s+{_YEAR})*\s+và\s+{_YEAR})",
            rf"năm\s+(?P<y>{_YEAR})(?:\s?(?:-|đến)\s?(?:năm\s+)?(?P<yb>{_YEAR}))?",
            r"(?P<long>\d{1,2})\s+năm(?:\s+(?P<longq>qua|gần đây|trở lại đây))?",
            rf"(?<![\d/.-])(?P<bm>1[0-2]|0?[1-9])\s?/\s?(?P<bmy>{_YEAR})(?!\s?/)",
            r"(?<!\d\s)(?P<rel>năm\s+(?:qua|nay|trước|ngoái)|nhiệm\s+kỳ\s+(?:qua|này|trước)|tháng\s+(?:trước|qua)|quý\s+trước)(?![^\W_])(?!\s+khi)",
            r"(?P<now>hiện\s+(?:nay|tại)|nay|thời\s+điểm\s+(?:này|hiện\s+tại|báo\s+cáo))(?![^\W_])",
            r"(?P<at>hiện)(?=\s+(?!nay|tại|tượng|trạng|trường|vật|đại|hành|thực|thân|diện|hữu|hình)[^\W\d_])",
            r"(?P<word>năm|nhiệm\s+kỳ|tháng|quý)(?![^\W_])",
            rf"(?P<bare>{_YEAR})",
        )
    )
    + ")"
)
_OPENING = key_pattern(
    r"(?<![^\W_])(?P<whole>(?:kể\s+)?từ\s+(?:đầu\s+|sau\s+|cuối\s+|giữa\s+)?|(?:tính\s+)?(?:đến|tới)\s+(?:hết\s+|cuối\s+|đầu\s+|thời\s+điểm\s+)?"
    r"|so\s+(?:với\s+)?(?:đầu\s+|cuối\s+|(?:ước\s+)?(?:thực\s+hiện|kết\s+quả)\s+|mức\s+|ước\s+)?|trong\s+(?:cả\s+|vòng\s+|suốt\s+)?|cả\s+|toàn\s+|đầu\s+|cuối\s+|giữa\s+|hết\s+"
    r"|hằng\s+|hàng\s+|mỗi\s+|bình\s+quân\s+|sau\s+)$"
)
_SECOND = key_pattern(rf"\s+(?:đến|tới)\s+(?:hết\s+|cuối\s+)?(?:(?P<now>nay)(?![^\W_])|(?:năm\s+)?(?P<y>{_YEAR}))")
_CLAUSE = re.compile(r"(?:^|[.;:*–-])\s{0,4}$")
_BACK = 32
_FIGURE_ENDS = tuple("0123456789%")
_LISTED = re.compile(r"\s?(?:,|và)\s")
_SINCE = ("từ", "kể từ")
_UNTIL = ("đến", "tới", "tính đến", "tính tới")


class _Found(NamedTuple):
    start: int
    end: int
    days: Days
    opening: str
    kind: str


def find_periods(document: Document) -> tuple[Period, ...]:
    """All periods named in the text, in its order; ``text`` as written, first and last day where the text gives them."""
    text = document.text
    key = keyed(text)
    periods: list[Period] = []
    for region in regions(document):
        for found in _joined(key, region.start, region.end):
            span = Span(found.start, found.end)
            periods.append(Period(span=span, text=" ".join(span.of(text).split()), first=found.days[0], last=found.days[1]))
    return tuple(periods)


def _joined(key: str, start: int, end: int) -> Iterator[_Found]:
    """Periods of one block; "từ A đến B" and "tháng 3, tháng 4" are one."""
    last: _Found | None = None
    for found in _single(key, start, end):
        if last is not None:
            gap = key[last.end : found.start]
            both = last.opening.startswith(_SINCE) and found.opening.startswith(_UNTIL)
            listed = last.kind == found.kind == "month" and not found.opening and _LISTED.fullmatch(gap) is not None
            if (both and not gap.strip()) or listed:
                last = _Found(last.start, found.end, join(last.days, found.days), last.opening, found.kind)
                continue
            yield last
        last = found
    if last is not None:
        yield last


def _single(key: str, start: int, end: int) -> Iterator[_Found]:
    floor = start
    for core in _CORE.finditer(key, start, end):
        if core.start() < floor:
            continue
        opened = _OPENING.search(key, max(floor, core.start() - _BACK), core.start())
        opening = " ".join(opened["whole"].split()) if opened else ""
        kind = core.lastgroup or ""
        read = _days(core, opening)
        if read is None:
            continue
        if (core["at"] or (core["nq"] and not opening)) and not _CLAUSE.search(key[max(start, core.start() - 6) : core.start()]):
            continue
        narrow = opening == "sau" or (opening == "bình quân" and core["bare"])
        begin, stop = (opened.start() if opened and not narrow else core.start()), core.end()
        days = read if core["yb"] or core["tb"] else _bounded(read, opening)
        second = _SECOND.match(key, stop, end) if opening.startswith(_SINCE) else None
        if second:
            days = join(days, (None, None) if second["now"] else whole_year(int(second["y"])))
            days = (days[0], None) if second["now"] else days
            stop, opening = second.end(), ""
        floor = stop
        yield _Found(begin, stop, days, opening, "month" if kind in ("m", "my", "my2") else kind)


def _days(core: re.Match[str], opening: str) -> Days | None:
    """First and last day of a core, None where it is no period in this place."""
    group = core.groupdict()
    if group["term"] or group["y"]:
        return years(int(group["ta"] or group["y"]), int(group["tb"] or group["yb"] or group["ta"] or group["y"]))
    if group["ylist"]:
        listed = [int(y) for y in re.findall(r"\d{4}", group["ylist"])]
        return years(min(listed), max(listed))
    if group["n"] or group["n2"]:
        year = group["ny"] or group["n2y"]
        return span_of_months(group["n"] or group["n2"], last=group["half"] == "cuối", year=int(year) if year else None)
    if group["q"]:
        year = group["qy"] or group["qy2"]
        return quarter(group["q"], group["qb"] or group["q"], int(year) if year else None)
    if group["d"] or group["e"] or group["f"]:
        if not opening.startswith(("từ", "kể từ", "tính", "đến", "tới")):
            return None
        year = group["dy"] or group["ey"]
        return point(
            int(group["d"] or group["e"] or group["f"]), int(group["dm"] or group["em"] or group["fm"]), int(year) if year else None
        )
    if group["m"]:
        year = group["my"] or group["my2"]
        return month(int(group["m"]), int(year) if year else None)
    if group["bm"]:
        numeral = opening.startswith(("đến", "tới", "tính", "từ", "kể từ", "hết", "trong", "so", "đầu", "cuối", "giữa"))
        return month(int(group["bm"]), int(group["bmy"])) if numeral or _bracketed(core) else None
    return _relative(core, opening, group)


def _bracketed(core: re.Match[str]) -> bool:
    """True where a core stands alone in brackets behind what it dates: "29 bệnh viện (7/2003)"."""
    text = core.string
    return text[core.start() - 1 : core.start()] == "(" and text[core.end() : core.end() + 1] == ")"


def _relative(core: re.Match[str], opening: str, group: dict[str, str | None]) -> Days | None:
    """Periods without a year of their own: a comparison, "trong năm", "10 năm qua", "đến nay"."""
    nothing: Days = (None, None)
    if core[0].startswith("cùng"):
        return whole_year(int(group["cy"])) if group["cy"] else nothing
    if group["bare"]:
        behind_figure = _bracketed(core) and core.string[max(0, core.start() - 3) : core.start()].startswith(_FIGURE_ENDS)
        wanted = opening.startswith(("đến", "tới", "hết", "bình quân", "so")) or behind_figure
        return whole_year(int(group["bare"])) if wanted else None
    if group["long"]:
        return nothing if group["longq"] or opening.startswith(("trong", "sau", "bình quân")) else None
    if group["now"]:
        return nothing if core[0] != "nay" or opening.startswith(("đến", "tới", "tính")) else None
    if group["word"]:
        ok = opening.startswith(("trong", "cả", "toàn", "hằng", "hàng", "mỗi", "từ đầu", "so", "bình quân", "đầu", "cuối"))
        return nothing if ok else None
    return nothing if group["rel"] or group["nq"] or group["at"] else None


def _bounded(days: Days, opening: str) -> Days:
    """The days that "đến", "từ", "đầu" leave of a core."""
    if opening.startswith(_UNTIL):
        return None, days[1]
    if opening.startswith(_SINCE):
        return days[0], None
    return days


def year_of(period: Period) -> int | None:
    """The year in which a period ends, None where the text leaves it open."""
    day: date | None = period.last or period.first
    return day.year if day else None
