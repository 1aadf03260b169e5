"""What an archive answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.document import Document
from core.errors import QueryError
from core.spans import Span
from core.text import folded
from core.viewer import Viewer
from index.archive import Archive
from index.query import Filters
from tests.index_documents import EVERYTHING, GUIDANCE, NEWS, NOBODY, PLAN, REPORT, made, plain, stored

DOCUMENTS = [made(PLAN), made(REPORT), made(GUIDANCE), made(NEWS)]
PLAN_AT, REPORT_AT, GUIDANCE_AT, NEWS_AT = (f"/vh/{i}.txt" for i in range(4))


def opened(folder: Path, *documents: Document) -> Archive:
    stored(folder, *documents).close()
    return Archive.open(folder)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with opened(tmp_path, *DOCUMENTS) as archive:
        yield archive


def test_a_search_gives_works_with_places_that_can_be_shown(archive: Archive) -> None:
    result = archive.search("hòa giải", EVERYTHING)
    assert (result.total, len(result.hits), result.relaxed) == (1, 1, "")
    hit = result.hits[0].best
    assert hit.entry.path == REPORT_AT
    assert hit.entry.title == "Báo cáo kết quả thực hiện Kế hoạch số 21-KH/ĐUK"
    assert (hit.entry.number, hit.entry.date, hit.entry.type) == ("46-BC/ĐUK", "2016-12-02", "Báo cáo")
    assert hit.passage.heading == "I. Kết quả"
    assert hit.passage.text == hit.passage.span.of(DOCUMENTS[1].text)
    assert [span.of(DOCUMENTS[1].text) for span in hit.passage.highlights] == ["hoà", "giải"]
    assert "hoà giải" in hit.passage.snippet_text
    assert 0 < result.took < 5


@pytest.mark.parametrize("query", ["kết nạp", "ket nap", '"kết nạp đảng viên"', "21-KH/ĐUK", "kế hoạch 21 kh duk", "trông rừng", "uỷ ban"])
def test_highlights_are_exact_spans_of_the_document(archive: Archive, query: str) -> None:
    texts = {entry.id: entry.text for entry in DOCUMENTS}
    result = archive.search(query, EVERYTHING)
    assert result.hits
    wanted = folded(query)
    for work in result.hits:
        for hit in work.hits:
            for span in hit.passage.highlights:
                assert hit.passage.span.contains(span)
                words = folded(span.of(texts[hit.entry.id])).replace("-", " ").replace("/", " ").split()
                assert set(words) & set(wanted.replace("-", " ").replace("/", " ").replace('"', " ").split())


def test_the_number_itself_is_highlighted_however_it_is_written(archive: Archive) -> None:
    result = archive.search("21kh/duk", EVERYTHING)
    assert [hit.best.entry.path for hit in result.hits] == [PLAN_AT, REPORT_AT]
    shown = {span.of(DOCUMENTS[1].text) for hit in result.hits[1].hits for span in hit.passage.highlights}
    assert shown == {"Kế hoạch số 21-KH/ĐUK", "Kế hoạch số 21 – KH/ĐUK"}


def test_find_number(archive: Archive) -> None:
    found = archive.find_number("21 – kh / duk", EVERYTHING)
    assert found.number == "21-KH/ĐUK"
    assert [[entry.path for entry in work] for work in found.works] == [[PLAN_AT]]
    assert [work.citations[0].entry.path for work in found.citing] == [REPORT_AT]
    nothing = archive.find_number("99-KH/ĐUK", EVERYTHING)
    assert (nothing.works, nothing.citing) == ((), ())
    with pytest.raises(QueryError) as caught:
        archive.find_number("đảng viên", EVERYTHING)
    assert caught.value.code == "query-number"


def test_who_cites_a_number_and_where(archive: Archive) -> None:
    (work,) = archive.citing("07-HD/BTCTU", EVERYTHING)
    (citation,) = work.citations
    assert citation.entry.path == PLAN_AT
    assert citation.reference.span.of(DOCUMENTS[0].text).endswith("07-HD/BTCTU")
    assert citation.sentence.startswith("Thực hiện Hướng dẫn số 07-HD/BTCTU")
    assert citation.sentence == citation.sentence_span.of(DOCUMENTS[0].text)


def test_nothing_cites_itself(tmp_path: Path) -> None:
    own = plain("Số 5-KH/TU và lại 5-KH/TU", number="5-KH/TU", date="2016-01-01", cites=("5-KH/TU",))
    undated = plain("Bản nháp 5-KH/TU nói về 5-KH/TU", number="5-KH/TU", cites=("5-KH/TU",))
    other = plain("Theo 5-KH/TU", number="6-KH/TU", date="2016-02-01", cites=("5-KH/TU",))
    with opened(tmp_path, own, undated, other) as archive:
        assert [work.citations[0].entry.number for work in archive.citing("5-KH/TU", EVERYTHING)] == ["6-KH/TU"]


def test_the_same_number_of_another_term_is_another_document(tmp_path: Path) -> None:
    from msgspec import structs

    document = plain("Thay thế 1-HD/TW năm 2011", number="1-HD/TW", date="2016-03-01", cites=("1-HD/TW",))
    document = document.with_(mentions=tuple(structs.replace(m, date="2011-04-01") for m in document.mentions))
    with opened(tmp_path, document) as archive:
        assert len(archive.citing("1-HD/TW", EVERYTHING)) == 1


def test_renditions_are_one_work(tmp_path: Path) -> None:
    final = REPORT + "\nNơi nhận: như trên.\n"
    with opened(tmp_path, made(REPORT), made(final), made(NEWS)) as archive:
        result = archive.search("hoà giải", EVERYTHING)
        assert result.total == 1
        assert {entry.path for entry in result.hits[0].renditions} == {"/vh/0.txt", "/vh/1.txt"}
        (citing,) = archive.citing("21-KH/ĐUK", EVERYTHING)
        assert len(citing.renditions) == 2
        assert {citation.entry.id for citation in citing.citations} == {citing.citations[0].entry.id}
        (work,) = archive.find_number("46-BC/ĐUK", EVERYTHING).works
        assert len(work) == 2


def test_figures(archive: Archive) -> None:
    every = archive.indicators(EVERYTHING)
    assert {"120", "45", "118", "98,3%", "12", "03", "350", "7"} <= {figure.text for figure in every}
    report = archive.indicators(EVERYTHING, number="46-BC/ĐUK")
    assert {figure.entry.path for figure in report} == {REPORT_AT}
    assert {figure.entry.path for figure in archive.indicators(EVERYTHING, path=NEWS_AT)} == {NEWS_AT}
    members = archive.indicators(EVERYTHING, unit="đảng viên")
    assert members
    assert all("đảng viên" in (figure.indicator.unit or "") for figure in members)
    about = archive.indicators(EVERYTHING, query="kết nạp đảng viên")
    assert {figure.entry.path for figure in about} >= {PLAN_AT, REPORT_AT}
    assert all("kết nạp" in (figure.sentence + " ".join(figure.headings)).casefold() for figure in about)
    assert archive.indicators(EVERYTHING, query="kết nạp đảng viên", number="46-BC/ĐUK")
    assert archive.indicators(EVERYTHING, path="/nowhere") == ()
    assert len(archive.indicators(EVERYTHING, limit=2)) == 2
    for figure in every:
        assert figure.text == figure.indicator.span.of(next(d.text for d in DOCUMENTS if d.id == figure.entry.id))


@pytest.mark.parametrize(
    ("reference", "path"),
    [(PLAN_AT, PLAN_AT), ("3.txt", NEWS_AT), ("vh/2.txt", GUIDANCE_AT), ("46 – bc / đuk", REPORT_AT), (DOCUMENTS[0].id, PLAN_AT)],
)
def test_a_document_by_path_number_or_id(archive: Archive, reference: str, path: str) -> None:
    found = archive.document(reference, EVERYTHING)
    assert found is not None
    assert found.entry.path == path
    assert found.document.text in {d.text for d in DOCUMENTS}
    assert archive.document(found.entry.id[:12], EVERYTHING) == found


@pytest.mark.parametrize("reference", ["", "không có", "/vh/9.txt", "99-KH/ĐUK", "ffffffffff", "'; DROP TABLE files; --", "%"])
def test_no_such_document(archive: Archive, reference: str) -> None:
    assert archive.document(reference, EVERYTHING) is None


def test_secret_documents_are_nowhere_for_those_who_may_not_see_them(tmp_path: Path) -> None:
    secret = made(REPORT, secrecy="Mật").with_(made_by={"pipeline": "0"})
    with opened(tmp_path, made(PLAN).with_(made_by={"pipeline": "0"}), secret) as archive:
        passages = archive.stats(NOBODY).passages
        for viewer, there in ((NOBODY, False), (Viewer(frozenset({"TỐI MẬT"})), False), (Viewer(frozenset({"MẬT"})), True)):
            assert (archive.search("hoà giải", viewer).total > 0) is there
            assert (archive.document("46-BC/ĐUK", viewer) is not None) is there
            assert (archive.document("/vh/1.txt", viewer) is not None) is there
            assert (archive.document(secret.id, viewer) is not None) is there
            assert (len(archive.citing("21-KH/ĐUK", viewer)) > 0) is there
            assert (len(archive.find_number("46-BC/ĐUK", viewer).works) > 0) is there
            assert (len(archive.indicators(viewer, number="46-BC/ĐUK")) > 0) is there
            assert (len(archive.indicators(viewer, query="hoà giải")) > 0) is there
            stats = archive.stats(viewer)
            assert (stats.documents, stats.paths, stats.works) == ((2, 2, 2) if there else (1, 1, 1))
            assert {count.value for count in stats.facets.type} == ({"Kế hoạch", "Báo cáo"} if there else {"Kế hoạch"})
            assert stats.due == stats.documents
            assert (stats.passages > passages) is there


def test_a_label_in_other_letters_opens_the_same_documents(tmp_path: Path) -> None:
    with opened(tmp_path, made(PLAN), made(REPORT, secrecy="Mật")) as archive:
        result = archive.search("đảng viên", Viewer(frozenset({"mật"})))
        assert (result.total, len(result.hits)) == (2, 2)


def test_names_of_bodies_in_facets_come_from_documents_that_may_be_seen(tmp_path: Path) -> None:
    hidden = made(PLAN.replace("ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH VĨNH HẢI", "Đảng uỷ khối các cơ quan tỉnh Vĩnh Hải"), secrecy="MẬT")
    with opened(tmp_path, hidden, made(REPORT)) as archive:
        facets = archive.search("đảng viên", NOBODY).facets
        assert [count.value for count in facets.issuer] == ["ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH VĨNH HẢI"]


def test_paths_of_hidden_documents_push_no_open_one_aside(tmp_path: Path) -> None:
    from index.ledger import Ledger, Look

    hidden, shown = made(REPORT, secrecy="MẬT"), made(PLAN)
    catalogue = stored(tmp_path, hidden, shown)
    ledger = Ledger(catalogue)
    with catalogue.transaction():
        for i in range(30):
            ledger.put_path(Look(f"/a/{i:02}/ban.txt", 1, 1), ledger.file_at("/vh/0.txt"), 1)
        ledger.put_path(Look("/z/ban.txt", 1, 1), ledger.file_at("/vh/1.txt"), 1)
    with Archive(catalogue) as archive:
        found = archive.document("ban.txt", NOBODY)
        assert found is not None
        assert found.entry.number == "21-KH/ĐUK"


def test_stats(archive: Archive) -> None:
    stats = archive.stats(EVERYTHING)
    assert (stats.files, stats.paths, stats.documents, stats.works, stats.failed, stats.due) == (4, 4, 4, 4, 0, 0)
    assert stats.references >= 3
    assert stats.indicators >= 6
    assert stats.characters == sum(len(document.text) for document in DOCUMENTS)
    assert stats.bytes > 50_000
    assert stats.passages >= 8


def test_stats_while_another_process_takes_files_of_the_engine_away(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = Path.rglob

    def and_one_gone(folder: Path, pattern: str) -> list[Path]:
        return [*inside(folder, pattern), folder / "merged-meanwhile.store"]

    monkeypatch.setattr(Path, "rglob", and_one_gone)
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    assert archive.stats(EVERYTHING).bytes > 50_000


def test_documents_of_an_earlier_version_are_due(tmp_path: Path) -> None:
    old = made(NEWS).with_(made_by={"pipeline": "0"})
    with opened(tmp_path, made(PLAN), old) as archive:
        assert archive.stats(EVERYTHING).due == 1


def test_facets_show_issuers_as_printed(archive: Archive) -> None:
    result = archive.search("đảng viên", EVERYTHING)
    assert "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH VĨNH HẢI" in {count.value for count in result.facets.issuer}


def test_filters_beside_the_words(archive: Archive) -> None:
    result = archive.search("đảng viên", EVERYTHING, filters=Filters(types=("Hướng dẫn",)))
    assert [hit.best.entry.path for hit in result.hits] == [GUIDANCE_AT]


def test_an_empty_archive_answers(tmp_path: Path) -> None:
    with Archive.open(tmp_path, create=True) as archive:
        assert archive.search("đảng", EVERYTHING).total == 0
        assert archive.stats(EVERYTHING).documents == 0
        assert archive.indicators(EVERYTHING) == ()
        assert archive.check() == ()
        assert archive.failures() == ()


def test_an_engine_that_is_gone_or_behind_comes_back(tmp_path: Path) -> None:
    import shutil

    with opened(tmp_path, *DOCUMENTS) as archive:
        assert archive.search("trồng rừng", EVERYTHING).total == 1
    for engine in tmp_path.glob("tantivy-*"):
        shutil.rmtree(engine)
    with Archive.open(tmp_path) as archive:
        assert archive.search("trồng rừng", EVERYTHING).total == 1
        assert archive.check() == ()


@pytest.mark.parametrize("harm", ["meta.json", "segments"])
def test_a_damaged_engine_is_built_anew(tmp_path: Path, harm: str) -> None:
    with opened(tmp_path, *DOCUMENTS) as archive:
        assert archive.search("trồng rừng", EVERYTHING).total == 1
    (engine,) = tmp_path.glob("tantivy-*")
    if harm == "meta.json":
        (engine / "meta.json").write_text("{ no json")
    else:
        for file in engine.iterdir():
            if file.suffix in (".term", ".idx", ".store"):
                file.write_bytes(b"")
    with Archive.open(tmp_path) as archive:
        assert archive.repair() == 4
        assert archive.search("trồng rừng", EVERYTHING).total == 1
        assert archive.check() == ()


def test_check_tells_what_the_engine_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.embedded import Embedded

    with opened(tmp_path, *DOCUMENTS) as archive:
        archive.search("đảng", EVERYTHING)
    engine = Embedded.open(tmp_path)
    engine.remove([1])
    engine.commit(engine.generation())
    engine.close()
    with Archive.open(tmp_path) as archive:
        (problem,) = archive.check()
        assert (problem.code, problem.args) == ("archive-engine", {"missing": "1", "stale": "0"})
        assert archive.repair() == 4
        assert archive.check() == ()


def test_a_snippet_lies_in_its_passage(archive: Archive) -> None:
    for query in ("đảng", "kết nạp", "21-KH/ĐUK"):
        for work in archive.search(query, EVERYTHING).hits:
            for hit in work.hits:
                assert hit.passage.span.contains(hit.passage.snippet)
                assert isinstance(hit.passage.snippet, Span)
                assert hit.passage.snippet_text in hit.passage.text
