"""What the matrix shows is what loops over all its cells give."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.values import CsrRatings
from recflix_tui.matrix.counting.errors import units_per_star
from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.orders import OrderBy, parse_order
from recflix_tui.matrix.values import MatrixError, MatrixProfile, Picture, Window
from recflix_tui.matrix.zoom import Room, levels, placed
from recflix_tui.model.factors import FactorModel
from tests.matrix.conftest import profile_of
from tests.matrix.dense import known, picture, predicted

ACTIVITY = OrderBy("activity")
PICTURES = list(Picture)


@pytest.fixture
def matrix(dataset: Dataset, model: FactorModel, profiles: list[MatrixProfile]) -> UserItemMatrix:
    return UserItemMatrix.build(dataset, model, profiles, ACTIVITY, ACTIVITY)


def assert_shown(matrix: UserItemMatrix, model: FactorModel, window: Window, kind: Picture) -> None:
    view = matrix.view(window, kind)
    values, counts, cells = picture(matrix, model, window, kind)
    within = 0.5 / units_per_star(model) + 1e-5 if kind is Picture.ERROR else 2e-6
    np.testing.assert_allclose(view.values, values, atol=within)
    np.testing.assert_array_equal(view.counts, counts)
    np.testing.assert_array_equal(view.cells, cells)
    assert view.values.dtype == np.dtype(np.float32)
    assert view.counts.dtype == np.dtype(np.int32)


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize(
    "window",
    [
        Window(0, 0, 1, 1, 82, 60),
        Window(3, 7, 1, 1, 5, 9),
        Window(0, 0, 8, 4, 11, 15),
        Window(10, 5, 5, 7, 15, 8),
        Window(0, 0, 82, 60, 1, 1),
    ],
)
def test_each_picture_is_that_of_a_loop_over_the_cells(
    matrix: UserItemMatrix, model: FactorModel, window: Window, kind: Picture
) -> None:
    assert_shown(matrix, model, window, kind)


@pytest.mark.usefixtures("coarse_grid")
@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("order", ["activity", "id", "factor:2", "cluster"])
def test_every_level_of_every_order_is_right_on_a_grid_of_unlike_squares(
    dataset: Dataset,
    model: FactorModel,
    profiles: list[MatrixProfile],
    kind: Picture,
    order: str,
) -> None:
    by = parse_order(order)
    matrix = UserItemMatrix.build(dataset, model, profiles, by, by)
    room = Room(matrix.n_rows, matrix.n_columns, 4, 5)
    for level in levels(room.n_rows, room.n_columns, room.height, room.width):
        for row, column in ((0, 0), (17, 30), (81, 59)):
            assert_shown(matrix, model, placed(level, room, row, column), kind)


def test_what_is_beyond_the_matrix_is_left_out(matrix: UserItemMatrix, model: FactorModel) -> None:
    view = matrix.view(Window(76, 56, 4, 2, 9, 9), Picture.KNOWN)
    assert view.values.shape == (2, 2)
    assert view.cells.tolist() == [[8, 8], [4, 4]]
    assert matrix.view(Window(90, 0, 1, 1, 3, 3), Picture.DENSITY).values.shape == (0, 3)


def test_sparsity_counts_the_profiles_ratings_and_rows(matrix: UserItemMatrix) -> None:
    assert (matrix.n_rows, matrix.n_columns) == (82, 60)
    assert matrix.n_ratings == 80 * 30 + 30 + 2
    assert matrix.sparsity == pytest.approx(1 - 2432 / 4920)


def test_a_cell_says_who_what_the_rating_and_the_prediction(
    matrix: UserItemMatrix, model: FactorModel
) -> None:
    dataset = matrix.dataset
    for user, at in ((0, 0), (79, 29)):
        item, stars = (array[at] for array in dataset.by_user.row(user))
        cell = matrix.cell(int(matrix.row_places[user]), matrix.place_of_item(int(item)))
        assert (cell.row_id, cell.user_id, cell.profile) == (user, user + 1, None)
        assert (cell.item, cell.rating) == (item, stars)
        exact = model.mu + model.user_bias[user] + model.item_bias[item]
        exact += float(model.P[user] @ model.Q[item])
        assert cell.prediction == pytest.approx(float(model.on_scale(exact)), abs=1e-5)
    unrated = np.setdiff1d(np.arange(60), dataset.by_user.row(0)[0])[0]
    place = matrix.place_of_item(int(unrated))
    assert matrix.cell(int(matrix.row_places[0]), place).rating is None


def test_a_profiles_cell_is_by_its_own_ratings_and_fold_in(
    matrix: UserItemMatrix, model: FactorModel
) -> None:
    place = matrix.place_of_profile(9)
    assert place is not None
    cell = matrix.cell(place, matrix.place_of_item(50))
    assert (cell.row_id, cell.user_id, cell.rating) == (81, None, 1.5)
    assert cell.profile is matrix.profiles[1]
    fold = matrix.profiles[1].fold_in
    assert fold is not None
    exact = float(model.score_all(fold)[50])
    assert cell.prediction == pytest.approx(float(model.on_scale(exact)), abs=1e-5)
    assert matrix.row_name(place) == "Bo"


def test_the_error_of_a_cell_is_that_of_the_picture_even_beyond_the_scale(
    dataset: Dataset, model: FactorModel, profiles: list[MatrixProfile]
) -> None:
    # Predictions that leave the scale at both ends: a clipped one would give another error.
    wide = replace(model, item_bias=model.item_bias + np.linspace(-4, 4, 60).astype(np.float32))
    matrix = UserItemMatrix.build(dataset, wide, profiles, ACTIVITY, ACTIVITY)
    shown = matrix.view(Window(0, 0, 1, 1, 82, 60), Picture.ERROR).values
    stars, exact = known(matrix), predicted(matrix, wide)
    assert exact[~np.isnan(stars)].min() < 0.5
    assert exact[~np.isnan(stars)].max() > 5
    for row in range(82):
        for column in range(60):
            cell = matrix.cell(row, column)
            assert (cell.error is None) == (cell.rating is None)
            if cell.error is not None and cell.prediction is not None:
                assert cell.error == pytest.approx(
                    stars[row, column] - exact[row, column], abs=2e-4
                )
                assert cell.error == pytest.approx(float(shown[row, column]), abs=3e-4)
                assert 0.5 <= cell.prediction <= 5


def test_places_and_names_lead_to_each_other(matrix: UserItemMatrix) -> None:
    place = matrix.place_of_user_id(12)
    assert place is not None
    assert matrix.row_name(place) == "user 12"
    assert matrix.place_of_user_id(0) is None
    assert matrix.place_of_user_id(99) is None
    assert matrix.place_of_profile(8) is None
    assert matrix.column_name(matrix.place_of_item(20)) == "Film 20 (1970)"


def test_a_new_rating_changes_its_cell_and_moves_nobody(
    matrix: UserItemMatrix, model: FactorModel
) -> None:
    place, column = matrix.place_of_profile(9), matrix.place_of_item(11)
    assert place is not None
    rated = profile_of(9, "Bo", {**matrix.profiles[1].ratings, 11: 5.0}, model)
    newer = matrix.with_profiles([matrix.profiles[0], rated])
    assert newer.cell(place, column).rating == 5.0
    assert newer.n_ratings == matrix.n_ratings + 1
    np.testing.assert_array_equal(newer.row_ids, matrix.row_ids)
    window = Window(0, 0, 1, 1, 82, 60)
    before, after = (m.view(window, Picture.KNOWN).values for m in (matrix, newer))
    changed = np.argwhere(~np.isclose(before, after, equal_nan=True))
    assert changed.tolist() == [[place, column]]
    for kind in PICTURES:
        assert_shown(newer, model, Window(0, 0, 8, 8, 11, 8), kind)


def test_other_people_make_another_matrix(matrix: UserItemMatrix) -> None:
    with pytest.raises(ValueError, match="other profiles"):
        matrix.with_profiles(matrix.profiles[:1])


def test_without_a_model_there_are_ratings_but_no_predictions(
    dataset: Dataset, model: FactorModel
) -> None:
    bare = UserItemMatrix.build(
        dataset, None, [profile_of(1, "Ada", {2: 3.0}, None)], ACTIVITY, OrderBy("id")
    )
    window = Window(0, 0, 41, 20, 2, 3)
    assert bare.view(window, Picture.KNOWN).counts.sum() == 2401
    rated = [bare.cell(0, column) for column in range(60)]
    assert any(cell.rating is not None for cell in rated)
    assert all(cell.prediction is cell.error is None for cell in rated)
    for kind in (Picture.PREDICTED, Picture.ERROR):
        with pytest.raises(MatrixError, match="recflix train"):
            bare.view(window, kind)
    with pytest.raises(MatrixError, match="recflix train"):
        UserItemMatrix.build(dataset, None, [], OrderBy("cluster"), ACTIVITY)


def test_a_picture_is_prepared_once_and_tells_how_far_it_is(
    dataset: Dataset, model: FactorModel, profiles: list[MatrixProfile]
) -> None:
    told: list[float] = []
    matrix = UserItemMatrix.build(
        dataset, model, profiles, ACTIVITY, ACTIVITY, lambda words, share: told.append(share)
    )
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert matrix.is_prepared(Picture.KNOWN)
    assert not matrix.is_prepared(Picture.ERROR)
    told.clear()
    matrix.prepare(Picture.ERROR, lambda words, share: told.append(share))
    assert told[-1] == 1.0
    assert matrix.with_profiles(profiles).is_prepared(Picture.ERROR)
    told.clear()
    matrix.prepare(Picture.ERROR, lambda words, share: told.append(share))
    assert told == []


def test_errors_beyond_all_measure_are_held_to_the_largest_that_is_kept(
    dataset: Dataset, model: FactorModel
) -> None:
    far = replace(model, mu=1000.0)
    matrix = UserItemMatrix.build(dataset, far, [], ACTIVITY, ACTIVITY)
    view = matrix.view(Window(0, 0, 80, 60, 1, 1), Picture.ERROR)
    assert float(view.values[0, 0]) == pytest.approx(-9.0)


def test_a_damaged_dataset_is_refused_before_a_loop_reads_it(
    dataset: Dataset, model: FactorModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_user = dataset.by_user
    wild = by_user.indices.copy()
    wild[5] = dataset.n_items
    falling = by_user.indptr.copy()
    falling[3] = falling[5]
    for bad in (
        CsrRatings(by_user.indptr, wild, by_user.values, by_user.times),
        CsrRatings(falling, by_user.indices, by_user.values, by_user.times),
    ):
        monkeypatch.setattr(dataset, "by_user", bad)
        with pytest.raises(MatrixError, match="import it again"):
            UserItemMatrix.build(dataset, model, [], ACTIVITY, ACTIVITY)


def test_another_order_makes_nothing_again_that_has_no_order(
    matrix: UserItemMatrix, profiles: list[MatrixProfile]
) -> None:
    told: list[str] = []
    matrix.prepare(Picture.ERROR)
    by_id = UserItemMatrix.build(
        matrix.dataset, matrix.model, profiles, OrderBy("id"), OrderBy("id"), before=matrix
    )
    by_id.prepare(Picture.ERROR, lambda words, share: told.append(words))
    assert set(told) == {"adding up the errors"}
