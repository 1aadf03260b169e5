"""References (viện dẫn): every mention of another document, with its parts.

A grammar over anchors (types' names, codes, digit groups) finds mentions; then each gets what is stated beside it: date, issuer, term.
Conventions of the spans: from the type's name to the end of the number and of the term, without date and issuer.
"""

from __future__ import annotations

from core.document import Document
from core.mentions import Reference
from core.spans import Span
from extractors.citing.beside import add_dates, add_issuers, add_terms
from extractors.citing.candidate import Candidate
from extractors.citing.find import Finder
from extractors.citing.lists import add_columns, without_own_number
from extractors.dates import dates_in
from extractors.organisations import bodies_in
from extractors.scan import Scan, scan_document


def find_references(document: Document) -> tuple[Reference, ...]:
    """The references of a Document in order; back references ("Kế hoạch này") are marked, its own number in the header is left out."""
    return tuple(_reference(candidate) for candidate in references_in(scan_document(document)))


def references_in(scan: Scan) -> list[Candidate]:
    """The mentions of a text, parts attached."""
    dates = dates_in(scan)
    found = without_own_number(scan, Finder(scan, dates).run())
    if found:
        add_columns(scan, found, dates)
        add_terms(scan, found)
        add_dates(scan, found, dates)
        add_issuers(scan, found, dates, list(bodies_in(scan)))
    return found


def _reference(found: Candidate) -> Reference:
    return Reference(
        span=Span(found.start, found.end),
        type=found.kind.name if found.kind else None,
        number=found.number.normal if found.number else None,
        ordinal=found.ordinal,
        term=found.term,
        date=found.date.text if found.date else None,
        issuer=found.issuer.text if found.issuer else None,
        date_span=found.date.span if found.date else None,
        issuer_span=found.issuer.span if found.issuer else None,
        back=found.back,
    )
