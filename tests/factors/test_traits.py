"""What titles have in common, counted title by title."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.traits import LEAST_TITLES, TraitKind, Traits, traits_of


@pytest.fixture(scope="module")
def traits(dataset: Dataset) -> Traits:
    return traits_of(dataset, np.arange(dataset.n_items) != 7)


def holders(traits: Traits, name: str) -> set[int]:
    """The items that have the trait, told title by title."""
    at = traits.names.index(name)
    each = np.split(traits.indices, traits.indptr[1:-1])
    return {int(item) for item, own in zip(traits.items, each, strict=True) if at in own}


def test_genres_and_decades_are_those_of_the_titles(dataset: Dataset, traits: Traits) -> None:
    for name in dataset.genre_names:
        having = {i for i in range(60) if name in dataset.genres(i) and i != 7}
        assert holders(traits, name) == having
    sixties = {i for i in range(60) if 1960 <= (dataset.year(i) or 0) < 1970}
    assert holders(traits, "1960s") == sixties
    assert holders(traits, "before 1960") == set(range(10)) - {7}


def test_audiences_are_the_quarters_at_both_ends(dataset: Dataset, traits: Traits) -> None:
    for values, high, low in (
        (dataset.counts, "much rated", "little rated"),
        (dataset.means, "acclaimed", "panned"),
    ):
        at_top, at_bottom = holders(traits, high), holders(traits, low)
        between = set(traits.items.tolist()) - at_top - at_bottom
        assert 0 < len(at_top) <= 15
        assert 0 < len(at_bottom) <= 15
        assert min(values[i] for i in at_top) > max(values[i] for i in between)
        assert max(values[i] for i in at_bottom) < min(values[i] for i in between)


def test_totals_and_counts_are_those_of_the_titles(traits: Traits) -> None:
    assert traits.totals.tolist() == [len(holders(traits, name)) for name in traits.names]
    places = np.array([3, 40, 11])
    some = set(traits.items[places].tolist())
    counted = [len(holders(traits, name) & some) for name in traits.names]
    assert traits.counts(places).tolist() == counted
    assert traits.counts(places[:0]).tolist() == [0] * len(traits.names)


def test_what_few_titles_have_is_no_trait(dataset: Dataset) -> None:
    few = traits_of(dataset, np.arange(dataset.n_items) < LEAST_TITLES + 1)
    assert set(few.names) == {"1950s", "before 1960"}
    assert set(few.kinds) == {TraitKind.DECADE}


def test_without_a_well_known_title_there_are_no_traits(dataset: Dataset) -> None:
    none = traits_of(dataset, np.zeros(dataset.n_items, np.bool_))
    assert (none.names, len(none.items), none.indptr.tolist()) == ((), 0, [0])


@pytest.fixture(scope="module")
def tagged(small_movielens: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The small dataset, with tags: movie 10 n is title n."""
    folder = Path(shutil.copytree(small_movielens, tmp_path_factory.mktemp("tags") / "tagged"))
    given = [
        *((user, 10 * n, "quirky") for user in (1, 2) for n in range(0, 14, 2)),
        *((3, 10 * n, "to watch") for n in range(20)),
        *((user, 10 * n, "sci fi") for user in (1, 2) for n in range(20)),
        *((user, 10 * n, "rare") for user in (1, 2) for n in range(4)),
    ]
    with (folder / "tags.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["userId", "movieId", "tag", "timestamp"])
        rows.writerows([*row, 1_000_000_000] for row in given)
    imported.import_dataset(folder, folder.parent / "datasets", "tagged")
    return imported.open_named(folder.parent / "datasets", "tagged")


def test_tags_are_traits_where_people_agree_on_them(tagged: Dataset) -> None:
    found = traits_of(tagged, np.arange(60) != 4)
    tags = [n for n, kind in zip(found.names, found.kinds, strict=True) if kind is TraitKind.TAG]
    # One person's notes, what says a genre again, and what few titles have are none.
    assert tags == ["quirky"]
    assert holders(found, "quirky") == {0, 2, 6, 8, 10, 12}
