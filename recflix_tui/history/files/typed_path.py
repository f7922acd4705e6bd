"""A path as people type it, and as terminals write it where a file is dropped on them."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

_FILE = "file:"


def typed_path(text: str, folder: Path) -> Path | None:
    """The path that a text means, seen from a folder; None for no text.

    Blanks around it are none of it. As it stands, where there is such a file; else without the
    quotation marks and backslashes of a shell, or as an address, `file:///a/b%20c.zip`. Raises
    OSError, RuntimeError and ValueError for what can be no path.
    """
    said = text.strip()
    if not said:
        return None
    plain = _path(said, folder)
    if plain.exists():
        return plain
    meant = _address(said) if said.lower().startswith(_FILE) else _unquoted(said)
    return _path(meant, folder) if meant else plain


def _path(said: str, folder: Path) -> Path:
    return (folder / Path(said).expanduser()).resolve()


def _address(said: str) -> str:
    """The path of a file's address."""
    path = unquote(urlsplit(said.replace("?", "%3F").replace("#", "%23")).path)
    drive = sys.platform == "win32" and path[2:3] == ":"
    return path[1:] if drive else path


def _unquoted(said: str) -> str:
    """The same as a shell takes it; empty where that is no one word."""
    if sys.platform == "win32":  # where backslashes part folders
        return said.strip("'\"")
    try:
        words = shlex.split(said)
    except ValueError:  # a quotation mark of the name itself
        return said.strip("'\"")
    return words[0] if len(words) == 1 else said.strip("'\"")
