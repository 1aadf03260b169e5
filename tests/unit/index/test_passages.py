"""Passages: runs of blocks under one heading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Block, Document, File
from core.spans import Span
from index.passages import Headings, passages
from index.surroundings import Surroundings
from pipeline.run import text_document

WORDS = " ".join(["đảng viên", "chi bộ", "kế hoạch"] * 20)  # 120 words


def table(rows: list[list[str]]) -> Document:
    """A heading, a table, a paragraph."""
    lines = ["\t".join(row) for row in rows]
    text = "BIỂU SỐ 1\n" + "\n".join(lines) + "\nGhi chú."
    blocks = [Block(0, "heading", Span(0, 9)), Block(1, "table", Span(10, 10 + len("\n".join(lines))))]
    at = 10
    for r, row in enumerate(rows):
        number = len(blocks)
        blocks.append(Block(number, "row", Span(at, at + len(lines[r])), 1, row=r))
        for c, cell in enumerate(row):
            blocks.append(Block(len(blocks), "cell", Span(at, at + len(cell)), number, row=r, col=c))
            at += len(cell) + 1
    blocks.append(Block(len(blocks), "paragraph", Span(at, len(text))))
    return Document(id="t-0", file=File("t", "docx", 1), text=text, blocks=tuple(blocks))


def texts(document: Document) -> list[str]:
    return [cut.span.of(document.text) for cut in passages(document)]


def test_short_lines_under_one_heading_are_one_passage() -> None:
    document = text_document("I. Kết quả\nMột là tốt.\nHai là khá.\nII. Hạn chế\nCòn chậm.")
    assert texts(document) == ["I. Kết quả\nMột là tốt.\nHai là khá.", "II. Hạn chế\nCòn chậm."]
    assert [[h.of(document.text) for h in cut.headings] for cut in passages(document)] == [["I. Kết quả"], ["II. Hạn chế"]]


def test_headings_are_a_path() -> None:
    document = text_document(
        "I. Kết quả\n1. Ưu điểm\n1.1. Về tổ chức\nĐã làm tốt việc này.\n2. Hạn chế\nCòn chậm.\nII. Kiến nghị\nKhông có gì."
    )
    paths = [[h.of(document.text) for h in cut.headings] for cut in passages(document)]
    assert paths == [["I. Kết quả", "1. Ưu điểm", "1.1. Về tổ chức"], ["I. Kết quả", "2. Hạn chế"], ["II. Kiến nghị"]]
    assert texts(document)[0].startswith("I. Kết quả\n1. Ưu điểm\n1.1. Về tổ chức\nĐã")


def test_never_over_a_heading_however_short() -> None:
    document = text_document("\n".join(f"{i}. Mục\nMột câu ngắn." for i in range(1, 6)))
    assert len(texts(document)) == 5


def test_paragraphs_fill_up_to_150_words() -> None:
    document = text_document("\n".join([WORDS] * 4 + ["Câu ngắn."] * 3))
    found = texts(document)
    assert all(100 <= len(text.split()) <= 160 for text in found[:-1])
    assert found[-1].endswith("Câu ngắn.")


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "Chi bộ đã tổ chức sinh hoạt chuyên đề về học tập và làm theo tư tưởng của Bác trong quý vừa qua. "
    document = text_document((sentence * 40).strip())
    found = texts(document)
    assert len(found) > 3
    assert all(text.startswith("Chi bộ") and text.endswith(".") for text in found)
    assert all(len(text.split()) <= 300 for text in found)


def test_a_row_is_never_cut_and_its_cells_stay_together() -> None:
    rows = [["TT", "Đơn vị", "Số lượng"], *([str(i), WORDS, "12"] for i in range(1, 5))]
    document = table(rows)
    found = texts(document)
    assert found[0].startswith("BIỂU SỐ 1\nTT\tĐơn vị\tSố lượng\n1\t")
    for row in rows:
        assert sum("\t".join(row) in text for text in found) == 1


def test_a_page_set_in_cells_is_taken_cell_by_cell() -> None:
    document = table([[" ".join([WORDS] * 4), " ".join([WORDS] * 4)]])
    assert len(texts(document)) >= 2


def test_without_blocks_lines_count() -> None:
    document = Document(id="x-0", file=File("x", "txt", 1), text="Dòng một\n\n  \nDòng hai\n")
    assert texts(document) == ["Dòng một\n\n  \nDòng hai"]
    assert texts(Document(id="x-0", file=File("x", "txt", 1), text=" \n ")) == []


@pytest.mark.parametrize("letter", ["a", "a ", "á"])
def test_no_passage_grows_without_bound(letter: str) -> None:
    document = text_document(letter * 50_000)
    found = texts(document)
    assert max(map(len, found)) <= 3300
    assert sum(map(len, found)) > 45_000


@given(
    st.lists(
        st.sampled_from(["I. Kết quả", "1. Ưu điểm", "- Một ý ngắn.", "BÁO CÁO", WORDS, "Một câu. Hai câu.", "", "   ", "a) Điểm a"]),
        max_size=40,
    )
)
def test_passages_are_apart_in_order_and_lose_nothing(lines: list[str]) -> None:
    document = text_document("\n".join(lines))
    last = 0
    headings = Headings(document)
    for cut in passages(document):
        assert cut.span.start >= last
        assert not document.text[last : cut.span.start].strip()
        assert cut.span.of(document.text).strip() == cut.span.of(document.text)
        assert cut.headings == headings.at(cut.span.end - 1)
        last = cut.span.end
    assert not document.text[last:].strip()


def test_surroundings_are_the_sentence_the_headings_and_the_page() -> None:
    document = text_document("I. Kết quả\nĐã kết nạp 118 đảng viên. Không ai bị kỷ luật.")
    around = Surroundings(document, Headings(document))
    at = document.text.index("118")
    assert around.sentence(Span(at, at + 3)).of(document.text) == "Đã kết nạp 118 đảng viên."
    page, start, end, headings = around.columns(Span(at, at + 3))
    assert (page, document.text[start:end], headings) == (None, "Đã kết nạp 118 đảng viên.", "[[0,10]]")


def test_surroundings_in_a_table_are_the_row() -> None:
    document = table([["TT", "Đơn vị", "Số"], ["1", "Chi bộ A", "12"]])
    at = document.text.index("12")
    assert Surroundings(document, Headings(document)).sentence(Span(at, at + 2)).of(document.text) == "1\tChi bộ A\t12"


def test_a_sentence_without_end_is_bounded_about_its_span() -> None:
    document = text_document("từ " * 5000)
    at = 7500
    span = Surroundings(document, Headings(document)).sentence(Span(at, at + 2))
    assert span.start <= at < span.end
    assert len(span) <= 3100
