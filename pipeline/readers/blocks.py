"""What readers of documents with paragraphs share: lines of a paragraph as blocks, with their labels."""

from __future__ import annotations

from dataclasses import replace

from core.document import BlockKind
from core.text import nfc
from pipeline.drafts import BlockDraft, RunDraft, shown, split_run
from pipeline.language.numbering import is_heading, numbering


def classified(line: str, *, bold: bool = False, outline: int | None = None) -> tuple[BlockKind, int | None, str | None]:
    """Kind, rank (``BlockDraft.level``) and label of a line; ``outline`` is the heading level, from 1, that the file itself gives it."""
    label = numbering(line)
    heading = outline is not None or is_heading(line, bold=bold)
    kind: BlockKind = "heading" if heading else "list_item" if label else "paragraph"
    return kind, label.depth if label else outline, label.label if label else None


def paragraph(runs: list[RunDraft], **fields: object) -> list[BlockDraft]:
    """The blocks of a paragraph: one for each line that a break ends, but for lines that go on in lower case.

    Blanks at the ends of a line are left out of the text; ``fields`` are set on every block, ``outline`` aside.
    """
    outline = fields.pop("outline", None)
    blocks: list[BlockDraft] = []
    for breaks, whole in _lines(runs):
        line = trimmed(whole)
        text = nfc("".join(map(shown, line)))
        if not text:
            continue
        kind, level, label = classified(text, bold=_all_bold(line), outline=outline if isinstance(outline, int) else None)
        block = BlockDraft(kind, line, before=breaks if blocks else None, level=level, label=label)
        for name, value in fields.items():
            setattr(block, name, value)
        blocks.append(block)
    return blocks


def _lines(runs: list[RunDraft]) -> list[tuple[list[RunDraft], list[RunDraft]]]:
    """Line breaks and the runs after them; a line that goes on in lower case stays with the one before it."""
    lines: list[tuple[list[RunDraft], list[RunDraft]]] = [([], [])]
    for run in runs:
        if shown(run) != "\n":
            lines[-1][1].append(run)
        elif any(shown(r).strip() for r in lines[-1][1]):
            lines.append(([run], []))
        else:
            lines[-1][0].append(run)
    joined = lines[:1]
    capitals = "".join(map(shown, lines[0][1])).isupper()
    for breaks, line in lines[1:]:
        text = "".join(map(shown, line))
        # A type in capitals ends where its abstract begins: "BÁO CÁO", "kết quả …".
        if text.lstrip()[:1].islower() and len(breaks) == 1 and not capitals:
            joined[-1][1].extend([*breaks, *line])
        else:
            joined.append((breaks, line))
            capitals = text.isupper()
    return joined


def _all_bold(line: list[RunDraft]) -> bool:
    return all(run.bold for run in line if run.origin != "added" and shown(run).strip())


def trimmed(runs: list[RunDraft]) -> list[RunDraft]:
    """The runs with blanks at both ends left out of the text; their raw characters stay."""
    runs = list(runs)
    for i, run in enumerate(runs):
        text = shown(run)
        if text.strip():
            blank, rest = split_run(run, len(text) - len(text.lstrip()))
            runs[i : i + 1] = [_unseen(blank), rest]
            break
        runs[i] = _unseen(run)
    for i in range(len(runs) - 1, -1, -1):
        text = shown(runs[i])
        if text.strip():
            rest, blank = split_run(runs[i], len(text.rstrip()))
            runs[i : i + 1] = [rest, _unseen(blank)]
            break
        runs[i] = _unseen(runs[i])
    return [run for run in runs if run.raw or run.text]


def _unseen(run: RunDraft) -> RunDraft:
    return replace(run, text="", map=None)
