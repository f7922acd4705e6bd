"""The page of each profile on disk: shown at the next start, before dataset and model are open."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import is_name, stamp
from recflix_tui.library.snapshot import Snapshot
from recflix_tui.live.kept_page import (
    MOST_ROWS,
    MOST_TILES,
    KeptPage,
    KeptRow,
    KeptTile,
    is_left_over,
    read_page,
    write_page,
)
from recflix_tui.paths import Paths, is_page
from recflix_tui.recommend.row.row import Row


class KeptPages:
    """The pages of one home. What cannot be written or read is as good as not there."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._written: dict[int, KeptPage] = {}

    def read(self, profile_id: int, name: str, dataset_name: str) -> KeptPage | None:
        """The page that a profile saw last of a dataset that has not changed since."""
        page = read_page(self._paths.page(profile_id)) if is_name(dataset_name) else None
        if page is None or (page.profile_name, page.dataset_name) != (name, dataset_name):
            return None
        return page if page.stamp == stamp(self._paths.datasets, dataset_name) else None

    def keep(
        self,
        profile_id: int,
        name: str,
        snapshot: Snapshot,
        rows: tuple[Row, ...],
        tile: Callable[[int], KeptTile],
    ) -> None:
        """Write what a profile sees, unless that is what was written last; `tile` gives the tile
        of an item."""
        dataset, imported = snapshot.need_dataset(), snapshot.stamps[0]
        kept = [
            KeptRow(row.key, row.title, row.note, row.items[:MOST_TILES], row.shorter)
            for row in rows[:MOST_ROWS]
        ]
        items = {item for row in kept for item in row.items}
        tiles = {item: tile(item) for item in sorted(items)}
        page = KeptPage(
            name, dataset.name, dataset.fingerprint, imported or (0, 0), tuple(kept), tiles
        )
        if imported is not None and page != self._written.get(profile_id):
            with suppress(OSError):
                write_page(self._paths.page(profile_id), page)
                self._written[profile_id] = page

    def sweep(self, profile_ids: Collection[int]) -> None:
        """Delete what killed writings left, and the pages of all but those profiles."""
        there = {self._paths.page(profile_id).name for profile_id in profile_ids}
        with suppress(OSError):
            for path in list(self._paths.page(0).parent.iterdir()):
                if is_left_over(path) or (is_page(path) and path.name not in there):
                    path.unlink(missing_ok=True)

    def forget(self, profile_id: int) -> None:
        """Take a profile's page off the disk."""
        self._written.pop(profile_id, None)
        with suppress(OSError):
            self._paths.page(profile_id).unlink(missing_ok=True)


def is_of(page: KeptPage, dataset: Dataset | None) -> bool:
    """Whether every title of a page is the one of its number in a dataset."""
    if dataset is None or page.fingerprint != dataset.fingerprint:
        return False
    items = np.fromiter(page.tiles, np.int64, len(page.tiles))
    if (items >= dataset.n_items).any():
        return False
    movie_ids = [tile.movie_id for tile in page.tiles.values()]
    return bool(np.array_equal(dataset.movie_ids[items], movie_ids))
