"""From an exception to a sentence that says what happened and what to do, and to the exit code."""

from __future__ import annotations

import traceback

import typer

from core.errors import ArchiveError, QueryError, VankienError
from vankien.cli.program import FAILED, USAGE, UsageFault
from vankien.cli.screen import Screen, name_shown
from vankien.cli.texts import CATALOGUE

_ASKED_WRONGLY = ("archive-missing", "archive-folder-taken", "archive-folder-given", "corpus-folder-taken", "not-found", "missing-extra")
"""Codes of ``core/messages.py`` that mean: ask in another way. All others are failures."""


def explain(screen: Screen, fault: Exception) -> int:
    """Say on stderr what went wrong; the exit code."""
    if isinstance(fault, VankienError):
        return _known(screen, fault)
    if isinstance(fault, UsageFault):
        _error(screen, screen.say(fault.key, **fault.values), screen.say(fault.hint, **fault.values) if fault.hint else "")
        return USAGE
    if isinstance(fault, typer.TyperException):
        return _wrong_usage(screen, fault)
    if isinstance(fault, OSError):
        from index.catalogue import is_full

        code = "output-full" if is_full(fault) else "read-failed"
        return _known(screen, ArchiveError(str(fault.filename or ""), code=code, detail=fault.strerror or str(fault)))
    traceback.print_exception(fault)
    _error(screen, screen.say("unexpected"))
    return FAILED


def _known(screen: Screen, fault: VankienError) -> int:
    place = f"{name_shown(fault.place)}: " if fault.place and fault.code != "archive-missing" else ""
    _error(screen, place + fault.text(screen.language), fault.hint(screen.language))
    return USAGE if isinstance(fault, QueryError) or fault.code in _ASKED_WRONGLY else FAILED


def _wrong_usage(screen: Screen, fault: typer.TyperException) -> int:
    """A fault that typer found in the command line; it speaks English alone, so the sentence is made here from its kind."""
    kind = type(fault).__name__
    context = getattr(fault, "ctx", None)
    parameter = getattr(fault, "param", None)
    hint = screen.say("see-help", command=getattr(context, "command_path", "vankien"))
    if kind == "NoArgsIsHelpError":
        screen.write(fault.format_message())
    elif kind == "MissingParameter" and parameter is not None:
        _error(screen, screen.say("missing", name=_shown(screen, parameter)), hint)
    elif kind == "NoSuchOption":
        _error(screen, screen.say("no-option", name=getattr(fault, "option_name", "")), _nearest(screen, fault) or hint)
    elif kind == "BadOptionUsage":
        _error(screen, screen.say("needs-value", name=getattr(fault, "option_name", "")), hint)
    elif kind == "BadParameter" and parameter is not None:
        wanted = _placeholder(screen, parameter)
        _error(screen, screen.say("bad-value", name=_shown(screen, parameter), wanted=wanted), hint)
    else:
        words = fault.format_message()
        _error(screen, screen.say("too-many", rest=words[words.rfind("(") + 1 : -1]) if "unexpected extra" in words else words, hint)
    return USAGE


def _shown(screen: Screen, parameter: object) -> str:
    options = getattr(parameter, "opts", None) or []
    return str(options[0]) if options and str(options[0]).startswith("-") else _placeholder(screen, parameter)


def _placeholder(screen: Screen, parameter: object) -> str:
    name = str(getattr(parameter, "metavar", None) or str(getattr(parameter, "name", "")).upper())
    return screen.say(name) if name in CATALOGUE else name


def _nearest(screen: Screen, fault: typer.TyperException) -> str:
    names = getattr(fault, "possibilities", None) or ()
    return screen.say("did-you-mean", names=", ".join(sorted(names))) if names else ""


def _error(screen: Screen, what: str, hint: str = "") -> None:
    screen.note((f"{screen.say('error')}: ", "bold red"), what)
    if hint:
        screen.note(("→ " + hint, "dim"))
