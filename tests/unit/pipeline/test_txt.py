from __future__ import annotations

import codecs
import textwrap
import unicodedata

import pytest

from core.document import Document
from core.spans import Span
from pipeline.run import read_bytes, text_document

TEXT = """TỈNH ỦY HÀ TÂN\tĐẢNG CỘNG SẢN VIỆT NAM

  BÁO CÁO

I. KẾT QUẢ
- Đã kết nạp 15 đảng viên (đạt 100 %).   
1. Công tác kiểm tra: Đã kiểm tra 12 chi bộ.


Nơi nhận:
"""  # noqa: W291


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(document.text)) for b in document.blocks]


def test_one_block_a_line_and_every_character_kept() -> None:
    document = text_document(TEXT, "Báo cáo tháng 6")
    assert document.text == TEXT
    assert document.file.title == "Báo cáo tháng 6"
    assert blocks(document) == [
        ("heading", "TỈNH ỦY HÀ TÂN\tĐẢNG CỘNG SẢN VIỆT NAM"), ("heading", "BÁO CÁO"), ("heading", "I. KẾT QUẢ"),
        ("list_item", "- Đã kết nạp 15 đảng viên (đạt 100 %)."), ("list_item", "1. Công tác kiểm tra: Đã kiểm tra 12 chi bộ."),
        ("paragraph", "Nơi nhận:"),
    ]  # fmt: skip
    assert [b.label for b in document.blocks] == [None, None, "I.", "-", "1.", None]


FORMS = {
    "as it is": TEXT.encode(),
    "decomposed": unicodedata.normalize("NFD", TEXT).encode(),
    "with a byte order mark": codecs.BOM_UTF8 + TEXT.encode(),
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "CR": TEXT.replace("\n", "\r").encode(),
    "line breaks of Word": TEXT.replace("\n", "\v").encode(),
    "line separators": TEXT.replace("\n", "\u2028").encode(),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16 without mark": TEXT.encode("utf-16-le"),
    "UTF-32": codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    "all at once": codecs.BOM_UTF16_BE + unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").encode("utf-16-be"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_text_is_the_same_document(form: str) -> None:
    plain, other = text_document(TEXT), read_bytes(FORMS[form], "a.txt")
    assert other.text == plain.text
    assert other.blocks == plain.blocks
    assert other.sentences == plain.sentences


@pytest.mark.parametrize(
    ("form", "source"),
    [
        ("as it is", TEXT),
        ("with a byte order mark", TEXT),
        ("CRLF", TEXT.replace("\n", "\r\n")),
        ("UTF-16", TEXT),
        ("decomposed", unicodedata.normalize("NFD", TEXT)),
    ],
)
def test_offsets_count_the_decoded_characters(form: str, source: str) -> None:
    """No byte order mark, a CRLF as two, no normalisation."""
    document = read_bytes(FORMS[form], "a.txt")
    for words in ("TỈNH ỦY", "12 chi bộ", "Nơi nhận:"):
        start = document.text.index(words)
        (piece,) = document.source_of(Span(start, start + len(words)))
        assert piece.part == ""
        assert source[piece.start : piece.end] == piece.raw
        assert unicodedata.normalize("NFC", piece.raw) == words


PROSE = (
    "Đảng bộ Khối các cơ quan tỉnh có 31 tổ chức cơ sở đảng với 1.245 đảng viên, sinh hoạt tại 231 chi bộ. "
    "Trong năm, Ban Thường vụ Đảng ủy Khối đã ban hành Kế hoạch số 21-KH/ĐUK ngày 05/4/2018 về nâng cao chất lượng sinh hoạt chi bộ, "
    "phân công cấp ủy viên phụ trách, theo dõi các chi bộ; kiểm tra việc thực hiện tại 16 tổ chức cơ sở đảng."
)


def wrapped(paragraphs: list[str], width: int, indent: str = "") -> str:
    return "\n".join(
        line for p in paragraphs for line in textwrap.wrap(p, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False)
    )


@pytest.mark.parametrize("width", [60, 72, 100])
@pytest.mark.parametrize("indent", ["", "    "])
def test_lines_cut_at_a_width_make_one_block(width: int, indent: str) -> None:
    paragraphs = ["BÁO CÁO", PROSE, "- " + PROSE, "II. KẾT QUẢ", PROSE]
    text = wrapped(paragraphs, width, indent)
    document = text_document(text)
    assert document.text == text
    assert [" ".join(block.split()) for _, block in blocks(document)] == paragraphs
    assert blocks(document) == blocks(text_document(unicodedata.normalize("NFD", text)))


NOT_CUT = [
    "Kính gửi:\n- Ban Thường vụ các huyện ủy,\n- các ban đảng,\n- các sở, ngành,\n- các đoàn thể,\n- các báo, đài,\n- các trường,\n- lưu.",
    "Hà Nội\nmưa nhỏ\nĐà Nẵng\nnắng nóng\nHuế\nnắng nhẹ\nVinh\nmưa to\nLào Cai\nrét đậm\n",
    PROSE + "\n" + PROSE + "\n" + PROSE,
    "\n".join(f"{i}\tChi bộ thôn {i}\t{i * 3}\t{i * 2}" for i in range(1, 15)),
]


@pytest.mark.parametrize("text", NOT_CUT)
def test_other_lines_stay_apart(text: str) -> None:
    assert [block for _, block in blocks(text_document(text))] == [line.strip() for line in text.splitlines()]


def test_odd_characters_stand() -> None:
    document = text_document("\ufeffmột\ud800\x0b\x85hai\x0cba")
    assert document.text == "một\ufffd\n\x85hai\x0cba"
    assert [b for _, b in blocks(document)] == ["một\ufffd", "hai", "ba"]
    assert text_document("").text == ""
    assert text_document("").blocks == ()


def test_levels_count_from_one() -> None:
    lines = [
        "I. Kết quả",
        "1. Công tác kiểm tra",
        "a) Đã kiểm tra 12 chi bộ.",
        "- Trong đó 3 chi bộ cơ quan.",
        "2. Công tác giám sát",
        "II. Nhiệm vụ",
    ]
    assert [block.level for block in text_document("\n".join(lines)).blocks] == [1, 2, 3, 4, 2, 1]
