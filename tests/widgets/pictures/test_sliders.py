from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events, on
from textual.message import Message

from recflix_tui.widgets.pictures.sliders import (
    Slider,
    Sliders,
    both_ends,
    place_of,
    track,
    value_at,
)
from tests.widgets.conftest import Stage

SIZE = (32, 8)
TRACK = range(2, 27)  # the cells of the track


class SlidersStage(Stage):
    @on(Sliders.Slid)
    @on(Sliders.Chosen)
    def _hear_sliders(self, message: Message) -> None:
        self.heard.append(message)


def some(n: int = 6) -> list[Slider]:
    return [Slider(f"{k + 1} old ◂▸ new", 0.5 * k, 0.5 * k) for k in range(n)]


def lines(sliders: Sliders) -> list[str]:
    return [sliders.render_line(y).text for y in range(sliders.size.height)]


def parts(value: float, learned: float, width: int = 13) -> str:
    return "".join(sign for sign, _ in track(Slider("", value, learned), width))


def test_a_track_is_filled_from_zero_to_the_knob_and_remembers_what_was_learned() -> None:
    assert parts(2, 2) == "──────┼━━━●──"
    assert parts(2, -1) == "────◇─┼━━━●──"
    assert parts(-3, 0) == "●━━━━━◇──────"
    assert parts(0, 0) == "──────●──────"
    assert parts(9, -9) == "◇─────┼━━━━━●"


@given(st.integers(-12, 12), st.integers(25, 90))
def test_a_click_on_the_knob_leaves_it_where_it_is(steps: int, width: int) -> None:
    value = steps / 4
    assert abs(value_at(place_of(value, width), width) - value) <= 0.125 + 1e-9


@pytest.mark.parametrize(("cell", "value"), [(-5, -3), (0, -3), (12, 0), (24, 3), (99, 3)])
def test_a_cell_of_a_track_means_a_value_within_it(cell: int, value: float) -> None:
    assert value_at(cell, 25) == value


def test_a_long_label_keeps_both_its_ends() -> None:
    assert both_ends("1 old ◂▸ new", 30) == "1 old ◂▸ new"
    short = both_ends("1 Sci-Fi, 1980s, space ◂▸ Romance and love", 24)
    assert short == "1 Sci-Fi,… ◂▸ Romance a…"
    assert both_ends("1 old ◂▸ Romance and love", 20) == "1 old ◂▸ Romance an…"
    assert cell_len(both_ends("1 千と千尋の神隠し ◂▸ 千と千尋の神隠し", 17)) <= 17
    assert both_ends("no ends at all here", 8) == "no ends…"


async def shown(app: SlidersStage, sliders: Sequence[Slider]) -> Sliders:
    widget = app.query_one(Sliders)
    widget.show(sliders)
    widget.focus()
    return widget


async def test_each_slider_has_its_label_its_track_and_its_value() -> None:
    app = SlidersStage(Sliders())
    async with app.run_test(size=SIZE) as pilot:
        widget = await shown(app, [Slider("1 old ◂▸ new", -1.4, -1.4), Slider("2 art", 0.25, 1)])
        await pilot.pause()
        drawn = lines(widget)
        assert drawn[0].rstrip() == "▌ 1 old ◂▸ new"
        assert drawn[1].rstrip().endswith("−1.4")
        assert drawn[2].strip() == "2 art"
        assert drawn[3].rstrip().endswith("+0.3")
        assert "◇" in drawn[3]
        assert {cell_len(line) for line in drawn} == {SIZE[0]}


async def test_keys_choose_a_factor_and_slide_it() -> None:
    app = SlidersStage(Sliders())
    async with app.run_test(size=SIZE) as pilot:
        widget = await shown(app, some())
        await pilot.press("down", "right", "right", "left", "shift+left")
        assert app.heard == [
            Sliders.Chosen(1),
            Sliders.Slid(1, 0.75),
            Sliders.Slid(1, 1.0),
            Sliders.Slid(1, 0.75),
            Sliders.Slid(1, -0.25),
        ]
        assert widget.values[:3] == (0, -0.25, 1)
        assert widget.chosen == 1
        await pilot.press("up", "up")
        assert app.heard[5:] == [Sliders.Chosen(0)]


async def test_a_slider_ends_where_its_track_does_or_where_it_was_learned() -> None:
    app = SlidersStage(Sliders())
    async with app.run_test(size=SIZE) as pilot:
        widget = await shown(app, [Slider("1", 2.9, 2.9), Slider("2", 3.6, 3.6)])
        await pilot.press("right", "right", "down", "right", "left")
        assert widget.values == (3.0, 3.35)
        assert app.heard == [Sliders.Slid(0, 3.0), Sliders.Chosen(1), Sliders.Slid(1, 3.35)]


async def test_the_list_scrolls_to_the_chosen_factor() -> None:
    app = SlidersStage(Sliders())
    async with app.run_test(size=SIZE) as pilot:
        widget = await shown(app, some(6))
        await pilot.press("end")
        await pilot.pause()
        assert [line.split()[0].strip("▌") or "6" for line in lines(widget)[::2]][:3] == [
            "3",
            "4",
            "5",
        ]
        assert lines(widget)[6].startswith("▌ 6 old")
        await pilot.press("home")
        await pilot.pause()
        assert lines(widget)[0].startswith("▌ 1 old")
        await pilot._post_mouse_events([events.MouseScrollDown] * 2, offset=(4, 4))
        assert widget.chosen == 2


async def test_a_click_on_a_track_slides_and_a_drag_goes_on() -> None:
    app = SlidersStage(Sliders())
    async with app.run_test(size=SIZE) as pilot:
        widget = await shown(app, some())
        await pilot.mouse_down(offset=(TRACK[0], 3))
        await pilot.hover(offset=(TRACK[12], 3))
        await pilot.hover(offset=(31, 7))
        await pilot.mouse_up(offset=(31, 7))
        await pilot.hover(offset=(TRACK[4], 3))
        assert app.heard == [
            Sliders.Chosen(1),
            Sliders.Slid(1, -3.0),
            Sliders.Slid(1, 0.0),
            Sliders.Slid(1, 3.0),
        ]
        await pilot.click(offset=(5, 0))
        assert widget.chosen == 0
        assert len(app.heard) == 5


async def test_without_factors_keys_and_clicks_do_nothing() -> None:
    app = SlidersStage(Sliders())
    async with app.run_test(size=SIZE) as pilot:
        widget = await shown(app, [])
        await pilot.press("down", "right", "end")
        await pilot.click(offset=(5, 3))
        assert app.heard == []
        assert "".join(lines(widget)).strip() == ""
