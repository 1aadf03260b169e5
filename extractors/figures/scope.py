"""Which period a figure holds for: named right beside it, opening its clause or sentence, set earlier in the paragraph or section, or by a heading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from core.mentions import Period
from core.spans import Span
from extractors.figures.figure import Figure
from extractors.figures.keyed import key_pattern

# What may stand between a figure and a period that is its own: "(tính đến ngày …)", "vào năm 2015", at most three words of its noun.
_BEHIND = key_pattern(r"\s?[()]?\s?(?:(?:vào|trong|của|ở|tại)\s)?|(?:\s[^\W\d_]+){1,3}\s\(?|\s?\(\d[\d,.]*\s?%\)\s")
_OF_DOCUMENT = key_pattern(r"(?:kế\s+hoạch|chương\s+trình|chỉ\s+tiêu|nghị\s+quyết|đề\s+án|dự\s+toán)\s$")
_BESIDE = key_pattern(r"(?:\s[^\W\d_]+){0,3}\s|\s?[:(]\s?")
_OPENS_CLAUSE = re.compile(r"(?:^|[.;:(,*–-]|\s-)\s{0,4}(?:[+*-]\s{1,3})?$")
_COMPARISON = "so "
_COMPARED = key_pattern(r"so\s+(?:với\s+)?")
_SAME_TIME = "cùng kì"
_HABIT = ("hằng", "hàng", "mỗi", "bình quân", "từng")
_UNTIL = ("đến", "tới")
_DEADLINE = key_pattern(r"(?:trước|chậm\s+nhất|xong|hạn)\s[^.;]{0,20}$")
_AROUND = 40
"""Characters between a figure and a period that belongs to it alone."""
_SENTENCE = 1500
"""Characters before a figure in which its own sentence may name a period."""
_LEAD = 3000
"""Characters at the head of a text whose first period holds where nothing else is named."""


class Scope:
    """Walks through a document block by block and remembers what headings and earlier sentences set."""

    def __init__(self, periods: Sequence[Period], key: str, body: int) -> None:
        """``body`` is where the first numbered heading stands: the title and opening before it set what holds by default."""
        self._periods = tuple(sorted(periods, key=lambda p: p.span))
        self._starts = [period.span.start for period in self._periods]
        self._key = key
        self._levels: dict[int, Period] = {}
        self._standing: Period | None = None
        self._lasting: Period | None = None
        self._carried: Period | None = None
        self._firm = False
        self._lead = next((p for p in self._periods if self._lasts(p) and p.span.start < min(body, _LEAD)), None)

    @property
    def standing(self) -> Period | None:
        """The period that holds where a block names none of its own."""
        return self._standing or self._inherited()

    def heading(self, span: Span, level: int) -> None:
        """A heading sets a period for what follows, or ends what a heading of its own or a lower rank had set."""
        self._standing = self._lasting = self._carried = None
        self._levels = {rank: period for rank, period in self._levels.items() if rank < level}
        found = [period for period in self._within(span.start, span.end) if self._lasts(period)]
        if found:
            self._levels[level] = found[-1]

    def lead(self, block: Span, *, item: bool, opens: bool) -> None:
        """What a block sets for the items of a list behind it ("Năm 2019, kinh phí gồm:"), ``opens`` where it ends so; no item ends it."""
        if not item:
            self._carried = None
        named = [period for period in self._within(block.start, block.end) if self._lasts(period)] if opens else []
        if named:
            self._carried = named[-1]

    def assign(self, figures: Sequence[Figure], block: Span, *, item: bool = False) -> None:
        """Gives each figure of a block its period; ``figures`` in text order; ``item``: the block is an item of a list."""
        read = block.start
        self._standing, self._firm = (self._carried if item else None) or self._lasting, False
        for i, figure in enumerate(figures):
            if figure.sentence.start > read:
                self._read(read, figure.sentence.start)
                read = figure.sentence.start
            following = figures[i + 1].start if i + 1 < len(figures) else block.end
            figure.period = self._own(figure, following) or self._standing or self._inherited()
        self._read(read, block.end)
        if self._firm:
            self._lasting = self._standing

    def _inherited(self) -> Period | None:
        return self._levels[max(self._levels)] if self._levels else self._lead

    def _read(self, start: int, end: int) -> None:
        """What sentences that lie behind leave standing: the period that opens a clause, else, in a paragraph without one, the last one named."""
        lasting = [period for period in self._within(start, end) if self._lasts(period)]
        opening = [period for period in lasting if self._opens(period, start)]
        if opening:
            self._standing, self._firm = opening[-1], True
        elif lasting and not self._firm:
            self._standing = lasting[-1]

    def _own(self, figure: Figure, following: int) -> Period | None:
        beside, behind = self._beside(figure), self._behind(figure, following)
        if behind is not None and not self._key[figure.end : behind.span.start].strip():
            return behind
        if beside is not None or behind is not None:
            return beside or behind
        earlier = self._within(max(figure.sentence.start, figure.start - _SENTENCE), figure.start)
        opening = [p for p in earlier if self._opens(p, figure.sentence.start) and not self._compares(p)]
        if opening:
            return opening[-1]
        loose = [p for p in earlier if not self._compares(p) and not self._deadline(p)]
        trailing = self._trailing(figure)
        if trailing is not None and (trailing.span.start < following or not loose):
            return trailing
        return loose[-1] if loose else None

    def _beside(self, figure: Figure) -> Period | None:
        """The period right before: "năm 2017 đạt 90,4%", "so với tháng 3 là 89,6%"."""
        earlier = self._within(max(figure.sentence.start, figure.start - 80), figure.start)
        if not earlier:
            return None
        period = earlier[-1]
        gap = self._key[period.span.end : figure.start]
        if len(gap) > _AROUND or not _BESIDE.fullmatch(gap) or (self._deadline(period) and gap.strip() != "là"):
            return None
        if self._key.startswith(_COMPARISON, period.span.start):
            if not re.fullmatch(key_pattern(r"\s(?:là|đạt)\s|\s?\(\s?"), gap):
                return None
            compared = _COMPARED.match(self._key, period.span.start)
            cut = len(compared[0]) if compared else 0
            return Period(span=Span(period.span.start + cut, period.span.end), text=period.text[cut:], first=period.first, last=period.last)
        return period

    def _behind(self, figure: Figure, following: int) -> Period | None:
        i = bisect_left(self._starts, figure.end)
        if i >= len(self._periods):
            return None
        period = self._periods[i]
        start, end = period.span.start, period.span.end
        gap = self._key[figure.end : start]
        if end > figure.sentence.end or len(gap) > _AROUND or (end > following and "%)" not in gap):
            return None
        if gap.strip() and (not _BEHIND.fullmatch(gap) or _OF_DOCUMENT.search(gap)):
            return None
        rest = self._key[end:following]
        if "(" in gap and ")" not in rest:  # the next figure stands in the same bracket: the period is its own
            return None
        opens_next = (
            following < figure.sentence.end and self._key.startswith(_UNTIL, start) and rest.lstrip().startswith(",") and "(" not in gap
        )
        return None if opens_next else period

    def _trailing(self, figure: Figure) -> Period | None:
        """A period that closes the clause: "kỷ luật 12 đảng viên vi phạm trong năm 2017"."""
        i = bisect_left(self._starts, figure.end)
        if i >= len(self._periods) or self._periods[i].span.end > figure.sentence.end:
            return None
        period = self._periods[i]
        between = self._key[figure.end : period.span.start]
        if (
            ";" in between
            or between.count("(") > between.count(")")
            or not self._lasts(period)
            or self._deadline(period)
            or self._opens(period, figure.sentence.start)
        ):
            return None
        if re.search(r"\d", between) and not self._key.startswith("trong", period.span.start):
            return None
        return period

    def _opens(self, period: Period, floor: int) -> bool:
        """True where the period opens a clause, or follows a figure as "đến năm 2018, …": it holds for what comes after."""
        start = period.span.start
        head = self._key[max(floor, start - 8) : start]
        if _OPENS_CLAUSE.search(head):
            return True
        after = self._key[period.span.end : period.span.end + 2].strip()
        return self._key.startswith(_UNTIL, start) and after.startswith(",") and bool(re.search(r"[\d%)]\s$", head))

    def _within(self, start: int, end: int) -> tuple[Period, ...]:
        return self._periods[bisect_left(self._starts, start) : bisect_right(self._starts, end - 1)]

    def _lasts(self, period: Period) -> bool:
        return not self._compares(period) and not self._deadline(period) and not self._key.startswith(_HABIT, period.span.start)

    def _compares(self, period: Period) -> bool:
        return self._key.startswith((_COMPARISON, _SAME_TIME), period.span.start)

    def _deadline(self, period: Period) -> bool:
        return _DEADLINE.search(self._key, max(0, period.span.start - 30), period.span.start) is not None
