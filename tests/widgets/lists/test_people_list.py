"""The list of people of similar taste."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from recflix_tui.widgets.lists.people_list import PeopleList, PersonRow

Stage = Callable[[Widget], Any]
PEOPLE = [
    PersonRow(411, "user 412", 0.83, 1208, 31),
    PersonRow(6, "user 7", 0.5, 20, 0),
    PersonRow(200_947, "user 200948", 0.07, 20, 1),
]


def lines_of(people: PeopleList) -> list[str]:
    return [people.render_line(y).text for y in range(people.size.height)]


@pytest.mark.parametrize("width", [36, 38, 50, 90])
async def test_figures_stand_under_their_names(stage: Stage, width: int) -> None:
    people = PeopleList()
    async with stage(people).run_test(size=(width, 6)) as pilot:
        people.show(PEOPLE)
        await pilot.pause()
        head, first, *_ = lines = lines_of(people)
        assert {cell_len(line) for line in lines} == {width}
        for name, figure in (("alike", "0.83"), ("ratings", "1,208"), ("in common", "31")):
            assert head.index(name) + len(name) == first.index(figure) + len(figure)


async def test_the_focus_stays_on_its_person(stage: Stage) -> None:
    people = PeopleList()
    async with stage(people).run_test(size=(50, 6)) as pilot:
        assert people.focused_user is None
        people.show(PEOPLE)
        await pilot.press("up", "down")
        assert people.focused_user == 6
        people.show(PEOPLE[::-1])
        assert people.focused_user == 6
        people.show(PEOPLE[:1])
        assert people.focused_user == 411
        people.show(())
        assert people.focused_person is None
