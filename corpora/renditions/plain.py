"""Plain text, three ways: as a clerk pastes it, hard-wrapped, and as a crawler saves a page with its chrome. Offsets are exact."""

from __future__ import annotations

from pathlib import Path

from corpora.renditions.lines import Line, lines_of
from corpora.renditions.page_text import UNPRINTED, PageText
from corpora.renditions.place import placed
from corpora.renditions.profiles import choice
from corpora.renditions.truth import PlacedTruth
from corpora.vk.document import Source

PRODUCERS = ("paste", "wrapped", "crawl")
WIDTH = 80
_ABOVE = (
    "Trang chủ",
    "Giới thiệu",
    "Tin tức - Sự kiện",
    "Văn bản",
    "Thư viện ảnh",
    "Liên hệ",
    "Đăng nhập",
    "",
    "Trang chủ » Văn bản » Chi tiết",
    "",
)
_BELOW = ("", "Các văn bản khác", "Về việc treo cờ Tổ quốc dịp nghỉ lễ", "Lịch công tác tuần của Thường trực", "Bản quyền © Cổng thông tin điện tử. Điện thoại: 0299.3888.016", "Đang truy cập: 23 | Tổng lượt truy cập: 1.206.418")  # fmt: skip


def default_producer(source: Source) -> str:
    """By the slug."""
    return PRODUCERS[choice(source.name, "txt", len(PRODUCERS))]


def build_txt(source: Source, path: Path, producer: str) -> PlacedTruth:
    """Write the file and give its truth."""
    page = PageText()
    lines = [line for line in lines_of(source) if line.kind not in UNPRINTED or line.kind == "part"]
    for text in _ABOVE if producer == "crawl" else ():
        page.put(text + "\n")
    before: Line | None = None
    for line in lines:
        if before is not None and _apart(before, line, producer):
            page.put("\n")
        before = line
        if line.kind != "part":
            _line(page, line, producer)
            page.put("\n")
    for text in _BELOW if producer == "crawl" else ():
        page.put(text + "\n")
    if producer == "wrapped":
        page.rewrite(wrapped(page.text))
    path.write_text(page.text, "utf-8", newline="\n")
    return placed(source, page, "txt", producer)


def _line(page: PageText, line: Line, producer: str) -> None:
    if line.kind == "note":
        page.put(f"[{line.number}] ")
    if line.kind == "byline" and producer == "crawl":
        page.put("Đăng ngày: ")
    page.line(line, calls=True)


def _apart(before: Line, line: Line, producer: str) -> bool:
    """Whether an empty line stands between two lines."""
    if "part" in (before.kind, line.kind):
        return line.kind != "part" or before.kind != "part"
    if before.zone != line.zone or before.column != line.column:
        return True
    if line.kind == "signer":
        return before.kind in ("authority", "post")
    return producer == "crawl" and line.kind == "heading"


def wrapped(text: str) -> str:
    """Line ends in place of blanks, so that no line is longer than 80 characters where it can be helped; as long as before."""
    out = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > WIDTH and "\t" not in rest:
            cut = rest.rfind(" ", 1, WIDTH + 1)
            if cut < 0:
                cut = rest.find(" ", WIDTH)
            if cut < 0:
                break
            out.append(rest[:cut])
            rest = rest[cut + 1 :]
        out.append(rest)
    return "\n".join(out)
