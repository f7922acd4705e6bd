"""Whether chances come true, against a loop over people and titles."""

from __future__ import annotations

import numpy as np

from recflix_tui.evaluation.people.app_lists import App
from recflix_tui.evaluation.people.chances import LIKE_EDGES, PICK_EDGES, binned, chances_of
from recflix_tui.evaluation.people.protocol import people_of
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from tests.evaluation.people.asked import make_dated, rated_by


def test_chances_fall_into_bins_and_each_is_counted_once() -> None:
    edges = (0.0, 0.25, 0.5, 1.0)
    chances = np.array([0.0, 0.1, 0.25, 0.4, 0.5, 1.0], np.float32)
    came = np.array([False, True, False, True, True, True])
    expected = [[2, 0.1, 1], [2, 0.65, 1], [2, 1.5, 2]]
    np.testing.assert_allclose(binned(chances, came, edges), expected, rtol=1e-6)


def test_what_came_true_is_the_next_twenty_picks_and_the_likes_among_all_of_them() -> None:
    ratings = make_dated(40, 60, share=0.55)
    fold = people_of(ratings, 12, 4, seed=1).make[1]()
    trained = to_the_end(fold.train, SgdSettings(factors=3, epochs=4), whatever=True)
    fitted = fit_choice(fold.train, trained.likes)
    app = App(trained.model, fitted.model, fitted.popularity, fold.given)
    found = chances_of(app, fold, seed=0, threads=2)
    picks, likes = np.zeros((len(PICK_EDGES) - 1, 3)), np.zeros((len(LIKE_EDGES) - 1, 3))
    n_people = 0
    for user in fold.question.users.tolist():
        taste = app.taste(user)
        assert taste.picks is not None
        assert taste.likes is not None
        rest = rated_by(ratings, user)[12:]
        for _, item, stars in rest:
            chance = float(taste.likes[item])
            place = next(b for b in range(10) if chance < LIKE_EDGES[b + 1] or b == 9)
            likes[place] += (1, chance, stars >= 4)
        if len(rest) < 20:
            continue
        n_people += 1
        following = {item for _, item, _ in rest[:20]}
        for item in np.flatnonzero(taste.open_items).tolist():
            chance = float(taste.picks[item])
            place = next(
                b for b in range(len(picks)) if chance < PICK_EDGES[b + 1] or b == len(picks) - 1
            )
            picks[place] += (1, chance, item in following)
    assert 0 < n_people < len(fold.question.users)
    assert found.n_people == n_people
    np.testing.assert_allclose(found.picks.sums, picks, rtol=1e-5)
    np.testing.assert_allclose(found.likes.sums, likes, rtol=1e-5)
    assert picks[:, 2].sum() == 20 * n_people
    both = found.and_(found)
    assert both.n_people == 2 * n_people
    np.testing.assert_allclose(both.picks.sums, 2 * found.picks.sums)
