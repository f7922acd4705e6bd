"""`library.matrix`: the profiles are rows of it, and it goes along with what they rate."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.matrix.orders import OrderBy
from recflix_tui.matrix.values import Picture, Window
from tests.library.training import train

ACTIVITY, ID = OrderBy("activity"), OrderBy("id")


def test_the_profiles_here_are_rows_after_the_datasets_users(library: Library) -> None:
    ada, bo = library.profiles.add("Ada"), library.profiles.add("Bo")
    library.profiles.rate(bo.id, 3, 4.5)
    matrix = library.matrix.open(ID, ID)
    assert (matrix.n_rows, matrix.n_columns) == (82, 60)
    assert [matrix.row_name(place) for place in (0, 79, 80, 81)] == [
        "user 1",
        "user 80",
        "Ada",
        "Bo",
    ]
    assert matrix.place_of_profile(ada.id) == 80
    assert matrix.cell(81, 3).rating == 4.5


def test_a_rating_changes_its_cell_at_once_and_nothing_is_built_again(library: Library) -> None:
    train(library)
    ada, bo = library.profiles.add("Ada"), library.profiles.add("Bo")
    library.profiles.rate(bo.id, 5, 2.0)
    before = library.matrix.open(ACTIVITY, ACTIVITY)
    before.prepare(Picture.ERROR)
    library.profiles.rate(ada.id, 3, 4.5)
    after = library.matrix.open(ACTIVITY, ACTIVITY)
    place, column = after.place_of_profile(ada.id), after.place_of_item(3)
    assert place is not None
    assert before.cell(place, column).rating is None
    assert after.cell(place, column).rating == 4.5
    assert after.view(Window(place, column, 1, 1, 1, 1), Picture.KNOWN).values[0, 0] == 4.5
    assert after.is_prepared(Picture.ERROR)
    own = library.recommendations.taste(ada.id).prediction(3)
    assert after.cell(place, column).prediction == pytest.approx(own, abs=1e-5)
    assert after.profiles[1] is before.profiles[1]


def test_other_people_or_another_model_have_it_built_anew(library: Library) -> None:
    matrix = library.matrix.open(ACTIVITY, ACTIVITY)
    library.profiles.add("Ada")
    with_ada = library.matrix.open(ACTIVITY, ACTIVITY)
    assert with_ada.n_rows == matrix.n_rows + 1
    train(library)
    trained = library.matrix.open(ACTIVITY, ACTIVITY)
    assert trained.model is library.snapshot.model
    assert trained.profiles[0].fold_in is not None


def test_a_new_name_is_shown(library: Library) -> None:
    ada = library.profiles.add("Ada")
    assert library.matrix.open(ID, ID).row_name(80) == "Ada"
    library.profiles.rename(ada.id, "Ida")
    assert library.matrix.open(ID, ID).row_name(80) == "Ida"


def test_what_is_not_there_is_said_with_its_mend(library: Library, home: Path) -> None:
    with pytest.raises(LibraryError, match="there is no model yet; train one with"):
        library.matrix.open(ACTIVITY, OrderBy("cluster"))
    library.datasets.remove("small")
    with pytest.raises(LibraryError, match="no dataset is in use"):
        library.matrix.open(ACTIVITY, ACTIVITY)
