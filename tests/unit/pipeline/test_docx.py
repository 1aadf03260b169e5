from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH

from core.document import Document
from core.errors import DamagedFile, PasswordNeeded, TooLarge
from core.settings import Limits
from core.spans import Span
from pipeline.readers.docx import read
from pipeline.readers.word.numbering import written
from pipeline.run import read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def package(body: str, **parts: str) -> bytes:
    """A Word file of a body and other parts (numbering, styles, footnotes …), written as XML."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        rels = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        file.writestr(
            "_rels/.rels", f"{rels}<Relationship Id='r1' Type='{OFFICE}/officeDocument' Target='word/document.xml'/></Relationships>"
        )
        linked = "".join(f"<Relationship Id='{name}' Type='{OFFICE}/{name}' Target='{name}.xml'/>" for name in parts)
        file.writestr("word/_rels/document.xml.rels", f"{rels}{linked}</Relationships>")
        file.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            file.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{xml}</w:{name}>")
    return out.getvalue()


def p(content: str, properties: str = "") -> str:
    """A paragraph: plain text, or runs where it begins with a tag."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content if content.startswith('<') else r(content)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def item(text: str, level: int = 0, list_id: int = 1) -> str:
    return p(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list_id}'/></w:numPr>")


def doc(body: str, **parts: str) -> Document:
    return read_bytes(package(body, **parts), "a.docx")


def text_of(body: str, **parts: str) -> str:
    return doc(body, **parts).text


def level(at: int, style: str, text: str, more: str = "") -> str:
    return f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{style}'/><w:lvlText w:val='{text}'/>{more}</w:lvl>"


NUMBERING = (
    f"<w:abstractNum w:abstractNumId='0'>{level(0, 'upperRoman', '%1.')}{level(1, 'decimal', '%2.')}{level(2, 'decimal', '%2.%3.')}{level(3, 'lowerLetter', '%4)')}</w:abstractNum>"
    f"<w:abstractNum w:abstractNumId='1'>{level(0, 'bullet', '-')}{level(1, 'bullet', '&#xF0B7;')}{level(2, 'bullet', '+', '<w:suff w:val=&quot;nothing&quot;/>'.replace('&quot;', chr(34)))}</w:abstractNum>"
    f"<w:abstractNum w:abstractNumId='2'>{level(0, 'upperRoman', 'Chương %1')}{level(1, 'decimal', 'Điều %2.', '<w:lvlRestart w:val=' + chr(34) + '0' + chr(34) + '/>')}{level(2, 'decimal', '%1.%3', '<w:isLgl/>')}</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
    "<w:num w:numId='4'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='5'><w:abstractNumId w:val='2'/></w:num>"
    "<w:num w:numId='6'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='1'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"
)


@pytest.mark.parametrize(
    ("items", "shown"),
    [
        ([(0, 1), (1, 1), (1, 1), (0, 1), (1, 1)], ["I.", "1.", "2.", "II.", "1."]),
        ([(0, 1), (1, 1), (2, 1), (2, 1), (3, 1), (1, 1), (2, 1)], ["I.", "1.", "1.1.", "1.2.", "a)", "2.", "2.1."]),
        ([(0, 1), (0, 1), (0, 3), (0, 3), (0, 1)], ["I.", "II.", "I.", "II.", "III."]),
        ([(0, 1), (0, 4), (0, 1)], ["I.", "II.", "III."]),
        ([(0, 2), (1, 2), (2, 2), (0, 2)], ["-", "•", "+", "-"]),
        ([(0, 5), (1, 5), (1, 5), (0, 5), (1, 5)], ["Chương I", "Điều 1.", "Điều 2.", "Chương II", "Điều 3."]),
        ([(0, 5), (0, 5), (2, 5), (2, 5)], ["Chương I", "Chương II", "2.1", "2.2"]),
        ([(2, 1)], ["1.1."]),
        ([(1, 6), (1, 6), (0, 6), (1, 6)], ["5.", "6.", "I.", "1."]),
        ([(0, 9), (0, 1)], ["", "I."]),
    ],
)
def test_numbers_as_word_shows_them(items: list[tuple[int, int]], shown: list[str]) -> None:
    document = doc("".join(item("Nội dung", at, list_id) for at, list_id in items), numbering=NUMBERING)
    blanks = ["" if label in ("", "+") else " " for label in shown]
    assert document.text.split("\n") == [f"{label}{blank}Nội dung" for label, blank in zip(shown, blanks, strict=True)]
    first = document.source_of(Span(0, len(shown[0])))
    assert [piece.origin for piece in first] == (["added"] if shown[0] else [])


def test_numbering_of_a_style_and_its_removal() -> None:
    styles = "<w:style w:type='paragraph' w:styleId='Muc'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style><w:style w:type='paragraph' w:styleId='MucCon'><w:basedOn w:val='Muc'/></w:style>"
    style = "<w:pStyle w:val='MucCon'/>"
    body = p("Một", style) + p("Không", f"{style}<w:numPr><w:numId w:val='0'/></w:numPr>") + p("", style) + p("Ba", style)
    assert text_of(body, numbering=NUMBERING, styles=styles) == "I. Một\nKhông\nIII. Ba"


def test_labels_become_part_of_the_blocks() -> None:
    document = doc(item("KẾT QUẢ", 0) + item("Đã kết nạp 15 đảng viên.", 0, 2) + p("b) Việc khác:"), numbering=NUMBERING)
    assert [(b.kind, b.label) for b in document.blocks] == [("heading", "I."), ("list_item", "-"), ("list_item", "b)")]


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [(1, "decimal", "1"), (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (26, "lowerLetter", "z"), (27, "lowerLetter", "aa"), (28, "upperLetter", "BB"),
     (7, "decimalZero", "07"), (3, "none", ""), (3, "chicago", "3"), (0, "lowerLetter", ""), (10**9, "upperRoman", "1000000000")],
)  # fmt: skip
def test_written(number: int, style: str, shown: str) -> None:
    assert written(number, style) == shown


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<w:ins>" + r("thêm") + "</w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>", "thêm"),
        ("<w:moveFrom>" + r("cũ") + "</w:moveFrom><w:moveTo>" + r("mới") + "</w:moveTo>", "mới"),
        ("<w:hyperlink>" + r("Kế hoạch") + "</w:hyperlink>" + r(" số 21"), "Kế hoạch số 21"),
        ("<w:smartTag><w:smartTagPr/>" + r("Hà Nội") + "</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>" + r(", ngày 5") + "</w:sdtContent></w:sdt>", "Hà Nội, ngày 5"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t></w:r>", "a\tb-cd"),
        ("<w:r><w:t>Một</w:t><w:br/><w:t>Hai</w:t><w:br w:type='page'/><w:t> ba</w:t></w:r>", "Một\nHai\n ba"),
        ("<w:r><w:br w:type='page'/><w:t>kết luận.</w:t><w:br w:type='page'/><w:t>PHỤ LỤC</w:t><w:br w:type='column'/></w:r>", "kết luận.\nPHỤ LỤC"),
        (r("Trích yếu", "<w:caps/>") + r(" ẩn", "<w:vanish/>") + r(" hiện", "<w:vanish w:val='0'/>"), "TRÍCH YẾU hiện"),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
         + r("5") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + r(" trang"), "5 trang"),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>" + r("trong") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
         "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + r("ngoài") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>", "ngoài"),
        ("<w:fldSimple w:instr=' DATE '>" + r("5/4/2018") + "</w:fldSimple>", "5/4/2018"),
        ("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>", "a=b"),
        ("<w:r><w:sym w:font='Wingdings' w:char='2713'/><w:t>xong</w:t></w:r>", "✓xong"),
        ("<w:r><w:sym w:char='D800'/><w:sym w:char='0000'/><w:sym w:char='-1'/><w:t>xong</w:t></w:r>", "xong"),
    ],
)  # fmt: skip
def test_what_a_reader_of_the_page_sees(content: str, shown: str) -> None:
    assert text_of(p(content)) == shown


def test_a_field_never_ended_costs_one_paragraph() -> None:
    assert text_of(p("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + r("mất")) + p("còn")) == "còn"


def test_containers_around_paragraphs() -> None:
    body = f"<w:sdt><w:sdtContent>{p('một')}<w:ins>{p('hai')}</w:ins></w:sdtContent></w:sdt><w:del>{p('xóa')}</w:del><w:customXml>{p('ba')}</w:customXml>"
    assert text_of(body) == "một\nhai\nba"


def test_text_boxes_stand_behind_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{p('Hộp một')}{p('Hộp hai')}</w:txbxContent>"
    modern = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    assert text_of(p(r("Trước") + f"<w:r>{modern}{old}</w:r>" + r(" sau")) + p("Cuối")) == "Trước sau\nHộp một\nHộp hai\nCuối"
    assert text_of(p(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")) == "Hộp một\nHộp hai"


def test_notes_stand_at_the_end_in_the_order_of_their_calls() -> None:
    notes = "".join(
        f"<w:footnote w:id='{i}'>{p(text)}</w:footnote>" for i, text in ((0, "vạch"), (1, "Theo báo cáo."), (2, "Số liệu năm 2017."))
    )
    call = "<w:r><w:footnoteReference w:id='{}'/></w:r>"
    document = doc(p(r("Đạt 97%") + call.format(2) + r(", tăng 3%") + call.format(1)) + p("Hết."), footnotes=notes)
    assert document.text == "Đạt 97%, tăng 3%\nHết.\n[1] Số liệu năm 2017.\n[2] Theo báo cáo."
    start = document.text.index("Theo")
    assert document.source_of(Span(start, start + 4))[0].part.startswith("footnotes/")


def test_looks_of_runs() -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='Times New Roman'/><w:sz w:val='28'/></w:rPr></w:rPrDefault></w:docDefaults>"
        "<w:style w:type='paragraph' w:default='1' w:styleId='Thuong'/><w:style w:type='paragraph' w:styleId='Dam'><w:rPr><w:b/></w:rPr></w:style>"
        "<w:style w:type='character' w:styleId='Nghieng'><w:rPr><w:i/><w:sz w:val='24'/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='DeMuc'><w:basedOn w:val='Dam'/><w:pPr><w:outlineLvl w:val='1'/><w:jc w:val='center'/></w:pPr></w:style>"
    )
    body = p(r("a") + r("b", "<w:rStyle w:val='Nghieng'/>")) + p(
        r("c") + r("d", "<w:b w:val='0'/><w:rFonts w:ascii='.VnTime'/>"), "<w:pStyle w:val='DeMuc'/>"
    )
    document = doc(body, styles=styles)
    looks = {run.raw: (run.font, run.size, run.bold, run.italic) for run in document.runs if run.origin == "text"}
    assert looks == {
        "a": ("Times New Roman", 14, False, False), "b": ("Times New Roman", 12, False, True),
        "c": ("Times New Roman", 14, True, False), "d": (".VnTime", 14, False, False),
    }  # fmt: skip
    assert [(b.kind, b.level, b.align) for b in document.blocks] == [("paragraph", None, None), ("heading", 1, "center")]


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tbl(*rows: list[str], lines: bool = True) -> str:
    borders = (
        "<w:tblBorders><w:top w:val='single'/><w:insideV w:val='single'/></w:tblBorders>"
        if lines
        else "<w:tblBorders><w:top w:val='nil'/></w:tblBorders>"
    )
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def cells(document: Document) -> list[tuple[int | None, int | None, int, int, str]]:
    return [(b.row, b.col, b.rowspan, b.colspan, b.span.of(document.text)) for b in document.blocks if b.kind == "cell"]


def test_merged_cells() -> None:
    start, on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    document = doc(
        tbl(
            [tc("TT", start), tc("Số đảng viên", "<w:gridSpan w:val='2'/>")],
            [tc("", on), tc("Nam"), tc("Nữ")],
            [tc("1"), tc("60"), tc("52")],
        )
    )
    assert document.text == "TT\tSố đảng viên\nNam\tNữ\n1\t60\t52"
    assert cells(document) == [
        (0, 0, 2, 1, "TT"),
        (0, 1, 1, 2, "Số đảng viên"),
        (1, 1, 1, 1, "Nam"),
        (1, 2, 1, 1, "Nữ"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "60"),
        (2, 2, 1, 1, "52"),
    ]


def test_cells_of_several_paragraphs_and_tables_within() -> None:
    inner = tbl([tc("x"), tc("y")], [tc("z"), tc("")])
    document = doc(tbl([tc(p("một") + p("hai")), tc(inner + p(""))], [tc(""), tc("b")]))
    assert document.text == "một\nhai\tx\ty\nz\t\n\tb"
    assert [(b.kind, b.parent) for b in document.blocks][:8] == [
        ("table", None), ("row", 0), ("cell", 1), ("paragraph", 2), ("paragraph", 2), ("cell", 1), ("table", 5), ("row", 6),
    ]  # fmt: skip


def test_deleted_rows_are_left_out() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('xóa')}{tc('xóa')}</w:tr>"
    assert text_of(tbl([tc("a"), tc("b")]).replace("</w:tbl>", gone + "</w:tbl>")) == "a\tb"


def columns(document: Document) -> list[tuple[str, str | None]]:
    return [(b.span.of(document.text), b.column) for b in document.blocks]


@pytest.mark.parametrize("lines", [False, True])
def test_header_and_signature_tables_are_read_column_by_column(lines: bool) -> None:
    head = tbl(
        [tc(p("TỈNH ỦY HÀ TÂN") + p("BAN TỔ CHỨC") + p("*")), tc("ĐẢNG CỘNG SẢN VIỆT NAM")],
        [tc("Số 21-KH/BTCTU"), tc("Hà Tân, ngày 5 tháng 4 năm 2018")],
        lines=lines,
    )
    foot = tbl(
        [tc(p("Nơi nhận:") + p("- Như trên,") + p("- Lưu.")), tc(p("T/M BAN THƯỜNG VỤ") + p("BÍ THƯ") + p("") + p("Lê Văn An"))],
        lines=lines,
    )
    assert columns(doc(head + p("KẾ HOẠCH") + foot)) == [
        ("TỈNH ỦY HÀ TÂN", "left"), ("BAN TỔ CHỨC", "left"), ("*", "left"), ("Số 21-KH/BTCTU", "left"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "right"), ("Hà Tân, ngày 5 tháng 4 năm 2018", "right"), ("KẾ HOẠCH", None),
        ("Nơi nhận:", "left"), ("- Như trên,", "left"), ("- Lưu.", "left"), ("T/M BAN THƯỜNG VỤ", "right"), ("BÍ THƯ", "right"), ("Lê Văn An", "right"),
    ]  # fmt: skip


def test_other_layout_tables() -> None:
    wide = "<w:gridSpan w:val='3'/>"
    state = tbl(
        [tc("UBND XÃ AN HÒA"), tc(""), tc(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc"))],
        [tc("BÁO CÁO", wide)],
        lines=False,
    )
    assert columns(doc(state)) == [
        ("UBND XÃ AN HÒA", "left"), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "right"), ("Độc lập - Tự do - Hạnh phúc", "right"), ("BÁO CÁO", None),
    ]  # fmt: skip
    assert columns(doc(tbl([tc("THƯ KÝ"), tc("CHỦ TRÌ")], lines=False))) == [("THƯ KÝ", "left"), ("CHỦ TRÌ", "right")]
    assert columns(doc(tbl([tc(p("Khung") + p("chữ"))]))) == [("Khung", None), ("chữ", None)]


@pytest.mark.parametrize(
    "rows",
    [
        [[tc("Họ và tên"), tc("Chức vụ")], [tc("Lê Văn An"), tc("Bí thư")]],
        [[tc("Đảng Cộng sản Việt Nam trong sạch, vững mạnh"), tc("tốt")], [tc("Nội dung"), tc("khá")]],
    ],
)
@pytest.mark.parametrize("lines", [False, True])
def test_data_tables_stay_tables(rows: list[list[str]], lines: bool) -> None:
    assert len(cells(doc(tbl(*rows, lines=lines)))) == 4


def test_a_file_of_python_docx_without_page_furniture() -> None:
    word = Word()
    word.core_properties.title = "Kế hoạch kiểm tra"
    word.sections[0].header.paragraphs[0].text = "Đầu trang"
    word.sections[0].footer.paragraphs[0].text = "Cuối trang"
    word.add_heading("I. MỤC ĐÍCH", 1)
    word.add_paragraph("Mục thứ nhất", style="List Number")
    word.add_paragraph("Mục thứ hai", style="List Number")
    word.add_paragraph("Gạch", style="List Bullet").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = BytesIO()
    word.save(out)
    document = read_bytes(out.getvalue(), "a.docx")
    assert document.text == "I. MỤC ĐÍCH\n1. Mục thứ nhất\n2. Mục thứ hai\n• Gạch"
    assert document.file.title == "Kế hoạch kiểm tra"
    assert [b.align for b in document.blocks] == [None, None, None, "right"]


def test_strict_files_are_read() -> None:
    data = package(p("Văn bản"))
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).decode().replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert read_bytes(out.getvalue(), "a.docx").text == "Văn bản"


def test_offsets_count_the_paragraphs_characters() -> None:
    document = doc(p("một") + p(r("hai ") + r("b", "<w:b/>") + "<w:r><w:tab/></w:r>" + r("ba")))
    start = document.text.index("ba")
    (piece,) = document.source_of(Span(start, start + 2))
    assert (piece.part, piece.start, piece.end) == ("p2", 6, 8)


@pytest.mark.parametrize("entities", ["<!ENTITY e SYSTEM 'file:///etc/passwd'>", "<!ENTITY e 'lol'>"])
def test_entities_are_refused(entities: str) -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package(p("an toàn")))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            xml = old.read(name).decode()
            new.writestr(name, f"<!DOCTYPE x [{entities}]>{xml.replace('toàn', '&e;')}" if name == "word/document.xml" else xml)
    with pytest.raises(DamagedFile):
        read_bytes(out.getvalue(), "a.docx")


def test_limits_of_unpacking() -> None:
    data = package(p("x" * 3_000_000))
    assert len(data) < 20_000
    with pytest.raises(TooLarge):
        read(data, Limits(unpacked_bytes=1_000_000))


def test_containers_that_cannot_be_read() -> None:
    with pytest.raises(PasswordNeeded):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), Limits())
    locked = bytearray(package(p("khóa")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := locked.find(signature, at + 1)) >= 0:
            locked[at + flags] |= 1
    with pytest.raises(PasswordNeeded):
        read(bytes(locked), Limits())
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/styles.xml", "<x/>")
    with pytest.raises(DamagedFile):
        read(out.getvalue(), Limits())
