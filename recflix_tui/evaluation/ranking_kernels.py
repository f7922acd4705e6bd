"""The loops of rankings and of item-kNN, compiled by Numba. Each works on a block of rows that
fits the processor's cache, and lets go of the GIL, so that blocks can run side by side."""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Flags, Floats, Indices, Longs
from recflix_tui.kernels.compiling import compiled_with_nan, compiled_within_with_nan
from recflix_tui.kernels.topk import insert


@compiled_with_nan
def score_rows(P: Floats, Q: Floats, item_bias: Floats, users: Longs, rows: Floats) -> None:
    """rows[n] = item_bias + Q P[users[n]]: rows (m, n_items). A row of Q serves all m users."""
    for item in range(len(Q)):
        for n in range(len(users)):
            user, score = users[n], np.float32(0)
            for j in range(Q.shape[1]):
                score += Q[item, j] * P[user, j]
            rows[n, item] = score + item_bias[item]


@compiled_with_nan
def take_best(
    rows: Floats,
    users: Longs,
    candidates: Flags,
    seen_ptr: Longs,
    seen: Indices,
    relevant_ptr: Longs,
    relevant: Indices,
    items: Indices,
    first: Longs,
) -> None:
    """The best of each row of scores (m, n_items), of the candidates that its user has not seen.

    seen, relevant: titles of user u from ptr[u] to ptr[u + 1], ascending. Fills items (m, n),
    best first, of equals the lower index first, -1 past the end; and first (m,), the rank of
    the first relevant title among all unseen candidates, from 1, 0 where there is none.
    """
    n = items.shape[1]
    scores = np.empty(n, np.float32)
    for row in range(len(users)):
        user = users[row]
        best = _best_of(rows[row], relevant[relevant_ptr[user] : relevant_ptr[user + 1]])
        next_seen, end_seen = seen_ptr[user], seen_ptr[user + 1]
        kept, ahead = 0, 0
        for item in range(rows.shape[1]):
            if next_seen < end_seen and seen[next_seen] == item:
                next_seen += 1
                continue
            if not candidates[item]:
                continue
            score = rows[row, item]
            if best >= 0:
                bar = rows[row, best]
                ahead += score > bar or (score == bar and item < best)
            if kept < n:
                kept = insert(items[row], scores, kept, item, score)
            elif score > scores[n - 1]:
                insert(items[row], scores, n - 1, item, score)
        items[row, kept:] = -1
        first[row] = ahead + 1 if best >= 0 else 0


@compiled_within_with_nan
def _best_of(scores: Floats, among: Indices) -> int:
    """The item of highest score, of equals the lowest; -1 of none."""
    best = -1
    for item in among:
        if best < 0 or scores[item] > scores[best]:
            best = item
    return best


@compiled_with_nan
def list_cosines(
    lists: Indices,
    item_ptr: Longs,
    users_of: Indices,
    unit: Floats,
    n_users: int,
    means: Doubles,
) -> None:
    """The mean cosine of the pairs in each list (m, n), -1 past its end: means (m,).

    unit: the ratings of each item, as a vector of length 1. With s the sum of a list's vectors,
    s . s is the number of vectors plus twice the sum of the pairs' cosines.
    """
    total = np.zeros(n_users, np.float64)
    for row in range(len(lists)):
        n, lengths, square = 0, 0.0, 0.0
        for item in lists[row]:
            if item < 0:
                break
            n += 1
            for t in range(item_ptr[item], item_ptr[item + 1]):
                total[users_of[t]] += unit[t]
                lengths += unit[t] * unit[t]
        for item in lists[row, :n]:
            for t in range(item_ptr[item], item_ptr[item + 1]):
                square += total[users_of[t]] ** 2
                total[users_of[t]] = 0.0
        means[row] = (square - lengths) / (n * (n - 1)) if n > 1 else np.nan


@compiled_with_nan
def nearest_items(
    first: int,
    item_ptr: Longs,
    users_of: Indices,
    by_item: Floats,
    user_ptr: Longs,
    items_of: Indices,
    by_user: Floats,
    shrink: float,
    neighbours: Indices,
    similarities: Floats,
) -> None:
    """The nearest items of the items from `first` on, nearest first, as many as the rows of
    neighbours and similarities (m, n) hold; -1 past the end.

    by_item, by_user: the same residuals, grouped by item and by user. Similarity is the
    correlation over common users, times c / (c + shrink) where they are c; only above 0.

    Of equals the lower index comes first. Equals are many: over one common user each correlation
    is 1. They are summed as doubles and compared as single numbers, so that the last bits of
    the sums, which differ from one processor to another, decide nothing.
    """
    n_items, n = len(item_ptr) - 1, neighbours.shape[1]
    sums = np.zeros((n_items, 4), np.float64)  # x y, x x, y y, 1 over the common users
    touched, near = np.empty(n_items, np.int32), np.empty(n_items, np.float32)
    for row in range(len(neighbours)):
        item, n_touched = first + row, 0
        for t in range(item_ptr[item], item_ptr[item + 1]):
            user, x = users_of[t], np.float64(by_item[t])
            for s in range(user_ptr[user], user_ptr[user + 1]):
                other, y = items_of[s], np.float64(by_user[s])
                if sums[other, 3] == 0:
                    touched[n_touched] = other
                    n_touched += 1
                sums[other, 0] += x * y
                sums[other, 1] += x * x
                sums[other, 2] += y * y
                sums[other, 3] += 1
        n_near = 0
        for other in np.sort(touched[:n_touched]):
            xy, xx, yy, common = sums[other]
            sums[other] = 0
            if other != item and xy > 0:
                similarity = xy / np.sqrt(xx * yy) * common / (common + shrink)
                near[n_near] = np.float32(similarity)
                touched[n_near] = other
                n_near += 1
        order = np.argsort(-near[:n_near], kind="mergesort")[:n]
        kept = len(order)
        neighbours[row, :kept], similarities[row, :kept] = touched[order], near[order]
        neighbours[row, kept:], similarities[row, kept:] = -1, 0


@compiled_within_with_nan
def _weighted(
    item: int, residuals: Floats, neighbours: Indices, similarities: Floats, most: int
) -> tuple[np.float32, np.float32]:
    """Over the `most` nearest neighbours that have a residual (not NaN): the sum of similarity
    times residual, and that of the similarities."""
    total, weight, used = np.float32(0), np.float32(0), 0
    for n in range(neighbours.shape[1]):
        other = neighbours[item, n]
        if other < 0 or used == most:
            break
        residual = residuals[other]
        if residual == residual:
            total += similarities[item, n] * residual
            weight += similarities[item, n]
            used += 1
    return total, weight


@compiled_with_nan
def neighbour_rows(
    users: Longs,
    user_ptr: Longs,
    items_of: Indices,
    by_user: Floats,
    neighbours: Indices,
    similarities: Floats,
    most: int,
    item_bias: Floats,
    rows: Floats,
) -> None:
    """rows[n, i] = item_bias[i] + the sum of similarity times residual over the neighbours of i
    that users[n] rated, at most `most`: rows (m, n_items)."""
    residuals = np.full(len(neighbours), np.nan, np.float32)
    for row in range(len(users)):
        own = slice(user_ptr[users[row]], user_ptr[users[row] + 1])
        residuals[items_of[own]] = by_user[own]
        for item in range(len(neighbours)):
            total, _ = _weighted(item, residuals, neighbours, similarities, most)
            rows[row, item] = item_bias[item] + total
        residuals[items_of[own]] = np.nan


@compiled_with_nan
def neighbour_means(
    users: Longs,
    items: Longs,
    user_ptr: Longs,
    items_of: Indices,
    by_user: Floats,
    neighbours: Indices,
    similarities: Floats,
    most: int,
    out: Floats,
) -> None:
    """out[t]: the mean residual of users[t] over the neighbours of items[t] that it rated, at
    most `most`, weighted by similarity; 0 without any. Quick where a user's stand together."""
    residuals = np.full(len(neighbours), np.nan, np.float32)
    current = -1
    for t in range(len(users)):
        if users[t] != current:
            if current >= 0:
                residuals[items_of[user_ptr[current] : user_ptr[current + 1]]] = np.nan
            current = users[t]
            own = slice(user_ptr[current], user_ptr[current + 1])
            residuals[items_of[own]] = by_user[own]
        total, weight = _weighted(items[t], residuals, neighbours, similarities, most)
        out[t] = total / weight if weight > 0 else 0
