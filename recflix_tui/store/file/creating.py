"""A new store, built aside and named only once it is whole and on the disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

from recflix_tui.durable import sync_file, sync_folder
from recflix_tui.store.checking import APPLICATION_ID, check, log_of
from recflix_tui.store.records import StoreError

_ASIDE = ".new-store-"
_FORSAKEN = 600.0  # seconds after which a folder aside is nobody's: building takes a moment


def create(path: Path, version: int) -> None:
    """Build a store of that version of the schema at `path`, with its folders.

    No one ever sees half of one: where it cannot be written whole, there is none. Raises
    StoreError, OSError and sqlite3.Error.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = log_of(path)
    if log.exists() and not path.exists():
        raise StoreError(
            f"{path} is gone but its log is not: put it back, or move {log} away to begin anew"
        )
    _sweep(path.parent)
    with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=path.parent) as folder:
        aside = Path(folder, path.name)
        _build(aside, version)
        _publish(aside, path)


def _build(aside: Path, version: int) -> None:
    """Write all of a new store to a file, and read it back."""
    schema = Path(__file__).with_name("schema.sql").read_text("utf-8")
    with contextlib.closing(sqlite3.connect(aside)) as db:
        # Without a log: what closing would still have to write from one could fail unseen.
        db.execute("PRAGMA journal_mode = OFF")
        db.executescript(
            f"PRAGMA application_id = {APPLICATION_ID};\n"
            f"BEGIN;\n{schema}\nPRAGMA user_version = {version};\nCOMMIT;\n"
        )
        db.execute("PRAGMA journal_mode = WAL")
    aside.chmod(0o600)
    with aside.open("rb+") as file:
        sync_file(file)
    check(aside, version)


def _publish(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)  # unlike a rename, it never replaces what another process just made
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            aside.rename(path)
    sync_folder(path.parent)


def _sweep(folder: Path) -> None:
    """Remove what processes left that were killed while they built a store here."""
    for left in folder.glob(f"{_ASIDE}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > _FORSAKEN:
                shutil.rmtree(left)
