"""What is aimed at: figures behind "phấn đấu", "chỉ tiêu", before "trở lên", under headings of targets and tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpora.gazetteers.units import spellings
from extractors.figures.figure import Figure
from extractors.figures.keyed import any_of, key_pattern

_AIM_VERB = key_pattern(rf"(?<![^\W_])(?:{any_of(spellings('aim_verb'))})(?![^\W_])")
_AIM_NOUN = key_pattern(
    rf"(?<![^\W_])(?:{any_of(spellings('aim_noun'))})(?![^\W_])(?!\s+và\s)(?:[^,;:()\d]|(?<!\d)(?:19|20)\d\d(?!\d)){{0,60}}[:(]?\s*$"
)
_CHANGE = key_pattern(r"(?<![^\W_])(?:giảm|hụt|vượt|tăng|so\s+với)(?![^\W_])")
_HEAD = key_pattern(rf"(?<![^\W_])(?:{any_of(spellings('target_head'))})(?![^\W_])")
_RESULTS = key_pattern(r"(?<![^\W_])(?:kết\s+quả|tình\s+hình|đánh\s+giá|hạn\s+chế|ưu\s+điểm)(?![^\W_])")
_EACH = key_pattern(r"(?<![^\W_])mỗi\s[^.;]{0,80}$")
_BASE = key_pattern(r"(?<![^\W_])(?:trên|trong)\s+(?:tổng\s+số|số)\s*$")
_PLAN = key_pattern(rf"^\s*(?:{any_of(spellings('plan'))})(?![^\W_])")
_AND_MORE = key_pattern(r"[^.;,\d]{0,40}?(?<![^\W_])trở\s+(?:lên|xuống)")
_DONE = key_pattern(r"(?<![^\W_])(?:đã|(?:đạt|hút|nạp|hiện)\s+được|kết\s+quả|hiện\s+(?:là|có|nay))(?![^\W_])")
_SHARE_OF_AIM = key_pattern(r"\s*(?:so\s+với\s+)?(?:chỉ\s+tiêu|kế\s+hoạch|mục\s+tiêu|dự\s+toán|nghị\s+quyết)")
_STRIVES = key_pattern(r"\W{0,6}(?:phấn\s+đấu|quyết\s+tâm)(?![^\W_])")
_REACH = 90
"""Characters before a figure in which the word of aim stands."""
_LOW = ("ít nhất", "tối thiểu", "không dưới", "tối đa", "không quá")


class Aims:
    """Walks through a document and remembers whether a heading announces targets or tasks."""

    def __init__(self, key: str, plan: bool) -> None:
        self._key = key
        self._plan = plan
        self._level: int | None = None
        self._carried = False

    def heading(self, start: int, end: int, level: int) -> None:
        """A heading opens a section of targets, or closes one of its own or a lower rank."""
        if self._level is not None and level <= self._level:
            self._level = None
        if _HEAD.search(self._key, start, end) and not _RESULTS.search(self._key, start, end):
            self._level = level

    def lead(self, start: int, aims: Sequence[bool], *, item: bool, opens: bool) -> None:
        """Items of a list are aims where the line that opens it ends in one ("Dự kiến thu 90 triệu đồng, trong đó:"), or an item strives.

        ``start`` of the block, ``aims`` its figures' verdicts.
        """
        if opens and aims:
            self._carried = aims[-1]
        elif item and aims and aims[0] and _STRIVES.match(self._key, start):
            self._carried = True  # "- Phấn đấu 100% …": the items behind it are aims too
        elif not item:
            self._carried = False

    def is_target(self, figure: Figure, *, item: bool = False) -> bool:
        """True where the figure is something aimed at, not reached; ``item``: it stands in an item of a list."""
        before = self._key[max(figure.sentence.start, figure.start - _REACH) : figure.start]
        return self._is_target(figure) or (item and self._carried and figure.bracket is None and not _DONE.search(before))

    def _is_target(self, figure: Figure) -> bool:
        start, sentence = figure.start, figure.sentence
        before = self._key[max(sentence.start, start - _REACH) : start]
        verbs = list(_AIM_VERB.finditer(before))
        of_aim = figure.quantity.percent and _SHARE_OF_AIM.match(self._key, figure.end, sentence.end) is not None
        if (of_aim and not verbs) or _BASE.search(before):
            return False
        if verbs:
            between = before[verbs[-1].end() :]
            counted = re.search(r"\d", between) is not None
            if ";" not in between and not _DONE.search(between) and not (counted and _CHANGE.search(between)):
                return True
        named = None if figure.quantity.percent and figure.bracket is not None else _AIM_NOUN.search(before)
        if named and not _DONE.search(before[named.start() :]):
            return True
        in_section = self._level is not None
        if in_section or self._plan:
            hedge = figure.quantity.hedge
            if hedge is not None and hedge.word in _LOW:
                return True
            if _AND_MORE.match(self._key, figure.end, sentence.end):
                return True
        if self._plan and _EACH.search(before) and not _DONE.search(before):
            return True
        return (in_section or self._plan) and figure.quantity.percent and figure.bracket is None and not _DONE.search(before)


def is_plan(text: str, key: str) -> bool:
    """True where the first lines name a plan, a programme, a resolution: its figures are mostly aims."""
    return any(_PLAN.match(line) and text.isupper() for line, text in zip(key[:3000].split("\n"), text[:3000].split("\n"), strict=True))
