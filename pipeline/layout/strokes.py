"""The straight lines drawn on a page: borders of tables, rules under titles and above footnotes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdfium2 import raw

if TYPE_CHECKING:
    from pipeline.layout.frames import Frame
    from pipeline.layout.pdfium import TextPage

_THIN = 3.0  # points: a filled rectangle or an image this thin is a line (Word draws borders as rectangles of 0.5)
_SHORT = 6.0  # points: what is shorter after joining is a dot, a dash or part of a letter
_SNAP = 2.0  # points between two lines that are one (double borders, rounding)
_JOIN = 3.0  # points between two pieces of one line
_MOST = 20_000  # path objects or segments on a page: more is a drawing or a map, no table
_WHITE = 250
_STRAIGHT, _MOVE = 0, 2
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along one axis: ``at`` on the other axis, from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page besides text. ``images`` is the share of the page that pictures cover, ``empty`` is True where nothing is drawn at all."""

    horizontal: list[Stroke] = field(default_factory=list)
    vertical: list[Stroke] = field(default_factory=list)
    images: float = 0.0
    empty: bool = True


def read_drawing(page: TextPage, frame: Frame) -> Drawing:
    """Lines of a page as seen in ``frame``, pieces joined. A page without any costs 0.1 ms."""
    drawing = Drawing()
    ends: list[tuple[float, float, float, float]] = []
    for number, (kind, item, matrix) in enumerate(_objects(page)):
        if number > _MOST or len(ends) > _MOST:
            return Drawing(images=drawing.images, empty=False)
        drawing.empty = False
        if kind == raw.FPDF_PAGEOBJ_PATH:
            ends += _path(item, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _corners(item, matrix)
            if min(x1 - x0, y1 - y0) <= _THIN:
                ends.append(_middle(x0, y0, x1, y1))
            else:
                drawing.images += (x1 - x0) * (y1 - y0) / max(1.0, frame.width * frame.height)
    for x0, y0, x1, y1 in ends:
        left, top, right, bottom = frame.rectangle(x0, y0, x1, y1)
        if bottom - top <= right - left:
            drawing.horizontal.append(Stroke((top + bottom) / 2, left, right))
        else:
            drawing.vertical.append(Stroke((left + right) / 2, top, bottom))
    drawing.horizontal = joined(drawing.horizontal)
    drawing.vertical = joined(drawing.vertical)
    return drawing


def joined(strokes: list[Stroke]) -> list[Stroke]:
    """Pieces of one line put together, lines that lie on each other made one, and dots left out."""
    if not strokes:
        return []
    lanes: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.at):
        if lanes and stroke.at - lanes[-1][-1].at <= _SNAP / 2 and stroke.at - lanes[-1][0].at <= _SNAP:
            lanes[-1].append(stroke)
        else:
            lanes.append([stroke])
    result = []
    for lane in lanes:
        at = sum(s.at for s in lane) / len(lane)
        start = end = None
        for stroke in sorted(lane, key=lambda s: s.start):
            if start is None or end is None:
                start, end = stroke.start, stroke.end
            elif stroke.start <= end + _JOIN:
                end = max(end, stroke.end)
            else:
                result.append(Stroke(at, start, end))
                start, end = stroke.start, stroke.end
        if start is not None and end is not None:
            result.append(Stroke(at, start, end))
    return [s for s in result if s.end - s.start >= _SHORT]


_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(page: TextPage) -> Iterator[tuple[int, raw.FPDF_PAGEOBJECT, _Matrix]]:
    """Kind, object and matrix of what is drawn, text apart, forms opened."""
    todo = [(kind, item, _SAME, 0) for kind, item in reversed(page.drawn())]
    while todo:
        kind, item, outer, depth = todo.pop()
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _product(_matrix(item), outer)
            parts = [raw.FPDFFormObj_GetObject(item, i) for i in range(raw.FPDFFormObj_CountObjects(item))]
            todo += [(raw.FPDFPageObj_GetType(part), part, inner, depth + 1) for part in reversed(parts)]
        else:
            yield kind, item, outer


def _matrix(item: raw.FPDF_PAGEOBJECT) -> _Matrix:
    m = raw.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if raw.FPDFPageObj_GetMatrix(item, m) else _SAME


def _product(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _moved(m: _Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _corners(item: raw.FPDF_PAGEOBJECT, outer: _Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    ax, ay = _moved(outer, left.value, bottom.value)
    bx, by = _moved(outer, right.value, top.value)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _middle(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    if x1 - x0 >= y1 - y0:
        return x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    return (x0 + x1) / 2, y0, (x0 + x1) / 2, y1


def _path(item: raw.FPDF_PAGEOBJECT, outer: _Matrix) -> list[tuple[float, float, float, float]]:
    """The straight lines along an axis that a path shows: strokes, and thin filled rectangles."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not (fill.value or stroke.value) or _is_white(item, stroked=bool(stroke.value)):
        return []
    x0, y0, x1, y1 = _corners(item, outer)
    if min(x1 - x0, y1 - y0) <= _THIN:
        return [_middle(x0, y0, x1, y1)] if max(x1 - x0, y1 - y0) > _THIN / 4 else []
    count = raw.FPDFPath_CountSegments(item)
    if count > _MOST or not count > 0:
        return []
    lines = list(_lines(item, count, _product(_matrix(item), outer)))
    if stroke.value:
        return lines
    return _thin(lines)


def _lines(item: raw.FPDF_PAGEOBJECT, count: int, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == _MOVE:
            begin = point
        elif kind == _STRAIGHT and _along(last, point):
            yield (*last, *point)
        if raw.FPDFPathSegment_GetClose(segment) and _along(point, begin):
            yield (*point, *begin)
        last = point


def _along(a: tuple[float, float], b: tuple[float, float]) -> bool:
    dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
    return min(dx, dy) <= 0.5 < max(dx, dy)


def _thin(lines: list[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    """Lines of a filled path that have a neighbour as long as themselves close by: the two sides of a thin rectangle."""
    found = []
    for a, b in zip(lines, lines[2:], strict=False):
        box = (min(a[0], a[2], b[0], b[2]), min(a[1], a[3], b[1], b[3]), max(a[0], a[2], b[0], b[2]), max(a[1], a[3], b[1], b[3]))
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            found.append(_middle(*box))
    return found


def _is_white(item: raw.FPDF_PAGEOBJECT, *, stroked: bool) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask = raw.FPDFPageObj_GetStrokeColor if stroked else raw.FPDFPageObj_GetFillColor
    if not ask(item, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE
