"""``vankien corpus make`` as users run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_corpus_is_made_with_its_truth(run: Run, tmp_path: Path) -> None:
    done = run(
        "corpus", "make", "--documents", "20", "--seed", "thử", "--out", tmp_path / "m", "--formats", "txt,html,docx", "--fault", "sum=1"
    )
    assert done.code == 0, done.err
    assert "Đã sinh 20 văn bản" in done.out
    shard = tmp_path / "m" / "00000"
    assert len(list(shard.glob("*.txt"))) == len(list(shard.glob("*.docx"))) == len(list(shard.glob("*.html"))) == 20
    lines = (shard / "truth.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f"{n:09d}" for n in range(20)]
    assert len((shard / "truth-docx.jsonl").read_text("utf-8").splitlines()) == 20
    about = json.loads((tmp_path / "m" / "corpus.json").read_text("utf-8"))
    assert (about["documents"], about["seed"], about["part"], about["faults"]) == (20, "thử", "seen", {"sum": 1.0})


def test_a_folder_that_is_not_empty_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thư.txt").write_text("của người khác", "utf-8")
    done = run("corpus", "make", "--documents", "3", "--out", tmp_path)
    assert done.code == 2
    assert "thư mục không trống" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["thư.txt"]
    assert run("corpus", "make", "--documents", "3", "--out", tmp_path, "--force").code == 0
    assert run("corpus", "make", "--documents", "2", "--out", tmp_path, "--force", "--json").code == 0
    assert (tmp_path / "thư.txt").read_text("utf-8") == "của người khác"
    assert len(list((tmp_path / "00000").glob("*.txt"))) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fault", "sun=0.1"], "lỗi cần cài không hợp lệ: sun=0.1"),
        (["--fault", "sum=2"], "lỗi cần cài không hợp lệ: sum=2"),
        (["--fault", "sum"], "lỗi cần cài không hợp lệ: sum"),
        (["--formats", "rtf"], "giá trị của --formats không hợp lệ"),
        (["--documents", "1000001"], "giá trị của --documents không hợp lệ"),
        (["--part", "x"], "giá trị của --part không hợp lệ"),
    ],
)
def test_wrong_values_are_explained(run: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run("corpus", "make", "--out", tmp_path / "m", *arguments)
    assert (done.code, words in done.err) == (2, True), done.err
    assert not (tmp_path / "m").exists()


def test_two_processes_write_the_same_bytes(process: Run, run: Run, tmp_path: Path) -> None:
    assert (
        process("corpus", "make", "--documents", "330", "--seed", "7", "--workers", "2", "--out", tmp_path / "a", "--length", "2000").code
        == 0
    )
    assert (
        run("corpus", "make", "--documents", "330", "--seed", "7", "--workers", "1", "--out", tmp_path / "b", "--length", "2000").code == 0
    )
    made = {path.relative_to(tmp_path / "a"): path.read_bytes() for path in (tmp_path / "a").rglob("*") if path.is_file()}
    assert len(made) == 332
    assert made == {path.relative_to(tmp_path / "b"): path.read_bytes() for path in (tmp_path / "b").rglob("*") if path.is_file()}
