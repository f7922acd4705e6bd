"""What titles have in common by who made them, where a dataset has credits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_title

DIRECTED = 0.3  # added where one person directed both
WITH = 0.1  # added for each person in the cast of both
MOST_WITH = 3  # of whom so many count


def people_in_common(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.float64]:
    """Return how near titles `of`, (m,), are to `item` by who made them, (m,) float64: .3 where
    one person directed both, and .1 for each of up to three in the cast of both; 0 where the
    dataset has no credits."""
    return _in_common(item, dataset)[of] if dataset.credits is not None else np.zeros(len(of))


@once_a_title
def _in_common(item: int, dataset: Dataset) -> NDArray[np.float64]:
    directed, n_with = np.zeros(dataset.n_items), np.zeros(dataset.n_items)
    credits = dataset.credits
    if credits is not None:
        for person in credits.directors_of(item).tolist():
            directed[credits.directed_by(person)] = DIRECTED
        for person in credits.cast_of(item).tolist():
            n_with[credits.with_person(person)] += 1
    return np.asarray(directed + WITH * np.minimum(n_with, MOST_WITH))


def shared_people(item: int, others: Sequence[int], dataset: Dataset) -> list[str]:
    """Return "directed by Stanley Kubrick" and "with Peter Sellers": the director of `item`, and
    whom of its cast, most of `others` have too, as far as half of them or more do."""
    credits = dataset.credits
    if credits is None:
        return []
    among = np.array(others, np.intp)
    director = _whom_half_have(credits.directors_of(item), credits.directed_by, among)
    cast = credits.cast_of(item)
    actor = _whom_half_have(cast[cast != director], credits.with_person, among)
    said = [f"directed by {credits.name(director)}"] if director >= 0 else []
    return [*said, f"with {credits.name(actor)}"] if actor >= 0 else said


def _whom_half_have(
    people: NDArray[np.int32],
    items_of: Callable[[int], NDArray[np.int32]],
    among: NDArray[np.intp],
) -> int:
    """The person whom most titles of `among` have, the first of equals; -1 where less than half
    of them have anybody."""
    counts = [int(np.isin(among, items_of(person)).sum()) for person in people.tolist()]
    most = max(counts, default=0)
    return int(people[counts.index(most)]) if most and 2 * most >= len(among) else -1
