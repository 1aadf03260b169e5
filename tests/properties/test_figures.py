"""Figures, periods and arithmetic on any text: spans inside it, values that stand in it, no exception, linear time."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Block, Document, File, Sentence
from core.mentions import Indicator
from core.spans import Span
from extractors.arithmetic import check_arithmetic
from extractors.figures.keyed import keyed
from extractors.indicators import find_indicators
from extractors.periods import find_periods
from extractors.quantities import parse_numeral, quantities
from pipeline.run import text_document
from tests.growth import assert_linear

_PIECES = (
    "kiểm tra", "12", "02", "1.245", "12,5", "%", " %", "/", "-", "–", "(", ")", ",", ";", ".", ":", " ", "\n", "\t", "đảng viên", "tổ chức đảng", "tỷ đồng", "triệu",
    "năm 2016", "tháng 6", "ngày 16/6", "quý IV/2018", "từ", "đến", "gần", "không quá", "trong đó", "gồm", "chiếm", "đạt", "không có", "Điều 5", "khoản", "Chi bộ", "số",
    "tổng số", "so với", "cùng kỳ", "và", "6, 7", "41/4,974", "m²", "đ/c", "ha", "2015-2020", "Huy hiệu 30", "tuổi", "lượt", "phấn đấu", "trở lên", "“", "”", "\u00a0", "kỳ/năm",
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    st.text(max_size=120),
)


def everything(document: Document) -> tuple[Indicator, ...]:
    periods = find_periods(document)
    found = find_indicators(document, (), (), periods)
    check_arithmetic(document, found)
    return found


@given(texts)
def test_spans_lie_inside_and_values_stand_there(text: str) -> None:
    document = text_document(text)
    found = everything(document)
    assert list(found) == sorted(found, key=lambda one: one.span)
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(document.text)
        shown = one.span.of(document.text)
        assert shown == shown.strip()
        if one.implicit:
            assert one.value == 0
            continue
        digits = f"{abs(one.value):f}".replace(".", "").lstrip("0")
        assert digits in re.sub(r"\D", "", shown)
        for span in (one.unit_span, one.period_span):
            assert span is None or (0 <= span.start < span.end <= len(document.text))
        if one.low is not None and one.high is not None:
            assert one.low <= one.high


@given(texts)
def test_figures_do_not_overlap(text: str) -> None:
    found = [one.span for one in everything(text_document(text)) if not one.implicit]
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(texts)
def test_statements_cite_indicators(text: str) -> None:
    document = text_document(text)
    found = find_indicators(document, (), (), ())
    places = {one.span for one in found}
    for statement in check_arithmetic(document, found):
        assert len(statement.spans) >= 2
        assert set(statement.spans) <= places
        assert statement.note


@given(texts)
def test_periods_lie_inside(text: str) -> None:
    document = text_document(text)
    for period in find_periods(document):
        assert " ".join(period.span.of(document.text).split()) == period.text
        if period.first and period.last:
            assert period.first <= period.last


@given(st.text(max_size=200))
def test_keyed_text_is_as_long_as_the_text(text: str) -> None:
    assert len(keyed(text)) == len(text)


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_a_number_printed_the_vietnamese_way_is_read_back(value: Decimal) -> None:
    printed = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    parsed = parse_numeral(printed)
    assert parsed is not None
    assert parsed[0] == value


@given(st.text(max_size=200))
def test_expressions_are_in_order(text: str) -> None:
    found = quantities(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


def one_block(text: str) -> Document:
    span = Span(0, len(text))
    return Document(
        id="0-0", file=File("0", "txt", len(text)), text=text, blocks=(Block(0, "paragraph", span),), sentences=(Sentence(span, 0),)
    )


@pytest.mark.parametrize(
    "piece",
    [
        "12, 15 và ",
        "(5 ",
        "5 đảng viên (3, 4) ",
        "năm 2016 đạt 5% ",
        "không có đảng viên 5 ",
        "1/2/3-4/",
        "gồm 5 chi bộ, trong đó ",
        "5 (50%), ",
    ],
)
def test_one_endless_sentence_takes_linear_time(piece: str) -> None:
    assert_linear(lambda size: partial(everything, one_block(piece * (size // len(piece)))), 8_000)
