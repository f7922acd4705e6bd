"""What a library keeps, and how it tells of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from recflix_tui.cache_counts import CacheFigures
from recflix_tui.library.library import Library
from recflix_tui.recommend.well_known import well_known


def of(library: Library, name: str) -> CacheFigures:
    return next(figures for figures in library.lab.caches() if figures.name == name)


def test_a_taste_is_worked_out_once_and_then_found(library: Library) -> None:
    ann = library.profiles.add("Ann").id
    assert (of(library, "tastes").hits, of(library, "tastes").misses) == (0, 0)
    taste = library.recommendations.taste(ann)
    library.recommendations.taste(ann)
    library.recommendations.taste(ann)
    figures = of(library, "tastes")
    assert (figures.hits, figures.misses, figures.entries) == (2, 1, 1)
    assert figures.hit_rate == 2 / 3
    # Without a model there is nothing but these.
    assert taste.weighed is not None
    said = [part.weights.titles for part in taste.weighed.parts]
    titles = sum(each.nbytes for each in said if each is not None)
    assert figures.nbytes == taste.open_items.nbytes + titles
    library.profiles.rate(ann, 3, 4.0)
    assert of(library, "tastes").entries == 0
    library.recommendations.taste(ann)
    assert of(library, "tastes").misses == 2


def test_the_rows_of_home_are_made_once_until_something_changes(library: Library) -> None:
    ann = library.profiles.add("Ann").id
    for _ in range(3):
        library.recommendations.home(ann)
    assert (of(library, "home").hits, of(library, "home").misses) == (2, 1)
    library.profiles.rate(ann, 3, 4.0)
    library.recommendations.home(ann)
    assert (of(library, "home").hits, of(library, "home").misses) == (2, 2)


def test_of_a_dataset_that_is_in_use_no_longer_no_row_is_kept(
    library: Library, tiny_movielens: Path
) -> None:
    for name in ("Ada", "Bo"):
        library.recommendations.home(library.profiles.add(name).id)
    assert of(library, "home").entries == 2
    library.datasets.add(tiny_movielens, "tiny")
    library.datasets.use("tiny")
    assert (of(library, "home").entries, of(library, "rows").entries) == (0, 0)


def test_what_hangs_on_the_dataset_is_worked_out_once(library: Library) -> None:
    dataset = library.snapshot.need_dataset()
    before = of(library, "dataset")
    first, again = well_known(dataset), well_known(dataset)
    figures = of(library, "dataset")
    assert np.array_equal(first, again)
    assert (figures.hits - before.hits, figures.misses - before.misses) == (1, 1)
    assert figures.entries == before.entries + 1
    assert figures.nbytes == before.nbytes + dataset.n_items


def test_each_library_tells_of_its_own(library: Library, other: Library) -> None:
    ann = library.profiles.add("Ann").id
    library.recommendations.taste(ann)
    assert of(library, "tastes").misses == 1
    assert of(other, "tastes").misses == 0


def test_every_cache_has_another_name_and_says_what_it_keeps(library: Library) -> None:
    told = library.lab.caches()
    names = [figures.name for figures in told]
    assert len(set(names)) == len(names)
    assert all(figures.what for figures in told)
