"""Watch together: who is chosen, the rows, and what each would say."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.behaviour import Act, ActKind, Behaviour
from recflix_tui.library.library import Library
from recflix_tui.recommend.together.company import NOTHING_NEW
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.screens.together.together_screen import TogetherScreen
from recflix_tui.screens.together.together_words import CHOOSE, TOO_MANY
from recflix_tui.widgets.lists.who_list import WhoList
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.together_driver import TogetherDriver
from tests.examples.app_home import RATED, save_model
from tests.examples.bursts import burst
from tests.examples.random_choices import random_choice

LARGE = (200, 60)
BEN = {21: 5.0, 24: 4.5, 27: 4.0, 33: 4.5, 20: 2.0, 26: 1.0, 35: 2.0}


@pytest.fixture
def library(library: Library) -> Library:
    """With Ben, whose taste is another, beside Ada, and what people pick."""
    ben = library.profiles.add("[b]Ben")
    for item, stars in BEN.items():
        library.profiles.rate(ben.id, item, stars)
    save_model(library, choice=random_choice(60, n_neighbours=30))
    library.session.refresh()
    return library


async def test_two_who_are_alone_are_chosen_and_their_rows_are_the_librarys(
    app: RecflixApp, library: Library
) -> None:
    ids = [each.id for each in library.profiles.summaries()]
    view = library.together.rows(ids)
    async with TogetherDriver.open(app) as both:
        assert both.is_on_people
        assert both.chosen == ["Ada", "[b]Ben"]
        assert both.rows == {row.key: list(row.items) for row in view.rows}
        assert "● [b]Ben" in both.people_lines[1]
        assert both.person == "[b]Ben"  # so that space leaves out the other one, never Ada
        first = view.rows[0].items[0]
        said = {each.name: each.says.value for each in view.opinions(first)}
        assert both.says.keys() == said.keys()
        assert all(both.says[name].startswith(word) for name, word in said.items())
        await both.press("tab")
        assert both.focus == first
        assert all(opinion.sentence in both.why for opinion in view.opinions(first))


async def test_space_chooses_up_to_five_and_one_alone_has_no_rows(
    app: RecflixApp, library: Library
) -> None:
    for name in ("Cat", "Dan", "Eve", "Fay"):
        library.profiles.add(name)
    async with TogetherDriver.open(app) as some:
        assert (some.chosen, some.rows, some.message) == (["Ada"], {}, CHOOSE)
        await some.press("space")
        assert some.chosen == ["Ada", "[b]Ben"]
        assert set(some.rows) >= {"average", "least_misery", "fairness"}
        await some.press("down", "space", "down", "enter", "down", "space", "down", "space")
        assert some.chosen == ["Ada", "[b]Ben", "Cat", "Dan", "Eve"]
        assert TOO_MANY in some.notifications
        assert some.says["Cat"] == "not sure"
        assert some.says["Fay"] == ""
        await some.press("home", "space")
        assert some.chosen == ["[b]Ben", "Cat", "Dan", "Eve"]
        await some.click(WhoList, 3, 5)
        assert some.chosen == ["[b]Ben", "Cat", "Dan", "Eve", "Fay"]
        await some.press("h", "T")
        assert some.chosen == ["[b]Ben", "Cat", "Dan", "Eve", "Fay"]  # as it was left


async def test_the_focus_starts_on_the_first_who_is_not_chosen_wherever_who_watches_stands(
    app: RecflixApp, library: Library
) -> None:
    library.profiles.add("Cat")
    ben = library.profiles.find("[b]Ben").id
    async with TogetherDriver.open(app) as some:
        assert some.person == "[b]Ben"
        await some.press("space", "down")
        assert (some.person, some.chosen) == ("Cat", ["Ada", "[b]Ben"])
        await some.press("h", "T")
        assert some.person == "Cat"  # as it was left
        await app.choose_profile(ben).wait()
        await some.settle()
        await some.press("T")
        assert (some.person, some.chosen) == ("Ada", ["[b]Ben"])


async def test_rating_keys_act_on_a_title_for_who_watches_alone(
    app: RecflixApp, library: Library
) -> None:
    ada, ben = (each.id for each in library.profiles.summaries())
    async with TogetherDriver.open(app) as both:
        await both.press("5", "x")
        assert both.ratings == RATED
        assert "rate" not in both.key_bar
        await both.press("right", "right")
        item = both.focus
        assert item is not None
        assert "rate" in both.key_bar
        await both.press("1")
        assert both.ratings == {**RATED, item: 1.0}
        assert library.recommendations.taste(ben).activity.ratings == BEN
        await both.press("down")
        assert item not in {each for row in both.rows.values() for each in row}
        await both.press("u")
        assert library.recommendations.taste(ada).activity.ratings == RATED


async def test_enter_opens_a_title_and_nothing_of_it_is_noted_of_anybody(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with TogetherDriver.open(app) as both:
        noted: list[tuple[int, Act]] = []
        monkeypatch.setattr(Behaviour, "record", lambda self, *of: noted.append(of))
        await both.press("right", "down", "enter")
        assert both.is_on(TitleScreen)
        await both.press("escape")
        assert both.is_on(TogetherScreen)
        await both.press("right", "escape")
        assert both.is_on(HomeScreen)
        assert {act.kind for _, act in noted} <= {ActKind.SHOWN}  # of Home, once one is back


async def test_keys_typed_ahead_are_for_the_rows_of_those_who_are_chosen(
    app: RecflixApp, library: Library
) -> None:
    library.profiles.add("Cat")
    async with TogetherDriver.open(app) as some:
        burst(app, "space", "right", "down", "enter")
        await some.settle()
        assert some.is_on(TogetherScreen) or some.is_on(TitleScreen)
        assert some.ratings == RATED
        if some.is_on(TitleScreen):
            await some.press("escape")
        assert some.chosen == ["Ada", "[b]Ben"]
        assert some.focus == some.rows["least_misery"][0]


async def test_who_is_removed_watches_no_longer_and_without_a_model_a_line_says_so(
    app: RecflixApp, library: Library
) -> None:
    ben = library.profiles.find("[b]Ben").id
    async with TogetherDriver.open(app) as both:
        library.profiles.remove(ben)
        app.changed()
        await both.settle()
        assert both.chosen == ["Ada"]
        assert "nobody else is here" in both.message
        library.profiles.add("Cat")
        for version in (1, 2):
            library.models.remove(version)
        app.changed()
        await both.settle()
        await both.press("end", "space")
        assert "there is no model yet" in both.message


async def test_where_nothing_is_new_to_both_it_says_so(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.library.together.together_rows", lambda *of: ())
    async with TogetherDriver.open(app) as both:
        assert (both.message, both.rows) == (NOTHING_NEW, {})


@pytest.mark.parametrize("size", [SMALL, WIDE, LARGE])
def test_it_looks_so(
    app: RecflixApp, library: Library, snap_compare: Any, size: tuple[int, int]
) -> None:
    _with_cat(library)
    assert snap_compare(app, terminal_size=size, run_before=_show)


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so_in_light(library: Library, snap_compare: Any, size: tuple[int, int]) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    _with_cat(library)
    assert snap_compare(RecflixApp(library), terminal_size=size, run_before=_show)


def _with_cat(library: Library) -> None:
    cat = library.profiles.add("千尋 who has a rather long name")
    for item in range(40, 48):
        library.profiles.rate(cat.id, item, 4.0)


async def _show(pilot: Pilot[Any]) -> None:
    some = TogetherDriver(pilot)
    await some.enter()
    await some.press("space", "down", "space", "right", "down", "right")
