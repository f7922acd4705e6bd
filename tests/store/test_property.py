from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recflix_tui.store.store import Mark, Store
from tests.store.model import RATINGS, Clock, Model, hurry, plain, replayed, stored

SPACES = ("movielens", "ml-100k")
people = st.integers(0, 1)
spaces = st.sampled_from(SPACES)
movies = st.integers(1, 4)
actions = st.one_of(
    st.tuples(st.just("rate"), people, spaces, movies, st.sampled_from([0.5, 2.5, 5.0])),
    st.tuples(st.just("clear"), people, spaces, movies, st.none()),
    st.tuples(st.sampled_from(list(Mark)), people, spaces, movies, st.booleans()),
    st.tuples(st.just("abandon"), people, spaces, movies, st.sampled_from([0.1, 0.5, 0.9])),
    st.tuples(st.just("undo"), people, spaces, movies, st.none()),
    st.tuples(st.just("redo"), people, spaces, movies, st.none()),
    st.tuples(st.just("reopen"), people, spaces, movies, st.none()),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("property") / "recflix.db"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(steps=st.lists(actions, max_size=40))
def test_any_actions_undos_and_redos_leave_what_a_simple_model_and_the_log_say(
    shared: Path, steps: list[tuple[str, int, str, int, float | None]]
) -> None:
    clock = Clock()
    store = hurry(Store.open(shared, clock=clock))
    ids = [store.add_profile(f"{name} {len(store.profiles())}").id for name in ("Ada", "Bob")]
    models = {(person, space): Model() for person in ids for space in SPACES}
    for kind, who, space, movie_id, value in steps:
        person = ids[who]
        model, at = models[person, space], clock.now + 1
        if kind == "reopen":
            store.close()
            store = hurry(Store.open(shared, clock=clock))
        elif kind == "undo":
            assert (store.undo(person, space) is not None) == model.undo()
        elif kind == "redo":
            assert (store.redo(person, space) is not None) == model.redo()
        elif kind == "rate" and value is not None:
            done = store.rate(person, space, movie_id, value)
            assert done == model.put(RATINGS, movie_id, value, at)
        elif kind == "clear":
            done = store.clear_rating(person, space, movie_id)
            assert done == model.put(RATINGS, movie_id, None, at)
        elif kind == "abandon" and value is not None:
            done = store.abandon(person, space, movie_id, value)
            assert done == model.put(Mark.ABANDONED, movie_id, value, at)
        else:
            done = store.set_mark(person, space, movie_id, Mark(kind), bool(value))
            assert done == model.put(kind, movie_id, 1.0 if value else None, at)
    for (person, space), model in models.items():
        assert plain(stored(store, person, space)) == plain(model.state)
        assert plain(replayed(store.events(person), space)) == plain(model.state)
    store.close()
