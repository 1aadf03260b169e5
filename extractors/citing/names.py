"""Documents cited without a number: plenum and congress resolutions, back references."""

from __future__ import annotations

import re

from extractors.citing.candidate import Candidate
from extractors.citing.words import TypeAt
from extractors.scan import Scan

_COUNT = {
    "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "muoi ba": 13, "muoi bon": 14, "muoi lam": 15,
}  # fmt: skip
_WORDS = "|".join(sorted(_COUNT, key=len, reverse=True))
_S = r"[ ]{1,4}"
_ROMAN = r"[ivxl]{1,6}(?![a-z])"
_N = rf"(?:\d{{1,2}}(?![\d/.%]|-\d)|{_ROMAN}|(?:{_WORDS})(?![a-z]))"
_CENTRAL = r"(?:trung uong|t\.?w|t\.?u)"
_COMMITTEE = rf"(?:[ ,-]{{1,3}}(?:cua{_S})?(?:ban chap hanh|bch){_S}{_CENTRAL}(?:{_S}dang(?: cong san viet nam)?)?)"
_TERM = re.compile(
    rf"[ \t]*[,-]?[ \t]*(?P<open>\()?[ \t]*khoa{_S}(?:thu{_S})?(?P<terms>(?:{_ROMAN}|\d{{1,2}}(?!\d))(?:[ ]?(?:,|va|-)[ ]?(?:khoa )?{_ROMAN}){{0,4}})[ \t]*(?P<close>\))?"
)
_PLENUM = re.compile(
    rf"(?:[ ]cua)?(?:[ ]{{0,4}}hoi nghi)?[ ]{{0,4}}{_CENTRAL}[ ]{{0,4}}(?:lan{_S}thu{_S}|thu{_S})?(?P<n>{_N})(?P<again>[ ]{{0,2}}\(?lan{_S}[12i](?![a-z0-9])\)?)?"
    rf"|(?:{_S}cua)?{_S}hoi nghi{_S}(?:lan{_S})?thu{_S}(?P<m>{_N})(?P<host>{_COMMITTEE})?"
    rf"|(?:{_S}cua)?{_S}hoi nghi{_S}(?:lan{_S}thu{_S}(?P<o>{_N}){_S})?(?:ban chap hanh|bch){_S}{_CENTRAL}(?:{_S}dang)?(?:{_S}lan{_S}thu{_S}(?P<p>{_N})|{_S}(?P<q>\d{{1,2}}(?![\d/.%]|-\d)|{_ROMAN}))?"
)
_MORE = re.compile(rf"[ ]?(?:,|va)[ ]?(?:{_CENTRAL}{_S})?(?P<n>\d{{1,2}})(?=[ ,)(]|$)")
_CONGRESS = re.compile(
    rf"{_S}dai hoi(?P<what>(?:{_S}(?:dai bieu|toan quoc))*)(?P<host>{_S}(?:dang bo|dang|chi bo|doan)[^,.;:()\n\t\d]{{0,60}}?)?(?:{_S}lan)?(?:{_S}thu)?{_S}(?P<t>{_ROMAN}|\d{{1,2}}(?!\d))"
    rf"(?P<tail>{_S}cua{_S}dang(?![a-z])(?:{_S}cong san viet nam)?)?"
)
_PLENUM_TYPES = ("Nghị quyết", "Kết luận", "Thông báo", "Quy định", "Chỉ thị")


def named(scan: Scan, word: TypeAt) -> list[Candidate]:
    """Mentions by the name of the plenum or congress: "Nghị quyết Trung ương 4 (khóa XII)", "Nghị quyết Đại hội XIII của Đảng"."""
    if word.kind is None or word.kind.name not in _PLENUM_TYPES or (scan.plain[word.end : word.end + 1] != " " and not word.code):
        return []
    plenum = _PLENUM.match(scan.plain, word.end)
    if plenum:
        return _plenum(scan, word, plenum)
    congress = _CONGRESS.match(scan.plain, word.end)
    if (congress and congress["t"][0].isdigit() == ("thu" in congress[0])) or (
        congress and _is_roman(scan.text[congress.start("t") : congress.end("t")])
    ):
        term = scan.text[congress.start("t") : congress.end("t")]
        return [Candidate(word.start, congress.end(), word.kind, term=term, typed=True)]
    return []


def _plenum(scan: Scan, word: TypeAt, match: re.Match[str]) -> list[Candidate]:
    group = next((name for name in "nmopq" if match[name]), None)
    if not group:
        return []
    end = match.end()
    members = [(match.start(group), end, ordinal_of(match[group]))]
    while group == "n" and len(members) < 6 and (more := _MORE.match(scan.plain, end)):
        end = more.end()
        members.append((more.start("n"), end, more["n"]))
    term = term_at(scan, end)
    if group == "m" and not match["host"] and not term:
        return []
    made = [
        Candidate(start, stop, word.kind, ordinal=n, term=term[0] if term else None, typed=True, head=False) for start, stop, n in members
    ]
    made[0].start, made[0].head = word.start, True
    if term:
        made[-1].end = term[1]
    return made


def ordinal_of(text: str) -> str:
    """Digits of "4", "IV" or "tư"; what is no numeral stays as it is."""
    if text in _COUNT:
        return str(_COUNT[text])
    if text and set(text) <= set("ivxl"):
        values = [{"i": 1, "v": 5, "x": 10, "l": 50}[c] for c in text]
        return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))
    return text


def term_at(scan: Scan, at: int) -> tuple[str, int] | None:
    """The Party term that is stated from ``at`` on ("(khóa XI, XII)", ", khóa XI"), as "XI, XII", and where it ends."""
    match = _TERM.match(scan.plain, at)
    if not match or not scan.text[match.start() : match.end()].lower().lstrip(" ,(\t-–—").startswith(("khóa", "khoá")):
        return None
    end = match.end() if match["open"] else match.end("terms")
    if match["open"] and not match["close"]:
        end = match.end("terms")
    terms = re.findall(r"[ivxl]+|\d+", match["terms"].replace("khoa", " ").replace("va", " "))
    return ", ".join(t.upper() for t in terms), end


def _is_roman(text: str) -> bool:
    return bool(text) and set(text) <= set("IVXL")


_BACK = re.compile(r"[ ]{1,3}(?:(?:neu|noi) )?(?:nay|tren)(?![a-z])(?! \d)")


def back_reference(scan: Scan, word: TypeAt) -> list[Candidate]:
    """Mentions that point back: "Kế hoạch này", "Nghị quyết nêu trên"."""
    match = _BACK.match(scan.plain, word.end)
    if (
        not match
        or word.kind is None
        or not word.exact
        or not (word.kind.codes or word.kind.name.endswith("uật"))
        or not (word.capital(scan) or word.kind.use == "noun")
    ):
        return []
    if scan.text[word.end : match.end()].lower().split()[-1] not in ("này", "trên"):
        return []
    return [Candidate(word.start, match.end(), word.kind, typed=True, back=True)]
