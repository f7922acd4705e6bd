"""The files of one dataset: plain arrays beside a description, written, and opened mapped."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from recflix_tui.dataset import soundness
from recflix_tui.dataset.credits import kept
from recflix_tui.dataset.dataset import TITLES, Dataset
from recflix_tui.dataset.description import Description, damaged, describe, write_description
from recflix_tui.dataset.search.index import TYPES as SEARCH_TYPES
from recflix_tui.dataset.search.index import SearchIndex
from recflix_tui.dataset.search.lexicon import Texts
from recflix_tui.dataset.values import (
    Array,
    CsrRatings,
    DatasetError,
    DatasetFacts,
    Demographics,
    Tags,
    stamp_of,
)
from recflix_tui.durable import sync_file, sync_folder
from recflix_tui.kept_files import Damaged, digest, open_array

if TYPE_CHECKING:
    from recflix_tui.dataset.credits.credits import Credits

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
_RATING_PARTS = ("indices", "values", "times")
_BY_ITEM = (
    "movie_ids",
    "genre_bits",
    "years",
    "counts",
    "means",
    "title_rank",
    "title_ends",
    "imdb_ids",
    "search_by_count",
)
# What only some data has; a dataset has all of a kind or none. Regions, and ids at TMDB, were not
# always kept.
_DEMOGRAPHICS_TYPES = {"people_ages": "|i1", "people_genders": "|i1", "people_occupations": "<i2"}
_REGIONS_TYPES = {"people_regions": "|i1"}
_TMDB_TYPES = {"tmdb_ids": "<i8"}
_TAGS_TYPES = {
    "tag_text": "|u1",
    "tag_ends": "<i8",
    "tag_indptr": "<i8",
    "tag_indices": "<i4",
    "tag_counts": "<i4",
}
_CREDITS_BY_ITEM = ("credit_director_indptr", "credit_cast_indptr")


class Writer:
    """Writes the files of one dataset into a folder nobody else reads yet, the description last."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._files: dict[str, int] = {}
        self._checksums: dict[str, Future[str]] = {}
        self._beside = ThreadPoolExecutor(1)  # works out checksums while the next file is made

    def array(self, name: str, array: Array) -> None:
        types = _TYPES | _DEMOGRAPHICS_TYPES | _REGIONS_TYPES | _TMDB_TYPES | _TAGS_TYPES
        kind = types.get(name, array.dtype.str)
        with (self._folder / f"{name}.npy").open("wb") as file:
            np.save(file, np.ascontiguousarray(array, dtype=kind), allow_pickle=False)
            sync_file(file)
        self._note(f"{name}.npy")

    def csr(self, side: str, csr: CsrRatings) -> None:
        for part in ("indptr", "indices", "values", "times"):
            self.array(f"{side}_{part}", getattr(csr, part))

    def demographics(self, demographics: Demographics) -> None:
        for part in ("ages", "genders", "occupations", "regions"):
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
        write_description(self._folder, facts, *self.written())
        sync_folder(self._folder)

    def written(self) -> tuple[dict[str, int], dict[str, str]]:
        """The files written so far by name: their sizes in bytes, and their SHA-256."""
        checksums = {name: checksum.result() for name, checksum in self._checksums.items()}
        return self._files, checksums

    def _note(self, name: str) -> None:
        path = self._folder / name
        self._files[name] = path.stat().st_size
        self._checksums[name] = self._beside.submit(digest, path)


def open_dataset(folder: Path) -> Dataset:
    """Open the dataset in `folder`, its arrays read-only and the large ones memory-mapped.

    Raises DatasetError if it is damaged, as far as shows in a moment, or of a newer format.
    """
    for _ in range(_TRIES):
        before = stamp_of(folder)
        try:
            described, arrays = _load(folder)
        except DatasetError:
            if stamp_of(folder) == before:
                raise
            continue
        if before and stamp_of(folder) == before:
            credits = _credits_of(arrays)
            checksum, index = described.checksums.get(TITLES), _search_index(arrays, credits)
            return Dataset(described.facts, arrays, index, folder, before, checksum, credits)
    raise DatasetError(f"dataset {folder.name} is being replaced; try again")


def _credits_of(arrays: dict[str, Array]) -> Credits | None:
    """The credits among a dataset's arrays, None where it has none: mostly none are loaded for."""
    if "credit_text" not in arrays:
        return None
    from recflix_tui.dataset.credits.credits import Credits

    return Credits.of(arrays)


def _search_index(arrays: dict[str, Array], credits: Credits | None) -> SearchIndex:
    titles = Texts(arrays["title_text"], arrays["title_ends"])
    people = None
    if credits is not None:
        from recflix_tui.dataset.search.people import People

        people = People(arrays, credits)
    return SearchIndex(arrays, titles, arrays["years"], arrays["counts"], people)


def check_dataset(folder: Path) -> None:
    """Raise DatasetError unless all of a dataset is as it was written; reads every byte."""
    dataset = open_dataset(folder)
    described = describe(folder)
    soundness.check_sums(folder, described.checksums)
    if not described.checksums:
        soundness.check_without_sums(dataset.facts, dataset.ids, dataset.by_user, dataset.by_item)
    _ = dataset.by_user, dataset.by_item, dataset.titles


def check_before_training(dataset: Dataset) -> None:
    """Raise DatasetError unless what a training reads of a dataset is as it was written."""
    if stamp_of(dataset.folder) != dataset.stamp:
        return  # replaced meanwhile; what was opened stays readable
    checksums = describe(dataset.folder).checksums
    if checksums:
        names = (name for name in checksums if name.startswith(soundness.TRAINED_ON))
        soundness.check_sums(dataset.folder, {name: checksums[name] for name in names})
    else:
        soundness.check_fingerprint(dataset.facts, dataset.ids, dataset.by_user)


def _load(folder: Path) -> tuple[Description, dict[str, Array]]:
    described = describe(folder)
    facts = described.facts
    types = _TYPES | SEARCH_TYPES
    for some in (_DEMOGRAPHICS_TYPES, _REGIONS_TYPES, _TMDB_TYPES, _TAGS_TYPES):
        if any(f"{name}.npy" in described.files for name in some):
            types |= some
    generation = kept.generation_of(described.files)
    types |= kept.TYPES if generation else {}
    files = {name: f"{kept.stem(name, generation)}.npy" for name in types}
    for name in (TITLES, *files.values()):
        if name not in described.files:
            raise damaged(folder.name, f"dataset.json does not name {name}")
    lengths = _lengths(facts)
    arrays = {}
    for name, kind in types.items():
        try:
            arrays[name] = open_array(folder / files[name], kind, (lengths.get(name),))
        except Damaged as damage:
            raise damaged(folder.name, f"{files[name]} {damage}") from None
    unsound = soundness.first_unsound(facts, arrays)
    if unsound is not None:
        raise damaged(folder.name, f"{files[unsound]} is damaged")
    return described, arrays


def _lengths(facts: DatasetFacts) -> dict[str, int]:
    """The length of each array that the counts tell."""
    ratings = [f"{side}_{part}" for side in ("by_user", "by_item") for part in _RATING_PARTS]
    users = ["user_ids", *_DEMOGRAPHICS_TYPES, *_REGIONS_TYPES]
    return (
        dict.fromkeys(ratings, facts.n_ratings)
        | dict.fromkeys(users, facts.n_users)
        | dict.fromkeys((*_BY_ITEM, *_TMDB_TYPES), facts.n_items)
        | {
            "by_user_indptr": facts.n_users + 1,
            "by_item_indptr": facts.n_items + 1,
            "tag_indptr": facts.n_items + 1,
            "credit_runtimes": facts.n_items,
        }
        | dict.fromkeys(_CREDITS_BY_ITEM, facts.n_items + 1)
    )
