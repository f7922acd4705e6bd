from __future__ import annotations

import itertools
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.rate.rate_screen import RateScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.store.store import StoreError
from recflix_tui.widgets.bars.why_line import WhyLine
from recflix_tui.widgets.forms.stars_control import StarsControl
from tests.examples.app_home import RATED, press, settle

WIDE, SMALL = (120, 36), (80, 24)


def rate_of(app: RecflixApp) -> RateScreen:
    assert isinstance(app.screen, RateScreen)
    return app.screen


def line(app: RecflixApp, name: str) -> str:
    return str(app.screen.query_one(f"#{name}", Static).render())


def asked(app: RecflixApp) -> int:
    item = rate_of(app).focused_item()
    assert item is not None
    return item


def stars_of(app: RecflixApp, item: int) -> float | None:
    assert app.profile_id is not None
    return app.library.recommendations.taste(app.profile_id).activity.ratings.get(item)


async def opened(pilot: Pilot[Any]) -> None:
    await settle(pilot)
    await press(pilot, "r")


async def test_a_number_rates_and_the_next_title_is_asked(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        first = asked(app)
        title = app.library.snapshot.need_dataset().title(first)
        assert "6 rated" in line(app, "progress")
        await press(pilot, "4")
        assert stars_of(app, first) == 4.0
        assert asked(app) != first
        assert "7 rated" in line(app, "progress")
        assert line(app, "last").startswith(f"{title}  ★★★★ ")


async def test_plus_and_minus_mend_the_title_just_rated(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        first = asked(app)
        await press(pilot, "3", "plus")
        second = asked(app)
        assert stars_of(app, first) == 3.5
        assert "★★★½" in line(app, "last")
        await press(pilot, "minus", "minus")
        assert stars_of(app, first) == 2.5
        assert asked(app) == second


async def test_before_the_first_rating_plus_rates_from_the_prediction(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        first = asked(app)
        await press(pilot, "minus")
        assert stars_of(app, first) is not None
        assert asked(app) != first


@pytest.mark.parametrize("keys", [("u",), ("0",)])
async def test_taken_back_a_title_is_asked_again(app: RecflixApp, keys: tuple[str, ...]) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        first = asked(app)
        await press(pilot, "2")
        await press(pilot, *keys)
        assert asked(app) == first
        assert stars_of(app, first) is None
        assert line(app, "last") == ""


@pytest.mark.parametrize("key", ["space", "n"])
async def test_a_title_not_seen_is_skipped_and_not_asked_again(app: RecflixApp, key: str) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        seen = []
        for _ in range(4):
            seen.append(asked(app))
            await press(pilot, key)
        assert len(set(seen)) == 4
        assert all(stars_of(app, item) is None for item in seen)


async def test_not_for_me_and_watched_are_answers_and_my_list_is_none(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        first = asked(app)
        await press(pilot, "a")
        assert asked(app) == first
        await press(pilot, "x")
        assert asked(app) != first
        assert "not for me" in line(app, "last")
        await press(pilot, "u")
        assert asked(app) == first
        await press(pilot, "w")
        assert "watched" in line(app, "last")


async def test_keys_in_a_rush_never_rate_one_title_twice(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        screen = rate_of(app)
        for _ in range(5):
            screen.action_rate(4)
            screen.action_skip()
        await settle(pilot)
        assert app.profile_id is not None
        assert (
            len(app.library.recommendations.taste(app.profile_id).activity.ratings)
            == len(RATED) + 1
        )


async def test_the_top_picks_change_with_a_rating(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        before = [p.item for p in rate_of(app).picks.picks]
        for _ in range(6):
            genre = asked(app) % 3
            await press(pilot, "1" if genre == before[0] % 3 else "5")
        picks = rate_of(app).picks.picks
        assert [p.item for p in picks] != before
        assert all(p.prediction >= q.prediction for p, q in itertools.pairwise(picks))
        assert "12 rated" in line(app, "progress")
        assert "the rows are yours" in line(app, "progress")


async def test_a_pick_in_focus_takes_the_keys_and_opens(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        first = asked(app)
        await press(pilot, "tab", "down")
        pick = asked(app)
        assert pick == rate_of(app).picks.picks[1].item
        await press(pilot, "enter")
        assert isinstance(app.screen, TitleScreen)
        await press(pilot, "escape", "5")
        assert stars_of(app, pick) == 5.0
        await press(pilot, "escape")
        assert asked(app) == first


async def test_stars_are_clicked_to_half_a_star(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        first = asked(app)
        await pilot.hover(StarsControl, offset=(9, 0))
        assert app.screen.query_one(StarsControl).render_line(0).text.startswith("★   ★   ★   ☆")
        await pilot.click(StarsControl, offset=(12, 0))
        await settle(pilot)
        assert stars_of(app, first) == 3.5


async def test_a_rating_that_cannot_be_written_leaves_the_title_asked(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise StoreError("the disk is full")

    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        first = asked(app)
        monkeypatch.setattr(app.library.profiles, "rate", full)
        await press(pilot, "4")
        assert asked(app) == first
        assert "6 rated" in line(app, "progress")
        assert [n.message for n in app._notifications] == ["the disk is full"]


async def test_when_all_is_answered_it_says_so(app: RecflixApp, library: Library) -> None:
    profile = library.profiles.summaries()[0].id
    for item in range(library.snapshot.need_dataset().n_items):
        library.profiles.rate(profile, item, 3.0)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert rate_of(app).focused_item() is None
        assert line(app, "name") == "Nothing is left to ask"
        await press(pilot, "4", "space")


async def test_without_a_model_it_asks_the_most_rated_first(
    app: RecflixApp, library: Library
) -> None:
    library.models.remove(1)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert asked(app) == 0
        assert "as soon as the model is trained" in line(app, "picks-heading")


async def test_my_list_shows_on_the_title_asked_about(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "a")
        assert line(app, "crowd").endswith("◆ my list")
        await press(pilot, "a")
        assert "my list" not in line(app, "crowd")


async def test_the_first_line_fits_whatever_the_number_of_ratings(library: Library) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    app = RecflixApp(library)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        shown = app.screen.query_one("#progress", Static)
        for _ in range(11):
            assert len(line(app, "progress")) <= shown.content_size.width
            await press(pilot, "3")


async def test_the_why_line_follows_the_pick_in_focus(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "tab")
        first = app.screen.query_one(WhyLine).render_line(0).text
        await press(pilot, "down")
        assert app.screen.query_one(WhyLine).render_line(0).text != first


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        await press(pilot, "5")
        await press(pilot, "1", "plus")

    assert snap_compare(app, terminal_size=size, run_before=show)
