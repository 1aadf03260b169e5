"""Calendar dates in every written form, and what is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import dates_in, find_dates
from extractors.scan import scan_text
from pipeline.run import text_document


def found(text: str) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], d.iso) for d in dates_in(scan_text(text))]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 16 tháng 6 năm 2016", "2016-06-16"), ("Ngày 03 tháng 4 năm 2018", "2018-04-03"), ("NGÀY 28 THÁNG 5 NĂM 2008", "2008-05-28"),
        ("ngày 16/6/2016", "2016-06-16"), ("16/6/2016", "2016-06-16"), ("17-6-2016", "2016-06-17"), ("4.10.2023", "2023-10-04"), ("2024-05-09", "2024-05-09"),
        ("ngày\u00a0 20/9/2017", "2017-09-20"), ("09 - 8 - 2021", "2021-08-09"), ("ngày 2/ 11/ 1996", "1996-11-02"), ("ngày16tháng6năm2016", "2016-06-16"),
        ("ngày 5 tháng Tám năm 2016", "2016-08-05"), ("ngày 1 tháng mười hai năm 2020", "2020-12-01"), ("ngay 7 thang 7 nam 2020", "2020-07-07"),
        ("ngày\n27/12/2021", "2021-12-27"), ("ngày 12–3–2020", "2020-03-12"), ("ngày 16/6/16", "2016-06-16"), ("ngày 3/2/97", "1997-02-03"), ("29/02/2020", "2020-02-29"),
        ("tháng 7-2013", "2013-07"), ("tháng 6/2018", "2018-06"), ("tháng 3 năm 2020", "2020-03"), ("tháng Năm năm 2020", "2020-05"), ("6/2018", "2018-06"),
        ("năm 2018", "2018"), ("Năm 1998", "1998"),
    ],
)  # fmt: skip
def test_a_date_fills_the_text(text: str, iso: str) -> None:
    assert found(text) == [(text, iso)]


@pytest.mark.parametrize(
    "text",
    [
        "30/2020/NĐ-CP", "47-2012-tt-bqp", "02/1998-NĐ-CP", "18/2019/TT-BGDĐT", "41/4.974", "41/4974", "24/28 - 37/57 - 19/29", "12/15", "nhiệm kỳ 2020 - 2025", "năm 2020-2025",
        "31/02/2016", "29/02/2019", "00/5/2016", "ngày 12/13/2016", "0912-345-678", "mã 01.02.2020.15", "Việt Nam 2016", "ngày 28-12", "Chiều 22/10", "16/6/16", "quý I/2024",
        "số 5/2013", "1.245.2016", "năm 20181", "8/2/2020/QĐ", "ISO 9001:2015", "tháng 13/2020", "Thông tư 01/2018", "Nghị định số 09/2019",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("Kế hoạch số 13-KH/BTCTU, ngày 16/6/2016 về kiểm tra năm 2016", ["2016-06-16", "2016"]),
        ("từ 1/2015 đến 6/2016", ["2015-01", "2016-06"]),
        ("1/1/2020-31/12/2020", ["2020-01-01", "2020-12-31"]),
        ("Nghị định số 02/1998/NĐ-CP ngày 6/01/1998; 12/15 đảng bộ", ["1998-01-06"]),
        ("ngày   tháng   năm 2016", ["2016"]),
        ("(15/5/2016), 17/5/2012.", ["2016-05-15", "2012-05-17"]),
        ("TT-BGDĐT10/10/2018", ["2018-10-10"]),
    ],
)
def test_dates_in_a_sentence(text: str, isos: list[str]) -> None:
    assert [iso for _, iso in found(text)] == isos


def test_mentions_of_a_document_carry_their_parts() -> None:
    document = text_document("Quyết định ngày 15 tháng 5 năm 2016\nKế hoạch tháng 7-2013")
    first, second = find_dates(document)
    assert (first.year, first.month, first.day, first.iso) == (2016, 5, 15, "2016-05-15")
    assert first.span.of(document.text) == "ngày 15 tháng 5 năm 2016"
    assert (second.year, second.month, second.day) == (2013, 7, None)


@given(
    st.dates(date(1930, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        [
            "{d}/{m}/{y}",
            "{d:02}/{m:02}/{y}",
            "{d}-{m}-{y}",
            "{d:02}.{m}.{y}",
            "ngày {d} tháng {m} năm {y}",
            "ngày {d:02}/{m}/{y}",
            "{y}-{m:02}-{d:02}",
            "{d} - {m} - {y}",
        ]
    ),
    st.sampled_from(["", "Căn cứ văn bản ", "(", "đến hết "]),
    st.sampled_from(["", " của Ban Bí thư", ")", ", về việc", "."]),
)
def test_any_day_in_any_form(day: date, form: str, before: str, after: str) -> None:
    written = form.format(d=day.day, m=day.month, y=day.year)
    assert [iso for _, iso in found(before + written + after)] == [day.isoformat()]


@given(st.text(alphabet="0123456789 /-.\nngàythángnămNGÀY\u00a0", max_size=80))
def test_any_text_is_survived(text: str) -> None:
    for d in dates_in(scan_text(text)):
        assert 0 <= d.start < d.end <= len(text)
        if d.day is not None and d.month is not None:
            date(d.year, d.month, d.day)
