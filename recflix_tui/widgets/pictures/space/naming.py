"""Marks on points, and names beside them where there is room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from recflix_tui.pictures.camera import Camera
from recflix_tui.pictures.dots import ACROSS, DOWN
from recflix_tui.widgets.pictures.space.canvas import Canvas
from recflix_tui.widgets.pictures.space.codes import (
    AXIS_NAME,
    LIT_NAME,
    NAME,
    SELECTED,
    YOU,
    bright,
)
from recflix_tui.widgets.pictures.space.scene import Floats, Scene

YOU_SIGN, SELECTED_SIGN, LIT_SIGN, NAMED_SIGN = "◆", "◉", "●", "•"
LONGEST = 26  # cells of a name
CELLS_A_NAME = 300  # of the picture for each name that nobody asked for: points want room too

Place = tuple[int, int]


class Naming:
    """Writes marks and names on one canvas, the most important first."""

    def __init__(self, canvas: Canvas, scene: Scene, camera: Camera) -> None:
        self._canvas, self._scene, self._camera = canvas, scene, camera
        self.places: dict[Place, int] = {}
        self.named: list[int] = []

    def write(self, axes: Sequence[tuple[Place, str]], before: Collection[int]) -> None:
        """Write them all; axes: the cells of their ends, and what these are; before: the points
        whose names come first among the others."""
        scene = self._scene
        selected = [] if scene.selected is None else [scene.selected]
        lit = [i for i in dict.fromkeys([*scene.lit, *scene.line_ends]) if i not in selected]
        self._mark(lit, LIT_SIGN, lambda index: bright(int(scene.colours[index])))
        self._mark(selected, SELECTED_SIGN, lambda index: SELECTED)
        for index, place, _ in self._placed(selected):
            name = scene.selected_name or scene.names.get(index, "")
            self._say(index, place, name, SELECTED, must=True)
        self._write_you()
        for place, text in axes:
            self._canvas.name(*place, text, AXIS_NAME, LONGEST)
        for index, place, _ in self._placed(lit):
            self._say(index, place, scene.names.get(index, ""), LIT_NAME)
        self._write_others({*selected, *lit}, before)

    def _write_you(self) -> None:
        you = self._scene.you
        if you is None:
            return
        ((x, y),), _ = self._cells(you[None])
        self._canvas.mark(x, y, YOU_SIGN, YOU)
        self._write_name((x, y), self._scene.your_name, YOU, must=True)

    def _write_others(self, done: Collection[int], before: Collection[int]) -> None:
        """Names of points in the nearer half, as many as leave room for the points."""
        scene, canvas = self._scene, self._canvas
        order = [index for index in scene.names if index not in done and scene.shown[index]]
        order.sort(key=lambda index: index not in before)  # stable: else as they were given
        left = canvas.width * canvas.height // CELLS_A_NAME
        for index, place, depth in self._placed(order):
            if left <= 0:
                break
            if depth <= 0 or canvas.is_written_on(*place):
                continue
            taken = canvas.name(*place, scene.names[index], NAME, LONGEST, apart=1)
            if taken:
                canvas.mark(*place, NAMED_SIGN, bright(int(scene.colours[index])))
                self._note(index, place, taken)
                left -= 1

    # --- one of them ------------------------------------------------------------------------

    def _cells(self, points: Floats) -> tuple[list[Place], list[float]]:
        """The cells in which points (n, 3) stand, and how near to the eye they are."""
        size = self._canvas.width * ACROSS, self._canvas.height * DOWN
        at = self._camera.project(points, *size)
        x, y = np.floor(at.x / ACROSS).astype(int), np.floor(at.y / DOWN).astype(int)
        return list(zip(x.tolist(), y.tolist(), strict=True)), at.depth.tolist()

    def _placed(self, indices: Sequence[int]) -> list[tuple[int, Place, float]]:
        """Points, each with its cell and how near it is."""
        places, depths = self._cells(self._scene.points[list(indices)])
        return list(zip(indices, places, depths, strict=True))

    def _mark(self, indices: Sequence[int], sign: str, code: Callable[[int], int]) -> None:
        for index, place, _ in self._placed(indices):
            self._canvas.mark(*place, sign, code(index))
            self.places[place] = index

    def _say(self, index: int, place: Place, name: str, code: int, must: bool = False) -> None:
        """Name a point, if there is room or it must be."""
        self._note(index, place, self._write_name(place, name, code, must))

    def _note(self, index: int, place: Place, taken: range) -> None:
        """Remember which cells mean a point."""
        if taken:
            self.named.append(index)
            self.places.update({(x, place[1]): index for x in (place[0], *taken)})

    def _write_name(self, place: Place, name: str, code: int, must: bool) -> range:
        taken = self._canvas.name(*place, name, code, LONGEST)
        if taken or not must:
            return taken
        return self._canvas.write(place[0] + 2, place[1], name, code)
