"""Widths of printed lines in Times New Roman bold, for lines that are exactly as long as a title."""

from __future__ import annotations

import unicodedata

# Thousandths of the size; letters with marks are as wide as their base.
_WIDTHS = {
    "A": 722, "B": 667, "C": 722, "D": 722, "E": 667, "F": 611, "G": 778, "H": 778, "I": 389, "J": 500, "K": 778, "L": 667, "M": 944,
    "N": 722, "O": 778, "P": 611, "Q": 778, "R": 722, "S": 556, "T": 667, "U": 722, "V": 722, "W": 1000, "X": 722, "Y": 722, "Z": 667,
    "a": 500, "b": 556, "c": 444, "d": 556, "e": 444, "f": 333, "g": 500, "h": 556, "i": 278, "j": 333, "k": 556, "l": 278, "m": 833,
    "n": 556, "o": 500, "p": 556, "q": 556, "r": 444, "s": 389, "t": 333, "u": 556, "v": 500, "w": 722, "x": 500, "y": 500, "z": 444,
    " ": 250, "-": 333, "–": 500, ".": 250, ",": 250, "/": 278, "Đ": 722, "đ": 556,
}  # fmt: skip


def width(text: str, size: float) -> float:
    """Points that the text takes, bold."""
    bases = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return sum(_WIDTHS.get(base, 500) for base in bases) * size / 1000
