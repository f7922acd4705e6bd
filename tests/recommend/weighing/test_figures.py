"""The figures of what a signal says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.recommend.weighing.figures import figures_of
from recflix_tui.recommend.weighing.signal import Weights
from recflix_tui.recommend.weighing.speaks_for import SHOWN, speaks_for
from tests.examples.random_choices import random_choice


def test_scores_have_a_sign_and_what_multiplies_a_worth_is_a_factor() -> None:
    assert figures_of([0.456, -0.2], False, 3.0) == ["+0.46", "-0.20"]
    assert figures_of([math.log(1.21), -math.log(1.21)], True, 0.5) == ["×1.10", "×0.91"]


def test_small_figures_have_the_digits_that_tell_them_and_none_is_shown_as_nothing() -> None:
    assert figures_of([0.0042, 0.0003], False, 1.0) == ["+0.004", ""]
    assert figures_of([0.3, 0.004], False, 1.0) == ["+0.30", ""]
    assert figures_of([0.00004], False, 1.0) == [""]
    assert figures_of([0.004], True, 0.1) == ["×1.0004"]
    assert figures_of([], True, 1.0) == []


@pytest.mark.parametrize(("n_above", "n_below"), [(30, 30), (3, 30), (30, 3), (0, 4), (4, 0)])
def test_what_a_signal_speaks_for_stands_before_what_it_speaks_against(
    n_above: int, n_below: int
) -> None:
    n = 70
    titles = np.zeros(n, np.float32)
    titles[:n_above] = np.linspace(0.1, 0.4, n_above)
    titles[n_above : n_above + n_below] = -np.linspace(0.2, 0.9, n_below)
    said = speaks_for(
        Weights(titles=titles), random_choice(n, n_neighbours=5), np.ones(n, np.bool_)
    )
    values = [value for _, value in said.titles]
    assert said.of_worth
    assert said.n_titles == n_above + n_below
    above, below = [v for v in values if v > 0], [v for v in values if v < 0]
    assert values == sorted(above, reverse=True) + sorted(below)
    assert len(values) == min(n_above + n_below, SHOWN)
    assert min(len(above), len(below)) == min(n_above, n_below, SHOWN // 2)
    assert max(values) == pytest.approx(float(titles.max()) if n_above else -0.2)
