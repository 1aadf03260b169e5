"""Folders into archives: what is opened again, what fails, what survives."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from core.document import Document
from core.errors import ArchiveError
from core.problems import Problem
from core.settings import Limits
from index import ingest as ingest_module
from index.archive import Archive
from index.catalogue import Catalogue
from index.ingest import IngestReport, Progress
from index.ledger import PASSING, PLACE_ONLY, digest
from pipeline.run import Outcome
from tests.index_documents import EVERYTHING, GUIDANCE, NEWS, PLAN, REPORT

ROOT = Path(__file__).resolve().parents[2]
ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four files in two folders."""
    files = tmp_path / "văn bản"
    (files / "2016").mkdir(parents=True)
    for name, text in (("kế hoạch.txt", PLAN), ("2016/báo cáo.txt", REPORT), ("2016/hướng dẫn.txt", GUIDANCE), ("tin.txt", NEWS)):
        (files / name).write_text(text, "utf-8")
    return files


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "kho"


def take(place: Path, *paths: Path, **options: object) -> IngestReport:
    with Archive.open(place, create=True) as archive:
        return archive.ingest(paths, workers=1, **options)  # type: ignore[arg-type]


def counts(report: IngestReport) -> dict[str, int]:
    """What is not zero."""
    names = ("found", "new", "changed", "unchanged", "same_content", "failed_before", "removed")
    found = {name: getattr(report, name) for name in names if getattr(report, name)}
    return found | ({"failed": len(report.failed)} if report.failed else {})


def total(place: Path, query: str) -> int:
    with Archive.open(place) as archive:
        return archive.search(query, EVERYTHING).total


def no_reading(*_: object, **__: object) -> None:
    raise AssertionError("nothing is due, so nothing may be read")


def test_first_and_second_run(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts(take(place, folder)) == {"found": 4, "new": 4}
    assert total(place, "kết nạp đảng viên") == 3
    monkeypatch.setattr(ingest_module, "read_many", no_reading)
    monkeypatch.setattr(ingest_module, "digest", no_reading)
    report = take(place, folder)
    assert counts(report) == {"found": 4, "unchanged": 4}
    assert report.seconds < 1


def test_a_new_time_alone_costs_a_digest_and_no_reading(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(place, folder)
    os.utime(folder / "tin.txt", (1, 1))
    monkeypatch.setattr(ingest_module, "read_many", lambda paths, **_: iter(no_reading() for _ in paths))
    assert counts(take(place, folder)) == {"found": 4, "unchanged": 4}
    monkeypatch.setattr(ingest_module, "digest", no_reading)
    assert counts(take(place, folder)) == {"found": 4, "unchanged": 4}


def test_known_bytes_under_another_path_only_add_a_path(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(place, folder)
    shutil.copy(folder / "tin.txt", folder / "bản sao.txt")
    monkeypatch.setattr(ingest_module, "read_many", lambda paths, **_: iter(no_reading() for _ in paths))
    assert counts(take(place, folder)) == {"found": 5, "unchanged": 4, "same_content": 1}
    with Archive.open(place) as archive:
        assert {Path(path).name for path in archive.search("trồng rừng", EVERYTHING).hits[0].best.entry.paths} == {"tin.txt", "bản sao.txt"}
        assert archive.stats(EVERYTHING).documents == 4


def test_the_same_bytes_twice_in_one_run_are_read_once(folder: Path, place: Path) -> None:
    for i in range(5):
        shutil.copy(folder / "tin.txt", folder / f"bản sao {i}.txt")
    assert counts(take(place, folder)) == {"found": 9, "new": 4, "same_content": 5}
    assert counts(take(place, folder)) == {"found": 9, "unchanged": 9}


def test_a_path_given_twice_counts_once(folder: Path, place: Path) -> None:
    assert counts(take(place, folder, folder / "2016", folder / "tin.txt")) == {"found": 4, "new": 4}


def test_other_bytes_take_the_place_of_the_old_ones(folder: Path, place: Path) -> None:
    take(place, folder)
    (folder / "tin.txt").write_text(NEWS.replace("trồng rừng", "nuôi trồng thuỷ sản"), "utf-8")
    assert counts(take(place, folder)) == {"found": 4, "changed": 1, "unchanged": 3, "removed": 1}
    assert total(place, '"trồng rừng"') == 0
    assert total(place, "thủy sản") == 1
    with Archive.open(place) as archive:
        assert archive.check() == ()
        assert archive.stats(EVERYTHING).files == 4


def test_old_bytes_stay_while_another_path_holds_them(folder: Path, place: Path) -> None:
    shutil.copy(folder / "tin.txt", folder / "giữ.txt")
    take(place, folder)
    (folder / "tin.txt").write_text(PLAN + "\nBổ sung.\n", "utf-8")
    assert counts(take(place, folder)) == {"found": 5, "changed": 1, "unchanged": 4}
    assert total(place, "trồng rừng") == 1


def test_failures_are_listed_and_tried_again_on_request_only(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "rỗng.txt").write_bytes(b"")
    (folder / "rác.pdf").write_bytes(b"%PDF-1.4 \x00\x01\x02 garbage")
    (folder / "bản sao rác.pdf").write_bytes(b"%PDF-1.4 \x00\x01\x02 garbage")
    report = take(place, folder)
    assert counts(report) == {"found": 7, "new": 4, "failed": 3}
    assert {Path(failure.path).name for failure in report.failed} == {"rỗng.txt", "rác.pdf", "bản sao rác.pdf"}
    assert all(failure.problem.text("vi") and failure.problem.hint("vi") for failure in report.failed)
    with Archive.open(place) as archive:
        assert list(archive.failures()) == sorted(report.failed, key=lambda failure: failure.path)
        assert archive.stats(EVERYTHING).failed == 3
    with monkeypatch.context() as patch:
        patch.setattr(ingest_module, "read_many", no_reading)
        again = take(place, folder)
        assert counts(again) == {"found": 7, "unchanged": 4, "failed_before": 3}
        assert again.still_failed == tuple(sorted(report.failed, key=lambda failure: failure.path))
    assert counts(take(place, folder, retry_failed=True)) == {"found": 7, "unchanged": 4, "failed": 3}
    (folder / "rỗng.txt").write_text(NEWS + "\nNay đã có chữ.\n", "utf-8")
    assert counts(take(place, folder)) == {"found": 7, "changed": 1, "unchanged": 4, "failed_before": 2}


@pytest.mark.parametrize("given", ["the file", "its folder"])
def test_a_failed_file_that_is_gone_is_no_failure_any_more(folder: Path, place: Path, given: str) -> None:
    bad = folder / "rỗng.txt"
    bad.write_bytes(b"")
    take(place, folder)
    bad.unlink()
    report = take(place, bad if given == "the file" else folder)
    assert [failure.problem.code for failure in report.failed] == (["not-found"] if given == "the file" else [])
    assert report.still_failed == ()
    with Archive.open(place) as archive:
        assert archive.failures() == ()
        assert archive.check() == ()


def failing_once(monkeypatch: pytest.MonkeyPatch, names: dict[str, str]) -> list[str]:
    """Files of these names give a problem instead of being read, by name; gives the list of all files that are read or were to be."""
    asked: list[str] = []
    read_many = ingest_module.read_many

    def reading(paths: Iterable[Path | tuple[Path, Problem]], **options: Any) -> Iterator[Outcome]:
        def due() -> Iterator[Path | tuple[Path, Problem]]:
            for one in paths:
                path = one[0] if isinstance(one, tuple) else one
                asked.append(path.name)
                code = names.pop(path.name, "")
                yield (path, Problem(code, {"detail": "?", "limit": "1"})) if code else one

        return read_many(due(), **options)

    monkeypatch.setattr(ingest_module, "read_many", reading)
    return asked


@pytest.mark.parametrize("code", sorted(PASSING))
def test_what_may_be_the_fault_of_the_place_or_the_machine_is_tried_again(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    failing_once(monkeypatch, {"tin.txt": code})
    report = take(place, folder)
    assert counts(report) == {"found": 4, "new": 3, "failed": 1}
    assert [failure.problem.code for failure in report.failed] == [code]
    assert counts(take(place, folder)) == {"found": 4, "unchanged": 3, "new": 1}
    assert total(place, "trồng rừng") == 1
    with Archive.open(place) as archive:
        assert archive.failures() == ()


def test_permission_given_later_is_enough(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> str:
        if path.name == "tin.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return digest(path)

    with monkeypatch.context() as patch:
        patch.setattr(ingest_module, "digest", forbidden)
        assert counts(take(place, folder)) == {"found": 4, "new": 3, "failed": 1}
    assert counts(take(place, folder)) == {"found": 4, "unchanged": 3, "new": 1}


@pytest.mark.parametrize("code", sorted(PLACE_ONLY))
def test_a_twin_is_read_where_the_first_one_vanishes(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        shutil.copy(folder / "tin.txt", folder / name)
    (folder / "tin.txt").unlink()
    failing_once(monkeypatch, {"a.txt": code, "b.txt": code})
    report = take(place, folder)
    assert {Path(failure.path).name for failure in report.failed} == {"a.txt", "b.txt"}
    assert counts(report) == {"found": 6, "new": 4, "failed": 2}
    assert total(place, "trồng rừng") == 1


def test_a_twin_is_read_where_the_first_one_changes_meanwhile(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        shutil.copy(folder / "tin.txt", folder / name)
    (folder / "tin.txt").unlink()

    def changing(path: Path) -> str:
        found = digest(path)
        if path.name == "a.txt":
            path.write_text(PLAN + "Viết thêm trong khi đọc.", "utf-8")
        return found

    monkeypatch.setattr(ingest_module, "digest", changing)
    assert counts(take(place, folder)) == {"found": 6, "new": 5, "same_content": 1}
    with Archive.open(place) as archive:
        (hit,) = archive.search("trồng rừng", EVERYTHING).hits
        assert {Path(path).name for path in hit.best.entry.paths} == {"b.txt", "c.txt"}


def test_twins_that_fail_cost_one_try_a_run(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copy(folder / "tin.txt", folder / name)
    (folder / "tin.txt").unlink()
    asked = failing_once(monkeypatch, {"a.txt": "timed-out"})
    assert counts(take(place, folder)) == {"found": 5, "new": 3, "failed": 2}
    assert sorted(asked) == ["a.txt", "báo cáo.txt", "hướng dẫn.txt", "kế hoạch.txt"]
    assert counts(take(place, folder)) == {"found": 5, "unchanged": 3, "new": 1, "same_content": 1}


def test_a_folder_loop_a_missing_path_and_a_forbidden_file(folder: Path, place: Path) -> None:
    (folder / "2016" / "vòng").symlink_to(folder, target_is_directory=True)
    forbidden = folder / "cấm.txt"
    forbidden.write_text("không ai đọc được", "utf-8")
    forbidden.chmod(0)
    report = take(place, folder, folder / "không có")
    problems = {Path(failure.path).name: failure.problem.code for failure in report.failed}
    assert problems.items() >= {"vòng": "folder-loop", "không có": "not-found"}.items()
    if ROOT_USER:
        assert report.new == 5
    else:
        assert problems["cấm.txt"] == "no-permission"
        assert report.new == 4


def test_a_path_out_of_reach_keeps_what_it_held(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(place, folder)
    file = folder / "tin.txt"
    file.write_text(NEWS + "thêm", "utf-8")

    def forbidden(path: Path) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(ingest_module, "digest", forbidden)
        report = take(place, folder)
    assert [failure.problem.code for failure in report.failed] == ["no-permission"]
    assert total(place, "trồng rừng") == 1
    assert counts(take(place, folder, retry_failed=True)) == {"found": 4, "changed": 1, "unchanged": 3, "removed": 1}


def test_odd_names_are_taken(folder: Path, place: Path) -> None:
    names = [b"hai\ndong.txt", "tên rất dài ".encode() * 15 + b".txt", b"\xe9\xff khong phai utf8.txt", b"'; drop table paths; --.txt"]
    for i, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(NEWS + str(i), "utf-8")
    assert counts(take(place, folder)) == {"found": 8, "new": 8}
    assert counts(take(place, folder)) == {"found": 8, "unchanged": 8}


def test_a_file_over_the_limit_is_named_and_not_hashed(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "lớn.txt").write_bytes(b"chu " * 50_000)
    monkeypatch.setattr(ingest_module, "digest", lambda path: "0" * 64 if path.name == "lớn.txt" else no_reading())
    (folder / "tin.txt").unlink()
    shutil.rmtree(folder / "2016")
    (folder / "kế hoạch.txt").unlink()
    report = take(place, folder, limits=Limits(file_bytes=100_000))
    assert [failure.problem.code for failure in report.failed] == ["too-large"]


def test_documents_of_earlier_versions_are_made_again_on_request(folder: Path, place: Path) -> None:
    take(place, folder, step=made_long_ago)
    with Archive.open(place) as archive:
        assert archive.stats(EVERYTHING).due == 4
        assert archive.stats(EVERYTHING).references == 0
    assert counts(take(place, folder)) == {"found": 4, "unchanged": 4}
    assert counts(take(place, folder, renew=True)) == {"found": 4, "new": 4}
    with Archive.open(place) as archive:
        stats = archive.stats(EVERYTHING)
        assert (stats.due, stats.documents) == (0, 4)
        assert stats.references > 0
        assert archive.check() == ()
    assert counts(take(place, folder, renew=True)) == {"found": 4, "unchanged": 4}


def made_long_ago(document: Document) -> Document:
    """A step of an early version."""
    return document.with_(made_by={"pipeline": "0"})


def test_progress_ends_where_it_said(folder: Path, place: Path) -> None:
    seen: list[Progress] = []
    take(place, folder, progress=seen.append)
    assert [step.stage for step in seen][-1] == "index"
    assert {step.stage for step in seen} == {"survey", "read", "index"}
    assert (seen[-1].found, seen[-1].due, seen[-1].done) == (4, 4, 4)
    assert all(a.done <= b.done for a, b in pairwise(seen))


def test_a_second_process_that_writes_is_told_to_wait(folder: Path, place: Path) -> None:
    with Archive.open(place, create=True) as archive:
        archive.ingest([folder / "tin.txt"], workers=1)
        other = Catalogue.open(place)
        with other.writing():
            with pytest.raises(ArchiveError) as caught:
                archive.ingest([folder], workers=1)
            assert caught.value.code == "archive-busy"
            assert archive.search("trồng rừng", EVERYTHING).total == 1
        other.close()
        assert archive.ingest([folder], workers=1).new == 3


class FullAfter:
    """A connection whose disk is full once a number of documents was written."""

    def __init__(self, connection: sqlite3.Connection, documents: int) -> None:
        self._connection = connection
        self._left = documents

    def execute(self, sql: str, values: object = ()) -> object:
        if "INSERT INTO documents" in sql:
            self._left -= 1
            if self._left < 0:
                raise sqlite3.OperationalError("database or disk is full")
        return self._connection.execute(sql, values)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


def test_a_full_disk_loses_nothing_that_was_stored(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest_module, "_BATCH_DOCUMENTS", 1)
    with Archive.open(place, create=True) as archive:
        archive._catalogue._connection = FullAfter(archive._catalogue._connection, 2)  # type: ignore[assignment]
        with pytest.raises(ArchiveError) as caught:
            archive.ingest([folder], workers=1)
    assert caught.value.code == "disk-full"
    with Archive.open(place) as archive:
        assert archive.stats(EVERYTHING).documents == 2
        assert archive.check() == ()
    assert counts(take(place, folder)) == {"found": 4, "new": 2, "unchanged": 2}


def test_a_full_disk_under_the_engine_is_repaired_by_the_next_run(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.embedded import Embedded

    def full(self: Embedded, generation: int) -> None:
        raise ArchiveError("x", code="disk-full")

    with monkeypatch.context() as patch:
        patch.setattr(Embedded, "commit", full)
        with pytest.raises(ArchiveError):
            take(place, folder)
    with Archive.open(place) as archive:
        assert archive.search("trồng rừng", EVERYTHING).total == 1
        assert archive.check() == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB."""
    disk = tmp_path / "đĩa"
    disk.mkdir()
    if not ROOT_USER or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_is_really_full(tmp_path: Path, small_disk: Path) -> None:
    files = tmp_path / "nhiều"
    files.mkdir()
    for i in range(60):
        lines = "\n".join(f"Dòng {i} {j} của báo cáo số {i * j}: {hash((i, j))} đảng viên." for j in range(1500))
        (files / f"{i:02d}.txt").write_text(lines, "utf-8")
    place = small_disk / "kho"
    with pytest.raises(ArchiveError) as caught:
        take(place, files, step=as_it_is)
    assert caught.value.code == "disk-full"
    with Archive.open(place) as archive:
        stored = archive._store.ids()
        assert archive._catalogue.problems() == []
        assert all(archive._store.document(number) is not None for number in stored)
        try:
            # On the full disk the engine answers as far as it had come.
            assert archive.search("báo cáo", EVERYTHING).total <= len(stored)
        except ArchiveError as error:
            assert error.code == "disk-full"


def as_it_is(document: Document) -> Document:
    """No extractors: a disk is filled faster without."""
    return document


INGEST = """
import sys
from itertools import pairwise
from pathlib import Path
from index import ingest
from index.archive import Archive
ingest._BATCH_DOCUMENTS = 3
from tests.integration.test_ingest import as_it_is
if __name__ == "__main__":
    with Archive.open(sys.argv[1], create=True) as archive:
        print("start", flush=True)
        archive.ingest([sys.argv[2]], workers=1, step=as_it_is)
"""


def test_killed_five_times_nothing_committed_is_lost(tmp_path: Path, place: Path) -> None:
    files = tmp_path / "nhiều"
    files.mkdir()
    for i in range(400):
        (files / f"{i:03d}.txt").write_text(f"Báo cáo số {i} của chi bộ {i}.\n" + f"Câu {i} về công tác. " * 60, "utf-8")
    script = tmp_path / "run.py"
    script.write_text(INGEST, "utf-8")
    before: frozenset[int] = frozenset()
    kept = 0
    for kill in range(5):
        process = subprocess.Popen(
            [sys.executable, str(script), str(place), str(files)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout is not None
        process.stdout.readline()
        committed = wait_for_more(place, len(before))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with Archive.open(place) as archive:
            now = archive._store.ids()
            assert len(now) >= committed, f"kill {kill}: {committed} were committed, {len(now)} are left"
            assert before <= now
            assert archive.check() == ()
            assert archive.search("báo cáo", EVERYTHING).total == len(now)
            assert all(archive._store.document(number) is not None for number in now)
        kept += len(now) > len(before)
        before = now
    assert kept >= 2, "the kills came before anything was stored"
    report = take(place, files, step=as_it_is)
    assert report.new == 400 - len(before)
    assert report.unchanged == len(before)
    with Archive.open(place) as archive:
        assert archive.stats(EVERYTHING).documents == 400
        assert archive.check() == ()


def wait_for_more(place: Path, before: int) -> int:
    """Until the process has committed some more documents; gives their number."""
    connection = sqlite3.connect(place / "catalogue.sqlite", timeout=10)
    try:
        for _ in range(400):
            count = int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
            if count > before + 5:
                return count
            time.sleep(0.01)
        return count
    finally:
        connection.close()


def test_real_files_are_taken_whole_and_at_once_the_second_time(shared: Path, place: Path) -> None:
    paths = [shared / "corpora" / "seeds", shared / "gold" / "texts", shared / "corpora" / "pdf"]
    with Archive.open(place, create=True) as archive:
        first = archive.ingest(paths)
        assert (first.found, first.new, first.same_content, first.failed) == (60, 55, 5, ())
        again = archive.ingest(paths)
        assert (again.unchanged, again.new) == (60, 0)
        assert again.seconds < 1
        for query, seed in (
            ("01-NQ/ĐUK", "004_"),
            ("12 hd btctw", "000_"),
            ("ke hoach nam nang cao chat luong chi bo", "004_"),
            ("13 – kh / btctu", "000_"),
        ):
            assert Path(archive.search(query, EVERYTHING).hits[0].best.entry.path).name.startswith(seed), query
        assert archive.check() == ()


def test_an_archive_among_the_documents_is_refused(folder: Path, place: Path) -> None:
    before = sorted(folder.rglob("*"))
    with pytest.raises(ArchiveError) as caught:
        take(folder, folder)
    assert caught.value.code == "archive-folder-taken"
    assert sorted(folder.rglob("*")) == before
    take(place, folder)
    for given in (place, place / ".." / place.name):
        with pytest.raises(ArchiveError) as caught:
            take(place, folder, given)
        assert caught.value.code == "archive-folder-given"


@pytest.mark.parametrize("name", [".DS_Store", "desktop.ini", "Thumbs.db", "tantivy-1.1.1", "writing.lock", "catalogue.sqlite.damaged-1"])
def test_what_systems_or_older_archives_leave_does_not_keep_an_archive_away(folder: Path, place: Path, name: str) -> None:
    place.mkdir()
    (place / name).mkdir() if name.startswith("tantivy") else (place / name).write_bytes(b"")
    assert take(place, folder).new == 4
