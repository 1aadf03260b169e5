"""A figure as it is printed: its digits, and the value that a reader takes from them."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from corpora.generator.facts import Figure


class Printed(Struct):
    """One figure in the text. ``name`` is the fact with its prefix and suffix, "" for a figure that the template gives itself."""

    name: str
    value: Decimal
    places: int
    exact: bool = True
    identifier: str = ""


def rounded(figure: Figure, places: int) -> Decimal:
    """The value to so many decimals, halves up, computed in integers so that it is the same everywhere."""
    shown = figure.places if figure.places >= 0 else places
    scaled, rest = divmod(figure.numerator * 10**shown, figure.denominator)
    if 2 * rest >= figure.denominator:
        scaled += 1
    return Decimal(scaled).scaleb(-shown)


def digits(value: Decimal, *, dots: bool = True, strip: bool = True) -> str:
    """Vietnamese digits: decimal comma, dots between thousands; zeros after the comma go where ``strip``."""
    text = f"{value:f}"
    whole, _, part = text.partition(".")
    if strip:
        part = part.rstrip("0")
    if dots and len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{part}" if part else whole


def plain(value: Decimal) -> str:
    """The value for an attribute: decimal point, no zeros behind it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
