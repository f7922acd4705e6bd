"""The forms of the ratings that accuracy is measured on, and their five seeded folds.

- whole: as they are;
- dense: the 1,682 most rated titles, in whole stars, where one rating in fifteen is known;
- noisy: dense, with noise on the ratings, for data that says less about taste.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.synthetic import noisy_stars
from recflix_tui.dataset.reading.rating_files import read_ratings
from recflix_tui.evaluation.train_and_test import Triples

FOLDS = 5
_DENSE_TITLES = 1_682


def forms(path: Path) -> dict[str, Triples]:
    """The ratings of a file, by the name of the form."""
    table = read_ratings(path)
    whole = Triples(table.user_ids, table.movie_ids, table.ratings, table.times)
    titles, counts = np.unique(whole.movie_ids, return_counts=True)
    most_rated = titles[np.argsort(-counts, kind="stable")[:_DENSE_TITLES]]
    dense = where(whole, np.isin(whole.movie_ids, most_rated))
    dense = replace(dense, stars=np.ceil(dense.stars))
    noisy = replace(dense, stars=noisy_stars(dense.stars, 0.45, seed=3))
    return {"whole": whole, "dense": dense, "noisy": noisy}


def where(data: Triples, mask: npt.NDArray[np.bool_]) -> Triples:
    """The ratings where the mask (n,) is True."""
    when = None if data.when is None else data.when[mask]
    return Triples(data.user_ids[mask], data.movie_ids[mask], data.stars[mask], when)


def fold_numbers(n: int) -> npt.NDArray[np.int64]:
    """The fold of each of n ratings, (n,) below FOLDS: the same at every run."""
    return np.random.default_rng(7).permutation(n) % FOLDS
