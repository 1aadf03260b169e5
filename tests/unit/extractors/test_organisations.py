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
        "vụ việc nghiêm trọng", "bộ đồ chơi", "cục bộ",
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
