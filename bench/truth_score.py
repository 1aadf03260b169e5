"""Scores what ``vankien extract`` says of a document against the truth that its writer put down (conventions: ``../shared/gold/README.md``)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bench.alignment import Alignment, squeeze

Record = dict[str, Any]
HEADER = ("number", "date", "type", "issuer", "parent", "place", "signer", "post", "abstract")
METRICS = (
    "ref_number",
    "ref_null",
    "ref_type",
    "ref_date",
    "ref_issuer",
    "ref_ordinal",
    "ind_value",
    "ind_unit",
    "org_exact",
    "org_overlap",
)


def plain(text: object) -> str:
    """Case, blanks, punctuation and the place of the tone mark (hoà/hòa) made one."""
    folded = unicodedata.normalize("NFD", str(text or "").replace("\u00a0", " ")).casefold()
    folded = re.sub(r"([ou])([aey])([\u0300\u0301\u0309\u0303\u0323])", r"\1\3\2", folded)
    return re.sub(r"[\s.,;:*\-–—]+", "", unicodedata.normalize("NFC", folded))


def number_key(number: object) -> str:
    """A document number without blanks, dashes and the eth made one."""
    return squeeze(unicodedata.normalize("NFC", str(number or "")))[0].upper()


def unit_key(unit: object) -> str:
    """A unit as it is compared."""
    key = plain(unit)
    return {"phầntrăm": "%", "đ": "đồng", "vnđ": "đồng"}.get(key, key)


def same_value(a: object, b: object) -> bool:
    """Equal as numbers; both absent is equal."""
    if a in (None, "") or b in (None, ""):
        return a in (None, "") and b in (None, "")
    try:
        return abs(float(str(a)) - float(str(b))) <= 1e-6 * max(1.0, abs(float(str(a))))
    except ValueError:
        return False


@dataclass
class Tally:
    """Hits, false ones, missed ones, and what they were."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """1 where nothing was asked for and nothing said."""
        return 2 * self.hits / (2 * self.hits + self.false + self.missed) if self.hits + self.false + self.missed else 1.0


@dataclass
class Share:
    """So many of so many."""

    right: int = 0
    all: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, ok: bool, error: str = "") -> None:
        """Count one."""
        self.right += ok
        self.all += 1
        if not ok and error:
            self.errors.append(error)

    @property
    def value(self) -> float:
        """1 where there was nothing to be right about."""
        return self.right / self.all if self.all else 1.0


class Scores:
    """Figures over any number of documents of one format."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.shares: dict[str, Share] = defaultdict(Share)
        self.documents = 0

    def add(self, truth: Record, said: Record) -> None:
        """Score one document: ``truth`` a PlacedTruth as JSON, ``said`` a line of ``vankien extract --format jsonl``."""
        self.documents += 1
        alignment = Alignment(truth["text"], said.get("text") or "")
        name = f"{truth['slug']}.{truth['format']}"
        self.shares["text"].right += round(alignment.found * 10000)
        self.shares["text"].all += 10000
        if alignment.found < 0.995:
            self.shares["text"].errors.append(f"{name}: {alignment.found:.3f} of the letters")
        self._rows(truth, said, name)
        self._header(truth, said.get("header") or {}, name)
        # Figures and bodies in cells are not marked; documents listed in tables are.
        marks = [mark for mark in truth["marks"] if mark["kind"] == "r" or mark["inside"] != "cell"]
        skip = [_span(cell) for cell in truth.get("cells", ())] + [
            _span(entry) for entry in truth.get("header", ()) if entry["name"] != "abstract"
        ]
        found = {key: list(_carried(said.get(key) or (), alignment, skip)) for key in ("references", "indicators", "organisations")}
        self._references([mark for mark in marks if mark["kind"] == "r"], found["references"], name)
        self._figures([mark for mark in marks if mark["kind"] == "i"], found["indicators"], name)
        self._bodies([mark for mark in marks if mark["kind"] == "o"], found["organisations"], name)
        self._arithmetic(truth.get("arithmetic", ()), said.get("arithmetic") or (), alignment, name)

    def figures(self) -> dict[str, float]:
        """Every figure by name, 0 to 1, higher is better."""
        out = {
            name: self.shares[name].value
            for name in ("text", "rows", "header", *(f"header.{key}" for key in HEADER))
            if name in self.shares
        }
        out |= {name: self.tallies[name].f1 for name in METRICS}
        out |= {name: self.shares[name].value for name in ("ind_period", "arith_right", "arith_caught") if name in self.shares}
        out["arith_no_false_alarm"] = 1 - min(1.0, self.tallies["arith"].false / max(1, self.documents))
        return out

    def errors(self) -> list[str]:
        """What went wrong, by figure."""
        everything: list[tuple[str, Tally | Share]] = [*self.shares.items(), *self.tallies.items()]
        return [f"{name}\t{error}" for name, counted in everything for error in counted.errors]

    def _rows(self, truth: Record, said: Record, name: str) -> None:
        rows: dict[tuple[int, int], list[str]] = defaultdict(list)
        for cell in truth.get("cells", ()):
            rows[cell["table"], cell["row"]].append(truth["text"][cell["start"] : cell["end"]])
        whole = squeeze(said.get("text") or "")[0]
        for row in rows.values():
            self.shares["rows"].add(squeeze("".join(row))[0] in whole, f"{name}: {' | '.join(row)[:90]}")

    def _header(self, truth: Record, said: Record, name: str) -> None:
        # A news page has a title, a day and an author of its own, and no document's head.
        if truth["parts"][0]["head"].get("form") == "web":
            return
        wanted: dict[str, str] = {}
        missing = {entry.partition("=")[0].strip() for entry in truth["parts"][0]["head"].get("missing", "").split(";")}
        for entry in truth.get("header", ()):
            if entry["name"] in HEADER and entry["name"] not in missing and entry["part"] == 0:
                wanted[entry["name"]] = f"{wanted.get(entry['name'], '')} {entry['value']}".strip()
        for key in sorted(missing & {"number", "date"}):
            self.shares["header"].add(said.get(key) is None, f"{name} {key}: left blank, got {said.get(key)!r}")
        for key, want in wanted.items():
            got = said.get(key)
            got = got.get("value") if isinstance(got, dict) else got
            ok = number_key(got) == number_key(want) if key == "number" else plain(got) == plain(want)
            for figure in ("header", f"header.{key}"):
                self.shares[figure].add(ok, f"{name} {key}: wanted {want!r}, got {got!r}" if figure == "header" else "")

    def _count(
        self, figure: str, gold: list[Record], said: list[Record], same: Callable[[Record, Record], bool], free: Iterable[Record], name: str
    ) -> None:
        asked = [mark for mark in gold if not mark["attributes"].get("opt")]
        pairs = _matched(asked, said, same)
        free = [*free, *(mark for mark in gold if mark["attributes"].get("opt"))]
        tally = self.tallies[figure]
        tally.hits += len(pairs)
        for n, mark in enumerate(asked):
            if n not in pairs:
                tally.missed += 1
                tally.errors.append(
                    f"{name} missed {mark['text']!r} {_shown(mark['attributes'])} near {[_shown(other) for other in said if _overlap(mark, other)]}"
                )
        taken = set(pairs.values())
        for n, mark in enumerate(said):
            if n not in taken and not any(_overlap(mark, other) for other in free):
                tally.false += 1
                tally.errors.append(f"{name} false {mark.get('text')!r} {_shown(mark)}")

    def _references(self, gold: list[Record], said: list[Record], name: str) -> None:
        back = [mark for mark in gold if mark["attributes"].get("back")]
        gold = [mark for mark in gold if not mark["attributes"].get("back")]
        said = [mark for mark in said if not mark.get("back")]
        optional = [mark for mark in gold if mark["attributes"].get("opt")] + back
        numbered = [mark for mark in gold if mark["attributes"].get("number")]
        others = [mark for mark in gold if not mark["attributes"].get("number")]
        with_number = [mark for mark in said if mark.get("number")]
        without = [mark for mark in said if not mark.get("number")]
        self._count("ref_number", numbered, with_number, _same_number, optional, name)
        self._count("ref_null", others, without, _any, optional, name)
        self._count(
            "ref_type",
            gold,
            said,
            lambda a, b: not a["attributes"].get("type") or plain(a["attributes"]["type"]) == plain(b.get("type")),
            optional,
            name,
        )
        for figure, key, of, against in (
            ("ref_date", "date", gold, said), ("ref_issuer", "issuer", gold, said), ("ref_ordinal", "ordinal", others, without),
        ):  # fmt: skip
            asked = [mark for mark in of if mark["attributes"].get(key)]
            free = (
                optional + [mark for mark in gold if mark["attributes"].get(f"{key}_alt")]
                if key == "date"
                else [mark for mark in gold if mark not in asked]
            )
            self._count(figure, asked, [mark for mark in against if mark.get(key)], _same(key), free, name)

    def _figures(self, gold: list[Record], said: list[Record], name: str) -> None:
        said = [mark for mark in said if not mark.get("implicit")]

        def value(a: Record, b: Record) -> bool:
            return same_value(a["attributes"].get("value"), b.get("value"))

        self._count("ind_value", gold, said, value, (), name)
        self._count(
            "ind_unit", gold, said, lambda a, b: value(a, b) and unit_key(a["attributes"].get("unit")) == unit_key(b.get("unit")), (), name
        )
        for n, m in _matched(gold, said, value).items():
            want = gold[n]["attributes"].get("period")
            if want:
                self.shares["ind_period"].add(
                    plain(want) == plain(said[m].get("period")),
                    f"{name} {gold[n]['text']!r}: wanted {want!r}, got {said[m].get('period')!r}",
                )

    def _bodies(self, gold: list[Record], said: list[Record], name: str) -> None:
        self._count("org_exact", gold, said, lambda a, b: (a["start"], a["end"]) == (b["start"], b["end"]), (), name)
        self._count("org_overlap", gold, said, _any, (), name)

    def _arithmetic(self, gold: Iterable[Record], said: Iterable[Record], alignment: Alignment, name: str) -> None:
        gold = list(gold)
        claims = [(claim, [span for pair in claim.get("spans") or () if (span := alignment.carried(*pair))]) for claim in said]
        for claim in gold:
            met = [other for other, spans in claims if _same_statement(claim, spans)]
            right = any(other.get("holds") is claim["holds"] for other in met)
            self.shares["arith_right"].add(right, f"{name} {claim['kind']} {claim['holds']} {claim.get('note', '')}")
            if not claim["holds"]:
                self.shares["arith_caught"].add(right, f"{name} {claim['kind']} {claim.get('note', '')}")
        for other, spans in claims:
            if other.get("holds") is False and not any(not claim["holds"] and _same_statement(claim, spans) for claim in gold):
                self.tallies["arith"].false += 1
                self.tallies["arith"].errors.append(f"{name} false alarm {other.get('kind')} {other.get('note')}")


def _span(entry: Record) -> tuple[int, int]:
    return entry["start"], entry["end"]


def _carried(said: Iterable[Record], alignment: Alignment, skip: list[tuple[int, int]]) -> Iterable[Record]:
    """Mentions at their place in the truth; those in page chrome, header fields and cells are nobody's, save references in cells."""
    for mention in said:
        span = alignment.carried(mention["start"], mention["end"])
        if span and ("number" in mention or not any(start < span[1] and span[0] < end for start, end in skip)):
            yield {**mention, "start": span[0], "end": span[1]}


def _overlap(a: Record, b: Record) -> int:
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _matched(gold: list[Record], said: list[Record], same: Callable[[Record, Record], bool]) -> dict[int, int]:
    """One to one, the longest overlaps first."""
    pairs = sorted((-_overlap(a, b), n, m) for n, a in enumerate(gold) for m, b in enumerate(said) if _overlap(a, b) and same(a, b))
    taken: dict[int, int] = {}
    for _, n, m in pairs:
        if n not in taken and m not in taken.values():
            taken[n] = m
    return taken


def _any(gold: Record, said: Record) -> bool:
    del gold, said
    return True


def _same(key: str) -> Callable[[Record, Record], bool]:
    return lambda a, b: plain(a["attributes"][key]).lstrip("0") == plain(b.get(key)).lstrip("0")


def _same_number(a: Record, b: Record) -> bool:
    wanted = {
        number_key(a["attributes"]["number"]),
        *(number_key(other) for other in a["attributes"].get("number_alt", "").split(" | ") if other),
    }
    return number_key(b.get("number")) in wanted


def _same_statement(claim: Record, said: list[tuple[int, int]]) -> bool:
    """Two figures in common (one where the claim has only one)."""
    gold = [_span(place) for place in claim["places"]]
    hits = sum(any(min(end, b) > max(start, a) for a, b in said) for start, end in gold)
    return hits >= min(2, len(gold)) and len(said) >= min(2, len(gold))


def _shown(record: Record) -> str:
    keys = ("type", "number", "ordinal", "term", "date", "issuer", "value", "value_max", "denominator", "unit", "period", "text")
    return ", ".join(f"{key}={record[key]}" for key in keys if record.get(key) not in (None, "", False))
