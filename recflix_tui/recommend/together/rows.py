"""The rows of those who watch together: by average, least misery and fairness, and what one of
them loved that the others have not seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from recflix_tui.kernels.arrays import Flags, Floats, Longs
from recflix_tui.recommend.best import best
from recflix_tui.recommend.together.agreed import Order, agreed
from recflix_tui.recommend.together.company import Company
from recflix_tui.recommend.together.strategies import average, fairness, least_misery
from recflix_tui.recommend.together.words import HATED_BELOW, LIKED_FROM, on_scale

LENGTH = 20
"""The titles on a row, where nobody asks for another number."""
ENOUGH_SEEN = 5
"""From so many titles on what one loved and another has not seen is the first row: there is
somebody to speak for each of them. With fewer it is the last."""


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
    found = {key: row_items(company, key, max(n, LENGTH)) for key in _WORDS}
    keys = [key for key in _WORDS if key != "seen"]
    keys.insert(0 if len(found["seen"]) >= ENOUGH_SEEN else len(keys), "seen")
    return tuple(_row(company, key, found[key][:n]) for key in keys if len(found[key]))


def row_items(company: Company, key: str, n: int = LENGTH) -> Longs:
    """The up to `n` titles of the row of that key, (m,).

    Which titles these are goes by their shares; in which order, by these and by what each would say
    of them (`agreed`).
    """
    items = np.sort(_of_row(company, key, n))
    company.weigh(items)
    orders: dict[str, Order] = {
        "average": average,
        "least_misery": _lowest,
        "fairness": fairness,
        "seen": partial(_for_whom_new, new=_new_to(company, items)),
    }
    return agreed(company, items, orders[key])


def _of_row(company: Company, key: str, n: int) -> Longs:
    """The titles of a row, by their shares alone."""
    shares, among = company.shares, company.among
    if key == "seen":
        return _seen_and_loved(company, n)
    if key == "least_misery":
        hated_below = on_scale(HATED_BELOW, company.dataset.scale)
        return least_misery(shares, company.stars, among, n, hated_below)
    return (average if key == "average" else fairness)(shares, among, n)


def _lowest(shares: Floats, among: Flags, n: int) -> Longs:
    """By the lowest share, of what nobody is expected to hate."""
    return best(shares.min(axis=0), among, n)


def _for_whom_new(shares: Floats, among: Flags, n: int, new: Flags) -> Longs:
    """By the mean share of those to whom each is new; new: (n_members, n)."""
    worth = (shares * new).sum(axis=0) / np.maximum(new.sum(axis=0), 1)
    return best(worth, among, n)


def _new_to(company: Company, items: Longs) -> Flags:
    """To whom each title is new, (n_members, n)."""
    new = [[int(item) not in m.seen for item in items] for m in company.members]
    return np.array(new, np.bool_).reshape(len(company.members), len(items))


def _seen_and_loved(company: Company, n: int) -> Longs:
    """What somebody liked and nobody who saw it did not, that is new to at least one, who is
    expected to like it: best first by the mean share of those to whom it is new."""
    like = on_scale(LIKED_FROM, company.dataset.scale)
    rated = [member.taste.activity.ratings for member in company.members]
    liked = {item for each in rated for item, stars in each.items() if stars >= like}
    items = np.array(sorted(liked - company.barred), np.int64)
    new = _new_to(company, items)
    given = np.array([[each.get(int(item), like) for item in items] for each in rated])
    welcome = ~new | (company.stars[:, items] >= like)
    fit: Flags = np.asarray(new.any(axis=0) & ((given >= like) & welcome).all(axis=0))
    return items[_for_whom_new(company.shares[:, items], fit, n, new)]


def _row(company: Company, key: str, items: Longs) -> TogetherRow:
    title, reason = _WORDS[key]
    n = len(company.members)
    all_of_you = "both" if n == 2 else f"all {n}"
    chosen = tuple(int(item) for item in items)
    return TogetherRow(key, title.format(all_of_you), reason, chosen, new=key != "seen")


_WORDS = {
    "average": ("Best for {}", "the highest average · less where one would not like it"),
    "least_misery": ("Nobody suffers", "by who likes it least · nothing that anybody should hate"),
    "fairness": ("Fair to each", "for several evenings · next is for whom it served least"),
    "seen": ("Loved by one, new to another", "who has not seen it should like it"),
}
