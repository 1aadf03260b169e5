"""Files that were in the archive's folders and are no more: named, kept, found again, forgotten on request only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.archive import Archive
from index.ingest import IngestReport
from tests.index_documents import EVERYTHING, GUIDANCE, NEWS, NOBODY, PLAN, REPORT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "vb"
    (files / "2016").mkdir(parents=True)
    for name, text in (("kế hoạch.txt", PLAN), ("2016/báo cáo.txt", REPORT), ("2016/hướng dẫn.txt", GUIDANCE)):
        (files / name).write_text(text, "utf-8")
    return files


@pytest.fixture
def archive(tmp_path: Path, folder: Path) -> Archive:
    opened = Archive.open(tmp_path / "kho", create=True)
    assert take(opened, folder).new == 3
    return opened


def take(archive: Archive, *paths: Path, forget: bool = False) -> IngestReport:
    return archive.ingest(paths, workers=1, forget_missing=forget)


def total(archive: Archive, query: str) -> int:
    return archive.search(query, EVERYTHING).total


def test_a_deleted_file_is_named_once_and_kept(archive: Archive, folder: Path) -> None:
    path = folder / "2016" / "báo cáo.txt"
    path.unlink()
    report = take(archive, folder)
    assert (report.gone, report.removed, report.failed) == ((str(path),), 0, ())
    assert take(archive, folder).gone == ()
    assert total(archive, "46-BC/ĐUK") == 1
    assert archive.stats(EVERYTHING).missing == 1
    stored = archive.document("46-BC/ĐUK", EVERYTHING)
    assert stored is not None
    assert stored.entry.missing == (str(path),)


def test_a_file_that_comes_back_is_no_longer_missing(archive: Archive, folder: Path) -> None:
    path = folder / "kế hoạch.txt"
    for text in (PLAN, PLAN + "Thêm một câu.\n"):
        path.unlink()
        assert len(take(archive, folder).gone) == 1
        path.write_text(text, "utf-8")
        take(archive, folder)
        assert archive.stats(EVERYTHING).missing == 0
    path.rename(folder.parent / "x")
    assert len(take(archive, folder).gone) == 1
    (folder.parent / "x").rename(path)  # with the size and time that it had
    assert take(archive, folder).unchanged == 3
    assert archive.stats(EVERYTHING).missing == 0


def test_a_moved_file_has_its_new_path_alone(archive: Archive, folder: Path) -> None:
    (folder / "2016").rename(folder / "năm 2016")
    report = take(archive, folder)
    assert (report.moved, report.same_content, report.gone, report.removed) == (2, 2, (), 0)
    stored = archive.document("46-BC/ĐUK", EVERYTHING)
    assert stored is not None
    assert stored.entry.paths == (str(folder / "năm 2016" / "báo cáo.txt"),)
    assert archive.stats(EVERYTHING).paths == 3


def test_of_two_copies_both_deleted_the_document_stays(archive: Archive, folder: Path) -> None:
    (folder / "bản sao.txt").write_text(PLAN, "utf-8")
    take(archive, folder)
    for name in ("bản sao.txt", "kế hoạch.txt"):
        (folder / name).unlink()
    report = take(archive, folder)
    assert (len(report.gone), report.moved) == (2, 0)
    assert total(archive, "21-KH/ĐUK") == 2


def test_forgotten_on_request(archive: Archive, folder: Path) -> None:
    (folder / "2016" / "báo cáo.txt").unlink()
    assert len(take(archive, folder).gone) == 1
    report = take(archive, folder, forget=True)
    assert (report.removed, report.gone) == (1, ())
    assert total(archive, "46-BC/ĐUK") == 0
    stats = archive.stats(EVERYTHING)
    assert (stats.files, stats.paths, stats.documents, stats.missing) == (2, 2, 2, 0)
    assert archive.check() == ()


def test_a_folder_in_which_nothing_is_found_at_all_forgets_nothing(archive: Archive, folder: Path) -> None:
    for path in folder.rglob("*.txt"):
        path.unlink()
    report = take(archive, folder, forget=True)
    assert (len(report.gone), report.removed) == (3, 0)
    assert archive.stats(EVERYTHING).documents == 3


def test_a_folder_that_is_not_there_says_nothing_of_its_files(archive: Archive, folder: Path) -> None:
    folder.rename(folder.parent / "ổ khác")
    report = take(archive, folder, forget=True)
    assert ([failure.problem.code for failure in report.failed], report.gone, report.removed) == (["not-found"], (), 0)


def test_what_cannot_be_reached_is_not_missing(archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import walk

    scandir = os.scandir

    def locked(path: Path) -> object:
        if Path(path).name == "2016":
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(walk.os, "scandir", locked)
    report = take(archive, folder, forget=True)
    assert ([failure.problem.code for failure in report.failed], report.gone, report.removed) == (["no-permission"], (), 0)
    assert total(archive, "46-BC/ĐUK") == 1


def test_other_folders_with_the_same_beginning_are_left_alone(archive: Archive, folder: Path) -> None:
    for name in ("vb2", "vb.cu"):
        other = folder.parent / name
        other.mkdir()
        (other / "tin.txt").write_text(NEWS + name, "utf-8")
        take(archive, other)
        (other / "tin.txt").unlink()
    assert take(archive, folder).gone == ()
    assert take(archive, folder / "2016").gone == ()


def test_a_hidden_file_given_by_name_is_not_missing_in_its_folder(archive: Archive, folder: Path) -> None:
    hidden = folder / ".nháp.txt"
    hidden.write_text(NEWS, "utf-8")
    take(archive, hidden)
    assert take(archive, folder, forget=True).gone == ()
    assert total(archive, "trồng rừng") == 1


def test_what_failed_and_is_gone_fails_no_more(archive: Archive, folder: Path) -> None:
    broken = folder / "hỏng.docx"
    broken.write_bytes(b"PK\x03\x04 no package")
    assert len(take(archive, folder).failed) == 1
    assert archive.stats(EVERYTHING).failed == 1
    broken.unlink()
    assert take(archive, folder).gone == ()
    assert (archive.stats(EVERYTHING).failed, archive.failures()) == (0, ())


def test_a_path_that_never_was_is_told_and_not_kept(archive: Archive, folder: Path) -> None:
    report = take(archive, folder / "gõ nhầm")
    assert [failure.problem.code for failure in report.failed] == ["not-found"]
    assert archive.failures() == ()


def test_hidden_documents_are_not_counted_as_missing(tmp_path: Path, folder: Path) -> None:
    path = folder / "mật.txt"
    path.write_text(NEWS, "utf-8")
    with Archive.open(tmp_path / "kho", create=True) as archive:
        archive.ingest([folder], workers=1, step=as_secret)
        path.unlink()
        assert len(take(archive, folder).gone) == 1
        assert (archive.stats(EVERYTHING).missing, archive.stats(NOBODY).missing) == (1, 0)


def as_secret(document: object) -> object:
    from core.document import Document, Field, Header

    assert isinstance(document, Document)
    return document.with_(header=Header(secrecy=Field("MẬT", ())))
