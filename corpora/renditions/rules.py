"""What offices add around the text of a document, by form and by day: the rules of 36-HD/VPTW, of 05-HD/VPTW from 27/5/2026, of Nghị định 30."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from corpora.vk.document import Part, Source

NEW_RULES = "2026-05-27"


class Rules(Struct, frozen=True):
    """Set words, and sizes in points."""

    number_word: str
    under_issuer: str
    hyphens: str
    entry_end: str
    drawn_lines: bool
    motto_sizes: tuple[int, ...]
    issuer_size: int
    body_size: int
    label_size: int
    list_size: int
    letter_size: int
    post_bold: bool


_PARTY = Rules("Số ", "*", "-----", ",", False, (15,), 14, 14, 14, 12, 12, False)
_STATE = Rules("Số: ", "", "", ";", True, (12, 13), 12, 14, 12, 11, 12, True)
_YOUTH = replace(_PARTY, number_word="Số: ", under_issuer="***", entry_end=";", label_size=12, list_size=11)
_BY_FORM = {"dang": _PARTY, "doan": _YOUTH, "nha-nuoc": _STATE, "mat-tran": _STATE, "cong-doan": _STATE, "web": _PARTY}


def rules_of(source: Source, part: Part) -> Rules:
    """The rules for a part, whose form and day are those of the first part where it gives none."""
    form = part.head["form"] or source.head["form"]
    day = part.head["date"] or source.head["date"]
    rules = _BY_FORM[form]
    # Under the new rules a notice has no hyphens below its abstract.
    if form == "dang" and day >= NEW_RULES and part.head["type"].startswith("THÔNG BÁO"):
        return replace(rules, hyphens="")
    return rules
