"""The documentation says what the program says: help texts, message codes, keys of the contract, examples in Python.

``python -m tests.cli.test_docs`` writes the generated parts anew.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.messages import codes, message
from vankien.cli.app import app
from vankien.cli.texts import text

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
COMMANDS = ("", "ingest", "search", "show", "references", "indicators", "extract", "stats", "doctor", "corpus make")
BEGIN, END = "<!-- help: {} -->", "<!-- end -->"


def help_block(command: str) -> str:
    """Both helps of a command, as they stand in docs/cli.md."""
    shown = [CliRunner().invoke(app, [*command.split(), "--help", "--lang", language]).stdout.rstrip() for language in ("en", "vi")]
    fence = "```"
    return "\n\n".join(f"{fence}text\n{help_}\n{fence}" for help_ in shown)


def messages_table() -> str:
    """Every message code with what it says and what to do, in both languages."""
    rows = ["| code | what happened | what to do |", "|---|---|---|"]
    for code in sorted(codes()):
        en, vi = message(code, "en"), message(code, "vi")
        rows.append(f"| `{code}` | {en.what}<br>{vi.what} | {en.hint}<br>{vi.hint} |")
    return "\n".join(rows)


def current() -> dict[Path, str]:
    """Each generated page as it should be."""
    cli = (DOCS / "cli.md").read_text("utf-8")
    for command in COMMANDS:
        begin = BEGIN.format(command or "vankien")
        before, found, rest = cli.partition(begin)
        assert found, f"docs/cli.md lacks {begin}"
        cli = f"{before}{begin}\n{help_block(command)}\n{END}{rest.partition(END)[2]}"
    messages = (DOCS / "messages.md").read_text("utf-8")
    messages = re.sub(r"\| code \|.*?(?=\n\n|\Z)", lambda _found: messages_table(), messages, flags=re.DOTALL).rstrip() + "\n"
    return {DOCS / "cli.md": cli, DOCS / "messages.md": messages}


def test_help_and_messages_in_the_documentation_are_current() -> None:
    for path, wanted in current().items():
        assert path.read_text("utf-8") == wanted, f"{path.name} is out of date: python -m tests.cli.test_docs"


def test_every_key_of_the_contract_is_explained() -> None:
    schema = json.loads((DOCS / "contract.schema.json").read_text("utf-8"))
    page = (DOCS / "contract.md").read_text("utf-8")
    keys = set(schema["properties"])
    for name in ("header", "reference", "indicator", "organisation", "statement", "problem"):
        keys |= set(schema["$defs"][name]["properties"])
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_every_environment_variable_and_exit_code_is_explained() -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    sources = "".join(p.read_text("utf-8") for p in (ROOT / "vankien").rglob("*.py"))
    for name in set(re.findall(r"VANKIEN_[A-Z]+", sources)):
        assert name in page
    for code in ("| 0 |", "| 1 |", "| 2 |", "| 3 |", "| 130 |"):
        assert code in page


def python_examples() -> list[str]:
    page = (DOCS / "python.md").read_text("utf-8")
    return re.findall(r"```python\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize("example", python_examples())
def test_examples_in_python_run(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each example runs in a folder with the samples; a line ``# prints …`` says what the line before prints."""
    import shutil

    shutil.copytree(ROOT / "corpora" / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "docs/python.md", "exec"), {"__name__": "example"})
    printed = re.findall(r"# prints (.*)", example)
    assert capsys.readouterr().out.splitlines() == printed


def test_texts_of_the_program_are_no_longer_than_a_screen() -> None:
    assert all(len(text(key, language)) <= 200 for key in ("search", "ingest", "extract", "show") for language in ("vi", "en"))


if __name__ == "__main__":
    for path, wanted in current().items():
        path.write_text(wanted, "utf-8")
    sys.stdout.write("written\n")
