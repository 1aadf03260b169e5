"""What the builders write is what the sources say: read back by programs that are not ours, the truth at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree, html
from pypdfium2 import PdfDocument

from corpora.renditions import FORMATS, build
from corpora.renditions.__main__ import main
from corpora.renditions.builders import BUILDERS
from corpora.renditions.libreoffice import installed
from corpora.renditions.plain import wrapped
from corpora.renditions.profiles import PROFILES, profile_of
from corpora.renditions.truth import PlacedTruth, read_truth
from corpora.renditions.web import build_html
from corpora.vk.document import Source
from corpora.vk.parse import parse_source, read_source
from corpora.vk.world import DOCUMENTS
from tests.unit.corpora.rendition_sources import (
    PARTY,
    SOURCES,
    STATE,
    TEXTS,
    all_notes,
    bare,
    body_texts,
    head_values,
    marked_texts,
    without_notes,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALL = [(form, producer) for form in FORMATS for producer in BUILDERS[form].producers if producer != "libreoffice" or form == "docx"]
PATHS = sorted(DOCUMENTS.glob("*.vk"))


# ---- readers that are not ours


def docx_texts(path: Path) -> list[str]:
    """Paragraphs and cells in order, with the labels that Word counts; then the footnotes."""
    document = Document(str(path))
    labels = Labels(document)
    out = []
    for child in document.element.body.iterchildren():
        if child.tag == f"{W}p":
            out.append(labels.of(Paragraph(child, document)))
        elif child.tag == f"{W}tbl":
            for row in Table(child, document)._tbl.tr_lst:
                out += ["\n".join(labels.of(Paragraph(p, document)) for p in cell.iterchildren(f"{W}p")) for cell in row.tc_lst]
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/footnotes.xml":
            out += ["".join(note.itertext(f"{W}t")) for note in etree.fromstring(part.blob)]
    return out


class Labels:
    """Counts a docx file's lists as Word does."""

    def __init__(self, document) -> None:
        root = document.part.numbering_part.element
        levels = {e.get(f"{W}abstractNumId"): e.find(f"{W}lvl") for e in root.iter(f"{W}abstractNum")}
        self.levels = {e.get(f"{W}numId"): levels[e.find(f"{W}abstractNumId").get(f"{W}val")] for e in root.iter(f"{W}num")}
        self.counts: dict[str, int] = {}

    def of(self, paragraph: Paragraph) -> str:
        own = paragraph._p.find(f"{W}pPr/{W}numPr/{W}numId")
        if own is None:
            return paragraph.text
        key = own.get(f"{W}val")
        level = self.levels[key]
        self.counts[key] = self.counts.get(key, int(level.find(f"{W}start").get(f"{W}val")) - 1) + 1
        form, pattern = (level.find(f"{W}{name}").get(f"{W}val") for name in ("numFmt", "lvlText"))
        n = self.counts[key]
        shown = {"decimal": str(n), "upperRoman": roman(n), "lowerLetter": chr(96 + n), "upperLetter": chr(64 + n), "bullet": ""}[form]
        return f"{pattern.replace('%1', shown)} {paragraph.text}"


def roman(n: int) -> str:
    out = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value:
            out, n = out + letters, n - value
    return out


def html_texts(path: Path) -> list[str]:
    tree = html.fromstring(path.read_text("utf-8"))
    for waste in tree.xpath("//script|//style|//select"):
        waste.drop_tree()
    return [re.sub(r"\[\d+\]", "", text) for text in tree.xpath("//body")[0].itertext()]


def pdf_texts(path: Path) -> list[str]:
    """The pages without their numbers and without the raised marks of footnotes."""
    pdf = PdfDocument(str(path))
    out = []
    for n in range(len(pdf)):
        text = pdf[n].get_textpage().get_text_range()
        out.append(re.sub(rf"(?:^\s*{n + 1}\s)|(?:\s{n + 1}\s*$)", "", text) if n else text)
    pdf.close()
    return out


READERS = {"docx": docx_texts, "html": html_texts, "pdf": pdf_texts, "txt": lambda path: [re.sub(r"\[\d+\]", "", path.read_text("utf-8"))]}


def read_back(form: str, path: Path) -> str:
    return bare(" ".join(READERS[form](path)).replace("￾", "-").replace("\x02", "-"))


def holds_all(source: Source, text: str, *, by_line: bool = False) -> None:
    """Every head value somewhere, every piece of title, body and end in order.

    A pdf's reader may go ``by_line`` through a row whose cells have several lines: their words are then looked for near by.
    """
    at = 0
    for part in source.parts:
        article = (part.head["form"] or source.head["form"]) == "web"
        cells = {without_notes(cell.content) for block in part.blocks for row in block.rows for cell in row}
        for value in head_values(part) if not article else [part.head["date_line"]]:
            assert bare(value) in text, value
        for piece in body_texts(part, article=article):
            found = text.find(bare(piece), at)
            # A short head may also stand far ahead, in prose: that one is not the cell's.
            if by_line and piece in cells and not at <= found < at + 600:
                near = text[max(0, at - 300) : at + 600]
                assert all(word in near for word in piece.split()), piece
                continue
            assert found >= 0, f"{piece[:80]!r} does not follow {text[max(0, at - 40) : at + 160]!r}"
            at = found + len(bare(piece))


def unnoted(name: str) -> Source:
    """A source without its footnotes: raised marks in a pdf cannot be told from digits. Its truth lines speak of them and go."""
    text = re.sub(r"⟦fn⟧(?:[^⟦⟧]|⟦[^/][^⟧]*⟧[^⟦⟧]*⟦/⟧)*⟦/⟧", "", TEXTS[name]).partition("\n===")[0]
    return parse_source(text, name)


# ---- content


@pytest.mark.parametrize(("form", "producer"), ALL)
@pytest.mark.parametrize("name", SOURCES)
def test_every_rendition_holds_everything_in_order(tmp_path, name, form, producer):
    source = SOURCES[name]
    path = tmp_path / f"{name}.{form}"
    truth = build(source, form, path, producer)
    assert truth.producer == producer
    text = read_back(form, path)
    for note in all_notes(source):
        assert bare(note) in text
    if form == "pdf":
        source = unnoted(name)
        build(source, form, path, producer)
    holds_all(source, read_back(form, path))


@pytest.mark.skipif(not installed(), reason="LibreOffice Writer is not installed")
def test_libreoffice_prints_everything_in_order(tmp_path):
    jobs = [(unnoted(name), tmp_path / f"{name}.pdf") for name in SOURCES]
    builder = BUILDERS["pdf"]
    assert builder.write_all is not None
    truths = builder.write_all(jobs, "libreoffice")
    for (source, path), truth in zip(jobs, truths, strict=True):
        # By geometry: LibreOffice draws letters that it borrows from another font after their line. Columns side by side are read row by row.
        with pdfplumber.open(path) as pdf:
            text = bare(" ".join(page.extract_text() for page in pdf.pages))
        for part in source.parts:
            # Cells, recipients and signers stand in columns: their words are looked for one by one.
            ends = {value for key in ("recipients", "authority", "post", "signer") for value in re.split(r" \|+ ", part.head[key])}
            ends |= {cell.content.text for block in part.blocks for row in block.rows for cell in row}
            for piece in body_texts(part, article=source.name == "article"):
                words = piece.split()
                assert bare(piece) in text or (piece in ends and all(word in text for word in words)), piece
        assert truth.producer == "libreoffice"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["docx", "html", "txt"])
def test_every_document_is_whole_in_every_format(tmp_path, path, form):
    source = read_source(path)
    out = tmp_path / f"out.{form}"
    truth = build(source, form, out)
    text = read_back(form, out)
    holds_all(source, text)
    for note in all_notes(source):
        assert bare(note) in text
    agrees(source, truth)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_document_is_whole_as_pdf(tmp_path, path):
    source = read_source(path)
    truth = build(source, "pdf", tmp_path / "out.pdf", "direct")
    text = read_back("pdf", tmp_path / "out.pdf")
    for note in all_notes(source):
        assert bare(note) in text
    if not all_notes(source):
        holds_all(source, text, by_line=True)
    agrees(source, truth)


# ---- truth


def agrees(source: Source, truth: PlacedTruth) -> None:
    """Every mark's slice is the marked text of the source, every head value's slice its value, every cell's slice its text."""
    wanted = []
    for content in marked_texts(source):
        notes = [mark for mark in content.marks if mark.kind == "fn"]
        for mark in content.marks:
            if mark.kind in "riopqh":
                inside = any(n.start <= mark.start and mark.end <= n.end for n in notes)
                own = content.text[mark.start : mark.end]
                if not inside:
                    for note in reversed([n for n in notes if mark.start <= n.start and n.end <= mark.end]):
                        own = own[: note.start - mark.start] + own[note.end - mark.start :]
                wanted.append((mark.kind, bare(own), tuple(mark.attributes.items())))
    assert sorted((m.kind, bare(m.text), tuple(m.attributes.items())) for m in truth.marks) == sorted(wanted)
    for placed in (*truth.marks, *truth.header, *truth.outline, *truth.cells):
        assert truth.text[placed.start : placed.end] == placed.text
    assert truth.parts[0].start == min(f.start for f in truth.header)
    for n, part in enumerate(source.parts):
        fields = {}
        for field in truth.header:
            if field.part == n:
                fields.setdefault(field.name, []).append(field.text)
        article = (part.head["form"] or source.head["form"]) == "web"
        for key in ("parent", "issuer", "motto", "addressee", "recipients", "type"):
            if not article or key == "type":
                assert [bare(text) for text in fields.get(key, [])] == [bare(entry) for entry in part.entries(key)], key
        if part.head["number"] and not article:
            assert bare(fields["number"][0]) == bare(part.head["number"]).lstrip(":")
        blocks = [block for block in part.blocks if block.kind in ("heading", "paragraph") and (block.address or block.kind == "heading")]
        items = [item for item in truth.outline if item.part == n and not item.run_on]
        assert [(item.address, uncalled(item.text)) for item in items] == [(b.address, uncalled(without_notes(b.content))) for b in blocks]
    tables = [block for part in source.parts for block in part.blocks if block.kind == "table"]
    for cell in truth.cells:
        assert uncalled(cell.text) == uncalled(without_notes(tables[cell.table - 1].rows[cell.row][cell.column].content))
    assert sum(cell.rows * cell.columns for cell in truth.cells) == sum(len(t.rows) * len(t.rows[0]) for t in tables)


def uncalled(text: str) -> str:
    """Without the calls of footnotes, which a txt file has in its text."""
    return re.sub(r"\[\d+\]", "", bare(text))


@pytest.mark.parametrize(("form", "producer"), ALL)
@pytest.mark.parametrize("name", SOURCES)
def test_the_truth_is_at_its_place(tmp_path, name, form, producer):
    agrees(SOURCES[name], build(SOURCES[name], form, tmp_path / f"x.{form}", producer))


@pytest.mark.parametrize("producer", BUILDERS["txt"].producers)
@pytest.mark.parametrize("name", SOURCES)
def test_the_placed_text_is_the_txt_file(tmp_path, name, producer):
    truth = build(SOURCES[name], "txt", tmp_path / "x.txt", producer)
    assert (tmp_path / "x.txt").read_bytes().decode() == truth.text
    if producer == "wrapped":
        assert all(len(line) <= 80 for line in truth.text.split("\n") if "\t" not in line)


def test_claims_faults_roles_and_verdicts_stand_where_they_were_quoted(tmp_path):
    truth = build(SOURCES["state"], "txt", tmp_path / "x.txt", "paste")
    [claim] = truth.arithmetic
    assert [(place.text, claim.holds) for place in claim.places] == [("12", False), ("03", False)]
    assert truth.text[claim.places[1].end :].startswith(" xã đảo.")
    assert [fault.place and fault.place.text for fault in truth.faults] == ["Câu sau.", "41/KH-UBND", None]
    assert truth.text[: truth.faults[1].place.start].endswith("Số: ")
    section, sentence = truth.roles
    assert truth.text[section.start : section.end].startswith("Điều 1. Phạm vi\n1. Nội dung")
    assert truth.text[section.start : section.end].endswith("c) Ba.")
    assert truth.text[sentence.start : sentence.end] == "Quyết định có hiệu lực."
    assert [verdict.place and verdict.place.text for verdict in truth.verdicts] == ["làm xong 12", None]
    assert [(r.relation, r.number, bool(r.place)) for r in truth.relations] == [
        ("thuc_hien", "05-NQ/TU", True),
        ("can_cu", "01-NQ/TU", False),
    ]
    assert [part.role for part in truth.parts] == ["main", "attached"]
    assert truth.text[truth.parts[1].start :].startswith("QUY CHẾ\nlàm việc")


def test_merged_cells_are_one_cell_with_their_extent(tmp_path):
    truth = build(SOURCES["state"], "docx", tmp_path / "x.docx")
    extents = {(c.row, c.column): (c.rows, c.columns, c.text) for c in truth.cells}
    assert extents[0, 0] == (2, 1, "TT")
    assert extents[0, 2] == (1, 3, "Đảng viên")
    assert extents[3, 0] == (2, 1, "2")
    assert (4, 0) not in extents
    [table] = truth.tables
    assert (table.rows, table.columns, table.heads, table.caption, table.unit, table.period) == (
        6,
        5,
        2,
        "Biểu 1. Số liệu",
        "đảng viên",
        "năm 2015",
    )
    word = next(t for t in Document(str(tmp_path / "x.docx")).tables if len(t.rows) == 6)
    assert word.cell(0, 0)._tc is word.cell(1, 0)._tc
    assert word.cell(0, 2)._tc is word.cell(0, 4)._tc
    assert word.cell(3, 0)._tc is word.cell(4, 0)._tc


def test_cells_that_make_no_rectangle_are_named(tmp_path):
    source = parse_source(PARTY.replace("| Thư ký | đồng chí B |", "| ^ | < |").replace("| Trưởng đoàn | đồng chí A |", "| a | b |"), "x")
    with pytest.raises(ValueError, match="rectangle"):
        build(source, "txt", tmp_path / "x.txt")


def test_a_quote_that_stands_nowhere_is_named(tmp_path):
    source = parse_source(STATE.replace('"quote": "Câu sau."', '"quote": "Câu nọ."'), "x")
    with pytest.raises(ValueError, match=r"'Câu nọ.' stands nowhere"):
        build(source, "txt", tmp_path / "x.txt")


# ---- form


def test_form_words_follow_form_and_day(tmp_path):
    text = {name: build(SOURCES[name], "txt", tmp_path / "x.txt", "paste").text for name in SOURCES}
    assert "DOANH NGHIỆP TỈNH\n*\nSố 12 – KH/ĐUK\n" in text["party"]
    assert "\n-----\n" in text["party"]
    assert "\n- Thường trực Tỉnh ủy (báo cáo),\n- Các chi bộ,\n- Lưu VP.\n" in text["party"]
    assert "\nSố: 41/KH-UBND\n" in text["state"]
    assert "*" not in text["state"]
    assert "-----" not in text["state"]
    assert "Số       -CV/VPTU\nV/v gửi báo cáo 6 tháng\nHỎA TỐC" in text["letter"]
    assert "\nKính gửi: Các huyện ủy\n" in text["letter"]
    assert text["minutes"].index("Hà Thị Ba") < text["minutes"].index("CHỦ TRÌ") < text["minutes"].index("Nơi nhận")
    assert text["article"].startswith("Cỡ chữ: A- A+ | Lượt xem: 231\n\nChi bộ thôn 3 họp chuyên đề\n08/3/2021 07:15\n")
    colon = build(parse_source(PARTY.replace("number: 12 – KH/ĐUK", "number: : 12/KH-ĐUK"), "x"), "txt", tmp_path / "x.txt")
    assert "\nSố: 12/KH-ĐUK\n" in colon.text
    assert next(f.text for f in colon.header if f.name == "number") == "12/KH-ĐUK"
    web = build(
        parse_source(PARTY.replace("term:", "rendition: web\nterm:").replace("form: dang", "form: dang\nrendition: web"), "x"),
        "txt",
        tmp_path / "x.txt",
    )
    assert "*" not in web.text
    notice = PARTY.replace("type: KẾ HOẠCH", "type: THÔNG BÁO")
    assert "-----" in build(parse_source(notice, "x"), "txt", tmp_path / "x.txt").text
    assert "-----" not in build(parse_source(notice.replace("2019", "2027"), "x"), "txt", tmp_path / "x.txt").text


def test_word_structure(tmp_path):
    path = tmp_path / "x.docx"
    build(SOURCES["state"], "docx", path, "word-2016-styles")
    document = Document(str(path))
    assert [(round(s.page_width.mm), round(s.left_margin.mm), round(s.right_margin.mm)) for s in document.sections] == [
        (210, 30, 15),
        (297, 20, 20),
        (210, 30, 15),
    ]
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert not first.first_page_header.paragraphs[0].text
    assert document.styles["Normal"].font.name == "Times New Roman"
    heading = next(p for p in document.paragraphs if p.text.startswith("Điều 1. Phạm vi") or p.text == "Phạm vi")
    assert heading.style.name == "Heading 2"
    xml = document.element.xml
    assert xml.count("footnoteReference ") == 2
    assert "w:tblHeader" in xml
    assert 'w:br w:type="page"' not in xml, "the turned page begins a new one"
    build(SOURCES["party"], "docx", path, "word-2016-styles")
    document = Document(str(path))
    typed = [p.text for p in document.paragraphs]
    assert "MỤC ĐÍCH, YÊU CẦU" in typed, "Word counts I-"
    assert "đ) Về chi." in typed, "Word's alphabet has no đ"
    assert "01. Văn phòng giúp việc." in typed


@pytest.mark.parametrize("producer", [profile.name for profile in PROFILES])
def test_the_line_under_the_title_is_as_long_as_it(tmp_path, producer):
    build(SOURCES["party"], "docx", tmp_path / "x.docx", producer)
    xml = Document(str(tmp_path / "x.docx")).element.xml
    line = re.search(r'from="([\d.]+)pt,2pt" to="([\d.]+)pt', xml)
    side = re.search(r'<w:pBdr>\s*<w:bottom [^>]*>\s*</w:pBdr>.*?<w:ind w:left="(\d+)" w:right="(\d+)"', xml, re.DOTALL)
    # "ĐẢNG CỘNG SẢN VIỆT NAM" in Times New Roman bold 15 is 206 points long.
    if line:
        assert float(line[2]) - float(line[1]) == pytest.approx(206, abs=2)
    elif side:
        assert 252 - (int(side[1]) + int(side[2])) / 20 == pytest.approx(206, abs=2)
    else:
        assert '<w:u w:val="single"/>' in xml


# ---- producers


@pytest.mark.parametrize(("form", "producer"), ALL)
def test_the_same_bytes_at_every_run(tmp_path, form, producer):
    for n in (1, 2):
        build(SOURCES["state"], form, tmp_path / f"{n}.{form}", producer)
    assert (tmp_path / f"1.{form}").read_bytes() == (tmp_path / f"2.{form}").read_bytes()


def test_slugs_choose_among_all_producers(tmp_path):
    slugs = [f"ke-hoach-{n:02d}-duk" for n in range(80)]
    assert {profile_of(slug).name for slug in slugs} == {profile.name for profile in PROFILES}
    for form in ("html", "txt"):
        builder = BUILDERS[form]
        chosen = {builder.default(parse_source(PARTY, slug)) for slug in slugs}
        assert chosen == set(builder.producers)


def test_unknown_formats_and_producers_are_named(tmp_path):
    with pytest.raises(ValueError, match="no format 'odt'"):
        build(SOURCES["party"], "odt", tmp_path / "x")
    with pytest.raises(ValueError, match="no producer 'word-95'"):
        build(SOURCES["party"], "docx", tmp_path / "x", "word-95")


def test_a_machine_without_libreoffice_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(RuntimeError, match="LibreOffice Writer is needed"):
        build(SOURCES["party"], "pdf", tmp_path / "x.pdf", "libreoffice")
    assert build(SOURCES["party"], "pdf", tmp_path / "x.pdf").producer == "direct"


def test_a_machine_without_fonts_says_what_is_missing(tmp_path, monkeypatch):
    from corpora.renditions import fonts

    fonts.family.cache_clear()
    monkeypatch.setattr(fonts, "_FOLDERS", (str(tmp_path),))
    with pytest.raises(RuntimeError, match="apt-get install fonts"):
        fonts.family()
    fonts.family.cache_clear()


def test_chrome_is_on_the_page_and_in_no_truth(tmp_path):
    for producer in BUILDERS["html"].producers:
        truth = build_html(SOURCES["article"], tmp_path / "x.html", producer)
        page = (tmp_path / "x.html").read_text("utf-8")
        assert "Lượt xem: 231" in page
        assert "Trang chủ" in page
        assert "Lượt xem" not in truth.text
        assert "Trang chủ" not in truth.text


def test_long_words_are_not_cut_when_lines_are_wrapped():
    text = "a" * 90 + " b " + "c" * 100
    assert wrapped(text) == "a" * 90 + "\nb\n" + "c" * 100
    assert len(wrapped("x y " * 60)) == 240


def test_the_command_builds_names_and_truth(tmp_path, capsys):
    (tmp_path / "mot.vk").write_text(PARTY, "utf-8")
    (tmp_path / "hai.vk").write_text("form: dang\n", "utf-8")
    out = tmp_path / "out"
    assert main([str(out), str(tmp_path / "mot.vk"), "--formats", "docx,txt,html", "--truth"]) == 0
    assert sorted(path.name for path in out.iterdir()) == sorted(
        f"mot.{form}{end}" for form in ("docx", "txt", "html") for end in ("", ".truth.json")
    )
    assert read_truth(out / "mot.txt.truth.json").text == (out / "mot.txt").read_text("utf-8")
    assert main([str(out), str(tmp_path / "hai.vk"), "--formats", "txt"]) == 1
    assert "no line '---'" in capsys.readouterr().err
