"""Words that open a reference: names of types, their codes as abbreviations, generic words, and labels such as "số"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from core.text import spelling_key
from corpora.gazetteers import DocumentType, citation_words, document_types, types_by_code
from extractors.codes import type_codes
from extractors.scan import Scan, plain_of

GENERIC = ("văn bản", "document")
"""Words that say only that a document follows."""

LABEL = re.compile(r"[ \t\n]{0,4}(?:(?:so(?:(?: va)? ky)?(?: hieu)?|no|number)[ \t\n.:]{0,4})")
"""What may stand between a type's name and the number: "số", "số:", "Số hiệu", "No."."""

LABEL_BEFORE = re.compile(r"(?:^|[^a-z])(?:so(?:(?: va)? ky)?(?: hieu)?|no)[ \t\n.:]{0,6}$")
GAP = re.compile(r"[ \t]{0,3}[\"'(_]?[ \t]{0,2}")


class TypeAt(NamedTuple):
    """A type's name in the text. ``kind`` None: a generic word; ``code`` set: an abbreviation ("CV", "NQ").

    ``exact``: written with the right marks (or none at all), not merely alike without them. ``english``: in a foreign language.
    """

    start: int
    end: int
    kind: DocumentType | None
    exact: bool
    code: str = ""
    english: bool = False

    def capital(self, scan: Scan) -> bool:
        """Does it begin with a capital, as names of documents do?"""
        return scan.text[self.start].isupper()


def _phrase(words: str) -> str:
    # One line end between syllables ("Chỉ⏎thị số 8008"), or nothing where a blank got lost ("Nghịquyết").
    return r"[ ]{0,3}\n?[ ]{0,3}".join(re.escape(word) for word in plain_of(words).split())


class _Names(NamedTuple):
    pattern: re.Pattern[str]
    kinds: dict[str, tuple[DocumentType | None, frozenset[str], bool]]


@lru_cache(maxsize=1)
def _names() -> _Names:
    spelt: dict[str, tuple[DocumentType | None, set[str], bool]] = {}
    for kind in document_types():
        for words, english in [(w, False) for w in (kind.name, *kind.variants)] + [(w, True) for w in kind.english]:
            spelt.setdefault(" ".join(plain_of(words).split()), (kind, set(), english))[1].add(spelling_key(words))
    for words in GENERIC:
        spelt.setdefault(plain_of(words), (None, {spelling_key(words)}, False))
    names = "|".join(_phrase(words) for words in sorted(spelt, key=len, reverse=True))
    codes = "|".join(sorted((re.escape(code) for code in type_codes() if len(code) > 1), key=len, reverse=True))
    pattern = re.compile(
        rf"(?<![a-z])(?:(?P<name>{names})(?:(?![a-z])|(?=so[ :]?\d))"
        rf"|(?P<code>(?<![a-z0-9/.-])(?:{codes})(?=[ .-]{{0,2}}(?:so[ :.]{{0,3}})?\d|[ ]{{0,2}}(?:hoi nghi|dai hoi|trung uong|tw) ?)))"
        rf"|(?P<digits>(?<!\d)\d{{1,5}})"
    )
    joined = {
        words.replace(" ", ""): (kind, frozenset(key.replace(" ", "") for key in keys), english)
        for words, (kind, keys, english) in spelt.items()
    }
    return _Names(pattern, joined)


_BLANKS = re.compile(r"\s+")
# "văn bản" says something only with a number: not in "Luật Ban hành văn bản quy phạm pháp luật số …".
_NUMBERED = re.compile(r"[ \t\n]{0,4}(?:(?:so(?: hieu)?|no)[ \t\n.:]{0,4})?\d")
# kỷ luật, pháp luật, quy luật: no law.
_NO_LAW = re.compile(r"(?<![a-z])(?:k[yi]|phap|quy)[ ]+$")


def anchors(scan: Scan, start: int, end: int) -> list[TypeAt | int]:
    """Names of types, abbreviations and starts of digit groups between two offsets, in order."""
    names = _names()
    found: list[TypeAt | int] = []
    for match in names.pattern.finditer(scan.plain, start, end):
        if match["digits"]:
            found.append(match.start())
        elif match["name"]:
            words = _BLANKS.sub("", match["name"])
            if words == "luat" and _NO_LAW.search(scan.plain, max(0, match.start() - 6), match.start()):
                continue
            kind, keys, english = names.kinds[words]
            if kind is None and not _NUMBERED.match(scan.plain, match.end()):
                continue
            written = spelling_key(_BLANKS.sub(" ", scan.text[match.start() : match.end()])).replace(" ", "")
            found.append(TypeAt(match.start(), match.end(), kind, written in keys or written == words, english=english))
        else:
            written = scan.text[match.start() : match.end()]
            if written[0].isupper() and (written.isupper() or written in types_by_code() or written[1:].islower()):
                found.append(
                    TypeAt(
                        match.start(),
                        match.end(),
                        None,
                        exact=True,
                        code=written if written in types_by_code() else type_codes()[match["code"]],
                    )
                )
    return found


_WORDS = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?(?:[ ]+[^\W\d_]+)?")


def two_words(scan: Scan, at: int) -> tuple[str, str]:
    """The next word, and it with the one after, in small letters; "" where something else follows."""
    match = _WORDS.match(scan.text, at)
    if not match:
        return "", ""
    words = match[0].lower().split()
    return words[0], " ".join(words[:2])


_LAST = re.compile(r"(?:([^\W\d_]+)[ ]+)?([^\W\d_]+)[ .:]*$")


def is_address(scan: Scan, at: int) -> bool:
    """True right after words of addresses, vehicles, telephones and accounts."""
    match = _LAST.search(scan.text, max(0, at - 24), at)
    if not match:
        return False
    last, before = match[2].lower(), (match[1] or "").lower()
    known = citation_words("address")
    return last in known or f"{before} {last}" in known or (last == "số" and before in known)
