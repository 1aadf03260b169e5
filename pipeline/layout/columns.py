"""What is read after what: the body as one strand, and the places where columns stand side by side, read one after the other.

Two columns are the head of a document (issuer and number left, Quốc hiệu or ĐẢNG CỘNG SẢN VIỆT NAM, place and date right), the block of signatures
(recipients left, authority, post and name right, also over a page's end) and pages set in columns. Rows with gaps that are none of these
(lists with tabulators, tables without lines) are read row by row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.language.numbering import numbering
from pipeline.layout.lines import Line, Row, merged
from pipeline.layout.pages import Margins
from pipeline.layout.regions import region_at
from pipeline.layout.strands import Strand
from pipeline.layout.tables import Table

if TYPE_CHECKING:
    from pipeline.layout.pages import PageLayout

_SIGNED = 1.5  # line heights that are free between a post and a name, at least


def strands(pages: list[PageLayout]) -> list[Strand | Table]:
    """All text of the document in reading order: strands, and tables between them."""
    items: list[Row | Table] = []
    for page in pages:
        items += sorted([*page.rows, *page.tables], key=lambda item: item.top) if page.tables else page.rows
    return _Reading(items, pages).done()


class _Reading:
    """Goes through rows and tables from top to bottom and puts them in order."""

    def __init__(self, items: list[Row | Table], pages: list[PageLayout]) -> None:
        self.items = items
        self.pages = {page.number: page for page in pages}
        self.margins: dict[int, Margins] = {page.number: page.margins for page in pages}
        self.result: list[Strand | Table] = []
        self.body = Strand([], self.margins)

    def done(self) -> list[Strand | Table]:
        """Everything in order."""
        i = 0
        while i < len(self.items):
            item = self.items[i]
            if isinstance(item, Table):
                self._put(item)
                i += 1
                continue
            region = region_at(self.items, i, self.pages)
            if region is not None:
                for strand in region.strands():
                    self._put(strand)
                i = region.end
                continue
            signers = self._signers(i)
            if signers:
                for strand in signers:
                    self._put(strand)
                i += len(signers[0].lines)
                continue
            self._plain(item, i)
            i += 1
        self._end_body()
        return self.result

    def _end_body(self) -> None:
        if self.body.lines:
            self.result.append(self.body)
            self.body = Strand([], self.margins)

    def _put(self, part: Strand | Table) -> None:
        self._end_body()
        last = self.result[-1] if self.result else None
        if isinstance(part, Strand) and part.set_in_columns and isinstance(last, Strand) and last.set_in_columns:
            last.lines += part.lines
            last.margins |= part.margins
        else:
            self.result.append(part)

    def _plain(self, row: Row, i: int) -> None:
        """A row as one line of the body."""
        line = merged(row.lines)
        self.body.lines.append(line)
        beside = [*self.items[max(0, i - 1) : i], *self.items[i + 1 : i + 2]]
        if row.apart or (_has_gap(row) and any(_has_gap(other) for other in beside)):
            self.body.apart.add(id(line))

    def _signers(self, i: int) -> list[Strand]:
        """Three or more people who sign side by side: posts, a free space, names, each on the same axis."""
        above = self.items[i]
        below = self.items[i + 1] if i + 1 < len(self.items) else None
        if not isinstance(above, Row) or not isinstance(below, Row) or below.page != above.page:
            return []
        if not 3 <= len(above.lines) == len(below.lines) or below.top - above.bottom < _SIGNED * above.lines[0].size:
            return []
        pairs = list(zip(above.lines, below.lines, strict=True))
        if not all(abs(a.middle - b.middle) <= a.size and a.text[:1].isalpha() and b.text[:1].isupper() for a, b in pairs):
            return []
        found = []
        for number, (post, name) in enumerate(pairs):
            half = max(post.x1 - post.x0, name.x1 - name.x0) / 2
            own = Margins(post.middle - half, post.middle + half)
            found.append(Strand([post, name], {above.page: own}, "left" if number == 0 else "right", narrow=2 * half))
        return found


def _has_gap(item: Row | Table) -> bool:
    """True where a row is parted by its width, and not only a label from its text."""
    return isinstance(item, Row) and any(line.cut == "wide" for line in item.lines[1:]) and not _is_label(item.lines[0])


def _is_label(line: Line) -> bool:
    label = numbering(line.text + " X")
    return label is not None and label.end >= len(line.text)
