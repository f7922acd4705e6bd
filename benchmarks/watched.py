"""`python -m benchmarks.watched [FOLDER]`: what titles that were watched, and not rated, gain.

People are held out of training in five folds, each once. Of the first ratings of each a random half
is told with its stars, of the other half only that it was watched. What they liked of the rest (4
stars and up, or the like of it) is to be found among all titles not told, by P(picks): NDCG@10 for
several entries of a watched title and for two ways to count it beside ratings, as one whole one or
by its entry; and the difference to leaving it out, in pairs, with its 95 % interval over people.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.groups import DISCOUNTS, SHOWN, ratings_of
from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.kernels.arrays import Doubles, Flags, Floats, Ints
from recflix_tui.model.choice import ChoiceModel, Entered
from recflix_tui.model.pick_curves import liked_from
from recflix_tui.paths import sample_data
from recflix_tui.solvers.items.fit_choice import fit_choice

FOLDS = 5
TOLD = (10, 40)
ENTRIES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
WAYS = ("as one", "by entry")


def ndcg(choice: ChoiceModel, entered: Entered, told: Ints, wanted: Flags) -> float:
    """NDCG@10 of the titles not told, by P(picks); told: (n,) items; wanted: (n_items,)."""
    picks = choice.picks(choice.score(entered), entered)
    picks[told] = -1
    found = wanted[np.argsort(-picks, kind="stable")[:SHOWN]]
    return float((found * DISCOUNTS).sum() / DISCOUNTS[: int(wanted.sum())].sum())


def measure(dataset: Dataset) -> dict[int, Doubles]:
    """NDCG@10 by how many ratings are told, (people, entries, ways)."""
    ratings = ratings_of(dataset)
    liked = liked_from(ratings.low, ratings.high)
    when = np.zeros(len(ratings.stars)) if ratings.when is None else ratings.when
    found: dict[int, list[list[list[float]]]] = {told: [] for told in TOLD}
    fold_of = np.random.default_rng(0).permutation(dataset.n_users) % FOLDS
    for fold in range(FOLDS):
        choice = fit_choice(ratings.part(fold_of[ratings.users] != fold)).model
        people = np.flatnonzero(fold_of == fold)
        for person, places in zip(people, ratings.places_of(people), strict=True):
            places = places[np.argsort(when[places], kind="stable")]
            items, stars = ratings.items[places], ratings.stars[places]
            for told in TOLD:
                wanted = np.zeros(dataset.n_items, np.bool_)
                wanted[items[told:][stars[told:] >= liked]] = True
                if len(items) <= told or not wanted.any():
                    continue
                hidden = np.random.default_rng(int(person)).permutation(told) < told // 2
                found[told].append(
                    [
                        [
                            ndcg(choice, entered, items[:told], wanted)
                            for entered in _ways(choice, items[:told], stars[:told], hidden, entry)
                        ]
                        for entry in ENTRIES
                    ]
                )
    return {told: np.array(each) for told, each in found.items()}


def _ways(
    choice: ChoiceModel, items: Ints, stars: Floats, hidden: Flags, entry: float
) -> list[Entered]:
    """The entries of a person of whom half of the stars are hidden, counted in each of the ways."""
    rated, watched = items[~hidden], items[hidden] if entry else items[:0]
    entries = np.concatenate([choice.entries(stars[~hidden]), np.full(len(watched), entry)])
    together = np.concatenate([rated, watched]).astype(np.int32)
    counts = len(rated) + len(watched), len(rated) + entry * len(watched)
    return [Entered(together, entries, n) for n in counts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="(default: the sample)")
    folder = parser.parse_args().folder or sample_data()
    with tempfile.TemporaryDirectory() as home:
        imported.import_dataset(folder, Path(home), "measured")
        measured = measure(imported.open_named(Path(home), "measured"))
    for told, each in measured.items():
        print(f"{told} told, half of them only as watched: {len(each)} people")
        for at, entry in enumerate(ENTRIES):
            for way, name in enumerate(WAYS):
                gain = each[:, at, way] - each[:, 0, 0]
                half = 1.96 * gain.std() / len(gain) ** 0.5
                mean = each[:, at, way].mean()
                print(f"  entry {entry:g} {name:>8}: {mean:.4f}  {gain.mean():+.4f} ±{half:.4f}")


if __name__ == "__main__":
    main()
