"""``vankien references``: the document that bears a number, and the documents that cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vankien.cli.options import ArchiveFolder, Json, opened, screen_of
from vankien.cli.program import FINE
from vankien.cli.screen import Screen

if TYPE_CHECKING:
    from index.base import CitingWork, NumberResult


def references(
    ctx: typer.Context,
    number: Annotated[list[str], typer.Argument(metavar="NUMBER", help="references.number")],
    as_json: Json = False,
    archive: ArchiveFolder = None,
) -> int:
    """Look a number up and print who cites it."""
    from core.viewer import Viewer

    screen = screen_of(ctx)
    with opened(archive) as found:
        result = found.find_number(" ".join(number), Viewer.everything())
    if as_json:
        screen.json(_json(result))
    else:
        _show(screen, result)
    return FINE


def _show(screen: Screen, result: NumberResult) -> None:
    from index.cited import by_cited
    from vankien.cli.entries import entry_parts, show_files

    screen.write((result.number, "bold"))
    if not result.works:
        screen.write(screen.say("number-not-here"), indent=2)
    for renditions in result.works:
        screen.write(*entry_parts(screen, renditions[0]), indent=2)
        if renditions[0].title:
            screen.write(" ".join(renditions[0].title.split()), indent=4)
        show_files(screen, renditions, indent=4)
    screen.write()
    if not result.citing:
        screen.write(screen.say("nobody-cites"))
        return
    screen.write((screen.say("cited-by", count=screen.number(len(result.citing))), "bold"))
    groups = by_cited(result.citing)
    rank = 0
    for cited in groups:
        if cited.date or len(groups) > 1:
            when = screen.say("cited-of", date=screen.date(cited.date)) if cited.date else screen.say("cited-undated")
            screen.write((f"\n{cited.number} {when}:", "cyan"))
        for work in cited.citing:
            rank += 1
            screen.write()
            _show_citing(screen, rank, work)


def _show_citing(screen: Screen, rank: int, work: CitingWork) -> None:
    from vankien.cli.entries import entry_parts, show_citations, show_files

    screen.write(*entry_parts(screen, work.citations[0].entry), indent=4, lead=f"{rank}. ")
    show_citations(screen, work.citations, indent=4)
    show_files(screen, work.renditions, indent=4)


def _json(result: NumberResult) -> dict[str, Any]:
    from vankien.cli.entries import entry_json
    from vankien.contract import details_json

    return {
        "number": result.number,
        "works": [[entry_json(entry) for entry in renditions] for renditions in result.works],
        "citing": [
            {
                "documents": [entry_json(entry) for entry in work.renditions],
                "places": [
                    {
                        "document": citation.entry.id,
                        "start": citation.reference.span.start,
                        "end": citation.reference.span.end,
                        "sentence": citation.sentence,
                        "headings": list(citation.headings),
                        "page": citation.page,
                        **details_json(citation.reference),
                    }
                    for citation in work.citations
                ],
            }
            for work in result.citing
        ],
    }
