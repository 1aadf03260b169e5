"""All extractors in one pass."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest

from core.document import Block, Document
from core.mentions import DateMention, Indicator, Organisation, Reference
from core.messages import codes
from core.spans import Span
from extractors import run
from extractors.organisations import bodies_in
from extractors.run import annotate
from extractors.scan import scan_document
from extractors.versions import VERSIONS
from pipeline.run import read_bytes, read_many, text_document
from tests.growth import assert_linear

TEXT = """TỈNH ỦY SƠN THỦY
BAN TỔ CHỨC
*
Số 21-BC/BTCTU
ĐẢNG CỘNG SẢN VIỆT NAM
Sơn Thủy, ngày 14 tháng 12 năm 2018

BÁO CÁO
kết quả kiểm tra năm 2018
-----
Thực hiện Kế hoạch số 12-KH/TU ngày 05/4/2018 của Ban Thường vụ Tỉnh ủy, Ban Tổ chức Tỉnh ủy báo cáo như sau:
Năm 2018, toàn tỉnh có 62 tổ chức cơ sở đảng, trong đó 34 đảng bộ và 28 chi bộ; đã kiểm tra 31/62 tổ chức (50%).

TRƯỞNG BAN
Đỗ Xuân Lượng
"""


def test_everything_is_found_and_in_order() -> None:
    document = annotate(text_document(TEXT))
    assert document.header is not None and document.header.number is not None
    assert document.header.number.value == "21-BC/BTCTU"
    for kind in (Reference, DateMention, Organisation, Indicator):
        assert document.of_kind(kind), kind
    spans = [mention.span for mention in document.mentions]
    assert spans == sorted(spans)
    assert [statement.holds for statement in document.statements].count(False) == 0
    assert not document.problems


def test_versions_say_what_made_it() -> None:
    made_by = annotate(text_document(TEXT)).made_by
    assert made_by.items() >= VERSIONS.items()
    assert "pipeline" in made_by


def test_again_gives_the_same() -> None:
    once = annotate(text_document(TEXT))
    assert annotate(once) == once


def test_what_several_extractors_need_is_made_once() -> None:
    document = text_document(TEXT.replace("62", "63"))
    before = bodies_in.cache_info().misses
    annotate(document)
    assert bodies_in.cache_info().misses == before + 1
    assert scan_document(document) is scan_document(document)


def test_a_kept_scan_is_of_this_text_and_these_blocks() -> None:
    document = text_document("Ban Tổ chức Tỉnh ủy\nSơn Thủy")
    apart = scan_document(document)
    assert "\n" in apart.plain
    whole = document.with_(blocks=(Block(0, "paragraph", Span(0, len(document.text))),))
    assert "\n" not in scan_document(whole).plain
    assert scan_document(document) == apart


def test_text_is_left_alone() -> None:
    document = text_document(TEXT)
    annotated = annotate(document)
    assert (annotated.text, annotated.blocks, annotated.runs, annotated.sentences) == (
        document.text,
        document.blocks,
        document.runs,
        document.sentences,
    )


@pytest.mark.parametrize(
    "name", ["find_header", "find_dates", "find_periods", "find_references", "find_organisations", "find_indicators", "check_arithmetic"]
)
def test_one_that_fails_costs_only_its_own(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> NoReturn:
        raise ValueError("no such luck")

    monkeypatch.setattr(run, name, broken)
    document = annotate(text_document(TEXT))
    [problem] = document.problems
    assert problem.code == "extractor-failed"
    assert problem.args["extractor"] == name.partition("_")[2]
    assert "no such luck" in problem.text("vi") and "no such luck" in problem.text("en")
    assert problem.hint("vi") and problem.hint("en")
    assert (document.header is None) == (name == "find_header")
    assert bool(document.of_kind(Reference)) == (name != "find_references")
    assert bool(document.of_kind(Indicator)) == (name != "find_indicators")
    monkeypatch.undo()
    assert annotate(document) == annotate(text_document(TEXT)), "a later run that succeeds takes the problem away"


def test_memory_that_is_used_up_is_told_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr(run, "find_references", broken)
    with pytest.raises(MemoryError):
        annotate(text_document(TEXT))


def test_the_message_exists() -> None:
    assert "extractor-failed" in codes()


def test_it_goes_to_worker_processes(tmp_path: Path) -> None:
    assert pickle.loads(pickle.dumps(annotate)) is annotate
    path = tmp_path / "bao-cao.txt"
    path.write_text(TEXT, encoding="utf-8")
    [outcome] = read_many([path], step=annotate, workers=1)
    assert outcome.error is None
    assert isinstance(outcome.document, Document) and outcome.document.header is not None


@pytest.mark.parametrize("text", ["", " ", "a", "\n\n", "Số", "1", "%", "Điều 1."])
def test_tiny_texts(text: str) -> None:
    document = annotate(text_document(text))
    assert document.header is None
    assert not document.problems


def test_long_tables_cost_linear_time() -> None:
    def table_of(count: int) -> Callable[[], object]:
        rows = "".join("<tr>" + "".join(f"<td>{i * j}</td>" for j in range(1, 5)) + "</tr>" for i in range(1, count + 1))
        return partial(annotate, read_bytes(f"<html><body><table border='1'>{rows}</table></body></html>".encode(), "a.html"))

    assert_linear(table_of, 250)
