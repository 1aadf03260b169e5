"""One tree of errors. Each carries a code of ``core/messages.py``, its arguments and the place.

VankienError
├── ReadError            a file that gives nothing
│   ├── EmptyFile        0 bytes, or no text at all
│   ├── UnsupportedFormat
│   ├── DamagedFile
│   ├── PasswordNeeded
│   ├── TooLarge
│   ├── TimedOut
│   ├── ReaderDied
│   ├── ReaderFailed     a mistake of ours, not of the file
│   └── Unreachable      no permission, not found, not a file, folder loop, I/O
├── ArchiveError         missing, damaged, made by another version, busy, disk full
├── QueryError
└── MissingExtra
"""

from __future__ import annotations

from core.messages import filled, message
from core.problems import Problem


class VankienError(Exception):
    """Base of all errors of vankien. ``place`` is the file or archive concerned."""

    code = "read-failed"

    def __init__(self, place: str | None = None, *, code: str | None = None, **args: object) -> None:
        self.code = code or type(self).code
        self.place = place
        self.args_ = {name: str(value) for name, value in args.items()}
        super().__init__(self.text("vi"))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.place, self.code, self.args_)

    def text(self, language: str = "vi") -> str:
        """What happened."""
        return filled(message(self.code, language).what, self.args_)

    def hint(self, language: str = "vi") -> str:
        """What to do about it."""
        return filled(message(self.code, language).hint, self.args_)

    def problem(self) -> Problem:
        """The same as data, to be stored and shown in a list."""
        return Problem(self.code, self.args_)


def _rebuild(kind: type[VankienError], place: str | None, code: str, args: dict[str, str]) -> VankienError:
    return kind(place, code=code, **args)


class ReadError(VankienError):
    """A file that gives nothing."""


class EmptyFile(ReadError):
    """The file has no bytes, or no text."""

    code = "empty"


class UnsupportedFormat(ReadError):
    """No reader for this content."""

    code = "unsupported"


class DamagedFile(ReadError):
    """The content breaks the rules of its format."""

    code = "damaged"


class PasswordNeeded(ReadError):
    """The content is encrypted."""

    code = "password"


class TooLarge(ReadError):
    """Size, pages or unpacked content beyond a limit."""

    code = "too-large"


class TimedOut(ReadError):
    """Reading took longer than allowed."""

    code = "timed-out"


class ReaderDied(ReadError):
    """The worker process ended without an answer."""

    code = "reader-died"


class ReaderFailed(ReadError):
    """The reader itself is at fault: an error that no content of a file should be able to cause."""

    code = "reader-failed"


class Unreachable(ReadError):
    """The operating system does not give the bytes."""

    code = "read-failed"


class ArchiveError(VankienError):
    """The archive cannot be opened or written."""

    code = "archive-damaged"


class QueryError(VankienError):
    """A search that cannot be understood."""

    code = "bad-query"


class MissingExtra(VankienError):
    """An optional part that is not installed."""

    code = "missing-extra"
