"""Whose figure it is: the body named last before it in the sentence, else in the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left

from extractors.figures.keyed import key_pattern
from pipeline.language.letters import UPPER

_HEAD = key_pattern(
    r"(?<![^\W_])(?:đảng\s+bộ|chi\s+bộ|đảng\s+ủy|ban\s+thường\s+vụ|ban\s+chấp\s+hành|ủy\s+ban|huyện\s+ủy|tỉnh\s+ủy|thành\s+ủy|thị\s+ủy|quận\s+ủy"
    r"|ban\s+tổ\s+chức|ban\s+tuyên\s+giáo|ban\s+dân\s+vận|văn\s+phòng|sở|công\s+an|hội|đoàn|toàn\s+(?:tỉnh|huyện|xã|phường|đảng\s+bộ|quận|thành\s+phố))(?![^\W_])"
)
_TAIL = re.compile(
    rf"(?:\s(?:[{UPPER}][^\W\d_]*|(?:tỉnh|huyện|xã|phường|thị|trấn|thành|phố|quận|khối|các|cơ|quan|doanh|nghiệp|cơ|sở|thường|vụ|kiểm|tra|ủy|uỷ|hành|nhân|dân)(?![^\W_])))*"
)
_LONGEST = 80


class Subjects:
    """Names of bodies in one block, found once."""

    def __init__(self, key: str, text: str, start: int, end: int) -> None:
        self._starts: list[int] = []
        self._names: list[str] = []
        stop = start
        for head in _HEAD.finditer(key, start, end):
            if head.start() < stop or not text[head.start()].isupper():
                continue
            tail = _TAIL.match(text, head.end(), min(end, head.end() + _LONGEST))
            stop = tail.end() if tail else head.end()
            self._starts.append(head.start())
            self._names.append(" ".join(text[head.start() : stop].split()))

    def before(self, at: int) -> str | None:
        """The name that begins last before ``at``."""
        i = bisect_left(self._starts, at) - 1
        return self._names[i] if i >= 0 else None
