"""`library.pipeline`: what each act led to, noted where the work is done."""

from __future__ import annotations

import pytest

from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.library.views import Mark
from recflix_tui.live.trip import Trip
from recflix_tui.store.records import StoreError
from tests.library.training import train


def whats(library: Library) -> list[str]:
    return [trip.what for trip in library.pipeline.last()]


def test_a_rating_is_followed_from_the_disk_to_the_screen(library: Library) -> None:
    ada = library.profiles.add("Ada").id
    train(library)
    library.profiles.rate(ada, 3, 4.5)
    library.recommendations.home(ada)
    library.pipeline.shown(ada)
    (trip,) = library.pipeline.last()
    assert (trip.profile_id, trip.what) == (ada, "rated 4.5")
    assert trip.title == library.snapshot.need_dataset().title(3)
    assert all(time is not None and time >= 0 for time in trip.times)
    assert all(figures.n == 1 for figures in library.pipeline.figures())


def test_without_a_model_there_is_no_stage_that_needs_one(library: Library) -> None:
    ada = library.profiles.add("Ada").id
    library.profiles.toggle_mark(ada, 3, Mark.WATCHED)
    library.recommendations.home(ada)
    library.pipeline.shown(ada)
    event, features, update, inference, delivery = library.pipeline.last()[0].times
    assert update is None is inference
    assert None not in (event, features, delivery)


def test_what_changes_nothing_is_no_act_and_costs_no_new_taste(library: Library) -> None:
    ada = library.profiles.add("Ada").id
    library.profiles.undo(ada)
    library.profiles.rate(ada, 3, 4.0)
    library.profiles.rate(ada, 3, 4.0)
    assert whats(library) == ["rated 4"]
    taste = library.recommendations.taste(ada)
    library.profiles.rate(ada, 3, 4.0)
    assert library.recommendations.taste(ada) is taste


def test_each_kind_of_act_is_told_by_its_name(library: Library) -> None:
    ada = library.profiles.add("Ada").id
    library.profiles.toggle_mark(ada, 3, Mark.MY_LIST)
    library.profiles.toggle_mark(ada, 3, Mark.MY_LIST)
    library.profiles.toggle_mark(ada, 4, Mark.NOT_FOR_ME)
    library.profiles.like_these(ada, [5, 6])
    library.profiles.undo(ada)
    library.profiles.redo(ada)
    library.profiles.rate(ada, 3, 2.0)
    library.profiles.clear_rating(ada, 3)
    assert whats(library)[::-1] == [
        *("put on My List", "took off My List", "not for me", "picked groups"),
        *("undid", "did again", "rated 2", "took the rating off"),
    ]


def test_an_act_forgets_nobody_elses_taste(library: Library) -> None:
    ada, bo = library.profiles.add("Ada").id, library.profiles.add("Bo").id
    his, hers = library.recommendations.taste(bo), library.recommendations.taste(ada)
    library.profiles.rate(ada, 3, 4.0)
    assert library.recommendations.taste(bo) is his
    assert library.recommendations.taste(ada) is not hers


def test_a_profile_that_is_removed_leaves_no_trip(library: Library) -> None:
    ada, bo = library.profiles.add("Ada").id, library.profiles.add("Bo").id
    library.profiles.rate(ada, 3, 4.0)
    library.profiles.rate(bo, 3, 4.0)
    library.profiles.remove(ada)
    assert [trip.profile_id for trip in library.pipeline.last()] == [bo]
    with pytest.raises(StoreError):
        library.profiles.rate(ada, 3, 4.0)
    assert all(isinstance(trip, Trip) for trip in library.pipeline.last())


def test_what_is_pruned_or_not_kept_is_told_no_more(library: Library) -> None:
    ada, bo = library.profiles.add("Ada").id, library.profiles.add("Bo").id
    for profile in (ada, bo):
        library.behaviour.record(profile, Act(ActKind.OPENED, item=3, seconds=4.0))
        library.behaviour.record(profile, Act(ActKind.SEARCHED, text="robot"))
        library.profiles.rate(profile, 3, 4.0)

    def told(profile: int) -> list[str]:
        return [trip.what for trip in library.pipeline.last() if trip.profile_id == profile]

    assert told(ada) == ["rated 4", "searched", "opened for 4 s"]
    library.behaviour.prune(ada, [ActKind.OPENED])
    assert told(ada) == ["rated 4", "searched"]
    library.behaviour.set_keeps(ada, False, [ActKind.SEARCHED])
    assert told(ada) == ["rated 4"]
    library.behaviour.prune(bo, before=0.0)  # all was done later
    assert told(bo) == ["rated 4", "searched", "opened for 4 s"]
    library.recommendations.home(bo)
    library.pipeline.shown(bo)
    assert all(trip.is_shown for trip in library.pipeline.last() if trip.profile_id == bo)
