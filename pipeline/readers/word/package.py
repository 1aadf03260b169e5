"""The zip of a Word file, opened with limits: only the parts that hold text are unpacked, and no entity is expanded."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from core.errors import DamagedFile, PasswordNeeded, TooLarge
from core.settings import MEGABYTE, Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1


class Package:
    """The parts of a Word file by what they are to its main document."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        if data.startswith(OLE):
            raise PasswordNeeded
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise DamagedFile(detail=str(error)) from error
        self._names = {name.lower(): name for name in self._zip.namelist()}
        self._left = limits.unpacked_bytes
        self._limit = limits.unpacked_bytes
        self.main = self._main()
        self._related = self._relations(self.main)

    def document(self) -> Any:
        """The root of the main part. Raises DamagedFile where it is missing."""
        root = self.part(self.main)
        if root is None:
            raise DamagedFile(detail=f"{self.main}?")
        return root

    def related(self, kind: str) -> Any | None:
        """The root of the part that the main document calls ``kind`` ("styles", "numbering", "footnotes"), None where there is none."""
        name = self._related.get(kind)
        return self.part(name) if name else None

    def title(self) -> str | None:
        """Title among the properties."""
        try:
            root = self.part("docProps/core.xml")
        except DamagedFile:
            return None
        found = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
        return (found.text or "").strip() or None if found is not None else None

    def part(self, name: str) -> Any | None:
        """The root element of a part, None where there is no such part."""
        real = self._names.get(name.lower())
        if real is None:
            return None
        data = self._bytes(real)
        if b"<!DOCTYPE" in data:
            # Forbidden in Office files (ECMA-376 part 2), so whoever put it there wants entities expanded.
            raise DamagedFile(detail=f"{name}: DOCTYPE")
        if b"purl.oclc.org/ooxml" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise DamagedFile(detail=f"{name}: {error}") from error

    def _bytes(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise PasswordNeeded
        try:
            with self._zip.open(info) as part:
                data = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise DamagedFile(detail=f"{name}: {error}") from error
        if len(data) > self._left:
            limit = f"{self._limit / MEGABYTE:g} MB"
            raise TooLarge(what="unzip", limit=limit, actual=f"> {limit}")
        self._left -= len(data)
        return data

    def _main(self) -> str:
        for kind, target in self._relations("").items():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def _relations(self, of: str) -> dict[str, str]:
        folder, name = posixpath.split(of)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, str] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.setdefault(relation.get("Type", "").rsplit("/", 1)[-1], path)
        return found
