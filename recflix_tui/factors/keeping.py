"""A slid taste as ratings: what to rate beside one's own, so that folding in comes to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from recflix_tui.dataset.values import Scale
from recflix_tui.factors.slide import Slid
from recflix_tui.kernels.arrays import Doubles, Longs
from recflix_tui.model.components import gram
from recflix_tui.recommend.signals.ratings import rated_arrays

N_ADDED = 40  # ratings at most, beside one's own
LEEWAY = 1.0  # stars that a rating may be from what the slid taste would give
_SWEEPS = 50  # over the ratings, each set to its best; some five are enough


@dataclass(frozen=True)
class Keeping:
    """The ratings that a slid taste is kept as."""

    added: Mapping[int, float]
    """Stars by item of what is rated beside the profile's own, the most moved title first."""
    nearness: float
    """How near folding all of them in comes to the slid taste, -1 to 1: the cosine of what the
    factors add to the predictions of all titles."""


def ratings_for(slid: Slid, scale: Scale) -> Keeping:
    """The ratings that bring a profile near its slid taste when they are folded in with its own.

    Rated are the well-known open titles that sliding moves most, up or down, about as the slid
    taste predicts them: on the scale and within a star. A fold-in is linear in the ratings, so
    how far it then is from the slid taste is a quadratic function of them; each rating in turn
    is set to the value that makes it least, until none is changed.
    """
    chosen = _most_moved(slid)
    if not len(chosen):
        return Keeping({}, 1.0)
    wanted = np.concatenate([[slid.fold.bias], slid.coordinates])
    predicted = slid.scores[chosen].astype(np.float64)
    stars = np.array([scale.nearest(value) for value in predicted])
    error = _folded(slid, chosen, stars) - wanted
    effects = _effects(slid, chosen)
    stars = _settled(slid, stars, effects, error, _bounds(predicted, scale), scale)
    final = _folded(slid, chosen, stars)
    added = dict(zip(chosen.tolist(), stars.tolist(), strict=True))
    return Keeping(added, nearness(slid, final[1:]))


def nearness(slid: Slid, coordinates: Doubles) -> float:
    """How near a taste at these coordinates (c,) is to the slid one; see `Keeping.nearness`."""
    products = gram(slid.space.items)
    mine, other = slid.coordinates, coordinates
    lengths = (mine @ products @ mine) * (other @ products @ other)
    return float(mine @ products @ other / np.sqrt(lengths)) if lengths > 0 else 0.0


def _most_moved(slid: Slid) -> Longs:
    """The open well-known items that sliding moves most, the most moved first."""
    among = np.flatnonzero(slid.taste.open_items & slid.known)
    moved = np.abs(slid.space.items[among].astype(np.float64) @ slid.shift)
    order = np.argsort(-moved, kind="stable")[:N_ADDED]
    return among[order[moved[order] > 0]]


def _folded(slid: Slid, chosen: Longs, stars: Doubles) -> Doubles:
    """[bias, coordinates], (c + 1,), of the profile's ratings and those of the items chosen."""
    items, own = rated_arrays(slid.taste.activity.ratings)
    fold = slid.model.fold_in(np.concatenate([items, chosen]), np.concatenate([own, stars]))
    return np.concatenate([[fold.bias], slid.space.profile(fold)])


def _effects(slid: Slid, chosen: Longs) -> Doubles:
    """What a star more of each item chosen adds to [bias, coordinates], (c + 1, n)."""
    items, _ = rated_arrays(slid.taste.activity.ratings)
    bias, factors = slid.model.fold_in_effects(np.concatenate([items, chosen]))
    new = slice(len(items), None)
    return np.vstack([bias[new], slid.space.to_axes.T @ factors[new].T])


def _bounds(predicted: Doubles, scale: Scale) -> tuple[Doubles, Doubles]:
    """The least and the most stars for each prediction (n,)."""
    low = [scale.nearest(max(value - LEEWAY, scale.low)) for value in predicted]
    high = [scale.nearest(min(value + LEEWAY, scale.high)) for value in predicted]
    return np.array(low), np.array(high)


def _settled(
    slid: Slid,
    stars: Doubles,
    effects: Doubles,
    error: Doubles,
    bounds: tuple[Doubles, Doubles],
    scale: Scale,
) -> Doubles:
    """The stars (n,) after each was set to its best in turn, until all are.

    effects: (c + 1, n); error: [bias, coordinates] less those wanted, (c + 1,). What is made
    least is the sum of its squared effects on the predictions of the well-known titles.
    """
    loadings = slid.space.items[slid.known]
    metric = gram(np.column_stack([np.ones(len(loadings), np.float32), loadings]))
    weighted = metric @ effects
    squares = np.einsum("cn,cn->n", effects, weighted)
    stars, error = stars.copy(), error.copy()
    low, high = bounds
    for _ in range(_SWEEPS):
        before = stars.copy()
        for j in np.flatnonzero(squares > 0):
            ideal = stars[j] - weighted[:, j] @ error / squares[j]
            best = scale.nearest(min(max(ideal, low[j]), high[j]))
            error += effects[:, j] * (best - stars[j])
            stars[j] = best
        if np.array_equal(stars, before):
            break
    return stars
