"""The one line that says where a file is wrong and what to do."""

from __future__ import annotations

import stat
from pathlib import Path

from recflix_tui.dataset.values import DatasetError
from recflix_tui.text import clean

UNREADABLE = "unreadable"
"""What there is in place of a file or a folder that the system will not read."""
# What a message quotes is cut to so many characters, so that it stays one line.
_LONGEST_NAME = 60
_LONGEST_FIELD = 40

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def trouble(path: Path, line: int, what: str, mend: str) -> DatasetError:
    """What is wrong in one line of a file."""
    return DatasetError(f"{called(path)} line {line}: {what}; {mend}")


def wrong_file(path: Path, what: str, mend: str) -> DatasetError:
    """What is wrong with a file as a whole."""
    return DatasetError(f"{called(path)}: {what}; {mend}")


def unreadable(path: Path, error: OSError) -> DatasetError:
    """The line for a file the system will not read."""
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return wrong_file(path, "this is a link to nothing", "put the file in its place")
        return wrong_file(path, "there is no such file", "check its path")
    if isinstance(error, IsADirectoryError):
        return no_file(path, "a folder")
    reason = error.strerror or "cannot be read"
    return wrong_file(path, reason, "check the file and its permissions")


def no_file(path: Path, kind: str) -> DatasetError:
    """The line for a folder, a pipe and so on."""
    return wrong_file(path, "this is not a file", f"give one saved on disk, not {kind}")


def kind_of(mode: int) -> str:
    """What there is in place of a file, from its `st_mode`; "" for a file."""
    if stat.S_ISREG(mode):
        return ""
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "no file")


def called(path: Path) -> str:
    """What a message calls the path: its last part, which `.` and `/` do not have."""
    return shortened(path.name or str(path), _LONGEST_NAME)


def shown(text: str) -> str:
    """A field quoted for a message: one short printable line."""
    return f'"{shortened(text, _LONGEST_FIELD)}"'


def not_a(text: str, kind: str) -> str:
    """That a field is not what it should be; what `shown` leaves out of it is told."""
    hidden = any(not (c.isprintable() or c.isspace()) for c in text[: 8 * _LONGEST_FIELD])
    return f"{shown(text)} is not {kind}{', for it has invisible characters' if hidden else ''}"


def shortened(text: str, longest: int) -> str:
    """`text` as one printable line of at most `longest` characters."""
    short = clean(text[: 8 * longest])
    return short if len(short) <= longest else short[: longest - 1] + "…"
