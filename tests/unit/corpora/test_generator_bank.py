"""The phrase bank: who may see what, what entries may say, what becomes of broken ones."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import pytest

from corpora.generator.bank import main, plan, seen_entries, todo, unseen_entries
from corpora.generator.central import centrals
from corpora.generator.corpus import Order, make
from corpora.generator.entries import BankError, parse_entries
from corpora.generator.facts import Ledger, Size, fact_kinds
from corpora.generator.gold import records
from corpora.generator.making import Wish
from corpora.generator.templates import compile_entry
from corpora.generator.world import names

REAL_PLACES = set(
    """Vĩnh Long|Vĩnh Phúc|Phú Thọ|Phú Yên|Yên Bái|Thanh Hóa|Long An|Khánh Hòa|Sơn La|Hưng Yên|Đồng Tháp|Đông Anh|Đông Hưng|Đông Sơn|Đông Triều|Đông Hòa|Tân Yên|Tân Lạc
|Tân Kỳ|Tân Phú|Tân Hồng|Tân Hưng|Tân Thạnh|Tân Trụ|Tân Uyên|Tân Châu|Tân Biên|Tân Hiệp|Tân Sơn|Tân Bình|Vĩnh Bảo|Vĩnh Lộc|Vĩnh Linh|Vĩnh Thạnh|Vĩnh Tường|Vĩnh Cửu|Vĩnh Hưng|Vĩnh Thuận
|Phú Bình|Phú Lương|Phú Ninh|Phú Vang|Phú Lộc|Phú Nhuận|Phú Mỹ|Phú Hòa|Phú Giáo|Phú Riềng|Phú Tân|Phú Quốc|Phú Xuyên|Thanh Ba|Thanh Bình|Thanh Hà|Thanh Khê|Thanh Liêm|Thanh Miện|Thanh Oai
|Thanh Sơn|Thanh Thủy|Thanh Trì|Thanh Xuân|Thanh Chương|Yên Lạc|Yên Lập|Yên Minh|Yên Mô|Yên Mỹ|Yên Phong|Yên Sơn|Yên Thành|Yên Thế|Yên Thủy|Yên Định|Yên Khánh|Yên Dũng|Yên Châu|Mỹ Đức|Mỹ Hào
|Mỹ Lộc|Mỹ Tú|Mỹ Xuyên|Mỹ Tho|Long Biên|Long Hồ|Long Mỹ|Long Thành|Long Xuyên|Long Khánh|Long Điền|Long Phú|Kim Bảng|Kim Bôi|Kim Động|Kim Sơn|Kim Thành|Ngọc Hiển|Ngọc Hồi|Ngọc Lặc|Đại Lộc|Đại Từ
|Thạch An|Thạch Hà|Thạch Thành|Thạch Thất|Cẩm Giàng|Cẩm Khê|Cẩm Lệ|Cẩm Mỹ|Cẩm Phả|Cẩm Thủy|Cẩm Xuyên|Hưng Hà|Hưng Nguyên|Hồng Bàng|Hồng Dân|Hồng Ngự|Nghĩa Đàn|Nghĩa Hành|Nghĩa Hưng|Nghĩa Lộ|Xuân Lộc
|Xuân Trường|Bảo Lạc|Bảo Lâm|Bảo Thắng|Bảo Yên|Bảo Lộc|Khánh Sơn|Khánh Vĩnh|Tường Dương|Sơn Dương|Sơn Động|Sơn Tây|Sơn Tịnh|Sơn Trà|Sơn Hà|Sơn Hòa|Vân Canh|Vân Đồn|Vân Hồ|Trường Sa""".replace(
        "\n", ""
    ).split("|")
)
"""Provinces, and districts that begin like our invented ones."""
HOME = Path(__file__).resolve().parents[3] / "corpora" / "generator"


def test_seen_and_unseen_are_told_apart_by_their_ids() -> None:
    rows = plan()
    assert len({row["id"] for row in rows}) == len(rows) > 240
    for row in rows:
        assert row["part"] == ("unseen" if zlib.crc32(row["id"].encode()) % 3 == 0 else "seen")
        assert row["kind"] == row["id"][:-3]
        assert row["brief"]
    for kind in {row["kind"] for row in rows}:
        assert {row["part"] for row in rows if row["kind"] == kind} == {"seen", "unseen"}
    share = sum(row["part"] == "unseen" for row in rows) / len(rows)
    assert 0.3 < share < 0.37


def test_what_lies_open_is_seen_and_whole() -> None:
    known = {row["id"] for row in plan() if row["part"] == "seen"}
    ids = [entry.id for entry in seen_entries()]
    assert sorted(ids) == sorted(known)
    assert todo("seen") == []
    assert {entry.id for entry in unseen_entries()} <= {row["id"] for row in plan() if row["part"] == "unseen"}
    assert not [path for path in (HOME / "bank").iterdir() if path.suffix != ".vkt"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@@ không\n---\nx", "is no id"),
        ("@@ ket.bc-01\nx", "no line '---'"),
        ("@@ ket.bc-01\ncap: co-so\n---\nx", "is none of"),
        ("@@ ket.bc-01\n---\n", "has no text"),
        ("trước\n@@ ket.bc-01\n---\nx", "text before the first"),
        ("@@ ket.bc-01\n---\nCó {khong_co} đảng viên", "what is '{khong_co}'"),
        ("@@ ket.bc-01\n---\n[một|hai", "without ']'"),
        ("@@ ket.bc-01\n---\nmột] hai ⟦i value⟦", "no annotation"),
        ("@@ ket.bc-01\n---\n{kn", "what is"),
        ("@@ ket.bc-01\n---\n@table caption=SỐ LIỆU {KY}; unit=người", "ket.bc-01: caption= cannot hold {KY}"),
        ("@@ ket.bc-01\n---\n⟦q who={phong9}; what=họp⟧họp⟦/⟧", "who= cannot hold {phong9}"),
        ("@@ ket.bc-01\n---\n⟦q who={btv}; what=theo {vb:kh}⟧họp⟦/⟧", "what= cannot hold {vb:kh}"),
    ],
)
def test_broken_entries_are_named(text: str, words: str) -> None:
    with pytest.raises(BankError) as caught:
        for entry in parse_entries(text, "a.vkt"):
            compile_entry(entry)
    assert words in str(caught.value)
    assert "a.vkt" in str(caught.value)


def test_check_finds_digits_that_nobody_annotated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.vkt").write_text(
        "@@ ket.cv-01\n---\nĐề nghị 3 đơn vị quan tâm, chỉ đạo\n@@ ket.cv-03\n---\nKính đề nghị {btv} xem xét", "utf-8"
    )
    assert main(["check", str(tmp_path), "--part", "seen"]) == 1
    assert "ket.cv-01: the digits '3' come from no slot" in capsys.readouterr().out
    (tmp_path / "a.vkt").write_text("@@ ket.cv-01\n---\nĐề nghị {=3 đơn vị} đơn vị quan tâm\n", "utf-8")
    assert main(["check", str(tmp_path), "--part", "seen"]) == 0
    assert main(["check", str(tmp_path)]) == 1
    assert "of the other part" in capsys.readouterr().err


def test_packing_hides_the_text_and_refuses_seen_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpora.generator import bank

    target = tmp_path / "unseen.zip"
    monkeypatch.setattr(bank, "UNSEEN", target)
    unseen = next(row["id"] for row in plan() if row["kind"] == "ket.bc" and row["part"] == "unseen")
    (tmp_path / "a.vkt").write_text(f"@@ {unseen}\n---\nXin trân trọng báo cáo {{btv_cap_tren}}", "utf-8")
    assert main(["pack", str(tmp_path)]) == 0
    first = target.read_bytes()
    assert main(["pack", str(tmp_path)]) == 0
    assert target.read_bytes() == first
    assert "trân trọng".encode() not in first
    with zipfile.ZipFile(target) as packed:
        assert packed.namelist() == ["a.vkt"]
    assert [entry.id for entry in unseen_entries()] == [unseen]
    (tmp_path / "b.vkt").write_text("@@ ket.bc-01\n---\nx", "utf-8")
    assert main(["pack", str(tmp_path)]) == 1


def test_figures_are_carried_from_year_to_year_and_add_up() -> None:
    parts = tuple(Ledger(("thử", n), Size(200 + 30 * n, 6000), 2014) for n in range(9))
    whole = Ledger(("thử", "s"), Size(sum(p.size.members for p in parts), 54000), 2014, parts)
    for ledger in (*parts, whole):
        for year in (2015, 2016, 2017):
            now, before = ledger.values(year, "nam"), ledger.values(year - 1, "nam")
            half = ledger.values(year, "6-thang")
            assert now["dv_dau"] == before["dv"]
            assert now["dv"] == now["dv_dau"] + now["kn"] + now["den"] - now["di"] - now["tt"] - now["xt"]
            assert now["dv"] == now["dv_ct"] + now["dv_db"]
            assert half["kn"] <= now["kn"]
            assert half["kn_ct"] == now["kn_ct"]
            assert half["dv_dau"] == now["dv_dau"]
            assert all(value >= 0 for value in now.values())
            assert now["xl_xs"] + now["xl_t"] + now["xl_h"] == now["cb"]
    for fact in ("dv", "kn", "kn_ct", "cb", "cb_du", "cd", "kt_tc", "gs_tc", "cct", "xl_xs"):
        assert whole.values(2016, "nam")[fact] == sum(part.values(2016, "nam")[fact] for part in parts), fact


def test_data_files_are_sound() -> None:
    kinds = fact_kinds()
    for kind in kinds.values():
        assert all(base in kinds or base in ("dv_goc", "dan", "kinh_te", "muc_song") for base in kind.base), kind.name
        assert kind.low <= kind.high
    for documents in centrals().values():
        for document in documents:
            assert document.day < document.until
            assert document.number or (document.ordinal and document.term)
    composed = {f"{first} {second}" for first in names()["first"] for second in names()["second"]}
    assert len(composed) > 700
    assert composed & REAL_PLACES == set()


def test_truth_goes_into_the_format_of_the_labelled_texts(tmp_path: Path) -> None:
    make(Order(Wish("vàng", 3000, "seen", (("percent", 0.5),)), 32), tmp_path / "m")
    found = list(records(tmp_path / "m"))
    assert len(found) == 32
    for record in found:
        text = (tmp_path / "m" / "00000" / f"{record['id']}.txt").read_text("utf-8")
        for name in ("references", "indicators", "orgs"):
            assert all(text[mark["start"] : mark["end"]] == mark["text"] for mark in record[name])
        for claim in record["arithmetic"]:
            assert all(text[start:end] for start, end in claim["spans"])
            assert isinstance(claim["holds"], bool)
    assert any(not claim["holds"] for record in found for claim in record["arithmetic"])
    assert any(mark["target"] for record in found for mark in record["indicators"])
