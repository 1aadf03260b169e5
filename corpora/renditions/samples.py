"""The five documents of ``corpora/samples``, with which the program is shown and tested.

python -m corpora.renditions.samples OUT     writes them anew
"""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec import Struct

from corpora.renditions.builders import build
from corpora.vk.parse import read_source
from corpora.vk.world import DOCUMENTS

HERE = Path(__file__).resolve().parents[1] / "samples"


class Sample(Struct, frozen=True):
    """A file of the samples: the document it is made of, and by which producer."""

    slug: str
    producer: str


SAMPLES = {
    "huong-dan-07-btctu.pdf": Sample("huong-dan-07-btctu-2018", "libreoffice"),
    "ke-hoach-21-duk.docx": Sample("ke-hoach-21-duk-2018", "word-2007-direct"),
    "quyet-dinh-118-duk.txt": Sample("quyet-dinh-118-duk-2018", "paste"),
    "bao-cao-46-duk.docx": Sample("bao-cao-46-duk-2018", "word-2016-styles"),
    "bao-cao-09-so-xay-dung.html": Sample("bao-cao-09-so-xay-dung-2018", "portal"),
}


def build_samples(out: Path) -> list[Path]:
    """Write every sample and give the files."""
    out.mkdir(parents=True, exist_ok=True)
    for name, sample in SAMPLES.items():
        source = read_source(DOCUMENTS / f"{sample.slug}.vk")
        build(source, name.rpartition(".")[2], out / name, sample.producer)
    return [out / name for name in SAMPLES]


if __name__ == "__main__":
    build_samples(Path(sys.argv[1]))
