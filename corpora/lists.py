"""Lists kept as CSV beside the modules that explain them."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of a package, by column; the same in a checkout, a wheel and a zip."""
    text = files(package).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
