"""The factors of the model in use, as the screens ask for them."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.factors.space import Axes
from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.recommend.rows.top_picks import top_picks
from recflix_tui.store.records import StoreError
from tests.library.training import train


@pytest.fixture
def ada(library: Library) -> int:
    """Somebody with four ratings, beside a trained model."""
    train(library)
    ada = library.profiles.add("Ada")
    for item, stars in {2: 5.0, 5: 4.5, 0: 2.0, 1: 1.0}.items():
        library.profiles.rate(ada.id, item, stars)
    return ada.id


def test_without_a_model_the_line_says_how_to_train_one(library: Library) -> None:
    with pytest.raises(LibraryError, match="recflix train"):
        library.factors.space()
    with pytest.raises(LibraryError, match="recflix train"):
        library.factors.available()


def test_a_space_is_made_once_for_each_model_and_kind(library: Library, ada: int) -> None:
    first = library.factors.space()
    assert library.factors.space() is first
    assert library.factors.space(Axes.VARIMAX) is not first
    assert first.axes is Axes.COMPONENTS
    train(library)
    assert library.factors.space() is not first


def test_what_was_shown_stays_usable_until_it_is_asked_for_anew(library: Library, ada: int) -> None:
    before = library.factors.space()
    train(library)
    assert library.factors.cards(ada, before)
    library.factors.space()
    with pytest.raises(LibraryError, match="open the factors again"):
        library.factors.cards(ada, before)


def test_a_new_models_space_lets_go_of_all_those_of_the_model_before(
    library: Library, ada: int
) -> None:
    before = {axes: library.factors.space(axes) for axes in (Axes.COMPONENTS, Axes.VARIMAX)}
    train(library)
    library.factors.space(Axes.COMPONENTS)
    held = [weakref.ref(space) for space in before.values()]
    for space in before.values():
        with pytest.raises(LibraryError, match="open the factors again"):
            library.factors.cards(ada, space)
    before.clear()
    del space
    gc.collect()
    assert [ref() for ref in held] == [None, None]


def test_the_cards_say_where_the_profile_stands(library: Library, ada: int) -> None:
    space = library.factors.space()
    own = library.factors.coordinates(ada, space)
    cards = library.factors.cards(ada, space)
    assert [card.coordinate for card in cards] == own.tolist()
    assert all(card.coordinate is None for card in library.factors.cards(None, space))


def test_a_rating_moves_the_profile_at_once(library: Library, ada: int) -> None:
    space = library.factors.space()
    before = library.factors.coordinates(ada, space)
    library.profiles.rate(ada, 8, 5.0)
    assert not np.array_equal(library.factors.coordinates(ada, space), before)


def test_sliding_starts_from_the_profiles_own_predictions(library: Library, ada: int) -> None:
    space = library.factors.space()
    taste, dataset = library.recommendations.taste(ada), library.snapshot.need_dataset()
    unslid = library.factors.slide(ada, space, np.zeros(space.n))
    np.testing.assert_array_equal(unslid.scores, taste.raw)
    # The list on Factors is of the best predictions, whatever may be picked.
    by_stars = top_picks(replace(taste, picks=None, likes=None), dataset, 5)
    assert [title.item for title in unslid.top(5)] == by_stars.tolist()
    shift = np.zeros(space.n)
    shift[0] = 1
    moved = library.factors.slide(ada, space, shift).scores - unslid.scores
    np.testing.assert_allclose(moved, space.items[:, 0], atol=1e-5)


def test_people_like_a_profile_and_like_a_user_are_found(library: Library, ada: int) -> None:
    space, dataset = library.factors.space(), library.snapshot.need_dataset()
    assert all(dataset.user_ids[p.user] for p in library.factors.people(space, profile_id=ada))
    like_seven = library.factors.people(space, user=7, n=5)
    assert 0 < len(like_seven) <= 5
    assert 7 not in [person.user for person in like_seven]
    # Who loves the same of the three genres is likest.
    assert dataset.user_ids[like_seven[0].user] % 3 == dataset.user_ids[7] % 3


def test_two_people_are_compared_title_by_title(library: Library, ada: int) -> None:
    space, dataset = library.factors.space(), library.snapshot.need_dataset()
    items, _ = dataset.by_user.row(3)
    found = library.factors.compare(space, 3, profile_id=ada)
    assert found.n_both == len({0, 1, 2, 5} & set(items.tolist()))
    between = library.factors.compare(space, 3, user=9)
    assert between.n_both == len(np.intersect1d(items, dataset.by_user.row(9)[0]))


def test_a_slid_taste_is_kept_as_a_profile_of_its_own(library: Library, ada: int) -> None:
    space, shift = library.factors.space(), np.zeros(library.factors.space().n)
    shift[0] = 1.0
    foretold = library.factors.keeping(ada, space, shift)
    profile, keeping = library.factors.keep(ada, "Ada of the future", space, shift)
    assert keeping == foretold
    assert profile.name == "Ada of the future"
    kept = library.recommendations.taste(profile.id).activity.ratings
    assert kept == {**library.recommendations.taste(ada).activity.ratings, **keeping.added}
    before, after = (library.factors.coordinates(who, space) for who in (ada, profile.id))
    assert after[0] > before[0]
    assert len(library.recommendations.taste(ada).activity.ratings) == 4


def test_a_slid_taste_is_not_kept_under_a_name_that_is_taken(library: Library, ada: int) -> None:
    space = library.factors.space()
    with pytest.raises(StoreError, match="already a profile named Ada"):
        library.factors.keep(ada, "ada", space, np.ones(space.n))
    assert len(library.profiles.summaries()) == 1


def test_ratings_of_titles_that_the_dataset_lacks_are_kept_too(library: Library, ada: int) -> None:
    library.session.store.rate(ada, library.snapshot.need_dataset().id_space, 999_999, 3.5)
    library.session.forget_tastes()
    space = library.factors.space()
    profile, _ = library.factors.keep(ada, "Other Ada", space, np.ones(space.n))
    kept = library.session.store.ratings(profile.id, library.snapshot.need_dataset().id_space)
    assert kept[999_999] == 3.5


def test_titles_are_shown_as_points_and_coloured_by_genre(library: Library, ada: int) -> None:
    space, dataset = library.factors.space(), library.snapshot.need_dataset()
    shown = library.factors.scene(space, (1, 0))
    assert shown.points.shape == (dataset.n_items, 3)
    genres = library.factors.main_genres(space)
    assert all(
        genres.names[place] in dataset.genres(item)
        for item, place in enumerate(genres.of_items.tolist())
    )
