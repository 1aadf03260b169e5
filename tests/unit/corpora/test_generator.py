"""Made documents: the same everywhere, their truth true, their faults the only ones."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import tracemalloc
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.json import encode

from corpora.generator.arithmetic import comes_out
from corpora.generator.bank import load
from corpora.generator.faults import CODES
from corpora.generator.making import Made, Maker, Wish
from corpora.generator.story import BLOCK, tell
from corpora.generator.truth import Indicator, Named, Reference, Truth

ROOT = Path(__file__).resolve().parents[3]
ALL_FAULTS = tuple((code, 0.25) for code in CODES)
FIGURES = {"sum", "percent", "difference", "trend", "restated-differently"}


def maker(seed: str = "1", faults: tuple[tuple[str, float], ...] = (), length: int = 4000) -> Maker:
    return Maker(Wish(seed, length, "seen", faults), load("seen"))


def spelled(text: str) -> Decimal | None:
    """The value that a figure's digits say, read here anew."""
    found = re.search(r"\d[\d.]*(?:,\d+)?", text)
    return Decimal(found[0].replace(".", "").replace(",", ".")) if found else None


def wrong_values(truth: Truth, text: str) -> list[str]:
    out = []
    for figure in truth.indicators:
        printed = text[figure.start : figure.end]
        numbers = [Decimal(part.replace(".", "").replace(",", ".")) for part in re.findall(r"\d[\d.]*(?:,\d+)?", printed)]
        said = [Decimal(value) for value in (figure.value, figure.value_max, figure.denominator) if value]
        if numbers != said or ("%" in printed) != (figure.unit == "%"):
            out.append(f"{printed!r}: {said}")
    return out


def false_claims(truth: Truth, text: str) -> tuple[int, list[str]]:
    """How many claims do not hold, and those whose ``holds`` is not what the printed digits give."""
    printed = {figure.id: text[figure.start : figure.end] for figure in truth.indicators if figure.id}
    out, false = [], 0
    for claim in truth.arithmetic:
        values = [spelled(printed[name]) for name in claim.ids]
        assert all(value is not None for value in values)
        numbers = [value for value in values if value is not None]
        places = -int(numbers[0].as_tuple().exponent)
        directions = ("up", "down") if claim.kind == "trend" else ("",)
        # Zeros behind the comma are not printed: 34 % may stand for 33,995 to 34,004, so the finer reading is tried first.
        holds = any(comes_out(claim.kind, numbers, at, way) for way in directions for at in {places, 2, 1} if at >= places)
        false += not claim.holds
        if claim.holds and not holds:
            out.append(f"{claim.kind} {numbers}")
        if not claim.holds and claim.kind in ("sum", "difference", "restatement") and holds:
            out.append(f"{claim.kind} {numbers} holds")
    return false, out


def spans_of(truth: Truth) -> list[tuple[int, int, str]]:
    marks: list[Reference | Indicator | Named] = [*truth.references, *truth.indicators, *truth.organisations, *truth.people]
    return [(mark.start, mark.end, mark.text) for mark in marks] + [(f.start, f.end, f.quote) for f in truth.faults if f.start >= 0]


@given(st.integers(0, 10**6), st.text(min_size=1, max_size=6))
@settings(max_examples=40)
def test_truth_is_what_the_text_says(index: int, seed: str) -> None:
    made = maker(seed, ALL_FAULTS).make(index)
    for start, end, text in spans_of(made.truth):
        assert made.text[start:end] == text
        assert text == text.strip()
        assert text
    assert wrong_values(made.truth, made.text) == []
    false, mistaken = false_claims(made.truth, made.text)
    assert mistaken == []
    assert false == sum(fault.code in FIGURES for fault in made.truth.faults)
    for name, (start, end) in made.truth.header_spans.items():
        printed = made.text[start:end]
        assert printed.strip()
        if name in ("issuer", "parent", "type", "signer", "post", "authority"):
            assert plain(printed) == plain(made.truth.header[name])
    assert not re.search(r"[{}⟦⟧\[\]|]", made.text)
    assert not re.search(r" {3}|từ từ|, ,|;;|\.\.(?!\.)", made.text.replace("      -", ""))


def plain(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)


@given(st.integers(0, 10**6), st.text(min_size=1, max_size=6))
@settings(max_examples=25)
def test_a_document_is_the_same_alone_and_among_others(index: int, seed: str) -> None:
    one = maker(seed, ALL_FAULTS)
    first = index - index % BLOCK
    for other in {first, max(index - 1, 0), index + 1}:
        one.make(other)
    assert same(one.make(index)) == same(maker(seed, ALL_FAULTS).make(index))


def same(made: Made) -> tuple[str, bytes]:
    return made.text, encode(made.truth)


def test_two_processes_make_the_same() -> None:
    code = (
        "from corpora.generator.bank import load; from corpora.generator.making import Maker, Wish; from hashlib import sha256; from msgspec.json import encode;"
        "m = Maker(Wish('x', 4000, 'seen', (('sum', 0.5),)), load('seen'));"
        "print(sha256(b''.join(d.text.encode() + encode(d.truth) for d in map(m.make, range(40)))).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_documents_of_a_story_cite_each_other_rightly() -> None:
    one = maker("trích dẫn")
    cited = 0
    for number in range(12):
        made = [one.make(number * BLOCK + n) for n in range(BLOCK)]
        by_id = {each.truth.id: each.truth for each in made}
        for each in made:
            for reference in each.truth.references:
                if not reference.doc:
                    continue
                cited += 1
                target = by_id[reference.doc].header
                assert target["date"] < each.truth.header["date"]
                if reference.number and target["number"]:
                    assert reference.number == target["number"]
                if reference.date:
                    assert reference.date == target["date"]
    assert cited > 300


def test_numbers_rise_with_the_dates_in_each_series() -> None:
    for number in range(60):
        series: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for card in tell("số", number).cards:
            begun = card.day.year if card.state else (card.day.isoformat() >= "2015-09-01") + (card.day.isoformat() >= "2020-09-01")
            count = int(re.match(r"\d+", card.number)[0])  # type: ignore[index]
            series.setdefault((card.body.key + card.code, str(begun)), []).append((card.day.isoformat(), count))
        for entries in series.values():
            counts = [count for _, count in sorted(entries)]
            assert counts == sorted(set(counts)), entries


def test_the_same_figure_comes_again_in_later_reports() -> None:
    """What a report says of last year is what last year's report said."""
    one, again = maker("chuỗi"), 0
    for number in range(40):
        told: dict[tuple[str, str], str] = {}
        for n in range(BLOCK):
            truth = one.make(number * BLOCK + n).truth
            if not truth.role.startswith("bc-nam"):
                continue
            year = int(truth.header["date"][:4])
            for figure in truth.indicators:
                if figure.fact in ("dv", "kn", "cct", "kl", "dv_n1", "kn_n1", "kl_n1") and not figure.approx:
                    key = (truth.header["issuer"], f"{figure.fact.removesuffix('_n1')} {year - figure.fact.endswith('_n1')}")
                    again += key in told
                    assert told.setdefault(key, figure.value) == figure.value
    assert again > 5


def test_planted_faults_come_as_often_as_asked() -> None:
    one = maker("tỷ lệ", tuple((code, 0.3) for code in CODES), length=3000)
    could: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    for index in range(1600):
        truth = one.make(index).truth
        could.update(truth.could)
        codes = [fault.code for fault in truth.faults]
        assert len(codes) == len(set(codes))
        assert set(codes) <= set(truth.could)
        assert all(fault.expect for fault in truth.faults)
        planted.update(codes)
    for code in CODES:
        n = could[code]
        assert n > 15, code
        # Four standard deviations; one document's faults may take a place from each other, hence the wider lower side.
        spread = 4 * (0.3 * 0.7 / n) ** 0.5
        assert 0.3 - spread - 0.06 < planted[code] / n < 0.3 + spread, (code, planted[code], n)


def test_without_faults_nothing_is_wrong() -> None:
    one = maker("sạch")
    for index in range(480):
        truth = one.make(index).truth
        assert truth.faults == []
        assert all(claim.holds for claim in truth.arithmetic)


def test_memory_does_not_grow() -> None:
    one = maker("nhớ", length=2000)
    for index in range(200):
        one.make(index)
    tracemalloc.start()
    for index in range(200, 700):
        one.make(index)
    gc.collect()
    first, _ = tracemalloc.get_traced_memory()
    for index in range(700, 1700):
        one.make(index)
    gc.collect()
    second, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert second - first < 600_000
    assert peak < 30_000_000


@pytest.mark.parametrize("length", [2000, 12000])
def test_length_is_about_what_was_asked(length: int) -> None:
    one = maker("dài", length=length)
    sizes = [len(one.make(index).text) for index in range(320)]
    assert 0.55 * length < sum(sizes) / len(sizes) < 1.9 * length


def test_every_kind_of_document_and_year_comes() -> None:
    one = maker("đủ")
    truths = [one.make(index).truth for index in range(1280)]
    assert {truth.header["type"].replace("Ð", "Đ") for truth in truths} >= {
        "NGHỊ QUYẾT", "KẾ HOẠCH", "QUYẾT ĐỊNH", "HƯỚNG DẪN", "BÁO CÁO", "THÔNG BÁO", "CHƯƠNG TRÌNH", "", "KẾT LUẬN",
    }  # fmt: skip
    assert {truth.header["date"][:4] for truth in truths} >= {str(year) for year in range(2014, 2027) if year != 2024}
    assert {truth.header["form"] for truth in truths} == {"dang", "nha-nuoc"}
