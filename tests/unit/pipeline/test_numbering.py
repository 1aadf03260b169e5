from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbering import DEPTH, Outline, is_heading, numbering
from tests.growth import assert_linear

# line, label, kind, depth, the text behind
LABELS = [
    ("Phần thứ nhất", "Phần thứ nhất", "part", 1, ""),
    ("PHẦN THỨ HAI: NHIỆM VỤ", "PHẦN THỨ HAI:", "part", 1, "NHIỆM VỤ"),
    ("PHẦN I", "PHẦN I", "part", 1, ""),
    ("Phần II. Kết quả", "Phần II.", "part", 1, "Kết quả"),
    ("PHẦN A - ĐẶC ĐIỂM TÌNH HÌNH", "PHẦN A -", "part", 1, "ĐẶC ĐIỂM TÌNH HÌNH"),
    ("Phụ lục I", "Phụ lục I", "appendix", 1, ""),
    ("PHỤ LỤC 2: BIỂU TỔNG HỢP", "PHỤ LỤC 2:", "appendix", 1, "BIỂU TỔNG HỢP"),
    ("PHỤ LỤC", "PHỤ LỤC", "appendix", 1, ""),
    ("Chương II", "Chương II", "chapter", 2, ""),
    ("CHƯƠNG III QUYỀN HẠN", "CHƯƠNG III", "chapter", 2, "QUYỀN HẠN"),
    ("Mục 3", "Mục 3", "section", 3, ""),
    ("MỤC 1. QUY ĐỊNH CHUNG", "MỤC 1.", "section", 3, "QUY ĐỊNH CHUNG"),
    ("Điều 5. Phạm vi điều chỉnh", "Điều 5.", "article", 4, "Phạm vi điều chỉnh"),
    ("Điều 12a: Hiệu lực", "Điều 12a:", "article", 4, "Hiệu lực"),
    ("**Điều 1.** Ban hành", "Điều 1.", "article", 4, "Ban hành"),
    ("Khoản 2", "Khoản 2", "clause", 5, ""),
    ("Khoản 2. Đảng viên", "Khoản 2.", "clause", 5, "Đảng viên"),
    ("Điểm a: Quyền", "Điểm a:", "point", 10, "Quyền"),
    ("A. KẾT QUẢ", "A.", "capital", 3, "KẾT QUẢ"),
    ("B- Phương hướng nhiệm vụ", "B-", "capital", 3, "Phương hướng nhiệm vụ"),
    ("I-", "I-", "roman", 4, ""),
    ("I- MỤC ĐÍCH, YÊU CẦU", "I-", "roman", 4, "MỤC ĐÍCH, YÊU CẦU"),
    ("I-MỤC ĐÍCH", "I-", "roman", 4, "MỤC ĐÍCH"),
    ("I. Kết quả", "I.", "roman", 4, "Kết quả"),
    ("I.Kết quả", "I.", "roman", 4, "Kết quả"),
    ("IV – Tổ chức thực hiện", "IV –", "roman", 4, "Tổ chức thực hiện"),
    ("II/ Nội dung", "II/", "roman", 4, "Nội dung"),
    ("III/- NHIỆM VỤ", "III/-", "roman", 4, "NHIỆM VỤ"),
    ("X)", "X)", "roman", 4, ""),
    ("VI", "VI", "roman", 4, ""),
    ("I.1. Kết quả", "I.1.", "decimal", 6, "Kết quả"),
    ("II.2 Hạn chế", "II.2", "decimal", 6, "Hạn chế"),
    ("1- Về công tác", "1-", "decimal", 5, "Về công tác"),
    ("1-Về công tác", "1-", "decimal", 5, "Về công tác"),
    ("1 - BÁO CÁO", "1 -", "decimal", 5, "BÁO CÁO"),
    ("1-KẾT QUẢ", "1-", "decimal", 5, "KẾT QUẢ"),
    ("1/ Đảng ủy", "1/", "decimal", 5, "Đảng ủy"),
    ("2/- Đảng ủy", "2/-", "decimal", 5, "Đảng ủy"),
    ("3) Chi bộ", "3)", "decimal", 5, "Chi bộ"),
    ("(4) Chi bộ", "(4)", "decimal", 5, "Chi bộ"),
    ("1.", "1.", "decimal", 5, ""),
    ("01. Nguyễn Văn A", "01.", "decimal", 5, "Nguyễn Văn A"),
    ("12. Tổ chức đảng", "12.", "decimal", 5, "Tổ chức đảng"),
    ("2. 100% chi bộ", "2.", "decimal", 5, "100% chi bộ"),
    ("1.\tVề công tác", "1.", "decimal", 5, "Về công tác"),
    ("1.1. Đảng ủy Khối", "1.1.", "decimal", 6, "Đảng ủy Khối"),
    ("1.1 Đảng ủy", "1.1", "decimal", 6, "Đảng ủy"),
    ("10.5. (Khoản 3, Điều 10): Việc", "10.5.", "decimal", 6, "(Khoản 3, Điều 10): Việc"),
    ("1.1.2", "1.1.2", "decimal", 7, ""),
    ("1.1.2. “Đảng viên", "1.1.2.", "decimal", 7, "“Đảng viên"),
    ("1, Về công tác xây dựng", "1,", "decimal", 5, "Về công tác xây dựng"),
    ("## 2. Yêu cầu", "2.", "decimal", 5, "Yêu cầu"),
    ("a) Học ngoài tỉnh", "a)", "letter", 10, "Học ngoài tỉnh"),
    ("a. Tổ chức", "a.", "letter", 10, "Tổ chức"),
    ("đ) Trường hợp", "đ)", "letter", 10, "Trường hợp"),
    ("(b) Chi bộ", "(b)", "letter", 10, "Chi bộ"),
    ("a/ Đảng viên", "a/", "letter", 10, "Đảng viên"),
    ("b- Đảng viên", "b-", "letter", 10, "Đảng viên"),
    ("c, Đảng viên", "c,", "letter", 10, "Đảng viên"),
    ("a1) Đảng viên", "a1)", "letter", 10, "Đảng viên"),
    ("- Căn cứ Điều lệ", "-", "dash", 11, "Căn cứ Điều lệ"),
    ("– Căn cứ", "–", "dash", 11, "Căn cứ"),
    ("-Lưu VT", "-", "dash", 11, "Lưu VT"),
    ("- 100% chi bộ", "-", "dash", 11, "100% chi bộ"),
    ("+ Không đủ", "+", "plus", 12, "Không đủ"),
    ("+Không đủ", "+", "plus", 12, "Không đủ"),
    ("* Ghi chú", "*", "star", 13, "Ghi chú"),
    ("• Chi bộ", "•", "bullet", 13, "Chi bộ"),
    ("\uf0b7 Chi bộ", "\uf0b7", "bullet", 13, "Chi bộ"),
    ("o\tChi bộ", "o", "bullet", 13, "Chi bộ"),
    ("Một là, cấp ủy", "Một là,", "ordinal", 5, "cấp ủy"),
    ("Năm là: cấp ủy", "Năm là:", "ordinal", 5, "cấp ủy"),
    ("Thứ nhất, cấp ủy", "Thứ nhất,", "ordinal", 5, "cấp ủy"),
    ("Bước 1: Tự kiểm tra", "Bước 1:", "named", 6, "Tự kiểm tra"),
    ("   1.  Về công tác", "1.", "decimal", 5, "Về công tác"),
]

NONE = [
    "", " ", "\n", "Đảng ủy Khối", "1.245 đảng viên", "1.245", "5.568", "5.568.000 đồng", "19/5/2026", "16-10-2020", "21.11.2016 - 16:18", "19.5.2026 tại",
    "I am", "A. Nguyễn", "V.I. Lênin", "V. I. Lênin", "C. Mác", "C.Mác - Ph.Ăngghen", "H. Clinton", "I-III", "2.1%", "2.1 triệu đồng", "4.0 Cách mạng",
    "12,5 %", "35,34%", "2020", "2019 - Thời cơ bứt phá", "01-NQ/ĐUK", "13 – KH/BTCTU", "03-HD", "20/NQ-TW ngày", "858CV/ĐUK", "30/2020/NĐ-CP",
    "117/2025/QH15", "số 13-KH/BTCTU", "Số: 13-KH/BTCTU", "3 - 5 ngày", "10 đồng chí", "1/5 chi bộ", "100% chi bộ", "12, Đội Cấn, Ba Đình", "-", "–", "---",
    "- - -", "***", "-2,5%", "-15", "+84 912 345 678", "./.", "...", "v.v. các", "v/v xin ý kiến", "V/v xin ý kiến", "đ/c Nguyễn Văn A", "x.y",
    "Phần lớn các chi bộ", "Phần I của Hướng dẫn", "Chương trình công tác", "Mục IV Phần thứ nhất Hướng dẫn số 02-HD/BTCTU", "mục 10.4.3 của Quy định",
    "Mục 10.4.3 của Quy định", "Mục tiêu chung", "Điều lệ Đảng", "Điều 10, Điều 37 Điều lệ", "Điều 5 Điều lệ Đảng quy định", "Khoản 3 Điều 12",
    "Điểm 10.5 Hướng dẫn", "Một là chính", "Thứ hai, ngày 20/01/2025", "Thứ hai tuần này", "Bước 1 của kế hoạch", "Nhóm 5 đồng chí", "15:30", "(2016)",
    "(Khoản 1)", "T/M BAN THƯỜNG VỤ", "KT. BÍ THƯ", "Đ/c Nguyễn", "5G và 4G", "24/7", "o nhiễm", "L. Tolstoy",
]  # fmt: skip


@pytest.mark.parametrize(("line", "label", "kind", "depth", "rest"), LABELS)
def test_labels(line: str, label: str, kind: str, depth: int, rest: str) -> None:
    found = numbering(line)
    assert found is not None
    assert (found.label, found.kind, found.depth, line[found.end :]) == (label, kind, depth, rest)


@pytest.mark.parametrize("line", NONE)
def test_no_labels(line: str) -> None:
    assert numbering(line) is None


HEADINGS = [
    "I. Kết quả triển khai thực hiện Nghị quyết số 01-NQ/ĐUK ngày 10/01/2012 của Đảng ủy Khối về “Năm nâng cao chất lượng sinh hoạt chi bộ”",
    "I- MỤC ĐÍCH, YÊU CẦU", "II. ĐỐI TƯỢNG:", "1. Mục đích", "1.1. Đảng ủy Khối", "2. Một số kết quả đạt được", "BÁO CÁO", "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Phần thứ nhất", "CHƯƠNG III QUYỀN HẠN", "Mục 1. Quy định chung", "Điều 5. Phạm vi điều chỉnh", "A. KẾT QUẢ", "PHỤ LỤC 2", "Phụ lục I: Biểu tổng hợp",
    "# QUYẾT NGHỊ:", "**2. Việc xây dựng chương trình, kế hoạch thực hiện Nghị quyết của các cơ quan, tổ chức trong Đảng bộ Chính phủ**",
    "1. Điều 1 (Khoản 2): Tuổi đời của người vào Đảng", "3.2. Đơn xin vào Đảng",
]  # fmt: skip
NOT_HEADINGS = [
    "", "Đảng ủy Khối có 62 chi bộ.", "Đảng ủy Khối", "1. Đảng ủy Khối đã ban hành kế hoạch.", "1. Các chi bộ:", "a) Học ngoài tỉnh", "- Căn cứ Điều lệ Đảng",
    "+ KHÔNG ĐỦ", "* GHI CHÚ", "Số 113-BC/BTCĐUK", "Số: 05-KH/ĐU", "1. Thành lập tổ; phân công. Các đồng chí", "Một là, cấp ủy", "1.1.2", "2. thực hiện", "12",
    "1.1.1. Tại thời điểm chi bộ xét kết nạp, người vào Đảng phải đủ 18 tuổi đến đủ 60 tuổi (tính theo", "Nơi nhận:", "./.", "đồng chí Nguyễn Văn A, Bí thư,",
    "Kính gửi: Đảng ủy Khối",
]  # fmt: skip


@pytest.mark.parametrize("line", HEADINGS)
def test_headings(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize("line", NOT_HEADINGS)
def test_no_headings(line: str) -> None:
    assert not is_heading(line)


def test_bold_makes_a_short_line_a_heading_and_nothing_else() -> None:
    assert is_heading("Công tác xây dựng Đảng", bold=True)
    assert is_heading("a) Công tác xây dựng Đảng", bold=True)
    assert not is_heading("Công tác xây dựng Đảng.", bold=True)
    assert not is_heading("- Công tác xây dựng Đảng", bold=True)
    assert not is_heading("Đảng ủy " * 30, bold=True)


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        (
            ["I. A b", "1. A b", "1.1. A", "a) A", "- A", "+ A", "- A", "b) A", "1.2. A", "2. A", "II. A b"],
            [1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1],
        ),
        (["1. A b", "- A", "2. A", "+ A"], [1, 2, 1, 2]),
        (["Chương I", "Điều 1. A", "1. A", "a) A", "Điều 2. A", "Chương II", "Điều 3. A"], [1, 2, 3, 4, 2, 1, 2]),
        (["- A", "I. A b", "- A"], [1, 1, 2]),
        (["a) A", "1. A", "a) A"], [1, 1, 2]),
    ],
)
def test_levels_of_an_outline(lines: list[str], levels: list[int]) -> None:
    outline = Outline()
    labels = [numbering(line) for line in lines]
    assert [outline.level(label.depth) for label in labels if label] == levels


@given(st.one_of(st.text(max_size=60), st.text(alphabet="IVX0123456789.-–/)( aAđĐbB+*•:,KHQTƯ", max_size=20)))
def test_any_line(line: str) -> None:
    found = numbering(line)
    is_heading(line)
    is_heading(line, bold=True)
    if found:
        assert found.label
        assert found.label == found.label.strip()
        assert found.label in line[: found.end]
        assert found.depth >= DEPTH[found.kind]
        assert found.end <= len(line)


@pytest.mark.parametrize(
    ("head", "piece"),
    [("", "1."), ("", "- "), ("", "I"), ("", "1"), ("", " "), ("Phần ", " "), ("", "* * "), ("Điều 1", " ")],
)
def test_a_hostile_line_costs_linear_time(head: str, piece: str) -> None:
    def work(size: int) -> None:
        line = head + piece * (size // len(piece))
        numbering(line)
        is_heading(line)

    assert_linear(lambda size: partial(work, size), 50_000)
