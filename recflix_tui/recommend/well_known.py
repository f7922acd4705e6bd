"""Which titles enough people rated for what is said of them to be trusted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_dataset

LITTLE = 1 / 3  # of the well-known titles, by ratings a year
YEARS_TO_BE_KNOWN = 10  # after which a title has no more ratings a year for being older
ENOUGH_TITLES = 20  # a row of them: where fewer reach the floor, it gives way


def known_enough(
    dataset: Dataset, among: NDArray[np.bool_], at_least: int | None = None
) -> NDArray[np.bool_]:
    """Return which items of `among`, (n_items,) bool, `floor` ratings or more are there of.

    at_least: that number of ratings in place of the floor.
    """
    least = floor(dataset, among) if at_least is None else at_least
    return np.asarray(among & (dataset.counts >= max(least, 1)))


def floor(dataset: Dataset, among: NDArray[np.bool_]) -> int:
    """Return the ratings from which on a prediction for one of these items may be trusted.

    One user in fifty, held between 5 and 50 ratings. Where so few people are, or so few of the
    items are left, that no row of twenty reaches that, as many as the twentieth best known has.
    """
    usual = min(max(dataset.n_users // 50, 5), 50)
    if np.count_nonzero(among & (dataset.counts >= usual)) >= ENOUGH_TITLES:
        return usual
    counts = dataset.counts[among]
    counts = counts[counts > 0]
    if len(counts) < ENOUGH_TITLES:
        return 1
    at = len(counts) - ENOUGH_TITLES
    return int(np.partition(counts, at)[at])


@once_a_dataset
def well_known(dataset: Dataset) -> NDArray[np.bool_]:
    """Return which of all items, (n_items,) bool, enough people rated; not to be written to."""
    known = known_enough(dataset, np.ones(dataset.n_items, np.bool_))
    known.flags.writeable = False
    return known


def quantile(values: NDArray[np.number], share: float = 0.5) -> float:
    """Return the one of some values, (n,), n > 0, that a share of them (0 to below 1) is below:
    by default the median, of an even number the upper one.

    `np.median` imports as long as the rest of Home takes.
    """
    at = int(len(values) * share)
    return float(np.partition(values, at)[at])


@once_a_dataset
def little_known(dataset: Dataset) -> NDArray[np.bool_]:
    """Return the least known third of the well-known items, (n_items,) bool; not to be written to.

    How known a title is goes by its ratings a year, from its own year to the newest title's, ten
    years at most: what came out of late has few ratings because it is new, not because it is
    overlooked.
    """
    known = well_known(dataset)
    if not known.any():
        return known
    years = np.clip(dataset.years.max(initial=0) - dataset.years + 1, 1, YEARS_TO_BE_KNOWN)
    a_year = dataset.counts / years
    little = np.asarray(known & (a_year <= quantile(a_year[known], LITTLE)))
    little.flags.writeable = False
    return little
