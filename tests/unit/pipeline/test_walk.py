from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.problems import Problem
from pipeline.run import read_many
from pipeline.walk import find_files


def made(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Văn bản", "utf-8")


def names(folder: Path, *paths: Path) -> list[str]:
    return [
        path.relative_to(folder).as_posix() if isinstance(path, Path) else f"{path[1].code}: {path[0].relative_to(folder).as_posix()}"
        for path in find_files(paths or (folder,))
    ]


def test_sorted_and_without_what_is_temporary(tmp_path: Path) -> None:
    made(
        tmp_path,
        "b.txt",
        "a/2.docx",
        "a/1.docx",
        "a/~$1.docx",
        "a/.hidden",
        ".git/config",
        "c.tmp",
        "d.docx~",
        "Thumbs.db",
        "a/~WRL0001.tmp",
        "e.PART",
    )
    assert names(tmp_path) == ["a/1.docx", "a/2.docx", "b.txt"]


def test_a_file_given_by_name_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    made(tmp_path, ".hidden.txt", "x.tmp")
    assert names(tmp_path, tmp_path / "x.tmp", tmp_path / ".hidden.txt") == ["x.tmp", ".hidden.txt"]


def test_what_is_missing_comes_with_its_problem(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert names(tmp_path, tmp_path, tmp_path / "none") == ["a.txt", "not-found: gone.txt", "not-found: none"]
    assert next(iter(find_files([tmp_path / "a\0b"])))[1].code == "read-failed"  # type: ignore[index]


def test_folders_that_the_system_does_not_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "a/b/1.txt", "2.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a", target_is_directory=True)
    stat = Path.stat

    def without_number(path: Path) -> os.stat_result:
        known = stat(path)
        return os.stat_result((known.st_mode, 0, *known[2:]))

    monkeypatch.setattr(Path, "stat", without_number)
    assert names(tmp_path) == ["2.txt", "a/b/1.txt", "folder-loop: a/b/up"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    made(tmp_path, "a/b/1.txt", "2.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "other").symlink_to(tmp_path / "a", target_is_directory=True)
    assert names(tmp_path) == [
        "2.txt",
        "a/b/1.txt",
        "folder-loop: a/b/up",
        "folder-loop: itself",
        "other/b/1.txt",
        "folder-loop: other/b/up",
    ]


def test_odd_names(tmp_path: Path) -> None:
    made(tmp_path, "dòng một\ndòng hai.txt", " .txt", "ô" * 60 + ".txt", "'\"$(x).txt")
    found = list(find_files([tmp_path]))
    assert len(found) == 4
    outcomes = list(read_many(found, workers=1))
    assert [outcome.path for outcome in outcomes] == found
    assert all(outcome.document is not None and outcome.document.text == "Văn bản" for outcome in outcomes)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert names(tmp_path) == []
    (outcome,) = read_many([tmp_path / "pipe"], workers=1)
    assert outcome.error == Problem("not-a-file")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root and Windows may read everything")
def test_what_may_not_be_read_comes_with_its_problem(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        assert names(tmp_path) == ["a.txt", "no-permission: closed"]
        (outcome,) = read_many([tmp_path / "a.txt"], workers=1)
        assert outcome.error == Problem("no-permission")
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_permission_denied_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the tests run as root: the system's answer is what counts."""
    made(tmp_path, "closed/b.txt", "z.txt")
    scan = os.scandir

    def denied(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", denied)
    assert names(tmp_path) == ["no-permission: closed", "z.txt"]
