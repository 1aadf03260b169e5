"""What the doctor looks at."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from vankien.cli import doctor

ROOT = Path(__file__).resolve().parents[3]


def test_it_looks_at_the_libraries_that_an_installation_brings_and_at_no_other() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert sorted(doctor._LIBRARIES) == sorted(re.split(r"[<>=!~ \[]", line)[0] for line in wanted)
