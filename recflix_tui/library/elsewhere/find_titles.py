"""What people here rated and marked in other datasets, found in the one in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.values import DatasetError
from recflix_tui.store.imports.records import Alias, KnownTitle
from recflix_tui.store.store import Store
from recflix_tui.text import fold

if TYPE_CHECKING:
    from recflix_tui.dataset.matching.matcher import Matcher
    from recflix_tui.dataset.matching.values import Found, Wanted
    from recflix_tui.history.values import Film

_LOOKED_FOR = "looked_for."
"""A setting an id space: what was looked for in it last, and in which of its datasets."""


def find_titles(store: Store, dataset: Dataset) -> int:
    """Look for every title that is known of other datasets, and of none; how many were found.

    What was looked for in this very dataset before is not looked for again. Raises StoreError.
    """
    missing = _not_looked_up(store, dataset)
    if _is_noted(store, dataset, missing):
        return 0
    # Late: no start with nothing to look for waits for it.
    from recflix_tui.dataset.matching.matcher import Matcher

    found = Matcher(dataset).match([wanted_of(title) for title in missing])
    n_found = _keep(store, dataset, missing, found)
    note_looked_for(store, dataset)
    return n_found


def find_one(store: Store, dataset: Dataset, matcher: Matcher, address: tuple[str, int]) -> None:
    """Look for one title as `find_titles` does. Raises StoreError."""
    title = store.titles.named(*address)
    if title is not None:
        _keep(store, dataset, [title], matcher.match([wanted_of(title)]))


def _keep(
    store: Store, dataset: Dataset, titles: Sequence[KnownTitle], found: Sequence[Found]
) -> int:
    """Keep which movies the titles are; how many are any."""
    aliases = list(_aliases(store, dataset, titles, found))
    if aliases:
        store.titles.say(aliases)
    return len(aliases)


def _aliases(
    store: Store, dataset: Dataset, missing: Sequence[KnownTitle], found: Sequence[Found]
) -> Iterator[Alias]:
    """What the found ones are; by a likeness alone only where no other title is that movie, and
    nobody said that they are none of another dataset with these movies."""
    space = dataset.id_space
    said = store.titles.aliases(space)
    others = {alias.movie_id for alias in said.values()}
    taken: dict[int | None, object] = dict.fromkeys([*others, *store.titles.known(space)])
    pairs = zip(missing, found, strict=True)
    for title, which in sorted(pairs, key=lambda pair: not pair[1].sure):
        if which.item < 0:
            continue
        movie, name = int(dataset.movie_ids[which.item]), (fold(title.title), title.year)
        if title.address in said and not which.sure:
            continue
        if taken.setdefault(movie, name) == name or which.sure:
            yield Alias(space, *title.address, movie, str(which.how))


def was_looked_for(store: Store, dataset: Dataset) -> bool:
    """Whether all that is known of other datasets was looked for in this one. Raises StoreError."""
    return _is_noted(store, dataset, _not_looked_up(store, dataset))


def note_looked_for(store: Store, dataset: Dataset) -> None:
    """Keep that all that is known of other datasets was looked for in this one. Raises
    StoreError."""
    left = _not_looked_up(store, dataset)
    store.set_setting(_LOOKED_FOR + dataset.id_space, _note(dataset, left))


def _not_looked_up(store: Store, dataset: Dataset) -> list[KnownTitle]:
    return store.titles.not_looked_up(dataset.id_space, dataset.fingerprint)


def _is_noted(store: Store, dataset: Dataset, missing: Sequence[KnownTitle]) -> bool:
    noted = store.get_setting(_LOOKED_FOR + dataset.id_space) if missing else None
    return not missing or noted == _note(dataset, missing)


def _note(dataset: Dataset, missing: Sequence[KnownTitle]) -> str:
    last = max((title.address for title in missing), default=None)
    return f"{dataset.fingerprint} {len(missing)} {last}"


def wanted_of(title: KnownTitle | Film) -> Wanted:
    """What is looked for in a dataset, of a title or a film that is known elsewhere."""
    from recflix_tui.dataset.matching.values import Wanted

    names = tuple(name for name in (title.title, *title.other_titles) if name)
    return Wanted(names, title.year, title.imdb_id, title.tmdb_id)


def name_titles(store: Store, dataset: Dataset) -> None:
    """Keep what the titles of a dataset are called that people here rated or marked, so that they
    are found in others. Raises StoreError."""
    unnamed = store.titles.unnamed(dataset.id_space)
    if unnamed:
        store.titles.name(known_titles(dataset, unnamed))


def name_all(store: Store, datasets: Path) -> None:
    """Do the same for each dataset of a folder that can be opened. Raises StoreError."""
    for info in imported.list_datasets(datasets):
        if info.damage is None and store.titles.unnamed(info.id_space):
            with suppress(DatasetError):
                name_titles(store, imported.open_named(datasets, info.name))


def name_others(store: Store, datasets: Path, dataset: Dataset) -> None:
    """Do the same where titles of another dataset than this one were rated when no names were
    kept. Raises StoreError."""
    if store.titles.nameless_spaces() - {dataset.id_space}:
        name_all(store, datasets)


def known_titles(dataset: Dataset, movie_ids: Iterable[int]) -> list[KnownTitle]:
    """What a dataset calls some of its movies, those that it has."""
    items = ((movie_id, dataset.item_of(movie_id)) for movie_id in movie_ids)
    return [
        KnownTitle(
            dataset.id_space,
            movie_id,
            dataset.title(item),
            dataset.year(item) or 0,
            dataset.imdb_id(item) or 0,
            dataset.tmdb_id(item) or 0,
        )
        for movie_id, item in items
        if item is not None
    ]
