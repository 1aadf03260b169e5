"""Who asks: every question to an archive says which secrecy labels the asker may see."""

from __future__ import annotations

from msgspec import Struct, structs

from core.text import squeezed

SECRECY_LABELS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
"""Degrees of secrecy, lowest first (Luật Bảo vệ bí mật nhà nước)."""


class Viewer(Struct, frozen=True):
    """The labels (``SECRECY_LABELS``, in any letter case) that one may see; documents without a label are open to every viewer."""

    labels: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        structs.force_setattr(self, "labels", frozenset(squeezed(label).upper() for label in self.labels))

    @classmethod
    def everything(cls) -> Viewer:
        """The owner of the archive at their own machine."""
        return cls(frozenset(SECRECY_LABELS))

    def may_see(self, label: str | None) -> bool:
        """True where a document with this label (None: no label) is open to the viewer; letter case and blanks do not matter."""
        return label is None or squeezed(label).upper() in self.labels
