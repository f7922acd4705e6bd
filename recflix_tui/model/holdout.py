"""Which ratings a training keeps aside: the same ones whenever they are there.

Whether a rating is kept aside is a function of its user and its title by their outside names
alone: not of the order of the ratings, nor of the seed, nor of what else was rated. Two trainings
hence share what both had of it, and can be compared on it rating by rating
(`model/held_errors.py`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Flags, Ints, Longs
from recflix_tui.model.ratings import Ratings
from recflix_tui.model.split import left_with_none

Keys = npt.NDArray[np.uint64]

_CHUNK = 1 << 19  # ratings hashed in one go: their hashes stay in a core's cache
# Far apart, so that no user's name and an item's hash alike.
_OF_USERS, _OF_ITEMS, _OF_STARS = (
    np.uint64(n) for n in (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0)
)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)


def shared_holdout(ratings: Ratings, share: float) -> Flags:
    """About `share` of the ratings (0 to 1): (n,) bool, True is held out.

    A larger share holds out all that a smaller one does, and more. Every user keeps a rating to
    learn from: where all that a user has would be held out, the one of the highest hash is not.
    """
    below = np.uint64(min(max(share, 0.0), 1.0) * (2**64 - 2048))
    users, items = user_keys(ratings), _item_keys(ratings)
    held = np.zeros(len(ratings.users), np.bool_)
    for start in range(0, len(held), _CHUNK):
        part = slice(start, start + _CHUNK)
        held[part] = _pairs(ratings, users, items, part) < below
    if held.any():
        _leave_one(ratings, held, users, items)
    return held


def _leave_one(ratings: Ratings, held: Flags, users: Keys, items: Keys) -> None:
    """Take back, in place, a rating of every user of whom all are held out."""
    at_risk = left_with_none(ratings.users, held)
    by_hash = at_risk[np.argsort(_pairs(ratings, users, items, at_risk), kind="stable")[::-1]]
    _, highest = np.unique(ratings.users[by_hash], return_index=True)
    held[by_hash[highest]] = False


def rating_keys(ratings: Ratings) -> Keys:
    """A name for each rating, (n,) uint64: a hash of its user, its title and its stars.

    A rating that was changed has another name. Two of a million ratings share one with a
    probability of 3e-8.
    """
    users, items = user_keys(ratings), _item_keys(ratings)
    pairs = _pairs(ratings, users, items, slice(None))
    stars = np.ascontiguousarray(ratings.stars, np.float32).view(np.uint32)
    return _mixed(pairs ^ _mixed(stars.astype(np.uint64) + _OF_STARS))


def user_keys(ratings: Ratings) -> Keys:
    """A hash of each user's name, (n_users,) uint64."""
    return _mixed(_names(ratings.user_names, ratings.n_users) + _OF_USERS)


def _item_keys(ratings: Ratings) -> Keys:
    """A hash of each item's name, (n_items,) uint64."""
    return _mixed(_names(ratings.item_names, ratings.n_items) + _OF_ITEMS)


def _pairs(ratings: Ratings, users: Keys, items: Keys, part: slice | npt.NDArray[np.intp]) -> Keys:
    """A hash of the user and the item of each of some ratings, by those of users and of items."""
    return _mixed(users[ratings.users[part]] ^ items[ratings.items[part]])


def _names(names: Longs | None, n: int) -> Keys:
    known: Ints = np.arange(n, dtype=np.int64) if names is None else names
    return known.astype(np.int64).view(np.uint64)


def _mixed(x: Keys) -> Keys:
    """Hash 64 bits to 64 bits: the finaliser of SplitMix64 (Steele, Lea, Flood 2014), which
    begins one step on, so that nothing is its own hash."""
    x = x + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> _S30)) * _MIX_1
    x = (x ^ (x >> _S27)) * _MIX_2
    return x ^ (x >> _S31)
