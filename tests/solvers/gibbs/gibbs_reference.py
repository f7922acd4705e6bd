"""What a step of Gibbs sampling is drawn about, as the papers write it: plain NumPy."""

from __future__ import annotations

import numpy as np

Doubles = np.ndarray


def design_of(other: Doubles, week: Doubles) -> Doubles:
    """What a row's vector [bias, factors] is multiplied with in a rating's prediction: (k,).

    A prediction is the sum of three biases and of the products of three vectors of factors, of
    the row, of the row on the other side and of the week: linear in each of them.
    """
    return np.append(1.0, other[1:] + week[1:])


def offset_of(other: Doubles, week: Doubles) -> float:
    """What a rating's prediction is without its row: the rest of the sum."""
    return float(other[0] + week[0] + other[1:] @ week[1:])


def conditional_mean(
    designs: Doubles, targets: Doubles, precision: Doubles, mean: Doubles, noise_precision: float
) -> Doubles:
    """The mean of a vector (k,), given its ratings and all other vectors.

    Salakhutdinov and Mnih, "Bayesian probabilistic matrix factorization using Markov chain
    Monte Carlo" (2008), equations 11 to 13: a linear regression with a normal prior.

    designs: (n, k) of its ratings; targets: (n,) stars less the offsets; precision, mean: of
    the prior.
    """
    posterior = precision + noise_precision * designs.T @ designs
    right = precision @ mean + noise_precision * designs.T @ targets
    found: Doubles = np.linalg.solve(posterior, right)
    return found
