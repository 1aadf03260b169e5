"""The program as users run it: in this process through its own entry, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from vankien.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpora" / "samples"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the program in this process; language Vietnamese unless told otherwise."""

    def call(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Ran:
        result = CliRunner().invoke(app, [str(a) for a in arguments], env={"VANKIEN_LANG": "vi", **(env or {})})
        return Ran(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture(scope="session")
def process() -> Run:
    """Run the program as a process of its own."""

    def call(*arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "vankien", *map(str, arguments)],
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), "VANKIEN_LANG": "vi", **(env or {})},
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """The sample documents, one of each format and more."""
    return sorted(p for p in SAMPLES.iterdir() if p.suffix in (".docx", ".html", ".pdf", ".txt"))


@pytest.fixture(scope="session")
def archive(run: Run, samples: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the sample documents, made by the program."""
    folder = tmp_path_factory.mktemp("archive") / "kho"
    done = run("ingest", *samples, "--archive", folder)
    assert done.code == 0, done.err
    return folder
