"""Builds the sample documents.

python -m corpora.renditions OUT [SLUG | FILE.vk ...] [--formats docx,pdf,html,txt] [--producer NAME] [--truth]

Without names every document. Writes OUT/SLUG.FORMAT and, with --truth, beside it OUT/SLUG.FORMAT.truth.json.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpora.renditions.builders import FORMATS, build_all
from corpora.renditions.truth import write_truth
from corpora.vk.parse import VkError, read_source
from corpora.vk.world import document_paths


def main(arguments: list[str]) -> int:
    """Build; 1 where a document could not be built."""
    parser = argparse.ArgumentParser(prog="python -m corpora.renditions", description="Builds the sample documents.")
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", metavar="SLUG")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--producer", default="")
    parser.add_argument("--truth", action="store_true", help="write the truth beside each file")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    failed = built = 0
    sources = []
    for path in document_paths(given.names):
        try:
            sources.append(read_source(path))
        except (VkError, OSError) as error:
            print(error, file=sys.stderr)
            failed += 1
    for form in given.formats.split(","):
        for out, truth in build_all([(source, given.out / f"{source.name}.{form}") for source in sources], form, given.producer):
            if isinstance(truth, Exception):
                print(f"{out.name}: {truth}", file=sys.stderr)
                failed += 1
                continue
            built += 1
            if given.truth:
                write_truth(truth, out.with_name(out.name + ".truth.json"))
    print(f"{built} files in {given.out}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
