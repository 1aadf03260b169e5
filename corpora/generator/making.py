"""One document: told, labelled, spoiled as asked, laid out as text, with its truth."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from corpora.generator.arithmetic import Statement, statements
from corpora.generator.bank import Bank
from corpora.generator.chance import Chance
from corpora.generator.composing import Composer
from corpora.generator.faults import CODES, plant
from corpora.generator.heading import Heading, heading_of
from corpora.generator.labels import label_lines, move
from corpora.generator.layout import Page
from corpora.generator.story import BLOCK, Story, tell
from corpora.generator.style import decompose
from corpora.generator.telling import Telling
from corpora.generator.truth import Fault, Indicator, Named, Reference, Relation, Section, Sum, Task, Truth
from corpora.generator.writing import Line, Mark

_REFERENCE = ("type", "number", "ordinal", "term", "date", "issuer", "rel", "doc")
TYPOS = 0.35
"""About how many slips of the keyboard a document has."""


class Wish(Struct, frozen=True):
    """What was asked for: the same for all documents of a corpus."""

    seed: str
    length: int = 5000
    part: str = "seen"
    faults: tuple[tuple[str, float], ...] = ()


class Told(Struct):
    """A document before it is laid out."""

    telling: Telling
    heading: Heading
    abstract: Line
    lines: list[Line]
    statements: list[Statement]


class Made(Struct):
    """A document as text with its truth, and what renditions are made of."""

    text: str
    truth: Truth
    told: Told


class Maker:
    """Makes documents of one corpus; keeps the story made last, since neighbours share it."""

    def __init__(self, wish: Wish, bank: Bank) -> None:
        self.wish, self.bank = wish, bank
        self._story: Story | None = None

    def make(self, index: int) -> Made:
        """Document ``index``; depends on the wish, the bank and the index alone."""
        number = index // BLOCK
        if self._story is None or self._story.number != number:
            self._story = tell(self.wish.seed, number)
        told = self._tell(self._story, index)
        return _laid_out(told, self.wish.part)

    def _tell(self, story: Story, index: int) -> Told:
        card = story.cards[index % BLOCK]
        luck = Chance(self.wish.seed, index, "faults")
        drawn = {code: luck.random() for code in CODES}
        rates: Mapping[str, float] = dict(self.wish.faults)
        wanted = frozenset(code for code in CODES if drawn[code] < rates.get(code, 0.0))
        telling = Telling(self.bank, story, card, self.wish.seed, wanted)
        composer = Composer(telling, self.wish.length)
        heading = heading_of(telling)
        abstract = composer.compose()
        lines = composer.lines
        found = statements(lines, composer.trends)
        plant(telling, found)
        _without_stop(lines[-1])
        label_lines(lines, telling.style)
        _slip(telling, lines)
        _respell(telling, [abstract, *lines], heading)
        return Told(telling, heading, abstract, lines, found)


def _without_stop(line: Line) -> None:
    """The last line's own full stop goes: the style of the document ends it."""
    if line.text.endswith(".") and not any(mark.end == len(line.text) and mark.kind != "q" for mark in line.marks):
        line.text = line.text[:-1]
        for mark in line.marks:
            mark.end = min(mark.end, len(line.text))


def _slip(telling: Telling, lines: list[Line]) -> None:
    """Slips of the keyboard, never inside a mark: a blank too many, a blank lost after a comma."""
    chance = telling.chance
    if not chance.happens(TYPOS) and not telling.style.double_blanks:
        return
    for _ in range(3):
        line = chance.pick(lines)
        at = line.text.find(", " if chance.happens(0.6) else " ", int(len(line.text) * chance.random()))
        if (
            at < 0
            or line.kind == "table"
            or any((mark.start <= at + 1 < mark.end + 1 and mark.kind != "q") or mark.start == at + 2 for mark in line.marks)
        ):
            continue
        if (
            line.text[at] == ","
            and chance.happens(0.5)
            and not any(at <= mark.start <= at + 2 or at <= mark.end <= at + 2 for mark in line.marks)
        ):
            line.text = line.text[: at + 1] + line.text[at + 2 :]
            move(line, at + 2, -1)
        else:
            line.text = line.text[: at + 1] + " " + line.text[at + 1 :]
            move(line, at + 1, 1)
        return


def _respell(telling: Telling, lines: list[Line], heading: Heading) -> None:
    style = telling.style
    if style.no_break:
        for line in lines:
            line.text = line.text.replace("ngày ", "ngày\u00a0").replace(" số ", " số\u00a0")
    if style.tone == "old" and not style.eth:
        return
    spell = style.respelled
    for line in lines:
        line.text = spell(line.text)
        line.cells = [[spell(cell) for cell in row] for row in line.cells]
        for mark in line.marks:
            for name in ("issuer", "unit", "period", "who", "what"):
                if name in mark.attributes:
                    mark.attributes[name] = spell(mark.attributes[name])
    heading.parent, heading.issuer, heading.signer = spell(heading.parent), spell(heading.issuer), spell(heading.signer)
    heading.authority, heading.post, heading.place = spell(heading.authority), spell(heading.post), spell(heading.place)
    heading.date_line, heading.type = spell(heading.date_line), spell(heading.type)
    heading.motto = tuple(spell(line) for line in heading.motto)
    heading.number = spell(heading.number)
    heading.addressee = [spell(entry) for entry in heading.addressee]
    heading.recipients = [spell(entry) for entry in heading.recipients]


class _Collector:
    """Marks of lines into lists of the truth, at their place in the whole text."""

    def __init__(self, told: Told, page: Page) -> None:
        self.told, self.page = told, page
        self.references: list[Reference] = []
        self.indicators: list[Indicator] = []
        self.organisations: list[Named] = []
        self.people: list[Named] = []
        self.requirements: list[Task] = []
        self.faults: list[Fault] = []
        self.ids: dict[int, str] = {}
        for statement in told.statements:
            for _, mark in statement.places:
                self.ids.setdefault(id(mark), f"a{len(self.ids) + 1}")
        self.expected = {planted.code: planted for planted in told.telling.planted}

    def collect(self, line: Line, at: int) -> None:
        """The marks of a line that begins at ``at``."""
        for mark in sorted(line.marks, key=lambda mark: (mark.start, -mark.end)):
            self._mark(mark, at + mark.start, at + mark.end, line.text[mark.start : mark.end])

    def _mark(self, mark: Mark, start: int, end: int, text: str) -> None:
        given = mark.attributes
        if mark.kind == "o":
            self.organisations.append(Named(start, end, text, "opt" in given))
        elif mark.kind == "i":
            fact = mark.printed.name if mark.printed else ""
            self.indicators.append(
                Indicator(
                    start, end, text, given.get("value", ""), given.get("value_max", ""), given.get("denominator", ""), given.get("unit", ""),
                    given.get("period", ""), fact, self.ids.get(id(mark), ""), "approx" in given, "target" in given, "opt" in given,
                )
            )  # fmt: skip
        elif mark.kind == "r":
            kind, number, ordinal, term, day, issuer, rel, doc = (given.get(name, "") for name in _REFERENCE)
            self.references.append(Reference(start, end, text, kind, number, ordinal, term, day, issuer, rel, doc))
        elif mark.kind == "p":
            self.people.append(Named(start, end, text))
        elif mark.kind == "q":
            self.requirements.append(Task(start, end, *(given.get(name, "") for name in ("who", "by", "what", "mod", "every", "sup"))))
        elif mark.kind == "!":
            planted = self.expected.pop(given["code"], None)
            if planted:
                self.faults.append(Fault(planted.code, planted.expect, start, end, text))

    def rest(self, number: tuple[int, int], text: str) -> None:
        """Faults that stand in the header or nowhere."""
        for planted in self.expected.values():
            span = number if planted.where == "header" else (-1, -1)
            self.faults.append(Fault(planted.code, planted.expect, *span, text[span[0] : span[1]] if span[0] >= 0 else "", planted.where))


def _laid_out(told: Told, part: str) -> Made:
    telling, heading, card = told.telling, told.heading, told.telling.card
    page = Page(told.telling.style, heading)
    collector = _Collector(told, page)
    places = page.write(told.abstract, told.lines)
    collector.collect(told.abstract, places[0])
    outline, roles = [], []
    for line, at in zip(told.lines, places[1:], strict=True):
        collector.collect(line, at)
        if line.address:
            outline.append(Section(line.address, at, at + len(line.text), line.level if line.kind == "heading" else 0, line.role))
        if line.role:
            roles.append(Section(line.address, at, at + len(line.text), role=line.role))
    text = page.text()
    collector.rest(page.spans.get("number", (-1, -1)), text)
    for field in page.optional:
        collector.organisations.append(Named(*field, text[field[0] : field[1]], optional=True))
    if heading.number_normal:
        start, end = page.spans["number"]
        collector.references.append(Reference(start, end, text[start:end], number=heading.number_normal, optional=True))
    header = {
        "form": "nha-nuoc" if card.state else "dang", "parent": heading.parent, "issuer": heading.issuer, "number": heading.number_normal,
        "date": card.day.isoformat(), "type": heading.type, "abstract": told.abstract.text, "place": heading.place, "authority": heading.authority,
        "post": heading.post, "signer": heading.signer, "addressee": " | ".join(heading.addressee), "recipients": " | ".join(heading.recipients),
    }  # fmt: skip
    truth = Truth(
        card.stem, "", told.telling.story.number, card.role, part, header, page.spans, {"number": "blank"} if heading.missing else {},
        sorted(collector.references, key=lambda mark: mark.start), collector.indicators,
        sorted(collector.organisations, key=lambda mark: mark.start), collector.people, collector.requirements, outline, roles,
        [Sum(s.kind, [collector.ids[id(mark)] for _, mark in s.places], s.holds()) for s in told.statements],
        collector.faults, _relations(collector.references), [line.cells for line in told.lines if line.kind == "table"],
        sorted(telling.possible), sorted(telling.used),
    )  # fmt: skip
    text, offsets = decompose(text, telling.style.decomposed)
    if offsets is not None:
        _moved(truth, offsets, text)
    return Made(text, truth, told)


def _relations(references: list[Reference]) -> list[Relation]:
    out: dict[tuple[str, str], Relation] = {}
    for reference in references:
        if reference.rel:
            out.setdefault(
                (reference.rel, reference.number or reference.ordinal),
                Relation(reference.rel, reference.number or reference.ordinal, reference.doc),
            )
    return list(out.values())


def _moved(truth: Truth, offsets: list[int], text: str) -> None:
    """Offsets into the decomposed text."""
    lists: tuple[list[Reference] | list[Indicator] | list[Named] | list[Task] | list[Section] | list[Fault], ...] = (
        truth.references, truth.indicators, truth.organisations, truth.people, truth.requirements, truth.outline, truth.roles, truth.faults,
    )  # fmt: skip
    for marks in lists:
        for mark in marks:
            if mark.start >= 0:
                mark.start, mark.end = offsets[mark.start], offsets[mark.end]
            if isinstance(mark, Reference | Indicator | Named):
                mark.text = text[mark.start : mark.end]
            elif isinstance(mark, Fault) and mark.quote:
                mark.quote = text[mark.start : mark.end]
    truth.header_spans = {name: (offsets[start], offsets[end]) for name, (start, end) in truth.header_spans.items()}
