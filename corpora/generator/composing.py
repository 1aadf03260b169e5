"""From a skeleton to the lines of a document: entries drawn, sections in their order, as many of them as the length asks for."""

from __future__ import annotations

from corpora.generator.planted import Planted
from corpora.generator.telling import Telling
from corpora.generator.templates import Compiled, CompiledLine, Expand
from corpora.generator.writing import Line, Writer

_ROLES = {
    "tinh-hinh": "situation", "ket-qua": "results", "han-che": "shortcomings", "nguyen-nhan": "causes", "bai-hoc": "lessons", "nhiem-vu": "tasks",
    "phuong-huong": "tasks", "kien-nghi": "proposals", "muc-dich": "aims", "muc-tieu": "aims", "noi-dung": "tasks", "to-chuc": "organisation",
}  # fmt: skip
_KIND_ROLES = {
    "tinh-hinh": "situation", "han-che": "shortcomings", "nguyen-nhan": "causes", "bai-hoc": "lessons", "phuong-huong": "tasks", "nhiem-vu": "tasks",
    "kien-nghi": "proposals", "muc-dich": "aims", "muc-tieu": "aims", "to-chuc-thuc-hien": "organisation",
}  # fmt: skip
_NEEDED = ("han-che", "phuong-huong")
"""Sections without which a report is not complete."""
LENGTHS = {
    "nq": 1.4, "kh": 1.2, "kh-don-vi": 0.8, "kh-nn": 1.0, "hd": 0.8, "qd": 0.4, "cv": 0.35, "kl": 0.6, "tb": 0.5, "ttr": 0.45, "ctr": 0.7,
    "bc-ky": 1.5, "bc-nam": 2.0, "bc-chuyen-de": 1.5, "bc-tong-hop": 1.9, "bc-nn": 1.5,
}  # fmt: skip
"""How long documents of a kind are beside each other; the mean is about one."""


class Composer:
    """Writes the lines of one document."""

    def __init__(self, telling: Telling, length: int) -> None:
        self.telling = telling
        self.lines: list[Line] = []
        self.trends: dict[str, tuple[tuple[str, ...], ...]] = {}
        self.wanted = int(length * LENGTHS[telling.card.key] * telling.chance.uniform(0.75, 1.25))
        self.size = 0
        self._groups = 0
        self._table: Line | None = None

    def compose(self) -> Line:
        """Write the body into ``lines``; gives the abstract."""
        skeleton = self.telling.bank.draw(f"khung.{self.telling.card.key}", self.telling, self.telling.chance)
        if skeleton is None:
            raise LookupError(f"the bank has no skeleton for {self.telling.card.key}")
        telling = self.telling
        abstract = Writer()
        for segment in skeleton.abstract:
            segment.write(abstract, self.telling)
        lines = self._with_fault(list(skeleton.lines))
        self.size += 900
        elastic = sum(line.most < 0 for line in lines)
        for n, line in enumerate(lines):
            if line.kind != "expand":
                self._line(line, skeleton, f"{skeleton.entry.id}")
            elif line.most < 0:
                rest = sum(
                    telling.bank.size_of(later.expand) * later.least
                    for later in lines[n + 1 :]
                    if later.kind == "expand" and later.most >= 0
                )
                self._elastic(line.expand, max(0, self.wanted - self.size - rest) // elastic)
                elastic -= 1
            else:
                self._several(line.expand, self.telling.chance.between(line.least, line.most))
        self._table = None
        return Line("abstract", abstract.text().rstrip(), abstract.marks, "abstract")

    def _with_fault(self, lines: list[CompiledLine]) -> list[CompiledLine]:
        """The skeleton's lines, without a section that a report needs where that fault is wanted."""
        telling = self.telling
        if not telling.card.key.startswith("bc"):
            return lines
        starts = [n for n, line in enumerate(lines) if line.kind == "heading" and line.level == 1]
        needed = [n for n in starts if _section(lines[n]) in _NEEDED]
        if needed:
            telling.possible.add("missing-section")
        if not needed or "missing-section" not in telling.wanted:
            return lines
        telling.wanted.discard("missing-section")
        start = telling.chance.pick(needed)
        end = min([n for n in starts if n > start], default=start + 2)
        name = {"han-che": "hạn chế, khuyết điểm", "phuong-huong": "phương hướng, nhiệm vụ"}[_section(lines[start])]
        telling.planted.append(Planted("missing-section", f"Báo cáo thiếu phần {name}.", "outline"))
        return lines[:start] + lines[end:]

    def _elastic(self, kind: str, room: int) -> None:
        telling = self.telling
        known = tuple(f"ket-qua.{topic}" for topic in telling.theme.topics) if kind == "ket-qua.chu-de" else telling.bank.members(kind)
        members = [m for m in known if telling.bank.candidates(m, telling.setting) is not None]
        if len(members) > 1:
            size = telling.bank.size_of(kind if kind != "ket-qua.chu-de" else "ket-qua.*")
            count = max(3, round(room / size))
            if kind == "ket-qua.chu-de" and count > len(members):
                others = [m for m in telling.bank.members("ket-qua.dang") if m not in members]
                others = [m for m in others if telling.bank.candidates(m, telling.setting) is not None]
                members += telling.chance.sample(others, count - len(members))
            theme = f"ket-qua.{telling.theme.name}"
            chosen = telling.chance.sample(members, count)
            if theme in members and theme not in chosen:
                chosen[0] = theme
            for member in sorted(chosen, key=lambda name: telling.bank.order.get(name, 99)):
                self._several(member, 1)
                # Only a long document says more under a heading.
                if room > 1.8 * size * len(chosen):
                    self._several(member, 1, headings=False)
            return
        before = self.size
        for _ in range(12):
            if not self._several(kind, 1) or self.size - before >= room:
                break

    def _several(self, kind: str, count: int, *, headings: bool = True) -> bool:
        found = None
        for _ in range(count):
            found = self.telling.bank.draw(kind, self.telling, self.telling.chance)
            if found is None:
                break
            self._entry(found, headings=headings)
        return found is not None

    def _entry(self, compiled: Compiled, *, headings: bool = True) -> None:
        self._groups += 1
        group = f"{compiled.entry.id}:{self._groups}"
        if compiled.entry.trends:
            self.trends[group] = compiled.entry.trends
        period = ""
        for line in compiled.lines:
            if line.kind == "heading" and not headings:
                continue
            if line.kind == "expand":
                self._several(line.expand, self.telling.chance.between(line.least, max(line.least, line.most)))
            else:
                period = self._line(line, compiled, group, period)
        self._table = None

    def _line(self, line: CompiledLine, compiled: Compiled, group: str, period: str = "") -> str:
        telling = self.telling
        if line.kind == "table":
            self._table = Line("table", "", [], group)
            self._table.options = {name: telling.fill(value) for name, value in line.options.items()}
            self.lines.append(self._table)
            return period
        if line.kind == "row":
            self._row(line, group)
            return period
        self._table = None
        writer = Writer()
        writer.period = period
        for segment in line.segments:
            segment.write(writer, telling)
        made = Line(line.kind, writer.text().rstrip(), writer.marks, group, line.level)
        made.align = line.align
        section = _section(line)
        if section:
            made.role = _ROLES.get(section, "")
        elif line is compiled.lines[0]:
            made.role = "grounds" if compiled.entry.kind.startswith("mo-dau.") else _KIND_ROLES.get(compiled.entry.kind, "")
        if telling.trends:
            self.trends[group] = (*self.trends.get(group, ()), *telling.trends)
            telling.trends = []
        if made.text.strip(" .;"):
            self.lines.append(made)
            self.size += len(made.text)
        return writer.period

    def _row(self, line: CompiledLine, group: str) -> None:
        if self._table is None:
            self._table = Line("table", "", [], group)
            self.lines.append(self._table)
        units = self.telling.card.body.units if line.each else [None]
        self.telling.in_table = True
        for n, unit in enumerate(units, 1):
            if line.each:
                self.telling.begin_row(unit, n)
            cells = []
            for segments in line.cells:
                writer = Writer()
                for segment in segments:
                    segment.write(writer, self.telling)
                cells.append(writer.text())
            self._table.cells.append(cells)
            self.size += sum(map(len, cells))
        self.telling.in_table = False
        if line.each:
            self.telling.begin_row(None)


def _section(line: CompiledLine) -> str:
    if line.kind == "heading" and line.segments and isinstance(line.segments[0], Expand):
        kind = line.segments[0].kind
        return kind.removeprefix("de-muc.") if kind.startswith("de-muc.") else ""
    return ""
