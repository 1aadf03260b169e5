"""The docx printed by LibreOffice Writer, where it is installed; any number of files in one start of the program."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

MISSING = "LibreOffice Writer is needed: apt-get install libreoffice-writer-nogui"
_SECONDS_EACH, _SECONDS_START = 30, 120


def installed() -> bool:
    """Whether the program is found."""
    return shutil.which("soffice") is not None


def print_all(jobs: Sequence[tuple[Path, Path]]) -> None:
    """Print each docx to its pdf; RuntimeError where LibreOffice is missing or a pdf did not come."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{n}.docx" for n in range(len(jobs))]
        for name, (docx, _) in zip(names, jobs, strict=True):
            shutil.copyfile(docx, Path(folder, name))
        # A profile of its own: a LibreOffice that somebody has open would refuse a second start with the same one.
        command = [
            office,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
        ]
        seconds = _SECONDS_START + _SECONDS_EACH * len(jobs)
        done = subprocess.run([*command, *(str(Path(folder, name)) for name in names)], capture_output=True, timeout=seconds)  # noqa: S603, PLW1510
        for name, (docx, pdf) in zip(names, jobs, strict=True):
            made = Path(folder, name).with_suffix(".pdf")
            if not made.exists():
                raise RuntimeError(f"LibreOffice printed nothing for {docx.name}: {done.stderr.decode(errors='replace').strip()[-300:]}")
            shutil.copyfile(made, pdf)
