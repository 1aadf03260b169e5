"""What a planted fault is."""

from __future__ import annotations

from msgspec import Struct


class Planted(Struct):
    """A fault that was planted, with what a checker should say of it."""

    code: str
    expect: str
    where: str = ""
