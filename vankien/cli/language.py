"""Which language the program speaks: ``--lang``, else VANKIEN_LANG, else what the system is set to."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Literal

Language = Literal["vi", "en"]

VARIABLE = "VANKIEN_LANG"
_VIETNAMESE = 0x2A
"""Windows' primary language identifier of Vietnamese."""


def split_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The value of ``--lang``, wherever it stands ahead of ``--``, and the other arguments.

    It is read before anything else, because help itself is built in the language; a missing value gives "".
    """
    value: str | None = None
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang":
            value = next(words, "")
        elif word.startswith("--lang="):
            value = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return value, rest


def known(value: str) -> Language | None:
    """The language that a value such as "vi", "VI" or "en_GB.UTF-8" names, None for any other."""
    name = value.strip().lower().replace("-", "_").partition("_")[0].partition(".")[0]
    if name == "vi":
        return "vi"
    return "en" if name == "en" else None


def default_language(environment: Mapping[str, str] | None = None) -> Language:
    """VANKIEN_LANG where it names a language we have, else Vietnamese on a Vietnamese system, else English."""
    variables = os.environ if environment is None else environment
    wanted = known(variables.get(VARIABLE, ""))
    if wanted is not None:
        return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):  # the order in which POSIX asks them
        if variables.get(name):
            return "vi" if known(variables[name]) == "vi" else "en"
    return "vi" if environment is None and _windows_is_vietnamese() else "en"


def _windows_is_vietnamese() -> bool:
    """True where Windows' menus or its regional format are Vietnamese: many offices run an English Windows."""
    import ctypes

    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return False
    kernel = windows.kernel32
    return _VIETNAMESE in (kernel.GetUserDefaultUILanguage() & 0x3FF, kernel.GetUserDefaultLCID() & 0x3FF)
