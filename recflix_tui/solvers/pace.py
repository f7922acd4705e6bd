"""How fast this machine is, and how busy just now: what times are promised by."""

from __future__ import annotations

import os
import time
from functools import cache

import numpy as np

_USUAL_SECONDS = 3.1e-3  # of `_piece` on the machine that `auto`'s figures are of
_PIECES = 4  # the first of them only wakes it up


@cache
def slowness() -> float:
    """Return how many times longer this machine takes than the one that `auto` was measured on.

    Measured once a process, by 20 ms of what a sweep mostly does; in time of the processor, so
    that it hangs on no other program.
    """
    return min(_piece() for _ in range(_PIECES)) / _USUAL_SECONDS


def crowding(threads: int, cores: int) -> float:
    """Return how many times longer work on so many threads takes, as busy as the machine has been
    in the last minute: 1 on a quiet one, and where the platform does not tell.
    """
    if not hasattr(os, "getloadavg"):
        return 1.0
    return max((os.getloadavg()[0] + threads) / max(cores, threads), 1.0)


def _piece() -> float:
    """Gather rows, sum their outer products, solve with them: the processor's seconds of that."""
    rng = np.random.default_rng(0)
    factors = rng.standard_normal((9_000, 13), dtype=np.float32)
    picked = rng.integers(0, len(factors), 4_000)
    started = time.thread_time()
    rows = factors[picked]
    products = np.einsum("ni,nj->nij", rows, rows)
    normal = np.add.reduceat(products, np.arange(0, len(rows), 13), axis=0)
    normal += 5 * np.eye(normal.shape[1], dtype=np.float32)
    np.linalg.cholesky(normal)
    np.linalg.solve(normal, np.ones((len(normal), normal.shape[1], 1), np.float32))
    return time.thread_time() - started
