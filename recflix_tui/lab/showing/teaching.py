"""What goes on in the worked example, one idea at a time, in everyday words."""

from __future__ import annotations

import enum

import numpy as np

from recflix_tui.lab.showing.beside import CALLED, change_words, largest_factor
from recflix_tui.lab.showing.cell import CellFacts
from recflix_tui.lab.showing.figures import figure, stars
from recflix_tui.lab.worked.overfitting import turn_of
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.sgd import Nudge, Stage
from recflix_tui.text import counted


class Moment(enum.StrEnum):
    """What the person did last."""

    START = "start"
    """Nothing yet, or began afresh."""
    LOOK = "look"
    """Went to a cell."""
    RATING = "rating"
    """Had one rating, or several, take their turn."""
    EPOCH = "epoch"
    """Ended an epoch, or several."""
    HELD = "held"
    """Held cells out, or took them back."""
    OVERFITTING = "over-fitting"
    """Held cells out and trains for longer, so that over-fitting is seen."""


def taught(run: Run, facts: CellFacts, moment: Moment) -> str:
    """What is to be learnt from what was done last, in a sentence or two."""
    if run.diverged is not None:
        return _of_running_away(run)
    if run.is_done:
        return _at_the_end(run)
    if moment is Moment.EPOCH:
        return _of_a_stage_begun(run) if run.epoch == 1 else _of_an_epoch(run)
    if moment is Moment.RATING and facts.nudge is not None and facts.is_done:
        return _of_a_rating(facts, facts.nudge)
    if moment is Moment.LOOK:
        return _of_a_look(facts)
    if moment is Moment.HELD and run.example.held_cells:
        return _of_holding_out(run)
    if moment is Moment.OVERFITTING:
        return _of_the_experiment(run)
    return _at_the_start(run)


def _at_the_start(run: Run) -> str:
    k = run.settings.n_factors
    if run.example.empty_cells:
        return (
            f"The dots are ratings to find. Each person gets {counted(k, 'number')} (P), each film"
            f" {k} (Q), at first by chance; products added up are the guess. space: learn one."
        )
    return (
        f"Each person gets {counted(k, 'number')} (P), each film {k} (Q), at first by chance. Their"
        " products added up are the guess. space: one rating corrects it."
    )


def _of_a_rating(facts: CellFacts, given: Nudge) -> str:
    """What was wrong, which way the numbers went, what the guess is now."""
    low = ("too low", "towards each other")
    which, way = low if given.error > 0 else ("too high", "apart")
    pull = ", and all a bit towards 0" if given.rates.reg else ""
    return (
        f"{stars(given.stars)} − {figure(given.predicted, 2)} = {figure(given.error, 2)}, {which}:"
        f" {facts.person}'s numbers and the film's move a little {way}{pull}. The guess is now"
        f" {figure(given.new_predicted, 2)}."
    )


def _of_an_epoch(run: Run) -> str:
    if (words := _of_overfitting(run)) is not None:
        return words
    totals = run.errors[run.stage]
    n = len(run.example.known_cells)
    if len(totals) == 1 and run.stage is Stage.BIASED:
        return (
            f"Epoch 1: the errors add up to {figure(totals[-1], 2)}. The mean came on top of"
            " guesses that were near already: now factors and biases give way, step by step."
        )
    if len(totals) == 1 and run.stage is Stage.REGULARIZED:
        return f"Epoch 1: the errors add up to {figure(totals[-1], 2)}. {_idea_of(run)}"
    if len(totals) == 1:
        return (
            f"That was an epoch: all {n} ratings had their turn once. Their errors add up to"
            f" {figure(totals[-1], 2)}; the curve shows what becomes of that."
        )
    change = change_words(totals[-1], totals[-2])
    now = f"Epoch {len(totals)}: the errors add up to {figure(totals[-1], 2)}, {change}"
    if totals[-1] > totals[-2]:
        return f"{now}. Where that goes on, the steps are too wide: try a smaller learning rate."
    return f"{now}. {_idea_of(run)}"


def _idea_of(run: Run) -> str:
    """The idea of the stage, by its numbers as they are."""
    numbers = run.numbers
    if run.stage is Stage.PLAIN and run.epoch > run.n_epochs / 2:
        return _of_a_taste(run)
    if run.stage is Stage.PLAIN:
        return "Small steps, rating by rating, again and again: stochastic gradient descent (SGD)."
    if run.stage is Stage.BIASED:
        at = int(np.argmax(np.abs(numbers.user_bias)))
        bias = float(numbers.user_bias[at])
        name = run.example.people[at]
        way = "more" if bias >= 0 else "less"
        amount = figure(abs(bias), 2)
        return f"{name}'s bias: {amount} {way} than the mean, whatever the film."
    return (
        "Regularisation keeps numbers small: the largest in P, Q is"
        f" {figure(largest_factor(numbers), 2)}."
    )


def _of_a_taste(run: Run) -> str:
    """For whom and for which film the same factor is largest: what it came to stand for."""
    P, Q = run.numbers.P, run.numbers.Q
    factor = int(np.argmax(P.max(axis=0) * Q.max(axis=0)))
    person = run.example.people[int(P[:, factor].argmax())]
    film = run.example.films[int(Q[:, factor].argmax())]
    return f"Number {factor + 1} came to stand for a taste: it is largest for {person} and {film}."


def _of_overfitting(run: Run) -> str | None:
    """That what is held out is guessed worse and worse, where it is; None where it is not."""
    turn = turn_of(run.so_far, run.stage)
    if turn is None:
        return None
    learnt, held = figure(turn.last_training, 2), figure(turn.last_held, 2)
    missed = f"learnt ratings are missed by {learnt}, held-out ones by {held}"
    if turn.is_overfit:
        return (
            f"Over-fitting: {missed}. Since epoch {turn.epoch} the first falls, the second rises"
            f" (from {figure(turn.held, 2)}): it learns by heart."
        )
    now = f"Epoch {run.epoch - 1}: {missed}"
    if run.stage is Stage.REGULARIZED and (before := turn_of(run.so_far, Stage.BIASED)):
        learnt, held = figure(before.last_training, 2), figure(before.last_held, 2)
        return f"{now}. Biased, without the pull towards 0, ended at {learnt} and {held}."
    return f"{now}. Only the second tells how good its guesses are."


def _of_a_stage_begun(run: Run) -> str:
    mean = figure(run.numbers.mean, 2)
    if run.stage is Stage.BIASED:
        total = figure(run.errors[Stage.PLAIN][-1], 2)
        return (
            f"Plain ends at {total}. Biased keeps its numbers and adds the mean {mean}: guesses"
            " start too high. A bias is how far from it a person or a film usually is."
        )
    total = figure(run.errors[Stage.BIASED][-1], 2)
    reg = f"{run.settings.reg:g}"
    return (
        f"Biased ends at {total}. Next, afresh with regularisation: each step also pulls every"
        f" number towards 0 (lambda {reg}), so that none grows large for one rating."
    )


def _of_a_look(facts: CellFacts) -> str:
    guess = figure(facts.predicted, 2)
    who, film = facts.person, facts.film
    if facts.stars is None:
        return (
            f"{who} has not rated {film}. The guess {guess} comes from the very same numbers:"
            " such cells are what it is all for. 1-5 rates it."
        )
    given = stars(facts.stars)
    if facts.is_held:
        return (
            f"Held out: nothing is learnt from this {given}, so its guess {guess} is a fair test,"
            f" off by {figure(abs(facts.error), 2)}. o takes it back."
        )
    if facts.is_done:
        return f"{who} gave {film} {given}; this is what that rating did a moment ago."
    return (
        f"{who} gave {film} {given}, the guess is {guess}: below is what its turn would do to the"
        " numbers. 1-5 changes the rating, o holds it out."
    )


def _of_holding_out(run: Run) -> str:
    n = len(run.example.held_cells)
    its = "its rating" if n == 1 else "their ratings"
    return (
        f"{counted(n, 'cell')} held out, in brackets: {its} will not be learnt from, only compared"
        " with the guess. p plays: watch both curves."
    )


def _of_the_experiment(run: Run) -> str:
    n, settings = len(run.example.held_cells), run.settings
    return (
        f"{counted(n, 'rating')} are hidden from the model (held out); {settings.plain_epochs}"
        f" epochs a stage, lambda {settings.reg:g}. p plays: watch the held-out error turn. O ends"
        " it."
    )


def _of_running_away(run: Run) -> str:
    stage, epoch = run.diverged or (run.stage, run.epoch)
    return (
        f"The numbers run away in epoch {epoch} ({CALLED[stage]}): each step is so wide that it"
        " overshoots, the next still more. A smaller learning rate mends it."
    )


def _at_the_end(run: Run) -> str:
    if run.example.held_cells:
        held = run.so_far.mean_held_errors
        missed = ", ".join(f"{figure(held[stage][-1], 2)} {CALLED[stage]}" for stage in Stage)
        return f"Done. Held-out ratings are missed by {missed}. tab: the stages side by side."
    if run.example.empty_cells:
        return (
            "Done: each dot has a guess, made of numbers learnt from the other ratings. Compare"
            " what the three stages guess, side by side."
        )
    return (
        "Done; tab: the stages side by side. It has learnt every cell, so nobody knows how good it"
        " is on new ones: O hides some from it, then p."
    )
