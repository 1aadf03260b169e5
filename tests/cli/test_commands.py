"""Each command on the sample documents, read and asked through the real program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, SAMPLES, Run


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_second_ingest_reads_nothing(run: Run, samples: list[Path], archive: Path) -> None:
    done = run("ingest", *samples, "--archive", archive)
    assert done.code == 0
    assert f"{len(samples)}  không đổi" in done.out
    assert "mới đọc" not in done.out
    again = json.loads(run("ingest", SAMPLES / samples[0].name, "--archive", archive, "--json").out)
    assert (again["found"], again["unchanged"], again["new"], again["failed"]) == (1, 1, 0, [])


def test_archive_may_be_named_by_the_environment(run: Run, archive: Path) -> None:
    assert json.loads(run("stats", "--json", env={"VANKIEN_ARCHIVE": str(archive)}).out)["archive"] == str(archive)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (["07 – hd / btctu"], "07-HD/BTCTU"),
        (["07", "-", "hd", "/", "btctu"], "07-HD/BTCTU"),
        (["21 kh duk"], "21-KH/ĐUK"),
        (["thanh lap to kiem tra"], "118-QĐ/ĐUK"),
        (["thành lập tổ kiểm tra"], "118-QĐ/ĐUK"),
    ],
)
def test_search_finds_first_what_was_meant(run: Run, archive: Path, words: list[str], number: str) -> None:
    done = run("search", *words, "--archive", archive)
    assert done.code == 0
    assert number in done.out.split("\n 2. ", 1)[0]
    found = json.loads(run("search", *words, "--archive", archive, "--json").out)
    assert found["works"][0]["documents"][0]["number"] == number
    assert found["total"] == len(found["works"])


def test_search_places_lie_where_they_say(run: Run, archive: Path) -> None:
    found = json.loads(run("search", "sinh hoạt chuyên đề", "--archive", archive, "--json").out)
    texts = {record["id"]: record["text"] for record in lines(run("extract", SAMPLES, "--json").out)}
    places = [place for work in found["works"] for place in work["passages"]]
    assert places
    for place in places:
        text = texts[place["document"].partition("-")[0]]
        assert text[place["start"] : place["end"]] == place["text"]
        assert place["highlights"]
        for start, end in place["highlights"]:
            assert text[start:end].casefold().split()[0] in ("sinh", "hoạt", "chuyên", "đề")


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--type", "hướng dẫn"], {"07-HD/BTCTU"}),
        (["--type", "KH"], {"21-KH/ĐUK"}),
        (["--type", "kế hoạch", "--type", "hướng dẫn"], {"07-HD/BTCTU", "21-KH/ĐUK"}),
        (["--from", "12/2018"], {"46-BC/ĐUK", "09-BC/ĐU"}),
        (["--to", "3/2018"], {"07-HD/BTCTU"}),
        (["--from", "2018-04-01", "--to", "30/4/2018"], {"21-KH/ĐUK", "118-QĐ/ĐUK"}),
        (["--issuer", "sở xây dựng"], {"09-BC/ĐU"}),
        (["--level", "tỉnh", "--to", "31/3/2018"], {"07-HD/BTCTU"}),
    ],
)
def test_search_filters(run: Run, archive: Path, options: list[str], numbers: set[str]) -> None:
    found = json.loads(run("search", "chi bộ đảng ủy", *options, "--archive", archive, "--json").out)
    assert {work["documents"][0]["number"] for work in found["works"]} == numbers


def test_search_limit_says_that_there_is_more(run: Run, archive: Path) -> None:
    done = run("search", "chi bo", "--limit", "2", "--archive", archive)
    assert "--limit 4" in done.out
    assert "\n 2. " in done.out
    assert "\n 3. " not in done.out


def test_search_without_a_hit_is_no_error(run: Run, archive: Path) -> None:
    done = run("search", "zyxwvut", "--archive", archive)
    assert (done.code, done.out) == (0, "")
    assert "Không tìm thấy" in done.err


@pytest.mark.parametrize("number", [["21-KH/ĐUK"], ["21 – kh / đuk"], ["21", "kh", "duk"]])
def test_references_show_the_document_and_who_cites_it(run: Run, archive: Path, number: list[str]) -> None:
    done = run("references", *number, "--archive", archive)
    assert done.code == 0
    assert "ke-hoach-21-duk.docx" in done.out
    assert "46-BC/ĐUK" in done.out
    assert "3 văn bản viện dẫn số này" in done.out
    found = json.loads(run("references", *number, "--archive", archive, "--json").out)
    assert found["number"] == "21-KH/ĐUK"
    assert {work["documents"][0]["number"] for work in found["citing"]} == {"46-BC/ĐUK", "09-BC/ĐU", "118-QĐ/ĐUK"}
    for work in found["citing"]:
        for place in work["places"]:
            assert place["number"] == "21-KH/ĐUK"
            assert "21-KH" in place["sentence"]


def test_references_to_a_number_that_nobody_has(run: Run, archive: Path) -> None:
    done = run("references", "99-NQ/TW", "--archive", archive)
    assert done.code == 0
    assert "Kho chưa có văn bản mang số này" in done.out
    assert "Không văn bản nào" in done.out


def test_indicators_of_files_and_of_the_archive_are_the_same(run: Run, archive: Path) -> None:
    path = SAMPLES / "bao-cao-46-duk.docx"
    of_file = lines(run("indicators", path, "--json").out)
    of_archive = lines(run("indicators", "--number", "46-BC/ĐUK", "--archive", archive, "--json").out)
    keys = ("text", "value", "unit", "period", "sentence", "start", "end")
    assert [[row[k] for k in keys] for row in of_file] == [[row[k] for k in keys] for row in of_archive]
    assert {"226/231", "97,84%"} <= {row["text"] for row in of_file}


def test_indicators_as_a_table_for_a_spreadsheet(run: Run) -> None:
    rows = [row.split("\t") for row in run("indicators", SAMPLES / "bao-cao-46-duk.docx").out.splitlines()]
    assert rows[0] == ["Số liệu", "Giá trị", "Đến", "Trên tổng số", "Đơn vị", "Kỳ", "Câu", "Trang", "Tệp"]
    assert all(len(row) == 9 for row in rows)
    shown = [row[:5] for row in rows]
    assert ["97,84%", "97.84", "", "", "%"] in shown
    assert ["226/231", "226", "", "231", "chi bộ"] in shown


def test_a_table_that_was_cut_says_so(run: Run, archive: Path) -> None:
    assert "Chỉ hiện 3 số liệu đầu" in run("indicators", "--archive", archive, "--limit", "3").err
    assert "Chỉ hiện" not in run("indicators", "--archive", archive).err


def test_indicators_about_something(run: Run, archive: Path) -> None:
    rows = lines(run("indicators", "--about", "sinh hoạt chuyên đề", "--unit", "buổi", "--archive", archive, "--json").out)
    assert rows
    assert all("buổi" in row["unit"] for row in rows)
    assert len(lines(run("indicators", "--archive", archive, "--limit", "3", "--json").out)) == 3


@pytest.mark.parametrize("target", [["07-HD/BTCTU"], ["07", "hd", "btctu"], [str(SAMPLES / "huong-dan-07-btctu.pdf")]])
def test_show(run: Run, archive: Path, target: list[str]) -> None:
    done = run("show", *target, "--archive", archive)
    assert done.code == 0
    for words in (
        "HƯỚNG DẪN 07-HD/BTCTU",
        "Người ký: ",
        "Bố cục",
        "II- NỘI DUNG  trang 1",
        "— trang 2 —",
        "viện dẫn",
        "Chỉ thị số 05-CT/TW",
    ):
        assert words in done.out
    (record,) = lines(run("show", *target, "--archive", archive, "--json").out)
    assert record["header"]["number"] == "07-HD/BTCTU"


def test_show_what_is_neither_file_nor_number(run: Run, archive: Path, tmp_path: Path) -> None:
    done = run("show", "khong-co.docx", "--archive", archive)
    assert done.code == 2
    assert "không có tệp khong-co.docx" in done.err
    assert "chưa có kho" in run("show", "khong-co.docx", "--archive", tmp_path / "none").err


def test_extract_tables(run: Run) -> None:
    done = run("extract", SAMPLES / "bao-cao-09-so-xay-dung.html")
    assert done.code == 0
    for words in ("BÁO CÁO 09-BC/ĐU", "Người ký: ", "Viện dẫn (", "07-HD/BTCTU", "Số liệu (", "88,89%", "Tổ chức ("):
        assert words in done.out


def test_extract_is_the_same_in_any_run_and_form_of_the_option(process: Run) -> None:
    first = process("extract", SAMPLES, "--json")
    assert first.code == 0
    assert process("extract", SAMPLES, "--format", "jsonl", "--workers", "1").out == first.out
    assert process("extract", SAMPLES, "--format", "jsonl", "--json", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}).out == first.out


def test_extract_keeps_the_order_given_and_both_paths_of_the_same_bytes(run: Run, tmp_path: Path) -> None:
    texts = {name: f"Thực hiện Kế hoạch số {name}-KH/TU." for name in ("3", "1", "2")}
    texts["again"] = texts["3"]
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    paths = [tmp_path / f"{name}.txt" for name in texts]
    records = lines(run("extract", *paths, "--json").out)
    assert [r["path"] for r in records] == list(map(str, paths))
    assert [r["references"][0]["number"] for r in records] == ["3-KH/TU", "1-KH/TU", "2-KH/TU", "3-KH/TU"]
    assert records[0]["id"] == records[3]["id"]


def test_extract_of_an_empty_folder_says_so(run: Run, tmp_path: Path) -> None:
    done = run("extract", tmp_path, "--json")
    assert (done.code, done.out) == (0, "")
    assert "Không thấy tệp nào." in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell of Unix")
def test_closed_output_is_no_accident() -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m vankien stats --archive none --lang en >&-',
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 2
    assert "no archive" in done.stderr


def test_archive_in_the_home_folder(run: Run, archive: Path) -> None:
    home = {"HOME": str(archive.parent), "USERPROFILE": str(archive.parent), "VANKIEN_ARCHIVE": f"~/{archive.name}"}
    assert run("stats", env=home).code == 0
    assert run("stats", "--archive", f"~/{archive.name}", env=home).code == 0


def test_extract_understands_patterns(run: Run, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text("Số 1-KH/TU", "utf-8")
    assert [Path(r["path"]).name for r in lines(run("extract", tmp_path / "*.txt", "--json").out)] == ["a.txt", "b.txt"]


def test_stats(run: Run, archive: Path, samples: list[Path]) -> None:
    done = run("stats", "--archive", archive)
    assert done.code == 0
    assert "Định dạng: " in done.out
    counted = json.loads(run("stats", "--archive", archive, "--json").out)
    assert counted["documents"] == len(samples)
    assert counted["references"] > 10


def test_doctor_finds_a_sound_machine_and_archive(run: Run, archive: Path) -> None:
    done = run("doctor", "--archive", archive)
    assert done.code == 0
    assert "Mọi thứ đều ổn." in done.out
    assert "✗" not in done.out
    checks = json.loads(run("doctor", "--archive", archive, "--json").out)
    assert {"Python", "lxml", "tantivy"} <= {check["name"] for check in checks}


def test_doctor_repairs_a_search_index_that_was_lost(run: Run, archive: Path, samples: list[Path], tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "kho"
    shutil.copytree(archive, copy)
    for engine in copy.iterdir():
        if engine.is_dir():
            shutil.rmtree(engine)
    done = run("doctor", "--repair", "--archive", copy)
    assert done.code == 0, done.out
    assert f"{len(samples)} bản" in done.out
    assert json.loads(run("search", "21 kh duk", "--archive", copy, "--json").out)["total"] >= 1


def test_doctor_tells_a_broken_library(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    done = run("doctor", "--archive", tmp_path)
    assert done.code == 3
    assert "✗ python-docx" in done.out
    assert "pip install --force-reinstall python-docx" in done.out


def test_english(run: Run, archive: Path) -> None:
    assert "Documents found: 5 (" in run("search", "chi bo", "--archive", archive, "--lang", "en").out
    assert "Documents that cite this number: 3" in run("references", "21-KH/ĐUK", "--archive", archive, "--lang", "en").out
    assert "Issued by: " in run("show", "07-HD/BTCTU", "--archive", archive, "--lang", "en").out
