"""Claims of a sum: "59 tổ chức, gồm 23 đảng bộ …; … và 34 chi bộ", "412 đảng viên, trong đó chính thức 398, dự bị 14", "tổng cộng 45 người".

A sum that comes out is reported as right whatever opens the list. It is called wrong only where the list claims to be complete: by its
form (brackets or "gồm" with nothing but numbers, closed), or by definition (đảng viên = chính thức + dự bị), and the miss is small:
subsets that overlap or leave out a remainder are no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from core.mentions import Statement
from corpora.gazetteers.units import words_key
from extractors.figures.counted import noun_at
from extractors.figures.facts import Fact, scale_of, shown, statement
from extractors.figures.intervals import Interval, meet, total
from extractors.figures.keyed import key_pattern

_OPENING = key_pattern(
    r"(?<![^\W_])(?:(?P<made>bao\s+gồm|gồm|chia\s+ra|phân\s+ra|chia\s+thành)|(?P<among>trong\s+đó|trong\s+số\s+(?:này|đó)|cụ\s+thể))(?![^\W_])"
)
_CONTINUED = key_pattern(r"\s*(?:trong\s+đó|gồm|bao\s+gồm|cụ\s+thể|chia\s+ra)(?![^\W_])")
_AMONG = key_pattern(r"(?<![^\W_])trong\s+(?:tổng\s+số\s+|số\s+|tổng\s+)?$")
_HAS = key_pattern(r"(?<![^\W_])(?:có|gồm)(?![^\W_])")
_DIVIDED = key_pattern(r"(?<![^\W_])(?:chia|phân|tính)\s+theo(?![^\W_])")
_TOTAL = key_pattern(r"(?<![^\W_])(?:tổng\s+cộng|cộng\s+chung|tổng\s+số\s+là|nâng\s+tổng\s+số[^.;\d]{0,60}lên)\s*(?:là\s+|:\s*)?$")
_OVERLAP = key_pattern(
    r"(?<![^\W_])(?:nữ|nam|dân\s+tộc|tôn\s+giáo|có\s+đạo|trình\s+độ|độ\s+tuổi|đoàn\s+viên|đại\s+học|cao\s+đẳng|trung\s+cấp|tuổi|còn\s+lại|khác|tăng|giảm|so\s+với|nhất\s+là)(?![^\W_])"
    r"|\.\.\.|…"
)
_COMMA = re.compile(r"\s?,\s")
_ITEM_GAP = re.compile(r"[;,]|\svà\s")
_FORMAL, _TRIAL = key_pattern(r"chính\s+thức"), key_pattern(r"dự\s+bị")

_REACH = 90
"""Characters between a total and the opening of its parts."""
_MOST_PARTS = 30
_NEAR_SHARE = Decimal("0.05")
_LEAST_WHOLE = 5


class Listing(NamedTuple):
    """A total, the figures that may be its parts, in order, and whether the form of the list says that it is complete."""

    whole: Fact
    parts: list[Fact]
    closed: bool


def sums(key: str, facts: Sequence[Fact], shared: Sequence[tuple[Fact, list[Fact]]]) -> Iterator[Statement]:
    """Statements on the sums of one block; ``shared`` are totals with the parts whose shares make up 100 %."""
    done: set[int] = set()
    for i, whole in enumerate(facts):
        if not whole.plain or whole.base <= 1:
            continue
        found = _after_total(key, facts, i) or _before_total(key, facts, i)
        if found is not None:
            done.add(whole.order)
            yield found
    for whole, parts in shared:
        if whole.order not in done and len(parts) > 1:
            certain = _near(whole, parts, 0) and not _OVERLAP.search(key, whole.end, parts[-1].sentence.end)
            yield _verdict(whole, parts, 0, certain=certain)


def _after_total(key: str, facts: Sequence[Fact], i: int) -> Statement | None:
    listing = _listing(key, facts, i)
    if listing is None or not listing.parts:
        return None
    whole, parts = listing.whole, listing.parts
    defined = _by_definition(key, whole, parts)
    if defined is not None and _near(whole, defined, 0):
        return _verdict(whole, defined, 0, certain=True)
    low = high = Decimal(0)
    singles = 0
    for count, part in enumerate(parts, 1):
        if part.interval.low is None or part.interval.high is None:
            return None
        low, high = low + part.interval.low, high + part.interval.high
        singles += _singles(key, whole, parts[count - 2], part) if count > 1 else 0
        for extra in {0, singles}:
            if count + extra > 1 and meet(Interval(low + extra, high + extra), whole.interval):
                return _verdict(whole, parts[:count], extra, certain=True)
        if whole.interval.high is not None and low > 3 * whole.interval.high:
            return None
    if listing.closed and len(parts) > 1 and not singles and _near(whole, parts, 0):
        return _verdict(whole, parts, 0, certain=True)
    return None


def _listing(key: str, facts: Sequence[Fact], i: int) -> Listing | None:
    """The list that a total opens: in brackets, behind "gồm" or "trong đó", or "trong 38 tổ chức … có 19 …"."""
    whole = facts[i]
    follow = facts[i + 1 : i + 1 + _MOST_PARTS]
    if not follow:
        return None
    first = next((f for f in follow if not f.percent or f.depth > whole.depth), follow[0])
    gap = key[whole.end : first.start]
    if first.bracket is not None and first.bracket >= whole.end and first.depth == whole.depth + 1:
        return _bracketed(key, whole, follow, first)
    opening = _OPENING.search(gap)
    continued = first.sentence != whole.sentence and _CONTINUED.match(key, first.sentence.start)
    if first.sentence != whole.sentence and not continued:
        return None
    among = _AMONG.search(key[max(whole.sentence.start, whole.start - 20) : whole.start]) is not None and _HAS.search(gap) is not None
    if not (opening or continued or among) or (opening and opening.start() > _REACH):
        return None
    parts = [f for f in follow if f.sentence == first.sentence and f.depth == whole.depth and f.plain]
    text = key[whole.start : parts[-1].end] if parts else ""
    made = opening is not None and opening["made"] is not None
    divided = among and _DIVIDED.search(key, whole.sentence.start, whole.start) is not None
    return Listing(whole, parts, (made or divided) and _ends_here(key, parts) and not _OVERLAP.search(text))


def _bracketed(key: str, whole: Fact, follow: Sequence[Fact], first: Fact) -> Listing | None:
    place = first.bracket or 0
    if place - whole.end > _REACH or _ITEM_GAP.search(re.sub(r"^\s?(?:ở|tại|thuộc)\s[^(]*", "", key[whole.end : place])):
        return None
    parts = [f for f in follow if f.bracket == place and f.depth == first.depth and f.plain]
    if not parts or any(f.percent and f.bracket == place for f in follow):
        return Listing(whole, parts, closed=False)
    inside = key[place + 1 : parts[-1].end + 40].partition(")")[0]
    opening = _OPENING.search(inside)
    partial = opening is not None and opening["among"] is not None
    return Listing(whole, parts, not partial and not _OVERLAP.search(inside))


def _ends_here(key: str, parts: Sequence[Fact]) -> bool:
    """True where nothing but the end of the clause follows the last part, and "và" leads to it, or all are bodies that commas part."""
    if len(parts) < 2:
        return False
    last = parts[-1]
    if all(part.kind == "party" for part in parts) and all(_COMMA.fullmatch(key, a.end, b.start) for a, b in pairwise(parts)):
        return re.match(r"\s?[.;)]", key[last.end : last.end + 2]) is not None  # "39 tổ chức đảng, gồm 16 đảng bộ, 24 chi bộ."
    joined = re.search(r"(?<![^\W_])và\s", key[parts[-2].end : last.start]) is not None
    return joined and re.match(r"\s?(?:[^\W\d_]+\s){0,3}[^\W\d_]*\s?[.;)]", key[last.end : last.end + 40]) is not None


def _by_definition(key: str, whole: Fact, parts: Sequence[Fact]) -> list[Fact] | None:
    """Parts that make up their whole by definition: cơ sở đảng = đảng bộ cơ sở + chi bộ cơ sở; đảng viên = chính thức + dự bị."""
    unit = words_key(whole.indicator.unit or "")
    if unit in ("tổ chức cơ sở đảng", "tccsđ", "tổ chức cơ sở đảng trực thuộc"):
        bodies = [f for f in parts if words_key(f.indicator.unit or "") in ("đảng bộ cơ sở", "chi bộ cơ sở")]
        kinds = {words_key(f.indicator.unit or "") for f in bodies}
        return bodies if len(bodies) == 2 and len(kinds) == 2 else None
    if unit in ("đảng viên", "đồng chí", "đ/c") and len(parts) >= 2:
        clauses = [key[max(whole.end, p.start - 30) : p.end + 14] for p in parts[:2]]
        if _FORMAL.search(clauses[0]) and _TRIAL.search(clauses[1]):
            return list(parts[:2])
    return None


def _singles(key: str, whole: Fact, one: Fact, other: Fact) -> int:
    """Bodies named without a number between two parts of a list ("đảng bộ quân sự; đảng bộ công an"), each of them one."""
    if whole.kind not in ("party", "collective"):
        return 0
    count, level = 0, 0
    piece_start = one.end
    for at in range(one.end, other.start):
        level += (key[at] == "(") - (key[at] == ")")
        if level == 0 and (key[at] in ";," or key.startswith(" và ", at)):
            count += piece_start != one.end and _names_body(key, piece_start, at)
            piece_start = at + (4 if key[at] == " " else 1)
    return count


def _names_body(key: str, start: int, end: int) -> bool:
    while start < end and key[start].isspace():
        start += 1
    noun = noun_at(key, start, end)
    return noun is not None and noun[1] in ("party", "collective")


def _before_total(key: str, facts: Sequence[Fact], i: int) -> Statement | None:
    """The parts stand before their total: "24 đ/c … và 21 đ/c …, tổng cộng 45 người"."""
    whole = facts[i]
    if not _TOTAL.search(key[max(whole.sentence.start, whole.start - 90) : whole.start]):
        return None
    before = [f for f in facts[max(0, i - _MOST_PARTS) : i] if f.sentence == whole.sentence and f.plain and f.depth == whole.depth]
    for count in range(2, min(len(before), 12) + 1):
        if _comes_out(whole, before[-count:], 0):
            return _verdict(whole, before[-count:], 0, certain=True)
    return None


def _comes_out(whole: Fact, parts: Sequence[Fact], extra: int) -> bool:
    return meet(_total(parts, extra), whole.interval)


def _total(parts: Sequence[Fact], extra: int) -> Interval:
    added = total([part.interval for part in parts])
    return Interval(None if added.low is None else added.low + extra, None if added.high is None else added.high + extra)


def _near(whole: Fact, parts: Sequence[Fact], extra: int) -> bool:
    """True where the miss is small: a slip of the pen, not a list of something else or of the greater part."""
    miss = abs(sum((part.base for part in parts), Decimal(extra)) - whole.base)
    return whole.base >= _LEAST_WHOLE and miss <= max(Decimal(1), whole.base * _NEAR_SHARE)


def _verdict(whole: Fact, parts: Sequence[Fact], extra: int, *, certain: bool) -> Statement:
    added = sum((part.base for part in parts), Decimal(extra))
    scale = scale_of((whole, *parts))
    terms = [shown(part.base / scale) for part in parts] + ["1"] * extra
    note = f"{' + '.join(terms)} = {shown(added / scale)}"
    if _comes_out(whole, parts, extra):
        return statement("sum", (whole, *parts), holds=True, note=note)
    return statement("sum", (whole, *parts), holds=False if certain else None, note=f"{note}, văn bản ghi {shown(whole.base / scale)}")
