"""Re-ranking: of the best hundred titles those that make the best list, safe or adventurous."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.rerank.calibration import gaps_when_filled
from recflix_tui.recommend.rerank.dpp import Volume

Doubles = NDArray[np.float64]

AT_ONCE = 10  # titles are seen at once: so many are chosen together
LITTLE_KNOWN_FROM = 0.5  # of adventure: from there on it counts how little known a title is


class Strengths(NamedTuple):
    """How much counts beside worth; the worth of the best titles that a list could have is 1."""

    calibration: float
    """Of each nat of `calibration_gap`."""
    diversity: float
    """Of each nat of the volume's logarithm (`dpp.Volume`)."""
    novelty: float = 0.0
    """Of each bit by which a title is little known (`Candidates.bits`)."""


def strengths_of(adventure: float) -> Strengths:
    """Return how much counts beside worth where adventure, 0 to 1, is so much: calibration rises
    evenly to .5, diversity, which costs more for what it gains, with the fourth power to .2, and
    from .5 on novelty evenly to .04."""
    beyond = max(adventure - LITTLE_KNOWN_FROM, 0.0) / (1 - LITTLE_KNOWN_FROM)
    return Strengths(0.5 * adventure, 0.2 * adventure**4, 0.04 * beyond)


@dataclass(frozen=True)
class Candidates:
    """What a list is chosen from."""

    items: NDArray[np.integer]
    """The titles, those of highest worth first, (m,)."""
    worth: Doubles
    """What each is worth, (m,) float64."""
    likeness: Doubles
    """How alike they are, (m, m) float64 (`likeness.likeness_of`)."""
    genres: Doubles
    """The shares of their genres, (m, n_genres) float64 (`genre_shares.shares_of`)."""
    target: Doubles
    """The shares that a list is to have, (n_genres,) float64 (`genre_shares.target_of`)."""
    bits: Doubles
    """How little known each is, (m,) float64, in bits (`list_figures.little_known`)."""


def chosen(of: Candidates, strengths: Strengths, n: int) -> list[int]:
    """Return the places of the `n` candidates of the best list, in the order in which to show them;
    all where there are fewer.

    Ten by ten, the titles are chosen one after the other, each time the one that adds most to
    sum(worth / W + novelty * bits) - calibration * gap + diversity * log det K, where W is the
    worth of the best ten that are left, the gap is that of all of the list so far once its ten are
    filled up with the best left (`gaps_when_filled`), and K is of all of the list so far (`dpp`).
    Each ten stand in the order of worth / W + novelty * bits: which titles a list has is what makes
    it calibrated and diverse, and the best first is what makes it found. Of equals the first is
    chosen.
    """
    n, wanted = min(n, len(of.worth)), of.target > 0
    genres, target = of.genres[:, wanted], of.target[wanted]
    volume, total, places = Volume(of.likeness, n), np.zeros(genres.shape[1]), list[int]()
    open_ = np.arange(len(of.worth))
    for start in range(0, n, AT_ONCE):
        size = min(AT_ONCE, n - start)
        best = float(of.worth[open_[:size]].sum(dtype=np.float64))
        own = of.worth / (best if best > 0 else 1.0) + strengths.novelty * of.bits
        block = []
        for left in range(size, 0, -1):
            gaps = gaps_when_filled(target, genres, total, start + size - left, open_, left)
            gains = own - strengths.calibration * gaps
            gains += strengths.diversity * np.log(volume.heights)
            at = int(gains[open_].argmax())
            place = int(open_[at])
            volume.choose(place)
            total += genres[place]
            open_ = np.delete(open_, at)
            block.append(place)
        places += sorted(block, key=lambda at: (-own[at], at))
    return places
