"""A process that writes to a store and says so line by line; run as `python child.py WHAT ...`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from recflix_tui.store.store import Mark, Store, StoreError

SPACE = "movielens"


def say(*words: object) -> None:
    print(*words, flush=True)


def act_until_killed(path: str, seed: str) -> None:
    """Says `try ACTION` before and `done ACTION` after each of endless random actions."""
    rng = random.Random(int(seed))
    store = Store.open(Path(path))
    ada = next((p for p in store.profiles() if p.name == "Ada"), None) or store.add_profile("Ada")
    while True:
        kind = rng.choices(["rate", "clear", "mark", "undo"], [12, 2, 4, 2])[0]
        movie_id, stars = rng.randint(1, 300), rng.randint(1, 10) / 2
        mark, on = rng.choice(list(Mark)), rng.random() < 0.7
        action = f"{kind} {movie_id} {stars} {mark} {int(on)}"
        say("try", action)
        if kind == "rate":
            store.rate(ada.id, SPACE, movie_id, stars)
        elif kind == "clear":
            store.clear_rating(ada.id, SPACE, movie_id)
        elif kind == "mark":
            store.set_mark(ada.id, SPACE, movie_id, mark, on)
        else:
            store.undo(ada.id, SPACE)
        say("done", action)


def see_and_rate_until_killed(path: str) -> None:
    """Endless rounds of a batch of twenty counts and twenty acts, and a rating; each is said."""
    from recflix_tui.store.behaviour.batch import ActRow, Batch

    store = Store.open(Path(path))
    ada = store.add_profile("Ada").id
    number = 0
    while True:
        number += 1
        batch = Batch()
        for movie_id in range(20):
            batch.glance((SPACE, 20_000, movie_id)).shown += 1
            at = 1.7e9 + number
            batch.rows.append(ActRow("opened", SPACE, movie_id, 1.0, None, at, None))
        store.behaviour.write({ada: batch})
        say("seen", number)
        store.rate(ada, SPACE, number, 3)
        say("rated", number)


def rate_beside_others(path: str, number: str, count: str) -> None:
    """Opens the store when told to, then rates titles of its own for one profile they share."""
    say("ready")
    sys.stdin.readline()
    store = Store.open(Path(path))
    try:
        store.add_profile("Shared")
    except StoreError:
        say("another was first")
    shared = next(profile.id for profile in store.profiles() if profile.name == "Shared")
    for n in range(int(count)):
        store.rate(shared, SPACE, int(number) * 10_000 + n, 0.5 + n % 10 / 2)
        store.changed_elsewhere()
    store.close()
    say("finished")


def rate_on_a_full_disk(path: str) -> None:
    """Rates until no file may grow any more, then looks at what stands, and goes on after."""
    import resource

    store = Store.open(Path(path))
    ada = store.add_profile("Ada").id
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    kept = 0
    try:
        while True:
            store.rate(ada, SPACE, kept, 3)
            kept += 1
    except StoreError as error:
        say(error)
    say(kept, len(store.ratings(ada, SPACE)), len(store.events(ada)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    store.rate(ada, SPACE, kept, 3)
    say(kept + 1, len(store.ratings(ada, SPACE)), len(store.events(ada)))
    store.close()


def open_where_files_stay_below(path: str, room: str) -> None:
    """Opens a store on what is like a full disk: no file may grow beyond `room` bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
    try:
        Store.open(Path(path)).close()
    except StoreError as error:
        say(error)


def hold(path: str) -> None:
    """Has a store open until it is killed."""
    store = Store.open(Path(path))
    say("open")
    sys.stdin.read()
    store.close()


def count(path: str) -> None:
    """Says how many titles the first profile of a store has rated."""
    say("opening")
    store = Store.open(Path(path))
    say(len(store.ratings(1, SPACE)))
    store.close()


def rate_and_die(path: str, count: str) -> None:
    """Rates so many titles, nothing of which reaches the file itself, and is killed."""
    import os
    import signal

    store = Store.open(Path(path))
    ada = store.add_profile("Ada").id
    store._connections.settler.close()
    for n in range(int(count)):
        store.rate(ada, SPACE, n, 3)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
