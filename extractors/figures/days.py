"""First and last day of a year, a quarter, a month: None where the text does not say."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TypeAlias

Days: TypeAlias = tuple[date | None, date | None]

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11}


def whole_year(year: int) -> Days:
    """All days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def years(first: int, last: int) -> Days:
    """From the first day of one year to the last of another."""
    return date(min(first, last), 1, 1), date(max(first, last), 12, 31)


def month(number: int, year: int | None) -> Days:
    """All days of a month; open without a year."""
    if year is None or not 1 <= number <= 12:
        return None, None
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def quarter(first: str, last: str, year: int | None) -> Days:
    """From one quarter to another of the same year ("i" to "iv", "1" to "4")."""
    if year is None:
        return None, None
    return month(3 * _QUARTERS[first] - 2, year)[0], month(3 * _QUARTERS[last], year)[1]


def span_of_months(count: str, *, last: bool, year: int | None) -> Days:
    """The first ("6 tháng đầu năm") or last months of a year."""
    number = int(count) if count.isdigit() else _COUNTS.get(" ".join(count.split()), 0)
    if year is None or not 1 <= number <= 12:
        return None, None
    return (month(13 - number, year)[0], date(year, 12, 31)) if last else (date(year, 1, 1), month(number, year)[1])


def point(day: int, number: int, year: int | None) -> Days:
    """One day; open without a year or where the calendar has no such day."""
    if year is None or not 1 <= number <= 12 or not 1 <= day <= monthrange(year, number)[1]:
        return None, None
    return date(year, number, day), date(year, number, day)


def join(first: Days, last: Days) -> Days:
    """From the beginning of one stretch to the end of another."""
    return first[0], last[1]
