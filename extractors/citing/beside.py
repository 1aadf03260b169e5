"""What is stated beside a mention: date, issuer, term; before it, after it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from core.spans import Span
from extractors.citing.candidate import Candidate, Value
from extractors.citing.names import term_at
from extractors.dates import DateAt
from extractors.organisations import OrganisationAt, issuer_at, with_post
from extractors.scan import Scan

_SIGNED = r"(?:(?:da )?(?:duoc )?(?:ban hanh|ky|phat hanh|thong qua)(?: ban hanh)?[ ,]{0,3})?"
_TO_DATE = re.compile(
    rf"[ \t]{{0,4}}[,;]?[ \t]{{0,4}}(?:\n{{1,2}}[ \t]{{0,8}}(?=ngay|\())?\(?[ \t]?{_SIGNED}(?:vao |de |cua |(?P<same>cung |deu ))?"
)
# "Số hiệu: 37/2018/QĐ-UBND; Ngày ban hành: 11/10/2018", as pages and lists have it
_DATE_LABEL = re.compile(r"[ \t]{0,4}[-;,.|]?[ \t\n]{0,4}ngay (?:ban hanh|ky|van ban)[ ]?:[ \t]{0,4}")
_TO_YEAR = re.compile(
    r"[ \t]{0,3},?[ \t]{0,3}\(?(?:nam )?(?P<year>(?:19|20)\d\d)(?![\d]|[ ]?[-/][ ]?\d|[ ]?%|[.,]\d)(?P<after>[ \t]{0,3}[a-z]?)"
)
_TO_ISSUER = re.compile(r"[ \t]{0,4}[,(]?[ \t]{0,4}(?:(?:do|cua)(?:[ ]{1,4}|(?=[a-z])))?")
# Without "của" the next words tell whether the body issued it or opens a new clause ("Chỉ thị 16/CT-UB Sở Nội vụ cần …").
_CLOSED = re.compile(r"[ \t]{0,3}(?:[,.;:()\n\"]|$|(?:ve|v/v|ngay|khoa|quy dinh|huong dan|va|de)(?![a-z]))")
_BETWEEN = re.compile(r"[ \t]{0,3}[,(]?[ \t]{0,3}(?=ngay)")
_ISSUING = r"(?:ban hanh|ky|ra|co|gui|thong qua|phat hanh|xay dung|trien khai|cong bo)"
_ISSUED = re.compile(
    rf"(?:^|[ ,])(?:(?:da|vua|moi|tiep tuc|kip thoi|cung|nay|lai)[ ])*{_ISSUING}(?:[ ](?:va[ ])?{_ISSUING})*(?:[ ](?:cac|nhieu|mot so|ban))?[ ]$"
)
_LISTED = re.compile(rf"[ ](?:(?:da|vua|moi|tiep tuc|kip thoi)[ ]){{0,3}}{_ISSUING}[ ][^.;:\n()\d]{{3,140}}:[ \n\t*+-]{{0,6}}$")
_JOINT = re.compile(r"[ ]{1,3}va[ ]{1,3}")
_NOT_ISSUED = re.compile(r"(?:den|tu|truoc|sau|tinh|qua|het|trong)[ ]$")
_REACH = 150
"""Characters from a date or an issuer to the mention that it introduces ("Ngày 8-1-2002, Bộ Chính trị ra Nghị quyết số 09")."""


def add_terms(scan: Scan, found: list[Candidate]) -> None:
    """Terms in brackets or after a comma that follow a number or ordinal at once; they belong to the span."""
    for i, mention in enumerate(found):
        if mention.back or mention.term or (i + 1 < len(found) and found[i + 1].start == mention.end):
            continue
        term = term_at(scan, mention.end)
        if term:
            mention.term, mention.end = term


def add_dates(scan: Scan, found: list[Candidate], dates: list[DateAt]) -> None:
    """Date after the mention, else before it with a verb of issuing; the year alone where only that stands."""
    starts = [date.start for date in dates]
    ends = [date.end for date in dates]
    for i, mention in enumerate(found):
        if mention.back or mention.date:
            continue
        mention.date = (
            _date_at(scan, mention.end, dates, starts)
            or _date_before(scan, mention, found[i - 1].end if i else 0, dates, ends)
            or _year_at(scan, mention)
        )
    _share_dates(scan, found)


def _share_dates(scan: Scan, found: list[Candidate]) -> None:
    """In "Quyết định số 215-QĐ/ĐUK, Kế hoạch số 74-KH/ĐUK cùng ngày 03/9/2019" the date is of both."""
    shared = False
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        lead = _TO_DATE.match(scan.plain, other.end)
        if other.date and not one.date and lead and (lead["same"] or shared) and _gap(scan, one.end, other.start) in (",", "va", ", va"):
            one.date, shared = other.date, True
        else:
            shared = False


_LABEL = re.compile(r"(?:[ ]|^)so[ :]*$")


def _gap(scan: Scan, start: int, end: int) -> str:
    """What stands between two members of a list, without the label "số" of the second."""
    return _LABEL.sub("", scan.plain[start:end]).strip()


def _value(date: DateAt) -> Value:
    """The date without the words that lead to it."""
    return Value(date.iso, Span(date.start, date.end))


def _date_at(scan: Scan, at: int, dates: list[DateAt], starts: list[int]) -> Value | None:
    lead = _TO_DATE.match(scan.plain, at)
    if not lead:
        return None
    labelled = _DATE_LABEL.match(scan.plain, at)
    for end in (lead.end(), labelled.end() if labelled else -1):
        i = bisect_left(starts, end)
        if end >= 0 and i < len(dates) and dates[i].start == end and dates[i].day is not None:
            return _value(dates[i])
    return None


def _year_at(scan: Scan, mention: Candidate) -> Value | None:
    match = _TO_YEAR.match(scan.plain, mention.end)
    if not match or (mention.number is None and "nam" not in match[0]):
        return None
    if "nam " not in match[0] and match["after"].strip():
        return None
    if not mention.typed and mention.number is None:
        return None
    return Value(match["year"], Span(match.start("year"), match.end("year")))


def _date_before(scan: Scan, mention: Candidate, floor: int, dates: list[DateAt], ends: list[int]) -> Value | None:
    i = bisect_right(ends, mention.start) - 1
    if i < 0 or dates[i].end < max(floor, mention.start - _REACH) or dates[i].day is None:
        return None
    between = scan.plain[dates[i].end : mention.start]
    if re.search(r"[\d.;:\n()]", between) or not _ISSUED.search(between):
        return None
    if _NOT_ISSUED.search(scan.plain, max(0, dates[i].start - 12), dates[i].start):
        return None
    return _value(dates[i])


def add_issuers(scan: Scan, found: list[Candidate], dates: list[DateAt], bodies: list[OrganisationAt]) -> None:
    """Issuer after the mention ("của Ban Bí thư"), else before it ("Huyện ủy đã ban hành"); lists share the one that is stated."""
    starts = [date.start for date in dates]
    ends = [body.end for body in bodies]
    for i, mention in enumerate(found):
        if mention.back or mention.issuer:
            continue
        mention.issuer = (
            _issuer_after(scan, mention, dates, starts)
            or _issuer_inside(scan, mention)
            or _issuer_before(scan, mention, found[i - 1].end if i else 0, bodies, ends)
            or (_issuer_of_last(scan, found[i - 1], mention) if i else None)
        )
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if other.issuer and not one.issuer and not one.back and _listed(scan, one, other) and other.issuer.span.start > other.end:
            one.issuer = other.issuer


_SAME_SENTENCE = 600
_OF = re.compile(r"[ ]cua[ ]{1,3}")


def _issuer_of_last(scan: Scan, last: Candidate, mention: Candidate) -> Value | None:
    """The subject of "đã ban hành A về …; B về …" issued both, where both numbers have its code."""
    if not last.issuer or last.issuer.span.start > last.start or not last.number or not mention.number:
        return None
    if last.number.organ != mention.number.organ or mention.start - last.end > _SAME_SENTENCE:
        return None
    return None if re.search(r"\.[ ]|\n|[?!]", scan.plain[last.end : mention.start]) else last.issuer


def _issuer_inside(scan: Scan, mention: Candidate) -> Value | None:
    """Between the type's name and the number: "Thông báo của Ban Thường vụ Huyện ủy số 351-TB/HU"."""
    of = _OF.search(scan.plain, mention.start, mention.end)
    end = issuer_at(scan, of.end()) if of else None
    if of is None or end is None or end > mention.end:
        return None
    return Value(" ".join(scan.text[of.end() : end].split()), Span(of.end(), end))


def _listed(scan: Scan, one: Candidate, other: Candidate) -> bool:
    """Members of one list, or numbers of one organ joined by "và"."""
    end = max(one.end, one.date.span.end if one.date and one.date.span.start >= one.end and one.date.span.end <= other.start else 0)
    gap = _gap(scan, end, other.start)
    if gap not in ("", ",", "va", ";", "&", ", va"):
        return False
    if not other.head:
        return True
    return bool(
        one.number and other.number and (other.number.organ.startswith(one.number.organ) or one.number.organ.startswith(other.number.organ))
    )


def _issuer_after(scan: Scan, mention: Candidate, dates: list[DateAt], starts: list[int]) -> Value | None:
    at = mention.date.span.end if mention.date and mention.date.span.start >= mention.end else mention.end
    if scan.plain[at : at + 1] == ")":
        at += 1
    lead = _TO_ISSUER.match(scan.plain, at)
    if not lead or not lead[0] or not (lead[0][-1] == " " or scan.text[lead.end() : lead.end() + 1].isupper()):
        return None  # "củaChính phủ": a lost blank shows in the capital
    if "cua" not in lead[0] and "do" not in lead[0] and ("," in lead[0] or "(" in lead[0]):
        return None
    end = issuer_at(scan, lead.end())
    if end is None or ("cua" not in lead[0] and "do" not in lead[0] and not _CLOSED.match(scan.plain, end)):
        return None
    end = _with_others(scan, lead.end(), end)
    term = term_at(scan, end)
    if term:
        mention.term = mention.term or term[0]
        if "(" not in scan.plain[end : term[1]] and "," not in scan.plain[end : term[1]]:
            end = term[1]
    if mention.date is None:
        later = _BETWEEN.match(scan.plain, end)
        if later:
            mention.date = _date_at(scan, later.end(), dates, starts)
    return Value(" ".join(scan.text[lead.end() : end].split()), Span(lead.end(), end))


_OTHER = re.compile(r"[ ]{1,3}(?:va|-)[ ]{1,3}|,[ ]{1,3}")
_ABOUT = re.compile(r"[ ]{0,3}(?:[.;)\n\"]|$|(?:ve|v/v|ngay|quy dinh|huong dan|ban hanh|khoa)(?![a-z]))")


def _with_others(scan: Scan, start: int, end: int) -> int:
    """End of all who issued it together: "của Bộ Tài chính và Bộ Nội vụ hướng dẫn", "của Bộ Chính trị, Ban Bí thư về"."""
    stop = end
    for _ in range(3):
        other = _OTHER.match(scan.plain, stop)
        comma = other is not None and other[0].startswith(",")
        if other is None or (comma and not scan.plain.startswith(("bo chinh tri", "ban bi thu"), start)):
            break
        following = issuer_at(scan, other.end())
        if following is None or not scan.text[other.end()].isupper():
            break
        stop = following
    return stop if stop > end and _ABOUT.match(scan.plain, stop) else end


def _issuer_before(scan: Scan, mention: Candidate, floor: int, bodies: list[OrganisationAt], ends: list[int]) -> Value | None:
    """The subject of the verb of issuing, or of a list after a colon: "Ban Thường vụ đã ban hành các văn bản: Nghị quyết số …"."""
    i = bisect_right(ends, mention.start) - 1
    if i < 0 or bodies[i].end < max(floor, mention.start - _REACH):
        return None
    between = scan.plain[bodies[i].end : mention.start]
    listed = _LISTED.match(between)
    if not listed and (re.search(r"[\d.;:\n()]", between) or len(between) > 60 or not (_ISSUED.search(between) or between == " tai ")):
        return None
    start, end = with_post(scan, bodies[i].start), bodies[i].end
    if start < bodies[i].start and i and (joint := _JOINT.fullmatch(scan.plain, bodies[i - 1].end, start)) is not None and joint:
        start = with_post(scan, bodies[i - 1].start)
    return Value(" ".join(scan.text[start:end].split()), Span(start, end))
