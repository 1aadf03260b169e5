"""Trouble in one page or block, kept in the Document as a partial result."""

from __future__ import annotations

from msgspec import Struct

from core.messages import message


class Problem(Struct, frozen=True):
    """Something that a user should know: a code of ``core/messages.py``, its arguments, and the place (page from 1, part of the file)."""

    code: str
    args: dict[str, str] = {}
    page: int | None = None
    part: str | None = None

    def text(self, language: str = "vi") -> str:
        """What happened, in Vietnamese ("vi") or English ("en")."""
        return message(self.code, language).what.format_map(self.args)

    def hint(self, language: str = "vi") -> str:
        """What to do about it."""
        return message(self.code, language).hint.format_map(self.args)
