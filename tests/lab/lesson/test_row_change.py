"""What became of Home's rows."""

from __future__ import annotations

from recflix_tui.lab.lesson.row_change import changed_row, row_changes
from recflix_tui.recommend.row.row import Row


def row(key: str, *items: int) -> Row:
    return Row(key, f"The row {key}", "", items)


def test_it_tells_what_came_what_left_and_how_many_stand_elsewhere() -> None:
    (change,) = row_changes([row("a", 1, 2, 3, 4)], [row("a", 5, 3, 2, 4, 6)])
    assert change.came == (5, 6)
    assert change.left == (1,)
    assert change.moved == 2  # 2 and 3 changed places, 4 is still the third of what stayed
    assert not change.is_new
    assert change.n_other == 3


def test_a_row_that_is_there_only_with_the_rating_is_new() -> None:
    gone, new = row("gone", 1), row("new", 2, 3)
    (change,) = row_changes([gone], [new])
    assert change.is_new
    assert change.came == (2, 3)
    assert change.left == ()


def test_the_uppermost_row_that_a_title_came_to_is_told_of_first() -> None:
    before = [row("same", 1), row("turned", 2, 3), row("b", 4), row("c", 5, 6)]
    after = [row("same", 1), row("turned", 3, 2), row("new", 9), row("b", 7), row("c", 8, 9)]
    told = changed_row(row_changes(before, after))
    assert told is not None
    assert told.key == "b"
    told = changed_row(row_changes(before[:2], after[:3]))
    assert told is not None
    assert told.key == "new"
    told = changed_row(row_changes(before[:2], after[:2]))
    assert told is not None
    assert told.key == "turned"
    assert changed_row(row_changes(before, before)) is None
