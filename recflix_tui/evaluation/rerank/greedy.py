"""The greedy lists of two papers, in the order in which they are chosen."""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Doubles
from recflix_tui.recommend.rerank.calibration import calibration_gap
from recflix_tui.recommend.rerank.dpp import Volume


def greedy_calibrated(
    worth: Doubles, genres: Doubles, target: Doubles, strength: float, n: int
) -> list[int]:
    """Return the places of `n` titles, in the order in which they are chosen: each time the one by
    which (1 - strength) * sum(worth) - strength * `calibration_gap` of those chosen is highest.

    worth: (m,) float64, of which the best is 1; genres: the shares of each title's genres,
    (m, n_genres) float64; target: (n_genres,); strength: 0 to 1. Of equals the first is chosen.
    """
    open_, total, chosen = np.ones(len(worth), np.bool_), np.zeros(genres.shape[1]), []
    for k in range(min(n, len(worth))):
        gaps = calibration_gap(target, (total + genres) / (k + 1))
        gains = (1 - strength) * worth - strength * gaps
        place = int(np.where(open_, gains, -np.inf).argmax())
        open_[place] = False
        total += genres[place]
        chosen.append(place)
    return chosen


def greedy_map(worth: Doubles, likeness: Doubles, strength: float, n: int) -> list[int]:
    """Return the places of `n` titles, in the order in which they are chosen: each time the one
    that the most is added by to sum(worth) + strength * log det K of those chosen.

    worth: (m,) float64; likeness: as in `Volume`, (m, m), K being .99 of it and .01 of the
    identity. That is the process of `dpp` with log q = worth / (2 strength). Of equals the first is
    chosen. With strength 0 it is the order of worth.
    """
    n = min(n, len(worth))
    volume, open_, chosen = Volume(likeness, n), np.ones(len(worth), np.bool_), []
    for _ in range(n):
        gains = worth + strength * np.log(volume.heights)
        place = int(np.where(open_, gains, -np.inf).argmax())
        volume.choose(place)
        open_[place] = False
        chosen.append(place)
    return chosen
