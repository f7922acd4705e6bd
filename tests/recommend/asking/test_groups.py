"""Groups of titles to choose what one likes from."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.asking.groups import (
    EXAMPLES,
    FADING,
    MOST_GROUPS,
    OFTENER,
    Group,
    groups,
    groups_of,
    leaning,
)
from recflix_tui.recommend.asking.series import are_of_one_series, series_names
from tests.examples.many_genres import EACH, GENRES, genre_of, is_old


def by_name(made: tuple[Group, ...]) -> dict[str, Group]:
    return {group.name: group for group in made}


def test_each_genre_is_a_group_where_titles_have_one_each(many_genres: Dataset) -> None:
    made = by_name(groups(many_genres))
    assert made.keys() == {*GENRES, "Classics before 1990"}
    for genre in GENRES:
        assert {genre_of(int(item)) for item in made[genre].items} == {GENRES.index(genre)}
        assert len(made[genre].items) == EACH


def test_the_classics_are_what_a_tenth_of_the_ratings_at_most_is_of(many_genres: Dataset) -> None:
    classics = by_name(groups(many_genres))["Classics before 1990"]
    assert set(classics.items.tolist()) == {n for n in range(many_genres.n_items) if is_old(n)}
    assert many_genres.counts[classics.items].sum() <= many_genres.n_ratings / 10


def test_the_best_known_titles_of_a_group_come_first_and_are_its_examples(
    many_genres: Dataset,
) -> None:
    for group in groups(many_genres):
        counts = many_genres.counts[group.items]
        assert (np.diff(counts) <= 0).all()
        others = {n for other in groups(many_genres) for n in other.examples if other is not group}
        assert list(group.examples) == [n for n in group.items if n not in others][:EXAMPLES]


def test_the_groups_of_the_sample_are_a_dozen_that_a_friend_would_name(sample: Dataset) -> None:
    made = by_name(groups(sample))
    assert len(made) == MOST_GROUPS
    assert {
        "Action and Sci-Fi",
        "Comedy and Romance",
        "Horror",
        "Western",
        "Musical",
    } <= made.keys()
    examples = {name: {sample.title(n) for n in group.examples} for name, group in made.items()}
    assert "Casablanca" in examples["Classics before 1970"]
    assert "The Matrix" in examples["Action and Sci-Fi"]
    assert "The Shining" in examples["Horror"]


def test_no_example_of_the_sample_is_shown_twice_nor_two_of_one_series(sample: Dataset) -> None:
    made = groups(sample)
    shown = [item for group in made for item in group.examples]
    assert len(shown) == len(set(shown)) == EXAMPLES * len(made)
    for group in made:
        names = [series_names(sample.title(item)) for item in group.examples]
        for n, name in enumerate(names):
            assert not any(are_of_one_series(name, other) for other in names[:n])


def test_most_people_know_the_examples_and_their_genres_are_in_the_name(sample: Dataset) -> None:
    well_known = np.sort(sample.counts)[-1000]
    for group in groups(sample):
        assert (sample.counts[list(group.examples)] >= well_known).mean() >= 0.75
        if not group.name.startswith("Classics"):
            for item in group.examples:
                assert set(group.name.split(" and ")) <= set(sample.genres(item))


def test_a_dataset_of_three_genres_has_no_groups(dataset: Dataset) -> None:
    assert groups(dataset) == ()


def test_a_group_is_known_by_any_of_its_titles_and_by_its_examples_before_all(
    many_genres: Dataset,
) -> None:
    made = groups(many_genres)
    for place, group in enumerate(made):
        assert groups_of(made, [group.examples[0]]) == {place: group.examples[0]}
    horror = next(n for n, group in enumerate(made) if group.name == "Horror")
    last = int(made[horror].items[~np.isin(made[horror].items, made[-1].items)][-1])
    assert groups_of(made, [last, made[horror].examples[0]])[horror] == last


def test_nothing_leans_where_nothing_was_picked(many_genres: Dataset) -> None:
    assert leaning(many_genres, ProfileActivity(ratings={1: 5.0})) is None


def test_the_titles_of_picked_groups_are_likelier_seen_and_less_so_with_each_rating(
    many_genres: Dataset,
) -> None:
    comedy = by_name(groups(many_genres))["Comedy"]
    for n_ratings in (0, 1, FADING, 50):
        rated = dict.fromkeys(range(n_ratings), 4.0)
        factor = leaning(many_genres, ProfileActivity(rated, like_these={comedy.examples[0]: 1.0}))
        assert factor is not None
        inside = np.isin(np.arange(many_genres.n_items), comedy.items)
        expected = 1 + (OFTENER - 1) * FADING / (FADING + n_ratings)
        assert factor[inside] == pytest.approx(expected)
        assert (factor[~inside] == 1).all()
