"""The keys of Home that say how its page is made, and what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recflix_tui.library.pages.page_settings import my_list_words
from recflix_tui.recommend.page.page_figures import figures_words, page_figures
from recflix_tui.recommend.row.row import DEFAULT_ADVENTURE, FirstScreen
from recflix_tui.screens.keys.actions import TITLE, Action

if TYPE_CHECKING:
    from recflix_tui.library.library import Library

STEP = 0.2  # of how adventurous a page is, 0 to 1
_BOTH = "Safer, more adventurous"

OWN_ACTIONS = (
    Action(
        id="my_list_rows",
        keys="A",
        help="My List in other rows",
        group=TITLE,
    ),
    Action(
        id="safer",
        keys="less_than_sign",
        shown="<",
        help="Top picks safer",
        about=_BOTH,
        group=TITLE,
        run="adventure(-1)",
    ),
    Action(
        id="more_adventurous",
        keys="greater_than_sign",
        shown=">",
        help="Top picks more daring",
        about=_BOTH,
        group=TITLE,
        run="adventure(1)",
    ),
)


def switch_my_list(library: Library, profile_id: int) -> str:
    """Switch whether titles of My List stand on other rows; what holds then, in a line."""
    on = not library.profiles.my_list_rows(profile_id)
    library.profiles.set_my_list_rows(profile_id, on)
    return f"{my_list_words(on)} · A switches"


def change_adventure(library: Library, profile_id: int, seen: FirstScreen, steps: int) -> str:
    """Have the picks so many steps more adventurous, within their ends; what holds then, and what
    the page is like that is seen of so much at once."""
    kept = library.profiles.adventure(profile_id)
    before = DEFAULT_ADVENTURE if kept is None else kept
    now = min(max(round(before / STEP) + steps, 0), round(1 / STEP)) * STEP
    library.profiles.set_adventure(profile_id, round(now, 2))
    how = f"{now:.0%} adventurous: nearer to your genres, and unlike" if now else "safe: by worth"
    page = library.recommendations.home(profile_id, first_screen=seen)
    figures = figures_words(page_figures(page.rows, page.taste, page.dataset, seen))
    return f"Top picks are {how} · < > · this page: {figures}"
