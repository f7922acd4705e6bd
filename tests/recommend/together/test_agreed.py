"""The order of a row agrees with what each would say of its titles."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.together.agreed import STEPS, step
from recflix_tui.recommend.together.company import Company
from recflix_tui.recommend.together.opinions import opinions
from recflix_tui.recommend.together.rows import row_items, together_rows
from recflix_tui.recommend.together.strategies import SERVED
from recflix_tui.recommend.together.words import Says
from tests.examples.random_choices import random_choice
from tests.recommend.together.test_rows import BEN, NEW, VERA, company_of

CAT = ProfileActivity(ratings={12: 5.0, 15: 4.0, 18: 2.0, 21: 4.5, 24: 1.0, 27: 3.5})


def surely(company: Company) -> Company:
    """The same, where half of all predictions are sure and others are not."""
    for member in company.members:
        sure = {item: 0.2 + 0.8 * (item % 2) for item in range(company.dataset.n_items)}
        member.taste.uncertainties.update(sure)
    return company


def step_by_hand(company: Company, item: int) -> float:
    """The worst step of those of whom anything can be told, and the less the more they are."""
    told = []
    for member, said in zip(company.members, opinions(company, item), strict=True):
        word: Says | None = said.says
        if said.says is Says.SEEN:
            given = member.taste.ratings.get(item)
            word = None if given is None else Says.LOVE if given >= 4.25 else Says.LIKE
        elif len(member.taste.ratings) < 5:
            word = None
        if word is not None:
            told.append(STEPS[word])
    return float(min(told) ** (2 / len(told)))


@pytest.mark.parametrize("people", [(VERA, BEN), (VERA, BEN, CAT), (VERA, NEW, BEN, CAT)])
def test_each_row_is_in_the_order_of_its_shares_where_each_title_counts_to_its_step(
    dataset: Dataset, model: FactorModel, people: tuple[ProfileActivity, ...]
) -> None:
    choice = random_choice(dataset.n_items, 12)
    company = surely(company_of(dataset, model, choice, *people))
    keys = ("average", "least_misery", "fairness", "seen")
    rows = {key: row_items(company, key).tolist() for key in keys}
    assert {word for item in rows["average"] for word in _words(company, item)} >= {Says.LIKE}
    steps = {item: step_by_hand(company, item) for row in rows.values() for item in row}
    own = {item: [float(each) * steps[item] for each in company.shares[:, item]] for item in steps}
    for key, row in rows.items():
        if key != "fairness":
            found = [_worth(company, key, item, own[item]) for item in row]
            np.testing.assert_allclose(found, sorted(found, reverse=True), rtol=1e-4)
    served = np.full(len(people), SERVED)
    left = set(rows["fairness"])
    for item in rows["fairness"]:
        gains = {each: np.log((served + own[each]) / served).sum() for each in left}
        assert gains[item] == pytest.approx(max(gains.values()), rel=1e-4)
        served = served + own[item]
        left.remove(item)


def test_what_one_would_hate_comes_last_and_which_titles_stand_there_goes_by_shares_alone(
    dataset: Dataset, model: FactorModel
) -> None:
    company = surely(company_of(dataset, model, random_choice(dataset.n_items, 12), VERA, BEN))
    new = np.flatnonzero(company.among)
    by_hand = [step_by_hand(company, item) for item in new.tolist()]
    np.testing.assert_allclose(step(company, new), by_hand, rtol=1e-6)
    words = [_words(company, int(item)) for item in row_items(company, "average")]
    assert sum(Says.HATE in each for each in words) > 0
    hated = [Says.HATE in each for each in words]
    assert hated == sorted(hated)
    by_shares = np.sqrt(company.shares).mean(axis=0)
    best = sorted(np.flatnonzero(company.among), key=lambda item: -by_shares[item])[:20]
    assert set(row_items(company, "average")) == set(best)


def test_what_one_loved_is_the_first_row_from_five_titles_on_and_else_the_last(
    dataset: Dataset, model: FactorModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = company_of(dataset, model, random_choice(dataset.n_items, 12), VERA, BEN)
    rows = [row.key for row in together_rows(company, 2)]
    n = len(row_items(company, "seen"))
    assert 0 < n < 5
    assert rows[-1] == "seen"
    monkeypatch.setattr("recflix_tui.recommend.together.rows.ENOUGH_SEEN", n)
    assert [row.key for row in together_rows(company, 2)] == ["seen", *rows[:-1]]


def _worth(company: Company, key: str, item: int, own: list[float]) -> float:
    """What a title is worth to all, by what it is to each."""
    if key == "least_misery":
        return min(own)
    if key == "average":
        return sum(math.sqrt(each) for each in own)
    members = zip(own, company.members, strict=True)
    to_whom_new = [each for each, member in members if item not in member.seen]
    return sum(to_whom_new) / len(to_whom_new)


def _words(company: Company, item: int) -> tuple[Says, ...]:
    return tuple(each.says for each in opinions(company, item))
