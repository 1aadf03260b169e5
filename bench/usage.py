"""How real texts write numbers, dates, figures and labels: counted in ../shared, printed, and written for the generator to draw from.

python -m bench.usage [--write]     --write renews corpora/generator/usage.csv
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
TABLE = Path(__file__).resolve().parents[1] / "corpora" / "generator" / "usage.csv"
DASHES = r"([ \u00a0]*)([-–])([ \u00a0]*)"
GIVEN = {
    "eth": (("no", 98.5), ("yes", 1.5)),
    "decomposed": (("no", 98.5), ("part", 1.5)),
    "end": (("./.", 60), (".", 40)),
    "hyphens-under-abstract": (("yes", 60), ("no", 40)),
    "stamp-blank": (("no", 94), ("yes", 6)),
}
"""What the texts do not show, set by hand from the descriptions in reference/domain.md."""

Counts = dict[str, Counter[str]]


def texts() -> Iterator[tuple[str, dict[str, list[dict[str, object]]]]]:
    """Every labelled text with its labels."""
    for line in (SHARED / "gold" / "gold.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        yield (SHARED / "gold" / "texts" / f"{record['id']}.txt").read_text("utf-8"), record


def dash_form(before: str, dash: str, after: str) -> str:
    """A dash with its blanks shown as underscores."""
    return ("_" if before else "") + dash + ("_" if after else "")


def count_references(text: str, record: dict[str, list[dict[str, object]]], counts: Counts) -> None:
    """Dashes, the word "số", case, dates and issuers of the references."""
    for found in record["references"]:
        if found.get("optional"):
            continue
        words = unicodedata.normalize("NFC", str(found["text"]))
        behind = unicodedata.normalize("NFC", text[int(str(found["end"])) :][:40])
        party = re.search(rf"\d[a-z]?{DASHES}[A-ZĐÐ][A-Za-zĐÐi]{{1,3}} ?/", words)
        if party:
            counts["number-dash"][dash_form(*party.groups())] += 1
        if found.get("type") and words.casefold().startswith(str(found["type"]).casefold()):
            counts["type-case"]["capital" if words[0].isupper() else "lower"] += 1
            counts["so-word"]["yes" if re.search(r"\bsố\s", words) else "no"] += 1
        counts["reference"]["ordinal" if found.get("ordinal") else "number"] += 1
        counts["issuer-stated"]["yes" if found.get("issuer") else "no"] += 1
        date = re.match(r"(,?)[\s\u00a0]*ngày[\s\u00a0]+(\d{1,2})([/.-])(\d{1,2})[/.-]\d{4}|(,?)[\s\u00a0]*ngày \d{1,2} tháng", behind)
        if date:
            counts["comma-before-date"]["yes" if date[1] or date[5] else "no"] += 1
            counts["date-form"]["long" if date[2] is None else {"/": "slash", "-": "hyphen", ".": "dot"}[date[3]]] += 1
            if date[2]:
                month = date[4]
                if (month in ("01", "02", "1", "2") and month[0] != "0") or len(date[2]) == 1:
                    counts["date-zeros"]["none"] += 1
                elif month[0] == "0" and month > "02":
                    counts["date-zeros"]["both"] += 1
                elif month[0] != "1":
                    counts["date-zeros"]["official"] += 1


def count_figures(record: dict[str, list[dict[str, object]]], counts: Counts) -> None:
    """Zeros, dots, decimals, ranges and hedges of the figures."""
    for found in record["indicators"] or []:
        words, value = unicodedata.normalize("NFC", str(found["text"])), found.get("value")
        if found.get("optional"):
            continue
        if found.get("value_max") is not None and not found.get("approx"):
            form = re.search(r"\d%?([ \u00a0]?)([-–])([ \u00a0]?)\d", words)
            counts["range"]["words" if "đến" in words else dash_form(*form.groups()) if form else "-"] += 1
        elif re.fullmatch(r"0?[1-9]", words):
            counts["small-count"]["zero" if words[0] == "0" else "plain"] += 1
        elif isinstance(value, float) and value >= 1000 and re.fullmatch(r"[\d.]+", words):
            counts["thousands"]["dot" if "." in words else "none"] += 1
        percent = re.fullmatch(r"(\d+)(?:,(\d+))?(\s?)%", words)
        if percent:
            counts["percent-blank"]["blank" if percent[3] else "no"] += 1
            if percent[2]:
                counts["percent-places"]["2" if len(percent[2]) > 1 else "1"] += 1
        hedge = re.match(r"(gần|trên|hơn|khoảng|xấp xỉ|ước|chừng)\s", words, re.IGNORECASE)
        if hedge:
            counts["hedge"][hedge[1].casefold()] += 1


def count_letters(text: str, counts: Counts) -> None:
    """Tone marks and blanks; labels at the beginning of lines."""
    composed = unicodedata.normalize("NFC", text)
    new = len(re.findall(r"(?i)(?:o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", composed))
    old = len(re.findall(r"(?i)(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\w)", composed))
    if new + old:
        counts["tone"]["new" if new > 9 * old else "old" if old > 9 * new else "mixed"] += 1
    counts["double-blank"]["yes" if re.search(r"\w  \w", text) else "no"] += 1
    counts["no-break-blank"]["yes" if re.search(r"\w\u00a0\w", text) else "no"] += 1
    count_labels(composed, counts)


def count_labels(text: str, counts: Counts) -> None:
    """Labels at the beginning of lines."""
    for line in (each.strip("# \t\u00a0") for each in text.split("\n")):
        if found := re.match(r"(?:I|II|III|IV|V|VI)([-–./]{1,2})( ?)\w", line):
            counts["label-roman"][f"I{found[1]}{'_' if found[2] else ''}"] += 1
        elif found := re.match(r"[1-9]([.)/-]{1,2})( ?)[^\W\d]", line):
            counts["label-number"][f"1{found[1]}{'_' if found[2] else ''}"] += 1
        elif found := re.match(r"[a-eđ]([.)/])( ?)\w", line):
            counts["label-letter"][f"a{found[1]}{'_' if found[2] else ''}"] += 1
        elif found := re.match(r"([-–•*])( ?)\w", line):
            counts["bullet"][f"{found[1]}{'_' if found[2] else ''}"] += 1


def count_headers(counts: Counts) -> None:
    """Number lines of headers: collected samples and the made office documents."""
    with (SHARED / "reference" / "number_samples.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found = re.match(rf"Số( ?:)?\s*\d+[a-z]?{DASHES}[A-ZĐ][A-Za-zĐi]{{1,3}}/", row["as_seen"])
            cited = re.match(rf"[^/]*?\b\d+[a-z]?{DASHES}[A-ZĐÐ][A-Za-zĐÐi]{{1,3}} ?/", row["as_seen"])
            if cited and not row["as_seen"].startswith("Số"):
                counts["number-dash"][dash_form(*cited.groups())] += 1
            if found:
                counts["header-dash"][dash_form(*found.groups()[1:])] += 1
                counts["header-colon"]["colon" if found[1] else "none"] += 1
    for path in sorted((SHARED / "gold" / "office").glob("*.vk")):
        count_labels(path.read_text("utf-8").partition("\n---\n")[2].partition("\n===\n")[0], counts)
        for words in re.findall(r"value_max=[^⟧]*⟧([^⟦]*)⟦", path.read_text("utf-8")):
            form = re.search(r"\d%?( ?)([-–])( ?)\d", words)
            counts["range"]["words" if "đến" in words else dash_form(*form.groups()) if form else "-"] += 1
        number = next((line[8:] for line in path.read_text("utf-8").splitlines() if line.startswith("number: ")), "")
        found = re.match(rf"\d+{DASHES}[A-ZĐ]", number)
        if found and "/" in number.partition("-")[2]:
            counts["header-dash"][dash_form(*found.groups())] += 1


def count_all() -> Counts:
    """Every feature."""
    counts: Counts = {}

    class Filled(dict[str, Counter[str]]):
        def __missing__(self, key: str) -> Counter[str]:
            return self.setdefault(key, Counter())

    counts = Filled()
    for text, record in texts():
        count_references(text, record, counts)
        count_figures(record, counts)
        count_letters(text, counts)
    count_headers(counts)
    return counts


def rows(counts: Counts) -> list[list[str]]:
    """The table: feature, form, count, share, source. Forms of less than a hundredth that occur once are left out."""
    out = []
    for feature in sorted(counts):
        total = counts[feature].total()
        for form, count in counts[feature].most_common():
            if count > 1 or count / total >= 0.01:
                source = {
                    "header": "number_samples.csv, office headers",
                    "label-": "texts of gold.jsonl and office",
                    "bullet": "texts of gold.jsonl and office",
                }.get(feature[:6], "gold.jsonl, number_samples.csv" if feature == "number-dash" else "gold.jsonl and its texts")
                out.append([feature, form, str(count), f"{count / total:.4f}", source])
    for feature, forms in GIVEN.items():
        out += [[feature, form, "", f"{count / 100:.4f}", "domain.md, set by hand"] for form, count in forms]
    return out


def main() -> int:
    """Count, print, write where asked."""
    table = rows(count_all())
    for feature, form, count, share, _ in table:
        print(f"{feature:24} {form:10} {count:>5} {share}")
    if "--write" in sys.argv:
        with TABLE.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["feature", "form", "count", "share", "source"])
            writer.writerows(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
