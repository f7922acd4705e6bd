"""The files of one dataset: plain arrays beside a description, written, and opened mapped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.search.index import TYPES as SEARCH_TYPES
from recflix_tui.dataset.search.index import SearchIndex
from recflix_tui.dataset.search.lexicon import Texts
from recflix_tui.dataset.values import (
    DESCRIPTION,
    Array,
    CsrRatings,
    DatasetError,
    DatasetFacts,
    Demographics,
    Scale,
    Tags,
    stamp_of,
)
from recflix_tui.durable import sync_file, sync_folder

FORMAT = 1
# How often to open again when another process replaces the dataset meanwhile.
_TRIES = 3

_TYPES: dict[str, str] = {
    "user_ids": "<i8",
    "movie_ids": "<i8",
    "genre_bits": "<u8",
    "years": "<i2",
    "counts": "<i4",
    "means": "<f4",
    "title_rank": "<i4",
    "title_text": "|u1",
    "title_ends": "<i8",
    "imdb_ids": "<i8",
} | {
    f"{side}_{part}": kind
    for side in ("by_user", "by_item")
    for part, kind in (("indptr", "<i8"), ("indices", "<i4"), ("values", "<f4"), ("times", "<i8"))
}
# What only some data has; a dataset has all of a kind or none.
_DEMOGRAPHICS_TYPES = {"people_ages": "|i1", "people_genders": "|i1", "people_occupations": "<i2"}
_TAGS_TYPES = {
    "tag_text": "|u1",
    "tag_ends": "<i8",
    "tag_indptr": "<i8",
    "tag_indices": "<i4",
    "tag_counts": "<i4",
}


@dataclass(frozen=True)
class Description:
    """What dataset.json holds."""

    facts: DatasetFacts
    """What the dataset says of itself."""
    files: dict[str, int]
    """Every other file by its name, with its size in bytes."""
    own_bytes: int
    """The size of dataset.json itself."""


class Writer:
    """Writes the files of one dataset into a folder nobody else reads yet, the description last."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._files: dict[str, int] = {}

    def array(self, name: str, array: Array) -> None:
        kind = (_TYPES | _DEMOGRAPHICS_TYPES | _TAGS_TYPES).get(name, array.dtype.str)
        with (self._folder / f"{name}.npy").open("wb") as file:
            np.save(file, np.ascontiguousarray(array, dtype=kind), allow_pickle=False)
            sync_file(file)
        self._note(f"{name}.npy")

    def csr(self, side: str, csr: CsrRatings) -> None:
        for part in ("indptr", "indices", "values", "times"):
            self.array(f"{side}_{part}", getattr(csr, part))

    def demographics(self, demographics: Demographics) -> None:
        for part in ("ages", "genders", "occupations"):
            self.array(f"people_{part}", getattr(demographics, part))

    def tags(self, tags: Tags) -> None:
        for part in ("text", "ends", "indptr", "indices", "counts"):
            self.array(f"tag_{part}", getattr(tags, part))

    def file(self, name: str, content: bytes) -> None:
        with (self._folder / name).open("wb") as file:
            file.write(content)
            sync_file(file)
        self._note(name)

    def finish(self, facts: DatasetFacts) -> None:
        scale = facts.scale
        described = {
            "format": FORMAT,
            "source": facts.source,
            "id_space": facts.id_space,
            "scale": [scale.low, scale.high, scale.step],
            "fingerprint": facts.fingerprint,
            "genre_names": list(facts.genre_names),
            "n_users": facts.n_users,
            "n_items": facts.n_items,
            "n_ratings": facts.n_ratings,
            "files": self._files,
        }
        with (self._folder / DESCRIPTION).open("w", encoding="utf-8") as file:
            json.dump(described, file, ensure_ascii=False, indent=1)
            sync_file(file)
        sync_folder(self._folder)

    def _note(self, name: str) -> None:
        self._files[name] = (self._folder / name).stat().st_size


def describe(folder: Path) -> Description:
    """Read dataset.json, check its format, and that every file it names has its size.

    Raises DatasetError if the dataset is damaged or of a newer format; nothing is changed.
    """
    try:
        content = (folder / DESCRIPTION).read_bytes()
        found = json.loads(content)
        made_by = found["format"]
    except (OSError, ValueError, KeyError, TypeError):
        raise _damaged(folder.name, f"{DESCRIPTION} cannot be read") from None
    if made_by != FORMAT:
        newer = isinstance(made_by, int) and made_by > FORMAT
        raise DatasetError(
            f"dataset {folder.name} is of format {made_by}, and this RecFlix reads {FORMAT}; "
            + ("update RecFlix to open it" if newer else "remove it and import it again")
        )
    try:
        scale = Scale(*(float(stars) for stars in found["scale"]))
        facts = DatasetFacts(
            name=folder.name,
            source=str(found["source"]),
            id_space=str(found["id_space"]),
            scale=scale,
            fingerprint=str(found["fingerprint"]),
            genre_names=tuple(str(name) for name in found["genre_names"]),
            n_users=int(found["n_users"]),
            n_items=int(found["n_items"]),
            n_ratings=int(found["n_ratings"]),
        )
        files = {str(name): int(size) for name, size in found["files"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _damaged(folder.name, f"{DESCRIPTION} is incomplete") from None
    for name, size in files.items():
        try:
            right = (folder / name).stat().st_size == size
        except OSError:
            right = False
        if not right:
            raise _damaged(folder.name, f"{name} is missing or of the wrong size")
    return Description(facts, files, len(content))


def open_dataset(folder: Path) -> Dataset:
    """Open the dataset in `folder`, its arrays memory-mapped and read-only.

    Raises DatasetError if it is damaged or of a newer format.
    """
    for _ in range(_TRIES):
        before = stamp_of(folder)
        try:
            facts, arrays = _load(folder)
        except DatasetError:
            if stamp_of(folder) == before:
                raise
            continue
        if before and stamp_of(folder) == before:
            return Dataset(
                facts,
                arrays,
                _search_index(arrays),
                folder,
                before,
            )
    raise DatasetError(f"dataset {folder.name} is being replaced; try again")


def _search_index(arrays: dict[str, Array]) -> SearchIndex:
    titles = Texts(arrays["title_text"], arrays["title_ends"])
    return SearchIndex(arrays, titles, arrays["years"], arrays["counts"])


def _load(folder: Path) -> tuple[DatasetFacts, dict[str, Array]]:
    described = describe(folder)
    facts = described.facts
    types = _TYPES | SEARCH_TYPES
    for some in (_DEMOGRAPHICS_TYPES, _TAGS_TYPES):
        if any(f"{name}.npy" in described.files for name in some):
            types |= some
    arrays = {name: _load_array(folder, name, kind) for name, kind in types.items()}
    lengths = {
        "user_ids": facts.n_users,
        "movie_ids": facts.n_items,
        "title_ends": facts.n_items,
        "by_user_indptr": facts.n_users + 1,
        "by_item_indptr": facts.n_items + 1,
        "by_user_indices": facts.n_ratings,
        "by_item_indices": facts.n_ratings,
        "years": facts.n_items,
        "search_by_count": facts.n_items,
    }
    lengths |= {name: facts.n_users for name in _DEMOGRAPHICS_TYPES if name in arrays}
    if "tag_text" in arrays:
        lengths |= _lengths_of_tags(facts, arrays)
    for name, length in lengths.items():
        if len(arrays[name]) != length:
            raise _damaged(folder.name, f"{name}.npy is of the wrong length")
    return facts, arrays


def _lengths_of_tags(facts: DatasetFacts, arrays: dict[str, Array]) -> dict[str, int]:
    ends, indptr = arrays["tag_ends"], arrays["tag_indptr"]
    n_given = int(indptr[-1]) if len(indptr) else 0
    return {
        "tag_text": int(ends[-1]) if len(ends) else 0,
        "tag_indptr": facts.n_items + 1,
        "tag_indices": n_given,
        "tag_counts": n_given,
    }


def _load_array(folder: Path, name: str, kind: str) -> NDArray[Any]:
    """The array in `name`.npy, one-dimensional and of dtype `kind`, memory-mapped."""
    path = folder / f"{name}.npy"
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        raise _damaged(folder.name, f"{path.name} cannot be read") from None
    if array.ndim != 1 or array.dtype.str != kind:
        raise _damaged(folder.name, f"{path.name} holds the wrong kind of numbers")
    # A plain view of the same memory: np.memmap itself is slow to index.
    plain: NDArray[Any] = array.view(np.ndarray)
    return plain


def _damaged(name: str, what: str) -> DatasetError:
    """The line for a dataset that cannot be trusted any more."""
    return DatasetError(f"dataset {name}: {what}; remove it and import it again")
