"""The files and folders of one folder, a line each, as the house draws lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rich.table import Table
from rich.text import Text
from textual import work
from textual.worker import get_current_worker
from textual_fspicker.parts import DirectoryNavigation
from textual_fspicker.parts.directory_navigation import DirectoryEntry, DirectoryEntryStyling
from textual_fspicker.safe_tests import is_dir, is_file

from recflix_tui.text import clean

UP = ".."
SIZE, DAY = 9, 12  # cells


class FileEntry(DirectoryEntry):
    """A file or folder: its name, its size, its day."""

    def __init__(self, path: Path, styles: DirectoryEntryStyling) -> None:
        self.is_folder = is_dir(path)
        self.size, self.changed = size_and_time(path)
        super().__init__(path, styles)

    @property
    def is_up(self) -> bool:
        """Whether it leads to the folder above."""
        return self.location.name == UP

    def _as_renderable(self, location: Path) -> Table:
        name = clean(location.name) + ("/" if self.is_folder else "")
        row = Table.grid(expand=True)
        row.add_column(no_wrap=True, ratio=1)
        row.add_column(no_wrap=True, justify="right", width=SIZE, style=self._styles.size)
        row.add_column(no_wrap=True, justify="right", width=DAY, style=self._styles.time)
        size = "" if self.is_folder else size_words(self.size)
        day = "" if location.name == UP else day_words(self.changed)
        row.add_row(Text(name, overflow="ellipsis"), size, day)
        return row


class FileList(DirectoryNavigation):
    """The way up, the files, the newest first, then the folders by name."""

    @work(exclusive=True, thread=True)
    def _load(self) -> None:
        """Read the folder; one that cannot be read is empty, and said."""
        worker, styles, found = get_current_worker(), self._styles, list[DirectoryEntry]()
        try:
            for path in self._location.iterdir():
                if worker.is_cancelled:
                    return
                if is_dir(path) or is_file(path):
                    found.append(FileEntry(path, styles))
        except OSError:
            self.post_message(self.PermissionError(self, self._location))
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, entries: list[DirectoryEntry]) -> None:
        if self.is_attached:
            self._entries = entries
            self._repopulate_display()

    def _repopulate_display(self) -> None:
        there: list[DirectoryEntry] = [e for e in self._entries if not self.hide(e.location)]
        shown = list(self._sort(there))
        if not self.is_root:
            shown.insert(0, FileEntry(self._location / UP, self._styles))
        self.clear_options()
        self.add_options(shown)
        self.highlighted = 1 if there and not self.is_root else 0

    def _sort(self, entries: Iterable[DirectoryEntry]) -> Iterable[DirectoryEntry]:
        listed = [entry for entry in entries if isinstance(entry, FileEntry)]
        files = sorted((e for e in listed if not e.is_folder), key=lambda e: -e.changed)
        folders = (e for e in listed if e.is_folder)
        return [*files, *sorted(folders, key=lambda e: e.location.name.casefold())]


def size_and_time(path: Path) -> tuple[int, float]:
    """How many bytes a file has, and when it was changed; zeros where that cannot be told."""
    try:
        told = path.stat()
    except OSError:
        return 0, 0.0
    return told.st_size, told.st_mtime


def size_words(size: int) -> str:
    """`412 B`, `38 kB`, `1.2 MB`."""
    for least, unit in ((1e9, "GB"), (1e6, "MB")):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{round(size / 1e3)} kB" if size >= 1000 else f"{size} B"


def day_words(at: float) -> str:
    """`2026-01-14`."""
    try:
        return datetime.fromtimestamp(at).date().isoformat()
    except (OSError, OverflowError, ValueError):
        return ""
