"""Documents and archives for the tests of ``index``: invented province, invented numbers."""

from __future__ import annotations

from pathlib import Path

from core.document import Document, Field, Header
from core.mentions import Reference
from core.spans import Span
from core.viewer import Viewer
from extractors.run import annotate
from index.base import Record
from index.catalogue import Catalogue
from index.ledger import Ledger
from index.records import describe
from index.store import Store
from pipeline.run import text_document

EVERYTHING = Viewer.everything()
NOBODY = Viewer()

PLAN = """ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH VĨNH HẢI
*
Số 21-KH/ĐUK
ĐẢNG CỘNG SẢN VIỆT NAM
Vĩnh Hải, ngày 15 tháng 3 năm 2016

KẾ HOẠCH
kiểm tra công tác kết nạp đảng viên năm 2016

Thực hiện Hướng dẫn số 07-HD/BTCTU ngày 10/01/2016 của Ban Tổ chức Tỉnh ủy, Ban Thường vụ ban hành kế hoạch như sau:
I. Mục đích
Kiểm tra việc kết nạp 120 đảng viên mới, trong đó có 45 đảng viên nữ.
II. Tổ chức thực hiện
Các chi bộ báo cáo kết quả trước ngày 30/11/2016.
"""

REPORT = """ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH VĨNH HẢI
*
Số 46-BC/ĐUK
ĐẢNG CỘNG SẢN VIỆT NAM
Vĩnh Hải, ngày 02 tháng 12 năm 2016

BÁO CÁO
kết quả thực hiện Kế hoạch số 21-KH/ĐUK

Căn cứ Kế hoạch số 21 – KH/ĐUK ngày 15/3/2016, Đảng ủy Khối báo cáo như sau:
I. Kết quả
Đã kết nạp 118 đảng viên, đạt 98,3% kế hoạch; hoà giải 12 vụ việc.
II. Hạn chế
Một số chi bộ chưa nghiêm túc trong sinh hoạt; xử lý kỷ luật 03 đảng viên.
"""

GUIDANCE = """TỈNH ỦY VĨNH HẢI
BAN TỔ CHỨC
*
Số 07-HD/BTCTU
ĐẢNG CỘNG SẢN VIỆT NAM
Vĩnh Hải, ngày 10 tháng 01 năm 2016

HƯỚNG DẪN
công tác kết nạp đảng viên

I. Yêu cầu
Việc kết nạp đảng viên bảo đảm tiêu chuẩn, quy trình.
"""

NEWS = """Hội nghị về trồng rừng ở huyện Lâm Sơn

Ngày 5/4/2017, huyện Lâm Sơn trồng 350 ha rừng. Bà con phấn khởi ăn mừng, uỷ ban khen thưởng 7 tập thể.
"""


def made(text: str, *, secrecy: str | None = None, format_: str = "txt") -> Document:
    """A Document of a text with all its mentions."""
    document = annotate(text_document(text))
    if secrecy is not None:
        document = document.with_(header=_with_secrecy(document.header or Header(), secrecy))
    return document


def _with_secrecy(header: Header, label: str) -> Header:
    from msgspec import structs

    return structs.replace(header, secrecy=Field(label, ()))


def plain(text: str, *, title: str = "", number: str | None = None, cites: tuple[str, ...] = (), **fields: str) -> Document:
    """A Document with just this header and these references, where extractors are not the point."""
    document = text_document(text, title)
    header = Header(
        number=Field(number, (), number) if number else None,
        **{name: Field(value, (), value) for name, value in fields.items()},
    )
    mentions = tuple(Reference(span=Span(at, at + len(one)), number=one) for one in cites for at in _places(document.text, one))
    return document.with_(header=header, mentions=tuple(sorted(mentions, key=lambda m: m.span)))


def _places(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def record(number: int, document: Document, *, work: int | None = None) -> Record:
    """What an engine gets of a Document."""
    about = describe(document)
    return Record(
        id=number,
        file=number,
        work=number if work is None else work,
        document=document,
        title=about.title,
        number_key=about.number_key,
        type=about.type,
        issuer_key=about.issuer_key,
        date=about.date,
        level=about.level,
        secrecy=about.secrecy,
    )


def stored(folder: Path, *documents: Document) -> Catalogue:
    """A catalogue that holds these Documents, each under a path of its own."""
    from index.ledger import Look

    catalogue = Catalogue.open(folder, create=True)
    ledger, store = Ledger(catalogue), Store(catalogue)
    with catalogue.transaction():
        generation = catalogue.next_generation()
        for i, document in enumerate(documents):
            file = ledger.put_file(document.file, 0.1)
            store.put(document, file, generation)
            ledger.put_path(Look(f"/vh/{i}.txt", document.file.size, 1), file, 1)
    return catalogue
