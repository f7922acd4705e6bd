from __future__ import annotations

from textual.containers import VerticalScroll

from recflix_tui.app import RecflixApp
from recflix_tui.screens.all_screens import ALL_SCREENS
from recflix_tui.screens.dialogs.help import KEY_WIDTH, HelpGroup
from recflix_tui.screens.frame.actions import (
    MOVES,
    TITLE_ACTIONS,
    UNDO,
    app_actions,
    families,
)
from tests.examples.app_home import press, settle

ROOM = 25  # cells that a sentence has at 80 columns
SHARED = (*TITLE_ACTIONS, UNDO, *app_actions(ALL_SCREENS), *MOVES)


async def test_every_action_of_the_screen_is_told(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        groups = list(app.screen.query(HelpGroup))
        told = {action.id for group in groups for action in group.actions}
    assert {a.id for a in SHARED} - told == {"back"}  # there is no back from Home


async def test_all_keys_fit_on_a_small_screen(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        assert app.screen.query_one(VerticalScroll).max_scroll_y == 0


def test_keys_and_sentences_fit_their_columns() -> None:
    for family in families(SHARED):
        assert len(" ".join(a.shown for a in family)) <= KEY_WIDTH
        assert len(family[0].about) <= ROOM
