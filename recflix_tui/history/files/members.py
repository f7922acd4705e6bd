"""The files of an export: a file by itself, those of a folder, or those of a zip. Nothing of a zip
is ever written to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from recflix_tui.history.files.decoding import decode
from recflix_tui.history.files.foreign import HEAD, foreign_kind, is_zip
from recflix_tui.history.values import HistoryError
from recflix_tui.text import clean

MOST_BYTES = 500 << 20
"""Bytes of an export, unpacked: a person's history is a hundredth of it."""
MOST_MEMBERS = 5_000
"""Files of an export."""

_TEXT = (".csv", ".tsv", ".txt", ".json")
# What is rubbish, or was struck by the person: it is passed over wherever it lies.
_PASSED_OVER = {"__macosx", "deleted", "orphaned"}
# What is about the person and no film: it is never opened.
_PERSONAL = {"profile.csv", "user-profile.json", "user-settings.json"}
# Of all that Netflix hands out, the one folder that is about titles.
_OF_TITLES = "content_interaction"
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Member:
    """One file of an export."""

    name: str
    """Its path in the export, with forward slashes, without the folder that all lie in."""
    size: int
    """Bytes, unpacked."""
    _read: Callable[[], bytes] = field(repr=False, compare=False)
    """What reads its bytes."""

    def data(self) -> bytes:
        """Its bytes. Raises HistoryError where they cannot be read."""
        return self._read()

    @cached_property
    def text(self) -> tuple[str, str]:
        """Its text, and the name of the encoding."""
        return decode(self.data())

    @property
    def base_name(self) -> str:
        """Its name without the folders that it lies in, in small letters."""
        return self.name.rpartition("/")[2].lower()


def open_members(path: Path) -> list[Member]:
    """The files of an export, those that cannot be one passed over. Raises HistoryError where it
    is missing, unreadable, damaged, locked, too large or of another kind."""
    path = path.expanduser()
    label = clean(path.name or str(path))
    try:
        if path.is_dir():
            return _without_top(label, _of_folder(label, path))
        if not path.exists():
            raise HistoryError(f"{label}: there is no such file; check its name and folder")
        if not path.is_file():
            raise HistoryError(f"{label}: this is no file; give the export as it was downloaded")
        with path.open("rb") as file:
            head = file.read(HEAD)
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(label, error) from None
    if is_zip(head):
        return _without_top(label, _of_zip(label, path))
    foreign = foreign_kind(head)
    if foreign:
        raise HistoryError(f"{label}: this is {foreign[0]}; {foreign[1]}")
    if not head.strip():
        raise HistoryError(f"{label}: there is nothing in it; download it again")
    if label.lower() in _PERSONAL:
        raise HistoryError(f"{label}: this is about you, not about films; give the whole export")
    _refuse_too_large(label, size)
    return [Member(label, size, partial(_read_file, label, path))]


def _of_folder(label: str, folder: Path) -> list[Member]:
    members: list[Member] = []
    for n_files, path in enumerate(folder.rglob("*"), start=1):
        _refuse_too_many(label, n_files)
        name = path.relative_to(folder).as_posix()
        if _is_wanted(name) and path.is_file():
            reader = partial(_read_file, f"{label}/{clean(name)}", path)
            members.append(Member(clean(name), path.stat().st_size, reader))
    if not members and any(path.suffix.lower() == ".zip" for path in folder.iterdir()):
        raise HistoryError(f"{label}: there are only zip files in it; give one of them")
    return sorted(members, key=lambda member: member.name)


def _of_zip(label: str, path: Path) -> list[Member]:
    try:
        packed = zipfile.ZipFile(path)  # closed with the last of its members
        entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise _damaged(label) from None
    except OSError as error:
        raise _unreadable(label, error) from None
    _refuse_too_many(label, len(entries))
    if any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise HistoryError(f"{label}: this is a workbook; save it as CSV, and give that")
    members: dict[str, Member] = {}
    for entry in entries:
        name = clean(entry.filename.replace("\\", "/"))
        if name.endswith("/") or not _is_wanted(name):
            continue
        if entry.flag_bits & 0x1:
            raise HistoryError(
                f"{label}: it is locked with a password; unpack it, and give the folder"
            )
        reader = partial(_read_entry, label, packed, entry)
        members[name] = Member(name, entry.file_size, reader)  # of two of a name the later counts
    return list(members.values())


def _is_wanted(name: str) -> bool:
    """Whether a file may say what a person did, by its path alone."""
    parts = [part.lower() for part in PurePosixPath(name).parts]
    return bool(
        parts
        and parts[-1].endswith(_TEXT)
        and parts[-1] not in _PERSONAL
        and not any(part in _PASSED_OVER or part.startswith(".") for part in parts)
    )


def _without_top(label: str, members: list[Member]) -> list[Member]:
    """The members, named from within the folder that all lie in, as is where people pack an
    export again."""
    if not members:
        raise HistoryError(f"{label}: there is no CSV and no JSON file in it; give the export")
    _refuse_too_large(label, sum(member.size for member in members))
    split = [member.name.split("/") for member in members]
    depth = 0
    shallowest = min(len(parts) for parts in split) - 1
    while depth < shallowest and len({parts[depth] for parts in split}) == 1:
        depth += 1
    named = [
        Member("/".join(parts[depth:]), member.size, member._read)
        for parts, member in zip(split, members, strict=True)
    ]
    return list(_about_titles(named))


def _about_titles(members: Iterable[Member]) -> Iterator[Member]:
    """Of all that Netflix keeps of a person the files about titles; all others of others."""
    members = list(members)
    titles = [member for member in members if _OF_TITLES in member.name.lower().split("/")]
    return iter(titles or members)


def _read_file(label: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(label, error) from None


def _read_entry(label: str, packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One file of a zip, never more than the bytes that it is said to have."""
    if entry.compress_type not in _PACKINGS:
        raise HistoryError(f"{label}: it is packed in a rare way; unpack it, and give the folder")
    try:
        with packed.open(entry) as file:
            data = file.read(entry.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        raise _damaged(label) from None
    except OSError as error:
        raise _unreadable(label, error) from None
    if len(data) < entry.file_size:
        raise _damaged(label)
    return data


def _refuse_too_large(label: str, size: int) -> None:
    if size > MOST_BYTES:
        raise HistoryError(
            f"{label}: {size >> 20:,} MB are too large for one person's history; "
            "give the export alone"
        )


def _refuse_too_many(label: str, n: int) -> None:
    if n > MOST_MEMBERS:
        raise HistoryError(
            f"{label}: there are more than {MOST_MEMBERS:,} files in it; give the export alone"
        )


def _damaged(label: str) -> HistoryError:
    return HistoryError(f"{label}: the zip is damaged; download it again")


def _unreadable(label: str, error: OSError) -> HistoryError:
    why = error.strerror or type(error).__name__
    return HistoryError(f"{label}: it cannot be read ({why}); check its permissions")
