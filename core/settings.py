"""Limits and switches, with defaults for an office PC with 4 GB of memory."""

from __future__ import annotations

from msgspec import Struct

MEGABYTE = 1024 * 1024


class Limits(Struct, frozen=True):
    """What one file may cost. Sizes in bytes, time in seconds."""

    file_bytes: int = 300 * MEGABYTE
    text_characters: int = 50_000_000
    unpacked_bytes: int = 600 * MEGABYTE
    pages: int = 5_000
    seconds: float = 120.0
    memory_bytes: int = 1_500 * MEGABYTE
