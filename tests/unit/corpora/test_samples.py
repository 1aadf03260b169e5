"""The sample documents that ship are the ones that their sources say."""

from __future__ import annotations

import pytest

from corpora.sample_builder import HERE, RENDITIONS, SOURCES, as_html, as_txt, build
from corpora.sample_source import read_sample
from pipeline.run import read_file

NAMES = sorted(RENDITIONS)


def test_every_source_has_its_rendition():
    assert {path.stem for path in (SOURCES).glob("*.txt")} == set(RENDITIONS)
    assert {path.name for path in HERE.iterdir() if path.is_file()} == {f"{name}.{kind}" for name, kind in RENDITIONS.items()}


@pytest.mark.parametrize("name", NAMES)
def test_the_rendition_holds_every_paragraph_and_cell(name):
    sample = read_sample(SOURCES / f"{name}.txt")
    text = read_file(HERE / f"{name}.{RENDITIONS[name]}").text
    squeezed = "".join(text.split())
    for block in sample.blocks:
        for piece in [block.text, *(cell for row in block.rows for cell in row)]:
            assert "".join(piece.split()) in squeezed


@pytest.mark.parametrize(("name", "make"), [("quyet-dinh-118-duk", as_txt), ("bao-cao-09-so-xay-dung", as_html)])
def test_rebuilding_gives_the_same_bytes(tmp_path, name, make):
    built = tmp_path / f"{name}.{RENDITIONS[name]}"
    make(read_sample(SOURCES / f"{name}.txt"), built)
    assert built.read_bytes() == (HERE / built.name).read_bytes()


def test_a_line_that_is_no_header_line_is_named(tmp_path):
    source = tmp_path / "x.txt"
    source.write_text("form: party\nngười ký: ai đó\n---\nmột đoạn\n", "utf-8")
    with pytest.raises(ValueError, match="người ký"):
        read_sample(source)


def test_build_writes_what_needs_no_office_program(tmp_path, monkeypatch):
    monkeypatch.setattr("corpora.sample_builder.RENDITIONS", {name: kind for name, kind in RENDITIONS.items() if kind != "pdf"})
    assert {file.suffix for file in build(tmp_path)} == {".docx", ".html", ".txt"}
