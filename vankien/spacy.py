"""vankien's extractors as spaCy components, and a blank pipeline over its lossless tokens.

Each factory (``vankien_references``, ``vankien_dates``, ``vankien_indicators``, ``vankien_organisations``, ``vankien_header``,
``vankien_arithmetic``) fills the span group of its own name. ``span._.vankien`` is what was found, with the keys of the machine
contract (docs/contract.md); ``doc._.vankien`` has all of it by group. The tokens of a span are widened to whole tokens where a
mention ends inside one; ``start`` and ``end`` in ``span._.vankien`` are always the exact characters of ``doc.text``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan
from spacy.util import registry
from spacy.vocab import Vocab

from core.document import Document
from core.mentions import Mention
from core.spans import Span
from pipeline.language.tokens import tokenize
from vankien.contract import details_json, header_json
from vankien.found import Found, found_in_text, to_text

WINDOW = 100_000
"""Most characters of one spaCy Doc: memory of trained components grows with it."""

Item = tuple[Span, str, dict[str, Any]]
"""Span, label and content of one thing found."""

_OFFSET = "vankien_offset"
"""Key in ``doc.user_data`` that marks a Doc made from a whole Document."""


class LosslessTokenizer:
    """vankien's tokens as spaCy's: every character is kept, "13-KH/BTCTU" and "16/6/2016" are one token each."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for token in tokenize(text):
            _blank(text[at : token.span.start], words, spaces)
            words.append(token.span.of(text))
            spaces.append(False)
            at = token.span.end
        _blank(text[at:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_options: object) -> bytes:
        """Nothing to store: the rules are code."""
        return b""

    def from_bytes(self, _data: bytes, **_options: object) -> LosslessTokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, _path: object, **_options: object) -> None:
        """Nothing to store."""

    def from_disk(self, _path: object, **_options: object) -> LosslessTokenizer:
        """Nothing to load."""
        return self


def _blank(gap: str, words: list[str], spaces: list[bool]) -> None:
    """White space between two tokens: one blank belongs to the token before it, as spaCy has it; the rest is a token of its own."""
    if gap.startswith(" ") and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


def make_tokenizer() -> Callable[[Language], LosslessTokenizer]:
    """For a config's ``[nlp.tokenizer]``."""
    return lambda nlp: LosslessTokenizer(nlp.vocab)


registry.tokenizers.register("vankien.tokenizer.v1", func=make_tokenizer)


def blank(*components: str) -> Language:
    """An empty Vietnamese pipeline over our tokens, with the given vankien components: ``blank("vankien_references")``."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vankien.tokenizer.v1"}}})
    for name in components:
        nlp.add_pipe(name)
    return nlp


def _listed(mentions: Iterable[Mention], label: str) -> Iterator[Item]:
    return ((m.span, label, details_json(m)) for m in mentions)


def _header(found: Found) -> Iterator[Item]:
    if found.header is None:
        return
    values = header_json(found.header)
    for name, field in found.header.fields():
        yield from ((span, name.upper(), {"field": name, "value": values[name]}) for span in field.spans)
    for field in found.header.recipients:
        yield from ((span, "RECIPIENT", {"field": "recipients", "value": field.text}) for span in field.spans)


def _arithmetic(found: Found) -> Iterator[Item]:
    for number, s in enumerate(found.statements):
        content = {"statement": number, "kind": s.kind, "spans": [[p.start, p.end] for p in s.spans], "holds": s.holds, "note": s.note}
        yield from ((span, s.kind.upper(), content) for span in s.spans)


_GROUPS: dict[str, Callable[[Found], Iterable[Item]]] = {
    "vankien_references": lambda found: _listed(found.references, "REFERENCE"),
    "vankien_dates": lambda found: _listed(found.dates, "DATE"),
    "vankien_indicators": lambda found: _listed(found.indicators, "INDICATOR"),
    "vankien_organisations": lambda found: _listed(found.organisations, "ORGANISATION"),
    "vankien_header": _header,
    "vankien_arithmetic": _arithmetic,
}


class Extractor:
    """A pipeline component that fills one span group. A Doc made by ``docs`` has its groups already and stays as it is."""

    def __init__(self, group: str) -> None:
        self.group = group

    def __call__(self, doc: Doc) -> Doc:
        if _OFFSET not in doc.user_data:
            found = found_in_text(doc.text)
            _fill(doc, self.group, _GROUPS[self.group](found), to_text(found.document, doc.text))
        return doc


def _factory(group: str) -> Callable[[Language, str], Extractor]:
    def make(nlp: Language, name: str) -> Extractor:
        del nlp, name
        return Extractor(group)

    Language.factory(group, assigns=["doc.spans"], func=make)
    return make


make_references = _factory("vankien_references")
make_dates = _factory("vankien_dates")
make_indicators = _factory("vankien_indicators")
make_organisations = _factory("vankien_organisations")
make_header = _factory("vankien_header")
make_arithmetic = _factory("vankien_arithmetic")


def windows(document: Document, size: int = WINDOW) -> Iterator[Span]:
    """The text in windows of whole blocks, at most ``size`` characters each; a block longer than that is cut, after white space where it has any."""
    starts = sorted({block.span.start for block in document.blocks})
    start, end = 0, len(document.text)
    while end - start > size:
        i = bisect_right(starts, start + size) - 1
        cut = starts[i] if i >= 0 else start
        if cut <= start:
            gap = max(document.text.rfind(mark, start, start + size) for mark in " \t\n")
            cut = gap + 1 if gap > start else start + size
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def docs(document: Document, nlp: Language | None = None) -> Iterator[Doc]:
    """SpaCy Docs of an annotated Document, one a window, their span groups filled from what the Document holds, then sent through ``nlp``.

    ``doc._.vankien["offset"]`` is where the window begins in ``Document.text``. A mention that crosses the end of a window is in no Doc.
    """
    language = nlp or blank()
    found = Found.stored(document)
    groups = {group: sorted(make(found), key=lambda item: item[0]) for group, make in _GROUPS.items()}
    for window in windows(document):
        doc = language.make_doc(window.of(document.text))
        doc.user_data[_OFFSET] = window.start
        for group, items in groups.items():
            first, last = (bisect_left(items, edge, key=lambda item: item[0].start) for edge in (window.start, window.end))
            inside = (item for item in items[first:last] if item[0].end <= window.end)
            _fill(doc, group, inside, lambda span, by=-window.start: span.shifted(by))  # type: ignore[misc]
        yield language(doc)


def _fill(doc: Doc, group: str, items: Iterable[Item], move: Callable[[Span], Span]) -> None:
    """Set a span group; what each span stands for is kept in ``doc.user_data``, as plain data that ``Doc.to_bytes`` can store."""
    spans: list[SpacySpan] = []
    contents: list[dict[str, Any]] = []
    for span, label, content in items:
        place = move(span)
        tokens = doc.char_span(place.start, place.end, label=label, span_id=f"{group}/{len(contents)}", alignment_mode="expand")
        if tokens is not None:
            exact = {"start": place.start, "end": place.end, "text": doc.text[place.start : place.end]}
            spans.append(tokens)
            contents.append(exact | _moved_pairs(content, move))
    doc.spans[group] = spans
    doc.user_data[group] = contents


def _moved_pairs(content: dict[str, Any], move: Callable[[Span], Span]) -> dict[str, Any]:
    def pair(value: list[int]) -> list[int]:
        place = move(Span(*value))
        return [place.start, place.end]

    changed: dict[str, Any] = {key: pair(value) for key, value in content.items() if key.endswith("_span") and value}
    if "spans" in content:
        changed["spans"] = [pair(value) for value in content["spans"]]
    return content | changed


def _content_of(span: SpacySpan) -> dict[str, Any] | None:
    """Content of a span of one of our groups, None for any other span."""
    group, _, number = span.id_.partition("/")
    contents = span.doc.user_data.get(group) if group in _GROUPS and number.isdecimal() else None
    return contents[int(number)] if contents and int(number) < len(contents) else None


def _all_of(doc: Doc) -> dict[str, Any]:
    """Contents by group, and the offset of the window."""
    found = {group.removeprefix("vankien_"): doc.user_data[group] for group in _GROUPS if group in doc.user_data}
    return {"offset": doc.user_data.get(_OFFSET, 0), **found}


# Getters keep nothing in the extension itself, so a second import (a reload in a notebook) may set them again.
SpacySpan.set_extension("vankien", getter=_content_of, force=True)
Doc.set_extension("vankien", getter=_all_of, force=True)
