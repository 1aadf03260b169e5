"""Head and signature of a document in Word: two columns without rules, lines drawn under title and issuer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from corpora.renditions.letters import width
from corpora.renditions.lines import Line
from corpora.renditions.looks import BALANCED, balanced
from corpora.renditions.profiles import Profile
from corpora.renditions.rules import Rules
from corpora.renditions.word_xml import Look, cell, paragraph, row, table

Put = Callable[[Line, Look], str]
_EMPTY = Look("left", after=0)
_TABS_FIT = 30  # characters of a left column that still stand beside the right one when set with tabulators


def head(left: Sequence[Line], right: Sequence[Line], profile: Profile, rules: Rules, put: Put, look: Callable[[Line], Look]) -> str:
    """The head of a document: left and right column as the profile sets them."""
    if not left and not right:
        return ""
    fits = all(len(line.text) <= _TABS_FIT for line in left)
    if profile.head == "tabs" and fits and left and right:
        return _with_tabs(left, right, put, look)
    widths = (188, 280) if rules.drawn_lines else (212, 256)
    columns = [_column(lines, size - 4, profile, rules, put, look) for lines, size in ((left, widths[0]), (right, widths[1]))]
    if profile.head == "rows":
        cuts = [next((n for n, line in enumerate(lines) if line.kind in ("number", "date")), len(lines)) for lines in (left, right)]
        if all(cuts) and all(cut < len(lines) for cut, lines in zip(cuts, (left, right), strict=True)):
            halves = [(column[:cut], column[cut:]) for column, cut in zip(columns, cuts, strict=True)]
            rows = [row([_cell(half[k], size) for half, size in zip(halves, widths, strict=True)]) for k in (0, 1)]
            return table(rows, widths, rules=False, margin=2) + paragraph("", replace(_EMPTY, after=6))
    cells = [_cell(column, size) for column, size in zip(columns, widths, strict=True)]
    return table([row(cells)], widths, rules=False, margin=2) + paragraph("", replace(_EMPTY, after=6))


def _cell(paragraphs: Sequence[str], size: float) -> str:
    return cell("".join(paragraphs) or paragraph("", _EMPTY), size)


def _column(lines: Sequence[Line], size: float, profile: Profile, rules: Rules, put: Put, look: Callable[[Line], Look]) -> list[str]:
    out = []
    for n, line in enumerate(lines):
        own = look(line)
        even = balanced(line.text, own, size) if profile.balanced and line.kind in BALANCED else own
        following = lines[n + 1].kind if n + 1 < len(lines) else ""
        if line.kind == "motto" and following != "motto":
            out.append(_lined(line, own, size, profile, put, 1.0))
            if not rules.drawn_lines:
                out.append(paragraph("", replace(_EMPTY, size=8)))
        elif line.kind == "issuer" and following != "issuer" and rules.drawn_lines:
            out.append(_lined(line, even, size, replace_line(profile), put, 0.4))
        else:
            out.append(put(line, even))
    return out


def replace_line(profile: Profile) -> Profile:
    """A short line cannot be made by underlining."""
    return replace(profile, line="border") if profile.line == "underline" else profile


def _lined(line: Line, look: Look, size: float, profile: Profile, put: Put, share: float) -> str:
    """A paragraph with a line under it, as long as a share of its text."""
    if profile.line == "underline":
        return put(line, replace(look, underline=True))
    long = min(width(line.text, look.size), size) * share
    side = max(0.0, (size - long) / 2)
    if profile.line == "border":
        # The line belongs to a low paragraph of its own, so that it does not narrow the text above.
        return put(line, look) + paragraph("", Look("center", size=2, after=4, left=side, right=side, box="bottom", exact=2))
    shape = f'<w:r><w:pict><v:line style="position:absolute;z-index:1" from="{side:.1f}pt,2pt" to="{side + long:.1f}pt,2pt" strokeweight=".75pt"/></w:pict></w:r>'
    return put(line, look) + paragraph(shape, Look("left", size=4, after=2, exact=6))


def _with_tabs(left: Sequence[Line], right: Sequence[Line], put: Put, look: Callable[[Line], Look]) -> str:
    """Both columns line by line, set with tabulators in the middle of each: the title beside the first line, the date beside the last."""
    pairs: list[list[Line | None]] = [[line, None] for line in left]
    for n, line in enumerate(right):
        at = n if line.kind == "motto" else max(n, len(left) - len(right) + n)
        while len(pairs) <= at:
            pairs.append([None, None])
        pairs[at][1] = line
    out = []
    for one, two in pairs:
        tabbed = Look("left", after=0, tabs=(("center", 94), ("center", 340)))
        runs = ""
        for side in (one, two):
            runs += "<w:r><w:tab/></w:r>"
            runs += _runs_of(put(side, replace(look(side), underline=side.kind == "motto", box=""))) if side is not None else ""
        out.append(paragraph(runs, tabbed))
    return "".join(out) + paragraph("", replace(_EMPTY, after=6))


def _runs_of(xml: str) -> str:
    return xml[xml.index("</w:pPr>") + len("</w:pPr>") : -len("</w:p>")]


def signature(
    recipients: Sequence[Line], columns: Sequence[Sequence[Line]], profile: Profile, put: Put, look: Callable[[Line], Look]
) -> str:
    """Recipients at the left, the signature at the right; two signers side by side over the recipients."""
    if not recipients and not any(columns):
        return ""
    blocks = [_signer(lines, profile, put, look) for lines in columns]
    listed = "".join(put(line, look(line)) for line in recipients)
    gap = paragraph("", replace(_EMPTY, keep=True))
    if len(blocks) > 1:
        size = 468 / len(blocks)
        return gap + table([row(cell(block, size) for block in blocks)], [size] * len(blocks), rules=False, margin=2) + gap + listed
    widths = (222, 246)
    cells = [cell(listed or gap, widths[0]), cell(blocks[0] if blocks and blocks[0] else gap, widths[1])]
    return gap + table([row(cells)], widths, rules=False, margin=2)


def _signer(lines: Sequence[Line], profile: Profile, put: Put, look: Callable[[Line], Look]) -> str:
    out = []
    for line in lines:
        if line.kind == "signer" and len(lines) > 1:
            if profile.blank_lines:
                out += [paragraph("", _EMPTY)] * 4
                out.append(put(line, look(line)))
            else:
                out.append(put(line, replace(look(line), before=72)))
        else:
            out.append(put(line, look(line)))
    return "".join(out)
