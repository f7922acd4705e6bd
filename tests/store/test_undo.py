"""Undo and redo walk back and forth over what was done, each person's and id space's own."""

from __future__ import annotations

from recflix_tui.store.store import Mark, Store
from tests.store.model import stored

SPACE = "movielens"


def test_undo_walks_back_to_the_beginning_and_returns_what_it_undid(store: Store, ada: int) -> None:
    states = [stored(store, ada, SPACE)]
    store.rate(ada, SPACE, 1, 4)
    states.append(stored(store, ada, SPACE))
    store.rate(ada, SPACE, 1, 2)
    states.append(stored(store, ada, SPACE))
    store.clear_rating(ada, SPACE, 1)
    states.append(stored(store, ada, SPACE))
    store.set_mark(ada, SPACE, 1, Mark.NOT_FOR_ME, True)
    done = store.events(ada)
    for event in reversed(done):
        assert store.undo(ada, SPACE) == event
        assert stored(store, ada, SPACE) == states.pop()
    assert store.undo(ada, SPACE) is None
    assert [event.kind for event in store.events(ada)] == [
        *("rate", "rate", "clear", "not_for_me"),
        *("undo",) * 4,
    ]


def test_a_new_action_after_an_undo_is_undone_before_what_is_older(store: Store, ada: int) -> None:
    store.rate(ada, SPACE, 1, 1)
    store.rate(ada, SPACE, 2, 2)
    store.undo(ada, SPACE)
    store.rate(ada, SPACE, 3, 3)
    undone = [store.undo(ada, SPACE), store.undo(ada, SPACE)]
    assert [event and event.movie_id for event in undone] == [3, 1]
    assert store.undo(ada, SPACE) is None


def test_redo_walks_forth_again_over_all_that_was_undone(store: Store, ada: int) -> None:
    states = [stored(store, ada, SPACE)]
    store.rate(ada, SPACE, 1, 4)
    states.append(stored(store, ada, SPACE))
    store.rate(ada, SPACE, 1, 2)
    states.append(stored(store, ada, SPACE))
    store.set_mark(ada, SPACE, 1, Mark.WATCHED, True)
    states.append(stored(store, ada, SPACE))
    store.set_mark(ada, SPACE, 1, Mark.WATCHED, False)
    states.append(stored(store, ada, SPACE))
    store.clear_rating(ada, SPACE, 1)
    done = store.events(ada)
    states.append(stored(store, ada, SPACE))
    for _ in range(2):  # back and forth, as often as one likes
        for event in reversed(done):
            assert store.undo(ada, SPACE) == event
        assert stored(store, ada, SPACE) == states[0]
        for event, state in zip(done, states[1:], strict=True):
            assert store.redo(ada, SPACE) == event
            assert stored(store, ada, SPACE) == state
        assert store.redo(ada, SPACE) is None


def test_what_was_done_again_can_be_undone_again(store: Store, ada: int) -> None:
    store.rate(ada, SPACE, 1, 1)
    store.rate(ada, SPACE, 2, 2)
    for step in (store.undo, store.undo, store.redo, store.undo, store.redo, store.redo):
        assert step(ada, SPACE) is not None
    assert store.ratings(ada, SPACE) == {1: 1.0, 2: 2.0}
    assert store.redo(ada, SPACE) is None


def test_a_new_action_ends_what_could_be_done_again(store: Store, ada: int) -> None:
    store.rate(ada, SPACE, 1, 1)
    store.rate(ada, SPACE, 2, 2)
    store.undo(ada, SPACE)
    store.rate(ada, SPACE, 3, 3)
    assert store.redo(ada, SPACE) is None
    store.undo(ada, SPACE)
    store.undo(ada, SPACE)
    redone = [store.redo(ada, SPACE) for _ in range(3)]
    assert [event and event.movie_id for event in redone] == [1, 3, None]
    assert store.ratings(ada, SPACE) == {1: 1.0, 3: 3.0}


def test_redo_keeps_to_its_profile_and_its_id_space(store: Store, ada: int) -> None:
    bob = store.add_profile("Bob").id
    for profile, space in ((ada, SPACE), (bob, SPACE), (ada, "ml-100k")):
        store.rate(profile, space, 1, 1)
    store.undo(ada, SPACE)
    assert store.redo(bob, SPACE) is None
    assert store.redo(ada, "ml-100k") is None
    assert store.redo(ada, SPACE) is not None


def test_undo_keeps_to_its_profile_and_its_id_space(store: Store, ada: int) -> None:
    bob = store.add_profile("Bob").id
    store.rate(ada, SPACE, 1, 1)
    store.rate(bob, SPACE, 2, 2)
    store.rate(ada, "ml-100k", 3, 3)
    undone = store.undo(ada, SPACE)
    assert undone is not None
    assert undone.movie_id == 1
    assert store.ratings(bob, SPACE) == {2: 2.0}
    assert store.ratings(ada, "ml-100k") == {3: 3.0}
    assert [(p, m, stars) for p, m, stars, _ in store.all_ratings(SPACE)] == [(bob, 2, 2.0)]
