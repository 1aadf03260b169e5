"""What every search engine has to do, one suite for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.document import Document
from core.errors import ArchiveError, QueryError
from core.viewer import Viewer
from index.base import Engine, Found, Record
from index.embedded import Embedded
from index.query import Filters, parse
from tests.index_documents import EVERYTHING, GUIDANCE, NEWS, NOBODY, PLAN, REPORT, made, plain, record

Opener = Callable[[Path], Engine]
ENGINES: dict[str, Opener] = {"tantivy": Embedded.open}


@pytest.fixture(params=sorted(ENGINES))
def opener(request: pytest.FixtureRequest) -> Opener:
    return ENGINES[request.param]


@pytest.fixture
def engine(opener: Opener, tmp_path: Path) -> Iterator[Engine]:
    opened = opener(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def filled(engine: Engine) -> Engine:
    fill(engine, *map(made, (PLAN, REPORT, GUIDANCE, NEWS)))
    return engine


def fill(engine: Engine, *documents: Document) -> None:
    engine.put(record(i, document) for i, document in enumerate(documents))
    engine.commit(1)


def ids(engine: Engine, query: str, viewer: Viewer = EVERYTHING, filters: Filters | None = None) -> list[int]:
    return [places[0].document for places in search(engine, query, viewer, filters).works]


def search(engine: Engine, query: str, viewer: Viewer = EVERYTHING, filters: Filters | None = None) -> Found:
    return engine.search(parse(query, filters or Filters()), viewer, limit=50)


PLAN_ID, REPORT_ID, GUIDANCE_ID, NEWS_ID = range(4)


@pytest.mark.parametrize(
    ("query", "first", "found"),
    [
        ("trồng rừng", NEWS_ID, {NEWS_ID}),
        ("trong rung", NEWS_ID, {NEWS_ID}),
        ("TRỒNG RỪNG", NEWS_ID, {NEWS_ID}),
        ("uỷ ban khen", NEWS_ID, {NEWS_ID}),
        ("hòa giải", REPORT_ID, {REPORT_ID}),
        ("hoà giải", REPORT_ID, {REPORT_ID}),
        ("kết nạp đảng viên", GUIDANCE_ID, {PLAN_ID, REPORT_ID, GUIDANCE_ID}),
        ('"kết nạp đảng viên"', GUIDANCE_ID, {PLAN_ID, GUIDANCE_ID}),
        ('"ket nap 118"', REPORT_ID, {REPORT_ID}),
        ("21-KH/ĐUK", PLAN_ID, {PLAN_ID, REPORT_ID}),
        ("21 kh duk", PLAN_ID, {PLAN_ID, REPORT_ID}),
        ("ke hoach so 21 – kh / duk", PLAN_ID, {PLAN_ID, REPORT_ID}),
        ("21-KH", PLAN_ID, {PLAN_ID, REPORT_ID}),
        ("07 hd btctu", GUIDANCE_ID, {GUIDANCE_ID, PLAN_ID}),
        ("46-BC/ĐUK", REPORT_ID, {REPORT_ID}),
        ("đảng viên -kỷ -kiểm", GUIDANCE_ID, {PLAN_ID, REPORT_ID, GUIDANCE_ID}),
        ("loai:kế hoạch", PLAN_ID, {PLAN_ID}),
        ("đảng viên tu:2/12/2016", REPORT_ID, {REPORT_ID}),
        ("đảng viên den:2/2016", GUIDANCE_ID, {GUIDANCE_ID}),
        ("tu:2016 den:2016", REPORT_ID, {PLAN_ID, REPORT_ID, GUIDANCE_ID}),
        ('cơ quan:"đảng ủy khối"', REPORT_ID, {PLAN_ID, REPORT_ID}),
        ("coquan:tỉnh ủy", GUIDANCE_ID, {GUIDANCE_ID}),
        ("cap:tỉnh", REPORT_ID, {PLAN_ID, REPORT_ID, GUIDANCE_ID}),
    ],
)
def test_what_is_found_and_what_comes_first(filled: Engine, query: str, first: int, found: set[int]) -> None:
    answer = ids(filled, query)
    assert answer[0] == first
    assert set(answer) == found


@pytest.mark.parametrize(
    "query", ["rặng", '"đảng viên kết nạp"', "99-KH/ĐUK", "loai:tờ trình", "trồng rừng tu:2016", "rừng -trồng", "12-BC"]
)
def test_what_is_not_there(filled: Engine, query: str) -> None:
    answer = search(filled, query)
    assert answer.works == ()
    assert answer.total == 0


def test_marks_typed_are_meant(engine: Engine) -> None:
    fill(engine, plain("bàn ghế mới"), plain("bán hàng"), plain("ban hành"))
    assert ids(engine, "bán") == [1]
    assert set(ids(engine, "ban")) == {0, 1, 2}


def test_a_word_without_marks_among_words_with_marks_ranks_as_typed(engine: Engine) -> None:
    fill(engine, plain("công ăn việc làm"), plain("công an huyện"))
    assert ids(engine, "công an") == [1, 0]


def test_places_are_exact(filled: Engine) -> None:
    document = made(REPORT)
    place = search(filled, "hòa giải").works[0][0]
    assert "hoà giải 12 vụ" in place.span.of(document.text)
    assert place.span.of(document.text).startswith("I. Kết quả")
    assert [heading.of(document.text) for heading in place.headings] == ["I. Kết quả"]
    assert (place.document, place.work, place.page) == (REPORT_ID, REPORT_ID, None)


def test_works_group_their_renditions(engine: Engine) -> None:
    draft, final, other = made(REPORT), made(REPORT + "\nNơi nhận: như trên.\n"), made(NEWS)
    engine.put([record(1, draft, work=7), record(2, final, work=7), record(3, other, work=8)])
    engine.commit(1)
    answer = search(engine, "hoà giải")
    assert answer.total == 1
    assert {place.document for place in answer.works[0]} == {1, 2}
    assert all(place.work == 7 for place in answer.works[0])


@pytest.mark.parametrize(
    ("viewer", "found"),
    [
        (Viewer(), {0}),
        (Viewer(frozenset({"MẬT"})), {0, 1}),
        (Viewer(frozenset({"TỐI MẬT"})), {0, 2}),
        (Viewer.everything(), {0, 1, 2}),
        (Viewer(frozenset({"tối mật "})), {0, 2}),
        (Viewer(frozenset({"không có nhãn này"})), {0}),
        (Viewer(frozenset({"MAT", "open"})), {0}),
    ],
)
def test_the_viewer_sees_only_open_labels(engine: Engine, viewer: Viewer, found: set[int]) -> None:
    fill(engine, plain("báo cáo mở"), plain("báo cáo kín", secrecy="MẬT"), plain("báo cáo rất kín", secrecy="Tối mật"))
    for query in ("báo cáo", "bao cao", '"báo cáo"'):
        answer = search(engine, query, viewer)
        assert {places[0].document for places in answer.works} == found
        assert answer.total == len(found)
    assert {place.document for place in engine.places(parse("báo cáo"), viewer)} == found
    assert engine.passages(viewer) == len(found)


@pytest.mark.parametrize(
    ("hidden", "unknown"), [("zombie", "zombia"), ("quần thần", "quần thàn"), ("kỹ trị", "kĩ trỉ"), ("zombie báo cáo", "zombia báo cáo")]
)
def test_a_word_that_stands_only_where_the_viewer_may_not_look_is_an_unknown_word(engine: Engine, hidden: str, unknown: str) -> None:
    fill(engine, plain("báo cáo mở"), plain("quần thần zombie kỹ trị", secrecy="MẬT"))
    one, other = search(engine, hidden, Viewer()), search(engine, unknown, Viewer())
    assert (one.total, one.relaxed, one.facets) == (other.total, other.relaxed, other.facets)
    assert search(engine, hidden, Viewer(frozenset({"MẬT"}))).total > 0


def test_counts_without_a_list(filled: Engine) -> None:
    whole, counts = search(filled, "đảng viên"), filled.search(parse("đảng viên"), EVERYTHING, limit=0)
    assert (counts.works, counts.total, counts.facets) == ((), whole.total, whole.facets)
    assert whole.total > 0


def test_facets_count_works_and_agree_with_the_list(filled: Engine) -> None:
    answer = search(filled, "đảng viên")
    for name in ("type", "issuer", "year", "level"):
        for count in getattr(answer.facets, name):
            assert count.works <= answer.total
    assert {(count.value, count.works) for count in answer.facets.type} == {("Kế hoạch", 1), ("Báo cáo", 1), ("Hướng dẫn", 1)}
    assert [(count.value, count.works) for count in answer.facets.year] == [("2016", 3)]
    for count in answer.facets.type:
        assert search(filled, f'đảng viên loai:"{count.value}"').total == count.works
    assert filled.search(parse("đảng viên"), EVERYTHING, facets=False).facets.type == ()


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (None, "2016", {0, 1, 2}),
        ("2016", "2016", {1, 2}),
        ("2016-06", None, {1, 2, 3}),
        (None, "2016-06", {0, 1}),
        ("2016-07", "2017-01-01", {2, 3}),
        (None, "2015-12", {0}),
    ],
)
def test_dates_of_filters_may_be_years_and_months(engine: Engine, first: str | None, last: str | None, found: set[int]) -> None:
    fill(engine, *(plain("báo cáo", date=date) for date in ("2015-12-31", "2016-06-30", "2016-12-31", "2017-01-01")))
    answer = engine.search(parse("báo cáo", Filters(date_from=first, date_to=last)), EVERYTHING)
    assert {places[0].document for places in answer.works} == found


def test_filters_of_one_kind_are_alternatives(filled: Engine) -> None:
    assert set(ids(filled, "", filters=Filters(types=("Kế hoạch", "Báo cáo")))) == {PLAN_ID, REPORT_ID}
    assert set(ids(filled, "", filters=Filters(levels=("provincial", "central")))) == {PLAN_ID, REPORT_ID, GUIDANCE_ID}
    assert ids(filled, "", filters=Filters(types=("Kế hoạch",), date_from="2017-01-01")) == []


def test_a_filter_alone_lists_the_newest_first(filled: Engine) -> None:
    assert ids(filled, "tu:2016") == [REPORT_ID, PLAN_ID, GUIDANCE_ID]


def test_pages_of_a_result_are_apart_and_whole(engine: Engine) -> None:
    fill(engine, *(plain(f"báo cáo số {i} về trồng rừng " * (1 + i % 3)) for i in range(25)))
    query = parse("trồng rừng")
    pages = [[places[0].work for places in engine.search(query, EVERYTHING, limit=10, offset=offset).works] for offset in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert sorted(work for page in pages for work in page) == list(range(25))
    assert {engine.search(query, EVERYTHING, limit=10, offset=offset).total for offset in (0, 10, 20, 30)} == {25}


def test_scores_fall_and_equal_ones_stand_newest_first(engine: Engine) -> None:
    fill(engine, *(plain("trồng rừng phòng hộ", date=f"20{i:02d}-01-01") for i in (10, 12, 11)))
    answer = search(engine, "trồng rừng")
    assert [places[0].document for places in answer.works] == [1, 2, 0]
    scores = [places[0].score for places in answer.works]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("query", "relaxed", "first"),
    [
        ("trồng rừng", "", NEWS_ID),
        ("trồng rừnng", "spelling", NEWS_ID),
        ("trông rừng", "spelling", NEWS_ID),
        ("rừng chưatừngcó", "fewer-words", NEWS_ID),
        ("rừng đảng hoà", "fewer-words", REPORT_ID),
    ],
)
def test_words_are_read_more_freely_only_where_nothing_is_found(filled: Engine, query: str, relaxed: str, first: int) -> None:
    answer = search(filled, query)
    assert answer.relaxed == relaxed
    assert first in {places[0].document for places in answer.works}


def test_nothing_is_visible_before_a_commit_and_nothing_of_a_lost_one(opener: Opener, tmp_path: Path) -> None:
    first = opener(tmp_path)
    assert first.generation() == -1
    fill(first, made(NEWS))
    first.put([record(1, made(PLAN))])
    assert ids(first, "kế hoạch") == []
    first.close()
    second = opener(tmp_path)
    assert (second.generation(), second.documents()) == (1, frozenset({0}))
    second.put([record(1, made(PLAN))])
    second.commit(5)
    second.close()
    third = opener(tmp_path)
    assert (third.generation(), third.documents()) == (5, frozenset({0, 1}))
    third.close()


def test_a_reader_sees_the_commits_of_the_writer(opener: Opener, tmp_path: Path) -> None:
    writer, reader = opener(tmp_path), opener(tmp_path)
    fill(writer, made(NEWS))
    assert reader.generation() == 1
    assert ids(reader, "trồng rừng") == [0]
    reader.close()
    writer.close()


def test_a_document_is_replaced_whole_and_taken_out_whole(filled: Engine) -> None:
    before = filled.passages(EVERYTHING)
    filled.put([record(PLAN_ID, made(NEWS))])
    filled.put([record(PLAN_ID, made(NEWS + "\nthêm một dòng"))])
    filled.commit(2)
    assert set(ids(filled, "trồng rừng")) == {PLAN_ID, NEWS_ID}
    assert ids(filled, "21-KH/ĐUK") == [REPORT_ID]
    filled.remove([NEWS_ID, PLAN_ID])
    filled.commit(3)
    assert filled.documents() == frozenset({REPORT_ID, GUIDANCE_ID})
    assert filled.places(parse("trồng rừng"), EVERYTHING) == ()
    assert filled.passages(EVERYTHING) < before
    filled.clear()
    filled.commit(4)
    assert (filled.documents(), filled.passages(EVERYTHING), filled.generation()) == (frozenset(), 0, 4)


def test_a_second_writer_is_refused(filled: Engine, opener: Opener, tmp_path: Path) -> None:
    filled.put([record(9, made(NEWS))])
    other = opener(tmp_path)
    with pytest.raises(ArchiveError) as caught:
        other.put([record(10, made(NEWS))])
    assert caught.value.code == "archive-busy"
    other.close()


def test_odd_texts_are_indexed(engine: Engine) -> None:
    odd = ["", "\n\t ", "x" * 100_000, "\u0301\u0301", "a\0b", "😀 đảng", "\ufffe\uffff viên", "_ __ " * 50]
    fill(engine, *(plain(text) for text in odd))
    assert ids(engine, "đảng") == [5]
    assert ids(engine, "x" * 500) == [2]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(query=st.text(max_size=60) | st.text('"-: loaitừuđn0129/.KHĐhdaâ“”', max_size=40))
def test_any_query_is_answered_or_a_query_error(filled: Engine, query: str) -> None:
    try:
        asked = parse(query)
    except QueryError:
        return
    answer = filled.search(asked, NOBODY)
    assert answer.total >= len(answer.works)
    assert all(places for places in answer.works)


def test_record_of_a_made_document() -> None:
    assert isinstance(record(1, made(PLAN)), Record)
