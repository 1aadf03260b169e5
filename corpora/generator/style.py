"""How one office writes: dashes, dates, digits, list labels, tone marks; drawn for each document by the shares counted in real texts."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from functools import cache

from corpora.generator.chance import Chance, Weighted
from corpora.generator.values import digits
from corpora.lists import rows

_NEW_TONE = (
    ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("òe", "oè"), ("óe", "oé"), ("ỏe", "oẻ"), ("ọe", "oẹ"),
    ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
)  # fmt: skip
_TABLE = tuple(
    pair
    for old, new in _NEW_TONE
    for pair in ((old, new), (old[0].upper() + old[1:], new[0].upper() + new[1:]), (old.upper(), new.upper()))
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LETTERS = tuple("abcdđeghiklmnopqrstuvxy")


@cache
def usage() -> dict[str, Weighted[str]]:
    """The forms of each feature, drawn by how often real texts have them."""
    forms: dict[str, list[tuple[str, float]]] = {}
    for row in rows(__package__, "usage.csv"):
        forms.setdefault(row["feature"], []).append((row["form"], float(row["share"])))
    return {feature: Weighted([form for form, _ in found], [share for _, share in found]) for feature, found in forms.items()}


class Style:
    """The habits of the document, fixed when it begins; ``chance`` decides them."""

    def __init__(self, chance: Chance, state: bool) -> None:
        draw = usage()
        self.state = state
        self.dash = draw["number-dash"].draw(chance)
        self.header_dash = draw["header-dash"].draw(chance)
        self.date_form = draw["date-form"].draw(chance)
        self.date_zeros = draw["date-zeros"].draw(chance)
        self.comma = draw["comma-before-date"].draw(chance) == "yes"
        self.eth = draw["eth"].draw(chance) == "yes"
        self.tone = draw["tone"].draw(chance)
        self.zeros = draw["small-count"].draw(chance) == "zero"
        self.dots = draw["thousands"].draw(chance) == "dot"
        self.percent_sign = " %" if draw["percent-blank"].draw(chance) == "blank" else "%"
        self.percent_places = int(draw["percent-places"].draw(chance))
        self.range_form = draw["range"].draw(chance)
        self.roman = draw["label-roman"].draw(chance)
        self.number_label = draw["label-number"].draw(chance)
        self.letter_label = draw["label-letter"].draw(chance)
        self.bullet = draw["bullet"].draw(chance)
        self.decomposed = draw["decomposed"].draw(chance)
        self.double_blanks = draw["double-blank"].draw(chance) == "yes"
        self.no_break = draw["no-break-blank"].draw(chance) == "yes"
        self.lower_type = draw["type-case"]
        self.colon = draw["header-colon"].draw(chance) == "colon" or state
        self.dotted_end = draw["end"].draw(chance)
        self.stamp = draw["stamp-blank"].draw(chance) == "yes"
        self.hyphens = draw["hyphens-under-abstract"].draw(chance) == "yes"
        self._cache: dict[str, str] = {}

    def respelled(self, text: str) -> str:
        """Tone marks and the letter Đ as this document writes them; the length stays."""
        if self.tone == "old" and not self.eth:
            return text
        found = self._cache.get(text) if len(text) < 200 else None
        if found is None:
            found = text
            if self.tone != "old":
                # Where both stand in one text it is mostly uỷ beside hòa.
                for old, new in _TABLE if self.tone == "new" else _TABLE[-15:]:
                    if old in found:
                        found = found.replace(old, new)
            if self.eth:
                found = found.replace("Đ", "Ð")
            if len(text) < 200:
                self._cache[text] = found
        return found

    def document_number(self, number: str, chance: Chance) -> str:
        """A number as cited: "21-KH/ĐUK" with the office's dash; State numbers stay as they are."""
        count, dash, code = number.partition("-")
        if not dash or "/" in count or not count[:1].isdigit():
            return number
        form = self.dash if chance.happens(0.8) else usage()["number-dash"].draw(chance)
        return f"{count}{form.replace('_', ' ')}{code}"

    def date(self, day: date, *, long: bool = False) -> str:
        """A date without the word "ngày"."""
        if long or self.date_form == "long" or self.state:
            month = f"{day.month:02d}" if day.month < 3 else str(day.month)
            return f"{day.day:02d} tháng {month} năm {day.year}"
        sign = {"slash": "/", "hyphen": "-", "dot": "."}[self.date_form]
        if self.date_zeros == "both":
            return f"{day.day:02d}{sign}{day.month:02d}{sign}{day.year}"
        if self.date_zeros == "none":
            return f"{day.day}{sign}{day.month}{sign}{day.year}"
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        return f"{day.day:02d}{sign}{month}{sign}{day.year}"

    def number(self, value: Decimal, *, money: bool = False, percent: bool = False) -> str:
        """A figure; counts below ten with a zero where the office does so."""
        text = digits(value, dots=self.dots or money)
        return f"0{text}" if self.zeros and not percent and len(text) == 1 and text != "0" and not money else text

    def ratio(self, value: Decimal, other: Decimal, chance: Chance) -> str:
        """A ratio: 14/17, seldom with blanks."""
        sign = " / " if chance.happens(0.03) else "/"
        return f"{self.number(value)}{sign}{self.number(other)}"

    def range(self, low: Decimal, high: Decimal, *, percent: bool, chance: Chance) -> str:
        """A range in words or with a dash."""
        form = self.range_form if chance.happens(0.7) else usage()["range"].draw(chance)
        sign = self.percent_sign if percent else ""
        a, b = self.number(low, percent=percent), self.number(high, percent=percent)
        if form == "words":
            return f"từ {a}{sign} đến {b}{sign}"
        return f"{a}{form.replace('_', ' ')}{b}{sign}"

    def hedged(self, value: Decimal, hedge: str, chance: Chance, *, literal: bool, percent: bool) -> tuple[str, Decimal]:
        """A figure with its hedge, rounded to the side that the hedge says where it is not ``literal``."""
        if hedge != "~":
            words = {">=": ("ít nhất", "tối thiểu"), ">": ("trên", "hơn"), "<=": ("không quá", "tối đa")}[hedge]
            return f"{chance.pick(words)} {self.number(value, percent=percent)}", value
        word = usage()["hedge"].draw(chance)
        if literal:
            return f"{word} {self.number(value, percent=percent)}", value
        step = Decimal(10) ** max(0, value.adjusted() - 1)
        side = ROUND_UP if word in ("gần", "xấp xỉ") else ROUND_DOWN
        near = (value / step).quantize(Decimal(1), rounding=side) * step
        if near == value or value < 20:
            word, near = "khoảng", value
        return f"{word} {self.number(near.quantize(Decimal(1)) if near == near.to_integral() else near)}", near

    def label(self, kind: str, n: int) -> str:
        """The printed label of a heading or list item, with the blank behind it."""
        if kind == "roman":
            return self.roman.replace("I", ROMAN[n - 1]).replace("_", " ")
        if kind == "number":
            return self.number_label.replace("1", str(n)).replace("_", " ")
        if kind == "letter":
            return self.letter_label.replace("a", LETTERS[n - 1]).replace("_", " ")
        return {"bullet": self.bullet.replace("_", " "), "plus": "+ "}[kind]


def decompose(text: str, how: str) -> tuple[str, list[int] | None]:
    """The text decomposed ("all", or "part": every second line) and the new offset of each old one; None where nothing changes."""
    if how == "no":
        return text, None
    offsets: list[int] = []
    out: list[str] = []
    size = 0
    for n, line in enumerate(text.split("\n")):
        if n:
            offsets.append(size)
            out.append("\n")
            size += 1
        for letter in line:
            piece = unicodedata.normalize("NFD", letter) if how == "all" or n % 2 else letter
            offsets.append(size)
            out.append(piece)
            size += len(piece)
    offsets.append(size)
    return "".join(out), offsets
