"""What thirty lines of regular expressions give: the peer column of the accuracy table.

A fair first try of a programmer who has seen a few documents: one pattern for numbers, one for dates, one for figures.
"""

from __future__ import annotations

import re
from typing import Any

TYPES = "Nghị quyết|Chỉ thị|Kết luận|Quy định|Quyết định|Quy chế|Hướng dẫn|Thông báo|Thông tri|Kế hoạch|Báo cáo|Công văn|Tờ trình|Chương trình|Đề án|Nghị định|Thông tư|Luật"
NUMBER = re.compile(
    rf"(?:({TYPES})\s+)?(?:số\s*)?(\d{{1,5}}[a-z]?\s*[-–/]\s*(?:\d{{4}}\s*/\s*)?[A-ZĐÐ][A-Za-zĐÐđ0-9]*(?:\s*[-–/]\s*[A-ZĐÐƯ][A-Za-zĐÐƯ.]*)+)",
    re.IGNORECASE,
)
SHORT = re.compile(rf"((?-i:{TYPES})) (?:số )?(\d{{1,3}})(?![\d/.,%-])|(Nghị quyết Trung ương) (\d{{1,2}})")
DATE = re.compile(r"\s*,?\s*(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})")
FIGURE = re.compile(
    r"(?<![\w/.,:-])(?:(?:gần|hơn|trên|khoảng|ít nhất|không quá) )?(\d+(?:\.\d{3})*(?:,\d+)?)(?:/(\d+(?:\.\d{3})*))?\s*(%|[^\W\d_]+(?: [^\W\d_]+)?)?(?![\w/:])"
)
BEFORE = re.compile(
    r"(?:^|\n|ngày|tháng|năm|quý|[Đđ]iều|[Kk]hoản|[Mm]ục|[Pp]hần|số|[Kk]h[oó][aá]|thứ|lần|cấp|loại|tuổi|[–-])\s*(?:\d+(?:,| và| hoặc))?\s*$|\d[/.-]$",
    re.IGNORECASE,
)
AFTER = re.compile(r"\s*(?:năm|tháng|ngày|tuổi|giờ|\(?khóa|[)]\s|[.]\s*[A-ZĐ]|/\d)", re.IGNORECASE)


def decimal(written: str | None) -> str | None:
    """1.245,5 as 1245.5."""
    return written.replace(".", "").replace(",", ".") if written else None


def extract(text: str) -> dict[str, Any]:
    """References and indicators of a text in the shape of the contract."""
    references, taken = [], []
    for m in NUMBER.finditer(text):
        d = DATE.match(text, m.end())
        date = f"{d[3]}-{int(d[2]):02d}-{int(d[1]):02d}" if d else None
        number = re.sub(r"\s", "", m[2]).replace("–", "-").replace("Ð", "Đ")
        references.append({"start": m.start(), "end": m.end(), "type": m[1], "number": number, "date": date})
        taken.append((m.start(), d.end() if d else m.end()))
    for m in SHORT.finditer(text):
        if not any(s < m.end() and m.start() < e for s, e in taken):
            references.append(
                {"start": m.start(), "end": m.end(), "type": m[1] or "Nghị quyết", "number": None, "ordinal": m[2] or m[4], "date": None}
            )
            taken.append((m.start(), m.end()))
    taken += [m.span() for m in DATE.finditer(text)]
    indicators = []
    for m in FIGURE.finditer(text):
        end = m.end(3) if m[3] == "%" else max(m.end(1), m.end(2))
        if (
            BEFORE.search(text, max(0, m.start() - 14), m.start())
            or AFTER.match(text, end)
            or any(s < end and m.start() < e for s, e in taken)
        ):
            continue
        indicators.append({"start": m.start(), "end": end, "value": decimal(m[1]), "denominator": decimal(m[2]), "unit": m[3]})
    return {"references": references, "indicators": indicators, "organisations": [], "arithmetic": [], "header": None}
