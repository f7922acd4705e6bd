"""What the faces share: one snapshot at a time, and what others change told and adopted."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.recommend.browse import Filter
from recflix_tui.store.records import Mark
from tests.library.training import train


def test_what_another_process_did_is_told_and_adopted(library: Library, other: Library) -> None:
    ada = library.profiles.add("Ada")
    other.session.refresh()
    assert not other.session.changes_elsewhere()
    library.profiles.rate(ada.id, 3, 4.5)
    library.profiles.toggle_mark(ada.id, 5, Mark.MY_LIST)
    assert other.session.refresh()
    activity = other.recommendations.taste(ada.id).activity
    assert (activity.ratings, list(activity.my_list)) == ({3: 4.5}, [5])


def test_a_model_of_another_process_is_adopted(library: Library, other: Library) -> None:
    assert other.snapshot.model is None
    version = train(library)
    assert other.session.refresh()
    assert other.snapshot.model_info is not None
    assert other.snapshot.model_info.version == version


def test_another_dataset_is_adopted_whole(
    library: Library, other: Library, tiny_movielens: Path
) -> None:
    ada = library.profiles.add("Ada")
    library.datasets.add(tiny_movielens, "tiny")
    library.datasets.use("tiny")
    changes = other.session.changes_elsewhere()
    assert other.snapshot.dataset is not None
    assert other.snapshot.dataset.name == "small"  # until it is adopted
    other.session.adopt(changes)
    assert other.snapshot.dataset.name == "tiny"
    assert len(other.recommendations.browse(ada.id)) == 5
    with pytest.raises(LibraryError, match="not in the dataset in use"):
        other.profiles.rate(ada.id, 50, 4.0)


def test_a_dataset_imported_anew_under_its_name_is_noticed(
    library: Library, other: Library, tiny_movielens: Path
) -> None:
    ada = library.profiles.add("Ada")
    train(library)
    library.datasets.remove("small")
    library.datasets.add(tiny_movielens, "small")
    assert (
        len(other.recommendations.browse(ada.id, Filter("film"))) == 60
    )  # the old one, whole, until it is taken
    assert other.session.refresh()
    assert len(other.recommendations.browse(ada.id)) == 5
    assert other.models.versions() == []
