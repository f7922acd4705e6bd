"""Over-fitting is seen with the cells and the settings that are there to show it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.lab.worked.example import EXAMPLES, TUTORIAL
from recflix_tui.lab.worked.outcome import Outcome
from recflix_tui.lab.worked.overfitting import (
    HELD_OUT,
    OVERFITTING,
    RISE,
    Turn,
    guess_error,
    turn_of,
    without_regularization,
)
from recflix_tui.lab.worked.run import whole
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Stage

HELD = TUTORIAL.holding_out(HELD_OUT[TUTORIAL.key])
SEEDS = range(8)


@pytest.mark.parametrize("key", EXAMPLES)
def test_no_person_and_no_film_is_held_out_twice_and_all_are_still_learnt_of(key: str) -> None:
    example = EXAMPLES[key].holding_out(HELD_OUT[key])
    people, films = zip(*HELD_OUT[key], strict=True)
    assert len(set(people)) == len(people)
    assert len(set(films)) == len(films)
    assert example.known.any(axis=0).all()
    assert example.known.any(axis=1).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_held_out_error_falls_then_rises_while_training_error_falls(seed: int) -> None:
    found = whole(HELD, replace(OVERFITTING, seed=seed))
    for stage in (Stage.PLAIN, Stage.BIASED):
        turn = turn_of(found, stage)
        assert turn is not None
        held, training = found.mean_held_errors[stage], found.mean_errors[stage]
        assert turn.held == min(held) == held[turn.epoch - 1]
        assert (turn.last_held, turn.last_training) == (held[-1], training[-1])
        assert turn.is_overfit
    plain = turn_of(found, Stage.PLAIN)
    assert plain is not None
    assert 1 < plain.epoch < OVERFITTING.plain_epochs


@pytest.mark.parametrize("seed", SEEDS)
def test_regularisation_fits_the_ratings_worse_and_those_held_out_better(seed: int) -> None:
    settings = replace(OVERFITTING, seed=seed)
    found, without = whole(HELD, settings), without_regularization(HELD, settings)
    stage = Stage.REGULARIZED
    assert found.mean_errors[stage][-1] > without.mean_errors[stage][-1]
    assert found.mean_held_errors[stage][-1] < without.mean_held_errors[stage][-1]
    assert _size(found) < _size(without)
    assert found.mean_held_errors[stage][-1] < found.mean_held_errors[Stage.BIASED][-1]


def test_without_a_lambda_it_is_the_same_start() -> None:
    settings = WorkedSettings(reg=0.0, seed=3)
    found, again = whole(HELD, settings), without_regularization(HELD, settings)
    stage = Stage.REGULARIZED
    assert found.errors[stage] == again.errors[stage]
    np.testing.assert_array_equal(found.ended[stage].Q, again.ended[stage].Q)


def test_nothing_held_out_has_no_turn() -> None:
    short = WorkedSettings(plain_epochs=1, biased_epochs=1, regularized_epochs=1)
    assert turn_of(whole(TUTORIAL, short), Stage.PLAIN) is None


def test_over_fitting_is_spoken_of_where_one_error_rises_and_the_other_falls() -> None:
    lowest = Turn(3, held=0.5, training=0.8, last_held=0.5 + 2 * RISE, last_training=0.2)
    assert lowest.is_overfit
    assert not replace(lowest, last_held=0.5 + RISE / 2).is_overfit
    assert not replace(lowest, last_training=0.9).is_overfit
    assert not replace(lowest, epoch=1).is_overfit  # it never fell


def test_guessing_the_mean_is_what_there_is_to_beat() -> None:
    mean = (59 - 4 - 4 - 2 - 2) / 16
    misses = [abs(4 - mean), abs(4 - mean), abs(2 - mean), abs(2 - mean)]
    assert guess_error(HELD) == pytest.approx(sum(misses) / 4)
    assert guess_error(TUTORIAL) == 0


def _size(found: Outcome) -> float:
    numbers = found.ended[Stage.REGULARIZED]
    return float(np.square(numbers.P).sum() + np.square(numbers.Q).sum())
