"""Limits and switches, with defaults for an office PC with 4 GB of memory."""

from __future__ import annotations

from msgspec import Struct

MEGABYTE = 1024 * 1024


class Limits(Struct, frozen=True):
    """What one file may cost. Sizes in bytes, time in seconds: ``seconds`` and ``seconds_per_megabyte`` for each megabyte of the file.

    A plain text costs 1 to 3 seconds a megabyte with all extractors on a busy 2-core PC and 20 bytes of memory a character.
    """

    file_bytes: int = 300 * MEGABYTE
    text_characters: int = 20_000_000
    unpacked_bytes: int = 600 * MEGABYTE
    pages: int = 5_000
    seconds: float = 120.0
    seconds_per_megabyte: float = 20.0
    memory_bytes: int = 1_500 * MEGABYTE

    def seconds_for(self, size: int) -> float:
        """Time that a file of ``size`` bytes may take."""
        return self.seconds + self.seconds_per_megabyte * size / MEGABYTE
