"""Ratings and what is known beside them as sparse matrices, as several libraries want them."""

from __future__ import annotations

from typing import Any

import numpy as np

from recflix_tui.model.ratings import Features, Ratings


def stars_by_user_and_item(ratings: Ratings) -> Any:
    """The stars by user and item: sparse rows, float32."""
    import scipy.sparse as sparse

    shape = ratings.n_users, ratings.n_items
    return sparse.csr_matrix((ratings.stars, (ratings.users, ratings.items)), shape, np.float32)


def identity(n: int) -> Any:
    """A column for each of n rows, float64."""
    import scipy.sparse as sparse

    return sparse.identity(n, format="csr")


def sparse_rows(features: Features) -> Any:
    """What is known of each row, as a matrix of SciPy's."""
    import scipy.sparse as sparse

    shape = len(features.indptr) - 1, features.n_features
    return sparse.csr_matrix((features.values, features.indices, features.indptr), shape)


def unit_rows(matrix: Any) -> Any:
    """The rows of ones, each over the root of its number of ones."""
    import scipy.sparse as sparse

    counts = np.maximum(np.diff(matrix.indptr), 1)
    return sparse.diags(1 / np.sqrt(counts)) @ matrix


def side_by_side(blocks: list[Any]) -> tuple[Any, list[int]]:
    """Blocks of columns as one matrix, and the number of columns of each."""
    import scipy.sparse as sparse

    return sparse.hstack(blocks).tocsr().astype(np.float64), [b.shape[1] for b in blocks]
