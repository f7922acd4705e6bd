"""A run of `gibbs`: several chains side by side, and the model that their draws make."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import TypeVar

import numpy as np

from recflix_tui.kernels.arrays import Floats
from recflix_tui.kernels.rmse import rmse
from recflix_tui.model.factors import FactorModel, Times
from recflix_tui.model.prior import Prior
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.gibbs.blocks import Blocks, make_blocks
from recflix_tui.solvers.gibbs.chain import Chain, Draw, Scratch
from recflix_tui.solvers.gibbs.gibbs_settings import GibbsSettings
from recflix_tui.solvers.judging.advice import mend
from recflix_tui.solvers.run import Epoch

T = TypeVar("T")

# Numbers of the larger side that all kept draws may hold: beyond, fewer are kept.
_MOST_NUMBERS = 1 << 25


class GibbsRun:
    """The state of a run: the chains, and the draws kept of them.

    held: ratings kept aside, on which the mean of the draws is measured after every sweep.
    """

    def __init__(
        self, ratings: Ratings, settings: GibbsSettings, held: Ratings | None = None
    ) -> None:
        self._settings, self._ratings, self._held = settings, ratings, held
        self._blocks = make_blocks(ratings, settings.side)
        seeds = np.random.SeedSequence(settings.seed).spawn(settings.chains)
        self._chains = [
            Chain(self._blocks, settings.factors, settings.width, np.random.default_rng(seed))
            for seed in seeds
        ]
        threads = min(settings.n_threads, settings.chains)
        self._scratch = [self._blocks.scratch(settings.factors) for _ in range(threads)]
        self._kept_sweeps = _kept_sweeps(settings, max(ratings.n_users, ratings.n_items))
        self._draws: list[Draw] = []
        self._sweeps = 0
        self._held_sum = np.zeros(0 if held is None else len(held.stars))
        self._held_predicted = np.zeros(0, np.float32)
        self._held_weeks = None if held is None else _weeks_of(held, self._blocks)

    def epoch(self) -> Epoch:
        """Run one sweep of every chain. Raises ModelError where one diverges."""
        started = time.perf_counter()
        self._sweeps += 1
        threads = len(self._scratch)
        with ThreadPoolExecutor(threads) as pool:
            errors = list(pool.map(self._with_scratch, repeat(Chain.sweep), self._chains))
            if self._sweeps in self._kept_sweeps:
                self._draws += pool.map(self._with_scratch, repeat(Chain.draw), self._chains)
        if not all(map(math.isfinite, errors)):
            raise self._diverged()
        train_rmse = math.sqrt(sum(error * error for error in errors) / len(errors))
        held_rmse = self._measure()
        return Epoch(self._sweeps, train_rmse, held_rmse, time.perf_counter() - started)

    def _with_scratch(self, work: Callable[[Chain, Scratch], T], chain: Chain) -> T:
        """Have a chain work on memory that no other works on meanwhile."""
        scratch = self._scratch.pop()
        try:
            return work(chain, scratch)
        finally:
            self._scratch.append(scratch)

    def _diverged(self) -> ModelError:
        advice = mend(self._settings, lower=("factors",), higher=("width",))
        return ModelError(f"the sampling diverged in sweep {self._sweeps}; {advice}")

    def _measure(self) -> float | None:
        """RMSE on the held ratings of the mean over all sweeps after the burn-in."""
        held = self._held
        if held is None or self._held_weeks is None:
            return None
        mean = np.mean(
            [c.predict(held.users, held.items, self._held_weeks) for c in self._chains], axis=0
        )
        kept = self._sweeps - _burn_in(self._settings)
        if kept > 0:
            self._held_sum += mean
            mean = self._held_sum / kept
        self._held_predicted = mean.astype(np.float32)
        return rmse(np.clip(mean, self._ratings.low, self._ratings.high), held.stars)

    def held_predictions(self) -> Floats:
        """Return the mean of what the draws predict of the ratings kept aside, (n_held,)."""
        return self._held_predicted

    def model(self) -> FactorModel:
        """Return the mean of the kept draws; of the chains as they stand where none is kept yet."""
        draws = self._draws or [chain.draw(self._scratch[0]) for chain in self._chains]
        model = _as_model(draws, self._blocks, self._ratings)
        if not all(np.isfinite(a).all() for a in (model.P, model.Q, model.item_bias)):
            raise self._diverged()
        return model


def _burn_in(settings: GibbsSettings) -> int:
    """The sweeps that are not kept: at most half of them."""
    return min(settings.burn_in, settings.epochs // 2)


def _kept_sweeps(settings: GibbsSettings, n_rows: int) -> set[int]:
    """After which sweeps every chain's draw is kept; n_rows: of the larger side."""
    most = max(1, _MOST_NUMBERS // (max(n_rows, 1) * (settings.factors + 1)))
    each = -(-min(settings.draws, most) // settings.chains)
    burn_in = _burn_in(settings)
    each = min(each, settings.epochs - burn_in)
    return {round(burn_in + (settings.epochs - burn_in) * n / each) for n in range(1, each + 1)}


def _weeks_of(ratings: Ratings, blocks: Blocks) -> np.ndarray:
    """Each rating's row in a chain's weeks; the last where its week is not known."""
    n_weeks = blocks.by_week.n_rows
    if ratings.when is None or not n_weeks:
        return np.full(len(ratings.stars), n_weeks)
    none = np.zeros((n_weeks, 0), np.float32)
    week = Times(blocks.first_week, none, none).weeks(ratings.when)
    return np.where(week < 0, n_weeks, week)


def _as_model(draws: list[Draw], blocks: Blocks, ratings: Ratings) -> FactorModel:
    """The draws side by side, each over the root of their number."""
    users, items, weeks = (
        [getattr(draw, name) for draw in draws] for name in ("users", "items", "weeks")
    )
    offsets = np.stack([np.float32(blocks.mu) + item[:, 0] for item in items], axis=1)
    implicit = [draw.implicit for draw in draws if draw.implicit is not None]
    prior = Prior(
        precision=np.stack([draw.precision for draw in draws]),
        noise=np.array([draw.noise for draw in draws], np.float32),
        grows=False,
        offsets=offsets,
        implicit=np.concatenate(implicit, axis=1) if implicit else None,
    )
    times = None
    if blocks.by_week.n_rows:
        bias = np.stack([week[:, 0] for week in weeks], axis=1)
        times = Times(blocks.first_week, bias, _side_by_side(weeks))
    return FactorModel(
        mu=blocks.mu,
        user_bias=_mean_bias(users),
        item_bias=_mean_bias(items),
        P=_side_by_side(users),
        Q=_side_by_side(items),
        prior=prior,
        low=ratings.low,
        high=ratings.high,
        times=times,
    )


def _mean_bias(vectors: list[Floats]) -> Floats:
    mean: Floats = np.mean([v[:, 0] for v in vectors], axis=0, dtype=np.float64)
    return mean.astype(np.float32)


def _side_by_side(vectors: list[Floats]) -> Floats:
    wide: Floats = np.concatenate([v[:, 1:] for v in vectors], axis=1)
    wide /= np.float32(math.sqrt(len(vectors)))
    return wide
