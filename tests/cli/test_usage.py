"""Wrong commands, the language, and exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from vankien.cli.language import default_language, known, split_language


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        (["tim"], "không có lệnh tim", "no such command: tim"),
        (["serch", "x"], "có phải: search?", "did you mean search?"),
        (["search"], "thiếu TỪ_CẦN_TÌM", "QUERY is missing"),
        (["show"], "thiếu TỆP|SỐ_KÝ_HIỆU", "FILE|NUMBER is missing"),
        (["extract"], "thiếu ĐƯỜNG_DẪN", "PATH is missing"),
        (["search", "a", "--limit", "nhiều"], "giá trị của --limit không hợp lệ (cần: SỐ)", "bad value for --limit (wanted: N)"),
        (["search", "a", "--limit", "0"], "giá trị của --limit không hợp lệ", "bad value for --limit"),
        (["search", "a", "--limit"], "tùy chọn --limit cần một giá trị", "option --limit needs a value"),
        (["search", "a", "--limt", "3"], "không có tùy chọn --limt", "no such option: --limt"),
        (["search", "a", "--from", "31/2/2020"], "giá trị của --from không hợp lệ: 31/2/2020", "bad value for --from: 31/2/2020"),
        (["search", '"để ngỏ'], "", ""),
        (["search", "a", "--level", "xyz"], "giá trị của --level không hợp lệ: xyz", "bad value for --level: xyz"),
        (["extract", "a", "--format", "xml"], "giá trị của --format không hợp lệ (cần: table|jsonl)", "bad value for --format"),
        (["stats", "thừa", "nữa"], "thừa tham số: thừa nữa", "too many arguments: thừa nữa"),
        (["indicators", "a.txt", "--number", "1-KH/TU"], "chỉ dùng một trong hai", "not both"),
        (["references", "không phải số"], "", ""),
        (["--lang", "fr", "stats"], "giá trị của --lang không hợp lệ (cần: vi|en)", "bad value for --lang"),
        (["stats", "--lang"], "giá trị của --lang không hợp lệ", "bad value for --lang"),
    ],
)
def test_wrong_commands_are_told_in_the_language_chosen(
    run: Run, archive: Path, arguments: list[str], vietnamese: str, english: str
) -> None:
    for language, sentence, word in (("vi", vietnamese, "Lỗi: "), ("en", english, "Error: ")):
        done = run(*arguments, env={"VANKIEN_LANG": language, "VANKIEN_ARCHIVE": str(archive)})
        assert done.code == 2
        assert done.out == ""
        assert done.err.startswith(word)
        assert sentence in done.err
        assert "Traceback" not in done.err


@pytest.mark.parametrize("command", [["search", "a"], ["references", "1-KH/TU"], ["indicators"], ["stats"], ["show", "1-KH/TU"]])
def test_without_an_archive_the_way_to_one_is_told(run: Run, tmp_path: Path, command: list[str]) -> None:
    done = run(*command, env={"VANKIEN_ARCHIVE": str(tmp_path / "chua-co")})
    assert done.code == 2
    assert "vankien ingest" in done.err


def test_archive_that_is_no_archive(run: Run, tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database at all" * 100)
    done = run("stats", "--archive", tmp_path)
    assert done.code == 3
    assert "Lỗi: " in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "language", "rest"),
    [
        (["search", "a", "--lang", "en"], "en", ["search", "a"]),
        (["--lang=vi", "search", "a"], "vi", ["search", "a"]),
        (["search", "--", "--lang", "en"], None, ["search", "--", "--lang", "en"]),
        (["search", "--lang"], "", ["search"]),
        ([], None, []),
    ],
)
def test_lang_may_stand_anywhere(arguments: list[str], language: str | None, rest: list[str]) -> None:
    assert split_language(arguments) == (language, rest)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "vi_VN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "VANKIEN_LANG": "vi"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "VANKIEN_LANG": "EN"}, "en"),
        ({"LANG": "vi_VN.UTF-8", "VANKIEN_LANG": "klingon"}, "vi"),
        ({"LANG": ""}, "en"),
        ({}, "en"),
    ],
)
def test_language_of_the_system(environment: dict[str, str], language: str) -> None:
    assert default_language(environment) == language


@pytest.mark.parametrize(
    ("value", "language"), [("vi", "vi"), (" VI ", "vi"), ("en_GB.UTF-8", "en"), ("en-US", "en"), ("vie", None), ("", None)]
)
def test_known_languages(value: str, language: str | None) -> None:
    assert known(value) == language


def test_lang_wins_over_everything(run: Run, tmp_path: Path) -> None:
    done = run("stats", "--lang", "en", "--archive", tmp_path / "none", env={"VANKIEN_LANG": "vi"})
    assert done.err.startswith("Error: no archive at")
