"""The catalogue: opened, guarded, counted; the ledger; Documents in and out."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from core.document import File
from core.errors import ArchiveError
from core.problems import Problem
from index.catalogue import FILE, Catalogue, archive_errors, is_full
from index.ledger import Ledger, Look, digest, look, path_text
from index.store import Store
from tests.index_documents import NEWS, PLAN, REPORT, made, plain, stored


def test_a_new_one_is_empty_and_sound(tmp_path: Path) -> None:
    catalogue = Catalogue.open(tmp_path / "a" / "b", create=True)
    assert (catalogue.generation(), catalogue.problems()) == (0, [])
    assert catalogue.row("PRAGMA journal_mode") == ("wal",)
    assert catalogue.row("PRAGMA synchronous") == (2,)
    catalogue.close()


def test_missing_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        Catalogue.open(tmp_path / "none")
    assert caught.value.code == "archive-missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"no database at all, but some text that is long enough" * 40, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ArchiveError) as caught:
        Catalogue.open(tmp_path)
    assert caught.value.code == "archive-damaged"


def test_another_version_is_said(tmp_path: Path) -> None:
    catalogue = Catalogue.open(tmp_path, create=True)
    with catalogue.transaction():
        catalogue.run("UPDATE meta SET value = '99' WHERE key = 'schema'")
    catalogue.close()
    with pytest.raises(ArchiveError) as caught:
        Catalogue.open(tmp_path)
    assert (caught.value.code, caught.value.args_["found"]) == ("archive-version", "99")


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    catalogue = Catalogue.open(tmp_path, create=True)
    with pytest.raises(RuntimeError), catalogue.transaction():
        assert catalogue.next_generation() == 1
        raise RuntimeError
    assert catalogue.generation() == 0
    with catalogue.transaction():
        catalogue.next_generation()
    assert catalogue.generation() == 1
    catalogue.close()


def test_one_writes_many_read(tmp_path: Path) -> None:
    first, second = Catalogue.open(tmp_path, create=True), Catalogue.open(tmp_path)
    with first.writing():
        assert second.generation() == 0
        assert not second.acquire()
        with pytest.raises(ArchiveError) as caught, second.writing():
            pass
        assert caught.value.code == "archive-busy"
        with first.writing():
            pass
        assert not second.acquire()
    assert second.acquire()
    second.close()
    assert first.acquire()
    first.close()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (sqlite3.OperationalError("database or disk is full"), "disk-full"),
        (OSError(28, "No space left on device"), "disk-full"),
        (OSError("IoError: No space left on device (os error 28)"), "disk-full"),
        (PermissionError(13, "Permission denied"), "archive-unwritable"),
        (sqlite3.DatabaseError("database disk image is malformed"), "archive-damaged"),
    ],
)
def test_errors_of_sqlite_and_the_disk(tmp_path: Path, error: Exception, code: str) -> None:
    with pytest.raises(ArchiveError) as caught, archive_errors(tmp_path):
        raise error
    assert caught.value.code == code
    assert "…" not in caught.value.text("vi")
    assert is_full(error) == (code == "disk-full")


def test_the_ledger_knows_a_path_by_size_and_time(tmp_path: Path) -> None:
    catalogue = Catalogue.open(tmp_path, create=True)
    ledger = Ledger(catalogue)
    now = Look("/vh/a.txt", 10, 5)
    assert ledger.state(now) == "new"
    with catalogue.transaction():
        file = ledger.put_file(File("ab" * 32, "txt", 10), 0.5)
        ledger.put_path(now, file, 1)
        ledger.put_path(Look("/vh/b.txt", 3, 5), None, 1, Problem("empty"))
    assert ledger.state(now) == "unchanged"
    assert ledger.state(Look("/vh/a.txt", 11, 5)) == ledger.state(Look("/vh/a.txt", 10, 6)) == "changed"
    assert ledger.state(Look("/vh/b.txt", 3, 5)) == "failed"
    assert ledger.problem("/vh/b.txt") == Problem("empty")
    known = ledger.file("ab" * 32)
    assert known is not None
    assert (known.id, known.problem) == (file, None)
    assert ledger.file("cd" * 32) is None
    assert not ledger.is_orphan(file)
    with catalogue.transaction():
        ledger.put_path(now, None, 2, Problem("empty"))
    assert ledger.is_orphan(file)
    catalogue.close()


@pytest.mark.parametrize("name", ["a.txt", "báo cáo.txt", "hai\ndòng.txt", b"\xe9\xff.txt"])
def test_every_name_can_be_looked_at_and_stored(tmp_path: Path, name: str | bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path / "x").removesuffix(b"x") + (name if isinstance(name, bytes) else name.encode())))
    try:
        path.write_bytes(b"abc")
    except OSError:
        pytest.skip("this file system does not take the name")
    now = look(path)
    assert now.size == 3
    assert now.path.encode("utf-8")
    assert path_text(path) == now.path
    assert digest(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_half_a_surrogate_pair_in_a_name_can_be_stored() -> None:
    """Windows allows it in names, where it stands for no byte."""
    assert path_text("/vb/\ud83d.txt").encode("utf-8").endswith(rb"\xed\xa0\xbd.txt")
    assert path_text("/vb/\udce9.txt").encode("utf-8").endswith(rb"\xe9.txt")


def test_a_document_comes_back_as_it_went_in(tmp_path: Path) -> None:
    documents = [made(PLAN), made(REPORT), plain("a\0b \u0301 😀")]
    catalogue = stored(tmp_path, *documents)
    store = Store(catalogue)
    for number, document in zip(sorted(store.ids()), documents, strict=True):
        assert store.document(number) == document.with_(tokens=())
    assert store.document(99) is None
    catalogue.close()


def test_records_after_a_generation(tmp_path: Path) -> None:
    catalogue = stored(tmp_path, made(PLAN), made(NEWS))
    store = Store(catalogue)
    assert [record.title for record in store.records()] == [
        "Kế hoạch kiểm tra công tác kết nạp đảng viên năm 2016",
        "Hội nghị về trồng rừng ở huyện Lâm Sơn",
    ]
    assert list(store.records(1)) == []
    with catalogue.transaction():
        store.put(made(REPORT), Ledger(catalogue).put_file(made(REPORT).file, 0), catalogue.next_generation())
    assert [record.type for record in store.records(1)] == ["Báo cáo"]
    catalogue.close()


def test_a_document_put_again_keeps_its_row_and_moves_to_its_new_work(tmp_path: Path) -> None:
    document = made(PLAN)
    catalogue = stored(tmp_path, document)
    store = Store(catalogue)
    with catalogue.transaction():
        again = store.put(document.with_(header=None, mentions=()), 1, catalogue.next_generation())
    assert again.id == 1
    assert store.ids() == frozenset({1})
    assert catalogue.rows("SELECT number FROM works") == [("",)]
    assert catalogue.rows("SELECT count(*) FROM mentions") == [(0,)]
    catalogue.close()


def test_a_file_is_taken_out_with_all_that_was_its(tmp_path: Path) -> None:
    catalogue = stored(tmp_path, made(PLAN), made(NEWS))
    store = Store(catalogue)
    with catalogue.transaction():
        catalogue.run("UPDATE paths SET file = NULL WHERE file = 1")
        assert store.remove_file(1, catalogue.next_generation()) == [1]
    assert store.ids() == frozenset({2})
    assert store.removed(1) == [1]
    assert store.removed(2) == []
    assert catalogue.rows("SELECT count(*) FROM mentions WHERE document = 1") == [(0,)]
    assert catalogue.rows("SELECT count(*) FROM works") == [(1,)]
    with catalogue.transaction():
        store.forget_removed(2)
    assert store.removed() == []
    assert catalogue.problems() == []
    catalogue.close()
