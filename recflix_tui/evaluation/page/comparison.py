"""The first tiles of Home beside the first titles of single lists, on people held out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.baselines import popularity_of, side_by_side
from recflix_tui.evaluation.bootstrap import Interval, interval, resampled_figures
from recflix_tui.evaluation.comparison import Progress, Silent
from recflix_tui.evaluation.people.app_lists import App, app_of
from recflix_tui.evaluation.people.protocol import Fold, People
from recflix_tui.kernels.arrays import Doubles
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import ROW_LENGTH, FirstScreen, Row, RowContext
from recflix_tui.recommend.rows.top_picks import best_picks
from recflix_tui.recommend.taste import Taste
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.settings import SolverSettings

ROWS, TILES = 3, 5
"""The corner of a page that is looked at first."""
SEEN = ROWS * TILES
SCREEN = FirstScreen(5, 5)
PAGE, LIST, POPULAR = "page", "top picks", "popularity"
NAMES = (PAGE, LIST, POPULAR)
_PEOPLE_AT_ONCE = 8


@dataclass(frozen=True)
class Share:
    """A share of the people, or a mean over them, with its 95 % interval."""

    value: float
    """The figure."""
    within: Interval
    """Its interval, by resampling people."""


@dataclass(frozen=True)
class PageFigures:
    """What the first 15 titles of a page or list are to the people held out."""

    name: str
    """Which of `NAMES`."""
    finds: Share
    """The share of people with a title among them that they liked later."""
    found: Share
    """How many of those they liked stand among them, in the mean."""
    more: Share | None
    """By how much `finds` is above the single list's, in pairs; None for that list."""
    more_found: Share | None
    """The same of `found`."""


@dataclass(frozen=True)
class PageMeasured:
    """What was measured of all of them."""

    n_people: int
    """People who were asked about."""
    figures: tuple[PageFigures, ...]
    """The page, the single list of the same app, and popularity."""
    rows: dict[str, int]
    """How many people have a row of each kind among the first five of their page, by the kind's
    key, the most usual first."""


class PageComparison:
    """The models trained on each fold in turn, and the page that each person is shown."""

    def __init__(
        self, people: People, dataset: Dataset, settings: SolverSettings, seed: int
    ) -> None:
        """dataset: whose people they are; seed: of people drawn anew."""
        self._people, self._dataset, self._settings = people, dataset, settings
        self._seed = seed
        self._hits: list[Doubles] = []  # a fold's people by NAMES: liked titles among the first 15
        self._rows: dict[str, int] = {}

    def measured(self, on_the_way: Progress | None = None) -> PageMeasured:
        """Train and measure it all. Raises ModelError and DatasetError."""
        way = on_the_way or Silent()
        for number, fold in enumerate(self._people.folds(), 1):
            way.fold(number, self._people.n_folds)
            if len(fold.question.users):
                self._measure(fold, way)
        way.fold(0, self._people.n_folds)
        hits = np.concatenate([np.empty((0, len(NAMES))), *self._hits])
        usual = dict(sorted(self._rows.items(), key=lambda pair: (-pair[1], pair[0])))
        return PageMeasured(len(hits), figures_of(hits, self._seed), usual)

    def _measure(self, fold: Fold, way: Progress) -> None:
        settings, threads = self._settings, self._settings.n_threads
        trained = to_the_end(fold.train, settings, tell=way.training(settings))
        way.say("training what is picked")
        app = app_of(fold, trained, self._dataset, threads)
        way.say("measuring the page")
        question, popular = fold.question, popularity_of(fold.train)
        hits = np.zeros((len(question.users), len(NAMES)))
        pages: list[list[Row]] = [[] for _ in question.users]

        def show(start: int) -> None:
            for at in range(start, min(start + _PEOPLE_AT_ONCE, len(question.users))):
                user = int(question.users[at])
                part = slice(question.relevant.indptr[user], question.relevant.indptr[user + 1])
                liked = question.relevant.columns[part]
                taste = app.taste(user)
                assert taste.worth is not None
                pages[at] = page_of(app, taste)
                shown = (
                    corner(pages[at]),
                    best_picks(taste.worth, taste.open_items, SEEN).tolist(),
                    best_picks(popular, taste.open_items, SEEN).tolist(),
                )
                hits[at] = [int(np.isin(liked, items).sum()) for items in shown]

        side_by_side(show, range(0, len(question.users), _PEOPLE_AT_ONCE), threads)
        self._hits.append(hits)
        for rows in pages:
            for kind in {row.key.partition(":")[0] for row in rows[: SCREEN.rows]}:
                self._rows[kind] = self._rows.get(kind, 0) + 1


def page_of(app: App, taste: Taste) -> list[Row]:
    """The page of somebody of whom this is the taste. The app must have a dataset."""
    assert app.dataset is not None
    context = RowContext(taste, app.dataset, app.model, "", ROW_LENGTH, SCREEN)
    return home_rows(context)


def corner(rows: Sequence[Row]) -> list[int]:
    """The titles that stand top left: of the first rows the first few."""
    return [item for row in rows[:ROWS] for item in row.items[:TILES]]


def figures_of(hits: Doubles, seed: int) -> tuple[PageFigures, ...]:
    """What each list comes to, by how many liked titles each person has on each, (n_people, 3),
    in the order of `NAMES`."""
    n = hits.shape[1]
    sums = np.hstack([hits > 0, hits, np.ones((len(hits), 1))])
    drawn = resampled_figures(sums, _means, seed)
    means = _means(sums.sum(axis=0)[np.newaxis])[0]
    best = NAMES.index(LIST)

    def share(column: int, less: int | None = None) -> Share:
        value, each = means[column], drawn[:, column]
        if less is not None:
            value, each = value - means[less], each - drawn[:, less]
        return Share(float(value), interval(each))

    return tuple(
        PageFigures(
            name,
            share(at),
            share(n + at),
            None if at == best else share(at, best),
            None if at == best else share(n + at, n + best),
        )
        for at, name in enumerate(NAMES)
    )


def _means(totals: Doubles) -> Doubles:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(totals[:, :-1] / totals[:, -1:])


def data_of(figures: Iterable[PageFigures]) -> list[dict[str, object]]:
    """The figures as JSON has them."""

    def told(one: Share | None) -> dict[str, float] | None:
        if one is None:
            return None
        return {"value": one.value, "low": one.within[0], "high": one.within[1]}

    return [
        {
            "name": each.name,
            "finds": told(each.finds),
            "found": told(each.found),
            "finds_more": told(each.more),
            "found_more": told(each.more_found),
        }
        for each in figures
    ]
