"""What the What if screen says of the title and of rows that move."""

from __future__ import annotations

import numpy as np

from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.page.difference import PageDifference, RowDifference, page_difference
from recflix_tui.recommend.reasons.explain import Explanation
from recflix_tui.recommend.row.row import Row
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.what_if.beside import Side, TitleIf, WhatIf
from recflix_tui.recommend.what_if.changes import Changes
from recflix_tui.screens.signals.moved_words import NOTHING_MOVES
from recflix_tui.screens.what_if.what_if_words import NO_OTHER, rows_words, title_words

TOP = Row("top", "Top picks", "", (1, 2, 3))
NOIR = Row("genre:4", "Noir", "", (4, 5))


def said(before: list[Row], after: list[Row]) -> str:
    return rows_words(page_difference(before, after, 8))


def test_top_picks_are_left_to_the_top_ten_unless_they_come_or_go() -> None:
    other_top = Row("top", "Top picks", "", (3, 2, 1))
    other_noir = Row("genre:4", "Noir", "", (4, 6))
    assert said([TOP, NOIR], [TOP, NOIR]) == NOTHING_MOVES
    assert said([TOP, NOIR], [other_top, NOIR]) == NO_OTHER
    assert said([TOP, NOIR], [other_top, other_noir]) == "Noir: 1 of 2 changed"
    assert said([TOP, NOIR], [NOIR]) == "Top picks: gone"
    assert said([NOIR], [TOP, NOIR]) == "Top picks: new"


def title(stars: float, place: int | None, chance: float) -> TitleIf:
    why = Explanation(1, stars, 3.0, 0.0, stars, ())
    return TitleIf(why, 0.62, chance, None, place, None if place else 4.0)


def test_what_of_the_title_stays_as_it_is_has_no_arrow_and_what_is_rated_no_chance() -> None:
    def lines(was: TitleIf, would_be: TitleIf) -> list[str]:
        nobody = Taste(ProfileActivity(), None, None, np.ones(2, np.bool_))
        before, after = (Side(nobody, (), (), each) for each in (was, would_be))
        nowhere = RowDifference("top", "top ten", (), (), 0, 0)
        changes = Changes(without=frozenset({3}))
        tried = WhatIf(changes, before, after, nowhere, PageDifference())
        return title_words(tried)(80, 2).plain.splitlines()

    was = title(4.34, 31, 1 / 19)
    assert lines(was, was) == ["stars  4.34 ±0.6  as it is", "picks  31st · picked: 1 in 19"]
    assert lines(was, title(4.3, 28, 1 / 19)) == [
        "stars  4.34 ±0.6 → 4.30 ±0.6  −0.04",
        "picks  31st → 28th · picked: 1 in 19",
    ]
    assert lines(was, title(4.0, None, 1 / 19))[1] == "picks  31st → rated"
    assert lines(title(4.0, None, 0.2), was)[1] == "picks  rated → 31st · picked: 1 in 19"
