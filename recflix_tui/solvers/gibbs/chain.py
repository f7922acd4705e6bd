"""One chain of Gibbs sampling: the vectors of users, items, weeks and features, redrawn in turn."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Floats, Ints
from recflix_tui.kernels.vector_writer import padded
from recflix_tui.solvers.gibbs.blocks import Block, Blocks, FeatureBlock
from recflix_tui.solvers.gibbs.gibbs_kernels import kernels
from recflix_tui.solvers.gibbs.hyperpriors import draw_noise_precision, draw_prior

_FIRST_SPREAD = 0.1  # standard deviation of the first factors
# A prior that is learnt from small first factors would hold them small for a hundred sweeps on
# large data. For the first sweeps it is fixed instead; tighter where side inputs say much.
_SETTLING = 10  # sweeps
_PRECISION, _PRECISION_WITH_SIDE = 20.0, 50.0

Scratch = tuple[Floats, Floats]  # A and c of one block: see gibbs_kernels


@dataclass(frozen=True)
class Draw:
    """One draw of a chain, as a model of its own: the users' vectors are the mean given all
    else. What is in no user or week in particular is in the items: an unknown user is at zero,
    and so is an average week.
    """

    users: Floats
    """(n_users, k + 1) float32: [bias, factors]."""
    items: Floats
    """(n_items, k + 1) float32."""
    weeks: Floats
    """(n_weeks, k + 1) float32."""
    implicit: Floats | None
    """(n_items, k + 1) float32: what having rated each item implies; None where not used."""
    precision: Doubles
    """(k + 1, k + 1) float64: of the users' prior, in units of the noise's."""
    noise: float
    """Variance of a rating, in stars²."""


class _Side:
    """The vectors of the users, or of the items: `own` and, with their features', `whole`."""

    def __init__(
        self,
        block: Block,
        features: tuple[FeatureBlock, ...],
        factors: int,
        rng: np.random.Generator,
    ) -> None:
        columns = padded(factors + 1)
        self.block, self.features = block, features
        self.own = np.zeros((block.n_rows, columns), np.float32)
        self.own[:, 1 : factors + 1] = rng.standard_normal((block.n_rows, factors), np.float32)
        self.own *= _FIRST_SPREAD
        self.whole = self.own.copy()
        self.weights = [np.zeros((f.n_features, columns), np.float32) for f in features]


class Chain:
    """A chain's state: `sweep` redraws everything once; `draw` is the model that it is at."""

    def __init__(
        self, blocks: Blocks, factors: int, width: float, rng: np.random.Generator
    ) -> None:
        self._blocks, self._factors, self._width, self._rng = blocks, factors, width, rng
        columns = padded(factors + 1)
        self._kernels = kernels(factors + 1)
        self._users = _Side(blocks.by_user, blocks.user_features, factors, rng)
        self._items = _Side(blocks.by_item, blocks.item_features, factors, rng)
        # One row more, of zeros: the week of ratings without a time.
        self._weeks = np.zeros((blocks.by_week.n_rows + 1, columns), np.float32)
        self._sweeps = 0
        self._alpha = 1.0
        self._user_prior = np.zeros(factors + 1), np.eye(factors + 1)

    def sweep(self, scratch: Scratch) -> float:
        """Redraw the noise, the users, the items and the weeks; return the RMSE before it."""
        self._A, self._c = scratch
        self._sweeps += 1
        users, items, weeks = self._users, self._items, self._weeks
        squares = self._gather(users.block, users.whole, items.whole, weeks)
        self._alpha = draw_noise_precision(squares, self._blocks.n, self._rng)
        self._user_prior = self._draw_side(users)
        self._gather(items.block, items.whole, users.whole, weeks)
        self._draw_side(items)
        if self._blocks.by_week.n_rows:
            own = weeks[:-1]
            self._gather(self._blocks.by_week, own, users.whole, items.whole)
            prior = draw_prior(own[:, : self._factors + 1], self._width, self._rng, free_mean=False)
            self._draw_rows(own, own.copy(), prior)
        return math.sqrt(squares / self._blocks.n)

    def predict(self, users: Ints, items: Ints, weeks: Ints) -> Floats:
        """Return the stars of each pair, (n,) float32, by the vectors now; weeks: their rows."""
        x, z, t = self._users.whole[users], self._items.whole[items], self._weeks[weeks]
        factors = slice(1, self._factors + 1)
        out: Floats = np.float32(self._blocks.mu) + x[:, 0] + z[:, 0] + t[:, 0]
        out += np.einsum("nk,nk->n", x[:, factors], z[:, factors])
        out += np.einsum("nk,nk->n", x[:, factors] + z[:, factors], t[:, factors])
        return out

    def draw(self, scratch: Scratch) -> Draw:
        """Return the model that the chain is at."""
        self._A, self._c = scratch
        k, users = self._factors + 1, self._users
        self._gather(users.block, users.whole, self._items.whole, self._weeks)
        whole = users.whole.copy()
        still = np.zeros_like(users.own)
        self._draw_rows(users.own.copy(), whole, self._user_prior, still)
        implicit = [
            weights[:, :k]
            for block, weights in zip(users.features, users.weights, strict=True)
            if block.name == "implicit"
        ]
        mean, precision = self._user_prior
        drawn = Draw(
            users=whole[:, :k],
            items=self._items.whole[:, :k].copy(),
            weeks=self._weeks[:-1, :k].copy(),
            implicit=implicit[0].copy() if implicit else None,
            precision=precision / self._alpha,
            noise=1 / self._alpha,
        )
        return _about_zero(*_of_an_average_week(drawn, mean, self._blocks.by_week))

    # --- the parts of a sweep ----------------------------------------------------------------

    def _gather(self, block: Block, mine: Floats, first: Floats, second: Floats) -> float:
        squares: float = self._kernels.gather(
            block.starts, block.firsts, block.seconds, block.stars,
            mine, first, second, self._A, self._c,
        )  # fmt: skip
        return squares

    def _draw_side(self, side: _Side) -> tuple[Doubles, Doubles]:
        """Redraw one side's own vectors, then its features'; the prior of its own."""
        prior = self._prior_of_own(side)
        self._draw_rows(side.own, side.whole, prior)
        for block, weights in zip(side.features, side.weights, strict=True):
            self._kernels.draw_features(
                block.starts, block.rows, block.values, self._A, self._c,
                np.float32(self._alpha), *self._as_pull(self._prior_of(weights)),
                self._noise(len(weights)), weights, side.whole,
            )  # fmt: skip
        return prior

    def _draw_rows(
        self,
        own: Floats,
        whole: Floats,
        prior: tuple[Doubles, Doubles],
        noise: Floats | None = None,
    ) -> None:
        noise = self._noise(len(own)) if noise is None else noise
        pull = self._as_pull(prior)
        alpha = np.float32(self._alpha)
        self._kernels.draw_rows(self._A, self._c, alpha, *pull, noise, own, whole)

    def _prior_of_own(self, side: _Side) -> tuple[Doubles, Doubles]:
        if self._sweeps > _SETTLING:
            return self._prior_of(side.own)
        k = self._factors + 1
        precision = _PRECISION_WITH_SIDE if side.features else _PRECISION
        return np.zeros(k), precision * np.eye(k)

    def _prior_of(self, vectors: Floats) -> tuple[Doubles, Doubles]:
        return draw_prior(vectors[:, : self._factors + 1], self._width, self._rng)

    def _as_pull(self, prior: tuple[Doubles, Doubles]) -> tuple[Floats, Floats]:
        """A prior's precision and precision times mean, padded."""
        (mean, precision), columns = prior, padded(self._factors + 1)
        wide = np.eye(columns)
        wide[: len(mean), : len(mean)] = precision
        pull = np.zeros(columns)
        pull[: len(mean)] = precision @ mean
        return wide.astype(np.float32), pull.astype(np.float32)

    def _noise(self, n: int) -> Floats:
        noise = self._rng.standard_normal((n, padded(self._factors + 1)), np.float32)
        noise[:, self._factors + 1 :] = 0
        return noise


def _of_an_average_week(draw: Draw, mean: Doubles, weeks: Block) -> tuple[Draw, Doubles]:
    """The same predictions from weeks that are zero in the mean over the ratings; mean: of the
    users' prior, which moves with them. A level common to all weeks is in the titles then."""
    counts = np.diff(weeks.starts)
    if not counts.sum():
        return draw, mean
    level = counts @ draw.weeks.astype(np.float64) / counts.sum()
    # Of a user's [bias, factors]: the factors meet the level, and what comes of it is bias.
    move = np.eye(len(level))
    move[0, 1:] = level[1:]
    back = np.linalg.inv(move)
    items = draw.items.copy()
    items[:, 0] += (draw.items[:, 1:] @ level[1:] + level[0]).astype(np.float32)
    moved = replace(
        draw,
        users=(draw.users @ move.T).astype(np.float32),
        items=items,
        weeks=(draw.weeks - level).astype(np.float32),
        implicit=None if draw.implicit is None else (draw.implicit @ move.T).astype(np.float32),
        precision=back.T @ draw.precision @ back,
    )
    return moved, move @ mean


def _about_zero(draw: Draw, mean: Doubles) -> Draw:
    """The same predictions from users whose prior's mean is zero."""
    factors = mean[1:].astype(np.float32)
    items, weeks = draw.items.copy(), draw.weeks.copy()
    for vectors in (items, weeks):
        vectors[:, 0] += vectors[:, 1:] @ factors
    items[:, 0] += np.float32(mean[0])
    return replace(draw, users=draw.users - mean.astype(np.float32), items=items, weeks=weeks)
