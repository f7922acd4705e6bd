"""Bayesian matrix factorisation by Gibbs sampling.

Salakhutdinov and Mnih, "Bayesian probabilistic matrix factorization using Markov chain Monte
Carlo" (2008), with biases, and with side inputs as further blocks of features whose vectors
are drawn like the rest: Rendle, "Factorization machines with libFM" (2012), Freudenthaler et
al., "Bayesian factorization machines" (2011). Not one model comes of it but many, each as
likely as it fits: their mean predicts better than any of them, and their spread says how sure
the prediction is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recflix_tui.model.ratings import SIDE_INPUTS
from recflix_tui.solvers.setting import setting
from recflix_tui.solvers.settings import SolverSettings


@dataclass(frozen=True, kw_only=True)
class GibbsSettings(SolverSettings):
    """What `gibbs` can be told. Defaults: see benchmarks/defaults/tune_gibbs.py."""

    factors: int = setting(
        12,
        bounds=(1, 127),
        steps=(4, 6, 8, 10, 12, 16, 24, 32, 48, 64),
        tried=(6, 8, 10, 12, 15),
    )
    epochs: int = setting(
        50,
        label="sweeps",
        steps=(40, 50, 60, 75, 90, 120, 150, 200, 300, 500),
        words="{} sweeps",
    )
    draws: int = setting(
        64,
        help="draws kept: the models that are averaged",
        label="draws kept",
        bounds=(1, 1_000),
        steps=(8, 16, 32, 48, 64, 96, 128, 192, 256),
        usual=True,
        words="{} draws",
    )
    burn_in: int = setting(
        15,
        help="first sweeps of each chain that are not kept: at most half of them",
        label="burn-in",
        bounds=(0, 10_000),
        steps=(0, 5, 10, 15, 20, 30, 50, 75, 100),
    )
    chains: int = setting(
        4,
        help="chains sampled side by side, from other random numbers",
        bounds=(1, 64),
        steps=(1, 2, 3, 4, 6, 8, 12, 16),
    )
    width: float = setting(
        2.0,
        help="width of the prior: the larger, the smaller it expects factors",
        metavar="W",
        bounds=(1e-3, 1e3),
        steps=(0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8),
        tried=(0.5, 1.0, 2.0, 3.0, 4.0),
    )
    side: tuple[str, ...] = setting(SIDE_INPUTS)

    solver: ClassVar[str] = "gibbs"
    sides: ClassVar[tuple[str, ...]] = SIDE_INPUTS
    stops_early: ClassVar[bool] = False
