"""The rows of those who watch together: by average, least misery and fairness, and what one of
them loved that the others have not seen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

import numpy as np

from recflix_tui.kernels.arrays import Flags, Floats, Longs
from recflix_tui.recommend.best import best
from recflix_tui.recommend.together.agreed import Order, agreed
from recflix_tui.recommend.together.company import Company
from recflix_tui.recommend.together.opinions import opinions
from recflix_tui.recommend.together.strategies import average, fairness, least_misery
from recflix_tui.recommend.together.words import HATED_BELOW, LIKED_FROM, Says, on_scale

LENGTH = 20
"""The titles on a row, where nobody asks for another number."""
ENOUGH_SEEN = 5
"""From so many titles on what one loved and another has not seen is the first row: there is
somebody to speak for each of them. With fewer it is the last."""
IN_SIGHT = 3
"""The first titles of a row, with which none below it begins: as many as stand side by side on a
terminal of 120 columns, and the same on any other and on the command line. Of more, rows would be
what others left over."""


@dataclass(frozen=True)
class TogetherRow:
    """One row for all of them."""

    key: str
    """What tells it from the others: `average`, `least_misery`, `fairness` or `seen`."""
    title: str
    """Its heading, as plain text."""
    reason: str
    """What its order is, and whether somebody would hate what is on it, as plain text."""
    items: tuple[int, ...]
    """The titles, as items of the dataset, in order."""
    new: bool = True
    """Whether all of them are new to everybody."""


def together_rows(company: Company, n: int = LENGTH) -> tuple[TogetherRow, ...]:
    """The rows for a company, each with up to `n` titles; those without any are left out.

    No row begins with what is in sight of one above it: they would all begin alike.
    """
    found, above = dict[str, Longs](), set[int]()
    for key in _WORDS:
        found[key] = row_items(company, key, max(n, LENGTH), above)
        above |= set(found[key][:IN_SIGHT].tolist())
    keys = [key for key in _WORDS if key != "seen"]
    keys.insert(0 if len(found["seen"]) >= ENOUGH_SEEN else len(keys), "seen")
    return tuple(_row(company, key, found[key][:n]) for key in keys if len(found[key]))


def row_items(
    company: Company, key: str, n: int = LENGTH, above: Collection[int] = frozenset()
) -> Longs:
    """The up to `n` titles of the row of that key, (m,).

    Which titles these are goes by their shares; in which order, by these and by what each would say
    of them (`agreed`). It is made of what is not in sight `above`; where that is not enough, titles
    from there are its end. What somebody would hate is the last.
    """
    is_above = np.zeros(company.dataset.n_items, np.bool_)
    is_above[list(above)] = True
    row = _in_order(company, key, _of_row(company, key, ~is_above, n))
    if len(row) < n and len(above):
        end = _of_row(company, key, is_above, n - len(row))
        row = np.concatenate([row, _in_order(company, key, end)])
    hated = _hated(company, row)
    return np.concatenate([row[~hated], row[hated]])


def _in_order(company: Company, key: str, items: Longs) -> Longs:
    """Some titles of a row, (m,), in the order that it has them in."""
    items = np.sort(items)
    company.weigh(items)
    orders: dict[str, Order] = {
        "average": average,
        "least_misery": _lowest,
        "fairness": fairness,
        "seen": partial(_for_whom_new, new=_new_to(company, items)),
    }
    return agreed(company, items, orders[key])


def _hated(company: Company, items: Longs) -> Flags:
    """Which titles, (m,) bool, somebody would hate."""
    lowest = company.stars[:, items].min(axis=0)
    hated: Flags = lowest < on_scale(HATED_BELOW, company.dataset.scale)
    for at in np.flatnonzero(hated):  # unless that one has seen it, or it is not sure
        hated[at] = any(said.says is Says.HATE for said in opinions(company, int(items[at])))
    return hated


def _of_row(company: Company, key: str, of: Flags, n: int) -> Longs:
    """The titles of a row, by their shares alone; of: those that it may have, (n_items,) bool."""
    shares, among = company.shares, company.among & of
    if key == "seen":
        return _seen_and_loved(company, of, n)
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


def _seen_and_loved(company: Company, of: Flags, n: int) -> Longs:
    """What somebody liked and nobody who saw it did not, that is new to at least one, who is
    expected to like it: best first by the mean share of those to whom it is new."""
    like = on_scale(LIKED_FROM, company.dataset.scale)
    rated = [member.taste.activity.ratings for member in company.members]
    liked = {item for each in rated for item, stars in each.items() if stars >= like}
    items = np.array(sorted(item for item in liked - company.barred if of[item]), np.int64)
    new = _new_to(company, items)
    given = np.array([[each.get(int(item), like) for item in items] for each in rated])
    welcome = ~new | (company.stars[:, items] >= like)
    fit: Flags = np.asarray(new.any(axis=0) & ((given >= like) & welcome).all(axis=0))
    return items[_for_whom_new(company.shares[:, items], fit, n, new)]


def _row(company: Company, key: str, items: Longs) -> TogetherRow:
    n = len(company.members)
    title = _WORDS[key][0].format("both" if n == 2 else f"all {n}")
    chosen = tuple(int(item) for item in items)
    return TogetherRow(key, title, _reason(company, key, chosen), chosen, new=key != "seen")


def _reason(company: Company, key: str, items: tuple[int, ...]) -> str:
    """What the order of a row is, and of what is hated on it, or not sure to be liked."""
    first, *more = _WORDS[key][1:]
    if key == "seen":
        said = {each.says for item in items for each in opinions(company, item)}
        return first if said <= {Says.SEEN, Says.LOVE, Says.LIKE} else LIKED_BY_THEM
    warned = _hated(company, np.array(items[-1:], np.int64)).any()
    return " · ".join([first, *([HATED_LAST] if warned else []), *more])


HATED_LAST = "what one would hate is last"
LIKED_BY_THEM = "who has seen it liked it"
_WORDS = {
    "average": ("Best for {}", "the highest average", "less where one would not like it"),
    "least_misery": (
        "Nobody suffers",
        "by who likes it least",
        "nothing that anybody should hate",
    ),
    "fairness": ("Fair to each", "for several evenings", "next is for whom it served least"),
    "seen": ("Loved by one, new to another", "who has not seen it should like it"),
}
