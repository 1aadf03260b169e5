"""Sixteen documents that belong together: who issues what, when, under which number, on which plan (``plots.csv``)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from msgspec import Struct, field

from corpora.generator.central import first_known
from corpora.generator.chance import Chance
from corpora.generator.world import Body, build
from corpora.lists import rows

BLOCK = 16
"""Documents of a story; document i is number i % 16 of story i // 16."""
_SETTINGS = ("khoi", "huyen", "huyen", "xa", "tinh")
_STATE_THEMES = ("cai-cach", "nong-thon", "giam-ngheo")
"""What people's committees plan and report on."""
_YEARLY = {
    "NQ": 5, "KH": 19, "HD": 5, "QĐ": 46, "CV": 88, "BC": 31, "KL": 7, "TB": 27, "TTr": 13, "CTr": 4,
}  # fmt: skip
"""About how many documents of a type a leading committee issues a year."""
TYPES = {
    "nq": ("NQ", "Nghị quyết"), "kh": ("KH", "Kế hoạch"), "kh-don-vi": ("KH", "Kế hoạch"), "kh-nn": ("KH", "Kế hoạch"), "hd": ("HD", "Hướng dẫn"),
    "qd": ("QĐ", "Quyết định"), "cv": ("CV", "Công văn"), "kl": ("KL", "Kết luận"), "tb": ("TB", "Thông báo"), "ttr": ("TTr", "Tờ trình"),
    "ctr": ("CTr", "Chương trình"), "bc-ky": ("BC", "Báo cáo"), "bc-nam": ("BC", "Báo cáo"), "bc-chuyen-de": ("BC", "Báo cáo"),
    "bc-tong-hop": ("BC", "Báo cáo"), "bc-nn": ("BC", "Báo cáo"),
}  # fmt: skip
_ADVISORY_CODES = {"ban_tc": "BTC", "ubkt": "UBKT"}


class Part(Struct, frozen=True):
    """A row of ``plots.csv``."""

    role: str
    key: str
    issuer: str
    month: float
    year: int
    period: str
    under: str


class Theme(Struct, frozen=True):
    """What a story's resolution and plan are about."""

    name: str
    places: tuple[str, ...]
    phrase: str
    short: str
    topics: tuple[str, ...]


class Card(Struct):
    """What is known of a document before it is written: enough for others to cite it."""

    index: int
    role: str
    key: str
    body: Body
    issuer: str
    type: str
    code: str
    number: str
    day: date
    year: int
    period: str
    under: str
    state: bool
    leader: int

    @property
    def stem(self) -> str:
        """The name of its file, and of the document in the truth."""
        return f"{self.index:09d}"


class Story(Struct):
    """A block of documents with its world."""

    number: int
    setting: str
    theme: Theme
    state_theme: Theme
    head: Body
    cards: list[Card]
    by_role: dict[str, Card] = field(default_factory=dict)


@cache
def themes() -> tuple[Theme, ...]:
    """The themes."""
    return tuple(
        Theme(row["theme"], tuple(row["places"].split()), row["phrase"], row["short"], tuple(row["topics"].split()))
        for row in rows(__package__, "themes.csv")
    )


@cache
def plots() -> dict[str, tuple[tuple[Part, ...], ...]]:
    """The plots that a setting may have."""
    found: dict[str, list[Part]] = {}
    settings: dict[str, str] = {}
    for row in rows(__package__, "plots.csv"):
        settings[row["plot"]] = row["settings"]
        part = Part(row["role"], row["key"], row["issuer"], float(row["month"]), int(row["year"]), row["period"], row["under"])
        found.setdefault(row["plot"], []).append(part)
    out: dict[str, tuple[tuple[Part, ...], ...]] = {}
    for plot, parts in found.items():
        for setting in settings[plot].split():
            out[setting] = (*out.get(setting, ()), tuple(parts))
    return out


def tell(seed: object, number: int) -> Story:
    """The story with this number; depends on the arguments alone."""
    chance = Chance(seed, number, "story")
    setting = chance.pick(_SETTINGS)
    place = "co-quan" if setting == "khoi" else "dia-ban"
    theme = chance.pick([theme for theme in themes() if place in theme.places])
    # A plan has a central document on its theme to be based on from its first day.
    year = 2025 if setting == "xa" else max(chance.between(2013, 2022), first_known(theme.name).year + 1)
    head = build(setting, seed, number, year, rural=theme.name == "nong-thon")
    first = date(2025, 8, 4) if setting == "xa" else date(year, 1, 4)
    parts = chance.pick(plots()[setting])
    order = sorted(range(len(parts)), key=lambda n: parts[n].month)
    cards: dict[int, Card] = {}
    last: dict[tuple[str, str, int], int] = {}
    for n in order:
        part = parts[n]
        day = _working_day(first + timedelta(days=int(part.month * 30.4) + chance.between(0, 4)))
        cards[n] = _card(number * BLOCK + n, part, head, day, year, chance, last)
    own = (
        theme
        if theme.name in _STATE_THEMES
        else chance.pick(
            [
                each
                for each in themes()
                if each.name in _STATE_THEMES and first_known(each.name) < first and (each.name != "nong-thon" or head.area != "phường")
            ]
        )
    )
    story = Story(number, setting, theme, own, head, [cards[n] for n in range(len(parts))])
    story.by_role = {card.role: card for card in story.cards}
    return story


def _working_day(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


def _card(index: int, part: Part, head: Body, day: date, year: int, chance: Chance, last: dict[tuple[str, str, int], int]) -> Card:
    body, issuer = head, part.issuer
    if issuer.startswith("u") and issuer[1:2].isdigit():
        body = head.units[int(issuer[1]) % len(head.units)]
        issuer = "ubnd" if issuer.endswith("ubnd") else "btv"
    state = issuer == "ubnd"
    abbreviation, name = TYPES[part.key]
    code = f"{abbreviation}-UBND" if state else f"{abbreviation}/{_suffix(body, issuer, name)}"
    count = _count(body, abbreviation, code, day, state)
    series = (body.key, code, day.year if state else term_of(day)[0])
    count = max(count, last.get(series, 0) + 1)
    last[series] = count
    number = f"{count:02d}/{code}" if state else f"{count:02d}-{code}"
    leader = chance.below(10)
    return Card(index, part.role, part.key, body, issuer, name, code, number, day, year + part.year, part.period, part.under, state, leader)


def _suffix(body: Body, issuer: str, name: str) -> str:
    if issuer == "ban_tc" and body.setting == "xa":
        return "BXDĐ"
    if issuer in _ADVISORY_CODES:
        return _ADVISORY_CODES[issuer] + body.code
    if issuer == "vp" and name != "Công văn":
        return f"VP{body.code}"
    return body.code


def term_of(day: date) -> tuple[int, int]:
    """First and last year of the committee's term on a day."""
    for first in (2025, 2020, 2015):
        if day >= date(first, 7 if first == 2025 else 9, 1):
            return first, first + 5
    return 2010, 2015


def _count(body: Body, abbreviation: str, code: str, day: date, state: bool) -> int:
    """The running number: it grows with the days since the series began, so that a later date always has the higher one."""
    begins = date(day.year, 1, 1) if state else date(term_of(day)[0], 7 if term_of(day)[0] == 2025 else 9, 1)
    rate: float = _YEARLY[abbreviation]
    if state:
        rate *= 3
    if body.level == "co-so":
        rate *= 0.6
    if "BTC" in code or "UBKT" in code:
        rate *= 0.7
    return 1 + int(((day - begins).days + body.offset % 19) * rate / 365)
