"""``vankien search``: documents that answer a query, each with the places where it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vankien.cli.options import ArchiveFolder, Json, opened, screen_of
from vankien.cli.program import FINE, UsageFault
from vankien.cli.screen import Screen

if TYPE_CHECKING:
    from index.base import SearchResult, WorkHit
    from index.query import Filters


def search(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="search.query")],
    *,
    types: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="search.type")] = None,
    issuers: Annotated[list[str] | None, typer.Option("--issuer", metavar="ISSUER", help="search.issuer")] = None,
    after: Annotated[str | None, typer.Option("--from", metavar="DATE", help="search.from")] = None,
    before: Annotated[str | None, typer.Option("--to", metavar="DATE", help="search.to")] = None,
    levels: Annotated[list[str] | None, typer.Option("--level", metavar="LEVEL", help="search.level")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="search.limit")] = 10,
    passages: Annotated[int, typer.Option("--passages", metavar="N", min=1, help="search.passages")] = 1,
    as_json: Json = False,
    archive: ArchiveFolder = None,
) -> int:
    """Search and print the result."""
    from core.viewer import Viewer

    screen = screen_of(ctx)
    filters = _filters(types, issuers, levels, after, before)
    with opened(archive) as found:
        result = found.search(" ".join(query), Viewer.everything(), filters=filters, limit=limit)
    if as_json:
        screen.json(_json(" ".join(query), result))
    else:
        _show(screen, result, limit, passages)
    return FINE


def _filters(
    types: list[str] | None, issuers: list[str] | None, levels: list[str] | None, after: str | None, before: str | None
) -> Filters:
    """Options as filters, understood as the same words in the query are: ``--type KH`` as ``type:KH``."""
    from index.query import Filters

    filters = Filters()
    for name, values in (("type", types), ("issuer", issuers), ("level", levels), ("from", [after]), ("to", [before])):
        for value in values or ():
            if value:
                filters = filters.joined(_filter(name, value))
    return filters


def _filter(name: str, value: str) -> Filters:
    from core.errors import QueryError
    from index.query import parse

    try:
        return parse(f'{name}:"{value.replace(chr(34), " ")}"').filters
    except QueryError:
        hint = {"from": "bad-date-hint", "to": "bad-date-hint", "level": "bad-level-hint"}.get(name)
        raise UsageFault("bad-option", hint, name=f"--{name}", value=value) from None


def _show(screen: Screen, result: SearchResult, limit: int, passages: int) -> None:
    from vankien.cli.entries import show_facets

    if not result.hits:
        screen.note(screen.say("nothing-found"))
        return
    about = "" if result.exact else "≈ "
    seconds = f"{result.took:.2f}" if screen.language == "en" else f"{result.took:.2f}".replace(".", ",")
    screen.write((screen.say("works-found", count=about + screen.number(result.total), seconds=seconds), "bold"))
    if result.relaxed:
        screen.write((screen.say(f"relaxed.{result.relaxed}"), "yellow"))
    for rank, work in enumerate(result.hits, 1):
        screen.write()
        _show_work(screen, rank, work, passages)
    if result.total > 1:
        screen.write()
        screen.write((screen.say("narrow"), "bold"))
        show_facets(screen, result.facets)
    if result.total > limit:
        screen.write((screen.say("more-hits", limit=limit * 2), "dim"))


def _show_work(screen: Screen, rank: int, work: WorkHit, passages: int) -> None:
    from vankien.cli.entries import entry_parts, show_files, show_hit

    entry = work.best.entry
    screen.write(*entry_parts(screen, entry), indent=4, lead=f"{rank}. ")
    if entry.title and (entry.type or entry.number):
        screen.write(" ".join(entry.title.split()), indent=4)
    for hit in work.hits[:passages]:
        show_hit(screen, hit, indent=4)
    show_files(screen, work.renditions, indent=4)


def _json(query: str, result: SearchResult) -> dict[str, Any]:
    from vankien.cli.entries import entry_json

    facets = {
        name: [{"value": c.value, "works": c.works} for c in getattr(result.facets, name)] for name in ("type", "issuer", "year", "level")
    }
    return {
        "query": query,
        "total": result.total,
        "exact": result.exact,
        "relaxed": result.relaxed,
        "seconds": round(result.took, 4),
        "facets": facets,
        "works": [
            {
                "score": round(work.score, 6),
                "documents": [entry_json(entry) for entry in work.renditions],
                "passages": [
                    {
                        "document": hit.entry.id,
                        "start": hit.passage.snippet.start,
                        "end": hit.passage.snippet.end,
                        "text": hit.passage.snippet_text,
                        "highlights": [[h.start, h.end] for h in hit.passage.highlights],
                        "headings": list(hit.passage.headings),
                        "page": hit.passage.page,
                    }
                    for hit in work.hits
                ],
            }
            for work in result.hits
        ],
    }
