"""How often chance alone would gather as many of a kind."""

from __future__ import annotations

import numpy as np

from recflix_tui.cache_counts import counter, kept_calls
from recflix_tui.kernels.arrays import Doubles


def upper_tail(k: int, n: int, K: int, N: int) -> float:
    """The probability that of `n` titles, drawn without order from `N` of which `K` have a trait,
    at least `k` have it: the hypergeometric distribution's upper tail, as in Fisher's exact test.

    It is summed up in logarithms, from the table of log factorials: exact to some ten digits.
    """
    most = min(n, K)
    if k > most:
        return 0.0
    if k <= max(0, n + K - N):
        return 1.0
    log_factorial = _log_factorials(_rounded_up(N))
    j = np.arange(k, most + 1)

    def log_choose(a: int, b: np.ndarray | int) -> Doubles:
        chosen: Doubles = log_factorial[a] - log_factorial[b] - log_factorial[a - b]
        return chosen

    terms = log_choose(K, j) + log_choose(N - K, n - j) - log_choose(N, n)
    return min(1.0, float(np.exp(terms).sum()))


def _rounded_up(n: int) -> int:
    """The next power of two, so that few tables are made."""
    return 1 << n.bit_length()


@kept_calls(counter("factorials", "log(n!), for how likely chance is"), 4)
def _log_factorials(n: int) -> Doubles:
    """log(0!), log(1!) ... log(n!), (n + 1,) float64."""
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
