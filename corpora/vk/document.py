"""What a ``.vk`` source says: parts, blocks, marks with offsets into their block, truth lines."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

HEAD_KEYS = (
    "form", "level", "term", "parent", "issuer", "motto", "number", "number_normal", "missing", "date_line", "place", "date", "type", "abstract",
    "secrecy", "urgency", "draft", "circulation", "addressee", "recipients", "authority", "post", "signer", "typist", "work", "rendition",
)  # fmt: skip
FORMS = ("dang", "nha-nuoc", "mat-tran", "cong-doan", "doan", "web")
LEVELS = ("trung-uong", "tinh", "cap-tren", "co-so", "chi-bo")
RELATIONS = (
    "can_cu", "thuc_hien", "trien_khai", "cu_the_hoa", "huong_dan", "bao_cao", "sua_doi", "bo_sung", "thay_the", "bai_bo", "kem_theo", "sao_gui",
)  # fmt: skip
ROLES = (
    "grounds", "situation", "results", "shortcomings", "causes", "lessons", "viewpoints", "aims", "tasks", "organisation", "proposals", "recipients",
)  # fmt: skip
FAULTS = (
    "sum", "percent", "difference", "class-twice", "trend", "restated-differently", "superseded-basis", "wrong-issuer", "wrong-date", "wrong-type",
    "missing-section", "missing-indicator", "missed-deadline", "last-year-text", "body-gone", "number-form", "date-form", "abstract-missing",
    "signature-form", "recipients-missing", "authority", "threshold",
)  # fmt: skip
CHECKED_ARITHMETIC = ("sum", "percent", "difference", "plan-percent", "growth", "ratio", "product", "restatement")
ARITHMETIC = (*CHECKED_ARITHMETIC, "count-of-list", "trend", "sum-percent", "same-category-twice")

MarkKind = Literal["r", "i", "o", "p", "q", "h", "fn", "b", "em", "u"]
Align = Literal["", "center", "bold", "right", "italic"]


class Mark(Struct, frozen=True):
    """An annotation: offsets into the text of its block; flags have the value "yes"."""

    kind: MarkKind
    start: int
    end: int
    attributes: dict[str, str]


class Marked(Struct, frozen=True):
    """A text without its annotations, and these in the order of their beginnings, the outer one first."""

    text: str
    marks: tuple[Mark, ...] = ()


class Cell(Struct, frozen=True):
    """A cell of a table; ``merged`` tells that it is one with the cell at its left or above."""

    content: Marked
    merged: Literal["", "left", "up"] = ""


class Block(Struct, frozen=True):
    """A piece of the body. ``line`` is the source's line, from 1.

    ``kind`` "paragraph" has an ``align``; "heading" a ``level`` from 1; "table" its ``rows``, the first ``heads`` of them column heads, and
    ``options`` (caption, unit, period, lines); "chrome" is printed and in no truth; "page", "landscape" and "portrait" are breaks.
    """

    kind: Literal["paragraph", "heading", "table", "chrome", "page", "landscape", "portrait"]
    line: int
    content: Marked = Marked("")
    level: int = 0
    address: str = ""
    align: Align = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    heads: int = 1
    options: dict[str, str] = {}


class Part(Struct, frozen=True):
    """One document of the file: head values by key ("" where not given), the abstract with its marks, the body."""

    role: Literal["main", "annex", "attached", "copy"]
    head: dict[str, str]
    abstract: Marked
    blocks: tuple[Block, ...]

    def entries(self, key: str) -> list[str]:
        """The entries of a head value that holds several ("…| …")."""
        return [entry.strip() for entry in self.head[key].split(" | ") if entry.strip()]


class Arithmetic(Struct, frozen=True):
    """A claim about figures; ``ids`` in the order that the kind asks for (``corpora/README.md``)."""

    kind: str
    ids: tuple[str, ...]
    holds: bool
    note: str = ""


class Fault(Struct, frozen=True):
    """A planted fault, where it stands, and what a checker should say of it."""

    code: str
    expect: str
    quote: str = ""
    where: str = ""


class Role(Struct, frozen=True):
    """What a section (by its address) or a sentence (by its first words) is for."""

    role: str
    at: str = ""
    quote: str = ""


class Verdict(Struct, frozen=True):
    """How this document answers a requirement of another; ``quote`` None where it says nothing of it."""

    requirement: str
    against: str
    answer: Literal["dat", "khong_dat", "chua_du"]
    quote: str | None
    why: str


class Relation(Struct, frozen=True):
    """A relation to another document that no marked mention carries."""

    relation: str
    number: str = ""
    doc: str = ""


Truth = Arithmetic | Fault | Role | Verdict | Relation


class Source(Struct, frozen=True):
    """A whole ``.vk`` file; ``name`` is its slug."""

    name: str
    parts: tuple[Part, ...]
    truth: tuple[Truth, ...]

    @property
    def head(self) -> dict[str, str]:
        """The head of the first part."""
        return self.parts[0].head
