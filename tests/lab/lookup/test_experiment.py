"""The experiment: which sizes, which ids, what is told and in which order."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.lab.errors import LabError
from recflix_tui.lab.lookup import experiment
from recflix_tui.lab.lookup.events import LookupBuilding, LookupDone, LookupMeasured, LookupStarted
from recflix_tui.lab.lookup.experiment import absent_ids, app_sizes, ids_of, measure, sizes_up_to
from recflix_tui.lab.lookup.ways import (
    WAYS_IN_PYTHON,
    WAYS_OF_APP,
    Built,
    Catalogue,
    Way,
    build,
    build_app,
    first_titles,
)


def test_sizes_are_two_in_each_decade_and_end_with_the_largest() -> None:
    assert sizes_up_to(1000) == [1000]
    assert sizes_up_to(10_000) == [1000, 3000, 10_000]
    assert sizes_up_to(20_000) == [1000, 3000, 10_000, 20_000]
    assert len(sizes_up_to(10_000_000)) == 9


def test_the_app_is_measured_up_to_the_whole_catalogue() -> None:
    assert app_sizes(62_423) == [1000, 3000, 10_000, 30_000, 62_423]
    assert app_sizes(60) == [60]


def test_each_way_finds_the_title_of_each_id_and_none_for_ids_between(dataset: Dataset) -> None:
    ids = dataset.movie_ids.tolist()
    catalogue = Catalogue(ids, [dataset.title(item) for item in range(dataset.n_items)])
    wanted = [ids[-1], ids[0], 5, ids[7], 10**9, -3]
    expected = ["Film 59", "Film 0", None, "Film 7", None, None]
    for way in WAYS_IN_PYTHON:
        assert build(way, catalogue).look_up(wanted) == expected
    for way in WAYS_OF_APP:
        assert build_app(way, dataset).look_up(wanted) == expected


def test_what_a_way_is_kept_in_counts_its_table_and_its_numbers(dataset: Dataset) -> None:
    ids = [1000 + 3 * n for n in range(500)]
    catalogue = Catalogue(ids, ["x"] * 500)
    held = {way: build(way, catalogue).nbytes for way in WAYS_IN_PYTHON}
    assert held[Way.LIST] == held[Way.BINARY] > 500 * (8 + 24)
    assert held[Way.DICT] > held[Way.LIST]
    assert build_app(Way.APP, dataset).nbytes == 8 * dataset.n_items


def test_the_first_titles_of_a_dataset_are_all_that_its_own_path_finds(dataset: Dataset) -> None:
    part = first_titles(dataset, 20)
    for way in WAYS_OF_APP:
        assert build_app(way, part).look_up([190, 200]) == ["Film 19", None]
    assert dataset.item_of(200) == 20


def test_ids_are_the_datasets_own_up_to_its_size_and_made_up_beyond(dataset: Dataset) -> None:
    assert ids_of(dataset, 10).tolist() == dataset.movie_ids[:10].tolist()
    made_up = ids_of(dataset, 5000)
    assert len(made_up) == 5000
    assert set(np.diff(made_up).tolist()) == {1, 2, 3}


def test_absent_ids_are_next_to_those_there_and_none_of_them() -> None:
    assert absent_ids(np.array([1, 2, 3, 7, 9])).tolist() == [4, 8, 10]


def test_every_way_is_told_of_at_every_size_with_ids_there_and_without(dataset: Dataset) -> None:
    events = list(measure(dataset, 3000))
    first, last = events[0], events[-1]
    assert isinstance(first, LookupStarted)
    assert (first.sizes, first.app_sizes, first.n_items) == ([1000, 3000], [60], 60)
    assert isinstance(last, LookupDone)
    assert [e.n_titles for e in events if isinstance(e, LookupBuilding)] == [1000, 3000]
    told = [(e.way, e.n_titles, e.is_there) for e in events if isinstance(e, LookupMeasured)]
    assert set(told) == {
        *((way, 60, there) for way in WAYS_OF_APP for there in (True, False)),
        *(
            (way, n, there)
            for way in WAYS_IN_PYTHON
            for n in (1000, 3000)
            for there in (True, False)
        ),
    }
    assert len(told) == len(set(told))
    assert all(e.ns > 0 and e.n_lookups > 0 for e in events if isinstance(e, LookupMeasured))


def test_which_ids_are_asked_for_hangs_on_the_seed_alone(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(seed: int) -> list[list[int]]:
        batches: list[list[int]] = []

        def listening(way: Way, catalogue: Catalogue) -> Built:
            built = build(way, catalogue)

            def look_up(wanted: list[int]) -> list[str | None]:
                batches.append(wanted)
                return list(built.look_up(wanted))

            return Built(look_up, built.nbytes)

        monkeypatch.setattr(experiment, "build", listening)
        # A clock by which every batch takes a second: how large they are hangs on no machine.
        clock = itertools.count(0, 10**9).__next__
        monkeypatch.setattr("recflix_tui.lab.lookup.timing.best_clock", lambda: clock)
        list(measure(dataset, 1000, seed))
        return batches

    assert asked(1) == asked(1)
    assert asked(1) != asked(2)


def test_a_way_that_finds_something_else_is_not_timed(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Built(lambda wanted: [None] * len(wanted), 0)
    monkeypatch.setattr(experiment, "build", lambda way, catalogue: nothing)
    with pytest.raises(LabError, match="by dict found other titles"):
        list(measure(dataset, 1000))


def test_too_little_memory_is_said_with_what_to_ask_for(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(way: Way, catalogue: Catalogue) -> Built:
        if len(catalogue.ids) > 3000:
            raise MemoryError
        return build(way, catalogue)

    monkeypatch.setattr(experiment, "build", full)
    with pytest.raises(LabError, match=r"10,000 titles .* --largest 1000"):
        list(measure(dataset, 10_000))
