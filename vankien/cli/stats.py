"""``vankien stats``: what the archive holds."""

from __future__ import annotations

import typer

from vankien.cli.options import ArchiveFolder, Json, opened, screen_of
from vankien.cli.program import FINE
from vankien.cli.screen import name_shown

_COUNTS = ("paths", "files", "documents", "works", "pages", "references", "indicators", "missing", "failed", "due")


def stats(ctx: typer.Context, as_json: Json = False, archive: ArchiveFolder = None) -> int:
    """Count and print."""
    from core.viewer import Viewer

    screen = screen_of(ctx)
    with opened(archive) as found:
        counted = found.stats(Viewer.everything())
        folder = found.folder
    if as_json:
        from msgspec import to_builtins

        screen.json({"archive": str(folder), **to_builtins(counted)})
        return FINE
    from vankien.cli.entries import show_facets

    size = f"{counted.bytes / 1024**2:.1f} MB" if screen.language == "en" else f"{counted.bytes / 1024**2:.1f} MB".replace(".", ",")
    screen.write((screen.say("stats.archive"), "bold"), f" {name_shown(str(folder))} ({size})")
    shown = [
        (key, screen.number(getattr(counted, key))) for key in _COUNTS if getattr(counted, key) or key not in ("missing", "failed", "due")
    ]
    for key, value in shown:
        screen.write(screen.say(f"stats.{key}"), indent=max(len(v) for _, v in shown) + 4, lead=f"{value}  ")
    if counted.failed:
        screen.write((f"→ {screen.say('stats.failed-remedy')}", "dim"), indent=2)
    if counted.due:
        screen.write((f"→ {screen.say('stats.due-remedy')}", "dim"), indent=2)
    formats = ", ".join(f"{count.value} ({screen.number(count.works)})" for count in counted.formats)
    if formats:
        screen.write((f"{screen.say('stats.formats')}: ", "dim"), formats, indent=2)
    show_facets(screen, counted.facets, shown=12)
    return FINE
