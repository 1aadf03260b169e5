"""All extractors over one Document, in order; one that fails costs its own findings only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from core.document import Document
from core.mentions import AnyMention
from core.problems import Problem
from extractors.arithmetic import check_arithmetic
from extractors.dates import find_dates
from extractors.header import find_header
from extractors.indicators import find_indicators
from extractors.organisations import find_organisations
from extractors.periods import find_periods
from extractors.references import find_references
from extractors.versions import VERSIONS

T = TypeVar("T")

_DETAIL = 200
"""Characters of an exception's text that a user sees."""


def annotate(document: Document) -> Document:
    """The Document with header, mentions in the order of the text, statements, and the versions that made them.

    Pure, and a function of the module's top level, so it runs in worker processes. An extractor that raises leaves a Problem
    "extractor-failed" with its name; what others found stands, and only a later version of it makes the Document due again.
    """
    steps = _Steps()
    header = steps.one("header", lambda: find_header(document))
    dates = steps.many("dates", lambda: find_dates(document))
    periods = steps.many("periods", lambda: find_periods(document))
    references = steps.many("references", lambda: find_references(document))
    organisations = steps.many("organisations", lambda: find_organisations(document))
    indicators = steps.many("indicators", lambda: find_indicators(document, references, dates, periods))
    statements = steps.many("arithmetic", lambda: check_arithmetic(document, indicators))
    mentions: list[AnyMention] = [*dates, *periods, *references, *organisations, *indicators]
    # Stable: of mentions with the same span the order of kinds above stays.
    mentions.sort(key=lambda mention: mention.span)
    return document.with_(
        header=header,
        mentions=tuple(mentions),
        statements=statements,
        problems=(*(p for p in document.problems if p.code != "extractor-failed"), *steps.problems),
        made_by=document.made_by | VERSIONS,
    )


class _Steps:
    """Runs extractors one by one and keeps what became of them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def one(self, name: str, step: Callable[[], T | None]) -> T | None:
        """What the step finds; None where there is nothing, and None with a Problem where it raises."""
        try:
            return step()
        except MemoryError:  # the worker process tells that the file is too large for it
            raise
        except Exception as error:  # noqa: BLE001  one faulty step must not cost the others' findings
            detail = f"{type(error).__name__}: {error}"[:_DETAIL]
            self.problems.append(Problem("extractor-failed", {"extractor": name, "detail": detail}))
            return None

    def many(self, name: str, step: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
        """All that the step finds; nothing, and a Problem, where it raises."""
        return self.one(name, step) or ()
