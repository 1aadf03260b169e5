"""In a wheel the top-level folders lie inside the one package: pipeline/ ships as vankien/pipeline/.

Their imports of one another are rewritten to match, by position from the syntax tree, so nothing else changes.
``python hatch_build.py rewrite FROM TO`` does the same to the tests, which then run against the installed wheel.
"""

from __future__ import annotations

import ast
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "vankien"
PARTS = ("core", "corpora", "pipeline", "extractors", "index")


def rewrite(source: str, name: str = "") -> str:
    """The source with ``from pipeline.x`` as ``from vankien.pipeline.x``; SystemExit for an import that cannot be rewritten."""
    # Not splitlines: it also cuts where the syntax tree counts no line (form feed, U+2028 in a string).
    lines = source.split("\n")
    for node in sorted(ast.walk(ast.parse(source)), key=lambda n: getattr(n, "lineno", 0), reverse=True):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module and node.module.partition(".")[0] in PARTS:
            i = node.lineno - 1
            line = lines[i].replace(f"from {node.module}", f"from {PACKAGE}.{node.module}", 1)
            if line == lines[i]:
                raise SystemExit(f"{name}:{node.lineno}: write 'from {node.module} import …' on one line, with single blanks")
            lines[i] = line
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] in PARTS:
                    raise SystemExit(f"{name}:{node.lineno}: write 'from … import', not 'import {alias.name}'")
    return "\n".join(lines)


def rewrite_tree(folder: Path) -> None:
    """Rewrite every Python file under a folder in place."""
    for file in folder.rglob("*.py"):
        file.write_text(rewrite(file.read_text("utf-8"), str(file)), "utf-8", newline="\n")


def _map_folders(root: Path, stage: Path) -> dict[str, str]:
    places = {}
    for part in (PACKAGE, *PARTS):
        to = stage / part
        shutil.copytree(root / part, to, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        rewrite_tree(to)
        places[str(to)] = PACKAGE if part == PACKAGE else f"{PACKAGE}/{part}"
    return places


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script where hatchling is not installed
    pass
else:

    class MapFolders(BuildHookInterface[Any]):
        """Hatchling's hook: stages the rewritten folders for a standard wheel, leaves an editable install as it is."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Fill ``force_include`` with the staged folders."""
            if version == "standard" and self.target_name == "wheel":
                self.stage = Path(tempfile.mkdtemp())
                build_data["force_include"].update(_map_folders(Path(self.root), self.stage))

        def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
            """Remove the staged folders."""
            del build_data, artifact_path
            if version == "standard" and self.target_name == "wheel":
                shutil.rmtree(self.stage)


if __name__ == "__main__":
    command, origin, target = sys.argv[1:]
    if command != "rewrite":
        raise SystemExit(__doc__)
    shutil.copytree(origin, target, ignore=shutil.ignore_patterns("__pycache__"))
    rewrite_tree(Path(target))
