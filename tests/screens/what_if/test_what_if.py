"""The What if screen: what is tried out, what moves, and that nothing is kept."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.recommend.what_if.changes import NOTHING, Changes
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.screens.what_if import loading, what_if_screen
from recflix_tui.screens.what_if.loading import NO_MODEL
from recflix_tui.screens.what_if.what_if_screen import (
    DROPPED,
    NOT_RATED,
    ONLY_RATINGS,
    WhatIfScreen,
)
from recflix_tui.widgets.pictures.figures import hundredths, signed, two_digits
from recflix_tui.widgets.weights.strike_list import StrikeList
from recflix_tui.widgets.weights.two_pages import TwoPages
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.what_if_driver import WhatIfDriver
from tests.examples.app_home import RATED

LARGE = (200, 60)


def kept(library: Library) -> tuple[object, ...]:
    """All that is kept of Ada."""
    [ada] = library.profiles.summaries()
    store = library.session.store
    return store.events(ada.id), store.profile_settings.all(ada.id), store.ratings(ada.id, "films")


async def test_striking_a_rating_shows_at_once_what_it_moves_and_keeps_nothing(
    app: RecflixApp, library: Library
) -> None:
    before = kept(library)
    async with WhatIfDriver.open(app, WIDE) as what_if:
        item = what_if.screen.item
        why = library.recommendations.why(app.profile_id or 0, item)
        assert why is not None
        listed = [line for line in what_if.list_lines if "■" in line][: len(RATED)]
        moved = [signed(hundredths(each.effect)) for each in why.contributions]
        assert [line.split()[-1] for line in listed] == moved
        assert two_digits(why.shown) in what_if.words("title")
        assert "Nothing is kept" in what_if.moved
        strongest = why.contributions[0]
        await what_if.press("down", "space")
        assert what_if.changes == Changes(frozenset({strongest.item}))
        tried = library.what_if.ask(app.profile_id or 0, what_if.changes, item)
        assert tried.after.title is not None
        assert f"→ {two_digits(tried.after.title.why.shown)}" in what_if.words("title")
        assert what_if.list_lines[2].lstrip(" ▌").startswith("*□")
        assert "never rated it" in what_if.words("line")
        assert "1 change" in what_if.words("heading")
        assert what_if.name_of(strongest.item)[:20] in "\n".join(what_if.page_lines)
        assert "top ten" in what_if.page_lines[0]
        await what_if.press("space")
        assert what_if.changes == NOTHING
        assert "→" not in what_if.words("title")
    assert kept(library) == before


async def test_stars_step_by_half_a_star_and_back_to_what_they_are(app: RecflixApp) -> None:
    async with WhatIfDriver.open(app) as what_if:
        await what_if.choose("Film 23")
        await what_if.press("left", "minus", "right")
        assert what_if.changes == Changes(stars={23: 4.0})
        assert "4.5→4" in what_if.line_of("Film 23")
        assert "it is 4.5" in what_if.words("line")
        await what_if.press("right")
        assert what_if.changes == NOTHING
        await what_if.press("left", "space", "left")
        assert what_if.changes == Changes(stars={23: 4.0})
        await what_if.press(*["right"] * 9)
        assert what_if.changes == Changes(stars={23: 5.0})
        await what_if.press("v", "right")
        assert ONLY_RATINGS in what_if.notifications


async def test_the_title_itself_may_be_given_a_rating(app: RecflixApp) -> None:
    async with WhatIfDriver.open(app, WIDE) as what_if:
        item = what_if.screen.item
        guess = what_if.taste.prediction(item)
        assert guess is not None
        await what_if.press("space")
        assert NOT_RATED in what_if.notifications
        await what_if.press("right")
        assert what_if.changes == Changes(stars={item: round(guess * 2) / 2})
        assert "not rated→" in what_if.list_lines[0]
        assert "→ rated" in what_if.words("title")
        await what_if.press("enter")
        assert what_if.changes == NOTHING


async def test_signals_and_genres_are_struck_and_a_rating_of_a_genre_holds_if_asked(
    app: RecflixApp, library: Library
) -> None:
    async with WhatIfDriver.open(app, LARGE) as what_if:
        names = library.snapshot.need_dataset().genre_names
        await what_if.press("v", "v")
        assert what_if.screen.chosen is not None
        assert what_if.screen.chosen.signal is not None
        await what_if.choose("ratings")
        await what_if.press("space")
        assert what_if.changes == Changes(signals=frozenset({"ratings"}))
        assert "stars shown still come from them" in what_if.words("line").replace("\n", " ")
        assert "Top picks for Ada: gone" in what_if.moved
        await what_if.press("space")
        await what_if.choose("viewing history")
        await what_if.press("space")
        assert "Struck or not, it says nothing: " in what_if.words("line").replace("\n", " ")
        assert "as it is" in what_if.words("title")
        assert "No row of Home moves." in what_if.moved
        await what_if.press("space")
        await what_if.choose("Sci-Fi")
        await what_if.press("o")
        genre = names.index("Sci-Fi")
        assert what_if.changes == Changes(genres=frozenset({genre}))
        for item in RATED:
            sign = "□" if item % 3 == 2 else "■"
            assert sign in what_if.line_of(f"Film {item} "), item
        assert "may be recommended all the same" in what_if.words("line").replace("\n", " ")
        await what_if.choose("Film 20")
        await what_if.press("space")
        assert what_if.changes == Changes(stars={20: 5.0}, genres=frozenset({genre}))
        assert "■" in what_if.line_of("Film 20 ")
        await what_if.press("space")
        assert what_if.changes == Changes(genres=frozenset({genre}))
        await what_if.press("v", "v", "v")
        assert what_if.screen.list.at == 0


async def test_escape_first_drops_all_then_leads_back(app: RecflixApp, library: Library) -> None:
    before = kept(library)
    async with WhatIfDriver.open(app) as what_if:
        await what_if.press("down", "space", "down", "left", "escape")
        assert what_if.changes == NOTHING
        assert DROPPED in what_if.notifications
        await what_if.press("escape")
        assert what_if.is_on(HomeScreen)
        await what_if.press("enter", "W")
        assert what_if.is_on(WhatIfScreen)
        assert what_if.changes == NOTHING
        await what_if.press("5", "0", "x", "w", "a", "escape")
        assert what_if.is_on(TitleScreen)
    ratings = before[-1]
    assert kept(library)[-1] == ratings


async def test_what_changes_elsewhere_is_taken_in_and_what_is_tried_out_stays(
    app: RecflixApp, library: Library
) -> None:
    async with WhatIfDriver.open(app, WIDE) as what_if:
        for film in ("Film 23", "Film 26"):
            await what_if.choose(film)
            await what_if.press("space")
        library.profiles.clear_rating(app.profile_id or 0, 23)
        app.changed()
        await what_if.settle()
        assert what_if.changes == Changes(frozenset({26}))
        assert not any("Film 23" in line and "□" in line for line in what_if.list_lines)
        assert "→" in what_if.words("title")


async def test_of_many_changes_that_come_at_once_few_are_worked_out(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Changes] = []
    go_on = threading.Event()
    work_out = loading.load_tried

    def slowly(*args: Any) -> Any:
        asked.append(args[2])
        go_on.wait(20)
        return work_out(*args)

    async with WhatIfDriver.open(app) as what_if:
        await what_if.choose("Film 20")
        monkeypatch.setattr(what_if_screen, "load_tried", slowly)
        await what_if.pilot.press(*["left"] * 8)
        assert what_if.changes == Changes(stars={20: 1.0})
        go_on.set()
        await what_if.settle()
        assert len(asked) <= 2
        assert asked[-1] == what_if.changes


async def test_the_mouse_strikes_and_titles_open(app: RecflixApp) -> None:
    async with WhatIfDriver.open(app, WIDE) as what_if:
        line = what_if.list_lines[2]
        await what_if.click(StrikeList, line.index("■"), 2)
        assert what_if.changes.count == 1
        await what_if.click(StrikeList, 8, 3)
        assert what_if.changes.count == 1
        assert what_if.screen.list.at == 3
        await what_if.press("tab", "space", "right")
        assert what_if.changes.count == 1
        item = what_if.screen.pages.focused_item
        assert item == what_if.screen.query_one(TwoPages).focused_item
        await what_if.press("enter")
        assert isinstance(app.screen, TitleScreen)
        assert app.screen.item == item


async def test_without_a_model_it_says_what_to_press(library: Library) -> None:
    for version in (2, 1):
        library.models.remove(version)
    async with WhatIfDriver.open(RecflixApp(library)) as what_if:
        assert what_if.moved.startswith(NO_MODEL[:40])
        await what_if.press("space", "right", "v", "escape")
        assert what_if.is_on(HomeScreen)


@pytest.mark.parametrize("size", [SMALL, WIDE, LARGE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        what_if = WhatIfDriver(pilot)
        await what_if.enter()
        await what_if.press("down", "space", "down", "left", "left")

    assert snap_compare(app, terminal_size=size, run_before=show)


def test_it_looks_so_in_light(library: Library, snap_compare: Any) -> None:
    library.session.store.set_setting("theme", "recflix-light")

    async def show(pilot: Pilot[Any]) -> None:
        what_if = WhatIfDriver(pilot)
        await what_if.enter()
        await what_if.press("end", "space")

    assert snap_compare(RecflixApp(library), terminal_size=SMALL, run_before=show)
