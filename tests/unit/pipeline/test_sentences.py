from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.sentences import split_sentences
from tests.growth import assert_linear

# Sentences that have to stay whole and apart when they stand one behind the other in a block.
PARAGRAPHS = [
    # abbreviations before capitals and numbers
    ["Đảng bộ TP. Hồ Chí Minh có 5.000 đảng viên.", "Các chi bộ T.Ư, v.v. đã họp; PGS.TS. Nguyễn Văn A dự."],
    ["UBND Q. 1, P. An Lạc, x. Cam An, t. Quảng An báo cáo.", "ThS. Trần B và GS.TS. Lê C dự."],
    ["Các đ/c đã ký.", "Đ/c Nguyễn Văn A vắng."],
    ["Xem tr. 15, Nxb. Chính trị quốc gia.", "Sách của V.I. Lênin và C. Mác."],
    ["Có TSKH. Đỗ D và bà H. Nguyễn.", "Ông A. Trần cũng dự."],
    # words with periods that may end a sentence
    ["Các ngành, v.v.", "Đảng ủy báo cáo T.Ư.", "Ban Bí thư kết luận."],
    # numbers
    ["Có 1.245 đảng viên, đạt 12,5 %.", "Năm 2020 tăng 1.245,5 triệu đồng.", "Đạt 100%.", "15 chi bộ chưa họp."],
    ["Thực hiện Kế hoạch số 13-KH/BTCTU.", "Ngày 19.5.2026.", "Các chi bộ đã họp năm 2025.", "Kết quả tốt."],
    ["Khoảng cách 12 m.", "Đường rộng 3 m.", "Chi bộ 5A.", "Xếp loại A.", "Các chi bộ loại B, C."],
    ["Đồng chí Nguyễn Văn T. đã họp.", "Giao đồng chí Trần Văn H.", "Đảng ủy theo dõi."],
    # end marks
    ["Trên đây là báo cáo của Chi bộ./."], ["Hội nghị kết thúc…", "Mọi người ra về."], ["Có đủ không?", "Đủ!", "Xong."],
    ["Số: ....... ngày ...... tháng .....", "Họ tên: ......"],
    # quotations and brackets
    ["Nghị quyết “Về chi bộ. Về đảng viên” đã ban hành.", "Đã xong."],
    ["Đồng chí nói: “Phải làm. Làm ngay.”", "Hội nghị kết thúc."],
    ["“Làm sao?” - đồng chí hỏi.", "Không ai trả lời."],
    ["Đảng ủy (xã, phường. Đặc khu) đã họp.", "(Có 5 đồng chí vắng.)", "Xong."],
    ['Phong trào "Học tập. Làm theo" đã mở.', "Kết quả tốt."],
    # labels
    ["Điều 5. Khoản 2. Đảng viên phải nộp hồ sơ.", "Hồ sơ gồm đơn."],
    ["1.1. Đảng ủy Khối đã họp.", "1.2. Chi bộ đã họp."],
    ["a. Tổ chức quán triệt.", "b. Kiểm tra."],
    ["I. Kết quả đạt được"], ["1. 2. 3."],
    ["theo Điều 5.", "Khoản 2 quy định rõ."],
    # nothing small begins a sentence
    ["Đảng viên. các đồng chí khác. cùng dự."],
    ["a) Có; b) Không; c) Khác."],
    ["Tại trang dangcongsan.vn.", "Các đồng chí xem."],
]  # fmt: skip


@pytest.mark.parametrize("sentences", PARAGRAPHS, ids=lambda sentences: sentences[0][:30])
@pytest.mark.parametrize("between", [" ", "  ", "\u00a0"])
def test_paragraphs(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    assert [span.of(text) for span in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("  Chi bộ  ", ["Chi bộ"]),
        # the blank behind a period was lost
        ("Đã xong.Các chi bộ họp.", ["Đã xong.", "Các chi bộ họp."]),
        ("Tỷ lệ 12,5%.Đạt yêu cầu năm 2020.Đảng ủy", ["Tỷ lệ 12,5%.", "Đạt yêu cầu năm 2020.", "Đảng ủy"]),
        ("TP.Hồ Chí Minh và Ph.Ăngghen", ["TP.Hồ Chí Minh và Ph.Ăngghen"]),
        # lines: labels, list items, headings, short lines
        ("1.1. Đảng ủy\n- Đã làm;\n- Đã xong.", ["1.1. Đảng ủy", "- Đã làm;", "- Đã xong."]),
        ("Nơi nhận:\n- Như trên;\n- Lưu VP.", ["Nơi nhận:", "- Như trên;", "- Lưu VP."]),
        ("TM. BAN THƯỜNG VỤ\nBÍ THƯ\nNguyễn Văn A", ["TM. BAN THƯỜNG VỤ", "BÍ THƯ", "Nguyễn Văn A"]),
        ("Các đơn vị đã có báo cáo gồm:\nChi bộ An Lạc", ["Các đơn vị đã có báo cáo gồm:", "Chi bộ An Lạc"]),
        ("Đã họp\n\nCòn lại", ["Đã họp", "Còn lại"]),
        ("KẾT QUẢ KIỂM TRA CÔNG TÁC ĐẢNG\nNăm 2020 có 5 chi bộ được kiểm tra.", ["KẾT QUẢ KIỂM TRA CÔNG TÁC ĐẢNG", "Năm 2020 có 5 chi bộ được kiểm tra."]),
        # wrapped prose: a line feed is a blank, also before a capital
        (
            "Đảng ủy yêu cầu các chi bộ nghiêm túc thực hiện Kế hoạch số 13-KH/BTCTU của\nBan Tổ chức Tỉnh ủy và Hướng dẫn số 12-HD/BTCTW của Ban Tổ\nchức Trung ương. Báo cáo gửi về trước ngày 15/6.",
            [
                "Đảng ủy yêu cầu các chi bộ nghiêm túc thực hiện Kế hoạch số 13-KH/BTCTU của\nBan Tổ chức Tỉnh ủy và Hướng dẫn số 12-HD/BTCTW của Ban Tổ\nchức Trung ương.",
                "Báo cáo gửi về trước ngày 15/6.",
            ],
        ),
        # tabs are borders, but for the one behind a label
        ("1.\tVề công tác\tTốt", ["1.\tVề công tác", "Tốt"]),
        ("Số: 12-BC/CB\t\tHà An, ngày 5/6/2020", ["Số: 12-BC/CB", "Hà An, ngày 5/6/2020"]),
        # an opener that never closes protects nothing for long
        ("Đảng ủy (xã An Lạc. " + "Chi bộ đã họp đủ. " * 20, ["Đảng ủy (xã An Lạc."] + ["Chi bộ đã họp đủ."] * 20),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text)] == expected


def assert_covered(text: str) -> None:
    """Every character that is not blank lies in exactly one sentence, and no sentence begins or ends with a blank."""
    spans = split_sentences(text)
    at = 0
    for span in spans:
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        at = span.end
    assert not text[at:].strip()
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(st.sampled_from([*"aAđĐ1.;:?!…\n\t ()“”\"'-/I%", "TP.", "./.", "v.v", "Điều 5. ", "1.1. ", "Đảng ủy"]), max_size=40).map(
            "".join
        ),
    )
)
def test_covered(text: str) -> None:
    assert_covered(text)


def test_covered_on_real_documents(shared: Path) -> None:
    for path in sorted((shared / "gold" / "texts").glob("*.txt")):
        assert_covered(path.read_text("utf-8-sig"))


def test_borders_of_a_treebank(shared: Path) -> None:
    """Sentences of UD Vietnamese VTB (dev) joined by blanks, 8 a paragraph: underthesea.sent_tokenize has precision 0.973, recall 0.993."""
    lines = (shared / "corpora" / "segmentation" / "vi_vtb-ud-dev.conllu").read_text("utf-8").splitlines()
    sentences = [line[9:].replace(" ,", ",").replace(" .", ".").replace(" ?", "?") for line in lines if line.startswith("# text = ")]
    sentences = [sentence for sentence in sentences if sentence.endswith((".", "?")) and '"' not in sentence]
    right = found = expected = 0
    for i in range(0, len(sentences) - 8, 8):
        text = " ".join(sentences[i : i + 8])
        ends = {sum(map(len, sentences[i : j + 1])) + j - i for j in range(i, i + 8)}
        ours = {span.end for span in split_sentences(text)}
        right, found, expected = right + len(ends & ours), found + len(ours), expected + len(ends)
    assert expected > 400
    assert right / found >= 0.98
    assert right / expected >= 0.98


@pytest.mark.parametrize(
    "piece", ["a. ", "A. ", "(", "“", '"a ', ")", "1.1. ", "\n", "A\n", "x\t", "... ", "Đảng.Ủy", "a.)", "\u00a0", "I. ", "- A\n"]
)
def test_a_hostile_text_costs_linear_time(piece: str) -> None:
    assert_linear(lambda size: partial(split_sentences, piece * (size // len(piece))), 12_500)
