"""A free serif font with Vietnamese letters, found on this machine, for pdf files that we write ourselves."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from msgspec import Struct

FAMILY = "vankien-serif"
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "{windows}/Fonts",
)
# Regular, bold, italic, bold italic; the first family that is there is taken. DejaVu is wide and set smaller.
_FAMILIES = (
    (("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"), 1.0),
    (("times", "timesbd", "timesi", "timesbi"), 1.0),
    (("FreeSerif", "FreeSerifBold", "FreeSerifItalic", "FreeSerifBoldItalic"), 1.0),
    (("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic"), 1.0),
    (("DejaVuSerifCondensed", "DejaVuSerifCondensed-Bold", "DejaVuSerifCondensed-Italic", "DejaVuSerifCondensed-BoldItalic"), 0.92),
    (("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif-Italic", "DejaVuSerif-BoldItalic"), 0.83),
    (("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique"), 0.83),
)
_LETTERS = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơưẠẢẤẬẮẶẸẾỆỊỌỐỘỚỢỤỨỰĐƠƯ–“”"
MISSING = "no font with Vietnamese letters was found: apt-get install fonts-liberation, or fonts-dejavu-core"


class Family(Struct, frozen=True):
    """The four files, and by how much sizes shrink so that lines are as long as in Times New Roman."""

    files: tuple[Path, ...]
    scale: float


@cache
def family() -> Family:
    """The first family found; RuntimeError where there is none."""
    found: dict[str, Path] = {}
    for name in _FOLDERS:
        folder = Path(name.format(windows=os.environ.get("WINDIR", "C:/Windows"))).expanduser()
        for path in sorted(folder.rglob("*.[tT][tT][fF]")) if folder.is_dir() else ():
            found.setdefault(path.stem.casefold(), path)
    for names, scale in _FAMILIES:
        files = [found.get(name.casefold()) for name in names]
        regular, bold = files[0], files[1]
        if regular is not None and bold is not None and _vietnamese(regular) and _vietnamese(bold):
            # Where slanted letters are not installed, upright ones stand in for them.
            return Family((regular, bold, files[2] or regular, files[3] or bold), scale)
    raise RuntimeError(MISSING)


def _vietnamese(path: Path) -> bool:
    """Whether the font has the letters; older versions of Liberation have only some of them."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    try:
        glyphs = TTFontFile(str(path), charInfo=1).charToGlyph
    except TTFError:
        return False
    return all(ord(letter) in glyphs for letter in _LETTERS)


@cache
def register() -> float:
    """Make the family known to reportlab; its scale."""
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    found = family()
    for n, path in enumerate(found.files):
        registerFont(TTFont(f"{FAMILY}-{n}", str(path)))
        addMapping(FAMILY, n & 1, n >> 1, f"{FAMILY}-{n}")
    return found.scale
