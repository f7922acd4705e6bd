"""Regional: what is picked more where somebody lives."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.crowd.lift import bounded, log_lift
from recflix_tui.recommend.crowd.of_region import picks_in
from recflix_tui.recommend.weighing.gain import NO_DATA_TELLS
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

SHRINK = 20.0  # picks
NEIGHBOURS_SHRINK = 5.0  # picks
NO_REGION = "this profile says no region"
NOTHING = "this dataset does not say where its people live, and nobody else here shares their picks"
NOBODY = "nobody in this dataset is known to live there, and nobody else here shares their picks"


def regional(context: SignalContext) -> Weights:
    """Return log (c + 20) / (e + 20) of each title, held to -1 and 1.

    c: its ratings by the dataset's users of the profile's region, e: what c would be had they
    rated what everybody did. Where the dataset knows of nobody there it is log (h + 5) / (g + 5),
    for the picks h and g of consenting profiles of the same region. Raises DatasetError.
    """
    dataset, region = context.dataset, context.region
    if region is None:
        return Weights(nothing=NO_REGION)
    found = picks_in(dataset, region)
    if found is not None:
        return Weights(titles=bounded(log_lift(found.picked, found.expected, SHRINK)))
    if len(context.neighbourhood):
        return Weights(titles=bounded(_of_neighbours(context, dataset)))
    said = dataset.demographics is not None and (dataset.demographics.regions >= 0).any()
    return Weights(nothing=NOBODY if said else NOTHING)


def _of_neighbours(context: SignalContext, dataset: Dataset) -> NDArray[np.float64]:
    near = context.neighbourhood
    picked = np.bincount(near.items, near.values, dataset.n_items)
    usual = dataset.counts * (float(near.values.sum()) / max(dataset.n_ratings, 1))
    return log_lift(picked, usual, NEIGHBOURS_SHRINK)


REGIONAL = Signal(
    name="regional",
    label="in your region",
    about="what people of your region pick more than others",
    formula=(
        "log (c + 20) / (e + 20), within −1 and 1: c its ratings from your region, e as many as "
        "everybody's ratings have one expect there; without such ratings c are picks of profiles "
        "here of your region, with 5 in place of 20"
    ),
    default=0.1,
    guess=True,
    gain=NO_DATA_TELLS,
    weigh=regional,
)
