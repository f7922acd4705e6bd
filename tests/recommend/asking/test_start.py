"""What somebody said to like, in the place of ratings until there are some."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import by_ratings_alone
from recflix_tui.recommend.asking.elicit import UNSAID, chance_seen, next_to_rate
from recflix_tui.recommend.asking.groups import EXAMPLES, groups, with_examples
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import RowContext
from recflix_tui.recommend.rows.picked_groups import PICKED_GROUPS
from recflix_tui.recommend.signals.profile import SAID_UNTIL
from recflix_tui.recommend.taste import Taste, fold_in_profile

PICKED = ("Western", "Horror", "Musical")


@pytest.fixture(scope="module")
def said(many_genres: Dataset) -> dict[int, float]:
    """What stands for three groups."""
    first = {group.name: group.examples[0] for group in groups(many_genres)}
    return with_examples(many_genres, {first[name]: float(n) for n, name in enumerate(PICKED)})


@pytest.fixture
def taste(
    many_genres: Dataset,
    genres_model: FactorModel,
    genres_choice: ChoiceModel,
    said: dict[int, float],
) -> Taste:
    activity = ProfileActivity(like_these=said)
    return fold_in_profile(activity, many_genres, genres_model, genres_choice)


def test_a_group_stands_by_the_title_it_was_picked_by_and_then_by_its_examples(
    many_genres: Dataset,
) -> None:
    made = {group.name: group for group in groups(many_genres)}
    western, horror = made["Western"], made["Horror"]
    known = int(western.items[7])  # no example of it
    stand = with_examples(many_genres, {known: 5.0, horror.examples[0]: 6.0})
    expected = [known, horror.examples[0], western.examples[0]]
    for rank in range(1, EXAMPLES):
        expected += [western.examples[rank], horror.examples[rank]]
    assert list(stand) == expected
    assert {stand[item] for item in western.examples} == {5.0}
    assert {stand[item] for item in horror.examples} == {6.0}
    assert with_examples(many_genres, {}) == {}


def test_what_was_said_counts_as_liked_and_the_less_the_more_is_rated(
    genres_choice: ChoiceModel, said: dict[int, float]
) -> None:
    for n_rated in range(SAID_UNTIL + 3):
        rated = {item: 2.0 for item in range(120) if item not in said}
        rated = dict(list(rated.items())[:n_rated])
        weighed = by_ratings_alone(ProfileActivity(rated, like_these=said), genres_choice)
        left = len(said) * max(SAID_UNTIL - n_rated, 0) // SAID_UNTIL
        assert weighed.items.tolist() == [*rated, *list(said)[:left]]
        # As if all had been rated alike, what was said before the rest.
        as_rated = genres_choice.entries([4.0] * (left + n_rated))
        np.testing.assert_allclose(weighed.entries, [*as_rated[left:], *as_rated[:left]])
        assert weighed.n_counted == left + n_rated


def test_a_title_that_was_rated_or_refused_since_speaks_for_itself(
    genres_choice: ChoiceModel, said: dict[int, float]
) -> None:
    first, second, *_ = said
    activity = ProfileActivity({first: 1.0}, refused={second: 9.0}, like_these=said)
    weighed = by_ratings_alone(activity, genres_choice)
    items = weighed.items.tolist()
    assert items.count(first) == 1
    assert weighed.parts[weighed.owner[items.index(first)]].signal.name == "ratings"
    assert second not in items


def test_before_the_first_rating_the_top_picks_are_of_the_groups(
    many_genres: Dataset, genres_model: FactorModel, taste: Taste
) -> None:
    rows = home_rows(RowContext(taste, many_genres, genres_model, "Bo"))
    assert rows[0].title == "Top picks for Bo"
    assert rows[0].note == "from the groups you picked"
    genres = [many_genres.genres(item)[0] for item in rows[0].items[:10]]
    assert np.isin(genres, PICKED).mean() >= 0.8
    assert {*PICKED} <= {row.title for row in rows}


def test_the_first_titles_asked_about_are_of_the_groups(
    many_genres: Dataset, genres_model: FactorModel, taste: Taste
) -> None:
    assert taste.scores is not None
    seen = chance_seen(taste, many_genres)
    for title in range(many_genres.n_items):
        told = max(float(taste.scores[title]), 0.0) + UNSAID
        share = int(many_genres.counts[title]) / many_genres.n_users
        assert seen[title] == pytest.approx(share * told, rel=1e-5)
    asked: list[int] = []
    for _ in range(6):
        item = next_to_rate(taste, many_genres, genres_model, asked, set(asked))
        assert item is not None
        asked.append(item)
    assert np.isin([many_genres.genres(item)[0] for item in asked], PICKED).mean() >= 0.8


def test_the_row_of_a_group_is_in_the_order_of_every_ranked_row(
    many_genres: Dataset, genres_model: FactorModel, taste: Taste
) -> None:
    assert taste.worth is not None
    made = list(PICKED_GROUPS.build(RowContext(taste, many_genres, genres_model, "Bo")))
    assert len(made) == len(PICKED)
    for row in made:
        assert (np.diff(taste.worth[list(row.items)]) <= 0).all()
