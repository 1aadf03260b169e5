"""Header over texts made at random: never an exception, spans inside the text, fields are what stands there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.document import Document, File, Header
from extractors.header import find_header
from pipeline.assemble import assemble
from pipeline.drafts import BlockDraft, Draft, RunDraft
from pipeline.run import text_document

LINES = st.sampled_from(
    [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT",
        "NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TỈNH ỦY SƠN THỦY",
        "BAN TỔ CHỨC",
        "ĐẢNG ỦY          ĐẢNG CỘNG SẢN VIỆT NAM",
        "*",
        "-----",
        "Số 12-KH/BTCTU",
        "Số      -BC/ĐU",
        "Số: 12/KH-UBND Sơn Thủy, ngày 3 tháng 4 năm 2020",
        "Sơn Thủy, ngày 31 tháng 02 năm 2020",
        "Sơn Thủy, ngày 03 tháng 4",
        "năm 2020",
        "BÁO CÁO",
        "KẾ HOẠCH kiểm tra",
        "CHƯƠNG TRÌNH HÀNH ĐỘNG",
        "kết quả thực hiện (giai đoạn",
        "V/v đăng ký tài liệu",
        "Kính gửi:",
        "Kính gửi: Đảng ủy xã",
        "- Như trên,",
        "MẬT",
        "Căn cứ Điều lệ Đảng;",
        "I- TÌNH HÌNH",
        "Nơi nhận:",
        "Nơi nhận:\tT/M BAN THƯỜNG VỤ",
        "Nơi nhận: Như trên; Lưu",
        "- Lưu VT.        PHÓ BÍ THƯ",
        "T/M BAN THƯỜNG VỤ BÍ THƯ",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH Nguyễn Văn An",
        "THƯ KÝ\t\tCHỦ TRÌ",
        "(Đã ký)",
        "Lò Văn Páo",
        "Trong năm, cấp ủy đã lãnh đạo thực hiện các nhiệm vụ. " * 4,
        "|",
        "**",
        "",
    ]
)


def _check(document: Document, header: Header | None) -> None:
    if header is None:
        return
    for field in (*(field for _, field in header.fields()), *header.recipients):
        assert field.text == " ".join(span.of(document.text) for span in field.spans)
        assert field.text == field.text.strip()
        for span in field.spans:
            assert 0 <= span.start < span.end <= len(document.text)
        assert list(field.spans) == sorted(field.spans)


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    document = text_document(text)
    _check(document, find_header(document))


@given(st.lists(LINES | st.text(max_size=12), max_size=40))
def test_lines_of_headers_in_any_order(lines: list[str]) -> None:
    document = text_document("\n".join(lines))
    _check(document, find_header(document))


@given(st.lists(st.tuples(LINES, st.sampled_from([None, "left", "right"]), st.booleans()), max_size=40))
def test_blocks_in_any_order(blocks: list[tuple[str, str | None, bool]]) -> None:
    drafts = [
        BlockDraft("paragraph", [RunDraft(text, bold=bold, size=14.0)], column=column, align="center" if bold else None)  # type: ignore[arg-type]
        for text, column, bold in blocks
    ]
    document = assemble(Draft(drafts), File("0" * 64, "docx", 1))
    _check(document, find_header(document))


@given(
    st.lists(
        st.sampled_from(
            [
                "Sáng nay, Tỉnh ủy Sơn Thủy tổ chức hội nghị.",
                "Chỉ thị số 35-CT/TW ngày 30/5/2019 của Bộ Chính trị được quán triệt.",
                "Tin liên quan",
                "25-09-2023 15:57",
                "Tác giả: Bình Minh",
            ]
        ),
        max_size=30,
    )
)
def test_news_have_no_header(lines: list[str]) -> None:
    assert find_header(text_document("\n".join(lines))) is None
