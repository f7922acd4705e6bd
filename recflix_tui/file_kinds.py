"""Files that are given in place of what is in them, told from their first bytes."""

from __future__ import annotations

UNPACK = "unpack it, and give what is in it"
"""What to do with a packed file."""
FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "a gzip file", UNPACK),
    (b"BZh", "a bzip2 file", UNPACK),
    (b"\xfd7zXZ\0", "an xz file", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z file", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd file", UNPACK),
    (b"Rar!", "a rar file", UNPACK),
    (b"version https://git-lfs", "a Git LFS pointer", "fetch the file with git lfs pull"),
)
"""How each kind begins, what it is called, and what to do. A zip is none: it may be right."""


def is_tar(head: bytes) -> bool:
    """Whether a file that begins with `head` (its first 262 bytes, or more) is a tar file."""
    return head[257:262] == b"ustar"
