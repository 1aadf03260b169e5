"""Word files (docx): paragraphs with the numbers that Word shows, tables, text boxes, notes; inserted text kept, deleted text left out.

python-docx hides numbering, notes, text boxes and tracked changes, and reads every part of a file; this reader takes the parts that hold
text and walks their XML itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.settings import Limits
from pipeline.drafts import BlockDraft, Draft, added
from pipeline.readers.blocks import paragraph
from pipeline.readers.tables import Cell, table
from pipeline.readers.word.numbering import Numbering
from pipeline.readers.word.package import Package, W
from pipeline.readers.word.paragraphs import Paragraph
from pipeline.readers.word.styles import Align, Styles, draws, on, shape

_CONTAINERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_DELETED = frozenset(W + tag for tag in ("del", "moveFrom"))
_LARGEST_SPAN = 1000


def read(data: bytes, limits: Limits) -> Draft:
    """The body of a Word file; page headers and footers are left out. ``part`` of a run is the paragraph's number in its part ("p12").

    Raises DamagedFile, PasswordNeeded, TooLarge (``limits.unpacked_bytes``).
    """
    package = Package(data, limits)
    root = package.document()
    body = root.find(W + "body")
    walk = _Walk(package)
    blocks = walk.blocks(body if body is not None else root)
    return Draft([*blocks, *walk.notes()], title=package.title())


class _Walk:
    """The parts of a file that are needed along the way, and the state that runs through it: lists, fields, notes."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"))
        self._fields: list[bool] = []
        self._called: list[tuple[str, str]] = []
        self._count = 0
        self._part = ""

    def blocks(self, container: Any) -> list[BlockDraft]:
        """All blocks of a body, cell or text box, in order."""
        found: list[BlockDraft] = []
        for element in _flat(container):
            if element.tag == W + "p":
                found += self._paragraph(element)
            elif element.tag == W + "tbl":
                found += self._table(element)
        return found

    def notes(self) -> list[BlockDraft]:
        """Footnotes and endnotes that the body calls, each once, with its number as a label."""
        found: list[BlockDraft] = []
        for kind in ("footnotes", "endnotes"):
            called = list(dict.fromkeys(id_ for of, id_ in self._called if of == kind))
            root = self._package.related(kind) if called else None
            if root is None:
                continue
            notes = {note.get(W + "id"): note for note in root}
            self._part, self._count = f"{kind}/", 0
            for number, id_ in enumerate(called, 1):
                if id_ in notes:
                    blocks = self.blocks(notes[id_])
                    if blocks and blocks[0].runs:
                        first = blocks[0].runs[0]
                        blocks[0].runs.insert(0, added(f"[{number}] ", first.part, first.raw_start))
                    found += blocks
        return found

    def _paragraph(self, element: Any) -> list[BlockDraft]:
        self._count += 1
        part = f"{self._part}p{self._count}"
        properties = element.find(W + "pPr")
        named = properties.find(W + "pStyle") if properties is not None else None
        style = named.get(W + "val") if named is not None else self._styles.default
        outline = shape(properties).over(self._styles.shape(style))
        content = Paragraph(element, style, part, self._styles, self._fields)
        self._called += content.notes
        runs = content.runs
        # A paragraph of no text is not numbered by us: Word counts it, but an empty item says nothing to a reader.
        label = self._numbering.label(outline, style)
        if label is not None and any(run.raw.strip() and run.text != "" for run in runs):
            runs = [added(label[0] + label[1], part), *runs]
        align: Align | None = outline.align
        found = paragraph(runs, outline=outline.outline, align=align)
        for box in content.boxes:
            found += self.blocks(box)
        return found

    def _table(self, element: Any) -> list[BlockDraft]:
        properties = element.find(W + "tblPr")
        named = properties.find(W + "tblStyle") if properties is not None else None
        own = properties.find(W + "tblBorders") if properties is not None else None
        bordered = draws(own) if own is not None else self._styles.bordered(named.get(W + "val") if named is not None else None)
        rows: list[list[Cell]] = []
        open_: dict[int, Cell] = {}
        lines = 0
        cells = 0
        for number, row in enumerate(e for e in _flat(element) if e.tag == W + "tr" and not _gone(e)):
            col = _span(row.find(f"{W}trPr/{W}gridBefore"), 0)
            line: list[Cell] = []
            for cell in (e for e in _flat(row) if e.tag == W + "tc"):
                settings = cell.find(W + "tcPr")
                wide = _span(settings.find(W + "gridSpan") if settings is not None else None, 1) or 1
                merged = settings.find(W + "vMerge") if settings is not None else None
                cells += 1
                lines += settings is not None and draws(settings.find(W + "tcBorders"))
                if merged is not None and merged.get(W + "val") != "restart" and col in open_:
                    open_[col].rowspan += 1
                else:
                    line.append(Cell(number, col, self.blocks(cell), 1, wide))
                    open_.pop(col, None)
                    if merged is not None:
                        open_[col] = line[-1]
                col += wide
            rows.append(line)
        return table(rows, bordered=bordered or lines * 2 > cells)


def _flat(container: Any) -> Iterator[Any]:
    """Children of a container, with those of content controls, tags and insertions among them; deleted ones are left out."""
    stack = [iter(container)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in _CONTAINERS:
            stack.append(iter(element))
        elif element.tag not in _DELETED:
            yield element


def _gone(row: Any) -> bool:
    """True for a row deleted under tracked changes, or hidden."""
    properties = row.find(W + "trPr")
    return properties is not None and (properties.find(W + "del") is not None or bool(on(properties.find(W + "hidden"))))


def _span(element: Any | None, otherwise: int) -> int:
    value = element.get(W + "val", "") if element is not None else ""
    return min(int(value), _LARGEST_SPAN) if value.isdigit() and len(value) < 9 else otherwise
