"""What becomes of each film and each act of an export, in one profile and one dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.id_spaces import MOVIELENS, OWN
from recflix_tui.dataset.matching.matcher import Matcher
from recflix_tui.dataset.matching.values import Found, How
from recflix_tui.history.reading.movielens import RATINGS_FILE
from recflix_tui.history.values import Act, Did, Export, Film
from recflix_tui.library.elsewhere.find_titles import wanted_of
from recflix_tui.library.history.values import (
    CHOSEN,
    Address,
    Fate,
    Plan,
    PlannedAct,
    PlannedFilm,
)
from recflix_tui.store.imports.held import Held
from recflix_tui.store.imports.records import Alias, KnownTitle
from recflix_tui.store.records import OUTSIDE
from recflix_tui.store.store import Store
from recflix_tui.text import fold
from recflix_tui.times import DAY

_CLOSEST = {
    how: place for place, how in enumerate((How.ID, How.EXACT, CHOSEN, How.YEAR_OFF, How.FUZZY))
}


class Progress(Protocol):
    """Told how far it is, from 0 to 1."""

    def __call__(self, stage: str, share: float, /) -> None: ...


def plan_import(
    store: Store,
    dataset: Dataset,
    matcher: Matcher,
    profile_id: int,
    export: Export,
    file: str,
    progress: Progress | None = None,
) -> Plan:
    """Look for every film and compare every act with what stands. Raises StoreError."""
    films = list(dict.fromkeys(act.film for act in export.acts))
    places = _Places(store, dataset, profile_id)
    planned = dict(zip(films, places.of(films, matcher, export.key), strict=True))
    apart = places.apart
    spaces = {film.address[0] for film in planned.values()} | {dataset.id_space}
    standing = {space: store.imports.standing(profile_id, space) for space in sorted(spaces)}
    taken_off = {space: store.imports.taken_off(profile_id, space) for space in sorted(spaces)}
    acts = _each_once(
        _planned_act(act, planned[act.film], export.name, standing, taken_off, dataset, apart)
        for act in export.acts
    )
    if progress is not None:
        progress("matching", 1.0)
    in_use = dataset.name, dataset.fingerprint
    films_planned = tuple(planned.values())
    return Plan(profile_id, export, file, films_planned, acts, *in_use, tuple(apart.values()))


class _Places:
    """Where each film is rated and marked, by what the store knows of films already."""

    def __init__(self, store: Store, dataset: Dataset, profile_id: int) -> None:
        self._dataset = dataset
        self._aliases = store.titles.aliases(dataset.id_space)
        self._held_at = store.titles.held(profile_id)
        self._elsewhere = self._held_elsewhere(store)
        self._outside: defaultdict[object, list[KnownTitle]] = defaultdict(list)
        for title in store.titles.known(OUTSIDE).values():
            for name in _identities(title):
                self._outside[name].append(title)
        self._yields: set[Address] = set()
        # What stands of each movie through any title of another id space.
        self._through: defaultdict[int | None, set[Address]] = defaultdict(set)
        for address in self._held_at:
            if address in self._aliases:
                self._through[self._aliases[address].movie_id].add(address)

    def of(self, films: Sequence[Film], matcher: Matcher, key: str) -> list[PlannedFilm]:
        """All of them, each item given once: to the film that is surest of it. A film of which
        somebody said that it is an item of another name waits where the profile has that item
        through another title: no rating takes the place of one of another film."""
        numbered = key == RATINGS_FILE and self._dataset.id_space.startswith(OWN)
        asked = [film for film in films if not (numbered or self._is_here(film))]
        found = dict(zip(asked, matcher.match([wanted_of(film) for film in asked]), strict=True))
        places = [
            self._numbered(film, numbered)
            if film not in found
            else self._place(film, found[film], -1 - at)
            for at, film in enumerate(films)
        ]
        ways = [
            self._left_waiting(film, -1 - at) if self._is_in_the_way(film) else film
            for at, film in enumerate(places)
        ]
        surest = _surest(ways)
        return [
            film
            if film.item < 0 or self._same(film, ways[surest[film.item]])
            else self._left_waiting(film, -1 - at)
            for at, film in enumerate(ways)
        ]

    @property
    def apart(self) -> dict[Address, Alias]:
        """What was taken or said to be items that other films of this export surely are, by the
        addresses of the films that wait now: it holds no longer."""
        return {
            address: self._aliases[address] for address in self._yields if address in self._aliases
        }

    def _is_in_the_way(self, film: PlannedFilm) -> bool:
        """Whether a film that somebody said is an item of another name would take the place of what
        the profile did to that item."""
        if film.item < 0 or film.how != CHOSEN or self._has_its_name(film):
            return False
        movie = int(self._dataset.movie_ids[film.item])
        others = self._through[movie] - {film.address}
        held = (self._dataset.id_space, movie) in self._held_at or bool(others)
        return held and film.address not in self._held_at

    def _has_its_name(self, film: PlannedFilm) -> bool:
        """Whether a film is called as its item is, in its year or without one."""
        title, year = self._dataset.title(film.item), self._dataset.year(film.item) or 0
        return fold(film.film.title) == fold(title) and film.film.year in (0, year)

    def _same(self, film: PlannedFilm, other: PlannedFilm) -> bool:
        """Whether both are their item: one film that an export names in two ways."""
        return film is other or (self._is_it(film) and self._is_it(other))

    def _is_it(self, film: PlannedFilm) -> bool:
        return film.is_sure or (film.how == CHOSEN and self._has_its_name(film))

    def _left_waiting(self, film: PlannedFilm, new: int) -> PlannedFilm:
        address = film.address if film.address[0] == OUTSIDE else (OUTSIDE, new)
        if film.how == CHOSEN and film.address not in self._held_at:
            # At its own address it counts as what was said, for those who have it there.
            address = next((t.address for t in self._namesakes(film.film)), (OUTSIDE, new))
        self._yields.add(address)
        return replace(film, address=address, item=-1, how="", is_sure=False, near=(film.item,))

    def _namesakes(self, film: Film) -> Iterator[KnownTitle]:
        """The films of its name of which nobody said which they are."""
        for name in _identities(film):
            for title in self._outside[name]:
                said = self._aliases.get(title.address)
                if said is None or said.how != CHOSEN:
                    yield title

    def _is_here(self, film: Film) -> bool:
        return film.movie_id > 0 and self._dataset.id_space == MOVIELENS

    def _numbered(self, film: Film, by_dataset: bool) -> PlannedFilm:
        """A film that goes by its movie id."""
        space = self._dataset.id_space if by_dataset else MOVIELENS
        item = self._dataset.item_of(film.movie_id)
        how = "" if item is None else How.ID
        return PlannedFilm(film, (space, film.movie_id), -1 if item is None else item, how, True)

    def _place(self, film: Film, found: Found, new: int) -> PlannedFilm:
        """A film that was looked for; new: the id that stands for the one it is given."""
        known = self._known(film)
        address = (OUTSIDE, new) if known is None else known.address
        if film.movie_id > 0:
            address = (MOVIELENS, film.movie_id)
        said = self._aliases.get(address)
        if said is not None and said.movie_id is not None:
            item = self._dataset.item_of(said.movie_id)
            if item is None and (said.how == CHOSEN or not found.sure):
                return PlannedFilm(film, address, -1, "", False)  # as larger sets have it
            if item is not None and said.how == CHOSEN:
                return PlannedFilm(film, address, item, CHOSEN, False)
        if said is not None and said.is_none_of(self._dataset.fingerprint):
            return PlannedFilm(film, address, -1, "", False)
        if said is not None and said.is_said and not found.sure:
            near = found.near if found.item < 0 else (found.item,)
            return PlannedFilm(film, address, -1, "", False, near)
        if found.item < 0:
            if known is None and film.movie_id <= 0:
                address = self._held(film) or address
            return PlannedFilm(film, address, -1, "", False, found.near)
        if found.sure and known is None and film.movie_id <= 0:
            address = (self._dataset.id_space, int(self._dataset.movie_ids[found.item]))
        return PlannedFilm(film, address, found.item, str(found.how), found.sure)

    def _held_elsewhere(self, store: Store) -> dict[object, Address]:
        """Where the profile rated or marked in other datasets what this one does not have."""
        held = [each for each in self._held_at if each[0] != OUTSIDE]
        known = {space: store.titles.known(space) for space in {space for space, _ in held}}
        found: dict[object, Address] = {}
        for space, movie in sorted(held):
            title = known[space].get(movie)
            is_here = space == self._dataset.id_space and self._dataset.item_of(movie) is not None
            if title is not None and not is_here and (space, movie) not in self._aliases:
                for name in (*_ids(title), _name(title), (_name(title), bool(_ids(title)))):
                    found.setdefault(name, title.address)
        return found

    def _held(self, film: Film) -> Address | None:
        """Where it is held elsewhere: by an id, else by its name, unless ids tell otherwise."""
        ids = _ids(film)
        names = [*ids, (_name(film), False)] if ids else [_name(film)]
        return next((self._elsewhere[name] for name in names if name in self._elsewhere), None)

    def _known(self, film: Film) -> KnownTitle | None:
        titles = (title for name in _identities(film) for title in self._outside[name])
        return next(titles, None)


def _identities(title: KnownTitle | Film) -> list[object]:
    """What tells a film from all others, the surest first."""
    # Its name tells it where it has no ids: two films may share name and year.
    return _ids(title) or [_name(title)]


def _ids(title: KnownTitle | Film) -> list[object]:
    ids = [("imdb", title.imdb_id), ("tmdb", title.tmdb_id)]
    return [(service, number) for service, number in ids if number]


def _name(title: KnownTitle | Film) -> object:
    return fold(title.title), title.year


def _surest(places: Sequence[PlannedFilm]) -> dict[int, int]:
    """Of the films that were taken for each item the place of the one that is surest of it."""
    surest: dict[int, int] = {}
    for at, film in enumerate(places):
        if film.item < 0:
            continue
        other = surest.setdefault(film.item, at)
        if other != at and _closeness(film) < _closeness(places[other]):
            surest[film.item] = at
    return surest


def _closeness(film: PlannedFilm) -> int:
    return _CLOSEST.get(film.how, len(_CLOSEST))


def _planned_act(
    act: Act,
    film: PlannedFilm,
    source: str,
    standing: Mapping[str, Mapping[tuple[int, str], Held]],
    taken_off: Mapping[str, Mapping[tuple[int, str], float]],
    dataset: Dataset,
    apart: Collection[Address],
) -> PlannedAct:
    kind = kind_of(act.did)
    places = [film.address]
    if film.item >= 0:
        places.append((dataset.id_space, int(dataset.movie_ids[film.item])))
    here = [
        found
        for space, movie in places
        if (found := standing.get(space, {}).get((movie, kind))) is not None
        and (found.address == film.address or found.address not in apart)
    ]
    if not here:
        off = [at for space, movie in places if (at := taken_off[space].get((movie, kind)))]
        stays_off = bool(off) and not _is_later(act, max(off))
        return PlannedAct(act, film, Fate.OFF if stays_off else Fate.NEW)
    newest = max(here, key=lambda stands: stands.event_id)
    if act.did is not Did.RATED:
        return PlannedAct(act, film, Fate.SAME)
    if newest.value == act.value:
        return PlannedAct(act, film, Fate.SAME, newest.value)
    as_old = act.at in (None, newest.at) and newest.source == source
    fate = Fate.CHANGES if as_old or _is_later(act, newest.at) else Fate.KEPT
    return PlannedAct(act, film, fate, newest.value)


def _is_later(act: Act, here: float) -> bool:
    """Whether it was done after what was done here; of the same day only where its hour is said."""
    if act.at is None:
        return False
    if act.is_of_a_day:
        return act.at // DAY > here // DAY
    return act.at > here


def _each_once(acts: Iterable[PlannedAct]) -> tuple[PlannedAct, ...]:
    """The same acts; of several that come to one title, named in several ways, the last counts."""
    all_acts = list(acts)
    last = {(_target(act.film), act.act.did): at for at, act in enumerate(all_acts)}
    return tuple(
        act if last[_target(act.film), act.act.did] == at else replace(act, fate=Fate.TWICE)
        for at, act in enumerate(all_acts)
    )


def _target(film: PlannedFilm) -> Address | int:
    return film.address if film.item < 0 else film.item


def kind_of(did: Did) -> str:
    """What the store calls an act."""
    return "rate" if did is Did.RATED else did.value


def aliases_of(plan: Plan, dataset: Dataset) -> list[Alias]:
    """Which movie each film of a plan is that is not rated under the dataset's own id."""
    return [
        Alias(dataset.id_space, *film.address, int(dataset.movie_ids[film.item]), film.how)
        for film in plan.films
        if film.item >= 0 and film.address[0] != dataset.id_space and film.how != CHOSEN
    ]


def titles_of(plan: Plan, dataset: Dataset, at: set[Address]) -> list[KnownTitle]:
    """What the titles at these addresses are called: as the dataset says, where it has them."""
    titles = []
    for planned in plan.films:
        if planned.address not in at:
            continue
        film, item = planned.film, planned.item
        here = item >= 0 and planned.address[0] == dataset.id_space
        titles.append(
            KnownTitle(
                *planned.address,
                dataset.title(item) if here else film.title,
                (dataset.year(item) or 0) if here else film.year,
                (dataset.imdb_id(item) or 0) if here else film.imdb_id,
                (dataset.tmdb_id(item) or 0) if here else film.tmdb_id,
                () if here else film.other_titles,
            )
        )
    return titles
