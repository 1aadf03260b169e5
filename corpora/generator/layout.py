"""The txt rendition, written straight from the lines: header, body, recipients and signature, with the place of everything."""

from __future__ import annotations

from corpora.generator.heading import Heading
from corpora.generator.style import Style
from corpora.generator.writing import Line


class Page:
    """A text that grows line by line. ``spans`` are those of the header's fields, ``optional`` those of bodies in header and recipients."""

    def __init__(self, style: Style, heading: Heading) -> None:
        self.style, self.heading = style, heading
        self.spans: dict[str, tuple[int, int]] = {}
        self.optional: list[tuple[int, int]] = []
        self._parts: list[str] = []
        self._size = 0

    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts)

    def write(self, abstract: Line, lines: list[Line]) -> list[int]:
        """Write everything; gives where the abstract and each line begin."""
        heading = self.heading
        self._top()
        places = []
        if heading.type:
            self._field("type", heading.type)
            places.append(self._size)
            self._field("abstract", abstract.text)
            if self.style.hyphens and len(heading.motto) == 1:
                self._put("-----\n")
        else:
            places.append(self._abstract_of_letter(abstract))
        self._put("\n")
        if heading.addressee:
            self._put("Kính gửi: " if heading.type == "" else "Kính trình: ")
            for n, entry in enumerate(heading.addressee):
                self._named("addressee" if not n else "", ("- " if n else "") + entry)
        for n, line in enumerate(lines):
            places.append(self._size)
            if line.kind == "table":
                self._table(line)
            else:
                self._put(line.text)
                self._put((self.style.dotted_end if n == len(lines) - 1 else "") + "\n")
        self._bottom()
        return places

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def _field(self, name: str, text: str, end: str = "\n") -> None:
        if text:
            self.spans[name] = (self._size, self._size + len(text))
            self._put(text + end)

    def _named(self, name: str, text: str, end: str = "\n") -> None:
        if text:
            self.optional.append((self._size, self._size + len(text)))
            if name:
                self.spans[name] = self.optional[-1]
            self._put(text + end)

    def _top(self) -> None:
        heading = self.heading
        self._named("parent", heading.parent)
        self._named("issuer", heading.issuer)
        if len(heading.motto) == 1:
            self._put("*\n")
        self._put("Số: " if self.style.colon else "Số ")
        self._field("number", heading.number)
        for line in heading.motto:
            self._put(line + "\n")
        self._field("date_line", heading.date_line)
        self._put("\n")

    def _abstract_of_letter(self, abstract: Line) -> int:
        self._put("V/v ")
        at = self._size
        self._field("abstract", abstract.text)
        return at

    def _table(self, line: Line) -> None:
        caption = line.options.get("caption", "")
        if caption:
            self._put(caption + "\n")
        if line.options.get("unit"):
            self._put(f"Đơn vị tính: {line.options['unit']}\n")
        for row in line.cells:
            self._put("\t".join(row) + "\n")

    def _bottom(self) -> None:
        heading = self.heading
        self._put("\nNơi nhận:\n")
        for n, entry in enumerate(heading.recipients):
            self._put("- ")
            self._named("", entry, (";" if n < len(heading.recipients) - 1 else ".") + "\n")
        self._put("\n")
        self._named("authority", heading.authority)
        self._field("post", heading.post)
        self._put("\n")
        self._field("signer", heading.signer)
