"""The program around the commands: help in the language chosen, errors as sentences, exit codes, a quiet end.

Texts of parameters are keys of ``texts.py`` until they are shown, so that one definition of a command serves both languages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from vankien.cli.language import default_language, known, split_language
from vankien.cli.screen import Screen
from vankien.cli.texts import CATALOGUE

FINE = 0
FINDINGS = 1
"""Kept for ``check``: the documents were read, and something is wrong in them."""
USAGE = 2
"""The command cannot be done as it was given: a wrong option, a number or an archive that is not there."""
FAILED = 3
"""Something was not read or not stored; wins over all others."""
INTERRUPTED = 130


class UsageFault(Exception):
    """What was asked cannot be done: a key of ``texts.py`` with its values, and another for what to do."""

    def __init__(self, key: str, hint: str | None = None, **values: object) -> None:
        super().__init__(key)
        self.key, self.hint, self.values = key, hint, values


class Command(TyperCommand):
    """One command; its help is written by ``write_help``."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Help in the language chosen."""
        write_help(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help`` with a plain default."""
        return _light(super().get_help_option(ctx))


class Group(TyperGroup):
    """The program: chooses the language, runs a command, turns every end into an exit code."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Help in the language chosen, with the commands."""
        write_help(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help`` with a plain default."""
        return _light(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that ``args`` begins with; a fault with the nearest names where there is none."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = get_close_matches(args[0], list(self.commands))
            raise UsageFault("no-command", "did-you-mean" if near else None, name=args[0], names=", ".join(near))
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the program; ends the process with the exit code, or returns it where not ``standalone_mode``."""
        del prog_name, complete_var, windows_expand_args
        _use_utf8()
        wanted, rest = split_language(sys.argv[1:] if args is None else args)
        screen = Screen(known(wanted or "") or default_language())
        if wanted is not None and known(wanted) is None:
            code = _report(screen, UsageFault("bad-value", name="--lang", wanted="vi|en"))
        else:
            code = self._run(rest, screen, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _run(self, args: list[str], screen: Screen, extra: dict[str, Any]) -> int:
        try:
            result = super().main(args, prog_name="vankien", standalone_mode=False, obj=screen, **extra)
            sys.stdout.flush()
        except (BrokenPipeError, SystemExit):
            # typer ends the process with 1 when the reader of our output is gone; for us 1 means findings.
            _leave_output()
            return FINE
        except typer.Abort:
            screen.note(screen.say("interrupted"))
            return INTERRUPTED
        except Exception as fault:  # noqa: BLE001  (the last place where an error can still become a sentence)
            code = _report(screen, fault)
            try:
                sys.stdout.flush()
            except OSError:  # a full disk under the output: what is still buffered would fail again at the end, with another exit code
                _leave_output()
            return code
        return result if isinstance(result, int) else FINE


def _light(option: Any) -> Any:
    """False as default where typer has None: None it gives to pydantic to be checked, whose import takes 70 ms of a help's 150."""
    if option is not None:
        option.default = False
    return option


def write_help(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    """Usage, what the command does, arguments, options, commands, examples."""
    screen: Screen = ctx.find_object(Screen) or Screen(default_language())
    say = screen.say
    commands = command.commands if isinstance(command, TyperGroup) else None
    name = " ".join(ctx.command_path.split()[1:]) or "vankien"
    inside = "" if name == "vankien" else f"{name} "
    arguments, options = _parameters(command, ctx, screen)
    pieces = [f"[{say('OPTIONS')}]", f"{say('COMMAND')} …"] if commands is not None else [f"[{say('OPTIONS')}]", *(a for a, _ in arguments)]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{say('usage')}: ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(say(name))
    if commands is not None:
        with formatter.section(say("commands")):
            formatter.write_dl([(n, say(inside + n).partition(". ")[0].rstrip(".") + ".") for n in commands])
    if arguments:
        with formatter.section(say("arguments")):
            formatter.write_dl(arguments)
    with formatter.section(say("options")):
        formatter.write_dl(options)
    with formatter.section(say("examples")):
        for example in say(f"{name}.examples").split("\n"):
            formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


def _parameters(command: TyperCommand | TyperGroup, ctx: Any, screen: Screen) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for parameter in command.get_params(ctx):
        if parameter.name == "help":
            continue
        placeholder = _placeholder(parameter, screen)
        help_text = screen.say(str(getattr(parameter, "help", None) or f"option.{parameter.name}"))
        if parameter.param_type_name == "argument":
            shown = f"{placeholder}…" if parameter.nargs != 1 else placeholder
            arguments.append((shown if parameter.required else f"[{shown}]", help_text))
            continue
        if parameter.default not in (None, "") and not isinstance(parameter.default, bool | list | tuple):
            help_text = f"{help_text} [{screen.say('default', value=parameter.default)}]"
        options.append((", ".join(parameter.opts) + (f" {placeholder}" if placeholder else ""), help_text))
    options.append(("--lang vi|en", screen.say("option.lang")))
    options.append(("--help", screen.say("option.help")))
    return arguments, options


def _placeholder(parameter: Any, screen: Screen) -> str:
    if getattr(parameter, "is_flag", False):
        return ""
    name = parameter.metavar or parameter.name.upper()
    return screen.say(name) if name in CATALOGUE else str(name)


def _report(screen: Screen, fault: Exception) -> int:
    """Say what went wrong on stderr; the exit code that belongs to it."""
    from vankien.cli.faults import explain

    return explain(screen, fault)


def _use_utf8() -> None:
    """UTF-8 on both streams whatever the console is set to; stray bytes of file names are shown as escapes. A closed stream goes nowhere."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (open as long as the process)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter's own flush at the end says nothing."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # a stream without a file, as in tests
        return
