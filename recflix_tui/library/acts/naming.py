"""What titles are called that somebody did something to, in whatever dataset that was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.store.imports.records import Alias, KnownTitle
from recflix_tui.store.store import Store
from recflix_tui.text import clean


class Named(NamedTuple):
    """A title, found or known by its name alone."""

    item: int | None
    """What it is in the dataset in use, None where that does not have it."""
    title: str
    """Its name; empty where nobody kept it."""


class TitleNames:
    """The titles of a log, each by its id space and its movie id there. What is known of another
    id space is read once, when one of its titles is asked for: ask one of these for one list."""

    def __init__(self, store: Store, dataset: Dataset | None) -> None:
        self._store, self._dataset = store, dataset
        self._aliases: Mapping[tuple[str, int], Alias] | None = None
        self._known: dict[str, Mapping[int, KnownTitle]] = {}

    def of(self, id_space: str, movie_id: int) -> Named:
        """A title as the dataset in use calls it, else as it was kept. Raises StoreError."""
        item = self._item(id_space, movie_id)
        if item is not None and self._dataset is not None:
            return Named(item, self._dataset.title(item))
        if id_space not in self._known:
            self._known[id_space] = self._store.titles.known(id_space)
        known = self._known[id_space].get(movie_id)
        return Named(None, "" if known is None else clean(known.title))

    def _item(self, id_space: str, movie_id: int) -> int | None:
        if self._dataset is None or not isinstance(movie_id, int):  # another program's
            return None
        if id_space == self._dataset.id_space:
            return self._dataset.item_of(movie_id)
        if self._aliases is None:
            self._aliases = self._store.titles.aliases(self._dataset.id_space)
        alias = self._aliases.get((id_space, movie_id))
        here = None if alias is None else alias.movie_id
        return None if here is None else self._dataset.item_of(here)
