"""Titles of a log by name, in whatever dataset somebody rated them."""

from __future__ import annotations

from recflix_tui.library.acts.naming import Named, TitleNames
from recflix_tui.library.library import Library
from recflix_tui.store.imports.records import Alias, KnownTitle
from recflix_tui.store.records import OUTSIDE
from tests.library.acts.conftest import Now

OTHER = "ml-100k"


def test_a_title_of_another_dataset_is_found_in_this_one_or_goes_by_its_name(
    library: Library, ada: int, clock: Now
) -> None:
    store, dataset = library.session.store, library.snapshot.need_dataset()
    store.titles.name([KnownTitle(OTHER, 50, "Star Wars"), KnownTitle(OUTSIDE, 1, "Gl\x1b[1mass")])
    store.titles.say([Alias(dataset.id_space, OTHER, 50, int(dataset.movie_ids[3]), "exact")])
    names = TitleNames(store, dataset)
    assert names.of(dataset.id_space, int(dataset.movie_ids[3])) == Named(3, dataset.title(3))
    assert names.of(OTHER, 50) == Named(3, dataset.title(3))
    assert names.of(OUTSIDE, 1) == Named(None, "Glass")
    assert names.of(OTHER, 51) == Named(None, "")
    assert TitleNames(store, None).of(OTHER, 50) == Named(None, "Star Wars")


def test_what_was_rated_in_another_dataset_stood_then_too(
    library: Library, ada: int, clock: Now
) -> None:
    store, dataset = library.session.store, library.snapshot.need_dataset()
    library.profiles.rate(ada, 3, 2.0)
    library.profiles.rate(ada, 4, 3.0)
    store.rate(ada, OTHER, 50, 4.0)
    store.titles.say([Alias(dataset.id_space, OTHER, 50, int(dataset.movie_ids[3]), "exact")])
    newest = store.events(ada)[-1].id
    then = library.behaviour.state_at(ada, newest).ratings
    assert list(then.items()) == [(4, 3.0), (3, 4.0)]
    assert list(library.recommendations.taste(ada).activity.ratings.items()) == [(4, 3.0), (3, 4.0)]
    (entry,) = library.behaviour.events(ada, limit=1)
    assert (entry.item, entry.title, entry.movie_id) == (3, dataset.title(3), 50)
    assert library.travel.then(ada, newest).done.title == dataset.title(3)
