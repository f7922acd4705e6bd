"""Home's page: which rows it has, what stands on them, and in what order."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.alike.shared import reason
from recflix_tui.recommend.browse import Filter, Sort, select
from recflix_tui.recommend.page.all_rows import KINDS
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.page.worth import worth_on_page
from recflix_tui.recommend.row.row import FirstScreen, Row, RowContext
from recflix_tui.recommend.rows.because_you_rated import BECAUSE_YOU_RATED
from recflix_tui.recommend.rows.genres import GENRES, strongest_genres
from recflix_tui.recommend.rows.hidden_gems import HIDDEN_GEMS
from recflix_tui.recommend.taste import Taste, fold_in_profile
from recflix_tui.recommend.well_known import well_known

LOVES_DRAMA = ProfileActivity(ratings={1: 5.0, 4: 4.5, 7: 4.0, 0: 1.0, 2: 2.0})

SMALL = FirstScreen(3, 4)


def rows_of(
    activity: ProfileActivity,
    dataset: Dataset,
    model: FactorModel | None,
    n: int = 8,
    seen: FirstScreen = SMALL,
) -> dict[str, Row]:
    taste = fold_in_profile(activity, dataset, model)
    context = RowContext(taste, dataset, model, "Ada", n, seen, seed=0)
    return {row.key: row for row in home_rows(context)}


def test_a_person_with_ratings_gets_personal_rows_first(
    dataset: Dataset, model: FactorModel
) -> None:
    made = rows_of(LOVES_DRAMA, dataset, model, n=3, seen=FirstScreen(1, 3))
    assert list(made)[:2] == ["top", "because:1"]
    assert {"genre:1", "because:4"} <= set(made)
    assert made["top"].title == "Top picks for Ada"
    assert made["top"].note == "from 5 ratings"
    assert made["because:1"].title == "Because you rated Film 1 5"


def test_what_is_seen_of_a_row_at_once_is_on_no_other_of_five_and_then_at_the_ends_of_rows(
    dataset: Dataset, model: FactorModel
) -> None:
    taste = fold_in_profile(LOVES_DRAMA, dataset, model)
    for seen, at_once in ((FirstScreen(2, 3), 5), (FirstScreen(2, 7), 7)):
        rows = home_rows(RowContext(taste, dataset, model, "Ada", 8, seen))
        assert len(rows) > 5
        above: set[int] = set()
        for n, row in enumerate(rows):
            again = [item in above for item in row.items]
            assert again == sorted(again)
            assert n >= 5 or not any(again)
            above |= set(row.items[:at_once])


def test_each_row_adds_most_of_those_left_to_the_rows_above(
    dataset: Dataset, model: FactorModel
) -> None:
    context = RowContext(fold_in_profile(LOVES_DRAMA, dataset, model), dataset, model, "Ada", 8)
    worth = worth_on_page(context.taste, dataset)
    left = {kind.key: [row for row in kind.build(context) if row.items] for kind in KINDS}
    pulls = {kind.key: kind.pull for kind in KINDS}  # times the row's own
    shown: set[int] = set()
    on_page: set[int] = set()

    def adds(key: str) -> float:
        items = [item for item in left[key][0].items if item not in shown][:8]
        discounted = [
            (0.25 if item in on_page else 1) * worth[item] / np.log2(place + 2)
            for place, item in enumerate(items)
        ]
        return pulls[key] * left[key][0].pull * float(sum(discounted))

    for row in home_rows(context)[:2]:  # further down the day counts, too
        best = max((key for key in left if left[key]), key=adds)
        assert row.key == left[best].pop(0).key
        shown |= set(row.items[:8])
        on_page |= set(row.items)
        pulls[best] *= next(kind.again for kind in KINDS if kind.key == best)


def test_the_day_moves_rows_below_the_first_two_and_a_day_is_a_day(
    dataset: Dataset, model: FactorModel
) -> None:
    context = RowContext(fold_in_profile(LOVES_DRAMA, dataset, model), dataset, model, "Ada", 8)
    days = [[row.key for row in home_rows(replace(context, seed=day))] for day in range(12)]
    assert len({tuple(keys) for keys in days}) > 1
    assert {tuple(keys[:2]) for keys in days} == {tuple(days[0][:2])}
    assert days[3] == [row.key for row in home_rows(replace(context, seed=3))]


def test_my_list_stands_whole_and_what_is_seen_of_it_nowhere_else_at_once(
    dataset: Dataset, model: FactorModel
) -> None:
    kept = {10: 1.0, 13: 2.0, 16: 3.0, 19: 4.0}
    made = rows_of(replace(LOVES_DRAMA, my_list=kept), dataset, model)
    assert made["my_list"].items == (19, 16, 13, 10)
    others = [row for key, row in list(made.items())[:5] if key != "my_list"]
    assert not {item for row in others for item in row.items[:5]} & set(kept)


def test_without_ratings_the_popular_titles_come_first(
    dataset: Dataset, model: FactorModel
) -> None:
    made = rows_of(ProfileActivity(), dataset, model)
    assert next(iter(made)) == "popular"
    assert "top" not in made
    counts = dataset.counts[list(made["popular"].items)]
    assert (np.diff(counts) <= 0).all()
    assert counts[0] == dataset.counts.max()


def test_without_a_model_there_are_rows_all_the_same(dataset: Dataset) -> None:
    made = rows_of(LOVES_DRAMA, dataset, None)
    assert next(iter(made)) == "popular"
    assert not any(key.startswith("because") for key in made)


def test_a_rated_watched_or_refused_title_is_on_no_row(
    dataset: Dataset, model: FactorModel
) -> None:
    seen = ProfileActivity(LOVES_DRAMA.ratings, {10: 1.0, 30: 2.0, 13: 3.0}, {10: 1.0}, {13: 1.0})
    made = rows_of(seen, dataset, model)
    shown = {item for row in made.values() for item in row.items}
    assert not shown & {0, 1, 2, 4, 7, 10, 13}
    assert made["my_list"].items == (30,)


def test_my_list_shows_the_newest_first(dataset: Dataset, model: FactorModel) -> None:
    kept = ProfileActivity(my_list={5: 100.0, 9: 200.0, 3: 300.0})
    assert rows_of(kept, dataset, model)["my_list"].items == (3, 9, 5)


def test_because_you_rated_shows_titles_picked_by_the_same_people_and_says_so(
    dataset: Dataset, model: FactorModel
) -> None:
    row = rows_of(ProfileActivity(ratings={1: 5.0}), dataset, model)["because:1"]
    # The top picks come before and hold the dramas that are predicted best.
    assert {item % 3 for item in row.items[:4]} == {1}
    assert row.note.startswith("often picked by the same people · Drama")


def test_top_picks_are_the_best_predicted_of_the_well_known(
    dataset: Dataset, model: FactorModel
) -> None:
    predicted = fold_in_profile(LOVES_DRAMA, dataset, model).raw
    assert predicted is not None
    among = [
        item
        for item in range(dataset.n_items)
        if item not in LOVES_DRAMA.ratings and dataset.counts[item] >= 5
    ]
    expected = sorted(among, key=lambda item: -float(predicted[item]))[:8]
    assert list(rows_of(LOVES_DRAMA, dataset, model)["top"].items) == expected


def test_hidden_gems_are_little_known(dataset: Dataset, model: FactorModel) -> None:
    taste = fold_in_profile(LOVES_DRAMA, dataset, model)
    (row,) = HIDDEN_GEMS.build(RowContext(taste, dataset, model, "Ada"))
    assert row.items
    years = np.minimum(dataset.years.max() - dataset.years + 1, 10)
    a_year, known = dataset.counts / years, well_known(dataset)
    assert (a_year[list(row.items)] <= sorted(a_year[known])[known.sum() // 3]).all()
    stars = taste.raw
    assert stars is not None
    assert (stars[list(row.items)] >= sorted(stars[known])[int(known.sum() * 0.7)]).all()


def test_a_genre_is_offered_as_the_catalogue_lists_it(dataset: Dataset, model: FactorModel) -> None:
    taste = fold_in_profile(LOVES_DRAMA, dataset, model)
    context = RowContext(taste, dataset, model, "Ada", 4)
    drama = next(row for row in GENRES.build(context) if row.key == "genre:1")
    listed = select(taste, dataset, Filter(genre="Drama"), Sort.PREDICTED, descending=True)
    still_open = [int(item) for item in listed if taste.open_items[item]]
    assert list(drama.items) == still_open[:12]


def test_two_reasons_have_no_title_in_common(dataset: Dataset, model: FactorModel) -> None:
    made = rows_of(LOVES_DRAMA, dataset, model)
    assert not set(made["because:1"].items) & set(made["because:4"].items)


def test_what_a_reason_is_liked_with_is_predicted_better_than_most(
    dataset: Dataset, model: FactorModel
) -> None:
    predicted = fold_in_profile(LOVES_DRAMA, dataset, model).raw
    assert predicted is not None
    usual = np.median(predicted[well_known(dataset)])
    made = rows_of(LOVES_DRAMA, dataset, model, n=60)
    assert (predicted[list(made["because:1"].items)] >= usual).all()


def test_nothing_is_called_predicted_without_a_model(dataset: Dataset) -> None:
    taste = fold_in_profile(LOVES_DRAMA, dataset, None)
    (row,) = HIDDEN_GEMS.build(RowContext(taste, dataset, None, "Ada"))
    assert row.note == "well rated, rated by few"


def test_a_genre_is_strong_by_more_than_two_ratings(dataset: Dataset, model: FactorModel) -> None:
    two, many = dict.fromkeys((1, 4), 4.5), dict.fromkeys((1, 4, 7, 10, 13), 4.5)
    others = dict.fromkeys((0, 2, 3, 5), 3.0)

    def drama(ratings: dict[int, float]) -> Row:
        taste = fold_in_profile(ProfileActivity(ratings), dataset, model)
        rows = GENRES.build(RowContext(taste, dataset, model, "Ada"))
        return next(row for row in rows if row.key == "genre:1")

    weak, strong = drama({**two, **others}), drama({**many, **others})
    assert weak.note == "a genre that you rate a little above others"
    assert strong.note == "one of your strongest genres"
    assert weak.pull < strong.pull


def test_the_strongest_genre_is_the_one_rated_above_the_rest(dataset: Dataset) -> None:
    taste = fold_in_profile(LOVES_DRAMA, dataset, None)
    assert dataset.genre_names[next(iter(strongest_genres(taste, dataset)))] == "Drama"


def test_every_rating_changes_the_rows(dataset: Dataset, model: FactorModel) -> None:
    before = rows_of(LOVES_DRAMA, dataset, model)
    after = rows_of(ProfileActivity({**LOVES_DRAMA.ratings, 5: 5.0}), dataset, model)
    assert before != after


def test_an_unrated_catalogue_makes_no_row_of_nothing(dataset: Dataset, model: FactorModel) -> None:
    taste = fold_in_profile(ProfileActivity(), dataset, model)
    none_open = Taste(taste.activity, taste.raw, taste.predictions, np.zeros_like(taste.open_items))
    assert home_rows(RowContext(none_open, dataset, model, "Ada")) == []
    assert all(row.items for row in home_rows(RowContext(taste, dataset, model, "Ada")))


def test_what_because_rows_share_with_their_reason_is_said_of_the_titles_in_sight(
    dataset: Dataset, model: FactorModel
) -> None:
    dated = copy(dataset)
    dated.years = np.array([1950 + n // 10 * 10 for n in range(dataset.n_items)])
    taste = fold_in_profile(LOVES_DRAMA, dated, model)
    context = RowContext(taste, dated, model, "Ada", 8, FirstScreen(5, 3))
    told = [row for row in home_rows(context) if row.key.startswith("because:")]
    assert told
    for row in told:
        assert row.because is not None
        assert row.note == reason(row.because, row.items[:3], dated)
    offered = {row.key: row for row in BECAUSE_YOU_RATED.build(context)}
    assert any(row.items[:3] != offered[row.key].items[:3] for row in told)  # some stand above
