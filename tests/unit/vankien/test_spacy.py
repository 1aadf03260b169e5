"""spaCy components: lossless tokens, span groups, contents, windows, storage."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Document
from core.spans import Span
from extractors.run import annotate
from pipeline.run import text_document

pytest.importorskip("spacy")

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from vankien.spacy import WINDOW, blank, docs, windows

TEXT = (
    "Thực hiện Kế hoạch số 13 – KH/BTCTU, ngày 16/6/2016 của Ban Tổ chức Tỉnh ủy, đã kiểm tra 39 tổ chức đảng, "
    "gồm 16 đảng bộ, 23 chi bộ. Kết nạp gần 4 nghìn đảng viên trong năm 2016."
)
GROUPS = ("vankien_references", "vankien_dates", "vankien_indicators", "vankien_organisations", "vankien_header", "vankien_arithmetic")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank(*GROUPS)


@given(st.text(alphabet=st.sampled_from(list("Kế hoạch số 13–KH/BTCTU 16/6/2016.,\n\t\r  %\u00a0\u200b\u0301😀")), max_size=60))
def test_tokens_keep_every_character(text: str) -> None:
    assert BLANK(text).text == text


BLANK = blank()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Kế hoạch số 13-KH/BTCTU, ngày 16/6/2016.", ["Kế", "hoạch", "số", "13-KH/BTCTU", ",", "ngày", "16/6/2016", "."]),
        ("  đầu  và\ncuối ", ["  ", "đầu", " ", "và", "\n", "cuối"]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    doc = BLANK(text)
    assert [token.text for token in doc] == tokens
    assert doc.text == text


def test_each_component_fills_its_group(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert set(GROUPS) <= set(doc.spans)
    (reference,) = doc.spans["vankien_references"]
    assert reference.text == "Kế hoạch số 13 – KH/BTCTU"
    assert reference.label_ == "REFERENCE"
    assert reference._.vankien["number"] == "13-KH/BTCTU"
    assert reference._.vankien["date"] == "2016-06-16"
    assert "2016-06-16" in {d._.vankien["date"] for d in doc.spans["vankien_dates"]}
    assert {"39", "16", "23"} <= {i._.vankien["value"] for i in doc.spans["vankien_indicators"]}
    assert "Ban Tổ chức Tỉnh ủy" in {o.text for o in doc.spans["vankien_organisations"]}
    assert {a._.vankien["holds"] for a in doc.spans["vankien_arithmetic"]} == {True}
    for group in GROUPS:
        for span in doc.spans[group]:
            content = span._.vankien
            assert doc.text[content["start"] : content["end"]] == content["text"]
            assert content["text"] in span.text


def test_one_component_alone_runs_alone() -> None:
    doc = blank("vankien_references")(TEXT)
    assert list(doc.spans) == ["vankien_references"]


def test_header_by_field(nlp: Language) -> None:
    text = "TỈNH ỦY HẢI LÂM\nĐẢNG CỘNG SẢN VIỆT NAM\n*\nHải Lâm, ngày 05 tháng 4 năm 2018\nSố 21-KH/TU\n\nKẾ HOẠCH\nvề nâng cao chất lượng sinh hoạt chi bộ\n"
    doc = nlp(text)
    values = {span.label_: span._.vankien["value"] for span in doc.spans["vankien_header"]}
    assert values["NUMBER"] == "21-KH/TU"
    assert values["DATE"] == "2018-04-05"
    assert values["TYPE"] == "KẾ HOẠCH"


@pytest.mark.parametrize("form", ["NFD", "CRLF"])
def test_places_are_those_of_the_text_given(nlp: Language, form: str) -> None:
    import unicodedata

    text = "Mở đầu.\n" + TEXT
    text = unicodedata.normalize("NFD", text) if form == "NFD" else text.replace("\n", "\r\n")
    doc = nlp(text)
    assert doc.text == text
    (reference,) = doc.spans["vankien_references"]
    content = reference._.vankien
    assert unicodedata.normalize("NFC", text[content["start"] : content["end"]]) == "Kế hoạch số 13 – KH/BTCTU"
    start, end = content["date_span"]
    assert unicodedata.normalize("NFC", text[start:end]).endswith("16/6/2016")


def test_other_spans_have_no_content(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc[0:2]._.vankien is None


def test_everything_of_a_doc_by_group(nlp: Language) -> None:
    found: dict[str, Any] = nlp(TEXT)._.vankien
    assert found["offset"] == 0
    assert [r["number"] for r in found["references"]] == ["13-KH/BTCTU"]


def test_docs_are_stored_and_read_back(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for group in GROUPS:
        assert [(s.text, s._.vankien) for s in again.spans[group]] == [(s.text, s._.vankien) for s in doc.spans[group]]


def test_pipeline_is_stored_and_read_back(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.pipe_names == list(GROUPS)
    doc = again(TEXT)
    assert [s.text for s in doc.spans["vankien_references"]] == ["Kế hoạch số 13 – KH/BTCTU"]
    assert [t.text for t in doc] == [t.text for t in nlp(TEXT)]


def test_components_work_in_other_pipelines() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("vankien_references")
    doc = nlp(TEXT)
    assert [span._.vankien["number"] for span in doc.spans["vankien_references"]] == ["13-KH/BTCTU"]


def test_pipe_gives_the_same_as_one_by_one(nlp: Language) -> None:
    texts = [TEXT, "", "Không có gì.", TEXT.replace("13", "14")]
    assert [len(doc.spans["vankien_references"]) for doc in nlp.pipe(texts)] == [1, 0, 0, 1]


def document(paragraphs: int) -> Document:
    return annotate(text_document("\n".join(f"{n}. {TEXT}" for n in range(paragraphs))))


@pytest.mark.parametrize("size", [150, 1_000, 5_000, WINDOW])
def test_windows_are_whole_blocks_and_lose_nothing(size: int) -> None:
    made = document(20)
    spans = list(windows(made, size))
    assert spans[0].start == 0
    assert spans[-1].end == len(made.text)
    assert all(a.end == b.start for a, b in pairwise(spans))
    assert max(map(len, spans)) <= size
    starts = {block.span.start for block in made.blocks}
    if size > len(TEXT) + 10:
        assert all(span.start in starts for span in spans)


def test_window_inside_a_block_longer_than_itself() -> None:
    made = text_document("không có dấu câu nào " * 50 + "x" * 500)
    spans = list(windows(made, 100))
    assert "".join(span.of(made.text) for span in spans) == made.text
    assert max(map(len, spans)) <= 100


def test_document_as_docs(monkeypatch: pytest.MonkeyPatch) -> None:
    import vankien.spacy as module

    made = document(12)
    cut = list(windows(made, 1_000))
    monkeypatch.setattr(module, "windows", lambda _document: iter(cut))
    found: list[tuple[int, str]] = []
    nlp = blank("vankien_references")
    for doc in docs(made, nlp):
        offset = doc._.vankien["offset"]
        assert made.text[offset : offset + len(doc.text)] == doc.text
        for span in doc.spans["vankien_references"]:
            content = span._.vankien
            assert doc.text[content["start"] : content["end"]] == content["text"]
            found.append((offset + content["start"], content["number"]))
    wanted = [(m.span.start, m.number) for m in made.mentions if type(m).__name__ == "Reference"]
    assert found == wanted
    assert len(cut) > 2
    assert list(windows(text_document(""))) == [Span(0, 0)]


ROOT = Path(__file__).resolve().parents[3]


def test_spacy_finds_the_components_by_name_alone(tmp_path: Path) -> None:
    """As with an installed package: entry points on the path, and nobody imports vankien."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines: list[str] = []
    for group, entries in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {target}" for name, target in entries.items())]
    info = tmp_path / "vankien-0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: vankien\nVersion: 0\n", "utf-8")
    code = (
        "import spacy\n"
        "nlp = spacy.blank('vi', config={'nlp': {'tokenizer': {'@tokenizers': 'vankien.tokenizer.v1'}}})\n"
        f"for name in {GROUPS!r}: nlp.add_pipe(name)\n"
        f"print(len(nlp({TEXT!r})._.vankien['references']))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False, timeout=60)
    assert done.stdout == "1\n", done.stderr
    assert set(project["entry-points"]["spacy_factories"]) == set(GROUPS)
