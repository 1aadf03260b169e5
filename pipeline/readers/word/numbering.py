"""Automatic numbers of a Word file, counted as Word counts them and written as it shows them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pipeline.readers.word.package import W
from pipeline.readers.word.styles import Shape

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# Bullets that Word takes from the private area of its symbol fonts.
_SYMBOLS = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf0e8": "➔", "\uf0a8": "◻",
     "\uf06f": "□", "\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf02b": "+", "\uf02a": "*"}
)  # fmt: skip
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST = 100_000


class Level(NamedTuple):
    """One level of a list: where it starts, how its number is written, ``restart`` as in ``w:lvlRestart``."""

    start: int
    format: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str | None


def written(number: int, style: str) -> str:
    """A number in a format of ST_NumberFormat: decimal, letters, Roman; others as decimals."""
    if number < 0 or number > _LARGEST or style == "decimal":
        return str(number)
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        out = []
        for value, letters in _ROMAN:
            count, number = divmod(number, value)
            out.append(letters * count)
        return "".join(out).upper() if style == "upperRoman" else "".join(out)
    if style == "decimalZero":
        return f"{number:02d}"
    return "" if style == "none" else str(number)


class Numbering:
    """The lists of a file and where each of them has got to."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int], dict[int, Level]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for abstract in root.iterfind(W + "abstractNum"):
            id_ = abstract.get(W + "abstractNumId", "")
            self._levels[id_] = dict(_level(e) for e in abstract.iterfind(W + "lvl"))
            for tag, names in (("numStyleLink", links), ("styleLink", styled)):
                link = abstract.find(W + tag)
                if link is not None:
                    names[link.get(W + "val", "") if names is styled else id_] = id_ if names is styled else link.get(W + "val", "")
        for id_, style in links.items():
            if not self._levels[id_] and style in styled:
                self._levels[id_] = self._levels[styled[style]]
        for num in root.iterfind(W + "num"):
            self._add(num)

    def _add(self, num: Any) -> None:
        abstract = num.find(W + "abstractNumId")
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        for override in num.iterfind(W + "lvlOverride"):
            at = _int(override.get(W + "ilvl"), 0)
            start, level = override.find(W + "startOverride"), override.find(W + "lvl")
            if start is not None:
                starts[at] = _int(start.get(W + "val"), 1)
            if level is not None:
                levels[at] = _level(level)[1]
        if abstract is not None:
            self._lists[num.get(W + "numId", "")] = (abstract.get(W + "val", ""), starts, levels)

    def label(self, shape: Shape, style: str | None) -> tuple[str, str] | None:
        """Number of the next paragraph of this shape as shown, and what follows it (" " or nothing); None where it has none."""
        if shape.list_id is None or shape.list_id not in self._lists:
            return None
        abstract, starts, own = self._lists[shape.list_id]
        levels = {**self._levels.get(abstract, {}), **own}
        at = shape.list_level
        if at is None:
            at = next((i for i, level in levels.items() if style is not None and level.style == style), 0)
        if at not in levels or at >= LEVELS:
            return None
        counters = self._counters.setdefault(abstract, [None] * LEVELS)
        self._count(shape.list_id, at, levels, starts, counters)
        level = levels[at]
        if level.format == "bullet":
            text = level.text.translate(_SYMBOLS)
        else:
            text = _PLACE.sub(lambda m: self._shown(int(m[1]) - 1, level, levels, counters), level.text)
        text = text.strip()
        return (text, "" if level.suffix == "nothing" else " ") if text else None

    def _count(self, list_id: str, at: int, levels: dict[int, Level], starts: dict[int, int], counters: list[int | None]) -> None:
        """Move on by one; a list that starts anew does so at its first use of a level."""
        if at in starts and (list_id, at) not in self._started:
            self._started.add((list_id, at))
            counters[at] = starts[at] - 1
        value = counters[at]
        counters[at] = levels[at].start if value is None else value + 1
        _restart(at, levels, counters)

    def _shown(self, at: int, level: Level, levels: dict[int, Level], counters: list[int | None]) -> str:
        other = levels.get(at)
        if other is None:
            return ""
        value = counters[at]
        return written(other.start if value is None else value, "decimal" if level.legal else other.format)


def _restart(at: int, levels: dict[int, Level], counters: list[int | None]) -> None:
    """Deeper levels begin again after a number of level ``at``, unless they say otherwise."""
    for deeper in range(at + 1, LEVELS):
        restart = levels[deeper].restart if deeper in levels else None
        if restart is None or (restart > 0 and at < restart):
            counters[deeper] = None


def _level(element: Any) -> tuple[int, Level]:
    def value(tag: str, otherwise: str) -> str:
        found = element.find(W + tag)
        return str(found.get(W + "val", otherwise)) if found is not None else otherwise

    restart = element.find(W + "lvlRestart")
    legal = element.find(W + "isLgl")
    style = element.find(W + "pStyle")
    return _int(element.get(W + "ilvl"), 0), Level(
        start=_int(value("start", "1"), 1),
        format=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        suffix=value("suff", "tab"),
        restart=_int(restart.get(W + "val"), 0) if restart is not None else None,
        legal=legal is not None and legal.get(W + "val", "1") not in ("0", "false", "off"),
        style=style.get(W + "val") if style is not None else None,
    )


def _int(value: str | None, otherwise: int) -> int:
    try:
        return int(value) if value is not None else otherwise
    except ValueError:
        return otherwise
