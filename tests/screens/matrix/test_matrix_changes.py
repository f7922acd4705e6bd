"""Matrix as models, people, sizes and themes change around it."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from textual import events

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.values import Picture
from recflix_tui.model.prior import ridge_prior
from recflix_tui.screens.matrix.matrix_screen import NO_MODEL, MatrixScreen
from recflix_tui.screens.matrix.matrix_view import MODEL_GONE
from recflix_tui.versions.registry import Registry
from recflix_tui.widgets.pictures.heatmap import Heatmap
from tests.drivers.app_driver import SMALL, WIDE, told
from tests.drivers.matrix_driver import MatrixDriver
from tests.examples.app_home import RATED, hand_made_model, save_model


async def test_without_a_model_what_is_known_is_shown_and_the_rest_says_what_to_do(
    app: RecflixApp, library: Library
) -> None:
    library.models.remove(1)
    async with MatrixDriver.open(app) as matrix:
        await matrix.press("tab")
        assert matrix.picture == "known"
        await matrix.press("tab")
        assert matrix.picture == "known"
        assert told(app) == [NO_MODEL]
        await matrix.press("o")
        assert "clusters" not in matrix.text


async def test_a_model_trained_elsewhere_changes_what_is_predicted(
    app: RecflixApp, library: Library
) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        await matrix.press("y", "plus", "tab", "tab")
        before = matrix.line
        save_model(library, mu=2.0)
        await matrix.look_for_changes()
        await matrix.until(lambda: matrix.line != before)


async def test_a_rating_given_while_a_picture_is_prepared_is_in_it(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    prepares = UserItemMatrix.prepare

    def slowly(self: UserItemMatrix, picture: Picture, progress: Any = None) -> None:
        begun.set()
        go_on.wait(60)
        prepares(self, picture, progress)

    monkeypatch.setattr(UserItemMatrix, "prepare", slowly)
    async with MatrixDriver.open(app, WIDE) as matrix:
        try:
            await matrix.press("y", "slash", *"film 40", "enter", "plus")
            await matrix.pilot.press("shift+tab")  # to the errors
            await matrix.until(begun.is_set)
            assert app.profile_id is not None
            library.profiles.rate(app.profile_id, 40, 5.0)
            app.changed(40)
            await matrix.pilot.pause()
        finally:
            go_on.set()
        await matrix.settle()
        assert "rated 5 " in matrix.line


async def test_moves_before_a_new_window_is_drawn_speak_of_what_is_in_view(
    app: RecflixApp,
) -> None:
    go_on = threading.Event()
    async with MatrixDriver.open(app) as matrix:
        try:
            app.start_reading(go_on.wait, 60)
            await matrix.pilot.resize_terminal(*WIDE)
            for _ in range(3):
                await matrix.pilot.press("shift+down")
            assert "people" in matrix.line
        finally:
            go_on.set()
        await matrix.settle()
        assert matrix.frame.cursor == matrix.outlook.cursor


async def test_where_the_model_goes_what_is_known_stays(app: RecflixApp, library: Library) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        await matrix.press("o", "down", "down", "enter", "tab", "tab")
        assert matrix.picture == "predicted"
        library.models.remove(1)
        app.changed()
        await matrix.settle()
        assert matrix.picture == "density"
        assert "most ratings first" in matrix.words("ordered")
        assert told(app) == [MODEL_GONE]


async def test_an_order_that_another_model_has_not_gives_way(
    app: RecflixApp, library: Library
) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        await matrix.press("o", "end", "enter")
        assert "factor 2" in matrix.words("ordered")
        dataset = library.snapshot.need_dataset()
        model = hand_made_model(dataset.n_users, dataset.n_items)
        one = replace(
            model, P=model.P[:, :1], Q=model.Q[:, :1], prior=ridge_prior(0.5, 0.5, 1, 0.5)
        )
        Registry(library.paths.models, dataset.name).save(
            one, solver="sgd", settings={}, metrics={}, fingerprint=dataset.fingerprint
        )
        await matrix.look_for_changes()
        await matrix.until(lambda: "most ratings first" in matrix.words("ordered"))
        assert any("by activity, then" in line for line in told(app))


async def test_a_person_who_is_new_has_a_row(app: RecflixApp, library: Library) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        rows = matrix.outlook.n_rows
        library.profiles.add("[b]Bo")
        app.changed()
        await matrix.settle()
        await matrix.until(lambda: matrix.outlook.n_rows == rows + 1)
        await matrix.press("slash", *"[b]bo", "enter")
        assert matrix.line.startswith(" [b]Bo")


async def test_at_another_size_the_whole_stays_whole(app: RecflixApp) -> None:
    async with MatrixDriver.open(app, WIDE) as matrix:
        await matrix.resize(*SMALL)
        window = matrix.outlook.window
        assert (window.row, window.column) == (0, 0)
        assert window.end_row >= matrix.outlook.n_rows
        assert window.n_columns <= matrix.screen.heatmap.size.width - 8


async def test_the_other_theme_has_another_scale(app: RecflixApp) -> None:
    async with MatrixDriver.open(app) as matrix:
        scale = matrix.frame.scale
        await matrix.press("d")
        await matrix.until(lambda: matrix.frame.scale is not scale)


async def test_without_colours_characters_stand_for_them(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RecflixApp(library)
    async with MatrixDriver.open(app) as matrix:
        drawn = "".join(matrix.lines_of(Heatmap))
        assert "█" in drawn
        assert "▀" not in drawn


async def test_keys_typed_behind_the_way_there_are_done_when_it_stands(app: RecflixApp) -> None:
    async with MatrixDriver.open(app) as matrix:
        await matrix.press("h")
        for key in "m5x":
            app.post_message(events.Key(key, key))
        await matrix.settle()
        assert matrix.is_on(MatrixScreen)
        assert matrix.ratings == RATED
