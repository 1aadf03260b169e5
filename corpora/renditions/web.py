"""Writes a source as a web page, with the site's chrome around it: an old portal, a news site, a library of documents."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from itertools import takewhile
from pathlib import Path
from string import Template
from zlib import crc32

from corpora.lists import rows
from corpora.renditions.lines import Line, lines_of
from corpora.renditions.page_text import reading_text
from corpora.renditions.place import placed
from corpora.renditions.profiles import choice
from corpora.renditions.truth import PlacedTruth
from corpora.renditions.web_body import Body, inline
from corpora.vk.document import Source

PRODUCERS = ("portal", "news", "library")
_NEWS = ("portal", "news")  # sites that publish articles
_HERE = __name__.rpartition(".")[0]
_ARTICLE_LINES = ("title", "byline", "author")


def build_html(source: Source, path: Path, producer: str) -> PlacedTruth:
    """Write the page and give its truth."""
    lines = lines_of(source)
    template = Template(files(_HERE).joinpath("sites", f"{producer}.html").read_text("utf-8"))
    article = source.head["form"] == "web"
    above = list(takewhile(lambda line: line.kind == "chrome", lines))
    hand = Body(source, producer)
    body = hand.written([line for line in lines[len(above) :] if not (article and line.kind in _ARTICLE_LINES)])
    first = source.head
    title = " ".join(f"{first['type'].capitalize()} {source.parts[0].abstract.text}".replace(" | ", " ").split()) or source.name
    author = next((line for line in lines if line.kind == "author"), None)
    if article and author is not None:
        body += f'\n<p class="tac-gia" style="text-align: right;"><strong>{escape(author.text)}</strong></p>'
    opening = "\n".join([*([hand.written(above)] if above else []), _article(lines) if article else _document(source, title, producer)])
    places = {
        "title": escape(title), "body": body, "opening": opening, "section": "Tin tức - Sự kiện" if article else "Văn bản của Đảng",
        "section_link": "/tin-tuc" if article else "/van-ban",
    } | _chrome(source.name, article=article)  # fmt: skip
    path.write_text(template.substitute(places), "utf-8", newline="\n")
    return placed(source, reading_text(lines), "html", producer)


def default_producer(source: Source) -> str:
    """By the slug; an article stands on a site that has news."""
    producers = _NEWS if source.head["form"] == "web" else PRODUCERS
    return producers[choice(source.name, "html", len(producers))]


def _article(lines: tuple[Line, ...]) -> str:
    """Title and date of a news article, which are its own text."""
    out = []
    for line in lines:
        if line.kind == "title":
            out.append(f'<h1 class="entry-title tieude">{inline(line.content)}</h1>')
        elif line.kind == "byline":
            out.append(f'<div class="entry-meta"><time class="published">{escape(line.text)}</time></div>')
    return "\n".join(out)


def _document(source: Source, title: str, producer: str) -> str:
    """What a site sets above a document: it says again what stands in it, and is no text of it."""
    head = source.head
    seen = crc32(source.name.encode())
    if producer == "library":
        known = (
            ("Số hiệu", head["number_normal"]), ("Loại văn bản", head["type"].capitalize() or "Công văn"), ("Nơi ban hành", head["issuer"].replace(" | ", " ")),
            ("Người ký", head["signer"].replace(" || ", ", ")), ("Ngày ban hành", "/".join(reversed(head["date"].split("-")))), ("Tình trạng", "Còn hiệu lực"),
        )  # fmt: skip
        cells = "".join(f"<tr><th>{name}:</th><td>{escape(value) or 'Đang cập nhật'}</td></tr>" for name, value in known)
        return f'<h1 class="vb-title">{escape(title)}</h1>\n<table class="thuoc-tinh">{cells}</table>'
    if producer == "news":
        return f'<header class="entry-header"><h1 class="entry-title">{escape(title)}</h1><div class="entry-meta"><span class="byline">bởi <a href="/author/bbt">Ban Biên tập</a></span> <span>{seen % 900 + 60} lượt xem</span></div></header>'
    return f'<div class="tieude">{escape(title)}</div>\n<div style="color: #888888;">Cập nhật: 0{seen % 9 + 1}:{seen % 50 + 10} | Lượt xem: {seen % 3000 + 120} | <a href="/tep/{seen % 9999}.pdf">Tải tệp đính kèm</a></div>'


def _chrome(slug: str, *, article: bool) -> dict[str, str]:
    seed = crc32(slug.encode())
    listed = rows(_HERE, "sites/headlines.csv")
    news, notices, documents = ([row["text"] for row in listed if row["list"] == name] for name in ("news", "notice", "document"))

    def some(texts: list[str], count: int, step: int) -> str:
        chosen = [texts[(seed // step + k * 3) % len(texts)] for k in range(count)]
        return "".join(
            f'<li><a href="/bai/{(seed + k * 97) % 9000 + 1000}">{escape(text)}</a></li>' for k, text in enumerate(dict.fromkeys(chosen))
        )

    return {
        "others": some(news if article else documents, 5, 7),
        "related": some(news, 6, 11),
        "notices": some(notices, 3, 5),
        "online": str(seed % 60 + 3),
        "today": f"{seed % 900 + 100}",
        "visits": f"{seed % 8 + 1}.{seed % 900 + 100}.{seed // 7 % 900 + 100}",
    }
