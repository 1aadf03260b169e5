"""What a check reports: a verdict with its evidence."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from core.spans import Span

Verdict = Literal["pass", "fail", "undecided"]
"""đạt, không đạt, chưa đủ căn cứ."""

Severity = Literal["error", "warning", "info"]


class Evidence(Struct, frozen=True):
    """A place that bears on a verdict: Document id, span, and what it shows."""

    document: str
    span: Span
    shows: str = ""


class Finding(Struct, frozen=True):
    """Result of one rule on one Document (kết quả kiểm tra).

    ``evidence`` is empty only where something is missing; ``expected``, ``found`` and ``remedy`` are Vietnamese sentences.
    """

    rule: str
    verdict: Verdict
    severity: Severity
    evidence: tuple[Evidence, ...] = ()
    expected: str | None = None
    found: str | None = None
    remedy: str | None = None
