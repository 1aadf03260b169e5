"""What extractors find: typed mentions, each with its exact span."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from core.spans import Span


class Mention(Struct, frozen=True, tag=True, tag_field="mention", kw_only=True):
    """Base of everything found in a text: the span and nothing else in common."""

    span: Span


class Reference(Mention, frozen=True, kw_only=True):
    """A mention of another document (viện dẫn).

    ``type`` is the type's name ("Kế hoạch"); ``number`` the normal form ("13-KH/BTCTU", case as written, blanks out);
    ``ordinal`` the bare number where only "Chỉ thị 05" stands; ``term`` the Party term ("XI, XII");
    ``date`` is an ISO date or a bare year; ``issuer`` as written; ``back`` marks "Kế hoạch này".
    The spans of date and issuer lie outside ``span``, which runs from the type word to the end of the number or term.
    """

    type: str | None = None
    number: str | None = None
    ordinal: str | None = None
    term: str | None = None
    date: str | None = None
    issuer: str | None = None
    date_span: Span | None = None
    issuer_span: Span | None = None
    back: bool = False


class DateMention(Mention, frozen=True, kw_only=True):
    """A calendar date as written; ``month`` and ``day`` are None where the text does not give them."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """YYYY-MM-DD, YYYY-MM or YYYY, as much as is known."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


class Period(Mention, frozen=True, kw_only=True):
    """A stretch of time ("6 tháng đầu năm 2022", "nhiệm kỳ 2020-2025"): first and last day, None where the text leaves them open."""

    text: str
    first: date | None = None
    last: date | None = None


class Organisation(Mention, frozen=True, kw_only=True):
    """A body named in the text; ``name`` as written, ``key`` the gazetteer's key where it is known."""

    name: str
    key: str | None = None


class Indicator(Mention, frozen=True, kw_only=True):
    """A figure (số liệu): count, share, ratio, amount, range, target.

    ``value``, ``value_max`` and ``denominator`` are the digits as written, without multiplier; ``base`` is the value with it
    ("gần 4 nghìn": value 4, unit "nghìn đảng viên", base 4000). [``low``; ``high``] is the interval, in units of ``base``, that the digits
    written imply ("12,5 %" is [12.45; 12.55]), widened by a hedge. ``approx`` marks a hedge, ``target`` something aimed at,
    ``implicit`` the 0 of "không có".
    """

    value: Decimal
    value_max: Decimal | None = None
    denominator: Decimal | None = None
    unit: str | None = None
    unit_span: Span | None = None
    base: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    hedge: str | None = None
    approx: bool = False
    period: str | None = None
    period_span: Span | None = None
    subject: str | None = None
    target: bool = False
    implicit: bool = False


AnyMention = Reference | DateMention | Period | Organisation | Indicator

StatementKind = Literal["sum", "percent"]


class Statement(Struct, frozen=True, kw_only=True):
    """An arithmetic claim of the text. ``spans``: the whole first, then the parts (sum); percentage, part, whole (percent).

    ``holds`` is None where the text does not suffice to tell; ``note`` shows the calculation in Vietnamese.
    """

    kind: StatementKind
    spans: tuple[Span, ...]
    holds: bool | None
    note: str
