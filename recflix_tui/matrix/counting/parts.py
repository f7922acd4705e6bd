"""Work in parts that are fixed by the data, on as many threads as there are processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

from recflix_tui.kernels.arrays import Longs

Part = tuple[int, int]
"""The first and the one after the last."""

Progress = Callable[[str, float], None]
"""Told what is being done, and how much of it is, 0 to 1."""


def even_parts(before: Longs, size: int) -> list[Part]:
    """Runs of rows with about `size` ratings each.

    before: how many ratings the rows before each have, and all of them: (n_rows + 1,).
    """
    n = max(round(int(before[-1]) / size), 1)
    cuts = np.searchsorted(before, np.linspace(0, int(before[-1]), n + 1)[1:-1])
    edges = np.unique([0, *cuts, len(before) - 1]).tolist()
    return list(pairwise(edges))


def run_parts(
    work: Callable[[Part], None],
    parts: Iterable[Part],
    progress: Callable[[float], None] | None = None,
) -> None:
    """Do the work on each part; compiled loops run side by side. `progress` is told the share
    that is done, in the thread that called."""
    todo = list(parts)
    if len(todo) == 1:
        work(todo[0])
        if progress is not None:
            progress(1.0)
        return
    with ThreadPoolExecutor(min(os.cpu_count() or 1, max(len(todo), 1))) as pool:
        for done, _ in enumerate(pool.map(work, todo), start=1):
            if progress is not None:
                progress(done / len(todo))
