"""The wheel hook rewrites imports between folders, and nothing else."""

from __future__ import annotations

import pytest

from hatch_build import rewrite

CASES = [
    ("from core.spans import Span\n", "from vankien.core.spans import Span\n"),
    ("from core import spans\n", "from vankien.core import spans\n"),
    ("def f():\n    from index.archive import Archive\n", "def f():\n    from vankien.index.archive import Archive\n"),
    ("from corelib import x\n", "from corelib import x\n"),
    ("from vankien.contract import record\n", "from vankien.contract import record\n"),
    ("x = '\x0c\u2028'\nfrom core import spans\n", "x = '\x0c\u2028'\nfrom vankien.core import spans\n"),
    ("from . import core\n", "from . import core\n"),
    (
        "# from core.spans import Span\ntext = 'from core.spans import Span'\n",
        "# from core.spans import Span\ntext = 'from core.spans import Span'\n",
    ),
    ("from pipeline.run import (\n    read_file,\n)\n", "from vankien.pipeline.run import (\n    read_file,\n)\n"),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_rewrite(source, expected):
    assert rewrite(source) == expected


def test_an_import_that_would_stay_as_it_is_is_refused():
    with pytest.raises(SystemExit, match=r"a\.py:1: write 'from core\.spans import …'"):
        rewrite("from  core.spans import Span\n", "a.py")


def test_a_plain_import_between_folders_is_refused_with_its_line():
    with pytest.raises(SystemExit, match=r"a\.py:2: write 'from … import', not 'import core\.spans'"):
        rewrite("x = 1\nimport core.spans\n", "a.py")
