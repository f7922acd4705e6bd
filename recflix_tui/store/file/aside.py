"""Files built aside, in a folder of their own, and named only once they are whole and on the
disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from recflix_tui.durable import sync_folder

STORES = ".new-store-"
COPIES = ".new-copy-"
_FORSAKEN = 600.0  # seconds after which a folder aside is nobody's: building takes a moment


@contextlib.contextmanager
def aside(folder: Path, prefix: str) -> Iterator[Path]:
    """A folder to build in, within `folder`, gone at the end; what killed processes left of the
    same prefix is swept. Raises OSError."""
    _sweep(folder, prefix)
    with tempfile.TemporaryDirectory(
        prefix=prefix, dir=folder, ignore_cleanup_errors=True
    ) as within:
        yield Path(within)


def publish(built: Path, path: Path) -> bool:
    """Name a file that is whole; False where one of that name is there, which stays."""
    try:
        os.link(built, path)  # unlike a rename, it never replaces what another process just made
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            return False
        built.rename(path)
    sync_folder(path.parent)
    return True


def _sweep(folder: Path, prefix: str) -> None:
    """Remove what processes left that were killed while they built something here."""
    for left in folder.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > _FORSAKEN:
                shutil.rmtree(left)
