"""Rows of similar taste, found by clustering their factors, and laid side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.kernels.arrays import Doubles, Floats, Longs
from recflix_tui.model.components import gram

CLUSTERS = 12
COORDINATES = 16  # the first so many components are gone by
_SAMPLE = 20_000  # rows that the centres are fitted on, at most
_ROUNDS = 25
_LEAST_NORM = 1e-6  # of the mean one: a row shorter than that points nowhere
_APART = 1e-6  # squared distance of two directions: what is nearer is rounding

Flags = NDArray[np.bool_]


def cluster_rows(coordinates: Floats, seed: int = 0) -> Longs:
    """The cluster of each row, (n,) int64, from 0; clusters that are alike have near numbers.

    coordinates: (n, c), scaled so that their inner products are those of whole rows of predicted
    interactions; only their directions count. Rows without a direction come after all others.

    Spherical k-means (Dhillon and Modha, "Concept decompositions for large sparse text data using
    clustering", 2001) on a sample, begun as k-means++ does (Arthur and Vassilvitskii, 2007). The
    same rows and seed give the same clusters.
    """
    directions, pointing = _directions(coordinates)
    found = np.full(len(coordinates), CLUSTERS, np.int64)
    if not pointing.any():
        return found
    rng = np.random.default_rng(seed)
    rows = np.flatnonzero(pointing)
    if len(rows) > _SAMPLE:
        rows = np.sort(rng.choice(rows, _SAMPLE, replace=False))
    centres = _fitted_centres(directions[rows], min(CLUSTERS, len(rows)), rng)
    nearest = np.argmax(directions @ centres.T, axis=1)
    sizes = np.bincount(nearest[pointing], minlength=len(centres))
    along = np.empty(len(centres), np.int64)
    along[_along_a_line(centres, sizes)] = np.arange(len(centres))
    found[pointing] = along[nearest[pointing]]
    return found


def _directions(coordinates: Floats) -> tuple[Floats, Flags]:
    """The rows at unit length, and which have a direction at all."""
    norms = np.sqrt(np.einsum("nc,nc->n", coordinates, coordinates))
    pointing = norms > (_LEAST_NORM * norms.mean() if len(norms) else 0)
    inverse = np.divide(1, norms, out=np.zeros_like(norms), where=pointing)
    return coordinates * inverse[:, np.newaxis], pointing


def _fitted_centres(rows: Floats, n: int, rng: np.random.Generator) -> Floats:
    """Up to n unit vectors, one a row, each the mean direction of the rows nearest to it."""
    centres = _first_centres(rows, n, rng)
    before = np.full(len(rows), -1)
    for _ in range(_ROUNDS):
        nearest = np.argmax(rows @ centres.T, axis=1)
        if np.array_equal(nearest, before):
            break
        before = nearest
        members = np.eye(len(centres), dtype=np.float32)[nearest]
        sums = members.T @ rows
        norms = np.sqrt(np.einsum("nc,nc->n", sums, sums))
        full = norms > 0  # a centre that nothing is nearest to stays where it is
        centres[full] = sums[full] / norms[full, np.newaxis]
    return centres


def _first_centres(rows: Floats, n: int, rng: np.random.Generator) -> Floats:
    """Up to n rows far from each other, as many as there are directions: each drawn by its
    squared distance to those drawn before."""
    chosen = [int(rng.integers(len(rows)))]
    far = np.full(len(rows), np.inf)
    while len(chosen) < n:
        last = rows[chosen[-1]]
        far = np.minimum(far, 2 - 2 * (rows @ last).astype(np.float64))
        far[far < _APART] = 0
        if not far.any():
            break  # there are no more directions than these
        chosen.append(_drawn(far, rng))
    return rows[chosen].copy()


def _drawn(weights: Doubles, rng: np.random.Generator) -> int:
    """A place drawn by its weight: none that has none."""
    upto = np.cumsum(weights)
    place = int(np.searchsorted(upto, rng.random() * upto[-1], side="right"))
    return min(place, int(np.flatnonzero(weights)[-1]))


def _along_a_line(centres: Floats, sizes: Longs) -> Longs:
    """The order of the centres along the direction in which they, weighed by their sizes, differ
    most; the end that more rows are near to comes first."""
    weights = sizes / sizes.sum()
    spread = centres - weights @ centres
    weighed = (spread * np.sqrt(weights)[:, np.newaxis]).astype(np.float32)
    line: Doubles = spread @ np.linalg.eigh(gram(weighed))[1][:, -1]
    if (weights * np.sign(line)).sum() > 0:
        line = -line
    return np.argsort(line, kind="stable")
