"""The text language of the sample documents: what a source says, and what a check says of a source."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpora.vk.__main__ import main
from corpora.vk.check import findings_of
from corpora.vk.figures import readings
from corpora.vk.findings import whole_text
from corpora.vk.outline import addresses, label_of
from corpora.vk.parse import VkError, parse_source, unmark
from corpora.vk.world import World, fact_values

HEAD = """form: dang
level: cap-tren
parent: TỈNH ỦY TRƯỜNG GIANG
issuer: ĐẢNG ỦY KHỐI DOANH NGHIỆP TỈNH
number: 12 – KH/ĐUK
number_normal: 12-KH/ĐUK
date_line: Trường Giang, ngày 05 tháng 3 năm 2019
place: Trường Giang
date: 2019-03-05
type: KẾ HOẠCH
abstract: kiểm tra việc thu, nộp đảng phí năm 2019
---
"""
WORLD = World(
    {
        "x": {"number": "12-KH/ĐUK", "date": "2019-03-05"},
        "huong-dan-03": {"number": "03-HD/BTCTU", "date": "2019-01-15"},
    },
    {"duk": {"name": "Đảng ủy Khối doanh nghiệp tỉnh"}},
    {"dv.2018": Decimal(1204)},
)


def source(body: str, truth: str = "", head: str = HEAD):
    return parse_source(f"{head}{body}\n{f'==={chr(10)}{truth}' if truth else ''}", "x")


def said(body: str, truth: str = "", head: str = HEAD) -> list[tuple[str, str]]:
    return [(finding.level, finding.message) for finding in findings_of(source(body, truth, head), WORLD)]


def errors(body: str, truth: str = "", head: str = HEAD) -> str:
    return "\n".join(message for level, message in said(body, truth, head) if level == "error")


def hints(body: str) -> str:
    return "\n".join(message for level, message in said(body) if level == "hint")


def test_marks_nest_and_point_into_the_plain_text():
    marked = unmark("Giao ⟦q id=Q1; what=báo cáo⟧⟦o opt⟧chi bộ⟦/⟧ báo cáo ⟦i value=2; unit=lần⟧02⟦/⟧ lần⟦/⟧.", "x:1")
    assert marked.text == "Giao chi bộ báo cáo 02 lần."
    assert [(mark.kind, marked.text[mark.start : mark.end]) for mark in marked.marks] == [
        ("q", "chi bộ báo cáo 02 lần"),
        ("o", "chi bộ"),
        ("i", "02"),
    ]
    assert marked.marks[1].attributes == {"opt": "yes"}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("⟦r number=1⟧Kế hoạch 1", "not closed"),
        ("Kế hoạch⟦/⟧ 1", "without a beginning"),
        ("⟦z⟧Kế hoạch⟦/⟧", "no mark is called 'z'"),
        ("Kế hoạch⟧ 1", "stray"),
        ("⟦o ⟧ Đảng ủy⟦/⟧", "blank at an end"),
        ("⟦o⟧⟦/⟧", "nothing"),
        ("⟦i value=1; sure⟧1⟦/⟧", "'sure'"),
        ("@middle Phụ lục", "@middle"),
        ("| a | b |\n| c |", "1 cells"),
    ],
)
def test_what_breaks_the_language_is_named_with_its_line(line, complaint):
    with pytest.raises(VkError, match=r"x:1[34]: .*") as caught:
        source(line)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("truth", "complaint"),
    [('{"arith": "sum", "sums": []}', "'sums'"), ('{"claim": 1}', "no known kind"), ("{", "truth line")],
)
def test_a_truth_line_that_says_nothing_known_is_named(truth, complaint):
    with pytest.raises(VkError, match=complaint):
        source("Một đoạn.", truth)


def test_blocks_tables_breaks_and_parts():
    parsed = source(
        "~ Trang chủ\n# [I] I- MỤC ĐÍCH\n[I.1] 1. Việc thứ nhất.\n@bold QUYẾT ĐỊNH:\n@landscape\n@table caption=Biểu 1; unit=người\n"
        "| TT | Đảng viên | < |\n| ^ | Nam | Nữ |\n|---|---|---|\n| 1 | 20 | 11 |\n// ghi chú\n@part attached\ntype: QUY CHẾ\n---\n[Đ1] Điều 1. Phạm vi"
    )
    first, second = parsed.parts
    assert [block.kind for block in first.blocks] == ["chrome", "heading", "paragraph", "paragraph", "landscape", "table"]
    assert (first.blocks[1].level, first.blocks[1].address, first.blocks[3].align) == (1, "I", "bold")
    table = first.blocks[5]
    assert table.heads == 2
    assert table.options == {"caption": "Biểu 1", "unit": "người"}
    assert [[cell.merged for cell in row] for row in table.rows[:2]] == [["", "", "left"], ["up", "", ""]]
    assert (second.role, second.head["type"], second.blocks[0].address) == ("attached", "QUY CHẾ", "Đ1")
    assert [block.line for block in second.blocks] == [27]


def test_a_number_that_waits_for_its_stamp_keeps_its_blanks():
    head = HEAD.replace("number: 12 – KH/ĐUK\nnumber_normal: 12-KH/ĐUK", "number:       -KH/ĐUK\nmissing: number=blank")
    assert source("Một.", head=head).head["number"] == "      -KH/ĐUK"
    assert errors("Một.", head=head) == ""


@pytest.mark.parametrize(
    ("line", "form", "components"),
    [
        ("Phần thứ hai: KẾT QUẢ", "phan", ("P2",)),
        ("Chương IV", "chuong", ("C4",)),
        ("Mục 2", "muc", ("M2",)),
        ("Điều 12. Hiệu lực", "dieu", ("Đ12",)),
        ("A. TÌNH HÌNH", "letter", ("A",)),
        ("IV- NHIỆM VỤ", "roman", ("IV",)),
        ("1.2. Công tác tổ chức", "number", ("1", "2")),
        ("3) Công tác kiểm tra", "number", ("3",)),
        ("đ) Chi bộ", "small", ("đ",)),
        ("Thứ hai, tập trung", "spelled", ("thứ-hai",)),
        ("(2) Về công tác cán bộ", "bracketed", ("(2)",)),
        ("Một là, quán triệt", "spelled", ("một",)),
        ("– Lãnh đạo", "hyphen", ("–",)),
        ("+ Tốt: 3 chi bộ", "plus", ("+",)),
    ],
)
def test_labels(line, form, components):
    found = label_of(line)
    assert found is not None
    assert found[:2] == (form, components)


@pytest.mark.parametrize("line", ["Thực hiện Kế hoạch số 12-KH/ĐUK", "2019 là năm", "12 chi bộ", "Ban Thường vụ", "I am"])
def test_lines_without_a_label(line):
    assert label_of(line) is None


def test_addresses_follow_the_labels_and_the_writers_corrections():
    body = "# I- A\n1. B\na) C\n- D\n- E\n+ F\n# II- G\n1.1. H\n[III.7] 7. K\na) L\nĐiều 5. M\n2. N\na) O"
    assert addresses(source(body).parts[0].blocks) == [
        "I", "I.1", "I.1.a", "I.1.a.-1", "I.1.a.-2", "I.1.a.-2.+1", "II", "II.1", "III.7", "III.7.a", "Đ5", "Đ5.2", "Đ5.2.a",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "value"),
    [("1.204", "1204"), ("12,5%", "12.5"), ("45 678 900", "45678900"), ("05", "5"), ("31.5", "31.5"), ("1.204,75", "1204.75")],
)
def test_digits_are_read_as_an_office_writes_them(written, value):
    assert Decimal(value) in readings(written.rstrip("%"))


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("⟦i value=13; unit=chi bộ⟧12⟦/⟧ chi bộ", "does not say value=13"),
        ("⟦i unit=chi bộ⟧12⟦/⟧ chi bộ", "has a value"),
        ("⟦i value=1240; unit=đảng viên; fact=dv.2018⟧1.240⟦/⟧ đảng viên", "is 1204"),
        ("⟦r type=Hướng dẫn; number=04-HD/BTCTU; doc=huong-dan-03⟧Hướng dẫn 04-HD/BTCTU⟦/⟧", "has the number 03-HD/BTCTU"),
        ("⟦r number=03-HD/BTCTU; date=2019-01-16; doc=huong-dan-03⟧Hướng dẫn 03-HD/BTCTU⟦/⟧ ngày 16/01/2019", "is of 2019-01-15"),
        ("⟦r number=03-HD/BTCTU; doc=huong-dan-30⟧Hướng dẫn 03-HD/BTCTU⟦/⟧", "no register.csv"),
        ("⟦r number=03-HD/BTCTU; issuer=Ban Tổ chức Huyện ủy⟧Hướng dẫn 03-HD/BTCTU⟦/⟧ của Ban Tổ chức Tỉnh ủy", "not written anywhere"),
        ("⟦r type=Hướng dẫn⟧Hướng dẫn⟦/⟧", "number, ordinal, term"),
        ("⟦o is=bk⟧Đảng ủy Khối⟦/⟧", "no bodies.csv"),
        ("⟦q id=Q1⟧Các chi bộ báo cáo⟦/⟧", "q has a what"),
        ("[II] I- MỤC ĐÍCH", "does not agree"),
        ("[I.1] 1. Một\n[I.1] 1. Hai", "was given in line 13"),
    ],
)
def test_errors(body, complaint):
    assert complaint in errors(body)


@pytest.mark.parametrize(
    ("body", "truth", "complaint"),
    [
        ("⟦i id=a; value=3; unit=x⟧3⟦/⟧ ⟦i id=b; value=1; unit=x⟧1⟦/⟧ ⟦i id=c; value=1; unit=x⟧1⟦/⟧", '{"arith": "sum", "ids": ["a", "b", "c"], "holds": true}', "computed False"),
        ("⟦i id=a; value=3; unit=x⟧3⟦/⟧", '{"arith": "sum", "ids": ["a", "b", "c"], "holds": true}', "no figure has the id b"),
        ("Một. Một.", '{"fault": "sum", "quote": "Một.", "expect": "…"}', "found 2 times"),
        ("Một.", '{"fault": "sums", "quote": "Một.", "expect": "…"}', "no fault is called sums"),
        ("Một.", '{"role": "results", "at": "I"}', "unknown role or address"),
    ],
)  # fmt: skip
def test_errors_of_truth_lines(body, truth, complaint):
    assert complaint in errors(body, truth)


@pytest.mark.parametrize(
    ("ids", "kind", "body"),
    [
        ('["p", "a", "b"]', "percent", "⟦i id=p; value=53.45; unit=%⟧53,45%⟦/⟧ ⟦i id=a; value=31; unit=x⟧31⟦/⟧ ⟦i id=b; value=58; unit=x⟧58⟦/⟧"),
        ('["p", "a"]', "percent", "⟦i id=p; value=53.4; unit=%⟧53,4%⟦/⟧ ⟦i id=a; value=31; denominator=58; unit=x⟧31/58⟦/⟧"),
        ('["p", "a", "b"]', "growth", "⟦i id=p; value=25; unit=%⟧25%⟦/⟧ ⟦i id=a; value=50; unit=x⟧50⟦/⟧ ⟦i id=b; value=40; unit=x⟧40⟦/⟧"),
        ('["p", "a", "b"]', "difference", "⟦i id=p; value=10; unit=x⟧10⟦/⟧ ⟦i id=a; value=50; unit=x⟧50⟦/⟧ ⟦i id=b; value=40; unit=x⟧40⟦/⟧"),
        ('["p", "a"]', "restatement", "⟦i id=p; value=10; unit=x⟧10⟦/⟧ ⟦i id=a; value=10; unit=x⟧10⟦/⟧"),
    ],
)  # fmt: skip
def test_arithmetic_is_computed_to_the_printed_digits(ids, kind, body):
    assert errors(body, f'{{"arith": "{kind}", "ids": {ids}, "holds": true}}') == ""
    assert "computed True" in errors(body, f'{{"arith": "{kind}", "ids": {ids}, "holds": false}}')


def test_a_planted_fault_excuses_the_value_that_it_quotes():
    body = "Có ⟦i value=1240; unit=đảng viên; fact=dv.2018⟧1.240⟦/⟧ đảng viên."
    assert errors(body, '{"fault": "restated-differently", "quote": "Có 1.240 đảng viên", "expect": "1.204"}') == ""


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("Thực hiện Hướng dẫn 03-HD/BTCTU", "has no r"),
        ("Kết nạp 15 đảng viên", "digits without a mark"),
        ("Đảng ủy Khối doanh nghiệp tỉnh chỉ đạo", "body without o"),
        ("1. Việc", "has no address"),
        ("| Đơn vị | Số |\n| A | 3 |\n| B | 4 |\n| Cộng | 8 |", "give 7"),
    ],
)
def test_what_looks_forgotten_is_hinted_at(body, hint):
    assert hint in hints(body)


def test_dates_periods_and_labels_ask_for_no_mark():
    assert "digits" not in hints("[1] 1. Từ ngày 05/3/2019 đến 30 tháng 6 năm 2019, quý 2, nhiệm kỳ 2015-2020, Điều 5, lúc 8 giờ 30")


def test_head_errors():
    assert "form is one of" in errors("Một.", head=HEAD.replace("form: dang", "form: party"))
    assert "does not say 2019-03-06" in errors("Một.", head=HEAD.replace("date: 2019-03-05", "date: 2019-03-06"))
    assert "is not number_normal" in errors("Một.", head=HEAD.replace("number_normal: 12-KH/ĐUK", "number_normal: 13-KH/ĐUK"))
    assert errors("Một.") == ""


def test_whole_text_leaves_chrome_and_remarks_out():
    assert (
        whole_text(source("~ Menu\n// ghi chú\nMột.\n| a | ⟦o⟧Đảng ủy⟦/⟧ |"))
        == "kiểm tra việc thu, nộp đảng phí năm 2019\nMột.\na\nĐảng ủy"
    )


def test_the_command_numbers_checks_and_counts(tmp_path, capsys):
    path = tmp_path / "x.vk"
    path.write_text(HEAD + "# I- MỤC ĐÍCH\n1. Một ⟦o opt⟧chi bộ⟦/⟧.\n", "utf-8")
    assert main(["number", str(path)]) == 0
    assert path.read_text("utf-8") == HEAD + "# [I] I- MỤC ĐÍCH\n[I.1] 1. Một ⟦o opt⟧chi bộ⟦/⟧.\n"
    assert main(["check", str(path)]) == 1
    assert "stands in no row of register.csv" in capsys.readouterr().out
    path.write_text("form: dang\n", "utf-8")
    assert main(["check", str(path)]) == 1
    assert "no line '---'" in capsys.readouterr().out
    path.write_text(HEAD + "Một ⟦o opt⟧chi bộ⟦/⟧.\n", "utf-8")
    assert main(["count", str(path)]) == 0
    assert "documents 1" in capsys.readouterr().out
    assert main([]) == 2


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("3012", {"a": "3012"}),
        ("98,9", {"a": "98.9"}),
        ("2.460", {"a": "2460"}),
        ("118;64;1.042,5", {"a.1": "118", "a.2": "64", "a.3": "1042.5"}),
        ("3-4", {}),
    ],
)
def test_facts_are_written_as_an_office_writes_numbers(written, values):
    assert {name: str(value) for name, value in fact_values("a", written)} == values
