"""The items of a catalogue by their numbers at IMDb and TMDB."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.matching.values import Catalogue, Wanted


class Ids:
    """Looks up numbers; two items of one number are rare, but there."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._imdb, self._tmdb = catalogue.imdb_ids, catalogue.tmdb_ids
        self._of_imdb, self._of_tmdb = _items_of(self._imdb), _items_of(self._tmdb)

    def items(self, wanted: Wanted) -> list[int]:
        """The items of its number at IMDb, else of that at TMDB; none where neither is known."""
        return self._of_imdb.get(wanted.imdb_id) or self._of_tmdb.get(wanted.tmdb_id) or []

    def refuse(self, wanted: Wanted, item: int) -> bool:
        """Whether an item has another number: it is another film, whatever it is called."""
        imdb_id, tmdb_id = int(self._imdb[item]), int(self._tmdb[item])
        return bool(
            (wanted.imdb_id and imdb_id and imdb_id != wanted.imdb_id)
            or (wanted.tmdb_id and tmdb_id and tmdb_id != wanted.tmdb_id)
        )


def _items_of(ids: NDArray[np.int64]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    known = np.flatnonzero(ids)
    for number, item in zip(ids[known].tolist(), known.tolist(), strict=True):
        found[number].append(item)
    return dict(found)
