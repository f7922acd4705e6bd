"""From outside names to items and back; what is not there is said in a line."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.text import fold


def movie_id_of(dataset: Dataset, item: int) -> int:
    """The outside name of an item; LibraryError for one that the dataset does not have."""
    if not 0 <= item < dataset.n_items:
        raise LibraryError("that title is not in the dataset in use; it was changed meanwhile")
    return int(dataset.movie_ids[item])


def keyed_by_item(dataset: Dataset, by_movie: dict[int, float]) -> dict[int, float]:
    """The same mapping by item, less the movies that this dataset does not have."""
    items = dataset.items_of(np.fromiter(by_movie.keys(), np.int64, len(by_movie)))
    values = zip(items.tolist(), by_movie.values(), strict=True)
    return {item: value for item, value in values if item >= 0}


def title_with_year(dataset: Dataset, item: int) -> str:
    """An item's title with its year, where that is known."""
    year = dataset.year(item)
    return dataset.title(item) + (f" ({year})" if year else "")


def item_of(dataset: Dataset, movie_id: int) -> int:
    """The item of a movie id. Raises LibraryError where the dataset has none."""
    item = dataset.item_of(movie_id)
    if item is None:
        raise LibraryError(f"no movie {movie_id} in dataset {dataset.name}")
    return item


def find_item(dataset: Dataset, title: str) -> int:
    """The item of a title as shown, with or without its year. Raises LibraryError.

    Where several titles have the name, the year must be given, or the movie id.
    """
    found = [int(i) for i in dataset.search.find(title, limit=20)]
    sought = fold(title.strip())
    exact = [
        i for i in found if sought in (fold(dataset.title(i)), fold(title_with_year(dataset, i)))
    ]
    if len(exact) == 1:
        return exact[0]
    named = ", ".join(
        f"{title_with_year(dataset, i)} = {dataset.movie_ids[i]}" for i in exact or found[:5]
    )
    if exact:
        raise LibraryError(f'several titles are called "{title}"; give --movie-id: {named}')
    near = f"; near it, by --movie-id: {named}" if named and title.strip() else ""
    raise LibraryError(f'no title "{title}"{near}')
