"""Numbering of lines: the labels of Party and State outlines, told from dates, figures, document numbers and names.

The outline of Party documents is Phần, I, 1, 1.1, a), -, + (Hướng dẫn 36-HD/VPTW, 05-HD/VPTW); State acts add Chương, Mục, Điều, khoản,
điểm (Nghị định 30/2020/NĐ-CP, phụ lục I); lines in the wild add A, (1), 1/, *, bullets of Word and "Một là,".
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.language.letters import DASHES, LOWER, UPPER

Kind = Literal[
    "part", "appendix", "chapter", "section", "capital", "roman", "article", "clause", "point", "decimal", "ordinal", "letter",
    "dash", "plus", "star", "bullet",
]  # fmt: skip

DEPTH: dict[Kind, int] = {
    "part": 1, "appendix": 1, "chapter": 2, "section": 3, "capital": 3, "roman": 4, "article": 4, "ordinal": 5, "clause": 5, "decimal": 5,
    "point": 10, "letter": 10, "dash": 11, "plus": 12, "star": 13, "bullet": 13,
}  # fmt: skip
"""Rank of each kind, smaller is higher; a decimal label adds one for each level after the first (1.1 is 6)."""


class Numbering(NamedTuple):
    """The label of a line as printed ("II.", "1.2.", "a)", "-", "Điều 5."), its kind and rank, and where the text after it begins."""

    label: str
    kind: Kind
    depth: int
    end: int


_BULLETS = "•●○◦▪▫■□◆◇♦➢➤►▶‣⁃·✓✔❖∙\u25aa\uf02d\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf0e8"
_LETTER = "[^\\W\\d_]"
_ORDINALS = "nhất|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười"
_COUNTS = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?: một| hai| ba)?"
# What must follow a division's number ("Phần thứ nhất", "Mục 3"): the end, a mark, or a title in capitals; else it is a mention in prose.
_TITLE = rf"(?=\s*$|\s*[.:{DASHES}]|\s+[{UPPER}]{{2,}}(?![{DASHES}/]))\s?[.:{DASHES}]?"
# A type code and issuer after a number's dash or slash ("01-NQ/ĐUK", "03-HD", "20/NQ-TW").
_CODE = rf"(?:[{UPPER}][A-Za-zĐđÐ]{{0,6}}\s?/|(?:[BCDĐGHKLMNPQRSTVXÐ]{{2,6}}|[A-ZĐÐ]{{2,5}}(?=[{DASHES}/]))(?![{UPPER}{LOWER}]))"

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("part", rf"(?i:phần)\s+(?:(?i:thứ\s+(?:{_ORDINALS}))|[IVX]{{1,5}}|\d{{1,2}}|[A-HĐ]){_TITLE}"),
    ("appendix", rf"(?i:phụ\s+lục)(?:\s+(?:(?i:số)\s+)?(?:[IVX]{{1,5}}|\d{{1,2}}[a-z]?|[A-HĐ]))?{_TITLE}"),
    ("chapter", rf"(?i:chương)\s+(?:(?i:thứ\s+(?:{_ORDINALS}))|[IVX]{{1,6}}|\d{{1,2}}){_TITLE}"),
    ("section", rf"(?i:(?:tiểu\s+)?mục)\s+(?:[IVX]{{1,5}}|\d{{1,2}}|[A-HĐ]){_TITLE}"),
    ("article", rf"(?i:điều)\s+\d{{1,3}}[a-zđ]?(?:\s?[.:](?!\d)|\s?[{DASHES}](?=\s)|(?=\s*$))"),
    ("clause", r"(?i:khoản)\s+\d{1,2}[a-zđ]?(?:\s?[.:](?!\d)|(?=\s*$))"),
    ("point", r"(?i:điểm)\s+(?:[a-zđ]|\d{1,2})(?:[.:)](?!\d)|(?=\s*$))"),
    ("ordinal", rf"(?i:{_COUNTS})\s+là\s?[,:]|Thứ\s+(?:{_ORDINALS})(?:\s+là)?\s?[,:]"),
    ("decimal", rf"[IVX]{{1,5}}(?:\.\d{{1,2}}){{1,3}}(?:[.):](?!\d)|[{DASHES}](?=\s)|(?=\s+[{UPPER}“\"]))"),
    ("roman", rf"[IVX]{{1,6}}(?:\s?[.:)](?=\s|[{UPPER}“\"])|\s?/(?=\s|[{UPPER}][^\W\d_])|\s?[{DASHES}](?=\s|$|[{UPPER}“\"])|\.?(?=\s*$))"),
    ("capital", rf"[A-EGHĐ](?:\s?[.:)/]|\s?[{DASHES}])(?=\s?[{UPPER}]{{2}}|\s+[{UPPER}][{LOWER}]+\s+[{LOWER}])"),
    ("decimal", r"\(\d{1,2}\)(?=\s|[^\W\d_])"),
    ("decimal", rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?:[.):](?=\s|$|[{UPPER}“\"])|\s?[{DASHES}/](?=\s+[{UPPER}“\"])|(?=\s+[{UPPER}“\"]))"),
    ("decimal", r"\d{1,2}(?:\.\d{1,2}){2,4}(?=\s*$)"),
    ("decimal", rf"\d{{1,3}}(?:[.)](?=\s|$|{_LETTER}|[“\"(])|\s?:(?=\s+[{UPPER}“\"])|\s?[{DASHES}/](?=\s?[{UPPER}“\"])(?!\s?{_CODE}))"),
    ("decimal", rf"\d{{1,2}},(?=\s+[{UPPER}][{LOWER}]*\s+[{LOWER}])"),
    ("letter", rf"\([a-zđ]\)(?=\s|{_LETTER})"),
    ("letter", rf"[a-zđ]\d?(?:\)(?=\s|$|{_LETTER}|[“\"])|[.:](?=\s|[{UPPER}“\"])|\s?[/{DASHES}](?=\s?[{UPPER}“\"])|,(?=\s+[{UPPER}]))"),
    ("dash", rf"[{DASHES}](?=\s*[^\s{DASHES}_.*=])(?!\d[\d.,]*\s?%?\s*$)"),
    ("plus", r"\+(?=\s+\S|[^\W\d_])"),
    ("star", rf"\*(?=\s*[^\s*{DASHES}_.=])"),
    ("bullet", rf"[{_BULLETS}](?=\s*\S)|o(?=\s+[{UPPER}])"),
)
_NUMBERING = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]
_LEAD = re.compile(r"\s*(?:\*{2,3}|#{1,6}\s|__)?\s*")
_FIRST = re.compile(rf"[\dIVXA-HĐa-zđ({DASHES}+*{_BULLETS}PpCcMmĐđKkHhBbNnSsTt]")
# "V.I. Lênin", "I-III", "V. I.": a capital with a mark right after a roman label is an initial, a second numeral a range.
_INITIAL = re.compile(rf"\s?[{UPPER}]\.|[IVX]+(?![{UPPER}{LOWER}])")
_THREE = re.compile(r"\d+\.0|\d+(?:\.\d+)*\.0")


def numbering(line: str) -> Numbering | None:
    """The label at the beginning of a line, None where there is none ("1.245 đảng viên", "19/5/2026", "01-NQ/ĐUK", "A. Nguyễn").

    Leading blanks and the marks of Markdown (``**``, ``#``) are skipped. ``end`` is an offset into ``line``.
    """
    lead = _LEAD.match(line)
    start = lead.end() if lead else 0
    if not _FIRST.match(line, start):
        return None
    for kind, pattern in _NUMBERING:
        found = pattern.match(line, start)
        if found and not _misread(kind, found, line):
            return _numbering(kind, found, line)
    return None


def _misread(kind: Kind, found: re.Match[str], line: str) -> bool:
    """True for an initial, a range of numerals or a decimal that looks like a label."""
    if kind == "roman":
        return _INITIAL.match(line, found.end()) is not None
    return kind == "decimal" and _THREE.match(found[0]) is not None


def _numbering(kind: Kind, found: re.Match[str], line: str) -> Numbering:
    label, end = found[0].rstrip(), found.end()
    behind = _LEAD.match(line, end)
    end = behind.end() if behind else end
    levels = len(re.findall(r"\d+|[IVX]+", label)) if kind == "decimal" else 1
    return Numbering(label, kind, DEPTH[kind] + levels - 1, end)


_HEADING_LENGTH = 250  # characters: "I. Kết quả triển khai thực hiện Nghị quyết số … ngày … của …" reaches 200
_TITLE_LENGTH = 160
_INNER_END = re.compile(rf"[^\W\d_]{{2}}[.!?;]\s+[{UPPER}]")


def is_heading(line: str, *, bold: bool = False) -> bool:
    """True where a line alone looks like a heading: a division, a roman or decimal label with a short title, capitals, or bold and short."""
    text = line.strip().strip("*_#").strip()
    if not text or len(text) > _HEADING_LENGTH or text[-1] in ",;-–+" or text.endswith("./."):
        return False
    label = numbering(text)
    if label and label.kind in ("part", "appendix", "chapter", "section"):
        return True
    rest = text[label.end :] if label else text
    if not rest or text[-1] in ".!?…" or _INNER_END.search(rest):
        return False
    if label and label.kind in ("dash", "plus", "star", "bullet", "ordinal", "clause", "point"):
        return False
    if label and label.kind in ("roman", "capital"):
        return True
    letters = [c for c in rest if c.isalpha()]
    if len(letters) >= 4 and sum(c.isupper() for c in letters) >= 0.9 * len(letters):
        return True
    if len(rest) > _TITLE_LENGTH or not letters:
        return False
    if label and label.kind in ("decimal", "article"):
        return text[-1] != ":" and rest.lstrip('“"(')[:1].isupper()
    return bold
