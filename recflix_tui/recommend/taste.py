"""What one profile did and what the model makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.live.laps import Laps
from recflix_tui.live.trip import Stage
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel, FoldIn
from recflix_tui.recommend.activity import ProfileActivity

SAID_UNTIL = 20  # ratings that say all that was said before them


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
    """How much what was rated speaks for picking each item, (n_items,) (`ChoiceModel.score_all`);
    None without a choice model."""
    picks: NDArray[np.float32] | None = None
    """The chance that each item is among the next 20 picks, (n_items,): P(picks)."""
    likes: NDArray[np.float32] | None = None
    """The chance that each item, once picked, is liked, (n_items,): P(likes | picks)."""
    uncertainties: dict[int, float] = field(default_factory=dict, compare=False)
    """The standard deviation of what is to be expected, in stars, of the items that `weigh` was
    asked for."""

    @cached_property
    def worth(self) -> NDArray[np.float32] | None:
        """The chance that each item is picked next and liked, (n_items,): P(picks) times
        P(likes | picks) (Steck, "Training and testing of recommender systems on data missing not
        at random", 2010); None without a choice model."""
        return None if self.picks is None or self.likes is None else self.picks * self.likes

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


def rated_arrays(ratings: Mapping[int, float]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return items (n,) int32 and stars (n,) float32 of a profile's ratings, in their order."""
    n = len(ratings)
    items = np.fromiter(ratings.keys(), np.int32, n)
    return items, np.fromiter(ratings.values(), np.float32, n)


def choice_arrays(
    activity: ProfileActivity, choice: ChoiceModel
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return what a profile's scores are made of: items (n,) int32 and stars (n,) float32, the
    oldest first. What it said to like comes before all ratings, as if it had been rated so: the
    less of it the more is rated, and from `SAID_UNTIL` ratings on nothing."""
    ratings, refused = activity.ratings, activity.refused
    counted = max(SAID_UNTIL - len(ratings), 0) * len(activity.like_these) // SAID_UNTIL
    said = [
        item
        for item in list(activity.like_these)[:counted]
        if item not in ratings and item not in refused
    ]
    items, stars = rated_arrays(ratings)
    liked = np.full(len(said), choice.liked_from, np.float32)
    return np.concatenate([np.array(said, np.int32), items]), np.concatenate([liked, stars])


def fold_in_profile(
    activity: ProfileActivity,
    dataset: Dataset,
    model: FactorModel | None,
    choice: ChoiceModel | None = None,
    laps: Laps | None = None,
) -> Taste:
    """Fold a profile's ratings into both models (closed form) and score every item; `laps` is
    told when each is done."""
    return taste_of(activity, dataset.n_items, model, choice, laps=laps)


def taste_of(
    activity: ProfileActivity,
    n_items: int,
    model: FactorModel | None,
    choice: ChoiceModel | None = None,
    popularity: NDArray[np.float32] | None = None,
    laps: Laps | None = None,
) -> Taste:
    """`fold_in_profile` for so many items.

    popularity: (n_items,), what is popular at another moment than the end of the data; laps: is
    told when the fold-in is done, and when the scores are.
    """
    open_items = np.ones(n_items, np.bool_)
    for done in (activity.ratings, activity.watched, activity.refused, activity.abandoned):
        open_items[np.fromiter(done.keys(), np.int64, len(done))] = False
    if model is None:
        return Taste(activity, None, None, open_items)
    laps = Laps() if laps is None else laps
    fold = model.fold_in(*rated_arrays(activity.ratings))
    laps.end(Stage.MODEL_UPDATE)
    raw = model.score_all(fold)
    shown = model.on_scale(raw)
    if choice is None:
        laps.end(Stage.INFERENCE)
        return Taste(activity, raw, shown, open_items, fold)
    items, stars = choice_arrays(activity, choice)
    scores = choice.score_all(items, stars)
    picks = choice.picks(scores, items, stars, popularity)
    likes = choice.likes(raw, len(activity.ratings))
    laps.end(Stage.INFERENCE)
    return Taste(activity, raw, shown, open_items, fold, scores, picks, likes)
