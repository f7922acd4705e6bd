from __future__ import annotations

import math
import sqlite3
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui.store.slots.rating_slot import RatingSlot
from recflix_tui.store.store import Mark, Profile, Store, StoreError
from tests.store.model import Clock, plain, replayed, stored

SPACE = "movielens"


def test_a_store_keeps_what_was_done_when_it_is_opened_again(path: Path) -> None:
    store = Store.open(path)
    ada = store.add_profile("Ada")
    store.rate(ada.id, SPACE, 1, 4.5)
    store.set_mark(ada.id, SPACE, 2, Mark.MY_LIST, True)
    store.set_setting("theme", "light")
    store.close()
    again = Store.open(path)
    assert again.profiles() == [ada]
    assert again.ratings(ada.id, SPACE) == {1: 4.5}
    assert list(again.marks(ada.id, SPACE)[Mark.MY_LIST]) == [2]
    assert again.get_setting("theme") == "light"
    again.close()
    assert [file.name for file in path.parent.iterdir()] == ["recflix.db"]


def test_a_name_is_cleaned_and_unique_in_any_case(store: Store) -> None:
    assert store.add_profile("  Zoë \x1b[31m\n Ada ").name == "Zoë Ada"
    with pytest.raises(StoreError, match="already a profile named Zoë Ada"):
        store.add_profile("zOË aDA")
    with pytest.raises(StoreError, match="needs a name"):
        store.add_profile(" \x1b[0m\u200b ")
    with pytest.raises(StoreError, match="at most 40"):
        store.add_profile("x" * 41)
    assert store.add_profile("x" * 40).id == 2
    assert [profile.name for profile in store.profiles()] == ["Zoë Ada", "x" * 40]


def test_a_profile_may_change_the_case_of_its_own_name_but_not_take_anothers(store: Store) -> None:
    ada, bob = store.add_profile("ada"), store.add_profile("Bob")
    assert store.rename_profile(ada.id, "ADA") == Profile(ada.id, "ADA", ada.created_at)
    with pytest.raises(StoreError, match="already a profile named Bob"):
        store.rename_profile(ada.id, "BOB")
    assert [profile.name for profile in store.profiles()] == ["ADA", bob.name]


def test_a_profile_may_come_with_ratings(store: Store, ada: int) -> None:
    bob = store.add_profile_with_ratings("Bob", SPACE, {7: 4.5, 3: 1.0})
    assert store.ratings(bob.id, SPACE) == {7: 4.5, 3: 1.0}
    assert [(e.movie_id, e.kind, e.value) for e in store.events(bob.id)] == [
        (7, "rate", 4.5),
        (3, "rate", 1.0),
    ]
    assert plain(stored(store, bob.id, SPACE)) == plain(replayed(store.events(bob.id), SPACE))
    assert store.ratings(ada, SPACE) == {}
    store.undo(bob.id, SPACE)
    assert store.ratings(bob.id, SPACE) == {7: 4.5}


@pytest.mark.parametrize("ratings", [{1: 4.0, 2: 5.5}, {1: 4.0, 2**63: 3.0}])
def test_a_profile_with_a_rating_that_cannot_be_is_not_added(
    store: Store, ratings: dict[int, float]
) -> None:
    with pytest.raises(StoreError):
        store.add_profile_with_ratings("Bob", SPACE, ratings)
    with pytest.raises(StoreError, match="needs a name"):
        store.add_profile_with_ratings(" ", SPACE, {1: 4.0})
    assert store.profiles() == []


def test_of_a_profile_that_was_broken_off_nothing_is_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = RatingSlot.write
    written: list[int] = []

    def write_two(slot: RatingSlot, *values: Any) -> None:
        if len(written) == 2:
            raise OSError(5, "the disk is gone")
        written.append(slot.movie_id)
        write(slot, *values)

    monkeypatch.setattr(RatingSlot, "write", write_two)
    with pytest.raises(StoreError, match="the disk is gone"):
        store.add_profile_with_ratings("Bob", SPACE, {1: 4.0, 2: 3.0, 3: 2.0})
    monkeypatch.undo()
    assert written == [1, 2]
    assert store.profiles() == []
    assert store.all_ratings(SPACE) == []
    assert store.add_profile_with_ratings("Bob", SPACE, {1: 4.0}).name == "Bob"


@pytest.mark.parametrize("stars", [math.nan, math.inf, -math.inf, 0.0, 0.49, 5.01, -1.0])
def test_a_rating_off_the_scale_is_refused(store: Store, ada: int, stars: float) -> None:
    with pytest.raises(StoreError, match=r"from 0\.5 to 5"):
        store.rate(ada, SPACE, 1, stars)
    assert store.ratings(ada, SPACE) == {}
    assert store.events(ada) == []


def test_ratings_come_oldest_first_and_a_new_rating_of_a_title_is_the_newest(
    store: Store, ada: int
) -> None:
    for movie_id in (30, 10, 20):
        store.rate(ada, SPACE, movie_id, 3)
    store.rate(ada, SPACE, 30, 5)
    assert list(store.ratings(ada, SPACE).items()) == [(10, 3.0), (20, 3.0), (30, 5.0)]
    store.undo(ada, SPACE)
    assert list(store.ratings(ada, SPACE)) == [30, 10, 20]


def test_what_stands_already_is_not_written_again(store: Store, ada: int) -> None:
    assert store.rate(ada, SPACE, 1, 4)
    assert store.set_mark(ada, SPACE, 1, Mark.WATCHED, True)
    written = store.events(ada)
    assert not store.rate(ada, SPACE, 1, 4)
    assert not store.set_mark(ada, SPACE, 1, Mark.WATCHED, True)
    assert not store.set_mark(ada, SPACE, 1, Mark.NOT_FOR_ME, False)
    assert not store.clear_rating(ada, SPACE, 2)
    assert store.events(ada) == written


def test_marks_and_the_rating_of_a_title_are_independent(store: Store, ada: int) -> None:
    store.rate(ada, SPACE, 1, 2)
    for mark in Mark:
        store.set_mark(ada, SPACE, 1, mark, True)
    store.clear_rating(ada, SPACE, 1)
    store.set_mark(ada, SPACE, 1, Mark.MY_LIST, False)
    marks = store.marks(ada, SPACE)
    assert [list(marks[mark]) for mark in Mark] == [[], [1], [1], [1], [1]]
    assert store.ratings(ada, SPACE) == {}


def test_the_log_replayed_gives_what_stands_for_each_id_space(store: Store, ada: int) -> None:
    store.rate(ada, SPACE, 1, 1)
    store.rate(ada, "ml-100k", 1, 5)
    store.rate(ada, SPACE, 1, 3)
    store.set_mark(ada, SPACE, 1, Mark.WATCHED, True)
    store.undo(ada, SPACE)
    store.undo(ada, SPACE)
    for space in (SPACE, "ml-100k"):
        assert plain(replayed(store.events(ada), space)) == plain(stored(store, ada, space))


def test_the_log_can_be_neither_changed_nor_thinned_out(store: Store, ada: int, path: Path) -> None:
    store.rate(ada, SPACE, 1, 4)
    store.undo(ada, SPACE)
    written = store.events(ada)
    columns = "(id, profile_id, id_space, movie_id, kind, value, at, undoes)"
    db = sqlite3.connect(path)
    for statement in (
        "UPDATE events SET value = 1",
        "DELETE FROM events",
        f"INSERT OR REPLACE INTO events {columns} VALUES (1, 1, 'x', 1, 'rate', 1, 0, NULL)",
        f"INSERT OR REPLACE INTO events {columns} VALUES (NULL, 1, 'x', 1, 'undo', 1, 0, 1)",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
    db.close()
    assert store.events(ada) == written


def test_removing_a_person_removes_all_they_did_from_the_files_bytes_too(
    store: Store, path: Path
) -> None:
    kept, gone = store.add_profile("Kept").id, store.add_profile("Wanda-Marker").id
    for movie_id in range(300):
        store.rate(kept, SPACE, movie_id, 3)
        store.rate(gone, "space-marker", movie_id, 3)
        store.undo(gone, "space-marker")
        store.set_mark(gone, "space-marker", movie_id, Mark.WATCHED, True)
    store.remove_profile(gone)
    assert [profile.id for profile in store.profiles()] == [kept]
    assert store.events(gone) == []
    assert store.all_ratings("space-marker") == []
    assert len(store.ratings(kept, SPACE)) == 300
    for file in path.parent.iterdir():
        assert b"space-marker" not in file.read_bytes()
        assert b"anda-" not in file.read_bytes()


def test_an_id_is_never_given_to_a_second_person(store: Store) -> None:
    first = store.add_profile("Ada").id
    store.remove_profile(first)
    assert store.add_profile("Ada").id != first


def test_an_action_for_a_person_who_is_not_there_is_refused(store: Store) -> None:
    for act in (
        lambda: store.rate(7, SPACE, 1, 3),
        lambda: store.clear_rating(7, SPACE, 1),
        lambda: store.set_mark(7, SPACE, 1, Mark.WATCHED, True),
        lambda: store.undo(7, SPACE),
        lambda: store.redo(7, SPACE),
        lambda: store.rename_profile(7, "Eve"),
        lambda: store.remove_profile(7),
    ):
        with pytest.raises(StoreError, match="no profile 7"):
            act()


def test_a_numpy_movie_id_is_the_same_as_a_plain_one(store: Store, ada: int) -> None:
    movie_id, stars = np.array([5])[0], np.array([3.5], np.float32)[0]
    store.rate(ada, SPACE, movie_id, stars)
    assert not store.rate(ada, SPACE, 5, 3.5)
    assert store.ratings(ada, SPACE) == {5: 3.5}


def test_a_movie_id_that_fits_no_file_is_refused(store: Store, ada: int) -> None:
    with pytest.raises(StoreError, match="too large"):
        store.rate(ada, SPACE, 2**63, 3)


def test_a_setting_is_set_replaced_and_forgotten(store: Store) -> None:
    assert store.get_setting("theme") is None
    assert store.get_setting("theme", "dark") == "dark"
    store.set_setting("theme", "light")
    store.set_setting("theme", "dark")
    assert store.get_setting("theme", "light") == "dark"
    store.set_setting("theme", None)
    assert store.get_setting("theme") is None


def test_text_that_cannot_be_written_is_refused_as_a_store_error(store: Store) -> None:
    with pytest.raises(StoreError, match="surrogates"):
        store.set_setting("path", "caf\udce9")


def test_changed_elsewhere_tells_of_others_once_and_never_of_oneself(
    store: Store, ada: int, path: Path
) -> None:
    other = Store.open(path)
    assert not store.changed_elsewhere()
    store.rate(ada, SPACE, 1, 3)
    assert not store.changed_elsewhere()
    assert other.changed_elsewhere()
    other.rate(ada, SPACE, 1, 3)
    assert not store.changed_elsewhere()
    other.rate(ada, SPACE, 2, 3)
    store.rate(ada, SPACE, 3, 3)
    assert store.changed_elsewhere()
    assert not store.changed_elsewhere()
    other.close()


def test_a_closed_store_says_so_as_a_store_error(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="used: Cannot operate on a closed"):
        store.profiles()
    with pytest.raises(StoreError, match="used: Cannot operate on a closed"):
        store.add_profile("Ada")


def test_threads_share_one_store_without_losing_a_rating(store: Store, ada: int) -> None:
    failures: list[Exception] = []

    def work(first: int) -> None:
        try:
            for movie_id in range(first, first + 40):
                store.rate(ada, SPACE, movie_id, 4)
                assert movie_id in store.ratings(ada, SPACE)
                store.changed_elsewhere()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(100 * n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.ratings(ada, SPACE)) == 240
    assert len(store.events(ada)) == 240


def test_a_clock_that_goes_back_does_not_change_the_order(path: Path) -> None:
    clock = Clock()
    store = Store.open(path, clock=clock)
    ada = store.add_profile("Ada").id
    store.rate(ada, SPACE, 1, 3)
    clock.now -= 1_000
    store.rate(ada, SPACE, 2, 4)
    assert list(store.ratings(ada, SPACE)) == [1, 2]
    undone = store.undo(ada, SPACE)
    assert undone is not None
    assert undone.movie_id == 2
    store.close()


def test_ratings_are_counted_by_profile_within_an_id_space(store: Store) -> None:
    ada, bob = store.add_profile("Ada"), store.add_profile("Bob")
    store.rate(ada.id, SPACE, 1, 4.0)
    store.rate(ada.id, SPACE, 2, 3.0)
    store.rate(bob.id, "ml-100k", 1, 3.0)
    assert store.rating_counts(SPACE) == {ada.id: 2}
    assert store.rating_counts("ml-100k") == {bob.id: 1}


def test_what_was_given_up_on_says_how_far_and_an_undo_brings_back_how_far_before(
    store: Store, ada: int
) -> None:
    assert store.abandon(ada, SPACE, 1, 0.3)
    assert not store.abandon(ada, SPACE, 1, 0.3)
    assert store.abandon(ada, SPACE, 1, 0.7)
    store.set_mark(ada, SPACE, 2, Mark.ABANDONED, True)
    assert store.watched_shares(ada, SPACE) == {1: 0.7}  # of the second nobody said
    store.undo(ada, SPACE)
    store.undo(ada, SPACE)
    assert store.watched_shares(ada, SPACE) == {1: 0.3}
    assert [event.value for event in store.events(ada)] == [0.3, 0.7, 1.0, 0.0, 0.3]
    for share in (0.0, 1.0, -0.2, float("nan")):
        with pytest.raises(StoreError, match="above 0 and below 1"):
            store.abandon(ada, SPACE, 1, share)


def test_a_profiles_settings_are_its_own_and_go_with_it(store: Store, ada: int) -> None:
    bob = store.add_profile("Bob").id
    kept = store.profile_settings
    kept.set_all(ada, {"region": "9", "novelty": "0.5"})
    kept.set(bob, "region", "9")
    kept.set(ada, "novelty", None)
    assert (kept.all(ada), kept.get(bob, "novelty", "none")) == ({"region": "9"}, "none")
    assert kept.having("region", "9") == [ada, bob]
    store.remove_profile(ada)
    assert kept.having("region", "9") == [bob]
    with pytest.raises(StoreError, match="there is no profile"):
        kept.set(ada, "region", "9")


def test_a_write_that_concerns_nobody_else_wakes_nobody_and_hides_no_other(
    store: Store, ada: int, path: Path
) -> None:
    other = Store.open(path)
    with store._transactions.writing(quiet=True) as db:
        db.execute("INSERT INTO glances VALUES (?, 'movielens', 20000, 1, 1, 0, 0.0)", (ada,))
    assert not other.changed_elsewhere()
    other.rate(ada, SPACE, 2, 3)
    store.rate(ada, SPACE, 3, 3)
    with store._transactions.writing(quiet=True) as db:
        db.execute("DELETE FROM glances")
    assert other.changed_elsewhere()
    assert store.changed_elsewhere()
    assert not other.changed_elsewhere()
    other.close()
