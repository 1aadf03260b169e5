"""Lines of a signature block: in whose name (quyền hạn), post (chức vụ), person."""

from __future__ import annotations

import re
from functools import lru_cache

from corpora.form import name_titles, posts, surnames
from extractors.header.issuer import head_of
from extractors.header.lines import Line
from extractors.scan import plain_of

# T/M, K/T, T/L, TM., KT., TL., TUQ.; the slash or the point may be lost.
_AUTHORITY = re.compile(
    r"(?:(?:t\s?/\s?m|k\s?/\s?t|t\s?/\s?l|t\s?/\s?u\s?/\s?q)\s?[.,:]?|(?:tm|kt|tl|tuq)\s?[.,:/]|(?:tm|kt|tl|tuq)(?=\s)|thay mat)\s*(?=[a-z])"
)
ACTING = re.compile(r"q\s?[./]\s*(?=[a-z])|quyen\s+(?=[a-z])")
# "(Đã ký)", "(Ký tên, đóng dấu)", "[đã ký]", a seal described in words, the notes of a digital signature.
SIGNED = re.compile(
    r"[(\[*\s]*(?:(?:da\s+)?ky\b(?:\s*(?:ten|va|,|ghi|ro|ho|dong|dau|so|dien tu|thay|boi)\b[\s,]*)*|chu ky\b.*|dau cua\b.*|dau$|dong dau\b.*)[)\]\s.*]*$"
)
_SIGNED_BEFORE = re.compile(r"[(\[*]*\s*da\s+ky\s*[)\]:.,*-]+\s*(?=\w)")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*['’]?")


@lru_cache(maxsize=1)
def _posts() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for post in posts():
        words = tuple(plain_of(post.words).split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(found[first]) for first in found}


@lru_cache(maxsize=1)
def _name_titles() -> re.Pattern[str]:
    words = sorted((re.escape(plain_of(title.words)) for title in name_titles()), key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(words)})(?![a-z])[\s.,:]*)+")


def is_authority(line: Line) -> bool:
    """True for "T/M BAN THƯỜNG VỤ", "K/T TRƯỞNG BAN", "TM. ỦY BAN NHÂN DÂN", also in the small letters of old fonts."""
    found = _AUTHORITY.match(line.key)
    if not found or len(line.text) > 120 or line.text.rstrip().endswith((".", ";", ",")):
        return False
    rest = line.part(found.end(), len(line.key))
    return rest.caps or (len(line.text) <= 60 and bool(head_of(rest) or is_post(rest, any_case=True)))


def is_post(line: Line, *, any_case: bool = False) -> bool:
    """True for a line that is a post: it begins with one and says little more ("PHÓ BÍ THƯ THƯỜNG TRỰC").

    Without capitals it has to be short; ``any_case`` takes small letters at its beginning too (below an authority line).
    """
    acting = ACTING.match(line.key)
    key = line.key[acting.end() :] if acting else line.key
    words = key.split()
    if not words or len(line.text) > 100 or line.text.rstrip().endswith((":", ";", ",")):
        return False
    fits = any(tuple(words[: len(post)]) == post for post in _posts().get(words[0], ()))
    return fits and (line.caps or ((any_case or line.text[:1].isupper()) and len(words) <= 6))


def has_surname(name: Line) -> bool:
    """True where the first word is a Vietnamese family name."""
    return name.text.split()[0].lower() in surnames()


def name_of(line: Line) -> Line | None:
    """The person's name in a line that is one: "Nguyễn Văn An", "(Đã ký) Hoàng Kim Thoa", "Đại tá Lò Văn Páo"; None for other lines."""
    signed = _SIGNED_BEFORE.match(line.key)
    at = signed.end() if signed else 0
    title = _name_titles().match(line.key, at)
    if title and title.end() < len(line.key):
        at = title.end()
    name = line.part(at, len(line.key))
    name = name.part(0, len(name.key.rstrip(" .,;*)")))
    words = name.text.split()
    if not 2 <= len(words) <= 6 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return None
    if any(len(word) > 9 for word in words) or is_post(name) or is_authority(name) or SIGNED.match(line.key):
        return None
    family = has_surname(name)
    if name.caps:
        return name if family and len(words) <= 5 and not head_of(name) else None
    if not all(word[0].isupper() or (i and word == "và") for i, word in enumerate(words)):
        return None
    return name if family or (len(words) <= 4 and not head_of(name)) else None
