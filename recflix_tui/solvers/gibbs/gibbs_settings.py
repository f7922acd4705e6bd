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
from recflix_tui.solvers.settings import SolverSettings


@dataclass(frozen=True, kw_only=True)
class GibbsSettings(SolverSettings):
    """What `gibbs` can be told. Defaults: see benchmarks/defaults/tune_gibbs.py.

    epochs: sweeps of each chain, of which the first `burn_in` are not kept; draws: about how
    many are kept (as many of each chain, spread evenly over its other sweeps); chains: sampled
    side by side, from other random numbers; width: of the prior, the larger the smaller it
    expects factors.
    """

    factors: int = 12
    epochs: int = 50
    burn_in: int = 15
    draws: int = 64
    chains: int = 4
    width: float = 2.0
    side: tuple[str, ...] = SIDE_INPUTS

    solver: ClassVar[str] = "gibbs"
    sides: ClassVar[tuple[str, ...]] = SIDE_INPUTS
    stops_early: ClassVar[bool] = False
    bounds: ClassVar[dict[str, tuple[float, float]]] = {
        **SolverSettings.bounds,
        "factors": (1, 127),
        "burn_in": (0, 10_000),
        "draws": (1, 1_000),
        "chains": (1, 64),
        "width": (1e-3, 1e3),
    }

    search: ClassVar[dict[str, tuple[float, ...]]] = {
        "factors": (6, 8, 10, 12, 15),
        "width": (0.5, 1.0, 2.0, 3.0, 4.0),
    }
