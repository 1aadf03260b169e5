"""How documents of the archive and places in them are shown: one line for a document, one for a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vankien.cli.screen import Part, Screen, name_shown
from vankien.cli.texts import CATALOGUE

if TYPE_CHECKING:
    from core.spans import Span
    from index.base import Citation, Entry, Facets, Hit, Passage

_STRONG = "bold yellow"
_FACETS = ("type", "issuer", "year", "level")


def entry_parts(screen: Screen, entry: Entry) -> list[Part]:
    """Type and number, date, issuer, as far as they are known; the title where there is neither type nor number."""
    name = " ".join(part for part in (entry.type, entry.number) if part) or entry.title or screen.say("no-title")
    rest = " · ".join(part for part in (screen.date(entry.date), entry.issuer, entry.secrecy) if part)
    return [(name, "bold"), f" · {rest}" if rest else ""]


def entry_json(entry: Entry) -> dict[str, Any]:
    """A document of the archive for programs."""
    from msgspec import to_builtins

    shown: dict[str, Any] = to_builtins(entry)
    return shown


def show_files(screen: Screen, entries: Sequence[Entry], indent: int) -> None:
    """Where the files lie: every path of every rendition."""
    for entry in entries:
        for path in entry.paths:
            lost = f"  ({screen.say('file-missing')})" if path in entry.missing else ""
            screen.write((name_shown(path), "dim"), (lost, "yellow"), indent=indent)


def place_text(screen: Screen, headings: Sequence[str], page: int | None) -> str:
    """Where in a document: headings from the outermost, and the page."""
    where = " › ".join(" ".join(heading.split()) for heading in headings)
    return " · ".join(part for part in (where, screen.say("on-page", page=page) if page is not None else "") if part)


def show_hit(screen: Screen, hit: Hit, indent: int) -> None:
    """One passage: place, then the words asked for in their surroundings. Headings with which the passage itself begins are not said twice."""
    headings = [h for h in hit.passage.headings if not hit.passage.snippet_text.startswith(h)]
    place = place_text(screen, headings, hit.passage.page)
    if place:
        screen.write((place, "cyan"), indent=indent)
    screen.write(*snippet_parts(hit.passage), indent=indent)


def snippet_parts(passage: Passage) -> list[Part]:
    """The snippet with its highlights, line ends as blanks; "…" where the passage goes on."""
    parts = marked(passage.text, passage.span.start, passage.snippet, passage.highlights)
    before = ["…\u00a0"] if passage.snippet.start > passage.span.start else []
    after = ["\u00a0…"] if passage.snippet.end < passage.span.end else []
    return [*before, *parts, *after]


def marked(text: str, start: int, span: Span, highlights: Sequence[Span]) -> list[Part]:
    """The characters of ``span`` with the highlights in it; ``text`` begins at offset ``start`` of the document."""
    parts: list[Part] = []
    at = span.start
    for strong in sorted(highlights):
        begin, end = max(strong.start, at), min(strong.end, span.end)
        if begin < end:
            parts += [one_line(text[at - start : begin - start]), (one_line(text[begin - start : end - start]), _STRONG)]
            at = end
    parts.append(one_line(text[at - start : span.end - start]))
    return parts


def one_line(text: str) -> str:
    """Line ends and tabs as blanks."""
    return text.replace("\n", " ").replace("\t", " ")


def show_citations(screen: Screen, citations: Sequence[Citation], indent: int) -> None:
    """Places that cite: where (said once for several), and the sentence with the reference marked."""
    before = ""
    for citation in citations:
        place = place_text(screen, citation.headings, citation.page)
        if place and place != before:
            screen.write((place, "cyan"), indent=indent)
        before = place
        _show_citation(screen, citation, indent)


def _show_citation(screen: Screen, citation: Citation, indent: int) -> None:
    words = marked(citation.sentence, citation.sentence_span.start, citation.sentence_span, (citation.reference.span,))
    screen.write(*words, indent=indent + 2, lead="• ")


def show_facets(screen: Screen, facets: Facets, shown: int = 5) -> None:
    """How many documents there are of each type, body, year, level."""
    for name in _FACETS:
        counts = getattr(facets, name)
        if counts:
            words = "; ".join(f"{facet_value(screen, name, c.value)} ({screen.number(c.works)})" for c in counts[:shown])
            screen.write((f"{screen.say('facet.' + name)}: ", "dim"), words + ("; …" if len(counts) > shown else ""), indent=2)


def facet_value(screen: Screen, facet: str, value: str) -> str:
    """A level in the language chosen; other values as they are."""
    return screen.say(f"level.{value}") if facet == "level" and f"level.{value}" in CATALOGUE else value
