"""What holds for every reader: text in NFC, runs that cover it and lead back, blocks that nest, bad input refused by name."""

from __future__ import annotations

import random
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document import Document
from core.errors import DamagedFile, EmptyFile, PasswordNeeded, ReadError, TooLarge, UnsupportedFormat
from core.settings import Limits
from core.spans import Span
from pipeline.offsets import leading_marks
from pipeline.run import read_bytes
from tests.contract.made import MAKERS

FORMATS = list(MAKERS)
ROWS = [["TT", "Đơn vị", "Số đảng viên"], ["1", "Đảng bộ xã Tân Hòa", "120"], ["2", "Chi bộ Trạm Y tế", "15"]]
LINES = [
    "BÁO CÁO",
    "I. ĐẶC ĐIỂM TÌNH HÌNH",
    "Đảng bộ có 12 chi bộ với 245 đảng viên. Trong năm đã kết nạp 08 đảng viên, đạt 100% kế hoạch.",
    "- Thực hiện Kế hoạch số 21-KH/ĐUK ngày 05/4/2018;",
    "a) Việc học tập nghị quyết: 97,5 % đảng viên tham gia.",
]

words = st.text(
    st.sampled_from("aăâeêioôơuưyđbcdghklmnpqrstvxABĐ0123456789.,;%/-\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323ắệữ\u00a0\u212b<&"),
    min_size=1,
    max_size=12,
)
line_texts = st.lists(words, min_size=1, max_size=12).map(" ".join).map(str.strip).filter(lambda s: any(c.isalnum() for c in s))


def check(document: Document) -> None:
    """Every property of a Document that readers and assembly promise."""
    text = document.text
    assert unicodedata.is_normalized("NFC", text)
    at = 0
    for run in document.runs:
        assert run.span.start == at, "runs follow one another"
        assert run.map.text[0] == run.map.raw[0] == 0
        assert run.map.text[-1] == len(run.span)
        assert run.map.raw[-1] == len(run.raw)
        assert list(run.map.text) == sorted(run.map.text)
        assert list(run.map.raw) == sorted(run.map.raw)
        assert (run.origin == "added") == (run.raw == "" and len(run.span) > 0)
        at = run.span.end
    assert at == len(text), "runs cover the text"
    for i, block in enumerate(document.blocks):
        assert block.id == i
        assert 0 <= block.span.start <= block.span.end <= len(text)
        if block.parent is not None:
            assert block.parent < i
            assert document.blocks[block.parent].span.contains(block.span)
            assert document.blocks[block.parent].kind in ("table", "row", "cell")
        if block.label is not None:
            shown = unicodedata.normalize("NFC", text[block.span.start :])
            assert shown.startswith(block.label) or shown.lstrip("*#_ ").startswith(block.label)
    parents = {block.parent for block in document.blocks}
    leaves = [block for block in document.blocks if block.id not in parents]
    for one, other in pairwise(leaves):
        assert one.span.end <= other.span.start, "leaves stand one behind the other"
    assert not "".join(c for i, c in enumerate(text) if not any(b.span.start <= i < b.span.end for b in leaves)).strip(), (
        "all text is in leaves"
    )
    for sentence in document.sentences:
        assert document.blocks[sentence.block].span.contains(sentence.span)
        assert sentence.block not in parents


def check_round_trip(document: Document, span: Span) -> None:
    for at in (span.start, span.end):
        if leading_marks(document.text[at : at + 1]):
            return
    for piece in document.source_of(span):
        if piece.origin == "added":
            assert piece.start == piece.end
            continue
        shown = piece.span.of(document.text)
        assert piece.end - piece.start == len(piece.raw)
        assert collapsed(unicodedata.normalize("NFC", piece.raw)) == collapsed(shown)


def collapsed(text: str) -> str:
    """White space as HTML and line ends make it one; letters and marks stay to the last."""
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("kind", FORMATS)
def test_small_document(kind: str) -> None:
    document = read_bytes(MAKERS[kind](LINES, ROWS), f"a.{kind}")
    check(document)
    assert document.file.format == kind
    assert document.id == document.file.id + "-0"
    assert document.problems == ()
    assert document.text == "\n".join([*LINES, *("\t".join(row) for row in ROWS)])
    kinds = [block.kind for block in document.blocks]
    assert kinds[:5] == ["heading", "heading", "paragraph", "list_item", "list_item"]
    assert [block.label for block in document.blocks[:5]] == [None, "I.", None, "-", "a)"]
    if kind != "txt":
        cells = [(b.row, b.col, b.span.of(document.text)) for b in document.blocks if b.kind == "cell"]
        assert cells == [(r, c, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]


@pytest.mark.parametrize("kind", FORMATS)
@given(lines=st.lists(line_texts, min_size=1, max_size=6), seed=st.integers(0, 1000), form=st.sampled_from(["NFC", "NFD", ""]))
@settings(max_examples=40)
def test_any_document(kind: str, lines: list[str], seed: int, form: str) -> None:
    lines = [unicodedata.normalize(form, line) if form else line for line in lines]
    document = read_bytes(MAKERS[kind](lines, []), f"a.{kind}")
    check(document)
    chance = random.Random(seed)
    for _ in range(20):
        start, end = sorted((chance.randint(0, len(document.text)), chance.randint(0, len(document.text))))
        check_round_trip(document, Span(start, end))


@pytest.mark.parametrize("kind", FORMATS)
def test_decomposed_text_is_the_same_document(kind: str) -> None:
    composed = read_bytes(MAKERS[kind](LINES, ROWS), "a")
    decomposed = read_bytes(MAKERS[kind]([unicodedata.normalize("NFD", line) for line in LINES], ROWS), "a")
    assert decomposed.text == composed.text
    assert decomposed.blocks == composed.blocks
    assert decomposed.sentences == composed.sentences


PDF_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BAD: list[tuple[str, bytes, type[ReadError], str]] = [
    ("empty.txt", b"", EmptyFile, "empty"),
    ("blank.txt", b" \r\n\t \n", EmptyFile, "no-text"),
    ("empty.html", b"<html><body><script>a()</script></body></html>", EmptyFile, "no-text"),
    ("cut.docx", MAKERS["docx"](LINES, ROWS)[:9000], DamagedFile, "damaged"),
    ("cut short.docx", MAKERS["docx"](LINES, ROWS)[:40], DamagedFile, "damaged"),
    ("cut.pdf", PDF_HEAD, DamagedFile, "damaged"),
    ("garbage.txt", bytes((i * 7919 + i * i * 31) % 256 for i in range(5000)), UnsupportedFormat, "unsupported"),
    ("zeros.txt", bytes(1000), UnsupportedFormat, "unsupported"),
    ("garbage.docx", bytes((i * 7919 + i * i * 31) % 256 for i in range(5000)), UnsupportedFormat, "unsupported"),
    ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), PasswordNeeded, "password"),
    ("old.doc", OLE + "WordDocument".encode("utf-16-le"), UnsupportedFormat, "unsupported"),
    ("old.rtf", b"{\\rtf1\\ansi Van ban}", UnsupportedFormat, "unsupported"),
    ("scan.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", UnsupportedFormat, "unsupported"),
]


@pytest.mark.parametrize(("name", "data", "error", "code"), BAD, ids=[case[0] for case in BAD])
def test_bad_input_is_refused_by_name(name: str, data: bytes, error: type[ReadError], code: str) -> None:
    with pytest.raises(error) as caught:
        read_bytes(data, name)
    assert caught.value.code == code
    assert caught.value.place == name
    for language in ("vi", "en"):
        assert caught.value.problem().text(language)
        assert caught.value.problem().hint(language)


@pytest.mark.parametrize("kind", FORMATS)
def test_any_cut_gives_a_document_or_a_read_error(kind: str) -> None:
    data = MAKERS[kind](LINES, ROWS)
    for end in range(1, len(data), max(1, len(data) // 60)):
        try:
            check(read_bytes(data[:end], f"a.{kind}"))
        except ReadError:
            continue


@pytest.mark.parametrize("kind", FORMATS)
@given(st.data())
@settings(max_examples=30)
def test_any_damage_gives_a_document_or_a_read_error(kind: str, data: st.DataObject) -> None:
    whole = bytearray(MAKERS[kind](LINES[:2], ROWS[:1]))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        check(read_bytes(bytes(whole), f"a.{kind}"))
    except ReadError:
        return


@pytest.mark.parametrize("kind", FORMATS)
def test_limits_are_named(kind: str) -> None:
    data = MAKERS[kind](LINES, ROWS)
    with pytest.raises(TooLarge, match="quá giới hạn"):
        read_bytes(data, "a", Limits(file_bytes=10))
    with pytest.raises(TooLarge, match="20"):
        read_bytes(data, "a", Limits(text_characters=20))


@pytest.mark.parametrize(
    ("name", "kind"), [("a.pdf", "txt"), ("a.txt", "docx"), ("a.docx", "html"), ("a.doc", "html"), ("a.html", "docx"), ("a.rtf", "txt")]
)
def test_wrong_extension_is_read_by_content(name: str, kind: str) -> None:
    document = read_bytes(MAKERS[kind](LINES, ROWS), name)
    assert document.file.format == kind
    assert [(p.code, p.args["extension"], p.args["format"]) for p in document.problems] == [("wrong-extension", name[1:], kind)]


TAGS = "p div span b br ul ol li table tr td th h1 h2 a pre script article nav footer center font sup aside hr dl dd tbody caption".split()
soup_parts = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            "<td colspan=2>",
            "<td rowspan=3>",
            "<p align=center>",
            "<div class=menu>",
            "<a href=x>",
            "<ol start=3>",
            "<!-- x -->",
            "<![if x]>",
            "&nbsp;",
            "\n  ",
        ]
    ),
    st.sampled_from([*LINES, "Trang chủ", "Tin liên quan", "Lượt xem: 12", "22/10/2019", "Nơi nhận:", "a\u0323", "\u0302b"]),
)


@given(st.lists(soup_parts, max_size=40).map("".join), st.integers(0, 1000))
@settings(max_examples=200)
def test_any_soup_of_tags_keeps_the_contract(soup: str, seed: int) -> None:
    try:
        document = read_bytes(f"<html><head><title>x</title></head><body>{soup}</body></html>".encode(), "a.html")
    except EmptyFile:
        return
    check(document)
    chance = random.Random(seed)
    for _ in range(10):
        start, end = sorted((chance.randint(0, len(document.text)), chance.randint(0, len(document.text))))
        check_round_trip(document, Span(start, end))
