from __future__ import annotations

import pytest

from core.spans import OffsetMap, Span

# "Uỷ ban" as NFD: U y ̉ _ b a n; the letter ỷ is one character of text and two of raw.
DECOMPOSED = OffsetMap((0, 1, 2, 6), (0, 1, 3, 7))
# raw "so-\nan" read as "soan": hyphen and line feed left out.
LEFT_OUT = OffsetMap((0, 2, 2, 4), (0, 2, 4, 6))
# raw "soan" read as "so an": a blank added.
ADDED = OffsetMap((0, 2, 3, 5), (0, 2, 2, 4))


@pytest.mark.parametrize(
    ("offsets", "start", "end", "raw"),
    [
        (DECOMPOSED, 0, 1, (0, 1)),
        (DECOMPOSED, 1, 2, (1, 3)),
        (DECOMPOSED, 0, 2, (0, 3)),
        (DECOMPOSED, 3, 6, (4, 7)),
        (DECOMPOSED, 4, 5, (5, 6)),
        (DECOMPOSED, 0, 6, (0, 7)),
        (LEFT_OUT, 0, 2, (0, 2)),  # what was left out belongs to neither side
        (LEFT_OUT, 2, 4, (4, 6)),
        (LEFT_OUT, 1, 3, (1, 5)),  # but to a span over both
        (ADDED, 0, 2, (0, 2)),
        (ADDED, 2, 3, (2, 2)),  # an added character has an empty source at its place
        (ADDED, 3, 5, (2, 4)),
        (ADDED, 1, 4, (1, 3)),
        (OffsetMap.identity(4), 1, 3, (1, 3)),
        (OffsetMap.identity(0), 0, 0, (0, 0)),
    ],
)
def test_offset_map(offsets: OffsetMap, start: int, end: int, raw: tuple[int, int]) -> None:
    assert (offsets.raw_start(start), offsets.raw_end(end)) == raw


def test_a_cut_inside_a_cluster_rounds_outward() -> None:
    ligature = OffsetMap((0, 2, 3), (0, 1, 2))  # raw "ﬁ" read as "fi"
    assert (ligature.raw_start(1), ligature.raw_end(1)) == (0, 1)


def test_offsets_behind_the_end_stay_at_the_end() -> None:
    assert DECOMPOSED.raw_start(6) == DECOMPOSED.raw_end(9) == DECOMPOSED.raw_start(9) == 7


@pytest.mark.parametrize(
    ("one", "other", "overlap", "inside"),
    [
        (Span(0, 5), Span(4, 6), True, False),
        (Span(0, 5), Span(5, 6), False, False),
        (Span(0, 5), Span(1, 5), True, True),
        (Span(0, 5), Span(0, 5), True, True),
        (Span(0, 5), Span(3, 3), False, True),
    ],
)
def test_spans(one: Span, other: Span, *, overlap: bool, inside: bool) -> None:
    assert one.overlaps(other) is overlap
    assert one.contains(other) is inside


def test_a_span_of_a_text() -> None:
    assert Span(3, 8).of("số 13-KH") == "13-KH"
    assert len(Span(3, 8)) == 5
    assert Span(3, 8).shifted(2) == Span(5, 10)
    assert sorted([Span(4, 5), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(4, 5)]
