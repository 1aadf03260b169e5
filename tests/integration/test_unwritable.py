"""An archive in which nothing can be written: a read-only share, another account's folder, a full disk."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ArchiveError
from index.archive import Archive
from index.catalogue import FILE, Catalogue
from index.embedded import Embedded
from tests.index_documents import EVERYTHING, NEWS, PLAN, REPORT, made, stored

ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder that ``freeze`` can make read-only."""
    folder = tmp_path / "đĩa"
    folder.mkdir()
    if not ROOT_USER:
        yield folder
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
        return
    if shutil.which("mount") is None:
        pytest.skip("modes do not bind root, and a small disk cannot be mounted here")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("modes do not bind root, and a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def freeze(disk: Path) -> None:
    if ROOT_USER:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    else:
        subprocess.run(["chmod", "-R", "a-w", str(disk)], check=True)


def ask(place: Path) -> None:
    """Everything that only reads."""
    with Archive.open(place) as archive:
        (hit,) = archive.search("trồng rừng", EVERYTHING).hits
        assert "trồng rừng" in hit.best.passage.text
        assert archive.stats(EVERYTHING).documents == 3
        assert archive.document("21-KH/ĐUK", EVERYTHING) is not None
        assert len(archive.citing("21-KH/ĐUK", EVERYTHING)) == 1
        assert archive.indicators(EVERYTHING, query="kết nạp đảng viên")
        assert archive.failures() == ()
        assert archive.check() == ()


@pytest.fixture
def place(disk: Path) -> Path:
    """An archive as an ingest leaves it."""
    folder = disk / "kho văn bản #1"
    stored(folder, made(PLAN), made(REPORT), made(NEWS)).close()
    with Archive.open(folder) as archive:
        assert archive.check() == ()
    return folder


def test_a_read_only_archive_answers_and_refuses_to_be_written(disk: Path, place: Path, tmp_path: Path) -> None:
    freeze(disk)
    ask(place)
    (tmp_path / "mới.txt").write_text(NEWS, "utf-8")
    with Archive.open(place, create=True) as archive:
        for writing in (lambda: archive.ingest([tmp_path / "mới.txt"]), archive.repair):
            with pytest.raises(ArchiveError) as caught:
                writing()
            assert caught.value.code == "archive-unwritable"
        assert archive.search("trồng rừng", EVERYTHING).total == 1


def test_a_read_only_archive_whose_engine_lags_answers_as_far_as_that_goes(disk: Path, place: Path) -> None:
    catalogue = Catalogue.open(place)
    with catalogue.transaction():
        catalogue.next_generation()
    catalogue.close()
    freeze(disk)
    ask(place)


def test_a_read_only_folder_without_an_archive(disk: Path) -> None:
    freeze(disk)
    for create, code in ((False, "archive-missing"), (True, "archive-unwritable")):
        with pytest.raises(ArchiveError) as caught:
            Archive.open(disk / "kho", create=create)
        assert caught.value.code == code


def test_a_full_disk_still_answers(disk: Path, place: Path) -> None:
    if not ROOT_USER:
        pytest.skip("mounting a small disk needs root")
    with pytest.raises(OSError, match="space"), (disk / "đầy").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"\0" * 4096)
    ask(place)


def test_what_a_running_ingest_commits_is_seen_by_those_who_may_only_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored(tmp_path, made(PLAN), made(REPORT)).close()
    with Archive.open(tmp_path) as archive:
        archive.check()
    with monkeypatch.context() as patch:
        patch.setattr("index.embedded.refusal", lambda folder: ArchiveError(str(folder), code="archive-unwritable"))
        reader = Embedded.open(tmp_path)
    before = reader.generation()
    with Archive.open(tmp_path) as archive:
        archive.repair()
        writer = archive._derived._open()
        writer.commit(before + 1)
    assert reader.generation() == before + 1
    assert len(reader.documents()) == 2
    reader.close()


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
def test_every_account_that_may_read_the_catalogue_may_read_the_engine(tmp_path: Path) -> None:
    stored(tmp_path, made(PLAN)).close()
    with Archive.open(tmp_path) as archive:
        archive.check()
    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.rglob("*") if file.is_file()}
    assert set(modes.values()) == {modes[FILE]}, modes
