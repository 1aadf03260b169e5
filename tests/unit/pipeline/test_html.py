from __future__ import annotations

from functools import partial

import pytest
from lxml import etree

from core.document import Document
from core.errors import TooLarge
from core.spans import Span
from pipeline.readers.web.publishing import publishing_date
from pipeline.run import read_bytes
from tests.growth import assert_linear

PROSE = [
    "Sáng 21/10, Đoàn kiểm tra số 02 của Ban Thường vụ Đảng ủy Khối đã làm việc với Đảng bộ Sở Xây dựng về việc thực hiện Kế hoạch số 21-KH/ĐUK.",
    "Đảng bộ có 09 chi bộ trực thuộc với 118 đảng viên; trong 9 tháng đầu năm đã kết nạp 06 đảng viên, công nhận chính thức 09 đồng chí.",
    "Kết luận buổi làm việc, Trưởng đoàn đề nghị Đảng ủy Sở khắc phục ngay các hạn chế, báo cáo kết quả trước ngày 31/12/2019.",
]
TITLE = "Đảng ủy Khối kiểm tra tại Sở Xây dựng"
BODY = "".join(f"<p>{text}</p>\n" for text in PROSE)
NEWS = "".join(f"<li><a href='/{i}'>Hội nghị tổng kết công tác năm {i} của Đảng bộ</a> (0{i}/11/2019)</li>" for i in range(2, 7))
FOOTER = "Cơ quan chủ quản: Đảng ủy Khối. Địa chỉ: Số 12, đường Trần Phú. Điện thoại: 0203 3825 123. Giấy phép số 27/GP-STTTT ngày 12/6/2018 của Sở Thông tin và Truyền thông."


def page(body: str, title: str = f"{TITLE} - Cổng thông tin điện tử", head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}<style>p{{}}</style></head><body>{body}</body></html>".encode()


def read(body: str, **rest: str) -> Document:
    return read_bytes(page(body, **rest), "a.html")


# The ways in which portals build their pages; each holds the same article.
PORTALS = {
    "semantic": f"<header><nav><a>Trang chủ</a></nav></header><main><article><header><h1>{TITLE}</h1><time datetime='2019-10-22'>22/10/2019</time></header>{BODY}</article></main>"
    f"<aside><h3>Tin liên quan</h3><ul>{NEWS}</ul></aside><footer>{FOOTER}</footer>",
    "divisions": f"<div id='header'><div class='logo'>ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH</div><div class='main-menu'><a href='/'>Trang chủ</a> <a href='/t'>Tin tức</a></div></div>"
    f"<div id='wrapper'><div class='col-left sidebar'><div class='block-title'>Thông báo</div><ul>{NEWS}</ul></div><div class='col-main'><div class='breadcrumb'><a>Trang chủ</a> » <a>Tin</a></div>"
    f"<h1>{TITLE}</h1><div class='date'>Thứ ba, 22/10/2019, 16:35 (GMT+7)</div><div class='detail'>{BODY}</div><div class='tags'>Từ khóa: <a>kiểm tra</a></div>"
    f"<div class='social-share'><a>Facebook</a> <a>Zalo</a></div><div class='tin-khac'><h3>Các tin khác</h3><ul>{NEWS}</ul></div></div></div><div id='footer'>{FOOTER}</div>",
    "nothing named": f"<div><div><a href='/'>Trang chủ</a> <a href='/g'>Giới thiệu</a> <a href='/v'>Văn bản</a> <a href='/l'>Liên hệ</a></div>"
    f"<div><div><h1>{TITLE}</h1><div>22/10/2019 | 16:35 | Lượt xem: 1.286</div><div>{BODY}</div><div>In bài viết   Gửi email   Quay lại</div><div>Các tin đã đưa</div><ul>{NEWS}</ul></div>"
    f"<div><div>Văn bản mới</div><ul>{NEWS}</ul></div></div><div>{FOOTER}</div></div>",
    "layout tables": f"<table width='1000'><tr><td colspan='3'><a>Trang chủ</a> | <a>Tin tức</a> | <a>Văn bản</a></td></tr><tr><td width='200'><table><tr><td><a>Giới thiệu chung</a></td></tr>"
    f"<tr><td><a>Tin trong tỉnh</a></td></tr></table></td><td><h1>{TITLE}</h1><p>Cập nhật lúc 16:35, 22/10/2019</p>{BODY}<p><b>Tin liên quan:</b></p><ul>{NEWS}</ul></td>"
    f"<td width='200'><b>Thống kê truy cập</b><br>Đang online: 14<br>Hôm nay: 1.052<br>Tổng lượt truy cập: 2.318.447</td></tr><tr><td colspan='3'>{FOOTER}</td></tr></table>",
    "one form": f"<form id='aspnetForm'><div id='s4-workspace'><div class='ms-srch-sb'>Tìm kiếm</div><div class='ms-breadcrumb-box'><a>Tin tức</a></div><h1>{TITLE}</h1><div id='ctl00_ContentPlaceHolder'>"
    f"<div class='news-info'>Ngày đăng: 22-10-2019 - Đã xem: 1.286</div><div class='ms-rtestate-field'>{''.join(f'<div>{text}</div>' for text in PROSE)}</div></div>"
    f"<div class='OtherNews'><div>Bài viết khác</div>{NEWS}</div></div></form><div class='copyright'>{FOOTER}</div>",
    "lines broken": f"<div id='nav'><a>Trang chủ</a></div><div class='content-sidebar-layout'><h1>{TITLE}</h1><span>22/10/2019 16:35</span><br><br>{'<br><br>'.join(PROSE)}<br><br>"
    f"<a href='#'>Chia sẻ</a></div><div class='footer'>{FOOTER}</div>",
    "a frame around all": f"<div class='sidebar-1'><nav>Trang chủ</nav><div class='header-content'><h1>{TITLE}</h1></div><p class='meta'>Đăng ngày 22/10/2019</p><div class='print-area'>{BODY}</div>"
    f"<div class='comments'>Ý kiến bạn đọc (2): Bài viết rất hay, đề nghị các chi bộ học tập và làm theo trong thời gian tới đây.</div></div>",
}


@pytest.mark.parametrize("portal", PORTALS)
def test_the_article_alone(portal: str) -> None:
    document = read(PORTALS[portal])
    assert document.text.split("\n") == [TITLE, *PROSE]
    assert document.file.title == TITLE
    assert document.file.published == "2019-10-22"
    assert document.problems == ()


@pytest.mark.parametrize("portal", PORTALS)
def test_nothing_of_a_page_without_title_is_lost(portal: str) -> None:
    body = PORTALS[portal].replace(f"<h1>{TITLE}</h1>", "")
    assert read(body, title="").text.split("\n") == PROSE


def test_a_summary_beside_the_body_is_kept() -> None:
    lead = "Chiều 22/10, Thường trực Đảng ủy Khối họp phiên thường kỳ, cho ý kiến về các báo cáo chuyên đề quý IV và kế hoạch năm 2020."
    body = f"<div class='box'><div class='head'><h1>{TITLE}</h1><div class='sapo'>{lead}</div></div><div class='detail'><div>{BODY * 3}</div></div></div>"
    assert read(body).text.split("\n") == [TITLE, lead, *PROSE * 3]


def test_a_title_that_the_article_repeats_stands_once() -> None:
    body = f"<h1>KẾ HOẠCH kiểm tra năm 2019</h1><div class='body'><p align='center'>KẾ HOẠCH</p><p>kiểm tra năm 2019</p>{BODY}</div>"
    assert read(body).text.split("\n") == ["KẾ HOẠCH", "kiểm tra năm 2019", *PROSE]


def test_header_and_signature_outside_the_body_are_kept() -> None:
    head = "<table width='100%'><tr><td><p align='center'>TỈNH ỦY HÀ TÂN<br>BAN TỔ CHỨC<br>*</p><p>Số 21-KH/BTCTU</p></td><td align='center'><b>ĐẢNG CỘNG SẢN VIỆT NAM</b><br><i>Hà Tân, ngày 5 tháng 4 năm 2018</i></td></tr></table>"
    foot = "<table><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu VT.</td><td align='right'>T/M BAN THƯỜNG VỤ<br>BÍ THƯ<br><br>Lê Văn An</td></tr></table>"
    document = read(f"<div class='page'><div>{head}</div><div class='noidung'>{BODY * 3}</div><div>{foot}</div></div>")
    assert document.text.split("\n") == [
        "TỈNH ỦY HÀ TÂN", "BAN TỔ CHỨC", "*", "Số 21-KH/BTCTU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Hà Tân, ngày 5 tháng 4 năm 2018", *PROSE * 3,
        "Nơi nhận:", "- Như trên;", "- Lưu VT.", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Lê Văn An",
    ]  # fmt: skip
    sides = {b.span.of(document.text): (b.column, b.align) for b in document.blocks}
    assert sides["BAN TỔ CHỨC"] == ("left", "center")
    assert sides["ĐẢNG CỘNG SẢN VIỆT NAM"] == ("right", "center")
    assert sides["Lê Văn An"] == ("right", "right")
    assert sides[PROSE[0]] == (None, None)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>  Ban\n   Tổ chức \t<b> Tỉnh ủy </b>  họp</p>", "Ban Tổ chức Tỉnh ủy họp"),
        ("<p>a<b>b</b>c <i> d</i></p>", "abc d"),
        ("<p>một</p> \n <p>&nbsp;</p><div>hai<p>ba</p>bốn</div>", "một\nhai\nba\nbốn"),
        ("<p>UBND XÃ<br>AN HÒA</p>", "UBND XÃ\nAN HÒA"),
        ("<p>12&nbsp;% và 5&thinsp;000 &lt;a&gt; &amp; &#272;</p>", "12\u00a0% và 5\u2009000 <a> & Đ"),
        ("<pre>dòng 1\n  dòng 2</pre>", "dòng 1\n  dòng 2"),
        ("<p>thấy<span style='display:none'>ẩn</span><span hidden>ẩn</span><script>x()</script><!-- ghi chú -->được</p>", "thấyđược"),
        ("<p>x<sup>2</sup> và <del>cũ</del> mới</p>", "x2 và mới"),
        (
            "<ol><li>một</li><li>hai<ol type='a'><li>con</li></ol></li><li value='7'>bảy</li><li>tám</li></ol>",
            "1. một\n2. hai\na. con\n7. bảy\n8. tám",
        ),
        ("<ol start='3' type='I'><li>ba</li><li><p>bốn</p><p>tiếp</p></li></ol>", "III. ba\nIV. bốn\ntiếp"),
        ("<ol reversed><li>a</li><li>b</li></ol>", "2. a\n1. b"),
        ("<ul><li>một</li><li>- hai</li><li>a) ba</li></ul>", "• một\n- hai\na) ba"),
        ("<ul style='list-style-type: none'><li>một</li></ul>", "một"),
        ("<dl><dt>Số:</dt><dd>21-KH/ĐUK</dd></dl>", "Số:\n21-KH/ĐUK"),
        ("Chữ trần trong thân trang", "Chữ trần trong thân trang"),
    ],
)
def test_text_as_a_browser_shows_it(body: str, shown: str) -> None:
    assert read(body, title="").text == shown


def test_lines_that_go_on_stay_one_block() -> None:
    document = read("<p>Thực hiện Kế hoạch số 21-KH/ĐUK<br>của Ban Thường vụ<br>- Một việc<br>BÁO CÁO<br>kết quả</p>", title="")
    assert [b.span.of(document.text) for b in document.blocks] == [
        "Thực hiện Kế hoạch số 21-KH/ĐUK\ncủa Ban Thường vụ",
        "- Một việc",
        "BÁO CÁO",
        "kết quả",
    ]


TABLE = """<table class='table table-bordered'><caption>Bảng 1</caption><thead><tr><th rowspan='2'>TT</th><th colspan='2'>Số đảng viên</th></tr><tr><th>Nam</th><th>Nữ</th></tr></thead>
<tbody><tr><td>1</td><td><p>60</p></td><td>52<br>(46,4%)</td></tr><tr><td>2</td><td></td><td>15</td></tr></tbody></table>"""


def test_tables_keep_rows_and_spans() -> None:
    document = read(BODY + TABLE, title="")
    assert document.text.split("\n")[3:] == ["Bảng 1", "TT\tSố đảng viên", "Nam\tNữ", "1\t60\t52", "(46,4%)", "2\t\t15"]
    cells = [(b.row, b.col, b.rowspan, b.colspan) for b in document.blocks if b.kind == "cell"]
    assert cells == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
        (3, 0, 1, 1),
        (3, 1, 1, 1),
        (3, 2, 1, 1),
    ]


def test_a_list_of_documents_in_a_table_of_links_is_content() -> None:
    rows = "".join(
        f"<tr><td>{i}</td><td><a href='/{i}'>{i}0-KH/ĐUK</a></td><td><a href='/{i}'>Kế hoạch kiểm tra việc thực hiện nghị quyết của các chi bộ năm 20{10 + i}</a></td></tr>"
        for i in range(1, 9)
    )
    menu = "".join(f"<li><a href='/m{i}'>Chuyên mục {i}</a></li>" for i in range(30))
    document = read(
        f"<div><ul>{menu}</ul><div><table border='1'><tr><th>TT</th><th>Số</th><th>Trích yếu</th></tr>{rows}</table></div></div>", title=""
    )
    assert "Chuyên mục" not in document.text
    assert sum(b.kind == "row" for b in document.blocks) == 9


def test_offsets_lead_to_text_nodes() -> None:
    data = page(
        f"<div class='menu'>Trang chủ</div><div><h1>{TITLE}</h1><div>{BODY}<p>Đạt \n  <b>97,5 %</b> kế hoạch</p>{TABLE}</div></div>"
    )
    document = read_bytes(data, "a.html")
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    for words in (TITLE, "118 đảng viên", "Đạt", "97,5 %", "kế hoạch", "Nam", "46,4"):
        start = document.text.rindex(words)
        (piece,) = document.source_of(Span(start, start + len(words)))
        (node,) = root.xpath(piece.part)
        assert str(node)[piece.start : piece.end] == piece.raw == words
    crossing = document.text.index("Đạt 97,5")
    assert document.raw_of(Span(crossing, crossing + 8)) == "Đạt 97,5"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<html><head><meta charset='windows-1252'></head><body><p>Đảng bộ tỉnh có 12 chi bộ</p></body></html>".encode(), "utf-8"),
        ("<html><body><p>Đảng bộ tỉnh có 12 chi bộ</p></body></html>".encode("utf-16"), "utf-16-le"),
        (
            "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1258'></head><body><p>Đảng bộ tỉnh có 12 chi bộ</p></body></html>",
            "cp1258",
        ),
        (
            b"<html><head><meta charset=iso-8859-1></head><body><p>&#272;&#7843;ng b&#7897; t&#7881;nh c\xf3 12 chi b&#7897;</p></body></html>",
            "cp1252",
        ),
        (
            "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Đảng bộ tỉnh có 12 chi bộ</p></body></html>".encode(),
            "utf-8",
        ),
    ],
)
def test_encodings(data: bytes | str, encoding: str) -> None:
    if isinstance(data, str):
        tones = {"ả": "a\u0309", "ộ": "ô\u0323", "ỉ": "i\u0309", "ó": "o\u0301"}
        data = "".join(tones.get(c, c) for c in data).encode("cp1258")
    document = read_bytes(data, "a.html")
    assert document.text == "Đảng bộ tỉnh có 12 chi bộ"
    assert document.file.encoding == encoding
    assert document.problems == ()


@pytest.mark.parametrize("declared", ["utf-16", "UTF-32LE", "unicode", "idna", "hex", "không có"])
def test_an_encoding_that_cannot_be_the_page_s_is_not_believed(declared: str) -> None:
    body = "<p>Thôn \u0110ông có 12 chi bô\u0323.</p>"
    data = f"<html><head><meta charset='{declared}'></head><body>{body}</body></html>".encode("cp1258", "replace")
    document = read_bytes(data + b" " * (-len(data) % 4), "a.html")
    assert document.text == "Thôn Đông có 12 chi bộ."
    assert [problem.code for problem in document.problems] == ["encoding-uncertain"]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("22/10/2019 | 16:35 | lượt xem: 1.286 a- a a+", "2019-10-22"),
        ("thứ sáu - 16/10/2020 03:44", "2020-10-16"),
        ("21.11.2016 - 16:18", "2016-11-21"),
        ("19/07/2013 13:36 gmt+7", "2013-07-19"),
        ("đăng lúc: 08:12 05/03/2024 | lượt xem: 1.204", "2024-03-05"),
        ("ngày đăng: 05-03-2024", "2024-03-05"),
        ("cập nhật lần cuối: 2024-03-05t08:12:00+07:00", "2024-03-05"),
        ("(09/6/2025)", "2025-06-09"),
        ("hà nội, ngày 15 tháng 7 năm 2013", None),
        ("báo cáo ngày 15/7/2013", None),
        ("31/02/2019", None),
        ("số 12/2019", None),
        ("", None),
    ],
)
def test_publishing_lines(line: str, date: str | None) -> None:
    assert publishing_date(line) == date


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("<meta property='article:published_time' content='2024-03-05T08:12:00+07:00'>", "2024-03-05"),
        ("<meta itemprop='datePublished' content='05/03/2024 08:12'>", "2024-03-05"),
        ("<meta name='date' content='sắp tới'>", None),
    ],
)
def test_publishing_date_in_metadata(head: str, date: str | None) -> None:
    assert read(BODY, head=head).file.published == date


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kế hoạch kiểm tra - Cổng thông tin điện tử tỉnh Hà Tân", "Kế hoạch kiểm tra"),
        ("Kế hoạch - kiểm tra | Báo Hà Tân", "Kế hoạch - kiểm tra"),
        ("tinhuy.hatan.vn - Kế hoạch kiểm tra", "Kế hoạch kiểm tra"),
        ("Cổng thông tin điện tử", "Cổng thông tin điện tử"),
        ("", None),
    ],
)
def test_titles(title: str, name: str | None) -> None:
    assert read(BODY, title=title).file.title == name


def test_odd_pages_are_read_in_linear_time() -> None:
    assert read("<div>" * 2000 + "sâu" + "</div>" * 2000, title="").text == "sâu"
    assert read("<table><tr><td>" * 200 + "sâu" + "</td></tr></table>" * 200, title="").text == "sâu"
    assert read("<b>đậm" * 2000, title="").text == "đậm" * 2000
    with pytest.raises(TooLarge):
        read("<div>" * 3000 + "sâu", title="")
    assert len(read(BODY * 2000, title="").blocks) == 6000
    assert read("<p>" + " " * 300_000 + "x" + "&nbsp;" * 10_000, title="").text == "x"
    assert_linear(lambda size: partial(read, BODY * size, title=""), 250)
    assert_linear(lambda size: partial(read, "<b>đậm" * size, title=""), 400)
    assert_linear(lambda size: partial(read, "<p>" + " " * size + "x", title=""), 100_000)
