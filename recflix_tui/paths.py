"""Where RecFlix keeps its things, which are their owner's alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_FOLDERS = ("datasets", "models", "cache", "backups")
_FILES = ("recflix.db", ".new-store-")  # what the names of those beside them begin with


@dataclass(frozen=True)
class Paths:
    """The files and folders of one RecFlix home."""

    home: Path
    """The folder that all of them are in."""

    @property
    def database(self) -> Path:
        """The store: profiles, events, ratings, marks and settings."""
        return self.home / "recflix.db"

    @property
    def backups(self) -> Path:
        """Copies of the store."""
        return self.home / "backups"

    @property
    def datasets(self) -> Path:
        """A folder for each dataset, by its name."""
        return self.home / "datasets"

    @property
    def compiled(self) -> Path:
        """What tells that the solvers were compiled ahead, and for which RecFlix."""
        return self.home / "cache" / "compiled"

    def page(self, profile_id: int) -> Path:
        """A profile's page as it was seen last."""
        return self.home / "cache" / f"page-{profile_id}.json"

    @property
    def models(self) -> Path:
        """A folder for each dataset, with the versions of its model."""
        return self.home / "models"


def is_page(path: Path) -> bool:
    """Whether a file is named as `Paths.page` names one."""
    return path.name.startswith("page-") and path.suffix == ".json"


def find_paths(home: Path | None = None) -> Paths:
    """The home given, else `$RECFLIX_HOME`, else the platform's user data folder."""
    if home is None:
        named = os.environ.get("RECFLIX_HOME")
        home = (
            Path(named) if named else Path(platformdirs.user_data_dir("recflix", appauthor=False))
        )
    return Paths(home.expanduser().absolute())


def keep_private(paths: Paths) -> None:
    """Have the home be its owner's alone, made if it is not there, and all that is in it.

    Rights of others are taken off what is the owner's and RecFlix's: the files and folders of a
    home, and the home itself where it holds nothing else. Links are not followed. What cannot be
    changed stays as it is.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        paths.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        entries = list(os.scandir(paths.home))
        ours = [entry for entry in entries if _is_ours(entry.name)]
        if len(ours) == len(entries):
            _take_from_others(paths.home)
        for entry in _walk(ours):
            _take_from_others(entry)


def _is_ours(name: str) -> bool:
    return name in _FOLDERS or name.startswith(_FILES)


def _walk(entries: list[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    """The entries and all below them, but for links and what they lead to."""
    for entry in entries:
        if entry.is_symlink():
            continue
        yield entry
        if entry.is_dir():
            with suppress(OSError):  # a folder that cannot be read, or that just went
                yield from _walk(list(os.scandir(entry.path)))


def _take_from_others(entry: os.DirEntry[str] | Path) -> None:
    """Leave a file or folder of this user's to its owner alone, if it is still there."""
    with suppress(OSError):
        found = entry.stat()
        if found.st_mode & 0o077 and found.st_uid == os.geteuid():
            Path(entry).chmod(stat.S_IMODE(found.st_mode) & ~0o077)


def sample_data() -> Path:
    """The folder of the sample dataset: in the wheel beside the code, in a checkout above it."""
    packaged = Path(__file__).parent / "sample_data"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "sample_data"
