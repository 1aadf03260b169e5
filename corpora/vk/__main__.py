"""Checks of the sample documents' sources.

python -m corpora.vk check [--quiet] [SLUG | FILE ...]     every check; --quiet leaves the hints out; exit 1 where there is an error
python -m corpora.vk number SLUG | FILE ...                writes the outline addresses that can be told into the files
python -m corpora.vk count [SLUG | FILE ...]               how much is there
"""

from __future__ import annotations

import sys
from collections import Counter

from corpora.vk.check import findings_of
from corpora.vk.document import Source
from corpora.vk.findings import places
from corpora.vk.outline import addresses
from corpora.vk.parse import VkError, read_source
from corpora.vk.world import document_paths, world


def check(names: list[str]) -> int:
    """Print the findings; 1 where one is an error."""
    quiet = "--quiet" in names
    failed = 0
    for path in document_paths([name for name in names if name != "--quiet"]):
        try:
            findings = findings_of(read_source(path), world())
        except VkError as error:
            name, _, rest = str(error).partition(":")
            line, _, message = rest.partition(":")
            print(f"{name}:{line}: error: {message.strip()}")
            failed += 1
            continue
        for finding in findings:
            if finding.level == "error" or not quiet:
                print(f"{path.stem}:{finding.line}: {finding.level}: {finding.message}")
        failed += any(finding.level == "error" for finding in findings)
    return int(failed > 0)


def number(names: list[str]) -> int:
    """Write proposed addresses into lines that have none."""
    for path in document_paths(names):
        source = read_source(path)
        lines = path.read_text("utf-8").split("\n")
        for part in source.parts:
            for block, address in zip(part.blocks, addresses(part.blocks), strict=True):
                if address and not block.address:
                    line = lines[block.line - 1]
                    marks = len(line) - len(line.lstrip("#"))
                    start = (
                        marks + 1 if marks else next((n for n in (len("@bold "), len("@center ")) if line[:n] in ("@bold ", "@center ")), 0)
                    )
                    if not start or marks:
                        lines[block.line - 1] = f"{line[:start]}[{address}] {line[start:]}"
        path.write_text("\n".join(lines), "utf-8", newline="\n")
    return 0


def count(names: list[str]) -> int:
    """Print the numbers of characters, marks and truth lines."""
    total: Counter[str] = Counter()
    for path in document_paths(names):
        source = read_source(path)
        one = _counted(source)
        total += one
        print(f"{path.stem}: " + ", ".join(f"{name} {one[name]}" for name in one))
    print("all: " + ", ".join(f"{name} {total[name]}" for name in total))
    return 0


def _counted(source: Source) -> Counter[str]:
    out = Counter({"documents": 1, "characters": sum(len(place.content.text) for place in places(source))})
    out.update(mark.kind for place in places(source) for mark in place.content.marks)
    out.update(type(truth).__name__ for truth in source.truth)
    return out


def main(arguments: list[str]) -> int:
    """The command named first."""
    commands = {"check": check, "number": number, "count": count}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 2
    return commands[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
