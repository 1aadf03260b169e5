"""Help: both languages, every command and option explained, nothing heavy imported."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

COMMANDS = ("ingest", "search", "show", "references", "indicators", "extract", "stats", "doctor", "corpus make")
HEAVY = {
    "lxml", "docx", "pypdfium2", "pdfplumber", "spacy", "tantivy", "underthesea", "sqlite3", "numpy", "msgspec", "regex", "rich", "pydantic",
    "multiprocessing", "index", "extractors", "pipeline", "corpora",
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("language", "usage", "own"), [("vi", "Cách dùng: vankien ", "Hiện hướng dẫn này."), ("en", "Usage: vankien ", "Show this help.")]
)
def test_each_command_explains_itself(run: Run, command: str, language: str, usage: str, own: str) -> None:
    done = run(*command.split(), "--help", "--lang", language)
    assert done.code == 0
    assert done.out.startswith(usage + command)
    assert own in done.out
    assert "--json" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("language", "words"), [("vi", ("Các lệnh:", "Tùy chọn:", "Ví dụ:")), ("en", ("Commands:", "Options:", "Examples:"))]
)
def test_program_lists_all_commands(run: Run, language: str, words: tuple[str, ...]) -> None:
    done = run("--help", env={"VANKIEN_LANG": language})
    assert done.code == 0
    for word in (*words, *(command.split()[0] for command in COMMANDS)):
        assert word in done.out


def test_nothing_is_left_in_keys(run: Run) -> None:
    for command in COMMANDS:
        for language in ("vi", "en"):
            out = run(*command.split(), "--help", "--lang", language).out
            assert f"{command}." not in out.replace("vankien", ""), out
            assert "option." not in out
            assert ": ]" not in out, "a default that is nothing"
        placeholders = re.findall(r"--[a-z-]+ ([A-Z]{2,})\s", run(*command.split(), "--help", "--lang", "vi").out)
        assert placeholders == [], "values named in English"


def test_program_alone_shows_its_help_and_is_a_usage_error(run: Run) -> None:
    done = run()
    assert done.code == 2
    assert "Các lệnh:" in done.out


def test_version(run: Run) -> None:
    from vankien import __version__

    assert run("--version").out == f"vankien {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"], ["--version"], ["--lang", "en", "ingest", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import json, sys\n"
        "before = set(sys.modules)\n"
        "from vankien.__main__ import main\n"
        f"sys.argv = ['vankien', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "sys.stderr.write(json.dumps(sorted({m.partition('.')[0] for m in set(sys.modules) - before})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60)
    assert HEAVY.isdisjoint(json.loads(done.stderr)), HEAVY & set(json.loads(done.stderr))


def test_package_itself_imports_only_the_standard_library() -> None:
    code = "import json, sys; before = set(sys.modules); import vankien; print(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60)
    assert {name.partition(".")[0] for name in json.loads(done.stdout)} <= {"vankien", *sys.stdlib_module_names}


def test_every_text_has_both_languages_and_the_same_values() -> None:
    from string import Formatter

    from vankien.cli.texts import CATALOGUE

    for key, (vietnamese, english) in CATALOGUE.items():
        assert vietnamese, key
        assert english, key
        values = [{name for _, name, _, _ in Formatter().parse(words) if name} for words in (vietnamese, english)]
        assert values[0] == values[1], key


def test_every_text_is_used() -> None:
    from vankien.cli.texts import CATALOGUE

    sources = "".join(p.read_text("utf-8") for p in (Path(ROOT) / "vankien" / "cli").glob("*.py") if p.name != "texts.py")
    made = ("field.", "column.", "facet.", "level.", "relaxed.", "stage.", "stats.", "ingest.count.", "found.")
    names = {*COMMANDS, "corpus", "vankien"}
    for key in CATALOGUE:
        known = key in names or key.removesuffix(".examples") in names or key.startswith(made) or key.endswith("-found")
        quoted = (f'"{key}"', f"'{key}'")
        assert known or any(one in sources for one in quoted), key


def test_help_takes_little_more_than_an_empty_program() -> None:
    from bench.help_speed import MOST, measure

    empty, ours = measure(5)
    assert ours <= MOST * empty
