"""Made-up ratings of a given shape, so that speed can be measured without anyone's data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Ints
from recflix_tui.model.ratings import Ratings


@dataclass(frozen=True)
class Shape:
    """How many users and items there are, and how many ratings of theirs."""

    name: str
    n_users: int
    n_items: int
    n_ratings: int


ML_1M = Shape("ML-1M", 6_040, 3_706, 1_000_209)
ML_20M = Shape("ML-20M", 138_493, 26_744, 20_000_263)
ML_32M = Shape("ML-32M", 200_948, 87_585, 32_000_204)

# From so many ratings on they are drawn by blocks of users, and stand by user as in MovieLens'
# files; below, all at once and in random order.
_LARGE = 5_000_000
_BLOCK = 1_000_000


def make_ratings(shape: Shape, seed: int = 0, rank: int = 12) -> Ratings:
    """Whole stars from 1 to 5 by a hidden factor model, for distinct pairs of user and item
    whose counts fall off by a power law. The same seed gives the same ratings.
    """
    rng = np.random.default_rng(seed)
    users: Ints
    items: Ints
    if shape.n_ratings < _LARGE:
        pairs = _distinct_pairs(shape, rng)
        users, items = pairs // shape.n_items, pairs % shape.n_items
    else:
        users, items = _pairs_by_blocks(shape, rng)
    user_bias = rng.normal(0, 0.4, shape.n_users)
    item_bias = rng.normal(0, 0.5, shape.n_items)
    scale = (0.4 / np.sqrt(rank)) ** 0.5
    P = rng.normal(0, scale, (shape.n_users, rank))
    Q = rng.normal(0, scale, (shape.n_items, rank))
    stars = np.empty(shape.n_ratings, np.float32)
    for start in range(0, shape.n_ratings, _BLOCK):
        u, i = users[start : start + _BLOCK], items[start : start + _BLOCK]
        exact = 3.6 + user_bias[u] + item_bias[i] + np.einsum("nk,nk->n", P[u], Q[i])
        noisy = exact + rng.normal(0, 0.8, len(exact))
        stars[start : start + _BLOCK] = np.clip(np.rint(noisy), 1, 5)
    return Ratings(users, items, stars, shape.n_users, shape.n_items, 1.0, 5.0)


def noisy_stars(
    stars: npt.NDArray[np.floating], deviation: float, seed: int
) -> npt.NDArray[np.float32]:
    """Whole stars from 1 to 5 with normal noise added before they are rounded again."""
    noise = np.random.default_rng(seed).normal(0, deviation, len(stars))
    return np.clip(np.rint(stars + noise), 1, 5).astype(np.float32)


def _distinct_pairs(shape: Shape, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """user * n_items + item of as many distinct pairs as the shape says, in random order."""
    user_share = _power_law(shape.n_users, 0.6, rng)
    item_share = _power_law(shape.n_items, 0.9, rng)
    pairs = np.empty(0, np.int64)
    while len(pairs) < shape.n_ratings:
        users = rng.choice(shape.n_users, shape.n_ratings, p=user_share)
        items = rng.choice(shape.n_items, shape.n_ratings, p=item_share)
        pairs = np.unique(np.concatenate([pairs, users * shape.n_items + items]))
    return rng.permutation(pairs)[: shape.n_ratings]


def _pairs_by_blocks(
    shape: Shape, rng: np.random.Generator
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Users and items of as many distinct pairs as the shape says, by user, then by item."""
    counts = rng.multinomial(shape.n_ratings, _power_law(shape.n_users, 0.6, rng))
    item_share = _power_law(shape.n_items, 0.9, rng)
    # A number below 2^22 for each item, as often as it is drawn: a look-up, not a search.
    tickets = np.rint(np.cumsum(item_share) * 2**22).astype(np.int64)
    lot = np.repeat(np.arange(shape.n_items, dtype=np.int32), np.diff(tickets, prepend=0))
    users = np.repeat(np.arange(shape.n_users, dtype=np.int32), counts)
    items = np.empty(shape.n_ratings, np.int32)
    ends = np.cumsum(counts)
    blocks = np.unique(ends // _BLOCK, return_index=True)[1]
    for first, end in zip(blocks, [*blocks[1:], shape.n_users], strict=True):
        position = int(ends[first] - counts[first])
        drawn = _distinct_items(counts[first:end], lot, rng)
        items[position : position + len(drawn)] = drawn
    return users, items


def _distinct_items(
    counts: npt.NDArray[np.int64], lot: npt.NDArray[np.int32], rng: np.random.Generator
) -> npt.NDArray[np.int32]:
    """For each user as many different items as `counts` (n,) says, user by user, ascending."""
    rows = np.arange(len(counts), dtype=np.int64)
    whole, kept, missing = [], np.empty(0, np.int64), counts
    while missing.any():
        drawn = lot[rng.integers(0, len(lot), missing.sum(), dtype=np.uint32)]
        kept = np.sort(np.concatenate([kept, np.repeat(rows, missing) << 32 | drawn]))
        kept = kept[np.diff(kept, prepend=-1) > 0]
        got = np.bincount(kept >> 32, minlength=len(counts))
        # Users who have all of theirs are put aside: heavy ones take many rounds more.
        missing = np.where(got > 0, counts - got, 0)
        open_ = missing[kept >> 32] > 0
        whole.append(kept[~open_])
        kept = kept[open_]
    return (np.sort(np.concatenate(whole)) & 0xFFFFFFFF).astype(np.int32)


def _power_law(n: int, exponent: float, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    weights = (np.arange(n) + 20.0) ** -exponent
    return rng.permutation(weights / weights.sum())
