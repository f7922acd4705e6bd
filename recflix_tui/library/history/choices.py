"""Which title of the dataset each film is that waits, may be another, or was said to be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.matching.matcher import Matcher
from recflix_tui.dataset.matching.values import MOST_NEAR, Found, How
from recflix_tui.dataset.values import DatasetError
from recflix_tui.library.elsewhere.find_titles import (
    find_one,
    known_titles,
    note_looked_for,
    wanted_of,
    was_looked_for,
)
from recflix_tui.library.history.values import CHOSEN, Address, UnsureTitle, WaitingTitle
from recflix_tui.library.lookup import movie_id_of, title_with_year
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.store.imports.records import Alias, InTheWay, KnownTitle
from recflix_tui.store.records import StoreError
from recflix_tui.text import with_year

_SURE = {How.ID.value, How.EXACT.value}


class Choices:
    """What a person may say of films from elsewhere. Each method may be called from any thread,
    and raises LibraryError where no dataset is in use and StoreError where the store cannot be
    read or written."""

    def __init__(self, session: Session, matcher_of: Callable[[Dataset], Matcher]) -> None:
        self._session, self._store, self._matcher_of = session, session.store, matcher_of
        self._names: dict[Address, str] = {}  # of movies that other datasets here have

    # --- what there is to say -----------------------------------------------------------------

    def waiting(self, profile_id: int) -> list[WaitingTitle]:
        """What the profile rated or marked that the dataset in use does not have, those first that
        may be some title of it, of these the ones rated highest."""
        dataset = self._session.snapshot.need_dataset()
        space = dataset.id_space
        by_title: dict[Address, list[tuple[str, float]]] = {}
        known_as: dict[Address, int] = {}
        has = set(dataset.movie_ids.tolist()).__contains__
        for row in self._store.titles.waiting(profile_id, space, has):
            address = row.id_space, row.movie_id
            by_title.setdefault(address, []).append((row.kind, row.value))
            if row.here is not None and row.id_space != space:
                known_as[address] = row.here
        return self._as_waiting(dataset, by_title, known_as)

    def _as_waiting(
        self,
        dataset: Dataset,
        by_title: Mapping[Address, list[tuple[str, float]]],
        known_as: Mapping[Address, int],
    ) -> list[WaitingTitle]:
        known = {space: self._store.titles.known(space) for space in {s for s, _ in by_title}}
        aliases = self._store.titles.aliases(dataset.id_space)
        titles = [
            known[space].get(movie) or KnownTitle(space, movie, "") for space, movie in by_title
        ]
        # What is another movie of the dataset's own numbers is no title of it, however alike.
        asked = [
            title
            for title in titles
            if title.id_space != dataset.id_space and title.address not in known_as
        ]
        found = self._matcher_of(dataset).match([wanted_of(title) for title in asked])
        may_be = {
            title.address: _items_of(dataset, which)
            for title, which in zip(asked, found, strict=True)
        }
        names = self._named_elsewhere(dataset, known_as.values())
        waiting = []
        for title in titles:
            acts, alias = by_title[title.address], aliases.get(title.address)
            other = known_as.get(title.address)
            waiting.append(
                WaitingTitle(
                    title.address,
                    called(title),
                    title.year,
                    next((value for kind, value in acts if kind == "rate"), None),
                    tuple(kind for kind, _ in acts if kind != "rate"),
                    may_be.get(title.address, ()),
                    alias is not None and alias.is_none_of(dataset.fingerprint),
                    "" if other is None else names.get(other, f"movie {other}"),
                )
            )
        return sorted(waiting, key=_by_need)

    def unsure(self, profile_id: int) -> list[UnsureTitle]:
        """What the profile rated or marked that was taken for a title of the dataset in use, and
        may be another, by name."""
        dataset = self._session.snapshot.need_dataset()
        found = [title for title in self._found(profile_id) if title.how != CHOSEN]
        return [
            replace(title, near=_namesakes(dataset, title.item))
            if title.how == How.SAME_NAME
            else title
            for title in found
        ]

    def said_here(self, profile_id: int) -> list[UnsureTitle]:
        """What the profile rated or marked of which a person here said which title of the dataset
        in use it is, by name."""
        dataset = self._session.snapshot.need_dataset()
        said = [title for title in self._found(profile_id) if title.how == CHOSEN]
        known = [wanted_of(self._title(title.address)) for title in said]
        near = [_items_of(dataset, found) for found in self._matcher_of(dataset).match(known)]
        return [
            replace(title, near=tuple(item for item in items if item != title.item))
            for title, items in zip(said, near, strict=True)
        ]

    def _found(self, profile_id: int) -> list[UnsureTitle]:
        dataset = self._session.snapshot.need_dataset()
        held, found = self._store.titles.held(profile_id), []
        for address, alias in self._store.titles.aliases(dataset.id_space).items():
            item = None if alias.movie_id is None else dataset.item_of(alias.movie_id)
            if item is None or alias.how in _SURE or address not in held:
                continue
            title = self._title(address)
            found.append(UnsureTitle(address, called(title), title.year, item, alias.how))
        return sorted(found, key=lambda title: (title.title.casefold(), title.year))

    # --- saying it ----------------------------------------------------------------------------

    def choose(self, profile_id: int, address: Address, item: int | None) -> None:
        """Say which item a title is that waits, may be another or was said to be one; None: none of
        this dataset, others of its numbers may have it. It holds for whoever rated that title.
        Raises LibraryError for an item that is none, that somebody who rated the title rated or
        marked through another one, and for a title that is known to be a movie which this dataset
        does not have."""
        dataset = self._session.snapshot.need_dataset()
        self._refuse_known(dataset, address)
        if item is None:
            self._say(
                profile_id,
                "said that a title is none of these",
                "",
                lambda: self._store.titles.refuse(dataset.id_space, address, dataset.fingerprint),
            )
            return
        alias = Alias(dataset.id_space, *address, movie_id_of(dataset, item), CHOSEN)
        title = title_with_year(dataset, item)

        def say() -> None:
            in_the_way = self._store.titles.choose(alias)
            if in_the_way:
                raise LibraryError(self._why_not(profile_id, title, in_the_way))

        self._say(profile_id, "said which title it is", title, say)

    def keep_all(self, profile_id: int) -> int:
        """Say of all that are unsure that each is what it is taken for; how many these are."""
        dataset = self._session.snapshot.need_dataset()
        unsure = self.unsure(profile_id)
        aliases = [
            Alias(dataset.id_space, *title.address, movie_id_of(dataset, title.item), CHOSEN)
            for title in unsure
        ]
        if aliases:
            said = "said which titles they are"
            self._say(profile_id, said, "", lambda: self._store.titles.say(aliases))
        return len(aliases)

    def forget(self, profile_id: int, address: Address) -> None:
        """Forget what was said of a title, and look for it as when the dataset is opened. Raises
        LibraryError where nothing was said of it."""
        dataset = self._session.snapshot.need_dataset()

        def forget() -> None:
            if not self._store.titles.forget(dataset.id_space, address):
                name = _with_year(self._title(address))
                raise LibraryError(f"nobody said which title {name} is: nothing to forget")
            find_one(self._store, dataset, self._matcher_of(dataset), address)

        self._say(profile_id, "forgot which title it is", "", forget)

    # --- inside -------------------------------------------------------------------------------

    def _say(self, profile_id: int, what: str, title: str, work: Callable[[], None]) -> None:
        dataset = self._session.snapshot.need_dataset()
        looked_for = was_looked_for(self._store, dataset)

        def say() -> bool:
            work()
            return True

        self._session.act(profile_id, what, title, say)
        self._session.forget_tastes()
        if looked_for:
            with suppress(StoreError):  # then the next start looks once more
                note_looked_for(self._store, dataset)

    def _title(self, address: Address) -> KnownTitle:
        return self._store.titles.named(*address) or KnownTitle(*address, "")

    def _refuse_known(self, dataset: Dataset, address: Address) -> None:
        """Raise LibraryError for a title that is known to be a movie that the dataset lacks."""
        if address[0] == dataset.id_space:
            raise LibraryError(
                f"movie {address[1]} goes by its number: it waits for a dataset that has it"
            )
        alias = self._store.titles.aliases(dataset.id_space).get(address)
        movie = None if alias is None else alias.movie_id
        if movie is not None and dataset.item_of(movie) is None:
            title = _with_year(self._title(address))
            name = self._named_elsewhere(dataset, [movie]).get(movie, f"movie {movie}")
            raise LibraryError(f"{title} waits: {in_larger_sets(name, dataset.name)}")

    def _why_not(self, profile_id: int, title: str, in_the_way: Iterable[InTheWay]) -> str:
        """Why a title can be no further one, and what to do."""
        own = [each for each in in_the_way if each.profile_id == profile_id]
        thing = "rating" if (own or list(in_the_way))[0].kind == "rate" else "mark"
        if own:
            clear = "clear that rating" if thing == "rating" else "take that mark off"
            return f"{title} has a {thing} of yours already; say --none (key n), or {clear} first"
        names = {profile.id: profile.name for profile in self._store.profiles()}
        whose = next(names.get(each.profile_id, "somebody") for each in in_the_way)
        return f"{title} has a {thing} of {whose}'s already, who has both; say --none (key n)"

    def _named_elsewhere(self, dataset: Dataset, movies: Iterable[int]) -> dict[int, str]:
        """What other datasets here call movies of the same numbers that this one lacks."""
        space, wanted = dataset.id_space, set(movies)
        missing = {movie for movie in wanted if (space, movie) not in self._names}
        folder = self._session.paths.datasets
        for info in imported.list_datasets(folder) if missing else ():
            if info.damage is None and info.id_space == space and info.name != dataset.name:
                with suppress(DatasetError):
                    for title in known_titles(imported.open_named(folder, info.name), missing):
                        self._names[title.address] = _with_year(title)
        named = {movie: self._names.get((space, movie), "") for movie in wanted}
        return {movie: name for movie, name in named.items() if name}


def in_larger_sets(known_as: str, name: str) -> str:
    """Why a title waits that is known to be another movie of the same numbers; name: of the dataset
    that lacks it."""
    return f"in larger sets it is {known_as}, which {name} does not have"


def called(title: KnownTitle) -> str:
    """A title's name; of one without a name, its number at IMDb, TMDB or in its own dataset."""
    ids = ((title.imdb_id, "IMDb tt{:07d}"), (title.tmdb_id, "TMDB {}"))
    numbered = next((words.format(number) for number, words in ids if number), "")
    return title.title or numbered or f"movie {title.movie_id} ({title.id_space})"


def _items_of(dataset: Dataset, found: Found) -> tuple[int, ...]:
    """All that a film may be by what was found of it, the likeliest first."""
    if found.item < 0:
        return found.near
    others = _namesakes(dataset, found.item) if found.how is How.SAME_NAME else ()
    return (found.item, *others, *found.near)


def _namesakes(dataset: Dataset, item: int) -> tuple[int, ...]:
    """Other items of the same name and year, a few."""
    year = dataset.year(item)
    years = None if year is None else range(year, year + 1)
    same = dataset.search.called(dataset.title(item), years)
    return tuple(other for other in same.tolist() if other != item)[:MOST_NEAR]


def _with_year(title: KnownTitle) -> str:
    return with_year(called(title), title.year)


def _by_need(title: WaitingTitle) -> tuple[bool, bool, float, str]:
    """Those first that may be some title, of these the ones rated highest."""
    return title.refused, not title.near, -(title.stars or 0.0), title.title.casefold()
