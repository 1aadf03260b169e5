"""Organisations named in a text: a grammar of heads, hosts, levels and proper names (maximal spans).

    Ban Thường vụ | Đảng ủy Khối các cơ quan tỉnh        organ + host + level
    Ủy ban Kiểm tra | Thành ủy | TP HCM                  organ + committee + place
    UBND | huyện | Kỳ Anh;  Sở | Nội vụ;  Bộ Chính trị   agency + level + place; agency + sector; apex

Kinds of words (``corpora/gazetteers/organ_words.csv``): apex (complete alone), committee (complete alone, may name a place), organ and host
(need what they belong to), agency (State bodies and mass organisations), sector-agency (needs its sector), named (needs a proper name),
level, sector, post, surname. Heads that stand alone ("chi bộ", "cấp ủy") name no body and are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from core.document import Document
from core.mentions import Organisation
from core.spans import Span
from core.text import folded, spelling_key
from corpora.gazetteers import body_by_name, organ_words, province_names
from extractors.scan import Scan, plain_of, scan_document

_BLANKS = re.compile(r"[ ]{1,4}")
_WORD = re.compile(r"[^\W_]+")
_MAX_PARTS = 6
_PLURAL = re.compile(r"(?:^|[^a-z])(?:cac|nhung|moi|tung|mot so|nhieu|hai|\d+)[ ]{1,3}$")


class OrganisationAt(NamedTuple):
    """A body's name and where it stands."""

    start: int
    end: int
    kind: str


class _Lexicon(NamedTuple):
    heads: re.Pattern[str]
    words: dict[str, tuple[tuple[str, str], ...]]
    """Spelling keys and kinds by plain form."""


def _pattern(words: set[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"[ ]{1,3}") for w in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=4)
def _lexicon(*kinds: str) -> _Lexicon:
    words: dict[str, list[tuple[str, str]]] = {}
    for word in organ_words():
        if word.kind in kinds:
            words.setdefault(plain_of(word.word), []).append((spelling_key(word.word), word.kind))
    return _Lexicon(re.compile(rf"(?<![a-z0-9])(?:{_pattern(set(words))})(?![a-z0-9])"), {w: tuple(k) for w, k in words.items()})


_HEADS = ("apex", "committee", "organ", "host", "agency", "sector-agency", "named")
_INNER = ("apex", "committee", "organ", "host", "agency", "sector-agency", "named")


def _read(scan: Scan, lexicon: _Lexicon, match: re.Match[str]) -> str | None:
    """The kind of a word that was matched without marks, if its marks are right too (or it has none at all)."""
    plain = _BLANKS.sub(" ", match[0])
    written = scan.text[match.start() : match.end()]
    key = spelling_key(_BLANKS.sub(" ", written.replace("\n", " ")))
    for spelt, kind in lexicon.words[plain]:
        if key == spelt:
            # Codes of bodies are capitals: "tt", "vp", "bct" in small letters are something else.
            return kind if len(plain) > 4 or " " in plain or written[0].isupper() or kind in ("level", "sector-agency") else None
    return None


def _next(scan: Scan, at: int) -> int | None:
    blanks = _BLANKS.match(scan.plain, at)
    return blanks.end() if blanks else None


@lru_cache(maxsize=1)
def _provinces() -> re.Pattern[str]:
    names = {plain_of(name) for name in province_names()}
    return re.compile(rf"(?:{_pattern(names)})(?![a-z0-9])")


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(word.word for word in organ_words() if word.kind == "surname")


def _place(scan: Scan, at: int) -> int | None:
    """End of the proper name that begins at ``at``: a province, else a run of capitalised words that is no person's name."""
    text = scan.text
    if at >= len(text) or not (text[at].isupper()):
        return None
    province = _provinces().match(scan.plain, at)
    if province:
        return province.end()
    run: list[tuple[int, int]] = []
    pos = at
    while len(run) < 5:
        word = _WORD.match(text, pos)
        if not word or not (word[0][0].isupper() or (run and word[0].isdigit())):
            break
        if _heads_here(scan, pos) and run:
            break
        run.append(word.span())
        gap = _BLANKS.match(scan.plain, word.end())
        if not gap:
            break
        pos = gap.end()
    words = [text[a:b] for a, b in run]
    for i in range(1, len(words) - 1):
        if words[i] in _surnames() and not words[i].isupper():
            run = run[:i]
            break
    if len(run) >= 3 and words[0] in _surnames():
        return None
    return run[-1][1] if run else None


def _heads_here(scan: Scan, at: int) -> bool:
    match = _lexicon(*_HEADS).heads.match(scan.plain, at)
    return bool(match and _read(scan, _lexicon(*_HEADS), match))


_CENTRAL = re.compile(r"(?:trung uong|tw)(?![a-z])(?:[ ]{1,3}dang(?![a-z])(?:[ ]{1,3}cong san viet nam)?)?")
_BLOC = re.compile(
    r"khoi(?![a-z])(?:[ ]{1,3}(?:cac[ ]{1,3})?(?:co quan(?:[ ]{1,3}(?:va[ ]{1,3})?doanh nghiep)?|doanh nghiep)(?![a-z])"
    r"(?:[ ]{1,3}(?:trung uong|tw)(?![a-z]))?)?"
)
_OFFICES = re.compile(r"(?:cac[ ]{1,3})?co quan(?![a-z])(?:[ ]{1,3}(?:chinh quyen|dang)(?![a-z]))?")
_PARTY = re.compile(r"dang(?![a-z])(?:[ ]{1,3}cong san viet nam)?")
_BRACKET = re.compile(r"[ ]{1,2}\([A-ZĐƯ.&-]{2,10}\)(?=[ ])")


def _tail(scan: Scan, at: int, kind: str, depth: int) -> int:
    """End of what belongs to a head that ends at ``at``."""
    end = at
    for _ in range(_MAX_PARTS):
        bracket = _BRACKET.match(scan.text, end)
        begin = _next(scan, bracket.end() if bracket else end)
        if begin is None:
            break
        step = _step(scan, begin, kind, depth)
        if step is None or (bracket and step <= begin):
            break
        end, kind = step, "placed" if kind != "organ" and kind != "host" else "hosted"
    return end


def _step(scan: Scan, begin: int, kind: str, depth: int) -> int | None:
    """End of one part of a name: an inner body, the centre, the bloc, a level with its place, a place."""
    plain = scan.plain
    if kind in ("organ", "host", "hosted", "named"):
        inner = _body(scan, begin, depth + 1) if depth < _MAX_PARTS and kind != "named" else None
        if inner and (inner.kind != "sector-agency" or inner.end):
            return inner.end
        central = _CENTRAL.match(plain, begin)
        if central:
            return central.end()
    if kind in ("organ", "host", "agency", "hosted"):
        bloc = _BLOC.match(plain, begin)
        if bloc and scan.text[begin : begin + 4].lower() == "khối":
            return bloc.end()
        offices = _OFFICES.match(plain, begin)
        if offices and kind in ("host", "hosted"):
            return offices.end()
    if kind in ("apex", "organ"):
        for pattern in (_CENTRAL, _PARTY):
            match = pattern.match(plain, begin)
            if match and scan.text[match.start()] != "đ":
                return match.end()
    levels = _lexicon("level")
    level = levels.heads.match(plain, begin)
    if level and kind != "apex" and _read(scan, levels, level):
        return _level(scan, level)
    return _place(scan, begin) if kind not in ("apex", "placed") else None


_DIGITS = re.compile(r"\d{1,2}(?![\d/.,%])")


def _level(scan: Scan, level: re.Match[str]) -> int:
    after = _next(scan, level.end())
    if after is None:
        return level.end()
    if level[0] in ("quan", "phuong", "khu pho", "thon"):
        number = _DIGITS.match(scan.plain, after)
        if number:
            return number.end()
    return _place(scan, after) or level.end()


def _body(scan: Scan, at: int, depth: int = 0) -> OrganisationAt | None:
    """The body whose name begins at ``at``; ``kind`` "bare" where the head alone stands and names none."""
    lexicon = _lexicon(*_HEADS)
    match = lexicon.heads.match(scan.plain, at)
    kind = _read(scan, lexicon, match) if match else None
    if match is None or kind is None:
        return None
    end = match.end()
    if kind == "sector-agency":
        sector = _sector(scan, end)
        if sector is None:
            return None
        end = sector
    tail = _tail(scan, end, "placed-agency" if kind == "sector-agency" else kind, depth)
    if kind in ("organ", "host", "named") and tail == end:
        return OrganisationAt(at, end, "bare") if depth == 0 or kind == "host" else None
    if kind == "agency" and tail == end and not scan.text[at].isupper():
        return OrganisationAt(at, end, "bare")
    return OrganisationAt(at, tail, kind)


def _sector(scan: Scan, at: int) -> int | None:
    begin = _next(scan, at)
    if begin is None:
        return None
    lexicon = _lexicon("sector")
    match = lexicon.heads.match(scan.plain, begin)
    return match.end() if match and _read(scan, lexicon, match) else None


def _named(scan: Scan, found: OrganisationAt) -> bool:
    """Does it name a body, and not a class of bodies?"""
    if found.kind == "bare":
        return False
    first = scan.text[found.start]
    if found.kind == "apex" and not first.isupper():
        return scan.plain.startswith(("bo chinh tri", "ban bi thu"), found.start)
    if found.kind == "committee" and _PLURAL.search(scan.plain, max(0, found.start - 12), found.start):
        return scan.text[found.start : found.end].count(" ") > 1
    return True


def organisations_in(scan: Scan) -> list[OrganisationAt]:
    """All bodies named in a text, in order, maximal spans."""
    lexicon = _lexicon(*_HEADS)
    found: list[OrganisationAt] = []
    done = 0
    for match in lexicon.heads.finditer(scan.plain):
        if match.start() < done:
            continue
        body = _body(scan, match.start())
        if body and _named(scan, body):
            found.append(body)
            done = body.end
    return found


def issuer_at(scan: Scan, at: int) -> int | None:
    """End of the issuer whose name begins at ``at``: a body, bare heads and posts of a body ("Chủ tịch UBND tỉnh") included."""
    posts = _lexicon("post")
    post = posts.heads.match(scan.plain, at)
    if post and _read(scan, posts, post):
        after = _next(scan, post.end())
        body = _body(scan, after) if after is not None else None
        return body.end if body else post.end()
    body = _body(scan, at)
    return body.end if body else None


def find_organisations(document: Document) -> tuple[Organisation, ...]:
    """The organisations of a Document in order; ``key`` is the gazetteer's where the name is a known one."""
    scan = scan_document(document)
    known = body_by_name()
    made = []
    for body in organisations_in(scan):
        name = " ".join(scan.text[body.start : body.end].split())
        entry = known.get(folded(name))
        made.append(Organisation(span=Span(body.start, body.end), name=name, key=entry.key if entry else None))
    return tuple(made)
