from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document import Document, File
from core.errors import DamagedFile, EmptyFile, PasswordNeeded, ReadError, TooLarge
from core.settings import Limits
from core.spans import Span
from corpora.renditions import build
from corpora.renditions.samples import SAMPLES
from corpora.vk.parse import read_source
from corpora.vk.world import DOCUMENTS
from pipeline.assemble import assemble
from pipeline.readers.pdf import read
from tests.contract.test_readers import check, check_round_trip, line_texts
from tests.unit.pipeline.pdf_pages import Pdf, document_of, texts
from tests.unit.pipeline.test_layout_paragraphs import LONG, OTHER

SLUGS = sorted(sample.slug for sample in SAMPLES.values())


def of_file(path: Path) -> Document:
    data = path.read_bytes()
    return assemble(read(data, Limits()), File("0" * 64, "pdf", len(data)))


def three_pages() -> Pdf:
    pdf = Pdf()
    for text in (LONG, OTHER, LONG):
        pdf.page().prose(text, 100, indent=28)
    return pdf


def test_pages_title_and_parts() -> None:
    data = three_pages().data(title="Báo cáo tổng kết")
    draft = read(data, Limits())
    assert draft.title == "Báo cáo tổng kết"
    assert [(p.number, p.width, p.height) for p in draft.pages] == [(1, 595, 842), (2, 595, 842), (3, 595, 842)]
    assert draft.problems == []
    document = assemble(draft, File("0" * 64, "pdf", len(data)))
    assert document.text == f"{LONG}\n{OTHER}\n{LONG}"
    assert [document.page_at(block.span.start) for block in document.blocks] == [1, 2, 3]
    assert {run.part for run in document.runs if run.raw} == {"page 1", "page 2", "page 3"}


def test_pages_without_a_text_layer_are_named() -> None:
    pdf = three_pages()
    pdf.pages[1].content = []
    pdf.pages[1].picture(0, 0, 595, 842)
    pdf.page()
    document = document_of(pdf)
    assert [(p.code, p.page, p.args) for p in document.problems] == [("page-without-text", 2, {"page": "2"})]
    assert document.text == f"{LONG}\n{LONG}"
    assert len(document.pages) == 4


def test_a_scan_with_a_stamp_on_it_is_named_and_the_stamp_kept() -> None:
    pdf = three_pages()
    pdf.pages[2].content = []
    pdf.pages[2].picture(10, 10, 580, 830)
    pdf.pages[2].text(400, 60, "Người ký: Văn phòng Tỉnh ủy")
    document = document_of(pdf)
    assert [(p.code, p.page) for p in document.problems] == [("page-without-text", 3)]
    assert document.text.endswith("Người ký: Văn phòng Tỉnh ủy")


def test_a_file_without_text() -> None:
    pdf = Pdf()
    pdf.page().picture(0, 0, 595, 842)
    pdf.page()
    with pytest.raises(EmptyFile) as caught:
        read(pdf.data(), Limits())
    assert caught.value.code == "no-text"


def test_a_broken_page_costs_only_itself() -> None:
    pdf = three_pages()
    pdf.pages[1].broken = True
    document = document_of(pdf)
    assert [(p.code, p.page) for p in document.problems] == [("page-failed", 2)]
    assert document.text == f"{LONG}\n{LONG}"
    assert [p.number for p in document.pages] == [1, 2, 3]


def test_no_page_can_be_read() -> None:
    pdf = three_pages()
    for page in pdf.pages:
        page.broken = True
    with pytest.raises(DamagedFile):
        read(pdf.data(), Limits())


def test_password() -> None:
    with pytest.raises(PasswordNeeded):
        read(three_pages().data(locked=True), Limits())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, b"nothing", b""])
def test_garbage(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(data, Limits())


def test_no_pages() -> None:
    with pytest.raises(DamagedFile):
        read(Pdf().data(), Limits())


def test_a_cut_file_gives_what_is_left_or_says_that_it_is_damaged() -> None:
    data = three_pages().data()
    outcomes = set()
    for end in [data.rindex(b"startxref"), *range(len(data) - 200, 300, -(len(data) // 80))]:
        try:
            document = assemble(read(data[:end], Limits()), File("0" * 64, "pdf", end))
        except DamagedFile:
            outcomes.add("refused")
        else:
            check(document)
            assert "damaged" in [problem.code for problem in document.problems]
            outcomes.add("partly read")
    assert outcomes == {"refused", "partly read"}


def test_limits() -> None:
    data = three_pages().data()
    with pytest.raises(TooLarge, match="2"):
        read(data, Limits(pages=2))
    with pytest.raises(TooLarge, match="300"):
        read(data, Limits(text_characters=300))


@given(
    lines=st.lists(line_texts, min_size=1, max_size=8),
    seed=st.integers(0, 1000),
    form=st.sampled_from(["NFC", "NFD"]),
    step=st.sampled_from([14.0, 30.0]),
)
@settings(max_examples=40)
def test_any_text_leads_back_to_its_page(lines: list[str], seed: int, form: str, step: float) -> None:
    pdf = Pdf()
    page = pdf.page()
    for i, line in enumerate(lines):
        page.text(85, 100 + step * i, unicodedata.normalize(form, line))
    try:
        document = document_of(pdf)
    except EmptyFile:
        return
    check(document)
    chance = random.Random(seed)
    for _ in range(20):
        start, end = sorted((chance.randint(0, len(document.text)), chance.randint(0, len(document.text))))
        check_round_trip(document, Span(start, end))


@given(st.data())
@settings(max_examples=30)
def test_any_damage_gives_a_document_or_a_read_error(draw: st.DataObject) -> None:
    whole = bytearray(three_pages().data())
    for _ in range(draw.draw(st.integers(1, 12))):
        whole[draw.draw(st.integers(0, len(whole) - 1))] = draw.draw(st.integers(0, 255))
    try:
        check(assemble(read(bytes(whole), Limits()), File("0" * 64, "pdf", len(whole))))
    except ReadError:
        return


def test_heavy_libraries_are_loaded_only_when_a_file_is_read() -> None:
    code = "import sys, pipeline.readers.pdf; print(sorted(m for m in sys.modules if 'pdfium' in m or 'pdfplumber' in m))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert done.stdout.strip() == "[]"


REAL = {
    "huongdan06": (33, "Số 06-HD/TW", "Hà Nội, ngày 09 tháng 6 năm 2025", "Trần Cẩm Tú"),
    "quydinh294": (35, "Số 294-QĐ/TW", "Hà Nội, ngày 26 tháng 5 năm 2025", "Tô Lâm"),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_real_documents(name: str, shared: Path) -> None:
    pages, number, date, signer = REAL[name]
    document = of_file(shared / "corpora" / "pdf" / f"{name}.pdf")
    check(document)
    assert len(document.pages) == pages
    assert document.problems == ()
    columns = {side: [b.span.of(document.text) for b in document.blocks if b.column == side] for side in ("left", "right")}
    assert columns["left"][:3] == ["BAN CHẤP HÀNH TRUNG ƯƠNG", "*", number]
    assert columns["left"][3] == "Nơi nhận:"
    assert len(columns["left"]) == 8
    assert columns["right"][0] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert columns["right"][2] == date
    assert columns["right"][-1] == signer
    # The page numbers are the only lines of nothing but figures on these pages.
    assert not [b for b in document.blocks if b.span.of(document.text).strip().isdigit()]
    # Whole paragraphs end a sentence or a clause, are titles, or open a list: none is cut by a line's or a page's end.
    prose = [
        b.span.of(document.text) for b in document.blocks if b.kind in ("paragraph", "list_item") and b.column is None and b.align is None
    ]
    cut = [text for text in prose if text[-1] not in ".;:,)" and len(text) > 95]
    assert len(cut) <= 0.015 * len(prose), cut  # long titles that are not set in bold
    assert not [text for text in prose if text[0].islower() and text[1] not in ")."]


@pytest.mark.shared
def test_spans_of_real_documents_lead_back(shared: Path) -> None:
    chance = random.Random(5)
    for name in REAL:
        document = of_file(shared / "corpora" / "pdf" / f"{name}.pdf")
        for _ in range(500):
            start = chance.randrange(len(document.text))
            check_round_trip(document, Span(start, min(len(document.text), start + chance.choice((1, 5, 40, 2000)))))


@pytest.mark.shared
def test_text_is_all_there(shared: Path) -> None:
    """Against pdfium's own text: the same letters, page numbers aside."""
    import pypdfium2

    for name in REAL:
        path = shared / "corpora" / "pdf" / f"{name}.pdf"
        pdf = pypdfium2.PdfDocument(path)
        letters = [c for page in pdf for c in page.get_textpage().get_text_range() if c.isalpha()]
        pdf.close()
        ours = [c for c in of_file(path).text if c.isalpha()]
        assert sorted(ours) == sorted(letters)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our sample documents as Word files, made into PDFs by LibreOffice: heads, tables, signatures."""
    if not shutil.which("soffice"):
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing, and CI has to have it")
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("pdf")
    for slug in SLUGS:
        build(read_source(DOCUMENTS / f"{slug}.vk"), "docx", folder / f"{slug}.docx", "word-2007-direct")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files], check=True, capture_output=True
    )
    return folder


@pytest.mark.shared
def test_the_office_set(shared: Path, office: Path, tmp_path: Path) -> None:
    """Eight made documents with truth, by the set's own scorer. All that LibreOffice prints of them is found, and nothing else."""
    script = shared / "gold" / "office" / "office.py"
    own = {**os.environ, "HOME": str(tmp_path)}  # LibreOffice's profile: two at a time would lock each other out
    subprocess.run([sys.executable, script, "build", tmp_path, "--formats", "pdf"], check=True, capture_output=True, env=own)
    lines = [json.dumps({"path": str(path), "text": of_file(path).text}) for path in sorted((tmp_path / "pdf").iterdir())]
    (tmp_path / "out.jsonl").write_text("\n".join(lines), "utf-8")
    subprocess.run(
        [sys.executable, script, "score", tmp_path / "out.jsonl", "--json", tmp_path / "scores.json"], check=True, capture_output=True
    )
    scores = json.loads((tmp_path / "scores.json").read_text("utf-8"))["pdf"]
    assert len(lines) == scores["documents"] == 8
    assert scores["text"] >= 0.999
    assert scores["rows"] >= 0.99
    assert scores["foreign"] <= 0.001


@pytest.mark.parametrize("slug", SLUGS)
def test_what_libreoffice_makes(slug: str, office: Path) -> None:
    source = read_source(DOCUMENTS / f"{slug}.vk")
    document = of_file(office / f"{slug}.pdf")
    check(document)
    blocks = {" ".join(block.span.of(document.text).split()) for block in document.blocks}
    head = [*(source.head[key] for key in ("issuer", "type", "abstract", "signer")), f"Số {source.head['number']}"]
    body = source.parts[0].blocks
    wanted = [*head, *(block.content.text for block in body if block.kind != "table")]
    rows = [" ".join(" ".join(cell.content.text for cell in row).split()) for block in body if block.kind == "table" for row in block.rows]
    assert [text for text in [*wanted, *rows] if " ".join(text.split()) not in blocks] == []


def test_what_a_reader_of_the_page_reads() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(85, 100, "về ")
    page.text(85, 120, " ")
    assert texts(pdf) == ["về"]
