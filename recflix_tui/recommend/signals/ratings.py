"""Ratings: the stars given."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from recflix_tui.model.choice import ChoiceModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.weighing.gain import gained
from recflix_tui.recommend.weighing.signal import NO_CHOICE, Signal, SignalContext, Weights


def rated(context: SignalContext) -> Weights:
    """What was rated draws to what the same people pick: the newer and the better liked, the
    more."""
    if not context.activity.ratings:
        return Weights(nothing="nothing is rated")
    if context.choice is None:
        return Weights(nothing=NO_CHOICE)
    return rating_entries(context.activity, context.choice)


def rating_entries(activity: ProfileActivity, choice: ChoiceModel) -> Weights:
    """What a profile's ratings enter."""
    items, stars = rated_arrays(activity.ratings)
    return Weights(items, choice.entries(stars), n=len(items))


def rated_arrays(ratings: Mapping[int, float]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return items (n,) int32 and stars (n,) float32 of a profile's ratings, in their order."""
    n = len(ratings)
    items = np.fromiter(ratings.keys(), np.int32, n)
    return items, np.fromiter(ratings.values(), np.float32, n)


RATINGS = Signal(
    name="ratings",
    label="ratings",
    about="the stars you gave",
    formula="entry (1 + r / scale)^−recency × (1 + liking × (stars − your mean)) for each rating, "
    "r of which are newer; scale, recency and liking are the model's. P(likes), the chance that "
    "it is liked once it is picked, goes by the stars too",
    default=1.0,
    guess=False,
    gain=gained("+.0539", "[+.0420 +.0660]"),
    weigh=rated,
)
