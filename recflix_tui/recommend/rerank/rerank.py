"""Re-ranking: of the best hundred titles those that make the best list, safe or adventurous."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.rerank.calibration import gaps_when_filled
from recflix_tui.recommend.rerank.dpp import Volume

Doubles = NDArray[np.float64]

AT_ONCE = 10  # titles are seen at once: so many are chosen together, and shown by worth


class Strengths(NamedTuple):
    """How much counts beside worth; the worth of the best titles that a list could have is 1."""

    calibration: float
    """Of each nat of `calibration_gap`."""
    diversity: float
    """Of each nat of the volume's logarithm (`dpp.Volume`)."""


def strengths_of(adventure: float) -> Strengths:
    """Return how much counts beside worth where adventure, 0 to 1, is so much: calibration rises
    evenly to .5, and diversity, which costs more for what it gains, with the fourth power to .2."""
    return Strengths(0.5 * adventure, 0.2 * adventure**4)


def rerank(
    worth: NDArray[np.floating],
    candidates: NDArray[np.integer],
    likeness: Doubles,
    genres: Doubles,
    target: Doubles,
    adventure: float,
    n: int,
) -> NDArray[np.integer]:
    """Return the `n` of the candidates that make the best list, in the order in which to show
    them; fewer where there are fewer.

    worth: `Taste.worth` of the candidates, (m,), the highest first; candidates: the items, (m,),
    in that order; likeness: of the candidates, (m, m) float64 (`likeness.likeness_of`); genres:
    their shares, (m, n_genres) float64 (`genre_shares.shares_of`); target: the shares that the list
    is to have, (n_genres,) (`genre_shares.target_of`); adventure: 0, safe, which is
    candidates[:n] as they stand, to 1.
    """
    if adventure <= 0:
        return candidates[:n]
    return candidates[chosen(worth, likeness, genres, target, strengths_of(adventure), n)]


def chosen(
    worth: NDArray[np.floating],
    likeness: Doubles,
    genres: Doubles,
    target: Doubles,
    strengths: Strengths,
    n: int,
) -> list[int]:
    """Return the places of the `n` candidates of the best list, in the order in which to show them.

    Ten by ten, the titles are chosen one after the other, each time the one that adds most to
    sum(worth) / W - calibration * gap + diversity * log det K, where W is the worth of the best
    ten that are left, the gap is that of all of the list so far once its ten are filled up with
    the best left (`gaps_when_filled`), and K is of all of the list so far (`dpp.greedy_map`).
    Each ten stand in the order of worth: which titles a list has is what makes it calibrated and
    diverse, and the best first is what makes it found. Of equals the first is chosen.
    """
    n, wanted = min(n, len(worth)), target > 0
    genres, target = genres[:, wanted], target[wanted]
    volume, total, places = Volume(likeness, n), np.zeros(genres.shape[1]), list[int]()
    open_ = np.arange(len(worth))
    for start in range(0, n, AT_ONCE):
        size = min(AT_ONCE, n - start)
        best = float(worth[open_[:size]].sum(dtype=np.float64))
        part = worth / (best if best > 0 else 1.0)
        block = []
        for left in range(size, 0, -1):
            gaps = gaps_when_filled(target, genres, total, start + size - left, open_, left)
            gains = part - strengths.calibration * gaps
            gains += strengths.diversity * np.log(volume.heights)
            at = int(gains[open_].argmax())
            place = int(open_[at])
            volume.choose(place)
            total += genres[place]
            open_ = np.delete(open_, at)
            block.append(place)
        places += sorted(block)
    return places
