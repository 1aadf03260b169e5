"""Invented places, bodies and people: who issues documents in a story, what they are called, how big they are."""

from __future__ import annotations

from datetime import date
from functools import cache

from msgspec import Struct, field

from corpora.generator.chance import Chance
from corpora.generator.facts import Ledger, Size
from corpora.lists import rows

ONE_PROPAGANDA = date(2025, 2, 15)
_ONE = "Ban Tuyên giáo và Dân vận"


class Body(Struct):
    """A committee with the bodies around it. ``names`` by slot: the whole name, and the short one that its own documents use."""

    key: str
    setting: str
    level: str
    place: str
    code: str
    head: str
    above_head: str
    seat: str
    area: str
    area_name: str
    committee: str
    names: dict[str, tuple[str, str, bool]]
    ledger: Ledger
    people: list[str]
    subordinates: list[str] = field(default_factory=list)
    branches: list[str] = field(default_factory=list)
    above: Body | None = None
    units: list[Body] = field(default_factory=list)
    offset: int = 0


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Syllables and titles by list."""
    out: dict[str, list[str]] = {}
    for row in rows(__package__, "names.csv"):
        out.setdefault(row["list"], []).append(row["item"])
    return {name: tuple(items) for name, items in out.items()}


def person(chance: Chance) -> str:
    """A name of a person."""
    known = names()
    return f"{chance.pick(known['surname'])} {chance.pick(known['middle'])} {chance.pick(known['given'])}"


class Places:
    """Names of places that are used once in a story."""

    def __init__(self, chance: Chance) -> None:
        known = names()
        self._first = chance.sample(known["first"], len(known["first"]))
        self._second = chance.sample(known["second"], len(known["second"]))
        self._taken = 0

    def next(self) -> str:
        """A new name."""
        n = self._taken
        self._taken += 1
        return f"{self._first[n % len(self._first)]} {self._second[(n + n // len(self._first)) % len(self._second)]}"


def _named(committee: str, place: str, area: str, area_name: str, own: str) -> dict[str, tuple[str, str, bool]]:
    """The names around a committee. ``committee`` "Đảng ủy" or "Huyện ủy"; ``place`` what follows it; ``own`` the short form of place."""
    whole = f"{committee} {place}"
    short = f"{committee} {own}".strip()
    party_area = f"{area} {area_name}".strip()
    return {
        "btv": (f"Ban Thường vụ {whole}", f"Ban Thường vụ {short}", False),
        "bch": (f"Ban Chấp hành Đảng bộ {party_area}", f"Ban Chấp hành Đảng bộ {area}", False),
        "dang_uy": (whole, short, short == "Đảng ủy"),
        "dang_bo": (f"Đảng bộ {party_area}", f"Đảng bộ {area}", False),
        "thuong_truc": (f"Thường trực {whole}", f"Thường trực {short}", False),
        "ubkt": (f"Ủy ban Kiểm tra {whole}", f"Ủy ban Kiểm tra {short}", False),
        "van_phong": (f"Văn phòng {whole}", f"Văn phòng {short}", False),
        "ban_tc": (f"Ban Tổ chức {whole}", f"Ban Tổ chức {short}", False),
        "ban_tg": (f"Ban Tuyên giáo {whole}", f"Ban Tuyên giáo {short}", False),
        "ban_dv": (f"Ban Dân vận {whole}", f"Ban Dân vận {short}", False),
    }


def _state_names(area: str, area_name: str) -> dict[str, tuple[str, str, bool]]:
    whole = f"{area} {area_name}"
    return {
        "hdnd": (f"HĐND {whole}", f"HĐND {area}", False),
        "ubnd": (f"UBND {whole}", f"UBND {area}", False),
        "mttq": (f"Ủy ban MTTQ Việt Nam {whole}", f"Ủy ban MTTQ Việt Nam {area}", False),
        "doan": (f"Đoàn Thanh niên {whole}", f"Đoàn Thanh niên {area}", False),
        "cong_an": (f"Công an {whole}", f"Công an {area}", False),
        "quan_su": (f"Ban Chỉ huy Quân sự {whole}", f"Ban Chỉ huy Quân sự {area}", False),
    }


def _office_names(own: str) -> dict[str, tuple[str, str, bool]]:
    return {
        "mttq": (f"Công đoàn {own}", f"Công đoàn {own}", False),
        "doan": (f"Đoàn Thanh niên {own}", f"Đoàn Thanh niên {own}", False),
    }


def build(setting: str, seed: object, story: int, first_year: int, *, rural: bool = False) -> Body:
    """The leading body of a story with its units; all of it follows from the arguments. ``rural``: it is no ward."""
    chance = Chance(seed, story, "world")
    places = Places(chance)
    province = places.next()
    if rural and setting == "xa":
        return _offset(_commune(chance, places, province, (seed, story), first_year, areas=("xã",)), chance)
    maker = {"khoi": _bloc, "huyen": _district, "tinh": _province, "xa": _commune}[setting]
    body = maker(chance, places, province, (seed, story), first_year)
    return _offset(body, chance)


def _offset(body: Body, chance: Chance) -> Body:
    for n, each in enumerate([body, *body.units]):
        each.offset = chance.between(0, 40) if n else chance.between(5, 60)
    return body


def _people(chance: Chance) -> list[str]:
    found: list[str] = []
    while len(found) < 9:
        name = person(chance)
        if name not in found:
            found.append(name)
    return found


def _ledger(chance: Chance, name: tuple[object, ...], first_year: int, low: int, high: int, people: tuple[int, int]) -> Ledger:
    return Ledger(name, Size(chance.between(low, high), chance.between(*people)), first_year - 3)


def _sum_ledger(name: tuple[object, ...], first_year: int, units: list[Body], committees: int) -> Ledger:
    size = Size(
        sum(unit.ledger.size.members for unit in units), sum(unit.ledger.size.people for unit in units), committees, len(units) - committees
    )
    return Ledger(name, size, first_year - 3, tuple(unit.ledger for unit in units))


def _villages(chance: Chance, count: int) -> list[str]:
    word = chance.pick(("thôn", "khu dân cư", "ấp"))
    return [f"Chi bộ {word} {n}" for n in range(1, count)] + ["Chi bộ Trường Tiểu học", "Chi bộ Trạm Y tế", "Chi bộ Công an"]


def _unit_of_office(chance: Chance, head: Body, n: int, title: str, name: tuple[object, ...], first_year: int) -> Body:
    own = title.split(" ", maxsplit=1)[0] if title.startswith("Sở") else title
    named = _named("Đảng ủy", title, title, "", own if title.startswith("Sở") else "") | _office_names(
        own if title.startswith("Sở") else "cơ quan"
    )
    named["ban_tc"] = ("Phòng Tổ chức cán bộ", "Phòng Tổ chức cán bộ", False)
    named["ban_tg"] = named["ban_dv"] = (f"Bộ phận Tuyên giáo Đảng ủy {title}", "Bộ phận Tuyên giáo Đảng ủy", False)
    named["dang_bo"] = (f"Đảng bộ {title}", f"Đảng bộ {own}" if title.startswith("Sở") else "Đảng bộ", not title.startswith("Sở"))
    named["bch"] = (f"Ban Chấp hành Đảng bộ {title}", "Ban Chấp hành Đảng bộ", False)
    branches = [f"Chi bộ {section}" for section in chance.sample(names()["section"], 6)]
    return Body(
        f"u{n}", head.setting, "co-so", "co-quan", "ĐU", f"ĐẢNG ỦY {title.upper()}", head.head, head.seat, "Sở" if title.startswith("Sở") else "cơ quan",
        "", "Đảng ủy", named, _ledger(chance, (*name, n), first_year, 90, 340, (3100, 9400)), _people(chance), branches=branches, above=head,
    )  # fmt: skip


def _bloc(chance: Chance, _places: Places, province: str, name: tuple[object, ...], first_year: int) -> Body:
    named = _named("Đảng ủy", "Khối các cơ quan tỉnh", "Khối", "các cơ quan tỉnh", "Khối") | _office_names("Khối")
    named["dang_bo"] = ("Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ Khối", False)
    head = Body(
        "s", "khoi", "cap-tren", "co-quan", "ĐUK", "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH", f"TỈNH ỦY {province.upper()}", province, "Khối", "các cơ quan tỉnh",
        "Đảng ủy Khối", named, Ledger(name, Size(1, 0), first_year), _people(chance),
    )  # fmt: skip
    titles = chance.sample(names()["office"], chance.between(12, 18))
    head.units = [_unit_of_office(chance, head, n, title, name, first_year) for n, title in enumerate(titles)]
    head.ledger = _sum_ledger((*name, "s"), first_year, head.units, len(head.units))
    head.above = _above("tinh", province, name)
    return head


def _above(kind: str, name: str, key: tuple[object, ...]) -> Body:
    """The body above the leading one: it is cited and addressed, it issues nothing here."""
    if kind == "tinh":
        named = {slot: (f"{text} {name}", text, False) for slot, text in _province_names().items()} | _state_names("tỉnh", name)
    else:
        named = {}
    named["btv"] = (f"Ban Thường vụ Tỉnh ủy {name}", "Ban Thường vụ Tỉnh ủy", False)
    named["bch"] = (f"Ban Chấp hành Đảng bộ tỉnh {name}", "Ban Chấp hành Đảng bộ tỉnh", False)
    return Body(
        "a",
        kind,
        "tinh",
        "dia-ban",
        "TU",
        f"TỈNH ỦY {name.upper()}",
        "",
        name,
        "tỉnh",
        name,
        "Tỉnh ủy",
        named,
        Ledger((*key, "a"), Size(1, 0), 2013),
        [],
    )


def _province_names() -> dict[str, str]:
    return {
        "dang_uy": "Tỉnh ủy", "dang_bo": "Đảng bộ tỉnh", "thuong_truc": "Thường trực Tỉnh ủy", "ubkt": "Ủy ban Kiểm tra Tỉnh ủy",
        "van_phong": "Văn phòng Tỉnh ủy", "ban_tc": "Ban Tổ chức Tỉnh ủy", "ban_tg": "Ban Tuyên giáo Tỉnh ủy", "ban_dv": "Ban Dân vận Tỉnh ủy",
    }  # fmt: skip


def _commune_unit(chance: Chance, head: Body, n: int, place: str, name: tuple[object, ...], first_year: int) -> Body:
    area = "thị trấn" if n == 0 else "xã"
    named = _named("Đảng ủy", f"{area} {place}", area, place, area) | _state_names(area, place)
    named["ban_dv"] = (f"Khối Dân vận {area} {place}", f"Khối Dân vận {area}", False)
    return Body(
        f"u{n}", head.setting, "co-so", "dia-ban", "ĐU", f"ĐẢNG ỦY {area.upper()} {place.upper()}", head.head, place, area, place, "Đảng ủy", named,
        _ledger(chance, (*name, n), first_year, 190, 430, (4200, 11800)), _people(chance), branches=_villages(chance, chance.between(7, 12)), above=head,
    )  # fmt: skip


def _district(chance: Chance, places: Places, province: str, name: tuple[object, ...], first_year: int) -> Body:
    place = places.next()
    named = _named("Huyện ủy", place, "huyện", place, "") | _state_names("huyện", place)
    head = Body(
        "s", "huyen", "cap-tren", "dia-ban", "HU", f"HUYỆN ỦY {place.upper()}", f"TỈNH ỦY {province.upper()}", place, "huyện", place, "Huyện ủy", named,
        Ledger(name, Size(1, 0), first_year), _people(chance),
    )  # fmt: skip
    head.units = [_commune_unit(chance, head, n, places.next(), name, first_year) for n in range(chance.between(9, 15))]
    head.ledger = _sum_ledger((*name, "s"), first_year, head.units, len(head.units))
    head.above = _above("tinh", province, name)
    return head


def _province(chance: Chance, places: Places, province: str, name: tuple[object, ...], first_year: int) -> Body:
    named = _named("Tỉnh ủy", province, "tỉnh", province, "") | _state_names("tỉnh", province)
    head = Body(
        "s", "tinh", "tinh", "dia-ban", "TU", f"TỈNH ỦY {province.upper()}", "", province, "tỉnh", province, "Tỉnh ủy", named,
        Ledger(name, Size(1, 0), first_year), _people(chance),
    )  # fmt: skip
    head.units = []
    for n in range(chance.between(8, 12)):
        place = places.next()
        unit = Body(
            f"u{n}", "tinh", "cap-tren", "dia-ban", "HU", f"HUYỆN ỦY {place.upper()}", head.head, place, "huyện", place, "Huyện ủy",
            _named("Huyện ủy", place, "huyện", place, "") | _state_names("huyện", place),
            _ledger(chance, (*name, n), first_year, 3600, 7900, (61000, 148000)), _people(chance), above=head,
        )  # fmt: skip
        cells = chance.between(14, 26)
        committees = chance.between(18, 30)
        unit.ledger = Ledger((*name, n), Size(unit.ledger.size.members, unit.ledger.size.people, committees, cells), first_year - 3)
        unit.branches = [f"Đảng bộ xã {Places(chance).next()}" for _ in range(5)]
        head.units.append(unit)
    total = sum(unit.ledger.size.committees for unit in head.units)
    head.ledger = _sum_ledger((*name, "s"), first_year, head.units, 0)
    size = head.ledger.size
    head.ledger = Ledger(
        head.ledger.name,
        Size(size.members, size.people, total, sum(u.ledger.size.cells for u in head.units)),
        first_year - 3,
        head.ledger.parts,
    )
    return head


def _commune(
    chance: Chance,
    places: Places,
    province: str,
    name: tuple[object, ...],
    first_year: int,
    areas: tuple[str, ...] = ("xã", "xã", "phường"),
) -> Body:
    place = places.next()
    area = chance.pick(areas)
    named = _named("Đảng ủy", f"{area} {place}", area, place, area) | _state_names(area, place)
    named["ban_tc"] = named["ban_tg"] = named["ban_dv"] = (f"Ban Xây dựng Đảng Đảng ủy {area} {place}", "Ban Xây dựng Đảng", False)
    head = Body(
        "s", "xa", "cap-tren", "dia-ban", "ĐU", f"ĐẢNG ỦY {area.upper()} {place.upper()}", f"TỈNH ỦY {province.upper()}", place, area, place, "Đảng ủy", named,
        Ledger(name, Size(1, 0), first_year), _people(chance),
    )  # fmt: skip
    titles = [f"Ủy ban nhân dân {area}", f"các cơ quan Đảng {area}"]
    for n, title in enumerate(titles):
        unit_names = _named("Đảng ủy", title, title, "", "") | _office_names("cơ quan")
        unit_names["ban_tc"] = unit_names["ban_tg"] = unit_names["ban_dv"] = (
            "Bộ phận tham mưu giúp việc Đảng ủy",
            "Bộ phận giúp việc Đảng ủy",
            False,
        )
        unit_names["dang_bo"] = (f"Đảng bộ {title}", "Đảng bộ", True)
        unit_names["bch"] = (f"Ban Chấp hành Đảng bộ {title}", "Ban Chấp hành Đảng bộ", False)
        sections = ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công", "Quân sự")
        rooms = ("Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Ủy ban Kiểm tra", "Mặt trận Tổ quốc", "Đoàn Thanh niên")
        head.units.append(
            Body(
                f"u{n}", "xa", "co-so", "co-quan", "ĐU", f"ĐẢNG ỦY {title.upper()}", head.head, place, "cơ quan", "", "Đảng ủy", unit_names,
                _ledger(chance, (*name, n), first_year, 64, 130, (3100, 7400)), _people(chance), branches=[f"Chi bộ {s}" for s in (sections, rooms)[n]], above=head,
            )
        )  # fmt: skip
    for n in range(2, chance.between(11, 18)):
        village = f"Chi bộ thôn {places.next()}" if area == "xã" else f"Chi bộ tổ dân phố {n - 1}"
        head.units.append(
            Body(
                f"u{n}", "xa", "chi-bo", "dia-ban", "CB", village.upper(), head.head, place, "chi bộ", "", "Chi bộ", {"dang_bo": (village, village, False)},
                _ledger(chance, (*name, n), first_year, 34, 120, (700, 2300)), [], above=head,
            )
        )  # fmt: skip
    head.ledger = _sum_ledger((*name, "s"), first_year, head.units, len(titles))
    head.branches = [unit.names["dang_bo"][0] for unit in head.units[2:]]
    head.above = _above("tinh", province, name)
    return head


def advisory(body: Body, slot: str, day: date) -> tuple[str, str, bool]:
    """The name of a body around a committee on a day: propaganda and mass mobilisation are one from early 2025."""
    found = body.names[slot]
    if slot in ("ban_tg", "ban_dv") and day >= ONE_PROPAGANDA and body.setting != "xa":
        whole, short = (text.replace("Ban Tuyên giáo", _ONE).replace("Ban Dân vận", _ONE) for text in found[:2])
        return whole, short, False
    return found
