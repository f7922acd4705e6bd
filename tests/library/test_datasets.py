"""`library.datasets`: imported, used and removed, by two processes too."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from recflix_tui.dataset.values import DatasetError
from recflix_tui.library.datasets import SAMPLE
from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from tests.library.training import train


def test_removing_a_damaged_dataset_leaves_a_home_that_works(library: Library) -> None:
    train(library)
    folder = library.paths.datasets / "small"
    (folder / "dataset.json").write_text("{")
    (library.paths.models / "small" / "active.json").write_text("{")
    library.session.refresh()
    assert library.snapshot.dataset_problem is not None
    library.datasets.remove("small")
    assert library.snapshot.dataset is None
    library.datasets.use_sample_if_none()
    assert library.snapshot.need_dataset().name == SAMPLE


def test_removing_the_dataset_in_use_takes_another(library: Library, tiny_movielens: Path) -> None:
    library.datasets.add(tiny_movielens, "tiny")
    library.datasets.remove("small")
    assert library.snapshot.need_dataset().name == "tiny"


def test_two_first_starts_share_one_sample(home: Path) -> None:
    libraries = [Library.open() for _ in range(2)]
    failures: list[Exception] = []

    def ensure(library: Library) -> None:
        try:
            library.datasets.use_sample_if_none()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ensure, args=(library,)) for library in libraries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [library.snapshot.need_dataset().name for library in libraries] == [SAMPLE, SAMPLE]
    for library in libraries:
        library.close()


def test_figures_are_counted_once_for_a_dataset_and_anew_for_another(
    library: Library, tiny_movielens: Path
) -> None:
    before = library.datasets.portrait()
    assert (before.name, before.n_titles) == ("small", 60)
    assert library.datasets.portrait("small") is before
    library.datasets.add(tiny_movielens, "tiny")
    assert library.datasets.portrait("tiny").n_titles == 5
    library.datasets.use("tiny")
    found = library.datasets.portrait()
    assert (found.name, found.n_ratings, found.time) == ("tiny", 15, None)


def test_where_no_dataset_is_in_use_there_are_no_figures(home: Path) -> None:
    library = Library.open()
    with pytest.raises(LibraryError, match="no dataset is in use"):
        library.datasets.portrait()
    with pytest.raises(DatasetError, match="there is no dataset films"):
        library.datasets.portrait("films")
    library.close()
