"""What the app shows to people whom its training may not have seen: its Top picks, by its code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.baselines import side_by_side
from recflix_tui.evaluation.people.fold_dataset import dataset_with
from recflix_tui.evaluation.people.given import Given
from recflix_tui.evaluation.people.protocol import Fold
from recflix_tui.evaluation.ranking import LONG, Lists, Question
from recflix_tui.kernels.arrays import Flags, Floats, Indices, Ints
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import weigh_all
from recflix_tui.recommend.behaviour import Behaviour
from recflix_tui.recommend.rows.top_picks import best_picks
from recflix_tui.recommend.taste import Taste, taste_of
from recflix_tui.recommend.weighing.signal import Setting, Settings, SignalContext
from recflix_tui.recommend.weighing.weigh import Weighed
from recflix_tui.solvers.fitting import Trained
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.items.popularity import PopularityOverTime

OF_TIME = ("session", "trending")
"""The signals that go by the moment at which someone looks."""
_PEOPLE_AT_ONCE = 8


def as_rated(given: Given, user: int) -> ProfileActivity:
    """What is told of a person, as ratings."""
    items, stars = given.of(user)
    return ProfileActivity(dict(zip(items.tolist(), stars.tolist(), strict=True)))


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
    dataset: Dataset | None = None
    """The titles, and the training's ratings, which signals go by; None: by what is told alone."""
    settings: Settings = field(default_factory=dict)
    """Of the signals; without any they are at their defaults."""
    told: Callable[[Given, int], ProfileActivity] = as_rated
    """What a profile did of whom this is told."""

    def weighed(self, user: int, before: Weighed | None = None) -> Weighed | None:
        """What the signals of one person come to, at the moment of the last rating told; before: of
        the same person by other settings, where that is known. None without a dataset."""
        if self.dataset is None:
            return None
        context = self._context(user, self.dataset) if before is None else before.context
        assert context is not None
        return weigh_all(context, self.settings, before)

    def taste(self, user: int, weighed: Weighed | None = None) -> Taste:
        """What the app makes of one person, at the moment of the last rating told; weighed: what
        its signals come to, where that is known."""
        weighed = self.weighed(user) if weighed is None else weighed
        context = None if weighed is None else weighed.context
        activity = self.told(self.given, user) if context is None else context.activity
        around = self.popularity.at(self.given.moment(user))
        return taste_of(activity, self.choice.n_items, self.model, self.choice, around, weighed)

    def lists(self, question: Question, threads: int = 1) -> Lists:
        """Top picks of everybody who is asked about."""
        return shown_to_all(question, lambda user: [("", self.taste(user))], threads)[""]

    def timeless(self, flat: PopularityOverTime) -> App:
        """The same without what hangs on time: all ratings of a person weigh alike, `flat` is
        popular at all times, and the signals of a moment are off."""
        off = {name: Setting(on=False) for name in OF_TIME}
        return replace(
            self,
            choice=replace(self.choice, recency=0.0),
            popularity=flat,
            settings={**self.settings, **off},
        )

    def _context(self, user: int, dataset: Dataset) -> SignalContext:
        now = float(self.given.moment(user) or 0)
        return SignalContext(
            activity=self.told(self.given, user),
            dataset=dataset,
            model=self.model,
            choice=self.choice,
            behaviour=Behaviour(session_start=now),
            now=now,
            region=_region_of(dataset, user),
        )


def app_of(fold: Fold, trained: Trained, dataset: Dataset | None, threads: int) -> App:
    """The app of a fold: what is picked is learnt, too. dataset: of the same users and titles, with
    whatever ratings, or None: signals go by what is told alone then."""
    fitted = fit_choice(fold.train, trained.likes, threads)
    titles = None if dataset is None else dataset_with(dataset, fold.train)
    return App(trained.model, fitted.model, fitted.popularity, fold.given, titles)


def shown_to_all(
    question: Question, tastes: Callable[[int], Iterable[tuple[str, Taste]]], threads: int = 1
) -> dict[str, Lists]:
    """Top picks of everybody who is asked about, by each of the tastes that `tastes` makes of a
    person, by its name. The result does not depend on the number of threads."""
    users = question.users
    lists: dict[str, Lists] = {}

    def show(start: int) -> None:
        for row in range(start, min(start + _PEOPLE_AT_ONCE, len(users))):
            user = int(users[row])
            part = slice(question.relevant.indptr[user], question.relevant.indptr[user + 1])
            for name, taste in tastes(user):
                assert taste.worth is not None
                best = best_picks(taste.worth, taste.open_items, LONG)
                shown = lists.setdefault(name, _nothing_shown(len(users)))
                shown.items[row, : len(best)] = best
                relevant = question.relevant.columns[part]
                shown.first[row] = rank_of_best(taste.worth, taste.open_items, relevant)

    side_by_side(show, range(0, len(users), _PEOPLE_AT_ONCE), threads)
    return lists


def _nothing_shown(n: int) -> Lists:
    return Lists(np.full((n, LONG), -1, np.int32), np.empty(n, np.int64))


def _region_of(dataset: Dataset, user: int) -> int | None:
    people = dataset.demographics
    if people is None or user >= dataset.n_users or people.regions[user] < 0:
        return None
    return int(people.regions[user])


def rank_of_best(worth: Floats, among: Flags, relevant: Indices) -> int:
    """The rank by worth, (n_items,), of the first relevant title among some, (n_items,) bool, that
    it is one of, from 1."""
    best = relevant[np.argmax(worth[relevant])]  # of equals the lowest: they ascend
    ahead = worth > worth[best]
    ahead[:best] |= worth[:best] == worth[best]
    return int((ahead & among).sum()) + 1


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
