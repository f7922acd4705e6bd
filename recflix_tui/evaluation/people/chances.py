"""Whether chances come true: how often what was said to be so likely was picked, and liked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.evaluation.baselines import side_by_side
from recflix_tui.evaluation.people.app_lists import App
from recflix_tui.evaluation.people.given import given_of
from recflix_tui.evaluation.people.protocol import Fold
from recflix_tui.kernels.arrays import Doubles, Flags, Floats
from recflix_tui.model.pick_curves import NEXT

PICK_EDGES = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 1.0)
LIKE_EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_PEOPLE_AT_ONCE = 8


@dataclass(frozen=True)
class CameTrue:
    """What became of chances, in bins of what was said."""

    edges: tuple[float, ...]
    """Bin b is from edges[b] to edges[b + 1]."""
    sums: Doubles
    """In each bin how many chances there were, what they add up to, and how many came true:
    (n_bins, 3) float64."""

    def and_(self, other: CameTrue) -> CameTrue:
        """Both together."""
        return CameTrue(self.edges, self.sums + other.sums)


@dataclass(frozen=True)
class Chances:
    """What became of both chances that Top picks go by."""

    picks: CameTrue
    """P(picks) of each open title: whether it was among the next 20 picks."""
    likes: CameTrue
    """P(likes | picks) of each title that was picked: whether it was liked."""
    n_people: int
    """People who went on to pick 20 titles, of whom `picks` is."""

    def and_(self, other: Chances) -> Chances:
        """Both together."""
        n = self.n_people + other.n_people
        return Chances(self.picks.and_(other.picks), self.likes.and_(other.likes), n)


def chances_of(app: App, fold: Fold, seed: int, threads: int = 1) -> Chances:
    """What became of the chances of all who are asked about; seed: of the order of ratings of one
    moment. `picks` is of those who have 20 picks to come."""
    users, rest = fold.question.users, given_of(fold.rest, seed)
    picks = np.zeros((len(users), len(PICK_EDGES) - 1, 3))
    likes = np.zeros((len(users), len(LIKE_EDGES) - 1, 3))
    went_on = np.diff(rest.indptr)[users] >= NEXT

    def look(start: int) -> None:
        for row in range(start, min(start + _PEOPLE_AT_ONCE, len(users))):
            taste = app.taste(int(users[row]))
            assert taste.picks is not None
            assert taste.likes is not None
            items, stars = rest.of(int(users[row]))
            likes[row] = binned(taste.likes[items], stars >= fold.liked_from, LIKE_EDGES)
            if went_on[row]:
                came = np.zeros(len(taste.picks), bool)
                came[items[:NEXT]] = True
                opened = taste.open_items
                picks[row] = binned(taste.picks[opened], came[opened], PICK_EDGES)

    side_by_side(look, range(0, len(users), _PEOPLE_AT_ONCE), threads)
    return Chances(
        CameTrue(PICK_EDGES, picks.sum(axis=0)),
        CameTrue(LIKE_EDGES, likes.sum(axis=0)),
        int(went_on.sum()),
    )


def binned(chances: Floats, came_true: Flags, edges: tuple[float, ...]) -> Doubles:
    """How many of the chances, (n,), are in each bin, their sum, and how many came true:
    (n_bins, 3) float64. A chance at an edge is in the upper bin, a chance of 1 in the last."""
    n = len(edges) - 1
    bins = np.searchsorted(np.asarray(edges[1:-1], np.float32), chances, side="right")
    columns = (None, chances, came_true)
    sums = [np.bincount(bins, column, n) for column in columns]
    return np.stack(sums, axis=1).astype(np.float64)
