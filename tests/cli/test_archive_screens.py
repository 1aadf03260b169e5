"""What the screen says of files that are gone, and of one number cited with two dates."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_files_that_are_gone_are_named_then_forgotten(run: Run, tmp_path: Path) -> None:
    folder, archive = tmp_path / "vb", tmp_path / "kho"
    gone = [write(folder, f"{i:02}.txt", f"Tin số {i}: kết nạp {i} đảng viên ở Vĩnh Hải.\n") for i in range(12)]
    write(folder, "còn.txt", "Tin ở lại: trồng 5 ha rừng.\n")
    assert run("ingest", folder, "--archive", archive).code == 0
    for path in gone:
        path.unlink()
    done = run("ingest", folder, "--archive", archive, "--lang", "vi")
    assert done.code == 0
    assert "12  không còn ở chỗ cũ, vẫn giữ trong kho" in done.out
    assert "09.txt" in done.out
    assert "10.txt" not in done.out
    assert "… và 2 tệp nữa" in done.out
    assert "--forget-missing" in done.out
    assert "no longer there" in run("stats", "--archive", archive, "--lang", "en").out
    assert "(không còn ở chỗ này)" in run("search", "ket", "nap", "--archive", archive, "--lang", "vi").out
    assert len(json.loads(run("ingest", folder, "--archive", archive, "--json").out)["gone"]) == 0
    forgotten = json.loads(run("ingest", folder, "--archive", archive, "--forget-missing", "--json").out)
    assert forgotten["removed"] == 12
    assert json.loads(run("stats", "--archive", archive, "--json").out)["paths"] == 1


def test_one_number_cited_with_two_dates_is_shown_apart(run: Run, tmp_path: Path) -> None:
    folder, archive = tmp_path / "vb", tmp_path / "kho"
    write(folder, "a.txt", "Thực hiện Hướng dẫn số 01-HD/TW, ngày 04/7/2016 của Ban Chấp hành Trung ương.\n")
    write(folder, "b.txt", "Thực hiện Hướng dẫn số 01-HD/TW, ngày 28/9/2021 của Ban Chấp hành Trung ương.\n")
    run("ingest", folder, "--archive", archive)
    out = run("references", "01-HD/TW", "--archive", archive, "--lang", "vi").out
    assert out.index("01-HD/TW đề ngày 28/9/2021") < out.index("b.txt") < out.index("01-HD/TW đề ngày 04/7/2016") < out.index("a.txt")
