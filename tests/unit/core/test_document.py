from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from core.document import HEADER_FIELDS, Block, Document, Field, File, Header, Page, Run, Sentence, Token, WorkKey
from core.findings import Evidence, Finding
from core.mentions import DateMention, Indicator, Mention, Organisation, Period, Reference, Statement
from core.problems import Problem
from core.spans import OffsetMap, Span
from core.viewer import SECRECY_LABELS, Viewer

TEXT = "BÁO CÁO\nĐảng ủy có 1.245 đảng viên, 62 chi bộ.\nSTT\tTên\n1\tChi bộ 1"
FILE = File("ab" * 32, "txt", 80, title="Báo cáo", published="2026-05-19", encoding="utf-8")


def blocks() -> tuple[Block, ...]:
    table = TEXT.index("STT")
    return (
        Block(0, "heading", Span(0, 7), level=1),
        Block(1, "paragraph", Span(8, table - 1)),
        Block(2, "table", Span(table, len(TEXT))),
        Block(3, "row", Span(table, table + 7), parent=2, row=0),
        Block(4, "cell", Span(table, table + 3), parent=3, row=0, col=0),
        Block(5, "cell", Span(table + 4, table + 7), parent=3, row=0, col=1),
        Block(6, "row", Span(table + 8, len(TEXT)), parent=2, row=1),
        Block(7, "cell", Span(table + 8, table + 9), parent=6, row=1, col=0),
        Block(8, "cell", Span(table + 10, len(TEXT)), parent=6, row=1, col=1),
    )


MENTIONS: tuple[Mention, ...] = (
    Reference(span=Span(0, 3), type="Kế hoạch", number="13-KH/BTCTU", date="2016-06-16", issuer="Ban Tổ chức Tỉnh ủy",
              date_span=Span(4, 6), issuer_span=Span(6, 7)),
    Reference(span=Span(0, 7), type="Nghị quyết", ordinal="4", term="XI, XII", back=True),
    DateMention(span=Span(1, 2), year=2026, month=5, day=19),
    DateMention(span=Span(1, 3), year=2026, month=5),
    Period(span=Span(2, 5), text="6 tháng đầu năm 2022", first=date(2022, 1, 1), last=date(2022, 6, 30)),
    Period(span=Span(2, 5), text="từ năm 2020", first=date(2020, 1, 1)),
    Organisation(span=Span(8, 15), name="Đảng ủy", key="dang-uy"),
    Indicator(span=Span(19, 24), value=Decimal("1.245"), value_max=Decimal("1300.50"), denominator=Decimal(62), unit="đảng viên",
              unit_span=Span(25, 34), base=Decimal(1245), low=Decimal("1244.5"), high=Decimal("1245.5"), hedge="gần", approx=True,
              period="năm 2022", period_span=Span(0, 1), subject="Đảng ủy", target=True),
    Indicator(span=Span(36, 38), value=Decimal(0), implicit=True),
)  # fmt: skip


def document() -> Document:
    return Document(
        id=FILE.id + "-0",
        file=FILE,
        text=TEXT,
        runs=(
            Run(Span(0, 7), "BA\u0301O CÁO", OffsetMap((0, 1, 2, 7), (0, 1, 3, 8)), raw_start=0, font="Times", size=14.0, bold=True, page=1),
            Run(Span(7, 8), "", OffsetMap((0, 1), (0, 0)), raw_start=8, origin="added"),
            Run(Span(8, len(TEXT)), TEXT[8:], OffsetMap.identity(len(TEXT) - 8), raw_start=10, page=2),
        ),
        pages=(Page(1, Span(0, 8), 595.0, 842.0), Page(2, Span(8, 8), 595.0, 842.0), Page(3, Span(8, len(TEXT)), 595.0, 842.0)),
        blocks=blocks(),
        sentences=(Sentence(Span(0, 7), 0), Sentence(Span(8, 45), 1)),
        tokens=(Token(Span(0, 3), "syllable"), Token(Span(19, 24), "number")),
        words=(Span(0, 7),),
        header=Header(form="party", issuer=Field("Đảng ủy", (Span(8, 15),)), date=Field("ngày 19/5/2026", (Span(0, 2), Span(3, 4)), "2026-05-19"),
                      recipients=(Field("Lưu VPĐU", (Span(1, 2),)),)),
        mentions=MENTIONS,  # type: ignore[arg-type]
        statements=(Statement(kind="sum", spans=(Span(0, 1), Span(2, 3)), holds=None, note="chưa đủ căn cứ"),),
        problems=(Problem("page-failed", {"page": "3", "detail": "lỗi"}, page=3),),
        made_by={"reader": "1", "references": "2"},
    )  # fmt: skip


def test_every_mention_kind_is_in_the_sample() -> None:
    assert {type(m) for m in MENTIONS} == set(Mention.__subclasses__())


def test_a_document_comes_back_from_storage_the_same() -> None:
    before = document()
    packed = msgspec.msgpack.decode(msgspec.msgpack.encode(before), type=Document)
    assert packed == before
    assert msgspec.json.decode(msgspec.json.encode(before), type=Document) == before
    assert [type(m) for m in packed.mentions] == [type(m) for m in before.mentions]
    assert str(packed.of_kind(Indicator)[0].value_max) == "1300.50"  # digits as written, no float on the way


def test_other_types_come_back_too() -> None:
    finding = Finding("r1", "undecided", "info", (Evidence("ab-0", Span(1, 2), "thiếu ngày"),), expected="ngày", remedy="Bổ sung.")
    key = WorkKey("Kế hoạch", "13-KH/BTCTU", "2016-06-16", "ban to chuc tinh uy")
    for value in (finding, key):
        assert msgspec.json.decode(msgspec.json.encode(value), type=type(value)) == value
    assert min(key, WorkKey("Báo cáo", "1-BC/TU", "", "")).type == "Báo cáo"


def test_made_by_is_not_shared_between_documents() -> None:
    one, other = Document(id="a", file=FILE, text=""), Document(id="b", file=FILE, text="")
    one.made_by["reader"] = "1"
    assert other.made_by == {}


def test_with_and_of_kind() -> None:
    one = document()
    assert one.with_(text="x").text == "x"
    assert one.text == TEXT
    assert [m.iso for m in one.of_kind(DateMention)] == ["2026-05-19", "2026-05"]
    assert one.of_kind(Reference) == MENTIONS[:2]


@pytest.mark.parametrize(
    ("at", "block"),
    [("BÁO", 0), ("Đảng", 1), ("62", 1), ("STT", 4), ("Tên", 5), ("Chi bộ 1", 8)],
)
def test_block_at(at: str, block: int) -> None:
    found = document().block_at(TEXT.index(at))
    assert found is not None
    assert found.id == block


def test_block_at_separators() -> None:
    one = document()
    assert one.block_at(7) is None  # between two blocks
    tab = one.block_at(TEXT.index("\tTên"))
    assert tab is not None
    assert tab.kind == "row"
    line_feed = one.block_at(TEXT.index("\n1\t"))
    assert line_feed is not None
    assert line_feed.kind == "table"
    assert one.block_at(len(TEXT)) is None
    assert Document(id="a", file=FILE, text="").block_at(0) is None


def test_empty_cells_hold_no_character() -> None:
    text = "a\t\tb"
    cells = tuple(Block(i + 2, "cell", span, parent=1, row=0, col=i) for i, span in enumerate([Span(0, 1), Span(2, 2), Span(3, 4)]))
    one = Document(
        id="a", file=FILE, text=text, blocks=(Block(0, "table", Span(0, 4)), Block(1, "row", Span(0, 4), parent=0, row=0), *cells)
    )
    assert [block.id if (block := one.block_at(i)) else None for i in range(4)] == [2, 1, 1, 4]


def test_page_at() -> None:
    one = document()
    assert [one.page_at(i) for i in (0, 7, 8, len(TEXT) - 1)] == [1, 1, 3, 3]  # page 2 is empty
    assert Document(id="a", file=FILE, text="x").page_at(0) is None


def test_the_way_back_to_the_file() -> None:
    one = document()
    assert one.raw_of(Span(0, 7)) == "BA\u0301O CÁO"
    assert one.raw_of(Span(1, 2)) == "A\u0301"
    pieces = one.source_of(Span(4, 15))
    assert [(p.span, p.start, p.end, p.raw, p.origin, p.page) for p in pieces] == [
        (Span(4, 7), 5, 8, "CÁO", "text", 1),
        (Span(7, 8), 8, 8, "", "added", None),
        (Span(8, 15), 10, 17, "Đảng ủy", "text", 2),
    ]
    assert one.source_of(Span(3, 3)) == ()


def test_header_fields() -> None:
    header = document().header
    assert header is not None
    assert [name for name, _ in header.fields()] == ["issuer", "date"]
    assert set(HEADER_FIELDS) | {"form", "recipients"} == set(Header.__struct_fields__)


@pytest.mark.parametrize(
    ("viewer", "label", "seen"),
    [
        (Viewer(), None, True),
        (Viewer(), "MẬT", False),
        (Viewer(frozenset({"MẬT"})), "Mật", True),
        (Viewer(frozenset({"MẬT"})), "TỐI  MẬT", False),
        (Viewer(frozenset({"MẬT"})), "không rõ", False),
        (Viewer.everything(), "tuyệt mật", True),
    ],
)
def test_viewer(viewer: Viewer, label: str | None, *, seen: bool) -> None:
    assert viewer.may_see(label) is seen


def test_secrecy_labels_rise() -> None:
    assert SECRECY_LABELS == ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
