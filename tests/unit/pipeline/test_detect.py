from __future__ import annotations

import zipfile
from functools import partial
from io import BytesIO

import pytest

from core.errors import DamagedFile, EmptyFile, PasswordNeeded, UnsupportedFormat
from pipeline.detect import FORMATS, OLE, detect, misnamed
from tests.growth import assert_linear


def zipped(*names: str, content: str = "x" * 300) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, content)
    return out.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"%PDF-1.4\n", "a.pdf", "pdf"),
        (b"\r\n\xef\xbb\xbf%PDF-1.4\n", "a.txt", "pdf"),
        (DOCX, "a.docx", "docx"),
        (DOCX, "a.zip", "docx"),
        (DOCX[:450], "a.docx", "docx"),
        (zipped("[Content_Types].xml", "word/document.xml", "word/embeddings/so-lieu.docx"), "a.docx", "docx"),
        (zipped("_rels/.rels", "word/styles.xml", "[Content_Types].xml"), "a", "docx"),
        (b"<!DOCTYPE html><html><p>a</p>", "a.html", "html"),
        (b"\xef\xbb\xbf \n<HTML><body>a", "a.txt", "html"),
        (b"<!-- saved from url=(0014)about:internet -->\n<html>", "a.doc", "html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>", "a.html", "html"),
        (b"<?xml version='1.0'?><root xmlns='http://www.w3.org/1999/xhtml'/>", "a.xhtml", "html"),
        ("<html><body>a</body></html>".encode("utf-16"), "a.html", "html"),
        (b"<p>a</p><p>b</p>", "a.htm", "html"),
        (b"<p>a</p><p>b</p>", "a.txt", "txt"),
        (b"<3 va <b> trong toan hoc", "a.txt", "txt"),
        ("Báo cáo".encode(), "a.html", "txt"),
        ("Báo cáo".encode(), "", "txt"),
        ("Báo cáo".encode("utf-16"), "a.md", "txt"),
        (b"PK la viet tat cua phong khong", "a.txt", "txt"),
        (b"MZ la ma cua mot tinh", "a.txt", "txt"),
    ],
)
def test_by_content(data: bytes, name: str, found: str) -> None:
    assert detect(data, name) == found
    assert found in FORMATS


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"{\\rtf1\\ansi", "RTF"),
        (OLE + bytes(504) + "WordDocument".encode("utf-16-le"), "DOC (Word 97-2003)"),
        (OLE + bytes(504) + "Workbook".encode("utf-16-le"), "XLS (Excel 97-2003)"),
        (OLE + bytes(504), "OLE"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "XLSX"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PPTX"),
        (zipped("mimetype", content="application/vnd.oasis.opendocument.text"), "ODT"),
        (zipped("a.txt"), "ZIP"),
        (zipped("Văn bản/46-BC.docx", content=DOCX.decode("latin-1")), "ZIP"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"MZ\x90\0\x03\0", "EXE"),
        (b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?>", "XML (Word 2003)"),
        (b"<?xml version='1.0'?><kho/>", "XML"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x", "MHT"),
    ],
)
def test_formats_without_a_reader_are_named(data: bytes, format_: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        detect(data, "a.docx")
    assert caught.value.args_ == {"format": format_}
    assert format_ in caught.value.text("vi")


def test_many_comments_cost_linear_time() -> None:
    assert detect(b"<!---->" * 500 + b"Trang", "a.txt") == "txt"
    assert detect(b"<!-- a -->\n" * 200 + b"<html>", "a.txt") == "html"
    assert_linear(lambda size: partial(detect, b"<!---->" * size + b"Trang", "a.txt"), 150)


def test_other_refusals() -> None:
    with pytest.raises(EmptyFile):
        detect(b"", "a.txt")
    with pytest.raises(PasswordNeeded):
        detect(OLE + bytes(504) + "EncryptionInfo".encode("utf-16-le"), "a.docx")
    with pytest.raises(DamagedFile):
        detect(zipped("a.txt")[:100], "a.docx")


@pytest.mark.parametrize(
    ("name", "found", "wrong"),
    [("a.txt", "txt", False), ("a.TXT", "txt", False), ("a", "txt", False), ("a.md", "txt", False), ("a.csv", "html", False), ("a.docx", "html", True),
     ("a.doc", "docx", True), ("a.htm", "html", False), ("a.DOCM", "docx", False), ("a.pdf", "txt", True), ("a.txt", "pdf", True), ("a.xls", "html", True)],
)  # fmt: skip
def test_misnamed(name: str, found: str, wrong: bool) -> None:
    assert misnamed(name, found) == wrong  # type: ignore[arg-type]
