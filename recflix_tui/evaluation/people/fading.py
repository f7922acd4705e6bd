"""Fading popularity: what was picked before a moment, the less the longer ago."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.evaluation.people.given import Given
from recflix_tui.kernels.arrays import Doubles, Floats, Ints, Longs
from recflix_tui.model.ratings import Ratings

HALF_LIFE = 1_500 * 86_400  # seconds after which a pick counts for half
_MARKS = 64  # moments at which the totals are kept


@dataclass(frozen=True)
class Fading:
    """Ranks by the picks before a person's last told rating, each by 2^(-age / 1,500 days)."""

    given: Given
    """What tells the moment; without one it is the end of the data."""
    when: Longs
    """When each pick was made, ascending, (n,) int64 unix seconds."""
    items: Ints
    """The title of each pick, (n,)."""
    starts: Longs
    """How many picks are before each of the marks, (n_marks,) int64."""
    totals: Doubles
    """What the picks before each mark come to, as of the last of them, (n_marks, n_items)."""

    def fill(self, users: Ints, rows: Floats) -> None:
        """Scores of all titles for users (m,) into rows (m, n_items)."""
        for row, user in enumerate(users):
            rows[row] = self.before(self.given.moment(int(user)))

    def before(self, moment: int | None) -> Doubles:
        """What the picks before a moment come to, as of it, (n_items,) float64."""
        n_before = len(self.when) if moment is None else int(np.searchsorted(self.when, moment))
        mark = int(np.searchsorted(self.starts, n_before, side="right")) - 1
        start = int(self.starts[mark])
        if start == n_before:
            kept: Doubles = self.totals[mark]
            return kept
        return _faded(self, self.totals[mark], start, n_before)


def fading_of(ratings: Ratings, given: Given) -> Fading:
    """Fading popularity in the ratings. Ratings of unknown time were picked before all others."""
    when = np.zeros(len(ratings.items), np.int64) if ratings.when is None else ratings.when
    order = np.argsort(when, kind="stable")
    starts = np.unique(np.linspace(0, len(order), _MARKS + 1).astype(np.int64)[:-1])
    totals = np.zeros((len(starts), ratings.n_items))
    fading = Fading(given, when[order], ratings.items[order], starts, totals)
    for mark in range(1, len(starts)):
        before, until = int(starts[mark - 1]), int(starts[mark])
        totals[mark] = _faded(fading, totals[mark - 1], before, until)
    return fading


def _faded(fading: Fading, total: Doubles, start: int, end: int) -> Doubles:
    """A total, as of the last pick before `start`, with the picks from `start` to `end`, as of the
    last of these."""
    when = fading.when
    now = when[end - 1]
    then = when[start - 1] if start else now
    weights = 0.5 ** ((now - when[start:end]) / HALF_LIFE)
    added = np.bincount(fading.items[start:end], weights, fading.totals.shape[1])
    faded: Doubles = total * 0.5 ** ((now - then) / HALF_LIFE) + added
    return faded
