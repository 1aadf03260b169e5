"""Citations of one number told apart by the date that is cited."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from core.document import Document
from index.archive import Archive
from index.cited import by_cited
from tests.index_documents import EVERYTHING, plain, stored

NUMBER = "1-HD/TW"


def citing(own: str, *dates: str | None) -> Document:
    """A document that cites the number once with each date."""
    document = plain(f"{own}\n" + "\n".join(f"Căn cứ {NUMBER}." for _ in dates), number=own, cites=(NUMBER,))
    assert len(document.mentions) == len(dates)
    return document.with_(mentions=tuple(structs.replace(m, date=d) for m, d in zip(document.mentions, dates, strict=True)))


def groups(folder: Path, *documents: Document, number: str = NUMBER) -> dict[tuple[str, str | None], list[tuple[str | None, int]]]:
    """For each document cited who cites it, and in how many places."""
    stored(folder, *documents).close()
    with Archive.open(folder) as archive:
        found = by_cited(archive.citing(number, EVERYTHING))
    return {(one.number, one.date): sorted((work.citations[0].entry.number, len(work.citations)) for work in one.citing) for one in found}


def test_the_same_number_of_two_terms_is_cited_apart_the_newest_first(tmp_path: Path) -> None:
    found = groups(tmp_path, citing("2-KH/TU", "2011-04-01"), citing("3-KH/TU", "2016-07-04", "2016-07-04"), citing("4-KH/TU", None))
    assert list(found.items()) == [
        ((NUMBER, "2016-07-04"), [("3-KH/TU", 2)]),
        ((NUMBER, "2011-04-01"), [("2-KH/TU", 1)]),
        ((NUMBER, None), [("4-KH/TU", 1)]),
    ]


def test_a_work_that_cites_both_is_with_both(tmp_path: Path) -> None:
    found = groups(tmp_path, citing("2-KH/TU", "2011-04-01", "2016-07-04", None))
    assert found == {
        (NUMBER, "2016-07-04"): [("2-KH/TU", 1)],
        (NUMBER, "2011-04-01"): [("2-KH/TU", 1)],
        (NUMBER, None): [("2-KH/TU", 1)],
    }


def test_a_place_without_a_date_means_what_its_work_cites_with_one(tmp_path: Path) -> None:
    found = groups(tmp_path, citing("2-KH/TU", None, "2011-04-01", None), citing("3-KH/TU", "2016", None), citing("4-KH/TU", "2016-07-04"))
    assert found == {(NUMBER, "2011-04-01"): [("2-KH/TU", 3)], (NUMBER, "2016-07-04"): [("3-KH/TU", 2), ("4-KH/TU", 1)]}


def test_a_year_alone_joins_the_only_day_of_that_year(tmp_path: Path) -> None:
    found = groups(tmp_path, citing("2-KH/TU", "2016-07-04"), citing("3-KH/TU", "2016"), citing("4-KH/TU", "2011"))
    assert found == {(NUMBER, "2016-07-04"): [("2-KH/TU", 1), ("3-KH/TU", 1)], (NUMBER, "2011"): [("4-KH/TU", 1)]}


def test_a_year_alone_stands_apart_where_two_days_of_it_are_cited(tmp_path: Path) -> None:
    found = groups(tmp_path, citing("2-KH/TU", "2016-07-04", "2016-08-05", "2016"))
    assert sorted(date or "" for _, date in found) == ["2016", "2016-07-04", "2016-08-05"]


def test_numbers_of_other_organs_are_apart_where_the_organ_was_left_open(tmp_path: Path) -> None:
    documents = plain("Căn cứ 1-HD/TW và 1-HD/BTCTU.", number="2-KH/TU", cites=("1-HD/TW", "1-HD/BTCTU"))
    assert {number for number, _ in groups(tmp_path, documents, number="1-HD")} == {"1-HD/TW", "1-HD/BTCTU"}
