"""What a store should hold, told twice: by a model in memory, and by replaying the event log."""

from __future__ import annotations

from dataclasses import dataclass, field

from recflix_tui.store.store import Event, Mark, Store

# movie_id -> (value, when); marks are kept apart by their name.
Standing = dict[int, tuple[float, float]]
RATINGS = "ratings"


class Clock:
    """A time that moves on by a second whenever it is asked."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        self.now += 1
        return self.now


@dataclass
class Model:
    """One profile in one id space. Undo and redo are stacks of copies: slow, and plainly right."""

    state: dict[str, Standing] = field(default_factory=dict)
    earlier: list[dict[str, Standing]] = field(default_factory=list)
    undone: list[dict[str, Standing]] = field(default_factory=list)

    def put(self, table: str, movie_id: int, value: float | None, at: float) -> bool:
        rows = self.state.get(table, {})
        if (rows[movie_id][0] if movie_id in rows else None) == value:
            return False
        self.earlier.append({name: dict(rows) for name, rows in self.state.items()})
        self.undone.clear()
        rows.pop(movie_id, None)
        if value is not None:
            rows[movie_id] = (value, at)
        self.state[table] = rows
        return True

    def undo(self) -> bool:
        if not self.earlier:
            return False
        self.undone.append({name: dict(rows) for name, rows in self.state.items()})
        self.state = self.earlier.pop()
        return True

    def redo(self) -> bool:
        if not self.undone:
            return False
        self.earlier.append({name: dict(rows) for name, rows in self.state.items()})
        self.state = self.undone.pop()
        return True


def hurry(store: Store) -> Store:
    """The store, no longer waiting for the disk: for tests of what it holds, not how safely."""
    store._writer.execute("PRAGMA synchronous = OFF")
    return store


def plain(state: dict[str, Standing]) -> dict[str, list[tuple[int, float, float]]]:
    """The rows of each table in their order; a table without rows is left out."""
    return {
        table: [(movie_id, value, at) for movie_id, (value, at) in rows.items()]
        for table, rows in state.items()
        if rows
    }


def stored(store: Store, profile_id: int, id_space: str) -> dict[str, Standing]:
    """What the store says stands."""
    when = {m: at for p, m, _, at in store.all_ratings(id_space) if p == profile_id}
    rated = store.ratings(profile_id, id_space)
    assert when.keys() == rated.keys()
    state: dict[str, Standing] = {RATINGS: {m: (stars, when[m]) for m, stars in rated.items()}}
    for mark, rows in store.marks(profile_id, id_space).items():
        state[mark.value] = {movie_id: (1.0, at) for movie_id, at in rows.items()}
    shares, given_up = store.watched_shares(profile_id, id_space), state[Mark.ABANDONED.value]
    assert list(shares) == [movie_id for movie_id in given_up if movie_id in shares]
    state[Mark.ABANDONED.value] = {m: (shares.get(m, 1.0), at) for m, (_, at) in given_up.items()}
    return state


def replayed(events: list[Event], id_space: str) -> dict[str, Standing]:
    """What the log alone says stands."""
    by_id = {event.id: event for event in events}
    standing: dict[tuple[str, int], Event] = {}
    for event in events:
        if event.id_space != id_space:
            continue
        effect: Event | None = event
        target = event
        if event.undoes is not None:
            target, again = by_id[event.undoes], False
            while target.undoes is not None:
                target, again = by_id[target.undoes], not again
            earlier = by_id[target.before] if target.before is not None else None
            effect = target if again else earlier
            assert event.movie_id == target.movie_id
            assert (event.value or None) == (effect.value if effect else None)
        slot = (target.kind if target.kind in set(Mark) else RATINGS, event.movie_id)
        standing.pop(slot, None)
        if effect is not None and effect.value:
            standing[slot] = effect
    state: dict[str, Standing] = {}
    for (table, movie_id), event in sorted(standing.items(), key=lambda item: item[1].id):
        state.setdefault(table, {})[movie_id] = (event.value or 0.0, event.at)
    return state
