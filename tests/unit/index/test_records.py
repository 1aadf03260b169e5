"""Columns of a Document: title, Work, level, secrecy, term."""

from __future__ import annotations

import pytest

from core.document import Document, Field, File, Header, WorkKey
from index.records import describe, issuer_of, level_of, secrecy_of, term_of, title_of
from pipeline.run import text_document
from tests.index_documents import GUIDANCE, NEWS, PLAN, made, plain


def field(text: str, value: str | None = None) -> Field:
    return Field(text, (), value)


def test_a_whole_header() -> None:
    about = describe(made(PLAN))
    assert about.number == "21-KH/ĐUK"
    assert about.number_key == "21-KH-DUK"
    assert (about.type, about.type_key) == ("Kế hoạch", "ke_hoach")
    assert (about.date, about.year) == ("2016-03-15", 2016)
    assert about.title == "Kế hoạch kiểm tra công tác kết nạp đảng viên năm 2016"
    assert about.work == WorkKey("Kế hoạch", "21-KH/ĐUK", "2016-03-15", about.work.issuer)
    assert about.work.issuer.startswith("dang uy khoi")
    assert about.text_hash == ""
    assert about.secrecy is None


def test_without_a_number_the_words_are_the_work() -> None:
    first, again = describe(text_document(NEWS)), describe(text_document("\n" + NEWS.replace("  ", " ").upper()))
    assert first.work == WorkKey("", "", "", "")
    assert first.text_hash == again.text_hash != ""
    assert first.text_hash != describe(text_document(NEWS + "Thêm một câu.")).text_hash


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Báo cáo\n-----\nĐã kết nạp 12 đảng viên.", "Báo cáo\nĐã kết nạp 12 đảng viên.", True),
        ("- Thực hiện “bốn tốt”", 'Thực hiện "bốn tốt"', True),
        ("Ðảng bộ xã", "Đảng bộ xã", True),
        ("Đã kết nạp 12 đảng viên", "Đã kết nạp 13 đảng viên", False),
        ("hòa giải", "hoá giải", False),
    ],
)
def test_rules_marks_and_quotes_make_no_other_work(one: str, other: str, same: bool) -> None:
    assert (describe(text_document(one)).text_hash == describe(text_document(other)).text_hash) is same


@pytest.mark.parametrize(
    ("issuer", "parent", "shown", "level"),
    [
        ("BAN TỔ CHỨC", "TỈNH ỦY VĨNH HẢI", "BAN TỔ CHỨC, TỈNH ỦY VĨNH HẢI", "provincial"),
        ("BAN TỔ CHỨC TRUNG ƯƠNG", None, "BAN TỔ CHỨC TRUNG ƯƠNG", "central"),
        ("TỈNH UỶ VĨNH HẢI", None, "TỈNH UỶ VĨNH HẢI", "provincial"),
        ("ĐẢNG BỘ HUYỆN LÂM SƠN", "TỈNH ỦY VĨNH HẢI", "ĐẢNG BỘ HUYỆN LÂM SƠN, TỈNH ỦY VĨNH HẢI", "district"),
        ("ĐẢNG ỦY XÃ HÒA AN", "HUYỆN ỦY LÂM SƠN", "ĐẢNG ỦY XÃ HÒA AN, HUYỆN ỦY LÂM SƠN", "commune"),
        ("CHI BỘ 5", "ĐẢNG BỘ XÃ HÒA AN", "CHI BỘ 5, ĐẢNG BỘ XÃ HÒA AN", "grass-roots"),
        ("SỞ XÂY DỰNG", "UBND TỈNH VĨNH HẢI", "SỞ XÂY DỰNG, UBND TỈNH VĨNH HẢI", "provincial"),
        ("BỘ Y TẾ", None, "BỘ Y TẾ", "central"),
        ("ĐẢNG BỘ KHỐI", None, "ĐẢNG BỘ KHỐI", None),
        ("BAN DÂN VẬN TỈNH ỦY", "TỈNH ỦY", "BAN DÂN VẬN TỈNH ỦY", "provincial"),
    ],
)
def test_issuer_and_level(issuer: str, parent: str | None, shown: str, level: str | None) -> None:
    header = Header(issuer=field(issuer), parent=field(parent) if parent else None)
    assert issuer_of(header) == shown
    assert level_of(header) == level


def test_without_issuer() -> None:
    assert issuer_of(Header()) is None
    assert level_of(Header()) is None


@pytest.mark.parametrize(
    ("label", "known"),
    [
        ("MẬT", "MẬT"),
        ("Mật", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("Tuyệt mật", "TUYỆT MẬT"),
        ("T U Y Ệ T  M Ậ T", "TUYỆT MẬT"),
        ("TÔI MÂT", "TỐI MẬT"),
        ("?#!", "TUYỆT MẬT"),
    ],
)
def test_secrecy(label: str, known: str) -> None:
    assert secrecy_of(Header(secrecy=field(label))) == known
    assert secrecy_of(Header()) is None


@pytest.mark.parametrize(
    ("date", "term"),
    [("2016-01-28", "XI"), ("2016-01-29", "XII"), ("2021-02-02", "XIII"), ("1980-01-01", None), ("2016", None), (None, None)],
)
def test_term(date: str | None, term: str | None) -> None:
    assert term_of(date) == term


def test_the_term_is_the_centres() -> None:
    assert describe(plain("x", issuer="BAN TỔ CHỨC TRUNG ƯƠNG", date="2016-06-01")).term == "XII"
    assert describe(plain("x", issuer="TỈNH ỦY VĨNH HẢI", date="2016-06-01")).term is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            (
                "Hôm nay, ngày 18 tháng 2 năm 2019\nCỡ chữ: A+ A-\nTrồng rừng ở huyện Lâm Sơn\n5.4.2017 - 16:18\n"
                "Huyện Lâm Sơn đẩy mạnh việc trồng rừng ở các xã, huyện đã giao chỉ tiêu trồng rừng cho từng chi bộ."
            ),
            "Trồng rừng ở huyện Lâm Sơn",
        ),
        ("* **Việc trồng rừng** *\nNăm nay việc trồng rừng có tiến bộ ở nhiều nơi, nhất là ở các xã vùng cao.", "Việc trồng rừng"),
        ("Một dòng duy nhất", "Một dòng duy nhất"),
        ("12345", "12345"),
    ],
)
def test_the_title_of_a_page_is_the_line_that_tells(text: str, title: str) -> None:
    assert title_of(text_document(text)) == title


def test_the_title_that_the_file_carries_wins_over_lines() -> None:
    assert title_of(text_document("Dòng đầu\nDòng hai", "Tên tệp  có sẵn")) == "Tên tệp có sẵn"
    assert title_of(made(GUIDANCE)) == "Hướng dẫn công tác kết nạp đảng viên"


def test_a_title_has_an_end() -> None:
    assert len(title_of(text_document("từ " * 500))) <= 301
    assert len(title_of(text_document("x" * 5000))) <= 301
    assert title_of(Document(id="e-0", file=File("e", "txt", 0), text="")) == ""
