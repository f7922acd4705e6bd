"""The axes in which a model's factors are shown: as learnt, by components, or turned by varimax."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.errors import RecflixError
from recflix_tui.factors.axes import Axes
from recflix_tui.factors.varimax import varimax
from recflix_tui.kernels.arrays import Doubles, Flags, Floats
from recflix_tui.model.components import components_of, farther_ends, gram, rows_times
from recflix_tui.model.factors import FactorModel, FoldIn

__all__ = ["Axes", "FactorSpace", "FactorsError", "available", "factor_space"]


class FactorsError(RecflixError):
    """The factors cannot be shown as was asked; the text is the line that the user reads."""


@dataclass(frozen=True)
class FactorSpace:
    """Users and items along the axes of one kind, the axis of the largest share first.

    The sum over the axes, `users[u] . items[i]`, is the model's p_u . q_i, less what stands on
    no axis. The end of an axis that is called high is the one that reaches farther.
    """

    axes: Axes
    """The kind of the axes."""
    users: Floats
    """(n_users, c) float32; the mean square of each column is 1: its unit is a typical person."""
    items: Floats
    """(n_items, c) float32: how many stars one unit of a person moves the title by."""
    shares: Doubles
    """Of all that factors move predictions by, the share that goes with each axis, (c,) float64,
    falling: E[(p_uf q_if)(p_u . q_i)] / E[(p_u . q_i)²] over all users and items. Together with
    `rest_share` they add up to 1."""
    rest_share: float
    """The share of what stands on no axis; 0 where all does."""
    stars: Doubles
    """How far each axis moves the prediction of a well-known title for a typical person: the
    root of the mean square of p_uf q_if, in stars, (c,) float64."""
    to_axes: Doubles
    """What takes a row of the model's factors to its coordinates, (n_columns, c) float64."""

    @property
    def n(self) -> int:
        """How many axes there are."""
        return len(self.shares)

    def profile(self, fold: FoldIn) -> Doubles:
        """The coordinates of a folded-in profile, (c,) float64, in units of a typical person."""
        coordinates: Doubles = fold.factors.astype(np.float64) @ self.to_axes
        return coordinates


def available(model: FactorModel) -> tuple[Axes, ...]:
    """The kinds of axes that the model can be shown by, the default first.

    Between several draws of a Gibbs sampler the columns have nothing to do with each other.
    """
    turned = (Axes.COMPONENTS, Axes.VARIMAX)
    return turned if model.prior.draws > 1 else (*turned, Axes.LEARNED)


def factor_space(
    model: FactorModel, axes: Axes, known: Flags, n_users: int | None = None
) -> FactorSpace:
    """The model's users and items along axes of that kind.

    known: the well-known items, (n_items,) bool, by which varimax turns and by which `stars` is
    measured. n_users: the users to show, the dataset's; all by default. Raises FactorsError for
    the learnt axes of a model of several draws.
    """
    if axes not in available(model):
        raise FactorsError(
            f"this model is the mean of {model.prior.draws} draws, whose learnt factors have "
            f"nothing to do with each other; show its {Axes.COMPONENTS} or {Axes.VARIMAX}"
        )
    if axes is Axes.LEARNED:
        return _learned(model, known, n_users)
    found = components_of(model, n_users=n_users)
    users, items, to_axes = found.users, found.items, found.to_components
    if axes is Axes.VARIMAX:
        turn = varimax(items[known])
        users, items = rows_times(users, turn), rows_times(items, turn)
        to_axes = to_axes @ turn
    return _ordered(axes, users, items, to_axes, found.total, known)


def _learned(model: FactorModel, known: Flags, n_users: int | None) -> FactorSpace:
    """The columns of P and Q, but for their units."""
    P = model.P[:n_users]
    A, B = gram(P), gram(model.Q)
    used = (A.diagonal() > 0) & (B.diagonal() > 0)
    units: Doubles = np.sqrt(A.diagonal()[used] / max(len(P), 1))
    to_axes = np.eye(len(A))[:, used] / units
    users = P[:, used]
    users /= units.astype(np.float32)
    items = model.Q[:, used]
    items *= units.astype(np.float32)
    return _ordered(Axes.LEARNED, users, items, to_axes, float((A * B).sum()), known)


def _ordered(
    axes: Axes, users: Floats, items: Floats, to_axes: Doubles, total: float, known: Flags
) -> FactorSpace:
    """The space of these axes, the largest share first, each with its farther end as the high
    one; total: the sum of (p_u . q_i)² over all users and items, in stars²."""
    shares = (gram(users) * gram(items)).sum(axis=1) / (total or 1.0)
    order = np.argsort(-shares, kind="stable")
    signs = farther_ends(items[known])[order]
    turn = np.zeros((len(order), len(order)))
    turn[order, np.arange(len(order))] = signs
    sorted_items = rows_times(items, turn)
    squares = np.square(sorted_items[known], dtype=np.float64).sum(axis=0)
    return FactorSpace(
        axes=axes,
        users=rows_times(users, turn),
        items=sorted_items,
        shares=shares[order],
        rest_share=1 - float(shares.sum()) if total else 0.0,
        stars=np.sqrt(squares / max(np.count_nonzero(known), 1)),
        to_axes=to_axes @ turn,
    )
