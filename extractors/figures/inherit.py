"""Units of numbers that have no noun behind them: "48 tổ chức đảng (khiển trách 34, …)", "Tổng số đảng viên là 5.568", "giảm 09"."""

from __future__ import annotations

import re
from bisect import bisect_right

from core.spans import Span
from corpora.gazetteers.units import UnitKind
from extractors.figures.counted import Counted, noun_at
from extractors.figures.figure import Figure
from extractors.figures.keyed import key_pattern
from pipeline.language.letters import LOWER, UPPER

_LIST_GAP = key_pattern(r"\s?(?:,|và|;)\s?(?:và\s)?")
_PARTS = key_pattern(r"(?<![^\W_])(?:trong\s+đó|bao\s+gồm|gồm|chia\s+ra|cụ\s+thể|trong\s+số\s+(?:đó|này)|phân\s+ra)(?![^\W_])")
_CHANGE = key_pattern(r"(?:tăng|giảm|tăng\s+thêm|giảm\s+còn|còn|thêm|vượt|thiếu)\s+(?:được\s+)?$")
_NUMBER_OF = key_pattern(r"(?<![^\W_])(?:tổng\s+số|số\s+lượng|tổng|lượng|số)\s+(?:các\s+)?(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_VAGUE = frozenset({"số", "lần", "việc", "phần", "cấp", "mặt", "đầu", "khối", "con"})
"""Nouns that a number behind them does not count: "tham gia lần đầu 3", "số tái cử 10"."""
_COUNTING: tuple[UnitKind, ...] = ("party", "person", "household", "collective", "place", "event", "item", "measure", "money")
_CAPITALISED = re.compile(rf"(?<![^\W_])[{UPPER}][^\W\d_]*\s(?:[{LOWER}]{{1,2}}\s)?$")
_NAMED = re.compile(rf"\s[{UPPER}]")
_NAME_DIGITS = 3
_NEIGHBOUR = 60
"""Characters between two items of a list of places with their numbers."""
_LOOK_BACK = 160
"""Characters before a number in which the noun that it counts is looked for."""
_OPENING = 4
"""Characters (a bullet, quotes) before the word that opens a sentence of parts."""
_LIST = 800
"""Characters over which a list of parts may stretch."""
_WHOLES = 20
"""Figures before a number among which its whole is looked for."""


def inherit(figures: list[Figure], key: str, text: str) -> list[Figure]:
    """The figures of one block, in text order, with the units that they share with others; numbers that end a name are left out."""
    named: list[int] = []
    share_lists(figures, key)
    for figure in figures:  # "15 đơn (9 khiếu nại, 6 tố cáo)": what no list knows as a noun is of the kind of the whole
        if figure.bracket is not None and figure.unit is not None and not figure.unit.listed and text[figure.unit.span.start].islower():
            figure.unit, figure.own = None, False
    ends = [figure.quantity.end for figure in figures]
    for i, figure in enumerate(figures):
        if figure.unit is not None or not figure.counts:
            continue
        figure.own = False
        figure.unit = _of_bracket(figures, ends, figure) or _of_parts(figures, i, key) or _of_change(figures, i, key)
        if figure.unit is None and _is_name(figure, text) and not _listed_names(figures, i, text):
            named.append(i)
        elif figure.unit is None:
            figure.unit = _of_noun_before(figures, i, key, text) or _of_previous(figures, i)
    return [figure for i, figure in enumerate(figures) if i not in named]


def _is_name(figure: Figure, text: str) -> bool:
    """True for a small number right behind a name: "Bệnh viện Quân y 103", "Cienco 5", "tàu Bình Minh 02"."""
    quantity = figure.quantity
    digits = text[quantity.start : quantity.end]
    if not digits.isdigit() or len(digits) > _NAME_DIGITS or figure.bracket is not None:
        return False
    before = _CAPITALISED.search(text, max(figure.sentence.start, quantity.start - 24), quantity.start)
    if before is None:
        return False
    ahead = text[figure.sentence.start : before.start()].rstrip()[-1:]
    return ahead.isalpha()


def _listed_names(figures: list[Figure], i: int, text: str) -> bool:
    """True where the figure before or behind ends a name too: "Tân Phú 12, Hòa An 15" counts something in each place."""
    for j in (i - 1, i + 1):
        beside = 0 <= j < len(figures) and abs(figures[j].quantity.start - figures[i].quantity.start) < _NEIGHBOUR
        if beside and figures[j].sentence == figures[i].sentence and _is_name(figures[j], text):
            return True
    return False


def share_lists(figures: list[Figure], key: str) -> None:
    """The last one's unit belongs to all of "12, 15 và 20 đảng viên"."""
    for before, after in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        bare = before.unit is None and before.counts and after.counts and after.unit is not None
        if bare and _LIST_GAP.fullmatch(key, before.quantity.end, after.start) and not after.quantity.decimals:
            before.unit, before.own = after.unit, False


def _of_bracket(figures: list[Figure], ends: list[int], figure: Figure) -> Counted | None:
    if figure.bracket is None:
        return None
    last = bisect_right(ends, figure.bracket)
    for whole in reversed(figures[max(0, last - _WHOLES) : last]):
        if whole.sentence != figure.sentence:
            return None
        if whole.counts and whole.unit is not None:
            return whole.unit
    return None


def _of_parts(figures: list[Figure], i: int, key: str) -> Counted | None:
    """The unit of the whole before "trong đó", "gồm"; a sentence that opens so has it in the one before."""
    figure = figures[i]
    marks = list(_PARTS.finditer(key, max(figure.sentence.start, figure.start - _LIST), figure.start))
    if not marks:
        return None
    mark = marks[-1].start()
    named = _NUMBER_OF.search(key, figure.sentence.start, figure.start)
    beyond = mark - figure.sentence.start <= _OPENING and (named is None or noun_at(key, named.end(), figure.start) is None)
    for whole in reversed(figures[max(0, i - _WHOLES) : i]):
        if whole.sentence != figure.sentence and not (beyond and mark - whole.end < _LOOK_BACK):
            return None
        if whole.end <= mark and whole.counts and whole.unit is not None and whole.bracket is None:
            return whole.unit
    return None


def _of_change(figures: list[Figure], i: int, key: str) -> Counted | None:
    figure = figures[i]
    if not i or not _CHANGE.search(key, max(figure.sentence.start, figure.start - 12), figure.start):
        return None
    return _of_previous(figures, i)


def _of_previous(figures: list[Figure], i: int) -> Counted | None:
    for before in reversed(figures[max(0, i - 3) : i]):
        if before.sentence != figures[i].sentence:
            return None
        if before.counts and before.unit is not None:
            return before.unit
    return None


def _of_noun_before(figures: list[Figure], i: int, key: str, text: str) -> Counted | None:
    """The noun of "tổng số X … là 59", else the first counted noun since the figure before that names no place ("xã Tân Phú")."""
    figure = figures[i]
    floor = max(figure.sentence.start, figure.start - _LOOK_BACK)
    if i and figures[i - 1].end > floor:
        floor = figures[i - 1].end
    for opening in reversed(list(_NUMBER_OF.finditer(key, floor, figure.start))):
        found = noun_at(key, opening.end(), figure.start)
        if found and found[1] in _COUNTING:
            return Counted(Span(opening.end(), found[0]), found[1])
    clause = max(key.rfind(mark, floor, figure.start) for mark in (";", ":", "(", ","))
    at = max(floor, clause + 1)
    while word := _WORD.search(key, at, figure.start):
        found = noun_at(key, word.start(), figure.start)
        vague = found is not None and key[word.start() : found[0]] in _VAGUE
        if found and not vague and found[1] in _COUNTING[:7] and not _NAMED.match(text, found[0], figure.start):
            return Counted(Span(word.start(), found[0]), found[1])
        at = word.end()
    return None
