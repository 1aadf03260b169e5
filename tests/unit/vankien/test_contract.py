"""The machine contract: order of keys, spelling of values, places, and the JSON Schema against real output."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from core.document import Document, Field, Header, Page
from core.mentions import Indicator, Organisation, Reference, Statement
from core.problems import Problem
from core.spans import Span
from extractors.run import annotate
from pipeline.run import read_bytes, text_document
from vankien.contract import decimal_text, line, record

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((ROOT / "docs" / "contract.schema.json").read_text("utf-8"))

TOP = ["schema", "path", "id", "text", "header", "header_spans", "references", "indicators", "organisations", "arithmetic", "problems"]
PLACE = ["start", "end", "text", "source_start", "source_end", "page"]
REFERENCE = [*PLACE, "type", "number", "ordinal", "term", "date", "issuer", "back"]
INDICATOR = [*PLACE, "value", "value_max", "denominator", "value_base", "unit", "approx", "period", "subject", "target", "implicit"]
HEADER = [
    "issuer",
    "parent",
    "addressee",
    "place",
    "type",
    "abstract",
    "authority",
    "post",
    "signer",
    "secrecy",
    "number",
    "date",
    "recipients",
]


def at(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def field(document: Document, words: str, value: str | None = None) -> Field:
    return Field(words, (at(document, words),), value)


@pytest.fixture
def made() -> Document:
    text = "TỈNH ỦY HẢI LÂM\r\nSố 13 – KH/TU\r\nHải Lâm, ngày 16 tháng 6 năm 2016\r\nTheo Chỉ thị 05, đã kết nạp gần 4 nghìn đảng viên; đạt 34/62.\r\nNơi nhận:\r\n- Các ban;\r\n- Lưu VT."
    document = text_document(text)
    header = Header(
        form="party",
        issuer=field(document, "TỈNH ỦY HẢI LÂM"),
        number=field(document, "13 – KH/TU", "13-KH/TU"),
        date=field(document, "ngày 16 tháng 6 năm 2016", "2016-06-16"),
        place=field(document, "Hải Lâm"),
        recipients=(field(document, "Các ban"), field(document, "Lưu VT")),
    )
    figure = at(document, "gần 4 nghìn")
    share = at(document, "34/62")
    mentions = (
        Indicator(span=share, value=Decimal(34), denominator=Decimal(62)),
        Reference(span=at(document, "Chỉ thị 05"), type="Chỉ thị", ordinal="05"),
        Indicator(
            span=figure, value=Decimal(4), unit="nghìn đảng viên", base=Decimal("4E+3"), hedge="gần", approx=True, high=Decimal(4000)
        ),
        Organisation(span=at(document, "TỈNH ỦY HẢI LÂM"), name="TỈNH ỦY HẢI LÂM"),
    )
    statement = Statement(kind="percent", spans=(figure, share), holds=None, note="chưa đủ số liệu")
    return document.with_(
        header=header, mentions=mentions, statements=(statement,), problems=(Problem("encoding-uncertain", {"encoding": "x"}),)
    )


def valid(value: Any) -> Any:
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in Draft202012Validator(SCHEMA).iter_errors(value)]
    assert errors == []
    return value


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_keys_stand_in_the_order_of_the_contract(made: Document) -> None:
    shown = valid(record("a.txt", made))
    assert list(shown) == TOP
    assert list(shown["header"]) == HEADER
    assert list(shown["references"][0])[: len(REFERENCE)] == REFERENCE
    assert list(shown["indicators"][0])[: len(INDICATOR)] == INDICATOR
    assert list(shown["arithmetic"][0]) == ["kind", "spans", "source_spans", "holds", "note"]
    assert list(shown["problems"][0]) == ["code", "text", "hint", "page"]


def test_header_has_plain_strings_and_its_places(made: Document) -> None:
    shown = record("a.txt", made)
    assert shown["header"]["number"] == "13-KH/TU"
    assert shown["header"]["date"] == "2016-06-16"
    assert shown["header"]["issuer"] == "TỈNH ỦY HẢI LÂM"
    assert shown["header"]["signer"] is None
    assert shown["header"]["recipients"] == ["Các ban", "Lưu VT"]
    spans = shown["header_spans"]
    assert [made.text[start:end] for start, end in spans["number"]] == ["13 – KH/TU"]
    assert [made.text[start:end] for start, end in spans["recipients"]] == ["Các ban", "Lưu VT"]
    assert "signer" not in spans


def test_mentions_stand_in_the_order_of_the_text_with_exact_places(made: Document) -> None:
    shown = record("a.txt", made)
    assert [i["text"] for i in shown["indicators"]] == ["gần 4 nghìn", "34/62"]
    for name in ("references", "indicators", "organisations"):
        for mention in shown[name]:
            assert made.text[mention["start"] : mention["end"]] == mention["text"]


def test_source_offsets_count_both_characters_of_a_line_end(made: Document) -> None:
    reference = record("a.txt", made)["references"][0]
    assert reference["source_start"] == reference["start"] + 3
    statement = record("a.txt", made)["arithmetic"][0]
    assert statement["source_spans"] == [[start + 3, end + 3] for start, end in statement["spans"]]


def test_other_formats_have_pages_and_no_source_offsets(made: Document) -> None:
    from msgspec import structs

    pdf = made.with_(
        file=structs.replace(made.file, format="pdf"), pages=(Page(1, Span(0, 20), 595, 842), Page(2, Span(20, len(made.text)), 595, 842))
    )
    shown = valid(record("a.pdf", pdf))
    assert [(r["source_start"], r["source_end"], r["page"]) for r in shown["references"]] == [(None, None, 2)]
    assert shown["organisations"][0]["page"] == 1
    assert shown["arithmetic"][0]["source_spans"] is None


def test_figures_are_plain_decimals(made: Document) -> None:
    first, second = record("a.txt", made)["indicators"]
    assert (first["value"], first["value_base"], first["high"], first["low"]) == ("4", "4000", "4000", None)
    assert (first["unit"], first["approx"], first["hedge"], first["implicit"]) == ("nghìn đảng viên", True, "gần", False)
    assert (second["value"], second["denominator"], second["value_base"]) == ("34", "62", "34")


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+3", "1000"), ("0.50", "0.50"), ("12.5", "12.5"), ("1E-7", "0.0000001"), ("-3", "-3"), ("100000000000000000000", "1" + "0" * 20)],
)
def test_decimal_text_never_has_an_exponent(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_decimal_text_reads_back(value: Decimal) -> None:
    text = decimal_text(value)
    assert text is not None
    assert Decimal(text) == value
    assert "E" not in text


def test_file_that_cannot_be_read() -> None:
    shown = valid(record("hong.docx", None, [Problem("damaged", {"detail": "zip"})], "en"))
    assert list(shown) == TOP
    assert shown["text"] is None
    assert shown["header"] is None
    assert shown["references"] == []
    assert shown["problems"] == [
        {
            "code": "damaged",
            "text": "damaged or truncated file: zip",
            "hint": "Open it in its own program and save it again, or find another copy.",
            "page": None,
        }
    ]


def test_problems_speak_the_language_chosen(made: Document) -> None:
    assert "bảng mã" in record("a", made, (), "vi")["problems"][0]["text"]
    assert "encoding" in record("a", made, (), "en")["problems"][0]["text"]


def test_names_that_are_no_unicode_keep_their_bytes() -> None:
    assert line({"path": "v\udc83n \n ản"}) == '{"path":"v\\udc83n \\n ản"}'
    assert json.loads(line({"path": "v\udc83n"})) == {"path": "v\udc83n"}


def test_same_file_same_bytes() -> None:
    data = "Thực hiện Kế hoạch số 13-KH/BTCTU ngày 16/6/2016, đã kết nạp 1.245 đảng viên.".encode()
    first, second = (line(record("a", annotate(read_bytes(data, "a.txt")))) for _ in range(2))
    assert first == second
    assert json.loads(first)["references"][0]["number"] == "13-KH/BTCTU"


@pytest.mark.shared
def test_real_files_fit_the_schema(shared: Path) -> None:
    paths = [*sorted((shared / "corpora" / "seeds").glob("*.txt"))[:3], *sorted((shared / "gold" / "texts").glob("*.txt"))[:8]]
    for path in paths:
        document = annotate(read_bytes(path.read_bytes(), path.name))
        shown = valid(record(str(path), document))
        source = path.read_bytes().decode("utf-8-sig")
        for mention in (*shown["references"], *shown["indicators"], *shown["organisations"]):
            assert document.text[mention["start"] : mention["end"]] == mention["text"]
            assert 0 <= mention["source_start"] < mention["source_end"] <= len(source)


def test_sample_documents_fit_the_schema() -> None:
    for path in sorted((ROOT / "corpora" / "samples").glob("*.*")):
        if path.suffix in (".txt", ".docx", ".html", ".pdf"):
            valid(record(path.name, annotate(read_bytes(path.read_bytes(), path.name))))
