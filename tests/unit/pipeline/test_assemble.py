from __future__ import annotations

import pytest

from core.document import Document, File
from core.problems import Problem
from core.spans import OffsetMap, Span
from pipeline.assemble import assemble
from pipeline.drafts import BlockDraft, Draft, PageDraft, RunDraft, added


def made(*blocks: BlockDraft, **rest: object) -> Document:
    return assemble(Draft(list(blocks), **rest), File("f", "txt", 1))  # type: ignore[arg-type]


def paragraph(*runs: RunDraft | str, **fields: object) -> BlockDraft:
    return BlockDraft("paragraph", [RunDraft(r, "p") if isinstance(r, str) else r for r in runs], **fields)  # type: ignore[arg-type]


def test_separators_are_added_and_lead_to_where_they_stand() -> None:
    row = [
        BlockDraft("row", children=[BlockDraft("cell", [RunDraft(c, f"c{r}{i}")]) for i, c in enumerate(cells)])
        for r, cells in enumerate(("ab", "cd"))
    ]
    document = made(paragraph("một"), BlockDraft("table", children=row), paragraph("hai"))
    assert document.text == "một\na\tb\nc\td\nhai"
    assert [(b.kind, b.parent, b.span.of(document.text)) for b in document.blocks] == [
        ("paragraph", None, "một"), ("table", None, "a\tb\nc\td"), ("row", 1, "a\tb"), ("cell", 2, "a"), ("cell", 2, "b"),
        ("row", 1, "c\td"), ("cell", 5, "c"), ("cell", 5, "d"), ("paragraph", None, "hai"),
    ]  # fmt: skip
    (line_feed,) = document.source_of(Span(3, 4))
    assert (line_feed.origin, line_feed.part, line_feed.start, line_feed.end, line_feed.raw) == ("added", "p", 3, 3, "")
    assert document.raw_of(Span(0, len(document.text))) == "mộtabcdhai"


def test_before_replaces_the_separator_and_lies_outside_the_block() -> None:
    document = assemble(
        Draft(
            [paragraph(RunDraft("một")), paragraph(RunDraft("hai", raw_start=5), before=[RunDraft("\r\n", raw_start=3, text="\n")])],
            after=[RunDraft(" ", raw_start=8)],
        ),
        File("f", "txt", 9),
    )
    assert document.text == "một\nhai "
    assert [b.span for b in document.blocks] == [Span(0, 3), Span(4, 7)]
    (piece,) = document.source_of(Span(3, 5))
    assert (piece.start, piece.end, piece.raw) == (3, 6, "\r\nh")


@pytest.mark.parametrize(
    ("runs", "text", "sources"),
    [
        (["Đa", "\u0309ng"], "Đảng", ["Đa\u0309", "ng"]),
        (["Đa", "\u0309"], "Đả", ["Đa\u0309"]),
        (["o", "\u0323\u0302", "x"], "ộx", ["o\u0323\u0302", "x"]),
        (["a", RunDraft("\u00ad", text=""), "\u0301b"], "áb", ["a\u0301", "b"]),
        (["a ", "\u0301b"], "a \u0301b", ["a ", "\u0301b"]),
        ([RunDraft("A", text="a"), RunDraft("\u0301B", text="\u0301b", map=OffsetMap.identity(2))], "áb", ["A\u0301", "B"]),
    ],
)
def test_marks_belong_to_the_letter_before(runs: list[RunDraft | str], text: str, sources: list[str]) -> None:
    fonts = [RunDraft(r, "p", font=str(i)) if isinstance(r, str) else r for i, r in enumerate(runs)]
    document = made(paragraph(*fonts))
    assert document.text == text
    assert [p.raw for p in document.source_of(Span(0, len(text)))] == sources


def test_a_whole_file_of_one_font_is_one_run() -> None:
    document = made(paragraph(RunDraft("một ")), paragraph(RunDraft("hai", raw_start=5), before=[RunDraft("\n", raw_start=4)]))
    (run,) = document.runs
    assert (run.raw, run.span) == ("một \nhai", Span(0, 8))


def test_text_left_out_by_the_reader_keeps_its_place() -> None:
    document = made(paragraph("kết", RunDraft("-\n", "p", 3, text=""), RunDraft("nạp", "p", 5)))
    assert document.text == "kếtnạp"
    (piece,) = document.source_of(Span(2, 4))
    assert (piece.start, piece.end, piece.raw) == (2, 6, "t-\nn")


def test_blocks_without_text_are_left_out_but_for_cells() -> None:
    row = BlockDraft("row", children=[BlockDraft("cell"), BlockDraft("cell", [RunDraft("x")])])
    document = made(paragraph("a"), paragraph(""), paragraph(RunDraft("\u00ad", text="")), BlockDraft("table", children=[row]))
    assert document.text == "a\n\tx"
    assert [b.kind for b in document.blocks] == ["paragraph", "table", "row", "cell", "cell"]


def test_pages_hold_their_text() -> None:
    blocks = [
        paragraph(RunDraft("một", "1", page=1), added(" ", page=1), RunDraft("hai", "2", page=2)),
        paragraph(RunDraft("bốn", "4", page=4)),
    ]
    document = made(*blocks, pages=[PageDraft(n, 595, 842) for n in (1, 2, 3, 4, 5)])
    assert document.text == "một hai\nbốn"
    assert [(p.number, p.span) for p in document.pages] == [
        (1, Span(0, 3)),
        (2, Span(4, 7)),
        (3, Span(8, 8)),
        (4, Span(8, 11)),
        (5, Span(11, 11)),
    ]
    assert [document.page_at(i) for i in (0, 3, 4, 6, 8, 10)] == [1, 1, 2, 2, 4, 4]


def test_what_the_reader_knows_is_kept() -> None:
    document = made(paragraph("a"), title="Kế hoạch", published="2024-03-05", encoding="utf-8", problems=[Problem("empty")])
    assert (document.file.title, document.file.published, document.file.encoding) == ("Kế hoạch", "2024-03-05", "utf-8")
    assert document.problems == (Problem("empty"),)
    assert document.made_by["pipeline"]
    assert document.id == "f-0"


def test_sentences_are_those_of_leaf_blocks() -> None:
    row = BlockDraft("row", children=[BlockDraft("cell", [RunDraft("Đơn vị")]), BlockDraft("cell", [RunDraft("15")])])
    document = made(paragraph("Đảng bộ đã họp. Có 12 chi bộ dự."), BlockDraft("table", children=[row]))
    assert [(s.span.of(document.text), s.block) for s in document.sentences] == [
        ("Đảng bộ đã họp.", 0), ("Có 12 chi bộ dự.", 0), ("Đơn vị", 3), ("15", 4),
    ]  # fmt: skip


def test_levels_are_nested_whatever_ranks_the_readers_give() -> None:
    ranks = [None, 4, 5, 11, 5, 4, 10]
    document = made(*(BlockDraft("heading", [RunDraft("a")], level=rank) for rank in ranks))
    assert [block.level for block in document.blocks] == [None, 1, 2, 3, 2, 1, 2]


def test_numbers_in_a_table_close_nothing_outside() -> None:
    cells = [BlockDraft("cell", [RunDraft(label)], level=rank, label=label) for label, rank in (("I", 4), ("1.", 5))]
    table = BlockDraft("table", children=[BlockDraft("row", children=cells)])
    one, two = (BlockDraft("list_item", [RunDraft("a")], level=10) for _ in range(2))
    document = made(BlockDraft("heading", [RunDraft("1. b")], level=5), one, table, two)
    assert [block.level for block in document.blocks] == [1, 2, None, None, 1, 2, 2]
