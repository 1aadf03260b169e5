"""Lines whose words say which component of form (thể thức) they are: they vouch for a head or a block of signatures where the geometry is unsure."""

from __future__ import annotations

import re
from functools import lru_cache

from core.text import folded
from corpora.form import mottos, posts

_NUMBER = re.compile(r"so\s*:?[\s._\-\u2026]*\d*[\s._\-\u2026]*[\-\u2013/]")
_RECIPIENTS = re.compile(r"noi (?:nhan|gui)\b")
_ADDRESSED = re.compile(r"kinh (?:gui|trinh)\b")
_FILL_IN = re.compile(r"\bngay\b|\bthang\b|^so\b")


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    # Titles and taglines as typed in the wild: any dash, blanks or none around it.
    words = (re.sub(r"\\?\s+", r"\\s+", re.escape(folded(motto.text))).replace(r"\-", r"\s*[-\u2013]\s*") for motto in mottos())
    return re.compile("|".join(words))


@lru_cache(maxsize=1)
def _posts() -> re.Pattern[str]:
    words = sorted({folded(post.words) for post in posts()}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b")


def is_title(text: str) -> bool:
    """True for the title of Party, State or union at the top right, or the State's tagline."""
    return _titles().search(folded(text)) is not None


def is_number(text: str) -> bool:
    """True for the line of the document's number, written in or left open."""
    return _NUMBER.match(folded(text)) is not None


def is_recipients(text: str) -> bool:
    """True for "Nơi nhận:", which begins the left side of the block of signatures."""
    return text[:1] in "Nn" and _RECIPIENTS.match(folded(text[:12])) is not None


def is_addressed(text: str) -> bool:
    """True for "Kính gửi:", beside which the addressees may stand."""
    return text[:1] in "Kk" and _ADDRESSED.match(folded(text[:12])) is not None


def is_filled_in(text: str) -> bool:
    """True for a line with gaps into which number or date are written by hand."""
    return _FILL_IN.search(folded(text)) is not None


def begins_post(text: str) -> bool:
    """True for a line that begins with a post in capitals (PHÓ BÍ THƯ): it goes on with no line above."""
    return text[:2].isupper() and _posts().match(folded(text)) is not None
