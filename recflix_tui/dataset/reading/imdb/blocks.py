"""A large file of lines, packed by gzip or not, read block by block: never all of it at once."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, cast

from recflix_tui.dataset.reading.files.kinds import BOM, HEAD, refuse_foreign
from recflix_tui.dataset.reading.files.messages import wrong_file
from recflix_tui.dataset.reading.files.opening import LONGEST_LINE, empty, opened, too_long

AT_ONCE = 1 << 22
"""Bytes of text that are read at once."""
WHERE = "https://datasets.imdbws.com"
AGAIN = f"download it again from {WHERE}"

_GZIP = b"\x1f\x8b"


def blocks(path: Path) -> Iterator[tuple[bytes, float]]:
    """Whole lines of the file, each with its end, and how far it is read after them, 0 to 1.

    The next block is unpacked while one is worked on. Raises DatasetError where the file is not
    what it should be, or breaks off.
    """
    with opened(path) as raw, ThreadPoolExecutor(1) as beside:
        size = max(path.stat().st_size, 1)
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        file = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
        text, n_lines = _read(path, file), 0
        refuse_foreign(path, text[:HEAD])
        if not text.strip():
            raise empty(path)
        rest = b""
        text = text.removeprefix(BOM)
        while text:
            after = beside.submit(_read, path, file)
            text = rest + text
            whole = text[: text.rfind(b"\n") + 1]
            rest = text[len(whole) :]
            if len(rest) > LONGEST_LINE:
                raise too_long(path, n_lines + whole.count(b"\n") + 1)
            n_lines += whole.count(b"\n")
            if whole:
                yield whole, min(raw.tell() / size, 1.0)
            text = after.result()
        if rest:
            yield rest + b"\n", 1.0


def _read(path: Path, file: BinaryIO) -> bytes:
    try:
        return file.read(AT_ONCE)
    except EOFError:
        raise wrong_file(path, "the file breaks off", AGAIN) from None
    except (gzip.BadGzipFile, zlib.error):
        raise wrong_file(path, "the packed file is damaged", AGAIN) from None
