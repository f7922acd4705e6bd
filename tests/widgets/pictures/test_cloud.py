from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from rich.cells import cell_len
from textual import events, on
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from recflix_tui.pictures.camera import Camera
from recflix_tui.pictures.dots import warm
from recflix_tui.widgets.pictures.cloud import Cloud
from tests.widgets.conftest import Stage

PALETTE = np.array([(163, 113, 247), (245, 184, 61), (88, 166, 255)], np.uint8)
SIZE = (60, 24)
FRONT = Camera(0, 0)

# Six points on the axes and one in the middle.
POINTS = np.array(
    [(0.8, 0, 0), (-0.8, 0, 0), (0, 0.8, 0), (0, -0.8, 0), (0, 0, 0.8), (0, 0, -0.8), (0, 0, 0)],
    np.float32,
)
COLOURS = np.array([0, 1, 2, 0, 1, 2, 0], np.uint8)


class Watched(Cloud):
    """Remembers which of its lines were drawn."""

    def __init__(self, plain: bool = False) -> None:
        super().__init__(plain)
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)


class CloudStage(Stage):
    @on(Cloud.PointPicked)
    def _hear_point(self, message: Cloud.PointPicked) -> None:
        self.heard.append(message.index)


@pytest.fixture(autouse=True, scope="module")
def compiled() -> None:
    warm()


async def ready(cloud: Cloud, pilot: Pilot[None], **scene: Any) -> None:
    """Wait until it can draw, and show the seven points from the front."""
    await pilot.app.workers.wait_for_complete()
    cloud.camera = FRONT
    cloud.set_points(scene.get("points", POINTS), scene.get("colours", COLOURS), PALETTE)
    await pilot.pause()


def lines(cloud: Cloud) -> list[str]:
    return [cloud.render_line(y).text for y in range(cloud.size.height)]


def place_of(cloud: Cloud, sign: str) -> tuple[int, int]:
    """The cell (x, y) of a sign that is there once."""
    found = [
        (cell_len(line[:x]), y)
        for y, line in enumerate(lines(cloud))
        for x, character in enumerate(line)
        if character == sign
    ]
    assert len(found) == 1
    return found[0]


async def test_points_are_dots_where_they_are_and_fill_the_height() -> None:
    cloud = Cloud()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        drawn = lines(cloud)
        dots = [
            (x, y) for y, line in enumerate(drawn) for x, sign in enumerate(line) if sign != " "
        ]
        # Left, right, above, below; those before and behind the middle fall together with it.
        assert len(dots) == 5
        assert {y for _, y in dots} == {2, 12, 21}
        assert sorted(x for x, y in dots if y == 12) == [11, 30, 48]


async def test_the_colour_of_a_dot_is_that_of_the_nearest_point() -> None:
    cloud = Cloud()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        segment = next(s for s in cloud.render_line(12).crop(30, 31) if s.style)
        assert segment.style is not None
        assert segment.style.color is not None
        assert segment.style.color.get_truecolor() == (245, 184, 61)  # that of the fifth, in front


async def test_what_is_farther_away_is_dimmer() -> None:
    points = np.array([(0.5, 0, 0.7), (-0.5, 0, -0.7)], np.float32)
    cloud = Cloud()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot, points=points, colours=np.zeros(2, np.uint8))
        colours = [
            segment.style.color.get_truecolor()
            for segment in cloud.render_line(12)
            if segment.text.strip() and segment.style and segment.style.color
        ]
        behind, front = colours
        assert sum(behind) < sum(front)
        assert front == (163, 113, 247)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (12, 4), (3, 1)])
@pytest.mark.parametrize("plain", [False, True])
async def test_every_line_is_exactly_as_wide_as_the_widget(
    size: tuple[int, int], plain: bool
) -> None:
    cloud = Cloud(plain)
    async with CloudStage(cloud).run_test(size=size) as pilot:
        assert {cell_len(line) for line in lines(cloud)} == {size[0]}
        await ready(cloud, pilot)
        cloud.set_axes(["1 千と千尋の神隠し ◂▸ Romance", "[b]x[/b]", ""])
        cloud.set_you((0.3, 0.3, 0.3), "千と千尋の神隠し")
        cloud.set_names({n: f"千と千尋 {n} e\u0301" for n in range(7)})
        cloud.select(2, "a name that is longer than any terminal is wide, " * 4)
        cloud.light([3, 4])
        cloud.set_lines([5, 6], [1.0, 0.5])
        for yaw in (0.0, 0.7, 1.3, 2.0):
            cloud.turn(yaw, 0.1)
            await pilot.pause()
            assert {cell_len(line) for line in lines(cloud)} == {size[0]}


async def test_without_points_it_is_empty_and_takes_clicks() -> None:
    cloud = Cloud()
    app = CloudStage(cloud)
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.click(offset=(10, 10))
        assert "".join(lines(cloud)).strip() == ""
        assert app.heard == []


async def test_the_person_and_the_chosen_point_are_marked_and_named() -> None:
    cloud = Cloud()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        cloud.set_you((0, 0.4, 0), "Ada")
        cloud.select(0, "Alien (1979)")
        await pilot.pause()
        assert place_of(cloud, "◆")[0] == 30
        x, y = place_of(cloud, "◉")
        assert (x, y) == (48, 12)
        assert "◆ Ada" in "\n".join(lines(cloud))
        # To the right there is no room for it.
        assert "Alien (1979) ◉" in lines(cloud)[12]
        cloud.select(None)
        cloud.set_you(None)
        await pilot.pause()
        assert not {"◆", "◉"} & set("".join(lines(cloud)))


async def test_names_are_written_where_there_is_room_the_first_ones_first() -> None:
    cloud = Cloud()
    near = np.tile(np.array([(0, 0, 0.5)], np.float32), (3, 1))
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot, points=near, colours=np.zeros(3, np.uint8))
        cloud.set_names({1: "Stalker", 0: "Solaris", 2: "The Mirror"})
        await pilot.pause()
        text = "\n".join(lines(cloud))
        assert cloud.named == {0, 1}
        assert "Solaris • Stalker" in text
        assert "Mirror" not in text


async def test_lit_points_are_bright_and_lines_lead_to_those_that_are_pulled_in() -> None:
    cloud = Cloud()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        dots = sum(sign != " " for sign in "".join(lines(cloud)))
        cloud.set_you((-0.8, 0.8, 0), "")
        cloud.light([0, 3])
        await pilot.pause()
        assert "".join(lines(cloud)).count("●") == 2
        assert sum(sign != " " for sign in "".join(lines(cloud))) == dots + 1
        cloud.set_lines([2], [1.0])
        await pilot.pause()
        top = lines(cloud)[2]
        assert "".join(lines(cloud)).count("●") == 3
        assert " " not in top[top.index("◆") : top.index("●")]


async def test_the_axes_are_named_at_both_ends() -> None:
    cloud = Cloud()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        cloud.set_axes(["1 old ◂▸ new", "art", ""])
        await pilot.pause()
        drawn = lines(cloud)
        row = next(line for line in drawn if "new" in line)
        assert row.index("1 old") < 20
        assert row.index("new") > 40
        assert "art" in drawn[0] + drawn[1]


async def test_a_click_picks_the_nearest_point_and_a_drag_none() -> None:
    cloud = Cloud()
    app = CloudStage(cloud)
    async with app.run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        await pilot.click(offset=(49, 12))
        await pilot.click(offset=(30, 12))
        await pilot.click(offset=(5, 3))
        assert app.heard == [0, 4]
        await pilot.mouse_down(offset=(48, 12))
        await pilot.hover(offset=(40, 10))
        await pilot.mouse_up(offset=(40, 10))
        assert app.heard == [0, 4]
        assert cloud.camera.yaw < 0
        assert cloud.camera.pitch < 0


async def test_a_click_on_a_name_means_its_point() -> None:
    cloud = Cloud()
    app = CloudStage(cloud)
    async with app.run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        cloud.select(1, "Heat (1995)")
        await pilot.pause()
        line = lines(cloud)[12]
        await pilot.click(offset=(line.index("1995"), 12))
        assert app.heard == [1]


async def test_the_wheel_comes_closer_and_goes_away() -> None:
    cloud = Cloud()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        await pilot._post_mouse_events([events.MouseScrollUp], offset=(9, 9))
        assert cloud.camera.zoom > 1
        await pilot._post_mouse_events([events.MouseScrollDown] * 2, offset=(9, 9))
        assert cloud.camera.zoom < 1


async def test_it_flies_to_a_point_and_at_once_without_animations() -> None:
    cloud = Cloud()
    app = CloudStage(cloud)
    async with app.run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        app.animation_level = "none"
        cloud.select(0, "Alien")
        cloud.fly_to(0)
        await pilot.pause()
        assert place_of(cloud, "◉") == (30, 12)
        app.animation_level = "full"
        cloud.fly_to(2)
        assert cloud.camera == FRONT.facing(POINTS[0])
        for _ in range(200):
            await pilot.pause(0.02)
            if cloud.camera == FRONT.facing(POINTS[2]):
                break
        assert cloud.camera.pitch == pytest.approx(np.pi / 2)


async def test_a_turn_ends_a_flight() -> None:
    cloud = Cloud()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        cloud.fly_to(2)
        cloud.turn(0.5, 0)
        cloud._tick()
        assert (cloud.camera.yaw, cloud.camera.pitch) == (0.5, 0)


async def test_it_turns_by_itself_only_while_it_is_asked_to_and_in_view() -> None:
    cloud = Cloud()
    app = CloudStage(cloud)
    async with app.run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        cloud.spinning = True
        for _ in range(200):
            await pilot.pause(0.02)
            if cloud.camera.yaw > 0:
                break
        assert cloud.camera.yaw > 0
        await app.push_screen(Screen())
        before = cloud.camera
        cloud._tick()
        assert cloud.camera == before
        app.pop_screen()
        await pilot.pause()
        cloud.spinning = False
        await pilot.pause()
        before = cloud.camera
        await pilot.pause(0.1)
        assert cloud.camera == before


async def test_lines_that_look_as_before_are_not_drawn_again() -> None:
    cloud = Watched()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        cloud.drawn.clear()
        cloud.set_points(POINTS, COLOURS, PALETTE)
        await pilot.pause()
        assert cloud.drawn == []
        cloud.set_you((0, 0.8, 0), "")
        await pilot.pause()
        assert set(cloud.drawn) == {2}


async def test_until_it_is_compiled_it_says_what_it_waits_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled = threading.Event()
    monkeypatch.setattr("recflix_tui.widgets.pictures.cloud.warm", compiled.wait)
    cloud = Cloud()
    app = CloudStage(cloud)
    async with app.run_test(size=SIZE) as pilot:
        cloud.set_points(POINTS, COLOURS, PALETTE)
        await pilot.pause()
        assert "compiled once" in lines(cloud)[12]
        compiled.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "compiled" not in "".join(lines(cloud))
        assert "".join(lines(cloud)).strip()


async def test_points_without_a_place_and_far_out_do_not_break_the_picture() -> None:
    cloud = Cloud()
    points = np.array([(np.nan, 0, 0), (np.inf, 1, 1), (1e30, 0, 0), (0, 9, 0)], np.float32)
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot, points=points, colours=np.zeros(4, np.uint8))
        for _ in range(4):
            cloud.turn(1.0, 0.05)
            await pilot.pause()
            assert "".join(lines(cloud)).strip()


async def test_a_frame_before_it_is_told_of_its_size_is_drawn_in_that_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cloud = Cloud()
    async with CloudStage(cloud).run_test(size=SIZE) as pilot:
        await ready(cloud, pilot)
        monkeypatch.setattr(Cloud, "size", Size(70, 30))
        drawn = lines(cloud)
        assert len(drawn) == 30
        assert {cell_len(line) for line in drawn} == {70}
        assert any(sign != " " for sign in drawn[15])  # the new middle
        monkeypatch.undo()
