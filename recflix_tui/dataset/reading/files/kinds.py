"""What a file is, told from its first bytes, where it is not the plain text it should be."""

from __future__ import annotations

import re
from pathlib import Path

from recflix_tui.dataset.reading.files.messages import trouble, wrong_file
from recflix_tui.dataset.values import DatasetError
from recflix_tui.file_kinds import FOREIGN, is_tar

HEAD = 1 << 16
"""How many bytes are looked at."""
BOM = b"\xef\xbb\xbf"
"""The byte order mark that some programs set before UTF-8 text; it is passed over."""

_ZIP = "a zip file or a workbook"
_EXPORT = "save the data as plain text"
_AGAIN = "download the file again"
# How files of other kinds begin: what they are, and what to do.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    *FOREIGN,
    (b"PK\x03\x04", _ZIP, "unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "a workbook", _EXPORT),
    (b"PAR1", "a Parquet file", _EXPORT),
    (b"SQLite format 3\0", "a database", _EXPORT),
    (b"%PDF", "a PDF", _AGAIN),
)
_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_LONE_CR = re.compile(rb"\r(?!\n)\s*[^\s]")


def packed_kind(head: bytes) -> str:
    """What a file that is no zip is called, told from its first bytes; "" for any other."""
    if is_tar(head):
        return "a tar file"
    kinds = (kind for magic, kind, _ in _MAGIC if head.startswith(magic))
    return next((kind for kind in kinds if kind != _ZIP), "")


def refuse_foreign(path: Path, head: bytes) -> None:
    """Raise DatasetError where `head`, the first HEAD bytes, shows that the file is packed, of
    another program or encoding, or has lines that end as none of MovieLens' do."""
    for magic, kind, mend in _MAGIC:
        if head.startswith(magic):
            raise wrong_file(path, f"this is {kind}, not plain text", mend)
    encoding = wide_encoding(head)
    if encoding:
        raise trouble(path, 1, f"this is not UTF-8 text but {encoding}", "save the file as UTF-8")
    if _PAGE.match(head.removeprefix(BOM)):
        raise wrong_file(path, "this is a web page, not the data", _AGAIN)
    if b"\n" not in head and _LONE_CR.search(head):
        raise lone_cr(path, 1)


def lone_cr(path: Path, line: int) -> DatasetError:
    """The line for line ends of the first Macintoshes."""
    what = "the line ends are lone CRs, as on old Macs"
    return trouble(path, line, what, "save the file with LF or CRLF line ends")


def wide_encoding(head: bytes) -> str:
    """UTF-16 or UTF-32, by its mark or by where the zeros are; "" for anything else."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    zeros = head[:4096].count(0), head[1:4096:2].count(0)
    even, odd = zeros[0] - zeros[1], zeros[1]
    half = min(len(head), 4096) / 2
    # Of Latin text in UTF-16 every second byte is a zero, and no other.
    if max(even, odd) > 0.6 * half and min(even, odd) < 0.05 * half:
        return "UTF-16"
    return ""
