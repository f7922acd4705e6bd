from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.color import Color
from textual.widget import Widget

from recflix_tui.pictures.scales import density_scale, error_scale
from recflix_tui.widgets.pictures.scale_legend import ScaleLegend

Stage = Callable[[Widget], Any]
MARKS = [(0.0, "0.01 %"), (0.5, "3 %"), (1.0, "80 %")]


async def test_values_stand_between_the_colours_that_lead_to_them(stage: Stage) -> None:
    legend = ScaleLegend()
    scale = density_scale(dark=True)
    async with stage(legend).run_test(size=(80, 3)):
        legend.show(scale, MARKS, "share rated")
        strip = legend.render_line(0)
        assert strip.text.split() == ["share", "rated", "0.01", "%", "3", "%", "80", "%"]
        grounds = [
            segment.style.bgcolor
            for segment in strip
            if segment.text == " " and segment.style and segment.style.bgcolor
        ]
        wanted = [Color.from_rgb(*(int(v) for v in colour)) for colour in scale.colours]
        shown = [wanted.index(ground) for ground in grounds if ground in wanted]
        assert len(shown) == 20
        assert shown == sorted(shown)
        assert shown[0] < 4
        assert shown[-1] > 27


async def test_without_colours_the_glyphs_stand_for_them(stage: Stage) -> None:
    legend = ScaleLegend(plain=True)
    async with stage(legend).run_test(size=(60, 1)):
        legend.show(density_scale(dark=True), [(0, "0"), (1, "1")])
        assert legend.render_line(0).text.strip() == "0 ··░░▒▒▓▓██ 1"
        legend.show(error_scale(dark=True), [(0, "−2"), (1, "+2")])
        assert legend.render_line(0).text.strip() == "−2 ▼▼▿▿··▵▵▲▲ +2"


@pytest.mark.parametrize("width", [8, 14, 20, 30, 44, 200])
async def test_where_room_is_short_the_ends_stay(stage: Stage, width: int) -> None:
    legend = ScaleLegend()
    async with stage(legend).run_test(size=(width, 1)):
        legend.show(density_scale(dark=False), MARKS, "share of the cells that are rated")
        text = legend.render_line(0).text
        assert len(text) == width
        if width >= 20:
            assert "0.01 %" in text
            assert "80 %" in text


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
async def test_a_value_that_stands_alone_has_its_own_colour(stage: Stage, at: float) -> None:
    legend = ScaleLegend()
    scale = density_scale(dark=True)
    async with stage(legend).run_test(size=(60, 1)):
        legend.show(scale, [(at, "100 %")], "share rated")
        strip = legend.render_line(0)
        assert strip.text.split() == ["share", "rated", "100", "%"]
        assert len(strip.text) == 60
        ground = legend.background_colors[1].rich_color
        shown = [
            segment.style.bgcolor
            for segment in strip
            if segment.style and segment.style.bgcolor and segment.style.bgcolor != ground
        ]
        colour = scale.colours[min(int(at * len(scale)), len(scale) - 1)]
        assert set(shown) == {Color.from_rgb(*(int(part) for part in colour))}


async def test_without_a_value_the_legend_is_blank(stage: Stage) -> None:
    legend = ScaleLegend()
    async with stage(legend).run_test(size=(60, 1)):
        legend.show(density_scale(dark=True), [], "share rated")
        assert legend.render_line(0).text == " " * 60


@pytest.mark.parametrize("width", [1, 6, 10, 20])
async def test_a_value_alone_is_told_where_room_is_short(stage: Stage, width: int) -> None:
    legend = ScaleLegend(plain=True)
    async with stage(legend).run_test(size=(width, 1)):
        legend.show(density_scale(dark=True), [(1.0, "80 %")], "share rated")
        text = legend.render_line(0).text
        assert len(text) == width
        assert ("80 %" in text) == (width >= 6)
