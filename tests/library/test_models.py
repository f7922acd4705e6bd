"""`library.models`: trained on what others may change meanwhile, and used though one is damaged."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import recflix_tui
from recflix_tui.child.events import Failed
from recflix_tui.library.library import Library
from recflix_tui.model.ratings import ModelError
from recflix_tui.training.events import Saved
from recflix_tui.training.training_set import training_ratings
from tests.library.training import QUICK, train


def test_a_training_on_a_dataset_that_is_gone_saves_nothing(
    library: Library, other: Library, tiny_movielens: Path
) -> None:
    training = library.models.train(QUICK)
    next(training)
    other.datasets.remove("small")
    other.datasets.add(tiny_movielens, "small")
    *_, last = training
    assert isinstance(last, Failed)
    assert "changed meanwhile" in last.message
    assert other.models.versions() == []


def test_local_ratings_train_as_further_users(library: Library) -> None:
    ada, ben = library.profiles.add("Ada"), library.profiles.add("Ben")
    library.profiles.rate(ada.id, 1, 5.0)
    library.profiles.rate(ben.id, 1, 1.0)
    library.profiles.rate(ben.id, 2, 2.0)
    dataset = library.snapshot.need_dataset()
    local = library.session.store.all_ratings(dataset.id_space)
    ratings = training_ratings(dataset, [*local, (9, 424242, 3.0, 0.0)])  # of no movie here
    assert ratings.n_users == dataset.n_users + 2
    assert len(ratings.stars) == dataset.n_ratings + 3
    own = ratings.users >= dataset.n_users
    assert sorted(zip(ratings.items[own], ratings.stars[own], strict=True)) == [
        (1, 1.0),
        (1, 5.0),
        (2, 2.0),
    ]


@pytest.mark.parametrize("damaged", ["Q.npy", "choice_indices.npy"])
def test_a_damaged_model_is_told_and_another_can_be_used(damaged: str, library: Library) -> None:
    first, second = train(library), train(library)
    assert library.snapshot.choice is not None
    (library.paths.models / "small" / str(second) / damaged).write_bytes(b"")
    library.close()
    again = Library.open()
    assert again.snapshot.model is None
    assert again.snapshot.choice is None
    assert "damaged" in (again.snapshot.model_problem or "")
    with pytest.raises(ModelError, match="damaged"):
        again.models.use(second)
    again.models.use(first)
    assert again.snapshot.model is not None
    assert again.snapshot.choice is not None
    again.close()


def test_a_training_takes_no_module_from_the_folder_that_one_stands_in(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('the numpy of this folder')")
    # As in an installation: there the package comes from no folder named in the environment.
    monkeypatch.setenv("PYTHONPATH", str(Path(recflix_tui.__file__).parents[1]))
    command = library.models.training_command(solver="sgd", epochs=1)
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_training_is_judged_beside_the_one_in_use_at_its_end(
    library: Library, other: Library
) -> None:
    first = train(library)
    training = library.models.train(replace(QUICK, epochs=1))
    next(training)
    # Meanwhile another training ends: the one that began before is judged beside its model.
    better = train(other)
    *_, last = training
    assert isinstance(last, Saved)
    assert last.beside == better
    assert {first, better} < {info.version for info in library.models.versions()}


def test_versions_stand_beside_the_one_in_use_on_the_ratings_both_were_measured_on(
    library: Library,
) -> None:
    *_, one = library.models.train(replace(QUICK, holdout=0.3))
    *_, two = library.models.train(replace(QUICK, holdout=0.2, factors=3), use="never")
    *_, three = library.models.train(replace(QUICK, holdout=0.0), use="never")
    assert isinstance(one, Saved)
    assert isinstance(two, Saved)
    assert isinstance(three, Saved)
    beside = library.models.beside_active()
    assert list(beside) == [two.version]
    assert beside[two.version].difference == pytest.approx(two.difference)
    curves = library.models.curves(one.version)
    assert curves is not None
    assert np.isfinite(curves).all()
