"""Lines of one paragraph: which of them go on with the one before."""

from __future__ import annotations

import pytest

from pipeline.drafts import RunDraft
from pipeline.readers import blocks

LINES = [
    (["Căn cứ Kế hoạch số 21-KH/ĐUK", "ngày 05/4/2018;"], 1),
    (["BÁO CÁO", "kết quả công tác đảng năm 2018"], 2),
    (["BÁO CÁO", "kết quả công tác đảng", "năm 2018"], 2),
    (["Ưu điểm", "Hạn chế"], 2),
    (["Về ưu điểm", "và hạn chế", "NGUYÊN NHÂN", "chủ quan"], 3),
]


def runs_of(lines: list[str]) -> list[RunDraft]:
    return [run for i, line in enumerate(lines) for run in ([RunDraft("\n")] if i else []) + [RunDraft(line)]]


@pytest.mark.parametrize(("lines", "count"), LINES)
def test_lines_that_go_on(lines: list[str], count: int) -> None:
    assert len(blocks.paragraph(runs_of(lines))) == count


def test_time_grows_with_the_lines_not_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    shown = blocks.shown

    def counted(run: RunDraft) -> str:
        nonlocal asked
        asked += 1
        return shown(run)

    monkeypatch.setattr(blocks, "shown", counted)
    for count in (200, 400):
        asked = 0
        blocks.paragraph(runs_of(["x 5 người"] * count))
        assert asked < 20 * count
