"""Words of organisations' names: heads and levels read with their marks, proper names of places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from core.text import spelling_key
from corpora.gazetteers import document_types, organ_words, province_names
from extractors.scan import Scan, plain_of

BLANKS = re.compile(r"[ ]{1,4}")
_WORD = re.compile(r"[^\W_]+")


class Lexicon(NamedTuple):
    """Words of some kinds: a pattern over plain text, and their right spellings."""

    heads: re.Pattern[str]
    here: re.Pattern[str]
    """The same for a place that is known to begin a name, whatever is glued before it ("củaChính phủ")."""
    words: dict[str, tuple[tuple[str, str], ...]]
    """Spelling keys and kinds by plain form."""


def _pattern(words: set[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"[ ]{1,3}") for w in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=16)
def lexicon(*kinds: str) -> Lexicon:
    """The words of these kinds in the gazetteer."""
    words: dict[str, list[tuple[str, str]]] = {}
    for word in organ_words():
        if word.kind in kinds:
            words.setdefault(plain_of(word.word), []).append((spelling_key(word.word), word.kind))
    here = rf"(?:{_pattern(set(words))})(?![a-z0-9])"
    return Lexicon(re.compile(rf"(?<![a-z0-9]){here}"), re.compile(here), {w: tuple(k) for w, k in words.items()})


HEADS = ("apex", "committee", "organ", "host", "agency", "sector-agency", "named", "inner")


def read(scan: Scan, words: Lexicon, match: re.Match[str], *, loose: bool = False) -> str | None:
    """The kind of a word that was matched without marks, if its marks are right too (or it has none at all)."""
    plain = BLANKS.sub(" ", match[0])
    written = scan.text[match.start() : match.end()]
    key = spelling_key(BLANKS.sub(" ", written.replace("\n", " ")))
    for spelt, kind in words.words[plain]:
        if key == spelt:
            # Codes of bodies are capitals: "tt", "vp", "bct" in small letters are something else.
            return (
                kind
                if loose or len(plain) > 4 or " " in plain or written[0].isupper() or kind in ("level", "level-name", "sector-agency")
                else None
            )
    return None


def after_blank(scan: Scan, at: int) -> int | None:
    """Where the next word begins, None where no blank follows."""
    blanks = BLANKS.match(scan.plain, at)
    return blanks.end() if blanks else None


@lru_cache(maxsize=1)
def _provinces() -> re.Pattern[str]:
    names = {plain_of(name) for name in province_names()}
    return re.compile(rf"(?:{_pattern(names)})(?![a-z0-9])")


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(word.word for word in organ_words() if word.kind == "surname")


def province_end(scan: Scan, at: int) -> int | None:
    """End of the province's name that begins at ``at``."""
    match = _provinces().match(scan.plain, at)
    return match.end() if match else None


def place_end(scan: Scan, at: int, *, any_case: bool = False, person: bool = False) -> int | None:
    """End of the proper name that begins at ``at``: a province, else a run of capitalised words that is no person's name.

    ``person``: a person's name too, as schools bear it.
    """
    text = scan.text
    if at >= len(text) or not (text[at].isupper() or any_case):
        return None
    province = province_end(scan, at)
    if province:
        return province
    run = _capitals(scan, at)
    words = [text[a:b] for a, b in run]
    if len(words) > 2 and all(word.isupper() for word in words) and text[max(0, at - 4) : at].strip().isupper():
        # A heading in capitals: nothing tells where the name ends; two syllables are the rule for places.
        run = run[:2]
    for i in range(1, len(words) - 1):
        if words[i] in _surnames() and not words[i].isupper() and not person and province_end(scan, run[i][0]) is None:
            run = run[:i]
            break
    if len(run) >= 3 and words[0] in _surnames() and not person:
        return None
    return run[-1][1] if run else None


def _capitals(scan: Scan, at: int) -> list[tuple[int, int]]:
    """Capitalised words from ``at``, with the second syllable of common compounds ("Nghiên cứu", "Nhân dân")."""
    run: list[tuple[int, int]] = []
    compounds = lexicon("compound")
    while len(run) < 6:
        word = _WORD.match(scan.text, at)
        if not word or not word[0][0].isupper() or (word[0].isupper() and len(word[0]) > 1 and _titles().match(scan.plain, at)):
            break
        compound = compounds.heads.match(scan.plain, at)
        known = compound is not None and bool(read(scan, compounds, compound))
        if (
            _NO_NAME.match(scan.plain, at)
            or (not known and _is_title(scan, at))
            or (run and not known and (heads_here(scan, at) or _level_here(scan, at)))
        ):
            break
        run.append((at, compound.end() if known and compound else word.end()))
        gap = _LINK.match(scan.plain, run[-1][1]) if known else BLANKS.match(scan.plain, run[-1][1])
        if not gap:
            break
        at = gap.end()
    return run


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    """Names of document types, which follow the issuer in a heading of capitals."""
    return re.compile(rf"(?:{_pattern({plain_of(kind.name) for kind in document_types()})})(?![a-z])")


def _is_title(scan: Scan, at: int) -> bool:
    """Does the name of a type begin here, of which only the first syllable is a capital: "Ban Chỉ đạo Chương trình …"?"""
    match = _titles().match(scan.plain, at)
    return bool(match and " " in match[0] and scan.text[match.start() : match.end()][1:].islower())


_NO_NAME = re.compile(r"(?:khoa|nhiem ky|lan thu|dai hoi)(?![a-z])")
_LINK = re.compile(r"[ ]{1,4}(?:(?:va|-)[ ]{1,3})?")


def _level_here(scan: Scan, at: int) -> bool:
    levels = lexicon("level")
    match = levels.heads.match(scan.plain, at)
    return bool(match and read(scan, levels, match))


def heads_here(scan: Scan, at: int) -> bool:
    """Does a head of an organisation's name begin here?"""
    match = lexicon(*HEADS).heads.match(scan.plain, at)
    return bool(match and read(scan, lexicon(*HEADS), match))
