"""Header and signature block: layouts as they are printed, texts that have none, real documents, and the parts of the grammar."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.document import HEADER_FIELDS, Document, File, Header
from core.spans import Span
from extractors.header import find_header
from extractors.header.anchors import date_of, number_of, part_of
from extractors.header.issuer import bodies
from extractors.header.lines import Line, is_rule
from extractors.header.people import is_authority, is_post, name_of
from extractors.header.title import type_of
from extractors.scan import plain_of
from pipeline.assemble import assemble
from pipeline.drafts import BlockDraft, Draft, RunDraft
from pipeline.run import read_file, text_document


def _layouts() -> list[tuple[str, str, dict[str, str] | None]]:
    found = []
    for piece in Path(__file__).with_name("header_layouts.txt").read_text("utf-8").split("\n§ ")[1:]:
        name, _, rest = piece.partition("\n")
        text, _, fields = rest.partition("\n§§")
        expected = dict(line.partition(":")[::2] for line in fields.strip().splitlines() if ":" in line)
        found.append((name, text + "\n", None if fields.strip() == "none" else {k: v.strip() for k, v in expected.items()}))
    return found


LAYOUTS = [(name, text, fields) for name, text, fields in _layouts() if fields is not None]
NO_HEADER = [(name, text) for name, text, fields in _layouts() if fields is None]


def _shown(header: Header | None) -> dict[str, str]:
    """Fields as in the layouts' file."""
    if header is None:
        return {}
    shown = {}
    for name, field in header.fields():
        shown[name] = (field.value or "") if name in ("number", "date") else field.text
    if header.recipients:
        shown["recipients"] = " | ".join(field.text for field in header.recipients)
    return shown


def _check(document: Document, expected: dict[str, str]) -> None:
    header = find_header(document)
    assert header is not None
    wanted = {name: value for name, value in expected.items() if name != "form"}
    assert _shown(header) == wanted
    if "form" in expected:
        assert header.form == expected["form"]
    for field in (*(field for _, field in header.fields()), *header.recipients):
        assert field.text == " ".join(span.of(document.text) for span in field.spans)


def test_there_are_enough_layouts() -> None:
    assert len(LAYOUTS) >= 40
    assert {name for _, _, fields in LAYOUTS for name in fields} == {*HEADER_FIELDS, "form", "recipients"}


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, fields, id=name) for name, text, fields in LAYOUTS])
def test_layout(text: str, expected: dict[str, str]) -> None:
    _check(text_document(text), expected)


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, fields, id=name) for name, text, fields in LAYOUTS])
def test_layout_in_other_line_ends_and_indented(text: str, expected: dict[str, str]) -> None:
    _check(text_document("\n\n" + text.replace("\n", "\r\n")), expected)


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, fields, id=name) for name, text, fields in LAYOUTS])
def test_layout_as_centred_paragraphs(text: str, expected: dict[str, str]) -> None:
    """As a web page has it: each line a paragraph, no blank lines."""
    blocks = [
        BlockDraft("paragraph", [RunDraft(line)], align="center" if len(line) < 90 else None) for line in text.splitlines() if line.strip()
    ]
    _check(assemble(Draft(blocks), File("0" * 64, "html", 1)), expected)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in [*NO_HEADER, ("empty", ""), ("blank", " \n\t\n ")]])
def test_no_header(text: str) -> None:
    assert find_header(text_document(text)) is None


def _two_columns(left: list[tuple[str, bool]], right: list[str], below: list[str]) -> Document:
    """As a Word file has it: a table of two cells flattened, then paragraphs; the flag is bold."""
    blocks = [BlockDraft("paragraph", [RunDraft(text, size=14.0, bold=bold)], align="center", column="left") for text, bold in left]
    blocks += [BlockDraft("paragraph", [RunDraft(text, size=14.0, bold=True)], align="center", column="right") for text in right]
    blocks += [BlockDraft("paragraph", [RunDraft(text, size=14.0)], align="center") for text in below]
    return assemble(Draft(blocks), File("0" * 64, "docx", 1))


def test_bold_tells_issuer_from_the_body_above() -> None:
    document = _two_columns(
        [("ĐẢNG BỘ KHỐI CƠ QUAN", False), ("ĐẢNG ỦY", True), ("SỞ XÂY DỰNG SƠN THỦY", True), ("*", False), ("Số 9-BC/ĐU", False)],
        ["ĐẢNG CỘNG SẢN VIỆT NAM", "Sơn Thủy, ngày 5 tháng 3 năm 2020"],
        ["BÁO CÁO", "công tác quý I năm 2020", "-----", "Đảng ủy Sở báo cáo như sau:"],
    )
    header = find_header(document)
    assert header is not None and header.issuer is not None and header.parent is not None
    assert header.parent.text == "ĐẢNG BỘ KHỐI CƠ QUAN"
    assert header.issuer.text == "ĐẢNG ỦY SỞ XÂY DỰNG SƠN THỦY"
    assert len(header.issuer.spans) == 2


def test_motto_and_date_broken_at_the_edge_of_a_narrow_cell() -> None:
    document = _two_columns(
        [("UBND HUYỆN ĐÔNG LĂNG", False), ("PHÒNG NỘI VỤ", True), ("Số: 12/BC-", False), ("PNV", False)],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM", "Độc lập - Tự do - Hạnh phúc", "Đông Lăng, ngày 15 tháng 10", "năm 2020"],
        ["BÁO CÁO", "Kết quả tinh giản biên chế", "_______", "Phòng Nội vụ báo cáo như sau:"],
    )
    header = find_header(document)
    assert header is not None and header.number is not None and header.date is not None
    assert (header.form, header.number.value, header.date.value) == ("state", "12/BC-PNV", "2020-10-15")
    assert len(header.date.spans) == 2


def _line(text: str) -> Line:
    return Line((Span(0, len(text)),), text, plain_of(text))


@pytest.mark.parametrize(
    ("lines", "parent", "issuer"),
    [
        ("TỈNH ỦY SƠN THỦY|BAN TỔ CHỨC", 1, 1),
        ("CHÍNH PHỦ", 0, 1),
        ("SỞ TÀI NGUYÊN VÀ MÔI|TRƯỜNG", 0, 2),
        ("BẢO HIỂM XÃ|HỘI TỈNH SƠN THỦY", 0, 2),
        ("ĐẢNG BỘ HUYỆN ĐÔNG LĂNG|ĐẢNG ỦY XÃ CẨM LẠC", 1, 1),
        ("ĐẢNG BỘ|CÔNG TY THAN SƠN THỦY|CHI BỘ|PHÂN XƯỞNG 2", 2, 2),
        ("ĐẢNG ỦY|BAN TỔ CHỨC", 1, 1),
        ("ĐẢNG ỦY KHỐI CÁC CƠ QUAN|VÀ DOANH NGHIỆP TỈNH|VĂN PHÒNG", 2, 1),
        ("BAN CHẤP HÀNH|ĐẢNG BỘ XÃ CẨM LẠC", 0, 2),
        ("HUYỆN ỦY ĐÔNG LĂNG|BAN CHỈ ĐẠO|PHÒNG CHỐNG THAM NHŨNG", 1, 2),
        ("UBND HUYỆN ĐÔNG LĂNG|BAN CHỈ ĐẠO THỰC HIỆN|BẢO HIỂM Y TẾ", 1, 2),
        ("CÔNG ĐOÀN|TRƯỜNG CHÍNH TRỊ TỈNH", 0, 2),
        ("TỔNG CÔNG TY LÂM NGHIỆP|CÔNG TY LÂM NGHIỆP|HÒA SƠN|CHI NHÁNH SỐ 2", 3, 1),
        ("ỦY BAN MẶT TRẬN TỔ|QUỐC VIỆT NAM XÃ LAM SƠN|BAN CÔNG TÁC MẶT TRẬN", 2, 1),
        ("THÀNH PHỐ TÂN AN|UBND PHƯỜNG 5", 1, 1),
        ("SỞ|KHOA HỌC VÀ CÔNG NGHỆ", 0, 2),
    ],
)
def test_bodies(lines: str, parent: int, issuer: int) -> None:
    above, issuing = bodies([_line(text) for text in lines.split("|")], [None] * len(lines.split("|")))
    assert (len(above), len(issuing)) == (parent, issuer)


@pytest.mark.parametrize(
    ("text", "place", "iso"),
    [
        ("Hà Nội, ngày 03 tháng 4 năm 2018", "Hà Nội", "2018-04-03"),
        ("TP. Tân An, ngày 01/02/2020", "TP. Tân An", "2020-02-01"),
        ("Sơn Thủy ngày 5 tháng 12 năm 1999", "Sơn Thủy", "1999-12-05"),
        ("Thành phố Hồ Chí Minh, ngày 5 tháng 12 năm 1999", "Thành phố Hồ Chí Minh", "1999-12-05"),
        ("ngày 5 tháng 12 năm 1999", None, "1999-12-05"),
        ("Sơn Thủy, ngày      tháng      năm 2026", "Sơn Thủy", None),
        ("Sơn Thủy, ngày ... tháng ... năm 20...", "Sơn Thủy", None),
        ("...., ngày 31 tháng 02 năm 2020", None, None),
    ],
)
def test_date_line(text: str, place: str | None, iso: str | None) -> None:
    part = date_of(_line(text))
    assert part is not None
    assert (part.place.text if part.place else None, part.value) == (place, iso)


@pytest.mark.parametrize(
    "text",
    [
        "Thứ Hai, ngày 05/03/2024",
        "Đăng lúc ngày 05/03/2024",
        "Từ ngày 05/03/2024",
        "Hội nghị được tổ chức tại Hà Nội, ngày 05 tháng 3 năm 2024 với 20 đại biểu",
        "ngày 5 tháng 12 năm 1999 đến nay",
        "Căn cứ Nghị quyết của Đại hội đại biểu Đảng bộ tỉnh, ngày 05 tháng 3 năm 2024",
    ],
)
def test_no_date_line(text: str) -> None:
    assert date_of(_line(text)) is None


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Số 13 – KH / BTCTU", "13-KH/BTCTU"),
        ("Số: 12/KH-UBND", "12/KH-UBND"),
        ("SỐ:  144 /2002/QĐ-BTC", "144/2002/QĐ-BTC"),
        ("Số 858CV/ĐUK", "858-CV/ĐUK"),
        ("Số 09 KH/ĐU", "09-KH/ĐU"),
        ("Số 5053-CV/VPTW/nb", "5053-CV/VPTW/nb"),
        ("Luật số: 18/2003/QH11", "18/2003/QH11"),
        ("Số:** 45/BC-UBND", "45/BC-UBND"),
        ("Số      -BC/ĐU", None),
        ("Số: ........../UBND-VX", None),
        ("Số:", None),
    ],
)
def test_number_line(text: str, normal: str | None) -> None:
    part = number_of(_line(text))
    assert part is not None
    assert part.value == normal


@pytest.mark.parametrize(
    "text",
    [
        "Số lượng đảng viên",
        "Số 12 đường Trần Phú, phường Hạ Lý",
        "Số 12-KH/TU ngày 5/4/2018 của Ban Thường vụ Tỉnh ủy về công tác cán bộ",
        "Sở Nội vụ",
    ],
)
def test_no_number_line(text: str) -> None:
    assert number_of(_line(text)) is None


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("BÁO CÁO", "Báo cáo", "BÁO CÁO"),
        ("BẢN QUY ĐỊNH", "Quy định", "QUY ĐỊNH"),
        ("QUI ĐỊNH", "Quy định", "QUI ĐỊNH"),
        ("Thông tư", "Thông tư", "Thông tư"),
        ("NGHỊ ĐỊNH CỦA CHÍNH PHỦ", "Nghị định", "NGHỊ ĐỊNH"),
        ("KẾ HOẠCH kiểm tra năm 2020", "Kế hoạch", "KẾ HOẠCH"),
        ("THÔNG TƯ LIÊN TỊCH", "Thông tư liên tịch", "THÔNG TƯ LIÊN TỊCH"),
        ("C H Ỉ  T H Ị", "Chỉ thị", "C H Ỉ  T H Ị"),
    ],
)
def test_type_line(text: str, name: str, line: str) -> None:
    found = type_of(_line(text))
    assert found is not None
    assert (found.name, found.line.text) == (name, line)


@pytest.mark.parametrize("text", ["QUYẾT ĐỊNH:", "Báo cáo kết quả công tác năm", "BÁO ĐỘNG", "NHIỆM VỤ", "Kế hoạch số 12-KH/TU"])
def test_no_type_line(text: str) -> None:
    assert type_of(_line(text)) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("(Đã ký) Hoàng Kim Thoa", "Hoàng Kim Thoa"),
        ("Đại tá Lò Văn Páo", "Lò Văn Páo"),
        ("PGS.TS. Trần Thị Bích", "Trần Thị Bích"),
        ("Y Bion Niê", "Y Bion Niê"),
        ("H'Yim Kđoh", "H'Yim Kđoh"),
        ("Điểu K'Ré", "Điểu K'Ré"),
        ("ĐỖ XUÂN TRƯỜNG", "ĐỖ XUÂN TRƯỜNG"),
        ("Lê Thị Hạnh.", "Lê Thị Hạnh"),
    ],
)
def test_name(text: str, name: str) -> None:
    found = name_of(_line(text))
    assert found is not None
    assert found.text == name


@pytest.mark.parametrize(
    "text",
    [
        "(Đã ký)",
        "Ký tên, đóng dấu",
        "PHÓ BÍ THƯ",
        "Bí thư Đảng ủy",
        "Lưu VT, Phòng TCCSĐ",
        "Như trên",
        "Nơi nhận:",
        "Ban Tổ chức Tỉnh ủy",
        "BAN THƯỜNG VỤ",
        "Chi bộ thôn 7",
        "Trân trọng cảm ơn",
        "An",
    ],
)
def test_no_name(text: str) -> None:
    assert name_of(_line(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "T/M BAN THƯỜNG VỤ",
        "TM. ỦY BAN NHÂN DÂN",
        "K/T TRƯỞNG BAN",
        "KT.BỘ TRƯỞNG",
        "T/L BAN THƯỜNG VỤ",
        "TL. CHỦ TỊCH",
        "TUQ. GIÁM ĐỐC",
        "T / M CHI BỘ",
        "kt/bộ trưởng bộ tài chính",
        "TM. Chính phủ",
    ],
)
def test_authority(text: str) -> None:
    assert is_authority(_line(text))


@pytest.mark.parametrize("text", ["TM", "T/M.", "Tm là viết tắt của thay mặt", "KT-XH", "Tlà", "TẬP THỂ", "TMCP NGOẠI THƯƠNG"])
def test_no_authority(text: str) -> None:
    assert not is_authority(_line(text))


@pytest.mark.parametrize("text", ["PHÓ BÍ THƯ THƯỜNG TRỰC", "BÍ THƯ", "Q. TRƯỞNG BAN", "CHỦ TỊCH", "Phó Giám đốc", "THƯ KÝ", "CHÍNH ỦY"])
def test_post(text: str) -> None:
    assert is_post(_line(text))


@pytest.mark.parametrize(
    "text", ["BÍ QUYẾT", "Bí thư Đảng ủy phường chủ trì hội nghị và kết luận", "bí thư", "CHỦ TRƯƠNG", "Chủ tịch:", "GIÁM SÁT"]
)
def test_no_post(text: str) -> None:
    assert not is_post(_line(text))


@pytest.mark.parametrize("text", ["*", "-----", "_______", "===&===", "-0-", "____o0o____", "***", "…………", "- - -", "\\*"])
def test_rule(text: str) -> None:
    assert is_rule(text)


@pytest.mark.parametrize("text", ["o", "0", "- Như trên", "A*", "", "-a-"])
def test_no_rule(text: str) -> None:
    assert not is_rule(text)


def test_addressee_and_secrecy_parts() -> None:
    assert part_of(_line("Kính gửi: Ban Thường vụ")).kind == "addressee"
    assert part_of(_line("TUYỆT MẬT")).value == "TUYỆT MẬT"
    assert part_of(_line("(Dự thảo lần 2)")).kind == "other"


@pytest.mark.shared
def test_real_texts_with_and_without_header(shared: Path) -> None:
    """Of all labelled texts exactly those have a header of which the labels give one, and with the same content."""
    gold = {}
    for line in (shared / "gold" / "gold.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        gold[record["id"]] = record.get("header")
    for path in sorted((shared / "gold" / "texts").glob("*.txt")):
        header, wanted = find_header(read_file(path)), gold.get(path.stem)
        assert (header is None) == (wanted is None), path.name
        if header is None or wanted is None:
            continue
        shown = _shown(header)
        for ours, theirs in (
            ("issuer", "organ"),
            ("parent", "parent_organ"),
            ("number", "number"),
            ("place", "place"),
            ("date", "date"),
            ("signer", "signer"),
            ("post", "signer_title"),
        ):
            assert shown.get(ours) == wanted[theirs], (path.name, ours)
        assert (header.type.value if header.type else None) == wanted["type"], path.name
        abstract = header.abstract
        assert abstract is not None
        assert (abstract.value or abstract.text).rstrip(".") == wanted["title"], path.name
        assert [field.text for field in header.recipients] == wanted["recipients"], path.name


@pytest.mark.shared
def test_real_pdf(shared: Path) -> None:
    shown = _shown(find_header(read_file(shared / "corpora" / "pdf" / "quydinh294.pdf")))
    assert shown["issuer"] == "BAN CHẤP HÀNH TRUNG ƯƠNG"
    assert (shown["number"], shown["date"], shown["place"]) == ("294-QĐ/TW", "2025-05-26", "Hà Nội")
    assert (shown["type"], shown["abstract"]) == ("QUY ĐỊNH", "THI HÀNH ĐIỀU LỆ ĐẢNG")
    assert (shown["authority"], shown["post"], shown["signer"]) == ("T/M BAN CHẤP HÀNH TRUNG ƯƠNG", "TỔNG BÍ THƯ", "Tô Lâm")
