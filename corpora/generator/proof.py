"""Tries entries out before they are packed: every one in documents of all kinds, and a look at what writers forget."""

from __future__ import annotations

import re

from corpora.generator.bank import Bank, plan, seen_entries
from corpora.generator.entries import CONDITIONS, Entry
from corpora.generator.making import Maker, Wish

_ROUNDS = 8
_STORIES = 5


def prove(entries: list[Entry]) -> list[str]:
    """What is to be mended, a line each; "" entries never used in the trial are named too."""
    found = [finding for entry in entries for finding in _looked_over(entry)]
    used: set[str] = set()
    ids = {entry.id for entry in entries}
    by_kind = {entry.kind for entry in entries}
    # Only the new entries of a kind, so that they are drawn; the seen ones of the kinds that the folder does not have.
    bank = Bank(entries + [entry for entry in seen_entries() if entry.kind not in by_kind], "all")
    missing = {row["kind"] for row in plan()} - by_kind - {entry.kind for entry in seen_entries()}
    if missing:
        return [*found, f"no entry at all of the kinds {', '.join(sorted(missing))}"]
    for seed in range(_ROUNDS):
        maker = Maker(Wish(f"proof {seed}", 9000, "all"), bank)
        for index in range(16 * _STORIES):
            try:
                made = maker.make(index)
            except (KeyError, IndexError, AssertionError, ValueError, LookupError) as error:
                found.append(f"document {index} of seed {seed!r}: {type(error).__name__}: {error}")
                return found
            used.update(made.truth.entries)
            found += [f"digits outside of marks: {text!r}" for text in _stray(made.text) if len(found) < 40]
    return found + [
        f"{id_}: never used in the trial; are its conditions too narrow, or a figure in it always zero?" for id_ in sorted(ids - used)
    ]


def _looked_over(entry: Entry) -> list[str]:
    found = []
    text = "\n".join(entry.lines)
    bare = re.sub(r"⟦i[^⟧]*⟧[^⟦]*⟦/⟧|\{[^{}]*\}|⟦[^⟧]*⟧|“[^”]*”|\d+[a-z]?(?=/)", "", text)
    for line in bare.split("\n"):
        stray = re.search(
            r"(?<!Điều )(?<!Bước )(?<!ngày )(?<!tháng )(?<!quý )(?<!\w)(?<!dưới )(?<!mùng )\d+(?!\d)(?! (?:tháng|của tháng|tuổi|năm|ngày)\b|\. )",
            line,
        )
        if stray and not line.startswith(("@", "|")):
            found.append(
                f"{entry.where}: {entry.id}: the digits {stray[0]!r} come from no slot: {line[max(0, stray.start() - 30) : stray.end() + 20]!r}"
            )
    if text.count("“") != text.count("”"):
        found.append(f"{entry.where}: {entry.id}: quotation marks do not pair")
    found += [f"{entry.where}: {entry.id}: what is the condition {key!r}?" for key in entry.conditions if key not in CONDITIONS]
    if re.search(r"(?m)^(?:[IVX]+[.-]|\d+\.\d|[b-h]\)|[2-9]\. )", text) and not re.search(r"(?m)^(?:1\. |a\) )", text):
        found.append(f"{entry.where}: {entry.id}: a printed label; begin numbered items with '1. ', lettered ones with 'a) '")
    return found


def _stray(text: str) -> list[str]:
    return re.findall(r".{0,20}[{}⟦⟧].{0,20}", text)
