"""The screen of those who watch together, by its people and its rows."""

from __future__ import annotations

from recflix_tui.screens.together.together_screen import TogetherScreen
from recflix_tui.widgets.lists.who_list import WhoList
from tests.drivers.app_driver import AppDriver


class TogetherDriver(AppDriver):
    """Everybody here at the left, the rows of those who are chosen beside them."""

    key = "T"

    @property
    def screen(self) -> TogetherScreen:
        assert isinstance(self.app.screen, TogetherScreen)
        return self.app.screen

    @property
    def chosen(self) -> list[str]:
        """The names of those who watch, in the order of the list."""
        return [each.name for each in self.screen.who.people if each.chosen]

    @property
    def person(self) -> str:
        """The name of the one in focus."""
        who = self.screen.who.focused_person
        return "" if who is None else who.name

    @property
    def says(self) -> dict[str, str]:
        """What each would say of the title in focus, by name."""
        return {each.name: each.says for each in self.screen.who.people}

    @property
    def rows(self) -> dict[str, list[int]]:
        """The items of each row, by its key."""
        return {row.view.key: list(row.items) for row in self.screen.wall.rows.rows}

    @property
    def message(self) -> str:
        """What stands in place of rows."""
        return self.screen.wall.message

    @property
    def focus(self) -> int | None:
        """The item that the rating keys act on."""
        return self.screen.focused_item()

    @property
    def is_on_people(self) -> bool:
        """Whether the people have the focus."""
        return self.screen.who.has_focus

    @property
    def people_lines(self) -> list[str]:
        return self.lines_of(WhoList)
