"""Workbooks as the archives that they are: whether they can be opened safely, and the cells that hold no value.

The reader of workbooks makes room for every cell up to the farthest one, and shows the result of a formula that failed,
or was never computed, as an empty cell. Both are found here first, in the XML.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, is_zipfile

from incentive_engine.screening.reading.text_files import beginning, fault

LARGEST = 1 << 30
"""Bytes that a workbook may have, unpacked."""

MOST_CELLS = 60_000_000
"""Cells that a sheet may have, empty ones included: a full sheet of 57 columns."""

_CHUNK = 1 << 22
_OVERLAP = 1 << 12
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\br="([0-9]{1,9})"')
_FAR = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{2,3})[0-9]')
_ERROR = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+[0-9]+)"[^>]*\bt="e"[^>]*>(?:<(?:\w+:)?f\b[^<]*(?:</(?:\w+:)?f>)?)?<(?:\w+:)?v>([^<]*)<'
)
_NOT_COMPUTED = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+[0-9]+)"(?![^>]*\bt="str")[^>]*>\s*<(?:\w+:)?f\b[^>]*>([^<]*)</(?:\w+:)?f>\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</(?:\w+:)?c>)"
)

Cells = dict[tuple[int, int], str]
"""Texts by row and column, both from 0."""


def unreadable_cells(path: Path) -> dict[str, Cells]:
    """By the name of the sheet, the cells whose formula failed (`#DIV/0!`) or was never computed (`=B2+1`).

    Raises InputError for a workbook that is damaged, encrypted, or would take too much memory to open.
    """
    file = str(path)
    head = beginning(path, 1 << 16)
    size = path.stat().st_size
    if head.startswith(_OLE):
        if _ENCRYPTED in head or path.suffix.lower() != ".xls":
            raise fault(file, "reading.encrypted")
        if size > LARGEST // 4:
            raise fault(file, "reading.workbook-too-large", most=LARGEST // 4 // (1 << 20))
        return {}
    if not is_zipfile(path):
        raise fault(file, "reading.not-a-workbook")
    try:
        with ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST:
                raise fault(file, "reading.workbook-too-large", most=LARGEST // (1 << 20))
            if "content.xml" in archive.namelist():
                return _check_open_document(archive, file)
            return {name: _scanned(archive, member, file, name) for name, member in _sheets(archive)}
    except (BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        code = "reading.encrypted" if "password" in str(error) else "reading.damaged-workbook"
        raise fault(file, code) from None


def _sheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets of an Excel workbook: their names and the members that hold them."""
    targets = {}
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")):
        attributes = dict(_ATTRIBUTE.findall(tag))
        target = unescape(attributes.get("Target", ""))
        targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
    for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        attributes = dict(_ATTRIBUTE.findall(tag))
        member = targets.get(next((value for name, value in attributes.items() if name.endswith(":id")), ""), "")
        if member in archive.namelist():
            yield unescape(attributes.get("name", "")), member


def _scanned(archive: ZipFile, member: str, file: str, sheet: str) -> Cells:
    cells: Cells = {}
    rows, columns = 1, 26
    for text in _chunks(archive, member):
        rows = max([rows, *map(int, _ROW.findall(text))])
        columns = max([columns, *(_column(letters) + 1 for letters in set(_FAR.findall(text)))])
        if rows * columns > MOST_CELLS:
            raise fault(f"{file}:{sheet}", "reading.too-many-cells", rows=rows, columns=columns, most=MOST_CELLS)
        for found in _ERROR.finditer(text):
            cells[_address(found[1])] = unescape(found[2].decode("utf-8", "replace"))
        for found in _NOT_COMPUTED.finditer(text):
            cells[_address(found[1])] = "=" + unescape(found[2].decode("utf-8", "replace"))
    return cells


def _check_open_document(archive: ZipFile, file: str) -> dict[str, Cells]:
    """Refuse an OpenDocument file that is encrypted, has formulas that failed, or repeats too much."""
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    if b"encryption-data" in manifest:
        raise fault(file, "reading.encrypted")
    repeats = re.compile(
        rb'(?:columns|rows)-repeated="([0-9]+)"[^>/]*>(?!\s*<table:table-cell[^>]*/>\s*</table:table-row>)'
    )
    for text in _chunks(archive, "content.xml"):
        if b'value-type="error"' in text:
            raise fault(file, "reading.failed-formulas")
        most = max(map(int, repeats.findall(text)), default=0)
        if most > 1 << 20:
            raise fault(file, "reading.too-many-cells", rows=most, columns=1, most=MOST_CELLS)
    return {}


def _chunks(archive: ZipFile, member: str) -> Iterator[bytes]:
    """The member piece by piece, each beginning with the end of the one before: no cell is cut in all of them."""
    tail = b""
    with archive.open(member) as opened:
        while chunk := opened.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


def _address(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(b"0123456789")
    return int(reference[len(letters) :]) - 1, _column(letters)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
