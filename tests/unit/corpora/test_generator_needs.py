"""An entry stands only where the document has what it names: documents of that day, units enough, an earlier report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from corpora.generator.bank import load, seen_entries
from corpora.generator.central import centrals
from corpora.generator.entries import BankError, parse_entries
from corpora.generator.making import Maker, Wish
from corpora.generator.needs import Needs, met, needs_of
from corpora.generator.slots import BODIES
from corpora.generator.story import tell
from corpora.generator.telling import Telling
from corpora.generator.templates import Compiled, compile_entry


def compiled(text: str, condition: str = "") -> Compiled:
    return compile_entry(next(parse_entries(f"@@ ket.bc-01\n{condition}\n---\n{text}", "a.vkt")))


def tellings(stories: int, seed: str = "cần") -> Iterator[Telling]:
    bank = load("seen")
    for number in range(stories):
        story = tell(seed, number)
        for card in story.cards:
            yield Telling(bank, story, card, seed)


def test_what_an_entry_needs_is_read_off_its_slots() -> None:
    found = compiled("[{tw:tiep-dan rel=can_cu}|⟦q who={don_vi3}; what=họp⟧{don_vi1} họp⟦/⟧ {u2.kn/u2.dv}, {chi_bo2}] {vb:truoc}").needs
    assert found == Needs(units=3, ledgers=2, cells=2, topics=("tiep-dan",), last_report=True)
    assert compiled("Tính đến {ngay_so_lieu}, gửi trước ngày {han:15}").needs.due == ("15",)
    assert compiled("Gửi trước ngày {han:15}").needs == Needs()
    with pytest.raises(BankError, match=r"ket.bc-01: central.csv has no topic 'khong-co'"):
        compiled("Theo {tw:khong-co}")


def test_no_document_cites_a_central_one_of_a_later_day() -> None:
    days: dict[tuple[str, str], date] = {}
    for doc in sorted((doc for documents in centrals().values() for doc in documents), key=lambda doc: doc.day):
        # Of two with the same number the earlier one counts.
        days.setdefault((doc.type, doc.number), doc.day)
    maker, cited = Maker(Wish("sớm", 6000), load("seen")), 0
    for index in range(640):
        truth = maker.make(index).truth
        day = date.fromisoformat(truth.header["date"])
        for reference in truth.references:
            known = days.get((reference.type.replace("Ð", "Đ"), reference.number.replace("Ð", "Đ")))
            if known and not reference.doc:
                cited += 1
                assert known < day, (reference.number, day)
    assert cited > 300


def test_an_entry_on_a_topic_without_a_document_is_not_drawn() -> None:
    reception = compiled("Theo {tw:tiep-dan}")
    answers = {telling.card.day.isoformat() > "2019-02-18": telling.can_say(reception) for telling in tellings(30)}
    assert answers == {True: True, False: False}


def test_every_plan_has_a_central_document_on_its_theme() -> None:
    for telling in tellings(200):
        for theme in (telling.story.theme, telling.story.state_theme):
            assert any(doc.day < telling.card.day for doc in centrals()[theme.name])


def test_the_last_report_is_one_of_the_same_issuer() -> None:
    entry, said = compiled("{vb:truoc dau}"), 0
    for telling in tellings(60):
        last = telling.citer.last_report()
        assert telling.can_say(entry) == (last is not None)
        if last is None:
            continue
        said += 1
        assert last.type == "Báo cáo"
        assert (last.body, last.issuer, last.state) == (telling.card.body, telling.card.issuer, telling.card.state)
        assert last.day < telling.card.day
        assert telling.citer._of_story("truoc").stem == last.stem
    assert said > 40


def test_units_of_an_entry_are_different_ones() -> None:
    slots = [slot for slot in BODIES if slot.startswith(("don_vi", "chi_bo")) and slot[-1].isdigit()]
    refused = 0
    for telling in tellings(25):
        assert telling.can_say(compiled("{don_vi1}, {chi_bo1}"))
        for units in range(5):
            for cells in range(4):
                wanted = [slot for slot in slots if int(slot[-1]) <= (units if slot.startswith("don_vi") else cells)]
                if not met(needs_of(compiled(" ".join(f"{{{slot}}}" for slot in wanted) or "x").entry), telling):
                    refused += 1
                    continue
                called = [telling.body_name(slot)[0] for slot in wanted]
                assert len(set(called)) == len(called), called
        assert telling.can_say(compiled("{u1.dv}")) == bool(telling.picked)
    assert refused > 50


def test_data_are_asked_for_after_their_day() -> None:
    entry, answers = compiled("Tính đến ngày {ngay_so_lieu}; gửi trước ngày {han:15}"), set()
    for telling in tellings(120):
        said = telling.can_say(entry)
        assert said == (telling.deadline("15") > telling.data_day())
        if telling.card.key == "cv":
            answers.add((telling.story.setting, said))
    assert ("xa", True) in answers


def test_offices_are_those_of_the_kind_of_body() -> None:
    posts, kinds = ("Công chức", "Văn phòng - Thống kê"), set()
    for telling in tellings(60):
        body = telling.card.body
        called = [telling.body_name(slot)[0] for slot in ("phong1", "phong2")]
        assert called[0] != called[1]
        commune = body.level == "co-so" and body.place == "dia-ban"
        assert any(name.startswith(posts) for name in called) == commune, (body.head, called)
        if body.setting == "xa" and body.level == "co-so":
            assert {f"Chi bộ {name}" for name in called} <= set(body.branches)
        kinds.add((body.setting, body.level, body.area if body.setting == "khoi" else ""))
    assert kinds >= {
        ("khoi", "co-so", "cơ quan"),
        ("khoi", "co-so", "Sở"),
        ("xa", "co-so", ""),
        ("huyen", "co-so", ""),
        ("tinh", "tinh", ""),
    }


def test_a_target_that_was_met_is_no_shortcoming() -> None:
    entry, answers = compiled("Kết nạp đạt thấp ({kn/kn_ct đảng viên})", "if: kn < kn_ct"), set()
    both = compiled("Đạt thấp", "if: kn_dat <= 99,9\nif: dv > 400")
    for telling in tellings(25):
        admitted, wanted, members = (telling.value(name, literal=False)[0] for name in ("kn", "kn_ct", "dv"))
        assert telling.can_say(entry) == (admitted < wanted)
        assert telling.can_say(both) == (members > 400 and telling.value("kn_dat", literal=False)[0] <= Decimal("99.9"))
        answers.add(admitted < wanted)
    assert answers == {True, False}
    named = next(entry for entry in seen_entries() if entry.id == "han-che-04")
    assert named.comparisons == ("kn < kn_ct",)


@pytest.mark.parametrize("condition", ["kn = kn_ct", "kn < khong_co", "3 < kn", "kn < kn_tg", "kn"])
def test_a_comparison_of_no_figures_is_named(condition: str) -> None:
    with pytest.raises(BankError, match=r"ket.bc-01: .* compares no two figures"):
        compiled("x", f"if: {condition}")


def test_no_class_has_more_attendants_than_the_body_has_members() -> None:
    capped = 0
    for telling in tellings(60):
        figures = telling.card.body.ledger.values(telling.fact_year, telling.period)
        assert 0 < figures["luot"] <= figures["lop"] * figures["dv_dau"]
        capped += figures["luot"] == figures["lop"] * figures["dv_dau"]
    assert capped > 0
