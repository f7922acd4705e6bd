"""How fast this machine is as it is now, busy or not: what times are promised by."""

from __future__ import annotations

import statistics
import time
from functools import cache

import numpy as np

_USUAL_SECONDS = 3.1e-3  # of `_piece` on the quiet machine that `auto`'s figures are of
_PIECES = 4  # the first of them only wakes the machine up


@cache
def slowness() -> float:
    """Return how many times longer this machine takes than the one that `auto` was measured on.

    Measured once a process, by 20 ms of what a sweep mostly does.
    """
    seconds = [_piece() for _ in range(_PIECES)]
    return statistics.median(seconds[1:]) / _USUAL_SECONDS


def _piece() -> float:
    """Gather rows, sum their outer products, solve with them: how many seconds that took."""
    rng = np.random.default_rng(0)
    factors = rng.standard_normal((9_000, 13), dtype=np.float32)
    picked = rng.integers(0, len(factors), 4_000)
    started = time.perf_counter()
    rows = factors[picked]
    products = np.einsum("ni,nj->nij", rows, rows)
    normal = np.add.reduceat(products, np.arange(0, len(rows), 13), axis=0)
    normal += 5 * np.eye(normal.shape[1], dtype=np.float32)
    np.linalg.cholesky(normal)
    np.linalg.solve(normal, np.ones((len(normal), normal.shape[1], 1), np.float32))
    return time.perf_counter() - started
