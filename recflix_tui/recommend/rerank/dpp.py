"""Titles that are good and unlike each other: the most probable set of a determinantal process.

A set S is as probable as det L_S, L = diag(q) K diag(q): q the quality of each title, K how alike
they are. The larger the volume that the titles of a set span, the less alike they are.
Kulesza and Taskar, "Determinantal point processes for machine learning" (2012).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

OWN = 0.01  # of each title is like no other: no volume is 0, K's eigenvalues are .01 or more


class Volume:
    """The volume that the chosen titles span, title by title.

    The incremental Cholesky factorisation of Chen, Zhang and Zhou, "Fast greedy MAP inference for
    determinantal point process to improve recommendation diversity" (2018), algorithm 1: each
    title that is chosen costs O(m k), k of m being chosen already.
    """

    def __init__(self, likeness: Doubles, most: int) -> None:
        """likeness: (m, m) float64, symmetric and positive semidefinite with 1 on its diagonal;
        most: how many titles will be chosen at most."""
        self._kernel = likeness
        self._factors = np.zeros((most, len(likeness)))
        self._n = 0
        self.heights: Doubles = np.ones(len(likeness))
        """The square of how far each title stands from the space of those chosen, (m,) float64,
        from .01 to 1 for those that are not: the factor by which it would change the determinant
        of the chosen titles' kernel."""

    def choose(self, place: int) -> None:
        """Take the title at a place into the set."""
        before = self._factors[: self._n]
        row = (1 - OWN) * self._kernel[place]
        row[place] += OWN
        row -= before[:, place] @ before
        row /= np.sqrt(self.heights[place])
        self._factors[self._n] = row
        self._n += 1
        self.heights = np.maximum(self.heights - row * row, OWN)
