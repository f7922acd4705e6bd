"""The three stages beside each other: what each predicts, how far it is off, what that teaches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.kernels.arrays import Doubles
from recflix_tui.lab.showing.figures import figure, signed
from recflix_tui.lab.worked.example import Example
from recflix_tui.lab.worked.outcome import Outcome
from recflix_tui.lab.worked.sgd import Numbers, Stage

CALLED = {
    Stage.PLAIN: "plain",
    Stage.BIASED: "biased",
    Stage.REGULARIZED: "regularised",
}
"""What the screen calls the stages."""


@dataclass(frozen=True, eq=False)
class StageResult:
    """What one stage ended with."""

    stage: Stage
    """Which."""
    predictions: Doubles | None
    """R̂ in stars, (m, n) float64; None before the stage has ended."""
    learnt_error: float | None
    """Mean absolute error of a cell learnt from in the last epoch, in stars; None before it."""
    held_error: float | None
    """That of a cell held out, in stars; None where none is."""
    total: float | None
    """Total absolute error of the last epoch, in stars; None before it."""
    largest: float | None
    """The factor farthest from zero, without its sign; None before the stage has ended."""


def results_of(outcome: Outcome) -> tuple[StageResult, ...]:
    """What each stage ended with, so far."""
    return tuple(_result(outcome, stage) for stage in Stage)


def _result(outcome: Outcome, stage: Stage) -> StageResult:
    numbers = outcome.ended.get(stage)
    if numbers is None:
        return StageResult(stage, None, None, None, None, None)
    held = outcome.mean_held_errors.get(stage, ())
    return StageResult(
        stage,
        numbers.predictions,
        outcome.mean_errors[stage][-1],
        held[-1] if held else None,
        outcome.errors[stage][-1],
        largest_factor(numbers),
    )


def largest_factor(numbers: Numbers) -> float:
    """How far from zero the factor is that is farthest from it."""
    return float(max(np.abs(numbers.P).max(), np.abs(numbers.Q).max()))


def lessons(
    example: Example, outcome: Outcome, without: Outcome | None = None
) -> tuple[tuple[str, str], ...]:
    """What the stages teach, as (what it is about, a sentence or two); only of those that ended.

    without: of `without_regularization`, beside which regularisation is seen most plainly.
    """
    said = []
    if Stage.BIASED in outcome.ended:
        said.append(("bias", _of_biases(example, outcome.ended[Stage.BIASED])))
    if Stage.REGULARIZED in outcome.ended:
        said.append(("regularisation", _of_regularisation(outcome, without)))
    if Stage.BIASED in outcome.ended:
        said.append(("over-fitting", _of_overfitting(outcome)))
    return tuple(said)


def _of_biases(example: Example, numbers: Numbers) -> str:
    at = int(np.argmax(np.abs(numbers.user_bias)))
    bias = float(numbers.user_bias[at])
    side = "above" if bias >= 0 else "below"
    return (
        f"how far above or below the mean ({figure(numbers.mean, 2)}) someone rates, whatever the"
        f" film: {example.people[at]} {figure(abs(bias), 2)} {side}. The factors explain the rest."
    )


def _of_regularisation(outcome: Outcome, without: Outcome | None) -> str:
    words = "a pull towards 0 in each step"
    done = _result(outcome, Stage.REGULARIZED)
    if without is None or Stage.REGULARIZED not in without.ended:
        return f"{words}: no number grows large for the sake of one rating."
    other = _result(without, Stage.REGULARIZED)
    misses = f"Without it this stage misses {_misses(other)}; with it {_misses(done, bare=True)}."
    if done.held_error is None:
        sizes = " and ".join(figure(result.largest or 0.0, 2) for result in (other, done))
        return f"{words}. {misses} The largest number in P, Q is {sizes}."
    return f"{words}. {misses}"


def _misses(result: StageResult, bare: bool = False) -> str:
    """`learnt ratings by 0.21, held-out ones by 1.30`; bare: the figures alone."""
    learnt, held = result.learnt_error or 0.0, result.held_error
    if held is None:
        return f"by {figure(learnt, 2)}"
    if bare:
        return f"by {figure(learnt, 2)} and {figure(held, 2)}"
    return f"learnt ratings by {figure(learnt, 2)}, held-out ones by {figure(held, 2)}"


def _of_overfitting(outcome: Outcome) -> str:
    biased, last = _result(outcome, Stage.BIASED), _result(outcome, Stage.REGULARIZED)
    words = "right on what was learnt, wrong on what was not"
    if biased.held_error is None:
        return (
            f"{words}. All ratings were learnt, so it cannot be seen: O hides some and trains"
            " longer, then end."
        )
    said = f"{words}. Biased misses {_misses(biased)}"
    if last.held_error is None:
        return f"{said}."
    return f"{said}; regularised {_misses(last, bare=True)}."


def change_words(after: float, before: float) -> str:
    """`0.91 less than`, `0.02 more than`: how a total went on."""
    which = "less" if after <= before else "more"
    return f"{signed(abs(after - before), 2).lstrip('+')} {which}"
