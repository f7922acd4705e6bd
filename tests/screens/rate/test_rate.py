from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.frame.titles_screen import UNSEEN
from recflix_tui.screens.rate.question import (
    ENOUGH,
    Answer,
    gain_words,
    last_words,
    progress_words,
)
from recflix_tui.screens.title import TitleScreen
from recflix_tui.store.store import StoreError
from recflix_tui.widgets.forms.stars_control import StarsControl
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.rate_driver import RateDriver
from tests.examples.app_home import ODD_TITLES, RATED


async def test_a_number_rates_and_the_next_title_is_asked(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        first = rate.asked
        assert "6 rated" in rate.progress
        await rate.press("4")
        assert rate.ratings[first] == 4.0
        assert rate.asked != first
        assert "7 rated" in rate.progress
        assert rate.last.startswith(f"{rate.name_of(first)}  ★★★★ ")


async def test_plus_and_minus_mend_the_title_just_rated(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        first = rate.asked
        await rate.press("3", "plus")
        second = rate.asked
        assert rate.ratings[first] == 3.5
        assert "★★★½" in rate.last
        await rate.press("minus", "minus")
        assert rate.ratings[first] == 2.5
        assert rate.asked == second


async def test_before_the_first_rating_plus_rates_from_the_prediction(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        first = rate.asked
        await rate.press("minus")
        assert first in rate.ratings
        assert rate.asked != first


async def test_what_is_predicted_is_told_after_the_answer_and_not_before(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        assert rate.screen.words_in_place_of_why(rate.asked)
        assert "→" not in rate.why
        assert rate.asked not in rate.picks
        predicted = rate.taste.prediction(rate.asked)
        assert predicted is not None
        await rate.press("4")
        assert f"predicted {predicted:.1f}" in rate.last
        await rate.press("tab")
        assert "→" in rate.why


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (100, "Star Wars: Episode V - The Empire Strikes Back  ★★★★½   predicted 3.9   + - half"),
        (70, "Star Wars: Epis…Back  ★★★★½   predicted 3.9   + - half a star   u undo"),
        (54, "Star Wars…Strikes Back  ★★★★½   predicted 3.9   u undo"),
    ],
)
def test_the_line_of_the_last_answer_shortens_its_title_first(width: int, said: str) -> None:
    title = "Star Wars: Episode V - The Empire Strikes Back"
    answer = Answer(item=0, title=title, stars=4.5, word="watched", predicted=3.94)
    words = last_words(answer, width)
    assert str(words).startswith(said)
    assert words.cell_length <= width
    assert str(words).endswith("u undo")


async def test_after_an_answer_it_is_told_by_how_much_it_sharpened_what_is_predicted(
    app: RecflixApp,
) -> None:
    async with RateDriver.open(app, WIDE) as rate:
        await rate.press("4")
        gain = app.library.recommendations.gain(app.profile_id or 0)
        assert gain is not None
        percent = round(100 * gain.newest)
        assert percent > 0
        assert f"sharper by {percent} %" in rate.last
        await rate.press("x")  # no rating: nothing is predicted otherwise
        assert "sharper" not in rate.last


def test_an_answer_that_sharpened_nothing_is_said_to() -> None:
    assert gain_words(0.0649) == "sharper by 6 %"
    assert gain_words(0.004) == "no sharper by it"
    assert gain_words(-0.03) == "no sharper by it"


@pytest.mark.parametrize("n", [ENOUGH, 100, 3000])
def test_once_more_answers_hardly_sharpen_it_rate_says_so_in_the_room_there_is(n: int) -> None:
    assert str(progress_words(n, True)).startswith(f"{n} rated   more answers hardly sharpen it")
    assert "hardly" not in str(progress_words(n, False))
    assert max(progress_words(n, spent).cell_length for spent in (True, False)) <= 72


@pytest.mark.parametrize("key", ["u", "0"])
async def test_a_title_whose_rating_is_undone_is_asked_again(app: RecflixApp, key: str) -> None:
    async with RateDriver.open(app) as rate:
        first = rate.asked
        await rate.press("2", key)
        assert rate.asked == first
        assert first not in rate.ratings
        assert rate.last == ""


@pytest.mark.parametrize("key", ["space", "n"])
async def test_a_title_not_seen_is_skipped_and_not_asked_again(app: RecflixApp, key: str) -> None:
    async with RateDriver.open(app) as rate:
        seen = []
        for _ in range(4):
            seen.append(rate.asked)
            await rate.press(key)
        assert len(set(seen)) == 4
        assert rate.ratings == RATED


async def test_not_for_me_and_watched_are_answers_and_my_list_is_none(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        first = rate.asked
        await rate.press("a")
        assert rate.asked == first
        await rate.press("x")
        assert rate.asked != first
        assert "not for me" in rate.last
        await rate.press("u")
        assert rate.asked == first
        await rate.press("w")
        assert "watched" in rate.last


async def test_keys_in_a_rush_never_rate_one_title_twice(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        for _ in range(5):
            rate.screen.action_rate(4)
            rate.screen.action_skip()
        await rate.settle()
        assert UNSEEN in rate.notifications
        assert len(rate.ratings) == len(RATED) + 1


async def test_the_top_picks_change_with_a_rating(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        before = rate.picks
        for _ in range(6):
            is_of_best_genre = rate.asked % 3 == before[0] % 3
            await rate.press("1" if is_of_best_genre else "5")
        assert rate.picks != before
        assert rate.predictions == sorted(rate.predictions, reverse=True)
        assert "12 rated" in rate.progress
        assert "the rows are yours" in rate.progress


async def test_a_pick_in_focus_takes_the_keys_and_opens(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        first = rate.asked
        await rate.press("tab", "down")
        pick = rate.asked
        assert pick == rate.picks[1]
        await rate.press("enter")
        assert rate.is_on(TitleScreen)
        await rate.press("escape", "5")
        assert rate.ratings[pick] == 5.0
        await rate.press("escape")
        assert rate.asked == first


async def test_stars_are_clicked_to_half_a_star(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        first = rate.asked
        await rate.pilot.hover(StarsControl, offset=(9, 0))
        assert rate.stars.startswith("★   ★   ★   ☆")
        await rate.click(StarsControl, 12, 0)
        assert rate.ratings[first] == 3.5


async def test_a_rating_that_cannot_be_written_leaves_the_title_asked(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise StoreError("the disk is full")

    async with RateDriver.open(app) as rate:
        first = rate.asked
        monkeypatch.setattr(app.library.profiles, "rate", full)
        await rate.press("4")
        assert rate.asked == first
        assert "6 rated" in rate.progress
        assert rate.notifications == ["the disk is full"]


async def test_when_all_is_answered_it_says_so(app: RecflixApp, library: Library) -> None:
    profile = library.profiles.summaries()[0].id
    for item in range(library.snapshot.need_dataset().n_items):
        library.profiles.rate(profile, item, 3.0)
    async with RateDriver.open(app) as rate:
        assert not rate.is_asking
        assert rate.words("name") == "Nothing is left to ask"
        await rate.press("4", "space")
        assert set(rate.ratings.values()) == {3.0}


async def test_without_a_model_it_asks_the_most_rated_first(
    app: RecflixApp, library: Library
) -> None:
    library.models.remove(1)
    async with RateDriver.open(app) as rate:
        counts = library.snapshot.need_dataset().counts
        # Films by number are one series, and some were rated just now: it rests.
        others = [n for n in ODD_TITLES if n not in RATED]
        assert rate.asked == max(others, key=lambda n: int(counts[n]))
        assert "with a trained model: t leads there" in rate.words("picks-heading")


async def test_my_list_shows_on_the_title_asked_about(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        await rate.press("a")
        assert rate.words("crowd").endswith("◆ my list")
        await rate.press("a")
        assert "my list" not in rate.words("crowd")


async def test_the_first_line_fits_whatever_the_number_of_ratings(library: Library) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    app = RecflixApp(library)
    async with RateDriver.open(app) as rate:
        room = app.screen.query_one("#progress", Static).content_size.width
        for _ in range(11):
            assert 0 < len(rate.progress) <= room
            await rate.press("3")


async def test_the_why_line_follows_the_pick_in_focus(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        await rate.press("tab")
        first = rate.why
        await rate.press("down")
        assert rate.why != first


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        rate = RateDriver(pilot)
        await rate.enter()
        await rate.press("5")
        await rate.press("1", "plus")

    assert snap_compare(app, terminal_size=size, run_before=show)
