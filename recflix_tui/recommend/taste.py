"""What one profile did and what the model makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel, FoldIn


@dataclass(frozen=True)
class ProfileActivity:
    """What one profile did, by item. Each mapping keeps its order, oldest first."""

    ratings: Mapping[int, float] = field(default_factory=dict)
    """Stars by item."""
    my_list: Mapping[int, float] = field(default_factory=dict)
    """When each item was put on My List, in Unix seconds."""
    watched: Mapping[int, float] = field(default_factory=dict)
    """When each item was marked as watched, in Unix seconds."""
    refused: Mapping[int, float] = field(default_factory=dict)
    """When each item was marked as not for this profile, in Unix seconds."""
    like_these: Mapping[int, float] = field(default_factory=dict)
    """When each item was picked as one of a group of titles that the profile likes, in Unix
    seconds: the item stands for its group (`recommend.groups`)."""


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
    uncertainties: dict[int, float] = field(default_factory=dict, compare=False)
    """The standard deviation of what is to be expected, in stars, of the items that `weigh` was
    asked for."""

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


def fold_in_profile(
    activity: ProfileActivity, dataset: Dataset, model: FactorModel | None
) -> Taste:
    """Fold a profile's ratings into the model (closed form) and score every item."""
    open_items = np.ones(dataset.n_items, np.bool_)
    for done in (activity.ratings, activity.watched, activity.refused):
        open_items[np.fromiter(done.keys(), np.int64, len(done))] = False
    if model is None:
        return Taste(activity, None, None, open_items)
    fold = model.fold_in(*rated_arrays(activity.ratings))
    raw = model.score_all(fold)
    return Taste(activity, raw, model.on_scale(raw), open_items, fold)
