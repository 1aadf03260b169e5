"""The naive pipeline that speed is compared with: a text, its words, one row in SQLite's full-text table.

    python -m bench.naive DATABASE FILE...

pdfplumber ``extract_text`` / python-docx paragraphs / lxml text / the text itself, then ``underthesea.word_tokenize``, all in one transaction.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path


def text_of(path: Path) -> str:
    """The text of one file by the obvious call of the obvious library."""
    if path.suffix == ".pdf":
        import pdfplumber

        with pdfplumber.open(path) as pdf:
            return "\n".join(page.extract_text() or "" for page in pdf.pages)
    if path.suffix == ".docx":
        from docx import Document

        return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    if path.suffix == ".html":
        from lxml import html

        return " ".join(map(str, html.fromstring(path.read_bytes()).itertext()))
    return path.read_text("utf-8")


def main(database: str, files: list[str]) -> None:
    """Read every file into the table."""
    from underthesea import word_tokenize

    connection = sqlite3.connect(database)
    connection.execute("create virtual table documents using fts5(path, text)")
    with connection:
        for file in files:
            words = word_tokenize(text_of(Path(file)))
            connection.execute("insert into documents values (?, ?)", (file, " ".join(words)))
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
