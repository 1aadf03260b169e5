"""Claims of a share: "19/33 tổ chức, đạt 57,58 %", "34 đơn vị (chiếm 54,85%)" of the total named before, "75% kế hoạch (600 m)".

A share is called wrong only where its base is beyond doubt: a ratio printed beside it, a base that the shares beside it confirm, or a
total that opens the sentence. Everything else that does not fit is left alone, since the base may be another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from core.mentions import Statement
from corpora.gazetteers.units import words_key
from extractors.figures.facts import Fact, comparable, decimals_of, scale_of, shown, statement
from extractors.figures.intervals import Interval, meet, quotient
from extractors.figures.keyed import key_pattern

_LINK = key_pattern(
    r"(?P<share>(?:chiếm|tương\s+ứng|=|gồm)(?:\s+(?:với\s+)?(?:tỷ\s+lệ|khoảng))?|tỷ\s+lệ|\()\s?:?\s?(?:là\s)?$"
    r"|(?P<plan>(?:đạt|bằng|hoàn\s+thành|tương\s+đương)(?:\s+(?:tỷ\s+lệ|khoảng))?)\s?:?\s?$"
)
# The share follows its part with nothing else between that it could be said of: "(chiếm 5 %)", ", đạt 5 %".
_DIRECT = key_pattern(
    r"[^,;:()]{0,90}[,(]?\s?(?:(?:chiếm|đạt|bằng|tương\s+ứng|tương\s+đương|=|là)\s?)?(?:(?:với\s+)?(?:tỷ\s+lệ|khoảng)\s?)?:?\s?"
)
_CHANGE = key_pattern(r"(?<![^\W_])(?:tăng|giảm|vượt|hơn|hụt|cao\s+hơn|thấp\s+hơn|so\s+với)(?![^\W_])")
_CHANGED = key_pattern(r"(?<![^\W_])(?P<how>tăng|giảm)\s+(?:thêm\s+)?$")
_OTHER_BASE = key_pattern(r"\s*(?:so\s+với|(?:chỉ\s+tiêu\s+)?kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|nghị\s+quyết|dự\s+toán|NQ|KH)(?![^\W_])")
_ENDS = re.compile(r"\s*(?:[.,;:()\n]|$)")
_NAMED_BASE = key_pattern(r"\s*(?:tổng|số|của|trên|trong)(?![^\W_])")
_PLAN_AFTER = key_pattern(r"\s*(?:so\s+với\s+)?(?:chỉ\s+tiêu|kế\s+hoạch|mục\s+tiêu|dự\s+toán)(?:\s+[^\W\d_]+){0,3}\s*(?:\(\s?|là\s+)?$")
_OF_NOUN = key_pattern(r"\s*(?:trên\s+|trong\s+|so\s+với\s+)?(?:tổng\s+)?số\s+(?=[^\W\d_])")
_SAME_TIME = key_pattern(r"[^.;]{0,60}?so\s+với[^.;(]{0,60}\(\s?$")
_AMONG = key_pattern(r"(?<![^\W_])(?:trong|trên)\s+(?:tổng\s+số\s+|tổng\s+|số\s+)?$|tổng\s+số[^.;,]{0,60}$")
_PART_OF_PART = key_pattern(r"(?<![^\W_])(?:trong\s+đó|trong\s+số\s+(?:này|đó))(?![^\W_])")

_FAR = 140
"""Characters between a part and its share."""
_BETWEEN = 4
"""Figures between a ratio and its share, and those in brackets behind the ratio."""
_SLIP = Decimal("0.5")
"""Percentage points of a slip beyond other figures."""
_CANDIDATES = 14
"""Figures before a part among which its base is looked for."""
_FAR_MISS = Decimal(5)
"""Percentage points beyond which a share in a list is taken for a share of something that the text does not name."""
_NEAR = Decimal(3)
"""Percentage points within which a share is a slip of the pen rather than a share of something else."""


class Pair(NamedTuple):
    """A part and the share that it is said to be, and how the two are linked."""

    part: Fact
    share: Fact
    plan: bool


def shares(key: str, facts: Sequence[Fact], earlier: Sequence[Fact]) -> Iterator[Statement]:
    """Statements on the shares of one block; ``earlier`` are figures of the blocks before it."""
    pairs: list[Pair] = []
    for i, share in enumerate(facts):
        if not share.percent or share.indicator.value_max is not None:
            continue
        ratio = _ratio_beside(key, facts, i)
        if ratio is not None:
            judged = _judged(share, ratio, None, sure=_sure_ratio(key, share, ratio))
            if judged.holds is not None or share.indicator.approx:
                yield judged
            continue
        change = _change(key, facts, i)
        if change is not None:
            yield change
            continue
        pair = _pair(key, facts, i)
        if pair is None:
            continue
        planned = _planned(key, facts, i, pair)
        if planned is not None:
            yield planned
        elif not _OTHER_BASE.match(key, share.end):
            pairs.append(pair)
    yield from _of_totals(key, pairs, facts, earlier)


def _ratio_beside(key: str, facts: Sequence[Fact], i: int) -> Fact | None:
    """The ratio that a share repeats: "162/168 đảng viên (đạt 96,4%)", or the other way round, "58,9% (66/112 thôn)"."""
    share = facts[i]
    passed: list[Fact] = []
    for before in reversed(facts[max(0, i - _BETWEEN) : i]):
        gap = key[before.end : share.start]
        if before.sentence != share.sentence or before.percent or not _linked(gap) or _CHANGE.search(gap) or ";" in gap:
            break
        if before.depth > share.depth:
            continue  # "đào 1.544/1.556 m (nhánh phải 840/840 m) đạt 99,23%": what stands in brackets is passed over
        if _is_ratio(before):
            first = before if not passed or _said_beyond(share, before, passed) else None
            return _earlier_ratio(key, share, before, facts[max(0, i - _BETWEEN) : i]) or first
        passed.append(before)
    if i + 1 < len(facts) and _is_ratio(facts[i + 1]) and re.fullmatch(r"\s?\(\s?", key[share.end : facts[i + 1].start]):
        return facts[i + 1]
    return None


def _earlier_ratio(key: str, share: Fact, near: Fact, facts: Sequence[Fact]) -> Fact | None:
    """Of two ratios in a clause the farther one, where it alone gives the share: "02/13 xã đạt 19/19 tiêu chí, đạt 15,38%"."""
    if _misses(share, near) <= _SLIP:
        return None
    for fact in facts:
        gap = key[fact.end : share.start]
        if (
            _is_ratio(fact)
            and fact.end <= near.start
            and fact.sentence == share.sentence
            and ";" not in gap
            and _misses(share, fact) <= _SLIP
        ):
            return fact
    return None


def _misses(share: Fact, ratio: Fact) -> Decimal:
    """How far a share is from a ratio, in percentage points."""
    return abs(100 * ratio.indicator.value / (ratio.indicator.denominator or 1) - share.indicator.value)


def _said_beyond(share: Fact, ratio: Fact, passed: Sequence[Fact]) -> bool:
    """True where a share can be said of a ratio beyond other figures: "226/231 chi bộ họp đủ 12 kỳ (chiếm 97,84%)"."""
    others = all(fact.plain and not comparable(fact, ratio) for fact in passed)
    return others and _misses(share, ratio) <= _SLIP


def _sure_ratio(key: str, share: Fact, ratio: Fact) -> bool:
    """True where the share can be said of nothing but the ratio, or misses it so little that nothing else is meant."""
    alone = _ENDS.match(key, share.end) is not None  # "đạt 98% đảng viên tham gia" is a share of something else
    if alone and (ratio.start > share.start or _DIRECT.fullmatch(key[ratio.end : share.start])):
        return True
    return _misses(share, ratio) <= _NEAR


def _is_ratio(fact: Fact) -> bool:
    one = fact.indicator
    return one.denominator is not None and one.denominator > 0 and not one.approx and one.value_max is None


def _linked(gap: str) -> re.Match[str] | None:
    return _LINK.search(gap) if len(gap) <= _FAR else None


def _pair(key: str, facts: Sequence[Fact], i: int) -> Pair | None:
    share = facts[i]
    if i and facts[i - 1].plain and facts[i - 1].sentence == share.sentence:
        gap = key[facts[i - 1].end : share.start]
        link = _linked(gap)
        if link and not _CHANGE.search(gap) and ";" not in gap and not _CHANGED.search(key[: facts[i - 1].start][-14:]):
            return Pair(facts[i - 1], share, link["plan"] is not None)
    opens = i + 1 < len(facts) and facts[i + 1].plain and re.fullmatch(r"\s?\(\s?", key[share.end : facts[i + 1].start])
    if opens and not _CHANGE.search(key, max(share.sentence.start, share.start - 24), share.start):
        return Pair(facts[i + 1], share, plan=False)
    return None


def _planned(key: str, facts: Sequence[Fact], i: int, pair: Pair) -> Statement | None:
    """The base follows the share: "đạt 102,33% so với chỉ tiêu 1.800 đảng viên"."""
    if i + 1 >= len(facts):
        return None
    aim, share = facts[i + 1], facts[i]
    if not aim.plain or not _PLAN_AFTER.fullmatch(key[share.end : aim.start]) or not comparable(aim, pair.part):
        return None
    return _judged(share, pair.part, aim, sure=_close(share, pair.part, aim))


def _change(key: str, facts: Sequence[Fact], i: int) -> Statement | None:
    """A change on the old base: "giảm 64 đảng viên (5,17%) so với cùng kỳ (1.237 đảng viên)", "790.800 tỷ đồng, giảm 25.200 tỷ đồng (-3,1%)"."""
    share = facts[i]
    if not i or not facts[i - 1].plain:
        return None
    change = facts[i - 1]
    how = _CHANGED.search(key[max(change.sentence.start, change.start - 14) : change.start])
    gap = key[change.end : share.start]
    if how is None or not (_linked(gap) or gap.strip() == ",") or share.sentence != change.sentence:
        return None
    size = share.indicator.value.copy_abs()
    now = facts[i - 2] if i > 1 and facts[i - 2].plain and comparable(facts[i - 2], change) else None
    then = facts[i + 1] if i + 1 < len(facts) and _SAME_TIME.fullmatch(key[share.end : facts[i + 1].start]) else None
    bases: list[tuple[Decimal, Fact]] = []
    if then is not None and then.plain:
        bases.append((then.base, then))
    if now is not None and now.sentence == change.sentence:
        bases.append((now.base - change.base if how["how"] == "tăng" else now.base + change.base, now))
    for base, fact in bases:
        if base > 0 and _fits(size, decimals_of(size), 100 * change.base / base):
            scale = scale_of((change, fact))
            note = f"{shown(change.base / scale)}/{shown(base / scale)} = {shown(100 * change.base / base, max(2, decimals_of(size)))} %"
            return statement("percent", (share, change, fact), holds=True, note=note)
    return None


def _of_totals(key: str, pairs: Sequence[Pair], facts: Sequence[Fact], earlier: Sequence[Fact]) -> Iterator[Statement]:
    """Shares of a total named before: the nearest one that fits; where none fits, the one that the shares beside confirm."""
    chosen: list[Fact | None] = []
    for pair in pairs:
        fitting = [whole for whole in _bases(key, pair, facts, earlier) if _share_fits(pair, whole)]
        known = [whole for whole in chosen[-_CANDIDATES:] if whole is not None and whole in fitting]
        chosen.append(known[-1] if known else fitting[0] if fitting else None)
    for n, (pair, whole) in enumerate(zip(pairs, chosen, strict=True)):
        if whole is not None:
            yield _judged(pair.share, pair.part, whole, sure=True)
            continue
        if pair.plan or _NAMED_BASE.match(key, pair.share.end) or not _DIRECT.fullmatch(key[pair.part.end : pair.share.start]):
            continue
        base = _confirmed(key, n, pairs, chosen, facts) or _opening_total(key, pair, facts)
        if base is not None and _ENDS.match(key, pair.share.end):
            yield _judged(pair.share, pair.part, base, sure=True)


def _bases(key: str, pair: Pair, facts: Sequence[Fact], earlier: Sequence[Fact]) -> list[Fact]:
    """Figures that may be the whole of a pair, the nearest first; of the blocks before only one that the text names."""
    before = [f for f in facts[max(0, pair.part.order - 2 * _CANDIDATES) : pair.part.order] if f.plain][-_CANDIDATES:]
    named = _OF_NOUN.match(key, pair.share.end)
    found = [f for f in reversed(before) if f.base > pair.part.base and comparable(f, pair.part)]
    far = [f for f in reversed(earlier) if f.plain and f.indicator.unit and f.base > pair.part.base]
    if named:
        noun = words_key(key[named.end() : named.end() + 40])
        return found + [f for f in far if noun.startswith(words_key(f.indicator.unit or ""))]
    return found + [f for f in far[:_CANDIDATES] if f.indicator.unit == pair.part.indicator.unit]


def _share_fits(pair: Pair, whole: Fact) -> bool:
    share = quotient(pair.part.interval, whole.interval)
    return share is not None and meet(share, pair.share.interval)


def _confirmed(key: str, n: int, pairs: Sequence[Pair], chosen: Sequence[Fact | None], facts: Sequence[Fact]) -> Fact | None:
    """The whole that the share before or behind this one in the list confirms, if no other figure could be meant."""
    pair = pairs[n]
    for m in (n - 1, n + 1):
        if not 0 <= m < len(pairs):
            continue
        whole, other = chosen[m], pairs[m]
        if whole is None or other.plan or decimals_of(other.share.indicator.value) == 0 or not whole.start < pair.part.start:
            continue
        if not _of_block(whole, facts) or whole.base < pair.part.base or not comparable(whole, pair.part):
            continue
        parts = {p.part.order for p in pairs[max(0, n - 2 * _CANDIDATES) : n + 1]}
        between = [f for f in facts[whole.order + 1 : pair.part.order] if f.plain and f.order not in parts and comparable(f, pair.part)]
        if abs(100 * pair.part.base / whole.base - pair.share.indicator.value) > _FAR_MISS:
            continue
        nested = _PART_OF_PART.search(key, min(other.share.end, pair.part.start), pair.part.start)
        if not between and not nested:
            return whole
    return None


def _of_block(fact: Fact, facts: Sequence[Fact]) -> bool:
    return fact.order < len(facts) and facts[fact.order] is fact


def _opening_total(key: str, pair: Pair, facts: Sequence[Fact]) -> Fact | None:
    """The total opens the sentence, and the share is a near miss of it: "Trong (tổng) số 41 đảng viên … có 10 nữ (26,6%)"."""
    inside = [
        f
        for f in facts[max(0, pair.part.order - _CANDIDATES) : pair.part.order]
        if f.sentence == pair.part.sentence and f.plain and comparable(f, pair.part)
    ]
    if len(inside) != 1 or inside[0].base < pair.part.base:
        return None
    whole = inside[0]
    if not _AMONG.search(key[max(whole.sentence.start, whole.start - 70) : whole.start]):
        return None
    return whole if _close(pair.share, pair.part, whole) else None


def _close(share: Fact, part: Fact, whole: Fact) -> bool:
    return whole.base > 0 and abs(100 * part.base / whole.base - share.indicator.value) <= _NEAR


def _fits(printed: Decimal, decimals: int, exact: Decimal) -> bool:
    half = Decimal(1).scaleb(-decimals) / 2
    return abs(printed - exact) <= half


def _judged(share: Fact, part: Fact, whole: Fact | None, *, sure: bool) -> Statement:
    """The verdict on a share: by intervals; a hedged one or one without a sure base is not called wrong."""
    over = part.indicator.denominator if whole is None else whole.base
    spans = (share, part) if whole is None else (share, part, whole)
    if not over:
        return statement("percent", spans, holds=None, note="mẫu số bằng 0")
    bounds = Interval(over, over) if whole is None else whole.interval
    counted = Interval(part.indicator.value, part.indicator.value) if whole is None else part.interval
    exact = quotient(counted, bounds)
    value = 100 * (part.indicator.value if whole is None else part.base) / over
    printed = share.indicator.value
    decimals = max(2, decimals_of(printed))
    scale = Decimal(1) if whole is None else scale_of((part, whole))
    above = part.indicator.value if whole is None else part.base
    note = f"{shown(above / scale)}/{shown(over / scale)} = {shown(value, decimals)} %"
    if exact is not None and meet(exact, share.interval):
        return statement("percent", spans, holds=True, note=note)
    certain = sure and exact is not None and not share.indicator.approx
    return statement("percent", spans, holds=False if certain else None, note=f"{note}, văn bản ghi {shown(printed)} %")
