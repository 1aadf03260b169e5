"""Files that cannot be read: each a line at the end that says what, where and what to do; everything else goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, SAMPLES, Run

GOOD = "Số 12-KH/TU. Đã kết nạp 1.245 đảng viên."


@pytest.fixture
def bad(tmp_path: Path) -> dict[str, tuple[Path, str]]:
    """Path and expected code of each kind of bad file, in one folder with one good file."""
    folder = tmp_path / "vào"
    folder.mkdir()
    (folder / "tốt.txt").write_text(GOOD, "utf-8")
    (folder / "rỗng.docx").write_bytes(b"")
    (folder / "cụt.docx").write_bytes((SAMPLES / "ke-hoach-21-duk.docx").read_bytes()[:3000])
    (folder / "cụt.pdf").write_bytes((SAMPLES / "huong-dan-07-btctu.pdf").read_bytes()[:300])
    (folder / "rác.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "ảnh.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return {
        "rỗng.docx": (folder / "rỗng.docx", "empty"),
        "cụt.docx": (folder / "cụt.docx", "damaged"),
        "cụt.pdf": (folder / "cụt.pdf", "damaged"),
        "rác.txt": (folder / "rác.txt", "unsupported"),
        "ảnh.png": (folder / "ảnh.png", "unsupported"),
    }


def test_extract_gives_a_line_for_each_and_a_list_at_the_end(run: Run, bad: dict[str, tuple[Path, str]], tmp_path: Path) -> None:
    done = run("extract", tmp_path / "vào", tmp_path / "không có.txt", "--json")
    assert done.code == 3
    records = {Path(r["path"]).name: r for r in map(json.loads, done.out.splitlines())}
    assert records["tốt.txt"]["text"] == GOOD
    wanted = {**{name: code for name, (_, code) in bad.items()}, "không có.txt": "not-found"}
    assert {name: r["problems"][0]["code"] for name, r in records.items() if r["text"] is None} == wanted
    listed = done.err.splitlines()
    assert listed[0] == f"{len(wanted)} tệp không đọc được:"
    for name in wanted:
        (line,) = [line for line in listed if f"{name}: " in line]
        assert records[name]["problems"][0]["text"] in line
        assert records[name]["problems"][0]["hint"] in line


def test_ingest_stores_everything_else_and_a_second_run_repairs(run: Run, bad: dict[str, tuple[Path, str]], tmp_path: Path) -> None:
    archive = tmp_path / "kho"
    done = run("ingest", tmp_path / "vào", "--archive", archive)
    assert done.code == 3
    assert "1  mới đọc" in done.out
    assert "5 tệp không đọc được:" in done.err
    for path, _ in bad.values():
        assert f"{path.name}: " in done.err
    again = run("ingest", tmp_path / "vào", "--archive", archive)
    assert again.code == 3
    assert "5  lần trước không đọc được" in again.out
    assert again.err == done.err
    told = json.loads(run("ingest", tmp_path / "vào", "--archive", archive, "--json").out)
    assert {Path(one["path"]).name: one["code"] for one in told["still_failed"]} == {name: code for name, (_, code) in bad.items()}
    assert told["failed"] == []
    assert "--retry-failed" in again.out
    bad["rỗng.docx"][0].write_bytes((SAMPLES / "ke-hoach-21-duk.docx").read_bytes())
    mended = json.loads(run("ingest", tmp_path / "vào", "--archive", archive, "--json").out)
    assert mended["new"] + mended["changed"] == 1
    assert json.loads(run("search", "21 kh duk", "--archive", archive, "--json").out)["works"][0]["documents"][0]["number"] == "21-KH/ĐUK"
    assert run("ingest", tmp_path / "vào", "--archive", archive, "--retry-failed").code == 3


def test_wrong_extension_is_read_by_content_and_noted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.pdf"
    path.write_bytes((SAMPLES / "ke-hoach-21-duk.docx").read_bytes())
    done = run("extract", path, "--json")
    record = json.loads(done.out)
    assert done.code == 0
    assert record["header"]["number"] == "21-KH/ĐUK"
    assert [p["code"] for p in record["problems"]] == ["wrong-extension"]
    assert "đuôi tệp là" in run("extract", path).out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_with_line_feeds_and_stray_bytes(run: Run, tmp_path: Path) -> None:
    for name in (b"hai\ndong.txt", b"b\xe1o.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(GOOD, "utf-8")
    (tmp_path / "h\u1ecfng\n.docx").write_bytes(b"PK\x03\x04 no zip")
    done = run("extract", tmp_path, "--json")
    assert done.code == 3
    names = [Path(json.loads(line)["path"]).name for line in done.out.splitlines()]
    assert sorted(map(os.fsencode, names)) == sorted([b"hai\ndong.txt", b"b\xe1o.txt", "hỏng\n.docx".encode()])
    assert "hỏng\\n.docx: " in done.err
    tables = run("extract", tmp_path).out
    assert "hai\\ndong.txt" in tables
    assert "b\\udce1o.txt" in tables
    assert run("ingest", tmp_path, "--archive", tmp_path / "kho").code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_folder_loop(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "vòng"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, "utf-8")
    (folder / "lặp").symlink_to(folder, target_is_directory=True)
    done = run("extract", folder, "--json")
    assert done.code == 3
    assert [json.loads(line)["text"] for line in done.out.splitlines()] == [GOOD, None]
    assert "thư mục lặp vòng" in done.err


def test_archive_inside_the_folder_given_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    for _ in range(2):
        done = run("ingest", tmp_path, "--archive", tmp_path / "kho", "--json")
        assert (done.code, json.loads(done.out)["found"]) == (0, 1)


def without_privilege() -> list[str]:
    """What goes before a command so that file modes count for root too; skips where that cannot be had."""
    if not hasattr(os, "geteuid"):
        pytest.skip("file modes do not keep anybody from reading here")
    if os.geteuid():
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may read everything, and setpriv is not installed")
    kept_out = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={kept_out}", f"--inh-caps={kept_out}"]


@pytest.mark.parametrize("named", ["file", "folder", "parent"])
def test_no_permission(tmp_path: Path, named: str) -> None:
    folder = tmp_path / "kín"
    folder.mkdir()
    path = folder / "a.txt"
    path.write_text(GOOD, "utf-8")
    closed = folder if named == "folder" else path
    closed.chmod(0)
    given = {"file": path, "folder": folder, "parent": folder}[named]
    command = [*without_privilege(), sys.executable, "-m", "vankien", "extract", str(given), "--json"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    finally:
        closed.chmod(0o700)
    assert done.returncode == 3
    assert json.loads(done.stdout)["problems"][0]["code"] == "no-permission"


def test_text_over_the_limit_is_refused_by_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "lớn.txt"
    with path.open("wb") as file:
        file.truncate(301 * 1024 * 1024)
    done = run("extract", path, "--json")
    assert done.code == 3
    (problem,) = json.loads(done.out)["problems"]
    assert problem["code"] == "too-large"
    assert "300" in problem["text"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_under_the_output_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD, "utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vankien", "extract", str(path), "--json", "--lang", "en"],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 3
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_goes_to_the_terminal_and_results_to_the_file(tmp_path: Path) -> None:
    import pty

    parent, child = pty.openpty()
    out = tmp_path / "out.jsonl"
    with out.open("wb") as stream:
        command = [sys.executable, "-m", "vankien", "extract", str(SAMPLES), "--json", "--lang", "vi"]
        process = subprocess.Popen(command, stdout=stream, stderr=child, cwd=ROOT, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"})
    os.close(child)
    shown = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(parent)
    assert process.wait(timeout=60) == 0
    assert "Đang đọc" in shown.decode("utf-8", "replace")
    assert b'"schema"' not in shown
    assert len(out.read_text("utf-8").splitlines()) == len([p for p in SAMPLES.iterdir() if p.is_file()])


@pytest.mark.parametrize("arguments", [["--help"], ["extract", str(SAMPLES), "--json"], ["extract", str(SAMPLES)]])
def test_reader_that_leaves_early_ends_the_program_quietly(arguments: list[str]) -> None:
    process = subprocess.Popen([sys.executable, "-m", "vankien", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_interrupt_ends_the_program_quietly(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for n in range(400):
        (tmp_path / "in" / f"{n}.txt").write_text(f"{n} {GOOD}\n" * 300, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "vankien", "ingest", str(tmp_path / "in"), "--archive", str(tmp_path / "kho")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not (tmp_path / "kho").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.7)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
