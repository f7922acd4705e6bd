"""Small catalogues to match with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recflix_tui.dataset.matching.matcher import Found, Matcher, Wanted
from recflix_tui.dataset.title_names import read_title


class Small:
    """A catalogue of titles as MovieLens writes them, each rated as often as is said."""

    def __init__(
        self,
        titles: Sequence[str],
        counts: Sequence[int] = (),
        imdb_ids: Sequence[int] = (),
        tmdb_ids: Sequence[int] = (),
    ) -> None:
        read = [read_title(title, number) for number, title in enumerate(titles, 1)]
        none = [0] * len(titles)
        self._shown = [title.shown for title in read]
        self.n_items = len(titles)
        self.years = np.array([title.year for title in read], np.int16)
        self.counts = np.array(counts or none, np.int32)
        self.imdb_ids = np.array(imdb_ids or none, np.int64)
        self.tmdb_ids = np.array(tmdb_ids or none, np.int64)

    def title(self, i: int) -> str:
        return self._shown[i]


def found(titles: Sequence[str], *names: str, year: int = 0, counts: Sequence[int] = ()) -> Found:
    """What a film of these names is among the titles; the year may stand in the first name."""
    return Matcher(Small(titles, counts)).match([Wanted(names, year)])[0]
