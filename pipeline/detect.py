"""Which reader a file is for: by its first bytes, then its content, then its name."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Literal, get_args

from core.errors import DamagedFile, EmptyFile, PasswordNeeded, UnsupportedFormat

Format = Literal["txt", "html", "docx", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)

EXTENSIONS: dict[str, Format] = {
    ".txt": "txt",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
}
"""Names that promise a format. Other names (.md, .csv, none) promise nothing."""

OTHER_EXTENSIONS = frozenset(
    {".doc", ".dot", ".rtf", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".zip", ".rar"}
)
"""Names of formats without a reader: a text inside is read, and the name reported."""

# First bytes, name of the format for people. Longer signatures first.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"%!PS", "PostScript"),
    (b"\xdb\xa5", "DOC (Word 2)"),
    (b"\x31\xbe\x00\x00", "WRI"),
    (b"AT&TFORM", "DjVu"),
    (b"\x7fELF", "ELF"),
    (b"ID3", "MP3"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in the directory of a compound file, in UTF-16.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "DOC (Word 97-2003)"),
    ("Workbook", "XLS (Excel 97-2003)"),
    ("Book", "XLS (Excel 5)"),
    ("PowerPoint Document", "PPT (PowerPoint 97-2003)"),
    ("__nameid_version1.0", "MSG (Outlook)"),
)
_HEAD = 4096
# Atomic: a comment ends at its first end mark, whatever follows; trying others costs 2 to the power of the comments.
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?><!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<(?:p|div|table|span|br|h[1-6]|font|ul|ol|meta|title|center|article|section)\b[^>]*>", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b")
_MAIL = re.compile(rb"(?:From:|MIME-Version:|Subject:|Received:).{0,2000}?Content-Type:\s*multipart/related", re.IGNORECASE | re.DOTALL)
_PDF_WITHIN = 1024  # bytes before %PDF- that readers put up with


def detect(data: bytes, name: str = "") -> Format:
    """The reader for ``data``; ``name`` decides only where the content leaves a choice.

    Raises EmptyFile, PasswordNeeded (an encrypted Office file), UnsupportedFormat (naming the format), DamagedFile (a cut zip).
    """
    if not data:
        raise EmptyFile
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(OLE):
        raise _compound(data)
    if head.startswith(b"PK"):
        return _zip(data)
    for signature, known in _SIGNATURES:
        if head.startswith(signature):
            raise UnsupportedFormat(format=known)
    if head.startswith(b"MZ") and b"\0" in head:
        raise UnsupportedFormat(format="EXE")
    return _text(head, PurePath(name).suffix.lower())


def misnamed(name: str, found: Format) -> bool:
    """True where the name says something else than the content."""
    suffix = PurePath(name).suffix.lower()
    return suffix in OTHER_EXTENSIONS or EXTENSIONS.get(suffix, found) != found


def _compound(data: bytes) -> UnsupportedFormat | PasswordNeeded:
    """An old Office file, or the container of an encrypted new one (MS-OFFCRYPTO)."""
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        return PasswordNeeded()
    for stream, known in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return UnsupportedFormat(format=known)
    return UnsupportedFormat(format="OLE")


def _zip(data: bytes) -> Format:
    """An Office file by the names of its parts; where the list of them is lost, by names that stand before the parts."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _text(data[:_HEAD], "")
    if any(name.casefold().endswith((".docx", ".docm")) for name in _names(data)):
        # The names inside stored Word files would make the whole one of them.
        raise UnsupportedFormat(format="ZIP")
    if b"word/document" in data or (b"word/" in data and b"[Content_Types].xml" in data):
        return "docx"
    for mark, known in (
        (b"xl/workbook", "XLSX"),
        (b"ppt/presentation", "PPTX"),
        (b"application/vnd.oasis.opendocument.text", "ODT"),
        (b"application/vnd.oasis.opendocument", "OpenDocument"),
        (b"application/epub+zip", "EPUB"),
    ):
        if mark in data:
            raise UnsupportedFormat(format=known)
    if b"PK\x05\x06" not in data[-70_000:]:
        raise DamagedFile(detail="zip")
    raise UnsupportedFormat(format="ZIP")


def _names(data: bytes) -> list[str]:
    """Files on the outermost level of a zip, none where its list is damaged."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return [name for name in archive.namelist() if not name.startswith(("word/", "xl/", "ppt/"))]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        return []


def _text(head: bytes, suffix: str) -> Format:
    plain = _narrow(head)
    if _HTML.match(plain):
        return "html"
    if b'progid="Word.Document"' in plain or b"schemas.microsoft.com/office/2006/xmlPackage" in plain:
        raise UnsupportedFormat(format="XML (Word 2003)")
    if _MAIL.match(plain):
        raise UnsupportedFormat(format="MHT")
    if EXTENSIONS.get(suffix) == "html" and len(_TAG.findall(plain)) >= 2:
        return "html"
    if _XML.match(plain):
        if b"http://www.w3.org/1999/xhtml" in plain:
            return "html"
        raise UnsupportedFormat(format="XML")
    return "txt"


def _narrow(head: bytes) -> bytes:
    """The first characters as single bytes, whatever the width of the encoding: enough to see tags."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"") if head.count(0) > len(head) // 4 else head
