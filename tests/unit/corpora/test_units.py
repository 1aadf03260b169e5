"""Word lists of figures: every row is usable, keys are the ones that texts are looked up by."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from corpora.gazetteers.units import UnitKind, hedges, longest_unit, multipliers, spellings, units, words_key, words_of


def test_every_noun_has_a_kind_that_the_code_knows() -> None:
    known = units()
    assert len(known) > 800
    assert set(known.values()) <= set(get_args(UnitKind))
    assert all(key == words_key(key) and "," not in key for key in known)
    assert longest_unit() == max(len(key.split()) for key in known)


@pytest.mark.parametrize(
    ("written", "kind"), [("Đảng viên", "person"), ("uỷ viên", "person"), ("tổ hoà giải", "collective"), ("TCCSĐ", "party"), ("tỉ", None)]
)
def test_nouns_are_found_in_any_spelling(written: str, kind: str | None) -> None:
    assert units().get(words_key(written)) == kind


def test_multipliers_and_hedges() -> None:
    assert multipliers()[words_key("tỷ")] == multipliers()["tỉ"] == Decimal(10) ** 9
    assert multipliers()["vạn"] == 10_000
    assert hedges()["gần"].high == 1
    assert hedges()[words_key("ít nhất")].high is None
    assert all((h.low or 0) <= (h.high or 9) for h in hedges().values())


def test_roles_have_words_and_unknown_ones_are_refused() -> None:
    assert "khoản" in words_of("ordinal")
    assert list(spellings("act_head")) == sorted(spellings("act_head"), key=len, reverse=True)
    with pytest.raises(KeyError):
        words_of("no such role")
