"""What a file is that holds no export, told from its first bytes."""

from __future__ import annotations

import re

from recflix_tui.file_kinds import FOREIGN, UNPACK, is_tar

HEAD = 4096
"""How many bytes are looked at."""

_AS_CSV = "save it as CSV, and give that"
_EXPORT = "give the export as it was downloaded"
_ZIP = b"PK\x03\x04"
# How files of other kinds begin: what they are, and what to do.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    *FOREIGN,
    (b"\xd0\xcf\x11\xe0", "a workbook", _AS_CSV),
    (b"SQLite format 3\0", "a database", _EXPORT),
    (b"%PDF", "a PDF", _EXPORT),
)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|!--)", re.IGNORECASE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def is_zip(head: bytes) -> bool:
    """Whether a file that begins with `head` is a zip, an empty one included."""
    return head.startswith((_ZIP, b"PK\x05\x06"))


def foreign_kind(head: bytes) -> tuple[str, str] | None:
    """What a file that begins with `head` is, and the mend; None where it may be an export."""
    for magic, kind, mend in _MAGIC:
        if head.startswith(magic):
            return kind, mend
    if is_tar(head):
        return "a tar file", UNPACK
    if _PAGE.match(head):
        return (
            "a web page, not an export; most often the sign-in had run out",
            "sign in there, and download it again",
        )
    if b"\0" in head and not is_wide(head):
        return "no text", _EXPORT
    return None


def is_wide(head: bytes) -> bool:
    """Whether text that begins with `head` is UTF-16: by its mark, or by where its zeros are, as
    of Latin text every second byte is one, and no other."""
    if head.startswith(_WIDE_MARKS):
        return True
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.3 * len(head) and min(even, odd) < 0.025 * len(head)
