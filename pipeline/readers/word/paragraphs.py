"""One paragraph of a Word file: its characters as shown, in runs of one look, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import category

from core.spans import OffsetMap
from pipeline.drafts import RunDraft
from pipeline.readers.word.package import W
from pipeline.readers.word.styles import Look, Styles, look

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = frozenset(
    W + tag
    for tag in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "fldData",
    )
)
_CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


class Paragraph:
    """The runs of a paragraph, the text boxes anchored in it, and the notes that it calls, in order."""

    def __init__(self, element: Any, style: str | None, part: str, styles: Styles, fields: list[bool]) -> None:
        self.runs: list[RunDraft] = []
        self.boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self._part = part
        self._style = style
        self._styles = styles
        # For each open field: true while its instruction, which no reader sees, goes on.
        self._fields = fields
        self._size = 0
        self._seen: dict[tuple[str | None, Look], Look] = {}
        for child in element:
            self._inline(child)
        fields[:] = [instruction for instruction in fields if not instruction]

    def _inline(self, element: Any) -> None:
        tag = element.tag
        if tag == W + "r":
            self._run(element)
        elif tag == _MC + "AlternateContent":
            for child in _choice(element):
                self._inline(child)
        elif tag == _M + "t":
            self._put(element.text or "", Look())
        elif tag not in _SKIPPED:
            for child in element:
                self._inline(child)

    def _run(self, element: Any) -> None:
        properties = element.find(W + "rPr")
        named = properties.find(W + "rStyle") if properties is not None else None
        direct, character = look(properties), named.get(W + "val") if named is not None else None
        key = (character, direct)
        if key not in self._seen:
            self._seen[key] = self._styles.look(self._style, character, direct)
        for child in element:
            self._content(child, self._seen[key])

    def _content(self, element: Any, seen: Look) -> None:
        tag = element.tag
        if tag == W + "t":
            self._put(element.text or "", seen)
        elif tag in _CHARACTERS:
            self._put(_CHARACTERS[tag], seen)
        elif tag == W + "br":
            # The break of a page or column ends a line as well: "… kết luận" and "PHỤ LỤC" behind it are no word.
            self._put("\n", seen)
        elif tag == W + "softHyphen":
            self._put("\u00ad", seen, "")
        elif tag == W + "sym":
            self._symbol(element, seen)
        elif tag == W + "fldChar":
            self._field(element.get(W + "fldCharType"))
        elif tag in _NOTES:
            self.notes.append((_NOTES[tag], element.get(W + "id", "")))
        elif tag == _MC + "AlternateContent":
            for child in _choice(element):
                self._content(child, seen)
        elif tag in (W + "drawing", W + "pict", W + "object"):
            self.boxes.extend(_text_boxes(element))
        elif tag not in _SKIPPED:
            for child in element:
                self._inline(child) if child.tag == W + "r" else self._content(child, seen)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, element: Any, seen: Look) -> None:
        try:
            char = chr(int(element.get(W + "char", ""), 16))
        except (ValueError, OverflowError):
            return
        # Half of a pair of surrogates can be stored nowhere, a control character is no symbol.
        if category(char) not in ("Cs", "Cc"):
            self._put(char, seen._replace(font=element.get(W + "font") or seen.font))

    def _put(self, raw: str, seen: Look, text: str | None = None) -> None:
        if not raw or any(self._fields):
            return
        offsets = None
        reason = ""
        if seen.hidden:
            text, reason = "", "hidden"
        elif seen.caps and text is None and len(raw.upper()) == len(raw):
            text, offsets, reason = raw.upper(), OffsetMap.identity(len(raw)), "caps"
        last = self.runs[-1] if self.runs else None
        if raw == "\n" or last is None or last.raw == "\n" or text is not None or last.text is not None or not _alike(last, seen):
            self.runs.append(
                RunDraft(
                    raw,
                    self._part,
                    self._size,
                    text,
                    offsets,
                    font=seen.font,
                    size=seen.size,
                    bold=bool(seen.bold),
                    italic=bool(seen.italic),
                    reason=reason,
                )
            )
        else:
            last.raw += raw
        self._size += len(raw)


def _alike(run: RunDraft, seen: Look) -> bool:
    return run.font == seen.font and run.size == seen.size and run.bold == bool(seen.bold) and run.italic == bool(seen.italic)


def _choice(alternatives: Any) -> list[Any]:
    """The first form of a thing that is offered in several, as a new program would show it."""
    for tag in ("Choice", "Fallback"):
        found = alternatives.find(_MC + tag)
        if found is not None and len(found):
            return list(found)
    return []


def _text_boxes(drawing: Any) -> Iterator[Any]:
    """``w:txbxContent`` elements of a drawing, those inside others left to them, one form of each alternative."""
    stack = [drawing]
    while stack:
        element = stack.pop()
        if element.tag == W + "txbxContent":
            yield element
        elif element.tag == _MC + "AlternateContent":
            stack.extend(reversed(_choice(element)))
        else:
            stack.extend(reversed(element))
