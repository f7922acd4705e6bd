"""Points in space, turning: titles by what they have in common, and the person among them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import numpy.typing as npt
from rich.color import Color
from rich.style import Style
from textual import events, work
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from recflix_tui.pictures.camera import Camera, between, pick
from recflix_tui.pictures.dots import ACROSS, DOWN, warm
from recflix_tui.pictures.scales import shades
from recflix_tui.widgets.cells import pieces, shorten
from recflix_tui.widgets.pictures.space.codes import GLOWS, SHADES, meaning
from recflix_tui.widgets.pictures.space.paint import Picture, paint
from recflix_tui.widgets.pictures.space.scene import Scene, within_reach

FRAMES = 30  # a second
SPIN = 0.35  # radians a second
FLIGHT = 15  # frames
DRAG = 0.045  # radians a cell that the mouse is drawn on
AIM = 5.0  # dots from a point within which a click means it
WAITING = "getting the picture ready: compiled once, then at hand"


class Cloud(Widget, can_focus=True):
    """Shows points from where its camera is, and tells which one was clicked; keys are the
    screen's."""

    @dataclass
    class PointPicked(Message):
        """A point was clicked."""

        index: int

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "cloud--ground",
        "cloud--axis",
        "cloud--axis-name",
        "cloud--name",
        "cloud--lit",
        "cloud--you",
        "cloud--selected",
        "cloud--glowing",
    }
    DEFAULT_CSS = """
    Cloud {
        background: $background;
        & > .cloud--ground { color: $foreground; background: $background; }
        & > .cloud--axis { color: $track; background: $background; }
        & > .cloud--axis-name { color: $muted; background: $background; }
        & > .cloud--name { color: $muted; background: $background; }
        & > .cloud--lit { color: $foreground; background: $background; }
        & > .cloud--you { color: $accent; background: $background; text-style: bold; }
        & > .cloud--selected { color: $foreground; background: $background; text-style: bold; }
        & > .cloud--glowing { color: $accent; background: $background; }
    }
    """

    def __init__(self, plain: bool = False) -> None:
        """plain: signs alone tell what is what, where the terminal has no colours."""
        super().__init__()
        self.plain = plain
        self.camera = Camera()
        self._scene = Scene()
        self._picture: Picture | None = None
        self._ready = False
        self._stale = False
        self._styles: dict[int, Style] = {}
        self._clock: Timer | None = None
        self._spinning = False
        self._flight: tuple[Camera, Camera, int] | None = None
        self._held: tuple[int, int] | None = None
        self._dragged = False

    def on_mount(self) -> None:
        self._clock = self.set_interval(1 / FRAMES, self._tick, pause=True)
        self._run_clock()
        self.prepare()

    @work(group="prepare", exclusive=True)
    async def prepare(self) -> None:
        """Compile what draws the points, in a thread: seconds at the first time in a home."""
        if not self._ready:
            await asyncio.to_thread(warm)
            self._ready = True
            self._draw()

    # --- what it shows ----------------------------------------------------------------------

    def set_points(
        self,
        points: npt.ArrayLike,
        colours: npt.ArrayLike,
        palette: npt.ArrayLike,
        shown: npt.ArrayLike | None = None,
    ) -> None:
        """Show other points: (n, 3), within about 1 of the middle; colours (n,), each one's index
        in the palette (m, 3) uint8, m up to 255; shown (n,): which of them are drawn."""
        where = within_reach(points)
        drawn = np.ones(len(where), bool) if shown is None else np.asarray(shown, bool)
        inks = np.asarray(palette, np.uint8)
        if not np.array_equal(inks, self._scene.palette):
            self._styles.clear()
            self._picture = None
        of = np.ascontiguousarray(colours, np.uint8)
        if len(where) != len(self._scene.points):
            self._scene = replace(
                self._scene, selected=None, lit=(), line_ends=(), line_strengths=(), names={}
            )
        self._change(points=where, colours=of, palette=inks, shown=drawn)

    def set_axes(self, names: Sequence[str]) -> None:
        """Draw three axes through the middle: `old ◂▸ new` names both ends of one."""
        self._change(axes=tuple(names))

    def set_you(self, point: npt.ArrayLike | None, name: str = "") -> None:
        """Mark where the person stands, (3,)."""
        where = None if point is None else within_reach(point)
        self._change(you=where, your_name=name)

    def select(self, index: int | None, name: str = "") -> None:
        """Ring a point and always name it: by `name`, or by its name among those set."""
        self._change(selected=index, selected_name=name)

    def light(self, indices: Sequence[int]) -> None:
        """Show points bright, with their names where there is room."""
        self._change(lit=tuple(int(index) for index in indices))

    def set_lines(self, indices: Sequence[int], strengths: Sequence[float]) -> None:
        """Draw glowing lines from the person to points; strengths: 0 to 1, a line's each."""
        ends = tuple(int(index) for index in indices)
        self._change(line_ends=ends, line_strengths=tuple(float(part) for part in strengths))

    def set_names(self, names: Mapping[int, str]) -> None:
        """The names that are written where there is room, the most important first."""
        self._change(names=dict(names))

    @property
    def named(self) -> frozenset[int]:
        """The points whose names are to be read now."""
        return frozenset() if self._picture is None else self._picture.named

    def _change(self, **parts: object) -> None:
        self._scene = replace(self._scene, **parts)  # type: ignore[arg-type]
        self._draw_soon()

    # --- the camera -------------------------------------------------------------------------

    def turn(self, yaw: float, pitch: float) -> None:
        """Go around and up, in radians."""
        self._look(self.camera.turned(yaw, pitch))

    def zoom(self, steps: float) -> None:
        """Come closer, or (below 0) go farther away."""
        self._look(self.camera.zoomed(steps))

    @property
    def spinning(self) -> bool:
        """Whether it turns by itself."""
        return self._spinning

    @spinning.setter
    def spinning(self, spinning: bool) -> None:
        self._spinning = spinning
        self._run_clock()

    def fly_to(self, index: int) -> None:
        """Turn until a point is in front, in half a second; at once without animations."""
        end = self.camera.facing(self._scene.points[index])
        if self.app.animation_level == "none":
            self._look(end)
        else:
            self._flight = (self.camera, end, 0)
            self._run_clock()

    def _look(self, camera: Camera) -> None:
        """Look from somewhere else; a flight under way ends there."""
        self._flight = None
        self._run_clock()
        self.camera = camera
        self._draw_soon()

    def _run_clock(self) -> None:
        if self._clock is not None:
            if self._spinning or self._flight is not None:
                self._clock.resume()
            else:
                self._clock.pause()

    def _tick(self) -> None:
        """The next frame, while it is in view."""
        if not self.screen.is_active or not self.display:
            return
        if self._flight is not None:
            start, end, frame = self._flight
            frame += 1
            self.camera = between(start, end, frame / FLIGHT)
            self._flight = (start, end, frame) if frame < FLIGHT else None
            self._run_clock()
        elif self._spinning and self._held is None:
            self.camera = self.camera.turned(SPIN / FRAMES, 0)
        self._draw()

    # --- drawing ----------------------------------------------------------------------------

    def on_resize(self) -> None:
        self._picture = None
        self._draw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def _draw_soon(self) -> None:
        """Draw once what may be changed in several steps."""
        if not self._stale:
            self._stale = True
            self.call_next(self._draw)

    def _draw(self) -> None:
        """Make the picture, and have the lines redrawn that look otherwise than before."""
        self._stale = False
        width, height = self.size
        if not self._ready or not width or not height:
            self.refresh()
            return
        before, self._picture = self._picture, self._painted()
        changed = self._picture.canvas.changed(None if before is None else before.canvas)
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _painted(self) -> Picture:
        """The picture in its present size."""
        return paint(self._scene, self.camera, *self.size, self.named)

    def render_line(self, y: int) -> Strip:
        if self._picture is None:
            return self._waiting_line(y)
        canvas = self._picture.canvas
        if (canvas.width, canvas.height) != self.size:  # a frame before it is told of that
            self._picture = self._painted()
        return self._picture.canvas.strip(y, self._style)

    def _waiting_line(self, y: int) -> Strip:
        """While there is no picture yet: what it waits for, in the middle."""
        width, quiet = self.size.width, self.get_component_rich_style("cloud--axis-name")
        words = "" if self._ready or y != self.size.height // 2 else shorten(WAITING, width)
        left = (width - len(words)) // 2
        return Strip(pieces((" " * left + words, quiet))).adjust_cell_length(width, quiet)

    def _style(self, code: int) -> Style:
        style = self._styles.get(code)
        if style is None:
            style = self._styles[code] = self._made(*meaning(code))
        return style

    def _made(self, kind: str, number: int, shade: int) -> Style:
        """The style of one kind of cell; plain, the ground's but for what is bold."""
        if kind not in ("point", "bright", "glowing"):
            return self.get_component_rich_style(f"cloud--{kind}")
        ground = self.get_component_rich_style("cloud--ground")
        if self.plain:
            return ground
        below = ground.bgcolor.get_truecolor() if ground.bgcolor else (0, 0, 0)
        if kind == "glowing":
            accent = self.get_component_rich_style("cloud--glowing").color or Color.default()
            ink = shades([accent.get_truecolor()], below, GLOWS)[0, number]
        else:
            ink = shades(self._scene.palette[[number]], below, SHADES)[0, shade]
        return ground + Style(color=Color.from_rgb(*(int(part) for part in ink)))

    # --- mouse ------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragged = False
        if event.button == 1:
            self._held = (event.x, event.y)
            self.capture_mouse()

    def on_mouse_up(self) -> None:
        self._held = None
        self.release_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What is held goes along with the mouse."""
        if self._held is None:
            return
        across, down = event.x - self._held[0], event.y - self._held[1]
        if across or down:
            self._dragged = True
            self._held = (event.x, event.y)
            self.turn(across * DRAG, down * DRAG * DOWN / ACROSS)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        index = None if self._dragged else self.point_at(event.x, event.y)
        if index is not None:
            self.post_message(self.PointPicked(index))

    def point_at(self, x: int, y: int) -> int | None:
        """The point whose mark or name stands in a cell, or else of the shown ones near it the
        nearest to the eye; None where there is none."""
        if self._picture is not None and (x, y) in self._picture.places:
            return self._picture.places[x, y]
        size = self.size.width * ACROSS, self.size.height * DOWN
        projected = self.camera.project(self._scene.points, *size)
        return pick(projected, (x + 0.5) * ACROSS, (y + 0.5) * DOWN, AIM, self._scene.shown)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.zoom(1)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.zoom(-1)
