"""``vankien show``: one document, its header, outline and text with everything found in it highlighted."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vankien.cli.options import ArchiveFolder, Json, opened, screen_of
from vankien.cli.program import FAILED, FINE, UsageFault
from vankien.cli.screen import Screen, name_shown, no_step

if TYPE_CHECKING:
    from core.document import Document
    from core.problems import Problem
    from index.base import Stored


def show(
    ctx: typer.Context,
    target: Annotated[list[str], typer.Argument(metavar="FILE|NUMBER", help="show.target")],
    as_json: Json = False,
    archive: ArchiveFolder = None,
) -> int:
    """Print one document whole."""
    from vankien.cli.entries import entry_parts, show_files

    screen = screen_of(ctx)
    wanted = " ".join(target)
    path = Path(wanted)
    if path.is_file():
        return _show_file(screen, path, as_json=as_json)
    stored = _stored(wanted, archive)
    _put(screen, stored.entry.path, stored.document, as_json=as_json)
    if stored.others and not as_json:
        screen.write()
        screen.write((screen.say("other-documents"), "bold"))
        for other in stored.others:
            screen.write(*entry_parts(screen, other), indent=2)
            show_files(screen, [other], indent=4)
    return FINE


def _show_file(screen: Screen, path: Path, *, as_json: bool) -> int:
    from vankien.cli.reading import read_files
    from vankien.contract import record

    failed: list[tuple[str, Problem]] = []
    for outcome in read_files([path], 1, no_step):
        if outcome.document is not None:
            _put(screen, str(path), outcome.document, as_json=as_json)
        if outcome.error is not None:
            failed.append((str(path), outcome.error))
            if as_json:
                screen.json(record(str(path), None, [outcome.error], screen.language))
    screen.failures(failed)
    return FAILED if failed else FINE


def _stored(wanted: str, archive: Path | None) -> Stored:
    """The document of the archive that a number, path or id names."""
    from core.errors import ArchiveError
    from core.viewer import Viewer

    try:
        with opened(archive) as found:
            stored = found.document(wanted, Viewer.everything())
    except ArchiveError as fault:
        if fault.code != "archive-missing":
            raise
        raise UsageFault("no-file-no-archive", "no-archive-hint", target=wanted) from None
    if stored is None:
        raise UsageFault("neither-file-nor-number", "neither-hint", target=wanted)
    return stored


def _put(screen: Screen, where: str, document: Document, *, as_json: bool) -> None:
    if as_json:
        from vankien.contract import record

        screen.json(record(where, document, (), screen.language))
        return
    from vankien.cli.pieces import show_header, show_problems, show_statements, title_of

    screen.write((title_of(document, screen), "bold"))
    screen.write((name_shown(where), "dim"))
    show_header(screen, document)
    _show_outline(screen, document)
    _show_counts(screen, document)
    show_statements(screen, document)
    show_problems(screen, document)
    _show_text(screen, document)


def _show_outline(screen: Screen, document: Document) -> None:
    """Headings of the body, indented by their depth among those that there are; lines of the header and the signature are none."""
    header = document.header
    outside = [span for _, field in header.fields() for span in field.spans] if header else []
    title = header.abstract.spans[0].start if header and header.abstract and header.abstract.spans else 0
    headings = [
        b for b in document.blocks if b.kind == "heading" and b.span.start >= title and not any(span.overlaps(b.span) for span in outside)
    ]
    if headings:
        screen.write(("\n" + screen.say("outline"), "bold"))
    depths = sorted({block.level or 1 for block in headings})
    for block in headings:
        page = document.page_at(block.span.start)
        words = " ".join(block.span.of(document.text).split())
        shown = f"  {screen.say('on-page', page=page)}" if page else ""
        screen.write(words, (shown, "dim"), indent=2 + 2 * depths.index(block.level or 1))


def _show_counts(screen: Screen, document: Document) -> None:
    """How much was found of each kind, in the colour in which it is highlighted below."""
    from core.mentions import Indicator, Organisation, Reference
    from vankien.cli.pieces import STYLES

    kinds = ((Reference, "found.references"), (Indicator, "found.indicators"), (Organisation, "found.organisations"))
    screen.write(("\n" + screen.say("found"), "bold"))
    for kind, key in kinds:
        screen.write((screen.say(key, count=screen.number(len(document.of_kind(kind)))), STYLES[kind]), indent=2)


def _show_text(screen: Screen, document: Document) -> None:
    from core.spans import Span
    from vankien.cli.pieces import STYLES, painted

    mentions = sorted((m for m in document.mentions if type(m) in STYLES), key=lambda m: m.span)
    screen.write(("\n" + screen.say("text"), "bold"))
    pages = [(page.number, page.span) for page in document.pages] or [(0, Span(0, len(document.text)))]
    for number, span in pages:
        if number:
            screen.write((f"— {screen.say('on-page', page=number)} —", "dim"))
        first = max(0, bisect_left(mentions, span.start, key=lambda m: m.span.start) - 1)
        last = bisect_left(mentions, span.end, key=lambda m: m.span.start)
        screen.write(*painted(span.of(document.text), span.start, mentions[first:last]))
