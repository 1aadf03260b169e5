"""Small invented sources that hold every construct of the text language, and what stands in a source, told without the builders."""

from __future__ import annotations

import re

from corpora.vk.document import Block, Marked, Part, Source
from corpora.vk.parse import parse_source

STATE = """form: nha-nuoc
level: tinh
issuer: ỦY BAN NHÂN DÂN | TỈNH AN HẢI
motto: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | Độc lập - Tự do - Hạnh phúc
number: 41/KH-UBND
number_normal: 41/KH-UBND
date_line: An Hải, ngày 07 tháng 9 năm 2016
place: An Hải
date: 2016-09-07
type: KẾ HOẠCH
abstract: Thực hiện ⟦r number=05-NQ/TU; rel=thuc_hien⟧Nghị quyết số 05-NQ/TU⟦/⟧ về giao thông nông thôn | giai đoạn 2016 - 2020
secrecy: MẬT
draft: DỰ THẢO LẦN 2
addressee: Ban Thường vụ các huyện ủy, thành ủy | Các sở, ban, ngành
recipients: Như trên | Thường trực Tỉnh ủy (b/c) | Lưu: VT, NN
authority: TM. ỦY BAN NHÂN DÂN | KT. CHỦ TỊCH
post: PHÓ CHỦ TỊCH
signer: Nguyễn Văn Ấm
typist: NVA-25b
---
Thực hiện ⟦r number=05-NQ/TU⟧Nghị quyết số 05-NQ/TU⟦/⟧, ⟦q id=Q1; what=làm xong⟧các huyện làm xong ⟦i id=a; value=12; unit=xã⟧12⟦/⟧⟦fn⟧Gồm cả ⟦o⟧Đảng ủy xã Khe Sâu⟦/⟧ và ⟦i id=b; value=3; unit=xã⟧03⟦/⟧ xã đảo.⟦/⟧ xã trước năm 2020⟦/⟧. Câu sau. Câu cuối.
# [C1] Chương I
# QUY ĐỊNH CHUNG
## [Đ1] Điều 1. Phạm vi
[Đ1.1] 1. Nội dung ⟦b⟧đậm⟦/⟧ và ⟦em⟧nghiêng⟦/⟧, ⟦u⟧gạch⟦/⟧ <&>.
[Đ1.1.a] a) Một.
[Đ1.1.b] b) Hai. ⟦h at=Đ1.1.c⟧c)⟦/⟧ Ba.
[Đ2] Điều 2. Quyết định có hiệu lực. Câu khác.
@bold QUYẾT NGHỊ:
@right (Kèm theo)
@page
@landscape
@table caption=Biểu 1. Số liệu; unit=đảng viên; period=năm 2015
| TT | Đơn vị | Đảng viên | < | < |
| ^ | ^ | Tổng số | Nam | Nữ |
|---|---|---|---|---|
| 1 | ⟦o⟧Đảng bộ xã Hạ⟦/⟧ | 120 | 80 | 40 |
| 2 | Đảng bộ xã Thượng | 90⟦fn⟧Số liệu đến 31/12.⟦/⟧ | 50 | 40 |
| ^ | Chi bộ trường học | 10 | 5 | 5 |
| | Cộng | 220 | 135 | 85 |
Sau bảng.
@part attached
type: QUY CHẾ
abstract: làm việc của ⟦o⟧Ban chỉ đạo⟦/⟧
---
@italic (Ban hành kèm theo Kế hoạch số 41/KH-UBND)
[Đ1] Điều 1. Phạm vi thứ hai.
===
{"arith": "sum", "ids": ["a", "b"], "holds": false, "note": "12"}
{"fault": "date-form", "quote": "Câu sau.", "expect": "Câu sai"}
{"fault": "number-form", "quote": "41/KH-UBND", "expect": "Số sai", "where": "header"}
{"fault": "missing-section", "expect": "Thiếu mục"}
{"role": "tasks", "at": "Đ1"}
{"role": "aims", "quote": "Quyết định có"}
{"verdict": "Q3", "against": "x", "answer": "dat", "quote": "làm xong 12", "why": "có"}
{"verdict": "Q4", "against": "x", "answer": "chua_du", "quote": null, "why": "không nói"}
{"relation": "can_cu", "number": "01-NQ/TU"}
"""
PARTY = """form: dang
level: cap-tren
parent: TỈNH ỦY AN HẢI
issuer: ĐẢNG ỦY KHỐI DOANH NGHIỆP TỈNH
motto: ĐẢNG CỘNG SẢN VIỆT NAM
number: 12 – KH/ĐUK
number_normal: 12-KH/ĐUK
date_line: An Hải, ngày 05 tháng 3 năm 2019
place: An Hải
date: 2019-03-05
type: KẾ HOẠCH
abstract: kiểm tra việc thu, nộp đảng phí năm 2019
recipients: Thường trực Tỉnh ủy (báo cáo) | Các chi bộ | Lưu VP
authority: T/M BAN THƯỜNG VỤ
post: PHÓ BÍ THƯ
signer: Lê Thị Mơ
---
# [I] I- MỤC ĐÍCH, YÊU CẦU
[I.1] 1. Nắm tình hình thu, nộp đảng phí của ⟦i value=12; unit=chi bộ⟧12⟦/⟧ chi bộ.
[I.2] 2. Làm rõ ưu điểm, khuyết điểm.
[I.2.a] a) Về thu.
[I.2.b] b) Về nộp.
[I.2.d] d) Về giữ.
[I.2.đ] đ) Về chi.
[I.2.e] e) Về báo cáo.
[I.2.e.-1] - Đúng hạn;
[I.2.e.-2] - Đủ biểu;
[I.2.e.-2.+1] + Biểu 1.
# [II] II- NỘI DUNG
## [II.1] 1. Đối tượng
[II.1.1] 1.1. Các chi bộ.
[II.1.2] 1.2. Các đảng ủy.
# [IV] IV- TỔ CHỨC THỰC HIỆN
[IV.01] 01. Văn phòng giúp việc.
@table lines=no
| Trưởng đoàn | đồng chí A |
| Thư ký | đồng chí B |
===
"""
LETTER = """form: dang
level: tinh
parent: TỈNH ỦY AN HẢI
issuer: VĂN PHÒNG
motto: ĐẢNG CỘNG SẢN VIỆT NAM
number:       -CV/VPTU
missing: number=blank; date=blank
date_line: An Hải, ngày      tháng 6 năm 2026
place: An Hải
abstract: V/v gửi báo cáo 6 tháng
urgency: HỎA TỐC
circulation: XONG HỘI NGHỊ TRẢ LẠI
addressee: Các huyện ủy
recipients: Như trên | Lưu VPTU
authority: T/L BAN THƯỜNG VỤ
post: CHÁNH VĂN PHÒNG
signer: Trần Đình Ổn
---
Đề nghị các đồng chí gửi báo cáo trước ngày 15/6/2026.
"""
MINUTES = """form: dang
level: chi-bo
parent: ĐẢNG ỦY XÃ HẠ
issuer: CHI BỘ THÔN 3
motto: ĐẢNG CỘNG SẢN VIỆT NAM
date_line: Hạ, ngày 02 tháng 3 năm 2020
place: Hạ
date: 2020-03-02
missing: number=absent
type: BIÊN BẢN
abstract: họp chi bộ tháng 3
authority:
post: THƯ KÝ || CHỦ TRÌ
signer: Hà Thị Ba || Vi Văn Tư
recipients: Lưu chi bộ
---
Hôm nay, chi bộ họp.
"""
ARTICLE = """form: web
issuer: TRANG TIN HUYỆN
date_line: 08/3/2021 07:15
date: 2021-03-08
abstract: Chi bộ thôn 3 họp chuyên đề
signer: Thu Hà
---
~ Cỡ chữ: A- A+ | Lượt xem: 231
@bold Sáng 08/3, ⟦o⟧Chi bộ thôn 3⟦/⟧ họp.
Có ⟦i value=31; unit=đảng viên⟧31⟦/⟧ đảng viên dự⟦fn⟧Theo thư ký.⟦/⟧.
"""
TEXTS = {"state": STATE, "party": PARTY, "letter": LETTER, "minutes": MINUTES, "article": ARTICLE}
SOURCES = {name: parse_source(text, name) for name, text in TEXTS.items()}


def bare(text: str) -> str:
    """Without white space, as pages break lines anywhere; line breaks of the source's head are no text."""
    return re.sub(r"\s", "", text.replace(" | ", " "))


def without_notes(content: Marked) -> str:
    """The words that stand in the paragraph itself."""
    out, last = [], 0
    for mark in content.marks:
        if mark.kind == "fn":
            out.append(content.text[last : mark.start])
            last = mark.end
    return "".join([*out, content.text[last:]])


def notes(content: Marked) -> list[str]:
    return [content.text[mark.start : mark.end] for mark in content.marks if mark.kind == "fn"]


def marked_texts(source: Source) -> list[Marked]:
    """Abstracts, blocks and cells."""
    out = []
    for part in source.parts:
        out.append(part.abstract)
        for block in part.blocks:
            out += [block.content] if block.kind in ("paragraph", "heading") else [cell.content for row in block.rows for cell in row]
    return out


def all_notes(source: Source) -> list[str]:
    return [note for content in marked_texts(source) for note in notes(content)]


def head_values(part: Part) -> list[str]:
    """Values above the body, without those of the title."""
    keys = ("parent", "issuer", "number", "secrecy", "urgency", "draft", "circulation", "motto", "date_line")
    return [entry.strip(": ") for key in keys for entry in part.head[key].split(" | ") if entry.strip()]


def body_texts(part: Part, *, article: bool) -> list[str]:
    """Title, body and end in reading order; a cell merged into another one has no text."""
    title = [part.head["type"].replace(" | ", " "), part.abstract.text] if part.head["type"] or article else []
    out = [*title, *part.entries("addressee")]
    for block in part.blocks:
        out += _block_texts(block)
    columns = [[part.head[key].split(" || ") for key in ("authority", "post", "signer")]]
    count = max(len(values) for values in columns[0])
    signers = [line for k in range(count) for values in columns[0] if k < len(values) for line in values[k].split(" | ")]
    recipients = part.entries("recipients")
    out += [*recipients, *signers] if count == 1 else [*signers, *recipients]
    return [text for text in [*out, part.head["typist"]] if text.strip()]


def _block_texts(block: Block) -> list[str]:
    if block.kind == "table":
        above = [block.options.get(key, "") for key in ("caption", "unit")]
        return [*above, *(without_notes(cell.content) for row in block.rows for cell in row)]
    return [without_notes(block.content)] if block.kind in ("paragraph", "heading") else []
