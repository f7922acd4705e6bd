"""Which title to ask about next."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.asking.elicit import next_to_rate
from recflix_tui.recommend.asking.groups import groups
from recflix_tui.recommend.taste import fold_in_profile

RATINGS = {1: 5.0, 4: 4.5, 0: 1.0}


def test_the_next_title_to_rate_is_unrated_and_not_skipped(
    dataset: Dataset, model: FactorModel
) -> None:
    asked: set[int] = set()
    for _ in range(20):
        item = next_to_rate(
            fold_in_profile(ProfileActivity(RATINGS), dataset, model), dataset, model, (), asked
        )
        assert item is not None
        assert item not in asked | set(RATINGS)
        asked.add(item)


def test_after_a_rating_another_kind_of_title_is_asked_about(
    dataset: Dataset, model: FactorModel
) -> None:
    rated = dict.fromkeys(range(1, 60, 3), 4.0)
    item = next_to_rate(fold_in_profile(ProfileActivity(rated), dataset, model), dataset, model, ())
    assert item is not None
    assert item % 3 != 1


def test_without_a_model_the_most_rated_title_is_asked_about(dataset: Dataset) -> None:
    item = next_to_rate(fold_in_profile(ProfileActivity(), dataset, None), dataset, None, ())
    assert item == int(np.argmax(dataset.counts))


def test_nothing_is_left_to_ask_when_all_is_rated(dataset: Dataset, model: FactorModel) -> None:
    everything = dict.fromkeys(range(dataset.n_items), 3.0)
    assert (
        next_to_rate(
            fold_in_profile(ProfileActivity(everything), dataset, model), dataset, model, ()
        )
        is None
    )


SERIES = ("Star Wars: Episode", "Indiana Jones and the Raider", "Toy Story", "Alien")


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Twelve films of four series, rated by most, and twelve others, rated by fewer."""
    folder = tmp_path_factory.mktemp("series")
    names = [f"{SERIES[n // 3]} {n % 3 + 1}" for n in range(12)]
    names += [f"{chr(65 + n) * 3} stands alone" for n in range(12)]
    movies = "".join(f"{n + 1},{name} ({1990 + n}),Drama\n" for n, name in enumerate(names))
    ratings = "".join(
        f"{user},{n + 1},4.0,{1_000_000 + n}\n" for n in range(24) for user in range(1, 40 - n)
    )
    (folder / "movies.csv").write_text("movieId,title,genres\n" + movies)
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n" + ratings)
    imported.import_dataset(folder, folder / "kept", "series")
    return imported.open_named(folder / "kept", "series")


def questions(dataset: Dataset, n: int, *, seen: bool) -> list[int]:
    """The first `n` films asked about of somebody who has seen all of them, or none."""
    asked: list[int] = []
    unseen: set[int] = set()
    ratings: dict[int, float] = {}
    for _ in range(n):
        taste = fold_in_profile(ProfileActivity(ratings), dataset, None)
        item = next_to_rate(taste, dataset, None, asked, unseen)
        assert item is not None
        asked.append(item)
        if seen:
            ratings = {**ratings, item: 4.0}
        else:
            unseen.add(item)
    return asked


def test_the_first_ten_titles_asked_about_are_of_ten_series(series: Dataset) -> None:
    asked = questions(series, 10, seen=True)
    of_series = [item // 3 for item in asked if item < 12]
    assert len(of_series) == len(set(of_series)) == 4


def test_a_film_not_seen_lets_its_sequels_rest(series: Dataset) -> None:
    asked = questions(series, 16, seen=False)
    of_series = [item // 3 for item in asked if item < 12]
    assert len(of_series) == len(set(of_series)) == 4


def test_sequels_are_asked_about_where_nothing_else_is_left(series: Dataset) -> None:
    asked = questions(series, 24, seen=False)
    assert sorted(asked) == list(range(24))


def test_a_question_is_worth_what_is_uncertain_times_the_chance_that_it_was_seen(
    dataset: Dataset, model: FactorModel
) -> None:
    rated = np.array(list(RATINGS), np.int32)
    taste = fold_in_profile(ProfileActivity(RATINGS), dataset, model)
    worth = {
        item: float(model.leverage(rated, np.array([item]))[0]) * int(dataset.counts[item])
        for item in range(dataset.n_items)
        if item not in RATINGS
    }
    asked = next_to_rate(taste, dataset, model)
    assert asked is not None
    assert worth[asked] == pytest.approx(max(worth.values()))


def test_titles_of_the_groups_that_were_picked_are_asked_about_first(many_genres: Dataset) -> None:
    western = next(group for group in groups(many_genres) if group.name == "Western")
    activity = ProfileActivity(like_these={western.examples[0]: 1.0})
    asked: list[int] = []
    for _ in range(10):
        item = next_to_rate(
            fold_in_profile(activity, many_genres, None), many_genres, None, asked, set(asked)
        )
        assert item is not None
        asked.append(item)
    assert set(asked) <= set(western.items.tolist())
