"""What users type, as a tree."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import QueryError
from index.query import LONGEST, Filters, Number, Phrase, Query, Unit, Word, parse, span_of
from index.ranking import fewer, needs


def shown(units: tuple[Unit, ...]) -> list[str]:
    """A unit in short: * marks are meant, ? may be lacking, # number, "" phrase."""
    out = []
    for unit in units:
        if isinstance(unit, Word):
            out.append(unit.marked + "*" * unit.exact + "?" * unit.optional)
        elif isinstance(unit, Phrase):
            out.append('"' + " ".join(word.marked for word in unit.words) + '"' + "*" * unit.exact)
        else:
            assert isinstance(unit, Number)
            out.append("#" + unit.key)
    return out


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("kế hoạch kiem tra", ["kế*", "hoạch*", "kiem", "tra"]),
        ("Kế HOẠCH", ["kế*", "hoạch*"]),
        ("ke\u0302\u0301 hoa\u0323ch", ["kế*", "hoạch*"]),
        ("uỷ ban, hoà giải; tỷ lệ", ["ủy*", "ban", "hòa*", "giải*", "tỉ*", "lệ*"]),
        ("13 – kh / btctu", ["#13-KH-BTCTU"]),
        ("12 hd btctw", ["#12-HD-BTCTW"]),
        ("01-NQ/ĐUK", ["#1-NQ-DUK"]),
        ("nghi quyet 01-nq/duk", ["nghi?", "quyet?", "#1-NQ-DUK"]),
        ("Kế hoạch số 13 -KH/BTCTU kiểm tra", ["kế*?", "hoạch*?", "#13-KH-BTCTU", "kiểm*", "tra"]),
        ("thực hiện Hướng dẫn 12-HD/BTCTW", ["thực*", "hiện*", "hướng*?", "dẫn*?", "#12-HD-BTCTW"]),
        ('"nâng cao chất lượng"', ['"nâng cao chất lượng"*']),
        ('"nang cao" chi bộ', ['"nang cao"', "chi", "bộ*"]),
        ("“sinh hoạt chi bộ”", ['"sinh hoạt chi bộ"*']),
        ("«sinh hoạt»", ['"sinh hoạt"*']),
        ('"đảng"', ["đảng*"]),
        ('"13-KH/BTCTU"', ["#13-KH-BTCTU"]),
        ('"" đảng', ["đảng*"]),
        ("kiểm tra – giám sát", ["kiểm*", "tra", "giám*", "sát*"]),
        ("kết quả - hạn chế", ["kết*", "quả*", "hạn*", "chế*"]),
        ("so:13-KH/TU", ["#13-KH-TU"]),
        ("Số: 15/QĐ-UBND", ["#15-QD-UBND"]),
        ("việc: trồng rừng", ["việc*", "trồng*", "rừng*"]),
        ("V/v kết nạp", ["v", "kết*", "nạp*"]),
        ("đảng đảng", ["đảng*"]),
        ("1.245 đảng viên", ["1245", "đảng*", "viên*"]),
    ],
)
def test_units(text: str, units: list[str]) -> None:
    assert shown(parse(text).units) == units


@pytest.mark.parametrize(
    ("text", "units", "excluded"),
    [
        ("kiểm tra -giám", ["kiểm*", "tra"], ["giám*"]),
        ("kiểm tra -giám sát", ["kiểm*", "tra", "sát*"], ["giám*"]),
        ('đảng -"kỷ luật"', ["đảng*"], ['"kỉ luật"*']),
        ("-kỷ đảng", ["đảng*"], ["kỉ*"]),
        ("13 -KH/BTCTU", ["#13-KH-BTCTU"], []),
        ("chi bộ -13-KH/BTCTU", ["chi", "bộ*"], ["#13-KH-BTCTU"]),
        ("kế hoạch −13-KH/BTCTU 12-HD/TW", ["kế*", "hoạch*", "#12-HD-TW"], ["#13-KH-BTCTU"]),
        ("-13-KH/BTCTU đảng", ["đảng*"], ["#13-KH-BTCTU"]),
        ("kế hoạch – 13-KH/BTCTU", ["kế*?", "hoạch*?", "#13-KH-BTCTU"], []),
        ("Hà Nội-Huế", ["hà*", "nội*", "huế*"], []),
    ],
)
def test_words_left_out(text: str, units: list[str], excluded: list[str]) -> None:
    query = parse(text)
    assert shown(query.units) == units
    assert shown(query.excluded) == excluded


@pytest.mark.parametrize(
    ("text", "filters", "units"),
    [
        ("loai:kế hoạch kiểm tra", Filters(types=("Kế hoạch",)), ["kiểm*", "tra"]),
        ("loại:ke hoach", Filters(types=("Kế hoạch",)), []),
        ("type:plan x", Filters(types=("Kế hoạch",)), ["x"]),
        ("loai:KH", Filters(types=("Kế hoạch",)), []),
        ("loai:kế hoạch loai:báo cáo", Filters(types=("Kế hoạch", "Báo cáo")), []),
        ('loai:"quyết định" a', Filters(types=("Quyết định",)), ["a"]),
        ("loai:chưatừngcó", Filters(types=("chưatừngcó",)), []),
        ("coquan:ban tổ chức trung ương kiểm tra", Filters(issuers=("ban tổ chức trung ương",)), ["kiểm*", "tra"]),
        ('cơ quan:"huyện ủy lâm sơn" a', Filters(issuers=("huyện ủy lâm sơn",)), ["a"]),
        ("issuer:BTCTW", Filters(issuers=("BTCTW",)), []),
        ("tu:2016 den:2018", Filters(date_from="2016-01-01", date_to="2018-12-31"), []),
        ("từ:6/2016 đến:2/2020", Filters(date_from="2016-06-01", date_to="2020-02-29"), []),
        ("from:16/6/2016 to:2016-06-30", Filters(date_from="2016-06-16", date_to="2016-06-30"), []),
        ("tu:1.2.2016", Filters(date_from="2016-02-01"), []),
        ("cap:tỉnh", Filters(levels=("provincial",)), []),
        ("cấp:trung ương x", Filters(levels=("central",)), ["x"]),
        ("level:district", Filters(levels=("district",)), []),
        ("loại: báo cáo", Filters(types=("Báo cáo",)), []),
    ],
)
def test_filters(text: str, filters: Filters, units: list[str]) -> None:
    query = parse(text)
    assert query.filters == filters
    assert shown(query.units) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [("từ: cấp ủy, đến: chi bộ", ["từ*", "cấp*", "ủy*", "đến*", "chi", "bộ*"]), ("loại: khá, tốt", ["loại*", "khá*", "tốt*"])],
)
def test_a_colon_of_a_text_is_no_filter(text: str, units: list[str]) -> None:
    query = parse(text)
    assert not query.filters
    assert shown(query.units) == units


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "query-empty", None),
        ("   ", "query-empty", None),
        ("*** – …", "query-empty", None),
        ("-đảng", "query-empty", None),
        ('kế hoạch "nâng cao', "query-quote", "10"),
        ("“nâng cao", "query-quote", "1"),
        ("a loai:", "query-filter", "3"),
        ("loai:***", "query-filter", "1"),
        ('loai:"kế hoạch', "query-quote", "6"),
        ("đảng tu:hômqua", "query-date", "9"),
        ("tu:31/2/2016", "query-date", "4"),
        ("tu:13/2016", "query-date", "4"),
        ("tu:0000", "query-date", "4"),
        ("đảng cap:xyz", "query-level", "10"),
        ("x" * (LONGEST + 1), "query-long", None),
    ],
)
def test_nonsense_says_where(text: str, code: str, position: str | None) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.code == code
    assert caught.value.args_.get("position") == position
    assert "…" not in caught.value.text("vi").replace("“…”", "")
    assert caught.value.text("en")


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("2016", "2016-06-30", "2016-06-30"),
        ("2016-06", "2016-06-30", "2016-06-30"),
        ("2016-06-30", "2016", "2016-06-30"),
        ("2016", None, "2016"),
    ],
)
def test_of_two_last_days_the_earlier_one_counts(one: str, other: str | None, joined: str) -> None:
    assert Filters(date_to=one).joined(Filters(date_to=other)).date_to == joined


def test_filters_beside_the_query_are_joined() -> None:
    beside = Filters(types=("Báo cáo",), date_from="2015-01-01", date_to="2017-06-30")
    assert parse("loai:kế hoạch tu:2016 den:2018", beside).filters == Filters(
        types=("Báo cáo", "Kế hoạch"), date_from="2016-01-01", date_to="2017-06-30"
    )
    assert parse("", Filters(types=("Báo cáo",))) == Query(filters=Filters(types=("Báo cáo",)))


def test_span_of_the_place() -> None:
    assert span_of("đảng tu:hômqua x", 9).of("đảng tu:hômqua x") == "hômqua"
    assert len(span_of("a", 99)) == 0


@pytest.mark.parametrize(("words", "needed"), [(1, 1), (2, 2), (3, 3), (4, 3), (10, 3), (11, 4), (20, 6)])
def test_needed_words(words: int, needed: int) -> None:
    query = parse(" ".join(f"từ{i}" for i in range(words)))
    assert needs(query).at_least == needed


def test_easier_queries_end_with_any_word() -> None:
    query = parse("một hai ba bốn năm sáu bảy tám chín mười mườimột")
    assert [needs(easier).at_least for easier in fewer(query)] == [3, 2, 1]
    assert fewer(parse("một")) == []


@given(st.text(max_size=200))
@example('"')
@example("-")
@example("loai:")
@example('-"a')
@example("tu:9999-99-99")
@example("\ud800".encode("utf-8", "replace").decode())
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert error.code.startswith("query-")
        assert error.text("vi")
    else:
        assert query.units or query.filters


@given(st.text('"“”-: loaitừuđếcqơn0129/.KHĐUKhd', max_size=80))
def test_any_mix_of_our_own_marks(text: str) -> None:
    try:
        parse(text)
    except QueryError as error:
        position = error.args_.get("position")
        assert position is None or 1 <= int(position) <= len(text)
