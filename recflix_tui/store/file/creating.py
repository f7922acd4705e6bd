"""A new store, built aside and named only once it is whole and on the disk."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from recflix_tui.durable import sync_file
from recflix_tui.store.checking import APPLICATION_ID, check, log_of
from recflix_tui.store.file.aside import STORES, aside, publish
from recflix_tui.store.records import StoreError


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
    with aside(path.parent, STORES) as folder:
        built = folder / path.name
        _build(built, version)
        publish(built, path)


def _build(built: Path, version: int) -> None:
    """Write all of a new store to a file, and read it back."""
    schema = Path(__file__).with_name("schema.sql").read_text("utf-8")
    with contextlib.closing(sqlite3.connect(built)) as db:
        # Without a log: what closing would still have to write from one could fail unseen.
        db.execute("PRAGMA journal_mode = OFF")
        db.executescript(
            f"PRAGMA application_id = {APPLICATION_ID};\n"
            f"BEGIN;\n{schema}\nPRAGMA user_version = {version};\nCOMMIT;\n"
        )
        db.execute("PRAGMA journal_mode = WAL")
    built.chmod(0o600)
    with built.open("rb+") as file:
        sync_file(file)
    check(built, version)
