"""Numbering of lines: the labels of Party and State outlines, told from dates, figures, document numbers and names.

The outline of Party documents is Phần, I, 1, 1.1, a), -, + (Hướng dẫn 36-HD/VPTW, 05-HD/VPTW); State acts add Chương, Mục, Điều, khoản,
điểm (Nghị định 30/2020/NĐ-CP, phụ lục I); lines in the wild add A, (1), 1/, I/-, *, the bullets of Word, "Một là," and "Bước 1:".
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.language.letters import DASHES, LOWER, QUOTES, UPPER

Kind = Literal[
    "part", "appendix", "chapter", "section", "capital", "roman", "article", "clause", "decimal", "ordinal", "named", "point", "letter",
    "dash", "plus", "star", "bullet",
]  # fmt: skip

DEPTH: dict[Kind, int] = {
    "part": 1, "appendix": 1, "chapter": 2, "section": 3, "capital": 3, "roman": 4, "article": 4, "clause": 5, "decimal": 5, "ordinal": 5,
    "named": 6, "point": 10, "letter": 10, "dash": 11, "plus": 12, "star": 13, "bullet": 13,
}  # fmt: skip
"""Rank of each kind, smaller is higher; a decimal label adds one for each level after the first (1.1 is 6)."""


class Numbering(NamedTuple):
    """The label of a line as printed ("II.", "1.2.", "a)", "-", "Điều 5."), its kind and rank, and where the text after it begins."""

    label: str
    kind: Kind
    depth: int
    end: int


_ORDINALS = "nhất|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|NHẤT|HAI|BA|TƯ|BỐN|NĂM|SÁU|BẢY|TÁM|CHÍN|MƯỜI"
_COUNTS = "[Mm]ột|Hai|Ba|Bốn|Năm|Sáu|Bảy|Bẩy|Tám|Chín|Mười(?: một| hai| ba)?"
_NAMES = "Bước|Câu|Bài|Nội dung|Nhiệm vụ|Giải pháp|Mục tiêu|Tiêu chí|Chuyên đề|Vấn đề|Nhóm|Giai đoạn|Đợt|Bảng|Biểu|Hình|Mẫu"
_BULLETS = "•●○◦▪▫■□◆◇♦➢➤►▶‣⁃·✓✔❖∙\uf02d\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf0e8\u2751\u27a2"

_OPENS = rf"[{UPPER}{QUOTES}(]"
# What must follow a division's number ("Phần thứ nhất", "Mục 3"): the end, a mark, or a title in capitals; else it is a mention in prose.
_TITLE = rf"(?:\s?[.:](?!\d)|\s?[{DASHES}](?=\s|$|{_OPENS})|(?=\s*$)|(?=\s+[{UPPER}]{{2,}}(?![{DASHES}/])))"
# "1/-", "I.-", "a)-" and the like; else each mark has its own conditions below.
_DOUBLE = rf"\s?[./)]\s?[{DASHES}](?=\s|$|{_OPENS})"
# Type code and issuer behind a number's dash or slash ("01-NQ/ĐUK", "13 – KH/BTCTU", "03-HD", "20/NQ-TW"), never the word of a title.
_CODE = rf"\s?(?:[{UPPER}][{UPPER}{LOWER}]{{0,6}}\s?/|(?:[BCDĐGHKLMNPQRSTVXÐ]{{2,6}}|[{UPPER}]{{2,6}}(?=[{DASHES}/]))(?![{UPPER}{LOWER}]))"

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("part", rf"(?:Phần|PHẦN)\s+(?:(?:thứ|THỨ)\s+(?:{_ORDINALS})|[IVX]{{1,5}}|\d{{1,2}}|[A-HĐ])(?![^\W_]){_TITLE}"),
    ("appendix", rf"(?:Phụ lục|PHỤ LỤC)(?:\s+(?:(?:số|SỐ)\s+)?(?:[IVX]{{1,5}}|\d{{1,2}}[a-z]?|[A-HĐ])(?![^\W_]))?{_TITLE}"),
    ("chapter", rf"(?:Chương|CHƯƠNG)\s+(?:(?:thứ|THỨ)\s+(?:{_ORDINALS})|[IVX]{{1,6}}|\d{{1,2}})(?![^\W_]){_TITLE}"),
    ("section", rf"(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?:[IVX]{{1,5}}|\d{{1,2}}|[A-HĐ])(?![^\W_]){_TITLE}"),
    ("article", rf"(?:Điều|ĐIỀU)\s+\d{{1,3}}[a-zđ]?(?:\s?[.:](?!\d)|\s?[{DASHES}](?=\s)|(?=\s*$))"),
    ("clause", r"(?:Khoản|KHOẢN)\s+\d{1,2}[a-zđ]?(?:\s?[.:](?!\d)|(?=\s*$))"),
    ("point", r"(?:Điểm|ĐIỂM)\s+(?:[a-zđ]|\d{1,2})(?:\s?[.:)](?!\d)|(?=\s*$))"),
    ("named", rf"(?:{_NAMES}|{_NAMES.upper()})\s+(?:số\s+)?(?:\d{{1,2}}(?:\.\d{{1,2}})?|[IVX]{{1,4}})\s?[.:)](?=\s|$|{_OPENS})"),
    ("ordinal", rf"(?:{_COUNTS})\s+là\s?[,:]|Thứ\s+(?:{_ORDINALS})(?:\s+là)?\s?[,:](?!\s*ngày\s\d)"),
    ("decimal", rf"[IVX]{{1,5}}(?:\.\d{{1,2}}){{1,3}}(?:{_DOUBLE}|[.):](?!\d)|[{DASHES}](?=\s)|(?=\s+{_OPENS}))"),
    ("roman", rf"[IVX]{{1,6}}(?:{_DOUBLE}|\s?[.:)](?=\s|$|{_OPENS})|\s?/(?=\s|[{UPPER}][{UPPER}{LOWER}])|\s?[{DASHES}](?=\s|$|{_OPENS})|(?=\s*$))"),
    ("capital", rf"[A-EGHĐ](?:{_DOUBLE}|\s?[.:)/{DASHES}])(?=\s*[{UPPER}]{{2}}|\s+[{UPPER}][{LOWER}]+\s+[{LOWER}])"),
    ("decimal", rf"\(\d{{1,2}}\)(?=\s|[{UPPER}{LOWER}])"),
    ("decimal", rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?:{_DOUBLE}|[.):](?=\s|$|{_OPENS})|\s?[{DASHES}/](?=\s+{_OPENS})|(?=\s+{_OPENS}))"),
    ("decimal", r"\d{1,2}(?:\.\d{1,2}){2,4}(?=\s*$)"),
    ("decimal", rf"\d{{1,3}}(?:{_DOUBLE}|[.)](?=\s|$|[{LOWER}]|{_OPENS})|\s?:(?=\s+{_OPENS})|\s?[{DASHES}/](?=\s|{_OPENS})(?!{_CODE}|\s*\d))"),
    ("decimal", rf"\d{{1,2}},(?=\s+[{UPPER}][{LOWER}]*\s+[{LOWER}])"),
    ("letter", rf"\([a-zđ]\)(?=\s|[{UPPER}{LOWER}])"),
    ("letter", rf"[a-zđ]\d?(?:{_DOUBLE}|\.?\)(?=\s|$|[{LOWER}]|{_OPENS})|[.:](?=\s|{_OPENS})|\s?[/{DASHES}](?=\s?{_OPENS})|,(?=\s+[{UPPER}]))"),
    ("dash", rf"[{DASHES}](?=\s*[^\s{DASHES}_.*=/])(?!\d[\d.,]*\s?%?\s*$)"),
    ("plus", rf"\+(?=\s+\S|[{UPPER}{LOWER}])"),
    ("star", rf"\*(?=\s*[^\s*{DASHES}_.=])"),
    ("bullet", rf"[{_BULLETS}](?=\s*\S)|o(?=\s+[{UPPER}])"),
)  # fmt: skip
_NUMBERING = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]
# Blanks, and the marks of Markdown that crawled pages keep.
_LEAD = re.compile(r"\s*(?:\*{2,3}|#{1,6}\s|__)?\s*")
_FIRST = re.compile(rf"[\d{UPPER}a-zđ({DASHES}+*{_BULLETS}]")
# "V.I. Lênin", "I-III", "V. I.": a capital with a mark right after a roman label is an initial, a second numeral a range.
_INITIAL = re.compile(rf"\s?[{UPPER}]\.|[IVX]+(?![{UPPER}{LOWER}])")
_ZERO_LEVEL = re.compile(r"\.0|^0+\D")


def numbering(line: str) -> Numbering | None:
    """The label at the beginning of a line, None where there is none ("1.245 đảng viên", "19/5/2026", "01-NQ/ĐUK", "A. Nguyễn").

    Leading blanks and the marks of Markdown (``**``, ``#``) are skipped. ``end`` is an offset into ``line``.
    """
    start = _after_lead(line, 0)
    if not _FIRST.match(line, start):
        return None
    for kind, pattern in _NUMBERING:
        found = pattern.match(line, start)
        if found and not _misread(kind, found):
            levels = len(re.findall(r"\d+|[IVX]+", found[0])) if kind == "decimal" else 1
            return Numbering(found[0].strip(), kind, DEPTH[kind] + levels - 1, _after_lead(line, found.end()))
    return None


def _after_lead(line: str, at: int) -> int:
    found = _LEAD.match(line, at)
    return found.end() if found else at


def _misread(kind: Kind, found: re.Match[str]) -> bool:
    """True for an initial, a range of numerals or a decimal ("4.0") that looks like a label."""
    if kind == "roman":
        return _INITIAL.match(found.string, found.end()) is not None
    return kind == "decimal" and _ZERO_LEVEL.search(found[0]) is not None


_HEADING_LENGTH = 250  # characters: "I. Kết quả triển khai thực hiện Nghị quyết số … ngày … của …" reaches 200
_BOLD_LENGTH = 160
_PLAIN_LENGTH = 80  # a numbered line as long as that is the first line of a paragraph (85-95 at 14 points on A4)
_INNER_END = re.compile(rf"[{UPPER}{LOWER}]{{2}}[.!?;]\s+[{UPPER}]")
_NUMBER_LINE = re.compile(rf"(?:Số|SỐ)\s*[:.\d]|.*\d\s?[{DASHES}/]\s?[{UPPER}]{{1,3}}[{UPPER}{LOWER}]{{0,4}}\s?/")


def is_heading(line: str, *, bold: bool = False) -> bool:
    """True where a line alone looks like a heading: a division, a roman or decimal label with a short title, capitals, or bold and short."""
    text = line.strip()
    bold = bold or (text.startswith(("**", "#")) and not text.endswith("."))
    text = text[_after_lead(text, 0) :].removesuffix("**").removesuffix("__").rstrip()
    if not text or len(text) > _HEADING_LENGTH or text[-1] in ",;+" + DASHES[1:] or text.endswith("./."):
        return False
    label = numbering(text)
    if label and label.kind in ("part", "appendix", "chapter", "section"):
        return True
    rest = text[label.end :] if label else text
    if not rest or text[-1] in ".!?…" or _INNER_END.search(rest) or (label is None and _NUMBER_LINE.match(text)):
        return False
    if label and label.kind in ("dash", "plus", "star", "bullet", "ordinal", "clause", "point"):
        return False
    if label and label.kind in ("roman", "capital"):
        return True
    letters = [c for c in rest if c.isalpha()]
    if len(letters) >= 4 and sum(c.isupper() for c in letters) >= 0.9 * len(letters):
        return True
    if not letters or len(rest) > (_BOLD_LENGTH if bold else _PLAIN_LENGTH):
        return False
    if label and label.kind in ("decimal", "article"):
        return text[-1] != ":" and rest.lstrip(QUOTES + "(")[:1].isupper()
    return bold


class Outline:
    """Turns the ranks of a document's labels, line by line, into nested levels from 1: one that begins with "1." and goes on with "-" has two."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def level(self, depth: int) -> int:
        """Level of a line of this rank (``Numbering.depth``) among those before it: it closes all of its own and of lower ranks."""
        while self._open and self._open[-1] >= depth:
            self._open.pop()
        self._open.append(depth)
        return len(self._open)
