"""Marks survive every rendition: whatever a source marks is, at its placed offsets, what it marked."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.renditions.builders import BUILDERS, build
from corpora.renditions.lines import lines_of
from corpora.renditions.page_text import reading_text
from corpora.renditions.place import placed
from corpora.vk.document import HEAD_KEYS, Block, Cell, Mark, Marked, Part, Source
from tests.unit.corpora.rendition_sources import all_notes, bare
from tests.unit.corpora.test_renditions import READERS, agrees

WORDS = st.sampled_from(
    ["Đảng ủy", "12", "Kế hoạch số 12-KH/ĐUK", "a) một", "&lt;", "<b>", "xã", "1.204,5%", "–", "I-", "“nâng cao”", "[1]", "đ."]
)
KINDS = st.sampled_from("r i o p q h b em u fn".split())


@st.composite
def marked(draw: st.DrawFn, depth: int = 3, note: bool = True) -> Marked:
    """A text of words and marked texts; marks nest, footnotes hold no footnotes, marked texts are not empty and have no blanks at their ends."""
    text, marks = "", []
    for _ in range(draw(st.integers(1, 3))):
        text += " " if text else ""
        start = len(text)
        if depth and draw(st.booleans()):
            kind = draw(KINDS if note else KINDS.filter(lambda kind: kind != "fn"))
            inner = draw(marked(depth - 1, note and kind != "fn"))
            text += inner.text
            marks.append(Mark(kind, start, len(text), {"n": str(len(marks))} if kind != "fn" else {}))
            marks += [Mark(m.kind, m.start + start, m.end + start, m.attributes) for m in inner.marks]
        else:
            text += draw(WORDS)
    return Marked(text, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))))


@st.composite
def tables(draw: st.DrawFn, line: int) -> Block:
    width, height = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rows = [[Cell(draw(marked(1))) for _ in range(width)] for _ in range(height)]
    top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
    bottom, right = draw(st.integers(top, height - 1)), draw(st.integers(left, width - 1))
    for r in range(top, bottom + 1):
        for c in range(left, right + 1):
            if (r, c) != (top, left):
                rows[r][c] = Cell(Marked(""), "left" if c > left else "up")
    return Block("table", line, rows=tuple(tuple(row) for row in rows), heads=draw(st.integers(1, height)))


@st.composite
def blocks(draw: st.DrawFn, line: int) -> Block:
    kind = draw(st.sampled_from(["paragraph", "paragraph", "heading", "table", "chrome", "page", "landscape"]))
    if kind == "table":
        return draw(tables(line))
    if kind in ("paragraph", "heading"):
        return Block(kind, line, draw(marked()), level=1 if kind == "heading" else 0, address=draw(st.sampled_from(["", f"I.{line}"])))
    return Block(kind, line, Marked("Trang chủ") if kind == "chrome" else Marked(""))


@st.composite
def sources(draw: st.DrawFn) -> Source:
    head = dict.fromkeys(HEAD_KEYS, "") | {
        "form": draw(st.sampled_from(["dang", "nha-nuoc", "doan", "web"])), "issuer": "ĐẢNG ỦY XÃ HẠ", "motto": "ĐẢNG CỘNG SẢN VIỆT NAM", "number": "12-KH/ĐU",
        "number_normal": "12-KH/ĐU", "type": draw(st.sampled_from(["", "KẾ HOẠCH"])), "recipients": "Như trên | Lưu", "signer": "Hà Thị Ba", "post": "BÍ THƯ",
    }  # fmt: skip
    abstract = draw(marked(1, note=False))
    head["abstract"] = abstract.text
    body = tuple(draw(blocks(line)) for line in range(20, 20 + draw(st.integers(1, 5))))
    return Source("nguon", (Part("main", head, abstract, body),), ())


@given(sources())
def test_marks_survive_on_the_way_to_the_page(source: Source) -> None:
    page = reading_text(lines_of(source))
    truth = placed(source, page, "docx", "word")
    agrees(source, truth)
    for note in all_notes(source):
        assert note in truth.text


@settings(max_examples=25)
@given(sources(), st.data())
def test_marks_survive_in_every_file(source: Source, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["txt", "html", "docx"]))
    producer = data.draw(st.sampled_from(BUILDERS[form].producers))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"x.{form}")
        truth = build(source, form, path, producer)
        agrees(source, truth)
        if form == "txt":
            assert path.read_bytes().decode() == truth.text
            return
        text = bare("".join(READERS[form](path)).replace("[1]", ""))
        for line in truth.text.replace("[1]", "").split("\n"):
            for piece in line.split("\t"):
                assert bare(piece) in text
