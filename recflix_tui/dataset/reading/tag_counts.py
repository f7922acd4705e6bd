"""From tags as read to those that a dataset keeps: folded, counted, the most used first."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset import csr
from recflix_tui.dataset.reading.tag_files import TagTable
from recflix_tui.dataset.values import Tags
from recflix_tui.text import clean, fold

# A tag that one user gave to one title alone says nothing of any other.
LEAST_USES = 2
MOST_TAGS = 10_000


def kept_tags(
    table: TagTable, user_ids: NDArray[np.int64], movie_ids: NDArray[np.int64]
) -> Tags | None:
    """The tags that at least LEAST_USES different (user, title) have, at most MOST_TAGS of them.

    The most used come first, equally used ones by the alphabet. `user_ids` (n_users,) and
    `movie_ids` (n_items,) are those of the dataset, ascending; what stands under another id is
    passed over. None if no tag is left.
    """
    users = csr.ids_to_positions(user_ids, table.user_ids)
    items = csr.ids_to_positions(movie_ids, table.movie_ids)
    cleaned = [clean(spelling) for spelling in table.spellings]
    tag_of = _folded(cleaned)
    tags = tag_of[table.spelling_of]
    known = (users >= 0) & (items >= 0) & (tags >= 0)
    if not known.any():
        return None
    n_items = len(movie_ids)
    pairs, counts = _givers(tags[known] * n_items + items[known], users[known], len(user_ids))
    uses = np.bincount(pairs // n_items, weights=counts, minlength=int(tag_of.max()) + 1)
    kept = np.argsort(-uses, kind="stable")[: np.count_nonzero(uses >= LEAST_USES)][:MOST_TAGS]
    if not len(kept):
        return None
    place = np.full(len(uses) + 1, -1)  # of the kept tags; the last, -1, is that of blanks
    place[kept] = np.arange(len(kept))
    written = np.bincount(table.spelling_of[known], minlength=len(cleaned))
    names = _most_common(cleaned, place[tag_of], written)
    return _by_item(pairs % n_items, place[pairs // n_items], counts, n_items, names)


def _folded(cleaned: list[str]) -> NDArray[np.int64]:
    """The tag of each spelling, numbered by the alphabet of the folded ones, -1 for a blank."""
    folded = [" ".join(fold(spelling).split()) for spelling in cleaned]
    number = {tag: n for n, tag in enumerate(sorted({*folded} - {""}))}
    return np.array([number.get(tag, -1) for tag in folded], np.int64)


def _givers(
    pairs: NDArray[np.int64], users: NDArray[np.int32], n_users: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different pairs, ascending, and how many different users stand beside each."""
    order = np.argsort(pairs)
    pairs, users = pairs[order], users[order]
    first = _first_of_each(pairs)
    given = (np.cumsum(first) - 1) * n_users + users
    given.sort()
    return pairs[first], np.bincount(given[_first_of_each(given)] // n_users)


def _first_of_each(ascending: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where another value begins, (n,) bool: several times quicker than np.unique."""
    first = np.ones(len(ascending), dtype=bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return first


def _most_common(
    cleaned: list[str], place_of: NDArray[np.int64], written: NDArray[np.int64]
) -> list[str]:
    """How each kept tag, by its place, is most often spelled; of equally common ones that of the
    later letters, which is the one with accents and without capitals."""
    times: Counter[tuple[int, str]] = Counter()
    for s in np.flatnonzero((place_of >= 0) & (written > 0)).tolist():
        times[int(place_of[s]), cleaned[s]] += int(written[s])
    best: dict[int, tuple[int, str]] = {}
    for (place, spelling), n in times.items():
        best[place] = max(best.get(place, (0, "")), (n, spelling))
    return [best[place][1] for place in sorted(best)]


def _by_item(
    items: NDArray[np.int64],
    tags: NDArray[np.int64],
    counts: NDArray[np.int64],
    n_items: int,
    names: list[str],
) -> Tags:
    """The pairs whose tag is not -1 as rows of items, within a row by tag."""
    rows = tags >= 0
    items, tags, counts = items[rows], tags[rows], counts[rows]
    order = np.lexsort((tags, items))
    texts = [name.encode() for name in names]
    indptr = np.zeros(n_items + 1, np.int64)
    np.cumsum(np.bincount(items, minlength=n_items), out=indptr[1:])
    return Tags(
        text=np.frombuffer(b"".join(texts), np.uint8),
        ends=np.cumsum([len(text) for text in texts], dtype=np.int64),
        indptr=indptr,
        indices=tags[order].astype(np.int32),
        counts=counts[order].astype(np.int32),
    )
