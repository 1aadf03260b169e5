"""A damaged catalogue: what can be read comes into a new one, the damaged one is kept, nothing goes in a circle."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from core.document import Document
from core.errors import ArchiveError
from index import salvage
from index.archive import Archive
from index.catalogue import FILE, Catalogue
from index.ingest import IngestReport
from tests.index_documents import EVERYTHING

FILES = 120
PAGE = 4096


def as_it_is(document: Document) -> Document:
    """No extractors: files are read faster without."""
    return document


def take(place: Path, *folders: Path) -> IngestReport:
    with Archive.open(place, create=True) as archive:
        return archive.ingest(folders, workers=1, step=as_it_is)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "văn bản"
    files.mkdir()
    chance = random.Random(1)
    for i in range(FILES):
        words = " ".join(f"từ{chance.randrange(10**9)}" for _ in range(400))
        (files / f"{i:03d}.txt").write_text(f"Báo cáo số {i} của chi bộ {i}.\n{words}\n", "utf-8")
    (files / "rỗng.txt").write_bytes(b"")
    return files


@pytest.fixture
def place(tmp_path: Path, folder: Path) -> Path:
    report = take(tmp_path / "kho", folder)
    assert (report.new, len(report.failed)) == (FILES, 1)
    return tmp_path / "kho"


def overwrite(path: Path, page: int, pages: int) -> bytes:
    """Random bytes over some pages; gives the file as it is then."""
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(random.Random(page).randbytes(pages * PAGE))
    return path.read_bytes()


@pytest.mark.parametrize(("page", "pages"), [(1, 3), (3, 6), (20, 30), (60, 200), (100, 1)])
def test_what_can_be_read_is_saved_and_the_rest_is_read_again(folder: Path, place: Path, page: int, pages: int) -> None:
    damaged = overwrite(place / FILE, page, pages)
    recovered = Archive.recover(place)
    assert recovered is not None
    assert recovered.damaged.read_bytes() == damaged
    assert recovered.damaged.name == f"{FILE}.damaged-1"
    assert 0 < recovered.documents <= FILES
    with Archive.open(place) as archive:
        assert archive.check() == ()
        assert archive.stats(EVERYTHING).documents == recovered.documents
        assert archive.search("báo cáo", EVERYTHING).total == recovered.documents
    assert Archive.recover(place) is None
    report = take(place, folder)
    assert report.new == FILES - recovered.documents
    assert report.unchanged + report.same_content == recovered.documents
    with Archive.open(place) as archive:
        assert archive.check() == ()
        assert archive.search("báo cáo", EVERYTHING).total == FILES
        assert [Path(failure.path).name for failure in archive.failures()] == ["rỗng.txt"]


def test_what_sqlite_does_not_notice_inside_a_row_is_noticed(place: Path) -> None:
    with closing(Catalogue.open(place)) as catalogue, catalogue.transaction():
        catalogue.run("UPDATE documents SET data = x'00112233' WHERE id = 7")
    with closing(Catalogue.open(place)) as catalogue:
        assert catalogue.problems() == []
    with Archive.open(place) as archive, pytest.raises(ArchiveError) as caught:
        archive.repair()
    assert caught.value.code == "archive-damaged"
    recovered = Archive.recover(place)
    assert recovered is not None
    assert (recovered.documents, recovered.paths) == (FILES - 1, FILES)


def test_a_sound_archive_is_left_alone(place: Path) -> None:
    before = (place / FILE).read_bytes()
    assert Archive.recover(place) is None
    assert (place / FILE).read_bytes() == before
    assert list(place.glob("*damaged*")) == []


@pytest.mark.parametrize("pages", [1, 100_000])
def test_where_nothing_can_be_read_nothing_is_changed(place: Path, pages: int) -> None:
    size = (place / FILE).stat().st_size // PAGE
    damaged = overwrite(place / FILE, 0, min(pages, size))
    with pytest.raises(ArchiveError) as caught:
        Archive.recover(place)
    assert caught.value.code == "archive-lost"
    assert (place / FILE).read_bytes() == damaged
    assert not (place / salvage._NEW).exists()


def test_twice_damaged_keeps_both(place: Path) -> None:
    for number in (1, 2):
        overwrite(place / FILE, 40, 2)
        recovered = Archive.recover(place)
        assert recovered is not None
        assert recovered.damaged.name == f"{FILE}.damaged-{number}"


def test_an_archive_being_written_is_not_touched(place: Path) -> None:
    with closing(Catalogue.open(place)) as other, other.writing():
        overwrite(place / FILE, 40, 2)
        with pytest.raises(ArchiveError) as caught:
            Archive.recover(place)
    assert caught.value.code == "archive-busy"


@pytest.mark.parametrize("ending", ["idx", "pos", "term", "store", "fast", "fieldnorm"])
def test_a_damaged_file_of_the_engine_is_noticed_and_built_anew(place: Path, ending: str) -> None:
    with Archive.open(place) as archive:
        assert archive.check() == ()
    file = max(place.glob(f"tantivy-*/*.{ending}"), key=lambda path: path.stat().st_size)
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 0xFF
    file.write_bytes(content)
    with Archive.open(place) as archive:
        (problem,) = archive.check()
        assert (problem.code, problem.args["files"]) == ("archive-engine-damaged", file.name)
        assert archive.repair() == FILES
        assert archive.check() == ()
        assert archive.search("báo cáo", EVERYTHING).total == FILES


def test_an_engine_of_random_bytes_is_told_and_built_anew(place: Path) -> None:
    for file in place.glob("tantivy-*/*"):
        if "." in file.name[1:] and file.suffix != ".json" and file.suffix != ".lock":
            file.write_bytes(random.Random(1).randbytes(file.stat().st_size))
    with Archive.open(place) as archive:
        (problem,) = archive.check()
        assert problem.code == "archive-engine-damaged"
        assert archive.repair() == FILES
        assert archive.search("báo cáo", EVERYTHING).total == FILES
