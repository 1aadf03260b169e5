"""Styles of a Word file: what a paragraph or run looks like after all that it inherits."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from pipeline.readers.word.package import W

Align = Literal["left", "center", "right"]
_ALIGN: dict[str, Align] = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left", "both": "left"}
_OFF = frozenset({"0", "false", "off", "none"})


class Look(NamedTuple):
    """Direct or inherited properties of characters; None where nothing is said."""

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None

    def over(self, base: Look) -> Look:
        """These properties where they are said, else those of ``base``."""
        return base._replace(**{name: value for name, value in self._asdict().items() if value is not None})


class Shape(NamedTuple):
    """Direct or inherited properties of a paragraph: ``outline`` from 1; ``numbering`` is a list's id and level."""

    align: Align | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None

    def over(self, base: Shape) -> Shape:
        """These properties where they are said, else those of ``base``."""
        return base._replace(**{name: value for name, value in self._asdict().items() if value is not None})


def on(element: Any | None) -> bool | None:
    """A switch such as ``w:b``; None where it is absent."""
    if element is None:
        return None
    return element.get(W + "val", "1") not in _OFF


def look(properties: Any | None) -> Look:
    """What ``w:rPr`` says."""
    if properties is None:
        return Look()
    fonts, size = properties.find(W + "rFonts"), properties.find(W + "sz")
    return Look(
        font=(fonts.get(W + "ascii") or fonts.get(W + "hAnsi")) if fonts is not None else None,
        size=_half_points(size.get(W + "val")) if size is not None else None,
        bold=on(properties.find(W + "b")),
        italic=on(properties.find(W + "i")),
        caps=on(properties.find(W + "caps")),
        hidden=on(properties.find(W + "vanish")),
    )


def _half_points(value: str | None) -> float | None:
    try:
        return float(value or "") / 2
    except ValueError:
        return None


def shape(properties: Any | None) -> Shape:
    """What ``w:pPr`` says."""
    if properties is None:
        return Shape()
    align, outline, numbered = (properties.find(W + tag) for tag in ("jc", "outlineLvl", "numPr"))
    level = _number(outline.get(W + "val")) if outline is not None else None
    list_id = list_level = None
    if numbered is not None:
        id_, level_ = numbered.find(W + "numId"), numbered.find(W + "ilvl")
        list_id = id_.get(W + "val") if id_ is not None else None
        list_level = _number(level_.get(W + "val")) if level_ is not None else None
    return Shape(
        align=_ALIGN.get(align.get(W + "val", "")) if align is not None else None,
        outline=level + 1 if level is not None and 0 <= level < 9 else None,
        list_id=list_id,
        list_level=list_level,
    )


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdigit() and len(value) < 6 else None


class Styles:
    """All styles of a file, by id, with inheritance resolved."""

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self._shapes: dict[str, Shape] = {}
        self._bordered: dict[str, bool] = {}
        self.default: str | None = None
        self._base = Look()
        if root is None:
            return
        self._base = look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iter(W + "style"):
            id_ = style.get(W + "styleId")
            if id_:
                self._elements[id_] = style
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                    self.default = id_

    def _chain(self, id_: str | None) -> list[Any]:
        """A style and those that it is based on, nearest first; a loop ends it."""
        chain: list[Any] = []
        seen: set[str] = set()
        while id_ is not None and id_ in self._elements and id_ not in seen:
            seen.add(id_)
            chain.append(self._elements[id_])
            based = self._elements[id_].find(W + "basedOn")
            id_ = based.get(W + "val") if based is not None else None
        return chain

    def look(self, paragraph: str | None, character: str | None, direct: Look) -> Look:
        """How a run looks: its own properties over its character style over the paragraph's style over the defaults."""
        for id_ in (paragraph, character):
            if id_ is not None and id_ not in self._looks:
                found = Look()
                for element in self._chain(id_):
                    found = found.over(look(element.find(W + "rPr")))
                self._looks[id_] = found
        base = self._base if paragraph is None else self._looks[paragraph].over(self._base)
        return direct.over(base if character is None else self._looks[character].over(base))

    def shape(self, id_: str | None) -> Shape:
        """Paragraph properties of a style."""
        if id_ is None:
            return Shape()
        if id_ not in self._shapes:
            found = Shape()
            for element in self._chain(id_):
                found = found.over(shape(element.find(W + "pPr")))
            self._shapes[id_] = found
        return self._shapes[id_]

    def bordered(self, id_: str | None) -> bool:
        """True where a table style draws lines."""
        if id_ is None:
            return False
        if id_ not in self._bordered:
            self._bordered[id_] = any(draws(element.find(f"{W}tblPr/{W}tblBorders")) for element in self._chain(id_))
        return self._bordered[id_]


def draws(borders: Any | None) -> bool:
    """True where ``w:tblBorders`` or ``w:tcBorders`` has a line to be seen."""
    return borders is not None and any(border.get(W + "val", "none") not in ("none", "nil") for border in borders)
