"""Text that is read from top to bottom without a break: the lines of the body, or of one side of a two-column block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.layout.lines import Line
    from pipeline.layout.pages import Margins

Side = Literal["left", "right"]


@dataclass(slots=True)
class Strand:
    """Lines that are read one after the other, and the margins between which they run; ``column`` for one side of a two-column block."""

    lines: list[Line]
    margins: dict[int, Margins]
    column: Side | None = None
    apart: set[int] = field(default_factory=set)
    """Ids of lines that stand alone: rows of a list with tabulators."""
    set_in_columns: bool = False
    """True for running text on a page set in columns, whose right column was moved under the left one."""
    narrow: float = 0.0
    """For one side of a two-column block, whose true width no line shows: the least that it can have, in points; ``margins`` have the most."""
