"""What is chosen on Compare is what is shown, and no key is offered that does nothing."""

from __future__ import annotations

from recflix_tui.app import RecflixApp
from recflix_tui.evaluation.comparison import Row
from recflix_tui.library.library import Library
from recflix_tui.widgets.bars.choice_bar import ChoiceBar
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.compare_driver import CompareDriver
from tests.evaluation.results.made_up import figure
from tests.screens.compare.conftest import folds, keep_rows, people_rows, rating_rows


async def test_o_leads_to_what_was_measured_last_of_what_is_held_out(
    library: Library, app: RecflixApp
) -> None:
    keep_rows(library, 3, people_rows(), folds(3))
    keep_rows(library, 3, rating_rows(), {"kind": "random", "share": 0.1})
    async with CompareDriver.open(app) as compare:
        await compare.press("o")
        assert "n 10 % of all" not in compare.choices  # there is no other way of it
        assert "10 % of all" in compare.choices
        assert "n folds" not in compare.key_bar
        await compare.press("n", "o", "o", "o")
        assert "o holds out people   n 3 folds" in compare.choices
        assert compare.names[0] == "recflix"


async def test_g_shows_figures_of_lists_or_of_stars_alone(
    measured: Library, app: RecflixApp
) -> None:
    async with CompareDriver.open(app) as compare:
        await compare.press("g")
        assert compare.choices.endswith("g lists")
        assert compare.board.focused_key == "ndcg@10"
        await compare.press("left")
        assert compare.board.focused_key == "gini"  # the last one
        await compare.press("g")
        assert compare.choices.endswith("g stars")
        assert compare.board.focused_key == "rmse"
        assert "It is not Train's holdout" in compare.says
        await compare.press("left", "left", "left")
        assert compare.board.focused_key == "mae"
        await compare.press("g")
        assert compare.choices.endswith("g all metrics")


async def test_figures_that_were_not_measured_are_offered_and_the_others_are_named(
    library: Library, app: RecflixApp
) -> None:
    rows = [Row("recflix", 1.0, {"ndcg@10": figure(0.3)})]
    keep_rows(library, 3, rows, folds(5))
    async with CompareDriver.open(app) as compare:
        await compare.press("g", "g")
        assert compare.bars == ["  None of these figures is measured yet; g shows the others."]
        assert compare.status.startswith("not measured yet: s measures it")


async def test_who_was_asked_and_what_decides_is_said_where_there_is_room(
    measured: Library, app: RecflixApp
) -> None:
    async with CompareDriver.open(app, WIDE) as compare:
        assert "Of 670 people of the dataset" in compare.text
        assert "2,000 times. Beyond chance" in compare.text
    async with CompareDriver.open(RecflixApp(measured), SMALL) as compare:
        assert "Beyond chance" not in compare.text


async def test_choices_take_another_line_where_one_is_too_short(
    measured: Library, app: RecflixApp
) -> None:
    keep_rows(measured, 3, people_rows(0.01), {"kind": "people", "given": 4, "folds": 7})
    async with CompareDriver.open(app, SMALL) as compare:
        await compare.press("n", "n")
        lines = [line.strip() for line in compare.lines_of(ChoiceBar)]
        assert lines == [
            "v model 3 gibbs, in use   o holds out people   n 7 folds, 4 told, liked from 4",
            "g all metrics",
        ]
