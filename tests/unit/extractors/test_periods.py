"""Periods in every written form, with their days, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.periods import find_periods, year_of
from pipeline.run import text_document


def found(text: str) -> list[str]:
    return [period.text for period in find_periods(text_document(text))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("năm 2016", "2016-01-01", "2016-12-31"), ("năm 2016 - 2018", "2016-01-01", "2018-12-31"), ("nhiệm kỳ 2020 - 2025", "2020-01-01", "2025-12-31"),
        ("giai đoạn 2021-2025", "2021-01-01", "2025-12-31"), ("năm học 2019-2020", "2019-01-01", "2020-12-31"),
        ("6 tháng đầu năm 2022", "2022-01-01", "2022-06-30"), ("6 tháng cuối năm 2025", "2025-07-01", "2025-12-31"), ("9 tháng năm 2023", "2023-01-01", "2023-09-30"),
        ("sáu tháng đầu năm 2020", "2020-01-01", "2020-06-30"), ("quý IV/2018", "2018-10-01", "2018-12-31"), ("quý 2-2018", "2018-04-01", "2018-06-30"),
        ("Quý I năm 2024", "2024-01-01", "2024-03-31"), ("tháng 2/2020", "2020-02-01", "2020-02-29"), ("tháng 6 năm 2017", "2017-06-01", "2017-06-30"),
        ("tháng 6/2017 và tháng 5/2018", "2017-06-01", "2018-05-31"),
        ("từ năm 2012 đến 2018", "2012-01-01", "2018-12-31"), ("từ năm 2008 đến tháng 6-2018", "2008-01-01", "2018-06-30"), ("Từ năm 2012 đến nay", "2012-01-01", None),
        ("Từ ngày 01/01/2015 đến ngày 31/5/2016", "2015-01-01", "2016-05-31"), ("từ đầu nhiệm kỳ 2015 - 2020 đến nay", "2015-01-01", None),
        ("tính đến ngày 31/8/2016", None, "2016-08-31"), ("Đến hết năm 2025", None, "2025-12-31"), ("đến ngày 30 tháng 9 năm 2021", None, "2021-09-30"),
        ("so với cùng kỳ năm 2015", "2015-01-01", "2015-12-31"), ("năm 2016, 2017 và 2018", "2016-01-01", "2018-12-31"),
        ("6 tháng đầu năm", None, None), ("cùng kỳ năm trước", None, None), ("tháng 9", None, None), ("quý III", None, None), ("đến nay", None, None),
        ("3 năm qua", None, None), ("bình quân 5 năm", None, None), ("Trong 9 tháng", None, None), ("hằng năm", None, None), ("mỗi tháng", None, None),
        ("trong nhiệm kỳ", None, None), ("cả năm", None, None), ("từ đầu năm đến nay", None, None), ("Đến ngày 29/10", None, None),
    ],
)  # fmt: skip
def test_a_period_fills_the_text(text: str, first: str | None, last: str | None) -> None:
    periods = find_periods(text_document(f"{text}, toàn Đảng bộ có 5 chi bộ."))
    assert [p.text for p in periods] == [text]
    assert periods[0].first == (date.fromisoformat(first) if first else None)
    assert periods[0].last == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch ban hành ngày 16/6/2016", "trước ngày 30/6/2016", "kỷ niệm 95 năm", "thời hạn 05 ngày", "định kỳ 3 tháng 1 lần",
        "số 15-KH/ĐU", "02 năm kinh nghiệm", "06 tháng trước khi nghỉ",
    ],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    assert found(text) == []


def test_now_counts_where_it_opens_a_clause() -> None:
    assert found("Hiện Đảng bộ có 45 chi bộ. Xã thực hiện tốt việc này.") == ["Hiện"]


def test_year_of_a_period() -> None:
    periods = find_periods(text_document("Từ năm 2012 đến nay và 6 tháng đầu năm"))
    assert [year_of(p) for p in periods] == [2012, None]


def test_old_tone_places_and_i_for_y_are_read() -> None:
    assert found("nhiệm kì 2015 - 2020; quí IV/2018; cùng kì năm trước") == ["nhiệm kì 2015 - 2020", "quí IV/2018", "cùng kì năm trước"]
