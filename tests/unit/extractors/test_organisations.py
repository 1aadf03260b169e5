"""Organisations named in a text: maximal spans; classes of bodies are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.organisations import find_organisations, issuer_at
from extractors.scan import scan_text
from pipeline.run import text_document


def names(text: str) -> list[str]:
    document = text_document(text)
    return [o.span.of(document.text) for o in find_organisations(document)]


@pytest.mark.parametrize(
    "name",
    [
        # apex
        "Bộ Chính trị", "Ban Bí thư", "Ban Bí thư Trung ương Đảng", "Ban Chấp hành Trung ương Đảng", "Ban Chấp hành trung ương", "Chính phủ", "Quốc hội", "Đảng Cộng sản Việt Nam",
        "Văn phòng Chính phủ", "Thanh tra Chính phủ", "Hội đồng Bộ trưởng", "Ủy ban Thường vụ Quốc hội",
        # committees
        "Tỉnh ủy", "Thành ủy Khánh Lâm", "Huyện uỷ Sơn Thịnh", "Thành ủy TP HCM", "Thành ủy TP.HCM", "Thành ủy Thành phố Hồ Chí Minh", "tỉnh ủy", "Đảng ủy Công an tỉnh",
        # organs of hosts
        "Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Đảng ủy Khối các cơ quan tỉnh", "Ban Chấp hành Đảng bộ huyện Sơn Thịnh", "Ban Tổ chức Trung ương", "Ban Tổ chức Tỉnh uỷ Lạng Sơn",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ủy ban Kiểm tra Đảng ủy Khối", "Uỷ ban Kiểm tra Thành uỷ Đà Nẵng", "UBKT Đảng uỷ khối các cơ quan tỉnh", "Văn phòng Tỉnh ủy",
        "Thường trực Huyện ủy", "Ban cán sự đảng Ủy ban nhân dân tỉnh", "Đảng đoàn Hội đồng nhân dân tỉnh", "Uỷ ban kiểm tra (UBKT) Đảng uỷ khối các cơ quan tỉnh Hoà Bình",
        "Văn phòng Đảng ủy Chính phủ",
        # hosts
        "Đảng bộ Khối", "Đảng ủy Khối các cơ quan Trung ương", "Đảng bộ xã Vĩnh Lộc A", "đảng bộ xã Tri Phương", "Đảng ủy các cơ quan Đảng Trung ương", "Đảng ủy Bộ Nội vụ",
        "Đảng bộ Sở Nông nghiệp và PTNT", "Chi bộ Phòng Nội vụ", "Chi bộ thôn 4, xã Khê Thượng, huyện Vĩnh Khê", "Đảng ủy phường 5",
        # State bodies and mass organisations
        "UBND tỉnh", "Ủy ban nhân dân huyện Kỳ Sơn", "Hội đồng nhân dân tỉnh Hải Dương", "HĐND TP Đà Nẵng", "Sở Giáo dục và Đào tạo", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Tài chính",
        "phòng Tài nguyên và Môi trường", "Công an huyện", "Đoàn Thanh niên", "Liên đoàn Lao động tỉnh", "Ủy ban MTTQ Việt Nam xã", "Hội Cựu chiến binh", "Đoàn Khối các cơ quan tỉnh",
        "Trường Đại học Cần Thơ", "Báo Nhân dân", "Tạp chí Cộng sản", "BTCTU",
        "Cục Báo chí", "Đoàn đại biểu Quốc hội tỉnh", "Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Hội Nhà báo Việt Nam", "Hội LHTN Việt Nam tỉnh", "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh",
        "Đoàn Chủ tịch Ủy ban Trung ương MTTQ Việt Nam", "UBND TP. Quy Nhơn", "Ban Tổ chức - Nội vụ huyện", "Cơ quan Ủy ban Kiểm tra - Thanh tra huyện",
        # army, schools, firms that host a Party body, levels that have a number
        "Đảng ủy Quân khu 9", "Bộ Tư lệnh Quân khu 7", "Chi bộ Trung đoàn 95", "Chi bộ Trường Trung học phổ thông Võ Thị Thắm", "Trường THCS Lê Văn Đạt", "Đảng ủy Đại học Quốc gia Hà Nội",
        "Đảng ủy Tập đoàn Dầu khí Quốc gia Việt Nam", "Đảng bộ Tổng công ty Điện lực Sơn Hà", "Chi bộ tổ dân phố 5", "Chi bộ ấp Mỹ Hòa", "Tòa án nhân dân khu vực 3",
        # steering committees
        "Ban Chỉ đạo 35 Tỉnh ủy", "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực", "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở tỉnh", "Tiểu ban Nhân sự",
    ],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["Căn cứ ý kiến của {} về công tác đảng viên", "{} đã chỉ đạo thực hiện.", "gửi về {}; thời hạn 15 ngày"])
def test_a_name_is_found_whole(name: str, frame: str) -> None:
    assert names(frame.format(name)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "các chi bộ, đảng bộ đã triển khai", "cấp ủy các cấp", "ban thường vụ cấp ủy", "công tác tổ chức hội nghị", "đảng viên được kết nạp", "Điều lệ Đảng Cộng sản Việt Nam",
        "Luật Tổ chức Chính phủ", "các huyện ủy, thị ủy", "so với kế hoạch", "đồng chí Đoàn Văn Sự", "tình hình chung", "số 13-CV/VPTW", "", "hội trường lớn", "ban ngày",
        "vụ việc nghiêm trọng", "bộ đồ chơi", "cục bộ", "chi bộ bản thân đang sinh hoạt", "đảng ủy khu vực này", "trình độ Đại học, Cao đẳng",
    ],
)  # fmt: skip
def test_nothing_is_named(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chánh văn phòng Thành uỷ TP HCM Thái Thị Bích Liên", ["Thành uỷ TP HCM"]),
        ("Phó Bí thư Thường trực Đảng ủy các cơ quan Đảng Trung ương", ["Đảng ủy các cơ quan Đảng Trung ương"]),
        ("Trưởng ban Tổ chức Thành ủy Biên Hòa Lâm Tấn Khả", ["ban Tổ chức Thành ủy Biên Hòa"]),
        ("UBND huyện Khóa IV, nhiệm kỳ 2016 - 2021", ["UBND huyện"]),
        ("Ban cán sự Đảng UBND TP. Chỉ đạo kiểm tra", ["Ban cán sự Đảng UBND TP"]),
        ("Ban Tổ chức Tỉnh ủy, Ban cán sự đảng UBND tỉnh và Sở Nội vụ", ["Ban Tổ chức Tỉnh ủy", "Ban cán sự đảng UBND tỉnh", "Sở Nội vụ"]),
        ("Ban Chỉ đạo Chương trình nông thôn", ["Ban Chỉ đạo"]),
        ("Thanh tra Nhà nước tỉnh đã kết luận; Ban quản trị hợp tác xã", ["Thanh tra Nhà nước tỉnh"]),
    ],
)
def test_names_end_where_they_end(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Ban Bí thư về", "Ban Bí thư"), ("Chủ tịch UBND tỉnh Đắk Nông về", "Chủ tịch UBND tỉnh Đắk Nông"), ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ"), ("Trung ương và", "Trung ương"),
        ("Ban Tổ chức đã", "Ban Tổ chức"), ("BCT", "BCT"), ("ubnd tỉnh bình thuận", "ubnd tỉnh bình thuận"), ("Bộ trưởng Bộ Tài chính.", "Bộ trưởng Bộ Tài chính"),
        ("Đại hội đại biểu Đảng bộ xã lần thứ I", "Đại hội đại biểu Đảng bộ xã lần thứ I"), ("Tập thể lãnh đạo Trường Đại học Cần Thơ", "Tập thể lãnh đạo Trường Đại học Cần Thơ"),
        ("bộ chính trị về", "bộ chính trị"), ("công tác cán bộ", None), ("năm 2016", None),
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ ban", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"),
        ("Trưởng Ban Tổ chức Tỉnh ủy ký", "Trưởng Ban Tổ chức Tỉnh ủy"),
        ("liên Bộ Tài chính - Nội vụ về", "liên Bộ Tài chính - Nội vụ"),
        ("Hội đồng Thẩm phán Tòa án nhân dân tối cao", "Hội đồng Thẩm phán Tòa án nhân dân tối cao"),
        ("Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"),
        ("Chủ tịch nước về", "Chủ tịch nước"),
        ("Tổng cục trưởng Tổng cục Thuế", "Tổng cục trưởng Tổng cục Thuế"),
    ],
)  # fmt: skip
def test_an_issuer_begins_here(text: str, issuer: str | None) -> None:
    end = issuer_at(scan_text(text), 0)
    assert (text[:end] if end else None) == issuer


def test_known_bodies_have_their_key() -> None:
    document = text_document("Uỷ ban kiểm tra Trung ương gửi Văn phòng Tỉnh uỷ và Đảng ủy xã Khê Thượng")
    assert [o.key for o in find_organisations(document)] == ["uy-ban-kiem-tra-trung-uong", "van-phong-tinh-uy", None]


@given(
    st.text(max_size=120), st.sampled_from(["Ban Thường vụ ", "UBND ", "Sở ", "Đảng ủy ", "Chi bộ thôn ", "Trường "]), st.text(max_size=60)
)
def test_any_text_is_survived(before: str, head: str, after: str) -> None:
    document = text_document(before + head + after)
    end = 0
    for organisation in find_organisations(document):
        assert end <= organisation.span.start < organisation.span.end <= len(document.text)
        end = organisation.span.end
