"""The datasets that are imported into a home: import one, list, open and remove them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from recflix_tui.dataset.aside import aside, empty_trash, gate, put_away, sweep
from recflix_tui.dataset.credits.kept import of_credits
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.dataset_files import check_dataset, open_dataset
from recflix_tui.dataset.description import NewerFormat, describe
from recflix_tui.dataset.values import DatasetError, Stamp, stamp_of
from recflix_tui.durable import sync_folder
from recflix_tui.text import clean

if TYPE_CHECKING:
    from recflix_tui.dataset.credits.credits import CreditCounts

__all__ = [
    "DatasetInfo",
    "check_name",
    "check_named",
    "enrich_dataset",
    "import_dataset",
    "is_name",
    "list_datasets",
    "open_named",
    "remove_dataset",
    "stamp",
    "sweep",
]

Progress = Callable[[str, float], None]

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True)
class DatasetInfo:
    """What a list of datasets shows of one."""

    name: str
    """What it is kept under."""
    n_users: int
    """How many users rated."""
    n_items: int
    """How many titles it has, rated or not."""
    n_ratings: int
    """How many ratings they gave."""
    source: str
    """The folder or zip that it was imported from (its name alone)."""
    id_space: str
    """Datasets of one id space share movie ids; see id_spaces.py."""
    fingerprint: str
    """The SHA-256, in hexadecimal, of all that a model is trained on."""
    bytes: int
    """What it takes on disk."""
    credits: CreditCounts | None = None
    """Of how many titles directors, cast and running time are known; None where IMDb's files were
    not read."""
    n_without_imdb_id: int = 0
    """How many titles have no IMDb id, so that their credits cannot be known."""
    lost_credits: bool = False
    """Of an import: whether it took the place of a dataset with credits, which are gone."""
    damage: str | None = None
    """The line that says why it cannot be opened, None where it can; all else but the name is
    then empty."""


def import_dataset(
    path: Path, datasets_dir: Path, name: str | None = None, progress: Progress | None = None
) -> DatasetInfo:
    """Read the MovieLens folder or zip at `path` into `datasets_dir`, under `name` or its own.

    `progress(stage, fraction)` is called as the work goes on, fraction from 0 to 1. Until all
    is on disk nothing is seen under the name; what fails, or is called off by an exception of
    `progress`, leaves nothing behind. Raises DatasetError with the one line to show.
    """
    name = check_name(_own_name(path)) if name is None else check_name(name)
    target = datasets_dir / name
    _refuse_taken(target)
    try:
        with aside(datasets_dir) as work:
            _build(path, work, target.name, progress)
            with gate(datasets_dir):
                _refuse_taken(target)
                lost_credits = False
                if target.is_dir():
                    lost_credits = any(of_credits(path.name) for path in target.iterdir())
                    put_away(target)
                (work / name).rename(target)
                sync_folder(datasets_dir)
        empty_trash(datasets_dir)
    except OSError as error:
        reason = error.strerror or "the disk may be full"
        raise DatasetError(
            f"dataset {name} cannot be written ({reason}); make room or check {datasets_dir}"
        ) from None
    except MemoryError:
        raise DatasetError(
            f"dataset {name} does not fit in memory; close other programs, or import a smaller one"
        ) from None
    return replace(_info(target), lost_credits=lost_credits)


def enrich_dataset(
    datasets_dir: Path, name: str, imdb: Path, progress: Progress | None = None
) -> DatasetInfo:
    """Read the credits of the dataset `name` from the folder of IMDb's files `imdb`; see
    `reading.imdb.enrich`. Raises DatasetError, and nothing is changed."""
    from recflix_tui.dataset.reading.imdb.enrich import enrich

    folder = _existing(datasets_dir, name)
    try:
        enrich(folder, imdb, progress)
    except OSError as error:
        reason = error.strerror or "the disk may be full"
        raise DatasetError(
            f"the credits of dataset {name} cannot be written ({reason}); "
            f"make room or check {datasets_dir}"
        ) from None
    return _info(folder)


def _build(path: Path, work: Path, name: str, progress: Progress | None) -> None:
    # Only an import needs these and what they load.
    from recflix_tui.dataset.reading.assemble import write
    from recflix_tui.dataset.reading.movielens import read_movielens

    unpacked = work / "unpacked"
    unpacked.mkdir()
    write(read_movielens(path, unpacked, progress), work / name, progress)


def list_datasets(datasets_dir: Path) -> list[DatasetInfo]:
    """Every dataset by name, those that cannot be opened with their damage."""
    return [_info(folder) for folder in _folders(datasets_dir)]


def open_named(datasets_dir: Path, name: str) -> Dataset:
    """Open the dataset `name`. Raises DatasetError if there is none, or it is damaged."""
    return open_dataset(_existing(datasets_dir, name))


def stamp(datasets_dir: Path, name: str) -> Stamp | None:
    """What changes when the dataset `name` is imported anew: (inode, nanoseconds) of its
    dataset.json, as kept in `Dataset.stamp`; None when it is gone. Cheap enough to poll."""
    return stamp_of(datasets_dir / name) if is_name(name) else None


def is_name(name: str) -> bool:
    """Whether a dataset can be kept under it."""
    stem = name.split(".")[0].lower()
    return bool(_NAME.fullmatch(name)) and not name.endswith(".") and stem not in _DEVICES


def check_named(datasets_dir: Path, name: str) -> None:
    """Raise DatasetError unless the dataset `name` is there and every byte as it was written."""
    check_dataset(_existing(datasets_dir, name))


def remove_dataset(datasets_dir: Path, name: str) -> None:
    """Take the dataset `name` off the disk, damaged or not. Raises DatasetError without one."""
    folder = _existing(datasets_dir, name)
    try:
        with gate(datasets_dir):
            put_away(folder)
    except OSError as error:
        raise DatasetError(
            f"dataset {name} cannot be removed ({error.strerror}); check {datasets_dir}"
        ) from None
    empty_trash(datasets_dir)


def check_name(name: str) -> str:
    """`name` if it can name a dataset, else DatasetError."""
    if is_name(name):
        return name
    raise DatasetError(
        f'"{clean(name)[:80]}" cannot name a dataset; use up to 64 letters, digits, - _ . '
        "(give one with --name)"
    )


def _own_name(path: Path) -> str:
    own = path.absolute().name
    return own[:-4] if own.lower().endswith(".zip") else own


def _existing(datasets_dir: Path, name: str) -> Path:
    folder = datasets_dir / check_name(name)
    if folder.is_dir():
        return folder
    names = ", ".join(folder.name for folder in _folders(datasets_dir)) or "none yet"
    raise DatasetError(f"there is no dataset {name}; there is: {names}")


def _folders(datasets_dir: Path) -> list[Path]:
    if not datasets_dir.is_dir():
        return []
    return sorted(
        folder
        for folder in datasets_dir.iterdir()
        if _NAME.fullmatch(folder.name) and folder.is_dir()
    )


def _info(folder: Path) -> DatasetInfo:
    try:
        described = describe(folder)
        dataset = open_dataset(folder)
    except DatasetError as error:
        return DatasetInfo(folder.name, 0, 0, 0, "", "", "", 0, damage=str(error))
    facts = described.facts
    return DatasetInfo(
        facts.name,
        facts.n_users,
        facts.n_items,
        facts.n_ratings,
        facts.source,
        facts.id_space,
        facts.fingerprint,
        bytes=sum(described.files.values()) + described.own_bytes,
        credits=None if dataset.credits is None else dataset.credits.counts,
        n_without_imdb_id=int(np.count_nonzero(dataset.imdb_ids == 0)),
    )


def _refuse_taken(target: Path) -> None:
    """Raise DatasetError where the name is taken by more than a damaged dataset."""
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise DatasetError(
            f"{target} is in the way, and no dataset: move it elsewhere, "
            "or give another name with --name"
        )
    try:
        check_dataset(target)
    except NewerFormat:
        raise
    except DatasetError:
        return
    raise DatasetError(
        f"there is a dataset {target.name} already; "
        f"remove it first, or give another name with --name"
    )
