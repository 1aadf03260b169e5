"""The gazetteers: complete, consistent, with sources, found by code and by name."""

from __future__ import annotations

import csv
import io
from importlib.resources import files

import pytest

from core.text import folded, nfc
from corpora.gazetteers import (
    bodies,
    bodies_by_code,
    body_by_name,
    citation_words,
    document_types,
    organ_codes,
    organ_words,
    province_names,
    type_by_name,
    types_by_code,
)

NAMES = ("document_types", "bodies", "organ_codes", "organ_words", "places", "citation_words")


def rows(name: str) -> list[dict[str, str]]:
    text = files("corpora.gazetteers").joinpath(f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_complete_and_has_a_source(name: str) -> None:
    for row in rows(name):
        assert None not in row, row
        assert None not in row.values(), row
        assert row["source"].strip(), row
        assert all(value == nfc(value).strip() for value in row.values()), row


@pytest.mark.parametrize("name", ["document_types", "bodies"])
def test_confidence_is_one_of_three(name: str) -> None:
    assert {row["confidence"] for row in rows(name)} <= {"high", "medium", "low"}


@pytest.mark.parametrize("name", ["organ_codes", "organ_words", "places", "citation_words"])
def test_no_row_stands_twice(name: str) -> None:
    keys = [tuple(list(row.values())[:2]) for row in rows(name)]
    assert len(keys) == len(set(keys))


# The 25 types and 8 papers of Quy định 399-QĐ/TW, with the codes that Hướng dẫn 05-HD/VPTW gives them.
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Nghị quyết", "NQ"), ("Quyết định", "QĐ"), ("Chỉ thị", "CT"), ("Kết luận", "KL"), ("Quy chế", "QC"), ("Quy định", "QĐ"),
        ("Thông tri", "TT"), ("Hướng dẫn", "HD"), ("Thông báo", "TB"), ("Thông cáo", "TC"), ("Báo cáo", "BC"), ("Kế hoạch", "KH"),
        ("Chương trình", "CTr"), ("Đề án", "ĐA"), ("Phương án", "PA"), ("Dự án", "DA"), ("Tờ trình", "TTr"), ("Công văn", "CV"),
        ("Biên bản", "BB"), ("Nghị định", "NĐ"), ("Thông tư", "TT"), ("Thông tư liên tịch", "TTLT"), ("Công điện", "CĐ"),
    ],
)  # fmt: skip
def test_a_type_has_its_code(name: str, code: str) -> None:
    assert name in {kind.name for kind in types_by_code()[code]}


def test_types_without_a_code_are_there_too() -> None:
    names = {kind.name for kind in document_types()}
    assert {"Cương lĩnh", "Chiến lược", "Tuyên bố", "Lời kêu gọi", "Quy hoạch", "Giấy nghỉ phép", "Thư công", "Luật", "Pháp lệnh"} <= names


def test_codes_that_do_not_tell_the_type() -> None:
    assert {code for code, kinds in types_by_code().items() if len(kinds) > 1} == {"QĐ", "TT"}


def test_a_parent_is_a_type_and_a_body() -> None:
    names = {kind.name for kind in document_types()}
    assert all(kind.parent in names for kind in document_types() if kind.parent)
    keys = {body.key for body in bodies()}
    assert len(keys) == len(bodies())
    assert all(body.parent in keys for body in bodies() if body.parent)


def test_forms_and_uses_are_known_words() -> None:
    assert {form for kind in document_types() for form in kind.forms} == {"party", "state", "union", "court"}
    assert {kind.use for kind in document_types()} == {"noun", "verb", "option"}
    assert {form for body in bodies() for form in body.forms} == {"party", "state", "union"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ban Tổ chức Trung ương", "ban-to-chuc-trung-uong"),
        ("Ban Tổ chức Trung ương Đảng", "ban-to-chuc-trung-uong"),
        ("UBKT Trung ương", "uy-ban-kiem-tra-trung-uong"),
        ("Uỷ ban Kiểm tra Trung ương", "uy-ban-kiem-tra-trung-uong"),
        ("bộ chính trị", "bo-chinh-tri"),
        ("Văn phòng Tỉnh uỷ", "van-phong-tinh-uy"),
        ("Bộ Văn hóa, Thể thao và Du lịch", "bo-van-hoa-the-thao-va-du-lich"),
    ],
)
def test_a_body_is_found_by_any_name(name: str, key: str) -> None:
    assert body_by_name()[folded(name)].key == key


def test_one_code_may_stand_for_several_bodies() -> None:
    assert {body.key for body in bodies_by_code()["TW"]} == {"trung-uong", "bo-chinh-tri", "ban-bi-thu"}


def test_types_by_name_know_variants() -> None:
    assert type_by_name()[folded("Thông báo kết luận")].name == "Thông báo"
    assert type_by_name()[folded("KẾ HOẠCH")].name == "Kế hoạch"


def test_provinces_before_and_after_2025() -> None:
    names = province_names()
    assert {"Hà Nội", "Huế", "Đắk Lắk", "Bắc Giang", "Hà Tây"} <= set(names)
    assert len(names) == len(set(names)) > 70


def test_words_of_the_grammars_do_not_contradict_each_other() -> None:
    assert not citation_words("follows") & citation_words("counted")
    assert {word.kind for word in organ_words()} == {
        "apex", "organ", "committee", "host", "agency", "sector-agency", "named", "inner", "level", "level-name", "task", "post", "sector", "surname", "compound",
    }  # fmt: skip
    assert {code.part for code in organ_codes()} == {"unit", "level", "agency", "sector"}
