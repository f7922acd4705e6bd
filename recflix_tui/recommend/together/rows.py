"""The rows of those who watch together: by average, least misery and fairness, and what one of
them loved that the others have not seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.kernels.arrays import Flags, Longs
from recflix_tui.recommend.best import best
from recflix_tui.recommend.together.company import Company
from recflix_tui.recommend.together.strategies import average, fairness, least_misery
from recflix_tui.recommend.together.words import HATED_BELOW, LIKED_FROM, on_scale

LENGTH = 20
"""The titles on a row, where nobody asks for another number."""


@dataclass(frozen=True)
class TogetherRow:
    """One row for all of them."""

    key: str
    """What tells it from the others: `average`, `least_misery`, `fairness` or `seen`."""
    title: str
    """Its heading, as plain text."""
    reason: str
    """What its order is, as plain text."""
    items: tuple[int, ...]
    """The titles, as items of the dataset, in order."""
    new: bool = True
    """Whether all of them are new to everybody."""


def together_rows(company: Company, n: int = LENGTH) -> tuple[TogetherRow, ...]:
    """The rows for a company, each with up to `n` titles; those without any are left out."""
    shares, among = company.shares, company.among
    hated_below = on_scale(HATED_BELOW, company.dataset.scale)
    all_of_you = "both" if len(company.members) == 2 else f"all {len(company.members)}"
    rows = (
        _row(
            "average",
            f"Best for {all_of_you}",
            "the highest average · each counted alike",
            average(shares, among, n),
        ),
        _row(
            "least_misery",
            "Nobody suffers",
            "by who likes it least · nothing that anybody should hate",
            least_misery(shares, company.stars, among, n, hated_below),
        ),
        _row(
            "fairness",
            "Fair to each",
            "for several evenings · next is for whom it served least",
            fairness(shares, among, n),
        ),
        replace(
            _row(
                "seen",
                "Loved by one, new to another",
                "who has not seen it should like it",
                _seen_and_loved(company, n),
            ),
            new=False,
        ),
    )
    return tuple(row for row in rows if row.items)


def _seen_and_loved(company: Company, n: int) -> Longs:
    """What somebody liked and nobody who saw it did not, that is new to at least one, who is
    expected to like it: best first by the mean share of those to whom it is new."""
    like = on_scale(LIKED_FROM, company.dataset.scale)
    rated = [member.taste.activity.ratings for member in company.members]
    liked = {item for each in rated for item, stars in each.items() if stars >= like}
    items = np.array(sorted(liked - company.barred), np.int64)
    new = np.array([[item not in m.seen for item in items] for m in company.members], np.bool_)
    given = np.array([[each.get(int(item), like) for item in items] for each in rated])
    welcome = ~new | (company.stars[:, items] >= like)
    fit: Flags = np.asarray(new.any(axis=0) & ((given >= like) & welcome).all(axis=0))
    worth = (company.shares[:, items] * new).sum(axis=0) / np.maximum(new.sum(axis=0), 1)
    return items[best(worth, fit, n)]


def _row(key: str, title: str, reason: str, items: Iterable[int]) -> TogetherRow:
    return TogetherRow(key, title, reason, tuple(int(item) for item in items))
