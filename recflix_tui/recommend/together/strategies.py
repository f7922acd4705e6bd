"""The orders in which several people's tastes are made into one list: pure sums of their shares.

`shares` is always (n_members, n_items): what each title is worth to each by their own best
(`Company.shares`); `among`, (n_items,) bool, the titles that may be shown. Of equals the lower item
comes first. Average and least misery are told of in Masthoff, "Group recommender systems: combining
individual models" (2011).
"""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Flags, Floats, Longs
from recflix_tui.recommend.best import best

SERVED = 0.5
"""What each is taken to have been served before the first title, by their own best: the first is
good for all, and none is worth endlessly much to somebody who got nothing yet."""
ALMOST = 1 - 1e-9  # so that no last bit hides a title


def average(shares: Floats, among: Flags, n: int) -> Longs:
    """The up to `n` items with the highest average of all shares, best first: the power mean with
    exponent 1/2, ((sum of roots) / n_members)².

    Shares have long tails: by a plain mean the favourite of one is ahead of what all like, though
    nobody else may care for it. With roots, half as good for each is better than perfect for one
    and nothing for another. docs/together.md has both measured.
    """
    return best(np.sqrt(np.maximum(shares, 0)).mean(axis=0), among, n)


def least_misery(shares: Floats, stars: Floats, among: Flags, n: int, hated_below: float) -> Longs:
    """The up to `n` items whose lowest share is highest, best first, without those of which
    anybody is expected to give less than `hated_below` stars; stars: (n_members, n_items).

    Least misery is PolyLens' (O'Connor et al., "PolyLens: a recommender system for groups of
    users", 2001), the threshold that of "average without misery".
    """
    return best(shares.min(axis=0), among & (stars.min(axis=0) >= hated_below), n)


def fairness(shares: Floats, among: Flags, n: int) -> Longs:
    """Up to `n` items, in the order that a list grows by which is fair wherever it is cut.

    Each next one is what adds most to the sum over the people of the logarithm of all that the list
    is worth to them: a title counts for more to whom the list so far served least. It is
    proportional fairness (Kelly, Maulloo and Tan, "Rate control for communication networks", 1998),
    or Nash's social welfare, grown greedily: the sum is submodular, so the list gains at least
    1 - 1/e of what the best there is would (Nemhauser, Wolsey and Fisher, 1978).
    """
    own, items = _undominated(shares, among, n)
    served, left = np.full(len(shares), SERVED), np.ones(len(items), np.bool_)
    chosen: list[int] = []
    for _ in range(min(n, len(items))):
        # No logarithm of 1 + x is above x: what each would add at most, without one.
        at_most = np.where(left, (1 / served) @ own, -np.inf)
        likely = int(np.argmax(at_most))
        worth_a_look = np.flatnonzero(at_most >= _added(own[:, [likely]], served)[0] * ALMOST)
        at = int(worth_a_look[np.argmax(_added(own[:, worth_a_look], served))])
        chosen.append(at)
        served += own[:, at]
        left[at] = False
    return items[np.array(chosen, np.int64)]


def _undominated(shares: Floats, among: Flags, n: int) -> tuple[Doubles, Longs]:
    """The shares of all titles that a list of `n` may take, (n_members, m) float64, and their
    items, (m,): not those that `n` others are better than for everybody."""
    kept = among
    if n < np.count_nonzero(among):
        lowest = shares.min(axis=0)[among]
        enough = np.partition(lowest, len(lowest) - n)[len(lowest) - n]
        kept = among & (shares.max(axis=0) >= enough)
    items = np.flatnonzero(kept)
    return shares[:, items].astype(np.float64), items


def _added(own: Doubles, served: Doubles) -> Doubles:
    """What each title would add to the sum of logarithms, (n,): own (n_members, n)."""
    added: Doubles = np.log1p(own / served[:, np.newaxis]).sum(axis=0)
    return added


def satisfaction(shares: Floats, among: Flags, items: Longs) -> Doubles:
    """What a list is worth to each, (n_members,) float64: the sum of its shares, by that of as many
    of their own best. 1 for whom it is just those; 0 for an empty list."""
    n = min(len(items), int(among.sum()))
    if not n:
        return np.zeros(len(shares))
    own = shares[:, among].astype(np.float64)
    most = np.partition(own, own.shape[1] - n, axis=1)[:, own.shape[1] - n :].sum(axis=1)
    got = shares[:, items].sum(axis=1, dtype=np.float64)
    served: Doubles = np.divide(got, most, out=np.zeros(len(shares)), where=most > 0)
    return served
