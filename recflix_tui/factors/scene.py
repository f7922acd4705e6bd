"""Titles and a profile as points in space: three axes of a factor space, in one scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.factors.space import FactorSpace
from recflix_tui.kernels.arrays import Doubles, Flags, Floats


@dataclass(frozen=True)
class Scene:
    """Where titles stand along three axes, and where a person does among them.

    Along each axis a typical title reaches as far as a typical person, and a title's place times
    a person's is what the axis adds to the prediction, but for `unit`: titles that lie the way
    that a person does are pulled up, those that lie the other way pushed down.
    """

    axes: tuple[int, ...]
    """The axes of the space that are shown, from 0: three at most."""
    points: Floats
    """The titles, (n_items, 3) float32, the well-known ones at most 1 from the middle."""
    stretch: Doubles
    """What takes a person's coordinate on each shown axis to a place, (3,) float64."""
    unit: float
    """The stars that two places with the product 1 add to a prediction."""

    def place(self, coordinates: Doubles) -> Doubles:
        """Where somebody at these coordinates of the space (c,) stands, (3,) float64."""
        shown = np.zeros(3)
        shown[: len(self.axes)] = coordinates[list(self.axes)]
        placed: Doubles = shown * self.stretch
        return placed


def scene(space: FactorSpace, axes: tuple[int, ...], known: Flags) -> Scene:
    """The titles along these axes of the space; an axis that is missing is flat.

    known: the well-known items, (n_items,) bool, which set the scale. This is the balanced
    scaling of a biplot (Gabriel 1971): titles over the root of `space.stars`, people times it.
    """
    axes = axes[:3]
    chosen = list(axes)
    roots = np.sqrt(np.where(space.stars[chosen] > 0, space.stars[chosen], 1.0))
    points = np.zeros((len(space.items), 3), np.float32)
    points[:, : len(chosen)] = space.items[:, chosen] / roots.astype(np.float32)
    squares = np.einsum("nx,nx->n", points[known], points[known])
    radius = float(np.sqrt(squares.max(initial=0.0))) or 1.0
    points /= np.float32(radius)
    stretch = np.ones(3)
    stretch[: len(chosen)] = roots / radius
    return Scene(axes, points, stretch, radius**2)
