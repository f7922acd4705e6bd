"""`python -m benchmarks.chances`: do titles come true as often as their chances say?

People are held out of training in five folds, each once; their first ratings are told. Every open
title of theirs falls into a bin by its P(picks), of which the share is counted that is among their
next 20 ratings; every rating that follows falls into a bin by its P(likes | picks), of which the
share is counted that is liked. With what is told that makes two reliability curves, on people that
neither the models nor the curves have seen.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.folds import indexed, titles_beside
from benchmarks.rating_forms import forms
from recflix_tui.evaluation.people.protocol import Fold, people_of
from recflix_tui.kernels.arrays import Doubles
from recflix_tui.model.pick_curves import NEXT
from recflix_tui.model.ratings import Ratings
from recflix_tui.paths import sample_data
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.settings import SolverSettings, available_cores

FOLDS, SEED = 5, 0
PICKS = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 1.0)
LIKES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Bins:
    """Chances by how high they are, and what came of them."""

    edges: tuple[float, ...]
    """Where the bins begin and end, ascending, (n + 1,)."""
    count: Doubles
    """How many chances fell into each, (n,)."""
    said: Doubles
    """The sum of them, (n,)."""
    came: Doubles
    """How many of them came true, (n,)."""

    @classmethod
    def of(cls, edges: tuple[float, ...]) -> Bins:
        """Nothing so far."""
        n = len(edges) - 1
        return cls(edges, np.zeros(n), np.zeros(n), np.zeros(n))

    def add(self, chances: Doubles, true: Doubles) -> None:
        """Take in some chances and which of them came true, (m,) each."""
        at = np.clip(np.searchsorted(self.edges, chances, side="right") - 1, 0, len(self.count) - 1)
        for sums, parts in ((self.count, None), (self.said, chances), (self.came, true)):
            sums += np.bincount(at, parts, len(self.count))

    def table(self, name: str) -> list[str]:
        """Lines of Markdown."""
        lines = [f"| {name} | titles | said | came true |", "| --- | ---: | ---: | ---: |"]
        for place in np.flatnonzero(self.count):
            low, high, n = self.edges[place], self.edges[place + 1], self.count[place]
            said, came = self.said[place] / n, self.came[place] / n
            lines.append(f"| {low:g} to {high:g} | {n:,.0f} | {said:.4f} | {came:.4f} |")
        return lines


def measure(ratings: Ratings, settings: SolverSettings, given: int) -> tuple[Bins, Bins]:
    """The two curves where so many ratings are told of each person."""
    picks, likes = Bins.of(PICKS), Bins.of(LIKES)
    people = people_of(ratings, given, FOLDS, SEED)
    for number, fold in enumerate(people.folds()):
        print(f"fold {number + 1} of {FOLDS}", file=sys.stderr, flush=True)
        _measure_fold(fold, settings, people.liked_from, picks, likes)
    return picks, likes


def _measure_fold(
    fold: Fold, settings: SolverSettings, liked_from: float, picks: Bins, likes: Bins
) -> None:
    trained = to_the_end(fold.train, settings, whatever=True)
    fitted = fit_choice(fold.train, trained.likes, available_cores())
    people = np.unique(fold.rest.users)
    for person, places in zip(people, fold.rest.places_of(people), strict=True):
        assert fold.rest.when is not None
        places = places[np.argsort(fold.rest.when[places], kind="stable")]
        rest, stars = fold.rest.items[places], fold.rest.stars[places]
        items, told = fold.given.of(int(person))
        around = fitted.popularity.at(fold.given.moment(int(person)))
        model = fitted.model
        chances = model.picks(model.score_all(items, told), len(items), around).astype(np.float64)
        picked = np.zeros(len(chances))
        picked[rest[:NEXT]] = 1
        is_open = np.ones(len(chances), bool)
        is_open[items] = False
        if len(rest) >= NEXT:  # of others fewer picks are known than the chances are of
            picks.add(chances[is_open], picked[is_open])
        raw = trained.model.score_all(trained.model.fold_in(items, told))
        liked = (stars >= liked_from).astype(np.float64)
        likes.add(model.likes(raw[rest], len(items)).astype(np.float64), liked)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chances", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=sample_data() / "ratings.csv")
    parser.add_argument("--given", type=int, default=10, help="ratings that are told of each")
    asked = parser.parse_args()
    ratings = indexed(forms(asked.file)["whole"], titles_beside(asked.file))
    picks, likes = measure(ratings, settings_for("gibbs"), asked.given)
    print(*picks.table("P(picks)"), "", *likes.table("P(likes given picks)"), sep="\n")


if __name__ == "__main__":
    main()
