"""Matrix: from the whole of the ratings down to single cells."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from textual import constants
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.matrix.outlook import CellShape
from recflix_tui.pictures.levels import EMPTY
from recflix_tui.screens.dialogs.fly import FlyScreen
from recflix_tui.screens.matrix.matrix_screen import MatrixScreen
from recflix_tui.screens.matrix.order_dialog import OrderScreen
from recflix_tui.screens.people.people_screen import PeopleScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.widgets.pictures.heatmap import Heatmap
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.home_driver import HomeDriver
from tests.drivers.matrix_driver import MatrixDriver
from tests.drivers.title_driver import TitleDriver
from tests.examples.app_home import RATED

LARGE = (200, 60)


async def test_all_is_in_view_at_first_with_its_counts_and_how_empty_it_is(
    app: RecflixApp, library: Library
) -> None:
    dataset = library.snapshot.need_dataset()
    rows, ratings = dataset.n_users + 1, dataset.n_ratings + len(RATED)
    cells = rows * dataset.n_items
    async with MatrixDriver.open(app, WIDE) as matrix:
        assert matrix.outlook.window.end_row >= rows
        assert matrix.outlook.window.end_column >= dataset.n_items
        said = matrix.words("size")
    assert f"{rows} people × {dataset.n_items} titles" in said
    assert f"{ratings:,} of {cells:,} cells" in said
    assert f"{100 * (1 - ratings / cells):.1f} % empty" in said


async def test_what_is_dark_nobody_rated(app: RecflixApp, library: Library) -> None:
    dataset = library.snapshot.need_dataset()
    async with MatrixDriver.open(app, LARGE) as matrix:
        await matrix.to_single_cells()
        lit = matrix.frame.levels != EMPTY
        rows = [matrix.frame.row_names[row] for row in range(len(lit))]
        row = rows.index("user 7")
        items, _ = dataset.by_user.row(6)
        by_count = np.argsort(-dataset.counts, kind="stable")
        shown = by_count[: lit.shape[1]]
        assert lit[row].tolist() == np.isin(shown, items).tolist()


async def test_keys_zoom_to_cells_with_names_and_back_to_the_whole(app: RecflixApp) -> None:
    async with MatrixDriver.open(app) as matrix:
        whole = matrix.outlook
        await matrix.to_single_cells()
        assert matrix.frame.column_names
        shapes = [matrix.outlook.shape]
        await matrix.press("minus")
        shapes.append(matrix.outlook.shape)
        assert shapes == [CellShape.NAMED, CellShape.SQUARE]
        await matrix.press("0")
        assert matrix.outlook == whole


async def test_arrows_move_the_cursor_then_the_matrix_and_page_keys_leaf_through_it(
    app: RecflixApp,
) -> None:
    async with MatrixDriver.open(app) as matrix:
        await matrix.press("down", "right", "right")
        assert matrix.outlook.cursor == (1, 2)
        await matrix.to_single_cells()
        window = matrix.outlook.window
        await matrix.press("pagedown", "ctrl+pagedown")
        assert matrix.outlook.window.row == window.row + window.n_rows
        assert matrix.outlook.window.column == window.column + window.n_columns
        await matrix.press("pageup", "ctrl+pageup")
        assert matrix.outlook.window == window
        at = matrix.outlook.row
        await matrix.press("shift+down")
        assert matrix.outlook.row == at + 10
        assert matrix.outlook.window.row > 0
        await matrix.press("end")
        assert matrix.outlook.column == matrix.outlook.n_columns - 1
        await matrix.press("home")
        assert matrix.outlook.column == 0


async def test_the_four_pictures_follow_one_another(app: RecflixApp) -> None:
    async with MatrixDriver.open(app) as matrix:
        seen = []
        for _ in range(4):
            seen.append(matrix.picture)
            await matrix.press("tab")
        assert seen == ["density", "known", "predicted", "error"]
        assert matrix.picture == "density"
        await matrix.press("shift+tab")
        assert matrix.picture == "error"


async def test_known_shows_the_stars_and_predicted_leaves_no_cell_empty(app: RecflixApp) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        await matrix.press("y", "plus", "tab")
        row = next(row for row, name in matrix.frame.marks if name == "Ada")
        given = [text for text in matrix.frame.texts[row] if text != "·"]
        assert set(given) <= {f"{stars:g}" for stars in RATED.values()}
        assert EMPTY in matrix.frame.levels
        await matrix.press("tab")
        assert EMPTY not in matrix.frame.levels
        assert "·" not in matrix.frame.texts[row]


async def test_the_cell_under_the_cursor_says_who_what_and_how_far_off(app: RecflixApp) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        item = next(iter(RATED))
        await matrix.press("y", "slash", *f"film {item}", "enter")
        assert matrix.line.startswith(" Ada ◂ watches here · Film 20 (1970)")
        predicted = matrix.taste.prediction(item)
        assert predicted is not None
        assert "rated 5 " in matrix.line
        assert f"predicted {predicted:.1f}" in matrix.line
        assert "error " in matrix.line


async def test_a_rating_changes_its_cell_at_once(app: RecflixApp) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        await matrix.press("y", "slash", *"film 40", "enter", "plus", "tab")
        row, column = matrix.outlook.cursor
        assert matrix.cell_text(row, column) == "·"
        await matrix.press("enter")
        title = matrix.on(TitleDriver)
        await title.press("4", "escape")
        assert matrix.outlook.cursor == (row, column)
        assert matrix.cell_text(row, column) == "4"
        assert "rated 4 " in matrix.line


async def test_enter_opens_the_title_of_a_column_and_looks_nearer_at_many(
    app: RecflixApp,
) -> None:
    async with MatrixDriver.open(app) as matrix:
        await matrix.to_single_cells()
        item = matrix.frame.column_names[matrix.outlook.cursor[1]]
        await matrix.press("enter")
        assert isinstance(app.screen, TitleScreen)
        assert matrix.name_of(app.screen.item) in item


async def test_flying_leads_to_a_title_a_user_and_a_profile(app: RecflixApp) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        for words, found in (("film 33", "Film 33"), ("user 12", "user 12"), ("ada", "Ada")):
            await matrix.press("0", "slash", *words, "enter")
            assert found in matrix.line
            assert matrix.outlook.shape is CellShape.SQUARE


async def test_a_number_finds_titles_first_and_what_fits_nothing_is_said_to(
    app: RecflixApp,
) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        await matrix.press("slash", *"12")
        assert isinstance(app.screen, FlyScreen)
        found = [line.strip() for line in matrix.lines if "Film 12" in line or "user 12" in line]
        assert found[0].startswith("Film 12")
        await matrix.press("escape")
        assert matrix.is_on(MatrixScreen)
        await matrix.press("slash", *"qqqqq")
        assert 'no title has "qqqqq"' in matrix.text
        await matrix.press("enter")
        assert isinstance(app.screen, FlyScreen)
        await matrix.press("escape", "slash", *"brulee qqqqq")
        assert 'no title has "qqqqq"; nearest:' in matrix.text
        await matrix.press("enter")
        assert isinstance(app.screen, FlyScreen)
        await matrix.press("down", "enter")
        assert "Crème" in matrix.line
        await matrix.press("y", "s")
        assert isinstance(app.screen, PeopleScreen)  # similar to who is under the cursor
        await matrix.press("escape")
        assert matrix.is_on(MatrixScreen)


async def test_a_flight_asked_for_before_there_is_a_matrix_ends_when_there_is_one(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    opens = library.matrix.open

    def slowly(*args: Any) -> Any:
        go_on.wait(60)
        return opens(*args)

    monkeypatch.setattr(library.matrix, "open", slowly)
    async with HomeDriver.open(app, WIDE) as home:
        try:
            home.app.go("matrix")
            await home.pilot.pause()
            for key in ["slash", *"film 33"]:
                await home.pilot.press(key)
            await home.until(lambda: "Film 33" in home.text)
            await home.pilot.press("enter")
            await home.until(lambda: home.is_on(MatrixScreen))
        finally:
            go_on.set()
        await home.until(lambda: "Film 33" in home.words("line"))


async def test_another_order_is_chosen_for_both_or_for_one(app: RecflixApp) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        assert "most ratings first" in matrix.words("ordered")
        await matrix.press("o")
        assert isinstance(app.screen, OrderScreen)
        await matrix.press("down", "enter")
        assert matrix.words("ordered").split("\n") == ["people ↓ by id", "titles → by id"]
        await matrix.press("o", "down", "t")
        assert matrix.words("ordered").split("\n") == [
            "people ↓ by id",
            "titles → liked alike side by side",
        ]
        await matrix.press("o", "end", "p")
        assert "factor 2" in matrix.words("ordered")


async def test_ordered_by_a_factor_those_with_most_of_it_stand_first(
    app: RecflixApp, library: Library
) -> None:
    items = library.factors.space().items[:, 0]
    async with MatrixDriver.open(app, LARGE) as matrix:
        await matrix.press("o", "down", "down", "down", "enter")
        await matrix.to_single_cells()
        dataset = library.snapshot.need_dataset()
        shown = [name.rpartition(" (")[0] for name in matrix.frame.column_names]
        best = [dataset.title(int(i)) for i in np.argsort(-items, kind="stable")[: len(shown)]]
    assert shown == best


# --- the mouse ----------------------------------------------------------------------------------


async def test_a_click_points_at_a_cell_and_once_more_opens_its_title(app: RecflixApp) -> None:
    async with MatrixDriver.open(app) as matrix:
        await matrix.click_cell(5, 7)
        assert matrix.outlook.cursor == (4, 7)  # the upper of the two in the line
        await matrix.click_cell(5, 7)
        assert isinstance(app.screen, TitleScreen)


async def test_the_wheel_zooms_dragging_moves_and_a_click_on_its_name_shows_a_picture(
    app: RecflixApp,
) -> None:
    async with MatrixDriver.open(app) as matrix:
        heatmap = matrix.screen.heatmap
        step = matrix.outlook.step
        heatmap.post_message(Heatmap.Zoomed(1, 6, 9))
        await matrix.settle()
        assert matrix.outlook.step == step + 1
        heatmap.post_message(Heatmap.Zoomed(-1, 6, 9))
        await matrix.settle()
        assert matrix.outlook.step == step
        await matrix.to_single_cells()
        before = matrix.outlook.window
        heatmap.post_message(Heatmap.Dragged(-3, -1))
        await matrix.settle()
        after = matrix.outlook.window
        assert (after.row, after.column) == (before.row + 3, before.column + 1)
        line = next(n for n, line in enumerate(matrix.lines) if "predicted" in line)
        await matrix.pilot.click(offset=(matrix.lines[line].index("predicted") + 1, line))
        await matrix.settle()
        assert matrix.picture == "predicted"


# --- looks --------------------------------------------------------------------------------------


def showing(*keys: str) -> Any:
    async def run(pilot: Pilot[Any]) -> None:
        matrix = MatrixDriver(pilot)
        await matrix.enter()
        await matrix.press(*keys)

    return run


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_whole_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=showing("down", "right"))


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_single_cells_look_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=showing("y", "plus", "tab"))


def test_the_whole_looks_so_in_light(library: Library, snap_compare: Any) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    app = RecflixApp(library)
    assert snap_compare(app, terminal_size=WIDE, run_before=showing("down", "right"))


def test_the_whole_looks_so_in_256_colours(
    library: Library, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "256")
    app = RecflixApp(library)
    assert snap_compare(app, terminal_size=WIDE, run_before=showing("down", "right"))


def test_the_errors_look_so_in_light(library: Library, snap_compare: Any) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    app = RecflixApp(library)
    keys = ("y", "plus", "shift+tab")
    assert snap_compare(app, terminal_size=WIDE, run_before=showing(*keys))


def test_it_looks_so_without_colours(
    library: Library, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RecflixApp(library)
    assert snap_compare(app, terminal_size=SMALL, run_before=showing("shift+tab"))


def test_the_choice_of_orders_looks_so(app: RecflixApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=showing("o"))
