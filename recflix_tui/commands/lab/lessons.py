"""What the numbers of the worked example teach, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recflix_tui.commands.lab.tables import hundredths
from recflix_tui.kernels.arrays import Doubles
from recflix_tui.lab.worked.example import Example
from recflix_tui.lab.worked.outcome import Outcome
from recflix_tui.lab.worked.overfitting import Turn, guess_error, turn_of, without_regularization
from recflix_tui.lab.worked.run import STAGES
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Numbers, Stage

LEAST = 0.05
"""Stars that a factor must move predictions by to be told of."""


def biases(example: Example, numbers: Numbers) -> Iterator[str]:
    """Say who rates high and which film is liked."""
    yield (
        f"Every prediction starts from the mean of all ratings, {numbers.mean:.2f} stars. A bias "
        "is how far a person, or a film, is usually above or below it, whatever the match of "
        "their factors. Each rating nudges the two biases of its cell, by their rate × error."
    )
    yield (
        f"{_extreme(example.people, numbers.user_bias, highest=True)} rates high, "
        f"{_extreme(example.people, numbers.user_bias, highest=False)} low; "
        f"{_extreme(example.films, numbers.movie_bias, highest=True)} is liked most, "
        f"{_extreme(example.films, numbers.movie_bias, highest=False)} least. Much of that the "
        "factors can say too, and have learnt, so that a bias is often smaller than what the "
        "plain average of the ratings tells:"
    )


def _extreme(names: tuple[str, ...], bias: Doubles, *, highest: bool) -> str:
    place = int(bias.argmax() if highest else bias.argmin())
    return f"{names[place]} ({hundredths(bias[place], '+')})"


def factor(example: Example, numbers: Numbers) -> str:
    """Say what the strongest factor sets against what."""
    moved = np.ptp(numbers.P, axis=0) * np.ptp(numbers.Q, axis=0)
    strongest = int(moved.argmax())
    if moved[strongest] < LEAST:
        return f"No factor moves a prediction by {LEAST:g} stars: they say next to nothing."
    middle = (numbers.Q[:, strongest].max() + numbers.Q[:, strongest].min()) / 2
    above = numbers.Q[:, strongest] > middle
    high = [film for film, is_above in zip(example.films, above, strict=True) if is_above]
    low = [film for film, is_above in zip(example.films, above, strict=True) if not is_above]
    return (
        f"Factor {strongest + 1} moves predictions most. It sets {_listed(high)} against "
        f"{_listed(low)}: nobody told it so, it was found in the ratings."
    )


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1])] * (len(names) > 1) + names[-1:])


def regularization(example: Example, settings: WorkedSettings, outcome: Outcome) -> Iterator[str]:
    """Say what lambda did, beside the same start without it."""
    stage = Stage.REGULARIZED
    if not settings.reg:
        yield "Lambda is 0: no number was pulled back."
        return
    without = without_regularization(example, settings)
    if without.diverged is not None:
        yield "From the same start with a lambda of 0 the numbers run away."
        return
    mine, other = outcome.errors[stage][-1], without.errors[stage][-1]
    size, other_size = (_size(found.ended[stage]) for found in (outcome, without))
    yield (
        "With every nudge each number was also pulled back towards zero, by rate × lambda × "
        f"itself (lambda {settings.reg:g}), so that none grows large on the word of a few "
        f"ratings. Beside the same start with a lambda of 0: a factor is {size:.2f} on average, "
        f"without it {other_size:.2f}. The ratings learnt from are met "
        f"{'less' if mine > other else 'more'} closely: total error {mine:.2f}, without it "
        f"{other:.2f}."
    )
    if outcome.n_held:
        mine, other = (found.mean_held_errors[stage][-1] for found in (outcome, without))
        verdict = (
            f"But those held out are met more closely, and that is what it is for: {mine:.2f} a "
            f"cell, without it {other:.2f}."
        )
        no_gain = f"Those held out gain nothing, this time: {mine:.2f} a cell, {other:.2f} without."
        yield verdict if mine < other else no_gain


def _size(numbers: Numbers) -> float:
    """The mean magnitude of a factor."""
    return float(np.abs(np.concatenate([numbers.P.ravel(), numbers.Q.ravel()])).mean())


def held_out(example: Example, outcome: Outcome) -> Iterator[str]:
    """Say of each stage how the error on cells that it never saw went."""
    yield (
        f"Guessing the mean for each held-out cell would miss by {guess_error(example):.2f}: what "
        "has learnt something of use does better."
    )
    turns = [(stage, turn_of(outcome, stage)) for stage in STAGES]
    for stage, turn in turns:
        if turn is not None:
            yield f"{stage.word.capitalize()}: {_turn(turn)}"
    if any(turn is not None and turn.is_overfit for _, turn in turns):
        yield (
            "To get worse on what is held out while getting better on what is learnt is called "
            "over-fitting: these ratings are learnt by heart, not what is behind them."
        )


def _turn(turn: Turn) -> str:
    if turn.is_overfit:
        return (
            f"best on held-out cells after epoch {turn.epoch} ({turn.held:.2f}), then worse: "
            f"{turn.last_held:.2f} at the end, while the error on cells learnt from went on "
            f"falling from {turn.training:.2f} to {turn.last_training:.2f}."
        )
    return (
        f"{turn.last_held:.2f} on held-out cells at the end, {turn.last_training:.2f} on cells "
        f"learnt from; at best {turn.held:.2f}, after epoch {turn.epoch}. No over-fitting to "
        "speak of."
    )


def found(example: Example, numbers: Numbers) -> str:
    """Say what each empty cell is filled with."""
    predictions = numbers.predictions
    filled = [
        f"{example.people[user]} × {example.films[item]} {predictions[user, item]:.2f}"
        for user, item in example.empty_cells
    ]
    return f"The empty cells are found: {', '.join(filled)} stars."
