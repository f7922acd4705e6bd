"""The principal components of a model's interaction: what its factors say together, in order."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Floats
from recflix_tui.model.factors import FactorModel

_ROWS = 1 << 16  # taken at a time, so that copies stay small
_LEAST = 1e-6  # of the first singular value: what is smaller is rounding


@dataclass(frozen=True)
class Components:
    """The singular value decomposition of P Q', each component a column.

    p_u . q_i is `users[u] . items[i]`, up to the components that were left out. The learnt
    factors may be turned at will without changing a prediction, and those of several draws have
    nothing to do with each other; the components are the same however they are turned, and the
    first is the one that moves predictions most.
    """

    users: Floats
    """The users' coordinates, (n_users, c) float32; of each column the mean square is 1."""
    items: Floats
    """The items' coordinates, (n_items, c) float32: stars for each unit of a user's."""
    energies: Doubles
    """The squared singular values, (c,) float64, falling, in stars²: the sum over all users and
    items of the square of what the component adds to the prediction."""
    total: float
    """The sum of all squared singular values, in stars²: of those left out too."""
    to_components: Doubles
    """What takes a row of factors, of P or of a fold-in, to its coordinates: p @ to_components,
    (n_columns, c) float64."""

    @property
    def n(self) -> int:
        """How many components there are."""
        return len(self.energies)


def components_of(
    model: FactorModel, n: int | None = None, n_users: int | None = None
) -> Components:
    """The first `n` components of the model's P Q' over its first `n_users` users.

    n: as many as there are by default, but no more than one draw has factors; singular values
    below a millionth of the first are no components. n_users: all by default; a model knows the
    dataset's users first, and then the profiles that it was trained on.

    With the Gram matrices A = P'P and B = Q'Q, and A = R'R, the squared singular values of P Q'
    are the eigenvalues of R B R' (its eigenvectors W), the items' coordinates are Q R'W and the
    users' P B R'W over the squared singular values, both but for their scale. A component's sign
    is the one that makes the sum of the cubes of the items' coordinates positive: its longer end
    is the positive one.
    """
    P = model.P if n_users is None else model.P[:n_users]
    A, B = gram(P), gram(model.Q)
    root = _root(A)
    squares, W = np.linalg.eigh(root @ B @ root.T)
    squares, W = np.maximum(squares[::-1], 0), W[:, ::-1]
    rank = int(np.count_nonzero(squares > squares[0] * _LEAST**2)) if len(squares) else 0
    c = min(model.n_factors if n is None else n, rank)
    energies, W = squares[:c].copy(), W[:, :c]
    scale = math.sqrt(max(len(P), 1))
    to_items = root.T @ W / scale
    to_users = B @ (root.T @ W) / energies * scale
    items = rows_times(model.Q, to_items)
    signs = farther_ends(items)
    to_users *= signs
    return Components(
        users=rows_times(P, to_users),
        items=items * signs.astype(np.float32),
        energies=energies,
        total=float(squares.sum()),
        to_components=to_users,
    )


def gram(rows: Floats) -> Doubles:
    """The inner products of all columns, rows' rows, (k, k) float64, summed up in float64."""
    total = np.zeros((rows.shape[1], rows.shape[1]))
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS].astype(np.float64)
        total += part.T @ part
    return total


def _root(square: Doubles) -> Doubles:
    """R with R'R = square, for a symmetric matrix without negative eigenvalues, (k, k)."""
    values, vectors = np.linalg.eigh(square)
    root: Doubles = np.sqrt(np.maximum(values, 0))[:, np.newaxis] * vectors.T
    return root


def rows_times(rows: Floats, matrix: Doubles) -> Floats:
    """The product of rows (n, k) with a matrix (k, c), taken in float32, (n, c) float32."""
    product: Floats = rows @ matrix.astype(np.float32)
    return product


def farther_ends(items: Floats) -> Doubles:
    """1 or -1 for each column of (n, c), (c,) float64, that makes the sum of its cubes positive:
    the end that reaches farther is then the positive one."""
    cubes = np.zeros(items.shape[1])
    for start in range(0, len(items), _ROWS):
        part = items[start : start + _ROWS].astype(np.float64)
        cubes += np.einsum("nc,nc,nc->c", part, part, part)
    return np.where(cubes < 0, -1.0, 1.0)
