"""`python -m benchmarks.groups`: what the groups picked before the first rating gain.

People are held out of training in five folds, each once. Each is taken to pick the three groups
that a random half of the titles they liked (4 stars and up, or the top of the scale's) is of, more
than chance would have it; the other half is to be found among all unrated titles by P(picks), with
so many of their first ratings given, with the groups and without: NDCG@10, and the difference in
pairs with its 95 % interval over people.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.kernels.arrays import Doubles, Flags, Ints
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.ratings import Ratings
from recflix_tui.paths import sample_data
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import by_ratings_alone
from recflix_tui.recommend.asking.groups import Group, groups, with_examples
from recflix_tui.solvers.items.fit_choice import fit_choice

FOLDS = 5
GIVEN = (0, 3, 10, 20)
LEAST = 5  # liked titles by which groups are picked
PICKED = 3
SHOWN = 10
DISCOUNTS = 1 / np.log2(np.arange(2, SHOWN + 2))


def picked_by(made: tuple[Group, ...], liked: Ints, share: Doubles) -> dict[int, float]:
    """The first examples of the three groups that `liked`, (n,) items, is of beyond chance.

    share: of each item, (n_items,), the share of people who rated it.
    """
    part = np.array([share[group.items].sum() for group in made]) / share.sum()
    own = np.array([np.isin(liked, group.items).sum() for group in made])
    beyond = (own - part * len(liked)) / np.sqrt(part * len(liked) + 1)
    best = np.argsort(-beyond, kind="stable")[:PICKED]
    return {made[place].examples[0]: 0.0 for place in best}


def ndcg(choice: ChoiceModel, activity: ProfileActivity, wanted: Flags) -> float:
    """NDCG@10 of the unrated titles in the order of P(picks); wanted: (n_items,)."""
    entered = by_ratings_alone(activity, choice).entered
    picks = choice.picks(choice.score(entered), entered)
    picks[list(activity.ratings)] = -1
    found = wanted[np.argsort(-picks, kind="stable")[:SHOWN]]
    return float((found * DISCOUNTS).sum() / DISCOUNTS[: int(wanted.sum())].sum())


def ratings_of(dataset: Dataset) -> Ratings:
    """All ratings of a dataset."""
    rows, scale = dataset.by_user, dataset.scale
    users = np.repeat(np.arange(dataset.n_users, dtype=np.int32), np.diff(rows.indptr))
    items, stars = np.asarray(rows.indices), np.asarray(rows.values, np.float32)
    sizes = dataset.n_users, dataset.n_items
    return Ratings(users, items, stars, *sizes, scale.low, scale.high, np.asarray(rows.times))


def measure(dataset: Dataset) -> dict[int, Doubles]:
    """NDCG@10 without and with the groups, (people, 2), by the ratings given."""
    ratings, made = ratings_of(dataset), groups(dataset)
    when = np.zeros(len(ratings.stars)) if ratings.when is None else ratings.when
    found: dict[int, list[tuple[float, float]]] = {given: [] for given in GIVEN}
    fold_of = np.random.default_rng(0).permutation(dataset.n_users) % FOLDS
    for fold in range(FOLDS):
        part = ratings.part(fold_of[ratings.users] != fold)
        choice = fit_choice(part).model
        share = np.bincount(part.items, minlength=dataset.n_items) / len(np.unique(part.users))
        people = np.flatnonzero(fold_of == fold)
        for person, places in zip(people, ratings.places_of(people), strict=True):
            places = places[np.argsort(when[places], kind="stable")]
            items, stars = ratings.items[places], ratings.stars[places]
            liked = stars >= choice.liked_from
            hidden = np.random.default_rng(int(person)).random(len(items)) < 0.5
            if (liked & ~hidden).sum() < LEAST:
                continue
            said = with_examples(dataset, picked_by(made, items[liked & ~hidden], share))
            for given in GIVEN:
                wanted = np.zeros(dataset.n_items, np.bool_)
                wanted[items[given:][(liked & hidden)[given:]]] = True
                if wanted.any():
                    rated = dict(zip(items[:given].tolist(), stars[:given].tolist(), strict=True))
                    without, by_groups = (
                        ProfileActivity(rated),
                        ProfileActivity(rated, like_these=said),
                    )
                    found[given].append(
                        (ndcg(choice, without, wanted), ndcg(choice, by_groups, wanted))
                    )
    return {given: np.array(pairs) for given, pairs in found.items()}


def table(found: dict[int, Doubles]) -> list[str]:
    """Lines of Markdown: a line for each number of ratings given."""
    lines = [
        "| ratings given | people | without groups | three groups | gain |",
        "| ---: | ---: | ---: | ---: | ---: |",
    ]
    for given, pairs in found.items():
        without, by_groups = pairs.mean(axis=0)
        apart = pairs[:, 1] - pairs[:, 0]
        about = 1.96 * apart.std(ddof=1) / len(apart) ** 0.5
        gain = f"{apart.mean():+.3f} ± {about:.3f}"
        lines.append(f"| {given} | {len(pairs)} | {without:.3f} | {by_groups:.3f} | {gain} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.groups", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=sample_data())
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        imported.import_dataset(asked.folder, Path(kept), "asked")
        print(*table(measure(imported.open_named(Path(kept), "asked"))), sep="\n")


if __name__ == "__main__":
    main()
