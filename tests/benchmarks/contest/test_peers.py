"""Each other library predicts through its file as it does itself; those that are installed."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.contest.contender import Contender
from benchmarks.contest.peers.cmfrec_peer import CmfRec
from benchmarks.contest.peers.lenskit_peer import LensKit
from benchmarks.contest.peers.libmf_peer import LibMF
from benchmarks.contest.peers.myfm_peer import SideMyFM
from benchmarks.contest.peers.surprise_peer import Surprise, SurpriseImplicit
from benchmarks.synthetic import make_ratings
from recflix_tui.model.ratings import Features, Ratings, Side
from tests.benchmarks.small import SMALL


def trained(kind: type[Contender], ratings: Ratings, **given: object) -> Contender:
    """Of 4 factors, on all ratings but those of user 3 and of item 5."""
    if not kind.installed():
        pytest.skip(f"{kind.package} is not installed")
    kind.load(4, 1, dict(given))
    known = (ratings.users != 3) & (ratings.items != 5)
    made = kind(ratings.part(known), 4, 1, dict(given))
    made.train()
    return made


USERS, ITEMS = np.array([0, 7, 3, 8, 3]), np.array([1, 2, 2, 5, 5])  # two pairs are known


@pytest.mark.parametrize("kind", [Surprise, SurpriseImplicit])
def test_surprise_predicts_as_it_does_itself(kind: type[Surprise]) -> None:
    made = trained(kind, make_ratings(SMALL))
    assert isinstance(made, Surprise)
    expected = [
        made._model.predict(user, item, clip=False).est
        for user, item in zip(USERS.tolist(), ITEMS.tolist(), strict=True)
    ]
    np.testing.assert_allclose(made.predict(USERS, ITEMS, None), expected)


def test_cmfrec_predicts_as_it_does_itself() -> None:
    made = trained(CmfRec, make_ratings(SMALL))
    assert isinstance(made, CmfRec)
    users, items = USERS[:2], ITEMS[:2]
    expected = made._model.predict(user=users, item=items)
    np.testing.assert_allclose(made.predict(users, items, None), expected, rtol=1e-5)


def test_lenskit_predicts_as_it_does_itself() -> None:
    made = trained(LensKit, make_ratings(SMALL))
    assert isinstance(made, LensKit)
    from lenskit.data import ItemList

    for n in range(2):
        user, item = USERS[n : n + 1], ITEMS[n : n + 1]
        expected = made._model(int(user[0]), ItemList(item_ids=item.tolist())).scores()
        predicted = made.predict(user, item, None)
        np.testing.assert_allclose(predicted, expected, rtol=1e-5)


def test_libmf_predicts_as_it_does_itself() -> None:
    made = trained(LibMF, make_ratings(SMALL))
    assert isinstance(made, LibMF)
    known = np.column_stack([USERS[:2], ITEMS[:2]])
    expected = made._model.predict(np.asfortranarray(known))  # it reads column by column
    np.testing.assert_allclose(made.predict(USERS[:2], ITEMS[:2], None), expected, rtol=1e-4)
    mean = made.ratings.stars.mean()
    np.testing.assert_allclose(made.predict(USERS[2:], ITEMS[2:], None), mean, rtol=1e-5)


def test_myfm_takes_the_same_side_inputs() -> None:
    ratings = make_ratings(SMALL)
    halves = Features(
        np.arange(31), (np.arange(30) % 2).astype(np.int32), np.ones(30, np.float32), 2
    )
    when = np.arange(SMALL.n_ratings) * 86_400
    ratings = Ratings(**{**vars(ratings), "when": when, "side": Side(genres=halves)})
    made = trained(SideMyFM, ratings, sweeps=30)
    assert isinstance(made, SideMyFM)
    assert made._user_groups == [40, 30]  # the user, and each title rated
    assert made._item_groups == [30, 40, 2]  # the title, each who rated it, the genres
    known = made.ratings
    counts = np.bincount(known.users, minlength=40)
    first = made._users.toarray()[known.users[0], 40 + known.items[0]]
    assert first == pytest.approx(counts[known.users[0]] ** -0.5)
    assert np.isfinite(made.predict(USERS, ITEMS, np.array([0, 1, 2, 10**12, 4]))).all()
