"""How entries become words: nothing left over from an empty wording, no word small where a sentence begins."""

from __future__ import annotations

import re

from corpora.generator.bank import load
from corpora.generator.entries import Entry
from corpora.generator.making import Maker, Wish
from corpora.generator.story import tell
from corpora.generator.telling import Telling
from corpora.generator.templates import compile_entry
from corpora.generator.writing import Writer


def written(text: str, index: int = 1, seed: str = "lời") -> Writer:
    """A line of an entry, as document ``index`` says it."""
    story = tell(seed, index // 16)
    telling = Telling(load("seen"), story, story.cards[index % 16], seed)
    writer = Writer()
    for segment in compile_entry(Entry("ket.bc-01", (text,), "a.vkt:1")).lines[0].segments:
        segment.write(writer, telling)
    return writer


def test_an_empty_first_wording_leaves_no_blank() -> None:
    writer = written("[|] chi bộ {btv} [|] và [|], chi bộ")
    text = writer.text()
    assert text == text.strip()
    assert "  " not in text
    assert " ," not in text
    for mark in writer.marks:
        assert text[mark.start : mark.end] == text[mark.start : mark.end].strip() != ""
    assert [text[mark.start : mark.end] for mark in writer.marks].count("chi bộ") == 2


def test_no_abstract_or_line_begins_with_a_blank() -> None:
    maker = Maker(Wish("đầu dòng", 4000), load("seen"))
    for index in range(200):
        told = maker.make(index).told
        assert all(line.text == line.text.lstrip() for line in (told.abstract, *told.lines))


def test_the_type_of_a_document_is_written_large_where_a_sentence_begins() -> None:
    inside = 0
    for index in range(1, 240):
        text = written("Đã hiến 263 m2. {vb:kh}, theo {vb:kh dau}", index).text()
        assert re.match(r"Đã hiến 263 m2\. \w", text)
        assert text[16].isupper(), text
        inside += text.split(", theo ", 1)[1][0].islower()
    assert inside > 20
