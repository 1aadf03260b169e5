"""What stands round a place of a Document: its sentence, the headings above, the page."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import json

from core.document import Document
from core.spans import Span
from index.passages import Headings

_LONGEST = 1_500
"""Characters of a sentence kept; a table row or a text without full stops may have any number."""


class Surroundings:
    """A look-up by span, built once a Document."""

    def __init__(self, document: Document, headings: Headings) -> None:
        self._document = document
        self._headings = headings
        self._starts = [sentence.span.start for sentence in document.sentences]

    def sentence(self, span: Span) -> Span:
        """The sentence that holds ``span``: from the one it begins in to the one it ends in, without blanks at its ends; inside a
        table the row. At most 1,500 characters, about the span.
        """
        document = self._document
        start, end = span.start, span.end
        block = document.block_at(span.start)
        if block is not None and block.kind == "cell" and block.parent is not None:
            whole = document.blocks[block.parent].span
        else:
            whole = self._sentences(span)
        start, end = min(start, max(whole.start, span.end - _LONGEST)), max(end, min(whole.end, span.start + _LONGEST))
        text = document.text[start:end]
        return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))

    def columns(self, span: Span) -> tuple[int | None, int, int, str]:
        """page, sentence_start, sentence_end, headings of the catalogue."""
        sentence = self.sentence(span)
        above = [(heading.start, heading.end) for heading in self._headings.at(span.start)]
        return self._document.page_at(span.start), sentence.start, sentence.end, json.encode(above).decode()

    def _sentences(self, span: Span) -> Span:
        sentences = self._document.sentences
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or sentences[first].span.end <= span.start:
            return span
        last = max(first, bisect_right(self._starts, span.end - 1) - 1)
        return Span(sentences[first].span.start, max(sentences[last].span.end, span.end))
