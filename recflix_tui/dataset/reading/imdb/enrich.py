"""IMDb's files into the credits of a dataset that is there, beside its other files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np

from recflix_tui.dataset.aside import aside, gate
from recflix_tui.dataset.credits import kept
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.dataset_files import Writer, check_dataset, open_dataset
from recflix_tui.dataset.description import describe, write_description
from recflix_tui.dataset.reading.imdb.read_credits import Progress, read_credits
from recflix_tui.dataset.values import Array, DatasetError, stamp_of
from recflix_tui.durable import discard, sync_folder
from recflix_tui.kept_files import digest

T = TypeVar("T")


def enrich(folder: Path, imdb: Path, progress: Progress | None = None) -> None:
    """Read the credits of the dataset in `folder` from the folder of IMDb's files `imdb`, and
    keep them beside it, in place of those that it has.

    Until all is on disk the dataset is as it was; what fails, or is called off by an exception of
    `progress`, changes nothing. Raises DatasetError and OSError.
    """
    dataset = open_dataset(folder)
    if not dataset.imdb_ids.any():
        raise DatasetError(
            f"dataset {dataset.name} has no IMDb ids, so that nothing can be joined with it; "
            "import one whose files have a links.csv"
        )
    arrays = read_credits(imdb, dataset.imdb_ids, progress)
    if progress is not None:
        progress("writing", 0.97)
    _keep(dataset, arrays)
    if progress is not None:
        progress("done", 1.0)


def _keep(dataset: Dataset, arrays: Mapping[str, Array]) -> None:
    """Write the credits aside, then into the dataset, which has them once it is described anew."""
    folder = dataset.folder
    with aside(folder.parent) as work:
        writer = Writer(work / "credits")
        for name, kind in kept.TYPES.items():
            writer.array(name, arrays[name].astype(np.dtype(kind), copy=False))
        sizes, sums = writer.written()
        with gate(folder.parent):
            if stamp_of(folder) != dataset.stamp:
                raise DatasetError(
                    f"dataset {dataset.name} was replaced meanwhile; enrich it again"
                )
            described = describe(folder)
            if not described.checksums:
                check_dataset(folder)  # what is given sums from here on is whole
            before = kept.generation_of(described.files)
            to = next(g for g in kept.GENERATIONS if g != before)
            files = _without_credits(described.files)
            checksums = described.checksums or {name: digest(folder / name) for name in files}
            checksums = _without_credits(checksums)
            for name in kept.TYPES:
                aside_name, own = f"{name}.npy", f"{kept.stem(name, to)}.npy"
                (work / "credits" / aside_name).replace(folder / own)
                files[own], checksums[own] = sizes[aside_name], sums[aside_name]
            sync_folder(folder)
            write_description(folder, described.facts, files, checksums)
            for name in set(described.files) - set(files):
                discard(folder / name)


def _without_credits(of_files: Mapping[str, T]) -> dict[str, T]:
    return {name: value for name, value in of_files.items() if not kept.of_credits(name)}
