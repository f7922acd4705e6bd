"""Drawing the priors of Gibbs sampling: what is believed of a group of vectors as a whole."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Doubles

_CORRELATED_FROM = 4  # vectors per column, from which a group's full covariance is worth learning
# Where few vectors say little, the precision that a bias and a factor are expected to have, as if
# from so many vectors more: a factor is about as small as the normal-Wishart expects it.
_BIAS_PRECISION, _FACTOR_PRECISION, _SCALE_SHAPE = 5.0, 20.0, 2.0


def draw_prior(
    vectors: npt.NDArray[np.floating],
    width: float,
    rng: np.random.Generator,
    free_mean: bool = True,
) -> tuple[Doubles, Doubles]:
    """The mean (k,) and the precision (k, k) of a group of vectors (n, k), given the vectors.

    Many vectors: a normal of any mean and covariance; few: independent columns about zero, and
    so where the mean is not to be learnt.
    """
    n, k = vectors.shape
    exact = vectors.astype(np.float64)
    if not free_mean or n < _CORRELATED_FROM * k:
        return np.zeros(k), np.diag(draw_scales(exact, rng))
    return draw_normal_wishart(exact, width, rng)


def draw_normal_wishart(
    vectors: Doubles, width: float, rng: np.random.Generator
) -> tuple[Doubles, Doubles]:
    """Mean and precision from their posterior under a normal-Wishart hyperprior.

    Salakhutdinov and Mnih (2008), equation 14, with mu_0 = 0, beta_0 = 1, nu_0 = k and
    W_0 = width I: the larger the width, the smaller the vectors are expected to be.
    """
    n, k = vectors.shape
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    inverse = np.eye(k) / width + centred.T @ centred + n / (n + 1) * np.outer(mean, mean)
    scale = np.linalg.inv(inverse)
    factor = np.linalg.cholesky((scale + scale.T) / 2) @ _bartlett(n + k, k, rng)
    precision: Doubles = factor @ factor.T
    deviation = np.linalg.solve(factor.T, rng.standard_normal(k)) / np.sqrt(n + 1)
    return n * mean / (n + 1) + deviation, precision


def draw_scales(vectors: Doubles, rng: np.random.Generator) -> Doubles:
    """The precision of each column (k,) about zero, under Gamma hyperpriors.

    Their means are those of a bias for the first column and of a factor for the others, their
    shape is 2: without vectors to learn from, a column stays small.
    """
    n, k = vectors.shape
    expected = np.full(k, _FACTOR_PRECISION)
    expected[:1] = _BIAS_PRECISION
    rates = _SCALE_SHAPE / expected + (vectors * vectors).sum(axis=0) / 2
    scales: Doubles = rng.gamma(_SCALE_SHAPE + n / 2, size=k) / rates
    return scales


def draw_noise_precision(squares: float, n: int, rng: np.random.Generator) -> float:
    """The precision of the noise, from n errors of that sum of squares, under a Gamma(1, 1)."""
    return float(rng.gamma(1 + n / 2) / (1 + squares / 2))


def _bartlett(freedom: int, k: int, rng: np.random.Generator) -> Doubles:
    """The lower triangle L with L L' a standard Wishart draw (Bartlett's decomposition)."""
    lower = np.zeros((k, k))
    lower[np.tril_indices(k, -1)] = rng.standard_normal(k * (k - 1) // 2)
    lower[np.diag_indices(k)] = np.sqrt(rng.chisquare(freedom - np.arange(k)))
    return lower
