from __future__ import annotations

import pickle
import re

import pytest

from core import errors
from core.errors import (
    ArchiveError,
    DamagedFile,
    EmptyFile,
    MissingExtra,
    PasswordNeeded,
    QueryError,
    ReadError,
    TimedOut,
    TooLarge,
    Unreachable,
    UnsupportedFormat,
    VankienError,
)
from core.messages import codes, filled, message
from core.problems import Problem


def kinds() -> list[type[VankienError]]:
    """Every class of the tree."""
    found = [VankienError]
    for kind in found:  # grows while it is walked through
        found.extend(kind.__subclasses__())
    return found


def names(code: str, language: str) -> set[str]:
    """The arguments that the two sentences of a message take."""
    both = message(code, language)
    return set(re.findall(r"\{(\w+)\}", both.what + both.hint))


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_error_has_a_message_a_docstring_and_can_be_told_without_arguments(kind: type[VankienError]) -> None:
    assert kind.code in codes()
    assert kind.__doc__
    error = kind("ke-hoach.docx")
    for language in ("vi", "en"):
        assert error.text(language)
        assert error.hint(language)
        assert "{" not in error.text(language) + error.hint(language)
    assert kind.__name__ in (errors.__doc__ or "") or kind is VankienError


@pytest.mark.parametrize("code", codes())
def test_every_message_takes_the_same_arguments_in_both_languages(code: str) -> None:
    assert names(code, "vi") == names(code, "en")
    args = {name: f"<{name}>" for name in names(code, "vi")}
    for language in ("vi", "en"):
        told = " ".join(filled(sentence, args) for sentence in message(code, language))
        assert "{" not in told
        for value in args.values():
            assert value in told
        assert message(code, language).hint.endswith((".", "}", "FOLDER", "THƯ_MỤC", "--repair", "--help", "'")), (
            "a hint is a sentence or a command"
        )


def test_vietnamese_messages_are_vietnamese() -> None:
    for code in codes():
        assert message(code, "vi") != message(code, "en")
        assert re.search(r"[à-ỹđ]", message(code, "vi").what), code


ERRORS = [
    EmptyFile("a.txt"),
    EmptyFile("a.txt", code="no-text"),
    UnsupportedFormat("a.xyz", format="xyz"),
    DamagedFile("a.docx", detail="không phải tệp zip {0}"),
    PasswordNeeded("a.pdf"),
    TooLarge("a.txt", limit="300 MB", what="kích thước", actual="301 MB"),
    TimedOut("a.pdf", limit=120),
    Unreachable("a.txt", code="no-permission"),
    ArchiveError(None, code="archive-missing", path="kho"),
    QueryError(detail="thiếu dấu ngoặc"),
    MissingExtra(extra="ocr"),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_an_error_comes_whole_out_of_another_process(error: VankienError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.code, again.place, again.args_) == (error.code, error.place, error.args_)
    assert again.text("en") == error.text("en")
    assert str(again) == str(error)


def test_texts() -> None:
    error = TooLarge("a.txt", limit="300 MB", what="kích thước", actual="301 MB")
    assert str(error) == error.text("vi") == "quá giới hạn 300 MB (kích thước: 301 MB)"
    assert error.text("en") == "over the limit of 300 MB (kích thước: 301 MB)"
    assert error.text("fr") == error.text("vi")
    assert isinstance(error, ReadError)


def test_an_error_as_data_tells_the_same() -> None:
    error = DamagedFile("a.docx", detail="thiếu word/document.xml {x}")
    problem = error.problem()
    assert problem == Problem("damaged", {"detail": "thiếu word/document.xml {x}"})
    assert problem.text("en") == error.text("en")
    assert problem.hint() == error.hint()


def test_an_unknown_code_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        message("no-such-code")
