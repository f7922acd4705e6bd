"""What was committed to the log is soon written into the store's file itself, behind the writer."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable

PAUSE = 0.05  # seconds from one round to the next: commits in between share a round


class Settler:
    """A thread that empties the log after commits, so that damage to the log can cost little.

    A commit does not wait for it: on its own each would take the time of two more writes to the
    disk. It is there from the first commit to `close`.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        """connect: opens a further connection to the store."""
        self._connect = connect
        self._asked = threading.Event()
        self._closing = threading.Event()
        self.at_rest = threading.Lock()
        """Held in a round: whoever holds it can empty the log without meeting another."""
        self._thread: threading.Thread | None = None

    def ask(self) -> None:
        """Have all that is committed by now written into the file. Called by one at a time."""
        if self._thread is None and not self._closing.is_set():
            self._thread = threading.Thread(target=self._work, name="settler", daemon=True)
            self._thread.start()
        self._asked.set()

    def close(self) -> None:
        """Let go of the file; closing the last connection to it empties the log as well."""
        self._closing.set()
        self._asked.set()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        # A round that fails is made up for by the next, or by the closing: nothing is lost by it.
        with contextlib.suppress(sqlite3.Error), contextlib.closing(self._connect()) as db:
            while True:
                self._asked.wait()
                if self._closing.is_set():
                    return
                self._asked.clear()
                with self.at_rest, contextlib.suppress(sqlite3.Error):
                    db.execute("PRAGMA wal_checkpoint(PASSIVE)")
                self._closing.wait(PAUSE)
