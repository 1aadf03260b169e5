"""Where the signature block of the first document of a text stands."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from corpora.form import mottos
from extractors.header.anchors import part_of
from extractors.header.lines import Line, Page
from extractors.header.people import is_authority, is_post, name_of
from extractors.header.signature import Signature, signature_of

_LABEL = re.compile(r"^[ \t#*_>|]*n[oơ]i +nh[aậ]n[ \t*_]*(?:([:;.])|$|[ \t]{3})", re.IGNORECASE | re.MULTILINE)
_LISTED = re.compile(r"[ \t*_]*(?:\n\s*[-+*•–]|[ \t]{3,}\S)")
_SIGNING = re.compile(r"^[ \t#*_>|]*(?:T ?/ ?M|TM|K ?/ ?T|KT|T ?/ ?L|TL|TUQ|T ?/ ?U ?/ ?Q)[ ./]", re.IGNORECASE | re.MULTILINE)
_BACK, _ON = 14, 70
"""Lines of a signature block before and behind "Nơi nhận"; more than 60 recipients have not been seen."""

_LAST = 40
"""Lines at the end of the text that are looked at for a post and a name where nothing else shows the block."""


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    titles = "|".join(r"\s+".join(map(re.escape, motto.text.split())) for motto in mottos() if motto.role == "title")
    return re.compile(rf"^[ \t#*_>|]*(?:{titles})[ \t*_|]*$", re.MULTILINE)


def closing_of(page: Page, start: int) -> Signature:
    """The first signature block behind ``start``: at "Nơi nhận", else at an authority line, else at a post and a name at the end.

    It stands before the title of a second document in the same text. Linear in the length of the text.
    """
    text = page.document.text
    second = _titles().search(text, start)
    end = second.start() if second else len(text)
    found = Signature([])
    label = next((found for found in _LABEL.finditer(text, start, end) if found[1] or _LISTED.match(text, found.end())), None)
    if label:
        found = signature_of(_around(page, label.start(), start, end))
    if not (found.authority or found.post or found.signer):
        beside = _beside_authority(page, start, end) or _at_the_end(page, start, end)
        if beside:
            beside.recipients = found.recipients
            found = beside
    return found


def _around(page: Page, label: int, start: int, end: int) -> list[Line]:
    """The lines around "Nơi nhận" or an authority line, from behind the last sentence of the text on."""
    text = page.document.text
    first = label
    for _ in range(_BACK):
        first = max(text.rfind("\n", start, max(start, first - 1)) + 1, start)
        if first == start or label - first > 4000:
            break
    lines = list(islice(page.lines(first, end), _BACK + _ON))
    at = next((i for i, line in enumerate(lines) if line.spans[-1].end > label), 0)
    begin = at
    while begin > 0 and not (len(lines[begin - 1].text) > 100 or lines[begin - 1].text.endswith((".", ";", ":", ","))):
        begin -= 1
    return lines[begin:]


def _beside_authority(page: Page, start: int, end: int) -> Signature | None:
    for found in _SIGNING.finditer(page.document.text, start, end):
        lines = list(islice(page.lines(found.start(), end), 1))
        if lines and is_authority(lines[0]):
            signature = signature_of(_around(page, found.start(), start, end)[:30])
            if signature.signer or signature.post:
                return signature
    return None


def _at_the_end(page: Page, start: int, end: int) -> Signature | None:
    """A post in capitals with a name below it among the last lines."""
    text = page.document.text
    first = end
    for _ in range(_LAST):
        first = max(text.rfind("\n", start, max(start, first - 1)) + 1, start)
        if first == start:
            break
    lines = [line for line in page.lines(first, end) if part_of(line).kind != "rule"]
    for i, line in enumerate(lines):
        if is_post(line) and line.caps and any(name_of(below) for below in lines[i + 1 : i + 6]):
            return signature_of(lines[i:])
    return None
