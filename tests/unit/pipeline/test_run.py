from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.errors import ReaderDied, ReaderFailed, TooLarge, Unreachable
from core.problems import Problem
from core.settings import Limits
from pipeline.run import Outcome, read_bytes, read_file, read_many
from tests.contract.steps import misbehave

ROOT = Path(__file__).resolve().parents[3]
LIMITS = Limits(seconds=3.0)


def files(folder: Path, *contents: str) -> list[Path]:
    paths = []
    for i, content in enumerate(contents):
        paths.append(folder / f"{i:03d}.txt")
        paths[-1].write_text(content, "utf-8")
    return paths


def said(outcome: Outcome) -> str:
    if outcome.document is None:
        assert outcome.error is not None
        return outcome.error.code
    return outcome.document.text


@pytest.fixture(autouse=True)
def _no_process_is_left() -> object:
    yield
    assert multiprocessing.active_children() == []


def test_one_file_costs_itself_alone(tmp_path: Path) -> None:
    orders = ["một", "hang", "hai", "exit", "ba", "abort", "raise", "eat", "bốn", "hold", "năm"]
    paths = [*files(tmp_path, *orders), tmp_path / "none.txt"]
    start = time.perf_counter()
    outcomes = list(read_many(paths, step=misbehave, limits=LIMITS))
    assert [outcome.path for outcome in outcomes] == paths
    died, late = "reader-died", "timed-out"
    assert [said(o) for o in outcomes] == ["một", late, "hai", died, "ba", died, "raise", "eat", "bốn", late, "năm", "not-found"]
    assert time.perf_counter() - start < 300, "the files say 1,000 s"
    assert outcomes[1].error == Problem("timed-out", {"limit": "3"})
    assert 3 <= outcomes[1].seconds < 300
    assert outcomes[3].error == Problem("reader-died", {"detail": "exit 7"})
    assert outcomes[5].error == Problem("reader-died", {"detail": "SIGABRT"})
    for i, detail in ((6, "ValueError: lỗi"), (7, "MemoryError: ")):
        document = outcomes[i].document
        assert document is not None
        assert document.problems == (Problem("extraction-failed", {"detail": detail}),)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process reliably")
def test_a_file_that_needs_too_much_memory(tmp_path: Path) -> None:
    paths = files(tmp_path, "một", "đảng viên\n" * 2_000_000, "hai")
    outcomes = list(read_many(paths, limits=Limits(memory_bytes=150 * 1024 * 1024), workers=1))
    assert [said(o) for o in outcomes] == ["một", "too-large", "hai"]
    assert outcomes[1].error is not None
    assert outcomes[1].error.args == {"what": "RAM", "limit": "150 MB", "actual": "> 150 MB"}


def test_the_worker_gives_what_this_process_gives(tmp_path: Path) -> None:
    paths = files(tmp_path, "I. KẾT QUẢ\n- Kết nạp 15 đảng viên.\nĐạt 100 %.\n" * 50, "Ba\u0301o ca\u0301o")
    for outcome in read_many(paths, workers=1):
        assert outcome.document == read_file(outcome.path)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("ordered", [True, False])
def test_order_and_window(tmp_path: Path, workers: int, ordered: bool) -> None:
    paths = files(tmp_path, "slow", *(f"văn bản {i}" for i in range(60)))
    taken = 0

    def counted() -> object:
        nonlocal taken
        for path in paths:
            taken += 1
            yield path

    seen = []
    for outcome in read_many(counted(), step=misbehave, workers=workers, ordered=ordered):  # type: ignore[arg-type]
        seen.append(outcome.path)
        assert taken <= len(seen) + 16 * workers + 1, "no more files are taken than are asked for"
    assert sorted(seen) == paths
    assert (seen == paths) == (ordered or workers == 1)


def test_paths_with_a_problem_pass_in_their_place(tmp_path: Path) -> None:
    (path,) = files(tmp_path, "một")
    loop = (tmp_path / "loop", Problem("folder-loop"))
    outcomes = list(read_many([loop, path, loop]))
    assert [(o.path, said(o)) for o in outcomes] == [(loop[0], "folder-loop"), (path, "một"), (loop[0], "folder-loop")]
    assert list(read_many([])) == []


def test_workers_are_used_again_and_both_work(tmp_path: Path) -> None:
    paths = files(tmp_path, *("slow" for _ in range(6)))
    made_by = [o.document.made_by["step"] for o in read_many(paths, step=misbehave) if o.document]
    assert len(made_by) == 6
    assert len(set(made_by)) == 2
    assert str(os.getpid()) not in made_by


def test_closing_early_ends_the_workers_at_once(tmp_path: Path) -> None:
    outcomes = read_many(files(tmp_path, "một", "hang", "hang", "hai"), step=misbehave)
    assert said(next(outcomes)) == "một"
    start = time.perf_counter()
    outcomes.close()  # type: ignore[attr-defined]
    assert time.perf_counter() - start < 300, "the files say 1,000 s"


def test_what_is_printed_in_a_worker_stays_off_the_output(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert [said(o) for o in read_many(files(tmp_path, "print"), step=misbehave)] == ["print"]
    assert "lẫn vào" not in capfd.readouterr().out


def test_a_step_that_cannot_be_sent_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="pickle"):
        list(read_many(files(tmp_path, "một"), step=lambda document: document))


PROGRAM = """
import sys
from pathlib import Path
from pipeline.run import read_many
{guard}
{indent}for outcome in read_many([Path(name) for name in sys.argv[1:]]):
{indent}    print(outcome.document.text if outcome.document else outcome.error.code, flush=True)
"""


def program(folder: Path, guard: str) -> Path:
    path = folder / "program.py"
    path.write_text(PROGRAM.format(guard=guard, indent="    " if guard else ""), "utf-8")
    return path


def run(folder: Path, guard: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p) or str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, program(folder, guard), *paths],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        encoding="utf-8",
    )


def test_a_script(tmp_path: Path) -> None:
    done = run(tmp_path, 'if __name__ == "__main__":', *files(tmp_path, "một", "hai"))
    assert (done.stdout, done.stderr, done.returncode) == ("một\nhai\n", "", 0)


def test_a_script_without_its_guard_ends_with_an_error(tmp_path: Path) -> None:
    done = run(tmp_path, "", *files(tmp_path, "một"))
    assert done.returncode == 1
    assert ReaderDied.__name__ in done.stderr


def test_reading_in_this_process(tmp_path: Path) -> None:
    (path,) = files(tmp_path, "Văn bản")
    assert read_file(path).text == "Văn bản"
    assert read_file(str(path)).id == read_file(path).id
    for wrong, code in ((tmp_path / "none.txt", "not-found"), (tmp_path, "not-a-file")):
        with pytest.raises(Unreachable) as caught:
            read_file(wrong)
        assert (caught.value.code, caught.value.place) == (code, str(wrong))
    with pytest.raises(TooLarge):
        read_file(path, Limits(file_bytes=3))


def test_a_sparse_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(400 * 1024 * 1024)
    with pytest.raises(TooLarge, match="300 MB"):
        read_file(path)


@pytest.mark.parametrize("heavy", ["lxml", "docx", "pypdfium2", "pdfplumber", "spacy", "underthesea", "tantivy"])
def test_nothing_heavy_is_imported_for_plain_text(heavy: str) -> None:
    code = f"import sys; from pipeline.run import read_many, text_document; text_document('Báo cáo.'); sys.exit({heavy!r} in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p) or str(ROOT)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)


HANGING = """
import multiprocessing, sys
from pathlib import Path
from pipeline.run import read_many
from tests.contract.steps import misbehave
if __name__ == "__main__":
    outcomes = read_many([Path(name) for name in sys.argv[1:]], step=misbehave)
    next(outcomes)
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    next(outcomes)
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_no_worker_outlives_its_parent(tmp_path: Path, how: str) -> None:
    script = tmp_path / "hanging.py"
    script.write_text(HANGING, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *(p for p in sys.path if p)])}
    paths = files(tmp_path, "một", "hang", "hang")
    with subprocess.Popen(
        [sys.executable, script, *paths],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        if how == "SIGINT":
            # As a terminal does: to the workers too.
            os.killpg(parent.pid, signal.SIGINT)
        else:
            parent.send_signal(getattr(signal, how))
        assert parent.wait(20) != 0
    until = time.monotonic() + 20
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, pids))


def test_a_large_file_gets_more_time() -> None:
    assert Limits(seconds=3.0, seconds_per_megabyte=10.0).seconds_for(2 * 1024 * 1024) == 23.0


@pytest.mark.parametrize("mistake", [ImportError, NameError, AttributeError, AssertionError])
def test_a_mistake_of_ours_is_not_blamed_on_the_file(monkeypatch: pytest.MonkeyPatch, mistake: type[Exception]) -> None:
    def broken(*_: object) -> None:
        raise mistake("không có")

    monkeypatch.setattr("pipeline.single.assemble", broken)
    with pytest.raises(ReaderFailed, match="chương trình gặp lỗi"):
        read_bytes("Đảng bộ xã".encode(), "a.txt")


def test_an_answer_that_cannot_be_sent_costs_its_file_alone(tmp_path: Path) -> None:
    outcomes = list(read_many(files(tmp_path, "một", "half", "hai"), step=misbehave, workers=1))
    assert [o.error.code if o.error else "" for o in outcomes] == ["", "reader-failed", ""]
