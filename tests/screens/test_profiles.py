from __future__ import annotations

import pytest
from textual.widgets import Input

from recflix_tui.app import RecflixApp
from recflix_tui.library.datasets import Datasets
from recflix_tui.library.library import Library
from recflix_tui.screens.dialogs.confirm import ConfirmScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.widgets.lists.profile_list import PeopleList
from tests.examples.app_home import press, settle


@pytest.fixture(autouse=True)
def _no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Datasets, "ensure_sample", lambda self: None)


def names(library: Library) -> list[str]:
    return [p.name for p in library.profiles.summaries()]


async def test_an_empty_home_takes_the_first_letters_as_a_name(empty_library: Library) -> None:
    app = RecflixApp(empty_library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Adq", "backspace", "a", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert names(empty_library) == ["Ada"]
        assert empty_library.profiles.last() == app.profile_id


async def test_a_name_that_will_not_do_is_asked_for_again(empty_library: Library) -> None:
    app = RecflixApp(empty_library)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space", "enter")
        assert isinstance(app.screen, ProfilesScreen)
        assert "name" in str(app.screen.query_one("#problem").render())
        await press(pilot, "B", "o", "enter")
        assert names(empty_library) == ["Bo"]


async def test_pick_another_person(app: RecflixApp, library: Library) -> None:
    bo = library.profiles.add("Bo")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "down", "enter")
        assert app.profile_id == bo.id
        assert isinstance(app.screen, HomeScreen)
        assert library.profiles.last() == bo.id


async def test_the_person_who_watches_has_the_focus(app: RecflixApp, library: Library) -> None:
    bo = library.profiles.add("Bo")
    library.profiles.remember(bo.id)
    app = RecflixApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        person = app.screen.query_one(PeopleList).focused_person
        assert person is not None
        assert person.id == bo.id


async def test_add_a_person(app: RecflixApp, library: Library) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "n", *"[b]Bo", "enter")
        assert names(library) == ["Ada", "[b]Bo"]
        assert app.profile_name == "[b]Bo"


async def test_rename_a_person(app: RecflixApp, library: Library) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "e")
        assert app.screen.query_one(Input).value == "Ada"
        await press(pilot, "ctrl+a", "ctrl+k", *"Eve", "enter")
        assert names(library) == ["Eve"]
        assert app.profile_name == "Eve"
        assert isinstance(app.screen, ProfilesScreen)


async def test_escape_leaves_a_name_as_it_is(app: RecflixApp, library: Library) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "e", "x", "escape")
        assert isinstance(app.screen, ProfilesScreen)
        assert names(library) == ["Ada"]
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("keys", [["n"], ["escape"], ["enter"]])
async def test_removing_is_asked_about_first(
    app: RecflixApp, library: Library, keys: list[str]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "delete")
        assert isinstance(app.screen, ConfirmScreen)
        question = str(app.screen.query_one("#question").render())
        assert question == "Remove Ada and 6 ratings?"
        await press(pilot, *keys)
        assert names(library) == ["Ada"]


async def test_removing_the_last_person_asks_for_a_name(app: RecflixApp, library: Library) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "backspace")
        await press(pilot, "y")
        assert names(library) == []
        assert app.profile_id is None
        assert isinstance(app.focused, Input)


async def test_a_click_focuses_and_a_second_one_picks(app: RecflixApp, library: Library) -> None:
    bo = library.profiles.add("Bo")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await pilot.click(PeopleList, offset=(10, 5))
        await settle(pilot)
        assert isinstance(app.screen, ProfilesScreen)
        await pilot.click(PeopleList, offset=(10, 5))
        await settle(pilot)
        assert app.profile_id == bo.id


async def test_a_long_list_scrolls_to_the_person_in_focus(
    app: RecflixApp, library: Library
) -> None:
    for n in range(12):
        library.profiles.add(f"Person {n}")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "end")
        people = app.screen.query_one(PeopleList)
        assert people.region.bottom < 24
        shown = [people.render_line(y).text for y in range(people.size.height)]
    assert any("someone new" in line for line in shown)


async def test_each_visit_starts_on_the_person_watching(app: RecflixApp, library: Library) -> None:
    library.profiles.add("Bo")
    library.profiles.add("Zoë")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "down", "down", "escape", "p")
        people = app.screen.query_one(PeopleList)
        assert people.focused_person is not None
        assert people.focused_person.name == "Ada"
        await press(pilot, "down", "enter", "p")
        assert people.focused_person.name == "Bo"


async def test_removing_someone_without_ratings_speaks_of_none(
    app: RecflixApp, library: Library
) -> None:
    library.profiles.add("Zoë")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "down", "delete")
        assert str(app.screen.query_one("#question").render()) == "Remove Zoë?"


async def test_the_box_tells_when_a_name_is_as_long_as_it_can_be(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await press(pilot, "n", *"n" * 39)
        problem = app.screen.query_one("#problem")
        assert str(problem.render()) == ""
        await press(pilot, "n", "n")
        assert str(problem.render()) == "40 characters at most"
        await press(pilot, "backspace")
        assert str(problem.render()) == ""
