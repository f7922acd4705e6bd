"""What is tried out, as a value: each key makes another."""

from __future__ import annotations

from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS
from recflix_tui.recommend.what_if.changes import NOTHING, Changes


def test_a_rating_is_struck_and_restored_also_one_of_a_struck_genre() -> None:
    struck = NOTHING.turning(4, 3.0, by_genre=False)
    assert struck == Changes(frozenset({4}))
    assert struck.turning(4, 3.0, by_genre=False) == NOTHING
    held = NOTHING.turning(4, 3.0, by_genre=True)
    assert held == Changes(stars={4: 3.0})
    assert held.turning(4, 3.0, by_genre=True) == NOTHING
    changed = NOTHING.giving(4, 1.5)
    assert changed.turning(4, 3.0, by_genre=False) == struck
    assert NOTHING.turning(9, None, by_genre=False) == NOTHING
    assert NOTHING.giving(9, 4.0).turning(9, None, by_genre=True) == NOTHING


def test_stars_step_along_the_scale_and_what_they_are_is_no_change() -> None:
    def step(changes: Changes, steps: int, was: float | None = 4.5) -> Changes:
        return changes.stepping(4, was, 3.7, steps, HALF_STARS, by_genre=False)

    up = step(NOTHING, 1)
    assert up == Changes(stars={4: 5.0})
    assert step(up, 1) == up
    assert step(up, -1) == NOTHING
    assert step(Changes(frozenset({4})), -1) == Changes(stars={4: 4.0})
    assert step(NOTHING, -1, was=None) == Changes(stars={4: 3.5})
    assert step(Changes(stars={4: 3.5}), -1, was=None) == Changes(stars={4: 3.0})
    whole = NOTHING.stepping(4, 4.0, 3.7, 1, WHOLE_STARS, by_genre=False)
    assert whole == Changes(stars={4: 5.0})
    back = whole.stepping(4, 4.0, 3.7, -1, WHOLE_STARS, by_genre=True)
    assert back == Changes(stars={4: 4.0})


def test_what_was_taken_off_since_is_no_longer_struck() -> None:
    changes = Changes(frozenset({1, 2}), {3: 4.0}, frozenset({"search"}))
    left = changes.still_there({2: 5.0, 5: 3.0})
    assert left == Changes(frozenset({2}), {3: 4.0}, frozenset({"search"}))
