"""Codes of types and organs inside document numbers: what is known, how it is officially written, whose form it has."""

from __future__ import annotations

import re
from functools import lru_cache

from corpora.gazetteers import Body, DocumentType, bodies, bodies_by_code, organ_codes, types_by_code
from extractors.scan import plain_of


_FIRST = re.compile(r"[-/.]")


@lru_cache(maxsize=1)
def type_codes() -> dict[str, str]:
    """Official code of a type by plain form; where two share one ("da": ĐA, DA) the first in the gazetteer."""
    found: dict[str, str] = {}
    for code in types_by_code():
        found.setdefault(plain_of(code), code)
    return found


@lru_cache(maxsize=1)
def _organs() -> dict[str, tuple[str, str]]:
    """Official code and form by plain form, of bodies that are known by a code of their own."""
    found: dict[str, tuple[str, str]] = {}
    for body in bodies():
        if body.code:
            found.setdefault(plain_of(body.code), (body.code, _form(body)))
    for part in organ_codes():
        if part.part == "level" or (part.part == "unit" and len(part.code) > 2) or (part.part == "sector" and len(part.code) > 3):
            found.setdefault(plain_of(part.code), (part.code, part.form or "party"))
    for body in bodies():
        for code in body.variants:
            if " " not in code and code.upper() == code:
                found.setdefault(plain_of(code), (code, _form(body)))
    return found


def _form(body: Body) -> str:
    return "party" if "party" in body.forms else "state"


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """(plain, official, form) of the parts of composed codes, by part."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for part in organ_codes():
        found.setdefault(part.part, []).append((plain_of(part.code), part.code, part.form))
    return {name: tuple(items) for name, items in found.items()}


@lru_cache(maxsize=8192)
def known_organ(plain: str) -> tuple[str, str] | None:
    """Official code and form ("party" or "state") of a body's code in plain form, composed ones too; None where it is unknown."""
    bare = plain.rstrip("0123456789")
    digits = plain[len(bare) :]
    if bare in _organs():
        code, form = _organs()[bare]
        return code + digits, form
    for part, tails in (("unit", None), ("agency", _parts()["sector"])):
        for head, official, _ in _parts()[part]:
            if not bare.startswith(head) or len(bare) == len(head):
                continue
            rest = bare[len(head) :]
            if tails is not None:
                match = next((code for tail, code, _ in tails if tail == rest), None)
                if match:
                    return official + match + digits, "state"
            elif rest in _organs():
                code, form = _organs()[rest]
                return official + code + digits, form
    return None


@lru_cache(maxsize=8192)
def split_code(plain: str) -> tuple[str, str] | None:
    """Official type code, and the plain rest that is fused to it ("qdubnd": QĐ, "ubnd"; "bctd": BC, "td"); None for no type code."""
    codes = type_codes()
    if plain in codes:
        return codes[plain], ""
    if known_organ(plain):
        return None
    prefixes = [plain[:n] for n in range(len(plain) - 1, 1, -1) if plain[:n] in codes]
    for prefix in prefixes:
        if known_organ(plain[len(prefix) :]):
            return codes[prefix], plain[len(prefix) :]
    return (codes[prefixes[0]], plain[len(prefixes[0]) :]) if prefixes else None


def types_of(code: str, style: str, organ: str) -> tuple[DocumentType, ...]:
    """Types that a code may stand for in a number of this style ("party" or "state") and organ, most usual first.

    QĐ in a State number is Quyết định (Nghị định 30/2020/NĐ-CP has QyĐ for Quy định), in a Party number either;
    TT is Thông tư in the State and Thông tri in the Party.
    """
    kinds = types_by_code().get(code, ())
    known = known_organ(plain_of(_FIRST.split(organ, maxsplit=1)[0])) if organ else None
    form = known[1] if known else style
    if len(kinds) > 1 and code == "QĐ":
        return kinds[:1] if form == "state" else kinds
    same = tuple(kind for kind in kinds if form in kind.forms or (form == "state" and "court" in kind.forms))
    return same or kinds


def is_code_of(code: str, kind: DocumentType) -> bool:
    """True where the code may stand for the type (a code is compared with its type's parent too)."""
    return any(kind.name in (other.name, other.parent) or kind.parent == other.name for other in types_by_code().get(code, ()))


def has_body(code: str) -> bool:
    """True for the code of a body in the gazetteer."""
    return code in bodies_by_code()
