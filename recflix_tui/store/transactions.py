"""Reading and writing a store's file: whole transactions, by several threads and processes."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recflix_tui.store.file.opening import Connections, roll_back
from recflix_tui.store.file.store_files import replaced
from recflix_tui.store.rows import number_of
from recflix_tui.store.sqlite_errors import sqlite_errors

_ONE_MORE = (
    "INSERT INTO revision (id, number) VALUES (1, 1)"
    " ON CONFLICT (id) DO UPDATE SET number = number + 1"
)


class Transactions:
    """One store file. Every method may be called from any thread and raises StoreError."""

    def __init__(self, path: Path, connections: Connections) -> None:
        self.path = path
        self._connections = connections
        self._writer, self._reader = connections.writer, connections.reader
        self._write_lock, self._read_lock = threading.Lock(), threading.Lock()
        self._newest = 0  # the newest number of an event after a write of ours
        self._own = 0  # how often we had the revision grow
        self._seen_version = self._data_version()
        self._seen_revision = self._others()

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        with self._write_lock, self._read_lock:
            self._connections.close()

    @contextlib.contextmanager
    def writing(self, quiet: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it on the disk at the end, or none of it.

        quiet: it concerns no one else who has the store open, who is not to look for it.
        """
        with self._write_lock, sqlite_errors(self.path):
            self._connections.require_in_place()
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                self._require_same_store()
                before = self._writer.total_changes
                yield self._writer
                told = not quiet and self._writer.total_changes != before
                if told:
                    self._writer.execute(_ONE_MORE)
                newest = self._newest_number()
                self._writer.execute("COMMIT")
                self._newest = newest
                self._own += told
                self._connections.settler.ask()
            except BaseException:
                roll_back(self._writer)
                raise

    def sweep(self) -> None:
        """Take what was removed from the file's free space too.

        Copies are left in the log and where pages were split. The next removal sweeps them up if
        this one cannot, for others' use of the file or a full disk.
        """
        at_rest = self._connections.settler.at_rest
        with self._write_lock, at_rest, contextlib.suppress(sqlite3.Error):
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def read(self, query: str, *values: object) -> list[Any]:
        """The rows that a query finds."""
        with self._read_lock, sqlite_errors(self.path):
            return self._rows(query, values)

    def read_together(self, *queries: tuple[str, tuple[object, ...]]) -> list[list[Any]]:
        """The rows that each of some queries with its values finds, all at one moment."""
        with self._read_lock, sqlite_errors(self.path):
            self._reader.execute("BEGIN")
            try:
                return [self._rows(query, values) for query, values in queries]
            finally:
                roll_back(self._reader)

    def copy_into(self, other: sqlite3.Connection) -> None:
        """Write all that is committed, as of one moment, into another database. Raises StoreError
        where the file is gone or another, and sqlite3.Error."""
        with self._read_lock:
            self._connections.require_in_place()
            self._reader.backup(other)

    def changed_elsewhere(self) -> bool:
        """Tell whether another process (or `Store`) wrote since the last call or the opening;
        what it wrote quietly does not count.

        While a write of our own is under way it says False, and tells at the next call.
        """
        if not self._write_lock.acquire(blocking=False):
            return False
        try:
            seen, self._seen_version = self._seen_version, self._data_version()
            if seen == self._seen_version:
                return False
            before, self._seen_revision = self._seen_revision, self._others()
            return before != self._seen_revision
        finally:
            self._write_lock.release()

    # -- inside --------------------------------------------------------------------------------

    def _rows(self, query: str, values: tuple[object, ...]) -> list[Any]:
        try:
            return self._reader.execute(query, values).fetchall()
        except sqlite3.Error:
            self._connections.require_in_place()  # says what is the matter, where that is it
            raise

    def _others(self) -> int:
        """How often others had the revision grow."""
        with sqlite_errors(self.path):
            found = self._writer.execute("SELECT number FROM revision WHERE id = 1").fetchone()
        number = found[0] if found and isinstance(found[0], int) else 0
        return number - self._own

    def _require_same_store(self) -> None:
        """Raise StoreError where the file holds less than before: an older copy was written into
        it while it is open."""
        self._writer.execute("PRAGMA shrink_memory")  # so that the file is looked at, not a memory
        if self._newest_number() < self._newest:
            raise replaced(self.path)

    def _newest_number(self) -> int:
        """The newest number that an event has or had: it never falls."""
        query = "SELECT seq FROM sqlite_sequence WHERE name = 'events'"
        (number,) = self._writer.execute(query).fetchone() or (0,)
        return number_of(number)

    def _data_version(self) -> int:
        with sqlite_errors(self.path):
            return int(self._writer.execute("PRAGMA data_version").fetchone()[0])
