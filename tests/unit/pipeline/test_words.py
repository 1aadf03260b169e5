from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language import words as module
from pipeline.language.tokens import tokenize
from pipeline.language.words import WINDOW, words
from tests.growth import assert_linear


def found(text: str) -> list[str]:
    """The words as strings."""
    return [span.of(text) for span in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t", []),
        ("đảng viên", ["đảng viên"]),
        # numbers, dates and document numbers are never cut
        ("Kế hoạch số 13 – KH/BTCTU ngày 16 / 6 / 2016", ["Kế hoạch", "số", "13 – KH/BTCTU", "ngày", "16 / 6 / 2016"]),
        ("đạt 35,34% của 1.245,5 triệu", ["đạt", "35,34", "%", "của", "1.245,5", "triệu"]),
        ("TP. Hồ Chí Minh", ["TP.", "Hồ Chí Minh"]),
        ("đồng bào H'Mông", ["đồng bào", "H'Mông"]),
        ("25 m2 ở Chi bộ 5A", ["25", "m2", "ở", "Chi bộ", "5A"]),
        # several blanks and no-break spaces
        ("đảng  viên,\u00a0 chi\u00a0bộ", ["đảng  viên", ",", "chi\u00a0bộ"]),
        # lines and cells are borders, a wrapping is none
        ("đảng\tviên", ["đảng", "viên"]),
        ("Đảng\nViên", ["Đảng", "Viên"]),
        ("của Trung\nương", ["của", "Trung\nương"]),
        ("đảng viên:\na) chi bộ", ["đảng viên", ":", "a", ")", "chi bộ"]),
        # nothing that only looks like a word stops it
        ("\u200b \u0301 \U0001f600 \ue000", ["\u200b", "\u0301", "\U0001f600", "\ue000"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "báo cáo Uỷ ban nhân dân tỉnh",
        "giữ vững hoà bình, ổn định",
        "Đảng uỷ Khối ban hành kế hoạch",
        "khoẻ mạnh, xoá tên, thuỷ lợi, luỹ kế, uỷ quyền, hoá chất",
    ],
)
def test_spelling_is_kept_and_makes_no_difference(text: str) -> None:
    """underthesea gives Ủy for Uỷ: a search for its words in the text would find nothing."""
    newer = unicodedata.normalize(
        "NFC", re.sub("([oOuU])([aeyAEY])([\u0300\u0301\u0303\u0309\u0323])", r"\1\3\2", unicodedata.normalize("NFD", text))
    )
    assert newer != text
    assert all(word in text for word in found(text))
    assert [len(word) for word in found(text)] == [len(word) for word in found(newer)]


def test_decomposed_letters_are_cut_where_composed_ones_are() -> None:
    text = "Uỷ ban nhân dân tỉnh triển khai nhiệm vụ hoà giải ở cơ sở"
    composed = [unicodedata.normalize("NFC", word) for word in found(unicodedata.normalize("NFD", text))]
    assert composed == found(text)


def assert_aligned(text: str) -> None:
    """Words rise, hold whole tokens, and every character that is not blank."""
    spans = words(text)
    at = 0
    for span in spans:
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        at = span.end
    assert not text[at:].strip()
    assert all(a.end <= b.start for a, b in pairwise(spans))
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    tokens = [token.span for line in text.splitlines() for token in tokenize(line)]
    assert len(spans) <= len(tokens)
    whole = {token.span for token in tokenize(text)}
    assert starts <= {span.start for span in whole} | {0}
    assert ends <= {span.end for span in whole} | {len(text)}


WILD = st.lists(
    st.sampled_from(["đảng", "viên", "hoà", "Uỷ", "uy\u0309", "A", "TP.", "H'", "’", "1", "12", "1.245", "13-KH/TU", "-", "/", "...", "!", "http://", "www.", "@", ":)", ":D",
                     "<3", "=>", "->", "v.v", "°C", "_", "\u200b", "\u0301", "\U0001f600", "日本", "ʺ", "♥‿♥", " ", " ", "\u00a0", "x" * 50, "5A", "NĐ-CP", "e-mail", "&"]),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(WILD, st.text(max_size=60, alphabet=st.characters(exclude_characters="\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"))))
def test_aligned_whatever_the_line(text: str) -> None:
    assert_aligned(text)


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_every_character_has_one_word(text: str) -> None:
    at = 0
    for span in words(text):
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()


@settings(max_examples=60)
@given(WILD)
def test_what_underthesea_sees_keeps_its_length(text: str) -> None:
    """Were a length lost, the line would fall back to tokens, quietly and for ever: this tells."""
    line = text.replace("\n", " ")
    tokens = tokenize(line)
    if not tokens:
        return
    pieces = [module._piece(token, line) for token in tokens]
    answer = module._segment(module._joined(tokens, pieces))
    assert sum(len("".join(word.split())) for word in answer) == sum(map(len, pieces))


@pytest.mark.parametrize("answer", [[], ["đảng viên"], ["đảng viên họp nữa"], ["đảng", "viên họp", ""], ["xyz", "đảng viên họp"]])
def test_an_answer_that_cannot_be_aligned_leaves_tokens(answer: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_segment", lambda line: answer)
    expected = ["đảng", "viên họp"] if answer == ["đảng", "viên họp", ""] else ["đảng", "viên", "họp"]
    assert found("đảng viên họp") == expected


def test_a_long_line_is_seen_in_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    segment = module._segment

    def spy(line: str) -> list[str]:
        seen.append(len(line))
        return segment(line)

    monkeypatch.setattr(module, "_segment", spy)
    assert_aligned("đảng viên chi bộ " * 1_000)
    assert max(seen) <= WINDOW + 100
    assert len(seen) >= 4


@pytest.mark.parametrize(
    ("head", "piece"), [("http://", "!"), ("www.", "a."), ("", "x"), ("", "1-"), ("", "a-"), ("", "(("), ("http://", "("), ("", "A.")]
)
def test_input_that_hangs_underthesea_costs_linear_time(head: str, piece: str) -> None:
    assert_aligned(head + piece * 30)
    assert_linear(lambda size: partial(words, head + piece * (size // len(piece))), 3_000)


def test_a_treebank_is_segmented_as_well_as_by_underthesea_itself(shared: Path) -> None:
    """UD Vietnamese VTB (dev): raw underthesea has F1 0.9538; whole dates and document numbers, which it cuts, cost us 0.0016."""
    words_found = words_expected = right = 0
    for sentence in _sentences(shared / "corpora" / "segmentation" / "vi_vtb-ud-dev.conllu"):
        gold, ours = _borders(sentence), _borders(found(" ".join(sentence)))
        right, words_found, words_expected = right + len(gold & ours), words_found + len(ours), words_expected + len(gold)
    assert 2 * right / (words_found + words_expected) > 0.95


def _sentences(path: Path) -> list[list[str]]:
    blocks = path.read_text("utf-8").strip().split("\n\n")
    rows = [[line.split("\t") for line in block.splitlines() if not line.startswith("#")] for block in blocks]
    return [[row[1] for row in sentence if row[0].isdecimal()] for sentence in rows]


def _borders(parts: list[str]) -> set[tuple[int, int]]:
    spans, at = set(), 0
    for part in parts:
        size = len("".join(part.split()))
        spans.add((at, at + size))
        at += size
    return spans


def test_underthesea_is_imported_only_when_words_are_asked_for() -> None:
    code = "import sys; from pipeline.language import words; assert 'underthesea' not in sys.modules; words.words('chi bộ'); assert 'underthesea' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
