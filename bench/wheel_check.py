"""The wheel as users get it: built, installed in an empty environment without developers' tools, run from an empty folder.

Then the tests of ``core`` and the contract of the readers, with their imports rewritten, run against the installed package. Tests that name
modules in strings or need ``../shared`` belong to the checkout.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTED = ("unit/core", "properties/test_text.py", "properties/test_spans.py", "contract/test_readers.py")


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """Run a command in a folder, show its output where it fails, return its standard output."""
    done = subprocess.run([str(c) for c in command], cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\nexit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def installed(wheel: Path, folder: Path) -> Path:
    """A new environment with nothing but the wheel and what it requires; returns its folder of programs."""
    run(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", "--upgrade", "pip", cwd=folder)
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return programs


def smoke(programs: Path, empty: Path) -> None:
    """The commands of the demo on the samples, and one name only in site-packages."""
    samples = empty / "samples"
    shutil.copytree(ROOT / "corpora" / "samples", samples)
    vankien = programs / "vankien"
    run(vankien, "--help", cwd=empty)
    run(vankien, "ingest", samples, cwd=empty, VANKIEN_ARCHIVE=str(empty / "archive"))
    found = run(vankien, "search", "07 - hd / btctu", cwd=empty, VANKIEN_ARCHIVE=str(empty / "archive"))
    assert "07-HD/BTCTU" in found, found
    extracted = run(vankien, "extract", samples / "quyet-dinh-118-duk.txt", "--json", cwd=empty)
    assert '"118-QĐ/ĐUK"' in extracted, extracted
    for name in ("core", "corpora", "pipeline", "extractors", "index"):
        code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is not None)"
        run(programs / "python", "-c", code, cwd=empty)


def rewritten_tests(programs: Path, folder: Path) -> None:
    """The tests that concern the package alone, against the installed wheel."""
    run(sys.executable, ROOT / "hatch_build.py", "rewrite", ROOT / "tests", folder / "tests", cwd=folder)
    run(programs / "python", "-m", "pip", "install", "--quiet", "pytest", "hypothesis", cwd=folder)
    chosen = [folder / "tests" / part for part in TESTED if (folder / "tests" / part).exists()]
    config = ROOT / "pyproject.toml"
    out = run(
        programs / "python",
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        config,
        "--rootdir",
        folder,
        "-o",
        "pythonpath=",
        *chosen,
        cwd=folder,
    )
    print("against the wheel:", out.strip().splitlines()[-1])


def main() -> None:
    """Build, install, run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", ROOT, cwd=folder)
        (wheel,) = (folder / "dist").glob("*.whl")
        print(f"wheel: {wheel.name}, {wheel.stat().st_size / 1024:.0f} KiB")
        programs = installed(wheel, folder)
        empty = folder / "empty"
        empty.mkdir()
        smoke(programs, empty)
        rewritten_tests(programs, folder)


if __name__ == "__main__":
    main()
