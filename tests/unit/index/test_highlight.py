"""Exact spans of what was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import QueryError
from core.spans import Span
from core.text import folded, nfc
from index.analysis import keyword
from index.highlight import highlight
from index.query import Query, Word, parse


def marked(text: str, query: str) -> list[str]:
    found = highlight(text, Span(0, len(text)), parse(query))
    return [span.of(text) for span in found.spans]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Đảng ủy họp Đảng uỷ xã", "đảng ủy", ["Đảng", "ủy", "Đảng", "uỷ"]),
        ("ăn năn, an ninh, án", "an", ["ăn", "an", "án"]),
        ("ăn năn, an ninh, án", "án", ["án"]),
        ("công an ăn cơm", "công an", ["công", "an"]),
        ("công ăn việc làm", "công an", ["công", "ăn"]),
        ("nâng cao chất lượng, chất lượng cao", '"chất lượng"', ["chất lượng", "chất lượng"]),
        ("nâng cao chất lượng", '"chat luong" cao', ["cao", "chất lượng"]),
        ("nâng cao  chất\nlượng", '"cao chất lượng"', ["cao  chất\nlượng"]),
        ("5.568 đảng viên", "5568", ["5.568"]),
        ("hoà bình", "hòa", ["hoà"]),
        ("không có gì", "đảng", []),
    ],
)
def test_highlights(text: str, query: str, found: list[str]) -> None:
    assert marked(text, query) == found


def test_neighbours_by_one_letter() -> None:
    text = "kiểm tra, kiêm nhiệm, kiềm chế, kim, kem, tra kiểm"
    near = Query((Word("kiem", "kiem", exact=False, near=True),))
    assert [span.of(text) for span in highlight(text, Span(0, len(text)), near).spans] == ["kiểm", "kiêm", "kiềm", "kim", "kem", "kiểm"]
    swapped = Query((Word("keim", "keim", exact=False, near=True),))
    assert [span.of(text) for span in highlight(text, Span(0, len(text)), swapped).spans] == ["kiểm", "kiêm", "kiềm", "kim", "kem", "kiểm"]


def test_numbers_win_over_the_words_inside_them() -> None:
    text = "theo Kế hoạch số 13-KH/BTCTU của Ban"
    found = highlight(text, Span(0, len(text)), parse("kế hoạch 13-KH/BTCTU"), [Span(5, 28)])
    assert [span.of(text) for span in found.spans] == ["Kế hoạch số 13-KH/BTCTU"]


def test_offsets_are_those_of_the_document() -> None:
    text = "một chi bộ"
    found = highlight(text, Span(1000, 1010), parse("chi"))
    assert found.spans == (Span(1004, 1007),)
    assert found.snippet == Span(1000, 1010)


def test_the_snippet_shows_most_of_what_was_asked() -> None:
    text = "chi bộ " + "một hai ba " * 60 + "kiểm tra chi bộ yếu " + "bốn năm sáu " * 60
    found = highlight(text, Span(0, len(text)), parse("kiểm tra chi bộ yếu"))
    snippet = found.snippet.of(text)
    assert "kiểm tra chi bộ yếu" in snippet
    assert 30 <= len(snippet.split()) <= 45
    assert not snippet.startswith(" ")


@given(
    st.lists(
        st.sampled_from(["Đảng", "đảng", "dang", "ủy", "uỷ", "UY", "bộ", "Bộ", "12", "5.568", ",", ".", "-", "\n", "hoà", "hòa", "kế"]),
        max_size=60,
    ),
    st.lists(st.sampled_from(["đảng", "dang", "uỷ", "bo", "bộ", "12", "hoa", "hòa"]), min_size=1, max_size=4),
)
def test_every_highlight_is_a_word_of_the_query(words: list[str], asked: list[str]) -> None:
    text = nfc(" ".join(words))
    found = highlight(text, Span(0, len(text)), parse(" ".join(asked)))
    wanted = {folded(word) for word in asked}
    last = 0
    for span in found.spans:
        assert span.start >= last
        assert found.snippet.start <= found.snippet.end
        assert folded(span.of(text)) in wanted or keyword(span.of(text)) in wanted
        last = span.end
    assert 0 <= found.snippet.start <= found.snippet.end <= len(text)


@given(st.text(max_size=100), st.text(max_size=60))
def test_any_text_and_query(text: str, query: str) -> None:
    text = nfc(text)
    try:
        asked = parse(query)
    except QueryError:
        return
    for span in highlight(text, Span(0, len(text)), asked).spans:
        assert 0 <= span.start < span.end <= len(text)
