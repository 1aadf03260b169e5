"""Codes of types and organs inside document numbers: what is known, how it is officially written, whose form it has."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from corpora.gazetteers import Body, DocumentType, bodies, organ_codes, types_by_code
from extractors.scan import plain_of

_FIRST = re.compile(r"[-/.]")


@lru_cache(maxsize=1)
def type_codes() -> dict[str, str]:
    """Official code of a type by plain form; where two share one ("da": ĐA, DA) the first in the gazetteer."""
    found: dict[str, str] = {}
    for code in types_by_code():
        found.setdefault(plain_of(code), code)
    return found


class Organ(NamedTuple):
    """A body's code as officially written, and the forms (party, state) of the numbers in which it stands."""

    code: str
    forms: frozenset[str]


_PARTY, _STATE = frozenset({"party"}), frozenset({"state"})


@lru_cache(maxsize=1)
def _organs() -> dict[str, Organ]:
    """Bodies that are known by a code of their own, by plain form; BTC is both Ban Tổ chức and Bộ Tài chính."""
    found: dict[str, Organ] = {}

    def add(code: str, forms: frozenset[str]) -> None:
        known = found.get(plain_of(code))
        found[plain_of(code)] = Organ(known.code, known.forms | forms) if known else Organ(code, forms)

    for body in bodies():
        if body.code:
            add(body.code, _forms(body))
    for part in organ_codes():
        if part.part == "level" or (part.part == "unit" and len(part.code) > 2) or (part.part == "sector" and len(part.code) > 3):
            add(part.code, _STATE if part.form == "state" else _PARTY)
    for body in bodies():
        for code in body.variants:
            if " " not in code and code.upper() == code:
                add(code, _forms(body))
    return found


def _forms(body: Body) -> frozenset[str]:
    return _PARTY if "party" in body.forms else _STATE


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """(plain, official, form) of the parts of composed codes, by part."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for part in organ_codes():
        found.setdefault(part.part, []).append((plain_of(part.code), part.code, part.form))
    return {name: tuple(items) for name, items in found.items()}


@lru_cache(maxsize=8192)
def known_organ(plain: str) -> Organ | None:
    """The body of a code in plain form, composed ones too (BTC + TU, S + NV); None where it is unknown."""
    bare = plain.rstrip("0123456789")
    digits = plain[len(bare) :]
    if bare in _organs():
        organ = _organs()[bare]
        return Organ(organ.code + digits, organ.forms)
    for part, tails in (("unit", None), ("agency", _parts()["sector"])):
        for head, official, _ in _parts()[part]:
            if not bare.startswith(head) or len(bare) == len(head):
                continue
            rest = bare[len(head) :]
            if tails is not None:
                match = next((code for tail, code, _ in tails if tail == rest), None)
                if match:
                    return Organ(official + match + digits, _STATE)
            elif rest in _organs():
                organ = _organs()[rest]
                return Organ(official + organ.code + digits, organ.forms)
    return None


def is_composed(plain: str) -> bool:
    """True for a code in plain form that joins a unit and the body it belongs to (BTC + TU), and so names one body."""
    return any(plain.startswith(head) and len(head) > 1 and plain[len(head) :] in _organs() for head, _, _ in _parts()["unit"])


@lru_cache(maxsize=1)
def _unions() -> tuple[str, ...]:
    codes = {code for body in bodies() if body.forms == {"union"} for code in (body.code, *body.variants) if code.isupper() or "Đ" in code}
    return tuple(sorted(plain_of(code) for code in codes if " " not in code and len(code) > 2))


def is_union(plain: str) -> bool:
    """True for a code in plain form of the Front or a mass organisation (TWĐTN, TWĐTN-BKT), whose numbers have the Party's order."""
    return plain.startswith(_unions())


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
    """Types that a code may stand for in a number of this style ("party", "state", "law" with a year inside) and organ.

    QĐ in a State number is Quyết định (Nghị định 30/2020/NĐ-CP has QyĐ for Quy định), in a Party number either;
    TT is Thông tư in the State and Thông tri in the Party.
    """
    kinds = types_by_code().get(code) or _of_prefix(code)
    form = "state" if style == "law" else style
    known = known_organ(plain_of(_FIRST.split(organ, maxsplit=1)[0])) if organ else None
    if known and style != "law" and form not in known.forms:
        form = next(iter(known.forms))
    if len(kinds) > 1 and code == "QĐ":
        return kinds[:1] if form == "state" else kinds
    same = tuple(kind for kind in kinds if form in kind.forms or (form == "state" and "court" in kind.forms))
    return same or kinds


def _of_prefix(code: str) -> tuple[DocumentType, ...]:
    """Types of a compound code that no list has: NQCĐ begins with NQ."""
    split = split_code(plain_of(code))
    return types_by_code().get(split[0], ()) if split else ()


def is_code_of(code: str, kind: DocumentType) -> bool:
    """True where the code may stand for the type (a code is compared with its type's parent too)."""
    return any(
        kind.name in (other.name, other.parent) or kind.parent == other.name for other in types_by_code().get(code) or _of_prefix(code)
    )
