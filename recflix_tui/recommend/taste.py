"""What one profile did and what the model makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.live.laps import Laps
from recflix_tui.live.trip import Stage
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel, FoldIn
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.signals.ratings import rated_arrays

if TYPE_CHECKING:  # the signals are loaded when they are weighed: a page that was kept shows first
    from recflix_tui.recommend.weighing.weigh import Weighed


@dataclass(frozen=True)
class Taste:
    """A profile's activity against one dataset and one model."""

    activity: ProfileActivity
    """What it did, by item."""
    raw: NDArray[np.float32] | None
    """The predicted stars r̂ of each item, (n_items,), unclipped; None while there is no model."""
    predictions: NDArray[np.float32] | None
    """The stars to be expected on the scale, as they are shown, (n_items,): they rise with `raw`
    (`FactorModel.on_scale`)."""
    open_items: NDArray[np.bool_]
    """Which items, (n_items,), may be recommended: not rated, watched or refused."""
    fold: FoldIn | None = None
    """The profile's bias and factors in the model; None while there is no model."""
    scores: NDArray[np.float32] | None = None
    """How much what the profile did speaks for picking each item, (n_items,)
    (`ChoiceModel.score`); None without a choice model."""
    picks: NDArray[np.float32] | None = None
    """The chance that each item is among the next 20 picks, (n_items,): P(picks)."""
    likes: NDArray[np.float32] | None = None
    """The chance that each item, once picked, is liked, (n_items,): P(likes | picks)."""
    weighed: Weighed | None = None
    """What its signals come to; None while there is no model."""
    known: dict[object, object] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What rows worked out from it, by what they ask."""
    uncertainties: dict[int, float] = field(default_factory=dict, compare=False)
    """The standard deviation of what is to be expected, in stars, of the items that `weigh` was
    asked for."""

    @cached_property
    def worth(self) -> NDArray[np.float32] | None:
        """What each item is ranked by, (n_items,): the chance that it is picked next and liked,
        P(picks) times P(likes | picks) (Steck, "Training and testing of recommender systems on data
        missing not at random", 2010), times e to the power of what the signals of titles add
        (`Weighed.boost`); None without a choice model."""
        if self.picks is None or self.likes is None:
            return None
        chance: NDArray[np.float32] = self.picks * self.likes
        boost = None if self.weighed is None else self.weighed.boost
        return chance if boost is None else chance * np.exp(boost)

    def is_on(self, signal: str) -> bool:
        """Whether the signal of that name counts."""
        return self.weighed is None or self.weighed.is_on(signal)

    @property
    def ratings(self) -> Mapping[int, float]:
        """The ratings that rows go by: none where those are switched off."""
        return self.activity.ratings if self.is_on("ratings") else {}

    @property
    def groups(self) -> Mapping[int, float]:
        """What stands for the picked groups that rows go by: nothing where that is switched off."""
        return self.activity.like_these if self.is_on("profile") else {}

    def prediction(self, item: int) -> float | None:
        """Return the stars to be expected of one item, as shown; None while there is no model."""
        return None if self.predictions is None else float(self.predictions[item])

    def weigh(self, items: Iterable[int], model: FactorModel | None) -> None:
        """Work out how sure the predictions of `items` are; `model`: the one they are by."""
        new = [item for item in items if item not in self.uncertainties]
        if model is not None and new:
            spreads = model.uncertainty(*rated_arrays(self.activity.ratings), np.array(new))
            self.uncertainties.update(zip(new, spreads.tolist(), strict=True))

    def uncertainty(self, item: int) -> float | None:
        """Return the standard deviation of one item's prediction in stars, None if not weighed."""
        return self.uncertainties.get(item)


def fold_in_profile(
    activity: ProfileActivity,
    dataset: Dataset,
    model: FactorModel | None,
    choice: ChoiceModel | None = None,
    laps: Laps | None = None,
) -> Taste:
    """Fold a profile's ratings into both models (closed form) and score every item, by what it
    rated and the groups that it picked alone; `laps` is told when each is done."""
    return taste_of(activity, dataset.n_items, model, choice, laps=laps)


def fold_in_again(
    taste: Taste,
    activity: ProfileActivity,
    dataset: Dataset,
    model: FactorModel | None,
    choice: ChoiceModel | None = None,
) -> Taste:
    """What these models would make of the profile of a taste if it had done something else, by the
    same settings of its signals and at the same moment."""
    weighed = taste.weighed
    if weighed is None or weighed.context is None:
        return fold_in_profile(activity, dataset, model, choice)
    context = replace(weighed.context, activity=activity)
    from recflix_tui.recommend.all_signals import weigh_all

    return fold_in_weighed(weigh_all(context, weighed.settings))


def fold_in_weighed(weighed: Weighed, laps: Laps | None = None) -> Taste:
    """What the models make of a profile by all its signals, as they are `weigh`ed; `laps` is told
    when the fold-in is done, and when the scores are."""
    context = weighed.context
    assert context is not None
    models, n_items = (context.model, context.choice), context.dataset.n_items
    return taste_of(context.activity, n_items, *models, weighed=weighed, laps=laps)


def at_moment(taste: Taste, at: float) -> Taste:
    """What the same models make of a profile at another moment, in Unix seconds: by what it did,
    weighed as old as it is then."""
    weighed = taste.weighed
    if weighed is None or weighed.context is None:
        return taste
    from recflix_tui.recommend.all_signals import weigh_all

    return fold_in_weighed(weigh_all(replace(weighed.context, now=at), weighed.settings))


def taste_of(
    activity: ProfileActivity,
    n_items: int,
    model: FactorModel | None,
    choice: ChoiceModel | None = None,
    popularity: NDArray[np.float32] | None = None,
    weighed: Weighed | None = None,
    laps: Laps | None = None,
) -> Taste:
    """`fold_in_profile` for so many items.

    popularity: (n_items,), what is popular at another moment than the end of the data; weighed:
    what the signals come to, None for ratings and picked groups alone; laps: is told when the
    fold-in is done, and when the scores are.
    """
    open_items = np.ones(n_items, np.bool_)
    for done in (activity.ratings, activity.watched, activity.refused, activity.abandoned):
        open_items[np.fromiter(done.keys(), np.int64, len(done))] = False
    if model is None:
        return Taste(activity, None, None, open_items, weighed=weighed)
    laps = Laps() if laps is None else laps
    fold = model.fold_in(*rated_arrays(activity.ratings))
    laps.end(Stage.MODEL_UPDATE)
    raw = model.score_all(fold)
    shown = model.on_scale(raw)
    if choice is None:
        laps.end(Stage.INFERENCE)
        return Taste(activity, raw, shown, open_items, fold, weighed=weighed)
    if weighed is None:
        from recflix_tui.recommend.all_signals import by_ratings_alone

        weighed = by_ratings_alone(activity, choice)
    entered = weighed.entered
    scores = weighed.scores(choice)
    picks = choice.picks(scores, entered, popularity)
    likes = _likes(raw, len(activity.ratings), weighed.stars_share, model, choice)
    laps.end(Stage.INFERENCE)
    return Taste(activity, raw, shown, open_items, fold, scores, picks, likes, weighed)


def _likes(
    raw: NDArray[np.float32], n_rated: int, share: float, model: FactorModel, choice: ChoiceModel
) -> NDArray[np.float32]:
    """P(likes | picks), (n_items,), where what the stars tell counts to that share only: with 0 it
    is what it is for somebody without ratings."""
    if share == 1:
        return choice.likes(raw, n_rated)
    nobody = model.score_all(model.fold_in(*rated_arrays({})))
    return choice.likes(nobody + np.float32(share) * (raw - nobody), share * n_rated)
