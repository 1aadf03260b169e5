"""Issuing body and the body above it: which of the lines at the top left belong to which."""

from __future__ import annotations

from functools import lru_cache

from corpora.form import BodyHead, body_heads
from extractors.header.lines import Line
from extractors.scan import plain_of

# A line that ends in one of these runs on in the next, one that begins with one of them continues the line before.
_RUNS_ON = frozenset(["cac", "va", "cua", "thuoc", "tai", "o", "-", ",", "&", "ve", "cho", "voi"])
_UNFINISHED = ("thuc hien", "trien khai", "phuc vu", "phong chong", "xay dung", "cong tac")
_UNION = "union"


@lru_cache(maxsize=1)
def _heads() -> dict[str, tuple[tuple[tuple[str, ...], BodyHead], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], BodyHead]]] = {}
    for head in body_heads():
        words = tuple(plain_of(head.words).split())
        found.setdefault(words[0], []).append((words, head))
    return {first: tuple(sorted(heads, key=lambda h: -len(h[0]))) for first, heads in found.items()}


def head_of(line: Line, before: Line | None = None) -> BodyHead | None:
    """The head of the body's name with which a line begins; None for a line that continues the one ``before`` ("… VÀ MÔI / TRƯỜNG")."""
    words = _words(line)
    for head_words, head in _heads().get(words[0] if words else "", ()):
        size = len(head_words)
        if tuple(words[:size]) == head_words:
            last, following = _words(before)[-1:] if before else [], words[size : size + 1]
            barred = any(last == [plain_of(w)] for w in head.not_after) or any(following == [plain_of(w)] for w in head.not_before)
            return None if barred else head
    return None


def _words(line: Line) -> list[str]:
    return line.key.replace(",", " , ").split()


def is_union(line: Line) -> bool:
    """True where the line names a union or the Front: Youth Union, trade union, associations."""
    head = head_of(line)
    return head is not None and head.group == _UNION


def bodies(lines: list[Line], bold: list[bool | None]) -> tuple[list[Line], list[Line]]:
    """Lines of the body above and lines of the issuer, in the order printed.

    Party offices set the body above regular and the issuer bold (36-HD/VPTW, part II): where the file tells, that decides.
    Else each line that begins a body's name begins a body, and the last body is the issuer.
    """
    if not lines:
        return [], []
    weights = [bool(b) for b in bold]
    if None not in bold and weights[-1] and not weights[0] and weights == sorted(weights):
        first = weights.index(True)
        return lines[:first], lines[first:]
    names: list[list[Line]] = []
    for line in lines:
        if names and _continues(names[-1], line):
            names[-1].append(line)
        else:
            names.append([line])
    return [line for name in names[:-1] for line in name], names[-1]


def _continues(name: list[Line], line: Line) -> bool:
    """True where ``line`` goes on with the body's name that ``name`` has begun."""
    before, words = name[-1], _words(line)
    last = _words(before)[-1:]
    if (
        not words
        or words[0] in _RUNS_ON
        or before.key.endswith(_UNFINISHED)
        or (last and last[0] in _RUNS_ON)
        or before.text.rstrip().endswith((",", "-"))
    ):
        return True
    head = head_of(line, before)
    if head is None:
        return True
    # A head that stands bare takes the body whose head it is: "ĐẢNG ỦY / TRƯỜNG CHÍNH TRỊ", "BAN CHẤP HÀNH / ĐẢNG BỘ XÃ …".
    above = head_of(before)
    if above is None or len(name) > 1 or not _bare(before, above):
        return False
    if above.group == "committee":
        return head.group not in ("committee", "organ", "congress")
    if above.group == "council":
        return head.group not in ("council", "organ")
    if above.group in ("organ", "congress"):
        return head.group in ("committee", _UNION) and not _bare(line, head)
    return above.group == _UNION and head.group not in (_UNION, "organ")


def _bare(line: Line, head: BodyHead) -> bool:
    return len(_words(line)) == len(head.words.split())
