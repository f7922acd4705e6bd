"""What hangs on a dataset, or on a title of it, is worked out once, and forgotten with it."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend import once
from recflix_tui.recommend.once import once_a_dataset, once_a_title


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


def test_of_titles_the_last_are_kept_and_the_oldest_goes(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []

    @once_a_title
    def known(item: int, dataset: Dataset) -> int:
        done.append(item)
        return 10 * item

    monkeypatch.setattr(once, "MOST_KEPT", 2)
    assert [known(item, dataset) for item in (4, 5, 4, 6, 4, 5)] == [40, 50, 40, 60, 40, 50]
    assert done == [4, 5, 6, 5]


def test_no_dataset_is_held_for_what_was_made_of_it(small_movielens: Path, tmp_path: Path) -> None:
    known = once_a_dataset(lambda dataset: dataset.n_items)
    of_title = once_a_title(lambda item, dataset: item + dataset.n_items)
    dataset = opened(small_movielens, tmp_path / "datasets")
    assert (known(dataset), of_title(1, dataset)) == (60, 61)
    held = ref(dataset)
    del dataset
    gc.collect()
    assert held() is None
