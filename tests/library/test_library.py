"""Library: what it makes of datasets, models and activity that others change too."""

from __future__ import annotations

import csv
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.library.datasets import SAMPLE
from recflix_tui.library.library import Library
from recflix_tui.library.lookup import find_item
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.store.store import Mark
from recflix_tui.training.events import Failed, Saved
from recflix_tui.training.training_set import training_ratings

QUICK = SgdSettings(factors=4, epochs=3)


@pytest.fixture
def library(home: Path, small_movielens: Path) -> Iterator[Library]:
    opened = Library.open()
    opened.datasets.add(small_movielens, "small")
    yield opened
    opened.close()


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """A second RecFlix on the same home."""
    opened = Library.open()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def tiny_movielens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five titles, three users."""
    folder = tmp_path_factory.mktemp("tiny") / "tiny"
    folder.mkdir()
    with (folder / "movies.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["movieId", "title", "genres"])
        rows.writerows([n, f"Tiny {n} (2000)", "Drama"] for n in range(5))
    with (folder / "ratings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["userId", "movieId", "rating", "timestamp"])
        rows.writerows([u, n, 1 + (u + n) % 5, 0] for u in range(3) for n in range(5))
    return folder


def train(library: Library) -> int:
    *_, last = library.models.train(QUICK)
    assert isinstance(last, Saved)
    return last.version


def test_deeds_of_another_process_are_news(library: Library, other: Library) -> None:
    ada = library.profiles.add("Ada")
    other.session.refresh()
    assert not other.session.news()
    library.profiles.rate(ada.id, 3, 4.5)
    library.profiles.toggle_mark(ada.id, 5, Mark.MY_LIST)
    assert other.session.refresh()
    activity = other.recommendations.taste(ada.id).activity
    assert (activity.ratings, list(activity.my_list)) == ({3: 4.5}, [5])


def test_a_model_of_another_process_is_news(library: Library, other: Library) -> None:
    assert other.snapshot.model is None
    version = train(library)
    assert other.session.refresh()
    assert other.snapshot.model_info is not None
    assert other.snapshot.model_info.version == version


def test_another_dataset_is_taken_whole(
    library: Library, other: Library, tiny_movielens: Path
) -> None:
    ada = library.profiles.add("Ada")
    library.datasets.add(tiny_movielens, "tiny")
    library.datasets.use("tiny")
    news = other.session.news()
    assert other.snapshot.dataset is not None
    assert other.snapshot.dataset.name == "small"  # until it is taken
    other.session.take(news)
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
        len(other.recommendations.browse(ada.id, "film")) == 60
    )  # the old one, whole, until it is taken
    assert other.session.refresh()
    assert len(other.recommendations.browse(ada.id)) == 5
    assert other.models.versions() == []


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


def test_removing_a_damaged_dataset_leaves_a_home_that_works(library: Library) -> None:
    train(library)
    folder = library.paths.datasets / "small"
    (folder / "dataset.json").write_text("{")
    (library.paths.models / "small" / "active.json").write_text("{")
    library.session.refresh()
    assert library.snapshot.dataset_problem is not None
    library.datasets.remove("small")
    assert library.snapshot.dataset is None
    library.datasets.ensure_sample()
    assert library.snapshot.need_dataset().name == SAMPLE


def test_removing_the_dataset_in_use_takes_another(library: Library, tiny_movielens: Path) -> None:
    library.datasets.add(tiny_movielens, "tiny")
    library.datasets.remove("small")
    assert library.snapshot.need_dataset().name == "tiny"


def test_two_first_starts_share_one_sample(home: Path) -> None:
    libraries = [Library.open() for _ in range(2)]
    failures: list[Exception] = []

    def ensure(library: Library) -> None:
        try:
            library.datasets.ensure_sample()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ensure, args=(library,)) for library in libraries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [library.snapshot.need_dataset().name for library in libraries] == [SAMPLE, SAMPLE]
    for library in libraries:
        library.close()


def test_names_that_differ_by_an_accent_are_two_people(library: Library) -> None:
    zoe, accented = library.profiles.add("Zoe"), library.profiles.add("Zoë")
    assert library.profiles.find("ZOË").id == accented.id
    assert library.profiles.find("zoe").id == zoe.id


def test_local_ratings_train_as_further_users(library: Library) -> None:
    ada, ben = library.profiles.add("Ada"), library.profiles.add("Ben")
    library.profiles.rate(ada.id, 1, 5.0)
    library.profiles.rate(ben.id, 1, 1.0)
    library.profiles.rate(ben.id, 2, 2.0)
    dataset = library.snapshot.need_dataset()
    local = library.store.all_ratings(dataset.id_space)
    ratings = training_ratings(dataset, [*local, (9, 424242, 3.0, 0.0)])  # of no movie here
    assert ratings.n_users == dataset.n_users + 2
    assert len(ratings.stars) == dataset.n_ratings + 3
    own = ratings.users >= dataset.n_users
    assert sorted(zip(ratings.items[own], ratings.stars[own], strict=True)) == [
        (1, 1.0),
        (1, 5.0),
        (2, 2.0),
    ]


@pytest.mark.parametrize("stars", [0.0, 0.4, 4.2, 5.5, -1.0, np.nan, np.inf])
def test_a_rating_off_the_scale_is_refused(library: Library, stars: float) -> None:
    ada = library.profiles.add("Ada")
    with pytest.raises(LibraryError, match="is not a rating"):
        library.profiles.rate(ada.id, 0, stars)
    assert library.recommendations.taste(ada.id).activity.ratings == {}


def test_a_damaged_model_is_told_and_another_can_be_used(library: Library) -> None:
    first, second = train(library), train(library)
    (library.paths.models / "small" / str(second) / "Q.npy").write_bytes(b"")
    library.close()
    again = Library.open()
    assert again.snapshot.model is None
    assert "damaged" in (again.snapshot.model_problem or "")
    with pytest.raises(ModelError, match="damaged"):
        again.models.use(second)
    again.models.use(first)
    assert again.snapshot.model is not None
    again.close()


def test_a_title_that_several_have_is_asked_for_by_id(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "twins"
    folder.mkdir()
    (folder / "movies.csv").write_text(
        "movieId,title,genres\n1,Hamlet (2000),Drama\n2,Hamlet (2000),Drama\n"
    )
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4,0\n1,2,3,0\n")
    library = Library.open()
    library.datasets.add(folder)
    with pytest.raises(LibraryError, match=r"--movie-id: .*= 1.*= 2"):
        find_item(library.snapshot.need_dataset(), "Hamlet")
    library.close()


def test_a_copy_of_a_home_opens_as_it_was(library: Library, tmp_path: Path) -> None:
    ada = library.profiles.add("Ada")
    library.profiles.rate(ada.id, 0, 4.0)
    train(library)
    expected = library.recommendations.home(ada.id).rows
    library.close()
    copy = Library.open(Path(shutil.copytree(library.paths.home, tmp_path / "copy")))
    assert copy.recommendations.home(ada.id).rows == expected
    assert json.loads((copy.paths.models / "small" / "active.json").read_text())["active"] == 1
    copy.close()
