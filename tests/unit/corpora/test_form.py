"""Word lists of the form of documents: complete rows, known kinds, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.document import HEADER_FIELDS
from core.viewer import SECRECY_LABELS
from corpora.form import body_heads, marks, mottos, name_titles, posts, surnames, type_qualifiers


@pytest.mark.parametrize(
    "words",
    [
        [motto.text for motto in mottos()],
        [mark.text for mark in marks()],
        [head.words for head in body_heads()],
        [post.words for post in posts()],
        [title.words for title in name_titles()],
        list(type_qualifiers()),
    ],
    ids=["mottos", "marks", "body_heads", "posts", "name_titles", "type_qualifiers"],
)
def test_nothing_is_empty_or_twice(words: Sequence[str]) -> None:
    assert all(word.strip() == word and word for word in words)
    assert len(set(words)) == len(words)


def test_kinds_are_known() -> None:
    assert {motto.role for motto in mottos()} == {"title", "tagline"}
    assert {motto.form for motto in mottos()} == {"party", "state", "union"}
    assert {mark.kind for mark in marks()} == {"secrecy", "urgency", "draft", "circulation", "copy"}
    assert {head.group for head in body_heads()} == {
        "committee", "organ", "council", "congress", "state", "army", "school", "firm", "union",
    }  # fmt: skip
    assert {post.form for post in posts()} == {"party", "state", "army", "any"}
    assert {title.kind for title in name_titles()} == {"address", "rank", "degree", "honour"}


def test_degrees_of_secrecy_are_those_that_a_viewer_may_have() -> None:
    assert {mark.text for mark in marks() if mark.kind == "secrecy"} == set(SECRECY_LABELS)
    assert "secrecy" in HEADER_FIELDS


def test_surnames_have_their_marks() -> None:
    assert {"nguyễn", "lò", "giàng", "h'", "y"} <= surnames()
    assert not any(name != name.lower() for name in surnames())
