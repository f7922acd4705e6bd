"""What one person did here, gathered to be taken elsewhere: each film once for each thing done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.id_spaces import MOVIELENS
from recflix_tui.history.values import Act, DateKind, Did, Film, OwnHistory
from recflix_tui.library.elsewhere.find_titles import known_titles
from recflix_tui.library.history.values import Address
from recflix_tui.store.imports.records import Alias, KnownTitle
from recflix_tui.store.records import OUTSIDE, Event, Mark, Profile
from recflix_tui.store.replay import StandingRow
from recflix_tui.store.rows import number_of, seconds_of, share_of, stars_of, text_of
from recflix_tui.store.sqlite_errors import sqlite_errors
from recflix_tui.store.store import Store

_DID = {
    "": Did.RATED,
    Mark.WATCHED.value: Did.WATCHED,
    Mark.MY_LIST.value: Did.MY_LIST,
    Mark.NOT_FOR_ME.value: Did.NOT_FOR_ME,
    Mark.ABANDONED.value: Did.ABANDONED,
}
"""What is taken elsewhere, by the store's mark, "" for a rating; picked groups are in the log."""


def own_history(store: Store, dataset: Dataset | None, profile: Profile) -> OwnHistory:
    """All that stands of a profile, in whatever dataset it was done, and the log of it.

    dataset: the one in use, after which its titles are called. Raises StoreError.
    """
    log = {event.id: event for event in store.events(profile.id)}
    live = store.replayer.live(profile.id).rows
    rows = [_checked(store, row) for row in live if row.mark in _DID]
    places = _Places(store, dataset, {row.id_space for row in rows})
    # In the order in which they were done: of one film in two datasets the newer.
    stands = {(places.of((row.id_space, row.movie_id)), _DID[row.mark]): row for row in rows}
    films = {place: places.film(place) for place in dict.fromkeys(place for place, _ in stands)}
    in_time = sorted(stands.items(), key=lambda stand: (stand[1].at, stand[1].event_id))
    return OwnHistory(
        profile.name,
        tuple(
            Act(films[place], did, row.value, *_dated(did, row.at, log.get(row.event_id)))
            for (place, did), row in in_time
        ),
        _averages(dataset, films),
        tuple(asdict(event) for event in log.values()),
    )


def _checked(store: Store, row: StandingRow) -> StandingRow:
    """The same row. Raises StoreError where it holds what nothing here writes."""
    with sqlite_errors(store.path):
        value = share_of(row.value) if row.mark else stars_of(row.value)
        space, movie = text_of(row.id_space), number_of(row.movie_id)
        return row._replace(id_space=space, movie_id=movie, value=value, at=seconds_of(row.at))


def _dated(did: Did, at: float, event: Event | None) -> tuple[float | None, DateKind | None]:
    """When it was done, and what that time is of: here one rates, and says that one has watched,
    which is no viewing."""
    if event is None or event.batch is None:
        return at, DateKind.RATED if did is Did.RATED else DateKind.LOGGED
    if event.dated is None:
        return None, None
    return at, DateKind(event.date_kind) if event.date_kind in set(DateKind) else None


def _averages(dataset: Dataset | None, films: Mapping[Address, Film]) -> dict[Film, float]:
    if dataset is None:
        return {}
    items = {
        film: dataset.item_of(movie)
        for (space, movie), film in films.items()
        if space == dataset.id_space
    }
    return {
        film: float(dataset.means[item])
        for film, item in items.items()
        if item is not None and dataset.counts[item] > 0
    }


class _Places:
    """Where each film is told apart from all others: in the dataset in use where that has it, else
    by MovieLens' own numbers, else where it was rated."""

    def __init__(self, store: Store, dataset: Dataset | None, spaces: Iterable[str]) -> None:
        self._store, self._dataset = store, dataset
        first = [MOVIELENS] if dataset is None else [dataset.id_space, MOVIELENS]
        others = sorted(set(spaces) - {OUTSIDE})
        self._spaces = list(dict.fromkeys([*first, *others]))
        self._aliases: dict[str, dict[Address, Alias]] = {
            space: store.titles.aliases(space) for space in self._spaces
        }
        self._known: dict[str, dict[int, KnownTitle]] = {}
        self._called: dict[Address, list[Address]] = {}  # all addresses of each place

    def of(self, address: Address) -> Address:
        """The place of what was rated or marked at an address."""
        place = address
        while (nearer := self._nearer(place)) is not None:
            place = nearer
        called = self._called.setdefault(place, [place])
        if address not in called:
            called.append(address)
        return place

    def film(self, place: Address) -> Film:
        """The film of a place, by all that is known of it."""
        titles = [title for address in self._called[place] for title in self._titles(address)]
        return Film(
            next((title.title for title in titles if title.title), ""),
            next((title.year for title in titles if title.year), 0),
            next((title.imdb_id for title in titles if title.imdb_id), 0),
            next((title.tmdb_id for title in titles if title.tmdb_id), 0),
            self._movielens(place),
            next((title.other_titles for title in titles if title.other_titles), ()),
        )

    def _nearer(self, address: Address) -> Address | None:
        """The same film in a space that comes before its own; None where it is in none."""
        for space in self._spaces:
            if space == address[0]:
                return None
            alias = self._aliases[space].get(address)
            if alias is not None and alias.movie_id is not None:
                return space, alias.movie_id
        return None

    def _titles(self, address: Address) -> Iterable[KnownTitle]:
        """What an address is called: by the dataset in use, and as it was kept."""
        space, movie = address
        if self._dataset is not None and space == self._dataset.id_space:
            yield from known_titles(self._dataset, [movie])
        if space not in self._known:
            self._known[space] = self._store.titles.known(space)
        if movie in self._known[space]:
            yield self._known[space][movie]

    def _movielens(self, place: Address) -> int:
        """The film's number at MovieLens, 0 where none is known."""
        for address in self._called[place]:
            if address[0] == MOVIELENS:
                return address[1]
        for address in self._called[place]:
            alias = self._aliases[MOVIELENS].get(address)
            if alias is not None and alias.movie_id is not None:
                return alias.movie_id
        return 0
