"""Citations: which document a slot means, how it is called, and the faults that a citation can have."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from corpora.generator.central import centrals
from corpora.generator.planted import Planted
from corpora.generator.story import Card
from corpora.generator.writing import Mark, Writer

if TYPE_CHECKING:
    from corpora.generator.telling import Telling


class Cited(Struct):
    """The document that a citation is about, as far as the citing one tells of it."""

    type: str
    number: str
    day: date
    issuer: str
    title: str
    ordinal: str = ""
    term: str = ""
    stem: str = ""
    mark: Mark | None = None
    relation: str = ""


class Citer:
    """Writes the citations of one document and remembers what was cited."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.cited: dict[str, Cited] = {}
        self.citing: Cited | None = None
        self._ground: Cited | None = None

    def cite(self, writer: Writer, name: str, *, central: bool, relation: str, whole: bool) -> None:
        """Write a citation, by an entry of ``vd.dau`` the first time and of ``vd.lai`` later."""
        telling = self.telling
        cited = self._central(name) if central else self._of_story(name)
        key = cited.stem or f"{cited.number}{cited.ordinal}{cited.term}{cited.day.year}"
        again = key in self.cited and not whole
        cited.relation = "" if again else relation
        if cited.ordinal:
            self._cite_plenum(writer, cited, again)
        else:
            self.citing = cited
            telling.inline(
                "vd.lai" if again else "vd.dau", writer, {"wrong-date": "ngay", "wrong-issuer": "cq"}.get(telling.fault_flag, "")
            )
            self.citing = None
            if telling.fault_flag == "superseded-basis" and cited.mark is not None:
                writer.marks.append(Mark("!", cited.mark.start, cited.mark.end, {"code": "superseded-basis"}))
        telling.fault_flag = ""
        self.cited[key] = cited

    def _cite_plenum(self, writer: Writer, cited: Cited, again: bool) -> None:
        telling = self.telling
        word = telling.chance.pick(("khóa", "khóa", "Khóa"))
        attributes = {"type": cited.type, "ordinal": cited.ordinal, "term": cited.term}
        if cited.relation:
            attributes["rel"] = cited.relation
        cited.mark = writer.add_marked("r", f"Nghị quyết Trung ương {cited.ordinal} ({word} {cited.term})", attributes)
        if telling.fault_flag == "superseded-basis":
            writer.marks.append(Mark("!", cited.mark.start, cited.mark.end, {"code": "superseded-basis"}))
        if not again:
            writer.add(f" về {cited.title}")

    def part(self, writer: Writer, part: str) -> None:
        """Write a part of the citation at hand, and note it in its annotation."""
        telling = self.telling
        cited = self.citing
        if cited is None:
            return
        if part == "loai":
            writer.begin("r", {"type": cited.type})
            cited.mark = writer.open_marks[-1]
            for name, value in (("rel", cited.relation), ("doc", cited.stem)):
                if value:
                    cited.mark.attributes[name] = value
            lower = writer.size > 1 and not writer.begins_sentence() and telling.style.lower_type.draw(telling.chance) == "lower"
            writer.add(cited.type[0].lower() + cited.type[1:] if lower else cited.type)
            return
        assert cited.mark is not None
        if part in ("so", "so_tran"):
            text = telling.style.document_number(cited.number, telling.chance) if part == "so" else re.split(r"[-/]", cited.number)[0]
            cited.mark.attributes["number" if part == "so" else "ordinal"] = cited.number if part == "so" else text
            writer.add(text)
            writer.finish()
        elif part == "ngay":
            start = writer.size
            writer.add(telling.style.date(cited.day))
            cited.mark.attributes["date"] = cited.day.isoformat()
            if telling.fault_flag == "wrong-date":
                writer.marks.append(Mark("!", start, writer.size, {"code": "wrong-date"}))
        elif part == "cq":
            mark = writer.add_marked("o", cited.issuer, {})
            cited.mark.attributes["issuer"] = cited.issuer
            if telling.fault_flag == "wrong-issuer":
                writer.marks.append(Mark("!", mark.start, mark.end, {"code": "wrong-issuer"}))
        else:
            writer.add(f"“{cited.title[:1].upper()}{cited.title[1:]}”" if part == "ten" else cited.title)

    def last_report(self) -> Card | None:
        """The last report of the same issuer, if it has made one."""
        own = self.telling.card
        before = [
            card
            for card in self.telling.story.cards
            if card.body is own.body and card.issuer == own.issuer and card.key.startswith("bc") and card.day < own.day
        ]
        return max(before, key=lambda card: card.day, default=None)

    def _of_story(self, role: str) -> Cited:
        telling = self.telling
        if telling.card.state and telling.story.state_theme is not telling.story.theme and role in ("tren", "nq", "kh", "hd", "qd"):
            # The Party's plan of this story is about Party work; the State's documents follow their own.
            role = "kh-nn"
        card = telling.story.by_role.get(telling.card.under if role == "tren" else role)
        if role == "truoc":
            card = self.last_report()
        if (card is None or card.day >= telling.card.day) and not telling.card.state:
            card = telling.story.by_role.get(telling.card.under)
        if card is None or card.day >= telling.card.day:
            # One document follows one other, however often it is named.
            self._ground = self._ground or self._central(telling.theme.name)
            return self._ground
        cited = Cited(card.type, card.number, card.day, telling.named_as(card), telling.title(card), stem=card.stem)
        return self._spoiled(cited, card)

    def _spoiled(self, cited: Cited, card: Card) -> Cited:
        telling = self.telling
        telling.fault_flag = ""
        if card.stem in self.cited:
            return cited
        telling.possible |= {"wrong-date", "wrong-issuer"}
        if "wrong-date" in telling.wanted:
            telling.wanted.discard("wrong-date")
            telling.fault_flag = "wrong-date"
            right = cited.day
            cited.day = right + timedelta(days=telling.chance.pick((-31, -10, -1, 1, 10, 30)))
            telling.planted.append(
                Planted("wrong-date", f"{cited.type} số {cited.number} ban hành ngày {right:%d/%m/%Y}, ở đây ghi {cited.day:%d/%m/%Y}.")
            )
        elif "wrong-issuer" in telling.wanted and card.issuer in ("btv", "bch", "ban_tc"):
            telling.wanted.discard("wrong-issuer")
            telling.fault_flag = "wrong-issuer"
            other = {"btv": "bch", "bch": "btv", "ban_tc": "btv"}[card.issuer]
            wrong = card.body.names[other][0]
            telling.planted.append(
                Planted("wrong-issuer", f"{cited.type} số {cited.number} do {cited.issuer} ban hành, không phải {wrong}.")
            )
            cited.issuer = wrong
        return cited

    def _central(self, topic: str) -> Cited:
        telling = self.telling
        telling.fault_flag = ""
        known = [doc for doc in centrals()[topic] if doc.day < telling.card.day]
        valid = [doc for doc in known if telling.card.day <= doc.until]
        stale = [doc for doc in known if doc.until < telling.card.day - timedelta(days=120)]
        chosen = telling.chance.pick(valid or known)
        if stale:
            telling.possible.add("superseded-basis")
            if "superseded-basis" in telling.wanted:
                telling.wanted.discard("superseded-basis")
                chosen = telling.chance.pick(stale)
                telling.fault_flag = "superseded-basis"
                name = chosen.number or f"Trung ương {chosen.ordinal} (khóa {chosen.term})"
                telling.planted.append(
                    Planted("superseded-basis", f"{chosen.type} {name} đã hết hiệu lực trước ngày {telling.card.day:%d/%m/%Y}.")
                )
        title = chosen.title
        return Cited(chosen.type, chosen.number, chosen.day, chosen.issuer, title, chosen.ordinal, chosen.term)
