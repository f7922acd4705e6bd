"""Home's shelves: which they are, what stands on them, and in what order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.browse import Filter, Sort, select
from recflix_tui.recommend.rows import Shelf, best, shelves, strongest_genres, well_known
from recflix_tui.recommend.taste import ProfileActivity, Taste, fold_in_profile

LOVES_DRAMA = ProfileActivity(ratings={1: 5.0, 4: 4.5, 7: 4.0, 0: 1.0, 2: 2.0})


def shelves_of(
    activity: ProfileActivity, dataset: Dataset, model: FactorModel | None, n: int = 8
) -> dict[str, Shelf]:
    taste = fold_in_profile(activity, dataset, model)
    return {shelf.key: shelf for shelf in shelves(taste, dataset, model, "Ada", n)}


def test_a_person_with_ratings_gets_personal_shelves_first(
    dataset: Dataset, model: FactorModel
) -> None:
    made = shelves_of(LOVES_DRAMA, dataset, model, n=4)
    assert list(made)[:3] == ["top", "because:1", "because:4"]
    assert {"hidden", "popular", "genre:1"} <= set(made)
    assert made["top"].title == "Top picks for Ada"
    assert made["top"].note == "from 5 ratings"
    assert made["because:1"].title == "Because you rated Film 1 5"


def test_without_ratings_the_popular_titles_come_first(
    dataset: Dataset, model: FactorModel
) -> None:
    made = shelves_of(ProfileActivity(), dataset, model)
    assert next(iter(made)) == "popular"
    assert "top" not in made
    counts = dataset.counts[list(made["popular"].items)]
    assert (np.diff(counts) <= 0).all()
    assert counts[0] == dataset.counts.max()


def test_without_a_model_there_are_shelves_all_the_same(dataset: Dataset) -> None:
    made = shelves_of(LOVES_DRAMA, dataset, None)
    assert next(iter(made)) == "popular"
    assert not any(key.startswith("because") for key in made)


def test_a_rated_watched_or_refused_title_is_on_no_shelf(
    dataset: Dataset, model: FactorModel
) -> None:
    seen = ProfileActivity(LOVES_DRAMA.ratings, {10: 1.0, 30: 2.0, 13: 3.0}, {10: 1.0}, {13: 1.0})
    made = shelves_of(seen, dataset, model)
    shown = {item for shelf in made.values() for item in shelf.items}
    assert not shown & {0, 1, 2, 4, 7, 10, 13}
    assert made["my_list"].items == (30,)


def test_my_list_shows_the_newest_first(dataset: Dataset, model: FactorModel) -> None:
    kept = ProfileActivity(my_list={5: 100.0, 9: 200.0, 3: 300.0})
    assert shelves_of(kept, dataset, model)["my_list"].items == (3, 9, 5)


def test_no_title_stands_on_two_shelves(dataset: Dataset, model: FactorModel) -> None:
    made = shelves_of(LOVES_DRAMA, dataset, model)
    shown = [item for shelf in made.values() for item in shelf.items]
    assert len(shown) == len(set(shown))


def test_because_you_rated_shows_titles_alike_in_the_factors(
    dataset: Dataset, model: FactorModel
) -> None:
    items = shelves_of(ProfileActivity(ratings={1: 5.0}), dataset, model)["because:1"].items
    # The top picks come before and hold the dramas that are predicted best.
    assert {item % 3 for item in items[:4]} == {1}


def test_top_picks_are_the_best_predicted_of_the_well_known(
    dataset: Dataset, model: FactorModel
) -> None:
    taste = fold_in_profile(LOVES_DRAMA, dataset, model)
    assert taste.raw is not None
    among = [
        item
        for item in range(dataset.n_items)
        if item not in LOVES_DRAMA.ratings and dataset.counts[item] >= 5
    ]
    expected = sorted(among, key=lambda item: -taste.raw[item])[:8]  # type: ignore[index]
    assert list(shelves_of(LOVES_DRAMA, dataset, model)["top"].items) == expected


def test_hidden_gems_are_little_known(dataset: Dataset, model: FactorModel) -> None:
    gems = shelves_of(LOVES_DRAMA, dataset, model)["hidden"].items
    known = dataset.counts[well_known(dataset)]
    assert (dataset.counts[list(gems)] <= np.median(known)).all()


def test_the_strongest_genre_is_the_one_rated_above_the_rest(dataset: Dataset) -> None:
    taste = fold_in_profile(LOVES_DRAMA, dataset, None)
    assert dataset.genre_names[strongest_genres(taste, dataset)[0]] == "Drama"


def test_every_rating_changes_the_shelves(dataset: Dataset, model: FactorModel) -> None:
    before = shelves_of(LOVES_DRAMA, dataset, model)
    after = shelves_of(ProfileActivity({**LOVES_DRAMA.ratings, 5: 5.0}), dataset, model)
    assert before != after


def test_the_same_deeds_give_the_same_shelves(dataset: Dataset, model: FactorModel) -> None:
    assert shelves_of(LOVES_DRAMA, dataset, model) == shelves_of(LOVES_DRAMA, dataset, model)


@given(st.lists(st.floats(0, 5, width=16), min_size=1, max_size=40), st.integers(1, 10))
def test_best_is_a_sorted_head(values: list[float], n: int) -> None:
    score = np.array(values, np.float32)
    among = np.array([bool(i % 3) for i in range(len(values))])
    expected = sorted(np.flatnonzero(among), key=lambda i: (-score[i], i))[:n]
    assert best(score, among, n).tolist() == expected


def test_an_unrated_catalogue_makes_no_shelf_of_nothing(
    dataset: Dataset, model: FactorModel
) -> None:
    taste = fold_in_profile(ProfileActivity(), dataset, model)
    none_open = Taste(taste.activity, taste.raw, taste.predictions, np.zeros_like(taste.open_items))
    assert shelves(none_open, dataset, model, "Ada") == []
    assert all(shelf.items for shelf in shelves(taste, dataset, model, "Ada"))


def test_genres_are_sorted_by_the_first_of_a_title(dataset: Dataset) -> None:
    taste = fold_in_profile(ProfileActivity(), dataset, None)
    items = select(taste, dataset, Filter(), Sort.GENRES, descending=False)
    names = [dataset.genres(int(item))[0] for item in items]
    assert names == sorted(names)
    assert len(names) == dataset.n_items


def test_how_sure_a_prediction_is_is_worked_out_where_it_is_asked_for(
    dataset: Dataset, model: FactorModel
) -> None:
    few = fold_in_profile(ProfileActivity(ratings={1: 5.0}), dataset, model)
    many = fold_in_profile(
        ProfileActivity(ratings=dict.fromkeys(range(1, 40, 3), 4.0)), dataset, model
    )
    for taste in (few, many):
        taste.weigh([4, 9], model)
        assert taste.uncertainty(5) is None
    assert (few.uncertainty(4) or 0) > (many.uncertainty(4) or 0) > 0
    without = fold_in_profile(LOVES_DRAMA, dataset, None)
    without.weigh([4], None)
    assert without.uncertainty(4) is None
