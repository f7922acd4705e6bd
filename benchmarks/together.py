"""`python -m benchmarks.together`: lists for several people, by what these went on to like.

People are held out of training in five folds; each is told by their first twenty ratings. Groups
are drawn at random within a fold. A list of ten for a group is measured for each of its people:
by NDCG@10 of what they went on to like (4 stars or more), and by what it is worth to them of the
best ten that they could have had, by the model. Of both: the mean over a group, the least, and how
far the people are apart. `hated` is the share of the listed titles that somebody of the group went
on to rate, and gave 2.5 stars or less; `doubtful` the share of the first three that somebody is not
said to love or like.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.people.app_lists import App, app_of
from recflix_tui.evaluation.people.protocol import Fold, people_of
from recflix_tui.kernels.arrays import Doubles, Floats, Longs
from recflix_tui.recommend.best import best
from recflix_tui.recommend.together.company import Company, Member
from recflix_tui.recommend.together.opinions import opinions
from recflix_tui.recommend.together.rows import row_items, together_rows
from recflix_tui.recommend.together.strategies import (
    average,
    fairness,
    least_misery,
    satisfaction,
)
from recflix_tui.recommend.together.words import HATED_BELOW, Says, on_scale, says
from recflix_tui.recommend.well_known import known_enough
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.solvers.fitting import fit
from recflix_tui.training.training_set import training_ratings

GIVEN, FOLDS, LENGTH = 20, 5, 10
DRAWS = 16  # of the Gibbs model: a fourth of the app's, for speed
HATED = 2.5  # stars
FIRST = 3  # titles, as a row shows at once on a small terminal, or nearly
Strategy = Callable[[Company], Longs]


@dataclass(frozen=True)
class Person:
    """One of those who are held out."""

    member: Member
    """What the app makes of what is told of them."""
    rest: dict[int, float]
    """What they went on to rate, in stars by item."""
    doubts: dict[int, float]
    """The standard deviation of what was to be expected of each, in stars."""


def _worths(company: Company) -> Floats:
    return np.array([member.taste.worth for member in company.members])


def _percentiles(company: Company) -> Floats:
    """The share of the titles new to all that each is worth more than, to each person."""
    worths = np.where(company.among, _worths(company), -1)
    ranks = np.argsort(np.argsort(worths, axis=1, kind="stable"), axis=1, kind="stable")
    percentiles: Floats = (ranks / ranks.shape[1]).astype(np.float32)
    return percentiles


def _by_stars(company: Company) -> Longs:
    known = known_enough(company.dataset, company.among)
    return best(company.stars.mean(axis=0), known, LENGTH)


def _by_turns(company: Company) -> Longs:
    """Each in turn has the best that is left of their own."""
    left, chosen = company.among.copy(), list[int]()
    for turn in range(LENGTH):
        chosen.append(int(best(company.shares[turn % len(company.members)], left, 1)[0]))
        left[chosen[-1]] = False
    return np.array(chosen)


def _least_misery(company: Company) -> Longs:
    hated = on_scale(HATED_BELOW, company.dataset.scale)
    return least_misery(company.shares, company.stars, company.among, LENGTH, hated)


def _row(key: str) -> Strategy:
    """The first ten of a row, were it the only one."""

    def listed(company: Company) -> Longs:
        return row_items(company, key)[:LENGTH]

    return listed


def _shown(key: str) -> Strategy:
    """The first ten of a row as it is shown, below others."""

    def listed(company: Company) -> Longs:
        rows = {row.key: row.items[:LENGTH] for row in together_rows(company)}
        return np.array(rows.get(key, ()), np.int64)

    return listed


STRATEGIES: dict[str, Strategy] = {
    "top picks of one alone": lambda c: best(c.shares[0], c.among, LENGTH),
    "mean of the stars to be expected": _by_stars,
    "mean of worths": lambda c: best(_worths(c).mean(axis=0), c.among, LENGTH),
    "mean of percentiles": lambda c: best(_percentiles(c).mean(axis=0), c.among, LENGTH),
    "mean of shares": lambda c: best(c.shares.mean(axis=0), c.among, LENGTH),
    "by turns": _by_turns,
    "average by shares alone": lambda c: average(c.shares, c.among, LENGTH),
    "**average**": _row("average"),
    "least misery by shares alone": _least_misery,
    "**least misery**": _row("least_misery"),
    "least misery as shown": _shown("least_misery"),
    "fairness by shares alone": lambda c: fairness(c.shares, c.among, LENGTH),
    "**fairness**": _row("fairness"),
    "fairness as shown": _shown("fairness"),
}


def ndcg(items: Longs, rest: dict[int, float], liked_from: float) -> float:
    """NDCG of a list by what somebody went on to like."""
    weights = 1 / np.log2(np.arange(2, len(items) + 2))
    n = sum(stars >= liked_from for stars in rest.values())
    hits = np.array([rest.get(int(item), 0.0) >= liked_from for item in items])
    ideal = weights[: min(n, len(items))].sum()
    return float((hits * weights).sum() / ideal) if n else 0.0


def figures(company: Company, people: list[Person], items: Longs, liked_from: float) -> Doubles:
    """What one list is to a group: (9,), mean, least and difference of NDCG and of satisfaction,
    how many of its titles somebody went on to rate, how many of these were hated, and the share of
    its first three that somebody is not said to like."""
    found = np.array([ndcg(items, person.rest, liked_from) for person in people])
    served = satisfaction(company.shares, company.among, items)
    given = [p.rest[int(item)] for p in people for item in items if int(item) in p.rest]
    spread = [(each.mean(), each.min(), each.max() - each.min()) for each in (found, served)]
    hated = sum(stars <= HATED for stars in given)
    doubtful = np.mean([_is_doubtful(company, int(item)) for item in items[:FIRST]])
    return np.array([*spread[0], *spread[1], len(given), hated, doubtful], np.float64)


def _is_doubtful(company: Company, item: int) -> bool:
    """Whether somebody would hate a title or take it or leave it, or one cannot be sure."""
    company.weigh([item])
    return any(said.says not in (Says.LOVE, Says.LIKE) for said in opinions(company, item))


def people_in(app: App, fold: Fold) -> list[Person]:
    """Those of a fold who went on to like something, as the app knows them."""
    people = []
    users = fold.question.users
    for user, places in zip(users.tolist(), fold.rest.places_of(users), strict=True):
        taste = app.taste(user)
        items, stars = fold.rest.items[places].tolist(), fold.rest.stars[places].tolist()
        taste.weigh(items, app.model)
        doubts = {item: taste.uncertainties[item] for item in items}
        rest = dict(zip(items, stars, strict=True))
        people.append(Person(Member(str(user), taste), rest, doubts))
    return people


def measure(
    dataset: Dataset, size: int, n_groups: int, solver: str = "gibbs", **settings: object
) -> tuple[dict[str, Doubles], dict[Says, list[float]]]:
    """The `figures` of each strategy, (groups, 8), and the stars that were given to what somebody
    was said to love or hate. size: people in a group; n_groups: of them in a fold."""
    ratings, chance = training_ratings(dataset, ()), np.random.default_rng(0)
    found: dict[str, list[Doubles]] = {name: [] for name in STRATEGIES}
    given: dict[Says, list[float]] = {word: [] for word in Says}
    for n, fold in enumerate(people_of(ratings, GIVEN, FOLDS, 0).folds()):
        print(f"fold {n + 1} of {FOLDS}", file=sys.stderr, flush=True)
        app = app_of(fold, fit(fold.train, settings_for(solver, **settings)), dataset, 1)
        people, of = people_in(app, fold), app.dataset
        assert of is not None
        for person in people:
            taste = person.member.taste
            assert taste.predictions is not None
            for item, stars in person.rest.items():
                expected = float(taste.predictions[item])
                word = says(expected, person.doubts[item], len(taste.ratings), dataset.scale)
                given[word].append(stars)
        for _ in range(n_groups):
            group = [people[at] for at in chance.choice(len(people), size, replace=False)]
            company = Company(tuple(person.member for person in group), of, app.model)
            for name, strategy in STRATEGIES.items():
                items = strategy(company)
                found[name].append(figures(company, group, items, fold.liked_from))
    return {name: np.array(each) for name, each in found.items()}, given


def table(found: dict[str, Doubles]) -> list[str]:
    """Lines of Markdown: the figures of each strategy."""
    heads = "NDCG@10 | least | apart | satisfaction | least | apart | hated | doubtful"
    lines = [f"| list | {heads} |", "| --- |" + " ---: |" * 8]
    for name, each in found.items():
        mean = each.mean(axis=0)
        cells = [f"{value:.3f}" for value in mean[:6]]
        cells += [f"{mean[7] / max(mean[6], 1e-9):.1%}", f"{mean[8]:.0%}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def words_table(given: dict[Says, list[float]]) -> list[str]:
    """Lines of Markdown: what was given to what somebody was said to love or hate."""
    lines = ["| said | titles | mean stars | 4 or more | 2.5 or less |", "| --- |" + " ---: |" * 4]
    for word, stars in given.items():
        if stars:
            each = np.array(stars)
            shares = f"{np.mean(each >= 4):.0%} | {np.mean(each <= HATED):.0%}"
            lines.append(f"| {word} | {len(each):,} | {each.mean():.2f} | {shares} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.together", description=__doc__)
    parser.add_argument("folder", type=Path, help="a dataset in MovieLens' layout")
    parser.add_argument("--size", type=int, default=2, help="people in a group (2)")
    parser.add_argument("--groups", type=int, default=200, help="groups a fold (200)")
    asked = parser.parse_args()
    with TemporaryDirectory() as home:
        imported.import_dataset(asked.folder, Path(home), "measured")
        dataset = imported.open_named(Path(home), "measured")
        found, given = measure(dataset, asked.size, asked.groups, draws=DRAWS)
        print(*table(found), "", *words_table(given), sep="\n")


if __name__ == "__main__":
    main()
