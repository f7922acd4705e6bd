"""What people here rated and marked in other datasets, found in the one in use."""

from __future__ import annotations

from collections.abc import Iterable

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.matching.values import Wanted
from recflix_tui.store.imports.records import Alias, KnownTitle
from recflix_tui.store.store import Store

_LOOKED_FOR = "looked_for."
"""A setting an id space: what was looked for in it last, and in which of its datasets."""


def find_titles(store: Store, dataset: Dataset) -> int:
    """Look for every title that is known of other datasets, and of none; how many were found.

    What was looked for in this very dataset before is not looked for again. Raises StoreError.
    """
    missing = store.titles.not_looked_up(dataset.id_space)
    if not missing:
        return 0
    key = _LOOKED_FOR + dataset.id_space
    mark = f"{dataset.fingerprint} {len(missing)} {max(title.address for title in missing)}"
    if store.get_setting(key) == mark:
        return 0
    # Late: no start with nothing to look for waits for it.
    from recflix_tui.dataset.matching.matcher import Matcher

    found = Matcher(dataset).match([wanted_of(title) for title in missing])
    aliases = [
        Alias(dataset.id_space, *title.address, int(dataset.movie_ids[which.item]), str(which.how))
        for title, which in zip(missing, found, strict=True)
        if which.item >= 0
    ]
    if aliases:
        store.titles.say(aliases)
    left = store.titles.not_looked_up(dataset.id_space)
    last = max((title.address for title in left), default=None)
    store.set_setting(key, f"{dataset.fingerprint} {len(left)} {last}")
    return len(aliases)


def wanted_of(title: KnownTitle) -> Wanted:
    """What is looked for in a dataset, of a title that is known elsewhere."""
    names = tuple(name for name in (title.title, *title.other_titles) if name)
    return Wanted(names, title.year, title.imdb_id, title.tmdb_id)


def name_titles(store: Store, dataset: Dataset) -> None:
    """Keep what the titles of a dataset are called that people here rated or marked, so that they
    are found in others. Raises StoreError."""
    unnamed = store.titles.unnamed(dataset.id_space)
    if unnamed:
        store.titles.name(known_titles(dataset, unnamed))


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
