"""The keys of Home that say how its page is made, and what they do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from recflix_tui.library.pages.page_settings import my_list_words
from recflix_tui.recommend.page.my_list_elsewhere import elsewhere_words
from recflix_tui.recommend.page.picks_moved import picks_moved_words
from recflix_tui.recommend.rerank.slider import adventure_words, moved
from recflix_tui.recommend.row.row import DEFAULT_ADVENTURE, FirstScreen
from recflix_tui.screens.keys.actions import TITLE, Action

if TYPE_CHECKING:
    from recflix_tui.library.library import Library

_BOTH = "Safer, adventurous picks"
_ENDS = ("safe", "as adventurous as they get")

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
        help="Safer Top picks",
        about=_BOTH,
        group=TITLE,
        run="adventure(-1)",
    ),
    Action(
        id="more_adventurous",
        keys="greater_than_sign",
        shown=">",
        help="More adventurous picks",
        about=_BOTH,
        group=TITLE,
        run="adventure(1)",
    ),
)


def switch_my_list(library: Library, profile_id: int, seen: FirstScreen) -> Callable[[], str]:
    """Switch whether titles of My List stand on other rows; how to find out what that moved on a
    page of which `seen` is seen at once, in a line."""
    on = not library.profiles.my_list_rows(profile_id)
    library.profiles.set_my_list_rows(profile_id, on)
    return partial(_where_my_list_went, library, profile_id, on, seen)


def _where_my_list_went(library: Library, profile_id: int, on: bool, seen: FirstScreen) -> str:
    found = library.recommendations.my_list_elsewhere(profile_id, seen)
    return f"{my_list_words(on)}: {elsewhere_words(found, on)} · A switches"


def change_adventure(
    library: Library, profile_id: int, seen: FirstScreen, steps: int
) -> Callable[[], str]:
    """Have the picks so many steps more adventurous, within their ends; how to find out what that
    moved on those of a page of which `seen` is seen at once, in a line."""
    kept = library.profiles.adventure(profile_id)
    before = DEFAULT_ADVENTURE if kept is None else kept
    after = moved(before, steps)
    if after != before:
        library.profiles.set_adventure(profile_id, after)
    return partial(_what_moved, library, profile_id, before, after, seen)


def _what_moved(
    library: Library, profile_id: int, before: float, after: float, seen: FirstScreen
) -> str:
    if before == after:
        return f"Top picks are {_ENDS[after > 0]} already · < >"
    how = f"Top picks {adventure_words(after)}"
    if library.snapshot.choice is None:
        return f"{how}, once there is a model that knows what people pick: t trains one"
    change = library.recommendations.picks_moved(profile_id, before, after, seen)
    if change is None:
        return f"{how}, once you rated a title or more: there are none yet"
    return f"{how}: {picks_moved_words(change)} · < >"
