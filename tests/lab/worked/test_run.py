"""The worked example: its figures, and the ways to step through it."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.lab.errors import LabError
from recflix_tui.lab.worked.example import SPARSE, TUTORIAL, Example
from recflix_tui.lab.worked.run import STAGES, Run, whole
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Numbers, Stage
from recflix_tui.solvers.setting import SettingError
from tests.lab.worked.by_hand import by_hand

SHORT = WorkedSettings(plain_epochs=3, biased_epochs=2, regularized_epochs=2)
HELD = TUTORIAL.holding_out([(0, 0), (1, 3), (2, 1), (3, 2)])


def test_the_tutorials_own_figures() -> None:
    errors = whole(TUTORIAL, WorkedSettings()).errors
    assert [len(errors[stage]) for stage in STAGES] == [50, 100, 100]
    assert [round(errors[Stage.PLAIN][n - 1], 4) for n in (10, 50)] == [25.8082, 9.8133]
    assert [round(errors[Stage.BIASED][n - 1], 4) for n in (20, 100)] == [10.0695, 8.8526]
    assert [round(errors[Stage.REGULARIZED][n - 1], 4) for n in (20, 100)] == [20.8510, 9.2340]


@pytest.mark.parametrize("example", [TUTORIAL, SPARSE, HELD], ids=["full", "sparse", "held out"])
@pytest.mark.parametrize("seed", [0, 1, 4294967295])
def test_all_stages_are_as_plain_loops_have_them(example: Example, seed: int) -> None:
    _assert_as_by_hand(example, WorkedSettings(seed=seed))


@given(
    seed=st.integers(0, 2**32 - 1),
    factors=st.integers(1, 8),
    rate=st.floats(0, 0.05),
    bias_rate=st.floats(0, 0.05),
    reg=st.floats(0, 2),
    stars=st.floats(0.5, 5),
)
def test_other_settings_too(
    seed: int, factors: int, rate: float, bias_rate: float, reg: float, stars: float
) -> None:
    settings = WorkedSettings(
        seed=seed,
        n_factors=factors,
        rate=rate,
        bias_rate=bias_rate,
        reg=reg,
        plain_epochs=4,
        biased_epochs=3,
        regularized_epochs=5,
    )
    _assert_as_by_hand(HELD.with_rating(4, 2, stars), settings)


def _assert_as_by_hand(example: Example, settings: WorkedSettings) -> None:
    found = whole(example, settings)
    told = by_hand(
        example.ratings,
        example.held,
        settings.seed,
        settings.n_factors,
        settings.rate,
        settings.bias_rate,
        settings.reg,
        (settings.plain_epochs, settings.biased_epochs, settings.regularized_epochs),
    )
    assert found.diverged is None
    for place, stage in enumerate(STAGES):
        assert found.errors[stage] == pytest.approx(told.errors[place], abs=1e-9)
        if found.n_held:
            assert found.held_errors[stage] == pytest.approx(told.held_errors[place], abs=1e-9)
        numbers = found.ended[stage]
        learnt = (numbers.P, numbers.Q, numbers.user_bias, numbers.movie_bias)
        for mine, theirs in zip(learnt, told.ended[place], strict=True):
            np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-9)


def test_the_first_nudge_in_plain_arithmetic() -> None:
    run = Run(TUTORIAL, WorkedSettings())
    p, q = run.numbers.P[0].copy(), run.numbers.Q[0].copy()
    run.step_rating()
    done = run.last
    assert done is not None
    error = 5 - (p[0] * q[0] + p[1] * q[1])
    assert (done.user, done.item, done.stars) == (0, 0, 5)
    assert done.error == pytest.approx(error, abs=1e-12)
    p_then = p + 0.01 * error * q
    np.testing.assert_allclose(run.numbers.P[0], p_then, rtol=0, atol=1e-12)
    np.testing.assert_allclose(run.numbers.Q[0], q + 0.01 * error * p_then, rtol=0, atol=1e-12)
    assert abs(5 - done.new_predicted) < abs(error)
    assert run.next_cell == (0, 1)
    assert run.epoch_error == pytest.approx(error, abs=1e-12)


def test_the_parts_of_a_nudge_add_up() -> None:
    run = Run(TUTORIAL, SHORT)
    run.go_to(Stage.REGULARIZED, 2)
    run.step_rating()
    done = run.last
    assert done is not None
    pushes = (done.user_bias, done.movie_bias, *done.P, *done.Q)
    assert len(pushes) == 6
    for push in pushes:
        whole_push = push.before + push.error_part + push.reg_part
        assert push.after == pytest.approx(whole_push, abs=1e-12)
    for push in (*done.P, *done.Q):
        assert push.reg_part == pytest.approx(-0.01 * 0.1 * push.before, abs=1e-15)
    assert done.movie_bias.reg_part == pytest.approx(-0.005 * 0.1 * done.movie_bias.before)


@given(seed=st.integers(0, 2**32 - 1), n_steps=st.integers(1, 20))
def test_a_small_nudge_brings_its_prediction_nearer_and_not_past_the_rating(
    seed: int, n_steps: int
) -> None:
    run = Run(TUTORIAL, WorkedSettings(seed=seed))
    for _ in range(n_steps):
        run.step_rating()
    done = run.last
    assert done is not None
    left = done.stars - done.new_predicted
    assert 0 < left / done.error < 1


@pytest.mark.parametrize("seed", range(5))
def test_each_stage_ends_with_less_error_than_it_began_with(seed: int) -> None:
    errors = whole(TUTORIAL, WorkedSettings(seed=seed)).errors
    for stage in STAGES:
        assert errors[stage][-1] < errors[stage][0]


def test_rating_by_rating_comes_to_the_same_numbers_as_all_at_once() -> None:
    run = Run(HELD, SHORT)
    n_steps = 0
    while not run.is_done:
        run.step_rating()
        n_steps += 1
    assert n_steps == 16 * 7
    found = whole(HELD, SHORT)
    assert (run.errors, run.held_errors) == (found.errors, found.held_errors)
    assert all(_same(run.ended[stage], found.ended[stage]) for stage in STAGES)


def test_a_stage_begins_where_the_one_before_ended_or_from_a_fresh_slate() -> None:
    run = Run(TUTORIAL, SHORT)
    slate = run.numbers
    assert slate.mean == 0
    run.step_stage()
    assert (run.stage, run.epoch) == (Stage.BIASED, 1)
    np.testing.assert_array_equal(run.numbers.P, run.ended[Stage.PLAIN].P)
    assert run.numbers.mean == TUTORIAL.ratings.mean()
    assert not run.numbers.user_bias.any()
    run.step_stage()
    assert (run.stage, run.epoch) == (Stage.REGULARIZED, 1)
    assert not run.numbers.movie_bias.any()
    drawn = np.random.RandomState(0).rand(36)
    np.testing.assert_array_equal(slate.P.ravel(), drawn[:10])
    np.testing.assert_array_equal(run.numbers.Q.ravel(), drawn[28:])
    run.step_stage()
    assert run.is_done
    assert run.next_cell is None


def test_back_is_where_it_was_before() -> None:
    run = Run(HELD, SHORT)
    before = []
    while not run.is_done:
        before.append((run.stage, run.epoch, run.next_cell, run.numbers, run.epoch_error, run.last))
        run.step_rating()
    for stage, epoch, cell, numbers, error, last in reversed(before):
        run.back_rating()
        assert (run.stage, run.epoch, run.next_cell, run.last) == (stage, epoch, cell, last)
        assert run.epoch_error == error
        assert _same(run.numbers, numbers)
        assert not run.is_done
    run.back_rating()
    assert run.next_cell == (0, 1)  # the first cell is held out
    assert not any(run.errors.values())
    assert not run.ended


def test_back_by_the_epoch_first_goes_to_where_it_began() -> None:
    run = Run(TUTORIAL, SHORT)
    run.step_epoch()
    began = run.numbers
    run.step_rating()
    run.back_epoch()
    assert (run.epoch, run.next_cell) == (2, (0, 0))
    assert _same(run.numbers, began)
    run.back_epoch()
    assert (run.epoch, run.errors[Stage.PLAIN]) == (1, ())
    run.back_epoch()
    assert run.epoch == 1


def test_any_epoch_can_be_gone_to_from_any_other() -> None:
    straight = Run(TUTORIAL, SHORT)
    straight.go_to(Stage.BIASED, 2)
    run = Run(TUTORIAL, SHORT)
    run.finish()
    run.go_to(Stage.BIASED, 2)
    run.step_rating()
    run.go_to(Stage.BIASED, 2)
    assert (run.stage, run.epoch, run.next_cell) == (Stage.BIASED, 2, (0, 0))
    assert _same(run.numbers, straight.numbers)
    assert run.errors == straight.errors
    run.go_to(Stage.PLAIN, 99)
    assert (run.stage, run.epoch) == (Stage.PLAIN, 3)


def test_a_copy_goes_on_by_itself() -> None:
    run, alone = Run(HELD, SHORT), Run(HELD, SHORT)
    for each in (run, alone):
        each.step_stage()
        each.step_rating()
    copy = run.copy()
    copy.finish()
    assert (run.stage, run.epoch, run.next_cell) == (alone.stage, alone.epoch, alone.next_cell)
    assert (run.errors, run.held_errors) == (alone.errors, alone.held_errors)
    assert list(run.ended) == [Stage.PLAIN]
    run.step_epoch()
    run.back_epoch()
    run.back_epoch()
    whole_run = whole(HELD, SHORT)
    assert (copy.errors, copy.held_errors) == (whole_run.errors, whole_run.held_errors)
    assert copy.is_done


def test_numbers_that_were_handed_out_stay_as_they_were() -> None:
    run = Run(TUTORIAL, SHORT)
    first = run.numbers
    kept = first.P.copy(), first.Q.copy()
    run.finish()
    np.testing.assert_array_equal(first.P, kept[0])
    np.testing.assert_array_equal(first.Q, kept[1])


@given(stars=st.lists(st.floats(0.5, 5), min_size=4, max_size=4))
def test_held_out_ratings_never_touch_the_numbers(stars: list[float]) -> None:
    changed = HELD
    for (user, item), value in zip(HELD.held_cells, stars, strict=True):
        changed = changed.with_rating(user, item, value)
    first, second = whole(HELD, SHORT), whole(changed, SHORT)
    assert first.errors == second.errors
    assert all(_same(first.ended[stage], second.ended[stage]) for stage in STAGES)


def test_errors_a_cell_can_be_laid_side_by_side() -> None:
    found = whole(HELD, SHORT)
    assert (found.n_known, found.n_held) == (16, 4)
    for stage in STAGES:
        assert [16 * e for e in found.mean_errors[stage]] == pytest.approx(found.errors[stage])
        held = found.held_errors[stage]
        assert [4 * e for e in found.mean_held_errors[stage]] == pytest.approx(held)
    nothing_held = whole(TUTORIAL, SHORT)
    assert set(nothing_held.mean_held_errors.values()) == {()}


def test_numbers_that_run_away_stop_the_run_without_a_warning() -> None:
    run = Run(TUTORIAL, WorkedSettings(rate=0.9))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run.finish()
        predictions = run.numbers.predictions
    assert run.is_done
    assert run.diverged == (Stage.PLAIN, run.epoch)
    assert np.isfinite(predictions).all()
    assert Stage.PLAIN not in run.ended
    assert run.so_far.diverged == run.diverged
    at = run.next_cell
    run.step_rating()
    assert run.next_cell == at
    run.back_epoch()
    assert run.diverged is None


def test_settings_out_of_bounds_are_refused_in_a_line() -> None:
    for settings, line in (
        (WorkedSettings(rate=2), "rate must be from 0 to 1, not 2"),
        (WorkedSettings(n_factors=0), "factors must be from 1 to 8, not 0"),
        (WorkedSettings(seed=-1), "seed must be from 0 to 4294967295, not -1"),
        (WorkedSettings(reg=float("nan")), "reg must be from 0 to 10, not nan"),
    ):
        with pytest.raises(SettingError) as refusal:
            Run(TUTORIAL, settings)
        assert str(refusal.value) == line


def test_without_a_rating_to_learn_from_nothing_runs() -> None:
    with pytest.raises(LabError, match="no rating is left"):
        Run(TUTORIAL.holding_out(TUTORIAL.known_cells), WorkedSettings())


def _same(one: Numbers, other: Numbers) -> bool:
    pairs = (
        (one.P, other.P),
        (one.Q, other.Q),
        (one.user_bias, other.user_bias),
        (one.movie_bias, other.movie_bias),
    )
    return one.mean == other.mean and all(np.array_equal(a, b) for a, b in pairs)
