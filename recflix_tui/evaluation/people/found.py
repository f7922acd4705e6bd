"""What each of several lists came to, fold by fold and in all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from recflix_tui.evaluation.comparison import Progress, Row
from recflix_tui.evaluation.figures import Figure, each_of, pooled_figures, pooled_values
from recflix_tui.evaluation.people.chances import Chances
from recflix_tui.evaluation.people.protocol import Fold, People
from recflix_tui.evaluation.ranking import Lists, Question
from recflix_tui.kernels.arrays import Doubles, Flags

POPULARITY = "popularity"


@dataclass
class _Found:
    """What one model came to, fold by fold."""

    seconds: float = 0.0
    """What its trainings took."""
    lists: list[Lists] = field(default_factory=list)
    """What it showed."""
    each: list[Doubles] = field(default_factory=list)
    """The figures of each person, see `each_of`."""

    def pooled(self) -> tuple[Lists, Doubles]:
        """The lists and the figures of all folds so far, one after the other."""
        lists = Lists(
            np.concatenate([of.items for of in self.lists]),
            np.concatenate([of.first for of in self.lists]),
        )
        return lists, np.concatenate(self.each)


@dataclass(frozen=True)
class Measured:
    """What was measured of all models."""

    rows: tuple[Row, ...]
    """The app's list first, then the others; those of all folds together."""
    folds: tuple[Mapping[str, float], ...]
    """The NDCG@10 of each model, by its name, in each fold in which someone is asked."""
    chances: Chances | None = None
    """What became of the chances that the app's list goes by; None where that was not looked at."""

    @property
    def over_popularity(self) -> dict[str, float]:
        """How many times popularity's NDCG@10 each model has, in the mean of the folds."""
        ratios = [ratios_of(fold) for fold in self.folds]
        names = ratios[0] if ratios else ()
        return {name: float(np.mean([of[name] for of in ratios])) for name in names}


def over_folds(
    people: People,
    way: Progress,
    measure: Callable[[Fold], None],
    rows: Callable[[], Iterable[Row]],
) -> tuple[Row, ...]:
    """Measure fold by fold, then work out the rows of all together; both are told on the way."""
    for number, fold in enumerate(people.folds(), 1):
        way.fold(number, people.n_folds)
        measure(fold)
    way.fold(0, people.n_folds)
    way.say("drawing people anew")
    made = []
    for row in rows():
        way.measured(row, people.n_folds)
        made.append(row)
    return tuple(made)


def ratios_of(fold: Mapping[str, float]) -> dict[str, float]:
    """How many times popularity's NDCG@10 each model has in a fold; NaN where popularity finds
    nothing."""
    base = fold[POPULARITY]
    return {name: value / base if base > 0 else float("nan") for name, value in fold.items()}


class Found:
    """What every model showed the people of each fold, and how good that was."""

    def __init__(self, n_titles: int, metrics: Iterable[str], seed: int, threads: int) -> None:
        """n_titles: that may be shown; metrics: that are asked for; seed: of people drawn anew."""
        self._candidates: Flags = np.ones(n_titles, bool)
        self._metrics = tuple(metrics)
        self._seed, self._threads = seed, threads
        self._by_name: dict[str, _Found] = {}

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def keep(self, name: str, question: Question, lists: Lists, seconds: float) -> int:
        """Take in what a model showed in one more fold; seconds: that its training took. Returns
        in how many folds it was measured."""
        found = self._by_name.setdefault(name, _Found())
        found.seconds += seconds
        found.lists.append(lists)
        found.each.append(each_of(lists, question, self._threads))
        return len(found.each)

    def so_far(self, name: str) -> Row:
        """A model's figures in the folds so far, without intervals."""
        found = self._by_name[name]
        values = pooled_values(*found.pooled(), self._candidates)
        figures = self.wanted({of: Figure(value) for of, value in values.items()})
        return Row(name, found.seconds, figures)

    def rows(self) -> Iterator[Row]:
        """The models that were measured in every fold, with intervals."""
        for name, found in self._everywhere.items():
            figures = pooled_figures(*found.pooled(), self._candidates, self._seed)
            yield Row(name, found.seconds, self.wanted(figures))

    def wanted(self, figures: Mapping[str, Figure]) -> dict[str, Figure]:
        """Those of the metrics that are asked for, in their order."""
        return {name: figures[name] for name in self._metrics if name in figures}

    def folds(self) -> Iterator[dict[str, float]]:
        """The NDCG@10 of each model in each fold in which someone is asked."""
        found = self._everywhere
        for each in zip(*(of.each for of in found.values()), strict=True):
            means = (float(values[:, 0].mean()) for values in each)
            yield dict(zip(found, means, strict=True))

    @property
    def _everywhere(self) -> dict[str, _Found]:
        """The models that were measured in every fold, by name."""
        n = max((len(found.lists) for found in self._by_name.values()), default=0)
        return {name: found for name, found in self._by_name.items() if len(found.lists) == n}
