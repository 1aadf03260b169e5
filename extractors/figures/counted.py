"""What a number counts: the noun behind it, with multiplier, coordination and rate ("nghìn đảng viên", "xã, phường", "kỳ/năm")."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from core.spans import Span
from corpora.gazetteers.units import UnitKind, longest_unit, multipliers, units, words_of
from extractors.figures.keyed import key_pattern
from pipeline.language.letters import LOWER, UPPER


class Counted(NamedTuple):
    """A unit: its place, the kind of its noun (None for a noun that no list knows) and what its multiplier stands for."""

    span: Span
    kind: UnitKind | None
    factor: Decimal = Decimal(1)
    listed: bool = True


_WORD = re.compile(r"(?:đ/[cv](?![^\W_])|(?:km|m|cm|dm)[23](?!\w)|[^\W\d_]+)")
_GAP = re.compile(r"\s{1,3}")
_CLASSIFIER = key_pattern(r"\s{0,3}(?:(?:vị|tổng số|số)\s+)?")
_JOINT = key_pattern(r"\s?,\s?(?=[^\W\d_])|\s+(?:và|hoặc)\s+(?=[^\W\d_])|\s?/\s?(?=[^\W\d_])")
_RATE = re.compile(r"\s?/\s?(?:\d[\d.]*\s?)?(?=[^\W\d_])")
_LEVEL = key_pattern(r"\s+cấp\s+(?:tỉnh|huyện|xã|cơ\s+sở|trên)(?![^\W_])")
_MODEL = re.compile(r"\s\d{1,2}[A-ZĐ]{1,2}(?![^\W_])")
_ACRONYM = re.compile(rf"[{UPPER}]{{2,9}}(?:[ -][{UPPER}]{{2,5}})?(?![^\W_])")
_NAME_NEXT = re.compile(rf"\s+[{UPPER}][{LOWER}]")
_COUNTED_NEXT = re.compile(r"\s+\d")
_ACT_JOINT = re.compile(r"\s?,\s")
_UNDER = key_pattern(r"\s+trực\s+thuộc(?![^\W_])")
_BODY_NEXT = key_pattern(r"\s+(?:đảng\s+(?:ủy|bộ)|trung\s+ương|tỉnh|huyện|thành\s+(?:ủy|phố)|thị\s+(?:ủy|xã)|quận|xã|phường|khối)")
_ATTACHED_MULTIPLIER = re.compile(r"tr(?=[.đ ]|$)\.?")

_JOINED_KINDS: tuple[frozenset[str], ...] = (
    frozenset({"person", "household"}),
    frozenset({"place"}),
    frozenset({"party"}),
    frozenset({"collective"}),
    frozenset({"event"}),
    frozenset({"item"}),
)
_NEVER_JOINED = frozenset(
    {"đồng chí", "đ/c", "người", "bộ", "số", "phần", "việc", "con", "bản", "điểm", "ban", "hội", "bí thư", "chủ tịch"}
)
_OPEN_SYLLABLES = 2
"""A noun that no list knows is taken as at most two syllables: three of four Vietnamese words have no more."""


def counted(key: str, text: str, at: int, end: int, blocked: int) -> Counted | None:
    """The unit that begins at ``at`` behind a number; nothing reaches beyond ``end`` or into ``blocked``, the start of a reference."""
    end = min(end, blocked)
    opening = _CLASSIFIER.match(key, at, end)
    start = opening.end() if opening else at
    cursor, factor = _multiplied(key, start, end)
    words = _words(key, cursor, end)
    noun = _noun(key, words)
    if noun is None:
        if factor != 1:
            return Counted(Span(start, _trimmed(key, start, cursor)), "measure", factor)
        return _unlisted(key, text, start, end)
    stop, kind = noun
    if kind in ("person", "household", "place", "party", "collective", "event", "item"):
        single = stop == words[0][1]
        stop = _extended(key, text, stop, end, words[0][2] if single else "", kind)
        stop = _without_place(key, text, words[0][0], stop, end)
    return Counted(Span(start, _with_rate(key, stop, end)), kind, factor)


def noun_at(key: str, at: int, end: int) -> tuple[int, UnitKind] | None:
    """End and kind of the listed noun that begins at ``at``, the longest one."""
    return _noun(key, _words(key, at, end))


def _words(key: str, at: int, end: int) -> list[tuple[int, int, str]]:
    """The syllables from ``at`` on, as far as only blanks part them."""
    words: list[tuple[int, int, str]] = []
    found = _WORD.match(key, at, end)
    while found is not None and len(words) < longest_unit():
        words.append((found.start(), found.end(), found[0]))
        gap = _GAP.match(key, found.end(), end)
        found = _WORD.match(key, gap.end(), end) if gap else None
    return words


def _noun(key: str, words: list[tuple[int, int, str]]) -> tuple[int, UnitKind] | None:
    known = units()
    for size in range(len(words), 0, -1):
        kind = known.get(" ".join(word[2] for word in words[:size]))
        if kind is not None:
            return words[size - 1][1], kind
    return None


def _multiplied(key: str, at: int, end: int) -> tuple[int, Decimal]:
    """Where the noun begins behind "nghìn", "triệu", "nghìn tỷ", and the product of these."""
    factor = Decimal(1)
    short = _ATTACHED_MULTIPLIER.match(key, at, end)
    if short and key[short.end() : short.end() + 1] == "đ":
        return short.end(), Decimal(1_000_000)
    while found := _WORD.match(key, at, end):
        step = multipliers().get(found[0])
        if step is None:
            break
        factor *= step
        gap = _GAP.match(key, found.end(), end)
        at = gap.end() if gap else found.end()
    return at, factor


def _extended(key: str, text: str, stop: int, end: int, head: str, kind: UnitKind) -> int:
    """End of the unit with what belongs to its noun: the act of "cuộc kiểm tra", the noun of "nhóm vấn đề", "xã, phường"."""
    gap = _GAP.match(key, stop, end)
    if gap:
        inner = noun_at(key, gap.end(), end) if head in words_of("noun_head") else None
        if inner and inner[1] not in ("time", "measure", "money"):
            stop = inner[0]
            kind = inner[1] if head == "lượt" else kind
        elif head in words_of("act_head"):
            stop = _acts(key, stop, gap.end(), end)
        model = _MODEL.match(text, stop, end)
        if model:
            return model.end()
    if kind == "party":
        level = _LEVEL.match(key, stop, end)
        if level:
            return level.end()
    return _coordinated(key, text, stop, end, kind)


def _without_place(key: str, text: str, start: int, stop: int, end: int) -> int:
    """"15 đảng bộ trực thuộc Tỉnh ủy" counts đảng bộ: "trực thuộc" opens a clause where a body follows."""
    under = _UNDER.search(key, start, stop)
    if under is None or under.end() != stop:
        return stop
    return under.start() if _BODY_NEXT.match(key, stop, end) or _NAME_NEXT.match(text, stop, end) else stop


def _acts(key: str, stop: int, at: int, end: int) -> int:
    act = _act(key, at, end)
    if act is None:
        return stop
    while joint := _ACT_JOINT.match(key, act, end):
        more = _act(key, joint.end(), end)
        if more is None:
            break
        act = more
    return act


def _act(key: str, at: int, end: int) -> int | None:
    words = _words(key, at, end)
    for size in range(min(3, len(words)), 0, -1):
        if " ".join(word[2] for word in words[:size]) in words_of("act"):
            return words[size - 1][1]
    return None


def _coordinated(key: str, text: str, stop: int, end: int, kind: UnitKind) -> int:
    """End of "cán bộ, chuyên viên", "xã, phường, thị trấn": nouns of one kind, none of them counted by itself."""
    kinds = next(group for group in _JOINED_KINDS if kind in group)
    while joint := _JOINT.match(key, stop, end):
        more = noun_at(key, joint.end(), end)
        if more is None or more[1] not in kinds:
            break
        word = key[joint.end() : more[0]]
        if word in _NEVER_JOINED or _NAME_NEXT.match(text, more[0], end) or _COUNTED_NEXT.match(key, more[0], end):
            break
        stop = more[0]
    return stop


def _with_rate(key: str, stop: int, end: int) -> int:
    """End of the unit with its rate: "kỳ/năm", "đồng / người / ngày", "vụ/10.000 dân"."""
    while joint := _RATE.match(key, stop, end):
        noun = noun_at(key, joint.end(), end)
        word = _WORD.match(key, joint.end(), end)
        if noun is None and (word is None or len(word[0]) > 8):
            break
        first = units().get(word[0]) if word else None
        short = word is not None and (noun is None or (first is not None and noun[1] == "event"))
        stop = word.end() if short and word else noun[0] if noun else stop
    return stop


def _unlisted(key: str, text: str, start: int, end: int) -> Counted | None:
    """A noun that no list knows: an acronym, or up to two syllables in small letters that are no verbs or function words."""
    acronym = _ACRONYM.match(text, start, end)
    if acronym:
        return Counted(Span(start, _with_rate(key, acronym.end(), end)), None, listed=False)
    words = _words(key, start, end)[:_OPEN_SYLLABLES]
    taken: list[tuple[int, int, str]] = []
    for word in words:
        if word[2] in words_of("stop") or not text[word[0]].islower():
            break
        taken.append(word)
    if not taken or (len(taken) == 1 and len(taken[0][2]) < 2):
        return None
    return Counted(Span(start, _with_rate(key, taken[-1][1], end)), None, listed=False)


def _trimmed(key: str, start: int, stop: int) -> int:
    while stop > start and key[stop - 1].isspace():
        stop -= 1
    return stop
