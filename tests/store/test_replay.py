"""The log alone gives what stands, whatever was done; and what differs is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recflix_tui.store.replay import Replayed, StandingRow, play
from recflix_tui.store.store import Event, Mark, Store
from tests.store.model import RATINGS, Clock, Model, hurry, plain

SPACE = "movielens"
movies = st.integers(1, 3)
actions = st.one_of(
    st.tuples(st.just("rate"), movies, st.sampled_from([0.5, 2.5, 5.0])),
    st.tuples(st.just("clear"), movies, st.none()),
    st.tuples(st.sampled_from([Mark.WATCHED, Mark.MY_LIST]), movies, st.booleans()),
    st.tuples(st.just("abandon"), movies, st.sampled_from([0.1, 0.9])),
    st.tuples(st.sampled_from(["undo", "undo", "redo"]), movies, st.none()),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("replay") / "recflix.db"


def do(store: Store, model: Model, who: int, kind: str, movie: int, value: float | None) -> None:
    """The same to a store and to a simple model."""
    at = store.now() + 1
    if kind == "rate" and value is not None:
        store.rate(who, SPACE, movie, value)
        model.put(RATINGS, movie, value, at)
    elif kind == "clear":
        store.clear_rating(who, SPACE, movie)
        model.put(RATINGS, movie, None, at)
    elif kind == "abandon" and value is not None:
        store.abandon(who, SPACE, movie, value)
        model.put(Mark.ABANDONED, movie, value, at)
    elif kind == "undo":
        store.undo(who, SPACE)
        model.undo()
    elif kind == "redo":
        store.redo(who, SPACE)
        model.redo()
    else:
        store.set_mark(who, SPACE, movie, Mark(kind), bool(value))
        model.put(kind, movie, 1.0 if value else None, at)


def as_state(replayed: Replayed) -> dict[str, dict[int, tuple[float, float]]]:
    state: dict[str, dict[int, tuple[float, float]]] = {}
    for row in replayed.standing.rows:
        state.setdefault(row.mark or RATINGS, {})[row.movie_id] = row.value, row.at
    return state


@settings(max_examples=40, deadline=None, derandomize=True)
@given(steps=st.lists(actions, max_size=25))
def test_the_log_of_any_actions_gives_the_same_bytes_and_what_stood_after_each(
    shared: Path, steps: list[tuple[str, int, float | None]]
) -> None:
    store = hurry(Store.open(shared, clock=Clock()))
    ada = store.add_profile(f"Ada {len(store.profiles())}").id
    model, stood = Model(), {}
    for step in steps:
        do(store, model, ada, *step)
        if events := store.events(ada):
            stood[events[-1].id] = plain(model.state)
    compared = store.replayer.compare(ada)
    assert compared.differences == []
    assert compared.live.content == compared.replayed.standing.content
    assert plain(as_state(compared.replayed)) == plain(model.state)
    for event_id, state in stood.items():
        assert plain(as_state(store.replayer.until(ada, event_id))) == state
    store.close()


CHANGES = {
    "UPDATE ratings SET stars = 3.0": "rating of movie 1 (movielens): kept 3.0",
    "UPDATE ratings SET at = at + 1e-6": "rating of movie 1 (movielens): kept 4.0 at ",
    "UPDATE marks SET event_id = 1": "watched of movie 2 (movielens): kept 1.0 at ",
    "UPDATE marks SET value = 0.5": "kept 0.5 at ",
    "DELETE FROM marks": "watched of movie 2 (movielens): kept none, by the log 1.0 at ",
    "INSERT INTO ratings VALUES (1, 'movielens', 9, 5.0, 1.0, 77)": "by the log none",
    "UPDATE ratings SET stars = x'00'": "kept b'\\x00' at",
}


@pytest.mark.parametrize("statement", CHANGES)
def test_what_is_kept_otherwise_than_the_log_says_is_told(
    store: Store, ada: int, statement: str
) -> None:
    store.rate(ada, SPACE, 1, 2)
    store.rate(ada, SPACE, 1, 4)
    store.set_mark(ada, SPACE, 2, Mark.WATCHED, True)
    assert store.replayer.compare(ada).differences == []
    store._writer.execute("PRAGMA ignore_check_constraints = ON")
    store._writer.execute(statement)
    compared = store.replayer.compare(ada)
    (told,) = compared.differences
    assert CHANGES[statement] in told
    assert compared.live.digest != compared.replayed.standing.digest


def test_a_log_that_cannot_be_is_told_and_not_made_up(store: Store, ada: int) -> None:
    event = Event(1, ada, SPACE, 1, "rate", 4.0, 100.0, None, None)
    replayed = play(
        [
            event,
            Event(2, ada, SPACE, 1, "undo", None, 101.0, None, 77),
            Event(3, ada, SPACE, 1, "dream", 1.0, 102.0, None, None),
            Event(4, ada, SPACE, 2, "rate", 3.0, 103.0, 99, None),
            Event(5, ada, SPACE, 2, "undo", None, 104.0, None, 4),
            Event(6, ada, SPACE, 1, "undo", 2.0, 105.0, None, 1),
        ]
    )
    assert [fault.split()[1] for fault in replayed.faults] == ["2", "3", "5", "6"]
    assert replayed.standing.rows == (StandingRow(SPACE, 2, "", 3.0, 103.0, 4),)
    assert replayed.n_events == 6
