"""Profiles by its keys: who watches here."""

from __future__ import annotations

from textual.widgets import Input

from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.widgets.lists.profile_list import ProfileList
from tests.drivers.app_driver import AppDriver


class ProfilesDriver(AppDriver):
    """Profiles: the list of those who watch here, and a box for a name."""

    key = "p"

    @property
    def screen(self) -> ProfilesScreen:
        assert isinstance(self.app.screen, ProfilesScreen)
        return self.app.screen

    @property
    def focus(self) -> str:
        """The name in focus."""
        row = self.app.screen.query_one(ProfileList).focused_row
        assert row is not None
        return row.name

    @property
    def box(self) -> str:
        """What stands in the box for a name."""
        return self.app.screen.query_one(Input).value

    @property
    def problem(self) -> str:
        """What is said of a name that will not do."""
        return self.words("problem")

    @property
    def names(self) -> list[str]:
        """All who have a profile, as they are kept."""
        return [profile.name for profile in self.app.library.profiles.summaries()]
