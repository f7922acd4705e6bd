"""The sums written out: they come to what the number becomes, and figures keep their columns."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from recflix_tui.lab.showing.cell import facts_of, leaning
from recflix_tui.lab.showing.figures import MINUS, change, figure, signed
from recflix_tui.lab.showing.nudges import guess_words, lines_of, miss_words
from recflix_tui.lab.worked.example import SPARSE, TUTORIAL
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Stage


def worth(sum: str) -> float:
    """What a sum that is written out comes to."""
    return float(eval(sum.replace("×", "*").replace(MINUS, "-")))


@pytest.mark.parametrize("stage", Stage)
def test_each_sum_comes_to_what_its_number_becomes(stage: Stage) -> None:
    run = Run(TUTORIAL, WorkedSettings())
    run.go_to(stage, 3)
    for _ in range(20):
        cell = run.next_cell
        assert cell is not None
        given = facts_of(run, cell)
        assert given.nudge is not None
        for line in lines_of(given.nudge):
            after = float(line.after.replace(MINUS, "-"))
            before = float(line.before.replace(MINUS, "-"))
            # Its parts are rounded to hundredths and thousandths.
            assert before + worth(line.sum) == pytest.approx(after, abs=2e-3)
            assert float(line.change.replace(MINUS, "-")) == pytest.approx(
                after - before, abs=1.1e-3
            )
        assert worth(re.sub("mean |bias ", "", guess_words(given)[0]).split(" = ")[0]) == (
            pytest.approx(given.predicted, abs=0.06)
        )
        run.step_rating()
        done = facts_of(run, cell)
        assert done.is_done
        assert done.nudge is run.last


def test_only_stages_with_biases_have_lines_for_them() -> None:
    run = Run(TUTORIAL, WorkedSettings(n_factors=3))
    names = ["P 1", "P 2", "P 3", "Q 1", "Q 2", "Q 3"]
    for before in ([], ["user bias", "film bias"]):
        given = facts_of(run, (0, 0)).nudge
        assert given is not None
        assert [line.name for line in lines_of(given)] == [*before, *names]
        run.step_stage()


def test_a_cell_that_nothing_is_learnt_from_has_a_guess_and_no_nudge() -> None:
    run = Run(SPARSE, WorkedSettings())
    run.step_epoch()
    facts = facts_of(run, (0, 1))
    assert (facts.nudge, facts.stars, facts.error) == (None, None, 0.0)
    P, Q = run.numbers.P, run.numbers.Q
    assert facts.predicted == pytest.approx(float(np.dot(P[0], Q[1])))
    assert miss_words(facts) == f"not rated: the guess is {facts.predicted:.2f}"
    held = Run(TUTORIAL.with_held(0, 0, True), WorkedSettings())
    facts = facts_of(held, (0, 0))
    assert facts.nudge is None
    assert facts.error == pytest.approx(5 - facts.predicted)


def test_the_turn_of_a_cell_is_told_only_in_its_stage() -> None:
    run = Run(TUTORIAL, WorkedSettings())
    run.step_stage()
    assert run.last is not None
    assert not facts_of(run, (run.last.user, run.last.item)).is_done


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5488, "0.549"),
        (-0.5488, "−0.549"),
        (-0.0001, "0.000"),
        (12.34567, "12.346"),
        (-123.4567, "−123.5"),
        (1234567.0, "1e6"),
        (-2e12, "−2e12"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "?"),
    ],
)
def test_a_figure_keeps_its_column(value: float, text: str) -> None:
    assert figure(value) == text
    assert len(text) <= 6
    assert len(figure(value, 2, 5)) <= 5


def test_a_signed_figure_has_its_sign() -> None:
    assert (signed(0.028), signed(-0.1), signed(0.0)) == ("+0.028", "−0.100", "+0.000")
    assert signed(-0.0002) == "−0.000"
    assert len(signed(1234.5678)) <= 6
    assert len(signed(-1234.5678)) <= 6


def test_a_shorter_way_to_say_the_sum_leaves_words_out_before_products() -> None:
    run = Run(TUTORIAL, WorkedSettings())
    run.go_to(Stage.REGULARIZED, 90)
    facts = facts_of(run, (0, 0))
    whole, shorter, *_ = guess_words(facts)
    assert len(shorter) < len(whole)
    assert shorter.count("×") == whole.count("×") == 2
    assert worth(shorter.split(" = ")[0]) == pytest.approx(facts.predicted, abs=0.06)


def test_a_change_has_as_many_digits_as_show_it() -> None:
    values = (0.0283, -0.1, 0.0, -0.00021, 0.00003, -1e-9)
    assert [change(value) for value in values] == [
        "+0.028",
        "−0.100",
        "+0.000",
        "−0.0002",
        "+0.00003",
        "−0.000000",
    ]


def test_a_guess_that_is_near_leans_nowhere() -> None:
    assert [leaning(e) for e in (0.3, -0.3, 0.2, math.nan)] == ["more", "less", "quiet", "quiet"]
