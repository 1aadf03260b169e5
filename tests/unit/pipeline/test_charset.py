from __future__ import annotations

import codecs

import pytest

from core.errors import UnsupportedFormat
from pipeline.readers.charset import decoded

TEXT = "Kế hoạch số 21-KH/ĐUK ngày 05/4/2018 của Ban Thường vụ Đảng ủy Khối.\nĐạt 97,5 %.\n"
WESTERN = "Rapport d'activité: 12 réunions, 97,5 % présents.\n" * 4


@pytest.mark.parametrize(
    ("data", "text", "encoding", "certain"),
    [
        (TEXT.encode(), TEXT, "utf-8", True),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT, "utf-8", True),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), TEXT, "utf-16-le", True),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT, "utf-16-be", True),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), TEXT, "utf-32-le", True),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), TEXT, "utf-32-be", True),
        (TEXT.encode("utf-16-le"), TEXT, "utf-16-le", True),
        (TEXT.encode("utf-16-be"), TEXT, "utf-16-be", True),
        (TEXT.upper().encode("utf-16-le"), TEXT.upper(), "utf-16-le", True),
        (b"Plain ASCII, 12 %.", "Plain ASCII, 12 %.", "utf-8", True),
        (WESTERN.encode("cp1252"), WESTERN, "windows-1252", False),
        (TEXT.encode() * 20 + b"\xe1\xbb", TEXT * 20 + "\ufffd", "utf-8", False),
        (TEXT.encode()[:-1] + b"\xff\n" + TEXT.encode() * 3, TEXT[:-1] + "\ufffd\n" + TEXT * 3, "utf-8", False),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") * 4 + b"x", TEXT * 4 + "\ufffd", "utf-16-le", False),
    ],
)
def test_decoded(data: bytes, text: str, encoding: str, certain: bool) -> None:
    found, name, problems = decoded(data)
    assert found == text
    assert name == encoding
    assert [p.code for p in problems] == ([] if certain else ["encoding-uncertain"])


def test_windows_1258() -> None:
    # The code page has letters with a circumflex, breve or horn, and the tones as characters of their own.
    words = "Đa\u0309ng u\u0309y Khô\u0301i ca\u0301c cơ quan ti\u0309nh đa\u0303 ba\u0301o ca\u0301o kê\u0301t qua\u0309 na\u0306m 2003.\n".replace(
        "a\u0306", "ă"
    )
    found, name, problems = decoded((words * 3).encode("cp1258"))
    assert (found, name) == (words * 3, "windows-1258")
    assert problems[0].args == {"encoding": "windows-1258"}


@pytest.mark.parametrize(
    "data",
    [
        bytes(500),
        bytes(range(256)) * 20,
        b"\x00\x01\x02\x03" * 50,
        b"\x7fabc\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f",
        b"\x93\xfa\x96\x7b" * 400,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat):
        decoded(data)
