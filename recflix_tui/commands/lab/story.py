"""The worked example told in the terminal, with the numbers that it comes to."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from recflix_tui.commands.lab import lessons
from recflix_tui.commands.lab.tables import (
    BAR,
    bar,
    bias_table,
    columns,
    factors_table,
    held_table,
    predictions_table,
    ratings_table,
)
from recflix_tui.lab.worked.example import Example
from recflix_tui.lab.worked.outcome import Outcome, ran_away
from recflix_tui.lab.worked.run import STAGES, Run
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Nudge, Numbers, Stage

WIDTH = 78
FIGURE = 7  # characters of an error
EVERY = 10  # epochs between two that are told of
UNSEEN = "What it never saw"
MOST_LINES = 25  # of epochs; with more of them, fewer are told of


def story(example: Example, settings: WorkedSettings) -> str:
    """Return the whole story. Raises as `Run` does."""
    run = Run(example, settings)
    slate = run.numbers
    run.step_rating()
    first = run.last
    run.finish()
    outcome = run.so_far
    parts = [_data(example), _slate(example, settings, slate)]
    if first is not None:
        parts.append(_nudge(example, first))
    parts.append(_epochs(settings, outcome))
    if outcome.diverged is None:
        parts += _what_came(example, settings, outcome)
    return "\n".join(line for part in parts for line in part).strip("\n")


def _what_came(example: Example, settings: WorkedSettings, outcome: Outcome) -> list[Iterator[str]]:
    """What is told once all three stages have ended."""
    reg = _lesson("What regularisation did", lessons.regularization(example, settings, outcome))
    held = _held_out(example, outcome) if outcome.n_held else _nothing_held()
    ends = [held, reg] if outcome.n_held else [reg, held]
    return [_refined(example, outcome), _biases(example, outcome), *ends]


def _data(example: Example) -> Iterator[str]:
    yield from _heading(f"The ratings, R: {example.title}")
    yield from _indented(ratings_table(example))
    yield ""
    held, empty = len(example.held_cells), len(example.empty_cells)
    if held:
        yield from _prose(
            f"In brackets: held out. The {held} are hidden from the training, to see afterwards "
            "whether they are found."
        )
    if empty:
        yield from _prose(f"A dot is a film not rated yet: {empty} cells that are to be found.")


def _slate(example: Example, settings: WorkedSettings, slate: Numbers) -> Iterator[str]:
    yield from _heading("The blank slate: random numbers")
    yield from _prose(
        f"Each person gets {settings.n_factors} numbers (a row of P), each film as many (a row of "
        "Q). They are called hidden factors: nobody says what they mean."
    )
    yield from _factors(example, slate)
    yield from _prose(
        "A prediction is a person's numbers times a film's, added up. At first that is far off "
        "(each rating, then its prediction):"
    )
    yield from _indented(predictions_table(example, slate.predictions))
    yield ""


def _nudge(example: Example, done: Nudge) -> Iterator[str]:
    person, film = example.people[done.user], example.films[done.item]
    yield from _heading("One nudge: what a single rating does")
    yield from _prose(f"{person} gave {film} {done.stars:g} stars. The numbers predict")
    pairs = zip(done.before.P, done.before.Q, strict=True)
    sums = " + ".join(f"{p:.4f} × {q:.4f}" for p, q in pairs)
    yield from _indented(textwrap.wrap(f"{sums} = {done.predicted:.4f},", WIDTH - 2))
    yield ""
    yield from _prose(
        f"so the error is {done.stars:g} - {done.predicted:.4f} = {done.error:.4f}. Each number "
        f"moves by rate × error × the number that it is multiplied with. The rate, "
        f"{done.rates.rate:g}, keeps the step small; the film's numbers move by the person's new "
        "ones:"
    )
    yield from _indented(_pushes(done, person, film))
    yield ""
    nearer = abs(done.error) - abs(done.stars - done.new_predicted)
    way = "nearer" if nearer >= 0 else "farther off"
    yield from _prose(
        f"Now the prediction is {done.new_predicted:.4f}: {abs(nearer):.4f} {way}. That is "
        "stochastic gradient descent: one rating, one small step, and the next rating. Once "
        "through all of them is an epoch."
    )


def _pushes(done: Nudge, person: str, film: str) -> list[str]:
    rate, error = f"{done.rates.rate:g}", f"{done.error:.4f}"
    rows = []
    for name, pushes, partners in (
        (person, done.P, done.before.Q),
        (film, done.Q, done.after.P),
    ):
        for number, (push, partner) in enumerate(zip(pushes, partners, strict=True), 1):
            move = f"{rate} × {error} × {partner:.4f}"
            rows.append(
                [f"{name}, {number}", f"{push.before:.4f}", "+", move, "=", f"{push.after:.4f}"]
            )
    return columns(rows)


def _epochs(settings: WorkedSettings, outcome: Outcome) -> Iterator[str]:
    yield from _heading("Epoch by epoch: the total error, in stars")
    yield from _prose(
        "Plain: factors alone. Biased: the mean and a bias for each person and film as well, going "
        "on from the plain factors. Regularised: all over again from fresh random factors, every "
        f"number pulled back towards zero (lambda {settings.reg:g})."
    )
    most = max((total for totals in outcome.errors.values() for total in totals), default=0.0)
    head = ["epoch", *(stage.word.ljust(FIGURE + 1 + BAR) for stage in STAGES)]
    rows = [
        [f"{n:>5}", *(_figure(outcome, stage, n, most) for stage in STAGES)]
        for n in _told_epochs(outcome)
    ]
    if rows:
        yield from _indented(columns([head, *rows]))
        yield ""
    if outcome.diverged is not None:
        yield from _prose(f"Here {ran_away(outcome.diverged)}.")
    elif outcome.errors[Stage.BIASED][0] > outcome.errors[Stage.PLAIN][-1]:
        yield from _prose(
            "Why the biased stage begins with a leap: the mean is added to factors that met the "
            "ratings without it. Some epochs later they have made room for it."
        )


def _told_epochs(outcome: Outcome) -> list[int]:
    """The first epoch, every tenth, and the last of each stage."""
    lasts = {len(totals) for totals in outcome.errors.values()}
    longest = max(lasts)
    every = EVERY if longest <= MOST_LINES * EVERY else longest // MOST_LINES
    told = {1, *range(every, longest + 1, every), *lasts}
    return sorted(epoch for epoch in told if 0 < epoch <= longest)


def _figure(outcome: Outcome, stage: Stage, epoch: int, most: float) -> str:
    """The error of an epoch with its bar; blank where the stage has no such epoch."""
    totals = outcome.errors[stage]
    if epoch > len(totals):
        return ""
    return f"{totals[epoch - 1]:{FIGURE}.2f} {bar(totals[epoch - 1], most)}"


def _refined(example: Example, outcome: Outcome) -> Iterator[str]:
    yield from _heading("The refined matrices: R against what is predicted, R̂")
    for stage in STAGES:
        numbers = outcome.ended[stage]
        total = outcome.errors[stage][-1]
        yield from _prose(f"{stage.word.capitalize()} (total error {total:.2f}):")
        yield from _indented(predictions_table(example, numbers.predictions))
        yield ""
    numbers = outcome.ended[Stage.REGULARIZED]
    yield from _prose("The factors of the third stage:")
    yield from _factors(example, numbers)
    yield from _prose(lessons.factor(example, numbers))
    if example.empty_cells:
        yield from _prose(lessons.found(example, numbers))


def _biases(example: Example, outcome: Outcome) -> Iterator[str]:
    numbers = outcome.ended[Stage.REGULARIZED]
    yield from _lesson("The biases", lessons.biases(example, numbers))
    yield from _indented(bias_table(example, numbers))
    yield ""


def _nothing_held() -> Iterator[str]:
    yield from _heading(UNSEEN)
    yield from _prose(
        "Every rating was learnt from, so nobody knows whether it would find one that it has not "
        "seen. recflix lab --overfitting holds some out and looks."
    )


def _held_out(example: Example, outcome: Outcome) -> Iterator[str]:
    """Training error beside held-out error."""
    yield from _heading(UNSEEN)
    yield from _prose(
        f"Mean error a cell, in stars: under each stage of the {outcome.n_known} cells learnt "
        f"from, beside it of the {outcome.n_held} held out."
    )
    yield from _indented(held_table(outcome, _told_epochs(outcome)))
    yield ""
    for sentence in lessons.held_out(example, outcome):
        yield from _prose(sentence)


def _factors(example: Example, numbers: Numbers) -> Iterator[str]:
    for letter, names, factors in (
        ("P", example.people, numbers.P),
        ("Q", example.films, numbers.Q),
    ):
        yield from _indented(factors_table(letter, names, factors))
        yield ""


def _lesson(heading: str, sentences: Iterator[str]) -> Iterator[str]:
    yield from _heading(heading)
    for sentence in sentences:
        yield from _prose(sentence)


def _heading(text: str) -> Iterator[str]:
    yield from (text, "─" * len(text))


def _prose(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH)
    yield ""


def _indented(lines: list[str]) -> Iterator[str]:
    yield from (f"  {line}".rstrip() for line in lines)
