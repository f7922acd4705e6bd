"""The pane of a dataset's figures, whole: laid out by its room, scrolled, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from recflix_tui.dataset.portrait.values import Portrait
from recflix_tui.screens.frame.themes import LIGHT
from recflix_tui.widgets.pictures.portrait.blocks import blocks
from recflix_tui.widgets.pictures.portrait.lines import length
from recflix_tui.widgets.pictures.portrait.pack import COLUMN, laid_out, packed
from recflix_tui.widgets.pictures.portrait.pane import DataPortrait
from tests.widgets.pictures.portrait.made_up import LARGE, SMALL

Stage = Callable[[Widget], Any]
TITLES = ["The dataset films", "Ratings a title", "Ratings a user", "Stars given", "Ratings a year"]
TITLES += ["Genres"]


def shown(pane: DataPortrait) -> list[str]:
    """The lines without the edge that tells the focus."""
    return [pane.render_line(y).text[2:].rstrip() for y in range(pane.size.height)]


@pytest.mark.parametrize("portrait", [SMALL, LARGE, replace(SMALL, time=None, genres=())])
@pytest.mark.parametrize("width", [COLUMN, 38, 50, 58, 75, 78, 98, 114, 150, 195])
def test_nothing_is_wider_than_its_room(portrait: Portrait, width: int) -> None:
    for block in blocks(portrait, width, 6):
        assert max(length(line) for line in block) <= width
    assert max(length(line) for line in laid_out(portrait, width, 30)) <= width


def test_no_word_and_no_figure_is_cut() -> None:
    told = "\n".join("".join(text for text, _ in line) for line in laid_out(LARGE, COLUMN, 20))
    assert "…" not in told
    for name in (*TITLES, "Documentary", "none listed", "32,000,204 ratings", "9.2M"):
        assert name in told


def test_columns_are_as_many_as_there_is_room_for_and_about_as_long_as_each_other() -> None:
    for width, n in ((40, 1), (77, 2), (117, 3), (195, 3)):
        lines = ["".join(text for text, _ in line) for line in laid_out(SMALL, width, 10)]
        tops = sum(lines[0].count(title) for title in TITLES)
        assert (width, tops) == (width, n)
    found: list[Any] = [[[("", "name")]] * lines for lines in (3, 9, 4, 4, 5, 8)]
    lengths = [list(map(len, packed(found, n))) for n in (1, 2, 3)]
    assert lengths == [[38], [18, 19], [13, 9, 14]]


def test_bars_grow_with_the_room_below_them() -> None:
    low, high = (len(laid_out(SMALL, 195, height)) for height in (20, 60))
    assert 20 < low < high <= 60


async def test_it_scrolls_by_keys_to_what_does_not_fit(stage: Stage) -> None:
    pane = DataPortrait()
    async with stage(pane).run_test(size=(40, 20)) as pilot:
        pane.show(SMALL)
        pane.focus()
        await pilot.pause()
        assert "The dataset films" in shown(pane)[0]
        await pilot.press("end")
        await pilot.pause()
        assert shown(pane)[-1].endswith("each of its genres.")
        await pilot.press("home")
        await pilot.pause()
        before = shown(pane)
        await pilot.press("down")
        await pilot.pause()
        assert shown(pane)[:-1] == before[1:]


async def test_all_of_it_is_seen_at_once_where_there_is_room(stage: Stage) -> None:
    pane = DataPortrait()
    async with stage(pane).run_test(size=(200, 60)) as pilot:
        pane.show(SMALL)
        await pilot.pause()
        seen = "\n".join(shown(pane))
        assert [title for title in TITLES if title not in seen] == []
        assert pane.max_scroll_y == 0


async def test_it_is_laid_out_anew_when_its_room_changes(stage: Stage) -> None:
    pane = DataPortrait()
    async with stage(pane).run_test(size=(120, 36)) as pilot:
        pane.show(SMALL)
        await pilot.pause()
        assert all(title in shown(pane)[0] for title in (TITLES[0], TITLES[2]))
        await pilot.resize_terminal(40, 20)
        for _ in range(100):
            if pane.size.width <= 40 and shown(pane)[0] == TITLES[0]:
                break
            await pilot.pause(0.02)
        assert shown(pane)[0] == TITLES[0]
        assert max(map(cell_len, shown(pane))) <= 40


async def test_a_word_stands_there_until_figures_do(stage: Stage) -> None:
    pane = DataPortrait()
    async with stage(pane).run_test(size=(60, 10)) as pilot:
        pane.say("counting the ratings")
        await pilot.pause()
        assert shown(pane) == ["counting the ratings", *[""] * 9]
        pane.show(SMALL)
        await pilot.pause()
        assert "counting" not in "".join(shown(pane))


async def test_another_dataset_is_shown_from_its_top(stage: Stage) -> None:
    pane = DataPortrait()
    async with stage(pane).run_test(size=(40, 20)) as pilot:
        pane.show(SMALL)
        pane.focus()
        await pilot.press("end")
        await pilot.pause()
        pane.show(replace(SMALL, name="others"))
        await pilot.pause()
        assert "The dataset others" in shown(pane)[0]


@pytest.mark.parametrize("size", [(40, 100), (120, 36), (200, 60)])
def test_it_looks_so(stage: Stage, snap_compare: Any, size: tuple[int, int]) -> None:
    pane = DataPortrait()

    async def show(pilot: Any) -> None:
        pane.show(SMALL)
        await pilot.pause()

    assert snap_compare(stage(pane), terminal_size=size, run_before=show)


def test_it_looks_so_in_light_with_the_focus(stage: Stage, snap_compare: Any) -> None:
    pane = DataPortrait()
    app = stage(pane)

    async def show(pilot: Any) -> None:
        app.theme = LIGHT.name
        pane.show(LARGE)
        pane.focus()
        await pilot.pause()

    assert snap_compare(app, terminal_size=(120, 36), run_before=show)


def test_the_blocks_keep_their_order_from_column_to_column() -> None:
    found: list[Any] = [[[(str(n), "name")]] for n in range(6)]
    told = [text for column in packed(found, 3) for line in column for text, _ in line]
    assert told == sorted(told)
    assert all(a < b for a, b in pairwise(told))
