"""What a lesson tells, of all kinds of ratings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.lab.lesson.guess import Guess
from recflix_tui.lab.lesson.row_change import RowChange
from recflix_tui.library.library import Library
from recflix_tui.recommend.row.row import USUAL_SCREEN
from recflix_tui.screens.lesson import lesson_words as words
from recflix_tui.screens.lesson.loading import Followed, load_followed
from recflix_tui.screens.lesson.steps import steps_of
from recflix_tui.widgets.bars.lesson_bar import SIDES, WORD_LINES, head_words
from recflix_tui.widgets.cells import UNPARTED, first_that_wraps, wrapped
from tests.examples.random_choices import random_choice

FOLLOWED = 23


@pytest.fixture
def followed(library: Library) -> Followed:
    ada = library.profiles.find("Ada").id
    found = load_followed(library, ada, FOLLOWED, USUAL_SCREEN)
    assert found is not None
    return found


def said(ways: words.Ways) -> str:
    """The longest words, as they are read."""
    return ways[0].replace(UNPARTED, " ")


@pytest.mark.parametrize("width", [80, 120, 200])
def test_every_step_has_words_for_the_room_there_is(followed: Followed, width: int) -> None:
    for step in steps_of(followed):
        fitting = [way for way in step.ways if len(wrapped(way, width - SIDES)) <= WORD_LINES]
        assert fitting, step.about
        assert not first_that_wraps(step.ways, width - SIDES, WORD_LINES)[-1].endswith("…")


def test_whole_stars_are_pressed_and_half_ones_given() -> None:
    assert head_words(4.0) == "What happens when I press 4"
    assert head_words(4.5) == "What happens when I give 4.5"
    assert words.counted_stars(1.0) == "1 star"


def test_a_bias_is_told_beside_others() -> None:
    assert words.beside(20) == "more than"
    assert words.beside(-20) == "less than"
    assert words.beside(-2) == "about as much as"


def test_the_only_rating_is_followed_from_none(followed: Followed) -> None:
    alone = replace(followed, lesson=replace(followed.lesson, n_own=1))
    assert "your first" in said(words.rating_words(alone))
    assert "From no rating of yours" in said(words.error_words(alone))


def test_home_is_told_by_what_it_is_ordered_by(followed: Followed) -> None:
    assert followed.snapshot.choice is None
    assert "Home puts predictions in order" in said(words.row_words(followed))
    picking = replace(followed, snapshot=replace(followed.snapshot, choice=random_choice(60)))
    assert "first what people like you pick next and you would like" in said(
        words.row_words(picking)
    )


def test_the_scale_is_explained_where_it_bends_a_guess(followed: Followed) -> None:
    within = Guess(3.5, 0.0, 0.0, 0.0, 3.5)
    inside = replace(followed.lesson, without=within, with_it=within)
    beyond = replace(inside, without=Guess(3.5, 1.0, 0.5, 0.3, 4.9))
    told = "bent to stay within 0.5 to 5"
    assert told not in said(words.error_words(replace(followed, lesson=inside)))
    assert told in said(words.error_words(replace(followed, lesson=beyond)))


def test_a_guess_near_the_end_of_the_scale_is_told_as_it_is_and_as_it_is_shown() -> None:
    assert words.guessed(Guess(3.5, 0.1, 0.0, 0.0, 3.6)) == "3.60"
    assert words.guessed(Guess(3.5, 1.0, 0.5, 0.3, 4.9)) == "5.30 (shown 4.90)"


def test_another_solvers_step_is_told_as_what_sgd_would_do(followed: Followed) -> None:
    own = [way.replace(UNPARTED, " ") for way in words.nudge_words(followed)]
    assert all("SGD" in way and " nudges " in way for way in own)
    other = replace(followed, lesson=replace(followed.lesson, solver="gibbs"))
    for way in words.nudge_words(other):
        assert "SGD" in way
        assert "would nudge " in way
        assert "gibbs" in way
        assert "another way to learn" in way
        assert "made" in way


def test_the_numbers_of_the_nudge_are_those_of_the_sum(followed: Followed) -> None:
    nudge = followed.lesson.nudge
    at = nudge.farthest
    p, q = float(nudge.row[0][at]), float(nudge.column[0][at])
    after = p + nudge.rate * (nudge.error * q - nudge.pull_user * p)
    assert words.small(after) == words.small(float(nudge.row[1][at]))
    assert f"= {words.small(after)}" in said(words.nudge_words(followed))
    assert words.small(-0.02111) == "−0.0211"
    assert words.small(0.21) == "0.210"


def test_what_became_of_a_row_is_told_with_names(followed: Followed) -> None:
    row = RowChange("top", "Top picks", (1, 2, 12), (13,), 3, False)
    assert words.change_words(followed, row, 2) == (
        "Film 1, Film 2 and 1 more came; Film 13 left; 3 others changed places"
    )
    assert words.change_words(followed, row, 0) == (
        "3 titles came; 1 title left; 3 others changed places"
    )
    turned = replace(row, came=(), left=())
    assert words.change_words(followed, turned, 1) == "3 titles changed places"
    new = replace(row, is_new=True)
    assert "the row was not there before" in words.change_words(followed, new, 1)


def test_where_nothing_changed_it_says_so(followed: Followed) -> None:
    lesson = replace(followed.lesson, row=None, title=None, factor=None)
    nothing = replace(followed, lesson=lesson, card=None)
    assert "every row is the same" in said(words.row_words(nothing))
    assert "No prediction of a title that enough people rated moved" in said(
        words.prediction_words(nothing)
    )
    assert "no factor that it moved" in said(words.factor_words(nothing))
    assert len(steps_of(nothing)) == len(steps_of(followed))


def test_the_factor_is_told_by_the_end_that_one_went_towards(followed: Followed) -> None:
    move, card = followed.lesson.factor, followed.card
    assert move is not None
    assert card is not None
    assert np.sign(move.after - move.before) != 0
    end = words.brief_end(card, move.after - move.before)
    assert f"towards {end}" in words.factor_words(followed)[1]
