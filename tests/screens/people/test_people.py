"""The screen of people of similar taste."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.people.people_screen import PeopleScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.widgets.lists.people_list import PeopleList
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.people_driver import PeopleDriver
from tests.drivers.title_driver import TitleDriver
from tests.examples.app_home import RATED

LARGE = (200, 60)
MOST = 20


async def test_the_likest_come_first_with_how_alike_they_are(
    app: RecflixApp, library: Library
) -> None:
    async with PeopleDriver.of(app) as people:
        shown = people.screen.people.people
        assert 0 < len(shown) <= MOST
        likeness = [person.likeness for person in shown]
        assert likeness == sorted(likeness, reverse=True)
        dataset = library.snapshot.need_dataset()
        first = shown[0]
        rated, _ = dataset.by_user.row(first.user)
        assert first.name == f"user {dataset.user_ids[first.user]}"
        assert first.n_ratings == len(rated)
        assert first.n_both == len(set(rated.tolist()) & set(RATED))
        assert f"{first.likeness:.2f}" in people.people_lines[1]
        assert first.name in people.why
        assert "6 titles rated" in people.words("heading")


async def test_what_is_shared_follows_the_person_in_focus(
    app: RecflixApp, library: Library
) -> None:
    async with PeopleDriver.of(app, size=WIDE) as people:
        dataset = library.snapshot.need_dataset()
        for _ in range(3):
            user = people.focused_user
            assert user is not None
            theirs = dict(zip(*(a.tolist() for a in dataset.by_user.row(user)), strict=True))
            loved, differ, new = people.sections.values()
            assert all(RATED[item] >= 4 and theirs[item] >= 4 for item in loved)
            assert all(abs(RATED[item] - theirs[item]) >= 1 for item in differ)
            assert all(item not in RATED and theirs[item] >= 4 for item in new)
            assert f"user {dataset.user_ids[user]}" in people.words("headline")
            await people.press("down")
            assert people.focused_user != user


async def test_the_headings_speak_to_the_person_who_watches(app: RecflixApp) -> None:
    async with PeopleDriver.of(app) as people:
        assert list(people.sections) == [
            "you both loved",
            "where you differ",
            "they loved, you have not rated",
        ]


async def test_of_a_user_of_the_dataset_it_speaks_as_of_another(
    app: RecflixApp, library: Library
) -> None:
    async with PeopleDriver.of(app, user=2) as people:
        name = f"user {library.snapshot.need_dataset().user_ids[2]}"
        assert f"to {name}" in people.words("heading")
        assert 2 not in people.users
        loved, differ, new = people.sections
        assert (loved, differ) == ("they both loved", "where they differ")
        assert new.endswith(f"{name} has not rated")
        assert "you" not in people.words("headline")


async def test_the_prediction_beside_what_they_loved_is_that_of_the_model(
    app: RecflixApp, library: Library
) -> None:
    user = 30
    async with PeopleDriver.of(app, user=user) as people:
        model = library.snapshot.need_model()
        rows = people.screen.titles.sections[2].rows
        assert rows
        for row in rows:
            said = model.predict(np.array([user]), np.array([row.item]))[0]
            assert row.first == pytest.approx(min(max(said, model.low), model.high), abs=1e-5)


async def test_keys_lead_to_the_titles_and_open_one_and_back(app: RecflixApp) -> None:
    async with PeopleDriver.of(app) as people:
        assert people.focus is None
        await people.press("right")
        item = people.focus
        assert item is not None
        await people.press("enter")
        assert people.is_on(TitleScreen)
        assert people.on(TitleDriver).item == item
        await people.press("escape")
        assert people.is_on(PeopleScreen)
        await people.press("left")
        assert people.focus is None
        await people.press("enter")
        assert people.focus == item
        await people.press("escape")
        assert people.is_on(HomeScreen)


async def test_rating_keys_act_on_the_title_in_focus_and_on_no_person(app: RecflixApp) -> None:
    async with PeopleDriver.of(app) as people:
        before = people.ratings
        await people.press("5")
        assert people.ratings == before
        assert "rate" not in people.key_bar
        loved, differ, new = people.sections.values()
        await people.press("right", *["down"] * (len(loved) + len(differ)))
        assert people.focus == new[0]
        assert "rate" in people.key_bar
        await people.press("5")
        assert people.ratings == {**before, new[0]: 5.0}
        assert "7 titles rated" in people.words("heading")


async def test_a_click_on_a_person_shows_what_is_shared(app: RecflixApp) -> None:
    async with PeopleDriver.of(app) as people:
        second = people.users[1]
        await people.click(PeopleList, 4, 2)
        assert people.focused_user == second
        assert str(second + 1) in people.words("headline")


async def test_to_move_the_focus_reads_no_profile(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = library.profiles.add("Bo")
    library.profiles.rate(bo.id, 20, 5.0)
    async with PeopleDriver.open(app, WIDE) as people:
        app.push_screen(PeopleScreen(app, profile=bo.id))
        await people.settle()
        assert "to Bo" in people.words("heading")
        with monkeypatch.context() as patched:
            patched.setattr(library.profiles, "get", None)  # whoever calls it fails
            await people.press("down")
        assert people.screen.people.people[1].name in people.why
        assert "titles that Bo rated too" in people.why


async def test_a_profile_that_is_gone_is_told_of(app: RecflixApp, library: Library) -> None:
    bo = library.profiles.add("Bo")
    library.profiles.remove(bo.id)
    async with PeopleDriver.open(app) as people:
        app.push_screen(PeopleScreen(app, profile=bo.id))
        await people.settle()
        assert people.is_on(PeopleScreen)
        assert "profile" in people.words("headline")
        assert people.users == []


async def test_without_a_model_it_says_how_to_get_one(app: RecflixApp, library: Library) -> None:
    library.models.remove(1)
    async with PeopleDriver.of(app) as people:
        assert "there is no model yet" in people.words("headline")
        assert people.users == []


async def test_the_palette_leads_to_it(app: RecflixApp) -> None:
    async with PeopleDriver.open(app) as people:
        await people.press("ctrl+p", *"people of sim")
        await people.press("enter")
        assert people.is_on(PeopleScreen)
        assert people.users


@pytest.mark.parametrize("size", [SMALL, WIDE, LARGE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        people = PeopleDriver(pilot)
        await people.enter()
        await people.show()
        await people.press("down", "right")

    assert snap_compare(app, terminal_size=size, run_before=show)


def test_it_looks_so_in_light(library: Library, snap_compare: Any) -> None:
    library.session.store.set_setting("theme", "recflix-light")

    async def show(pilot: Pilot[Any]) -> None:
        people = PeopleDriver(pilot)
        await people.enter()
        await people.show(3)

    assert snap_compare(RecflixApp(library), terminal_size=WIDE, run_before=show)
