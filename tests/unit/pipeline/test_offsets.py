from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spans import OffsetMap
from pipeline.offsets import MapBuilder, composed, cut, leading_marks, normalised

VIETNAMESE = st.text(
    st.sampled_from("aăâeêoôơuưyđ bc\n\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323ắệữ\u212b\u1100\u1161\u11a8\uac00\u0344"), max_size=40
)


@pytest.mark.parametrize(
    ("raw", "text", "points"),
    [
        ("Đảng bộ", "Đảng bộ", [(0, 0), (7, 7)]),
        ("", "", [(0, 0), (0, 0)]),
        ("Đa\u0309ng bô\u0323", "Đảng bộ", [(0, 0), (1, 1), (2, 3), (6, 7), (7, 9)]),
        ("o\u0323\u0302", "ộ", [(0, 0), (1, 3)]),
        ("\u0301x", "\u0301x", [(0, 0), (2, 2)]),
        ("\u212b", "Å", [(0, 0), (1, 1)]),
        ("\u1100\u1161\u11a8", "각", [(0, 0), (1, 3)]),
        ("\u0958", "\u0915\u093c", [(0, 0), (2, 1)]),
    ],
)
def test_normalised(raw: str, text: str, points: list[tuple[int, int]]) -> None:
    found, offsets = normalised(raw)
    assert found == text
    assert list(zip(offsets.text, offsets.raw, strict=True)) == points


@given(VIETNAMESE)
def test_normalised_is_nfc_and_every_cluster_leads_back(raw: str) -> None:
    text, offsets = normalised(raw)
    assert text == unicodedata.normalize("NFC", raw)
    edges = [i for i in range(len(text) + 1) if not leading_marks(text[i : i + 1])]
    for start in edges:
        for end in edges:
            if start < end:
                assert unicodedata.normalize("NFC", raw[offsets.raw_start(start) : offsets.raw_end(end)]) == text[start:end]


@pytest.mark.parametrize(("text", "count"), [("a", 0), ("", 0), ("\u0301a", 1), ("\u0323\u0302", 2), ("\u11a8", 1), ("ắ", 0), ("đ", 0)])
def test_leading_marks(text: str, count: int) -> None:
    assert leading_marks(text) == count


# A map as a list of segments: (characters of text, characters of raw).
segments = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=8)


def built(parts: list[tuple[int, int]]) -> OffsetMap:
    builder = MapBuilder()
    for text, raw in parts:
        if text == raw:
            builder.same(text)
        else:
            builder.cluster(text, raw)
    return builder.done()


@given(segments, st.data())
def test_composed_goes_through_both(lower_parts: list[tuple[int, int]], data: st.DataObject) -> None:
    lower = built(lower_parts)
    left = lower.text[-1]
    upper_parts = []
    while left:
        raw = data.draw(st.integers(1, min(3, left)))
        upper_parts.append((data.draw(st.integers(1, 3)), raw))
        left -= raw
    upper = built(upper_parts)
    both = composed(upper, lower)
    assert both.text[-1] == upper.text[-1]
    assert both.raw[-1] == lower.raw[-1]
    assert list(both.text) == sorted(both.text)
    assert list(both.raw) == sorted(both.raw)
    # Between breakpoints a text of two characters from one from two looks like a straight stretch: only the breakpoints are exact.
    for start in both.text:
        for end in both.text:
            if start < end:
                assert both.raw_start(start) <= lower.raw_start(upper.raw_start(start))
                assert both.raw_end(end) >= lower.raw_end(upper.raw_end(end))


def test_composed_keeps_what_both_know() -> None:
    collapsed = built([(2, 2), (0, 3), (4, 4)])
    decomposed = built([(1, 1), (1, 2), (3, 3)])
    both = composed(decomposed, collapsed)
    assert [both.raw_start(i) for i in range(5)] == [0, 1, 6, 7, 8]
    assert both.raw_end(5) == 9


@given(segments.filter(bool), st.data())
def test_cut_is_the_map_of_the_part(parts: list[tuple[int, int]], data: st.DataObject) -> None:
    whole = built(parts)
    i = data.draw(st.integers(0, len(whole.text) - 1))
    j = data.draw(st.integers(i, len(whole.text) - 1))
    part = cut(whole, whole.text[i], whole.text[j], whole.raw[i], whole.raw[j])
    assert part.text[-1] == whole.text[j] - whole.text[i]
    assert part.raw[-1] == whole.raw[j] - whole.raw[i]
    for offset in range(1, part.text[-1]):
        assert part.raw_start(offset) + whole.raw[i] == whole.raw_start(offset + whole.text[i])
        assert part.raw_end(offset) + whole.raw[i] == whole.raw_end(offset + whole.text[i])


def test_long_text_costs_linear_time() -> None:
    raw = unicodedata.normalize("NFD", "Đảng ủy khối các cơ quan và doanh nghiệp tỉnh. " * 20_000)
    text, offsets = normalised(raw)
    assert len(text) < len(raw)
    assert offsets.raw[-1] == len(raw)
