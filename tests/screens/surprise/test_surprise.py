"""Surprise me, by its keys: one film, another, a narrower draw, and what is done with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.frame.titles_screen import UNSEEN
from recflix_tui.screens.surprise.surprise_dialog import UNTIMED, FilmLine, SurpriseScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.widgets.bars.choice_bar import ChoiceBar
from tests.drivers.app_driver import SMALL, WIDE, AppDriver, told
from tests.examples.app_home import RATED
from tests.examples.bursts import burst

LARGE = (180, 50)


class SurpriseDriver(AppDriver):
    """The dialog over Home."""

    key = "exclamation_mark"

    @property
    def item(self) -> int:
        """The film that is shown."""
        item = self.app.screen.query_one(FilmLine).item
        assert item is not None
        return item

    @property
    def wanted(self) -> str:
        """What is wanted, with the keys."""
        return "\n".join(line.strip() for line in self.lines_of(ChoiceBar))


async def test_a_film_is_shown_with_what_to_expect_and_why(timed: RecflixApp) -> None:
    async with SurpriseDriver.open(timed) as surprise:
        item, dataset = surprise.item, timed.library.snapshot.need_dataset()
        assert item not in RATED
        assert surprise.words("film") == dataset.title(item)
        year, *_, long = surprise.words("about").splitlines()[0].split(" · ")
        assert (int(year), long) == (dataset.year(item), f"1 h {10 + item:02d}")
        assert surprise.words("about").splitlines()[1] == "directed by Ana [b]Öström[/b]"
        assert "±" in surprise.words("expected")
        assert "that you like it" in surprise.words("expected")
        assert "film 1 · drawn from 30" in surprise.words("head")
        for _ in range(29):  # of some, nothing that Ada did speaks for them
            if surprise.words("reason").startswith("Because of Film 2"):
                break
            await surprise.press("space")
        assert "(rated" in surprise.words("reason")


async def test_none_is_shown_twice_until_all_were_even_if_the_dialog_is_left_meanwhile(
    app: RecflixApp,
) -> None:
    async with SurpriseDriver.open(app) as surprise:
        await surprise.press("d", "d")
        assert "safe" in surprise.wanted
        seen = {surprise.item}
        await surprise.press("escape", "exclamation_mark")
        seen.add(surprise.item)
        last = surprise.item
        await surprise.press("space")
        while "all 12 were shown: again" not in surprise.words("head"):
            last = surprise.item
            assert last not in seen
            seen.add(last)
            await surprise.press("exclamation_mark")
        assert surprise.item in seen - {last}


async def test_films_that_fly_by_while_it_is_narrowed_are_not_counted_as_shown(
    app: RecflixApp,
) -> None:
    async with AppDriver.open(app) as driver:
        burst(app, "!", "g", "g")
        await driver.settle()
        assert "film 1 · drawn from" in driver.words("head")
        await driver.press("g", "question_mark")
        assert "film 2 · drawn from" in driver.words("head")
        assert "safe from 12, usual from 30, daring from 60 films" in driver.notifications[-1]


async def test_it_is_narrowed_and_widened_by_keys(timed: RecflixApp) -> None:
    async with SurpriseDriver.open(timed) as surprise:
        dataset = timed.library.snapshot.need_dataset()
        assert "any genre" in surprise.wanted
        await surprise.press("g", "y", "t", "t")
        assert all(word in surprise.wanted for word in ("Comedy", "2000s", "at most 90 min"))
        assert "nothing is left that is Comedy" in surprise.words("reason")
        assert "without the running time" in surprise.words("reason")
        assert surprise.words("film") == "no film"
        await surprise.press("T", "T", "Y", "G", "G", "d")
        assert "daring" in surprise.wanted
        assert dataset.genre_names[-1] in surprise.wanted
        assert dataset.genre_names[-1] in dataset.genres(surprise.item)
        await surprise.press("0")
        assert all(word in surprise.wanted for word in ("any genre", "usual", "any length"))


async def test_a_film_is_put_on_my_list_and_opened_and_escape_leaves_it(
    app: RecflixApp, library: Library
) -> None:
    async with SurpriseDriver.open(app) as surprise:
        item = surprise.item
        await surprise.press("a")
        assert list(surprise.taste.activity.my_list) == [item]
        assert "◆ my list" in surprise.words("about")
        assert surprise.item == item
        await surprise.press("a")
        assert not surprise.taste.activity.my_list
        await surprise.press("enter")
        assert isinstance(app.screen, TitleScreen)
        assert app.screen.item == item
        await surprise.press("exclamation_mark")
        assert surprise.is_on(SurpriseScreen)
        await surprise.press("escape")
        assert surprise.is_on(TitleScreen)
        assert surprise.ratings == RATED


async def test_a_key_struck_before_the_film_was_seen_does_nothing_to_it(app: RecflixApp) -> None:
    async with AppDriver.open(app) as driver:
        await driver.press("b")
        burst(app, "!", "a", "enter")
        await driver.settle()
        assert driver.is_on(SurpriseScreen)
        assert told(app) == [UNSEEN]
        assert not driver.taste.activity.my_list
        await driver.press("escape")
        assert driver.is_on(BrowseScreen)


async def test_where_no_running_time_is_known_its_key_says_so_and_draws_nothing(
    app: RecflixApp,
) -> None:
    async with SurpriseDriver.open(app) as surprise:
        item = surprise.item
        await surprise.press("t")
        assert "length" not in surprise.wanted
        assert surprise.item == item
        assert surprise.notifications == [UNTIMED]


async def test_it_is_in_the_palette(app: RecflixApp) -> None:
    async with AppDriver.open(app) as driver:
        await driver.press("ctrl+p", *"surprise", "enter")
        assert driver.is_on(SurpriseScreen)


def surprised(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """The dialog, after these keys."""

    async def run(pilot: Pilot[Any]) -> None:
        app = AppDriver(pilot)
        await app.settle()
        for key in ("exclamation_mark", *keys):
            await app.press(key)

    return run


@pytest.mark.parametrize("size", [SMALL, WIDE, LARGE])
def test_how_it_looks(timed: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(timed, terminal_size=size, run_before=surprised("a"))


def test_how_it_looks_in_light_where_nothing_fits(library: Library, snap_compare: Any) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    app = RecflixApp(library)
    assert snap_compare(app, terminal_size=SMALL, run_before=surprised("g", "y"))
