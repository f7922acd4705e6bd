"""The steps of the slider, and the words of what it moves."""

from __future__ import annotations

import pytest

from recflix_tui.recommend.rerank.figures_words import figures_words, moved_words
from recflix_tui.recommend.rerank.list_figures import ListFigures
from recflix_tui.recommend.rerank.slider import adventure_words, moved


def test_steps_are_tenths_and_from_between_two_it_is_the_next_one_either_way() -> None:
    up, down = [0.0], [1.0]
    for _ in range(12):
        up.append(moved(up[-1], 1))
        down.append(moved(down[-1], -1))
    tenths = [n / 10 for n in range(11)]
    assert up == [*tenths, 1.0, 1.0]
    assert down == [*tenths[::-1], 0.0, 0.0]
    assert [moved(0.33, 1), moved(0.33, -1)] == [0.4, 0.3]
    assert [moved(0.05, -1), moved(0.95, 1), moved(0.05, 2)] == [0.0, 1.0, 0.2]
    assert [moved(0.1 + 0.2, 1), moved(0.1 + 0.2, -1)] == [0.4, 0.2]
    assert [adventure_words(at) for at in (0.0, 0.3)] == ["safe", "30 % adventurous"]


def test_figures_are_told_with_what_they_mean_but_for_what_is_not_known() -> None:
    nan = float("nan")
    assert figures_words(ListFigures(4.14, nan, 2.96, nan)) == (
        "stars to expect 4.1, novelty 3.0 (higher: less known)"
    )


@pytest.mark.parametrize("up", [True, False])
def test_what_moved_is_told_as_far_as_it_is_seen_with_what_it_makes_of_a_list(up: bool) -> None:
    one, other = ListFigures(4.11, 0.70, 1.5, 0.5), ListFigures(4.14, 0.75, 2.5, 0.7)
    found = moved_words(one, other) if up else moved_words(other, one)
    assert found == (
        (
            "stars to expect 4.1 · gap to your genres 0.50 → 0.70, further · "
            "diversity 0.70 → 0.75, more unlike one another · novelty 1.5 → 2.5, less known"
        )
        if up
        else (
            "stars to expect 4.1 · gap to your genres 0.70 → 0.50, closer · "
            "diversity 0.75 → 0.70, more alike · novelty 2.5 → 1.5, better known"
        )
    )
