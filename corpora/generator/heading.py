"""Header, signature and recipients of a document, as its form and its issuer ask for."""

from __future__ import annotations

from msgspec import Struct

from corpora.generator.planted import Planted
from corpora.generator.story import Card
from corpora.generator.telling import Telling

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


class Heading(Struct):
    """What stands around the body, in the order of the keys of a ``.vk`` head."""

    parent: str
    issuer: str
    motto: tuple[str, ...]
    number: str
    number_normal: str
    date_line: str
    place: str
    type: str
    addressee: list[str]
    recipients: list[str]
    authority: str
    post: str
    signer: str
    missing: str
    faulty_number: bool = False


def heading_of(telling: Telling) -> Heading:
    """The heading of the document that is being told."""
    card, style = telling.card, telling.style
    body = card.body
    parent, issuer = body.above_head, body.head
    if card.issuer == "ban_tc":
        parent, issuer = body.head, "BAN XÂY DỰNG ĐẢNG" if body.setting == "xa" else "BAN TỔ CHỨC"
    elif card.issuer == "ubkt":
        parent, issuer = body.head, "ỦY BAN KIỂM TRA"
    elif card.state:
        parent, issuer = "", f"ỦY BAN NHÂN DÂN {body.area.upper()} {body.area_name.upper()}"
    authority, post, signer = _signature(card)
    number, normal, faulty = _number(telling)
    place = (
        body.seat
        if body.area_name and body.setting != "khoi"
        else (body.seat if body.level == "co-so" else body.above_head.title().split("Ủy ")[-1])
    )
    return Heading(
        parent, issuer, STATE if card.state else (PARTY,), number, normal, f"{place}, ngày {style.date(card.day, long=True)}", place,
        "" if card.key == "cv" else card.type.upper(), _addressee(telling), _recipients(telling), authority, post, signer,
        "number=blank" if not normal else "", faulty,
    )  # fmt: skip


def _number(telling: Telling) -> tuple[str, str, bool]:
    card, style = telling.card, telling.style
    telling.possible.add("number-form")
    if "number-form" in telling.wanted:
        telling.wanted.discard("number-form")
        count, code = card.number.split("/", 1) if card.state else card.number.split("-", 1)
        if card.state:
            wrong = f"{count}-{code.replace('-', '/', 1)}"
        else:
            abbreviation, _, rest = code.partition("/")
            wrong = telling.chance.pick(
                (f"{count}/{abbreviation}-{rest}", f"{count}-{abbreviation}{rest}", f"{count}{abbreviation}/{rest}")
            )
        telling.planted.append(Planted("number-form", f"Số, ký hiệu viết {wrong}; đúng thể thức là {card.number}.", "header"))
        return wrong, wrong, True
    if style.stamp and not card.state:
        return "      -" + card.code, "", False
    if card.state:
        return card.number, card.number, False
    count, _, code = card.number.partition("-")
    return f"{count}{style.header_dash.replace('_', ' ')}{code}", card.number, False


def _signature(card: Card) -> tuple[str, str, str]:
    people = card.body.people
    first = card.leader < 6
    if card.issuer == "bch":
        return "T/M BAN CHẤP HÀNH", "BÍ THƯ", people[0]
    if card.issuer == "btv":
        return "T/M BAN THƯỜNG VỤ", *(("BÍ THƯ", people[0]) if first else ("PHÓ BÍ THƯ", people[1]))
    if card.issuer == "ban_tc":
        return ("", "TRƯỞNG BAN", people[3]) if first else ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", people[6])
    if card.issuer == "ubkt":
        return "T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM", people[4]
    if card.issuer == "vp":
        return "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", people[5]
    return ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", people[2]) if first else ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", people[7])


def _addressee(telling: Telling) -> list[str]:
    card, body = telling.card, telling.card.body
    if card.key == "ttr":
        return [body.names["btv"][1]]
    if card.key == "cv":
        return {
            "khoi": ["Các đảng ủy, chi bộ cơ sở trực thuộc Đảng ủy Khối"], "xa": ["Các tổ chức cơ sở đảng trực thuộc Đảng ủy"],
            "tinh": ["Ban Thường vụ các huyện ủy", "Các đảng ủy trực thuộc Tỉnh ủy"],
        }.get(body.setting, ["Đảng ủy các xã, thị trấn", "Các chi bộ, đảng bộ cơ sở trực thuộc Huyện ủy"])  # fmt: skip
    return []


def _recipients(telling: Telling) -> list[str]:
    card, body = telling.card, telling.card.body
    out = ["Như trên"] if card.key in ("cv", "ttr") else []
    above = body.above.names if body.above else {}
    if card.state:
        up = above["ubnd"][1] if "ubnd" in above else "Chính phủ"
        return [
            f"{up} (b/c)",
            f"Thường trực {body.names['dang_uy'][1]}, HĐND {body.area}",
            f"Các đơn vị trực thuộc UBND {body.area}",
            "Lưu: VT",
        ]
    if card.key.startswith("bc") or card.key in ("kh", "kh-don-vi", "nq", "ctr", "kl"):
        out.append(f"{above['btv'][1]} (báo cáo)" if "btv" in above else "Ban Bí thư (báo cáo)")
    if card.issuer in ("ban_tc", "ubkt"):
        own = body.names[card.issuer][1]
        report = [] if card.key == "ttr" else [f"{body.names['btv'][1]} (báo cáo)", "Các tổ chức đảng trực thuộc"]
        return [*out[: card.key == "ttr"], *report, f"Lưu {own}"]
    if body.level == "co-so":
        if "ban_tc" in above:
            out.append(above["ban_tc"][1])
        out += [f"Các đồng chí {'đảng' if body.committee == 'Đảng ủy' else 'huyện'} ủy viên", "Các chi bộ trực thuộc"]
    else:
        own = body.names["dang_uy"][1] or body.names["dang_uy"][0]
        out += [f"Các ban, Văn phòng {own}", f"Các tổ chức đảng trực thuộc {own}"]
        if card.key in ("nq", "kh", "kl", "bc-tong-hop"):
            out.append(f"Các đồng chí ủy viên {body.names['bch'][1]}")
    return [*out, f"Lưu {body.names['van_phong'][1]}"]
