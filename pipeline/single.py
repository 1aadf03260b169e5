"""One file or text to a Document, in this process."""

from __future__ import annotations

import re
import stat
from hashlib import sha256
from pathlib import Path, PurePath

from msgspec import structs

from core.document import Document, File
from core.errors import DamagedFile, EmptyFile, ReaderFailed, ReadError, TooLarge, Unreachable
from core.problems import Problem
from core.settings import MEGABYTE, Limits
from pipeline.assemble import assemble
from pipeline.detect import Format, detect, misnamed
from pipeline.drafts import Reader
from pipeline.readers.txt import draft_of

DEFAULTS = Limits()

_SURROGATES = re.compile("[\ud800-\udfff]")


def text_document(text: str, name: str = "") -> Document:
    """The Document of a plain text, read as a txt file would be; ``name`` becomes its title. Made in this process."""
    data = text.encode("utf-8", "surrogatepass")
    # A lone surrogate cannot be stored; one replacement character keeps every offset.
    clean = _SURROGATES.sub("\ufffd", text)
    draft = draft_of(clean.removeprefix("\ufeff"))
    return assemble(draft, File(sha256(data).hexdigest(), "txt", len(data), title=name or None))


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULTS) -> Document:
    """The Document of a file's bytes, in this process; ``name`` is a path or file name.

    Raises ReadError: EmptyFile, UnsupportedFormat, DamagedFile, PasswordNeeded, TooLarge, or ReaderFailed.
    """
    try:
        return _read(data, name, limits)
    except ReadError as error:
        error.place = error.place or name
        raise
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except (ImportError, NameError, AttributeError, AssertionError) as error:
        raise ReaderFailed(name, detail=f"{type(error).__name__}: {error}"[:200]) from error
    except Exception as error:
        # Whatever else a foreign library raises on bytes it did not expect is the file's fault to the user.
        raise DamagedFile(name, detail=f"{type(error).__name__}: {error}"[:200]) from error


def _read(data: bytes, name: str, limits: Limits) -> Document:
    if len(data) > limits.file_bytes:
        raise _too_large(len(data), limits)
    found = detect(data, name)
    draft = _reader(found)(data, limits)
    document = assemble(draft, File(sha256(data).hexdigest(), found, len(data)))
    if not document.text or document.text.isspace():
        raise EmptyFile(name, code="no-text")
    if len(document.text) > limits.text_characters:
        raise TooLarge(name, what="characters", limit=limits.text_characters, actual=len(document.text))
    if misnamed(name, found):
        wrong = Problem("wrong-extension", {"extension": PurePath(name).suffix, "format": found})
        document = structs.replace(document, problems=(wrong, *document.problems))
    return document


def _reader(format_: Format) -> Reader:
    """The reader of a format. Imported here, so that a folder of txt files loads neither lxml nor pdfium."""
    if format_ == "txt":
        from pipeline.readers.txt import read as read_txt

        return read_txt
    if format_ == "html":
        from pipeline.readers.html import read as read_html

        return read_html
    if format_ == "docx":
        from pipeline.readers.docx import read as read_docx

        return read_docx
    from pipeline.readers.pdf import read as read_pdf

    return read_pdf


def read_file(path: str | Path, limits: Limits = DEFAULTS) -> Document:
    """The Document of a file, in this process. Raises ReadError; Unreachable where the system does not give the bytes."""
    return read_bytes(file_bytes(Path(path), limits), str(path), limits)


def file_bytes(path: Path, limits: Limits) -> bytes:
    """A file's bytes. Raises Unreachable, or TooLarge before anything is read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreachable(str(path), code="not-a-file")
        if status.st_size > limits.file_bytes:
            raise _too_large(status.st_size, limits, str(path))
        with path.open("rb") as file:
            # Asking for the limit would reserve it: 300 MB for each small file.
            data = file.read(status.st_size + 1)
            if len(data) > status.st_size:
                data += file.read(max(0, limits.file_bytes + 1 - len(data)))
    except PermissionError as error:
        raise Unreachable(str(path), code="no-permission") from error
    except FileNotFoundError as error:
        raise Unreachable(str(path), code="not-found") from error
    except (OSError, ValueError) as error:
        raise Unreachable(str(path), detail=str(error)) from error
    if len(data) > limits.file_bytes:
        raise _too_large(len(data), limits, str(path))
    return data


def _too_large(size: int, limits: Limits, place: str | None = None) -> TooLarge:
    return TooLarge(place, what="file", limit=f"{limits.file_bytes / MEGABYTE:g} MB", actual=f"{size / MEGABYTE:.1f} MB")
