"""The public functions: names, offsets into the text given, files and texts, many files."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

import vankien

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "corpora" / "samples"
TEXT = (
    "Thực hiện Kế hoạch số 13 – KH/BTCTU, ngày 16/6/2016 của Ban Tổ chức Tỉnh ủy, đã kiểm tra 39 tổ chức đảng, gồm 16 đảng bộ, 23 chi bộ."
)


@pytest.mark.parametrize("name", vankien.__all__)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    value = getattr(vankien, name)
    assert value.__doc__
    assert name in dir(vankien)


def test_unknown_names_are_told() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = vankien.nothing  # type: ignore[attr-defined]


def test_typed_names_are_the_public_ones() -> None:
    from vankien import api

    assert sorted(vankien.__all__) == sorted(api.__all__)
    assert (ROOT / "vankien" / "py.typed").exists()


def test_version_is_that_of_the_package() -> None:
    import tomllib

    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == vankien.__version__


@pytest.mark.parametrize("form", ["as it is", "NFD", "CRLF", "BOM", "no-break blanks"])
def test_spans_are_offsets_into_the_text_given(form: str) -> None:
    text = "Mở đầu.\n" + TEXT
    text = {
        "NFD": unicodedata.normalize("NFD", text),
        "CRLF": text.replace("\n", "\r\n"),
        "BOM": "\ufeff" + text,
        "no-break blanks": text.replace(" ", "\u00a0"),
    }.get(form, text)

    def shown(span: vankien.Span) -> str:
        return unicodedata.normalize("NFC", span.of(text)).replace("\u00a0", " ")

    (reference,) = vankien.find_references(text)
    assert shown(reference.span) == "Kế hoạch số 13 – KH/BTCTU"
    assert reference.number == "13-KH/BTCTU"
    assert reference.date_span is not None
    assert shown(reference.date_span).endswith("16/6/2016")
    assert reference.issuer_span is not None
    assert shown(reference.issuer_span) == "Ban Tổ chức Tỉnh ủy"
    assert [shown(i.span) for i in vankien.find_indicators(text)] == ["39", "16", "23"]
    assert [shown(d.span).removeprefix("ngày ") for d in vankien.find_dates(text)] == ["16/6/2016"]
    assert "Ban Tổ chức Tỉnh ủy" in [shown(o.span) for o in vankien.find_organisations(text)]
    (statement,) = vankien.check_arithmetic(text)
    assert statement.holds is True
    assert [shown(span) for span in statement.spans] == ["39", "16", "23"]


def test_header_of_a_text() -> None:
    text = "TỈNH ỦY HẢI LÂM\r\nĐẢNG CỘNG SẢN VIỆT NAM\r\n*\r\nHải Lâm, ngày 05 tháng 4 năm 2018\r\nSố 21-KH/TU\r\n\r\nKẾ HOẠCH\r\nvề nâng cao chất lượng sinh hoạt chi bộ\r\n"
    header = vankien.find_header(text)
    assert header is not None
    assert header.number is not None
    assert header.number.value == "21-KH/TU"
    assert "21-KH/TU" in header.number.spans[0].of(text)
    assert vankien.find_header("Hôm nay trời đẹp.") is None


def test_functions_take_documents_too() -> None:
    document = vankien.read(SAMPLES / "ke-hoach-21-duk.docx")
    assert document.mentions == ()
    references = vankien.find_references(document)
    assert "07-HD/BTCTU" in {r.number for r in references}
    for reference in references:
        assert reference.span.end <= len(document.text)
    annotated = vankien.extract(SAMPLES / "ke-hoach-21-duk.docx")
    assert annotated.of_kind(vankien.Reference) == references


def test_extract_takes_a_path_or_a_text() -> None:
    document = vankien.extract(text=TEXT)
    assert [r.number for r in document.of_kind(vankien.Reference)] == ["13-KH/BTCTU"]
    assert vankien.extract(str(SAMPLES / "quyet-dinh-118-duk.txt")).header is not None
    for arguments in ({}, {"path": "a.txt", "text": "a"}):
        with pytest.raises(TypeError):
            vankien.extract(**arguments)


def test_unreadable_file_raises_with_code_and_hint(tmp_path: Path) -> None:
    (tmp_path / "rỗng.docx").write_bytes(b"")
    with pytest.raises(vankien.ReadError) as caught:
        vankien.read(tmp_path / "rỗng.docx")
    assert caught.value.code == "empty"
    assert caught.value.hint("en")


def test_many_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.docx").write_bytes(b"")
    first, second = vankien.extract_many([str(tmp_path)], workers=1)
    assert first.document is not None
    assert second.error is not None
    assert second.error.code == "empty"


def test_json_of_a_document() -> None:
    record = vankien.to_json(vankien.extract(text=TEXT), "a.txt")
    assert json.loads(json.dumps(record))["references"][0]["number"] == "13-KH/BTCTU"


def test_archive(tmp_path: Path) -> None:
    with pytest.raises(vankien.ArchiveError):
        vankien.open_archive(tmp_path / "kho")
    with vankien.open_archive(tmp_path / "kho", create=True) as archive:
        assert archive.ingest([SAMPLES / "ke-hoach-21-duk.docx"]).new == 1
        assert archive.search("chat luong chi bo", vankien.Viewer.everything()).total == 1
