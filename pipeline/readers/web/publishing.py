"""When a page was published, and what it is called: said in its metadata or in a line beside its title."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from core.text import squeezed

_DATE = r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d{2})"
_ISO = r"(?P<iso>(?:19|20)\d{2}-\d{2}-\d{2})(?:t\d{2}:\d{2}.{0,20})?"
_LABEL = (
    r"(?:(?:được )?(?:đăng|viết|gửi|cập nhật|xuất bản|phát hành|tạo|post(?:ed)?|updated?|published)(?: (?:lúc|ngày|vào|lần cuối|bởi|by|on|at))*|"
    r"ngày(?: (?:đăng|cập nhật|tạo|xuất bản|gửi|viết|phát hành))?|thời gian(?: đăng)?|lúc|thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|"
    r"chủ nhật|giờ|admin|quản trị(?: viên)?|gmt\s?[+-]\s?\d{1,2}(?::\d{2})?|am|pm|sa|ch)"
)
_OTHER = r"(?:\d{1,2}\s?[:h]\s?\d{2}(?:\s?:\s?\d{2})?|(?:số )?(?:lượt xem|lượt đọc|đã xem|đọc|xem)\s?:?\s?[\d.,]+(?: lượt)?|\d[\d.,]* (?:lượt xem|lượt đọc)|a ?[-+]?)"
_BETWEEN = r"[\s,;:|()•·–—-]*"
_LINE = re.compile(
    rf"{_BETWEEN}(?:(?:{_LABEL}|{_OTHER})(?![^\W_]){_BETWEEN}){{0,10}}(?:{_DATE}|{_ISO}){_BETWEEN}(?:(?:{_LABEL}|{_OTHER})(?![^\W_]){_BETWEEN}){{0,10}}"
)
_LONGEST = 150
_SITE = re.compile(r"\b(?:cổng|trang|báo|tạp chí|đài|website|portal|thông tin điện tử|(?:[\w-]+\.)+(?:vn|com|net|org))\b", re.IGNORECASE)
_META = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "og:pubdate",
    "its_publication",
)


def publishing_date(line: str) -> str | None:
    """ISO date of a line that says when a page appeared, and nothing else; None for all other lines. ``line`` in lower case."""
    if len(line) > _LONGEST or not any(char.isdigit() for char in line):
        return None
    found = _LINE.fullmatch(line)
    return _iso(found) if found else None


def _iso(found: re.Match[str]) -> str | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"]).isoformat()
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return None


def declared_date(root: Any, shows: Callable[[Any], bool]) -> str | None:
    """Publishing date in the page's metadata or in a ``time`` element that ``shows`` says is no part of the site's frame."""
    for name in _META:
        for meta in root.iter("meta"):
            if (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold() == name:
                said = _date_in(meta.get("content", ""))
                if said:
                    return said
    for element in root.iter("time"):
        said = _date_in(element.get("datetime", ""))
        if said and shows(element):
            return said
    return None


def _date_in(text: str) -> str | None:
    found = re.search(rf"{_ISO}|{_DATE}", text.casefold())
    return _iso(found) if found else None


def title_of(root: Any, heading: str | None) -> str | None:
    """Title of a page: its first heading where the browser's title holds it, the title given to social networks, else the browser's title without the site's name."""
    element = root.find(".//title")
    browser = squeezed("".join(element.itertext())) if element is not None else ""
    if heading and (not browser or heading.casefold() in browser.casefold()):
        return heading
    social = next((squeezed(m.get("content", "")) for m in root.iter("meta") if (m.get("property") or m.get("name")) == "og:title"), "")
    return _without_site(social or browser) or heading or None


def _without_site(title: str) -> str:
    parts = re.split(r"\s+[-|–—»]\s+", title)
    while len(parts) > 1 and (_SITE.search(parts[-1]) or len(parts[-1]) < 4):
        parts.pop()
    while len(parts) > 1 and _SITE.match(parts[0]):
        parts.pop(0)
    kept = " - ".join(parts)
    return kept if kept in title or len(parts) == 1 else title
