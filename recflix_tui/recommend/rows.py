"""The shelves of the Home screen and their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.taste import Taste, rated_arrays
from recflix_tui.text import counted

SHELF_LENGTH = 20
LEAST = {"because": 3, "genre": 3}  # titles without which such a shelf is not worth its place
MAX_BECAUSE = 3
MAX_GENRES = 3
PRIOR = 5  # ratings by which a profile's mean is drawn to everyone's
LIKED = 0.75  # of the way up the rating scale: 4 stars of 5 on the half-star scale


@dataclass(frozen=True)
class Shelf:
    """One row of Home: a heading, a word on where it comes from, and its items in order."""

    key: str
    title: str
    note: str
    items: tuple[int, ...]


def best(
    score: NDArray[np.floating | np.integer], among: NDArray[np.bool_], n: int
) -> NDArray[np.intp]:
    """The up to `n` items of `among` with the highest `score`, best first, ties by item."""
    candidates = np.flatnonzero(among)
    if len(candidates) > n:
        values = score[candidates]
        cut = np.partition(values, len(values) - n)[len(values) - n]
        candidates = candidates[values >= cut]
    return candidates[np.argsort(-score[candidates], kind="stable")][:n]


def well_known(dataset: Dataset) -> NDArray[np.bool_]:
    """The items, (n_items,) bool, that enough people rated for a prediction to be trusted.

    The floor is one user in fifty, held between 5 and 50 ratings; where so few people are that
    no title reaches it, one rating is enough.
    """
    floor = min(max(dataset.n_users // 50, 5), 50)
    enough = dataset.counts >= floor
    return np.asarray(enough if enough.any() else dataset.counts > 0)


def top_picks(taste: Taste, dataset: Dataset, n: int) -> NDArray[np.intp]:
    """The `n` open items with the highest prediction that enough people rated."""
    assert taste.raw is not None
    return best(taste.raw, taste.open_items & well_known(dataset), n)


def hidden(dataset: Dataset) -> NDArray[np.bool_]:
    """The little-known half of the well-known items, (n_items,) bool."""
    known = well_known(dataset)
    if not known.any():
        return known
    return np.asarray(known & (dataset.counts <= np.median(dataset.counts[known])))


def because_of(taste: Taste, dataset: Dataset) -> list[int]:
    """The titles that the profile rated best and liked, the newest of equals first."""
    scale = dataset.scale
    liked = scale.low + LIKED * (scale.high - scale.low)
    newest_first = list(taste.activity.ratings.items())[::-1]
    loved = [pair for pair in newest_first if pair[1] >= liked]
    loved.sort(key=lambda pair: -pair[1])
    return [item for item, _ in loved[:MAX_BECAUSE]]


def alike(item: int, dataset: Dataset, model: FactorModel) -> NDArray[np.float32]:
    """Likeness of every item to `item`, (n_items,) float32: the cosine of their factors,
    shrunk by n/(n + 10) where few people rated the other title."""
    likeness: NDArray[np.float32] = alike_each([item], dataset, model)[0]
    return likeness


def alike_each(items: Sequence[int], dataset: Dataset, model: FactorModel) -> NDArray[np.float32]:
    """`alike` of several items at once: (n, n_items) float32."""
    counts = dataset.counts.astype(np.float32)
    likeness = model.similar_to_each(items) * (counts / (counts + 10))
    likeness[np.arange(len(items)), items] = -np.inf
    return likeness


def in_genre(dataset: Dataset, genre: int) -> NDArray[np.bool_]:
    """Which items, (n_items,) bool, have the genre of that index."""
    bit = np.uint64(1 << genre)
    return np.asarray(dataset.genre_bits & bit != 0)


def strongest_genres(taste: Taste, dataset: Dataset) -> list[int]:
    """Genres that the profile rates above the rest, the strongest first: up to `MAX_GENRES`.

    The score is Σ(r − m) / √(n + 4) over the profile's n ratings in the genre, where m is the
    profile's mean, drawn by `PRIOR` ratings towards everyone's: a steady favourite beats a
    single lucky title, and what is rated low throughout is nobody's favourite.
    """
    ratings = taste.activity.ratings
    if not ratings:
        return []
    everyone = float(np.nansum(dataset.means * dataset.counts) / dataset.counts.sum())
    mean = (sum(ratings.values()) + PRIOR * everyone) / (len(ratings) + PRIOR)
    items, stars = rated_arrays(ratings)
    score = np.zeros(len(dataset.genre_names))
    for genre in range(len(score)):
        inside = stars[in_genre(dataset, genre)[items]] - mean
        score[genre] = inside.sum(dtype=np.float64) / (len(inside) + 4) ** 0.5
    return [int(g) for g in np.argsort(-score, kind="stable") if score[g] > 0][:MAX_GENRES]


def shelves(
    taste: Taste, dataset: Dataset, model: FactorModel | None, name: str, n: int = SHELF_LENGTH
) -> list[Shelf]:
    """Home's shelves for one profile. No title stands on two of them, but for My List."""
    shown = np.zeros(dataset.n_items, np.bool_)
    made = []
    for shelf in _plan(taste, dataset, model, name, shown, n):
        if len(shelf.items) >= LEAST.get(shelf.key.partition(":")[0], 1):
            if shelf.key != "my_list":
                shown[list(shelf.items)] = True
            made.append(shelf)
    return made


def _plan(
    taste: Taste,
    dataset: Dataset,
    model: FactorModel | None,
    name: str,
    shown: NDArray[np.bool_],
    n: int,
) -> Iterator[Shelf]:
    """The shelves in their order; `shown` is filled in by the caller between two of them."""
    personal = bool(taste.activity.ratings) and model is not None
    if personal:
        yield _top(taste, dataset, name, n)
    else:
        yield _popular(taste, dataset, shown, n)
    because = _because(taste, dataset, model, shown, n) if personal else iter(())
    genres = _genres(taste, dataset, shown, n)
    for shelves_of, most in ((because, 2), (iter([_my_list(taste)]), 1), (genres, 1)):
        yield from _take(shelves_of, most)
    yield _hidden(taste, dataset, shown, n)
    if personal:
        yield _popular(taste, dataset, shown, n)
    yield from because
    yield from genres


def _take(shelves_of: Iterator[Shelf], most: int) -> Iterator[Shelf]:
    for _, shelf in zip(range(most), shelves_of, strict=False):
        yield shelf


def _shelf(key: str, title: str, note: str, items: NDArray[np.intp]) -> Shelf:
    return Shelf(key, title, note, tuple(items.tolist()))


def _top(taste: Taste, dataset: Dataset, name: str, n: int) -> Shelf:
    note = f"from {counted(len(taste.activity.ratings), 'rating')}"
    return _shelf("top", f"Top picks for {name}", note, top_picks(taste, dataset, n))


def _popular(taste: Taste, dataset: Dataset, shown: NDArray[np.bool_], n: int) -> Shelf:
    items = best(dataset.counts, taste.open_items & ~shown & (dataset.counts > 0), n)
    return _shelf("popular", "Popular", "rated by most people", items)


def _hidden(taste: Taste, dataset: Dataset, shown: NDArray[np.bool_], n: int) -> Shelf:
    among = taste.open_items & hidden(dataset) & ~shown
    note = "well predicted, little known" if taste.activity.ratings else "well rated, little known"
    return _shelf("hidden", "Hidden gems", note, best(_worth(taste, dataset), among, n))


def _because(
    taste: Taste,
    dataset: Dataset,
    model: FactorModel | None,
    shown: NDArray[np.bool_],
    n: int,
) -> Iterator[Shelf]:
    assert model is not None
    reasons = because_of(taste, dataset)
    for item, likeness in zip(reasons, alike_each(reasons, dataset, model), strict=True):
        among = taste.open_items & well_known(dataset) & ~shown & (likeness > 0)
        items = best(likeness, among, n)
        title = f"Because you rated {dataset.title(item)} {taste.activity.ratings[item]:g}"
        yield _shelf(f"because:{item}", title, "alike in the factors", items)


def _genres(taste: Taste, dataset: Dataset, shown: NDArray[np.bool_], n: int) -> Iterator[Shelf]:
    """The profile's strongest genres; before its first rating, the most rated ones."""
    personal = bool(taste.activity.ratings)
    genres = strongest_genres(taste, dataset) if personal else _largest_genres(dataset)
    for genre in genres:
        among = taste.open_items & well_known(dataset) & ~shown & in_genre(dataset, genre)
        note = "one of your strongest genres" if personal else "the best rated"
        items = best(_worth(taste, dataset), among, n)
        yield _shelf(f"genre:{genre}", dataset.genre_names[genre], note, items)


def _largest_genres(dataset: Dataset) -> list[int]:
    sizes = [
        int(dataset.counts[in_genre(dataset, g)].sum()) for g in range(len(dataset.genre_names))
    ]
    return [int(g) for g in np.argsort([-s for s in sizes], kind="stable")[:MAX_GENRES]]


def _worth(taste: Taste, dataset: Dataset) -> NDArray[np.floating]:
    """The prediction; without a model the mean rating, shrunk by five ratings of 3 stars."""
    if taste.raw is not None:
        return taste.raw
    counts = dataset.counts
    return (np.nan_to_num(dataset.means) * counts + 15.0) / (counts + 5.0)


def _my_list(taste: Taste) -> Shelf:
    kept = [i for i in reversed(list(taste.activity.my_list)) if taste.open_items[i]]
    return Shelf("my_list", "My List", "kept by you", tuple(kept))
