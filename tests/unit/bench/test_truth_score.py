"""The scorer of our own documents: what counts as right, as false, as nobody's."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.alignment import Alignment
from bench.truth_score import Scores

TEXT = "Số 12-KH/HU\nThực hiện Hướng dẫn số 07-HD/BTCTU ngày 12/3/2018, Huyện ủy Hạc Khê kết nạp 146 đảng viên năm 2017.\nHạc Hạ\t12"


def placed(piece: str, **more: object) -> dict[str, object]:
    start = TEXT.index(piece)
    return {"start": start, "end": start + len(piece), "text": piece, **more}


def mark(kind: str, piece: str, **attributes: str) -> dict[str, object]:
    return placed(piece, kind=kind, inside="paragraph", attributes=attributes)


REFERENCE = mark("r", "Hướng dẫn số 07-HD/BTCTU", type="Hướng dẫn", number="07-HD/BTCTU", date="2018-03-12")
FIGURE = mark("i", "146", value="146", unit="đảng viên", period="năm 2017")
BODY = mark("o", "Huyện ủy Hạc Khê")
TRUTH = {
    "slug": "x",
    "format": "txt",
    "text": TEXT,
    "parts": [{"head": {"form": "dang"}}],
    "header": [{**placed("12-KH/HU"), "part": 0, "name": "number", "value": "12-KH/HU"}],
    "marks": [REFERENCE, FIGURE, BODY],
    "cells": [{**placed("Hạc Hạ"), "table": 1, "row": 1}, {"start": len(TEXT) - 2, "end": len(TEXT), "table": 1, "row": 1}],
    "arithmetic": [],
}
SAID_REFERENCE = placed("Hướng dẫn số 07-HD/BTCTU", type="Hướng dẫn", number="07-HD/BTCTU", date="2018-03-12", issuer=None)
SAID_FIGURE = placed("146", value="146", unit="đảng viên", period="năm 2017")
SAID_BODY = placed("Huyện ủy Hạc Khê")


def said(**changes: object) -> dict[str, object]:
    record = {
        "text": TEXT,
        "references": [SAID_REFERENCE],
        "indicators": [SAID_FIGURE],
        "organisations": [SAID_BODY],
        "header": {"number": "12 – KH/HU"},
    }
    return record | changes


def figures(truth: dict[str, object] = TRUTH, **changes: object) -> dict[str, float]:
    scores = Scores()
    scores.add(truth, said(**changes))
    return scores.figures()


def test_all_right_is_one_everywhere():
    assert set(figures().values()) == {1.0}


@pytest.mark.parametrize(
    ("changes", "figure"),
    [
        ({"references": []}, "ref_number"),
        ({"references": [SAID_REFERENCE | {"number": "08-HD/BTCTU"}]}, "ref_number"),
        ({"references": [SAID_REFERENCE | {"date": "2018-03-13"}]}, "ref_date"),
        ({"references": [SAID_REFERENCE | {"type": "Kế hoạch"}]}, "ref_type"),
        ({"indicators": [SAID_FIGURE | {"value": "164"}]}, "ind_value"),
        ({"indicators": [SAID_FIGURE | {"unit": "chi bộ"}]}, "ind_unit"),
        ({"indicators": [SAID_FIGURE | {"period": None}]}, "ind_period"),
        ({"organisations": [placed("Huyện ủy")]}, "org_exact"),
        ({"organisations": []}, "org_overlap"),
        ({"header": {}}, "header"),
        ({"text": TEXT.replace("Hạc Hạ", "Hạc Khê")}, "rows"),
    ],
)
def test_each_mistake_lowers_its_figure_to_nothing(changes, figure):
    assert figures(**changes)[figure] == 0.0


def test_a_figure_too_many_costs_precision_but_not_in_cells_and_head():
    more = [SAID_FIGURE, {"start": len(TEXT) - 2, "end": len(TEXT), "value": "12"}, placed("12-KH", value="12")]
    assert figures(indicators=more)["ind_value"] == 1.0
    assert figures(indicators=[*more, placed("2018", value="2018")])["ind_value"] == pytest.approx(2 / 3)


def test_optional_marks_are_neither_asked_for_nor_punished():
    truth = TRUTH | {"marks": [REFERENCE, FIGURE, mark("o", "Huyện ủy Hạc Khê", opt="yes")]}
    assert figures(truth)["org_exact"] == figures(truth, organisations=[])["org_exact"] == 1.0


def test_a_news_page_has_no_documents_head():
    assert "header" not in figures(TRUTH | {"parts": [{"head": {"form": "web"}}]}, header={})


def test_a_number_left_for_the_stamp_is_right_where_none_is_given():
    truth = TRUTH | {"parts": [{"head": {"form": "dang", "missing": "number=blank"}}]}
    assert figures(truth, header={})["header"] == 1.0
    assert figures(truth)["header"] == 0.0


def test_statements_are_right_with_their_outcome_and_false_alarms_are_counted():
    claim = {"kind": "percent", "holds": False, "places": [placed("146"), placed("12-KH")]}
    truth = TRUTH | {"arithmetic": [claim]}
    spans = [[place["start"], place["end"]] for place in claim["places"]]
    right = figures(truth, arithmetic=[{"kind": "percent", "holds": False, "spans": spans}])
    assert (right["arith_right"], right["arith_caught"], right["arith_no_false_alarm"]) == (1.0, 1.0, 1.0)
    wrong = figures(truth, arithmetic=[{"kind": "percent", "holds": True, "spans": spans}])
    assert (wrong["arith_right"], wrong["arith_caught"]) == (0.0, 0.0)
    assert figures(arithmetic=[{"kind": "sum", "holds": False, "spans": spans}])["arith_no_false_alarm"] == 0.0


@given(st.lists(st.text("aăbcđê 12", min_size=1, max_size=60), min_size=1, max_size=8), st.integers(0, 7))
def test_every_character_of_a_reading_in_another_order_of_blanks_finds_its_place(lines, at):
    truth = "\n".join(lines)
    reading = " ".join(lines[:at]) + "\n\n" + "  ".join(lines[at:]).replace(" ", " \u00a0")
    alignment = Alignment(truth, reading)
    assert alignment.found == 1.0 or not truth.split()
    for n, place in enumerate(alignment.to):
        assert place is None or truth[place] == reading[n]


def test_a_text_with_lines_moved_and_lost_is_aligned_by_its_lines():
    lines = [f"Dòng thứ {n} của văn bản nói về việc số {n * 7} trong năm" for n in range(40)]
    reading = "\n".join(["Trang chủ", *lines[20:], *lines[:15]])
    alignment = Alignment("\n".join(lines), reading)
    assert 0.85 < alignment.found < 0.95
    start = reading.index("thứ 33")
    carried = alignment.carried(start, start + 6)
    assert carried is not None
    assert "\n".join(lines)[slice(*carried)] == "thứ 33"


def test_a_decomposed_truth_is_aligned_with_its_composed_reading():
    reading = "Đảng ủy Khối kết nạp"
    truth = normalize("NFD", reading)
    alignment = Alignment(truth, reading)
    assert alignment.found == 1.0
    carried = alignment.carried(5, 7)
    assert carried is not None
    assert normalize("NFC", truth[slice(*carried)]) == "ủy"
