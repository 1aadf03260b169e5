"""What a number counts: the noun behind it, with multiplier, coordination and rate ("nghìn đảng viên", "xã, phường", "kỳ/năm")."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from core.spans import Span
from corpora.gazetteers.units import UnitKind, longest_unit, multipliers, units, words_key, words_of
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
_RATE = re.compile(r"\s?/\s?(?:(?P<per>0?1|1[0.]*0|vạn|nghìn|ngàn|triệu)\s?)?(?=[^\W\d_])")
_RATE_WORD = 8
"""Letters of the longest word that is taken as the base of a rate without being listed."""
_RATE_OF_ONE = ("measure", "money", "time")
_LEVEL = key_pattern(r"\s+cấp\s+(?:tỉnh|huyện|xã|cơ\s+sở|trên)(?![^\W_])")
_MODEL = re.compile(r"\s\d{1,2}[A-ZĐ]{1,2}(?![^\W_])")
_ACRONYM = re.compile(rf"[{UPPER}]{{2,9}}(?:[ -][{UPPER}]{{2,5}})?(?![^\W_])")
_NAME_NEXT = re.compile(rf"\s+[{UPPER}][{LOWER}]")
_COUNTED_NEXT = re.compile(r"\s+\d")
# Bodies named by the first syllable, the last one in full: "chi, đảng bộ", "huyện, thị, thành ủy".
_ELLIPTIC = key_pattern(
    r"chi\s?,\s?đảng\s+bộ(?:\s+(?:cơ\s+sở|trực\s+thuộc))?(?![^\W_])|(?:huyện|thị|thành|quận)(?:\s?,\s?(?:huyện|thị|thành|quận))+\s+ủy(?![^\W_])"
)
_IN_BRACKETS = re.compile(r"\s?\(([^()\d]{1,24})\)")
_CITED = key_pattern(r"\s+(?:\d|này|của)")
_ACT_JOINT = re.compile(r"\s?,\s")
_UNDER = key_pattern(r"\s+trực\s+thuộc(?![^\W_])")
_BODY_NEXT = key_pattern(r"\s+(?:đảng\s+(?:ủy|bộ)|trung\s+ương|tỉnh|huyện|thành\s+(?:ủy|phố)|thị\s+(?:ủy|xã)|quận|xã|phường|khối)")
_ATTACHED_MULTIPLIER = re.compile(r"tr(?=[.đ ]|$)\.?")

_CURRENCY = frozenset("$€£¥")

_JOINED_KINDS: tuple[frozenset[str], ...] = (
    frozenset({"person", "household"}),
    frozenset({"place"}),
    frozenset({"party"}),
    frozenset({"collective"}),
    frozenset({"event"}),
    frozenset({"item"}),
)
_NEVER_JOINED = frozenset(
    words_key(word)
    for word in "đồng chí|đ/c|người|bộ|số|phần|việc|con|bản|điểm|ban|hội|bí thư|chủ tịch|cấp|thẻ|lần|lượt|kỳ|đợt|cuộc|vụ|điều|khoản|mục|tiết|đầu|mặt|bước".split(
        "|"
    )
)
_NEVER_FIRST = frozenset(words_key(word) for word in "đồng chí|đ/c|người|con|số|phần|việc|lần|thẻ".split("|"))
_OPEN_SYLLABLES = 2
"""A noun that no list knows is taken as at most two syllables: three of four Vietnamese words have no more."""


def counted(key: str, text: str, at: int, end: int) -> Counted | None:
    """The unit that begins at ``at`` behind a number and ends before ``end``, where the block or the next reference is."""
    return _Reader(key, text, end).unit(at)


def noun_at(key: str, at: int, end: int) -> tuple[int, UnitKind] | None:
    """End and kind of the listed noun that begins at ``at``, the longest one."""
    return _noun(_words(key, at, end))


class _Word(NamedTuple):
    start: int
    end: int
    key: str


def _words(key: str, at: int, end: int) -> list[_Word]:
    """The syllables from ``at`` on, as far as only blanks part them."""
    words: list[_Word] = []
    found = _WORD.match(key, at, end)
    while found is not None and len(words) < longest_unit():
        words.append(_Word(found.start(), found.end(), found[0]))
        gap = _GAP.match(key, found.end(), end)
        found = _WORD.match(key, gap.end(), end) if gap else None
    return words


def _noun(words: list[_Word]) -> tuple[int, UnitKind] | None:
    known = units()
    for size in range(len(words), 0, -1):
        kind = known.get(" ".join(word.key for word in words[:size]))
        if kind is not None:
            return words[size - 1].end, kind
    return None


class _Reader:
    """Reads the unit behind one number; nothing reaches beyond ``end``."""

    def __init__(self, key: str, text: str, end: int) -> None:
        self._key, self._text, self._end = key, text, end

    def unit(self, at: int) -> Counted | None:
        """The unit from ``at`` on, with its multiplier and rate."""
        named = self._bracketed(at)
        if named is not None:
            return named
        if self._text[at : at + 1] in _CURRENCY and at < self._end:
            return Counted(Span(at, at + 1), "money")
        opening = _CLASSIFIER.match(self._key, at, self._end)
        short = _ELLIPTIC.match(self._key, opening.end() if opening else at, self._end)
        if short:
            return Counted(Span(short.start(), short.end()), "party")
        start = opening.end() if opening else at
        cursor, factor = self._multiplied(start)
        words = _words(self._key, cursor, self._end)
        noun = _noun(words)
        if noun is None:
            return self._without_noun(at, start, cursor, factor)
        stop, kind = noun
        if kind == "item" and self._key[cursor:stop] in words_of("ordinal") and _CITED.match(self._key, stop, self._end):
            return None
        if kind not in ("measure", "money", "time"):
            stop = self._without_place(cursor, self._extended(cursor, stop, kind))
        return Counted(Span(start, self._with_rate(stop, kind)), kind, factor)

    def _bracketed(self, at: int) -> Counted | None:
        """The unit of "425 (người)"."""
        named = _IN_BRACKETS.match(self._key, at, self._end)
        noun = noun_at(self._key, named.start(1), named.end(1)) if named else None
        return Counted(Span(named.start(1), named.end(1)), noun[1]) if named and noun and noun[0] == named.end(1) else None

    def _without_noun(self, at: int, start: int, cursor: int, factor: Decimal) -> Counted | None:
        if factor != 1:
            stop = cursor
            while stop > start and self._key[stop - 1].isspace():
                stop -= 1
            return Counted(Span(start, self._with_rate(stop, "measure")), "measure", factor)
        if start - at > 3 and self._key.startswith("số ", start - 3):  # "03 số liên tiếp": issues of a paper
            return Counted(Span(start - 3, start - 1), "item")
        return self._unlisted(start)

    def _multiplied(self, at: int) -> tuple[int, Decimal]:
        """Where the noun begins behind "nghìn", "triệu", "nghìn tỷ", and the product of these."""
        factor = Decimal(1)
        short = _ATTACHED_MULTIPLIER.match(self._key, at, self._end)
        if short and self._key[short.end() : short.end() + 1] == "đ":
            return short.end(), Decimal(1_000_000)
        while found := _WORD.match(self._key, at, self._end):
            step = multipliers().get(found[0])
            if step is None:
                break
            factor *= step
            gap = _GAP.match(self._key, found.end(), self._end)
            at = gap.end() if gap else found.end()
        return at, factor

    def _extended(self, start: int, stop: int, kind: UnitKind) -> int:
        """End of the unit with what belongs to its noun: the act of "cuộc kiểm tra", the noun of "nhóm vấn đề", "xã, phường"."""
        head = self._key[start:stop]
        gap = _GAP.match(self._key, stop, self._end)
        if gap:
            inner = noun_at(self._key, gap.end(), self._end) if head in words_of("noun_head") else None
            if inner and inner[1] not in ("time", "measure", "money"):
                stop = inner[0]
                kind = inner[1] if head == "lượt" else kind
            elif head in words_of("act_head"):
                stop = self._acts(stop, gap.end())
            model = _MODEL.match(self._text, stop, self._end)
            if model:
                return model.end()
        level = _LEVEL.match(self._key, stop, self._end) if kind == "party" else None
        return level.end() if level else self._coordinated(start, stop, kind)

    def _without_place(self, start: int, stop: int) -> int:
        """The unit of "15 đảng bộ trực thuộc Tỉnh ủy" is đảng bộ: "trực thuộc" opens a clause where a body follows."""
        under = _UNDER.search(self._key, start, stop)
        if under is None or under.end() != stop:
            return stop
        body = _BODY_NEXT.match(self._key, stop, self._end) or _NAME_NEXT.match(self._text, stop, self._end)
        return under.start() if body else stop

    def _acts(self, stop: int, at: int) -> int:
        act = self._act(at)
        if act is None:
            return stop
        while joint := _ACT_JOINT.match(self._key, act, self._end):
            more = self._act(joint.end())
            if more is None:
                break
            act = more
        return act

    def _act(self, at: int) -> int | None:
        words = _words(self._key, at, self._end)
        for size in range(min(3, len(words)), 0, -1):
            if " ".join(word.key for word in words[:size]) in words_of("act"):
                return words[size - 1].end
        return None

    def _coordinated(self, start: int, stop: int, kind: UnitKind) -> int:
        """End of "cán bộ, chuyên viên", "xã, phường, thị trấn": nouns of one kind, none of them counted by itself."""
        kinds = next(group for group in _JOINED_KINDS if kind in group)
        if self._key[start:stop] in _NEVER_FIRST:
            return stop
        while joint := _JOINT.match(self._key, stop, self._end):
            more = noun_at(self._key, joint.end(), self._end)
            if more is None or more[1] not in kinds or self._key[joint.end() : more[0]] in _NEVER_JOINED:
                break
            if _NAME_NEXT.match(self._text, more[0], self._end) or _COUNTED_NEXT.match(self._key, more[0], self._end):
                break
            stop = more[0]
        return stop

    def _with_rate(self, stop: int, kind: UnitKind | None) -> int:
        """End of the unit with its rate: "kỳ/năm", "đồng / người / ngày", "vụ/10.000 dân"."""
        while joint := _RATE.match(self._key, stop, self._end):
            noun = noun_at(self._key, joint.end(), self._end)
            if joint["per"] in ("1", "01") and kind not in _RATE_OF_ONE and not (noun and noun[1] == "time"):
                break  # "1 vụ/1 đối tượng" are two figures
            word = _WORD.match(self._key, joint.end(), self._end)
            if noun is None and (word is None or len(word[0]) > _RATE_WORD):
                break
            first = units().get(word[0]) if word else None
            short = word is not None and (noun is None or (first is not None and noun[1] == "event"))
            stop = word.end() if short and word else noun[0] if noun else stop
        return stop

    def _unlisted(self, start: int) -> Counted | None:
        """A noun that no list knows: an acronym, or up to two syllables in small letters that are no verbs or function words."""
        acronym = _ACRONYM.match(self._text, start, self._end)
        if acronym:
            return Counted(Span(start, self._with_rate(acronym.end(), None)), None, listed=False)
        taken: list[_Word] = []
        for word in _words(self._key, start, self._end)[:_OPEN_SYLLABLES]:
            if word.key in words_of("stop") or not self._text[word.start].islower():
                break
            taken.append(word)
        if not taken or (len(taken) == 1 and len(taken[0].key) < 2):
            return None
        return Counted(Span(start, self._with_rate(taken[-1].end, None)), None, listed=False)
