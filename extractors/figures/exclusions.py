"""Numbers that are no figures: dates, times, durations, ages, names, places in an order, codes, page counters, slogans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal

from core.spans import Span
from corpora.gazetteers.units import spellings, words_of
from extractors.figures.counted import Counted
from extractors.figures.keyed import any_of, key_pattern
from extractors.quantities import Quantity
from pipeline.language.letters import DASHES, LOWER

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
_EACH = r"(?<!mỗi\s)(?<!một\s)(?<!hằng\s)(?<!hàng\s)"
_CALENDAR = key_pattern(
    "|".join(
        (
            r"\d{1,4}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}(?!\d)|\d{4}-\d{1,2}-\d{1,2}(?!\d)",
            (
                rf"(?:ngày|mùng|mồng)\s+(?:từ\s+)?{_DAY}(?:\s?(?:,|và|-|đến|tới)\s?(?:ngày\s+)?{_DAY}){{1,4}}(?=\s?[/.]\s?\d|\s?-\s?\d|\s+tháng)"
                rf"(?:\s?[/.-]\s?{_MONTH}(?!\d))?"
            ),
            rf"{_EACH}(?:ngày|mùng|mồng)\s+(?:từ\s+)?{_DAY}(?:\s?[/.-]\s?{_MONTH}(?!\d))?(?![\d%])",
            rf"(?:sáng|chiều|tối|trưa|đêm|hôm|dịp|lễ|hạn)\s+{_DAY}\s?[/-]\s?{_MONTH}(?!\d)",
            rf"{_DAY}(?:\s?(?:-|và|đến)\s?{_DAY})\s?/\s?{_MONTH}(?!\d)",
            rf"{_EACH}(?<!\d\s)(?:các\s+)?tháng\s+{_MONTH}(?:\s?[/-]\s?{_YEAR}|\s+năm\s+{_YEAR})?(?![\d%])",
            rf"các\s+tháng\s+{_MONTH}(?:\s?(?:,|và|-|đến)\s?{_MONTH})+(?!\d)",
            rf"(?:năm|niên khóa)\s+(?:học\s+)?{_YEAR}(?:\s?(?:,|và|-|/|đến|tới)\s?(?:năm\s+)?{_YEAR})*",
            rf"{_EACH}quý\s+(?:\d|[ivx]+)(?:\s?(?:,|và|-)\s?(?:\d|[ivx]+))?(?:\s?[/-]\s?{_YEAR})?(?![\d%])",
            rf"(?<!\d){_MONTH}\s?[/-]\s?{_YEAR}(?!\d)",
            rf"(?<![\d.,]){_YEAR}\s?(?:-|đến)\s?(?:{_YEAR}|\d\d)(?![\d.,%]*\d)",
            r"(?:lúc|hồi)\s+\d{1,2}\s+giờ(?:\s+\d{1,2}(?:\s+phút)?)?",
            r"\d{1,2}\s?(?:giờ|h|g)\s?\d{2}(?:\s?phút|’|')?(?![^\W_])|\d{1,2}h(?![^\W_])|\d{1,2}\s?(?:giờ|g|h)\s+(?:sáng|trưa|chiều|tối|đêm|khuya|ngày)",
            r"(?<!\d)\d{1,3}:\d{2,}(?::\d{2})?",
            r"\(0\d{1,4}\)[\s.]?\d[\d. ]{4,12}\d|(?<![\d.,])0\d{2,3}[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)",
            r"\[\d{1,3}(?:\s?[,;-]\s?(?:tr\.?\s?)?\d{1,4}){0,6}\]",
            r"24/24(?=\s?(?:giờ|h(?![^\W_])|[.,;)]|$))|24/7(?!\d)|(?!\d{1,3}(?:\.\d{3})+(?!\d))\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])",
            r"(?<![^\s])[-*–]\s?[0o]\s?[-*–]+(?![^\s])",
            rf"(?:ngày|sáng|chiều|tối|trưa|đêm)\s+{_DAY}\.{_MONTH}(?:\s?-\s?{_DAY}\.{_MONTH})?(?![\d%]|\s?(?:triệu|tỷ|nghìn|ha|km))",
            rf"(?<!\d){_DAY}(?:\s?-\s?{_DAY})?\s+(?:tết|âm\s+lịch|tháng\s+(?:chạp|giêng))(?![^\W_])",
            rf"(?:rạng\s+sáng|sáng\s+sớm|khuya)\s+{_DAY}(?:\s?[/-]\s?{_MONTH})?(?![\d%.,]*\d|\s+(?:người|hộ|đồng|cán|đảng))",
            rf"(?<![\d.,]){_DAY}\.{_MONTH}\s?-\s?{_DAY}\.{_MONTH}\.{_YEAR}(?!\d)",
            r"1/(?:500|1\.?000|2\.?000|5\.?000|10\.?000|25\.?000|50\.?000)(?!\d)",
        )
    )
)
_CHROME = key_pattern(rf"(?<![^\W_])(?:{any_of(spellings('chrome'))})(?![^\W_])")
_CHROME_LABEL = key_pattern(rf"(?<![^\W_])(?:{any_of(spellings('chrome_label'))})\s{{0,3}}[:(+]?\s{{0,3}}$")
_THREE_WORDS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_CODE_AFTER = re.compile(
    rf"\s?[{DASHES}]\s?[A-ZĐÐ][A-Za-zĐđÐƯư]{{0,6}}\s?/|/[A-ZĐÐ]{{2}}|\s?[{DASHES}]\s?[A-ZĐÐ]{{2,}}(?![{LOWER}])|[a-zA-ZđĐ]?\s{{0,3}}/\s?\d{{4}}\s?/"
)
_BEFORE = re.compile(r"((?:[^\W\d_]+[\s.]{1,2}){0,4}[^\W\d_]+)[\s:.]{0,2}$")
_FUSED = frozenset({"có", "gồm", "là", "đạt", "với", "được", "và", "trong", "cho", "còn", "tại"})
_MODEL_BEFORE = re.compile(r"[^\W\d_]\s[A-ZĐ]{1,3}\s$")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_QUOTE_BEFORE = re.compile(r"[“\"«‘]\s?$|[“\"«‘][^”\"»’\n]{0,60}$")
_DURATION_OF = key_pattern(rf"(?:{any_of(spellings('duration_of'))})(?![^\W_])")
_DEADLINE = key_pattern(r"(?:trong|sau|trước|quá|thời\s+hạn|chậm\s+nhất|vòng)\s+(?:vòng\s+|thời\s+gian\s+|thời\s+hạn\s+)?$")
_MEAN_AGE = key_pattern(r"tuổi(?:\s+đời)?(?:\s+(?:bình\s+quân|trung\s+bình)|[^.;]{0,30}(?:bình\s+quân|trung\s+bình))[^.;]{0,40}$")
_AWARD = key_pattern(r"huy\s+hiệu[^.;]{0,60}$")
_DATE_WORD = key_pattern(r"(?:ngày|sáng|chiều|tối|trưa|đêm|hôm|dịp|lễ|trước|hạn|sau|từ|đến|tới|vào|cuối|đầu|mùng|mồng|tết)\s+$")
_DAY_MONTH = re.compile(r"\s?-\s?(\d{1,2})(?![\d.,%])")
_FRACTION_OF = key_pattern(
    r"\s+(?:tổng\s+)?(?:số|diện\s+tích|dân\s+số|thời\s+gian|lượng|giá|chiều|chặng|quãng|thành\s+viên|nhiệm\s+kỳ)(?![^\W_])"
)
_MONEY_BEFORE = key_pattern(
    r"(?<![^\W_])(?:vốn|tiền|kinh\s+phí|trị\s+giá|giá\s+trị|doanh\s+thu|lợi\s+nhuận|ngân\s+sách|tổng\s+thu|tổng\s+chi|tổng\s+cộng|cộng)"
    r"(?:\s+[^\W\d_]+){0,4}\s?:?\s*(?:là\s+)?$"
)
_SCORES = key_pattern(r"(?:đạt|bằng|chiếm|chỉ|được|là|có|hoàn\s+thành|tổng\s+số|còn|:|với|tỷ\s+lệ)\s*$")
_VAGUE = key_pattern(r"\s+(?:vài|số|ít|phần)(?![^\W_])")
_VEHICLE = key_pattern(r"(?<![^\W_])(?:xe|mô\s+tô|ô\s+tô)\s+$")
_VEHICLE_PART = key_pattern(r"\s+(?:bánh|chỗ|cầu|thì|kỳ)(?![^\W_])")
_CITED_POINT = key_pattern(r"(?<![^\W_])(?:điểm|tiết|khoản|mục|tiểu\s+mục)\s+$")
_CITED_IN = key_pattern(
    r"\s?,?\s+(?:của\s+)?(?:điểm|khoản|mục|điều|phần|chương|phụ\s+lục|nghị\s+quyết|nghị\s+định|thông\s+tư|quyết\s+định)(?![^\W_])"
)
_CLOCK_UNITS = frozenset({"giờ", "phút", "tiếng", "tiếng đồng hồ"})
_LARGEST_NAME = 100_000
"""A number that ends a name ("Đoàn 5", "Quyết định 1956") is smaller; an amount behind a name is not."""
_CHROME_REACH = 40
_PARTICLE = 2
"""Letters of a word that may stand in small letters within a name ("Quân y")."""
_LONG_DIGITS = 7
_BRACKET = 400
"""Characters over which a bracket is taken to reach."""


class Masks:
    """Spans in which no number is a figure, asked for from left to right or at random; they may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[Span] = []
        for span in sorted(spans):
            if merged and span.start < merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            elif len(span):
                merged.append(span)
        self._spans = merged
        self._starts = [span.start for span in merged]

    def touches(self, start: int, end: int) -> bool:
        """True where a masked span shares a character with [start, end)."""
        i = bisect_right(self._starts, end - 1) - 1
        return i >= 0 and self._spans[i].end > start

    def next_start(self, at: int) -> int:
        """Start of the first masked span that begins at or after ``at``."""
        i = bisect_right(self._starts, at - 1)
        return self._starts[i] if i < len(self._starts) else 1 << 60


def calendar_spans(key: str, start: int, end: int) -> Iterator[Span]:
    """Dates without a year, times of day, years, telephone numbers and other marks of the clock and the address book."""
    for found in _CALENDAR.finditer(key, start, end):
        yield Span(found.start(), found.end())


def attached_to_letters(key: str, text: str, quantity: Quantity, unit: Counted | None) -> bool:
    """Digits within a word or a code: "5A", "5G", "H5N1", "Covid-19", "516a-QĐ", "dân chủ1"."""
    before, after = text[quantity.first - 1 : quantity.first], text[quantity.end : quantity.end + 1]
    if quantity.first and (before.isalpha() or before in "_@#&"):
        word = re.compile(r"[^\W\d_]+$").search(key, max(0, quantity.first - 8), quantity.first)
        if word is None or word[0] not in _FUSED:
            return True
    if before == "." and unit is None and text[quantity.first - 2 : quantity.first - 1].isalpha():
        return True  # "Sheet.8", "v.2"
    if before in (":", "+") and text[quantity.first - 2 : quantity.first - 1].isdigit():
        return True
    if before in "-–" and quantity.first == quantity.start and quantity.first > 1 and text[quantity.first - 2].isalnum():
        return True
    if after and (after.isalpha() or after == "_") and not quantity.percent:
        return unit is None or unit.span.start != quantity.end or not unit.listed
    if after in "'’\"@^" and after:
        return True
    return not quantity.percent and _CODE_AFTER.match(text, quantity.end) is not None


def name_or_order(key: str, text: str, quantity: Quantity, unit: Counted | None, floor: int) -> str:
    """The number follows its noun: "order" for "Điều 5", "kỳ họp thứ 32", "name" for "Quận 4", "Tổ 7"; "" where neither."""
    if quantity.hedge is not None or quantity.percent:
        return ""
    found = _BEFORE.search(key, max(floor, quantity.start - 40), quantity.start)
    if found is None:
        return ""
    if (
        unit is None
        and quantity.decimals == 0
        and quantity.value < 100
        and _MODEL_BEFORE.search(text, max(floor, quantity.start - 7), quantity.start)
    ):
        return "name"
    words = list(_SYLLABLE.finditer(key, found.start(1), found.end(1)))
    tails = [(word.start(), " ".join(w[0] for w in words[i:])) for i, word in enumerate(words)]
    if any(tail in words_of("total") for _, tail in tails):
        return ""
    if any(tail in words_of("ordinal") for _, tail in tails):
        return "order"
    named = [start for start, tail in tails if tail in words_of("numbered")] or _proper_name(text, words)
    if not named or quantity.value >= _LARGEST_NAME or ":" in key[found.end(1) : quantity.start]:
        return ""
    if unit is None or not unit.listed:
        return "name"
    opens = text[max(floor, named[0] - 4) : named[0]].rstrip()
    return "name" if text[named[0]].isupper() and opens and opens[-1] not in ".;:-–(" else ""


def _proper_name(text: str, words: list[re.Match[str]]) -> list[int]:
    """Where "Công ty May", "Bệnh viện Quân y" begin: a noun, then a name in capitals that a number may end."""
    for j in range(len(words) - 1, 0, -1):
        if not text[words[j].start()].isupper() and len(words[j][0]) > _PARTICLE:
            break
        for i in range(j):
            if " ".join(word[0] for word in words[i:j]) in words_of("branded"):
                return [words[i].start()]
    return []


def of_the_calendar(key: str, quantity: Quantity, unit: Counted | None, floor: int) -> bool:
    """Durations, deadlines, ages, anniversaries, classes of badges: "10 ngày", "02 năm", "40 tuổi", "70 năm tuổi Đảng"."""
    if quantity.percent or unit is None or unit.kind != "time":
        return False
    noun = key[unit.span.start : unit.span.end]
    if "/" in noun:
        return noun.endswith("lần")
    before = key[max(floor, quantity.start - 60) : quantity.start]
    if noun.startswith(("tuổi", "năm tuổi", "tháng tuổi")):
        return _MEAN_AGE.search(before) is None
    if noun in _CLOCK_UNITS:
        measured = _DURATION_OF.search(before) is not None
        return not measured or _DEADLINE.search(before) is not None
    return True


def award_class(key: str, quantity: Quantity, floor: int) -> bool:
    """The numbers of "Huy hiệu 30, 40, 50 năm tuổi Đảng" name the badge."""
    return (
        quantity.value <= 100
        and _AWARD.search(key, max(floor, quantity.start - 70), quantity.start) is not None
        and bool(re.compile(r"\s?(?:,|và|;|năm|-|đến)").match(key, quantity.end))
    )


def slogan(key: str, text: str, quantity: Quantity, unit: Counted | None, floor: int) -> bool:
    """A small number that counts the words of a motto: "5 rõ", "4 tại chỗ", “3 không”."""
    if quantity.percent or quantity.decimals or quantity.value > 12 or quantity.denominator is not None:
        return False
    word = re.compile(r"\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?").match(key, quantity.end)
    if word and (unit is None or not unit.listed):
        follows = {word[1], f"{word[1]} {word[2]}" if word[2] else ""}
        if follows & words_of("slogan") and text[quantity.first] != "0":
            return True
    return (unit is None or not unit.listed) and _QUOTE_BEFORE.search(text, max(floor, quantity.start - 60), quantity.start) is not None


def date_like(key: str, quantity: Quantity, unit: Counted | None, floor: int) -> bool:
    """A day and a month rather than a share or a range: "18/3", "30-6" without "ngày"."""
    if quantity.denominator is not None:
        day, month = quantity.value, quantity.denominator
    else:
        tail = _DAY_MONTH.match(key, quantity.last)
        if tail is None or quantity.percent or quantity.decimals or quantity.value_max is not None:
            return False
        day, month = quantity.value, Decimal(tail[1])
    if month > 12 or not 1 <= day <= 31 or month < 1 or "trên" in key[quantity.first : quantity.last]:
        return False
    before = key[max(floor, quantity.start - 10) : quantity.start]
    if quantity.hedge is not None:
        return False
    if _DATE_WORD.search(before) and not (unit and unit.listed and unit.kind != "time"):
        return True
    if unit is not None and unit.listed:
        return unit.kind == "place" and quantity.value > month  # "giải thưởng 26/3 tỉnh": no 26 of 3 provinces
    if quantity.value < month and _FRACTION_OF.match(key, quantity.end):
        return False  # "1/3 diện tích"
    return not _SCORES.search(before) and not re.compile(r"\s?\(").match(key, quantity.end)


def bare_year(key: str, quantity: Quantity, unit: Counted | None) -> bool:
    """Four digits of a year with no mark between them."""
    digits = key[quantity.first : quantity.last]
    if quantity.percent or not re.fullmatch(r"(?:19|20)\d\d(?:\s?[-/,]\s?(?:19|20)?\d\d)?", digits):
        return False
    return unit is None or not unit.listed or unit.kind in ("time", "event", "item", "place")


def page_counter(key: str, quantity: Quantity, unit: Counted | None, floor: int) -> bool:
    """A counter of the web page, close behind its label: "Lượt xem: 1.286", "Hôm nay 4,383"."""
    window = max(floor, quantity.start - _CHROME_REACH)
    if any(not _THREE_WORDS.search(key, found.end(), quantity.start) for found in _CHROME.finditer(key, window, quantity.start)):
        return True
    bare = unit is None or not unit.listed
    return bare and not quantity.percent and quantity.hedge is None and _CHROME_LABEL.search(key, window, quantity.start) is not None


def part_of_noun(key: str, quantity: Quantity, floor: int) -> bool:
    """Numbers that count nothing: within a noun ("xe 2 bánh"), a citation ("điểm 2 mục II"), "1 vài"."""
    if quantity.percent or quantity.hedge is not None or quantity.decimals or quantity.denominator is not None:
        return False
    if key[quantity.first : quantity.last] == "1" and _VAGUE.match(key, quantity.end):
        return True
    before = key[max(floor, quantity.start - 12) : quantity.start]
    if _VEHICLE.search(before) and _VEHICLE_PART.match(key, quantity.end):
        return True
    return _CITED_POINT.search(before) is not None and _CITED_IN.match(key, quantity.end) is not None


def mere_digits(key: str, quantity: Quantity, unit: Counted | None) -> bool:
    """A long run of digits, or a small number alone in brackets: a code, a footnote, a place in a list."""
    if unit is not None and quantity.value == 1 and quantity.hedge is not None and quantity.hedge.word == "trên" and unit.kind == "measure":
        return True  # "giá trị sản xuất trên 1 ha": the base of a rate
    if quantity.percent or unit is not None:
        return False
    digits = key[quantity.first : quantity.last]
    worded = digits.endswith("000") or _MONEY_BEFORE.search(key, max(0, quantity.first - 50), quantity.first) is not None
    money = digits[:1] != "0" and worded  # "265000000" is an amount, "0912345678" and "012345678" are codes
    if (digits.isdigit() and len(digits) >= _LONG_DIGITS and not money) or re.fullmatch(r"\d\.0", digits):
        return True
    closed = key[quantity.end : quantity.end + 1] == ")"
    window = max(0, quantity.first - _BRACKET)
    alone = closed and key[quantity.first - 1 : quantity.first] == "("
    label = closed and key.rfind("(", window, quantity.first) <= key.rfind(")", window, quantity.first)
    small = digits.replace(".", "").isdigit() and len(digits) <= 4 and ("." in digits or len(digits) <= 2)
    return small and quantity.start == quantity.first and (alone or label)
