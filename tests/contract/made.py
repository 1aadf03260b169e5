"""The same small document written as txt, html and docx: what every reader has to agree on."""

from __future__ import annotations

from html import escape
from io import BytesIO

from docx import Document as Word


def as_txt(lines: list[str], rows: list[list[str]]) -> bytes:
    return "\n".join([*lines, *("\t".join(row) for row in rows)]).encode()


def as_html(lines: list[str], rows: list[list[str]]) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    table = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Trang</title></head><body><div>{body}<table border='1'>{table}</table></div></body></html>".encode()


def as_docx(lines: list[str], rows: list[list[str]]) -> bytes:
    word = Word()
    for line in lines:
        paragraph = word.add_paragraph()
        # Runs of three characters, every second one italic: a letter and its mark may fall into different runs.
        for at in range(0, len(line), 3):
            paragraph.add_run(line[at : at + 3]).italic = at % 2 == 1
    if rows:
        table = word.add_table(rows=0, cols=len(rows[0]))
        table.style = "Table Grid"
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    out = BytesIO()
    word.save(out)
    return out.getvalue()


MAKERS = {"txt": as_txt, "html": as_html, "docx": as_docx}
