"""Factors in terminals of any size, by the mouse, and where there is no model or a new one."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from textual.dom import DOMNode

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.factors.factors_screen import FactorsScreen
from recflix_tui.screens.factors.factors_words import NO_MODEL, UNRATED
from recflix_tui.screens.train.train_screen import TrainScreen
from recflix_tui.widgets.lists.factor_list import FactorList
from recflix_tui.widgets.pictures.cloud import Cloud
from recflix_tui.widgets.pictures.sliders import Sliders
from recflix_tui.widgets.titles.top_list import TopList
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.factors_driver import FactorsDriver
from tests.drivers.home_driver import HomeDriver
from tests.examples.app_home import RATED, save_model
from tests.examples.bursts import burst


@pytest.mark.parametrize("size", [(20, 8), (300, 20)])
async def test_it_stands_in_terminals_of_any_size(app: RecflixApp, size: tuple[int, int]) -> None:
    async with FactorsDriver.open(app, size) as factors:
        await factors.press("tab", "right", "v", "down", "v", "n")
        assert factors.sliders.is_slid
        assert factors.item is not None


async def test_a_click_on_a_dot_picks_it(app: RecflixApp) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        await factors.press("slash", *"film 31", "enter")
        # Not all that is like it is in front: of two dots at a place the nearer to the eye is met.
        dots = {item: place for place, item in factors.places.items()}
        wanted = next(item for item in factors.near if item in dots)
        (x, y) = dots[wanted]
        await factors.click(Cloud, x, y)
        assert factors.item == wanted


async def test_a_click_on_a_track_slides_the_factor(app: RecflixApp) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        await factors.click(Sliders, 8, 3)
        assert factors.factor == 1
        assert factors.sliders.shift[1] < 0
        assert factors.slider_values[1] == pytest.approx(factors.sliders.values[1])


async def test_at_80_by_24_the_sum_and_the_best_titles_take_turns(app: RecflixApp) -> None:
    async with FactorsDriver.open(app, SMALL) as factors:
        assert "mean of all" in factors.text
        assert "top for your taste" not in factors.text
        await factors.press("tab")
        assert "mean of all" not in factors.text
        assert "top for your taste" in factors.text
        await factors.press("tab")
        assert factors.has_focus(TopList)
        await factors.press("v")
        assert factors.has_focus(FactorList)
        assert not factors.screen.taste.display


async def test_with_more_room_the_sliders_say_more_and_the_taste_is_beside_the_list(
    app: RecflixApp,
) -> None:
    async with FactorsDriver.open(app, SMALL) as factors:
        assert "panned" not in "".join(factors.lines_of(Sliders))
        await factors.press("v")
        assert not factors.screen.taste.display
        await factors.resize(*WIDE)
        assert factors.screen.taste.display
        assert "panned" in "".join(factors.lines_of(Sliders))
        assert "mean of all" in factors.text
        assert "top for your taste" in factors.text
        await factors.resize(*SMALL)
        assert not factors.screen.taste.display
        await factors.press("v")
        assert factors.screen.taste.display


async def test_to_show_the_list_does_not_style_the_whole_screen_anew(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        styled: list[object] = []
        restyle = app.stylesheet.update_nodes

        def note(nodes: Iterable[DOMNode], animate: bool = False) -> None:
            styled.extend(found := list(nodes))
            restyle(found, animate)

        monkeypatch.setattr(app.stylesheet, "update_nodes", note)
        await factors.press("v")
        assert styled
        assert factors.screen not in styled


async def test_a_flight_asked_for_before_there_are_dots_ends_when_there_are(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    space = library.factors.space

    def slowly(*args: Any) -> Any:
        go_on.wait(60)
        return space(*args)

    monkeypatch.setattr(library.factors, "space", slowly)
    async with HomeDriver.open(app, WIDE) as home:
        try:
            burst(app, *"f/film 33")
            await home.until(lambda: "Film 33" in home.text)
            await home.pilot.press("enter")
            await home.until(lambda: home.is_on(FactorsScreen))
        finally:
            go_on.set()
        await home.until(lambda: "Film 33" in home.words("line"))
        assert home.ratings == RATED


async def test_a_new_model_puts_the_sliders_back_with_a_word(
    app: RecflixApp, library: Library
) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        await factors.press(*["right_square_bracket"] * 3)
        save_model(library, mu=3.0)
        await factors.look_for_changes()
        await factors.until(lambda: factors.view.slid.model.mu == 3.0)
        await factors.settle()
        assert not factors.sliders.is_slid
        assert any("sliders" in said for said in factors.notifications)


async def test_without_a_model_it_says_so_and_how_to_get_one(
    app: RecflixApp, library: Library
) -> None:
    library.models.remove(1)
    async with FactorsDriver.open(app) as factors:
        assert factors.words("message") == NO_MODEL
        await factors.press("right_square_bracket", "k", "n", "v", "o", "c", "enter", "0", "left")
        assert factors.is_on(FactorsScreen)
        await factors.press("t")
        assert factors.is_on(TrainScreen)


async def test_who_rated_nothing_stands_in_the_middle_and_is_told(library: Library) -> None:
    bo = library.profiles.add("Bo")
    library.profiles.remember(bo.id)
    async with FactorsDriver.open(RecflixApp(library), WIDE) as factors:
        assert factors.scene.you is not None
        assert np.abs(factors.scene.you).max() < 0.2
        assert "no ratings yet" in factors.words("taste-heading")
        assert UNRATED in factors.words("heading")
