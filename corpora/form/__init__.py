"""Words of the form of documents (thể thức): titles of State and Party, marks, heads of bodies, posts, names of persons.

The lists are closed classes of the field, not found words: 36-HD/VPTW, 05-HD/VPTW, Nghị định 30/2020/NĐ-CP, and the usual
Vietnamese family names, those of the minorities included. Words are in small letters with their marks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from corpora.lists import rows


class Motto(NamedTuple):
    """A line at the top right: "ĐẢNG CỘNG SẢN VIỆT NAM" (role title), "Độc lập - Tự do - Hạnh phúc" (role tagline).

    ``form`` (party, state, union) is the form of document that it shows.
    """

    text: str
    role: str
    form: str


class Mark(NamedTuple):
    """A mark on the first page; ``kind``: secrecy, urgency, draft, circulation, copy."""

    text: str
    kind: str


class BodyHead(NamedTuple):
    """First words of the name of a body. ``group``: committee, organ (of a committee), council (that has to say of what), congress, state,
    army, school, firm, union.

    They are no head behind one of the syllables ``not_after`` ("môi trường", "xã hội") or before one of ``not_before`` ("phòng chống").
    """

    words: str
    group: str
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]


class Post(NamedTuple):
    """First words of a post (chức vụ), and the form of documents that it signs (party, state, army, any)."""

    words: str
    form: str


class NameTitle(NamedTuple):
    """What may stand before a person's name and is no part of it; ``kind``: address, rank, degree, honour."""

    words: str
    kind: str


@lru_cache(maxsize=1)
def mottos() -> tuple[Motto, ...]:
    """Titles and taglines."""
    return tuple(Motto(row["text"], row["role"], row["form"]) for row in rows(__package__, "mottos.csv"))


@lru_cache(maxsize=1)
def marks() -> tuple[Mark, ...]:
    """Supplementary marks that stand on a line of their own."""
    return tuple(Mark(row["mark"], row["kind"]) for row in rows(__package__, "marks.csv"))


@lru_cache(maxsize=1)
def body_heads() -> tuple[BodyHead, ...]:
    """Heads of the names of bodies that issue documents."""
    return tuple(
        BodyHead(row["head"], row["group"], tuple(row["not_after"].split()), tuple(row["not_before"].split()))
        for row in rows(__package__, "body_heads.csv")
    )


@lru_cache(maxsize=1)
def posts() -> tuple[Post, ...]:
    """Posts that sign documents."""
    return tuple(Post(row["post"], row["form"]) for row in rows(__package__, "posts.csv"))


@lru_cache(maxsize=1)
def name_titles() -> tuple[NameTitle, ...]:
    """Ranks, degrees, honours and forms of address."""
    return tuple(NameTitle(row["title"], row["kind"]) for row in rows(__package__, "name_titles.csv"))


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Family names in small letters."""
    return frozenset(row["surname"].lower() for row in rows(__package__, "surnames.csv"))


@lru_cache(maxsize=1)
def type_qualifiers() -> tuple[str, ...]:
    """Words that stand on the type line behind the type and are part of it: BÁO CÁO TÓM TẮT, CHƯƠNG TRÌNH HÀNH ĐỘNG."""
    return tuple(dict.fromkeys(row["words"] for row in rows(__package__, "type_qualifiers.csv")))
