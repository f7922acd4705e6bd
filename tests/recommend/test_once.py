"""What hangs on a dataset alone is worked out once, and forgotten with it."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_dataset


def opened(source: Path, folder: Path) -> Dataset:
    if not folder.exists():
        imported.import_dataset(source, folder, "small")
    return imported.open_named(folder, "small")


def test_work_is_done_once_for_each_dataset(small_movielens: Path, tmp_path: Path) -> None:
    done: list[Dataset] = []

    @once_a_dataset
    def known(dataset: Dataset) -> int:
        done.append(dataset)
        return len(done)

    one, other = (opened(small_movielens, tmp_path / "datasets") for _ in range(2))
    assert [known(one), known(other), known(one)] == [1, 2, 1]
    assert done == [one, other]


def test_no_dataset_is_held_for_what_was_made_of_it(small_movielens: Path, tmp_path: Path) -> None:
    known = once_a_dataset(lambda dataset: dataset.n_items)
    dataset = opened(small_movielens, tmp_path / "datasets")
    assert known(dataset) == 60
    held = ref(dataset)
    del dataset
    gc.collect()
    assert held() is None
