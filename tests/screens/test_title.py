from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.recommend.explain import Contribution
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.title import TitleScreen, shown_reasons
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.pictures.figures import two_digits
from recflix_tui.widgets.titles.lists import Effect, SimilarList, WhyBars
from tests.examples.app_home import RATED, press, settle

WIDE, SMALL = (120, 36), (80, 24)


def title_of(app: RecflixApp) -> TitleScreen:
    assert isinstance(app.screen, TitleScreen)
    return app.screen


def line(app: RecflixApp, name: str) -> str:
    return str(app.screen.query_one(f"#{name}", Static).render())


def lines_of(widget: PickList) -> list[str]:
    return [widget.render_line(y).text for y in range(widget.size.height)]


async def opened(pilot: Pilot[Any], app: RecflixApp, item: int, why: bool = False) -> None:
    await settle(pilot)
    app.open_title(item, why=why)
    await settle(pilot)


async def test_it_tells_what_is_known_of_a_title(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, app, 2)
        assert line(app, "name") == "Film 2"
        assert line(app, "facts") == "1952 · Noir · Sci-Fi"
        assert "ratings" in line(app, "crowd")
        assert line(app, "own") == "yours  not rated"
        assert "±" in line(app, "predicted")
        assert "━" in line(app, "predicted")


async def test_the_effects_of_the_ratings_add_up_to_the_prediction(
    app: RecflixApp, library: Library
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, app, 2, why=True)
        bars = app.screen.query_one(WhyBars)
        assert bars.has_focus
        assert {e.item for e in bars.effects} <= set(RATED)
        assert app.profile_id is not None
        why = library.recommendations.why(app.profile_id, 2)
        assert why is not None
        assert f"baseline {two_digits(why.baseline)}" in line(app, "reasons")
        assert f"= {two_digits(why.prediction)}" in line(app, "reasons")
        shown = "\n".join(lines_of(bars))
        assert "+" in shown
        assert "−" in shown
        assert "│" in shown


async def test_the_rating_keys_act_on_what_has_the_focus(app: RecflixApp, library: Library) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, app, 2)
        await press(pilot, "4")
        assert line(app, "own") == "yours  ★★★★"
        await press(pilot, "plus", "a")
        assert line(app, "own") == "yours  ★★★★½  ◆ my list"
        await press(pilot, "0", "a", "x")
        assert line(app, "own") == "yours  ✕ not for me"
        await press(pilot, "u")
        assert line(app, "own") == "yours  not rated"
        row = app.screen.query_one(SimilarList).neighbours[0].item
        await press(pilot, "down", "3")
        assert app.profile_id is not None
        assert library.recommendations.taste(app.profile_id).activity.ratings[row] == 3.0
        assert line(app, "own") == "yours  not rated"
        await press(pilot, "up")
        assert title_of(app).focused_item() == 2


async def test_leaving_a_title_does_not_call_off_its_rating(
    app: RecflixApp, library: Library
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, app, 2)
        await pilot.press("5", "escape")
        await settle(pilot)
        assert app.profile_id is not None
        assert library.recommendations.taste(app.profile_id).activity.ratings[2] == 5.0


async def test_similar_titles_and_reasons_open_and_escape_comes_back(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, app, 2)
        similar = app.screen.query_one(SimilarList)
        assert app.screen.focused is None
        first, second = similar.neighbours[0].item, similar.neighbours[1].item
        await press(pilot, "down", "down", "enter")
        assert title_of(app).item == second
        await press(pilot, "i")
        bars = app.screen.query_one(WhyBars)
        assert bars.has_focus
        reason = bars.effects[0].item
        await press(pilot, "enter")
        assert title_of(app).item == reason
        await press(pilot, "escape", "escape")
        assert title_of(app).item == 2
        await pilot.click(SimilarList, offset=(5, 0))
        await settle(pilot)
        await pilot.click(SimilarList, offset=(5, 0))
        await settle(pilot)
        assert title_of(app).item == first
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_without_a_model_it_says_what_is_missing(
    empty_library: Library, library: Library
) -> None:
    app = RecflixApp(library)
    library.models.remove(1)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, app, 2)
        assert "once the model is trained" in line(app, "predicted")
        assert "once the model is trained" in line(app, "reasons")
        assert app.screen.query_one(SimilarList).row_count() == 0


@pytest.mark.parametrize("width", [30, 41, 60, 120])
def test_bars_grow_from_the_zero_line_and_rows_keep_their_width(width: int) -> None:
    bars = WhyBars()
    bars.effects = [
        Effect(1, "千と千尋の神隠し 劇場版", 5.0, 0.4),
        Effect(2, "A Film With a Very Long Name Indeed", 0.5, -0.2),
        Effect(3, "Short", 3.0, 0.01),
    ]
    bars._longest = (0.2, 0.4)
    rows = ["".join(text for text, _ in bars.row_parts(n, width)) for n in range(3)]
    assert len({cell_len(row[: row.index("│")]) for row in rows}) == 1
    assert all(cell_len(row) <= width for row in rows)
    assert rows[0].index("│") < rows[0].index("━")
    assert rows[1].index("━") < rows[1].index("│")


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        await opened(pilot, app, 8)
        await press(pilot, "3", "plus")

    assert snap_compare(app, terminal_size=size, run_before=show)


def test_who_rated_much_sees_the_strongest_reasons_however_small() -> None:
    many = [Contribution(n, 4.0, 0.004 - n / 1e6) for n in range(700)]
    assert [c.item for c in shown_reasons(many)] == list(range(12))
    some = [Contribution(0, 4.0, 0.3), Contribution(1, 3.0, -0.2), Contribution(2, 3.0, 0.001)]
    assert [c.item for c in shown_reasons(some)] == [0, 1]
