"""What the catalogue keeps of a Document beside itself: the columns that filters, lists and Works need."""

from __future__ import annotations

import re
from bisect import bisect_right
from hashlib import sha256

from msgspec import Struct

from core.document import Document, Field, Header, WorkKey
from core.text import folded, spelling_key, squeezed, typed
from core.viewer import SECRECY_LABELS
from corpora.gazetteers import body_by_name
from corpora.gazetteers.levels import level_words, terms
from index.analysis import fields, keyword, number_key

_TITLE_CHARACTERS = 300
_TITLE_BLOCKS = 25
_LONGEST_LINE = 250
"""Characters; a longer line is a paragraph. The longest title of the 53 real texts in ../shared/gold has 205."""
_SENTENCE = 60
_SENTENCE_ENDS = (".", ";", ":", ",")
"""Where a line of more characters ends so, the text itself has begun."""
_DECORATION = " #*-–•|+"
_BELOW = 8_000
"""Characters below the lines that are looked through."""
_LATER = 1.5
"""A line further down has to be so much more telling: captions repeat the words of the text too."""
_DATE_LINE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}", re.IGNORECASE)


class Description(Struct, frozen=True, kw_only=True):
    """The columns of one Document. Keys are ``analysis.keyword`` and ``analysis.number_key``; ``date`` is ISO."""

    title: str
    work: WorkKey
    text_hash: str
    """"" where the Work has a number: a Document without one is the same Work only where its words are the same."""
    number: str | None = None
    number_key: str | None = None
    type: str | None = None
    type_key: str | None = None
    issuer: str | None = None
    issuer_key: str | None = None
    date: str | None = None
    year: int | None = None
    level: str | None = None
    secrecy: str | None = None
    term: str | None = None


def describe(document: Document) -> Description:
    """The columns of a Document, from its header and, for the title, its first lines."""
    header = document.header or Header()
    number = _value(header.number)
    date = _value(header.date)
    kind = _value(header.type)
    issuer = issuer_of(header)
    level = level_of(header)
    work = WorkKey(kind or "", (number or "").upper(), date or "", folded(issuer or ""))
    return Description(
        title=title_of(document),
        work=work,
        text_hash="" if number else _text_hash(document.text),
        number=number,
        number_key=number_key(number) if number else None,
        type=kind,
        type_key=keyword(kind) if kind else None,
        issuer=issuer,
        issuer_key=keyword(issuer) if issuer else None,
        date=date,
        year=int(date[:4]) if date and date[:4].isdigit() else None,
        level=level,
        secrecy=secrecy_of(header),
        term=term_of(date) if level == "central" else None,
    )


def _text_hash(text: str) -> str:
    """Of letters and digits alone: a rule of dashes, a list mark or a typographic quote is not the same in a Word file and its page."""
    return sha256("".join(c for c in typed(text).casefold() if c.isalnum()).encode()).hexdigest()


def _value(field: Field | None) -> str | None:
    if field is None:
        return None
    return field.value or squeezed(field.text) or None


def issuer_of(header: Header) -> str | None:
    """The issuer with its parent, in capitals as headers print it: "BAN TỔ CHỨC, TỈNH ỦY …". A body known by its name needs no parent."""
    if header.issuer is None:
        return None
    name = squeezed(header.issuer.text)
    parent = squeezed(header.parent.text) if header.parent is not None else ""
    body = body_by_name().get(folded(name))
    if parent and (body is None or body.levels == ("any",)) and folded(parent) not in folded(name):
        name = f"{name}, {parent}"
    return name.upper() or None


def level_of(header: Header) -> str | None:
    """central, provincial, district, commune, grass-roots or enterprise: of a body known by name, else by the words of its name,
    the lowest level named first, else by those of its parent.
    """
    for field in (header.issuer, header.parent):
        if field is None:
            continue
        body = body_by_name().get(folded(squeezed(field.text)))
        if body is not None and len(body.levels) == 1 and body.levels[0] != "any":
            return body.levels[0]
        found = _level_in_words(field.text)
        if found:
            return found
    return None


def _level_in_words(name: str) -> str | None:
    text = f" {_spelled(name)} "
    for word, level, first in level_words():
        key = f" {_spelled(word)} "
        if text.startswith(key) or (not first and key in text):
            return level
    return None


def _spelled(name: str) -> str:
    """One spelling of a name: lower case, new tone placement."""
    return " ".join(map(spelling_key, name.replace(",", " ").split()))


def secrecy_of(header: Header) -> str | None:
    """The label as in ``SECRECY_LABELS``. A label that cannot be read counts as the highest: better hidden than shown."""
    if header.secrecy is None:
        return None
    # Spaced letters are joined before they are folded: a "Y" alone would be an i.
    letters = folded("".join(c for c in header.secrecy.value or header.secrecy.text if c.isalpha()))
    for label in reversed(SECRECY_LABELS):
        if "".join(folded(label).split()) in letters:
            return label
    return SECRECY_LABELS[-1]


def term_of(date: str | None) -> str | None:
    """Party term of the centre on an ISO date ("XII"), None where the day is not known or lies before the first in the list."""
    if date is None or len(date) != len("2016-01-28"):
        return None
    i = bisect_right(terms(), date, key=lambda term: term.first_day) - 1
    return terms()[i].term if i >= 0 else None


def title_of(document: Document) -> str:
    """Type and abstract of the header; else the title that the file carries; else the line at the top that says what follows."""
    header = document.header
    if header is not None and header.abstract is not None:
        kind = squeezed(header.type.value or header.type.text) if header.type is not None else ""
        return _short(f"{kind} {squeezed(header.abstract.text)}".strip())
    if document.file.title and document.file.title.strip():
        return _short(squeezed(document.file.title))
    return _short(_telling_line(document).strip(_DECORATION))


def _telling_line(document: Document) -> str:
    """Of the lines above the first paragraph or sentence the one whose neighbouring syllables come back most often below: a title
    does, a menu, a date line or an author do not.
    """
    text = document.text
    lines: list[str] = []
    end = 0
    for block in document.blocks[:_TITLE_BLOCKS]:
        line = squeezed(block.span.of(text))
        if lines and (len(line) > _LONGEST_LINE or (line[-1:] in _SENTENCE_ENDS and len(line) > _SENTENCE)):
            break
        if block.kind != "furniture" and any(c.isalpha() for c in line):
            lines.append(line)
        end = block.span.end
    if not lines:
        return text.strip().split("\n", 1)[0]
    below = set(fields(text[end : end + _BELOW]).pairs.split())
    best, telling = lines[0], 0.0
    for line in lines:
        if _DATE_LINE.search(line) and len(line) < 60:
            continue
        pairs = fields(line).pairs.split()
        again = len(below.intersection(pairs))
        weight = again * again / (len(pairs) or 1)
        if weight > _LATER * telling:
            best, telling = line, weight
    return best


def _short(title: str) -> str:
    if len(title) <= _TITLE_CHARACTERS:
        return title
    return title[: title.rfind(" ", 0, _TITLE_CHARACTERS) if " " in title[:_TITLE_CHARACTERS] else _TITLE_CHARACTERS] + "…"
