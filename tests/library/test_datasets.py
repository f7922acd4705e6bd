"""`library.datasets`: imported, used and removed, by two processes too."""

from __future__ import annotations

import threading
from pathlib import Path

from recflix_tui.library.datasets import SAMPLE
from recflix_tui.library.library import Library
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
