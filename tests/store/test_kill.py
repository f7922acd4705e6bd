from __future__ import annotations

import random
import time
from pathlib import Path

from recflix_tui.store.store import Store
from tests.store.model import RATINGS, Model, plain, replayed, stored
from tests.store.processes import start

SPACE = "movielens"
KILLS = 20


def apply(model: Model, action: str) -> None:
    kind, movie, stars, mark, on = action.split()
    if kind == "rate":
        model.put(RATINGS, int(movie), float(stars), 0)
    elif kind == "clear":
        model.put(RATINGS, int(movie), None, 0)
    elif kind == "mark":
        model.put(mark, int(movie), 1.0 if int(on) else None, 0)
    else:
        model.undo()


def without_times(state: dict[str, list[tuple[int, float, float]]]) -> dict[str, object]:
    return {table: [row[:2] for row in rows] for table, rows in state.items()}


def run_and_kill(path: Path, seed: int, rng: random.Random) -> list[str]:
    """What the child said until it was killed, at a random moment from its start on."""
    with start("act_until_killed", path, seed) as child:
        assert child.stdout is not None
        first = [] if seed % 4 == 0 else [child.stdout.readline()]
        time.sleep(rng.uniform(0, 0.2 if seed % 4 == 0 else 0.06))
        child.kill()
        said = first + child.stdout.readlines()
        assert child.stderr is not None
        assert child.stderr.read() == ""
    return [line.rstrip("\n") for line in said if line.endswith("\n")]


def test_a_store_killed_at_any_moment_has_all_that_was_acknowledged(path: Path) -> None:
    rng = random.Random(2025)
    model, acknowledged = Model(), 0
    for seed in range(KILLS):
        said = run_and_kill(path, seed, rng)
        for line in said:
            if line.startswith("done "):
                apply(model, line.removeprefix("done "))
                acknowledged += 1
        store = Store.open(path)
        people = store.profiles()
        if not people:
            assert acknowledged == 0
            store.close()
            continue
        (ada,) = people
        now = plain(stored(store, ada.id, SPACE))
        assert plain(replayed(store.events(ada.id), SPACE)) == now
        # The action under way when the kill came may be there or not, but whole.
        if (
            said
            and said[-1].startswith("try ")
            and without_times(now) != without_times(plain(model.state))
        ):
            apply(model, said[-1].removeprefix("try "))
        assert without_times(now) == without_times(plain(model.state))
        store.close()
    assert acknowledged > KILLS


def test_batches_of_behaviour_are_whole_and_cost_no_rating_whenever_the_kill_comes(
    tmp_path: Path,
) -> None:
    rng, rounds = random.Random(7), 0
    for kill in range(3):
        path = tmp_path / f"{kill}.db"
        with start("see_and_rate_until_killed", path) as child:
            assert child.stdout is not None
            first = child.stdout.readline()
            time.sleep(rng.uniform(0, 0.08))
            child.kill()
            lines = [first, *child.stdout.readlines()]
        said = [line.split() for line in lines if line.endswith("\n")]
        seen, rated = (sum(word == what for word, _ in said) for what in ("seen", "rated"))
        store = Store.open(path)
        (ada,) = store.profiles()
        kept = store.behaviour.glances(ada.id, 0, 30_000)
        (times,) = {shown for _, _, _, shown, *_ in kept}
        assert (len(kept), len(store.behaviour.acts(ada.id))) == (20, 20 * times)
        assert seen <= times <= seen + 1
        assert rated <= len(store.ratings(ada.id, SPACE)) <= rated + 1
        assert store.replayer.compare(ada.id).differences == []
        store.close()
        rounds += seen
    assert rounds >= 3
