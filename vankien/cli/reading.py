"""Files given on the command line, read and annotated one after the other, in the order given."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.run import annotate
from pipeline.run import Outcome, read_many
from pipeline.walk import find_files
from vankien.cli.screen import Step


def read_files(paths: Iterable[Path], workers: int, step: Step) -> Iterator[Outcome]:
    """Each file under ``paths`` with its mentions, in order; a window of files is held, never all.

    Also a single small file is read in a worker process: it costs 0.3 s, and a file that crashes a library costs only itself.
    """
    for done, outcome in enumerate(read_many(find_files(expanded(paths)), step=annotate, workers=workers), 1):
        step(done, None, outcome.path.name)
        yield outcome


def expanded(paths: Iterable[Path]) -> Iterator[Path]:
    """Patterns such as ``*.docx`` as the files they stand for: the Windows command line leaves that to programs."""
    for path in paths:
        if glob.has_magic(str(path)) and not path.exists():
            matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207  (Path.glob takes no absolute pattern)
            yield from map(Path, matches) if matches else (path,)
        else:
            yield path
