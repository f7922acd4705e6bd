"""What the app shows to people whom its training may not have seen: its Top picks, by its code."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.evaluation.baselines import side_by_side
from recflix_tui.evaluation.people.given import Given
from recflix_tui.evaluation.ranking import LONG, Lists, Question
from recflix_tui.kernels.arrays import Floats, Indices, Ints
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.rows.top_picks import best_picks
from recflix_tui.recommend.taste import Taste, taste_of
from recflix_tui.solvers.items.popularity import PopularityOverTime

_PEOPLE_AT_ONCE = 8


@dataclass(frozen=True)
class App:
    """The models of a version, and what is told of each person."""

    model: FactorModel
    """What predicts stars."""
    choice: ChoiceModel
    """What predicts picks."""
    popularity: PopularityOverTime
    """What is popular around the moment at which someone looks."""
    given: Given
    """What is told of each person: the ratings of a profile, the oldest first."""

    def taste(self, user: int) -> Taste:
        """What the app makes of one person, at the moment of the last rating told."""
        items, stars = self.given.of(user)
        activity = ProfileActivity(dict(zip(items.tolist(), stars.tolist(), strict=True)))
        around = self.popularity.at(self.given.moment(user))
        return taste_of(activity, self.choice.n_items, self.model, self.choice, around)

    def lists(self, question: Question, threads: int = 1) -> Lists:
        """Top picks of everybody who is asked about."""
        users = question.users
        shown = np.full((len(users), LONG), -1, np.int32)
        first = np.empty(len(users), np.int64)

        def show(start: int) -> None:
            for row in range(start, min(start + _PEOPLE_AT_ONCE, len(users))):
                user = int(users[row])
                taste = self.taste(user)
                assert taste.worth is not None
                best = best_picks(taste.worth, taste.open_items, LONG)
                shown[row, : len(best)] = best
                part = slice(question.relevant.indptr[user], question.relevant.indptr[user + 1])
                first[row] = _rank_of_best(taste, question.relevant.columns[part])

        side_by_side(show, range(0, len(users), _PEOPLE_AT_ONCE), threads)
        return Lists(shown, first)

    def timeless(self, flat: PopularityOverTime) -> App:
        """The same without what hangs on time: all ratings of a person weigh alike, and `flat` is
        popular at all times."""
        return replace(self, choice=replace(self.choice, recency=0.0), popularity=flat)


def _rank_of_best(taste: Taste, relevant: Indices) -> int:
    """The rank of the first relevant title among all open ones, from 1."""
    worth = taste.worth
    assert worth is not None
    best = relevant[np.argmax(worth[relevant])]  # of equals the lowest: they ascend
    ahead = worth > worth[best]
    ahead[:best] |= worth[:best] == worth[best]
    return int((ahead & taste.open_items).sum()) + 1


@dataclass(frozen=True)
class ByPicks:
    """Ranks by P(picks) alone: what a person picks, liked or not."""

    app: App
    """Whose choice model it is."""

    def fill(self, users: Ints, rows: Floats) -> None:
        """Scores of all titles for users (m,) into rows (m, n_items)."""
        app = self.app
        for row, user in enumerate(users):
            items, stars = app.given.of(int(user))
            around = app.popularity.at(app.given.moment(int(user)))
            entered = app.choice.entered(items, stars)
            rows[row] = app.choice.picks(app.choice.score(entered), entered, around)
