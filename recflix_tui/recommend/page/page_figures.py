"""What a page is like, as far as it is seen before anybody scrolls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.rerank.list_figures import ListFigures, list_figures
from recflix_tui.recommend.row.row import FirstScreen, Row
from recflix_tui.recommend.taste import Taste


def seen_at_first(rows: Iterable[Row], first_screen: FirstScreen) -> list[int]:
    """Return the items that are seen at once, row by row, each once."""
    first = islice(rows, first_screen.rows)
    return list(dict.fromkeys(item for row in first for item in row.items[: first_screen.tiles]))


def page_figures(
    rows: Sequence[Row], taste: Taste, dataset: Dataset, first_screen: FirstScreen
) -> ListFigures:
    """Return the figures of what is seen of a page at once, for the taste that it is made for."""
    return list_figures(np.array(seen_at_first(rows, first_screen), np.int64), taste, dataset)
