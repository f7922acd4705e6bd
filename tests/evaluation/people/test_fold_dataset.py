"""The dataset of a fold."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from recflix_tui.dataset import imported
from recflix_tui.evaluation.people.fold_dataset import dataset_with
from recflix_tui.evaluation.people.protocol import people_of
from recflix_tui.training.training_set import training_ratings


def test_a_fold_has_the_ratings_of_its_training_and_no_others(
    small_movielens: Path, tmp_path: Path
) -> None:
    imported.import_dataset(small_movielens, tmp_path, "small")
    whole = imported.open_named(tmp_path, "small")
    people = people_of(training_ratings(whole, ()), given=5, folds=4, seed=0)
    fold = next(people.folds())
    dataset = dataset_with(whole, fold.train)
    held = set(fold.rest.users.tolist())
    assert held
    assert dataset.n_ratings == len(fold.train.stars) == 2400 - 30 * 20
    for user in range(whole.n_users):
        items = dataset.rated_by(np.array([user], np.int32))[1]
        expected = whole.rated_by(np.array([user], np.int32))[1]
        assert items.tolist() == ([] if user in held else expected.tolist())
    _, _, times = dataset.timed_by(np.arange(80, dtype=np.int32))
    assert fold.train.when is not None
    assert sorted(times.tolist()) == sorted(fold.train.when.tolist())
