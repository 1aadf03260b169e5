"""``vankien doctor --repair`` on archives that are damaged: it mends, or says what else to do, and never sends in a circle."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def damaged(archive: Path, tmp_path: Path) -> Path:
    """A copy of the archive with random bytes where a document lies."""
    folder = tmp_path / "kho"
    shutil.copytree(archive, folder)
    catalogue = folder / "catalogue.sqlite"
    with catalogue.open("r+b") as file:
        file.seek(catalogue.stat().st_size // 2)
        file.write(bytes(range(256)) * 160)
    return folder


def test_a_damaged_catalogue_is_mended_as_far_as_it_can_be_read(run: Run, damaged: Path, samples: list[Path]) -> None:
    assert run("doctor", "--archive", damaged).code == 3
    done = run("doctor", "--repair", "--archive", damaged)
    assert done.code == 0, done.out
    assert "kho bị hỏng: đã lấy lại" in done.out
    assert "catalogue.sqlite.damaged-1" in done.out
    assert run("ingest", *samples, "--archive", damaged).code == 0
    assert run("search", "21-KH/ĐUK", "--archive", damaged).code == 0


def test_where_nothing_can_be_saved_the_remedy_is_another(run: Run, damaged: Path) -> None:
    (damaged / "catalogue.sqlite").write_bytes(b"\xff" * 9000)
    done = run("doctor", "--repair", "--archive", damaged)
    assert done.code == 3
    assert "không lấy lại được văn bản nào" in done.out
    assert "Chuyển thư mục kho đi chỗ khác" in done.out
    assert "--repair" not in done.out
