"""Header and signature block (thể thức): who issues, number, place and date, type, abstract, addressee, recipients, who signs."""

from __future__ import annotations

from extractors.header.find import find_header
from extractors.versions import VERSIONS

VERSION = VERSIONS["header"]

__all__ = ["VERSION", "find_header"]
