"""Vietnamese words: a layer above the tokens, by underthesea, aligned to exact offsets. Imported only when words are asked for.

underthesea rewrites letters (Uỷ to Ủy), drops and merges blanks, and some input makes its address pattern run for ever
("http://" and forty exclamation marks). It therefore never sees the text, only a clean line made of our tokens, with a known length for
each; the lengths of the words it gives lead back. 60 times slower than tokens (the CRF, 0.2 MB/s), so nothing depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from core.document import Token
from core.spans import Span
from core.text import nfc
from pipeline.language.letters import LOWER, UPPER
from pipeline.language.tokens import tokenize

WINDOW = 4_000
"""Characters that underthesea sees at a time, at most: its memory grows with them."""

# A line, and what goes on behind a wrapping: two small letters (one alone is the label of a list item).
_LINE = re.compile(rf"[^\n\t]+(?:\n(?=[{LOWER}][{LOWER}])[^\n\t]+)*")
_PLAIN = re.compile(rf"[{UPPER}{LOWER}\d.,:;!?()\[\]/%&'’“”\"+=<>_*…{{}}@#$|~^`\-–]{{1,30}}")
_CAPITALS = re.compile(r"[A-ZĐ]{1,4}")
_SHORT = 80
_JOINERS = "-/'’"
_CHAIN = 4  # pieces in a row without a blank, at most: underthesea's patterns are not linear
_STAND_IN = "x"
_STAND_IN_MARK = ","


def words(text: str) -> list[Span]:
    """Spans of the words in order: each holds whole tokens (no number is cut), together they hold every character that is not blank.

    Where underthesea's answer cannot be aligned, each token of that line is a word. No word reaches over a tab or the end of a line,
    but for wrapped prose.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for window in _windows(tokenize(line[0])):
            spans.extend(span.shifted(start) for span in _words(line[0], window))
    return spans


def _windows(tokens: list[Token]) -> Iterator[list[Token]]:
    """Tokens in stretches of at most ``WINDOW`` characters."""
    first = 0
    for i in range(1, len(tokens)):
        if tokens[i].span.end - tokens[first].span.start > WINDOW:
            yield tokens[first:i]
            first = i
    if tokens:
        yield tokens[first:]


def _words(line: str, tokens: list[Token]) -> Iterator[Span]:
    pieces = [_piece(token, line) for token in tokens]
    cuts = _cuts(pieces, _segment(_joined(tokens, pieces)))
    start = 0
    for end in cuts:
        yield Span(tokens[start].span.start, tokens[end - 1].span.end)
        start = end


def _piece(token: Token, line: str) -> str:
    """A token as underthesea may see it: composed, without blanks; what is long or odd by a stand-in of its own length."""
    piece = nfc(token.span.of(line))
    if token.kind in ("document_number", "date"):
        piece = "".join(piece.split())
    if _PLAIN.fullmatch(piece):
        return piece
    return _STAND_IN_MARK if token.kind == "mark" else _STAND_IN


def _joined(tokens: list[Token], pieces: list[str]) -> str:
    """The pieces with blanks between them, but where underthesea knows several as one: TP., H'Mông, m2, 1A, 27/11, GD-ĐT."""
    parts = [pieces[0]]
    chain = 0
    for i in range(1, len(pieces)):
        adjacent = tokens[i].span.start == tokens[i - 1].span.end
        chain = chain + 1 if adjacent and chain < _CHAIN and _belongs(i, tokens, pieces) else 0
        parts.append("" if chain else " ")
        parts.append(pieces[i])
    return "".join(parts)


def _belongs(i: int, tokens: list[Token], pieces: list[str]) -> bool:
    """True where piece ``i`` and the one before it are written as one word; a mark between two pieces joins them or neither."""
    if tokens[i].kind != "mark" and tokens[i - 1].kind != "mark":
        return {tokens[i].kind, tokens[i - 1].kind} == {"number", "syllable"}
    if pieces[i] == ".":
        return _CAPITALS.fullmatch(pieces[i - 1]) is not None
    mark = i if tokens[i].kind == "mark" else i - 1
    if pieces[mark] not in _JOINERS or not 0 < mark < len(pieces) - 1:
        return False
    if tokens[mark].span.start != tokens[mark - 1].span.end or tokens[mark].span.end != tokens[mark + 1].span.start:
        return False
    before, after = mark - 1, mark + 1
    if tokens[before].kind != tokens[after].kind:
        return False
    if tokens[before].kind == "number":
        return pieces[mark] in "-/"
    if pieces[mark] == "-":
        return _CAPITALS.fullmatch(pieces[before]) is not None and _CAPITALS.fullmatch(pieces[after]) is not None
    return tokens[before].kind == "syllable" and pieces[mark] in "'’"


def _cuts(pieces: list[str], found: Sequence[str]) -> list[int]:
    """Behind which pieces words end. A border inside a piece is none; lengths that do not add up make each piece a word."""
    cuts: list[int] = []
    at = border = i = 0
    for word in found:
        border += sum(map(len, word.split()))
        while i < len(pieces) and at + len(pieces[i]) <= border:
            at += len(pieces[i])
            i += 1
        if at == border and i > (cuts[-1] if cuts else 0):
            cuts.append(i)
    return cuts if at == border and i == len(pieces) else list(range(1, len(pieces) + 1))


@lru_cache(maxsize=1)
def _segmenter() -> Callable[[str], list[str]]:
    from underthesea import word_tokenize  # here: 0.6 s and 100 MB that only this layer needs

    segmenter: Callable[[str], list[str]] = word_tokenize
    return segmenter


def _segment(line: str) -> Sequence[str]:
    return _remembered(line) if len(line) <= _SHORT else _segmenter()(line)


# Headings and formulas come again in every document of an office.
@lru_cache(maxsize=4096)
def _remembered(line: str) -> tuple[str, ...]:
    return tuple(_segmenter()(line))
