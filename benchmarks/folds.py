"""The folds that accuracy is compared on: seeded, the same for every contender, on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.contest import handover
from benchmarks.rating_forms import fold_numbers
from recflix_tui.evaluation.train_and_test import Triples
from recflix_tui.model.ratings import Ratings
from recflix_tui.training.side_inputs import side_of


def indexed(data: Triples, titles: Path | None) -> Ratings:
    """Ratings by index, with what the file of titles (None: no such file) says of them."""
    user_ids, users = np.unique(data.user_ids, return_inverse=True)
    item_ids, items = np.unique(data.movie_ids, return_inverse=True)
    stars = np.asarray(data.stars, np.float32)
    side = side_of(item_ids.astype(np.int64), titles, user_ids.astype(np.int64), None)
    ends = float(stars.min()), float(stars.max())
    return Ratings(users, items, stars, len(user_ids), len(item_ids), *ends, data.when, side)


@contextmanager
def on_disk(data: Triples, titles: Path | None, n_folds: int) -> Iterator[list[tuple[Path, Path]]]:
    """The first folds of five, as folders of training ratings and of those to be measured on."""
    ratings = indexed(data, titles)
    fold = fold_numbers(len(ratings.stars))
    with TemporaryDirectory() as folder:
        folders = []
        for n in range(n_folds):
            train, held = (Path(folder) / f"{name}{n}" for name in ("train", "held"))
            handover.save(ratings.part(fold != n), train)
            handover.save(ratings.part(fold == n), held)
            folders.append((train, held))
        yield folders


def titles_beside(file: Path) -> Path | None:
    """The file of titles in MovieLens' layout that lies beside a file of ratings."""
    found = (file.parent / name for name in ("movies.csv", "movies.dat", "u.item"))
    return next((path for path in found if path.is_file()), None)
