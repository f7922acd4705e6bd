"""`python -m benchmarks.pictures`: how quickly pictures are drawn, in a terminal of 120 x 36.

A bare app in a terminal of its own (a pty) shows a heatmap that moves on, a heatmap whose cursor
moves, and a cloud of 62,423 points that turns by itself; what is taken is the time from the new
picture to its last line, written to the terminal (of it up to 8 ms until Textual next looks),
and how many frames a second there are. There is no dataset and no model: what it takes to make a
picture of them is measured by `benchmarks.matrix` and `benchmarks.factors`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import fcntl
import json
import os
import pty
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

import numpy as np
from textual.app import App, ComposeResult

from benchmarks.app import told
from recflix_tui.commands.app import LOOKS
from recflix_tui.pictures.levels import Levels, rank_levels
from recflix_tui.pictures.scales import density_scale
from recflix_tui.screens.frame.themes import DARK
from recflix_tui.widgets.pictures.cloud import Cloud
from recflix_tui.widgets.pictures.heatmap import CellSize, Heatmap, HeatmapFrame

POINTS = 62_423
PALETTE = np.array([(163, 113, 247), (245, 184, 61), (255, 123, 114), (88, 166, 255)], np.uint8)
PICTURES = 100
SECONDS = 5.0  # that the cloud turns


class TimedCloud(Cloud):
    """Remembers how long each of its pictures took to make."""

    def __init__(self) -> None:
        super().__init__()
        self.took: list[float] = []

    def _draw(self) -> None:
        started = time.perf_counter()
        super()._draw()
        self.took.append(time.perf_counter() - started)


class Stage(App[None]):
    """Shows one picture after another, and writes down what each took."""

    CSS = "Heatmap, Cloud { width: 100%; height: 100%; }"

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.file = file

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield Heatmap()

    def on_mount(self) -> None:
        self.run_worker(self._measure())

    async def _measure(self) -> None:
        heatmap = self.query_one(Heatmap)
        await asyncio.sleep(1)  # until the terminal has told its size
        figures = {
            "a heatmap, moved on": await self._heatmaps(heatmap),
            "a heatmap, the cursor moved": await self._cursor(heatmap),
        }
        await heatmap.remove()
        frames, took = await self._cloud()
        figures["a cloud of 62,423 points, to its lines"] = took
        self.file.write_text(json.dumps({"seconds": figures, "frames": frames}))
        self.exit()

    async def _drawn(self, started: float) -> float:
        """Seconds until what was changed has been written to the terminal."""
        done = asyncio.Event()
        self.call_after_refresh(done.set)
        await done.wait()
        return time.perf_counter() - started

    async def _heatmaps(self, heatmap: Heatmap) -> list[float]:
        rows, columns = heatmap.grid(CellSize.HALF)
        took = []
        for n in range(PICTURES):
            shown = panned(n, rows, columns)
            started = time.perf_counter()
            heatmap.show(HeatmapFrame(shown, density_scale(True), cursor=(0, 0)))
            took.append(await self._drawn(started))
        return took

    async def _cursor(self, heatmap: Heatmap) -> list[float]:
        took = []
        for n in range(1, PICTURES + 1):
            started = time.perf_counter()
            heatmap.move_cursor(n % 40, n % 70)
            took.append(await self._drawn(started))
        return took

    async def _cloud(self) -> tuple[float, list[float]]:
        """Frames a second as it turns, and what each took to make."""
        cloud = TimedCloud()
        await self.mount(cloud)
        rng = np.random.default_rng(0)
        points = rng.normal(0, 0.35, (POINTS, 3)) * rng.random((POINTS, 1))
        cloud.set_points(points, rng.integers(0, len(PALETTE), POINTS), PALETTE)
        cloud.set_axes(["1 old ◂▸ new", "2 art ◂▸ blockbuster", "3 calm ◂▸ wild"])
        cloud.set_you((0.5, 0.4, 0.3), "Ada")
        cloud.set_names({index: f"Made-up Film {index}" for index in range(0, POINTS, 200)})
        cloud.set_lines(range(10), [1.0] * 10)
        await self.workers.wait_for_complete([w for w in self.workers if w.group == "prepare"])
        await asyncio.sleep(1)
        cloud.took.clear()
        started = time.perf_counter()
        cloud.spinning = True
        await asyncio.sleep(SECONDS)
        return len(cloud.took) / (time.perf_counter() - started), cloud.took


def panned(step: int, rows: int, columns: int) -> Levels:
    """A made-up matrix, much rated at the left and at the top, seen from farther on."""
    mean = 3e4 / np.outer(np.arange(rows) + 9.0 + step, np.arange(columns) + 9.0)
    return rank_levels(np.random.default_rng(step).poisson(mean), 32)[0]


def run_in_terminal(command: list[str]) -> None:
    """Run a command to its end in a pty of 120 x 36 with true colour; what it draws is lost."""
    pid, fd = pty.fork()
    if pid == 0:
        env = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        env["TEXTUAL_FPS"] = LOOKS  # as the app is started
        os.execvpe(command[0], command, env)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    with contextlib.suppress(OSError):  # the terminal goes with its last process
        while os.read(fd, 1 << 16):
            pass
    os.waitpid(pid, 0)
    os.close(fd)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pictures", description=__doc__)
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    inside = parser.parse_args().inside
    if inside is not None:
        Stage(inside).run()
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        run_in_terminal([sys.executable, "-m", "benchmarks.pictures", "--inside", str(file)])
        figures = json.loads(file.read_text())
    print(f"{'milliseconds':<44}{'median':>9}{'p95':>9}{'worst':>9}{'runs':>7}")
    for name, seconds in figures["seconds"].items():
        told(name, seconds)
    print(f"{'a cloud turning, frames a second':<44}{figures['frames']:>9.1f}")


if __name__ == "__main__":
    main()
