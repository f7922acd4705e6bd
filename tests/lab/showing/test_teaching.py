"""What is said of the worked example: true by its numbers, and no longer than its place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pytest

from recflix_tui.lab.showing.beside import lessons
from recflix_tui.lab.showing.cell import facts_of
from recflix_tui.lab.showing.teaching import Moment, taught
from recflix_tui.lab.worked.example import SPARSE, TUTORIAL, Example
from recflix_tui.lab.worked.overfitting import HELD_OUT, OVERFITTING
from recflix_tui.lab.worked.run import Run, whole
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Stage

ROOM, LINES = 78, 2  # of the line that teaches, on a small terminal
HELD = TUTORIAL.holding_out(HELD_OUT[TUTORIAL.key])
EXAMPLES = {"tutorial": TUTORIAL, "held out": HELD, "sparse": SPARSE}


def sentences(example: Example) -> Iterator[str]:
    """All that is said while a run goes on, at each cell at hand."""
    run = Run(example, WorkedSettings(plain_epochs=30, biased_epochs=30, regularized_epochs=4))
    cells = [(u, i) for u in range(len(example.people)) for i in range(len(example.films))]
    for moment in (Moment.START, Moment.HELD, Moment.OVERFITTING):
        yield taught(run, facts_of(run, (0, 0)), moment)
    while not run.is_done:
        run.step_rating()
        assert run.last is not None
        facts = facts_of(run, (run.last.user, run.last.item))
        ended = run.next_cell == example.known_cells[0]
        yield taught(run, facts, Moment.EPOCH if ended else Moment.RATING)
        if run.epoch < 3:
            for cell in cells:
                yield taught(run, facts_of(run, cell), Moment.LOOK)
    yield taught(run, facts_of(run, (0, 0)), Moment.EPOCH)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_every_sentence_has_room_on_a_small_terminal(example: Example) -> None:
    for sentence in sentences(example):
        assert len(textwrap.wrap(sentence, ROOM)) <= LINES, sentence


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_every_lesson_has_room_on_a_small_terminal(example: Example) -> None:
    outcome = whole(example, WorkedSettings())
    said = lessons(example, outcome)
    assert [about for about, _ in said] == ["bias", "regularisation", "over-fitting"]
    for about, words in said:
        assert len(textwrap.wrap(f"{about}: {words}", ROOM)) <= LINES, words


def test_over_fitting_is_said_only_where_held_out_errors_rise() -> None:
    run = Run(HELD, WorkedSettings())
    for _ in range(5):
        run.step_epoch()
    held = run.held_errors[run.stage]
    assert held[-1] == min(held)
    assert not taught(run, facts_of(run, (0, 0)), Moment.EPOCH).startswith("Over-fitting")
    run.step_stage()
    for _ in range(99):
        run.step_epoch()
    held = run.held_errors[run.stage]
    assert held[-1] > min(held) + 1
    since = held.index(min(held)) + 1
    said = taught(run, facts_of(run, (0, 0)), Moment.EPOCH)
    assert said.startswith("Over-fitting")
    assert f"Since epoch {since} " in said


def test_regularised_is_told_beside_how_biased_ended() -> None:
    run = Run(HELD, OVERFITTING)
    run.go_to(Stage.REGULARIZED, 101)
    learnt, held = run.so_far.mean_errors, run.so_far.mean_held_errors
    said = taught(run, facts_of(run, (0, 0)), Moment.EPOCH)
    assert said.startswith("Epoch 100: ")
    for stage, words in ((Stage.REGULARIZED, ", held-out ones by "), (Stage.BIASED, " and ")):
        assert f" {learnt[stage][-1]:.2f}{words}{held[stage][-1]:.2f}." in said


def test_a_rise_from_the_very_start_is_no_over_fitting() -> None:
    run = Run(HELD, OVERFITTING)
    run.go_to(Stage.REGULARIZED, 11)
    held, learnt = run.so_far.mean_held_errors[run.stage], run.so_far.mean_errors[run.stage]
    assert held[0] == min(held) < held[-1] - 0.05
    assert learnt[-1] < learnt[0]
    said = taught(run, facts_of(run, (0, 0)), Moment.EPOCH)
    assert not said.startswith("Over-fitting")


def test_a_taste_is_named_by_whom_and_what_it_is_largest_for() -> None:
    run = Run(TUTORIAL, WorkedSettings())
    for _ in range(40):
        run.step_epoch()
    said = taught(run, facts_of(run, (0, 0)), Moment.EPOCH)
    P, Q = run.numbers.P, run.numbers.Q
    factor = max((0, 1), key=lambda f: max(P[:, f]) * max(Q[:, f]))
    person = max(range(5), key=lambda u: P[u, factor])
    film = max(range(4), key=lambda i: Q[i, factor])
    assert said.startswith("Epoch 40: ")
    assert f"Number {factor + 1} " in said
    assert said.endswith(f"{TUTORIAL.people[person]} and {TUTORIAL.films[film]}.")
