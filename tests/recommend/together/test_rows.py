"""The rows of several people: what each title is to each, and what may stand there."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.taste import fold_in_profile
from recflix_tui.recommend.together.company import Company, Member, TogetherError
from recflix_tui.recommend.together.grounds import ground_of
from recflix_tui.recommend.together.opinions import opinions
from recflix_tui.recommend.together.rows import together_rows
from recflix_tui.recommend.together.words import Says
from tests.examples.random_choices import random_choice

VERA = ProfileActivity(
    ratings={1: 5.0, 4: 4.5, 7: 4.0, 0: 1.0, 2: 1.5, 30: 3.0},
    watched={10: 1.0, 20: 2.0},
    refused={13: 1.0},
)
BEN = ProfileActivity(
    ratings={2: 5.0, 5: 5.0, 8: 4.5, 28: 4.0, 3: 4.0, 9: 0.5, 30: 4.5},
    abandoned={16: 1.0},
    my_list={19: 3.0},
)
NEW = ProfileActivity(ratings={11: 4.0})


@pytest.fixture(scope="module")
def choice(dataset: Dataset) -> ChoiceModel:
    return random_choice(dataset.n_items, 12)


def company_of(
    dataset: Dataset,
    model: FactorModel,
    choice: ChoiceModel | None,
    *activities: ProfileActivity,
) -> Company:
    names = ("Vera", "[b]Ben", "Cat", "Dan", "Eve", "Fay")
    tastes = (fold_in_profile(did, dataset, model, choice) for did in activities)
    return Company(tuple(map(Member, names, tastes)), dataset)


def test_a_share_is_the_worth_by_the_mean_of_the_own_twenty_best_that_are_new_to_all(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    company = company_of(dataset, model, choice, VERA, BEN)
    done = {*VERA.ratings, *VERA.watched, *VERA.refused, *BEN.ratings, *BEN.abandoned}
    new = [item for item in range(dataset.n_items) if item not in done]
    assert np.flatnonzero(company.among).tolist() == new
    for member, shares in zip(company.members, company.shares, strict=True):
        worth = member.taste.worth
        assert worth is not None
        best = sorted((float(worth[item]) for item in new), reverse=True)[:20]
        np.testing.assert_allclose(shares, worth * len(best) / sum(best), rtol=1e-5)


@pytest.mark.parametrize("with_picks", [True, False])
def test_no_row_has_what_somebody_refused_gave_up_on_or_rated_low_and_three_only_what_is_new(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel, with_picks: bool
) -> None:
    company = company_of(dataset, model, choice if with_picks else None, VERA, BEN, NEW)
    rows = {row.key: row for row in together_rows(company, 40)}
    assert {"average", "least_misery", "fairness"} <= set(rows)
    barred = {0, 2, 9, 13, 16}
    assert company.barred == barred
    for key, row in rows.items():
        assert len(set(row.items)) == len(row.items)
        assert not barred & set(row.items)
        if key != "seen":
            assert company.among[list(row.items)].all()
    assert company.stars[:, list(rows["least_misery"].items)].min() >= 2.75


def test_what_one_loved_and_another_has_not_seen_is_a_row_of_its_own(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    company = company_of(dataset, model, choice, VERA, BEN)
    ((key, items),) = [(row.key, row.items) for row in together_rows(company, 40) if not row.new]
    stars = company.stars
    wanted = {item for item in (1, 4, 7) if stars[1, item] >= 3.5}  # Vera's, to Ben
    wanted |= {item for item in (5, 8, 28, 3) if stars[0, item] >= 3.5}  # Ben's, to Vera
    assert wanted
    assert key == "seen"
    assert set(items) == wanted  # not what both have seen, nor what Vera hated of what Ben loved
    to_whom_new = [float(company.shares[int(item in VERA.ratings), item]) for item in items]
    assert to_whom_new == sorted(to_whom_new, reverse=True)
    vera, ben = opinions(company, items[0])
    seen, other = (vera, ben) if items[0] in VERA.ratings else (ben, vera)
    assert seen.says is Says.SEEN
    assert seen.sentence == f"seen by {seen.name} ({seen.rating:g})"
    assert other.says in (Says.LIKE, Says.LOVE)


def test_nothing_is_said_of_who_rated_little_and_what_speaks_is_something_of_their_own(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    company = company_of(dataset, model, choice, VERA, NEW)
    assert all(opinions(company, item)[1].says is Says.NOT_SURE for item in (1, 12, 25))
    vera = company.members[0].taste
    effects = [
        (float(effect), item, stars)
        for effect, (item, stars) in zip(
            model.explain(np.array(list(VERA.ratings)), list(VERA.ratings.values()), 12)[1],
            VERA.ratings.items(),
            strict=True,
        )
    ]
    scale = dataset.scale
    loved = ground_of(vera, model, None, 12, Says.LOVE, scale)
    assert loved is not None
    assert (loved.item, loved.rating) == max(each for each in effects if each[2] >= 3.5)[1:]
    hated = ground_of(vera, model, choice, 12, Says.HATE, scale)
    assert hated is not None
    assert hated.item == min(each for each in effects if each[2] < 3.5)[1]
    brought = ground_of(vera, model, choice, 12, Says.LIKE, scale)
    assert brought is None or VERA.ratings[brought.item] >= 3.5
    assert ground_of(vera, model, choice, 12, Says.NOT_SURE, scale) is None


@pytest.mark.parametrize("n", [1, 6])
def test_one_alone_and_six_are_refused(dataset: Dataset, model: FactorModel, n: int) -> None:
    with pytest.raises(TogetherError, match="two to five people watch together"):
        company_of(dataset, model, None, *[NEW] * n)
