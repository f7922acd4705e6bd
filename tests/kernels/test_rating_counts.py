"""The compiled loops beside plain ones."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.kernels.grouped import group
from recflix_tui.kernels.rating_counts import (
    accumulate,
    add_products,
    regroup,
    sum_rows,
    tally_rows,
    write_errors,
)

N_ROWS, N_COLUMNS = 23, 17


@pytest.fixture
def dense() -> np.ndarray:
    """Half stars, NaN where there is no rating."""
    rng = np.random.default_rng(8)
    stars = rng.integers(1, 11, (N_ROWS, N_COLUMNS)) / 2
    return np.where(rng.random(stars.shape) < 0.3, stars, np.nan)


def sparse(dense: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows, columns = np.nonzero(~np.isnan(dense))
    found = group(rows, columns, dense[rows, columns], len(dense))
    return found.indptr, found.columns, found.values


def test_ratings_are_tallied_by_the_bins_of_their_rows_and_columns(dense: np.ndarray) -> None:
    order = np.random.default_rng(1).permutation(N_ROWS + 2).astype(np.int32)  # two have none
    edges = np.array([0, 4, 5, 20, 25])
    bins = (np.arange(N_COLUMNS) % 3).astype(np.int32)
    tallies = np.zeros((4, 3, 2))
    tally_rows(*sparse(dense), order, edges, 1, 3, bins, tallies)
    for b in (0, 1, 2, 3):
        for c in range(3):
            rows = [row for row in order[edges[b] : edges[b + 1]] if row < N_ROWS]
            found = dense[rows][:, bins == c]
            found = found[~np.isnan(found)] if b in (1, 2) else found[:0]
            assert tallies[b, c].tolist() == [len(found), found.sum()]


def test_an_integral_image_has_the_sums_of_all_above_and_left() -> None:
    whole = np.random.default_rng(2).integers(0, 9, (6, 5, 2)).astype(float)
    image = whole.copy()
    accumulate(image)
    for r in range(6):
        for c in range(5):
            np.testing.assert_array_equal(image[r, c], whole[: r + 1, : c + 1].sum(axis=(0, 1)))


def test_rows_of_a_table_are_added_up_by_bins_and_those_beyond_it_add_nothing() -> None:
    rng = np.random.default_rng(3)
    table, bias = rng.normal(size=(9, 4)).astype(np.float32), rng.normal(size=9)
    order, edges = np.array([8, 10, 0, 3, 9, 1], np.int32), np.array([0, 2, 2, 5])
    sums = np.zeros((3, 5))
    sum_rows(table, bias.astype(np.float32), order, edges, sums)
    together = np.column_stack([table, bias])
    np.testing.assert_allclose(
        sums, [together[8], np.zeros(5), together[0] + together[3]], atol=1e-6
    )


def test_products_of_factors_are_added_to_the_mean_and_the_biases() -> None:
    rng = np.random.default_rng(6)
    rows, columns = rng.normal(size=(5, 4)), rng.normal(size=(7, 4))
    sums = np.zeros((5, 7))
    add_products(rows, columns, 3.5, sums)
    biases = 3.5 + rows[:, 3:] + columns[:, 3]
    np.testing.assert_allclose(sums, biases + rows[:, :3] @ columns[:, :3].T, atol=1e-12)


def test_errors_are_ratings_less_predictions_in_whole_units(dense: np.ndarray) -> None:
    rng = np.random.default_rng(4)
    P, Q = (rng.normal(size=(n, 3)).astype(np.float32) for n in (N_ROWS, N_COLUMNS))
    b_u, b_i = (rng.normal(size=n).astype(np.float32) for n in (N_ROWS, N_COLUMNS))
    exact = (dense - 3 - b_u[:, np.newaxis] - b_i - P.astype(float) @ Q.T) * 1000
    indptr, indices, values = sparse(dense)
    errors = np.full(len(values), 7, np.int16)
    for part in ((0, 5), (5, N_ROWS)):
        write_errors(indptr, indices, values, 3.0, b_u, b_i, P, Q, 1000.0, *part, errors)
    assert (np.abs(errors - exact[~np.isnan(exact)]) < 0.51).all()


def test_numbers_by_row_are_regrouped_by_column(dense: np.ndarray) -> None:
    _, indices, values = sparse(dense)
    starts, _, by_column = sparse(dense.T)
    grouped = np.zeros(len(values), np.int16)
    regroup(indices, (values * 2).astype(np.int16), starts[:-1].copy(), grouped)
    np.testing.assert_array_equal(grouped, (by_column * 2).astype(np.int16))


def test_an_error_too_large_for_its_number_is_held() -> None:
    one, zero = np.ones(1, np.float32), np.zeros((1, 1), np.float32)
    for mean, held in ((-90.0, 32767), (90.0, -32767)):
        errors = np.zeros(1, np.int16)
        indptr, indices = np.array([0, 1]), np.zeros(1, np.int32)
        write_errors(indptr, indices, one, mean, one, one, zero, zero, 1000.0, 0, 1, errors)
        assert errors[0] == held
