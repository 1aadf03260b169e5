"""Accuracy on the labelled texts is at or above every floor, and the floors are at or above what was promised."""

from __future__ import annotations

import json

from bench.accuracy import FLOORS, SETS, below_floor, floors_of, measure, raised
from bench.samples_accuracy import paper

PROMISED = {
    "dev.ref_number": 0.95,
    "dev.ref_null": 0.80,
    "dev.ref_date": 0.95,
    "dev.ind_value": 0.92,
    "dev2.ref_number": 0.97,
    "dev2.ref_date": 0.93,
    "dev2.ref_type": 0.92,
    "dev2.ref_null": 0.75,
    "dev2.ind_value": 0.94,
    "dev2.ind_unit": 0.60,
    "dev.arith_no_false_alarm": 1.0,
    "dev2.arith_no_false_alarm": 1.0,
    "office.docx.text": 0.998,
    "office.txt.text": 0.998,
    "office.pdf.text": 0.99,
    "office.html.text": 0.99,
    "office.docx.rows": 0.95,
    "office.html.rows": 0.95,
    **{f"office.{kind}.own_text": 0.99 for kind in ("docx", "html", "pdf", "txt")},
    **{f"office.{kind}.header": 0.90 for kind in ("docx", "html", "pdf", "txt")},
    **{f"office.{kind}.ref_number": 0.97 for kind in ("docx", "html", "pdf", "txt")},
    **{f"office.{kind}.ind_value": 0.92 for kind in ("docx", "html", "pdf", "txt")},
}


def test_the_floors_keep_what_was_promised():
    floors = json.loads(FLOORS.read_text("utf-8"))
    assert below_floor(floors, PROMISED) == []
    assert set(PROMISED) <= set(floors)


def test_every_figure_is_at_or_above_its_floor(shared, tmp_path):
    ours, _ = measure(tmp_path)
    assert below_floor(ours, floors_of(*SETS)) == []


def test_every_figure_on_our_own_documents_is_at_or_above_its_floor(tmp_path):
    ours = paper(tmp_path, ("docx", "txt"))
    figures = {f"{name}.{key}": value for name, each in ours.items() for key, value in each.ours.figures().items()}
    assert below_floor(figures, floors_of("paper.docx", "paper.txt")) == []


def test_a_figure_under_its_floor_is_named():
    assert below_floor({"dev.ref_number": 0.94}, {"dev.ref_number": 0.95}) == ["dev.ref_number: 0.9400 is under its floor of 0.9500"]
    assert below_floor({"dev.ref_number": 0.95}, {"dev.ref_number": 0.95, "office.pdf.text": 0.99}) == []


def test_a_figure_that_is_gone_is_named():
    assert below_floor({}, {"dev.ref_number": 0.95}) == ["dev.ref_number: not measured, its floor is 0.9500"]


def test_floors_only_rise():
    assert raised({"a": 0.9123, "b": 0.5}, {"b": 0.7, "c": 0.3}) == {"a": 0.902, "b": 0.7, "c": 0.3}
    assert raised({"dev.arith_no_false_alarm": 1.0}, {}) == {"dev.arith_no_false_alarm": 1.0}
