"""Trouble in one page or block, kept in the Document as a partial result."""

from __future__ import annotations

from msgspec import Struct

from core.messages import filled, message


class Problem(Struct, frozen=True):
    """Something that a user should know: a code of ``core/messages.py``, its arguments, and the place (page from 1, part of the file)."""

    code: str
    args: dict[str, str] = {}
    page: int | None = None
    part: str | None = None

    def text(self, language: str = "vi") -> str:
        """What happened, in Vietnamese ("vi") or English ("en")."""
        return filled(message(self.code, language).what, self.args)

    def hint(self, language: str = "vi") -> str:
        """What to do about it."""
        return filled(message(self.code, language).hint, self.args)
