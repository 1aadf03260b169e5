"""One document while it is being told: who speaks, of what time, in which style, what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from corpora.generator.chance import Chance
from corpora.generator.citing import Citer
from corpora.generator.facts import Figure, Ledger, fact_kinds
from corpora.generator.needs import met
from corpora.generator.planted import Planted
from corpora.generator.slots import core_of, literal_value
from corpora.generator.story import Card, Story, term_of
from corpora.generator.style import Style
from corpora.generator.values import rounded
from corpora.generator.world import Body, advisory, names
from corpora.generator.writing import Writer

if TYPE_CHECKING:
    from corpora.generator.bank import Bank, Setting
    from corpora.generator.templates import Compiled

_PLANS = ("nq", "kh", "kh-don-vi", "kh-nn", "hd", "qd", "ctr")
_DATA_DAYS = {"quy-1": (3, 15), "6-thang": (6, 10), "9-thang": (9, 15), "nam": (11, 30)}
_PERIODS = {"quy-1": "quý I/{}", "6-thang": "6 tháng đầu năm {}", "9-thang": "9 tháng đầu năm {}", "nam": "năm {}"}
_CENTRAL = {
    "cap_tren": "Trung ương", "btv_cap_tren": "Ban Bí thư", "bch_cap_tren": "Ban Chấp hành Trung ương", "ban_tc_cap_tren": "Ban Tổ chức Trung ương",
    "ubkt_cap_tren": "Ủy ban Kiểm tra Trung ương", "vp_cap_tren": "Văn phòng Trung ương Đảng", "ubnd_cap_tren": "Chính phủ",
}  # fmt: skip
_OFFICES = {
    "huyen": ("Phòng Nội vụ", "Phòng Tài chính - Kế hoạch", "Phòng Lao động - Thương binh và Xã hội"),
    "xa": ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công"),
    "tinh": ("Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng"), "khoi": ("Văn phòng Đảng ủy Khối", "Ban Tuyên giáo Đảng ủy Khối"),
    "co-quan": ("Phòng Hành chính - Tổng hợp", "Phòng Kế hoạch - Tài chính"),
    "co-so": ("Văn phòng - Thống kê", "Công chức Tài chính - Kế toán", "Công chức Văn hóa - Xã hội"),
}  # fmt: skip


class Telling:
    """What templates ask while a document is written."""

    def __init__(self, bank: Bank, story: Story, card: Card, seed: object, wanted: frozenset[str] = frozenset()) -> None:
        self.bank, self.story, self.card = bank, story, card
        self.chance = Chance(seed, card.index, "text")
        self.style = Style(Chance(seed, card.index, "style"), card.state)
        self.wanted = set(wanted)
        self.possible: set[str] = set()
        self.planted: list[Planted] = []
        self.used: set[str] = set()
        self.trends: list[tuple[str, ...]] = []
        self.told: set[str] = set()
        self.citer = Citer(self)
        self.period = card.period
        self.fact_year = card.year - 1 if card.key in _PLANS else card.year
        if card.key in _PLANS:
            # A commune of the new structure has no year before; its plans begin from the first half of 2025.
            fresh = story.setting == "xa" and card.year == 2025
            self.period = "6-thang" if fresh else "nam"
            self.fact_year += fresh
        self.theme = story.state_theme if card.state else story.theme
        body = card.body
        town = body.area == "phường"
        place = (
            "do-thi"
            if town
            else "co-quan"
            if (body.level == "co-so" and body.area in ("Sở", "cơ quan")) or body.setting == "khoi"
            else "dia-ban"
        )
        self.setting: Setting = ("nha-nuoc" if card.state else "dang", body.level, place, self.theme.name, card.period, card.day.year)
        units = body.units or []
        self.picked = self.chance.sample([unit for unit in units if unit.level != "chi-bo"] or units, 4)
        self.branches = self._branches(body, units)
        self._people = self.chance.sample(body.people[3:] or ["Nguyễn Văn An"], 5)
        self._values: dict[str, tuple[Decimal, int]] = {}
        self._kept: dict[str, tuple[Decimal, int]] | None = None
        self.fault_flag = ""
        self.row: Body | None = None
        self.in_table = False
        self.row_number = 0

    def _branches(self, body: Body, units: list[Body]) -> list[str]:
        if body.branches:
            return self.chance.sample(body.branches, 5)
        found = [f"{branch}, {unit.names['dang_bo'][0]}" for unit in self.picked for branch in self.chance.sample(unit.branches, 1)]
        return found or [unit.names["dang_bo"][0] for unit in units[:4]]

    # ---- words

    def say(self, name: str) -> str:
        """The words of a text slot; ``fault_flag`` tells when they are planted wrong."""
        self.fault_flag = ""
        if name.startswith("nhan_"):
            return self._class_label(name)
        if name in ("ky_sau", "nam_sau") and self.card.key.startswith("bc"):
            self.possible.add("last-year-text")
            if "last-year-text" in self.wanted:
                self.wanted.discard("last-year-text")
                self.fault_flag = "last-year-text"
                old, new = self._words(name, self.card.year - 1), self._words(name, self.card.year)
                self.planted.append(Planted("last-year-text", f"Ghi “{old}” còn sót từ văn bản năm trước; đúng ra là “{new}”."))
                return old
        return self._words(name, self.card.year)

    def _words(self, name: str, year: int) -> str:
        if name in ("nam", "nam_truoc", "nam_sau", "nam_n2"):
            return str(year + {"nam": 0, "nam_truoc": -1, "nam_sau": 1, "nam_n2": -2}[name])
        if name == "cung_ky_n2":
            return self._period("cung_ky", year + self.fact_year - self.card.year - 1)
        if name in ("ky", "ky_sau", "cung_ky", "so_voi", "so_voi_nam"):
            return self._period(name, year + self.fact_year - self.card.year if name != "ky_sau" else year)
        if name == "nhiem_ky":
            first, last = term_of(self.card.day)
            return f"{first} - {last}" if self.style.range_form == "_-_" else f"{first}-{last}"
        body = self.card.body
        if name == "noi":
            return (
                f"{body.area} {body.area_name}"
                if body.area_name and body.setting != "khoi"
                else body.names["dang_bo"][0].removeprefix("Đảng bộ ")
            )
        if name == "stt":
            return str(self.row_number)
        if name == "ngay_so_lieu":
            return self.style.date(self.data_day())
        return {
            "cap": body.area, "tinh": f"tỉnh {self.story.head.above.area_name}" if self.story.head.above else f"tỉnh {self.story.head.area_name}",
            "chu_de": self.theme.phrase, "trich_yeu": self.title(self.card),
        }[name]  # fmt: skip

    def _period(self, name: str, year: int) -> str:
        period = self.period
        if name == "ky_sau":
            return {
                "quy-1": f"quý II/{year}",
                "6-thang": f"6 tháng cuối năm {year}",
                "9-thang": f"quý IV/{year}",
                "nam": f"năm {year + 1}",
            }[period]
        if name == "ky":
            return _PERIODS[period].format(year)
        before = f"năm {year - 1}" if period == "nam" or name == "so_voi_nam" else f"cùng kỳ năm {year - 1}"
        return before if name == "cung_ky" else f"so với {before}"

    def _class_label(self, name: str) -> str:
        new = self.fact_year >= 2018
        labels = {
            "nhan_xs": "hoàn thành xuất sắc nhiệm vụ" if new else "trong sạch, vững mạnh", "nhan_t": "hoàn thành tốt nhiệm vụ",
            "nhan_h": "hoàn thành nhiệm vụ", "nhan_k": "không hoàn thành nhiệm vụ" if new else "yếu kém",
        }  # fmt: skip
        if name == "nhan_t":
            self.possible.add("class-twice")
            if "class-twice" in self.wanted:
                self.wanted.discard("class-twice")
                self.fault_flag = "class-twice"
                self.planted.append(Planted("class-twice", f"Mức “{labels['nhan_h']}” ghi hai lần; mức thứ nhất là “{labels['nhan_t']}”."))
                return labels["nhan_h"]
        return labels[name]

    def title(self, card: Card) -> str:
        """What a document is about, in the words of those who cite it."""
        theme = (self.story.state_theme if card.state else self.story.theme).phrase
        area = card.body.names["dang_bo"][1]
        if card.key in ("bc-ky", "bc-nam", "bc-nn", "bc-tong-hop", "bc-chuyen-de"):
            about = "công tác xây dựng Đảng" if card.key in ("bc-ky", "bc-nam") else f"kết quả {theme}"
            return f"{about} {_PERIODS[card.period].format(card.year)}"
        return {
            "qd": f"thành lập Đoàn kiểm tra việc thực hiện công tác {self.story.theme.short}", "ctr": f"kiểm tra, giám sát năm {card.year}",
            "cv": f"đẩy nhanh tiến độ {theme}", "tb": f"kết luận hội nghị về {theme}", "ttr": f"kinh phí thực hiện công tác {self.story.theme.short}",
            "kl": f"tiếp tục {theme}", "nq": theme, "hd": f"một số nội dung {theme}",
        }.get(card.key, f"{theme} năm {card.year}" if area else theme)  # fmt: skip

    def person(self, name: str) -> str:
        """The name of one of the people of the body."""
        return self._people[int(name[-1]) % len(self._people)]

    def deadline(self, days: str) -> date:
        """A working day so many days after the document; "nam": when the year's reports are due."""
        begun = self.card.day
        day = date(begun.year + (begun.month > 10), 12, 10) if days == "nam" else begun + timedelta(days=int(days))
        return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)

    def data_day(self) -> date:
        """The day that the figures are of."""
        return date(self.fact_year, *_DATA_DAYS[self.period])

    def date_text(self, day: date) -> str:
        """A date in the document's way."""
        return self.style.date(day)

    def fill(self, text: str) -> str:
        """An attribute's value: dates in ISO, bodies and words by name."""
        return re.sub(r"\{([^{}]+)\}", lambda found: self._plain(found[1]), text)

    def _plain(self, name: str) -> str:
        if name.startswith("han:"):
            return self.deadline(name[4:]).isoformat()
        if name in ("nguoi1", "nguoi2", "nguoi3", "nguoi4"):
            return self.person(name)
        known = core_of(name)[0]
        if known:
            return f"{self.value(name, literal=False)[0]}"
        try:
            return self._words(name, self.card.year)
        except KeyError:
            return self._name(name)[0]

    # ---- bodies

    def body_name(self, slot: str) -> tuple[str, bool]:
        """The name of a body, whole at first and mostly short again; whether it is too general to be asked for."""
        whole, short, optional = self._name(slot)
        if slot not in self.told or self.chance.happens(0.15):
            self.told.add(slot)
            return whole, False
        return short, optional

    def _name(self, slot: str) -> tuple[str, str, bool]:
        body, day = self.card.body, self.card.day
        if slot == "ban_hanh":
            slot = {"vp": "van_phong"}.get(self.card.issuer, self.card.issuer)
        if slot in body.names:
            return advisory(body, slot, day)
        if slot.endswith("_cap_tren") or slot == "cap_tren":
            above = body.above
            if above is None:
                name = _CENTRAL[slot]
                return name, name, name == "Trung ương"
            own = {"cap_tren": "dang_uy", "vp_cap_tren": "van_phong"}.get(slot, slot.removesuffix("_cap_tren"))
            return advisory(above, own, day) if own in above.names else ("Tỉnh ủy", "Tỉnh ủy", False)
        number = int(slot[-1]) - 1 if slot[-1].isdigit() else 0
        if slot == "don_vi":
            name = self.row.names["dang_bo"][0] if self.row is not None else ""
            return name, name, False
        if slot.startswith("don_vi"):
            if not self.picked:
                # From the end, so that they are others than those of {chi_bo1} and so on.
                name = self.branches[-1 - number]
            else:
                unit = self.picked[number]
                name = unit.names.get("dang_uy", unit.names["dang_bo"])[0]
            return name, name, False
        if slot.startswith("chi_bo"):
            name = self.branches[number]
            return name, name, False
        if slot.startswith("phong"):
            name = self._offices()[number]
            return name, name, False
        return self._fallback(slot)

    def _offices(self) -> Sequence[str]:
        """Who works out papers for the body: posts in a commune before 2025, offices everywhere else."""
        body = self.card.body
        if body.level != "co-so":
            return _OFFICES["huyen" if body.area == "huyện" else body.setting]
        if body.place == "dia-ban":
            return _OFFICES["co-so"]
        if body.setting == "xa":
            # The cells of these bodies are those of the new commune's offices.
            return [branch.removeprefix("Chi bộ ") for branch in body.branches]
        return names()["section"] if body.area == "Sở" else _OFFICES["co-quan"]

    def _fallback(self, slot: str) -> tuple[str, str, bool]:
        above = self.card.body.above
        return above.names[slot] if above is not None and slot in above.names else ("chính quyền", "chính quyền", True)

    def named_as(self, card: Card) -> str:
        """How this document calls the issuer of another one."""
        slot = {"vp": "van_phong"}.get(card.issuer, card.issuer)
        whole, short, _ = advisory(card.body, slot, card.day)
        return short if card.body is self.card.body and self.chance.happens(0.6) else whole

    # ---- figures

    def begin_row(self, unit: Body | None, number: int = 0) -> None:
        """Figures and the name of the row are those of a unit from here on; None: those of the document again."""
        self.row, self.row_number = unit, number
        self._values, self._kept = ({}, self._kept or self._values) if unit is not None else (self._kept or self._values, None)

    def _ledger(self, name: str) -> tuple[Ledger, str]:
        if self.row is not None:
            return self.row.ledger, name
        if name[0] == "u" and name[1:2].isdigit() and name[2:3] == ".":
            return self.picked[int(name[1]) - 1].ledger, name[3:]
        return self.card.body.ledger, name

    def value(self, name: str, literal: bool) -> tuple[Decimal, int]:
        """The value of a figure to the digits that will be printed."""
        if literal:
            return literal_value(name), 0
        found = self._values.get(name)
        if found is None:
            found = self._values[name] = self._value(name)
        return found

    def _value(self, name: str) -> tuple[Decimal, int]:
        ledger, _ = self._ledger(name)
        core, suffix = core_of(name)
        places = self.style.percent_places
        if suffix in ("_cl", "_tt"):
            now, before = (rounded(ledger.figure(core, self.fact_year - n, self.period), places) for n in (0, 1))
            if suffix == "_cl":
                return abs(now - before), fact_kinds()[core].places
            scale = 10**6
            change = Figure(int(abs(now - before) * 100 * scale), max(1, int(before * scale)), -1)
            return rounded(change, places), places
        if suffix == "_s1":
            coming = self.card.key not in _PLANS and self.period == "nam"
            return rounded(ledger.figure(core, self.card.year + coming, "nam"), places), fact_kinds()[core].places
        year = self.fact_year - {"": 0, "_n1": 1, "_n2": 2}[suffix]
        figure = ledger.figure(core, year, self.period)
        return rounded(figure, places), figure.places if figure.places >= 0 else places

    def is_target(self, name: str) -> bool:
        """Whether the figure is a plan's."""
        core, _ = core_of(name)
        return bool(core) and fact_kinds()[core].kind == "plan"

    def trend_word(self, name: str) -> str:
        """The word for which way a figure went."""
        core = name.removesuffix("_tg")
        now, before = self.value(core, literal=False)[0], self.value(core + "_n1", literal=False)[0]
        return "tăng" if now >= before else "giảm"

    def can_say(self, compiled: Compiled) -> bool:
        """Whether the document has what the entry needs, no figure of it is zero, no comparison empty, no trend false."""
        if not met(compiled.needs, self):
            return False
        for name in compiled.names:
            if self.value(name, literal=False)[0] == 0:
                return False
        for trend in compiled.entry.trends:
            values = [self.value(name, literal=False)[0] for name in trend[1:]]
            pairs = list(pairwise(values))
            if not all(a < b if trend[0] == "up" else a > b for a, b in pairs):
                return False
        return True

    # ---- other entries

    def inline(self, kind: str, writer: Writer, need: str = "") -> None:
        """Write an entry's first line inside another; for citations one that has the part ``need``."""
        candidates = self.bank.candidates(kind, self.setting)
        if candidates is None:
            return
        if kind.startswith("vd."):
            chosen = candidates.draw(self.chance)
            if need and need not in chosen.parts:
                chosen = next((each for each in candidates.items if need in each.parts), chosen)
            self.used.add(chosen.entry.id)
        else:
            found = self.bank.draw(kind, self, self.chance) or next((each for each in candidates.items if self.can_say(each)), None)
            if found is None:
                return
            chosen = found
            self.trends += chosen.entry.trends
        for segment in chosen.lines[0].segments:
            segment.write(writer, self)
