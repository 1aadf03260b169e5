"""The text of a page in runs and blocks: white space as a browser shows it, lists with their numbers, tables, alignment."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from pipeline.drafts import BlockDraft, RunDraft, added, shown
from pipeline.offsets import MapBuilder
from pipeline.readers.blocks import paragraph
from pipeline.readers.tables import Cell, table
from pipeline.readers.web.content import Page
from pipeline.readers.web.page import BLOCKS, events
from pipeline.readers.word.numbering import written

Align = Literal["left", "center", "right"]

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right|end|left|start|justify)", re.IGNORECASE)
_BORDER = re.compile(
    r"border(?:-(?:top|bottom|left|right))?(?:-(?:width|style))?\s*:\s*(?!none|0(?!\.)|hidden|medium none)[^;]*(?:solid|double|dotted|dashed|\d)",
    re.IGNORECASE,
)
_SIDES: dict[str, Align] = {
    "center": "center",
    "middle": "center",
    "right": "right",
    "end": "right",
    "left": "left",
    "start": "left",
    "justify": "left",
}
_LIST_STYLE = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CSS_LIST = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_CSS_STYLES = {"lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
               "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal": "decimal", "decimal-leading-zero": "decimalZero"}  # fmt: skip
_MARKED = re.compile(r"\s*(?:[-–—+*•·▪●○■□➢✓]|\(?\d{1,3}[.)/]|\(?[a-zđ][.)]|[IVX]{1,5}[.)-])")
_DEEPEST_TABLE = 30
_LARGEST_SPAN = 1000


@dataclass(slots=True, frozen=True)
class _Style:
    bold: bool = False
    italic: bool = False
    align: Align | None = None
    outline: int | None = None
    kept: bool = False
    """White space is kept (``pre``)."""


def blocks(page: Page, element: Any, path: str, linked: set[str] | None = None, depth: int = 0) -> list[BlockDraft]:
    """The blocks of an element; ``path`` leads to it, as an XPath. The paths of text nodes that are links are added to ``linked``."""
    flow = _Flow(page, set() if linked is None else linked, depth)
    if element.tag == "table" and depth == 0:
        return flow.table(element, path)
    flow.run(element, path)
    return flow.blocks


class _Flow:
    def __init__(self, page: Page, linked: set[str], depth: int) -> None:
        self.blocks: list[BlockDraft] = []
        self._page = page
        self._linked = linked
        self._links = 0
        self._depth = depth
        self._runs: list[RunDraft] = []
        self._spaced = True
        self._styles: list[_Style] = []
        self._paths: list[str] = []
        self._counts: list[dict[str, int]] = []
        self._lists: list[_List] = []
        self._label: str | None = None

    def run(self, root: Any, path: str) -> None:
        """Go through an element."""
        for kind, element, text in events(root, self._leaves_out):
            if kind == "text":
                self._text(text)
            elif kind == "end":
                self._end(element)
            elif text == "skipped":
                self._place(element)
                if element.tag == "table" and not self._page.skips(element):
                    self._flush()
                    self.blocks += self.table(element, f"{self._paths[-1]}/{self._named(element)}")
            else:
                self._start(element, path if element is root else f"{self._paths[-1]}/{self._place(element)}")
        self._flush()

    def _leaves_out(self, element: Any) -> bool:
        return self._page.skips(element) or (element.tag == "table" and self._depth < _DEEPEST_TABLE)

    def _place(self, element: Any) -> str:
        """Name of a child and its number among those of its name."""
        counts, tag = self._counts[-1], str(element.tag) if isinstance(element.tag, str) else "comment"
        counts[tag] = counts.get(tag, 0) + 1
        return f"{tag}[{counts[tag]}]"

    def _named(self, element: Any) -> str:
        return f"{element.tag}[{self._counts[-1][element.tag]}]"

    def _start(self, element: Any, path: str) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        self._paths.append(path)
        self._counts.append({})
        self._styles.append(_style(element, self._styles[-1] if self._styles else _Style()))
        if tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(_List(element))
        elif tag == "li":
            self._label = self._lists[-1].label(element) if self._lists else None
        elif tag == "a":
            self._links += 1
        elif tag == "br":
            self._runs.append(added("\n", path))
            self._spaced = True

    def _end(self, element: Any) -> None:
        if element.tag in BLOCKS:
            self._flush()
        if element.tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        if element.tag == "li":
            self._label = None
        elif element.tag == "a":
            self._links -= 1
        self._paths.pop()
        self._counts.pop()
        self._styles.pop()

    def _text(self, raw: str) -> None:
        """A text node: its characters, with white space as shown."""
        counts, style = self._counts[-1], self._styles[-1]
        counts["text()"] = counts.get("text()", 0) + 1
        part = f"{self._paths[-1]}/text()[{counts['text()']}]"
        if self._links:
            self._linked.add(part)
        model = RunDraft(raw, part, bold=style.bold, italic=style.italic)
        if style.kept:
            at = 0
            for piece in re.split(r"(\n)", raw):
                if piece:
                    self._runs.append(replace(model, raw=piece, raw_start=at))
                at += len(piece)
            self._spaced = raw[-1:].isspace()
            return
        text, builder, done = [], MapBuilder(), 0
        for blank in _SPACE.finditer(raw):
            text.append(raw[done : blank.start()])
            builder.same(blank.start() - done)
            self._spaced = self._spaced if blank.start() == done == 0 else False
            size = blank.end() - blank.start()
            if self._spaced:
                builder.cluster(0, size)
            else:
                text.append(" ")
                builder.same(1)
                builder.cluster(0, size - 1)
            self._spaced = True
            done = blank.end()
        text.append(raw[done:])
        builder.same(len(raw) - done)
        self._spaced = self._spaced and done == len(raw)
        seen = "".join(text)
        if seen:
            self._runs.append(model if seen == raw else replace(model, text=seen, map=builder.done()))

    def _flush(self) -> None:
        """The end of a line: what has gathered becomes blocks."""
        if any(shown(run).strip() for run in self._runs):
            style = self._styles[-1] if self._styles else _Style()
            if self._label is not None:
                line = "".join(map(shown, self._runs))
                if not _MARKED.match(line):
                    first = self._runs[0]
                    self._runs.insert(0, added(f"{self._label} ", first.part, first.raw_start))
                self._label = None
            found = paragraph(self._runs, align=style.align, outline=style.outline)
            for block in found:
                # A break is no character of the page, so lines are parted as blocks are.
                block.before = None
            self.blocks += found
        self._runs = []
        self._spaced = True

    def table(self, element: Any, path: str) -> list[BlockDraft]:
        """The blocks of a table: rows and cells, or what stands in the columns of a layout table."""
        found: list[BlockDraft] = []
        rows: list[list[Cell]] = []
        taken: dict[int, int] = {}
        bordered = _draws(element)
        cells = lines = 0
        for row, row_path in _rows(element, path):
            if self._page.skips(row):
                continue
            if row.tag == "caption":
                found += blocks(self._page, row, row_path, self._linked, self._depth + 1)
                continue
            line: list[Cell] = []
            col = 0
            counts: dict[str, int] = {}
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                counts[cell.tag] = counts.get(cell.tag, 0) + 1
                while taken.get(col, 0):
                    col += 1
                wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
                inner = (
                    []
                    if self._page.skips(cell)
                    else blocks(self._page, cell, f"{row_path}/{cell.tag}[{counts[cell.tag]}]", self._linked, self._depth + 1)
                )
                line.append(Cell(len(rows), col, inner, high, wide))
                cells += 1
                lines += cell.tag == "th" or _draws(cell)
                for covered in range(col, col + wide):
                    taken[covered] = high
                col += wide
            taken = {covered: left - 1 for covered, left in taken.items() if left > 1}
            rows.append(line)
        return [*found, *table(rows, bordered=bordered or lines * 2 > cells)] if cells else found


class _List:
    """A list and the number that it has got to."""

    def __init__(self, element: Any) -> None:
        self._ordered = element.tag == "ol"
        css = _CSS_LIST.search(element.get("style", ""))
        self._none = css is not None and css[1].lower() == "none"
        self._style = _CSS_STYLES.get(css[1].lower(), "decimal") if css else _LIST_STYLE.get(element.get("type", ""), "decimal")
        start = element.get("start", "")
        reverse = element.get("reversed") is not None
        self._step = -1 if reverse else 1
        items = sum(1 for child in element if child.tag == "li")
        self._next = int(start) if re.fullmatch(r"-?\d{1,6}", start) else items if reverse else 1

    def label(self, item: Any) -> str | None:
        """What a browser shows before an item; None where it shows nothing."""
        if not self._ordered:
            return None if self._none else "•"
        value = item.get("value", "")
        number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else self._next
        self._next = number + self._step
        return None if self._none else f"{written(number, self._style)}."


def _rows(element: Any, path: str) -> list[tuple[Any, str]]:
    """Rows and captions of a table, not those of tables within, with their paths."""
    found = []
    counts: dict[str, int] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        counts[child.tag] = counts.get(child.tag, 0) + 1
        here = f"{path}/{child.tag}[{counts[child.tag]}]"
        if child.tag in ("tr", "caption"):
            found.append((child, here))
        elif child.tag in ("thead", "tbody", "tfoot"):
            found += [(row, f"{here}/tr[{i}]") for i, row in enumerate(child.iterchildren("tr"), 1)]
    return found


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "")
    return max(1, min(int(value), _LARGEST_SPAN)) if value.isdigit() and len(value) < 9 else 1


def _draws(element: Any) -> bool:
    """True where a table or cell shows lines, by its attributes or the names that systems give to such tables."""
    border = element.get("border")
    if border is not None and element.tag == "table":
        return border.strip() not in ("0", "0px")
    names = element.get("class", "").casefold()
    return "bordered" in names or "tablegrid" in names or bool(_BORDER.search(element.get("style", "")))


def _style(element: Any, outer: _Style) -> _Style:
    tag, css = element.tag, element.get("style", "")
    bold = True if tag in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6") else outer.bold
    italic = True if tag in ("i", "em", "cite") else outer.italic
    align, outline = outer.align, outer.outline
    if css:
        weight, slant, side = _BOLD.search(css), _ITALIC.search(css), _ALIGN.search(css)
        bold = weight[1].lower() not in ("normal", "100", "200", "300", "400", "500") if weight else bold
        italic = slant[1].lower() != "normal" if slant else italic
        align = _SIDES[side[1].lower()] if side else align
    named = element.get("align", "").lower()
    if tag == "center" or named in _SIDES:
        align = "center" if tag == "center" else _SIDES[named]
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        outline = int(tag[1])
    return _Style(bold, italic, align, outline, outer.kept or tag in ("pre", "listing"))
