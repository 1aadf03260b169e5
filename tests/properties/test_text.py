from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from core.text import folded, has_marks, nfc, person_sort_key, sort_key, spelling_key, squeezed, typed

MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
# Letters and marks of Vietnamese in any order, with what a bad keyboard or converter leaves between them; and any Unicode at all.
VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyAĐEOUYQHÐ\u00f0 hoàuỷýạếộ.,-–\u00a0\u200b\t\n0129" + MARKS, max_size=40)
ANYTHING = st.one_of(VIETNAMESE, st.text(max_size=40))


@given(ANYTHING)
def test_each_form_is_idempotent(text: str) -> None:
    for form in (nfc, typed, squeezed, spelling_key, folded):
        once = form(text)
        assert form(once) == once, form.__name__


@given(ANYTHING)
def test_decomposing_makes_no_difference(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert nfc(apart) == nfc(text)
    for form in (spelling_key, folded, sort_key, person_sort_key, has_marks):
        assert form(apart) == form(nfc(text)), form


@given(VIETNAMESE)
def test_letter_case_makes_no_difference_to_keys(text: str) -> None:
    assert spelling_key(text.upper()) == spelling_key(text.lower()) == spelling_key(text)
    assert folded(text.upper()) == folded(text)


@given(VIETNAMESE)
def test_folding_forgets_no_more_than_the_key_has(text: str) -> None:
    assert folded(spelling_key(text)) == folded(text)
    assert not has_marks(folded(text))


@given(ANYTHING, st.integers(2, 5))
def test_a_long_text_is_treated_like_a_short_one(text: str, times: int) -> None:
    """The cache ends at 64 characters, the rules do not."""
    piece = text + " | "
    long = piece * (times + 70 // len(piece))
    assert spelling_key(long) == spelling_key(piece) * (times + 70 // len(piece))
    assert folded(long) == folded(piece) * (times + 70 // len(piece))


@given(st.lists(ANYTHING, min_size=2, max_size=6))
def test_sort_keys_can_be_compared(texts: list[str]) -> None:
    ordered = sorted(texts, key=sort_key)
    assert [sort_key(text) for text in sorted(ordered, key=sort_key)] == [sort_key(text) for text in ordered]
    assert sorted(texts, key=person_sort_key) is not None
