"""A folder or a zip as one thing: a list of names, and each wanted file as a path on disk."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import Protocol

from recflix_tui.dataset.reading.files.kinds import HEAD, packed_kind
from recflix_tui.dataset.reading.files.messages import UNREADABLE, kind_of, unreadable, wrong_file
from recflix_tui.dataset.reading.files.opening import opened
from recflix_tui.dataset.values import DatasetError
from recflix_tui.text import clean

# The largest MovieLens zip unpacks to 2 GB, at a ratio of 5.
MAX_BYTES = 16 * 2**30
MAX_RATIO = 100
SMALL_BYTES = 10 * 2**20
MAX_MEMBERS = 10_000
_ONE_FILE = (".csv", ".dat", ".data", ".item", ".user", ".txt", ".base", ".test")


class Source(Protocol):
    """Where the files of a dataset are; names are relative, with forward slashes."""

    label: str

    def names(self) -> list[str]:
        """The files at the top and one folder down."""
        ...

    def others(self) -> dict[str, str]:
        """What else is there under a name, and is no file: "a folder", "a pipe" and so on."""
        ...

    def fetch(self, name: str) -> Path:
        """The file `name` on disk; its last part is that of `name`."""
        ...

    def close(self) -> None: ...


class FolderSource:
    """The files of a folder, as they are."""

    def __init__(self, folder: Path) -> None:
        self.label = _short(folder.resolve().name)
        self._folder = folder
        self._files: list[str] = []
        self._others: dict[str, str] = {}
        try:
            self._look_at(folder)
        except OSError as error:
            raise DatasetError(
                f"{self.label}: {error.strerror}; check the folder and its permissions"
            ) from None

    def _look_at(self, folder: Path, above: str = "") -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = above + entry.name
                kind = _kind_of(entry)
                if not kind:
                    self._files.append(name)
                    continue
                self._others[name] = kind
                if kind == "a folder" and not above:
                    try:
                        self._look_at(folder / entry.name, f"{entry.name}/")
                    except OSError as error:
                        self._others[name] = f"{UNREADABLE} ({error.strerror})"

    def names(self) -> list[str]:
        return sorted(self._files)

    def others(self) -> dict[str, str]:
        return self._others

    def fetch(self, name: str) -> Path:
        return self._folder / name

    def close(self) -> None:
        pass


class ZipSource:
    """The members of a zip, checked before any is unpacked into `work`."""

    def __init__(self, path: Path, work: Path) -> None:
        self.label = _short(path.name)
        self._work = work
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            if error.errno is not None:
                raise unreadable(path, error) from None
            raise self._no_zip(path) from None
        except Exception:  # A damaged zip fails in more ways than are documented.
            raise self._no_zip(path) from None
        try:
            self._check()
        except DatasetError:
            self.close()
            raise

    def names(self) -> list[str]:
        return sorted(name for name in self._members() if name.count("/") <= 1)

    def others(self) -> dict[str, str]:
        return {}

    def fetch(self, name: str) -> Path:
        target = self._work / PurePosixPath(name).name
        try:
            with self._zip.open(self._members()[name]) as member, target.open("wb") as file:
                shutil.copyfileobj(member, file, 2**20)
        except MemoryError:
            raise
        except Exception as error:  # Each way of packing has errors of its own.
            raise self._unpacking(name, error) from None
        return target

    def _members(self) -> dict[str, zipfile.ZipInfo]:
        """The files in it by their names, "./movies.csv" as "movies.csv"."""
        members: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            name = str(PurePosixPath(info.filename.replace("\\", "/")))
            if name in members and not info.is_dir():
                raise self._trouble(f"it holds {_short(name)} twice", "unpack it, and remove one")
            if not info.is_dir():
                members[name] = info
        return members

    def _unpacking(self, name: str, error: Exception) -> DatasetError:
        called = _short(name)
        if isinstance(error, RuntimeError):
            return self._trouble(
                f"its {called} is encrypted or packed in an unknown way",
                "unpack it and give the folder",
            )
        if isinstance(error, OSError) and error.errno is not None:
            return self._trouble(
                f"its {called} cannot be unpacked ({error.strerror})", "make room and try again"
            )
        return self._trouble(f"its {called} is damaged", "download it again")

    def _no_zip(self, path: Path) -> DatasetError:
        with opened(path) as file:
            kind = packed_kind(file.read(HEAD))
        if kind:
            return self._trouble(f"this is {kind}, not a zip", "unpack it, and give the folder")
        if path.suffix.lower() in _ONE_FILE:
            return self._trouble(
                "this is one file, not a whole dataset", "give the folder that it lies in"
            )
        return self._trouble(
            "this is not a whole zip file",
            "give the folder or the zip that MovieLens offers, or download it again",
        )

    def close(self) -> None:
        self._zip.close()

    def _check(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise self._trouble(f"it holds {len(infos):,} files", "give a MovieLens zip")
        if sum(info.file_size for info in infos) > MAX_BYTES:
            raise self._trouble("it unpacks to more than 16 GB", "give a MovieLens zip")
        for info in infos:
            self._check_member(info)

    def _check_member(self, info: zipfile.ZipInfo) -> None:
        # `orig_filename` is the name as stored; `filename` has already lost what follows a NUL.
        name = info.orig_filename.replace("\\", "/")
        if not name:
            raise self._trouble("one of its members has no name", "download it again")
        parts = name.split("/")
        if name.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in name:
            raise self._trouble(
                f"its member {_short(name)} would land outside of the folder",
                "do not trust this file; download it from grouplens.org",
            )
        if stat.S_ISLNK(info.external_attr >> 16):
            raise self._trouble(
                f"its member {_short(name)} is a link", "unpack it and give the folder"
            )
        packed = max(info.compress_size, 1)
        if info.file_size > SMALL_BYTES and info.file_size / packed > MAX_RATIO:
            raise self._trouble(
                f"its member {_short(name)} swells {info.file_size // packed:,}-fold when unpacked",
                "do not trust this file; download it from grouplens.org",
            )

    def _trouble(self, what: str, mend: str) -> DatasetError:
        return DatasetError(f"{self.label}: {what}; {mend}")


def _kind_of(entry: os.DirEntry[str]) -> str:
    """What there is in place of a file, "" for a file."""
    try:
        return kind_of(entry.stat().st_mode)
    except FileNotFoundError:
        return "a link to nothing"
    except OSError as error:
        return f"{UNREADABLE} ({error.strerror})"


class OpenSource:
    """`with OpenSource(path, work) as source`: a folder or a zip, told apart."""

    def __init__(self, path: Path, work: Path) -> None:
        self._source = _open(path, work)

    def __enter__(self) -> Source:
        return self._source

    def __exit__(self, *_: object) -> None:
        self._source.close()


def _open(path: Path, work: Path) -> Source:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return FolderSource(path)
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            raise wrong_file(path, "this is a link to nothing", "give the folder or zip") from None
        raise DatasetError(
            f"{_short(str(path))}: there is no such folder or zip; check the path"
        ) from None
    except (OSError, ValueError) as error:  # a NUL in a path is no OSError
        strerror = getattr(error, "strerror", None) or "it cannot be a path"
        raise wrong_file(path, strerror, "check the path and its permissions") from None
    if kind := kind_of(mode):
        raise wrong_file(path, f"this is {kind}", "give a MovieLens folder or zip")
    return ZipSource(path, work)


def _short(name: str) -> str:
    name = clean(name[-400:])
    return name if len(name) <= 60 else "…" + name[-59:]
