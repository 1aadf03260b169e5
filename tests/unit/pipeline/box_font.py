"""A TrueType font of a few glyphs, made here: nothing, boxes of three widths, a box over the letter before. So pdfium takes text for drawn."""

from __future__ import annotations

import struct

EM = 1000
NARROW_BOX, BOX, WIDE_BOX, MARK = 1, 2, 3, 4


def _glyph(x0: int, y0: int, x1: int, y1: int) -> bytes:
    """A rectangle, clockwise."""
    points = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
    out = struct.pack(">hhhhh", 1, x0, y0, x1, y1) + struct.pack(">HH", 3, 0) + bytes([1] * 4)
    for axis in (0, 1):
        last = 0
        for point in points:
            out += struct.pack(">h", point[axis] - last)
            last = point[axis]
    return out + bytes(-len(out) % 4)


def box_font() -> bytes:
    """The bytes of the font file."""
    glyphs = [b"", _glyph(20, 0, 220, 660), _glyph(20, 0, 470, 660), _glyph(20, 0, 620, 660), _glyph(-300, 700, -100, 860)]
    loca, glyf = [0], b""
    for glyph in glyphs:
        glyf += glyph
        loca.append(len(glyf))
    cmap = (
        struct.pack(">HHHHI", 0, 1, 3, 1, 12)
        + struct.pack(">HHHHHHH", 4, 24, 0, 2, 2, 0, 0)
        + struct.pack(">HHHHH", 0xFFFF, 0, 0xFFFF, 1, 0)
    )
    tables = {
        b"cmap": cmap,
        b"glyf": glyf,
        b"head": struct.pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, -300, -200, EM, 900, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 900, -200, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, len(glyphs)),
        b"hmtx": struct.pack(">HhHhHhHhHh", 500, 0, 300, 20, 500, 20, 650, 20, 0, -300),
        b"loca": struct.pack(f">{len(loca)}I", *loca),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, len(glyphs), 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    at = len(head) + 16 * len(tables)
    body = b""
    for name, data in tables.items():
        head += name + struct.pack(
            ">III",
            sum(struct.unpack(f">{len(data + bytes(-len(data) % 4)) // 4}I", data + bytes(-len(data) % 4))) % 2**32,
            at + len(body),
            len(data),
        )
        body += data + bytes(-len(data) % 4)
    return head + body
