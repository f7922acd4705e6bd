"""`library.recommendations`: what there is without a model, and what is kept until it changes."""

from __future__ import annotations

import pytest

from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from tests.library.training import train


def test_without_a_model_there_are_rows_but_no_picks_and_no_reasons(library: Library) -> None:
    ada = library.profiles.add("Ada")
    assert library.recommendations.home(ada.id).rows
    assert library.recommendations.why(ada.id, 3) is None
    with pytest.raises(LibraryError, match="there is no model yet; train one with"):
        library.recommendations.top_picks(ada.id, 5)


def test_a_taste_is_kept_until_a_rating_or_a_model_changes_it(library: Library) -> None:
    ada = library.profiles.add("Ada")
    first = library.recommendations.taste(ada.id)
    assert library.recommendations.taste(ada.id) is first
    library.profiles.rate(ada.id, 3, 4.0)
    rated = library.recommendations.taste(ada.id)
    assert rated.activity.ratings == {3: 4.0}
    assert rated.raw is None
    train(library)
    assert library.recommendations.taste(ada.id).raw is not None


def test_how_sure_a_prediction_is_is_worked_out_for_all_that_is_shown(library: Library) -> None:
    ada = library.profiles.add("Ada")
    library.profiles.rate(ada.id, 3, 4.0)
    train(library)
    view = library.recommendations.home(ada.id, also=[3])
    shown = {item for row in view.rows for item in row.items}
    assert shown
    assert all(view.taste.uncertainty(item) is not None for item in shown | {3})


def test_rows_of_a_profile_that_is_gone_are_refused(library: Library) -> None:
    ada = library.profiles.add("Ada")
    library.profiles.remove(ada.id)
    with pytest.raises(LibraryError, match="is no longer there"):
        library.recommendations.home(ada.id)
