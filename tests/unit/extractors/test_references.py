"""References: what they are, where they end, what is stated beside them, and what only looks like one."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mentions import Reference
from extractors.references import find_references, references_in
from extractors.scan import scan_text
from pipeline.run import text_document


def found(text: str, *, back: bool = False) -> list[tuple[str, Reference]]:
    document = text_document(text)
    return [(r.span.of(document.text), r) for r in find_references(document) if back or not r.back]


def brief(text: str) -> list[tuple[str | None, str | None]]:
    return [(r.type, r.number or r.ordinal or r.term) for _, r in found(text)]


# Each: a text, and of its one reference the span, type, number, date and issuer.
FULL = [
    ("theo Kế hoạch số 13 – KH/BTCTU, ngày 16/6/2016 về kiểm tra", "Kế hoạch số 13 – KH/BTCTU", "Kế hoạch", "13-KH/BTCTU", "2016-06-16", None),
    ("Quy định 293-QĐ/TW, ngày 23/3/2010 của Ban Bí thư,", "Quy định 293-QĐ/TW", "Quy định", "293-QĐ/TW", "2010-03-23", "Ban Bí thư"),
    ("Chỉ thị số 05-CT/TW của Bộ Chính trị ngày 15/5/2016 về", "Chỉ thị số 05-CT/TW", "Chỉ thị", "05-CT/TW", "2016-05-15", "Bộ Chính trị"),
    ("căn cứ nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ", "nghị định số 30/2020/NĐ-CP", "Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ"),
    ("tại Công văn số 125/SGDĐT-VP ngày 12-3-2020 của Sở Giáo dục và Đào tạo", "Công văn số 125/SGDĐT-VP", "Công văn", "125/SGDĐT-VP", "2020-03-12", "Sở Giáo dục và Đào tạo"),
    ("theo Quyết định 1160/QĐ-UBND ngày 16/7/2019 của Chủ tịch UBND tỉnh", "Quyết định 1160/QĐ-UBND", "Quyết định", "1160/QĐ-UBND", "2019-07-16", "Chủ tịch UBND tỉnh"),
    ("Thông tư số 64/2013/TT- BTC 15/05/2013, hướng dẫn", "Thông tư số 64/2013/TT- BTC", "Thông tư", "64/2013/TT-BTC", "2013-05-15", None),
    ("Hướng dẫn số 25-HD/BTCTW năm 2023 về", "Hướng dẫn số 25-HD/BTCTW", "Hướng dẫn", "25-HD/BTCTW", "2023", None),
    ("có văn bản số 15000-CV/VPTW ngày 23/5/2025 gửi", "văn bản số 15000-CV/VPTW", "Công văn", "15000-CV/VPTW", "2025-05-23", None),
    ("thay thế 153/2010/TT- BTC).", "153/2010/TT- BTC", "Thông tư", "153/2010/TT-BTC", None, None),
    ("theo 339-QĐTW và các quy định khác", "339-QĐTW", None, "339-QĐ/TW", None, None),
    ("Luật Doanh nghiệp số 68/2014/QH13 ngày 26/11/2014", "Luật Doanh nghiệp số 68/2014/QH13", "Luật", "68/2014/QH13", "2014-11-26", None),
    ("khoản 6 Điều 55 của Luật Quy hoạch số 21/2017/QH14 như sau", "Luật Quy hoạch số 21/2017/QH14", "Luật", "21/2017/QH14", None, None),
    ("CT 03-CT/TW; Nghịquyết", "CT 03-CT/TW", "Chỉ thị", "03-CT/TW", None, None),
    ("Chỉ thịsố15-CT/TW, ngày 24-2-2012của Bộ Chính trị", "Chỉ thịsố15-CT/TW", "Chỉ thị", "15-CT/TW", "2012-02-24", "Bộ Chính trị"),
    ("Quyết định số 84 QĐ/TWĐTN của Ban Chấp hành Trung ương Đoàn;", "Quyết định số 84 QĐ/TWĐTN", "Quyết định", "84-QĐ/TWĐTN", None, "Ban Chấp hành Trung ương Đoàn"),
    ("Luật Phòng, chống tham nhũng số 36/2018/QH14", "Luật Phòng, chống tham nhũng số 36/2018/QH14", "Luật", "36/2018/QH14", None, None),
    ("chương trình hành động số 86-CTr/TU ngày 23/5/2025", "chương trình hành động số 86-CTr/TU", "Chương trình hành động", "86-CTr/TU", "2025-05-23", None),
    ("Báo cáo thẩm định số 18/BCTĐ-STP ngày 25/5/2018", "Báo cáo thẩm định số 18/BCTĐ-STP", "Báo cáo", "18/BCTĐ-STP", "2018-05-25", None),
    ("kết luận thanh tra số 12/KL-TTr của Thanh tra tỉnh", "kết luận thanh tra số 12/KL-TTr", "Kết luận", "12/KL-TTr", None, "Thanh tra tỉnh"),
    ("công văn số 260-KL/TU ngày 21/9/2009;", "công văn số 260-KL/TU", "Công văn", "260-KL/TU", "2009-09-21", None),
    ("KL 75-KL/TW về", "KL 75-KL/TW", "Kết luận", "75-KL/TW", None, None),
    ("QĐ số: 12/2001/QĐ-BTC ngày 13/ 3/ 2001 của Bộ trưởng Bộ Tài chính", "QĐ số: 12/2001/QĐ-BTC", "Quyết định", "12/2001/QĐ-BTC", "2001-03-13", "Bộ trưởng Bộ Tài chính"),
    ("nghị quyết số 35- NQ/TW bộ chính trị về", "nghị quyết số 35- NQ/TW", "Nghị quyết", "35-NQ/TW", None, "bộ chính trị"),
    ("Chỉ\nthị số 8008/CT-TCTL ngày\n25/10/2019", "Chỉ\nthị số 8008/CT-TCTL", "Chỉ thị", "8008/CT-TCTL", "2019-10-25", None),
    ("Thông báo của Ban Thường vụ Huyện uỷ số 351-TB/HU ngày 02/7/2013", "Thông báo của Ban Thường vụ Huyện uỷ số 351-TB/HU", "Thông báo", "351-TB/HU", "2013-07-02", "Ban Thường vụ Huyện uỷ"),
    ("Quyết định thi hành kỷ luật số 45-QĐ/UBKTTU", "Quyết định thi hành kỷ luật số 45-QĐ/UBKTTU", "Quyết định", "45-QĐ/UBKTTU", None, None),
    # old State numbers, abbreviations before a whole number
    ("Thông tư số 90TC/TCT ngày 10/11/1993 của Bộ Tài chính", "Thông tư số 90TC/TCT", "Thông tư", "90TC/TCT", "1993-11-10", "Bộ Tài chính"),
    ("công văn số 60 TC/CĐKT ngày 01/9/1999;", "công văn số 60 TC/CĐKT", "Công văn", "60TC/CĐKT", "1999-09-01", None),
    ("Quyết định 202 TTg;", "Quyết định 202 TTg", "Quyết định", "202/TTg", None, None),
    ("theo QĐ 280/TTg ngày 29/4/1997", "QĐ 280/TTg", "Quyết định", "280/TTg", "1997-04-29", None),
    ("tại TT 14/2005/TTLT-BYT-BTC về", "TT 14/2005/TTLT-BYT-BTC", "Thông tư liên tịch", "14/2005/TTLT-BYT-BTC", None, None),
    ("tại Công văn số 179/UBTVQH10 ngày 17/3/1999", "Công văn số 179/UBTVQH10", "Công văn", "179/UBTVQH10", "1999-03-17", None),
    ("theo lệnh số 38-LCT/HĐNN ngày 24-5-1990 của Chủ tịch Hội đồng Nhà nước.", "lệnh số 38-LCT/HĐNN", "Lệnh", "38-LCT/HĐNN", "1990-05-24", "Chủ tịch Hội đồng Nhà nước"),
    ("Lệnh số 12/2008/L-CTN ngày 1/12/2008 của Chủ tịch nước", "Lệnh số 12/2008/L-CTN", "Lệnh", "12/2008/L-CTN", "2008-12-01", "Chủ tịch nước"),
    ("Nghị định số 3 7/2003/NĐ-CP ngày 10/4/2003", "Nghị định số 3 7/2003/NĐ-CP", "Nghị định", "37/2003/NĐ-CP", "2003-04-10", None),
    # the title of an amending law, blanks lost on pages, a body that opens the next clause
    ("Luật sửa đổi, bổ sung một số điều của Luật Thủy sản số 08/2009/QH12", "Luật sửa đổi, bổ sung một số điều của Luật Thủy sản số 08/2009/QH12", "Luật", "08/2009/QH12", None, None),
    ("Nghị định 114/2003/NĐ-CP ngày 10/10/2003 củaChính phủ;", "Nghị định 114/2003/NĐ-CP", "Nghị định", "114/2003/NĐ-CP", "2003-10-10", "Chính phủ"),
    ("Trên tinh thần Chỉ thị 16/CT-UB Sở Nội vụ cần sớm được", "Chỉ thị 16/CT-UB", "Chỉ thị", "16/CT-UB", None, None),
    ("Ngày 22/11/2022, Ban Bí thư ban hành Hướng dẫn 05-HD/TW năm 2022 về", "Hướng dẫn 05-HD/TW", "Hướng dẫn", "05-HD/TW", "2022-11-22", "Ban Bí thư"),
    ("Kế hoạch liên tịch 15/KHLT-SGDĐT-TĐ", "Kế hoạch liên tịch 15/KHLT-SGDĐT-TĐ", "Kế hoạch", "15/KHLT-SGDĐT-TĐ", None, None),
    # what pages and lists say in fields; a type that no list has
    ("Số hiệu: 37/2018/QĐ-UBND; Ngày ban hành: 11/10/2018", "37/2018/QĐ-UBND", "Quyết định", "37/2018/QĐ-UBND", "2018-10-11", None),
    ("theo Phiếu chi số 05-PX/HU và", "05-PX/HU", None, "05-PX/HU", None, None),
    ("theo Phiếu báo số 05-PB/HU và", "Phiếu báo số 05-PB/HU", "Phiếu báo", "05-PB/HU", None, None),
    ("Nghị quyết tháng 5 số 05-NQ/CB", "Nghị quyết tháng 5 số 05-NQ/CB", "Nghị quyết", "05-NQ/CB", None, None),
    ("Báo cáo 6 tháng đầu năm 2021 số 12-BC/HU", "Báo cáo 6 tháng đầu năm 2021 số 12-BC/HU", "Báo cáo", "12-BC/HU", None, None),
    ("Nghị quyết số 26-NQ/T.W;", "Nghị quyết số 26-NQ/T.W", "Nghị quyết", "26-NQ/TW", None, None),
    # issued together; the next clause is nobody's
    ("Kết luận số 12-KL/TW ngày 14/02/2025 của Bộ Chính trị, Ban Bí thư về", "Kết luận số 12-KL/TW", "Kết luận", "12-KL/TW", "2025-02-14", "Bộ Chính trị, Ban Bí thư"),
    ("Thông tư liên tịch số 05/2015/TTLT-BTC-BNV của Bộ Tài chính và Bộ Nội vụ hướng dẫn", "Thông tư liên tịch số 05/2015/TTLT-BTC-BNV", "Thông tư liên tịch", "05/2015/TTLT-BTC-BNV", None, "Bộ Tài chính và Bộ Nội vụ"),
    ("Nghị quyết số 05-NQ/TU của Tỉnh ủy, UBND tỉnh đã", "Nghị quyết số 05-NQ/TU", "Nghị quyết", "05-NQ/TU", None, "Tỉnh ủy"),
    # before it
    ("Ngày 15/3/2022, Ban Thường vụ Tỉnh ủy ban hành Nghị quyết số 12-NQ/TU về", "Nghị quyết số 12-NQ/TU", "Nghị quyết", "12-NQ/TU", "2022-03-15", "Ban Thường vụ Tỉnh ủy"),
    ("Huyện uỷ đã ban hành và triển khai Chương trình số 09-CTr/HU ngày 30-12-2011", "Chương trình số 09-CTr/HU", "Chương trình", "09-CTr/HU", "2011-12-30", "Huyện uỷ"),
    ("đề nghị của Giám đốc Sở Tài chính và Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV", "Tờ trình số 15/TTr-SNV", "Tờ trình", "15/TTr-SNV", None, "Giám đốc Sở Tài chính và Giám đốc Sở Nội vụ"),
    ("tính đến ngày 28/8/2018, ngày ban hành Quy định số 06-QĐi/TW", "Quy định số 06-QĐi/TW", "Quy định", "06-QĐi/TW", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span", "kind", "number", "date", "issuer"), FULL)
def test_a_number_with_its_parts(text: str, span: str, kind: str | None, number: str, date: str | None, issuer: str | None) -> None:
    assert [(words, r.type, r.number, r.date, r.issuer) for words, r in found(text)] == [(span, kind, number, date, issuer)]


@pytest.mark.parametrize(
    ("text", "span", "ordinal", "issuer"),
    [
        ("thực hiện Nghị quyết 01 của Đảng ủy Khối, các cấp ủy", "Nghị quyết 01", "01", "Đảng ủy Khối"),
        ("thực hiện Chỉ thị 05 về học tập", "Chỉ thị 05", "05", None),
        ("tiếp tục tháo gỡ kết luận 2852 cho doanh nghiệp", "kết luận 2852", "2852", None),
        ("theo thông báo số 292 ngày 21-9-2017", "thông báo số 292", "292", None),
        ("thông báo kết luận 156 của Bộ Chính trị", "thông báo kết luận 156", "156", "Bộ Chính trị"),
        ("chương trình 4 của thành uỷ Hà Nội", "chương trình 4", "4", "thành uỷ Hà Nội"),
        ("Nghị quyết 54 chính là một động lực", "Nghị quyết 54", "54", None),
        ("CV 236", "CV 236", "236", None),
        ("KL14 của BCT", "KL14", "14", "BCT"),
        ("hướng dẫn số 20", "hướng dẫn số 20", "20", None),
        ("Chương trình 30a đầu tư 62 huyện nghèo", "Chương trình 30a", "30a", None),
        ("Quy định số 124 năm 2023", "Quy định số 124", "124", None),
        ("Chỉ thị 05, Nghị", "Chỉ thị 05", "05", None),
        ("Quy định 08 của Trung ương", "Quy định 08", "08", "Trung ương"),
        ("Biểu của QĐ 144 đính kèm ở dưới", "QĐ 144", "144", None),
        ("theo nghị định 73 của Chính phủ", "nghị định 73", "73", "Chính phủ"),
        ("Quyết định kỷ luật số 05 của Ủy ban Kiểm tra Huyện ủy", "Quyết định kỷ luật số 05", "05", "Ủy ban Kiểm tra Huyện ủy"),
    ],
)
def test_an_ordinal_alone(text: str, span: str, ordinal: str, issuer: str | None) -> None:
    assert [(words, r.number, r.ordinal, r.issuer) for words, r in found(text)] == [(span, None, ordinal, issuer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các Chỉ thị 06, 03, 05 của Bộ Chính trị", [("Chỉ thị", "06"), ("Chỉ thị", "03"), ("Chỉ thị", "05")]),
        ("các Nghị quyết số 18, 19-NQ/TW", [("Nghị quyết", "18-NQ/TW"), ("Nghị quyết", "19-NQ/TW")]),
        ("QĐ 217, 218-QĐ/TW", [(None, "217-QĐ/TW"), (None, "218-QĐ/TW")]),
        ("Chỉ thị 15/CT-TTg và 16/CT-TTg", [("Chỉ thị", "15/CT-TTg"), ("Chỉ thị", "16/CT-TTg")]),
        ("Nghị quyết 01 và Kế hoạch 62 là điểm nhấn", [("Nghị quyết", "01"), ("Kế hoạch", "62")]),
        ("Kế hoạch số 07, 08 và 09 của Ban Thường vụ Tỉnh ủy", [("Kế hoạch", "07"), ("Kế hoạch", "08"), ("Kế hoạch", "09")]),
        ("Quyết định số 217-QĐ/TW, 218-QĐ/TW ngày 12/12/2013", [("Quyết định", "217-QĐ/TW"), ("Quyết định", "218-QĐ/TW")]),
        ("CV số 12, KH số 15-KH/HU, BC 45-BC/HU", [("Công văn", "12"), ("Kế hoạch", "15-KH/HU"), ("Báo cáo", "45-BC/HU")]),
        ("Nghị quyết 01, 15 chi bộ đã thực hiện", [("Nghị quyết", "01")]),
    ],
)
def test_lists_share_their_type(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert brief(text) == expected


def test_the_later_members_of_a_list_are_their_number_alone() -> None:
    assert [words for words, _ in found("các Chỉ thị 06, 03, 05 của Bộ Chính trị")] == ["Chỉ thị 06", "03", "05"]
    assert {r.issuer for _, r in found("các Chỉ thị 06, 03, 05 của Bộ Chính trị")} == {"Bộ Chính trị"}
    assert {r.date for _, r in found("Quyết định số 15-QĐ/ĐUK, Kế hoạch số 74-KH/ĐUK cùng ngày 03/9/2019 của Đảng ủy Khối")} == {
        "2019-09-03"
    }


def test_a_date_they_share_is_of_all_members() -> None:
    mentions = found("Quyết định số 15/QĐ-TTg, số 16/QĐ-TTg và số 17/QĐ-TTg cùng ngày 05/01/2020 của Thủ tướng Chính phủ")
    assert [(r.number, r.date, r.issuer) for _, r in mentions] == [
        (f"{n}/QĐ-TTg", "2020-01-05", "Thủ tướng Chính phủ") for n in (15, 16, 17)
    ]


def test_documents_of_one_subject() -> None:
    text = 'Huyện uỷ đã ban hành Nghị quyết số 04-NQ/HU ngày 26-6-2012 về "dồn điền"; Nghị quyết số 05-NQ/HU ngày 18/7/2012 về "nông thôn mới".'
    assert [(r.date, r.issuer) for _, r in found(text)] == [("2012-06-26", "Huyện uỷ"), ("2012-07-18", "Huyện uỷ")]


@pytest.mark.parametrize(
    ("text", "span", "ordinal", "term"),
    [
        ("tinh thần Nghị quyết Trung ương 4 (khóa XII) về", "Nghị quyết Trung ương 4 (khóa XII)", "4", "XII"),
        ("Nghị quyết trung ương 4 (Khoá XI, XII) về", "Nghị quyết trung ương 4 (Khoá XI, XII)", "4", "XI, XII"),
        ("Nghị quyết Trung ương 8, khóa XI", "Nghị quyết Trung ương 8, khóa XI", "8", "XI"),
        (
            "Nghị quyết Hội nghị lần thứ 9, BCH Trung ương Đảng (khóa XI)",
            "Nghị quyết Hội nghị lần thứ 9, BCH Trung ương Đảng (khóa XI)",
            "9",
            "XI",
        ),
        (
            "Nghị quyết hội nghị lần thứ năm, Ban Chấp hành trung ương khoá X về",
            "Nghị quyết hội nghị lần thứ năm, Ban Chấp hành trung ương khoá X",
            "5",
            "X",
        ),
        ("Nghị quyết TW4 khóa XI cùng", "Nghị quyết TW4 khóa XI", "4", "XI"),
        ("NQTW 4 cho 12 tập thể", "NQTW 4", "4", None),
        ("NQ Hội nghị Trung ương 4 (khóa XI)", "NQ Hội nghị Trung ương 4 (khóa XI)", "4", "XI"),
        ("Kết luận Hội nghị Trung ương 4 khóa XIII", "Kết luận Hội nghị Trung ương 4 khóa XIII", "4", "XIII"),
        ("nghị quyết Đại hội XIII của Đảng", "nghị quyết Đại hội XIII của Đảng", None, "XIII"),
        (
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XII của Đảng",
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XII của Đảng",
            None,
            "XII",
        ),
        ("Nghị quyết Đại hội Đảng bộ huyện lần thứ X,", "Nghị quyết Đại hội Đảng bộ huyện lần thứ X", None, "X"),
    ],
)
def test_plenums_and_congresses(text: str, span: str, ordinal: str | None, term: str | None) -> None:
    assert [(words, r.type in ("Nghị quyết", "Kết luận"), r.ordinal, r.term) for words, r in found(text)] == [(span, True, ordinal, term)]


@pytest.mark.parametrize(
    ("text", "span", "term"),
    [
        ("VẬN DỤNG NGHỊ QUYẾT TRUNG ƯƠNG 5 - KHÓA XIII VÀO", "NGHỊ QUYẾT TRUNG ƯƠNG 5 - KHÓA XIII", "XIII"),
        ("Kết luận của Hội nghị TƯ 7 khoá XI về", "Kết luận của Hội nghị TƯ 7 khoá XI", "XI"),
        ("quán triệt nghị quyết hội nghị lần thứ X – BCH trung ương đảng khóa XI và", "nghị quyết hội nghị lần thứ X – BCH trung ương đảng khóa XI", "XI"),
        ("thực hiện Nghị quyết Hội nghị Ban Chấp hành Trung ương 4 khóa XI, Chi bộ", "Nghị quyết Hội nghị Ban Chấp hành Trung ương 4 khóa XI", "XI"),
        ("Nghị quyết Trung ương 6 (lần 2) khóa VIII về", "Nghị quyết Trung ương 6 (lần 2) khóa VIII", "VIII"),
    ],
)  # fmt: skip
def test_the_name_of_a_plenum_in_any_order(text: str, span: str, term: str) -> None:
    assert [(words, r.term) for words, r in found(text)] == [(span, term)]


def test_the_term_belongs_to_the_span_or_to_the_issuer() -> None:
    [(words, first)] = found("Chỉ thị số 10-CT/TW (khóa X) về")
    assert (words, first.term) == ("Chỉ thị số 10-CT/TW (khóa X)", "X")
    [(words, second)] = found("Quy định số 294-QĐ/TW ngày 26/5/2025 của Ban Chấp hành Trung ương Đảng khóa XIII về")
    assert (words, second.term, second.issuer) == ("Quy định số 294-QĐ/TW", "XIII", "Ban Chấp hành Trung ương Đảng khóa XIII")


@pytest.mark.parametrize(
    "text",
    [
        # counts
        "kỷ luật 48 tổ chức đảng", "đã kết luận 73 tổ chức đảng và 348 đảng viên", "thông báo 5 kết luận", "hướng dẫn 12 chi bộ trực thuộc", "Kết luận 02 đồng chí vi phạm",
        "kết luận 4/6 nội dung tố cáo", "ra 15 nghị quyết chuyên đề", "ban hành 05 NQ, 12 KH, 30 CV", "1 TB, 2 BC/tháng", "phương án 2 khả thi hơn", "12 CT phúc lợi", "02 TT Chính trị",
        "Thông báo tuyển dụng 20 chỉ tiêu", "quyết định khen thưởng 07 tập thể", "Báo cáo 12,5% số hộ",
        # periods, dates
        "báo cáo 6 tháng đầu năm", "Kế hoạch 5 năm 2021 - 2025", "kế hoạch năm 2024 đạt 102%", "Kế hoạch 2024", "báo cáo quý I/2024", "Chương trình công tác tháng 6/2021", "ngày 12/5/2021",
        # addresses, telephones, codes
        "Điều 11, khoản 2, điểm b", "mục II.3, trang 15/28", "tòa CT2, chung cư KL-12", "tàu cá NĐ-90123-TS", "lô CN-05/KCN Yên Phong", "số 17/2 ngõ 35-TL", "Quận 3/TP. Hồ Chí Minh",
        "phòng 305/A2, nhà HD-BANK", "QL 1A - QL 21B", "ĐT: 0243.800.0000", "đề tài KX.04/16-20", "tạp chí số 4/2011", "Mẫu 4-KNĐ", "5G/LTE", "huyết áp 120/80 mmHg", "Số 100/8A Ama K",
        # bare words
        "Nghị quyết đại hội đã đề ra", "các Nghị quyết Trung ương về xây dựng Đảng", "HD, QĐ, KL, CT của cấp trên", "để an toàn", "Số      -BC/ĐU", "công văn chỉ đạo của Tỉnh ủy", "",
        "theo Mẫu số 21/CKTC-NSH", "Phụ lục số 02/TTM", "Biểu số 01/TNLĐ", "máy PC 486", "chọn PA 2", "kế hoạch thành lập tổ số 5 của xã",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_reference(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["Kế hoạch này có hiệu lực", "theo Quyết định nêu trên", "Thực hiện Nghị quyết này,"])
def test_back_references_are_marked(text: str) -> None:
    [(words, reference)] = found(text, back=True)
    assert reference.back
    assert (reference.number, reference.ordinal) == (None, None)
    assert words in text
    assert found(text) == []


HEADER = "TỈNH ỦY KHÁNH LÂM\nBAN TỔ CHỨC\n*\nSố 13-KH/BTCTU\nĐẢNG CỘNG SẢN VIỆT NAM\nKhánh Lâm, ngày 16 tháng 6 năm 2016\nKẾ HOẠCH\nkiểm tra công tác đảng viên\n"


def test_the_own_number_in_the_header_is_no_reference() -> None:
    assert brief(HEADER + "Căn cứ Quyết định số 109-QĐ/TU") == [("Quyết định", "109-QĐ/TU")]
    assert brief("ĐẢNG CỘNG SẢN VIỆT NAM\nSố 06-HD/TW Hà Nội, ngày 09 tháng 6 năm 2025\nHƯỚNG DẪN") == []


def test_a_number_line_without_a_header_is_one() -> None:
    assert brief("Số: 36-HD/VPTW") == [("Hướng dẫn", "36-HD/VPTW")]


def test_tables_give_type_and_date_from_other_columns() -> None:
    text = (
        "144-QĐ/TW\tQuy định\tChuẩn mực đạo đức\t2024-05-09\n"
        "678/BTL-CT\tCông văn\tV/v xét tặng Huy hiệu\t2024-03-11\n"
        "03-HD\tHướng dẫn\tChế độ đảng phí theo quyết định số 342-QĐ/TW, ngày 28-12-2010 của BCT\t2016-07-06\n"
        "1\t16/6/2016\t13-KH/TU\tKế hoạch\tKiểm tra"
    )
    assert [(r.type, r.number, r.date) for _, r in found(text)] == [
        ("Quy định", "144-QĐ/TW", "2024-05-09"),
        ("Công văn", "678/BTL-CT", "2024-03-11"),
        ("Hướng dẫn", "03-HD", "2016-07-06"),
        ("Quyết định", "342-QĐ/TW", "2010-12-28"),
        ("Kế hoạch", "13-KH/TU", "2016-06-16"),
    ]


def test_spans_of_date_and_issuer_lie_outside_the_mention() -> None:
    document = text_document("Căn cứ Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về")
    [reference] = find_references(document)
    assert reference.date_span is not None
    assert reference.issuer_span is not None
    assert reference.date_span.of(document.text) == "ngày 15/5/2016"
    assert reference.issuer_span.of(document.text) == "Bộ Chính trị"
    assert not reference.span.overlaps(reference.date_span)


PIECES = [
    "Kế hoạch ", "Nghị quyết ", "số ", "13-KH/BTCTU", "30/2020/NĐ-CP", "06, 03, 05", " ngày 16/6/2016", " của Bộ Chính trị", " (khóa XII)", " và ", ", ", "\n", "\t", "Trung ương 4",
    "Đại hội XIII của Đảng", "QĐ ", "12 chi bộ", "năm 2018", "Ban Thường vụ Tỉnh ủy ban hành ", "này", "Số: ", "Luật ", "văn bản ", ". ", "Ngày 1/2/2020, ", "đảng ủy xã A",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=14))
def test_any_text_is_survived_and_spans_stay_inside(pieces: list[str]) -> None:
    document = text_document("".join(pieces))
    size, end = len(document.text), 0
    for reference in find_references(document):
        assert end <= reference.span.start < reference.span.end <= size
        end = reference.span.end
        for span in (reference.date_span, reference.issuer_span):
            assert span is None or 0 <= span.start < span.end <= size
        assert reference.number or reference.ordinal or reference.term or reference.back


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_what_stands_before_on_other_lines_changes_nothing(pieces: list[str]) -> None:
    text = "".join(pieces).replace("\n", " ").replace("\t", " ")
    alone = [(r.type, r.number, r.ordinal, r.date) for _, r in found(text)]
    after = [
        (r.type, r.number, r.ordinal, r.date)
        for _, r in found("Các cấp ủy đã triển khai thực hiện nghiêm túc nhiệm vụ được giao.\n\n" + text)
    ]
    assert after == alone


def calls(text: str) -> int:
    """Calls of functions that it takes to read a text: a measure of work that no busy machine disturbs."""
    count = 0

    def tally(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    scan = scan_text(text)
    sys.setprofile(tally)
    try:
        references_in(scan)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "Kế hoạch số 13-KH/BTCTU, ngày 16/6/2016 của Ban Tổ chức Tỉnh ủy về kiểm tra; ", "1 2 3 ", "13-KH/", "số ", "Chỉ thị 06, 03, ", "Nghị quyết ", "Ban Thường vụ ", "12/2020/A-",
        "13-KH/TU\t", "KH 1-", "ngày 1/1/2020 ", "(", "Luật doanh nghiệp ", "ĐẢNG ỦY ",
    ],
)  # fmt: skip
def test_work_grows_with_the_text_and_not_faster(unit: str) -> None:
    calls(unit * 4)
    small, large = calls(unit * 400), calls(unit * 1600)
    assert large <= 4.4 * small + 200


def test_strings_from_the_wild(shared) -> None:
    """None of the strings that only look like numbers is a reference; the numbers of the others are right."""
    import csv

    with (shared / "gold" / "numbers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["as_seen"] for row in rows if "negative" in row["tags"].split(";") and found(row["as_seen"])] == []
    asked = [row for row in rows if row["scored"] == "1" and row["normal"]]
    right = [row for row in asked if {row["normal"], *row["also"].split(";")} & {r.number for _, r in found(row["as_seen"])}]
    assert len(right) / len(asked) >= 0.98
