"""The sample documents that ship are the ones that their sources say."""

from __future__ import annotations

import pytest

from corpora.renditions.libreoffice import installed
from corpora.renditions.samples import HERE, SAMPLES, build_samples
from corpora.vk.parse import read_source
from corpora.vk.world import DOCUMENTS
from pipeline.run import read_file
from tests.unit.corpora.rendition_sources import marked_texts
from tests.unit.corpora.test_renditions import docx_texts


def test_every_source_has_its_rendition():
    assert {path.name for path in HERE.iterdir() if path.is_file()} == set(SAMPLES)
    assert len({sample.slug for sample in SAMPLES.values()}) == len(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_rendition_holds_every_paragraph_and_cell(name):
    text = read_file(HERE / name).text
    squeezed = "".join(text.split())
    for content in marked_texts(read_source(DOCUMENTS / f"{SAMPLES[name].slug}.vk")):
        assert "".join(content.text.split()) in squeezed


@pytest.mark.skipif(not installed(), reason="LibreOffice Writer is not installed")
def test_rebuilding_gives_the_same_files(tmp_path):
    for path in build_samples(tmp_path):
        if path.suffix in (".txt", ".html"):
            assert path.read_bytes() == (HERE / path.name).read_bytes()
        elif path.suffix == ".docx":
            assert docx_texts(path) == docx_texts(HERE / path.name)
