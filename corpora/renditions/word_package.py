"""The parts of a docx around its text: styles, lists, footnotes, page numbers, properties; the same bytes at every run."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from corpora.renditions.profiles import Profile
from corpora.renditions.word_xml import FONT, SPACES

_ZIP_DATE = (2026, 1, 1, 0, 0, 0)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Template>Normal.dotm</Template><Application>{application}</Application><AppVersion>{version}</AppVersion></Properties>"
)
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_FIELD = (
    '<w:r {spaces}><w:fldChar w:fldCharType="begin"/></w:r>',
    '<w:r {spaces}><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>',
    '<w:r {spaces}><w:fldChar w:fldCharType="separate"/></w:r>',
    "<w:r {spaces}><w:t>2</w:t></w:r>",
    '<w:r {spaces}><w:fldChar w:fldCharType="end"/></w:r>',
)


def new_document(profile: Profile, size: float) -> Any:
    """An empty document with the fonts and styles of the profile."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = Document()
    for name in ("Normal", "Body Text", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        _font(style, size)
        style.font.bold, style.font.italic = (True, name.endswith("3")) if name.startswith("Heading") else (None, None)
        if name != "Normal":
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            style.paragraph_format.first_line_indent = Pt(28.35)
            style.paragraph_format.space_after = Pt(6)
            style.paragraph_format.space_before = Pt(3 if name.startswith("Heading") else 0)
    for name, kind in (("footnote text", WD_STYLE_TYPE.PARAGRAPH), ("footnote reference", WD_STYLE_TYPE.CHARACTER)):
        style = document.styles.add_style(name, kind)
        style.element.set(f"{{{style.element.nsmap['w']}}}styleId", "".join(word.capitalize() for word in name.split()))
        _font(style, 10)
        if kind == WD_STYLE_TYPE.CHARACTER:
            style.font.superscript = True
            style.font.size = None
    _properties(document, profile)
    return document


def _font(style: Any, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _properties(document: Any, profile: Profile) -> None:
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)
        elif relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = _APP.format(application=profile.application, version=profile.version).encode()  # noqa: SLF001


def page_numbers(document: Any) -> str:
    """A page number in the middle of the head of each page but the first; the references that a section needs."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml

    first = document.sections[0]
    first.different_first_page_header_footer = True
    paragraph = first.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in _FIELD:
        paragraph._p.append(parse_xml(run.format(spaces=SPACES)))  # noqa: SLF001
    _ = first.first_page_header.paragraphs  # the part exists once somebody asks for it
    first.first_page_header.is_linked_to_previous = False
    from lxml import etree

    found = first._sectPr.findall("{*}headerReference")  # noqa: SLF001
    return "".join(etree.tostring(reference, encoding="unicode") for reference in found)


def add_lists(document: Any, abstract: Sequence[str], numbers: Sequence[str]) -> None:
    """Definitions of lists; abstract ones stand before the others."""
    from docx.oxml import parse_xml

    root = document.part.numbering_part.element
    at = len(root.findall("{*}abstractNum"))
    for n, element in enumerate(abstract):
        root.insert(at + n, parse_xml(element.replace("<w:abstractNum ", f"<w:abstractNum {SPACES} ", 1)))
    for element in numbers:
        root.append(parse_xml(element.replace("<w:num ", f"<w:num {SPACES} ", 1)))


def add_footnotes(document: Any, notes: Sequence[tuple[int, str]]) -> None:
    """The part with the footnotes: number and runs of each."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/><w:spacing w:after="0"/><w:jc w:val="both"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
        for number, runs in notes
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {SPACES}>{_SEPARATORS}{body}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def save(document: Any, path: Path, title: str, day: str) -> None:
    """Write the file with dates of its own, not of the machine."""
    made = datetime.fromisoformat(day or "2020-01-01").replace(hour=8, tzinfo=UTC)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by, properties.comments = title[:200], "Văn phòng", "Văn thư", ""
    properties.created = properties.modified = properties.last_printed = made
    properties.revision = 3
    buffer = BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made_zip, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for entry in sorted(made_zip.infolist(), key=lambda entry: (entry.filename != "[Content_Types].xml", entry.filename)):
            out.writestr(zipfile.ZipInfo(entry.filename, _ZIP_DATE), made_zip.read(entry), zipfile.ZIP_DEFLATED, 6)
