"""The limits of the machine, measured: sgemm, memory bandwidth; and what a process takes.

`python -m benchmarks.machine [THREADS]` prints them; BLAS runs on as many threads as its
environment says (`contest.limits` sets it).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from recflix_tui.solvers.settings import available_cores

_SIZE = 2048  # of the matrices multiplied
_COPIED = 1 << 28  # bytes, well over any cache
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def sgemm_flops(rounds: int = 12) -> float:
    """Floating-point operations a second of a product of two 2048 x 2048 float32 matrices."""
    rng = np.random.default_rng(0)
    a, b = (rng.standard_normal((_SIZE, _SIZE), np.float32) for _ in range(2))
    out = np.empty_like(a)
    return 2 * _SIZE**3 / best(lambda: np.matmul(a, b, out=out), rounds)


def bandwidth(threads: int, rounds: int = 12) -> float:
    """Bytes a second of a large copy, its parts on `threads` threads: read and written, both
    counted."""
    source = np.ones(_COPIED // 4, np.float32)
    target = np.zeros_like(source)
    parts = list(zip(np.array_split(source, threads), np.array_split(target, threads), strict=True))
    with ThreadPoolExecutor(threads) as pool:
        seconds = best(lambda: list(pool.map(lambda p: np.copyto(p[1], p[0]), parts)), rounds)
    return 2 * _COPIED / seconds


def best(work: Callable[[], object], rounds: int) -> float:
    """The fewest seconds of several runs, after one that does not count."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


# --- what work takes at the least ---------------------------------------------------------------


def als_flops(n_ratings: int, n_rows: int, k: int) -> float:
    """Operations of an exact sweep over both sides: of each rating the lower triangle of x x'
    and r x, each row's Cholesky factor. x is [1, q]: K = k + 1. A sweep of Gibbs takes the same.
    """
    K = k + 1
    return 2 * n_ratings * (K * (K + 1) + 2 * K) + n_rows * K**3 / 3


def cg_flops(n_ratings: int, k: int, steps: int) -> float:
    """Operations of a sweep by conjugate gradients over both sides: x (x'p) of each rating, once
    a step and once at the start."""
    return 2 * n_ratings * (steps + 1) * 4 * (k + 1)


def sgd_bytes(n_ratings: int, k: int) -> float:
    """Bytes of an epoch that kept nothing in cache: of each rating two rows of k float32 read
    and written, and a record of 12 bytes read."""
    return n_ratings * (2 * 2 * 4 * k + 12.0)


# --- the memory of this process -----------------------------------------------------------------


def forget_peak() -> None:
    """Lets `peak_bytes` count from now, where the system can do it (Linux)."""
    try:
        _CLEAR.write_text("5")
    except OSError:
        return


def resident_bytes() -> int:
    """What this process has in memory; without /proc, the most that it has had."""
    return _status("VmRSS")


def peak_bytes() -> int:
    """The most memory that this process has had at once.

    Not `ru_maxrss` where there is /proc: a child's begins at its parent's.
    """
    return _status("VmHWM")


def _status(name: str) -> int:
    if _STATUS.exists():
        for line in _STATUS.read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.machine", description=__doc__)
    parser.add_argument("threads", nargs="?", type=int, default=available_cores())
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    asked = parser.parse_args()
    flops, copied = sgemm_flops(), bandwidth(asked.threads)
    if asked.json:
        print(json.dumps({"flops": flops, "bytes": copied}))
    else:
        print(f"sgemm: {flops / 1e9:.0f} GFLOP/s")
        print(f"copy, {asked.threads} threads: {copied / 1e9:.1f} GB/s read and written")


if __name__ == "__main__":
    main()
