from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.tokens import tokenize
from tests.growth import assert_linear

S, N, D, C, M = "syllable", "number", "document_number", "date", "mark"

# Each is one token of its kind, alone and in a sentence.
WHOLE = [
    # Party numbers, as offices and pages write them
    ("01-NQ/ĐUK", D), ("13 – KH/BTCTU", D), ("109 –QĐ/BTCTU", D), ("13 -KH/BTCTU", D), ("35- NQ/TW", D), ("100 - KL/TW", D), ("26  -CTr/TWĐTN-VP", D),
    ("08-QĐi/TW", D), ("13-CTr/TU", D), ("25-QyĐ/TU", D), ("37-KH/ĐTN-TCKT", D), ("5053-CV/VPTW/nb", D), ("858CV/ĐUK", D), ("84 QĐ/TWĐTN", D), ("03-HD", D),
    ("16-NQ-TW", D), ("39-KL.TU", D), ("07-CT/T.Ư", D), ("13-kh/btctu", D), ("02B-BC/TU", D), ("04-\nCT/TU", D), ("12-HD/Đ\u01af", D), ("12-QÐ/TW", D),
    # State numbers
    ("30/2020/NĐ-CP", D), ("06/NQ-HĐND", D), ("49/2014/QH13", D), ("117/2025/QH15", D), ("06/2022-QH15", D), ("02/1998-NĐ-CP", D), ("1689/QĐ-TTg", D), ("02/TTr", D),
    ("04/TTr-BKHCN-BTTTT", D), ("64/2013/TT- BTC", D), ("2231/SNV-CCHC&PC", D), ("5921/QĐ/HNDTW", D), ("01/QCPH/UBND-UBMTTQ", D), ("2468/QĐUBND", D),
    ("19/2008/NQLT/CP-UBTUMTTQVN", D), ("42/2004/qđ-ubbt", D), ("06B/NQ-TLĐ", D), ("1478\u2044CĐ-TTg", D), ("30c/NQ-CP", D),
    # dates
    ("16/6/2016", C), ("01-10-1997", C), ("16 / 6 / 2016", C), ("21.11.2016", C), ("2026-05-19", C), ("9/2025", C), ("12-2020", C), ("19 – 5 – 2026", C), ("3/2/30", C),
    # numbers
    ("1.245", N), ("1.245,5", N), ("35,34", N), ("5.568.000", N), ("2026", N), ("07", N), ("10.5", N), ("754,620", N),
    # syllables and abbreviations
    ("Đảng", S), ("ủy", S), ("UBND", S), ("T.Ư", S), ("PGS.TS", S), ("TP.HCM", S), ("V.I", S), ("đ/c", S), ("V/v", S), ("T/M", S), ("v.v", S), ("Ðảng", S),
    ("Uy\u0309", S), ("viê\u0323t", S), ("Москва", S), ("日本", S),
    # marks
    ("./.", M), ("...", M), ("-----", M), ("______", M), ("…", M), ("“", M), ("%", M), ("\u200b", M), ("😀", M),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), WHOLE)
def test_one_token(text: str, kind: str) -> None:
    for before, after in [("", ""), ("số ", " ngày"), ("(", ")"), ("“", "” "), ("", ", "), ("tại ", ";")]:
        if kind == M and (before or after).strip():
            continue
        whole = before + text + after
        found = [(token.span.of(whole), token.kind) for token in tokenize(whole)]
        assert (text, kind) in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35,34%", [("35,34", N), ("%", M)]),
        ("tăng 12,5 %.", [("tăng", S), ("12,5", N), ("%", M), (".", M)]),
        ("v.v.", [("v.v", S), (".", M)]),
        ("TP. Hồ", [("TP", S), (".", M), ("Hồ", S)]),
        ("TP.Hồ", [("TP", S), (".", M), ("Hồ", S)]),
        ("V.I.Lênin", [("V.I", S), (".", M), ("Lênin", S)]),
        ("số13-KH/TU", [("số", S), ("13-KH/TU", D)]),
        ("34/62", [("34", N), ("/", M), ("62", N)]),
        ("1/5 chi bộ", [("1", N), ("/", M), ("5", N), ("chi", S), ("bộ", S)]),
        ("2020-2025", [("2020", N), ("-", M), ("2025", N)]),
        ("11-12 kỳ/năm", [("11", N), ("-", M), ("12", N), ("kỳ", S), ("/", M), ("năm", S)]),
        ("1,5 giờ - 2 giờ/1 buổi", [("1,5", N), ("giờ", S), ("-", M), ("2", N), ("giờ", S), ("/", M), ("1", N), ("buổi", S)]),
        ("1-BAN TỔ CHỨC", [("1", N), ("-", M), ("BAN", S), ("TỔ", S), ("CHỨC", S)]),
        ("1/VỀ CÔNG TÁC", [("1", N), ("/", M), ("VỀ", S), ("CÔNG", S), ("TÁC", S)]),
        ("chi bộ 5A.", [("chi", S), ("bộ", S), ("5", N), ("A", S), (".", M)]),
        ("25m2", [("25", N), ("m", S), ("2", N)]),
        ("xong./.", [("xong", S), ("./.", M)]),
        ("3/TP. Hồ", [("3", N), ("/", M), ("TP", S), (".", M), ("Hồ", S)]),
        ("Có 15\n- KH/TU mới", [("Có", S), ("15", N), ("-", M), ("KH", S), ("/", M), ("TU", S), ("mới", S)]),
        ("năm 2020.Các", [("năm", S), ("2020", N), (".", M), ("Các", S)]),
        ("1/1/2020/2", [("1/1/2020", C), ("/", M), ("2", N)]),
        ("16/6/20167", [("16", N), ("/", M), ("6", N), ("/", M), ("20167", N)]),
        ("chính trị-xã hội", [("chính", S), ("trị", S), ("-", M), ("xã", S), ("hội", S)]),
        ("", []),
        (" \n\t\u00a0", []),
    ],
)
def test_tokens(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(token.span.of(text), token.kind) for token in tokenize(text)] == expected


def assert_lossless(text: str) -> None:
    """Spans rise and are not empty, between them is white space only, so text and tokens are the same information."""
    spans = [token.span for token in tokenize(text)]
    at = 0
    for span in spans:
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        piece = span.of(text)
        assert piece == piece.strip()
        at = span.end
    assert not text[at:].strip()
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.one_of(st.text(max_size=80), st.text(alphabet="0123456789.,/-– \u00a0\nKHNQĐƯTUabđ%()A\u0309\u200b", max_size=60)))
def test_lossless(text: str) -> None:
    assert_lossless(text)


def test_lossless_on_real_documents(shared: Path) -> None:
    for path in sorted((shared / "gold" / "texts").glob("*.txt")):
        assert_lossless(path.read_text("utf-8-sig"))


@pytest.mark.parametrize("piece", ["1-", "1.", "A.", "a/", "12/", "13-KH/", "TT-", "v.", "./", "a\u0309", "1 - ", "Đ/", "30/2020/"])
def test_a_hostile_text_costs_linear_time(piece: str) -> None:
    assert_linear(lambda size: partial(tokenize, piece * (size // len(piece))), 25_000)
