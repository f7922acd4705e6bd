"""What waits: looked at film by film, and told which title each is."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from recflix_tui.app import RecflixApp
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.screens.history.find_dialog import FindScreen
from recflix_tui.screens.history.review_screen import NOT_SAID, UNSEEN, ReviewScreen
from recflix_tui.screens.history.review_words import NO_CHOICE, NOTHING, choices_of
from recflix_tui.screens.history.reviewing import OpenFilm, Stands
from recflix_tui.screens.home import HomeScreen
from recflix_tui.widgets.matches.choice_list import ChoiceList
from tests.drivers.history_driver import HistoryDriver
from tests.examples.app_home import RATED
from tests.examples.bursts import burst

LIKELY, UNSURE, UNLIKE, ALONE = "Film 33 2", "Film 36", "[b]The Glass[/b] Harbour", "Qwxz"
BROUGHT = {30: 4.5, 33: 1.0, 36: 4.0}


async def test_each_film_is_taken_refused_or_found_by_words(app: RecflixApp, export: Path) -> None:
    async with HistoryDriver.open(app) as history:
        await history.bring(export)
        await history.press("r")
        assert history.film == LIKELY
        assert history.choices[0] == "Film 33"
        second = history.choices[1]
        await history.press("right", "enter")
        assert f"{LIKELY} (1983) is {second} (1982) from now on" in history.notifications
        assert second in map(history.name_of, history.taste.activity.my_list)
        assert history.film == UNSURE
        assert history.choices == ["Film 36"]
        await history.press("n")
        assert history.ratings == {**RATED, 30: 4.5, 33: 1.0}
        assert history.film == UNLIKE
        assert NO_CHOICE in history.text
        await history.press("enter", "n")
        assert history.film == UNLIKE
        await history.press("slash")
        assert history.is_on(FindScreen)
        await history.press(*"film 51")
        await history.press("enter")
        assert history.ratings[51] == 5.0
        assert history.film == ALONE
        await history.press("end")
        await history.press("enter")  # it is that one after all
        assert history.ratings[36] == 4.0


async def test_keys_typed_ahead_take_no_title_unseen(app: RecflixApp, export: Path) -> None:
    async with HistoryDriver.open(app) as history:
        await history.bring(export)
        await history.press("r")
        await history.press("right")
        burst(app, "enter", "n", "slash", *"film 51", "enter")
        await history.settle()
        assert UNSEEN in history.notifications
        assert history.is_on(FindScreen)
        assert history.ratings == {**RATED, **BROUGHT}


async def test_what_was_said_is_listed_chosen_anew_and_forgotten(
    app: RecflixApp, export: Path
) -> None:
    async with HistoryDriver.open(app) as history:
        await history.bring(export)
        await history.press("r", "enter")
        said = "Film 33 (1983) has a rating of yours already; say --none (key n), or clear that"
        assert any(words.startswith(said) for words in history.notifications)
        await history.press("f")
        assert NOT_SAID in history.notifications
        await history.press("a")
        assert "1 film is what it was taken for from now on; f forgets one" in history.notifications
        assert "1 as was said here" in history.films
        await history.press("down")
        assert (history.film, history.choices[0]) == (UNSURE, "Film 36")
        await history.press("n")
        assert history.ratings == {**RATED, 30: 4.5, 33: 1.0}
        await history.press("end")
        await history.press("f")  # which looks for it again
        assert history.film == UNSURE
        assert "1 found, but may be another" in history.films
        assert history.ratings == {**RATED, **BROUGHT}


def test_titles_of_one_name_and_year_stand_with_their_movie_ids() -> None:
    catalogue = SimpleNamespace(
        title=["Emma", "Emma", "Emma"].__getitem__,
        year=[1996, 1996, 2020].__getitem__,
        counts=[3, 2, 1],
        movie_ids=[838, 26958, 209],
    )
    film = OpenFilm(("outside", 1), "Emma", 1996, "", "", Stands.MAY_BE, (0, 1, 2))
    numbers: dict[tuple[object, int], int] = {(film.address, n): -2 - n for n in film.items}
    choices = choices_of(film, cast(Dataset, catalogue), numbers)
    assert [choice.title for choice in choices] == ["Emma · 838", "Emma · 26958", "Emma"]


async def test_the_mouse_lights_a_title_and_takes_it(app: RecflixApp, export: Path) -> None:
    async with HistoryDriver.open(app) as history:
        await history.bring(export)
        await history.press("r")
        await history.click(ChoiceList, 6, 1)
        assert history.film == LIKELY
        await history.click(ChoiceList, 6, 1)
        assert history.film == UNSURE
        assert len(history.taste.activity.my_list) == 2


async def test_where_nothing_waits_it_says_so_kindly(app: RecflixApp) -> None:
    async with HistoryDriver.open(app) as history:
        await history.press("ctrl+p", *"what waits")
        await history.press("enter")
        assert history.is_on(ReviewScreen)
        assert NOTHING in history.text
        await history.press("enter", "n", "slash", "right", "escape")
        assert history.is_on(HomeScreen)
