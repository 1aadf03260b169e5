"""Small PDFs for the tests: text of a made-up font set at given places, lines, pictures; no font of the system and no other library needed.

Every letter is as wide as it roughly is in Times, so that gaps and line ends look like those of office documents. Places are points from the
page's top left, ``y`` is the baseline.
"""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass, field
from math import cos, radians, sin

from core.document import Block, Document, File
from core.settings import Limits
from pipeline.assemble import assemble
from pipeline.readers.pdf import read
from tests.unit.pipeline.box_font import BOX, MARK, NARROW_BOX, WIDE_BOX, box_font

FONTS = {"regular": "VkTest-Regular", "bold": "VkTest-Bold", "italic": "VkTest-Italic", "plain": "VkTest"}
NARROW, WIDE = "ijlItf.,;:!'’|()[]/- ", "mMWwĐ%—…"


def width(char: str) -> float:
    """Advance of a letter, as a share of the font size; a combining mark has none."""
    if unicodedata.combining(char):
        return 0.0
    base = unicodedata.normalize("NFD", char)[0]
    if base == " ":
        return 0.25
    if base in NARROW:
        return 0.3
    if base in WIDE:
        return 0.8
    return 0.65 if base.isupper() else 0.5


def measure(text: str, size: float) -> float:
    """Width of a text in points."""
    return sum(map(width, text)) * size


@dataclass
class Page:
    """The drawing operators of one page."""

    width: float = 595.0
    height: float = 842.0
    rotate: int = 0
    content: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    broken: bool = False

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        font: str = "regular",
        size: float = 12.0,
        apart: float = 0.0,
        angle: float = 0.0,
        mode: int = 0,
        wide: float = 1.0,
    ) -> float:
        """Draws ``text`` as one object and gives the x where it ends."""
        self.used |= set(text)
        name = list(FONTS).index(font)
        a, b = cos(radians(angle)), sin(radians(angle))
        codes = "".join(f"{ord(char):04x}" for char in text)
        self.content.append(
            f"BT {mode} Tr {100 * wide:.2f} Tz /F{name} {size} Tf {apart} Tc {a:.5f} {b:.5f} {-b:.5f} {a:.5f} {x:.3f} {self.height - y:.3f} Tm <{codes}> Tj ET"
        )
        return x + measure(text, size) + apart * len(text)

    def spread(self, x: float, y: float, stretches: list[tuple[float, str]], *, font: str = "regular", size: float = 12.0) -> None:
        """Draws stretches of text at given x as one object that jumps: how LibreOffice draws a line with letters of another font in it."""
        self.used |= set("".join(text for _, text in stretches))
        parts, at = [], x
        for place, text in stretches:
            parts.append(f"{-1000 * (place - at) / size:.3f} <{''.join(f'{ord(char):04x}' for char in text)}>")
            at = place + measure(text, size)
        name = list(FONTS).index(font)
        self.content.append(f"BT /F{name} {size} Tf 0 Tc 1 0 0 1 {x:.3f} {self.height - y:.3f} Tm [{' '.join(parts)}] TJ ET")

    def centred(self, middle: float, y: float, text: str, *, font: str = "regular", size: float = 12.0) -> None:
        self.text(middle - measure(text, size) / 2, y, text, font=font, size=size)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.content.append(f"0.5 w {x0:.3f} {self.height - y0:.3f} m {x1:.3f} {self.height - y1:.3f} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.content.append(f"0.5 w {x0:.3f} {self.height - y1:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re S")

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A filled rectangle: how Word draws borders."""
        self.content.append(f"{x0:.3f} {self.height - y1:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re f")

    def grid(self, xs: list[float], ys: list[float]) -> None:
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.content.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q")

    def prose(
        self, text: str, y: float, *, left: float = 85.0, right: float = 538.0, size: float = 12.0, indent: float = 0.0, step: float = 14.0,
        font: str = "regular", justify: bool = True,
    ) -> float:  # fmt: skip
        """Sets a paragraph as a typesetter does, line by line, and gives the y of the next baseline."""
        lines = wrapped(text, right - left, size, indent)
        for number, line in enumerate(lines):
            x = left + (indent if number == 0 else 0.0)
            words = line.split(" ")
            spare = right - x - measure(line, size)
            gap = spare / (len(words) - 1) if justify and number < len(lines) - 1 and len(words) > 1 else 0.0
            if gap:
                for word in words:
                    x = self.text(x, y, word + " ", font=font, size=size) + gap
            else:
                self.text(x, y, line, font=font, size=size)
            y += step
        return y


def wrapped(text: str, room: float, size: float, indent: float = 0.0) -> list[str]:
    """Lines as full as they can be; a line may also end behind a hyphen within a word."""
    lines, line = [], ""
    for word in text.split(" "):
        parts = [p for p in word.replace("-", "-\0").split("\0") if p] or [""]
        for number, part in enumerate(parts):
            glue = "" if number or not line else " "
            limit = room - (indent if not lines else 0.0)
            if line and measure(line + glue + part, size) > limit:
                lines.append(line)
                line = part
            else:
                line += glue + part
    return [*lines, line]


class Pdf:
    """Pages put together as a file."""

    def __init__(self) -> None:
        self.pages: list[Page] = []

    def page(self, width: float = 595.0, height: float = 842.0, rotate: int = 0) -> Page:
        self.pages.append(Page(width, height, rotate))
        return self.pages[-1]

    def data(self, *, locked: bool = False, title: str = "") -> bytes:
        """The bytes of the file; ``locked`` by a password that nobody knows."""
        used = sorted(set().union(*(page.used for page in self.pages))) if self.pages else []
        objects = ["", "", *self._fonts(used)]
        fonts = " ".join(f"/F{i} {5 + 4 * i} 0 R" for i in range(len(FONTS)))
        kids = []
        for page in self.pages:
            stream = "\n".join(page.content)
            size = len(stream.encode("latin-1"))
            objects.append(f"<</Length {size}>>\nstream\n{stream}\nendstream")
            content = len(objects)
            box = f"/MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate}"
            kind = "/Type /Broken" if page.broken else "/Type /Page"
            objects.append(f"<<{kind} /Parent 2 0 R {box} /Resources <</Font <<{fonts}>>>> /Contents {content} 0 R>>")
            kids.append(f"{len(objects)} 0 R" if not page.broken else "null")
        objects[0] = "<</Type /Catalog /Pages 2 0 R>>"
        objects[1] = f"<</Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}]>>"
        extra = ""
        if title:
            objects.append("<</Title <feff" + title.encode("utf-16-be").hex() + ">>>")
            extra = f"/Info {len(objects)} 0 R "
        if locked:
            objects.append(f"<</Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4>>")
            extra += f"/Encrypt {len(objects)} 0 R /ID [<{'43' * 16}> <{'43' * 16}>] "
        return _file(objects, extra)

    def _fonts(self, used: list[str]) -> list[str]:
        font = box_font()
        glyphs = bytearray(2 * 65536)
        for char in used:
            box = NARROW_BOX if width(char) < 0.4 else BOX if width(char) < 0.6 else WIDE_BOX
            glyphs[2 * ord(char) + 1] = 0 if char == " " else MARK if unicodedata.combining(char) else box
        packed = zlib.compress(bytes(glyphs))
        found = [
            f"<</Length {len(font)} /Length1 {len(font)}>>\nstream\n{font.decode('latin-1')}\nendstream",
            f"<</Length {len(packed)} /Filter /FlateDecode>>\nstream\n{packed.decode('latin-1')}\nendstream",
        ]
        for i, name in enumerate(FONTS.values()):
            own = 5 + 4 * i
            widths = " ".join(f"{ord(c)} [{round(1000 * width(c))}]" for c in used)
            flags = 262148 if "Bold" in name else 68 if "Italic" in name else 4
            found += [
                f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{own + 1} 0 R] /ToUnicode {own + 3} 0 R>>",
                f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
                f"/FontDescriptor {own + 2} 0 R /CIDToGIDMap 4 0 R /DW 500 /W [{widths}]>>",
                f"<</Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 "
                "/CapHeight 700 /StemV 80 /FontFile2 3 0 R>>",
                _to_unicode(used),
            ]
        return found


def _to_unicode(used: list[str]) -> str:
    blocks = []
    for at in range(0, len(used), 100):
        part = used[at : at + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(f"<{ord(c):04x}> <{ord(c):04x}>" for c in part) + "\nendbfchar")
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n" + "\n".join(blocks) + "\nendcmap end end"
    )
    return f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream"


def _file(objects: list[str], extra: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1} /Root 1 0 R {extra}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def document_of(pdf: Pdf) -> Document:
    """What the reader and assembly make of it."""
    data = pdf.data()
    return assemble(read(data, Limits()), File("0" * 64, "pdf", len(data)))


def leaves(document: Document) -> list[Block]:
    """The blocks that hold text themselves."""
    parents = {block.parent for block in document.blocks}
    return [block for block in document.blocks if block.id not in parents]


def texts(pdf: Pdf) -> list[str]:
    """The text of each block that holds text itself."""
    document = document_of(pdf)
    return [block.span.of(document.text) for block in leaves(document)]
