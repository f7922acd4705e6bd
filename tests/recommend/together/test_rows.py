"""The rows of several people: what each title is to each, and what may stand there."""

from __future__ import annotations

import itertools
import math
from types import SimpleNamespace

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.alike.kind import nearness
from recflix_tui.recommend.alike.likeness import likeness_to_each
from recflix_tui.recommend.reasons.explain_pick import Brought, explain_pick
from recflix_tui.recommend.taste import fold_in_profile
from recflix_tui.recommend.together import grounds
from recflix_tui.recommend.together.company import Company, Member, TogetherError
from recflix_tui.recommend.together.grounds import Ground, ground_of
from recflix_tui.recommend.together.opinions import opinions
from recflix_tui.recommend.together.rows import (
    HATED_LAST,
    IN_SIGHT,
    LIKED_BY_THEM,
    row_items,
    together_rows,
)
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


def test_nothing_is_said_of_who_rated_little(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    company = company_of(dataset, model, choice, VERA, NEW)
    assert all(opinions(company, item)[1].says is Says.NOT_SURE for item in (1, 12, 25))


@pytest.mark.parametrize("with_picks", [True, False])
def test_what_speaks_is_something_of_their_own_that_they_liked_and_that_is_most_alike(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel, with_picks: bool
) -> None:
    did = ProfileActivity(
        ratings={**VERA.ratings, 31: 4.0, 34: 3.5, 10: 2.0},
        watched={10: 1.0},
    )
    asked = choice if with_picks else None
    taste = fold_in_profile(did, dataset, model, asked)
    named = {word: dict[int, int | None]() for word in (Says.LOVE, Says.HATE)}
    new = [item for item in range(dataset.n_items) if item not in did.ratings]
    for word, item in itertools.product(named, new):
        rated = np.array(list(did.ratings))
        effects = model.explain(rated, list(did.ratings.values()), item)[1]
        moved = dict(zip(rated.tolist(), effects.tolist(), strict=True))
        picked = None if asked is None else explain_pick(taste, asked, item)
        brought = {b.item for b in picked.contributions if b.effect > 0} if picked else set[int]()
        own = [
            each
            for each, stars in did.ratings.items()
            if (stars < 3.5 and moved[each] < 0 if word is Says.HATE else stars >= 3.5)
            and (word is Says.HATE or moved[each] > 0 or each in brought)
            and nearness(item, np.array([each]), dataset)[0] >= 0.65
        ]
        alike = {
            each: float(likeness_to_each([item], np.array([each]), dataset)[0, 0]) for each in own
        }
        ground = ground_of(taste, model, asked, item, word, dataset)
        named[word][item] = None if ground is None else ground.item
        if ground is None:
            assert not [each for each in own if alike[each] > -math.inf]
        else:
            assert alike[ground.item] == pytest.approx(max(alike.values()), rel=1e-5)
            assert (ground.rating, ground.how) == (
                did.ratings[ground.item],
                f"rated {ground.rating:g}",
            )
        for other in (Says.NOT_SURE, Says.SO_SO, Says.SEEN):
            assert ground_of(taste, model, asked, item, other, dataset) is None
    for each in named.values():
        assert None in each.values()  # nothing of theirs is alike
        assert {*each.values()} - {None}


def test_what_was_opened_is_no_reason_and_what_was_watched_is(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    taste = fold_in_profile(ProfileActivity(ratings={0: 1.0}), dataset, model, choice)
    others = np.arange(1, dataset.n_items)
    near = np.where(nearness(0, others, dataset) >= 0.65, 0, -np.inf)
    near += likeness_to_each([0], others, dataset)[0]
    first = int(others[np.argmax(near)])
    opened = Brought(first, None, 2.0, "opened", "interactions")
    watched = Brought(first, None, 1.0, "watched", "history")
    for did, named in (((opened,), None), ((opened, watched), Ground(first, None, "watched"))):
        told = SimpleNamespace(contributions=did)
        monkeypatch.setattr(grounds, "explain_pick", lambda *of, told=told: told)
        assert ground_of(taste, model, choice, 0, Says.LOVE, dataset) == named


def test_rows_begin_with_other_titles_and_say_what_is_hated_or_not_sure(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.recommend.together.rows.LENGTH", 12)
    company = company_of(dataset, model, choice, VERA, BEN)
    rows = {row.key: row for row in together_rows(company, 12)}
    above = set[int]()
    for key in ("average", "least_misery", "fairness"):
        there = rows[key].items
        assert not above & set(there[:IN_SIGHT])
        assert there == tuple(row_items(company, key, 12, above))
        fresh = [item for item in row_items(company, key, 60).tolist() if item not in above]
        if key == "average":
            assert set(there) == set(row_items(company, key, 12))
        assert len(set(there) & set(fresh)) == min(12, len(fresh))
        above |= set(there[:IN_SIGHT])
    # Where there are too few others, what stands above is the end of a row.
    everything = np.flatnonzero(company.among).tolist()
    ends = row_items(company, "fairness", 60, everything[:20]).tolist()
    hated = [item for item in ends if Says.HATE in _said(company, item)]
    assert hated
    assert ends[-len(hated) :] == hated
    rest = [item in everything[:20] for item in ends[: -len(hated)]]
    assert rest == sorted(rest)
    for key in ("average", "fairness"):
        warns = any(Says.HATE in _said(company, item) for item in rows[key].items)
        assert (HATED_LAST in rows[key].reason) is warns
    (long,) = [row for row in together_rows(company, 60) if row.key == "fairness"]
    assert HATED_LAST in long.reason
    assert rows["seen"].reason == "who has not seen it should like it"
    unsure = company_of(dataset, model, choice, VERA, BEN)
    for member in unsure.members:
        member.taste.uncertainties.update(dict.fromkeys(range(dataset.n_items), 3.0))
    (seen,) = [row for row in together_rows(unsure) if row.key == "seen"]
    assert seen.reason == LIKED_BY_THEM


def _said(company: Company, item: int) -> set[Says]:
    return {each.says for each in opinions(company, item)}


@pytest.mark.parametrize("n", [1, 6])
def test_one_alone_and_six_are_refused(dataset: Dataset, model: FactorModel, n: int) -> None:
    with pytest.raises(TogetherError, match="two to five people watch together"):
        company_of(dataset, model, None, *[NEW] * n)
