from __future__ import annotations

from textual.containers import VerticalScroll

from recflix_tui.app import RecflixApp
from recflix_tui.screens.all_screens import ALL_SCREENS
from recflix_tui.screens.dialogs.help import KEY_WIDTH
from recflix_tui.screens.keys.actions import (
    BACK,
    MOVES,
    TITLE_ACTIONS,
    UNDO_ACTIONS,
    app_actions,
    families,
)
from tests.drivers.home_driver import HomeDriver

ROOM = 25  # cells that a sentence has at 80 columns
SHARED = (*TITLE_ACTIONS, *UNDO_ACTIONS, *app_actions(ALL_SCREENS), *MOVES)


async def test_every_key_of_the_screen_is_told_and_all_fit_on_a_small_one(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("question_mark")
        for family in families([action for action in SHARED if action is not BACK]):
            shown = " ".join(action.shown for action in family)
            assert any(shown in line and family[0].about in line for line in home.lines)
        assert BACK.help not in home.text  # there is no back from Home
        assert "±0.5: the stars to expect" in home.text
        assert app.screen.query_one(VerticalScroll).max_scroll_y == 0


async def test_help_on_a_screen_with_a_way_back_fits_a_small_one_too(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("e", "question_mark")
        assert BACK.help in home.text
        assert app.screen.query_one(VerticalScroll).max_scroll_y == 0


def test_keys_and_sentences_fit_their_columns() -> None:
    for family in families(SHARED):
        assert len(" ".join(a.shown for a in family)) <= KEY_WIDTH
        assert len(family[0].about) <= ROOM
