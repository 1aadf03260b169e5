"""Parts of screens that several commands show: a document's header, its references, figures and bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.document import HEADER_FIELDS, Document
from core.mentions import AnyMention, DateMention, Indicator, Organisation, Reference
from core.spans import Span
from vankien.cli.screen import Part, Screen

STYLES: dict[type, str] = {Reference: "bold cyan", Indicator: "bold yellow", Organisation: "green", DateMention: "magenta"}


def title_of(document: Document, screen: Screen) -> str:
    """Type and number, as a person calls the document; its own title or a dash where the header gives neither."""
    header = document.header
    named = [
        header.type.text if header and header.type else "",
        header.number.value or header.number.text if header and header.number else "",
    ]
    return " ".join(n for n in named if n) or document.file.title or screen.say("no-title")


def show_header(screen: Screen, document: Document) -> None:
    """The fields of the header, one a line, in the order of the page."""
    header = document.header
    if header is None:
        screen.write((screen.say("no-header"), "dim"), indent=2)
        return
    shown = dict(header.fields())
    for name in HEADER_FIELDS:
        if name in shown:
            field = shown[name]
            value = (
                screen.date(field.value)
                if name == "date" and field.value
                else field.value
                if name == "number" and field.value
                else field.text
            )
            screen.write((f"{screen.say('field.' + name)}: ", "dim"), value, indent=2)
    if header.recipients:
        screen.write((f"{screen.say('field.recipients')}: ", "dim"), "; ".join(f.text for f in header.recipients), indent=2)


def reference_row(screen: Screen, document: Document, found: Reference) -> tuple[str, str, str, str] | None:
    """A reference to another document: as written, number, date, issuer; None for one back to a document named before."""
    if found.back:
        return None
    words = " ".join(found.span.of(document.text).split())
    return words, found.number or found.ordinal or "", screen.date(found.date), " ".join((found.issuer or "").split())


def indicator_row(screen: Screen, found: Indicator, text: str) -> tuple[str, str, str]:
    """Figure as written, unit, period; a target is marked."""
    words = " ".join(text.split())
    shown = f"{words} ({screen.say('target')})" if found.target else words
    return shown, found.unit or "", found.period or ""


def show_statements(screen: Screen, document: Document) -> None:
    """Sums and percentages of the text that do not come out, with the calculation."""
    wrong = [s for s in document.statements if s.holds is False]
    if wrong:
        screen.write(("\n" + screen.say("arithmetic-wrong", count=screen.number(len(wrong))), "bold red"))
    for statement in wrong:
        words = " … ".join(dict.fromkeys(" ".join(span.of(document.text).split()) for span in statement.spans))
        screen.write(f"{statement.note} ", (f"({words})", "dim"), indent=2)


def show_problems(screen: Screen, document: Document) -> None:
    """What was not read or is uncertain, page by page."""
    if document.problems:
        screen.write(("\n" + screen.say("partly-read"), "bold yellow"))
    for problem in document.problems:
        screen.write(problem.text(screen.language), (f"  → {problem.hint(screen.language)}", "dim"), indent=2)


def page_text(document: Document, span: Span) -> str:
    """The page as text, "" where the format has none."""
    page = document.page_at(span.start)
    return "" if page is None else str(page)


def painted(text: str, start: int, mentions: Sequence[AnyMention]) -> list[Part]:
    """``text``, which begins at offset ``start`` of the document, with its mentions in their colours; the first one wins where two overlap."""
    parts: list[Part] = []
    at = 0
    for span, style in _apart((m.span, STYLES[type(m)]) for m in mentions if type(m) in STYLES):
        begin, end = max(span.start - start, at), min(span.end - start, len(text))
        if begin >= end:
            continue
        parts += [text[at:begin], (text[begin:end], style)]
        at = end
    parts.append(text[at:])
    return parts


def _apart(spans: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Spans in order, without those that begin inside one before."""
    end = -1
    for span, style in sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end)):
        if span.start >= end:
            yield span, style
            end = span.end
