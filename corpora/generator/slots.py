"""Slots of the phrase bank: ``{kn}``, ``{btv}``, ``{vb:kh}``, ``{han:30}`` … (``README.md``, "Slots")."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from corpora.generator.facts import fact_kinds
from corpora.generator.values import Printed, plain
from corpora.generator.writing import Mark, Writer

if TYPE_CHECKING:
    from corpora.generator.telling import Telling

TEXTS = (
    "nam", "nam_truoc", "nam_sau", "nam_n2", "ky", "ky_sau", "cung_ky", "so_voi", "nhiem_ky", "noi", "cap", "tinh", "chu_de", "ngay_so_lieu", "trich_yeu",
    "nhan_xs", "nhan_t", "nhan_h", "nhan_k", "so_voi_nam", "stt", "cung_ky_n2",
)  # fmt: skip
"""Slots that print words and mark nothing."""
BODIES = (
    "btv", "bch", "dang_uy", "dang_bo", "thuong_truc", "ubkt", "van_phong", "ban_tc", "ban_tg", "ban_dv", "hdnd", "ubnd", "mttq", "doan", "cong_an",
    "quan_su", "cap_tren", "btv_cap_tren", "bch_cap_tren", "ban_tc_cap_tren", "ubkt_cap_tren", "vp_cap_tren", "don_vi1", "don_vi2", "don_vi3",
    "don_vi4", "don_vi", "chi_bo1", "chi_bo2", "chi_bo3", "ubnd_cap_tren", "phong1", "phong2", "ban_hanh",
)  # fmt: skip
"""Slots that print the name of a body and mark it."""
PEOPLE = ("nguoi1", "nguoi2", "nguoi3", "nguoi4")
CITED = ("loai", "so", "so_tran", "ngay", "cq", "ve", "ten")
"""Parts of a citation, in entries of the kinds ``vd.…`` alone."""
SUFFIXES = ("_n1", "_n2", "_s1", "_cl", "_tt")
_FIGURE = re.compile(
    r"(?P<hedge>~|>=|>|<=)?(?P<literal>=)?(?P<name>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?|\d+(?:,\d+)?)"
    r"(?:(?P<join>/|\.\.)(?P<other>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?|\d+(?:,\d+)?))?"
    r"(?: (?P<unit>[^!@]+?))?(?P<target>!)?(?: ?@(?P<period>[a-z_0-9]+|-))?"
)
_REFERENCE = re.compile(r"(vb|tw):([a-z0-9-]+)((?: [a-z]+(?:=[a-z_]+)?)*)")
_DEADLINE = re.compile(r"han:(\d+|nam)")


class Slot(Protocol):
    """A slot of a template."""

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append what it says in this document."""


class TextSlot:
    """Words that depend on the document."""

    __slots__ = ("letters", "name")

    def __init__(self, name: str, letters: str) -> None:
        self.name, self.letters = name, letters

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append the words; a period holds for the figures after it."""
        text = telling.say(self.name)
        text = text.upper() if self.letters == "all" else text[:1].upper() + text[1:] if self.letters == "first" else text
        if telling.fault_flag:
            writer.marks.append(Mark("!", writer.size, writer.size + len(text), {"code": telling.fault_flag}))
        writer.add(text)
        if self.name in ("ky", "cung_ky"):
            writer.period = text


class BodySlot:
    """The name of a body."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append the name, marked; a short name that any body could have is optional."""
        text, optional = telling.body_name(self.name)
        inside = bool(writer.open_marks) and writer.open_marks[-1].kind == "r"
        if inside:
            writer.add(text)
        else:
            writer.add_marked("o", text, {"opt": "yes"} if optional else {})


class PersonSlot:
    """The name of a person."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append the name, marked."""
        writer.add_marked("p", telling.person(self.name), {})


class DeadlineSlot:
    """A day so many days after the document."""

    __slots__ = ("days",)

    def __init__(self, days: str) -> None:
        self.days = days

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append the date in the document's way."""
        writer.add(telling.date_text(telling.deadline(self.days)))


class ReferenceSlot:
    """A citation of a document of the story (``vb``) or of a central one (``tw``)."""

    __slots__ = ("central", "name", "relation", "whole")

    def __init__(self, central: bool, name: str, options: str) -> None:
        self.central, self.name = central, name
        given = dict(part.partition("=")[::2] for part in options.split())
        self.relation, self.whole = given.get("rel", ""), "dau" in given

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append the citation: whole the first time, short again."""
        telling.citer.cite(writer, self.name, central=self.central, relation=self.relation, whole=self.whole)


class CitedSlot:
    """A part of the citation that is being written."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append the part."""
        telling.citer.part(writer, self.name)


class FigureSlot:
    """A figure: a fact, a ratio of two, or a number that the template gives."""

    __slots__ = ("hedge", "join", "literal", "name", "other", "period", "target", "unit")

    def __init__(self, found: re.Match[str]) -> None:
        self.hedge, self.literal = found["hedge"] or "", bool(found["literal"] or found["name"][0].isdigit())
        self.name, self.join, self.other = found["name"], found["join"] or "", found["other"] or ""
        self.unit, self.target, self.period = (found["unit"] or "").strip(), bool(found["target"]), found["period"] or ""
        if not self.unit and not self.literal:
            self.unit = _unit(self.name)

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append the figure, marked."""
        style = telling.style
        value, places = telling.value(self.name, self.literal)
        attributes = {"value": plain(value)}
        name = "" if self.literal else self.name
        if self.join == "/":
            other, _ = telling.value(self.other, self.literal)
            attributes["denominator"] = plain(other)
            text = style.ratio(value, other, telling.chance)
            name = ""
        elif self.join == "..":
            other, _ = telling.value(self.other, self.literal)
            attributes["value_max"] = plain(other)
            text = style.range(value, other, percent=self.unit == "%", chance=telling.chance)
            if text.startswith("từ ") and writer.parts and writer.parts[-1].endswith(("từ ", "Từ ")):
                writer.cut(3)
            name = ""
        elif self.hedge:
            text, value = style.hedged(value, self.hedge, telling.chance, literal=self.literal, percent=self.unit == "%")
            attributes["value"] = plain(value)
            attributes["approx"] = "yes"
        else:
            text = style.number(value, money=places > 0 and self.unit != "%", percent=self.unit == "%")
        if self.unit == "%" and self.join != ".." and not telling.in_table:
            text += style.percent_sign
        if self.unit:
            attributes["unit"] = self.unit
        if self.target or telling.is_target(self.name):
            attributes["target"] = "yes"
        period = telling.say(self.period) if self.period and self.period != "-" else ""
        if not period and not self.period and not self.literal and not self.name.endswith(SUFFIXES):
            period = writer.period
        if period:
            attributes["period"] = period
        writer.add_marked("i", text, attributes, Printed(name, value, places, exact=not self.hedge))


class TrendSlot:
    """The word "tăng" or "giảm", as the figure went against the year before."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, writer: Writer, telling: Telling) -> None:
        """Append the word."""
        writer.add(telling.trend_word(self.name))


def _unit(name: str) -> str:
    core, suffix = core_of(name)
    kind = fact_kinds()[core]
    if suffix == "_tt":
        return "%"
    return "%" if kind.percent else kind.unit


def core_of(name: str) -> tuple[str, str]:
    """The fact and the suffix of a name without its prefix; ("", "") for no fact."""
    bare = name.split(".", 1)[1] if re.match(r"u[1-4]\.", name) else name
    kinds = fact_kinds()
    if bare in kinds:
        return bare, ""
    for suffix in (*SUFFIXES, "_tg"):
        if bare.endswith(suffix) and bare.removesuffix(suffix) in kinds:
            return bare.removesuffix(suffix), suffix
    return "", ""


def slot_of(text: str) -> Slot | None:
    """The slot that a text between braces asks for; None where there is no such slot."""
    if text.lower() in TEXTS:
        return TextSlot(text.lower(), "all" if text.isupper() else "first" if text[:1].isupper() else "")
    if text in BODIES:
        return BodySlot(text)
    if text in PEOPLE:
        return PersonSlot(text)
    if text in CITED:
        return CitedSlot(text)
    deadline = _DEADLINE.fullmatch(text)
    if deadline:
        return DeadlineSlot(deadline[1])
    reference = _REFERENCE.fullmatch(text)
    if reference:
        return ReferenceSlot(reference[1] == "tw", reference[2], reference[3])
    return _figure(text)


def fills(name: str) -> bool:
    """Whether an attribute or an option may hold this slot: it gives words alone, in small letters."""
    return (
        name in (*BODIES, *PEOPLE)
        or (name in TEXTS and not name.startswith("nhan_"))
        or _DEADLINE.fullmatch(name) is not None
        or is_figure(name)
    )


def is_figure(name: str) -> bool:
    """Whether it names the value of a fact."""
    core, suffix = core_of(name)
    return bool(core) and suffix != "_tg"


def _figure(text: str) -> Slot | None:
    found = _FIGURE.fullmatch(text)
    if found is None:
        return None
    names = [found["name"], *([found["other"]] if found["other"] else [])]
    if found["literal"] or found["name"][0].isdigit():
        return FigureSlot(found) if all(re.fullmatch(r"\d+(?:,\d+)?", name) for name in names) else None
    cores = [core_of(name) for name in names]
    if any(not core for core, _ in cores):
        return None
    if cores[0][1] == "_tg":
        return TrendSlot(found["name"]) if found["name"] == text else None
    return FigureSlot(found)


def literal_value(text: str) -> Decimal:
    """The value of a number as the bank writes it, with a decimal comma."""
    return Decimal(text.replace(",", "."))
