from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.spans import OffsetMap, Span
from core.text import nfc
from pipeline.offsets import composed, normalised

LETTERS = "aăâđêôơưoạảếộỹ Đ-–1\n"
MARKS = "\u0300\u0301\u0309\u0323\u0302\u0306\u031b"
# Composed, decomposed and half-composed Vietnamese, Hangul and stray marks.
RAW = st.lists(
    st.one_of(
        st.sampled_from(LETTERS),
        st.sampled_from(MARKS),
        st.sampled_from([unicodedata.normalize("NFD", c) for c in LETTERS]),
        st.sampled_from(["ê\u0323", "u\u031b\u0301", "\u1112\u1161\u11ab", "\u212b", "\ufeff"]),
        st.characters(codec="utf-8"),
    ),
    max_size=30,
).map("".join)
# What people write: whole letters, composed, decomposed, half-composed.
WRITTEN = st.lists(
    st.sampled_from([*LETTERS, *(unicodedata.normalize("NFD", c) for c in LETTERS), "ê\u0323", "o\u031b\u0323", "a\u0306\u0301", "\u212b"]),
    max_size=30,
).map("".join)
SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: Span(min(pair), max(pair)))


@given(RAW)
def test_the_map_never_goes_back(raw: str) -> None:
    text, offsets = normalised(raw)
    starts = [offsets.raw_start(i) for i in range(len(text) + 1)]
    ends = [offsets.raw_end(i) for i in range(len(text) + 1)]
    assert all(a <= b for a, b in pairwise(starts))
    assert all(a <= b for a, b in pairwise(ends))
    assert starts[-1] == ends[-1] == len(raw)
    assert ends[0] == 0


@given(WRITTEN, st.data())
def test_a_span_leads_to_raw_characters_that_hold_it(raw: str, data: st.DataObject) -> None:
    """Offsets inside a decomposed letter round outward: nothing of the span is ever lost, at most the rest of a letter comes with it."""
    text, offsets = normalised(raw)
    assert text == nfc(raw)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start == end:
        return
    piece = nfc(raw[offsets.raw_start(start) : offsets.raw_end(end)])
    assert text[start:end] in piece
    assert len(piece) <= end - start + 2


@given(RAW, st.data())
def test_between_breakpoints_the_way_back_is_exact(raw: str, data: st.DataObject) -> None:
    text, offsets = normalised(raw)
    start = data.draw(st.sampled_from(offsets.text))
    end = data.draw(st.sampled_from([i for i in offsets.text if i >= start]))
    if start < end:
        assert nfc(raw[offsets.raw_start(start) : offsets.raw_end(end)]) == text[start:end]


@given(RAW)
def test_every_character_round_trips_where_letters_are_whole(raw: str) -> None:
    text, offsets = normalised(raw)
    rebuilt = "".join(nfc(raw[a:b]) for a, b in pairwise(offsets.raw))
    assert rebuilt == text


@given(RAW)
def test_an_identity_composed_changes_nothing(raw: str) -> None:
    text, offsets = normalised(raw)
    for both in (composed(OffsetMap.identity(len(text)), offsets), composed(offsets, OffsetMap.identity(len(raw)))):
        assert [both.raw_start(i) for i in range(len(text))] == [offsets.raw_start(i) for i in range(len(text))]
        assert [both.raw_end(i) for i in range(1, len(text) + 1)] == [offsets.raw_end(i) for i in range(1, len(text) + 1)]


@given(SPANS, SPANS)
def test_spans_behave_like_sets_of_offsets(one: Span, other: Span) -> None:
    left, right = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.overlaps(other) == bool(left & right)
    assert other.overlaps(one) == one.overlaps(other)
    assert len(one) == len(left)
    if other.start < other.end:
        assert one.contains(other) == (right <= left)


@given(SPANS, st.integers(0, 50), st.text(min_size=80, max_size=90))
def test_a_shifted_span_stands_for_the_same_characters_of_a_shifted_text(span: Span, by: int, text: str) -> None:
    assert span.shifted(by).of("x" * by + text) == span.of(text)
