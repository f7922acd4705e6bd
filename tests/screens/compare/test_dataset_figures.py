"""The dataset's own figures on Compare: beside the models, or in their place."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.dataset.description import damaged
from recflix_tui.library.library import Library
from recflix_tui.screens.compare.dataset_pane import COUNTING, DatasetPane
from recflix_tui.widgets.bars.key_bar import KeyBar
from recflix_tui.widgets.pictures.intervals.board import IntervalBoard
from tests.dataset.layouts import write_latest
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.compare_driver import CompareDriver

LARGE = (200, 60)


def figures(compare: CompareDriver) -> str:
    """What the pane shows."""
    return "\n".join(compare.lines_of(DatasetPane))


def keys(compare: CompareDriver) -> str:
    return compare.lines_of(KeyBar)[0]


async def test_a_key_leads_to_the_figures_and_back(measured: Library, app: RecflixApp) -> None:
    dataset = measured.snapshot.need_dataset()
    async with CompareDriver.open(app) as compare:
        assert not compare.screen.figures.is_on_screen
        assert "tab dataset" in keys(compare)
        await compare.press("tab")
        assert compare.screen.figures.has_focus
        assert not compare.board.is_on_screen
        told = f"{dataset.n_ratings:,} ratings of {dataset.n_items} titles by {dataset.n_users} "
        assert told in figures(compare).replace("\n", " ")
        assert "tab models" in keys(compare)
        await compare.press("tab")
        assert compare.board.has_focus
        assert compare.board.is_on_screen


async def test_what_is_covered_takes_no_keys(measured: Library, app: RecflixApp) -> None:
    async with CompareDriver.open(app) as compare:
        before = compare.choices
        await compare.press("tab", "v", "o", "g")
        assert "version" not in keys(compare)
        assert compare.state is None
        await compare.press("tab")
        assert compare.choices == before
        await compare.press("v")
        assert compare.choices != before


async def test_arrows_scroll_the_figures(measured: Library, app: RecflixApp) -> None:
    async with CompareDriver.open(app) as compare:
        await compare.press("tab", "end")
        pane = compare.screen.figures
        assert pane.scroll_offset.y == pane.max_scroll_y > 1
        await compare.press("home", "down")
        assert pane.scroll_offset.y == 1


async def test_both_are_seen_side_by_side_where_there_is_room(
    measured: Library, app: RecflixApp
) -> None:
    async with CompareDriver.open(app, LARGE) as compare:
        assert compare.board.is_on_screen
        assert compare.board.has_focus
        assert "The dataset films" in figures(compare)
        await compare.press("tab")
        assert compare.screen.figures.has_focus
        assert "tab models" in keys(compare)
        assert "version" in keys(compare)
        await compare.resize(*SMALL)
        assert compare.screen.figures.is_on_screen
        assert not compare.board.is_on_screen
        await compare.press("tab")
        assert compare.board.is_on_screen
        await compare.resize(*LARGE)
        assert compare.screen.figures.is_on_screen


async def test_a_click_gives_the_figures_the_focus(measured: Library, app: RecflixApp) -> None:
    async with CompareDriver.open(app, LARGE) as compare:
        await compare.click(DatasetPane, 5, 5)
        assert compare.screen.figures.has_focus
        assert "tab models" in keys(compare)
        await compare.click(IntervalBoard, 5, 2)
        assert compare.board.has_focus
        assert "tab dataset" in keys(compare)


async def test_a_word_stands_there_while_ratings_are_counted(
    measured: Library, app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, count = threading.Event(), measured.datasets.portrait

    def slowly() -> Any:
        may_end.wait(20)
        return count()

    monkeypatch.setattr(measured.datasets, "portrait", slowly)
    async with CompareDriver.open(app) as compare:
        await compare.pilot.press("tab")
        await compare.until(lambda: COUNTING in figures(compare))
        may_end.set()
        await compare.until(lambda: "The dataset films" in figures(compare))


async def test_another_dataset_in_use_brings_its_own_figures(
    measured: Library, app: RecflixApp, tmp_path: Path
) -> None:
    async with CompareDriver.open(app, LARGE) as compare:
        measured.datasets.add(write_latest(tmp_path / "ml"), "others")
        app.use_dataset("others")
        await compare.settle()
        await compare.press("j", "c")
        await compare.until(lambda: "The dataset others" in figures(compare))


async def test_ratings_out_of_their_bounds_are_told_in_place_of_figures(
    measured: Library, app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Any:
        raise damaged("films", "by_user_times.npy is damaged")

    monkeypatch.setattr(measured.datasets, "portrait", fail)
    async with CompareDriver.open(app) as compare:
        await compare.press("tab")
        assert "by_user_times.npy is damaged" in figures(compare)


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_the_figures_look_so(
    measured: Library, app: RecflixApp, snap_compare: Any, size: tuple[int, int]
) -> None:
    async def show(pilot: Any) -> None:
        await CompareDriver(pilot).enter()
        await CompareDriver(pilot).press("tab")

    assert snap_compare(app, terminal_size=size, run_before=show)
