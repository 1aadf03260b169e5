"""How results are shown: plain where nobody looks, folded on a terminal, safe everywhere."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mentions import Indicator, Organisation, Reference
from core.spans import Span
from vankien.cli.entries import marked
from vankien.cli.pieces import painted
from vankien.cli.screen import Part, Screen, name_shown, visible


@pytest.fixture
def vietnamese() -> Screen:
    return Screen("vi")


class Terminal(io.StringIO):
    """A terminal of 40 columns; ``lines`` is what stands on it, without colours."""

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", self.getvalue()).splitlines()]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Terminal]:
    """Make stdout a terminal; to be called in the test, since pytest sets stdout anew before it."""

    def open_one() -> Terminal:
        monkeypatch.setenv("COLUMNS", "40")
        monkeypatch.setenv("TERM", "xterm")
        written = Terminal()
        monkeypatch.setattr(sys, "stdout", written)
        return written

    return open_one


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2021-03-05", "05/3/2021"),
        ("2021-02-15", "15/02/2021"),
        ("2021-12-31", "31/12/2021"),
        ("2021-10-01", "01/10/2021"),
        ("2021-09", "9/2021"),
        ("2021", "2021"),
        (None, ""),
    ],
)
def test_dates_are_written_as_offices_write_them(vietnamese: Screen, iso: str | None, shown: str) -> None:
    assert vietnamese.date(iso) == shown
    assert Screen("en").date(iso) == (iso or "")


def test_thousands_mark(vietnamese: Screen) -> None:
    assert vietnamese.number(1245678) == "1.245.678"
    assert Screen("en").number(1245678) == "1,245,678"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("báo cáo.docx", "báo cáo.docx"),
        ("hai\ndòng.txt", "hai\\ndòng.txt"),
        ("màu\x1b[31m.txt", "màu\\x1b[31m.txt"),
        ("l\udce1.txt", "l\\udce1.txt"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
    ],
)
def test_file_names_stay_on_one_line(name: str, shown: str) -> None:
    assert name_shown(name) == shown


@given(st.text())
def test_names_and_texts_hold_no_control_characters(words: str) -> None:
    assert name_shown(words).isprintable()
    assert all(c in "\n\t" or ord(c) >= 0x20 for c in visible(words))
    assert "\x9b" not in visible(words)


def test_paragraphs_are_folded_with_their_indent_on_a_terminal(vietnamese: Screen, terminal: Callable[[], Terminal]) -> None:
    shown = terminal()
    vietnamese.write("một hai ba bốn năm sáu bảy tám chín mười mười một", indent=4, lead="1. ")
    assert shown.lines == [" 1. một hai ba bốn năm sáu bảy tám chín", "    mười mười một"]


def test_paragraphs_are_whole_lines_elsewhere(vietnamese: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    vietnamese.write(("đậm", "bold"), " một hai ba bốn năm sáu bảy tám chín mười " * 5, indent=2)
    out = capsys.readouterr().out
    assert out.startswith("  đậm một")
    assert out.count("\n") == 1
    assert "\x1b" not in out


def test_tables_are_tab_separated_where_nobody_looks(vietnamese: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    vietnamese.table(["a", "b"], [["1\n2", [("x", "bold"), "y"]], ["3", "\t4 "]], right=(0,))
    assert capsys.readouterr().out == "a\tb\n1 2\txy\n3\t4\n"


def test_tables_have_columns_on_a_terminal(vietnamese: Screen, terminal: Callable[[], Terminal]) -> None:
    shown = terminal()
    vietnamese.table(["Số", "Tên"], [["1", "một cái tên dài quá bề rộng của cửa sổ này"]], right=(0,))
    assert shown.lines[0].split() == ["Số", "Tên"]
    assert len(shown.lines) > 3
    assert max(map(len, shown.lines)) <= 40
    assert "\t" not in shown.getvalue()


@given(st.text(alphabet="abc \n", max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 12)), max_size=6))
def test_painting_keeps_every_character(text: str, places: list[tuple[int, int]]) -> None:
    kinds = (lambda s: Reference(span=s), lambda s: Organisation(span=s, name=""), lambda s: Indicator(span=s, value=1))
    mentions = [kinds[i % 3](Span(start, start + size)) for i, (start, size) in enumerate(places)]
    assert "".join(words(painted(text, 0, mentions))) == text
    spans = tuple(Span(start, start + size) for start, size in places)
    assert "".join(words(marked(text, 0, Span(0, len(text)), spans))) == text.replace("\n", " ")


def words(parts: list[Part]) -> list[str]:
    return [part if isinstance(part, str) else part[0] for part in parts]
