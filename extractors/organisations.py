"""Organisations named in a text: a grammar of heads, hosts, levels and proper names (maximal spans).

    Ban Thường vụ | Đảng ủy Khối các cơ quan tỉnh        organ + host + level
    Ủy ban Kiểm tra | Thành ủy | TP HCM                  organ + committee + place
    UBND | huyện | Kỳ Anh;  Sở | Nội vụ;  Bộ Chính trị   agency + level + place; agency + sector; apex

Kinds of words (``corpora/gazetteers/organ_words.csv``): apex (complete alone), committee (complete alone, may name a place), organ and host
(need what they belong to), agency (State bodies and mass organisations), sector-agency (needs its sector), named (needs a proper name),
inner (firms: only where they host a Party body), level, level-name (a level that needs its name or number), sector, task (of a steering
committee), compound (words of two syllables with one capital), post, surname.
Heads that stand alone ("chi bộ", "cấp ủy") name no body and are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from core.document import Document
from core.mentions import Organisation
from core.spans import Span
from core.text import folded
from corpora.gazetteers import body_by_name
from extractors.codes import is_composed, known_organ
from extractors.naming.words import HEADS, after_blank, lexicon, place_end, province_end, read
from extractors.scan import Scan, plain_of, scan_document

_MAX_PARTS = 6
_PLURAL = re.compile(r"(?:^|[^a-z])(?:cac|nhung|moi|tung|mot so|nhieu|hai|\d+)[ ]{1,3}$")


class OrganisationAt(NamedTuple):
    """A body's name and where it stands."""

    start: int
    end: int
    kind: str


_CENTRAL = re.compile(r"(?:trung uong|tw)(?![a-z])(?:[ ]{1,3}dang(?![a-z])(?:[ ]{1,3}cong san viet nam)?)?")
_BLOC = re.compile(
    r"khoi(?![a-z])(?:[ ]{1,3}(?:cac[ ]{1,3})?(?:co quan(?:[ ]{1,3}(?:va[ ]{1,3})?doanh nghiep)?|doanh nghiep)(?![a-z])"
    r"(?:[ ]{1,3}(?:trung uong|tw)(?![a-z]))?)?"
)
_OFFICES = re.compile(r"(?:cac[ ]{1,3})?co quan(?![a-z])(?:[ ]{1,3}(?:chinh quyen|dang)(?![a-z]))?")
_PARTY = re.compile(r"dang(?![a-z])(?:[ ]{1,3}cong san viet nam)?")
# Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh, Ban Chấp hành Trung ương Hội Nông dân Việt Nam
_UNION = re.compile(
    r"doan(?![a-z])(?:[ ]{1,3}(?:tncs|thanh nien cong san)[ ]{1,3}ho chi minh)?"
    r"|hoi[ ]{1,3}(?:nong dan|lien hiep phu nu|lhpn|cuu chien binh)(?:[ ]{1,3}viet nam)?(?![a-z])"
)
_BRACKET = re.compile(r"[ ]{1,2}\([A-ZĐƯ.&-]{2,10}\)(?=[ ])")


def _tail(scan: Scan, at: int, kind: str, depth: int) -> int:
    """End of what belongs to a head that ends at ``at``."""
    end = at
    for _ in range(_MAX_PARTS):
        bracket = _BRACKET.match(scan.text, end)
        begin = after_blank(scan, bracket.end() if bracket else end)
        step = _step(scan, begin, kind, depth) if begin is not None else None
        if step is None:
            break
        end, kind = step
    return end


def _step(scan: Scan, begin: int, kind: str, depth: int) -> tuple[int, str] | None:
    """End of one part of a name, and what may follow: an inner body, the centre, the bloc, a level with its place, a place."""
    plain = scan.plain
    if kind in ("organ", "host", "hosted"):
        inner = _body(scan, begin, depth + 1) if depth < _MAX_PARTS else None
        if inner:
            return inner.end, "hosted"
        central = _CENTRAL.match(plain, begin)
        if central:
            return central.end(), "hosted"
    if kind in ("organ", "host", "agency", "hosted"):
        bloc = _BLOC.match(plain, begin)
        if bloc and scan.text[begin : begin + 4].lower() == "khối":
            return bloc.end(), "hosted"
        offices = _OFFICES.match(plain, begin)
        if offices and kind in ("host", "hosted"):
            return offices.end(), "hosted"
    if kind == "apex" and plain.endswith("trung uong ", 0, begin):
        union = _UNION.match(plain, begin)
        if union and scan.text[begin].isupper():
            return union.end(), "placed"
    if kind in ("apex", "organ"):
        for pattern in (_CENTRAL, _PARTY):
            match = pattern.match(plain, begin)
            if match and scan.text[match.start()] != "đ":
                return match.end(), kind
    levels = lexicon("level", "level-name")
    level = levels.heads.match(plain, begin)
    rung = read(scan, levels, level) if level and kind != "apex" else None
    if level and rung and (rung == "level" or _level(scan, level) > level.end()):
        end, rank = _level(scan, level), _RANKS.get(level[0], 0 if rung == "level-name" else 9)
        while end > level.end() and (more := _higher(scan, end, rank)):
            end, rank = more
        return end, "placed"
    place = place_end(scan, begin, person=kind == "school") if kind not in ("apex", "placed") and not _is_union(plain, begin) else None
    return (place, "placed") if place else None


_LONGER = tuple(f"{word} doan " for word in ("tinh", "thanh", "huyen", "quan", "xa", "lien", "tap", "chi", "binh", "trung", "su", "lu"))


def _is_union(plain: str, begin: int) -> bool:
    """Right after the one word "Đoàn", which is a surname too: only a level or a bloc makes it the Youth Union."""
    return plain.endswith("doan ", 0, begin) and not plain.endswith(_LONGER, 0, begin)


_DIGITS = re.compile(r"\d{1,3}[a-z]?(?![a-z\d]|[/.,%]\d)|[ivx]{1,4}(?![a-z\d])(?=[ ]*[,.;:)\n])")
_NEVER_NUMBERED = frozenset(
    {"tinh", "thanh pho", "tp", "huyen", "thi xa", "tx", "xa", "thi tran", "dac khu", "co quan", "truong", "nha truong", "khoi"}
)
_RANKS = {
    "thon": 0,
    "khu pho": 0,
    "khoi": 0,
    "xa": 1,
    "phuong": 1,
    "thi tran": 1,
    "huyen": 2,
    "quan": 2,
    "thi xa": 2,
    "tp": 2,
    "thanh pho": 2,
    "tinh": 3,
}
_COMMA = re.compile(r",[ ]{1,2}")


def _higher(scan: Scan, at: int, rank: int) -> tuple[int, int] | None:
    """End of ", xã Khê Thượng" after "thôn 4": the next higher level of the same address, with its name; and its rank."""
    comma = _COMMA.match(scan.plain, at)
    levels = lexicon("level")
    level = levels.heads.match(scan.plain, comma.end()) if comma else None
    if level is None or not read(scan, levels, level) or _RANKS.get(level[0], -1) <= rank:
        return None
    end = _level(scan, level)
    return (end, _RANKS[level[0]]) if end > level.end() else None


def _level(scan: Scan, level: re.Match[str]) -> int:
    if level[0] in ("tp", "tx") and scan.plain.startswith(".", level.end()):
        return _after_dot(scan, level)
    after = after_blank(scan, level.end())
    if after is None:
        return level.end()
    number = _DIGITS.match(scan.plain, after) if level[0] not in _NEVER_NUMBERED else None
    if number:
        return number.end()
    return (
        place_end(scan, after, any_case=scan.text[level.start() : level.end()].islower() and not scan.text[after : after + 1].isupper())
        or level.end()
    )


def _after_dot(scan: Scan, level: re.Match[str]) -> int:
    """The name after "TP.": fused to it, or a province; else the dot ends a sentence ("UBND TP. Chỉ đạo …")."""
    fused = place_end(scan, level.end() + 1)
    blank = after_blank(scan, level.end() + 1)
    if fused or blank is None:
        return fused or level.end()
    # "TP. Quy Nhơn": two capitals; the first word of a sentence has one.
    run = place_end(scan, blank)
    return province_end(scan, blank) or (run if run and " " in scan.text[blank:run] else None) or level.end()


def _body(scan: Scan, at: int, depth: int = 0, *, loose: bool = False) -> OrganisationAt | None:
    """The body whose name begins at ``at``; ``kind`` "bare" where the head alone stands and names none. ``loose``: codes in small letters too."""
    heads = lexicon(*HEADS)
    match = (heads.here if loose else heads.heads).match(scan.plain, at)
    kind = read(scan, heads, match, loose=loose) if match else None
    if match is None or kind is None or (depth == 0 and _is_post(scan, match)):
        return None
    end, capital = match.end(), scan.text[at].isupper()
    if kind == "sector-agency":
        sector = _sector(scan, end)
        if sector is None or not (capital or match[0] == "phong"):
            return None
        end = sector
    if kind == "inner" and (depth == 0 or not capital):
        return None
    if kind == "named" and not (capital and (" " in match[0] or not scan.text[at : at + 2].isupper())):
        return None
    tail = _tail(scan, end, "placed-agency" if kind == "sector-agency" else "school" if match[0].startswith("truong") else kind, depth)
    if match[0] in ("ban chi dao", "bcd"):
        tail = _task(scan, tail)
    if (
        tail > end
        or kind in ("apex", "committee", "sector-agency")
        or (kind == "agency" and capital and end - at > 4 - (not match[0].isalpha()))
    ):
        return OrganisationAt(at, tail, kind)
    if kind in ("organ", "inner") and capital and depth:
        return OrganisationAt(at, end, kind)
    return OrganisationAt(at, end, "bare") if (depth == 0 and match[0] != "doan") or kind == "host" else None


_ABOUT = re.compile(r"[ ]{1,3}(?:\d{2,3}(?![\d/.,%])|(?:(?:ve|thuc hien|day manh|tong ket)[ ]{1,3})?)")


def _task(scan: Scan, at: int) -> int:
    """End of what a steering committee is for: "Ban Chỉ đạo 35", "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực"."""
    about = _ABOUT.match(scan.plain, at)
    if about is None:
        return at
    if about[0][-1].isdigit():
        return _tail(scan, about.end(), "organ", 0)
    tasks = lexicon("task")
    task = tasks.here.match(scan.plain, about.end())
    return _tail(scan, task.end(), "organ", 0) if task and read(scan, tasks, task) else at


_POSTS_BEFORE = re.compile(r"(?:pho bi thu|bi thu|pho chu tich|uy vien|chanh|pho truong ban|pho giam doc|co quan)[ ,]{1,2}$")


def _is_post(scan: Scan, head: re.Match[str]) -> bool:
    """In "Phó Bí thư Thường trực Tỉnh ủy" and "chánh văn phòng Thành ủy" the word belongs to the post."""
    if head[0] == "thuong truc" or (head[0] == "van phong" and scan.text[head.start()].islower()):
        return bool(_POSTS_BEFORE.search(scan.plain, max(0, head.start() - 18), head.start()))
    return False


def _sector(scan: Scan, at: int) -> int | None:
    begin = after_blank(scan, at)
    if begin is None:
        return None
    heads = lexicon("sector")
    match = heads.heads.match(scan.plain, begin)
    return match.end() if match and read(scan, heads, match) else None


# các huyện ủy, thị ủy và thành ủy: one plural word for all of them
_LISTED = re.compile(r"(?:tinh|huyen|thanh|thi|quan|dang) uy[ ]?(?:,[ ]|;[ ]|(?:,[ ])?va[ ])$")
_IN_TITLE = re.compile(r"(?:luat(?: to chuc)?|dieu le)[ ]{1,2}$")


def _named(scan: Scan, found: OrganisationAt) -> bool:
    """Does it name a body, and not a class of bodies or a law?"""
    first = scan.text[found.start]
    if found.kind == "bare":
        return _bare_name(scan, found)
    if _IN_TITLE.search(scan.plain, max(0, found.start - 14), found.start):
        return False
    if found.kind == "apex" and not first.isupper():
        return scan.plain.startswith(("bo chinh tri", "ban bi thu"), found.start)
    plural = bool(_PLURAL.search(scan.plain, max(0, found.start - 12), found.start))
    if found.kind == "committee" and (plural or _LISTED.search(scan.plain, max(0, found.start - 16), found.start)):
        return scan.text[found.start : found.end].count(" ") > 1
    return not (found.kind in ("organ", "agency") and plural and not first.isupper())


def _bare_name(scan: Scan, found: OrganisationAt) -> bool:
    """A head alone names a body in a header's line of capitals, and where a defined short name has it ("Ban Chỉ đạo")."""
    written = scan.text[found.start : found.end]
    if written.isupper() and " " in written:
        before, after = scan.text[max(0, found.start - 3) : found.start], scan.text[found.end : found.end + 3]
        return "\n" in "\n" + before.lstrip("*_# ")[-1:] and after.strip("*_ ")[:1] in ("", "\n")
    return scan.plain.startswith(_SHORT_NAMES, found.start) and written[0].isupper()


_SHORT_NAMES = ("ban chi dao", "ban dan van", "ban tuyen giao", "ban noi chinh", "ban xay dung dang", "trung tam")


@lru_cache(maxsize=1)
def bodies_in(scan: Scan) -> tuple[OrganisationAt, ...]:
    """Named bodies and capitalised heads alone ("Ban Tổ chức đã ban hành"), in order: what may be an issuer.

    The last answer is kept: references and organisations of a text ask alike, and it is a tenth of all their work.
    """
    heads = lexicon(*HEADS)
    found: list[OrganisationAt] = []
    done = 0
    for match in heads.heads.finditer(scan.plain):
        if match.start() < done or (
            scan.plain[match.start() - 1 : match.start()] in ("/", "-") and scan.text[match.start() : match.end()].isupper()
        ):
            continue
        body = _body(scan, match.start())
        if body and (scan.text[body.start].isupper() if body.kind == "bare" else _named(scan, body)):
            found.append(body)
            done = body.end
    return tuple(sorted([*found, *_coded(scan, found)]))


_CODE = re.compile(r"(?<![\w/.-])[A-ZĐƯ]{4,10}(?![\w/-])")


def _coded(scan: Scan, found: list[OrganisationAt]) -> list[OrganisationAt]:
    """Bodies named by the code of their numbers: "BTCTU", "UBKTTW"."""
    starts = [body.start for body in found]
    made = []
    for match in _CODE.finditer(scan.text):
        i = bisect_right(starts, match.start()) - 1
        plain = scan.plain[match.start() : match.end()]
        if (i < 0 or found[i].end <= match.start()) and is_composed(plain):
            made.append(OrganisationAt(match.start(), match.end(), "code"))
    return made


def organisations_in(scan: Scan) -> list[OrganisationAt]:
    """All bodies named in a text, in order, maximal spans."""
    return [body for body in bodies_in(scan) if body.kind != "bare" or _named(scan, body)]


_JOINT_BODY = re.compile(r"lien (?:bo|so|nganh)(?![a-z])")
_AND = re.compile(r"[ ]{0,2}(?:-|,|/|va(?![a-z]))[ ]{1,2}")


def _joint(scan: Scan, at: int) -> int:
    """End of "liên Bộ Tài chính - Lao động, Thương binh và Xã hội", whose members are sectors or bodies."""
    end, begin = at, after_blank(scan, at)
    for _ in range(_MAX_PARTS):
        if begin is None:
            break
        body = _body(scan, begin)
        sectors = lexicon("sector")
        sector = sectors.here.match(scan.plain, begin)
        stop = body.end if body else sector.end() if sector and read(scan, sectors, sector) else None
        if stop is None:
            break
        end, more = stop, _AND.match(scan.plain, stop)
        begin = more.end() if more else None
    return end


_MEETING = re.compile(r"(?:hoi nghi|dai hoi)(?:[ ]{1,3}dai bieu)?(?:[ ]{1,3}toan quoc)?(?:[ ]{1,3}lan[ ]{1,3}thu[ ]{1,3}[a-z0-9]{1,5})?")
_COUNT = re.compile(r"[ ]{1,3}lan[ ]{1,3}thu[ ]{1,3}(?:[ivxl]{1,6}|\d{1,2}|[a-z]{2,4})(?![a-z])")
_OF_PARTY = re.compile(r"[ ]{1,3}cua[ ]{1,3}dang(?![a-z])")
_CENTRE = re.compile(r"(?:trung uong|tw)(?![a-z])(?:[ ]{1,3}dang(?![a-z]))?")


def issuer_at(scan: Scan, at: int) -> int | None:
    """End of the issuer whose name begins at ``at``: a body, the head of one ("Ban Tổ chức"), its post ("Chủ tịch UBND tỉnh"), its
    congress ("Đại hội đại biểu Đảng bộ xã lần thứ I"), or "Trung ương" alone. None where no issuer begins.
    """
    posts = lexicon("post")
    post = posts.here.match(scan.plain, at)
    if post and read(scan, posts, post):
        second = _COMMA.match(scan.plain, post.end())
        if second and posts.here.match(scan.plain, second.end()):
            return issuer_at(scan, second.end())
        after = after_blank(scan, post.end())
        body = _body(scan, after, loose=True) if after is not None else None
        if body is None and post[0].endswith(" ban"):
            body = _body(scan, post.end() - 3, loose=True)  # "Trưởng Ban Tổ chức Tỉnh ủy": its last word opens the body
        return max(body.end, post.end()) if body else post.end()
    joint = _JOINT_BODY.match(scan.plain, at)
    if joint:
        return _joint(scan, joint.end())
    meeting = _MEETING.match(scan.plain, at)
    if meeting:
        after = after_blank(scan, meeting.end())
        body = _body(scan, after) if after is not None else None
        if body is None:
            of_party = _OF_PARTY.match(scan.plain, meeting.end())
            return (of_party or meeting).end() if "lan" in meeting[0] else None
        count = _COUNT.match(scan.plain, body.end)
        return count.end() if count else body.end
    body = _body(scan, at, loose=True)
    if body:
        return body.end
    code = _CODE.match(scan.text, at)
    if code and known_organ(plain_of(code[0])):
        return code.end()
    centre = _CENTRE.match(scan.plain, at)
    return centre.end() if centre else None


_POST_BEFORE = re.compile(r"[ ]{1,3}$")


def with_post(scan: Scan, start: int) -> int:
    """Where the issuer begins whose body begins at ``start``: at the post before it ("Giám đốc Sở Tài chính"), if one stands there."""
    posts = lexicon("post")
    for match in posts.heads.finditer(scan.plain, max(0, start - 24), start):
        if _POST_BEFORE.fullmatch(scan.plain, match.end(), start) and read(scan, posts, match):
            return match.start()
    return start


def find_organisations(document: Document) -> tuple[Organisation, ...]:
    """The organisations of a Document in order; ``key`` is the gazetteer's where the name is a known one."""
    scan = scan_document(document)
    known = body_by_name()
    made = []
    for body in organisations_in(scan):
        name = " ".join(scan.text[body.start : body.end].split())
        entry = known.get(folded(name))
        made.append(Organisation(span=Span(body.start, body.end), name=name, key=entry.key if entry else None))
    return tuple(made)
