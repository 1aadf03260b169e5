"""A marked text cut into runs of one look, for the builders that write it piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from corpora.vk.document import Marked

LOOKS = ("b", "em", "u")
"""Kinds of marks that are seen on the page."""


class Run(Struct, frozen=True):
    """A piece of one look. ``looks`` are those of ``LOOKS`` that hold for it, ``call`` the footnote called before it (0: none)."""

    text: str
    looks: tuple[str, ...]
    call: int


def runs_of(content: Marked, calls: Sequence[tuple[int, int]] = (), *, cuts: Iterable[int] = (), skip: int = 0) -> Iterator[Run]:
    """The text from ``skip`` on, cut where its look changes, where a footnote is called (offset and number), and at ``cuts``.

    A footnote called at the text's end comes with an empty piece.
    """
    seen = [mark for mark in content.marks if mark.kind in LOOKS]
    called = dict(calls)
    bounds = {len(content.text), *called, *cuts, *(at for mark in seen for at in (mark.start, mark.end))}
    ordered = [skip, *sorted(bound for bound in bounds if bound > skip)]
    for start, end in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        call = called.get(start, 0) if start > skip else 0
        if end > start or call:
            looks = tuple(kind for kind in LOOKS if any(m.kind == kind and m.start <= start and end <= m.end for m in seen))
            yield Run(content.text[start:end], looks, call)


def tagged(text: str, tags: Sequence[str]) -> str:
    """The text inside elements, the first one outermost; nothing around nothing."""
    return "".join(f"<{tag}>" for tag in tags) + text + "".join(f"</{tag}>" for tag in reversed(tags)) if text else ""
