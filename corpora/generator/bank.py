"""The phrase bank: entries by kind and condition, seen and unseen.

python -m corpora.generator.bank todo [--part unseen|seen]     ids that nobody has written yet, with what is asked for
python -m corpora.generator.bank check DIR [--part unseen]     whether a folder of entries can be used
python -m corpora.generator.bank pack DIR                      puts the unseen entries of a folder into unseen.zip
"""

from __future__ import annotations

import sys
import zipfile
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpora.generator.chance import Chance, Weighted
from corpora.generator.entries import BankError, Entry, is_unseen, parse_entries, read_entries
from corpora.generator.templates import Compiled, compile_entry
from corpora.lists import rows

if TYPE_CHECKING:
    from corpora.generator.telling import Telling

HOME = Path(__file__).resolve().parent
UNSEEN = HOME / "unseen.zip"
BankPart = Literal["seen", "unseen", "all"]
Setting = tuple[str, str, str, str, str, int]
"""Form, level, place, theme, period, year: what the conditions of entries look at."""


class Bank:
    """Compiled entries. Where ``part`` is "unseen", unseen entries are taken wherever their kind has them."""

    def __init__(self, entries: list[Entry], part: BankPart) -> None:
        self._by_kind: dict[str, list[Compiled]] = {}
        for entry in entries:
            self._by_kind.setdefault(entry.kind, []).append(compile_entry(entry))
        if part == "unseen":
            for kind, found in self._by_kind.items():
                self._by_kind[kind] = [each for each in found if is_unseen(each.entry.id)] or found
        self._drawn: dict[tuple[object, ...], Weighted[Compiled] | None] = {}
        self._watched: dict[str, tuple[tuple[int, ...], list[int]]] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        order = [row["topic"] for row in topics()]
        for row in topics():
            for group in ("ket-qua.*", f"ket-qua.{row['group']}"):
                if f"ket-qua.{row['topic']}" in self._by_kind:
                    self._groups[group] = (*self._groups.get(group, ()), f"ket-qua.{row['topic']}")
        self._group_of = {f"ket-qua.{row['topic']}": row["group"] for row in topics()}
        self.order = {f"ket-qua.{topic}": n for n, topic in enumerate(order)}

    def candidates(self, kind: str, setting: Setting) -> Weighted[Compiled] | None:
        """The entries of a kind that may stand in such a document; None where there are none."""
        key = (kind, *self._told_apart(kind, setting))
        if key not in self._drawn:
            allowed = self._belongs(kind, setting)
            fit = [each for each in self._by_kind.get(kind, ()) if allowed and _fits(each.entry, setting)]
            self._drawn[key] = Weighted(fit, [each.entry.weight for each in fit]) if fit else None
        return self._drawn[key]

    def size_of(self, kind: str) -> int:
        """About how many characters an entry of a kind gives."""
        sizes = [each.size for member in self.members(kind) for each in self._by_kind.get(member, ())]
        return int(1.15 * sum(sizes) / len(sizes)) if sizes else 0

    def _told_apart(self, kind: str, setting: Setting) -> tuple[object, ...]:
        """What of a setting the entries of a kind look at: so that few answers are kept, however many settings there are."""
        watched = self._watched.get(kind)
        if watched is None:
            entries = [each.entry for each in self._by_kind.get(kind, ())]
            keys = {key for entry in entries for key in entry.conditions}
            years = sorted({year for entry in entries for year in (entry.first_year, entry.last_year + 1)})
            watched = self._watched[kind] = (
                tuple(n for n, key in enumerate(("form", "level", "place", "theme", "period")) if key in keys),
                years,
            )
        places, years = watched
        return (setting[0], setting[2], *(setting[n] for n in places), bisect_right(years, setting[5]))

    def _belongs(self, kind: str, setting: Setting) -> bool:
        """Party topics stand in Party documents alone, those of an area only where the issuer governs one."""
        form, _, place, *_ = setting
        group = self._group_of.get(kind, "")
        if kind == "ket-qua.nong-thon" and place == "do-thi":
            return False
        return not ((group == "dang" and form != "dang") or (group == "dia-phuong" and place == "co-quan"))

    def members(self, kind: str) -> tuple[str, ...]:
        """The kinds of a group such as "ket-qua.*"; the kind itself where it is no group."""
        return self._groups.get(kind, (kind,))

    def draw(self, kind: str, telling: Telling, chance: Chance) -> Compiled | None:
        """An entry that has not been used in this document and whose figures are not zero there."""
        candidates = self.candidates(kind, telling.setting)
        if candidates is None:
            return None
        for _ in range(6):
            found = candidates.draw(chance)
            if found.entry.id not in telling.used and telling.can_say(found):
                telling.used.add(found.entry.id)
                return found
        for found in candidates.items:
            if found.entry.id not in telling.used and telling.can_say(found):
                telling.used.add(found.entry.id)
                return found
        return None


def _fits(entry: Entry, setting: Setting) -> bool:
    form, level, place, theme, period, year = setting
    # A ward governs an area too.
    wanted = {"form": form, "level": level, "place": "dia-ban" if place == "do-thi" else place, "theme": theme, "period": period}
    return entry.first_year <= year <= entry.last_year and all(wanted[key] in words for key, words in entry.conditions.items())


@cache
def topics() -> list[dict[str, str]]:
    """Topics of results, in the order in which a report takes them."""
    return rows(__package__, "topics.csv")


def plan() -> list[dict[str, str]]:
    """Every id that the bank is to have: id, kind, part, brief."""
    return rows(__package__, "plan.csv")


def seen_entries() -> list[Entry]:
    """The entries that lie open."""
    return [entry for path in sorted((HOME / "bank").glob("*.vkt")) for entry in read_entries(path)]


def unseen_entries() -> list[Entry]:
    """The entries of the packed third; none where it has not been packed."""
    if not UNSEEN.exists():
        return []
    with zipfile.ZipFile(UNSEEN) as packed:
        return [entry for name in sorted(packed.namelist()) for entry in parse_entries(packed.read(name).decode("utf-8"), name)]


@cache
def load(part: BankPart = "seen") -> Bank:
    """The bank of a part; BankError where a file breaks the format."""
    return Bank(seen_entries() + (unseen_entries() if part != "seen" else []), part)


def pack(folder: Path) -> int:
    """Write the unseen entries of a folder to ``unseen.zip``; BankError where the folder holds a seen id."""
    entries = _folder(folder, "unseen")
    with zipfile.ZipFile(UNSEEN, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.glob("*.vkt")):
            packed.writestr(zipfile.ZipInfo(path.name, (2026, 1, 1, 0, 0, 0)), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return len(entries)


def _folder(folder: Path, part: str) -> list[Entry]:
    entries = [entry for path in sorted(folder.glob("*.vkt")) for entry in read_entries(path)]
    known = {row["id"]: row["part"] for row in plan()}
    seen: set[str] = set()
    for entry in entries:
        if known.get(entry.id) != part:
            raise BankError(f"{entry.where}: {entry.id} is {'no id of plan.csv' if entry.id not in known else 'of the other part'}")
        if entry.id in seen:
            raise BankError(f"{entry.where}: {entry.id} twice")
        seen.add(entry.id)
        compile_entry(entry)
    return entries


def todo(part: str) -> list[dict[str, str]]:
    """Rows of the plan that have no entry yet."""
    written = {entry.id for entry in (seen_entries() if part == "seen" else unseen_entries())}
    return [row for row in plan() if row["part"] == part and row["id"] not in written]


def main(arguments: list[str]) -> int:
    """The commands of the module's docstring."""
    part = arguments[arguments.index("--part") + 1] if "--part" in arguments else "unseen"
    try:
        if arguments[:1] == ["todo"]:
            sys.stdout.write("".join(f"{row['id']:24} {row['brief']}\n" for row in todo(part)))
        elif arguments[:1] == ["check"] and len(arguments) > 1:
            from corpora.generator.proof import prove

            entries = _folder(Path(arguments[1]), part)
            found = prove(entries)
            sys.stdout.write("".join(f"{line}\n" for line in found) or f"{len(entries)} entries, nothing to mend\n")
            return 1 if found else 0
        elif arguments[:1] == ["pack"] and len(arguments) > 1:
            sys.stdout.write(f"{pack(Path(arguments[1]))} entries packed\n")
        else:
            sys.stdout.write(__doc__ or "")
            return 2
    except BankError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
