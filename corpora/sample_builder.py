"""Builds the sample documents as docx, html, txt and pdf, laid out as Hướng dẫn 36-HD/VPTW (2018) asks.

``python -m corpora.sample_builder OUT`` writes the set that lies in ``corpora/samples``. The pdf is made from the docx by LibreOffice.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.sample_source import Sample, read_sample

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent / "samples"
SOURCES = Path(__file__).parent / "sample_sources"
RENDITIONS = {
    "huong-dan-07-btctu": "pdf",
    "ke-hoach-21-duk": "docx",
    "quyet-dinh-118-duk": "txt",
    "bao-cao-46-duk": "docx",
    "bao-cao-09-so-xay-dung": "html",
}


def as_txt(sample: Sample, path: Path) -> None:
    """Plain text as a clerk pastes it: one line a paragraph, cells separated by tabs."""
    head = sample.head
    lines = [head["parent"], head["issuer"], "*", head["number"], head["motto"], head["date_line"], ""]
    lines += [head["type"], head["abstract"], "-----", ""]
    for block in sample.blocks:
        lines += ["\t".join(row) for row in block.rows] if block.kind == "table" else [block.text]
    lines += [
        "",
        "Nơi nhận:",
        *(f"- {entry}," for entry in sample.entries("recipients")),
        "",
        head["authority"],
        head["post"],
        "",
        head["signer"],
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def as_html(sample: Sample, path: Path) -> None:
    """A page of an office's web site, with the site's menu and footer around the text."""
    head = sample.head
    body = [f"<p align='center'>{escape(head[k])}</p>" for k in ("parent", "issuer", "number", "motto", "date_line")]
    body += [f"<p align='center'><b>{escape(head['type'])}</b><br>{escape(head['abstract'])}</p>"]
    for block in sample.blocks:
        if block.kind == "table":
            rows = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
            body.append("<table border='1'>" + "".join(rows) + "</table>")
        elif block.kind == "heading":
            body.append(f"<p><b>{escape(block.text)}</b></p>")
        else:
            body.append(f"<p>{escape(block.text)}</p>")
    receivers = "<br>".join(f"- {escape(entry)};" for entry in sample.entries("recipients"))
    body.append(f"<p><u>Nơi nhận</u>:<br>{receivers}</p>")
    body += [f"<p align='right'><b>{escape(head[k])}</b></p>" for k in ("authority", "post", "signer")]
    title = escape(f"Báo cáo {head['abstract']}")
    page = f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{title} | Đảng ủy Khối các cơ quan tỉnh Trường Giang</title></head>
<body><nav><a href="/">Trang chủ</a> <a href="/gioi-thieu">Giới thiệu</a> <a href="/van-ban">Văn bản</a></nav>
<main><h1>{title}</h1><p class="date">Thứ ba, 04/12/2018 - 08:30</p><article>
{chr(10).join(body)}
</article></main>
<aside><h3>Tin mới</h3><ul><li><a href="/1">Khai mạc lớp bồi dưỡng nghiệp vụ công tác đảng</a></li></ul></aside>
<footer>Cơ quan chủ quản: Đảng ủy Khối các cơ quan tỉnh Trường Giang. Lượt truy cập: 12.408</footer></body></html>
"""
    path.write_text(page, "utf-8")


def as_docx(sample: Sample, path: Path) -> None:
    """A Word file: header and signature blocks in two-column tables without lines, the body justified."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Cm, Pt

    head, doc = sample.head, Document()
    style, page = doc.styles["Normal"], doc.sections[0]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Cm(2), Cm(2), Cm(3), Cm(1.5)

    def put(where: Any, text: str, align: Any = ALIGN.CENTER, *, bold: bool = False, italic: bool = False, size: int = 14) -> None:
        fresh = where is not doc and len(where.paragraphs) == 1 and not where.paragraphs[0].text
        paragraph = where.paragraphs[0] if fresh else where.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(4)
        if align == ALIGN.JUSTIFY:
            paragraph.paragraph_format.first_line_indent = Cm(1)
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)

    left, right = doc.add_table(rows=1, cols=2).rows[0].cells
    for text, bold in ((head["parent"], False), (head["issuer"], True), ("*", False), (head["number"], False)):
        put(left, text, bold=bold)
    put(right, head["motto"], bold=True, size=15)
    put(right, head["date_line"], italic=True)
    put(doc, head["type"], bold=True, size=16)
    put(doc, head["abstract"], bold=True)
    put(doc, "-----")
    _docx_body(doc, sample, put)
    left, right = doc.add_table(rows=1, cols=2).rows[0].cells
    put(left, "Nơi nhận:", ALIGN.LEFT, size=14)
    for entry in sample.entries("recipients"):
        put(left, f"- {entry},", ALIGN.LEFT, size=12)
    for text in (head["authority"], head["post"], "", "", head["signer"]):
        put(right, text, bold=True)
    doc.save(str(path))


def _docx_body(doc: Any, sample: Sample, put: Callable[..., None]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    for block in sample.blocks:
        if block.kind != "table":
            put(doc, block.text, ALIGN.JUSTIFY, bold=block.kind == "heading")
            continue
        table = doc.add_table(rows=0, cols=len(block.rows[0]))
        table.style = "Table Grid"
        for i, row in enumerate(block.rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                put(cell, text, ALIGN.LEFT, bold=i == 0, size=12)
        put(doc, "", ALIGN.LEFT)


def as_pdf(sample: Sample, path: Path) -> None:
    """The docx printed by LibreOffice; RuntimeError where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice Writer is needed: apt-get install libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory() as folder:
        docx = Path(folder, path.with_suffix(".docx").name)
        as_docx(sample, docx)
        command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(docx)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603


BUILDERS: dict[str, Callable[[Sample, Path], None]] = {"txt": as_txt, "html": as_html, "docx": as_docx, "pdf": as_pdf}


def build(out: Path, sources: Path = SOURCES) -> list[Path]:
    """Write every sample in its rendition of ``RENDITIONS`` and return the files."""
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for name, kind in RENDITIONS.items():
        path = out / f"{name}.{kind}"
        BUILDERS[kind](read_sample(sources / f"{name}.txt"), path)
        files.append(path)
    return files


if __name__ == "__main__":
    build(Path(sys.argv[1]))
